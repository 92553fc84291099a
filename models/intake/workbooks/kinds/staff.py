"""Rows of a list of officials."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import asdict

from models.intake.workbooks.plan import Records, RowRefusedError, Values, differing
from models.intake.workbooks.reader import Cell, cell_text
from models.registers.staff import (
    OfficialEntry,
    change_official,
    check_official,
    enter_official,
    list_departments,
    list_officials,
    official_values,
)
from models.storage.journal import Transaction
from models.text import clean, compact


class StaffRecords(Records):
    """An official goes by name and department."""

    def read(self, cells: Mapping[str, Cell]) -> Values:
        """A missing name or an unknown department refuses the row."""
        values: Values = {name: clean(cell_text(cells[name])) for name in ("name", "title", "phone") if name in cells}
        if not values.get("name"):
            raise RowRefusedError("missing_content", "name")
        written = clean(cell_text(cells.get("department")))
        if written:
            known = {compact(name): unit.id for unit in list_departments(self.connection) for name in (unit.name, unit.short_name) if name}
            if compact(written) not in known:
                raise RowRefusedError("unknown_department", "department", value=written)
            values["department_id"] = known[compact(written)]
        return values

    def key(self, values: Values) -> Hashable:
        """Name and department."""
        return (compact(values["name"]), values.get("department_id"))

    def match(self, rows: Sequence[Values]) -> list[int | None]:
        """Officials of the same name, in the named department if one is named."""
        people = list_officials(self.connection)
        found: list[int | None] = []
        for values in rows:
            same = [
                person.id
                for person in people
                if compact(person.name) == compact(values["name"]) and values.get("department_id") in (None, person.department_id)
            ]
            found.append(same[0] if same else None)
        return found

    def differences(self, found: Mapping[int, Values]) -> dict[int, Values]:
        """Filled cells that say something else."""
        people = {person.id: person for person in list_officials(self.connection)}
        differences: dict[int, Values] = {}
        for person_id, values in found.items():
            changes = differing(asdict(people[person_id]), values)
            if changes:
                differences[person_id] = changes
        return differences

    def allow(self, record_id: int | None, values: Values) -> None:
        """A text that is too long refuses the row."""
        if record_id is None:
            check_official(self.connection, OfficialEntry(**values))
        else:
            official_values(self.connection, values)

    def enter(self, tx: Transaction, rows: Sequence[Values]) -> None:
        """Enter new officials."""
        for values in rows:
            enter_official(tx, OfficialEntry(**values))

    def change(self, tx: Transaction, record_id: int, changes: Values) -> None:
        """Correct an official."""
        change_official(tx, record_id, changes)
