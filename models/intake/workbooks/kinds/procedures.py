"""Rows of a catalogue of procedures."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import asdict

from models.intake.workbooks.plan import Records, RowRefusedError, Values, differing
from models.intake.workbooks.reader import Cell, cell_text
from models.registers.procedures import (
    ProcedureEntry,
    change_procedure,
    check_procedure,
    enter_procedure,
    load_procedure,
    normal_code,
    procedure_on,
)
from models.storage.journal import Transaction
from models.text import clean, fold

_NUMBER = re.compile(r"(\d+(?:[.,]\d+)?)")


class ProcedureRecords(Records):
    """A procedure goes by its code; the version in force today is meant."""

    def read(self, cells: Mapping[str, Cell]) -> Values:
        """A missing code or name, or a code of another form, refuses the row."""
        values: Values = {
            name: clean(cell_text(cells[name])) for name in ("name", "field", "managing_ministry", "publishing_decision") if name in cells
        }
        values["code"] = normal_code(cell_text(cells.get("code")))
        if not values.get("name"):
            raise RowRefusedError("missing_content", "name")
        if "processing_time" in cells:
            values.update(read_processing_time(cell_text(cells["processing_time"]), cell_text(cells.get("processing_unit"))))
        return values

    def key(self, values: Values) -> Hashable:
        """The code."""
        return values["code"]

    def match(self, rows: Sequence[Values]) -> list[int | None]:
        """The versions in force today."""
        today = self.office.today()
        found = (procedure_on(self.connection, values["code"], today) for values in rows)
        return [row.id if row is not None else None for row in found]

    def differences(self, found: Mapping[int, Values]) -> dict[int, Values]:
        """Filled cells that say something else."""
        differences: dict[int, Values] = {}
        for procedure_id, values in found.items():
            row = load_procedure(self.connection, procedure_id)
            changes = differing(asdict(row), values)
            if changes:
                differences[procedure_id] = changes
        return differences

    def allow(self, record_id: int | None, values: Values) -> None:
        """A limit or text that no procedure can have, or a code whose versions all lie before or after today, refuses the row."""
        check_procedure(self.connection, record_id, values)

    def enter(self, tx: Transaction, rows: Sequence[Values]) -> None:
        """Enter new procedures, valid without a first day."""
        for values in rows:
            enter_procedure(tx, ProcedureEntry(**values))

    def change(self, tx: Transaction, record_id: int, changes: Values) -> None:
        """Correct the version in force."""
        change_procedure(tx, record_id, changes)


def read_processing_time(written: str, unit: str) -> Values:
    """ "Không quá 15 ngày làm việc" is 15 working days, "Trong ngày" 0; words without a number say no time."""
    folded = fold(f"{written} {unit}")
    if "trong ngay" in folded:
        return {"processing_value": 0.0, "processing_unit": "working_day"}
    number = _NUMBER.search(fold(written))
    if number is None:
        return {}
    code = "working_day" if "lam viec" in folded else "hour" if "gio" in folded else "day"
    return {"processing_value": float(number[1].replace(",", ".")), "processing_unit": code}
