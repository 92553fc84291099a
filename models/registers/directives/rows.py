"""What crosses to the screens: a line of the register, what is asked of it, and what is entered into it.

A line is a named tuple: a frozen dataclass of forty fields takes as long to make as the database takes to read it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import NamedTuple, Self

from models.clock.deadlines import DirectiveState
from models.labels import tr
from models.registers.directives.numbers import printed_arrival
from models.registers.filters import Codes, Ids, Numbers
from models.storage.attachments import Attachment
from models.storage.journal import JournalEntry

SORTS = (
    "arrival_number",
    "arrival_date",
    "issued_date",
    "due_date",
    "forwarded_date",
    "issuing_agency",
    "document_number",
    "document_type",
)


@dataclass(frozen=True, slots=True)
class DirectiveEntry:
    """What a clerk enters. Texts as typed; the services tidy and check them.

    `arrival_number` (and its letter) only where a paper register already gave it; `insert_after` with `insertion_reason` for a
    late one. `medium` empty means electronic, paper for secret papers. Without `recipient` the names of the ids are used.
    """

    arrival_date: date
    issuing_agency: str
    subject: str = ""
    document_number: str = ""
    issued_date: date | None = None
    document_type: str = ""
    urgency: str = "normal"
    secrecy: str = "none"
    medium: str = ""
    signer: str = ""
    signer_title: str = ""
    recipient: str = ""
    recipient_department_id: int | None = None
    recipient_official_id: int | None = None
    forwarded_date: date | None = None
    leader_instruction: str = ""
    due_date: date | None = None
    reply_number: str = ""
    reply_date: date | None = None
    external_code: str = ""
    note: str = ""
    arrival_time: str = ""
    arrival_number: int | None = None
    arrival_suffix: str = ""
    insert_after: int | None = None
    insertion_reason: str = ""

    @property
    def register(self) -> str:
        """The book it belongs to: secret papers are registered separately (Nghị định 30/2020/NĐ-CP Điều 22)."""
        return "incoming" if self.secrecy == "none" else "secret"


class DirectiveRow(NamedTuple):
    """One line of the register with what is computed for today.

    `days_left` counts working days to the due date, negative when it is past; None without a due date, when answered or cancelled.
    `days_late` counts working days past the due date, of the reply or until today; 0 when not late.
    """

    id: int
    uid: str
    register: str
    year: int
    arrival_number: int
    arrival_suffix: str
    insertion_reason: str
    arrival_date: date
    arrival_time: str
    issuing_agency_id: int | None
    issuing_agency: str
    document_number: str
    issued_date: date | None
    document_type: str
    subject: str
    urgency: str
    secrecy: str
    medium: str
    signer: str
    signer_title: str
    recipient: str
    recipient_department_id: int | None
    recipient_official_id: int | None
    forwarded_date: date | None
    leader_instruction: str
    due_date: date | None
    original_due_date: date | None
    reply_number: str
    reply_date: date | None
    external_code: str
    note: str
    created_at: datetime
    cancel_reason: str
    cancelled: bool
    state: DirectiveState
    days_left: int | None
    days_late: int

    @property
    def printed_number(self) -> str:
        """The arrival number as on the stamp: "07", "117a"."""
        return printed_arrival(self.arrival_number, self.arrival_suffix)

    @property
    def secret(self) -> bool:
        """Whether only number, dates and sender are kept, and no file."""
        return self.secrecy != "none"


@dataclass(frozen=True, slots=True)
class DirectiveWhole:
    """One document with its files, its tasks, its history and the sentence about its due date."""

    row: DirectiveRow
    attachments: tuple[Attachment, ...]
    task_ids: tuple[int, ...]
    history: tuple[JournalEntry, ...]
    explanation: str


@dataclass(frozen=True, slots=True)
class DirectiveQuery:
    """What is looked for; no states means all lines, cancelled ones too. Changed by copying.

    A tuple asks for any of its values, `NOBODY` among ids for none. Ranges include both ends; `no_due`: only those without a due
    date. `text` is looked for as words; such a list goes newest first whatever the sort.
    """

    states: frozenset[str] = field(default_factory=frozenset)
    text: str = ""
    register: Codes = None
    year: Numbers = None
    agency_id: Ids = None
    document_type: Codes = None
    urgency: Codes = None
    recipient_department_id: Ids = None
    recipient_official_id: Ids = None
    arrival_from: date | None = None
    arrival_to: date | None = None
    issued_from: date | None = None
    issued_to: date | None = None
    due_from: date | None = None
    due_to: date | None = None
    no_due: bool = False
    sort: str = "arrival_number"
    descending: bool = True

    def with_text(self, text: str) -> Self:
        """The same, looking for these words."""
        return replace(self, text=text)

    def with_states(self, *states: str) -> Self:
        """The same, in these states only; none means all."""
        return replace(self, states=frozenset(states))

    def sorted_by(self, sort: str, *, descending: bool = False) -> Self:
        """The same in another order, one of `SORTS`."""
        return replace(self, sort=sort, descending=descending)


def to_list_json(row: DirectiveRow) -> dict[str, object]:
    """The row with the keys of the command line's contract: ISO dates, null where empty."""
    return {
        "uid": row.uid,
        "arrival_date": row.arrival_date.isoformat(),
        "arrival_number": row.printed_number,
        "issuing_agency": row.issuing_agency or None,
        "document_number": row.document_number or None,
        "issued_date": _iso(row.issued_date),
        "document_type": row.document_type or None,
        "subject": row.subject or None,
        "recipient": row.recipient or None,
        "forwarded_date": _iso(row.forwarded_date),
        "urgency": row.urgency,
        "secrecy": row.secrecy,
        "due_date": _iso(row.due_date),
        "state": row.state.value,
        "note": row.note or None,
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def title(document_type: str, subject: str) -> str:
    """Type and subject in one column, as on paper."""
    if document_type and subject:
        return tr("{document_type}: {subject}", document_type=document_type, subject=subject)
    return subject or document_type


def remark(note: str, insertion_reason: str, cancel_reason: str, *, cancelled: bool) -> str:
    """The note, and what the book must tell of a struck or late line."""
    parts = [note]
    if insertion_reason:
        parts.append(tr("Vào sổ bổ sung: {reason}", reason=insertion_reason))
    if cancelled:
        parts.append(tr("Đã hủy: {reason}", reason=cancel_reason) if cancel_reason else tr("Đã hủy"))
    return "; ".join(part for part in parts if part)
