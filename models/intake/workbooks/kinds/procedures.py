"""Rows of a catalogue of procedures."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from models.intake.workbooks.planned import Values
from models.intake.workbooks.records import Match, Records, read_columns
from models.registers.procedures import Catalogue, ProcedureEntry, change_procedure, check_procedure, enter_procedure, procedure
from models.storage.journal import Transaction

if TYPE_CHECKING:
    from models.office import Office

_ENTERED = frozenset(field.name for field in fields(ProcedureEntry))
_STORED = ("code", "name", "field", "processing_value", "processing_unit", "managing_ministry", "publishing_decision")


class ProcedureRecords(Records):
    """A procedure goes by its code; the version in force today is meant."""

    KEY = "code"

    def __init__(self, office: Office, connection: Connection) -> None:
        super().__init__(office, connection)
        self._today = office.today()

    @staticmethod
    def _given(values: Values) -> Values:
        return {name: value for name, value in values.items() if name in _ENTERED and value is not None}

    def key(self, values: Values) -> Hashable:
        """The code."""
        return values["code"]

    def match(self, rows: Sequence[Values]) -> list[Match | None]:
        """The versions in force today."""
        catalogue = Catalogue.load(self.connection)
        found = (catalogue.on(values["code"], self._today) for values in rows)
        return [None if version is None else Match(version.id) for version in found]

    def stored(self, ids: Sequence[int]) -> dict[int, Values]:
        """What the catalogue says."""
        return dict(read_columns(self.connection, procedure, _STORED, ids))

    def labels(self, ids: Sequence[int]) -> dict[int, str]:
        """Codes and names."""
        rows = read_columns(self.connection, procedure, ("code", "name"), ids, where="voided = 0")
        return {row_id: f"{values['code']} {values['name']}" for row_id, values in rows}

    def allow(self, record_id: int | None, values: Values) -> None:
        """A limit or text that no procedure can have, or a code whose versions all lie before or after today, refuses the row."""
        check_procedure(self.connection, record_id, self._given(values))

    def enter(self, tx: Transaction, rows: Sequence[Values]) -> Sequence[int]:
        """New procedures are valid without a first day."""
        return [enter_procedure(tx, ProcedureEntry(**self._given(values))) for values in rows]

    def change(self, tx: Transaction, changes: Mapping[int, Values]) -> None:
        """Correct the versions in force."""
        for procedure_id, said in changes.items():
            change_procedure(tx, procedure_id, said)
