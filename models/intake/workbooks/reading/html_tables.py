"""The rows of a web page: what web systems call .xls, and what other programs put on the clipboard."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_BREAKS = frozenset({"br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "center", "caption", "title"})
_UNSEEN = frozenset({"style", "script", "head", "xml"})
MOST_COLUMNS = 16_384
_MOST_DOWN, _MOST_ACROSS = 1_000, 256
_MOST_TAKEN = 500_000


@dataclass(slots=True)
class PageRows:
    """Rows of texts; `merges` as (first row, last row, first column, last column), rows from 1. `tables` is how many tables there were."""

    rows: list[list[str]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    tables: int = 0


class _Page(HTMLParser):
    """Tables beneath each other, with the lines of text between them, as a spreadsheet program lays a page out."""

    def __init__(self, most_rows: int, *, with_text: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.found = PageRows()
        self._most_rows = most_rows
        self._with_text = with_text
        self._depth = 0
        self._unseen = 0
        self._cell: list[str] | None = None
        self._span = (1, 1)
        self._taken: dict[tuple[int, int], bool] = {}
        self._between: list[str] = []

    @property
    def full(self) -> bool:
        """Whether more rows came than are wanted."""
        return len(self.found.rows) > self._most_rows

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("body", "table"):
            self._unseen = 0  # a head that nobody ended
        if tag in _UNSEEN:
            self._unseen += 1
        elif self._unseen or self.full:
            return
        elif tag == "table":
            self._finish_text()
            self._depth += 1
            self.found.tables += 1
            if self._depth > 1:
                self._finish_cell()
        elif tag == "tr" and self._depth:
            self._finish_cell()
            self.found.rows.append([])
        elif tag in ("td", "th") and self._depth and self.found.rows:
            self._finish_cell()
            self._cell = []
            said = dict(attrs)
            self._span = (count_of(said.get("rowspan"), _MOST_DOWN), count_of(said.get("colspan"), _MOST_ACROSS))
        elif tag in _BREAKS:
            self._break()

    def _break(self) -> None:
        if self._cell:
            self._cell.append("\n")
        elif self._cell is None:
            self._finish_text()

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif self._unseen:
            return
        elif tag in ("td", "th", "tr"):
            self._finish_cell()
        elif tag == "table" and self._depth:
            self._finish_cell()
            self._depth -= 1
        elif tag in _BREAKS and self._cell is None:
            self._finish_text()

    def handle_data(self, data: str) -> None:
        if self._unseen or self.full:
            return
        if self._cell is not None:
            self._cell.append(" ".join(data.split()) if data.strip() else " ")
            if data[:1].isspace() and len(self._cell) > 1 and data.strip():
                self._cell[-1] = " " + self._cell[-1]
            if data[-1:].isspace() and data.strip():
                self._cell.append(" ")
        elif self._with_text and not self._depth and data.strip():
            self._between.append(" ".join(data.split()))

    def close(self) -> None:
        super().close()
        self._finish_cell()
        self._finish_text()

    def _finish_text(self) -> None:
        if self._between and not self._depth:
            self.found.rows.append([" ".join(self._between)])
        self._between = []

    def _finish_cell(self) -> None:
        if self._cell is None:
            return
        row = len(self.found.rows)
        line = self.found.rows[-1]
        while (row, len(line)) in self._taken and len(line) < MOST_COLUMNS:
            line.append("")
        column = len(line)
        down, across = self._span
        line.append("\n".join(part.strip() for part in "".join(self._cell).split("\n")).strip("\n"))
        line.extend([""] * (across - 1))
        del line[MOST_COLUMNS:]
        if (down > 1 or across > 1) and len(self.found.merges) < self._most_rows:
            self.found.merges.append((row, row + down - 1, column, column + across - 1))
        if len(self._taken) < _MOST_TAKEN:
            self._taken.update(((row + below, column + beside), True) for below in range(1, down) for beside in range(across))
        self._cell = None


def page_rows(html: str, *, most_rows: int, with_text: bool) -> PageRows:
    """The rows of the tables of a page, one table beneath the other; at most one more than `most_rows`, so that too many are seen.

    With `with_text` the lines between the tables are rows of one cell. A cell over several rows or columns has its text in its first.
    """
    page = _Page(most_rows, with_text=with_text)
    page.feed(html)
    page.close()
    return page.found


def count_of(written: str | None, most: int) -> int:
    """The number that an attribute says, from 1 to so many; 1 for what is none."""
    return max(1, min(int(written), most)) if written is not None and written.isascii() and written.isdigit() and len(written) < 5 else 1
