"""Rows of a list of officials."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from models.intake.workbooks.planned import Because, Values
from models.intake.workbooks.records import Match, Records
from models.registers.staff import (
    OfficialEntry,
    change_official,
    check_official,
    enter_official,
    list_officials,
    official_values,
)
from models.storage.journal import Transaction
from models.text import compact

_ENTERED = ("name", "title", "phone", "department_id")


class StaffRecords(Records):
    """An official goes by name and department."""

    KEY = "name"

    @staticmethod
    def _given(values: Values) -> Values:
        return {name: value for name, value in values.items() if name in _ENTERED and value is not None}

    def key(self, values: Values) -> Hashable:
        """Name and department."""
        return (compact(values["name"]), values.get("department_id"))

    def match(self, rows: Sequence[Values]) -> list[Match | None]:
        """Officials of the same name, in the named department if one is named; nobody twice."""
        people = list_officials(self.connection)
        used: set[int] = set()
        found: list[Match | None] = []
        for values in rows:
            same = (
                person.id
                for person in people
                if person.id not in used
                and compact(person.name) == compact(values["name"])
                and values.get("department_id") in (None, person.department_id)
            )
            person_id = next(same, None)
            found.append(None if person_id is None else Match(person_id, Because.SAME_CONTENT))
            used.update(() if person_id is None else (person_id,))
        return found

    def stored(self, ids: Sequence[int]) -> dict[int, Values]:
        """What the book says of them."""
        wanted = set(ids)
        people = (person for person in list_officials(self.connection) if person.id in wanted)
        return {person.id: {name: getattr(person, name) for name in _ENTERED} for person in people}

    def labels(self, ids: Sequence[int]) -> dict[int, str]:
        """Their names."""
        wanted = set(ids)
        return {person.id: person.name for person in list_officials(self.connection) if person.id in wanted}

    def allow(self, record_id: int | None, values: Values) -> None:
        """A text that is too long refuses the row."""
        if record_id is None:
            check_official(self.connection, OfficialEntry(**self._given(values)))
        else:
            official_values(self.connection, values)

    def enter(self, tx: Transaction, rows: Sequence[Values]) -> Sequence[int]:
        """Enter new officials."""
        return [enter_official(tx, OfficialEntry(**self._given(values))) for values in rows]

    def change(self, tx: Transaction, changes: Mapping[int, Values]) -> None:
        """Correct officials."""
        for person_id, said in changes.items():
            change_official(tx, person_id, said)
