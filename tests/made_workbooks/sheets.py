"""A sheet as a clerk builds it: title, header in one to three rows, sections, totals, notes and signature around the records."""

import datetime as dt
import random
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"]


@dataclass(frozen=True)
class Formula:
    """A formula; `saved` tells whether its value is saved with it (a calculating program has seen the file)."""

    text: str


@dataclass(frozen=True)
class Col:
    """A column: the key of what stands in it, its title, the titles above it, and the field of the truth (None: not ours)."""

    key: str
    title: str
    field: str | None = None
    groups: tuple[str, ...] = ()


@dataclass
class Item:
    """One row under the header: what it is, its cells by key of column, and what a clerk would enter from it."""

    role: str
    cells: dict[str, Any] = field(default_factory=dict)
    record: dict[str, Any] | None = None
    reject: dict[str, Any] | None = None
    why: str | None = None
    hidden: bool = False
    changed: bool | None = None  # in an update: True changed, False as before, None new


@dataclass
class Grid:
    """The cells of one sheet by row and column from 1, and what is not a cell."""

    name: str = "Sheet1"
    cells: dict[tuple[int, int], Any] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    bold_rows: set[int] = field(default_factory=set)
    formats: dict[int, str] = field(default_factory=dict)
    encode: Callable[[str], str] | None = None
    font: str | None = None
    plain_rows: set[int] = field(default_factory=set)  # rows not in the old encoding
    state: str = "visible"

    def put(self, row: int, column: int, value: Any) -> None:
        """Write a cell; nothing is written for None."""
        if value is not None:
            self.cells[(row, column)] = value

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns in use."""
        return max((r for r, _ in self.cells), default=0), max((c for _, c in self.cells), default=0)


@dataclass(frozen=True)
class Layout:
    """How the sheet is laid out; all that a clerk may do differently."""

    titles: Sequence[dict[int, str]] = ()
    top: int = 0  # blank rows above all
    left: int = 0  # blank columns before the table
    spacers: tuple[int, ...] = ()  # a blank column before the columns at these places
    blank_after_titles: int = 1
    breaks: bool = False  # line breaks in the header
    upper: bool = False
    star: tuple[str, ...] = ()
    edges: bool = False  # blanks around the titles of columns
    nfd: bool = False
    numbers: str = ""  # the row of column numbers: "(n)", "n", "A" (letters first), "[n]"
    stt: str = "1"  # "1", "01", "I.1", "a", "1.", "text"
    restart: bool = False  # numbering begins anew in each section
    repeat_header: int = 0
    blank_every: int = 0
    subtotal: str = ""  # words of the subtotal row ("{n}" is the number)
    total: str = ""
    mid_note: str = ""
    end_notes: Sequence[str] = ()
    signature: Sequence[dict[int, str]] = ()
    section_at: str = "stt"  # "stt": numeral apart; "one": in one cell; "merged": one merged cell; "second": in the column of content only
    section_numbers: bool = True
    merge_down: tuple[str, ...] = ()
    ditto: dict[str, str] = field(default_factory=dict)
    spaces: float = 0.0
    empty_numbered: int = 0
    header_per_section: bool = False  # each section is a table of its own, with its own header
    total_first: str = ""  # a total right under the header
    wide: tuple[str, ...] = ()  # columns that take two of the sheet's, merged in every row
    closing: Sequence[dict[int, str]] = ()  # rows under the table that look like rows of it: recipients, lines of small print


class Composer:
    """Lays items out in a grid and keeps account of what each row is."""

    def __init__(self, layout: Layout, columns: Sequence[Col], rng: random.Random, name: str = "Sheet1") -> None:
        self.layout, self.columns, self.rng = layout, columns, rng
        self.grid = Grid(name)
        self.row = layout.top
        self.header_rows: list[int] = []
        self.records: list[dict[str, Any]] = []
        self.rejects: list[dict[str, Any]] = []
        self.others: list[dict[str, Any]] = [{"row": r, "why": "blank"} for r in range(1, layout.top + 1)]
        self.place: dict[str, int] = {}
        column = layout.left
        for n, col in enumerate(columns):
            column += 2 if n in layout.spacers else 1
            self.place[col.key] = column
            column += col.key in layout.wide
        # Where headings and sums are written: in the column that says what the record is about.
        named = [self.place[c.key] for c in columns if c.key in ("content", "name", "subject", "procedure_name")]
        self.main = named[0] if named else self.place[columns[1].key]
        self.changes: dict[str, list[Any]] = {"inserted": [], "updated": []}

    # ---- words of cells

    def _untidy(self, text: str) -> str:
        if not self.layout.spaces or self.rng.random() > self.layout.spaces:
            return text
        kind = self.rng.randrange(5)
        if kind == 0:
            return " " + text
        if kind == 1:
            return text + "  "
        if kind == 2:
            return text + "\n"
        if kind == 3:
            return "\xa0" + text
        return text.replace(" ", "  ", 1)

    def _cell(self, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        text = self._untidy(value)
        return unicodedata.normalize("NFD", text) if self.layout.nfd and self.rng.random() < 0.5 else text

    def _title(self, col: Col) -> str:
        text = col.title
        if self.layout.upper:
            text = text.upper()
        if col.key in self.layout.star:
            text += " (*)"
        if self.layout.breaks and " " in text:
            spaces = [n for n, c in enumerate(text) if c == " "]
            at = self.rng.choice(spaces)
            text = text[:at] + "\n" + text[at + 1 :]
        if self.layout.edges:
            text = self.rng.choice([" ", "", "\xa0"]) + text + self.rng.choice([" ", "  ", ""])
        return unicodedata.normalize("NFD", text) if self.layout.nfd else text

    # ---- rows

    def _next(self) -> int:
        self.row += 1
        return self.row

    def _aside(self, why: str) -> int:
        row = self._next()
        self.others.append({"row": row, "why": why})
        return row

    def titles(self) -> None:
        """The rows above the table."""
        width = self.place[self.columns[-1].key]
        for line in self.layout.titles:
            row = self._aside("title")
            for at, text in line.items():
                self.grid.put(row, self.layout.left + at, text)
            if len(line) == 1 and width > 2:
                self.grid.merges.append((row, self.layout.left + next(iter(line)), row, width))
        for _ in range(self.layout.blank_after_titles if self.layout.titles else 0):
            self._aside("blank")

    def header(self, *, repeat: bool = False) -> None:
        """The header, as deep as the groups of its columns."""
        depth = 1 + max(len(c.groups) for c in self.columns)
        first = self.row + 1
        for _ in range(depth):
            row = self._aside("header_repeat" if repeat else "header")
            self.grid.bold_rows.add(row)
            if not repeat:
                self.header_rows.append(row)
        for level in range(depth - 1):
            self._groups(first + level, level)
        for col in self.columns:
            at = self.place[col.key]
            top = first + len(col.groups)
            self.grid.put(top, at, self._title(col))
            right = at + (col.key in self.layout.wide)
            if top < first + depth - 1 or right > at:
                self.grid.merges.append((top, at, first + depth - 1, right))
        if self.layout.numbers and not repeat:
            row = self._aside("column_numbers")
            for n, col in enumerate(self.columns, 1):
                self.grid.put(row, self.place[col.key], self._column_number(n))

    def _groups(self, row: int, level: int) -> None:
        start = 0
        while start < len(self.columns):
            groups = self.columns[start].groups
            if len(groups) <= level:
                start += 1
                continue
            end = start
            while end + 1 < len(self.columns) and self.columns[end + 1].groups[: level + 1] == groups[: level + 1]:
                end += 1
            text = groups[level].upper() if self.layout.upper else groups[level]
            first, last = self.place[self.columns[start].key], self.place[self.columns[end].key]
            self.grid.put(row, first, text)
            if last > first:
                self.grid.merges.append((row, first, row, last))
            start = end + 1

    def _column_number(self, n: int) -> Any:
        style = self.layout.numbers
        if style == "A":
            return "AB"[n - 1] if n <= 2 else n - 2
        return n if style == "n" else style.replace("n", str(n))

    def section(self, number: int, text: str, mark: str = "") -> None:
        """A heading between the records."""
        row = self._aside("section")
        numeral = mark or (ROMAN[number - 1] if number <= len(ROMAN) else str(number))
        first = self.place[self.columns[0].key]
        second = self.main
        last = self.place[self.columns[-1].key]
        self.grid.bold_rows.add(row)
        at = self.layout.section_at if self.columns[0].key == "stt" or self.layout.section_at != "stt" else "second"
        if at == "stt":
            self.grid.put(row, first, numeral if self.layout.section_numbers else None)
            self.grid.put(row, second, text)
        elif at == "second":
            self.grid.put(row, second, text)
        else:
            self.grid.put(row, first, f"{numeral}. {text}" if self.layout.section_numbers else text)
            if at == "merged" and last > first:
                self.grid.merges.append((row, first, row, last))

    def _number(self, section: int, n: int) -> Any:
        style = self.layout.stt
        if style == "01":
            return f"{n:02d}"
        if style == "1.":
            return f"{n}."
        if style == "text":
            return str(n)
        if style == "I.1":
            return f"{ROMAN[max(section, 1) - 1]}.{n}"
        if style == "a":
            return f"{chr(96 + (n - 1) % 26 + 1)})"
        return n

    def body(self, items: Sequence[Item]) -> None:
        """The rows under the header."""
        if self.layout.total_first:
            row = self._aside("total")
            self.grid.put(row, self.main, self.layout.total_first)
            self.grid.put(row, self.place[self.columns[2].key], len(items))
        section, n, since, counted = 0, 0, 0, 0
        shown: dict[str, tuple[Any, int]] = {}
        open_merges: dict[str, tuple[int, int, Any]] = {}
        for item in items:
            if item.role == "section":
                self._close(open_merges)
                if self.layout.subtotal and section and counted:
                    self._subtotal(counted)
                section += 1
                counted = 0
                n = 0 if self.layout.restart else n
                shown.clear()
                self.section(section, item.cells["text"], item.cells.get("mark", ""))
                if self.layout.header_per_section and section > 1:
                    self.header(repeat=True)
                continue
            if item.role == "note":
                self._close(open_merges)
                shown.clear()
                row = self._aside("note")
                self.grid.put(row, self.main, item.cells["text"])
                continue
            if self.layout.repeat_header and since and since % self.layout.repeat_header == 0:
                self._close(open_merges)
                shown.clear()
                self.header(repeat=True)
            if self.layout.blank_every and since and since % self.layout.blank_every == 0:
                self._close(open_merges)
                shown.clear()
                self._aside("blank")
            since += 1
            n += 1
            counted += 1
            row = self._next()
            self._write(row, item, self._number(section, n), shown, open_merges)
        self._close(open_merges)
        if self.layout.subtotal and section and counted:
            self._subtotal(counted)
        self._end(since, n)

    def _write(self, row: int, item: Item, number: Any, shown: dict[str, tuple[Any, int]], merges: dict[str, tuple[int, int, Any]]) -> None:
        for col in self.columns:
            at = self.place[col.key]
            value = number if col.key == "stt" else item.cells.get(col.key)
            if col.key in self.layout.merge_down and item.role in ("record", "not_addressed", "reject"):
                first = merges.get(col.key)
                if first and value is not None and first[2] == value:
                    merges[col.key] = (first[0], row, value)
                    continue
                self._close_one(merges, col.key)
                merges[col.key] = (row, row, value)
            elif col.key in self.layout.ditto and value is not None:
                if shown.get(col.key, (None, 0))[0] == value:
                    value = self.layout.ditto[col.key]
                else:
                    shown[col.key] = (value, row)
            self.grid.put(row, at, self._cell(value) if col.key != "stt" else value)
            if col.key in self.layout.wide:
                self.grid.merges.append((row, at, row, at + 1))
        if item.hidden:
            self.grid.hidden_rows.add(row)
        if item.record is not None:
            self.records.append({"row": row, **item.record})
            if item.changed is None:
                self.changes["inserted"].append(row)
            elif item.changed:
                self.changes["updated"].append({"row": row, "fields": []})
        elif item.reject is not None:
            self.rejects.append({"row": row, **item.reject})
        else:
            self.others.append({"row": row, "why": item.why or "not_addressed"})

    def _close(self, merges: dict[str, tuple[int, int, Any]]) -> None:
        for key in list(merges):
            self._close_one(merges, key)

    def _close_one(self, merges: dict[str, tuple[int, int, Any]], key: str) -> None:
        if key in merges:
            first, last, _ = merges.pop(key)
            if last > first:
                self.grid.merges.append((first, self.place[key], last, self.place[key]))

    def _subtotal(self, count: int) -> None:
        row = self._aside("subtotal")
        text = self.layout.subtotal
        self.grid.put(row, self.main, text.replace("{n}", str(count)))
        if "{n}" not in text and len(self.columns) > 3:
            self.grid.put(row, self.place[self.columns[3].key], count)

    def _end(self, count: int, n: int) -> None:
        if self.layout.total:
            row = self._aside("total")
            first = self.place[self.columns[0].key] if self.rng.random() < 0.5 else self.main
            self.grid.put(row, first, self.layout.total.replace("{n}", str(count)))
            if "{n}" not in self.layout.total:
                self.grid.put(row, self.place[self.columns[2].key], count)
        for extra in range(self.layout.empty_numbered):
            row = self._aside("empty_numbered")
            self.grid.put(row, self.place[self.columns[0].key], self._number(1, n + extra + 1))
        for text in self.layout.end_notes:
            row = self._aside("note")
            self.grid.put(row, self.place[self.columns[0].key], text)
        for line in self.layout.closing:
            row = self._aside("signature")
            for at, text in line.items():
                self.grid.put(row, self.layout.left + at, text)
        if self.layout.signature:
            self._aside("blank")
        for line in self.layout.signature:
            row = self._aside("signature" if line else "blank")
            for at, text in line.items():
                self.grid.put(row, self.layout.left + at, text)

    # ---- the truth

    def truth(self) -> dict[str, Any]:
        """Rows and columns of the sheet as the truth file tells them."""
        letters = {self.place[c.key]: c for c in self.columns}
        return {
            "header_rows": self.header_rows,
            "columns": {letter(at): c.field for at, c in letters.items()},
            "header_text": {letter(at): c.title for at, c in letters.items()},
            "records": self.records,
            "rejects": self.rejects,
            "not_records": sorted(self.others, key=lambda x: x["row"]),
        }


def letter(column: int) -> str:
    """The letter of a column from 1."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def iso(value: dt.date | dt.datetime | None) -> str | None:
    """A day or a moment to the minute, as the truth writes it."""
    if value is None:
        return None
    return value.isoformat(timespec="minutes") if isinstance(value, dt.datetime) else value.isoformat()
