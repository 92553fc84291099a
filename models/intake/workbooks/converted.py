"""A file of another kind as an .xlsx workbook: values, joined cells and hidden rows as they stood, so that it can be answered in place.

Row and column of each cell are those of the file. Texts stay texts, whatever they begin with; formulas stand by their value, for what
computed them is not among what was read.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from models.intake.workbooks.book import Book, RawSheet, Visibility
from models.intake.workbooks.cells import Cell, ErrorCell, UnsavedFormula, cell_text, is_blank
from models.progress import Report, no_report

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_TEXT_LIMIT = 32_767
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NARROWEST, _WIDEST = 6.0, 48.0
_LINE, _HIGHEST = 15.0, 400.0
_ROWS_MEASURED = 200
_STATES = {Visibility.VISIBLE: "visible", Visibility.HIDDEN: "hidden", Visibility.VERY_HIDDEN: "veryHidden"}


def sheet_names(book: Book) -> dict[str, str]:
    """The name of each sheet in the workbook that is made, by its name in the book: Excel allows less than others do."""
    names: dict[str, str] = {}
    for number, sheet in enumerate(book.sheets, 1):
        plain = _FORBIDDEN_IN_NAMES.sub(" ", sheet.name).strip(" '")[:31] or f"Sheet{number}"
        if plain.casefold() in {taken.casefold() for taken in names.values()}:
            plain = f"{plain[:27]} {number}"
        names[sheet.name] = plain
    return names


def as_workbook(book: Book, *, sheet: str, header_rows: Collection[int], lines: Collection[int], report: Report = no_report) -> bytes:
    """The book as the bytes of an .xlsx file. The table of `sheet` gets bold names of columns and lines around its cells."""
    from openpyxl import Workbook

    made = Workbook()
    made.remove(made.worksheets[0])
    names = sheet_names(book)
    total = sum(len(one.rows) for one in book.sheets)
    done = 0
    for raw in book.sheets:
        target = made.create_sheet(names[raw.name])
        target.sheet_state = _STATES[raw.visibility]
        ours = raw.name == sheet
        for row in raw.rows:
            for column, cell in enumerate(row.cells, 1):
                _put(target, row.number, column, cell)
            if row.hidden:
                target.row_dimensions[row.number].hidden = True
            done += 1
            if done % 500 == 0:
                report(done, total)
        if ours:
            _frame(target, raw, header_rows, lines)
        for merge in raw.merges:
            target.merge_cells(
                start_row=merge.first_row, end_row=merge.last_row, start_column=merge.first_column + 1, end_column=merge.last_column + 1
            )
        widths = _widths(target, raw, lines if ours else ())
        if ours:
            _heights(target, raw, widths, lines)
    if sheet in names:
        made.active = made.sheetnames.index(names[sheet])
    whole = io.BytesIO()
    made.save(whole)
    return whole.getvalue()


def _put(target: Worksheet, row: int, column: int, cell: Cell) -> None:
    if cell is None or cell == "":
        return
    place = target.cell(row, column)
    if isinstance(cell, bool) or (isinstance(cell, (int, float)) and abs(cell) < 1e300):
        place.value = cell
    elif isinstance(cell, (date, datetime, time, timedelta)):
        _put_time(target, row, column, cell)
    else:
        text = cell.formula if isinstance(cell, UnsavedFormula) else cell.code if isinstance(cell, ErrorCell) else str(cell)
        place.value = _FORBIDDEN.sub("", text)[:_TEXT_LIMIT]
        place.data_type = "s"


def _put_time(target: Worksheet, row: int, column: int, cell: date | time | timedelta) -> None:
    place = target.cell(row, column)
    if isinstance(cell, date) and cell.year < 1900:
        # Before the first day that a spreadsheet knows.
        place.value = cell_text(cell)
        return
    place.value = cell
    if isinstance(cell, datetime):
        place.number_format = "dd/mm/yyyy" if cell.time() == time() else "dd/mm/yyyy hh:mm"
    elif isinstance(cell, date):
        place.number_format = "dd/mm/yyyy"


def _frame(target: Worksheet, raw: RawSheet, header_rows: Collection[int], lines: Collection[int]) -> None:
    """Lines around the cells of the table, its header bold, its texts wrapped at the top of their cells, a page as wide as all columns."""
    from openpyxl.styles import Alignment, Border, Font, Side

    thin = Side(style="thin")
    around, bold = Border(left=thin, right=thin, top=thin, bottom=thin), Font(bold=True)
    top, middle = Alignment(vertical="top", wrap_text=True), Alignment(horizontal="center", vertical="center", wrap_text=True)
    within = {row.number: row for row in raw.rows if row.number in lines}
    used = {column for row in within.values() for column, cell in enumerate(row.cells, 1) if not is_blank(cell)}
    for number in within:
        for column in range(min(used, default=1), max(used, default=0) + 1):
            cell = target.cell(number, column)
            cell.border = around
            cell.alignment = middle if number in header_rows else top
            if number in header_rows:
                cell.font = bold
    target.page_setup.orientation = "landscape"
    target.page_setup.paperSize = 9
    target.page_setup.fitToHeight = 0
    target.sheet_properties.pageSetUpPr.fitToPage = True


def _heights(target: Worksheet, raw: RawSheet, widths: dict[int, float], lines: Collection[int]) -> None:
    """Rows of the table high enough for their wrapped texts: not every program finds that out by itself."""
    across = _across(raw)
    for row in raw.rows:
        if row.number not in lines:
            continue
        most = 1
        for column, cell in enumerate(row.cells, 1):
            room = widths.get(column, _WIDEST)
            if (row.number, column) in across:
                continue
            most = max(most, sum(math.ceil(max(1, len(line)) / room) for line in cell_text(cell).split("\n")))
        if most > 1:
            target.row_dimensions[row.number].height = min(_HIGHEST, most * _LINE)


def _widths(target: Worksheet, raw: RawSheet, lines: Collection[int]) -> dict[int, float]:
    """Columns as wide as their longest line, within limits; of a table only what stands in it counts, not the titles above."""
    from openpyxl.utils import get_column_letter

    longest: dict[int, int] = {}
    across = _across(raw)
    measured = 0
    for row in raw.rows:
        if lines and row.number not in lines:
            continue
        for column, cell in enumerate(row.cells, 1):
            text = cell_text(cell)
            if text and (row.number, column) not in across:
                longest[column] = max(longest.get(column, 0), *map(len, text.split("\n")))
        measured += 1
        if measured == _ROWS_MEASURED:
            break
    widths = {column: min(_WIDEST, max(_NARROWEST, length + 2.0)) for column, length in longest.items()}
    for column, width in widths.items():
        target.column_dimensions[get_column_letter(column)].width = width
    return widths


def _across(raw: RawSheet) -> frozenset[tuple[int, int]]:
    """The cells (row, column from 1) that reach over several columns: their text needs no room in the first of them."""
    return frozenset((merge.first_row, merge.first_column + 1) for merge in raw.merges if merge.last_column > merge.first_column)
