"""A text becomes a reading: its head, then its tasks."""

from __future__ import annotations

from models.intake.documents.document_text import DocumentText
from models.intake.documents.found import Reading
from models.intake.documents.head.reading_head import read_head
from models.intake.documents.tasks.reading_tasks import read_tasks


def read_text(text: DocumentText) -> Reading:
    """The head and the tasks of a text; nothing rather than nonsense where it is no administrative document."""
    head = read_head(text)
    return Reading(text, head, read_tasks(text, head) if head.is_document else ())
