"""What is marked in an .xls: a walk through its records, which calamine keeps to itself.

Records are of [MS-XLS] (BIFF8) and its forerunner BIFF5, which differ in little of what is looked at here.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from models.intake.lettering.old_codings import coding_of_font
from models.intake.workbooks.cells import ErrorCell, UnsavedFormula
from models.intake.workbooks.reading.marks import Marks
from models.intake.workbooks.reading.numbers_shown import BUILT_IN, shown, shows_text
from models.intake.workbooks.reading.package import DamagedError

_BOF, _END, _SHEET, _PASSWORD, _DATE_MODE = 0x809, 0x0A, 0x85, 0x2F, 0x22
_FORMAT, _CELL_FORMAT, _ROW, _MERGED = 0x41E, 0xE0, 0x208, 0xE5
_FONT, _TEXTS = 0x31, (0xFD, 0x204, 0xD6)
_CELLS = frozenset((0xFD, 0x204, 0xD6, 0x06, 0x205, 0x203, 0x27E, 0xBD))
_FORMULA, _BOOL_OR_ERROR, _NUMBER, _RK, _MANY_RK = 0x06, 0x205, 0x203, 0x27E, 0xBD
_HEAD = struct.Struct("<HH")
ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
"""As Excel writes them, by the number that files have for them."""


@dataclass(slots=True)
class XlsBook:
    """`sheets` are the marks of each sheet in the order of the book, by name where the name could be read."""

    password: bool = False
    date_1904: bool = False
    shown: dict[int, str] = field(default_factory=dict)
    fonts: dict[int, str] = field(default_factory=dict)
    sheets: list[Marks] = field(default_factory=list)


def walk_xls(stream: bytes) -> XlsBook:
    """Walk through the records of a Workbook or Book stream. Raises DamagedError."""
    book = XlsBook()
    codes = dict(BUILT_IN)
    fonts: list[str] = []
    styles = 0
    places: list[int] = []
    wide = True
    for kind, start, length in records(stream, 0):
        if kind == _BOF:
            wide = length >= 2 and struct.unpack_from("<H", stream, start)[0] >= 0x600
        elif kind == _PASSWORD:
            book.password = True
            return book
        elif kind == _DATE_MODE and length >= 2:
            book.date_1904 = stream[start] == 1
        elif kind == _SHEET and length >= 6:
            (place, _, sort) = struct.unpack_from("<IBB", stream, start)
            if sort & 0x0F in (0, 1):
                places.append(place)
        elif kind == _FORMAT and length > 3:
            codes[struct.unpack_from("<H", stream, start)[0]] = _text(stream, start + 2, length - 2, long=wide, wide=wide)
        elif kind == _FONT and length > 15:
            fonts.append(coding_of_font(_text(stream, start + 14, length - 14, long=False, wide=wide)))
        elif kind == _CELL_FORMAT and length >= 4:
            font, code = struct.unpack_from("<HH", stream, start)
            if shows_text(codes.get(code, "")):
                book.shown[styles] = codes[code]
            # No font has the number 4.
            if (font := font - (font > 4)) < len(fonts) and fonts[font]:
                book.fonts[styles] = fonts[font]
            styles += 1
        elif kind == _END:
            break
    book.sheets = [_sheet_marks(stream, place, book) for place in places]
    return book


def records(stream: bytes, place: int) -> Iterator[tuple[int, int, int]]:
    """Kind, where its data begins, and its length, of each record from a place on."""
    end = len(stream)
    while place + 4 <= end:
        kind, length = _HEAD.unpack_from(stream, place)
        place += 4
        if place + length > end:
            raise DamagedError("a record is cut")
        yield kind, place, length
        place += length


def _text(stream: bytes, start: int, length: int, *, long: bool, wide: bool) -> str:
    """A text after its length, of two bytes where it is long; `wide`: a byte before it says whether its letters have two bytes."""
    start, length = (start + 2, length - 2) if long else (start + 1, length - 1)
    if not wide:
        return stream[start : start + length].decode("cp1252", "replace")
    return stream[start + 1 : start + length].decode("utf-16-le" if stream[start] & 1 else "latin-1", "replace")


def _sheet_marks(stream: bytes, place: int, book: XlsBook) -> Marks:
    marks = Marks()
    depth = 0
    for kind, start, length in records(stream, place):
        if kind == _BOF:
            depth += 1
        elif kind == _END:
            depth -= 1
            if depth <= 0:
                break
        elif depth == 1:
            if kind in _CELLS and length >= 4:
                row, column = struct.unpack_from("<HH", stream, start)
                marks.rows, marks.columns = max(marks.rows, row + 1), max(marks.columns, column + 1)
            if kind in _TEXTS and book.fonts and length >= 6:
                row, column, style = struct.unpack_from("<HHH", stream, start)
                if style in book.fonts:
                    marks.put_font(row + 1, column, book.fonts[style])
            else:
                _mark(stream, (kind, start, length), book, marks)
    return marks


def _mark(stream: bytes, record: tuple[int, int, int], book: XlsBook, marks: Marks) -> None:
    kind, start, length = record
    if kind == _FORMULA and length >= 20:
        row, column, _, result, flags = struct.unpack_from("<HHH8sH", stream, start)
        if result[6:] == b"\xff\xff":
            if result[0] == 2:
                marks.put(row + 1, column, ErrorCell(ERRORS.get(result[2], "#N/A")))
            elif result[0] == 3 and flags & 2:
                # Empty, and to be calculated when it is opened: the program that wrote it calculates nothing.
                marks.put(row + 1, column, UnsavedFormula())
    elif kind == _BOOL_OR_ERROR and length >= 8:
        row, column, _, value, is_error = struct.unpack_from("<HHHBB", stream, start)
        if is_error:
            marks.put(row + 1, column, ErrorCell(ERRORS.get(value, "#N/A")))
    elif kind == _ROW and length >= 16:
        (row,) = struct.unpack_from("<H", stream, start)
        if stream[start + 12] & 0x20:
            marks.hidden.add(row + 1)
    elif kind == _MERGED and length >= 2:
        count = min(struct.unpack_from("<H", stream, start)[0], (length - 2) // 8)
        for number in range(count):
            top, bottom, left, right = struct.unpack_from("<HHHH", stream, start + 2 + 8 * number)
            marks.merges.append((top + 1, bottom + 1, left, right))
    elif book.shown and kind in (_NUMBER, _RK, _MANY_RK):
        _put_shown(stream, record, book, marks)


def _put_shown(stream: bytes, record: tuple[int, int, int], book: XlsBook, marks: Marks) -> None:
    kind, start, length = record
    numbers: list[tuple[int, int, float]] = []
    row, first = struct.unpack_from("<HH", stream, start) if length >= 4 else (0, 0)
    if kind == _NUMBER and length >= 14:
        style, value = struct.unpack_from("<Hd", stream, start + 4)
        numbers.append((first, style, value))
    elif kind == _RK and length >= 10:
        style, packed = struct.unpack_from("<HI", stream, start + 4)
        numbers.append((first, style, rk_number(packed)))
    elif kind == _MANY_RK:
        for number in range((length - 6) // 6):
            style, packed = struct.unpack_from("<HI", stream, start + 4 + 6 * number)
            numbers.append((first + number, style, rk_number(packed)))
    for column, style, value in numbers:
        if style in book.shown and (text := shown(value, book.shown[style], date_1904=book.date_1904)) is not None:
            marks.put(row + 1, column, text)


def rk_number(packed: int) -> float:
    """A number as Excel packs it into four bytes."""
    if packed & 2:
        value = float(packed >> 2 if packed < 0x80000000 else (packed >> 2) - 0x40000000)
    else:
        (value,) = struct.unpack("<d", b"\0\0\0\0" + struct.pack("<I", packed & 0xFFFFFFFC))
    return value / 100 if packed & 1 else value
