"""What reading hands over piece by piece, and how the pieces become a `Book`.

A part is a tuple that begins with its name. Only plain values travel, so that they can come from another process:

    ("book", format, encoding, delimiter, date_1904)
    ("sheet", name, visibility)             a new sheet begins
    ("rows", [(number, cells, hidden), …])  more of its rows, in order
    ("merges", [(first row, last row, first column, last column), …])
    ("alive", patience)                     work goes on; nothing may come for so many seconds
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
ROWS_IN_A_PART = 1_000


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


class Gathering:
    """Takes parts in, gives the book out. `codings` are the old ones that cells are in."""

    def __init__(self) -> None:
        self._facts: tuple[str, str, str, bool] = ("", "", "", False)
        self.codings: dict[str, int] = {}
        self._sheets: list[tuple[str, Visibility, list[SheetRow], list[Merge]]] = []

    def take(self, part: Part) -> None:
        """One more part."""
        name = part[0]
        if name == "rows":
            self._sheets[-1][2].extend([SheetRow(*row) for row in part[1]])
        elif name == "sheet":
            self._sheets.append((part[1], Visibility(part[2]), [], []))
        elif name == "merges":
            self._sheets[-1][3].extend(Merge(*merge) for merge in part[1])
        elif name == "old":
            self.codings = part[1]
        elif name == "book":
            self._facts = part[1:]

    def take_all(self, parts: Iterable[Part]) -> None:
        """All parts that come."""
        for part in parts:
            self.take(part)

    def book(self, file_name: str, sha256: str, size: int) -> Book:
        """What was taken in."""
        kind, encoding, delimiter, date_1904 = self._facts
        sheets = tuple(RawSheet(name, visibility, tuple(rows), tuple(merges)) for name, visibility, rows, merges in self._sheets)
        return Book(file_name, sha256, size, kind, sheets, encoding, delimiter, date_1904)
