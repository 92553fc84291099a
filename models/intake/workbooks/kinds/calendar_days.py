"""Rows of a list of special days."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from models.clock.working_days import CalendarDay, DayKind
from models.intake.workbooks.plan import Records, RowRefusedError, Values, dated
from models.intake.workbooks.reader import Cell, cell_text
from models.intake.workbooks.values import parse_date
from models.labels import LABELS
from models.registers.office_calendar import calendar_rows, enter_days
from models.storage.journal import Transaction
from models.text import clean, compact


class CalendarRecords(Records):
    """A special day goes by its date."""

    def read(self, cells: Mapping[str, Cell]) -> Values:
        """A missing or impossible date, or a kind of day that nobody knows, refuses the row."""
        day = dated(cells, "date", parse_date)
        if day is None:
            raise RowRefusedError("missing_content", "date")
        written = clean(cell_text(cells.get("kind")))
        kinds = {compact(word): code for code, words in LABELS["day_kind"].items() for word in (code, words)}
        if compact(written) not in kinds:
            raise RowRefusedError("bad_code", "kind", value=written)
        kind = DayKind(kinds[compact(written)])
        return {"date": day, "kind": kind, "name": clean(cell_text(cells.get("name"))) or LABELS["day_kind"][kind]}

    def key(self, values: Values) -> Hashable:
        """The date."""
        return values["date"]

    def match(self, rows: Sequence[Values]) -> list[int | None]:
        """The day that stands for the same date."""
        known = {row.date: row.id for row in calendar_rows(self.connection)}
        return [known.get(values["date"]) for values in rows]

    def differences(self, found: Mapping[int, Values]) -> dict[int, Values]:
        """Days of another kind or name."""
        rows = {row.id: row for row in calendar_rows(self.connection)}
        return {
            day_id: values for day_id, values in found.items() if (rows[day_id].kind, rows[day_id].name) != (values["kind"], values["name"])
        }

    def enter(self, tx: Transaction, rows: Sequence[Values]) -> None:
        """Enter the days."""
        enter_days(tx, [CalendarDay(**values) for values in rows])

    def change(self, tx: Transaction, record_id: int, changes: Values) -> None:  # noqa: ARG002  a day is replaced by its date
        """Replace the day that stands for the date."""
        enter_days(tx, [CalendarDay(**changes)])
