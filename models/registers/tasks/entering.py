"""Entering and changing tasks within a change: what single services, imports and recorded directives share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, literal_column, select

from models.errors import OfficeError
from models.labels import LABELS
from models.outcome import Notice
from models.registers.checks import CODE_LIMIT, line, lines, possible
from models.registers.directives.tables import directive
from models.registers.staff import Staff, load_staff
from models.registers.tasks.rows import TAG_SEPARATOR, CoordinatorEntry, TaskEntry
from models.registers.tasks.tables import task, task_coordinator, task_extension
from models.storage.journal import Transaction
from models.text import clean, fold

_LINES = ("content", "deliverable", "evidence_note", "note")
_CODES = ("source_number", "external_code", "evidence_number")
_TEXTS = ("source_clause", "source_agency", "assigned_by", "lead", "due_text")
_DATES = ("source_date", "assigned_date", "due_date", "original_due_date", "completed_date", "evidence_date")
_LEAD: dict[str, Any] = {"lead_department_id": None, "lead_official_id": None, "lead": ""}
_SUBJECT_LENGTH = 60
_AT_ONCE = 500

CORRECTABLE = frozenset(
    {*_LINES, *_CODES, *_TEXTS, *_DATES, "directive_id", "lead_department_id", "lead_official_id", "recurring", "urgency"}
)
"""The fields that `correct_task` and `amend_tasks` take."""


def subject_of(content: str) -> str:
    """The first words of a task: its name in the undo menu and in the history."""
    short = clean(content)
    return short if len(short) <= _SUBJECT_LENGTH else short[:_SUBJECT_LENGTH].rsplit(" ", 1)[0] + "…"


def joined_tags(tags: Sequence[str]) -> str:
    """The tags as they are stored: tidy, each once whatever its capitals and marks. Raises OfficeError `too_long`."""
    parts = (part for tag in tags for part in tag.replace(",", ";").split(";"))
    found: dict[str, str] = {}
    for part in parts:
        tag = line(part, "tags", CODE_LIMIT)
        if tag:
            found.setdefault(fold(tag), tag)
    return line(TAG_SEPARATOR.join(found.values()), "tags")


def checked(given: Mapping[str, Any]) -> dict[str, Any]:
    """The given columns of a task, tidy. Raises OfficeError `missing_content`, `too_long`, `impossible_date` or `bad_choice`."""
    values = dict(given)
    for names, tidy in ((_LINES, lines), (_TEXTS, line)):
        values.update({name: tidy(given[name], name) for name in names if name in given})
    values.update({name: line(given[name], name, CODE_LIMIT) for name in _CODES if name in given})
    if values.get("content") == "":
        raise OfficeError("missing_content", field="content")
    for name in _DATES:
        possible(values.get(name), name)
    for name, group in (("urgency", "urgency"), ("recurring", "recurrence")):
        if values.get(name) is not None and values[name] not in LABELS[group]:
            raise OfficeError("bad_choice", field=name, value=str(values[name]))
    return values


def placed_lead(staff: Staff, values: Mapping[str, Any]) -> dict[str, Any]:
    """The three columns of the lead made whole: an official implies their department, ids imply a name where none was written."""
    ids = staff.place(values["lead_department_id"], values["lead_official_id"], field="lead_department_id")
    written = values["lead"] or line(staff.name_of(*ids), "lead")
    return {"lead_department_id": ids[0], "lead_official_id": ids[1], "lead": written}


def overdue_at_once(entries: Sequence[TaskEntry], today: date) -> list[Notice]:
    """What looks like a slip of the pen in new tasks but may be right: a due date that is past before the work begins."""
    past = [entry.due_date for entry in entries if entry.due_date is not None and entry.due_date < today and entry.completed_date is None]
    return [Notice("task_overdue_at_once", {"count": len(past), "due": min(past)})] if past else []


def enter_task(tx: Transaction, entry: TaskEntry) -> int:
    """Enter one task within a change; its id. See `enter_tasks`."""
    return enter_tasks(tx, [entry])[0]


def enter_tasks(tx: Transaction, entries: Sequence[TaskEntry]) -> range:
    """Enter many tasks within a change; their ids, in order.

    The first due date is kept as the original one. A task of a directive takes its number, date and agency unless it names its own.
    A coordinator named twice is entered once. Raises OfficeError `missing_content`, `too_long`, `impossible_date`, `bad_choice`,
    `not_found`, `official_of_other_department` or `secret_refuses` (the task of a secret paper); then nothing is entered.
    """
    staff = load_staff(tx.connection)
    sources = _sources(tx.connection, [entry.directive_id for entry in entries if entry.directive_id is not None])
    ids = tx.insert_many(task, [_task_values(tx, entry, staff, sources) for entry in entries])
    parts = [
        {**values, "task_id": task_id}
        for task_id, entry in zip(ids, entries, strict=True)
        for values in coordinator_values(staff, entry.coordinators)
    ]
    tx.insert_many(task_coordinator, parts)
    return ids


_PLAIN: dict[str, Any] = {
    each.name: None if each.default is MISSING else each.default for each in fields(TaskEntry) if each.name not in ("coordinators", "tags")
} | {"tags": ""}


def enter_checked_tasks(tx: Transaction, rows: Sequence[Mapping[str, Any]], coordinators: Sequence[Sequence[CoordinatorEntry]]) -> range:
    """Enter many tasks whose values were checked where they were read, each with its coordinators; their ids, in order.

    Of the values those that are columns of a task count.
    As `enter_tasks`, without looking at every text a second time: what an import of a hundred thousand rows needs.
    """
    plain = {**_PLAIN, "created_at": tx.now}
    columns: dict[str, list[Any]] = {}
    for name, unsaid in plain.items():
        given = [row.get(name) for row in rows]
        columns[name] = given if unsaid is None else [unsaid if value is None else value for value in given]
    columns["original_due_date"] = list(map(_first_told, columns["original_due_date"], columns["due_date"]))
    ids = tx.insert_columns(task, columns)
    staff = load_staff(tx.connection)
    known: dict[CoordinatorEntry, tuple[object, dict[str, Any]]] = {}
    parts: list[dict[str, Any]] = []
    for task_id, entries in zip(ids, coordinators, strict=True):
        keys: set[object] = set()
        for entry in entries:
            found = known.get(entry)
            if found is None:
                [values] = coordinator_values(staff, [entry])
                found = known[entry] = (coordinator_key(values), values)
            if found[0] not in keys:
                keys.add(found[0])
                parts.append({**found[1], "task_id": task_id})
    tx.insert_many(task_coordinator, parts)
    return ids


def _first_told(first: Any, second: Any) -> Any:
    return second if first is None else first


def _task_values(tx: Transaction, entry: TaskEntry, staff: Staff, sources: Mapping[int, RowMapping]) -> dict[str, Any]:
    values = {each.name: getattr(entry, each.name) for each in fields(entry) if each.name not in ("coordinators", "tags")}
    if entry.directive_id is not None:
        source = sources.get(entry.directive_id)
        if source is None:
            raise OfficeError("not_found", field="directive_id", table="directive", id=entry.directive_id)
        _refuse_secret(source)
        if not (entry.source_number or entry.source_date or entry.source_agency):
            values.update(
                source_number=source["document_number"], source_date=source["issued_date"], source_agency=source["issuing_agency"]
            )
    values = checked(values)
    values.update(placed_lead(staff, values))
    values["tags"] = joined_tags(entry.tags)
    values["original_due_date"] = values["original_due_date"] or values["due_date"]
    values["created_at"] = entry.created_at or tx.now
    return values


def _refuse_secret(source: RowMapping) -> None:
    """Raises OfficeError `secret_refuses`: what a secret paper asks for must not come into the computer as a task either."""
    if source["secrecy"] != "none":
        raise OfficeError("secret_refuses", field="tasks")


def _sources(conn: Connection, ids: Sequence[int]) -> dict[int, RowMapping]:
    """Number, date, agency and secrecy of these directives."""
    found: dict[int, RowMapping] = {}
    wanted = sorted(set(ids))
    c = directive.c
    for start in range(0, len(wanted), 500):
        asked = select(c.id, c.document_number, c.issued_date, c.issuing_agency, c.secrecy)
        asked = asked.where(c.id.in_(wanted[start : start + 500]), c.voided == 0)
        found.update({row["id"]: row for row in conn.execute(asked).mappings()})
    return found


def coordinator_values(staff: Staff, coordinators: Sequence[CoordinatorEntry]) -> list[dict[str, Any]]:
    """The columns of these coordinators, each body once. Raises OfficeError `missing` for a coordinator without a name."""
    found: dict[object, dict[str, Any]] = {}
    for entry in coordinators:
        ids = staff.place(entry.department_id, entry.official_id, field="coordinators")
        name = line(entry.name, "coordinators") or staff.name_of(*ids)
        if not name:
            raise OfficeError("missing", field="coordinators")
        values = {
            "department_id": ids[0],
            "official_id": ids[1],
            "name": name,
            "part": lines(entry.part, "part"),
            "due_date": possible(entry.due_date, "due_date"),
            "completed_date": possible(entry.completed_date, "completed_date"),
        }
        found.setdefault(coordinator_key(values), values)
    return list(found.values())


def coordinator_key(values: Mapping[str, Any]) -> object:
    """Who a coordinator is: the official, else the department, else the name as written."""
    return (values["official_id"], values["department_id"]) if values["department_id"] or values["official_id"] else fold(values["name"])


def put_coordinators(tx: Transaction, task_id: int, coordinators: Sequence[CoordinatorEntry]) -> None:
    """Make these the coordinators of a task within a change: new ones are entered, others put right, those not named are taken off.

    Who stays keeps the date on which their part was finished unless the entry gives another.
    """
    wanted = {coordinator_key(values): values for values in coordinator_values(load_staff(tx.connection), coordinators)}
    part = task_coordinator.c
    standing = select(task_coordinator).where(part.task_id == task_id, part.voided == literal_column("0"))
    for row in tx.connection.execute(standing).mappings().all():
        values = wanted.pop(coordinator_key(dict(row)), None)
        if values is None:
            tx.update(task_coordinator, row["id"], {"voided": 1})
        else:
            tx.update(task_coordinator, row["id"], {**values, "completed_date": values["completed_date"] or row["completed_date"]})
    tx.insert_many(task_coordinator, [{**values, "task_id": task_id} for values in wanted.values()])


def stored_row(conn: Connection, table: Table, row_id: int) -> RowMapping:
    """The visible row of this id. Raises OfficeError `not_found`."""
    row = conn.execute(select(table).where(table.c.id == row_id, table.c.voided == literal_column("0"))).mappings().one_or_none()
    if row is None:
        raise OfficeError("not_found", table=table.name, id=row_id)
    return row


def changed_columns(tx: Transaction, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a task that these changes touch, checked, the lead made whole. Raises OfficeError `not_correctable`, and as
    `enter_tasks`. The three fields of the lead change as one: those not named are emptied, so that no old lead stays beside a new one."""
    unknown = changes.keys() - CORRECTABLE
    if unknown:
        raise OfficeError("not_correctable", field=min(unknown))
    values = checked(changes)
    if values.get("directive_id") is not None:
        _refuse_secret(stored_row(tx.connection, directive, values["directive_id"]))
    if values.keys() & _LEAD.keys():
        values.update(placed_lead(load_staff(tx.connection), {name: values.get(name, empty) for name, empty in _LEAD.items()}))
    return values


def amend_tasks(tx: Transaction, changes: Mapping[int, Mapping[str, Any]], *, on: date, reason: str, decided_by: str = "") -> int:
    """Take over what the assigning agency's newer list says of tasks, within a change; how many differ afterwards.

    Another due date there is that agency's decision: it is kept as an approved extension beside the original date, even where it is
    earlier. Raises OfficeError as `changed_columns`, `not_found`, and `task_closed` for a cancelled task.
    """
    c = task.c
    stored: dict[int, Any] = {}
    ids = list(changes)
    for start in range(0, len(ids), _AT_ONCE):
        asked = select(c.id, c.due_date, c.original_due_date, c.cancelled_at)
        asked = asked.where(c.id.in_(ids[start : start + _AT_ONCE]), c.voided == literal_column("0"))
        stored.update((row.id, row) for row in tx.connection.execute(asked))
    decided = {"decision": "approved", "reason": line(reason, "reason"), "decided_by": line(decided_by, "decided_by"), "decided_date": on}
    amended: dict[int, Mapping[str, Any]] = {}
    moved: list[dict[str, Any]] = []
    for task_id, said in changes.items():
        row = stored.get(task_id)
        if row is None:
            raise OfficeError("not_found", table=task.name, id=task_id)
        if row.cancelled_at is not None:
            raise OfficeError("task_closed", state="cancelled")
        values = changed_columns(tx, said)
        due = values.get("due_date", row.due_date)
        if row.original_due_date is None:
            values.setdefault("original_due_date", due)
        elif due != row.due_date and due is not None:
            moved.append({"task_id": task_id, "requested_date": on, "old_due_date": row.due_date, "new_due_date": due, **decided})
        amended[task_id] = values
    tx.insert_many(task_extension, moved)
    return tx.update_many(task, amended)
