"""One task with all that belongs to it: details, history, the line of events, and the sentence that explains its due date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Connection, Table, and_, literal_column, select

from models.clock.deadlines import due_sentence
from models.clock.working_days import Calendar
from models.errors import OfficeError
from models.labels import printed_date, tr
from models.registers.tasks.queries import load_rows
from models.registers.tasks.rows import (
    CoordinatorRow,
    DraftRow,
    ExtensionRow,
    NoteRow,
    ObstacleRow,
    ReminderRow,
    TaskRow,
    TaskWhole,
    TimelineItem,
)
from models.registers.tasks.tables import (
    task,
    task_coordinator,
    task_draft,
    task_extension,
    task_note,
    task_obstacle,
    task_reminder,
)
from models.registers.when import When
from models.storage.attachments import attachment, attachments_of, files_of
from models.storage.journal import JournalEntry, entries
from models.text import clean

_DETAILS = (task_coordinator, task_extension, task_note, task_obstacle, task_draft, task_reminder)


def load_whole(conn: Connection, task_id: int, when: When, calendar: Calendar) -> TaskWhole:
    """The task of this id whole, cancelled or undone ones too. Raises OfficeError `not_found`."""
    rows = load_rows(conn, [task_id], when, calendar)
    if not rows:
        raise OfficeError("not_found", table="task", id=task_id)
    row = rows[0]
    coordinators = tuple(CoordinatorRow(*found) for found in _details(conn, task_coordinator, CoordinatorRow, task_id))
    extensions = tuple(ExtensionRow(*found) for found in _details(conn, task_extension, ExtensionRow, task_id))
    notes = tuple(NoteRow(*found) for found in _details(conn, task_note, NoteRow, task_id))
    obstacles = tuple(ObstacleRow(*found) for found in _details(conn, task_obstacle, ObstacleRow, task_id))
    drafts = tuple(DraftRow(*found) for found in _details(conn, task_draft, DraftRow, task_id))
    reminders = tuple(ReminderRow(*found) for found in _details(conn, task_reminder, ReminderRow, task_id))
    events = [
        *_own_events(row),
        *(_event(part.completed_date, "part_completed", name=part.name) for part in coordinators if part.completed_date),
        *(event for extension in extensions for event in _extension_events(extension)),
        *(TimelineItem(note.at, "note", _facts(author=note.author, content=note.content), timed=True) for note in notes),
        *(event for obstacle in obstacles for event in _obstacle_events(obstacle)),
        *(event for draft in drafts for event in _draft_events(draft)),
        *(_reminder_event(sent) for sent in reminders),
    ]
    return TaskWhole(
        row=row,
        coordinators=coordinators,
        extensions=extensions,
        notes=notes,
        obstacles=obstacles,
        drafts=drafts,
        reminders=reminders,
        attachments=tuple(attachments_of(conn, "task", task_id)),
        history=tuple(_history(conn, task_id)),
        timeline=tuple(sorted(events, key=lambda event: event.at)),
        explanation=explanation(row, when, calendar),
    )


def find_key(conn: Connection, key: str) -> int | None:
    """The id of the task that a person names by its uid, or by its external code (the newest); None when there is none."""
    typed = clean(key)
    for named in (task.c.uid == typed, and_(task.c.external_code == typed, task.c.external_code != literal_column("''"))):
        found = conn.execute(select(task.c.id).where(named, task.c.voided == literal_column("0")).order_by(task.c.id.desc())).scalar()
        if found is not None:
            return found
    return None


def explanation(row: TaskRow, when: When, calendar: Calendar) -> str:
    """The sentence that explains the task's due date: where it stands, how it was moved, how late in working days and why so many."""
    if row.cancelled_at is not None:
        return tr("đã hủy ngày {day}: {reason}", day=printed_date(row.cancelled_at.date()), reason=row.cancel_reason)
    if row.due_date is None:
        if row.completed_date is not None:
            return tr("không có hạn; xong {day}", day=printed_date(row.completed_date))
        return tr("không có hạn ({words})", words=row.due_text) if row.due_text else tr("không có hạn")
    sentence = due_sentence(row.due_date, row.original_due_date, row.completed_date, when.today, calendar)
    if row.suspended_at is not None and row.completed_date is None:
        since = printed_date(row.suspended_at.date())
        return tr("tạm dừng từ {since}: {reason}; {due}", since=since, reason=row.suspend_reason, due=sentence)
    return sentence


def _details(conn: Connection, table: Table, row: type, task_id: int) -> list[Any]:
    """The rows of a detail table that belong to the task, in order of entry, with the columns that the row type has."""
    names = row.__dataclass_fields__  # type: ignore[attr-defined]
    asked = select(*(table.c[name] for name in names)).where(table.c.task_id == task_id, table.c.voided == literal_column("0"))
    return list(conn.execute(asked.order_by(table.c.id)))


def _history(conn: Connection, task_id: int) -> list[JournalEntry]:
    """The journal entries of the task, its details and its files, newest first."""
    details = {table.name: select(table.c.id).where(table.c.task_id == task_id) for table in _DETAILS}
    return entries(conn, limit=None, table="task", row_id=task_id, details={**details, attachment.name: files_of("task", task_id)})


def _facts(**facts: str) -> dict[str, str]:
    """The facts that say something."""
    return {name: value for name, value in facts.items() if value}


def _event(day: date, kind: str, **facts: str) -> TimelineItem:
    return TimelineItem(datetime.combine(day, time()), kind, _facts(**facts))


def _own_events(row: TaskRow) -> Iterator[TimelineItem]:
    given = {"assigned_by": row.assigned_by, "lead": row.lead, "source_number": row.source_number}
    if row.assigned_date is not None:
        yield _event(row.assigned_date, "assigned", **given)
    else:
        yield TimelineItem(row.created_at, "assigned", _facts(**given), timed=True)
    if row.suspended_at is not None:
        yield TimelineItem(row.suspended_at, "suspended", _facts(reason=row.suspend_reason), timed=True)
    if row.completed_date is not None:
        yield _event(row.completed_date, "completed", evidence=row.evidence_number, note=row.evidence_note)
    if row.cancelled_at is not None:
        yield TimelineItem(row.cancelled_at, "cancelled", _facts(reason=row.cancel_reason), timed=True)


def _extension_events(extension: ExtensionRow) -> Iterator[TimelineItem]:
    dates = {"new_due_date": printed_date(extension.new_due_date)}
    if extension.old_due_date is not None:
        dates["old_due_date"] = printed_date(extension.old_due_date)
    yield _event(extension.requested_date, "extension_requested", reason=extension.reason, **dates)
    if extension.decided_date is not None:
        kind = "extension_approved" if extension.decision == "approved" else "extension_refused"
        yield _event(extension.decided_date, kind, decided_by=extension.decided_by, note=extension.decision_note, **dates)


def _obstacle_events(obstacle: ObstacleRow) -> Iterator[TimelineItem]:
    yield _event(obstacle.raised_date, "obstacle_raised", content=obstacle.content, raised_to=obstacle.raised_to)
    if obstacle.answered_date is not None:
        yield _event(obstacle.answered_date, "obstacle_answered", answer=obstacle.answer)


def _draft_events(draft: DraftRow) -> Iterator[TimelineItem]:
    number = str(draft.round)
    yield _event(draft.submitted_date, "draft_submitted", round=number, submitted_to=draft.submitted_to)
    if draft.returned_date is not None:
        yield _event(draft.returned_date, "draft_returned", round=number, reason=draft.returned_reason)


def _reminder_event(sent: ReminderRow) -> TimelineItem:
    facts = _facts(number=str(sent.number), addressee=sent.addressee, content=sent.content)
    return TimelineItem(sent.at, "reminder", facts, timed=True)
