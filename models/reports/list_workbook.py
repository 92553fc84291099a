"""Lists as an .xlsx workbook, a sheet each: its name, what it was filtered by, its columns in their order, and every row.

For the office's own work: no official form, so no letterhead. Dates and numbers stay what they are; text is never a formula.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
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


PLAIN = "plain"
"""The look of a row without a mark."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """One list, on a sheet of its own. Each of its `count` rows comes with its look: PLAIN, or a name of `marks`.

    `marks`: look -> (colour as "FFRRGGBB", the columns that have it). `tab` is the sheet's name where the title is too long for one;
    `foot` are lines below the rows, such as who signs.
    """

    head: ListHead
    columns: Sequence[ListColumn]
    rows: Iterable[tuple[str, Sequence[ListCell]]]
    count: int
    marks: Mapping[str, tuple[str, frozenset[int]]] = field(default_factory=dict)
    tab: str = ""
    foot: tuple[str, ...] = ()


def write_list(
    path: Path, head: ListHead, columns: Sequence[ListColumn], rows: Iterable[Sequence[ListCell]], *, count: int, report: Report = no_report
) -> int:
    """Write the rows, `count` of them, into this file, whole or not at all; the number of texts that had to be cut.

    Raises OfficeError as `write_pages`.
    """
    return write_pages(path, [ListPage(head, columns, ((PLAIN, row) for row in rows), count)], report)


def write_pages(path: Path, pages: Sequence[ListPage], report: Report = no_report) -> int:
    """Write these lists into one file, whole or not at all; the number of texts that had to be cut.

    Raises OfficeError `report_too_long` for more rows than a sheet has and `cannot_write_file` where the file cannot be written; what
    stood there before then stays.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    total = sum(page.count for page in pages)
    writers, parts, done = [], {}, 0
    for number, page in enumerate(pages, 1):
        first = len(page.head.remarks) + 5
        if first + page.count + len(page.foot) > _LAST_ROW:
            raise OfficeError("report_too_long", sheet=page.head.title, count=page.count)
        writer = RowWriter(len(page.columns), _lay_out(book, book.create_sheet(), page))
        writers.append(writer)
        part = _pieces(writer, page, first, partial(_add, report, done, total))
        parts[f"xl/worksheets/sheet{number}.xml"] = (first + page.count, part)
        done += page.count
    book.properties.creator = plain_text(pages[0].head.office)[0]
    book.properties.title = plain_text(pages[0].head.title)[0]
    draft = io.BytesIO()
    book.save(draft)
    with whole_file(path) as file:
        splice(draft, file, parts)
    return sum(writer.cut for writer in writers)


def _add(report: Report, before: int, total: int, done: int) -> None:
    """Tell how far the work is on all sheets."""
    report(before + done, total)


def _lay_out(book: Workbook, page: Worksheet, wanted: ListPage) -> dict[tuple[str, int, bool], int]:
    """Head, column titles, page set-up, and the row after the last, before which the rows go in; the styles of the cells."""
    head, columns, count = wanted.head, wanted.columns, wanted.count
    name = "".join(" " if letter in r"[]:*?/\'" else letter for letter in wanted.tab or head.title)[:31].strip()
    page.title = name or str(len(book.worksheets))
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
    lines = max(-(-len(column.title) // max(1, int(column.width) - 1)) for column in columns)
    page.row_dimensions[titles].height = min(lines, _MOST_LINES) * _LINE_HEIGHT + 2
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
    for row, text in enumerate(wanted.foot, titles + 2 + count):
        _put(page, row, 1, text).font = Font(name=_FONT, size=_SIZE)
    return _styles(page, wanted)


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


def _styles(page: Worksheet, wanted: ListPage) -> dict[tuple[str, int, bool], int]:
    """The numbers of the cells' styles in the workbook, as `RowWriter` asks for them."""
    numbers = {}
    for look in (PLAIN, *wanted.marks):
        colour, marked = wanted.marks.get(look, ("", frozenset()))
        for place, column in enumerate(wanted.columns):
            for quoted in (False, True):
                cell = Cell(page, row=1, column=1)
                cell.font = Font(name=_FONT, size=_SIZE)
                cell.alignment = Alignment(
                    vertical="top", wrap_text=column.kind == "text", horizontal=None if column.kind == "text" else "right"
                )
                cell.border = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
                cell.number_format = _FORMATS.get(column.kind, "General")
                if place in marked:
                    cell.fill = PatternFill("solid", fgColor=colour)
                if quoted:
                    cell.quotePrefix = True
                numbers[look, place, quoted] = cell.style_id
    return numbers


def _pieces(writer: RowWriter, page: ListPage, first: int, told: Callable[[int], None]) -> Iterator[bytes]:
    """The rows as XML, some hundred at a time."""
    widths = [column.width for column in page.columns]
    source = islice(page.rows, page.count)
    done = 0
    while batch := list(islice(source, _ROWS_AT_ONCE)):
        piece = [
            writer.row(first + done + place, _height(values, widths) if page.count <= _FITTED_ROWS else _LINE_HEIGHT, look, values)
            for place, (look, values) in enumerate(batch)
        ]
        yield "".join(piece).encode()
        done += len(batch)
        told(done)


def _height(values: Sequence[ListCell], widths: Sequence[float]) -> float:
    lines = max((len(value) // width for value, width in zip(values, widths, strict=True) if isinstance(value, str)), default=0) + 1
    return min(lines, _MOST_LINES) * _LINE_HEIGHT
