"""What reading hands over piece by piece, and how the pieces become a `Book`.

A part is a tuple that begins with its name. Only plain values travel, so that they can come from another process:

    ("book", format, encoding, delimiter, date_1904)
    ("sheet", name, visibility)             a new sheet begins
    ("rows", [(number, cells, hidden), …])  more of its rows, in order
    ("seen", visibility)                    of the last sheet, after all
    ("drop",)                               the last sheet is none
    ("merges", [(first row, last row, first column, last column), …])
    ("fonts", {row: {column: coding}})      the cells of the last sheet that are in old fonts; left out where the file has none
    ("alive",)                              work goes on
    ("expect", rows)                        so many more rows come, as far as is known
    ("end", sha256, size)                   that was all
    ("refused", code, facts)                an OfficeError instead
    ("old", {coding: words})                cells are in an old coding, as so many different words say
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from models.intake.workbooks.book import Book, Merge, RawSheet, SheetRow, Visibility
from models.intake.workbooks.cells import Cell

Part = tuple[Any, ...]
Row = tuple[int, tuple[Cell, ...], bool]
"""Number, cells, whether it is hidden."""
ALIVE: Part = ("alive",)
ROWS_IN_A_PART = 1_000
MOST_CELLS = 5_000_000
"""That hold anything, in one file. Five times what the largest register of a commune has."""


def in_parts(rows: Iterable[Row]) -> Iterator[Part]:
    """Rows, a thousand together."""
    some: list[Row] = []
    for row in rows:
        some.append(row)
        if len(some) >= ROWS_IN_A_PART:
            yield ("rows", some)
            some = []
    if some:
        yield ("rows", some)


def fonts_in_parts(fonts: dict[int, dict[int, str]]) -> Iterator[Part]:
    """The old fonts of a sheet, a thousand rows together; one part at least, which says that the file has old fonts."""
    rows = list(fonts.items())
    for start in range(0, max(1, len(rows)), ROWS_IN_A_PART):
        yield ("fonts", dict(rows[start : start + ROWS_IN_A_PART]))


class Gathering:
    """Takes parts in, gives the book out. `codings` and `fonts` are the old ones that cells are in; `done` and `total` count rows."""

    def __init__(self) -> None:
        self.done = 0
        self.total = 0
        self._end: tuple[str, int] | None = None
        self._facts: tuple[str, str, str, bool] = ("", "", "", False)
        self.codings: dict[str, int] = {}
        self.fonts: dict[int, dict[int, dict[int, str]]] = {}
        self._sheets: list[tuple[str, Visibility, list[SheetRow], list[Merge]]] = []

    def take(self, part: Part) -> None:
        """One more part."""
        name = part[0]
        if name == "rows":
            self._sheets[-1][2].extend([SheetRow(*row) for row in part[1]])
            self.done += len(part[1])
        elif name == "sheet":
            self._sheets.append((part[1], Visibility(part[2]), [], []))
        elif name == "merges":
            self._sheets[-1][3].extend(Merge(*merge) for merge in part[1])
        elif name == "seen":
            self._sheets[-1] = (self._sheets[-1][0], Visibility(part[1]), *self._sheets[-1][2:])
        elif name == "drop":
            self._sheets.pop()
        elif name == "fonts":
            self.fonts.setdefault(len(self._sheets) - 1, {}).update(part[1])
        elif name == "old":
            self.codings = part[1]
        elif name == "expect":
            self.total += part[1]
        elif name == "end":
            self._end = part[1:]
        elif name == "book":
            self._facts = part[1:]

    @property
    def ended(self) -> bool:
        """Whether all came."""
        return self._end is not None

    def book(self, file_name: str) -> Book:
        """What was taken in, once all came."""
        assert self._end is not None
        sha256, size = self._end
        kind, encoding, delimiter, date_1904 = self._facts
        sheets = tuple(RawSheet(name, visibility, tuple(rows), tuple(merges)) for name, visibility, rows, merges in self._sheets)
        return Book(file_name, sha256, size, kind, sheets, encoding, delimiter, date_1904)
