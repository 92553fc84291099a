"""A plain workbook as it lies there: the header in its first row, then one record a row, with row numbers as a spreadsheet shows them.

The general reader (titles above the table, headers of several rows, old fonts) is not built yet; this one says so when it
finds no header in the first row, and takes nothing in.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from models.errors import OfficeError
from models.text import clean_lines

Cell = str | int | float | bool | date | datetime | time | timedelta | None

# An honest list of a province has some thousand rows; beyond these limits it is a mistake or an attack.
MOST_BYTES = 40 * 1024 * 1024
MOST_CELLS = 10_000_000
# A cell of a worksheet that is not empty, with its column and row.
_CELL = re.compile(rb'<(?:\w+:)?c\s(?:[^<>]*?\s)?r="([A-Z]{1,3})([0-9]{1,7})"[^<>]*(?<!/)>')
_PIECE = 1 << 20
_SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_TEXT = (".csv", ".tsv", ".txt")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: its number as a spreadsheet shows it (from 1) and its cells."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was read: the names in the first row, and the rows under it that are not empty."""

    file_name: str
    sha256: str
    name: str
    header: tuple[str, ...]
    rows: tuple[SheetRow, ...]


def read_sheet(path: Path, *, sheet: str | None = None) -> Sheet:
    """Read one sheet (the named one, else the first that has rows).

    Raises OfficeError: `cannot_read_file`, `file_too_large`, `unknown_file_kind`, `not_a_workbook`, `sheet_too_wide`,
    `sheet_not_found`, `sheet_empty`.
    """
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise OfficeError("file_too_large", path=str(path), limit_mb=MOST_BYTES // (1024 * 1024))
        content = path.read_bytes()
    except OSError as error:
        raise OfficeError("cannot_read_file", path=str(path), reason=error.strerror or "") from error
    suffix = path.suffix.lower()
    if suffix in _SPREADSHEETS:
        name, first, table = _read_workbook(path, content, sheet)
    elif suffix in _TEXT:
        name, first, table = "", 1, _read_text(path, content)
    else:
        raise OfficeError("unknown_file_kind", path=str(path), suffix=suffix or path.name)
    numbered = [SheetRow(first + offset, tuple(row)) for offset, row in enumerate(table)]
    filled = [row for row in numbered if any(cell not in (None, "") for cell in row.cells)]
    if not filled:
        raise OfficeError("sheet_empty", path=str(path))
    header = tuple(cell_text(cell) for cell in filled[0].cells)
    return Sheet(path.name, hashlib.sha256(content).hexdigest(), name, header, tuple(filled[1:]))


def _read_workbook(path: Path, content: bytes, wanted: str | None) -> tuple[str, int, Sequence[Sequence[Cell]]]:
    """Name of the sheet, number of its first row, its rows."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum, ZipError

    _refuse_far_cells(path, content)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        shown = [
            meta.name
            for meta in workbook.sheets_metadata
            if meta.visible == SheetVisibleEnum.Visible and meta.typ in (SheetTypeEnum.WorkSheet, SheetTypeEnum.MacroSheet)
        ]
        if wanted is not None and wanted not in workbook.sheet_names:
            raise OfficeError("sheet_not_found", sheet=wanted, sheets=", ".join(workbook.sheet_names))
        for name in [wanted] if wanted is not None else shown:
            found = workbook.get_sheet_by_name(name)
            rows = found.to_python(skip_empty_area=False)
            if rows:
                return name, 1, rows
    except (CalamineError, ZipError, ValueError) as error:
        raise OfficeError("not_a_workbook", path=str(path)) from error
    raise OfficeError("sheet_empty", path=str(path))


def _refuse_far_cells(path: Path, content: bytes) -> None:
    """Raises OfficeError `sheet_too_wide` for a cell so far out that the reader, which makes room for all up to it, would end the program.

    Only in .xlsx and .xlsm, where one stray cell is written by itself; what is no such package is left to the reader.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile:
        return
    try:
        for name in package.namelist():
            if name.lower().endswith(".xml"):
                with package.open(name) as stream:
                    rows = columns = 0
                    rest = b""
                    while piece := stream.read(_PIECE):
                        whole, mark, rest = (rest + piece).rpartition(b">")
                        for letters, digits in _CELL.findall(whole + mark):
                            rows = max(rows, int(digits))
                            columns = max(columns, _column_number(letters))
                        if rows * columns > MOST_CELLS:
                            raise OfficeError("sheet_too_wide", path=str(path), rows=rows, columns=columns)
                        # No tag is that long: this is no sheet, and what follows need not be kept.
                        rest = rest if len(rest) <= _PIECE else b""
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise OfficeError("not_a_workbook", path=str(path)) from error


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _read_text(path: Path, content: bytes) -> list[list[Cell]]:
    """The records of a text table: UTF-8 or UTF-16 by its mark, else UTF-8, else the Vietnamese code page of Windows."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        written = content.decode("utf-16", "replace")
    else:
        try:
            written = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            written = content.decode("cp1258", "replace")
    first_line = written.split("\n", 1)[0]
    delimiter = max(("\t", ";", ","), key=first_line.count)
    csv.field_size_limit(1_000_000)
    try:
        return [list(record) for record in csv.reader(io.StringIO(written.replace("\0", "")), delimiter=delimiter)]
    except csv.Error as error:
        raise OfficeError("not_a_workbook", path=str(path)) from error


def cell_text(cell: Cell) -> str:
    """A cell as a person reads it; whole numbers without a decimal point, dates as dd/mm/yyyy."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "x" if cell else ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y}" if cell.time() == time() else f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return clean_lines(str(cell))
