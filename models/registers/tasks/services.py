"""What the office does with a task from its assignment to its evidence. Each service is one change of the office."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import RowMapping

from models.errors import OfficeError
from models.outcome import Outcome
from models.registers.checks import not_future, reason_given
from models.registers.staff import load_staff
from models.registers.tasks.entering import (
    changed_columns,
    checked,
    coordinator_key,
    coordinator_values,
    enter_task,
    joined_tags,
    overdue_at_once,
    put_coordinators,
    stored_row,
    subject_of,
)
from models.registers.tasks.rows import CoordinatorEntry, TaskEntry
from models.registers.tasks.tables import task, task_coordinator
from models.storage.attachments import attach, store_file
from models.storage.journal import Transaction

if TYPE_CHECKING:
    from models.office import Office


@contextmanager
def task_change(
    office: Office, label: str, task_id: int, *, reason: str = "", closed: bool = False
) -> Iterator[tuple[Transaction, RowMapping]]:
    """One change of one task: its transaction, named after the task, and its row as stored.

    Raises OfficeError `not_found`, and `task_closed` for a cancelled task, and for a completed one unless `closed` allows it.
    """
    with office.write(label, reason=reason) as tx:
        row = stored_row(tx.connection, task, task_id)
        if row["cancelled_at"] is not None:
            raise OfficeError("task_closed", state="cancelled")
        if row["completed_date"] is not None and not closed:
            raise OfficeError("task_closed", state="completed")
        tx.subject = subject_of(row["content"])
        yield tx, row


def assign_task(office: Office, entry: TaskEntry) -> Outcome:
    """Enter a new task. Notice: `task_overdue_at_once`. Raises OfficeError as `enter_tasks`, and `completed_before_assigned`."""
    _check_completion(entry.assigned_date, entry.completed_date)
    with office.write("task.assign", subject=subject_of(entry.content)) as tx:
        task_id = enter_task(tx, entry)
        uid = stored_row(tx.connection, task, task_id)["uid"]
    return tx.outcome(id=task_id, uid=uid, notices=overdue_at_once([entry], office.today()))


def _check_completion(assigned: date | None, completed: date | None) -> None:
    if assigned is not None and completed is not None and completed < assigned:
        raise OfficeError("completed_before_assigned", field="completed_date", assigned_date=assigned)


def correct_task(office: Office, task_id: int, changes: Mapping[str, Any], *, reason: str, typing_error: bool = False) -> Outcome:
    """Put fields of a task right, also of a completed one; fields not named stay.

    A first due date may be given so. A due date that stands is moved by extension, which keeps the original one; only where it was
    mistyped (`typing_error`) may it be put right here. The original date is then put right with it, unless the task was extended
    since: then `original_due_date` itself must be named to change. Raises OfficeError `reason_needed`, `due_date_by_extension`,
    `completed_before_assigned`, `task_closed` for a cancelled task, `not_correctable`, and as `enter_tasks`.
    """
    reason = reason_given(reason)
    with task_change(office, "task.correct", task_id, reason=reason, closed=True) as (tx, row):
        values = changed_columns(tx, changes)
        _check_due(row, values, typing_error=typing_error)
        if values.keys() & {"assigned_date", "completed_date"}:
            _check_completion(values.get("assigned_date", row["assigned_date"]), values.get("completed_date", row["completed_date"]))
        # A task is completed and opened again by the services of those names, which ask for evidence and a reason.
        if ("completed_date" in values) and (values["completed_date"] is None) != (row["completed_date"] is None):
            raise OfficeError("not_correctable", field="completed_date")
        tx.update(task, task_id, values)
    return tx.outcome(id=task_id, uid=row["uid"])


def _check_due(row: RowMapping, values: dict[str, Any], *, typing_error: bool) -> None:
    """Complete a correction of the due date with the original one, or refuse it."""
    original = row["original_due_date"]
    if original is None:
        if "due_date" in values:
            values.setdefault("original_due_date", values["due_date"])
        return
    for name in ("due_date", "original_due_date"):
        if values.get(name, row[name]) != row[name] and not typing_error:
            raise OfficeError("due_date_by_extension", field=name)
    if "due_date" in values and row["due_date"] == original:
        values.setdefault("original_due_date", values["due_date"])


def set_coordinators(office: Office, task_id: int, coordinators: Sequence[CoordinatorEntry]) -> Outcome:
    """Say who takes part beside the lead, each with their part and date; who is not named is taken off.

    Raises OfficeError `coordinator_is_lead`, `task_closed`, and as `put_coordinators`.
    """
    with task_change(office, "task.set_coordinators", task_id) as (tx, row):
        lead = {"department_id": row["lead_department_id"], "official_id": row["lead_official_id"], "name": row["lead"]}
        for values in coordinator_values(load_staff(tx.connection), coordinators):
            if coordinator_key(values) == coordinator_key(lead):
                raise OfficeError("coordinator_is_lead", field="coordinators", name=values["name"])
        put_coordinators(tx, task_id, coordinators)
    return tx.outcome(id=task_id, uid=row["uid"])


def complete_coordinator_part(office: Office, coordinator_id: int, *, completed_date: date) -> Outcome:
    """A coordinator has done their part. Raises OfficeError `date_in_future`, `task_closed`, `not_found`."""
    not_future(completed_date, office.today(), "completed_date")
    with office.read() as conn:
        task_id = stored_row(conn, task_coordinator, coordinator_id)["task_id"]
    with task_change(office, "task.complete_part", task_id) as (tx, row):
        tx.update(task_coordinator, coordinator_id, {"completed_date": completed_date})
    return tx.outcome(id=task_id, uid=row["uid"])


def complete_task(
    office: Office,
    task_id: int,
    *,
    completed_date: date,
    evidence_number: str = "",
    evidence_date: date | None = None,
    evidence_note: str = "",
    files: Sequence[Path] = (),
) -> Outcome:
    """The task is done, with the number of the document that shows it, or a note why there is none. Ends a suspension.

    Copies of the given files are kept with the task. Raises OfficeError `evidence_needed`, `completed_before_assigned`,
    `date_in_future`, `task_closed`, and as `store_file`.
    """
    not_future(completed_date, office.today(), "completed_date")
    evidence = checked({"evidence_number": evidence_number, "evidence_date": evidence_date, "evidence_note": evidence_note})
    if not evidence["evidence_number"] and not evidence["evidence_note"]:
        raise OfficeError("evidence_needed", field="evidence_number")
    stored = [(path.name, store_file(office.folder, path)) for path in files]
    user = office.settings().user_name
    with task_change(office, "task.complete", task_id) as (tx, row):
        _check_completion(row["assigned_date"], completed_date)
        tx.update(task, task_id, {**evidence, "completed_date": completed_date, "suspended_at": None, "suspend_reason": ""})
        for name, file in stored:
            attach(tx, owner_table=task.name, owner_id=task_id, stored=file, file_name=name, added_by=user)
    return tx.outcome(id=task_id, uid=row["uid"])


def reopen_task(office: Office, task_id: int, *, reason: str) -> Outcome:
    """The task is not done after all; its evidence is taken off, and stays in the history. Raises OfficeError `not_completed`."""
    reason = reason_given(reason)
    with task_change(office, "task.reopen", task_id, reason=reason, closed=True) as (tx, row):
        if row["completed_date"] is None:
            raise OfficeError("not_completed")
        tx.update(task, task_id, {"completed_date": None, "evidence_number": "", "evidence_date": None, "evidence_note": ""})
    return tx.outcome(id=task_id, uid=row["uid"])


def suspend_task(office: Office, task_id: int, *, reason: str) -> Outcome:
    """The work rests (tạm dừng); the due date stays. Raises OfficeError `already_suspended`, `task_closed`."""
    reason = reason_given(reason)
    with task_change(office, "task.suspend", task_id, reason=reason) as (tx, row):
        if row["suspended_at"] is not None:
            raise OfficeError("already_suspended")
        tx.update(task, task_id, {"suspended_at": tx.now, "suspend_reason": reason})
    return tx.outcome(id=task_id, uid=row["uid"])


def resume_task(office: Office, task_id: int) -> Outcome:
    """The work goes on. Raises OfficeError `not_suspended`, `task_closed`."""
    with task_change(office, "task.resume", task_id) as (tx, row):
        if row["suspended_at"] is None:
            raise OfficeError("not_suspended")
        tx.update(task, task_id, {"suspended_at": None, "suspend_reason": ""})
    return tx.outcome(id=task_id, uid=row["uid"])


def cancel_task(office: Office, task_id: int, *, reason: str) -> Outcome:
    """The task does not count any more, completed or not; it stays in the book with the reason. Raises OfficeError `task_closed`."""
    reason = reason_given(reason)
    with task_change(office, "task.cancel", task_id, reason=reason, closed=True) as (tx, row):
        tx.update(task, task_id, {"cancelled_at": tx.now, "cancel_reason": reason})
    return tx.outcome(id=task_id, uid=row["uid"])


def set_tags(office: Office, task_id: int, tags: Sequence[str]) -> Outcome:
    """Make these the index tags of a task, completed or not. Raises OfficeError `too_long`, `task_closed` for a cancelled one."""
    with task_change(office, "task.set_tags", task_id, closed=True) as (tx, row):
        tx.update(task, task_id, {"tags": joined_tags(tags)})
    return tx.outcome(id=task_id, uid=row["uid"])
