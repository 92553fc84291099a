"""The weekly briefing (giao ban): begun, spoken, closed. Every word is a change of its own, so a power cut loses none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import RowMapping

from models.errors import OfficeError
from models.labels import tr
from models.outcome import Outcome
from models.registers.briefings.queries import running_briefing
from models.registers.briefings.tables import briefing, briefing_item
from models.registers.checks import line, lines
from models.registers.tasks.entering import enter_task, overdue_at_once, stored_row, subject_of
from models.registers.tasks.rows import TaskEntry
from models.registers.tasks.tables import task, task_note
from models.storage.journal import Transaction

if TYPE_CHECKING:
    from models.office import Office


def briefing_name(held: date) -> str:
    """How a briefing is named where a task or a note comes from it: "Giao ban 23/11/2026"."""
    return tr("Giao ban {day}", day=f"{held.day:02}/{held.month:02}/{held.year:04}")


def start_briefing(office: Office, *, chair: str = "", attendees: str = "") -> Outcome:
    """Begin today's briefing; the chair is the one who signs for the office when not given.

    Raises OfficeError `briefing_runs`, `too_long`.
    """
    today = office.today()
    chair = line(chair, "chair") or office.settings().signer_name
    with office.write("briefing.start", subject=briefing_name(today)) as tx:
        running = running_briefing(tx.connection)
        if running is not None:
            raise OfficeError("briefing_runs", date=running.held_date)
        row_id = tx.insert(briefing, {"held_date": today, "chair": chair, "attendees": lines(attendees, "attendees")})
        uid = tx.uid_of(briefing, row_id)
    return tx.outcome(id=row_id, uid=uid)


@contextmanager
def _sitting(office: Office, label: str, briefing_id: int) -> Iterator[tuple[Transaction, RowMapping]]:
    """A change of a briefing that runs. Raises OfficeError `not_found`, `briefing_closed`."""
    with office.write(label) as tx:
        row = stored_row(tx.connection, briefing, briefing_id)
        if row["closed_at"] is not None:
            raise OfficeError("briefing_closed", date=row["held_date"])
        tx.subject = briefing_name(row["held_date"])
        yield tx, row


def _words(content: str) -> str:
    """What was said, tidy. Raises OfficeError `missing`, `too_long`."""
    tidy = lines(content, "content")
    if not tidy:
        raise OfficeError("missing", field="content")
    return tidy


def say(office: Office, briefing_id: int, content: str, *, task_id: int | None = None, official_id: int | None = None) -> Outcome:
    """Record a word about a task or a person. About a task it also becomes a note of progress, so that its own timeline tells it.

    The outcome names the item. Raises OfficeError `missing`, `briefing_closed`, `not_found`.
    """
    content = _words(content)
    with _sitting(office, "briefing.say", briefing_id) as (tx, row):
        if task_id is not None:
            about = stored_row(tx.connection, task, task_id)
            official_id = official_id if official_id is not None else about["lead_official_id"]
            said = tr("{briefing}: {words}", briefing=briefing_name(row["held_date"]), words=content)
            tx.insert(task_note, {"task_id": task_id, "at": tx.now, "author": line(row["chair"], "author"), "content": said})
        item = _item(tx, briefing_id, "said", content, task_id=task_id, official_id=official_id)
    return tx.outcome(id=item)


def conclude(office: Office, briefing_id: int, content: str) -> Outcome:
    """A conclusion for all. Raises OfficeError `missing`, `briefing_closed`."""
    content = _words(content)
    with _sitting(office, "briefing.conclude", briefing_id) as (tx, _):
        item = _item(tx, briefing_id, "conclusion", content)
    return tx.outcome(id=item)


def assign_at_briefing(
    office: Office,
    briefing_id: int,
    content: str,
    *,
    official_id: int | None = None,
    department_id: int | None = None,
    due_date: date | None = None,
) -> Outcome:
    """Give a new task at the table: it stands in the book of tasks at once, given by the chair, its source the briefing.

    The outcome names the task; notice `task_overdue_at_once`. Raises OfficeError `briefing_closed`, and as `assign_task`.
    """
    with _sitting(office, "briefing.assign", briefing_id) as (tx, row):
        entry = TaskEntry(
            content=content,
            source_number=briefing_name(row["held_date"]),
            source_date=row["held_date"],
            assigned_by=row["chair"],
            assigned_date=row["held_date"],
            lead_official_id=official_id,
            lead_department_id=department_id,
            due_date=due_date,
        )
        task_id = enter_task(tx, entry)
        tx.subject = subject_of(content)
        _item(tx, briefing_id, "assigned", lines(content, "content"), task_id=task_id, official_id=official_id)
        uid = tx.uid_of(task, task_id)
    return tx.outcome(id=task_id, uid=uid, notices=overdue_at_once([entry], office.today()))


def _item(tx: Transaction, briefing_id: int, kind: str, content: str, *, task_id: int | None = None, official_id: int | None = None) -> int:
    values = {"briefing_id": briefing_id, "kind": kind, "at": tx.now, "content": content, "task_id": task_id, "official_id": official_id}
    return tx.insert(briefing_item, values)


def take_back_item(office: Office, item_id: int) -> Outcome:
    """Take a word or a conclusion out of a briefing that runs; its line stays in the journal.

    A task that was given stays a task: it is cancelled in its own book. Raises OfficeError `item_is_task`, `briefing_closed`, `not_found`.
    """
    with office.read() as conn:
        found = stored_row(conn, briefing_item, item_id)
    with _sitting(office, "briefing.take_back", found["briefing_id"]) as (tx, _):
        if stored_row(tx.connection, briefing_item, item_id)["kind"] == "assigned":
            raise OfficeError("item_is_task")
        tx.update(briefing_item, item_id, {"voided": 1})
    return tx.outcome(id=found["briefing_id"])


def correct_briefing(office: Office, briefing_id: int, *, chair: str, attendees: str, note: str = "") -> Outcome:
    """Put right who chaired and who sat, and the note, also of a closed briefing. Raises OfficeError `not_found`, `too_long`."""
    with office.write("briefing.correct") as tx:
        row = stored_row(tx.connection, briefing, briefing_id)
        tx.subject = briefing_name(row["held_date"])
        values = {"chair": line(chair, "chair"), "attendees": lines(attendees, "attendees"), "note": lines(note, "note")}
        tx.update(briefing, briefing_id, values)
    return tx.outcome(id=briefing_id, uid=row["uid"])


def close_briefing(office: Office, briefing_id: int) -> Outcome:
    """Close the minutes. Raises OfficeError `briefing_closed`, `not_found`."""
    with _sitting(office, "briefing.close", briefing_id) as (tx, row):
        tx.update(briefing, briefing_id, {"closed_at": tx.now})
    return tx.outcome(id=briefing_id, uid=row["uid"])
