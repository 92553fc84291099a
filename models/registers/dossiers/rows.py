"""What goes in and what comes out of the register of dossiers: frozen values, no database objects.

A line of a list is a named tuple: a frozen dataclass of thirty fields takes as long to make as the database takes to read it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from models.clock.deadlines import DossierState
from models.registers.dossiers.states import Status
from models.registers.filters import Codes, Ids, Numbers
from models.storage.journal import JournalEntry

CHANNELS = (1, 2, 3)
# The orders that an index gives. A list that looks for words shows the dossiers entered last first, whatever is asked.
SORTS = ("appointment_at", "received_at", "resolved_at", "dossier_code", "field")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of form II.06a, to see the dossiers behind it: a column of `FieldTotals` over a period, first and last day included.

    `now` as in `statistics.field_totals`.
    """

    column: str
    first: date
    last: date
    closed_counts_as: str = "on_time"
    now: datetime | None = None


@dataclass(frozen=True, slots=True)
class DossierQuery:
    """What a list shows. Filters that are None ask for nothing, a tuple for any of its values, `NOBODY` among ids for none.

    Days of ranges are included; `no_appointment`: only those without one; a text finds the newest first.
    """

    states: frozenset[DossierState] = frozenset()
    text: str = ""
    field: Codes = None
    channel: Numbers = None
    status: Numbers = None
    procedure_code: Codes = None
    department_id: Ids = None
    handler_id: Ids = None
    holder: str | None = None
    received_from: date | None = None
    received_to: date | None = None
    appointment_from: date | None = None
    appointment_to: date | None = None
    no_appointment: bool = False
    resolved_from: date | None = None
    resolved_to: date | None = None
    apology: bool | None = None
    late_reason_code: str | None = None
    figure: Figure | None = None
    sort: str = "appointment_at"
    descending: bool = False

    def with_states(self, *states: str) -> DossierQuery:
        """The same list, of these states only."""
        return replace(self, states=frozenset(map(DossierState, states)))

    def with_text(self, text: str) -> DossierQuery:
        """The same list, of what holds these words."""
        return replace(self, text=text)

    def sorted_by(self, sort: str, *, descending: bool = False) -> DossierQuery:
        """The same list in another order, one of `SORTS`."""
        return replace(self, sort=sort, descending=descending)


@dataclass(frozen=True, slots=True)
class DossierEntry:
    """A dossier to be entered. Moments are Vietnam time.

    What is left empty comes from the catalogue as valid on the day of receipt (name, field, limit), from the office's numbers
    (dossier_code) and from the clock (appointment_at, unless `appoint` is False: then a missing appointment stays missing).
    """

    applicant: str = ""
    procedure_code: str = ""
    procedure_name: str = ""
    field: str = ""
    dossier_code: str = ""
    phone: str = ""
    address: str = ""
    channel: int = 1
    received_at: datetime | None = None
    appointment_at: datetime | None = None
    resolved_at: datetime | None = None
    returned_at: datetime | None = None
    closed_at: datetime | None = None
    status: int = Status.ACCEPTED
    limit_value: float | None = None
    limit_unit: str | None = None
    handling_department_id: int | None = None
    handler_id: int | None = None
    holder: str = ""
    apology_number: str = ""
    apology_date: date | None = None
    late_reason_code: str = ""
    late_reason: str = ""
    digitised: bool = False
    financial_obligation: bool = False
    paid_online: bool = False
    non_territorial: bool = False
    return_method: str = ""
    note: str = ""
    appoint: bool = True


class DossierRow(NamedTuple):
    """One line of the register. `days_late` and `days_left` are working days; days_left is None where nothing is waited for."""

    id: int
    uid: str
    dossier_code: str
    procedure_code: str
    procedure_name: str
    field: str
    applicant: str
    phone: str
    address: str
    channel: int
    received_at: datetime | None
    appointment_at: datetime | None
    original_appointment_at: datetime | None
    resolved_at: datetime | None
    returned_at: datetime | None
    status: int
    handling_department_id: int | None
    handler_id: int | None
    department: str
    handler: str
    holder: str
    extension_count: int
    apology_number: str
    apology_date: date | None
    late_reason_code: str
    return_method: str
    note: str
    state: DossierState
    days_late: int
    days_left: int | None


@dataclass(frozen=True, slots=True)
class PauseRow:
    """A time that is not counted; `paused_to` is None while it lasts. `kind` is supplement or financial."""

    id: int
    kind: str
    paused_from: datetime
    paused_to: datetime | None
    reason: str
    document_number: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """A hand-over: from `at` on, `holder` has the dossier."""

    id: int
    at: datetime
    action: str
    holder: str
    author: str
    note: str


@dataclass(frozen=True, slots=True)
class ExtensionRow:
    """A new appointment with its letter of apology (form 04)."""

    id: int
    requested_at: datetime
    reason: str
    old_appointment_at: datetime | None
    new_appointment_at: datetime
    apology_number: str
    apology_date: date | None


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """Something that happened; words for `kind` in LABELS["dossier_event"], `facts` for the line beside it."""

    at: datetime
    kind: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DossierWhole:
    """One dossier with all that happened to it. `explanation` says in a sentence why the appointment is on that day."""

    row: DossierRow
    procedure_id: int | None
    limit_value: float | None
    limit_unit: str | None
    late_reason: str
    digitised: bool
    financial_obligation: bool
    paid_online: bool
    non_territorial: bool
    created_at: datetime
    closed_at: datetime | None
    close_reason: str
    cancelled_at: datetime | None
    cancel_reason: str
    pauses: tuple[PauseRow, ...]
    steps: tuple[StepRow, ...]
    extensions: tuple[ExtensionRow, ...]
    timeline: tuple[TimelineItem, ...]
    history: tuple[JournalEntry, ...]
    explanation: str


def to_list_json(row: DossierRow) -> dict[str, Any]:
    """The line of `list dossiers`: national codes for status and channel, Vietnam time to the second, null where empty."""

    def moment(value: datetime | None) -> str | None:
        return None if value is None else value.isoformat(timespec="seconds")

    return {
        "uid": row.uid,
        "dossier_code": row.dossier_code,
        "procedure_code": row.procedure_code or None,
        "procedure_name": row.procedure_name or None,
        "field": row.field or None,
        "applicant": row.applicant or None,
        "phone": row.phone or None,
        "address": row.address or None,
        "channel": row.channel,
        "received_at": moment(row.received_at),
        "appointment_at": moment(row.appointment_at),
        "resolved_at": moment(row.resolved_at),
        "returned_at": moment(row.returned_at),
        "status": row.status,
        "state": str(row.state),
        "days_late": row.days_late,
        "note": row.note or None,
    }
