"""An .xls without its container: one sheet as a bare row of records, as Excel 2 to 4 wrote it and small web programs still do.

Their texts are in whatever letters the program had: the whole is decoded as a text file is.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from models.intake.lettering.letters import decoded
from models.intake.workbooks.cells import Cell, ErrorCell
from models.intake.workbooks.reading.package import DamagedError
from models.intake.workbooks.reading.parts import Part, Row, in_parts
from models.intake.workbooks.reading.texts import Texts, trimmed
from models.intake.workbooks.reading.xls import ERRORS, records, rk_number

_BEGINNINGS = {b"\x09\x00": (4,), b"\x09\x02": (6,), b"\x09\x04": (6,), b"\x09\x08": (6, 8, 16)}
_WHOLE_BOOK = 5
_PARTED = "\x1e"


def is_bare_xls(content: bytes) -> bool:
    """Whether a file begins as such a sheet does."""
    lengths = _BEGINNINGS.get(content[:2], ())
    return len(content) > 4 and struct.unpack_from("<H", content, 2)[0] in lengths


def bare_xls_parts(content: bytes, texts: Texts) -> Iterator[Part]:
    """The parts of a bare sheet. Raises DamagedError for a whole book of several sheets, or what is cut."""
    if struct.unpack_from("<H", content, 6)[0] == _WHOLE_BOOK:
        raise DamagedError("a book without its container")
    values: dict[int, dict[int, Cell | bytes]] = {}
    last = (0, 0)
    for kind, start, length in records(content, 0):
        if kind & 0xFF == 0x0A:
            break
        if kind & 0xFF == 0x07 and length > 1:  # the text that the formula before it gives
            values.setdefault(last[0], {})[last[1]] = _text(content[start : start + length], old=kind == 0x07)
        elif kind & 0xFF in _READERS and kind >> 8 in (0, 2, 4) and length >= 7:
            row, column = last = struct.unpack_from("<HH", content, start)
            old = kind >> 8 == 0 and (kind != 0x06 or content[1] == 0)  # formulas have one number in Excel 2 and in Excel 5
            values.setdefault(row, {})[column] = _value(kind & 0xFF, content[start + (7 if old else 6) : start + length], old=old)
    written = [value for row in values.values() for value in row.values() if isinstance(value, bytes)]
    text, encoding = decoded(_PARTED.encode().join(written))
    known = dict(zip(written, text.split(_PARTED), strict=False))
    yield ("book", "xls", encoding, "", False)
    yield ("sheet", "", "visible")
    yield from in_parts(_rows(values, known, texts))


_READERS = frozenset((0x02, 0x03, 0x04, 0x05, 0x06, 0x7E))


def _value(kind: int, rest: bytes, *, old: bool) -> Cell | bytes:
    if kind == 0x04:
        return _text(rest, old=old)
    if kind == 0x02 and len(rest) >= 2:
        return float(struct.unpack_from("<H", rest)[0])
    if kind == 0x05 and len(rest) >= 2:
        return ErrorCell(ERRORS.get(rest[0], "#N/A")) if rest[1] else bool(rest[0])
    if kind == 0x7E and len(rest) >= 4:
        return rk_number(struct.unpack_from("<I", rest)[0])
    if kind in (0x03, 0x06) and len(rest) >= 8:
        if kind == 0x06 and rest[6:8] == b"\xff\xff":
            return ErrorCell(ERRORS.get(rest[2], "#N/A")) if rest[0] == 2 else None
        (number,) = struct.unpack_from("<d", rest)
        return float(number) if abs(number) < 1e300 else None
    return None


def _text(rest: bytes, *, old: bool) -> bytes:
    size = 1 if old else 2
    length = int.from_bytes(rest[:size], "little")
    return rest[size : size + length]


def _rows(values: dict[int, dict[int, Cell | bytes]], known: dict[bytes, str], texts: Texts) -> Iterator[Row]:
    for row in sorted(values):
        cells: list[Cell] = [None] * (max(values[row]) + 1)
        for column, value in values[row].items():
            cells[column] = texts[known.get(value, "")] if isinstance(value, bytes) else value
        kept = trimmed(cells)
        if kept:
            yield (row + 1, kept, False)
