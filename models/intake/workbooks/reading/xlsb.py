"""What is marked in an .xlsb: a walk through the records of [MS-XLSB]."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from models.intake.workbooks.cells import ErrorCell
from models.intake.workbooks.reading.marks import Marks
from models.intake.workbooks.reading.numbers_shown import BUILT_IN, shown, shows_text
from models.intake.workbooks.reading.package import DamagedError, Package
from models.intake.workbooks.reading.xls import ERRORS, rk_number

_ROW, _RK, _ERROR, _REAL, _FORMULA_REAL, _FORMULA_ERROR = 0, 2, 3, 5, 9, 11
_LAST_CELL = 11
_FORMAT, _CELL_FORMAT, _BOOK, _SHEET, _MERGE, _CELL_FORMATS, _CELL_FORMATS_END = 44, 47, 153, 156, 176, 617, 618


@dataclass(slots=True)
class XlsbBook:
    """Sheets: name -> part."""

    sheets: dict[str, str] = field(default_factory=dict)
    date_1904: bool = False
    shown: dict[int, str] = field(default_factory=dict)


def read_xlsb(package: Package) -> XlsbBook:
    """Raises DamagedError."""
    book = XlsbBook()
    targets = package.relations("xl/workbook.bin")
    for kind, data in _records(package.read("xl/workbook.bin")):
        if kind == _BOOK and len(data) >= 4:
            book.date_1904 = bool(data[0] & 1)
        elif kind == _SHEET and len(data) >= 12:
            relation, rest = _text(data, 8)
            name, _ = _text(data, rest)
            if relation in targets:
                book.sheets.setdefault(name, targets[relation])
    if "xl/styles.bin" in package:
        book.shown = _shown_formats(package.read("xl/styles.bin"))
    return book


def _shown_formats(styles: bytes) -> dict[int, str]:
    codes = dict(BUILT_IN)
    found: dict[int, str] = {}
    inside, count = False, 0
    for kind, data in _records(styles):
        if kind == _FORMAT and len(data) >= 6:
            codes[struct.unpack_from("<H", data)[0]] = _text(data, 2)[0]
        elif kind in (_CELL_FORMATS, _CELL_FORMATS_END):
            inside = kind == _CELL_FORMATS
        elif kind == _CELL_FORMAT and inside and len(data) >= 4:
            code = codes.get(struct.unpack_from("<H", data, 2)[0], "")
            if shows_text(code):
                found[count] = code
            count += 1
    return found


def sheet_marks(package: Package, part: str, book: XlsbBook) -> Marks:
    """Walk through one sheet. Raises DamagedError."""
    marks = Marks()
    row = 0
    for kind, data in _records(package.read(part)):
        if kind == _ROW:
            if len(data) >= 12:
                (row,) = struct.unpack_from("<I", data)
                if data[11] & 0x10:
                    marks.hidden.add(row + 1)
        elif kind <= _LAST_CELL:
            if kind > 1 and len(data) >= 8:
                marks.rows = row + 1
                column, style = struct.unpack_from("<II", data)
                marks.columns = max(marks.columns, column + 1)
                if kind in (_ERROR, _FORMULA_ERROR) and len(data) > 8:
                    marks.put(row + 1, column, ErrorCell(ERRORS.get(data[8], "#N/A")))
                elif (style & 0xFFFFFF) in book.shown:
                    _put_shown(kind, data, (row + 1, column), book, marks)
        elif kind == _MERGE and len(data) >= 16:
            top, bottom, left, right = struct.unpack_from("<IIII", data)
            marks.merges.append((top + 1, bottom + 1, left, right))
    return marks


def _put_shown(kind: int, data: bytes, place: tuple[int, int], book: XlsbBook, marks: Marks) -> None:
    code = book.shown[struct.unpack_from("<I", data, 4)[0] & 0xFFFFFF]
    if kind == _RK and len(data) >= 12:
        value = rk_number(struct.unpack_from("<I", data, 8)[0])
    elif kind in (_REAL, _FORMULA_REAL) and len(data) >= 16:
        (value,) = struct.unpack_from("<d", data, 8)
    else:
        return
    if (text := shown(value, code, date_1904=book.date_1904)) is not None:
        marks.put(*place, text)


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and content of each record."""
    place, end = 0, len(data)
    try:
        while place < end:
            kind = data[place]
            place += 1
            if kind & 0x80:
                kind = (kind & 0x7F) | (data[place] & 0x7F) << 7
                place += 1
            length = shift = 0
            while True:
                byte = data[place]
                place += 1
                length |= (byte & 0x7F) << shift
                shift += 7
                if not byte & 0x80 or shift > 21:
                    break
            if place + length > end:
                raise DamagedError("a record is cut")
            yield kind, data[place : place + length]
            place += length
    except IndexError as error:
        raise DamagedError("a record is cut") from error


def _text(data: bytes, place: int) -> tuple[str, int]:
    """A text with its length before it, and where it ends."""
    if place + 4 > len(data):
        raise DamagedError("a text is cut")
    (length,) = struct.unpack_from("<I", data, place)
    if length == 0xFFFFFFFF:
        return "", place + 4
    end = place + 4 + 2 * length
    return data[place + 4 : end].decode("utf-16-le", "replace"), end
