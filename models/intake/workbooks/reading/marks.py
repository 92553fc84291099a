"""What calamine does not tell of a sheet: errors, formulas without a value, numbers shown with zeros, hidden rows, merges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from models.intake.workbooks.cells import Cell
from models.intake.workbooks.reading.parts import Row
from models.intake.workbooks.reading.texts import trimmed

MOST_CELLS = 12_000_000
"""Of the rectangle around all cells of a sheet, which calamine makes room for."""


@dataclass(slots=True)
class Marks:
    """Rows from 1, columns from 0. `cells` are values that stand in place of what calamine gives, `fonts` the old fonts of cells."""

    hidden: set[int] = field(default_factory=set)
    cells: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    fonts: dict[int, dict[int, str]] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0

    def put(self, row: int, column: int, cell: Cell) -> None:
        """A value for a cell."""
        self.cells.setdefault(row, {})[column] = cell

    def put_font(self, row: int, column: int, coding: str) -> None:
        """The coding of a cell's old font."""
        self.fonts.setdefault(row, {})[column] = coding

    @property
    def too_far(self) -> bool:
        """Whether calamine would take too much memory for the sheet."""
        return self.rows * self.columns > MOST_CELLS


def marked(rows: Iterable[tuple[int, list[Cell]]], marks: Marks) -> Iterator[Row]:
    """The rows that hold anything, with what is marked put in."""
    cells_of, hidden = marks.cells, marks.hidden
    waiting = sorted(cells_of)
    place = 0
    for number, cells in rows:
        while place < len(waiting) and waiting[place] < number:
            yield _marked_row(waiting[place], [], cells_of[waiting[place]], hidden)
            place += 1
        if place < len(waiting) and waiting[place] == number:
            yield _marked_row(number, cells, cells_of[number], hidden)
            place += 1
        else:
            kept = trimmed(cells)
            if kept:
                yield (number, kept, number in hidden)
    for number in waiting[place:]:
        yield _marked_row(number, [], cells_of[number], hidden)


def _marked_row(number: int, cells: list[Cell], instead: dict[int, Cell], hidden: set[int]) -> Row:
    for column, cell in instead.items():
        if column >= len(cells):
            cells.extend([None] * (column + 1 - len(cells)))
        cells[column] = cell
    return (number, trimmed(cells), number in hidden)
