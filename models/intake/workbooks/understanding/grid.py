"""A sheet as one reads it with the eye: joined cells have their value everywhere, rows are found by their number."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from models.intake.workbooks.book import Merge, RawSheet, SheetRow
from models.intake.workbooks.cells import Cell, cell_text, is_blank
from models.text import clean

# No office list is wider; what stands farther right is a stray cell.
WIDEST = 256
# Joined cells over more rows and columns than this in all are an attack, not a table.
_MOST_FILLS = 2_000_000
# Nor has one row of a table so many joined cells.
_MOST_COVERING = 2 * WIDEST
# So much of a text tells what its row is.
_LONGEST_READ = 500
# From here on a joined cell is as wide as a heading, not as a value.
_WIDE = 3


class Grid:
    """The rows of one sheet with what its joined cells add."""

    def __init__(self, sheet: RawSheet) -> None:
        self.sheet = sheet
        self.rows: Sequence[SheetRow] = sheet.rows
        self.numbers = [row.number for row in sheet.rows]
        self.width = min(WIDEST, max((len(row.cells) for row in sheet.rows), default=0))
        self.fills: dict[int, list[tuple[int, Cell]]] = defaultdict(list)
        self.wide: dict[int, list[Merge]] = defaultdict(list)
        self._covering: dict[int, list[Merge]] = defaultdict(list)
        self._merges()

    def _merges(self) -> None:
        filled = 0
        for merge in self.sheet.merges:
            start, stop = bisect_left(self.numbers, merge.first_row), bisect_left(self.numbers, merge.last_row + 1)
            filled += stop - start
            if filled > _MOST_FILLS:
                return
            if merge.last_column - merge.first_column + 1 >= _WIDE and merge.first_row == merge.last_row:
                self.wide[merge.first_row].append(merge)
            for position in range(start, stop):
                covering = self._covering[self.numbers[position]]
                if len(covering) < _MOST_COVERING:
                    covering.append(merge)
            if merge.last_row > merge.first_row and merge.first_column < self.width:
                value = self.value(merge.first_row, merge.first_column)
                if not is_blank(value):
                    for position in range(start, stop):
                        if self.numbers[position] != merge.first_row:
                            self.fills[self.numbers[position]].append((merge.first_column, value))

    def position(self, number: int) -> int | None:
        """Where the row of this number is among the rows, if it holds anything."""
        found = bisect_left(self.numbers, number)
        return found if found < len(self.numbers) and self.numbers[found] == number else None

    def value(self, number: int, column: int) -> Cell:
        """What stands in the cell itself."""
        position = self.position(number)
        if position is None:
            return None
        cells = self.rows[position].cells
        return cells[column] if column < len(cells) else None

    def shown(self, number: int, column: int) -> Cell:
        """What one sees there: the value of a joined cell all over it."""
        own = self.value(number, column)
        if not is_blank(own):
            return own
        for merge in self._covering.get(number, ()):
            if merge.first_column <= column <= merge.last_column:
                return self.value(merge.first_row, merge.first_column)
        return own

    def joined(self, number: int, column: int) -> Merge | None:
        """The joined cell that covers this place."""
        for merge in self._covering.get(number, ()):
            if merge.first_column <= column <= merge.last_column:
                return merge
        return None

    def covering(self, number: int) -> Sequence[Merge]:
        """The joined cells that touch a row."""
        return self._covering.get(number, ())

    def texts(self, row: SheetRow) -> list[tuple[int, str]]:
        """The cells of a row that hold anything, with their column, as one line each; of very long ones the beginning."""
        return [
            (index, clean(cell[:_LONGEST_READ] if isinstance(cell, str) else cell_text(cell)))
            for index, cell in enumerate(row.cells[: self.width])
            if not is_blank(cell)
        ]
