"""Entering documents into the register: the checks, the numbers, the rows. Shared by the clerk's form, recording a file and imports."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from models.errors import OfficeError
from models.labels import LABELS
from models.outcome import Notice
from models.registers.agencies import KnownAgencies
from models.registers.checks import LINE_LIMIT, line, lines, possible, reason_given
from models.registers.directives.document_types import normal_document_type
from models.registers.directives.numbers import number_key, printed_arrival, split_number, tidy_number
from models.registers.directives.rows import DirectiveEntry
from models.registers.directives.tables import directive
from models.registers.staff import Staff, load_staff
from models.storage.journal import Transaction
from models.text import clean

# Characters. Subject, agency and recipients as in Nghị định 30/2020/NĐ-CP Phụ lục VI (Subject, OrganName, ToPlaces).
LIMITS: dict[str, int] = {
    "issuing_agency": 200,
    "document_number": 60,
    "document_type": 100,
    "subject": 500,
    "signer": 100,
    "signer_title": 100,
    "recipient": 1000,
    "leader_instruction": 2000,
    "reply_number": 60,
    "external_code": 100,
    "note": LINE_LIMIT,
    "insertion_reason": LINE_LIMIT,
}
CODES = ("urgency", "secrecy", "medium")
DATES = ("arrival_date", "issued_date", "forwarded_date", "due_date", "reply_date")
LARGEST_NUMBER = 999_999
# What a secret paper must not leave in a computer: its number, dates, sender and where it went are all that is kept (Điều 22;
# Luật Bảo vệ bí mật nhà nước).
SECRET_REFUSES = ("subject", "document_type", "signer", "signer_title", "leader_instruction", "external_code", "note")
_NUMBERS = frozenset({"document_number", "reply_number"})
_TIME = re.compile(r"^([01]?\d|2[0-3])\s*[:hg]\s*([0-5]\d)$", re.IGNORECASE)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def checked_text(field: str, typed: str) -> str:
    """The text as it is stored. Raises OfficeError `too_long`: nothing is cut off silently."""
    if field in _NUMBERS:
        typed = tidy_number(typed)
    return lines(typed, field, LIMITS[field]) if field == "leader_instruction" else line(typed, field, LIMITS[field])


def checked_values(entry: DirectiveEntry) -> dict[str, Any]:
    """The columns that the clerk fills, tidied. Raises OfficeError naming the field: `missing_content`, `too_long`, `bad_choice`,
    `impossible_date`, `impossible_time`, `secret_refuses`.
    """
    values: dict[str, Any] = {field: checked_text(field, getattr(entry, field)) for field in LIMITS}
    values["document_type"] = normal_document_type(values["document_type"])
    secret = entry.secrecy != "none"
    values.update({field: getattr(entry, field) for field in CODES})
    values["medium"] = entry.medium or ("paper" if secret else "electronic")
    for field in CODES:
        if values[field] not in LABELS[field]:
            raise OfficeError("bad_choice", field=field, value=values[field])
    values.update({field: possible(getattr(entry, field), field) for field in DATES})
    if values["arrival_date"] is None:
        raise OfficeError("missing_content", field="arrival_date")
    if secret:
        for field in SECRET_REFUSES:
            if values[field]:
                raise OfficeError("secret_refuses", field=field)
        if values["medium"] != "paper":
            raise OfficeError("secret_refuses", field="medium")
    for field in ("issuing_agency",) if secret else ("issuing_agency", "subject"):
        if not values[field]:
            raise OfficeError("missing_content", field=field)
    values["arrival_time"] = _checked_time(entry.arrival_time)
    values["number_part"], values["symbol_part"] = split_number(values["document_number"])
    values["number_key"] = number_key(values["document_number"])
    return values


def _checked_time(typed: str) -> str:
    """HH:MM, or empty."""
    entered = clean(typed)
    found = _TIME.match(entered)
    if entered and found is None:
        raise OfficeError("impossible_time", field="arrival_time", value=entered)
    return f"{int(found[1]):02d}:{found[2]}" if found is not None else ""


def doubts(values: Mapping[str, Any], today: date) -> list[Notice]:
    """What looks wrong but may be right, so that it is said and not refused."""
    arrival: date = values["arrival_date"]
    found = []
    if arrival > today:
        found.append(Notice("arrival_in_future", {"date": arrival}))
    if values["issued_date"] is not None and values["issued_date"] > arrival:
        found.append(Notice("issued_after_arrival", {"issued": values["issued_date"], "arrival": arrival}))
    if values["forwarded_date"] is not None and values["forwarded_date"] < arrival:
        found.append(Notice("forwarded_before_arrival", {"forwarded": values["forwarded_date"], "arrival": arrival}))
    if values["due_date"] is not None and values["due_date"] < arrival:
        found.append(Notice("due_before_arrival", {"due": values["due_date"], "arrival": arrival}))
    if values["reply_date"] is not None and values["reply_date"] < arrival:
        found.append(Notice("reply_before_arrival", {"reply": values["reply_date"], "arrival": arrival}))
    # The hour of arrival is recorded for hỏa tốc and thượng khẩn documents.
    if values["urgency"] in ("flash", "very_urgent") and not values["arrival_time"]:
        found.append(Notice("arrival_time_missing"))
    return found


def recipient_values(staff: Staff, *, written: str, department_id: int | None, official_id: int | None) -> dict[str, Any]:
    """The three columns of the recipient: the given ids with their name, or the written name with the ids it means.

    Of several names ("Phòng Kinh tế; Trạm Y tế xã") the first one handles. Raises OfficeError `not_found` or
    `official_of_other_department`.
    """
    if department_id is None and official_id is None:
        ids = staff.recognise(written)
        if ids == (None, None):
            ids = staff.recognise(written.split(";", maxsplit=1)[0])
    else:
        ids = staff.place(department_id, official_id, field="recipient")
    return {"recipient": written or staff.name_of(*ids), "recipient_department_id": ids[0], "recipient_official_id": ids[1]}


@dataclass(frozen=True, slots=True)
class _Place:
    """The place of a document in its book; `row_id` when a voided line of the same number is taken over."""

    number: int
    suffix: str
    row_id: int | None = None


class ArrivalNumbers:
    """Gives arrival numbers, one series for each register and year that restarts at 1 on 1 January (Điều 22).

    Safe because only one transaction writes at a time: what is read here cannot change before the commit. `from_paper` allows
    numbers that a paper book gave: gaps, and numbers whose entry was undone, which are then taken over by the right entry.
    """

    def __init__(self, connection: Connection, *, from_paper: bool) -> None:
        self._connection = connection
        self._from_paper = from_paper
        self._last: dict[tuple[str, int], int] = {}
        self._taken: set[tuple[str, int, int, str]] = set()

    def place(self, entry: DirectiveEntry) -> _Place:
        """The next number, the given one, or the next letter after one. Raises OfficeError `number_taken`, `number_leaves_gap`,
        `impossible_number`, `no_such_number`, `reason_needed`, `no_letter_left`.
        """
        register, year = entry.register, entry.arrival_date.year
        if entry.insert_after is not None:
            found = self._inserted(register, year, entry)
        elif entry.arrival_number is not None:
            found = self._given(register, year, entry.arrival_number, clean(entry.arrival_suffix).lower())
        else:
            found = _Place(self.last(register, year) + 1, "")
        self._last[register, year] = max(self.last(register, year), found.number)
        self._taken.add((register, year, found.number, found.suffix))
        return found

    def last(self, register: str, year: int) -> int:
        """The largest number given so far, 0 in a new year; of voided lines too."""
        if (register, year) not in self._last:
            newest = select(func.max(directive.c.arrival_number)).where(directive.c.register == register, directive.c.year == year)
            self._last[register, year] = self._connection.execute(newest).scalar() or 0
        return self._last[register, year]

    def _line(self, register: str, year: int, number: int, suffix: str) -> Any:
        columns = (directive.c.id, directive.c.voided)
        same = (
            directive.c.register == register,
            directive.c.year == year,
            directive.c.arrival_number == number,
            directive.c.arrival_suffix == suffix,
        )
        return self._connection.execute(select(*columns).where(*same)).one_or_none()

    def _given(self, register: str, year: int, number: int, suffix: str) -> _Place:
        if not 0 < number <= LARGEST_NUMBER or (suffix and suffix not in set(_LETTERS)):
            raise OfficeError("impossible_number", field="arrival_number", value=printed_arrival(number, suffix))
        entered = self._line(register, year, number, suffix)
        if (register, year, number, suffix) in self._taken or (entered is not None and not (self._from_paper and entered.voided)):
            raise OfficeError("number_taken", field="arrival_number", number=printed_arrival(number, suffix), year=year)
        last = self.last(register, year)
        if not self._from_paper and last and number > last + 1:
            raise OfficeError("number_leaves_gap", field="arrival_number", number=number, next=last + 1, year=year)
        return _Place(number, suffix, entered.id if entered is not None else None)

    def _inserted(self, register: str, year: int, entry: DirectiveEntry) -> _Place:
        number = entry.insert_after
        assert number is not None
        reason_given(entry.insertion_reason, "insertion_reason")
        letters = select(directive.c.arrival_suffix).where(
            directive.c.register == register, directive.c.year == year, directive.c.arrival_number == number
        )
        used = set(self._connection.execute(letters).scalars()) | {key[3] for key in self._taken if key[:3] == (register, year, number)}
        if not used:
            raise OfficeError("no_such_number", field="insert_after", number=number, year=year)
        newest = max(used)
        following = _LETTERS[_LETTERS.index(newest) + 1 :] if newest else _LETTERS
        if not following:
            raise OfficeError("no_letter_left", field="insert_after", number=number)
        return _Place(number, following[0])


def enter_directives(tx: Transaction, entries: Sequence[DirectiveEntry], *, from_paper: bool = False) -> list[int]:
    """Enter documents in their order and return their ids. `from_paper` as in `ArrivalNumbers`.

    Raises OfficeError as `checked_values` and `ArrivalNumbers.place`, with the fact `index` of the entry; nothing is entered then.
    """
    numbers = ArrivalNumbers(tx.connection, from_paper=from_paper)
    agencies = KnownAgencies(tx)
    staff = load_staff(tx.connection)
    ids: list[int | None] = []
    fresh: list[dict[str, Any]] = []
    for index, entry in enumerate(entries):
        try:
            values = checked_values(entry)
            place = numbers.place(entry)
            values.update(
                recipient_values(
                    staff,
                    written=values["recipient"],
                    department_id=entry.recipient_department_id,
                    official_id=entry.recipient_official_id,
                )
            )
            values["issuing_agency_id"] = agencies.id_of(values["issuing_agency"])
        except OfficeError as error:
            error.facts.setdefault("index", index)
            raise
        values.update(
            register=entry.register,
            year=entry.arrival_date.year,
            arrival_number=place.number,
            arrival_suffix=place.suffix,
            original_due_date=values["due_date"],
            created_at=tx.now,
        )
        if place.row_id is None:
            fresh.append(values)
        else:
            tx.update(directive, place.row_id, {**values, "voided": 0, "cancelled_at": None, "cancel_reason": ""})
        ids.append(place.row_id)
    new_ids = iter(tx.insert_many(directive, fresh))
    return [row_id if row_id is not None else next(new_ids) for row_id in ids]


def enter_directive(tx: Transaction, entry: DirectiveEntry, *, from_paper: bool = False) -> int:
    """Enter one document as part of a larger change and return its id."""
    return enter_directives(tx, [entry], from_paper=from_paper)[0]


def entry_of(row: Any) -> DirectiveEntry:
    """The entry that would make this row of the table again, for checking a correction."""
    given = {declared.name for declared in fields(DirectiveEntry)} - {"insert_after", "insertion_reason"}
    return DirectiveEntry(**{name: getattr(row, name) for name in given}, insertion_reason=row.insertion_reason)
