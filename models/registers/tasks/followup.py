"""What happens to a task on its way: extensions, notes of progress, obstacles, rounds of a draft, reminders."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, RowMapping, Table, func, literal_column, select

from models.errors import OfficeError
from models.outcome import Outcome
from models.registers.checks import line, lines, not_future, possible, reason_given
from models.registers.tasks.entering import stored_row
from models.registers.tasks.services import task_change
from models.registers.tasks.tables import task, task_draft, task_extension, task_note, task_obstacle, task_reminder
from models.storage.journal import Transaction

if TYPE_CHECKING:
    from models.office import Office


def request_extension(office: Office, task_id: int, *, new_due: date, reason: str, requested_date: date) -> Outcome:
    """Ask for a later due date. Nothing moves before it is approved.

    Raises OfficeError `reason_needed`, `no_due_date`, `extension_not_later`, `extension_pending`, `date_in_future`, `task_closed`.
    """
    not_future(requested_date, office.today(), "requested_date")
    reason = reason_given(reason)
    with task_change(office, "task.request_extension", task_id, reason=reason) as (tx, row):
        tx.insert(task_extension, _extension_values(tx, row, new_due, reason, requested_date))
    return tx.outcome(id=task_id, uid=row["uid"])


def decide_extension(office: Office, extension_id: int, *, approved: bool, decided_by: str, decided_date: date, note: str = "") -> Outcome:
    """Decide what was asked for. Approved, the due date moves and the original one stays.

    Raises OfficeError `not_pending`, `decided_before_requested`, `extension_not_later`, `date_in_future`, `task_closed`, `not_found`.
    """
    not_future(decided_date, office.today(), "decided_date")
    note = lines(note, "note")
    with office.read() as conn:
        task_id = stored_row(conn, task_extension, extension_id)["task_id"]
    label = "task.approve_extension" if approved else "task.refuse_extension"
    with task_change(office, label, task_id, reason=note) as (tx, row):
        asked = stored_row(tx.connection, task_extension, extension_id)
        if asked["decision"] != "pending":
            raise OfficeError("not_pending", decision=asked["decision"])
        if decided_date < asked["requested_date"]:
            raise OfficeError("decided_before_requested", field="decided_date", requested_date=asked["requested_date"])
        decision = {
            "decision": "approved" if approved else "refused",
            "decided_by": line(decided_by, "decided_by"),
            "decided_date": decided_date,
            "decision_note": note,
        }
        tx.update(task_extension, extension_id, decision)
        if approved:
            _check_later(row, asked["new_due_date"])
            tx.update(task, task_id, {"due_date": asked["new_due_date"]})
    return tx.outcome(id=task_id, uid=row["uid"])


def extend_task(
    office: Office, task_id: int, *, new_due: date, reason: str, decided_by: str = "", decided_date: date, note: str = ""
) -> Outcome:
    """Enter an extension that was approved already: request and approval in one step. Raises OfficeError as `request_extension`."""
    not_future(decided_date, office.today(), "decided_date")
    reason = reason_given(reason)
    with task_change(office, "task.extend", task_id, reason=reason) as (tx, row):
        decision = {
            "decision": "approved",
            "decided_by": line(decided_by, "decided_by"),
            "decided_date": decided_date,
            "decision_note": lines(note, "note"),
        }
        tx.insert(task_extension, {**_extension_values(tx, row, new_due, reason, decided_date), **decision})
        tx.update(task, task_id, {"due_date": new_due})
    return tx.outcome(id=task_id, uid=row["uid"])


def _extension_values(tx: Transaction, row: RowMapping, new_due: date, reason: str, requested_date: date) -> dict[str, Any]:
    possible(new_due, "new_due")
    _check_later(row, new_due)
    extension = task_extension.c
    pending = select(extension.id).where(extension.task_id == row["id"], extension.decision == "pending", _visible(task_extension))
    if tx.connection.execute(pending).first() is not None:
        raise OfficeError("extension_pending")
    return {
        "task_id": row["id"],
        "requested_date": requested_date,
        "reason": reason,
        "old_due_date": row["due_date"],
        "new_due_date": new_due,
    }


def _check_later(row: RowMapping, new_due: date) -> None:
    if row["due_date"] is None:
        raise OfficeError("no_due_date")
    if new_due <= row["due_date"]:
        raise OfficeError("extension_not_later", field="new_due", due_date=row["due_date"])


def _visible(table: Table) -> Any:
    return table.c.voided == literal_column("0")


def _next_number(conn: Connection, table: Table, column: str, task_id: int) -> int:
    """The number after the greatest one of the task's rows."""
    return (conn.execute(select(func.max(table.c[column])).where(table.c.task_id == task_id, _visible(table))).scalar() or 0) + 1


def add_note(office: Office, task_id: int, content: str, *, author: str = "", at: datetime | None = None) -> Outcome:
    """A note of progress, also on a completed task; `at` is now when not given.

    Raises OfficeError `missing`, `date_in_future`, and `task_closed` for a cancelled task.
    """
    content, at = _said(content, "content"), at or office.now()
    not_future(at.date(), office.today(), "at")
    with task_change(office, "task.note", task_id, closed=True) as (tx, row):
        tx.insert(task_note, {"task_id": task_id, "at": at, "author": line(author, "author"), "content": content})
    return tx.outcome(id=task_id, uid=row["uid"])


def raise_obstacle(office: Office, task_id: int, content: str, *, raised_to: str, raised_date: date) -> Outcome:
    """Something is in the way, and somebody was told. Raises OfficeError `missing`, `date_in_future`, `task_closed`."""
    not_future(raised_date, office.today(), "raised_date")
    content, raised_to = _said(content, "content"), line(raised_to, "raised_to")
    with task_change(office, "task.raise_obstacle", task_id) as (tx, row):
        tx.insert(task_obstacle, {"task_id": task_id, "raised_date": raised_date, "content": content, "raised_to": raised_to})
    return tx.outcome(id=task_id, uid=row["uid"])


def answer_obstacle(office: Office, obstacle_id: int, answer: str, *, answered_date: date) -> Outcome:
    """The answer to an obstacle came, also when the task is completed by now.

    Raises OfficeError `missing`, `already_answered`, `answered_before_raised`, `date_in_future`, `not_found`.
    """
    not_future(answered_date, office.today(), "answered_date")
    answer = _said(answer, "answer")
    with office.read() as conn:
        task_id = stored_row(conn, task_obstacle, obstacle_id)["task_id"]
    with task_change(office, "task.answer_obstacle", task_id, closed=True) as (tx, row):
        raised = stored_row(tx.connection, task_obstacle, obstacle_id)
        if raised["answered_date"] is not None:
            raise OfficeError("already_answered")
        if answered_date < raised["raised_date"]:
            raise OfficeError("answered_before_raised", field="answered_date", raised_date=raised["raised_date"])
        tx.update(task_obstacle, obstacle_id, {"answered_date": answered_date, "answer": answer})
    return tx.outcome(id=task_id, uid=row["uid"])


def submit_draft(office: Office, task_id: int, *, submitted_to: str, submitted_date: date) -> Outcome:
    """A draft goes to its reader: the next round. Raises OfficeError `draft_pending` (one lies there), `date_in_future`, `task_closed`."""
    not_future(submitted_date, office.today(), "submitted_date")
    with task_change(office, "task.submit_draft", task_id) as (tx, row):
        if _waiting_draft(tx.connection, task_id) is not None:
            raise OfficeError("draft_pending")
        number = _next_number(tx.connection, task_draft, "round", task_id)
        to = line(submitted_to, "submitted_to")
        tx.insert(task_draft, {"task_id": task_id, "round": number, "submitted_date": submitted_date, "submitted_to": to})
    return tx.outcome(id=task_id, uid=row["uid"])


def return_draft(office: Office, task_id: int, *, reason: str, returned_date: date) -> Outcome:
    """The draft came back, with the reason. Raises OfficeError `no_draft`, `returned_before_submitted`, `date_in_future`, `task_closed`."""
    not_future(returned_date, office.today(), "returned_date")
    reason = reason_given(reason)
    with task_change(office, "task.return_draft", task_id, reason=reason) as (tx, row):
        draft = _waiting_draft(tx.connection, task_id)
        if draft is None:
            raise OfficeError("no_draft")
        if returned_date < draft["submitted_date"]:
            raise OfficeError("returned_before_submitted", field="returned_date", submitted_date=draft["submitted_date"])
        tx.update(task_draft, draft["id"], {"returned_date": returned_date, "returned_reason": reason})
    return tx.outcome(id=task_id, uid=row["uid"])


def _waiting_draft(conn: Connection, task_id: int) -> RowMapping | None:
    """The draft that lies with its reader."""
    asked = select(task_draft).where(task_draft.c.task_id == task_id, task_draft.c.returned_date.is_(None), _visible(task_draft))
    return conn.execute(asked).mappings().first()


def log_reminder(office: Office, task_id: int, *, addressee: str = "", content: str = "", at: datetime | None = None) -> Outcome:
    """A reminder went out (đôn đốc), by default to the lead and now. Raises OfficeError `date_in_future`, `task_closed`."""
    at = at or office.now()
    not_future(at.date(), office.today(), "at")
    with task_change(office, "task.remind", task_id) as (tx, row):
        sent = {
            "task_id": task_id,
            "number": _next_number(tx.connection, task_reminder, "number", task_id),
            "at": at,
            "addressee": line(addressee, "addressee") or row["lead"],
            "content": lines(content, "content"),
        }
        tx.insert(task_reminder, sent)
    return tx.outcome(id=task_id, uid=row["uid"])


def _said(text: str, field: str) -> str:
    """The text, tidy. Raises OfficeError `missing` when nothing was said."""
    tidy = lines(text, field)
    if not tidy:
        raise OfficeError("missing", field=field)
    return tidy
