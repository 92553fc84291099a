"""What crosses the line about tasks: entries that come in, queries, rows that go out. All frozen.

A line of a list is a named tuple: a frozen dataclass of forty fields takes as long to make as the database takes to read it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from models.clock.deadlines import TaskState
from models.clock.recurrence import Recurrence
from models.registers.filters import Ids
from models.storage.attachments import Attachment
from models.storage.journal import JournalEntry

TAG_SEPARATOR = "; "

SORTS = ("due_date", "assigned_date", "completed_date", "id")

UNASSIGNED = "unassigned"
"""A choice beside the states: what runs and has no lead yet ("chưa giao")."""


@dataclass(frozen=True, slots=True)
class CoordinatorEntry:
    """Who takes part beside the lead: a department, an official, or a name as written; `part` is their share of the work."""

    department_id: int | None = None
    official_id: int | None = None
    name: str = ""
    part: str = ""
    due_date: date | None = None
    completed_date: date | None = None


@dataclass(frozen=True, slots=True)
class TaskEntry:
    """A task to be entered. There is room for one lead only: a department, one of its officials, or a name as written.

    `directive_id` fills the source document where its fields are empty. `original_due_date` is given only where a list tells that
    the due date was moved before. `created_at` is now when empty. `completed_date` and the evidence are for lists of finished work.
    """

    content: str
    directive_id: int | None = None
    source_clause: str = ""
    source_number: str = ""
    source_date: date | None = None
    source_agency: str = ""
    assigned_by: str = ""
    assigned_date: date | None = None
    lead_department_id: int | None = None
    lead_official_id: int | None = None
    lead: str = ""
    coordinators: tuple[CoordinatorEntry, ...] = ()
    due_date: date | None = None
    original_due_date: date | None = None
    due_text: str = ""
    recurring: str | None = None
    urgency: str = "normal"
    deliverable: str = ""
    external_code: str = ""
    tags: tuple[str, ...] = ()
    completed_date: date | None = None
    evidence_number: str = ""
    evidence_date: date | None = None
    evidence_note: str = ""
    note: str = ""
    recurring_duty_id: int | None = None
    nominal_date: date | None = None
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TaskQuery:
    """Which tasks, in which order. A value: change it by copying, `query.with_text("đất đai")`.

    `states`: codes of TaskState, and "unassigned"; empty means all that are not cancelled. A tuple asks for any of its values (of
    its tags: for tasks with one of them), `NOBODY` among ids for no lead. Dates are inclusive on both ends; `no_due`: only those
    without a due date. `sort` is one of `SORTS`; what has no such date comes last either way. With a text the newest come
    first, whatever `sort` says.
    """

    states: frozenset[str] = frozenset()
    text: str = ""
    lead_department_id: Ids = None
    lead_official_id: Ids = None
    coordinating_department_id: int | None = None
    coordinating_official_id: int | None = None
    directive_id: int | None = None
    source_number: str = ""
    recurring_duty_id: int | None = None
    urgency: str | tuple[str, ...] = ""
    tag: str | tuple[str, ...] = ""
    due_from: date | None = None
    due_to: date | None = None
    no_due: bool = False
    assigned_from: date | None = None
    assigned_to: date | None = None
    completed_from: date | None = None
    completed_to: date | None = None
    sort: str = "due_date"
    descending: bool = False

    def with_text(self, text: str) -> TaskQuery:
        """The same, among those found by these words."""
        return replace(self, text=text)

    def with_states(self, *states: str) -> TaskQuery:
        """The same, in these states; none means all that are not cancelled."""
        return replace(self, states=frozenset(states))

    def sorted_by(self, sort: str, *, descending: bool = False) -> TaskQuery:
        """The same in another order, one of `SORTS`."""
        return replace(self, sort=sort, descending=descending)


class TaskRow(NamedTuple):
    """A task as lists show it. `state`, `days_late` and `days_left` are computed for the day of asking, in working days.

    `days_late`: 0 when not late. `days_left`: None when done, not running or without a due date; negative when late.
    `lead` is who leads, as written or by the staff's names. `coordinating` are the coordinators' names in order.
    """

    id: int
    uid: str
    content: str
    directive_id: int | None
    source_clause: str
    source_number: str
    source_date: date | None
    source_agency: str
    assigned_by: str
    assigned_date: date | None
    lead_department_id: int | None
    lead_official_id: int | None
    lead: str
    due_date: date | None
    original_due_date: date | None
    due_text: str
    recurring: str | None
    recurring_duty_id: int | None
    nominal_date: date | None
    urgency: str
    deliverable: str
    external_code: str
    tags: tuple[str, ...]
    completed_date: date | None
    evidence_number: str
    evidence_date: date | None
    evidence_note: str
    suspended_at: datetime | None
    suspend_reason: str
    note: str
    created_at: datetime
    cancelled_at: datetime | None
    cancel_reason: str
    coordinating: tuple[str, ...]
    state: TaskState
    days_late: int
    days_left: int | None


@dataclass(frozen=True, slots=True)
class CoordinatorRow:
    """One coordinator of a task with their own part and date."""

    id: int
    department_id: int | None
    official_id: int | None
    name: str
    part: str
    due_date: date | None
    completed_date: date | None


@dataclass(frozen=True, slots=True)
class ExtensionRow:
    """One move of the due date, asked for or decided. `decision` is "pending", "approved" or "refused"."""

    id: int
    requested_date: date
    reason: str
    old_due_date: date | None
    new_due_date: date
    decision: str
    decided_by: str
    decided_date: date | None
    decision_note: str


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One note of progress."""

    id: int
    at: datetime
    author: str
    content: str


@dataclass(frozen=True, slots=True)
class ObstacleRow:
    """One obstacle: to whom it was raised, and the answer when it came."""

    id: int
    raised_date: date
    content: str
    raised_to: str
    answered_date: date | None
    answer: str


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One round of a draft handed in; `returned_date` is None while it lies with the reader."""

    id: int
    round: int
    submitted_date: date
    submitted_to: str
    returned_date: date | None
    returned_reason: str


@dataclass(frozen=True, slots=True)
class ReminderRow:
    """One reminder sent, numbered within the task."""

    id: int
    number: int
    at: datetime
    addressee: str
    content: str


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One thing that happened to a task. `kind` is a code of LABELS["task_event"]; `timed` tells whether the hour of `at` counts."""

    at: datetime
    kind: str
    facts: Mapping[str, str] = field(default_factory=dict)
    timed: bool = False


@dataclass(frozen=True, slots=True)
class TaskWhole:
    """One task with all that belongs to it. `explanation` is the sentence that explains its due date."""

    row: TaskRow
    coordinators: tuple[CoordinatorRow, ...]
    extensions: tuple[ExtensionRow, ...]
    notes: tuple[NoteRow, ...]
    obstacles: tuple[ObstacleRow, ...]
    drafts: tuple[DraftRow, ...]
    reminders: tuple[ReminderRow, ...]
    attachments: tuple[Attachment, ...]
    history: tuple[JournalEntry, ...]
    timeline: tuple[TimelineItem, ...]
    explanation: str


@dataclass(frozen=True, slots=True)
class DutyEntry:
    """A recurring duty to be entered: a task's template and the rule by which it comes back, from `active_from` on."""

    content: str
    rule: Recurrence
    active_from: date
    active_to: date | None = None
    lead_department_id: int | None = None
    lead_official_id: int | None = None
    lead: str = ""
    deliverable: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A recurring duty. `description` is its rule in words; `next_due` when it comes up next, None once it ended."""

    id: int
    uid: str
    content: str
    rule: Recurrence
    description: str
    lead_department_id: int | None
    lead_official_id: int | None
    lead: str
    deliverable: str
    active_from: date
    active_to: date | None
    note: str
    next_due: date | None


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def to_list_json(row: TaskRow) -> dict[str, Any]:
    """The row under the keys of the command line's contract; empty texts are null."""
    return {
        "uid": row.uid,
        "content": row.content,
        "external_code": row.external_code or None,
        "source_document": {"number": row.source_number or None, "date": _iso(row.source_date), "agency": row.source_agency or None},
        "assigned_date": _iso(row.assigned_date),
        "due_date": _iso(row.due_date),
        "original_due_date": _iso(row.original_due_date),
        "due_text": row.due_text or None,
        "recurring": row.recurring,
        "lead": row.lead or None,
        "coordinating": list(row.coordinating),
        "deliverable": row.deliverable or None,
        "note": row.note or None,
        "state": row.state.value,
        "days_late": row.days_late,
    }
