"""OpenDocument spreadsheets, read from their content.xml alone.

Not by calamine: it lays repeated rows out in memory, and tells neither errors nor hidden rows, merges or formulas without a value,
so that the whole would have to be walked through beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from xml.parsers import expat

from models.intake.lettering.old_codings import coding_of_font
from models.intake.workbooks.cells import Cell, ErrorCell, UnsavedFormula
from models.intake.workbooks.reading.package import DamagedError, new_parser
from models.intake.workbooks.reading.parts import Part, Row, fonts_in_parts, in_parts
from models.intake.workbooks.reading.texts import Texts, trimmed

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
_DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 "
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
MOST_COLUMNS = 16_384
MOST_ROWS = 1_048_576
_MOST_FORMULA = 200
_MOST_STYLED = 200
_DURATION = re.compile(r"(-?)P(?:(\d{1,7})D)?T?(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:[.,]\d+)?S)?")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?)?Z?")
_ERROR = re.compile(r"#(?:N/A|REF!|NAME\?|VALUE!|DIV/0!|NUM!|NULL!)|Err:\d{3}")
_MONTH = re.compile(r"(?:0?[1-9]|1[0-2])/(?:19|20)\d\d")
_WITH_ZEROS = re.compile(r"0[0-9][0-9 .\-]*")


class _Walk:
    """What expat calls. `done` holds finished pieces until they are fetched: parts, or a row and how often it comes."""

    def __init__(self, texts: Texts) -> None:
        self.done: list[Part | tuple[Row, int]] = []
        self.date_1904 = False
        self._texts = texts
        self._style = ""
        self._unseen: set[str] = set()
        self._old_styles: dict[str, str] = {}
        self._column_styles: list[str] = []
        self._fonts: dict[int, dict[int, str]] = {}
        self._tables = 0
        self._row = 0
        self._row_repeat = 1
        self._row_hidden = False
        self._cells: list[Cell] = []
        self._merges: list[tuple[int, int, int, int]] = []
        self._cell: dict[str, str] | None = None
        self._covered = False
        self._paragraphs: list[list[str]] = []
        self._inside = False
        self._skip = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._skip:
            self._skip += 1
        elif self._cell is not None:
            self._start_in_cell(tag, attributes)
        elif tag in (_TABLE + "table-cell", _TABLE + "covered-table-cell"):
            if self._tables:
                self._cell, self._paragraphs, self._covered = attributes, [], "covered" in tag
        elif tag == _TABLE + "table-row":
            self._row_repeat = _count(attributes.get(_TABLE + "number-rows-repeated"), MOST_ROWS)
            self._row_hidden = attributes.get(_TABLE + "visibility", "visible") != "visible"
            self._cells = []
        elif tag == _TABLE + "table":
            self._start_table(attributes)
        elif tag == _TABLE + "table-source":
            # A copy of another file's cells, not a sheet of this one.
            self.done.append(("drop",))
            self._tables = 0
        elif tag == _STYLE + "style":
            self._style = attributes.get(_STYLE + "name", "")
        elif tag == _STYLE + "text-properties":
            if coding := coding_of_font(attributes.get(_STYLE + "font-name", "")):
                self._old_styles[self._style] = coding
                self._texts.watch.fonts.add(coding)
        elif tag == _TABLE + "table-column":
            self._start_column(attributes)
        elif tag == _STYLE + "table-properties" and attributes.get(_TABLE + "display") == "false":
            self._unseen.add(self._style)
        elif tag == _TABLE + "null-date":
            self.date_1904 = attributes.get(_TABLE + "date-value", "").startswith("1904")

    def _start_table(self, attributes: dict[str, str]) -> None:
        self._tables, self._row, self._merges = 1, 0, []
        self._column_styles, self._fonts = [], {}
        hidden = attributes.get(_TABLE + "style-name") in self._unseen
        self.done.append(("sheet", attributes.get(_TABLE + "name", ""), "hidden" if hidden else "visible"))

    def _start_column(self, attributes: dict[str, str]) -> None:
        if self._old_styles and len(self._column_styles) < _MOST_STYLED:
            repeat = min(_count(attributes.get(_TABLE + "number-columns-repeated"), MOST_COLUMNS), _MOST_STYLED)
            self._column_styles.extend([attributes.get(_TABLE + "default-cell-style-name", "")] * repeat)

    def _start_in_cell(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == _TEXT + "p":
            self._paragraphs.append([])
            self._inside = True
        elif tag.startswith((_DRAW, _TABLE)) or tag == _OFFICE + "annotation":
            self._skip = 1  # a comment, a picture, a table of its own
        elif self._inside:
            if tag == _TEXT + "s":
                self._paragraphs[-1].append(" " * _count(attributes.get(_TEXT + "c"), 100))
            elif tag == _TEXT + "tab":
                self._paragraphs[-1].append("\t")
            elif tag == _TEXT + "line-break":
                self._paragraphs[-1].append("\n")

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._skip:
            self._skip -= 1
        elif tag == _TEXT + "p":
            self._inside = False
        elif tag in (_TABLE + "table-cell", _TABLE + "covered-table-cell"):
            self._end_cell()
        elif tag == _TABLE + "table-row" and self._tables:
            cells = trimmed(self._cells)
            if cells:
                self.done.append(((self._row + 1, cells, self._row_hidden), min(self._row_repeat, MOST_ROWS - self._row)))
            self._row = min(self._row + self._row_repeat, MOST_ROWS)
        elif tag == _TABLE + "table" and self._tables:
            self._tables = 0
            if self._merges:
                self.done.append(("merges", self._merges))
            if self._old_styles:
                self.done.extend(fonts_in_parts(self._fonts))

    def _end_cell(self) -> None:
        attributes, self._cell = self._cell, None
        if attributes is None:
            return
        place = len(self._cells)
        repeat = min(_count(attributes.get(_TABLE + "number-columns-repeated"), MOST_COLUMNS), MOST_COLUMNS - place)
        if self._covered:
            self._cells.extend([None] * repeat)
            return
        self._cells.extend([self._value(attributes)] * repeat)
        if self._old_styles:
            usual = self._column_styles[place] if place < len(self._column_styles) else ""
            coding = self._old_styles.get(attributes.get(_TABLE + "style-name") or usual)
            if coding:
                self._fonts.setdefault(self._row + 1, {})[place] = coding
        down = _count(attributes.get(_TABLE + "number-rows-spanned"), MOST_ROWS)
        across = _count(attributes.get(_TABLE + "number-columns-spanned"), MOST_COLUMNS)
        if down > 1 or across > 1:
            self._merges.append((self._row + 1, self._row + down, place, place + across - 1))

    def text(self, data: str) -> None:
        """Letters of a paragraph."""
        if self._inside and not self._skip:
            self._paragraphs[-1].append(data.replace("\n", " "))

    def _value(self, attributes: dict[str, str]) -> Cell:
        written = "\n".join("".join(parts) for parts in self._paragraphs)
        kind = attributes.get(_OFFICE + "value-type", "")
        formula = attributes.get(_TABLE + "formula")
        if attributes.get(_CALC + "value-type") == "error" or (formula is not None and _ERROR.fullmatch(written)):
            return ErrorCell(written or "#N/A")
        if not kind:
            if formula is not None and not written:
                return UnsavedFormula(formula[:_MOST_FORMULA])
            return self._texts[written]
        if kind == "string":
            return self._texts[written or attributes.get(_OFFICE + "string-value", "")]
        if kind == "boolean":
            return attributes.get(_OFFICE + "boolean-value") == "true"
        found: Cell = None
        if kind == "date":
            # A month that is shown without a day is the month, not its first day.
            found = None if _MONTH.fullmatch(written) else moment(attributes.get(_OFFICE + "date-value", ""))
        elif kind == "time":
            found = duration(attributes.get(_OFFICE + "time-value", ""))
        else:
            found = number(attributes.get(_OFFICE + "value", ""), written)
        return found if found is not None else self._texts[written]


def number(value: str, shown: str) -> Cell:
    """A number, or what is shown where that has leading zeros; None for what is no number."""
    try:
        found = float(value)
    except ValueError:
        return None
    if found != found or found in (float("inf"), float("-inf")):
        return None
    if _WITH_ZEROS.fullmatch(shown) and found.is_integer() and re.sub(r"\D", "", shown).lstrip("0") == str(int(found)):
        return shown
    return found


def moment(value: str) -> date | datetime | None:
    """A date, or a moment where the time is not midnight; None for what is none."""
    found = _MOMENT.fullmatch(value.strip())
    if found is None:
        return None
    try:
        day = date.fromisoformat(found[1])
        hour = time.fromisoformat(found[2]) if found[2] else time()
    except ValueError:
        return None
    return datetime.combine(day, hour) if hour != time() else day


def duration(value: str) -> time | timedelta | None:
    """A time of the day, or a span where it is longer than one; None for what is none."""
    found = _DURATION.fullmatch(value.strip())
    if found is None or value.strip() in ("P", "PT", ""):
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    try:
        span = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError:
        return None
    if found[1]:
        return -span
    return (datetime(1900, 1, 1) + span).time() if span < timedelta(days=1) else span


def _count(written: str | None, most: int) -> int:
    if written is None or not written.isascii() or not written.isdigit():
        return 1
    return max(1, min(int(written[:9]), most))


def ods_parts(pieces: Iterable[bytes], texts: Texts) -> Iterator[Part]:
    """The parts of an OpenDocument spreadsheet: its content.xml, or the one XML file that holds all. Raises DamagedError."""
    walk = _Walk(texts)
    parser = new_parser(walk.start, walk.end, walk.text, " ")
    seen = False
    for piece in pieces:
        _feed(parser, piece, last=False)
        seen = seen or bool(walk.done)
        yield from _fetched(walk)
    _feed(parser, b"", last=True)
    seen = seen or bool(walk.done)
    yield from _fetched(walk)
    if not seen:
        raise DamagedError("no tables")
    yield ("book", "ods", "", "", walk.date_1904)


def _feed(parser: expat.XMLParserType, piece: bytes, *, last: bool) -> None:
    try:
        parser.Parse(piece, last)
    except expat.ExpatError as error:
        raise DamagedError(str(error)) from error


def _fetched(walk: _Walk) -> Iterator[Part]:
    """What was finished by now; rows with their repeats."""
    done, walk.done = walk.done, []
    yield from _in_order(done)


def _in_order(done: list[Part | tuple[Row, int]]) -> Iterator[Part]:
    rows: list[tuple[Row, int]] = []
    for piece in done:
        if isinstance(piece[0], tuple):
            rows.append(piece)
            continue
        yield from in_parts(_repeated(rows))
        rows = []
        yield piece
    yield from in_parts(_repeated(rows))


def _repeated(rows: list[tuple[Row, int]]) -> Iterator[Row]:
    for (first, cells, hidden), repeat in rows:
        for offset in range(repeat):
            yield (first + offset, cells, hidden)
