"""A list as it is seen, as an .xlsx workbook: its name, what it was filtered by, its columns in their order, and every row.

For the office's own work: no official form, so no letterhead. Dates and numbers stay what they are; text is never a formula.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from models.errors import OfficeError
from models.progress import Report, no_report
from models.reports.cells import RowWriter, begins_like_formula, plain_text
from models.reports.workbook import splice
from models.storage.files import whole_file

ListCell = str | int | float | date | datetime | None

_LAST_ROW = 1_048_576
_ROWS_AT_ONCE = 500
_FONT = "Arial"
_SIZE = 10
_LINE_HEIGHT = 13.5
# A row of a list shows so many lines of a long text; the whole stands in the cell.
_MOST_LINES = 4
# Beyond so many rows nobody reads from the top: every row is one line high, which opens quicker.
_FITTED_ROWS = 20_000
_SHEET = "xl/worksheets/sheet1.xml"
_EDGE = Side(style="thin", color="FFB8C0CC")
_FORMATS = {"number": "#,##0", "date": "dd/mm/yyyy", "moment": "dd/mm/yyyy hh:mm"}


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column: its title, its width in digits, and "text", "number", "date" or "moment"."""

    title: str
    width: float
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class ListHead:
    """What stands above the columns: whose list, what list, and lines that say what was filtered, when, and how many rows there are."""

    office: str
    title: str
    remarks: tuple[str, ...] = ()


def write_list(
    path: Path, head: ListHead, columns: Sequence[ListColumn], rows: Iterable[Sequence[ListCell]], *, count: int, report: Report = no_report
) -> int:
    """Write the rows, `count` of them, into this file, whole or not at all; the number of texts that had to be cut.

    Raises OfficeError `report_too_long` for more rows than a sheet has and `cannot_write_file` where the file cannot be written; what
    stood there before then stays.
    """
    first = len(head.remarks) + 5
    if first + count > _LAST_ROW:
        raise OfficeError("report_too_long", sheet=head.title, count=count)
    book = Workbook()
    page = book.worksheets[0]
    styles = _lay_out(book, page, head, columns, count)
    draft = io.BytesIO()
    book.save(draft)
    writer = RowWriter(len(columns), styles)
    with whole_file(path) as file:
        splice(draft, file, {_SHEET: (first + count, _pieces(writer, columns, rows, first, count, report))})
    return writer.cut


def _lay_out(
    book: Workbook, page: Worksheet, head: ListHead, columns: Sequence[ListColumn], count: int
) -> dict[tuple[str, int, bool], int]:
    """Head, column titles, page set-up, and the row after the last, before which the rows go in; the styles of the cells."""
    page.title = "".join(" " if letter in r"[]:*?/\'" else letter for letter in head.title)[:31] or "1"
    book.properties.creator = plain_text(head.office)[0]
    book.properties.title = plain_text(head.title)[0]
    texts = ((head.office, _SIZE, False), (head.title, 14, True), *((remark, _SIZE, False) for remark in head.remarks))
    for row, (text, size, bold) in enumerate(texts, start=1):
        _put(page, row, 1, text).font = Font(name=_FONT, size=size, bold=bold)
    titles = len(texts) + 2
    for place, column in enumerate(columns, start=1):
        cell = _put(page, titles, place, column.title)
        cell.font = Font(name=_FONT, size=_SIZE, bold=True)
        cell.fill = PatternFill("solid", fgColor="FFEDF0F4")
        cell.border = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        page.column_dimensions[get_column_letter(place)].width = column.width
    last = get_column_letter(len(columns))
    page.freeze_panes = f"A{titles + 1}"
    page.auto_filter.ref = f"A{titles}:{last}{max(titles + count, titles + 1)}"
    page.print_title_rows = f"{titles}:{titles}"
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.oddFooter.center.text = "&P/&N"
    # `splice` puts the rows before this one.
    page.row_dimensions[titles + 1 + count].height = _LINE_HEIGHT
    return _styles(page, columns)


def _put(page: Worksheet, row: int, column: int, text: str) -> Cell:
    """A text in a cell, never a formula."""
    cell = page.cell(row, column)
    assert isinstance(cell, Cell)
    clean, _ = plain_text(text)
    if clean:
        cell.value = clean
        cell.data_type = "s"
    if begins_like_formula(clean):
        cell.quotePrefix = True
    return cell


def _styles(page: Worksheet, columns: Sequence[ListColumn]) -> dict[tuple[str, int, bool], int]:
    """The numbers of the cells' styles in the workbook, as `RowWriter` asks for them."""
    numbers = {}
    for place, column in enumerate(columns):
        for quoted in (False, True):
            cell = Cell(page, row=1, column=1)
            cell.font = Font(name=_FONT, size=_SIZE)
            cell.alignment = Alignment(
                vertical="top", wrap_text=column.kind == "text", horizontal=None if column.kind == "text" else "right"
            )
            cell.border = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
            cell.number_format = _FORMATS.get(column.kind, "General")
            if quoted:
                cell.quotePrefix = True
            numbers["plain", place, quoted] = cell.style_id
    return numbers


def _pieces(
    writer: RowWriter, columns: Sequence[ListColumn], rows: Iterable[Sequence[ListCell]], first: int, count: int, report: Report
) -> Iterator[bytes]:
    """The rows as XML, some hundred at a time."""
    widths = [column.width for column in columns]
    source = islice(rows, count)
    done = 0
    while batch := list(islice(source, _ROWS_AT_ONCE)):
        piece = [
            writer.row(first + done + place, _height(values, widths) if count <= _FITTED_ROWS else _LINE_HEIGHT, "plain", values)
            for place, values in enumerate(batch)
        ]
        yield "".join(piece).encode()
        done += len(batch)
        report(done, count)


def _height(values: Sequence[ListCell], widths: Sequence[float]) -> float:
    lines = max((len(value) // width for value, width in zip(values, widths, strict=True) if isinstance(value, str)), default=0) + 1
    return min(lines, _MOST_LINES) * _LINE_HEIGHT
