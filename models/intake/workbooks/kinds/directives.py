"""Rows of a register of incoming documents."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from models.intake.workbooks.plan import Records, RowRefusedError, Values, dated, differing
from models.intake.workbooks.reader import Cell, cell_text
from models.intake.workbooks.values import parse_date
from models.registers.agencies import agency_key
from models.registers.directives.entering import ArrivalNumbers, checked_values, enter_directives
from models.registers.directives.numbers import number_key, split_arrival
from models.registers.directives.queries import match_directives
from models.registers.directives.rows import DirectiveEntry
from models.registers.directives.services import change_directive
from models.registers.directives.tables import directive
from models.storage.journal import Transaction
from models.text import clean

if TYPE_CHECKING:
    from models.office import Office

_TEXTS = ("issuing_agency", "document_number", "document_type", "subject", "recipient", "note")
_DATES = ("arrival_date", "issued_date", "forwarded_date", "due_date")
_CHUNK = 500


class DirectiveRecords(Records):
    """A document goes by issuing agency, number and date. A paper book's own arrival numbers are kept."""

    def __init__(self, office: Office, connection: Connection) -> None:
        super().__init__(office, connection)
        self._numbers = ArrivalNumbers(connection, from_paper=True)

    def read(self, cells: Mapping[str, Cell]) -> Values:
        """A missing subject, agency or arrival date, or an impossible date, refuses the row."""
        values: Values = {name: clean(cell_text(cells[name])) for name in _TEXTS if name in cells}
        values.update({name: dated(cells, name, parse_date) for name in _DATES if name in cells})
        if not values.get("subject"):
            raise RowRefusedError("missing_content", "subject")
        number = clean(cell_text(cells.get("arrival_number")))
        if number:
            found = split_arrival(number)
            if found is None:
                raise RowRefusedError("bad_code", "arrival_number", value=number)
            values["arrival_number"], values["arrival_suffix"] = found
        if values.get("arrival_date") is None:
            raise RowRefusedError("missing_content", "arrival_date")
        checked = checked_values(DirectiveEntry(**values))
        return {name: checked.get(name, value) for name, value in values.items()}

    def key(self, values: Values) -> Hashable:
        """Agency, number and date; a document without a number is nobody's twin."""
        number = number_key(values.get("document_number", ""))
        return (agency_key(values["issuing_agency"]), number, values.get("issued_date")) if number else None

    def match(self, rows: Sequence[Values]) -> list[int | None]:
        """By the register's own rule for twins."""
        papers = [(values["issuing_agency"], values.get("document_number", ""), values.get("issued_date")) for values in rows]
        return match_directives(self.connection, papers)

    def differences(self, found: Mapping[int, Values]) -> dict[int, Values]:
        """Filled cells that say something else. A given arrival number stays what it is."""
        differences: dict[int, Values] = {}
        ids = list(found)
        for start in range(0, len(ids), _CHUNK):
            for row in self.connection.execute(select(directive).where(directive.c.id.in_(ids[start : start + _CHUNK]))).mappings():
                said = found[row["id"]]
                changes = differing(row, {name: value for name, value in said.items() if not name.startswith("arrival_")})
                if "issuing_agency" in changes and agency_key(changes["issuing_agency"]) == agency_key(row["issuing_agency"]):
                    del changes["issuing_agency"]
                if changes:
                    differences[row["id"]] = changes
        return differences

    def allow(self, record_id: int | None, values: Values) -> None:
        """An arrival number that is taken, in the book or further up in the sheet, refuses the row; so does a secret paper its content."""
        if record_id is None:
            self._numbers.place(DirectiveEntry(**values))
        elif self.connection.execute(select(directive.c.secrecy).where(directive.c.id == record_id)).scalar_one() != "none":
            raise RowRefusedError("secret_refuses", "subject")

    def enter(self, tx: Transaction, rows: Sequence[Values]) -> None:
        """Enter the documents in the order of the sheet."""
        enter_directives(tx, [DirectiveEntry(**values) for values in rows], from_paper=True)

    def change(self, tx: Transaction, record_id: int, changes: Values) -> None:
        """Correct what the sheet says differently."""
        change_directive(tx, record_id, changes)
