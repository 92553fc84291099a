"""Spreadsheets of every kind, read by calamine."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from models.errors import OfficeError
from models.intake.workbooks.cells import Cell
from models.intake.workbooks.reading.parts import ROWS_IN_A_PART, Part
from models.intake.workbooks.reading.texts import Texts, trimmed

_DATE_1904 = re.compile(rb"<(?:\w+:)?workbookPr[^>]*\sdate1904=[\"'](?:1|true)")


def spreadsheet_parts(content: bytes, kind: str, path: str) -> Iterator[Part]:
    """The parts of a spreadsheet. Raises OfficeError `not_a_workbook`."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum, ZipError

    hidden = ((SheetVisibleEnum.Hidden, "hidden"), (SheetVisibleEnum.VeryHidden, "very_hidden"))
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        yield ("book", kind, "", "", kind in ("xlsx", "xlsm") and _is_1904(content))
        texts = Texts()
        for index, about in enumerate(workbook.sheets_metadata):
            if about.typ not in (SheetTypeEnum.WorkSheet, SheetTypeEnum.MacroSheet):
                continue
            sheet = workbook.get_sheet_by_index(index)
            yield ("sheet", about.name, next((name for seen, name in hidden if seen == about.visible), "visible"))
            if sheet.start is None:
                continue
            before: list[Cell] = [None] * sheet.start[1]
            rows: list[tuple[int, tuple[Cell, ...], bool]] = []
            for number, line in enumerate(sheet.iter_rows(), 1):
                cells = trimmed(before + [texts[cell] if cell.__class__ is str else cell for cell in line])
                if cells:
                    rows.append((number, cells, False))
                    if len(rows) >= ROWS_IN_A_PART:
                        yield ("rows", rows)
                        rows = []
            yield ("rows", rows)
            merged = sheet.merged_cell_ranges
            if merged:
                yield ("merges", [(top + 1, bottom + 1, left, right) for (top, left), (bottom, right) in merged])
    except (CalamineError, ZipError, ValueError) as error:
        raise OfficeError("not_a_workbook", path=path) from error


def _is_1904(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return "xl/workbook.xml" in package.namelist() and _DATE_1904.search(package.read("xl/workbook.xml")) is not None
