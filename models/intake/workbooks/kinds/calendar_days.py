"""Rows of a list of special days."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from models.clock.working_days import CalendarDay
from models.intake.workbooks.planned import Values
from models.intake.workbooks.records import Match, Records
from models.registers.office_calendar import calendar_rows, enter_days
from models.storage.journal import Transaction

_ENTERED = ("date", "kind", "name")


class CalendarRecords(Records):
    """A special day goes by its date."""

    KEY = "date"

    def key(self, values: Values) -> Hashable:
        """The date."""
        return values["date"]

    def match(self, rows: Sequence[Values]) -> list[Match | None]:
        """The day that stands for the same date."""
        known = {row.date: Match(row.id) for row in calendar_rows(self.connection)}
        return [known.get(values["date"]) for values in rows]

    def stored(self, ids: Sequence[int]) -> dict[int, Values]:
        """What the calendar says."""
        wanted = set(ids)
        rows = (row for row in calendar_rows(self.connection) if row.id in wanted)
        return {row.id: {name: getattr(row, name) for name in _ENTERED} for row in rows}

    def labels(self, ids: Sequence[int]) -> dict[int, str]:
        """The dates."""
        wanted = set(ids)
        return {row.id: f"{row.date:%d/%m/%Y}" for row in calendar_rows(self.connection) if row.id in wanted}

    def enter(self, tx: Transaction, rows: Sequence[Values]) -> Sequence[int]:
        """Enter the days; one that stands for the date is replaced."""
        enter_days(tx, [CalendarDay(**{name: values[name] for name in _ENTERED}) for values in rows])
        ids = {row.date: row.id for row in calendar_rows(tx.connection)}
        return [ids[values["date"]] for values in rows]

    def change(self, tx: Transaction, changes: Mapping[int, Values]) -> None:
        """A day is replaced by its date."""
        stored = self.stored(list(changes))
        enter_days(tx, [CalendarDay(**{**stored[day_id], **said}) for day_id, said in changes.items()])
