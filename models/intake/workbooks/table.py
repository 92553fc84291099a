"""A table that was understood: which rows are records, which column is which field, and how that was known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from models.intake.workbooks.book import Book
from models.intake.workbooks.cells import Cell


class RowRole(StrEnum):
    """What a row of a sheet is."""

    TITLE = "title"
    HEADER = "header"
    COLUMN_NUMBERS = "column_numbers"
    HEADER_REPEAT = "header_repeat"
    SECTION = "section"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    NOTE = "note"
    SIGNATURE = "signature"
    BLANK = "blank"
    EMPTY_NUMBERED = "empty_numbered"
    RECORD = "record"


class How(StrEnum):
    """How a column was recognised."""

    NAME = "name"
    """By a known name."""
    LIKE = "like"
    """By a name that is nearly a known one."""
    SHAPE = "shape"
    """By what stands in it."""
    REMEMBERED = "remembered"
    """As the person said of an earlier list of this form."""
    CHOSEN = "chosen"
    """By the person, now."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """One column. `fields` are those that it fills: none, one, or several that share a cell ("lead" and "coordinating").

    `confidence` is from 0 to 1. `month_first` only where the person said so and every cell allows it.
    """

    index: int
    header: str
    fields: tuple[str, ...]
    confidence: float
    how: How
    month_first: bool = False
    group: str = ""
    """The names of the columns' groups over its own, outermost first ("Thời gian", "Thời hạn (ngày làm việc)")."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet is laid out, for one kind of record.

    `roles` has every row number of the sheet that is no record. `first_row`, `last_row` bound the records. `fingerprint` is the
    same for the next list of the same form; `sender` who sent it, as far as the title says; `year` the year of the title, for
    days written without one. `agency` and `document` what the title says of the assigning document, where it does.
    `sure` says that nothing need be asked.
    """

    kind: str
    sheet: str
    header_rows: tuple[int, ...]
    columns: tuple[ColumnGuess, ...]
    roles: Mapping[int, RowRole]
    first_row: int
    last_row: int
    fingerprint: str
    sender: str = ""
    title: str = ""
    year: int | None = None
    sure: bool = True
    remembered: bool = False
    agency: str = ""
    document: str = ""
    apart: frozenset[int] = frozenset()
    """The records of further tables of the sheet, whose columns are others than `columns`."""

    def columns_of(self, name: str) -> tuple[int, ...]:
        """The columns that fill a field, from left to right."""
        return tuple(column.index for column in self.columns if name in column.fields)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row that is a record: its number, the cell of each field that the sheet has a column for, the headings over it (outermost first).

    Merged cells and ditto marks are filled. Where two columns fill one field (number and symbol apart) the cell is their text joined.
    """

    number: int
    cells: Mapping[str, Cell]
    sections: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """What a sheet says as records. `composites` are groups of fields that share one column: each has the same whole cell.

    `field_columns` has for each field the column that a problem is named by.
    """

    kind: str
    book: Book
    layout: Layout
    rows: tuple[TableRow, ...]
    composites: tuple[tuple[str, ...], ...] = ()
    field_columns: Mapping[str, int] = field(default_factory=dict)
