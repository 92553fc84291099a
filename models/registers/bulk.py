"""Many records changed alike: field by field left alone, filled where empty, replaced or made empty. One change, one step to undo.

    change_tasks(office, ids, {"lead": FieldChange(Mode.FILL, (3, None, ""))}, reason="chia lại việc")

Each record is changed whole or left out with the reason (closed, secret, nothing to fill); the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Table, and_, func, or_, select, true

from models.errors import OfficeError
from models.labels import tr
from models.progress import Report, no_report
from models.registers.checks import reason_given
from models.registers.directives import queries as directive_queries
from models.registers.directives.services import correct_directive, forward_directive, instruct_directive, live_directive, set_due_date
from models.registers.directives.tables import directive
from models.registers.dossiers import queries as dossier_queries
from models.registers.dossiers.receipt import correct_dossier, take_up
from models.registers.dossiers.services import forward_dossier, start_processing
from models.registers.dossiers.states import Status
from models.registers.dossiers.tables import dossier
from models.registers.many import Many, change_many
from models.registers.tasks import queries as task_queries
from models.registers.tasks.followup import add_note, extend_task
from models.registers.tasks.rows import TAG_SEPARATOR
from models.registers.tasks.services import correct_task, set_tags, task_change
from models.registers.tasks.tables import task
from models.registers.when import When

if TYPE_CHECKING:
    from models.office import Office

# A statement takes so many ids at once, on either kind of database.
_IDS_AT_ONCE = 10_000
Who = tuple[int | None, int | None, str]


class Mode(StrEnum):
    """What becomes of a field: left alone, filled where it is empty, replaced everywhere, made empty."""

    KEEP = "keep"
    FILL = "fill"
    REPLACE = "replace"
    CLEAR = "clear"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What becomes of one field; `value` counts for FILL and REPLACE. People are (department, official, name)."""

    mode: Mode
    value: Any = None

    def wants(self, *, filled: bool) -> bool:
        """Whether a record whose field is filled or not is touched."""
        return {Mode.KEEP: False, Mode.FILL: not filled, Mode.REPLACE: True, Mode.CLEAR: filled}[self.mode]


Changes = Mapping[str, FieldChange]


def _written(column: ColumnElement[str]) -> ColumnElement[bool]:
    return func.coalesce(column, "") != ""


@dataclass(frozen=True, slots=True)
class _Book:
    """A register: its table, its queries, and when a field of it counts as filled."""

    table: Table
    queries: ModuleType
    filled: Mapping[str, ColumnElement[bool]]


BOOKS = {
    "task": _Book(
        task,
        task_queries,
        {
            "lead": or_(task.c.lead_department_id.is_not(None), task.c.lead_official_id.is_not(None), _written(task.c.lead)),
            "due_date": task.c.due_date.is_not(None),
            "urgency": task.c.urgency != "normal",
            "deliverable": _written(task.c.deliverable),
            "note": _written(task.c.note),
        },
    ),
    "dossier": _Book(
        dossier,
        dossier_queries,
        {
            "handler": or_(dossier.c.handling_department_id.is_not(None), dossier.c.handler_id.is_not(None), _written(dossier.c.holder)),
            "note": _written(dossier.c.note),
        },
    ),
    "directive": _Book(
        directive,
        directive_queries,
        {
            "recipient": directive.c.forwarded_date.is_not(None),
            "due_date": directive.c.due_date.is_not(None),
            "leader_instruction": _written(directive.c.leader_instruction),
            "note": _written(directive.c.note),
        },
    ),
}


def ids_of(conn: Connection, book: str, query: Any, when: When) -> list[int]:
    """All records that a query finds, in its order."""
    found: list[int] = BOOKS[book].queries.find_ids(conn, query, when, limit=None)
    return found


def count_filled(conn: Connection, book: str, *, ids: Sequence[int] | None, query: Any, when: When) -> dict[str, int]:
    """How many of these records have a value already, by field. `ids` None means all that the query finds."""
    known = BOOKS[book]
    counts = dict.fromkeys(known.filled, 0)
    if ids is None:
        parts = [and_(true(), *known.queries.conditions(conn, query, when))]
    else:
        parts = [known.table.c.id.in_(ids[start : start + _IDS_AT_ONCE]) for start in range(0, len(ids), _IDS_AT_ONCE)]
    names = list(known.filled)
    for part in parts:
        row = conn.execute(select(*(func.count().filter(known.filled[name]) for name in names)).select_from(known.table).where(part)).one()
        for name, number in zip(names, row, strict=True):
            counts[name] += number
    return counts


def _needed(value: Any, field: str) -> Any:
    if value in (None, "", (None, None, "")):
        raise OfficeError("missing", field=field)
    return value


# What is put right needs a reason; what is added or handed on does not.
_WITH_REASON = frozenset({"lead", "due_date", "urgency", "deliverable", "note"})


def _check(changes: Changes, reason: str) -> str:
    """Refuse at once, before any record is touched, what no record could take; the reason, tidy."""
    for name, change in changes.items():
        if change.mode in (Mode.FILL, Mode.REPLACE):
            _needed(change.value, name)
    if not any(change.mode is not Mode.KEEP for change in changes.values()):
        raise OfficeError("nothing_to_change")
    if any(change.mode is not Mode.KEEP and name in _WITH_REASON for name, change in changes.items()):
        return reason_given(reason)
    return reason.strip()


def change_tasks(office: Office, ids: Sequence[int], changes: Changes, *, reason: str, report: Report = no_report) -> Many:
    """Change these tasks alike: `lead`, `due_date` (moved by extension where there is one), `urgency`, `deliverable`, `note`,
    `add_tags` and `remove_tags` (texts with ";"), `progress` (a note of progress).

    Raises OfficeError `nothing_to_change`, `missing`, `reason_needed` for all; of one record: `already_filled`, and as the services.
    """
    reason = _check(changes, reason)
    service = partial(_change_task, changes=changes, reason=reason)
    subject = tr("{count} nhiệm vụ", count=len(ids))
    return change_many(office, "task.change_many", ids, service, subject=subject, reason=reason, report=report)


def _change_task(office: Office, task_id: int, *, changes: Changes, reason: str) -> None:
    touched = False
    with office.write("task.change_many"):
        with task_change(office, "task.change_many", task_id, closed=True) as (_, row):
            stored = dict(row)
        given = {name: change for name, change in changes.items() if _wants(change, _task_filled(stored, name))}
        fields: dict[str, Any] = {}
        for name, change in given.items():
            value = None if change.mode is Mode.CLEAR else change.value
            if name == "lead":
                fields |= dict(zip(("lead_department_id", "lead_official_id", "lead"), value or (None, None, ""), strict=True))
            elif name in ("deliverable", "note"):
                fields[name] = value or ""
            elif name == "urgency":
                fields[name] = value or "normal"
            elif name == "due_date" and stored["due_date"] is None:
                fields[name] = value
        if fields:
            correct_task(office, task_id, fields, reason=reason)
            touched = True
        if "due_date" in given and stored["due_date"] is not None:
            due: date = given["due_date"].value
            extend_task(office, task_id, new_due=due, reason=reason, decided_date=office.today())
            touched = True
        tags = _tags(stored["tags"] or "", given)
        if tags is not None:
            set_tags(office, task_id, tags)
            touched = True
        if "progress" in given:
            add_note(office, task_id, given["progress"].value, author=office.settings().user_name)
            touched = True
        if not touched:
            raise OfficeError("already_filled")


def _wants(change: FieldChange, filled: bool) -> bool:  # noqa: FBT001 - one answer given to another
    return change.wants(filled=filled)


def _task_filled(stored: Mapping[str, Any], name: str) -> bool:
    """Whether the field of a task holds something, as `BOOKS` counts it; what is only added to never does."""
    if name == "lead":
        return bool(stored["lead_department_id"] or stored["lead_official_id"] or stored["lead"])
    if name == "urgency":
        return bool(stored["urgency"] != "normal")
    return bool(stored.get(name))


def _tags(before: str, given: Changes) -> list[str] | None:
    """The tags with those added and without those taken off, None where that changes nothing."""
    now = [tag for tag in before.split(TAG_SEPARATOR) if tag]
    after = list(now)
    if "add_tags" in given:
        after += [tag.strip() for tag in given["add_tags"].value.split(TAG_SEPARATOR.strip())]
    if "remove_tags" in given:
        gone = {tag.strip().casefold() for tag in given["remove_tags"].value.split(TAG_SEPARATOR.strip())}
        after = [tag for tag in after if tag.casefold() not in gone]
    kept = list({tag.casefold(): tag for tag in reversed(after) if tag}.values())[::-1]
    return None if [tag.casefold() for tag in kept] == [tag.casefold() for tag in now] else kept


def change_dossiers(office: Office, ids: Sequence[int], changes: Changes, *, reason: str, report: Report = no_report) -> Many:
    """Change these dossiers alike: `handler` (handed on, with a step on form 06) and `note`.

    Raises OfficeError as `change_tasks`.
    """
    reason = _check(changes, reason)
    service = partial(_change_dossier, changes=changes, reason=reason)
    subject = tr("{count} hồ sơ", count=len(ids))
    return change_many(office, "dossier.change_many", ids, service, subject=subject, reason=reason, report=report)


def _change_dossier(office: Office, dossier_id: int, *, changes: Changes, reason: str) -> None:
    touched = False
    with office.write("dossier.change_many") as tx:
        stored = take_up(tx, dossier_id)
        handler, note = changes.get("handler"), changes.get("note")
        held = bool(stored["handling_department_id"] or stored["handler_id"] or stored["holder"])
        if handler is not None and handler.wants(filled=held):
            service = start_processing if stored["status"] == Status.ACCEPTED else forward_dossier
            department_id, official_id, holder = handler.value
            service(office, dossier_id, department_id=department_id, handler_id=official_id, holder=holder, note=reason)
            touched = True
        if note is not None and note.wants(filled=bool(stored["note"])):
            correct_dossier(office, dossier_id, {"note": note.value if note.mode is not Mode.CLEAR else ""}, reason=reason)
            touched = True
        if not touched:
            raise OfficeError("already_filled")


def change_directives(office: Office, ids: Sequence[int], changes: Changes, *, reason: str, report: Report = no_report) -> Many:
    """Change these documents alike: `recipient` (forwarded today), `due_date`, `leader_instruction`, `note`.

    Raises OfficeError as `change_tasks`.
    """
    reason = _check(changes, reason)
    service = partial(_change_directive, changes=changes, reason=reason)
    subject = tr("{count} văn bản", count=len(ids))
    return change_many(office, "directive.change_many", ids, service, subject=subject, reason=reason, report=report)


def _change_directive(office: Office, directive_id: int, *, changes: Changes, reason: str) -> None:
    doing: dict[str, Callable[[Any], object]] = {
        "recipient": lambda to: forward_directive(office, directive_id, department_id=to[0], official_id=to[1], recipient=to[2]),
        "due_date": lambda day: set_due_date(office, directive_id, due_date=day, reason=reason),
        "leader_instruction": lambda text: instruct_directive(office, directive_id, instruction=text),
        "note": lambda text: correct_directive(office, directive_id, {"note": text or ""}, reason=reason),
    }
    touched = False
    with office.write("directive.change_many") as tx:
        row = live_directive(tx.connection, directive_id)
        for name, change in changes.items():
            filled = bool(row.forwarded_date if name == "recipient" else getattr(row, name))
            if change.wants(filled=filled):
                doing[name](None if change.mode is Mode.CLEAR else change.value)
                touched = True
        if not touched:
            raise OfficeError("already_filled")


CHANGING = {"task": change_tasks, "dossier": change_dossiers, "directive": change_directives}
"""The service that changes many, by book."""
