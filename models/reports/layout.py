"""How a table stands on paper: A4 landscape, Times New Roman, head, numbered columns, signature (Nghị định 30/2020/NĐ-CP Phụ lục I).

Everything but the table's own rows is put into an openpyxl workbook here. Heights of merged cells are estimated, since no
spreadsheet program fits those itself; rows of the table carry no height, so every program fits them to their text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from models.clock.periods import period_title
from models.labels import printed_date, tr
from models.reports.cells import begins_like_formula, plain_text
from models.reports.measure import line_count, text_width
from models.reports.report import Column, Report, Sheet, head_regions

FONT = "Times New Roman"
_TABLE_SIZE = 12
_TEXT_SIZE = 13
_TITLE_SIZE = 14
_RULE_SIZE = 6
_MM_PER_INCH = 25.4
_TOP, _BOTTOM, _LEFT, _RIGHT, _HEADER = 20, 20, 30, 15, 10
_A4 = 9
_PAGE_WIDTH, _PAGE_HEIGHT = 297 - _LEFT - _RIGHT, 210 - _TOP - _BOTTOM
_POINTS_PER_MM = 72 / _MM_PER_INCH
# A digit of the table's letters in points.
_DIGIT = 6.0
# Height of a line of text in points, as a multiple of the size of its letters; the most that a row can have.
_LEADING = 1.32
_HIGHEST_ROW = 409.0
# Where the head's left part ends, as a share of the table's width: the state's name needs the larger part.
_HEAD_SPLIT = 0.42
_SIGNATURE_ROOM = 64
# What a column's text leaves free, in digits; how much of a page's height is counted on.
_PADDING = 0.7
_SAFETY = 0.96
_BOLD_LINES = ("section", "total")

# What the name of a sheet cannot hold.
_NO_TAB = re.compile(r"[\[\]:*?/\\]")
_EDGE = Side(style="thin", color="FF000000")
_BOX = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_ALIGNMENTS = {"text": "left", "name": "center", "number": "center", "percent": "center", "date": "center", "moment": "center"}
_FORMATS = {"number": "#,##0", "percent": "0.0%", "date": "dd/mm/yyyy", "moment": "dd/mm/yyyy hh:mm"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A table put on its sheet: the first row of its lines, the row after the last, the sheet's last row.

    `heights` are those of the lines in points; `styles` gives the number in the workbook's styles for (line style, column, quoted).
    """

    sheet: Sheet
    rows_start: int
    rows_end: int
    end: int
    heights: list[float]
    styles: dict[tuple[str, int, bool], int]


def new_workbook(author: str, title: str) -> Workbook:
    """A workbook without sheets whose every letter is Times New Roman; widths of columns count in digits of its table's letters."""
    book = Workbook()
    del book[book.sheetnames[0]]
    # openpyxl offers no other way to the font that column widths and unstyled cells are measured by.
    book._fonts[0] = book._named_styles["Normal"].font = Font(name=FONT, size=_TABLE_SIZE, family=1)  # noqa: SLF001
    book.properties.creator = plain_text(author)[0]
    book.properties.title = plain_text(title)[0]
    return book


def lay_out(book: Workbook, report: Report, sheet: Sheet) -> Placed:
    """Put a sheet with everything but the table's rows into the workbook."""
    page = book.create_sheet(_NO_TAB.sub(" ", sheet.tab)[:31])
    _set_up_page(page, sheet)
    writer = _Page(page, sheet)
    _head(writer, report, sheet)
    header_start = writer.row
    _column_heads(writer, sheet.columns)
    page.print_title_rows = f"{header_start}:{writer.row - 1}"
    rows_start = writer.row
    heights = line_heights(sheet)
    writer.row += len(sheet.lines)
    rows_end = writer.row
    _foot(writer, report, sheet)
    _break_pages(writer, sheet, header_start, rows_start, heights)
    return Placed(sheet, rows_start, rows_end, writer.row, heights, _styles(page, sheet))


def line_heights(sheet: Sheet) -> list[float]:
    """The height in points of every line of a table, by its longest text."""
    rooms = [column.width - _PADDING for column in sheet.columns]
    heights = []
    for line in sheet.lines:
        most = 1
        bold = line.style in _BOLD_LINES
        for cell, room in zip(line.cells, rooms, strict=True):
            # A text with fewer letters than the narrowest would need to fill the line takes one line.
            if isinstance(cell, str) and (len(cell) > room / 2 or "\n" in cell):
                most = max(most, line_count(cell, room, bold=bold))
        heights.append(min(most * _TABLE_SIZE * _LEADING, _HIGHEST_ROW))
    return heights


def _break_pages(page: _Page, sheet: Sheet, header_start: int, rows_start: int, heights: list[float]) -> None:
    """Break pages where a heading would stand last on its page, and where the signature would be torn or stand on a page alone."""
    total = sum(page.widths) * _DIGIT
    scale = min(_PAGE_WIDTH * _POINTS_PER_MM / total, 1.0)
    room = _PAGE_HEIGHT * _POINTS_PER_MM / scale * _SAFETY
    given = page.page.row_dimensions
    used = sum(given[row].height or 0 for row in range(1, rows_start))
    repeated = sum(given[row].height or 0 for row in range(header_start, rows_start))
    signature = sum(given[row].height or 0 for row in range(rows_start + len(heights), page.row))
    last = len(heights) - 1
    for index, (line, height) in enumerate(zip(sheet.lines, heights, strict=True)):
        # What must stand on the same page as this line.
        with_it = signature if index == last else heights[index + 1] if line.style == "section" else 0
        if used + height + with_it > room:
            if with_it and repeated + height + with_it <= room:
                page.page.row_breaks.append(Break(id=rows_start + index - 1))
            used = repeated
        used += height


def _set_up_page(page: Worksheet, sheet: Sheet) -> None:
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A4
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    margins = page.page_margins
    margins.top, margins.bottom = _TOP / _MM_PER_INCH, _BOTTOM / _MM_PER_INCH
    margins.left, margins.right = _LEFT / _MM_PER_INCH, _RIGHT / _MM_PER_INCH
    margins.header = margins.footer = _HEADER / _MM_PER_INCH
    page.print_options.horizontalCentered = True
    # The page number stands in the middle of the top margin, from the second page on.
    page.HeaderFooter.differentFirst = True
    page.oddHeader.center.text = "&P"
    page.oddHeader.center.font = f"{FONT},Regular"
    page.oddHeader.center.size = _TEXT_SIZE
    page.page_setup.useFirstPageNumber = True
    page.page_setup.firstPageNumber = 1
    page.sheet_view.showGridLines = False
    for index, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(index)].width = column.width


class _Page:
    """A sheet being written from the top down."""

    def __init__(self, page: Worksheet, sheet: Sheet) -> None:
        self.page = page
        self.row = 1
        self.widths = [column.width for column in sheet.columns]
        edges = list(accumulate(self.widths))
        wanted = edges[-1] * _HEAD_SPLIT
        self.split = min(range(1, len(edges)), key=lambda columns: abs(edges[columns - 1] - wanted))
        """How many columns the left half of the head and of the signature takes."""

    @property
    def count(self) -> int:
        """How many columns there are."""
        return len(self.widths)

    def put(
        self, first: int, last: int, text: str, *, size: float = _TEXT_SIZE, bold: bool = False, italic: bool = False, align: str = "center"
    ) -> float:
        """Write a text across the columns first to last (from 0) of this row; gives the height in points that it needs."""
        cell = self.page.cell(self.row, first + 1)
        _write(cell, text, Font(name=FONT, size=size, bold=bold, italic=italic), align)
        if last > first:
            self.page.merge_cells(start_row=self.row, end_row=self.row, start_column=first + 1, end_column=last + 1)
        room = sum(self.widths[first : last + 1]) * _TABLE_SIZE / size - _PADDING
        return line_count(text, room, bold=bold) * size * _LEADING

    def next(self, height: float) -> None:
        """Close this row with its height in points and go to the next."""
        self.page.row_dimensions[self.row].height = round(height, 1)
        self.row += 1

    def halves(self, left: str, right: str, *, left_bold: bool = True, right_bold: bool = True, italic: bool = False) -> None:
        """A row with a text in the middle of each half."""
        heights = [
            self.put(0, self.split - 1, left, bold=left_bold),
            self.put(self.split, self.count - 1, right, bold=right_bold, italic=italic),
        ]
        self.next(max(heights))

    def across(self, text: str, *, size: float = _TEXT_SIZE, bold: bool = False, italic: bool = False, align: str = "center") -> None:
        """A row with one text over the whole width."""
        self.next(self.put(0, self.count - 1, text, size=size, bold=bold, italic=italic, align=align))


def _write(cell: Cell, text: str, font: Font, align: str, vertical: str = "center") -> None:
    """Put a text into a cell, never as a formula."""
    clean, _ = plain_text(text)
    if clean:
        cell.value = clean
        cell.data_type = "s"
    cell.font = font
    cell.alignment = Alignment(horizontal=align, vertical=vertical, wrap_text=True)
    if begins_like_formula(clean):
        cell.quotePrefix = True


def _rule(page: _Page, first: int, last: int, share: float, text: str) -> None:
    """A solid line under a text, as long as this share of it."""
    room = text_width(text) * _TEXT_SIZE / _RULE_SIZE * share
    page.put(first, last, "_" * max(round(room), 3), size=_RULE_SIZE, bold=True)


def _head(page: _Page, report: Report, sheet: Sheet) -> None:
    head = report.letterhead
    nation, motto = tr("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), tr("Độc lập - Tự do - Hạnh phúc")
    agency = [*head.agency, *[""] * (2 - len(head.agency))]
    page.halves(agency[0], nation)
    page.halves(agency[1], motto)
    _rule(page, 0, page.split - 1, 0.5, agency[1] or agency[0])
    _rule(page, page.split, page.count - 1, 1.0, motto)
    page.next(9)
    page.halves(sheet.form, head.place_and_date, italic=True, right_bold=False)
    page.next(6)
    page.across(sheet.title, size=_TITLE_SIZE, bold=True)
    page.across(_period_line(report))
    page.across(_as_of_line(report), italic=True)
    last = page.count - 1
    heights = [
        page.put(0, page.split - 1, tr("Đơn vị báo cáo: {name}", name=head.reporter), align="left"),
        page.put(page.split, last, tr("Đơn vị nhận báo cáo: {name}", name=head.receiver), align="right") if head.receiver else 0.0,
    ]
    page.next(max(heights))
    if sheet.unit:
        page.across(tr("Đơn vị tính: {unit}", unit=sheet.unit), italic=True, align="right")
    page.next(6)


def _period_line(report: Report) -> str:
    return tr("Kỳ báo cáo: {period}", period=period_title(report.period))


def _as_of_line(report: Report) -> str:
    """Until when the figures count, and that the period still runs where it does."""
    day = printed_date(report.as_of)
    if report.as_of < report.period.last:
        return tr("Kỳ báo cáo chưa kết thúc; số liệu tính đến hết ngày {day}", day=day)
    return tr("Số liệu tính đến hết ngày {day}", day=day)


def _column_heads(page: _Page, columns: tuple[Column, ...]) -> None:
    """The headings with their groups, and under them the row of the columns' numbers."""
    depth = max(len(column.heads) for column in columns)
    top = page.row
    font = Font(name=FONT, size=_TABLE_SIZE, bold=True)
    heights = [_TABLE_SIZE * _LEADING] * depth
    for level, first, last, bottom in head_regions(columns):
        cell = page.page.cell(top + level, first + 1)
        text = columns[first].heads[level]
        _write(cell, text, font, "center")
        cell.border = _BOX
        if last > first or bottom > level:
            page.page.merge_cells(start_row=top + level, end_row=top + bottom, start_column=first + 1, end_column=last + 1)
        lines = line_count(text, sum(page.widths[first : last + 1]) - _PADDING, bold=True)
        needed = lines * _TABLE_SIZE * _LEADING + 3
        heights[bottom] += max(needed - sum(heights[level : bottom + 1]), 0)
    for height in heights:
        page.next(height)
    numbers = [column.number or f"({index})" for index, column in enumerate(columns, start=1)]
    for index, number in enumerate(numbers):
        cell = page.page.cell(page.row, index + 1)
        _write(cell, number, Font(name=FONT, size=_TABLE_SIZE - 1, italic=True), "center")
        cell.border = _BOX
    lines = max(line_count(number, width - _PADDING) for number, width in zip(numbers, page.widths, strict=True))
    page.next(lines * _TABLE_SIZE * _LEADING)


def _styles(page: Worksheet, sheet: Sheet) -> dict[tuple[str, int, bool], int]:
    """Enter the styles of the table's cells into the workbook; a quoted one says that its text is no formula."""
    numbers = {}
    for name in sorted({line.style for line in sheet.lines}):
        for index, column in enumerate(sheet.columns):
            for quoted in (False, True):
                cell = Cell(page, row=1, column=1)
                cell.font = Font(name=FONT, size=_TABLE_SIZE, bold=name in _BOLD_LINES)
                cell.alignment = Alignment(horizontal=_ALIGNMENTS[column.kind], vertical="center", wrap_text=True)
                cell.border = _BOX
                kind = "percent" if name == "share" and column.kind == "number" else column.kind
                cell.number_format = _FORMATS.get(kind, "General")
                if quoted:
                    cell.quotePrefix = True
                numbers[name, index, quoted] = cell.style_id
    return numbers


def _foot(page: _Page, report: Report, sheet: Sheet) -> None:
    """The notes under the table and the signature block: who made it left, who signs right."""
    page.next(6)
    for note in sheet.notes:
        page.across(note, size=_TABLE_SIZE, italic=True, align="left")
    page.next(6)
    head = report.letterhead
    for index, words in enumerate(head.authority):
        page.halves(tr("NGƯỜI LẬP BIỂU") if index == 0 else "", words)
    page.halves("", "")
    page.page.row_dimensions[page.row - 1].height = _SIGNATURE_ROOM
    page.halves(head.maker, head.signer)
