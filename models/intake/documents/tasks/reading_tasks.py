"""Reads the tasks of a document: of its body, of a plan attached to it, of its tables."""

from __future__ import annotations

import re
from dataclasses import replace

from models.intake.documents.document_text import DocumentText, Span
from models.intake.documents.found import Deadline, FoundTask, Head
from models.intake.documents.tasks.annexes import task_tables, tasks_of_tables
from models.intake.documents.tasks.bodies import assignees_of
from models.intake.documents.tasks.deadlines import deadline_of
from models.intake.documents.tasks.instructions import Instruction, find_instructions
from models.intake.documents.tasks.items import Context, Item
from models.intake.documents.tasks.rules_items import ATTACHED_PLAN, ATTACHED_TO, CLOSES, RECIPIENTS
from models.intake.documents.tasks.structure import items_of

_WITHOUT_WHO = 0.6
"""A task of which nobody is known to be told is doubtful."""

_LINES_TO_REFERENCE = 12
_CLOSING = 2500
"""Behind the mark that closes a text so few letters are its recipients and its signature."""

_KINDS_CITED = ("part", "article", "number", "letter")
_ENDING = re.compile(r"\s*\.?/\.?\s*$")


def read_tasks(text: DocumentText, head: Head) -> tuple[FoundTask, ...]:
    """The tasks of this document in the order of the text."""
    listed = task_tables(text, head)
    rows = tasks_of_tables(text, head, listed)
    tables = [each.table.span for each in listed] if rows else []
    body = _body(text, head)
    found = [*rows]
    for place in (body, attached_plan(text, head.body)):
        if place is not None:
            context = Context(text, head, items_of(text, place))
            told = [each for each in find_instructions(context) if not any(_within(each.item, table) for table in tables)]
            found.extend(_task(context, each) for each in told)
    return tuple(sorted(found, key=lambda task: task.span.start))


def _body(text: DocumentText, head: Head) -> Span:
    """The body of the head, but never the list of recipients; the whole text where no body was told."""
    body = head.body if head.body.end > head.body.start else Span(0, len(text.text))
    recipients = RECIPIENTS.search(text.text, body.start, body.end)
    end = recipients.start() + 1 if recipients is not None else body.end
    closing = next((found.end() for found in CLOSES.compiled.finditer(text.text, body.start, end) if end - found.end() < _CLOSING), end)
    return Span(body.start, closing)


def attached_plan(text: DocumentText, body: Span) -> Span | None:
    """The plan, programme or scheme that a decision puts in force, behind its signature: its items are tasks too."""
    for found in ATTACHED_PLAN.compiled.finditer(text.text, body.end):
        after = "\n".join(text.text[found.end() : found.end() + 1500].split("\n")[:_LINES_TO_REFERENCE])
        if ATTACHED_TO.search(after) is not None:
            return Span(found.end(), len(text.text))
    return None


def _within(item: Item, table: Span) -> bool:
    return table.start <= item.span.start < table.end


def _task(context: Context, each: Instruction) -> FoundTask:
    item = each.item
    assignees, coordinating = assignees_of(item, context)
    confidence = each.confidence if assignees else min(each.confidence, _WITHOUT_WHO)
    return FoundTask(
        text=_ENDING.sub(".", " ".join(item.flat.split())),
        span=item.span,
        clause=clause_of(item),
        assignees=assignees,
        coordinating=coordinating,
        deadline=_deadline(context.text, context.head, each),
        deliverable=_product(context.text, item),
        confidence=confidence,
        rule=each.rule,
    )


def _deadline(text: DocumentText, head: Head, each: Instruction) -> Deadline | None:
    """The time of a task; where it has none, that of the paragraph behind it that only says until when."""
    own = deadline_of(text, each.item, head.day, head.year)
    if each.dated_by is None or (own is not None and own.day is not None):
        return own
    behind = deadline_of(text, replace(each.dated_by, parent=None), head.day, head.year)
    return behind if behind is not None and behind.day is not None else own


def _product(text: DocumentText, item: Item) -> str:
    said = next((text.said(slot.span) for slot in item.slots if slot.name == "product"), "")
    return " ".join(said.replace("*", "").split()).strip(" .;")


def clause_of(item: Item) -> str:
    """The place of an item as a clerk cites it: "Khoản 8", "Mục II.1.a", "Khoản 1 Điều 2"; empty for running text."""
    cited = [each for each in (item, *item.above()) if each.kind in _KINDS_CITED and each.number][::-1]
    article = next((each for each in cited if each.kind == "article"), None)
    if article is not None:
        under = cited[cited.index(article) + 1 :]
        letters = [each.number for each in under if each.kind == "letter"]
        numbers = [each.number for each in under if each.kind == "number"]
        parts = (*(f"điểm {number}" for number in letters[-1:]), *(f"khoản {number}" for number in numbers[-1:]), f"Điều {article.number}")
        said = " ".join(parts)
        return said[0].upper() + said[1:]
    if not cited:
        return ""
    if any(each.kind == "part" for each in cited) or len(cited) > 1:
        return "Mục " + ".".join(_own_number(cited, place) for place in range(len(cited)) if _own_number(cited, place))
    return f"Khoản {cited[0].number}" if cited[0].kind == "number" else f"Điểm {cited[0].number}"


def _own_number(cited: list[Item], place: int) -> str:
    """The number of an item without that of the one over it, which deep numbers repeat ("2.1" under "2")."""
    number = cited[place].number
    over = cited[place - 1].number if place else ""
    return number.removeprefix(f"{over}.") if over and cited[place].kind == "number" and number.startswith(f"{over}.") else number
