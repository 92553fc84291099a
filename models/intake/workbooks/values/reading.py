"""What all readers of rows share: cells as texts and days, what is wrong with them, headings."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, TypeVar

from models.intake.wording.addressing import Addressed
from models.intake.wording.office_facts import OfficeFacts
from models.intake.workbooks.cells import Cell, ErrorCell, UnsavedFormula, cell_text
from models.intake.workbooks.table import Table, TableRow
from models.intake.workbooks.values.dates import Dates, ImpossibleDateError, NoDateError
from models.intake.workbooks.values.due import NOTHING_DUE, DueDates, DueWords
from models.intake.workbooks.values.refused import CellWarning, RowRefusedError
from models.intake.workbooks.values.texts import limited, said
from models.text import clean_lines

_When = TypeVar("_When", date, datetime)
_SPREADSHEETS = frozenset({"xlsx", "xlsm", "xls", "xlsb", "ods"})
_KEPT_ZERO = re.compile(r"\d[.,]\d{5}0")
_COUNTED = re.compile(
    r"\s*[(:\-–]\s*(?:có\s+)?\d+\s*(?:nhiệm vụ|hồ sơ|tthc|thủ tục|công việc|việc|văn bản|nội dung|đề án)(?:\s+[^)]*)?\)?\s*$", re.IGNORECASE
)
_BROKEN = frozenset({ErrorCell, UnsavedFormula})
_NUMBERING = re.compile(r"^\s*(?:(?:[IVXLivxl]{1,5}|[A-ZĐa-z]|\d{1,3})(?:\.\d{1,2})*\s*[.)\-:/–]+|\([\dIVXivxa-z]{1,4}\))\s*")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a row says: the values of its fields (only those that the sheet has), to whom it is addressed, what was not understood."""

    values: dict[str, Any]
    addressed: Addressed = Addressed.LEAD
    warnings: tuple[CellWarning, ...] = ()


class Reader(ABC):
    """Reads the rows of one table. Raises RowRefusedError for a row that cannot become a record, and nothing else.

    `texts` and `days` are the fields that are read as they stand, with the longest text each may have.
    """

    needs_code: ClassVar[frozenset[str]] = frozenset()
    texts: ClassVar[Mapping[str, int]] = {}
    days: ClassVar[tuple[str, ...]] = ()

    def __init__(self, facts: OfficeFacts, table: Table) -> None:
        self.facts = facts
        self.table = table
        self._dates: dict[str, Dates] = {}
        self._due: dict[str, DueDates] = {}
        self._shared = {name: frozenset(group) for group in table.composites for name in group}
        self._warnings: list[CellWarning] = []

    def read(self, row: TableRow) -> Reading:
        """The values of a row."""
        self._warnings = []
        if not _BROKEN.isdisjoint(map(type, row.cells.values())):
            for name, cell in row.cells.items():
                self._warn_of_cell(name, cell)
        try:
            values = self._values(row)
        except RowRefusedError as refused:
            refused.addressed = self._addressed(row)
            raise
        return Reading(values, self._addressed(row), tuple(self._warnings))

    @abstractmethod
    def _values(self, row: TableRow) -> dict[str, Any]:
        """The values of a row."""

    def _addressed(self, row: TableRow) -> Addressed:  # noqa: ARG002  what registers and exports list is the office's own
        """To whom a row is addressed."""
        return Addressed.LEAD

    def warn(self, warning: CellWarning) -> None:
        """Name a cell that says nothing usable in a row that is entered all the same."""
        self._warnings.append(warning)

    def _warn_of_cell(self, name: str, cell: Cell) -> None:
        if isinstance(cell, ErrorCell):
            self.warn(CellWarning("error_cell", {"value": cell.code}, name))
        elif isinstance(cell, UnsavedFormula):
            self.warn(CellWarning("formula_without_value", {}, name))

    def shares(self, name: str, *others: str) -> bool:
        """Whether a field shares its column with these."""
        return self._shared.get(name, frozenset()).issuperset(others) and bool(self._shared.get(name))

    def codes_lose_zeros(self, name: str) -> bool:
        """Whether texts of a column of codes may have been numbers, whose last zeros are lost: in a text table only, and only where
        no code of the column has kept one."""
        if self.table.book.format in _SPREADSHEETS:
            return False
        return not any(
            isinstance(cell, str) and _KEPT_ZERO.fullmatch(cell.strip()) for cell in (row.cells.get(name) for row in self.table.rows)
        )

    def header_of(self, name: str) -> str:
        """The name of the column that fills a field, with those of the groups over it."""
        columns = [f"{column.group} {column.header}" for column in self.table.layout.columns if name in column.fields]
        return columns[0] if columns else ""

    def needed(self, cells: Mapping[str, Cell], name: str) -> str:
        """The text of a cell that must be filled. Raises RowRefusedError."""
        cell = cells.get(name)
        text = said(cell)
        if text:
            return text
        if isinstance(cell, ErrorCell):
            raise RowRefusedError("error_cell", name, value=cell.code)
        if isinstance(cell, UnsavedFormula):
            raise RowRefusedError("formula_without_value", name)
        raise RowRefusedError("missing_code" if name in self.needs_code else "missing_content", name)

    def plain_texts(self, cells: Mapping[str, Cell], values: dict[str, Any]) -> None:
        """Fill the fields that are texts as they stand."""
        for name, limit in self.texts.items():
            if name in cells:
                cell = cells[name]
                text = "" if cell is None else said(cell)
                values[name] = text if len(text) <= limit else limited(text, name, limit)

    def plain_days(self, cells: Mapping[str, Cell], values: dict[str, Any]) -> None:
        """Fill the fields that are days."""
        for name in self.days:
            if name in cells:
                values[name] = self.day(cells[name], name)

    def dates(self, name: str) -> Dates:
        """How the days of a field's column are read."""
        found = self._dates.get(name)
        if found is None:
            layout = self.table.layout
            month_first = any(column.month_first for column in layout.columns if name in column.fields)
            found = Dates(year=layout.year or self.facts.today.year, date_1904=self.table.book.date_1904, month_first=month_first)
            self._dates[name] = found
        return found

    def day(self, cell: Cell, name: str) -> date | None:
        """The day of a cell; words without a day are named and leave it empty. Raises RowRefusedError `impossible_date`."""
        return self._told(cell, name, (self._dates.get(name) or self.dates(name)).day)

    def moment(self, cell: Cell, name: str) -> datetime | None:
        """The moment of a cell, as `day`."""
        return self._told(cell, name, (self._dates.get(name) or self.dates(name)).moment)

    def _told(self, cell: Cell, name: str, read: Callable[[Cell], _When | None]) -> _When | None:
        if cell is None:
            return None
        try:
            return read(cell)
        except NoDateError as words:
            self.warn(CellWarning("date_not_understood", {"value": str(words)[:80]}, name))
            return None
        except ImpossibleDateError as error:
            raise RowRefusedError("impossible_date", name, value=str(error)[:80]) from error

    def due(self, cell: Cell, name: str) -> DueWords:
        """What a deadline cell says. Raises RowRefusedError `impossible_date`."""
        if cell is None:
            return NOTHING_DUE
        reader = self._due.get(name)
        if reader is None:
            reader = self._due[name] = DueDates(self.dates(name))
        try:
            return reader.read(cell)
        except ImpossibleDateError as error:
            raise RowRefusedError("impossible_date", name, value=str(error)[:80]) from error


def lines_of(cell: Cell) -> str:
    """A cell as text with its line breaks, where they part things."""
    return clean_lines(cell_text(cell)) if isinstance(cell, str) else said(cell)


def heading(section: str) -> str:
    """A heading without its number and its count: "II. Phòng Kinh tế (05 nhiệm vụ)" is "Phòng Kinh tế"."""
    bare = _COUNTED.sub("", _NUMBERING.sub("", section, count=1)).strip()
    return bare or section.strip()
