"""A file of another kind as an .xlsx workbook: values, joined cells and hidden rows as they stood, so that it can be answered in place.

Row and column of each cell are those of the file. Texts stay texts, whatever they begin with; formulas stand by their value, for what
computed them is not among what was read.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from models.intake.workbooks.book import Book, RawSheet, Visibility
from models.intake.workbooks.cells import Cell, ErrorCell, UnsavedFormula, cell_text
from models.progress import Report, no_report

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_TEXT_LIMIT = 32_767
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NARROWEST, _WIDEST = 6.0, 48.0
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
        _widths(target, raw, lines if ours else ())
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
    """Lines around the cells of the table, its header bold, its texts wrapped at the top of their cells."""
    from openpyxl.styles import Alignment, Border, Font, Side

    thin = Side(style="thin")
    around, bold = Border(left=thin, right=thin, top=thin, bottom=thin), Font(bold=True)
    top, middle = Alignment(vertical="top", wrap_text=True), Alignment(horizontal="center", vertical="center", wrap_text=True)
    within = {row.number: row for row in raw.rows if row.number in lines}
    width = max((len(row.cells) for row in within.values()), default=0)
    for number in within:
        for column in range(1, width + 1):
            cell = target.cell(number, column)
            cell.border = around
            cell.alignment = middle if number in header_rows else top
            if number in header_rows:
                cell.font = bold


def _widths(target: Worksheet, raw: RawSheet, lines: Collection[int]) -> None:
    """Columns as wide as their longest line, within limits; of a table only what stands in it counts, not the titles above."""
    from openpyxl.utils import get_column_letter

    longest: dict[int, int] = {}
    measured = 0
    for row in raw.rows:
        if lines and row.number not in lines:
            continue
        for column, cell in enumerate(row.cells, 1):
            text = cell_text(cell)
            if text:
                longest[column] = max(longest.get(column, 0), *map(len, text.split("\n")))
        measured += 1
        if measured == _ROWS_MEASURED:
            break
    for column, length in longest.items():
        target.column_dimensions[get_column_letter(column)].width = min(_WIDEST, max(_NARROWEST, length + 2.0))
