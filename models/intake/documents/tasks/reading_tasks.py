"""Reads the tasks of a document."""

from __future__ import annotations

from models.intake.documents.document_text import DocumentText, Span
from models.intake.documents.found import FoundTask, Head
from models.intake.documents.tasks.instructions import find_instructions
from models.intake.documents.tasks.items import Context, Item
from models.intake.documents.tasks.structure import items_of


def read_tasks(text: DocumentText, head: Head) -> tuple[FoundTask, ...]:
    """The tasks of this document in the order of the text."""
    body = head.body if head.body.end > head.body.start else Span(0, len(text.text))
    context = Context(text, head, items_of(text, body))
    return tuple(
        FoundTask(_said(each.item), each.item.span, confidence=each.confidence, rule=each.rule) for each in find_instructions(context)
    )


def _said(item: Item) -> str:
    return " ".join(item.flat.split())
