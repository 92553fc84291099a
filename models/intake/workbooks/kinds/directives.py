"""Rows of a register of incoming documents."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from models.intake.workbooks.planned import Because, Values
from models.intake.workbooks.records import Match, Records, read_columns
from models.intake.workbooks.values.papers import without_mark
from models.intake.workbooks.values.refused import RowRefusedError
from models.registers.agencies import agency_key
from models.registers.directives.entering import ArrivalNumbers, checked_values, enter_directives
from models.registers.directives.numbers import number_key
from models.registers.directives.queries import match_directives
from models.registers.directives.rows import DirectiveEntry
from models.registers.directives.services import change_directive
from models.registers.directives.tables import directive
from models.storage.journal import Transaction

if TYPE_CHECKING:
    from models.office import Office

_ABOUT = re.compile(r"^về\s+việc\s*:?\s*", re.IGNORECASE)
_ENTERED = frozenset(field.name for field in fields(DirectiveEntry))
_STORED = (
    "issuing_agency", "document_number", "issued_date", "document_type", "subject", "recipient", "forwarded_date", "due_date", "note",
)  # fmt: skip


class DirectiveRecords(Records):
    """A document goes by issuing agency, number and date. A paper book's own arrival numbers are kept."""

    KEY = "document_number"

    def __init__(self, office: Office, connection: Connection) -> None:
        super().__init__(office, connection)
        self._numbers = ArrivalNumbers(connection, from_paper=True)
        self._secret: dict[int, bool] = {}

    @staticmethod
    def _entry(values: Values) -> DirectiveEntry:
        return DirectiveEntry(**{name: value for name, value in values.items() if name in _ENTERED and value is not None})

    def key(self, values: Values) -> Hashable:
        """Agency, number and date; a document without a number is nobody's twin."""
        number = number_key(values.get("document_number") or "")
        return (agency_key(values["issuing_agency"]), number, values.get("issued_date")) if number else None

    def match(self, rows: Sequence[Values]) -> list[Match | None]:
        """By the register's own rule for twins; a document without a number by agency, date and subject."""
        papers = [(values["issuing_agency"], values.get("document_number") or "", values.get("issued_date")) for values in rows]
        found = [None if record_id is None else Match(record_id) for record_id in match_directives(self.connection, papers)]
        bare = [place for place, (_, number, _) in enumerate(papers) if not number_key(number)]
        if bare:
            known = self._without_number()
            for place in bare:
                same = known.get(_bare_key(rows[place]))
                if same:
                    found[place] = Match(same.pop(0), Because.SAME_CONTENT)
        return found

    def _without_number(self) -> dict[Hashable, list[int]]:
        known: dict[Hashable, list[int]] = {}
        names = ("issuing_agency", "arrival_date", "subject")
        where = "number_key = '' AND voided = 0 AND cancelled_at IS NULL"
        for row_id, values in read_columns(self.connection, directive, names, where=where):
            known.setdefault(_bare_key(values), []).append(row_id)
        return known

    def stored(self, ids: Sequence[int]) -> dict[int, Values]:
        """What the register says, without the arrival number, which stays as it was given; whether it is secret is kept for `allow`."""
        found = dict(read_columns(self.connection, directive, (*_STORED, "secrecy"), ids))
        self._secret.update((row_id, values.pop("secrecy") != "none") for row_id, values in found.items())
        return found

    def labels(self, ids: Sequence[int]) -> dict[int, str]:
        """Number and subject of those that stand."""
        rows = read_columns(self.connection, directive, ("document_number", "subject"), ids, where="voided = 0 AND cancelled_at IS NULL")
        return {row_id: f"{values['document_number']} {values['subject']}".strip() for row_id, values in rows}

    def differs(self, field: str, ours: Any, theirs: Any) -> bool:
        """An agency and a number are the same in every spelling; "V/v" and "về việc" before a subject are no part of it."""
        if field == "issuing_agency":
            return agency_key(ours or "") != agency_key(theirs or "")
        if field == "document_number":
            return number_key(ours or "") != number_key(theirs or "")
        if field == "subject":
            ours, theirs = (_ABOUT.sub("", without_mark(subject or "")) for subject in (ours, theirs))
        return super().differs(field, ours, theirs)

    def allow(self, record_id: int | None, values: Values) -> None:
        """An arrival number that is taken, in the book or further up in the sheet, refuses the row; so does a secret paper its content."""
        if record_id is None:
            entry = self._entry(values)
            checked_values(entry)
            self._numbers.place(entry)
        elif self._secret[record_id]:
            raise RowRefusedError("secret_refuses", "subject")

    def enter(self, tx: Transaction, rows: Sequence[Values]) -> Sequence[int]:
        """In the order of the sheet."""
        return enter_directives(tx, [self._entry(values) for values in rows], from_paper=True)

    def change(self, tx: Transaction, changes: Mapping[int, Values]) -> None:
        """Correct what the sheet says differently."""
        for directive_id, said in changes.items():
            change_directive(tx, directive_id, said)


def _bare_key(values: Values) -> Hashable:
    return (agency_key(values["issuing_agency"]), values.get("arrival_date"), (values.get("subject") or "").casefold())
