"""A list as a province sends it, with all that a workbook may hold beside its cells; and what reading it would have found."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from models.registers.tasks.sent_list import SentColumn, SentList, SentRow

SHEET = "Phụ lục"
HEADER = (5, 6)
FIRST = 8
LINE = Side(style="thin")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
# Name, field, width of the columns that every list here has.
PLAIN = (("STT", "", 6), ("Nội dung nhiệm vụ", "content", 40), ("Đơn vị chủ trì", "lead", 20), ("Thời hạn", "due_date", 12))
RESULTS = {
    "status": "Tình trạng thực hiện",
    "completed_date": "Ngày hoàn thành",
    "evidence_number": "Văn bản báo cáo",
    "evidence_date": "Ngày báo cáo",
    "obstacle": "Khó khăn, vướng mắc",
    "result": "Kết quả thực hiện",
    "progress_percent": "Tỷ lệ (%)",
    "result+note": "Kết quả, ghi chú",
    "note": "Ghi chú",
}


def make_list(path: Path, *results: str, rows: int = 5, dates: bool = True) -> Worksheet:
    """A list with these result columns beside the plain ones: two header rows, numbers of columns, `rows` rows, a total with a formula.

    Around it: titles over joined cells, comments, a rule for colours, print set-up, a chart, a protected sheet of codes, a hidden one.
    """
    book = Workbook()
    page = book.active
    page.title = SHEET
    page["A1"] = "UBND TỈNH GIA LAI"
    page.merge_cells("A1:C1")
    page["A3"] = "DANH MỤC NHIỆM VỤ QUÝ IV NĂM 2026"
    page.merge_cells("A3:D3")
    names = [*PLAIN, *((RESULTS[name], name, 18) for name in results)]
    for column, (name, _, width) in enumerate(names, 1):
        page.column_dimensions[get_column_letter(column)].width = width
        for row in (*HEADER, 7):
            cell = page.cell(row, column)
            cell.border, cell.font, cell.alignment = BOX, Font(bold=True), Alignment(horizontal="center", wrap_text=True)
        page.cell(5, column).value = name
        page.merge_cells(start_row=5, end_row=6, start_column=column, end_column=column)
        page.cell(7, column).value = f"({column})"
    for number in range(1, rows + 1):
        row = FIRST + number - 1
        values = (number, f"Nhiệm vụ số {number}", "UBND xã Hoài Ân", datetime(2026, 11, 25) if dates else "25/11/2026")
        for column in range(1, len(names) + 1):
            cell = page.cell(row, column)
            cell.border, cell.alignment = BOX, Alignment(vertical="top", wrap_text=True)
            if column <= len(values):
                cell.value = values[column - 1]
        if dates:
            page.cell(row, 4).number_format = "dd/mm/yyyy"
    page.cell(FIRST + rows, 2).value = "Tổng số"
    page.cell(FIRST + rows, 3).value = f"=COUNTA(B{FIRST}:B{FIRST + rows - 1})"
    _around(book, page, rows)
    book.save(path)
    return page


def _around(book: Workbook, page: Worksheet, rows: int) -> None:
    page[f"B{FIRST}"].comment = Comment("Lưu ý hạn", "Sở Nội vụ")
    page.row_dimensions[FIRST].height = 48
    page.row_dimensions[FIRST + 1].hidden = True
    page.conditional_formatting.add(
        f"D{FIRST}:D{FIRST + rows}", CellIsRule(operator="lessThan", formula=["TODAY()"], fill=PatternFill("solid", bgColor="FFC7CE"))
    )
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.print_title_rows, page.print_area = "5:7", f"A1:D{FIRST + rows}"
    page.oddFooter.center.text = "Trang &P/&N"
    page.freeze_panes = f"C{FIRST}"
    page.auto_filter.ref = f"A7:D{FIRST + rows - 1}"
    chart = BarChart()
    chart.add_data(Reference(page, min_col=1, min_row=FIRST, max_row=FIRST + rows - 1))
    page.add_chart(chart, "M2")
    codes = book.create_sheet("DM")
    codes.sheet_state = "hidden"
    codes.protection.sheet = True
    for row, word in enumerate(("Chưa thực hiện", "Đang thực hiện", "Đã xong", "Đã xong nhưng trễ"), 2):
        codes.cell(row, 1).value = word
    codes["B1"] = f"='{SHEET}'!C{FIRST + rows}+1"


def allow(path: Path, cells: str, formula: str) -> None:
    """Give cells of the list a list of allowed words."""
    book = load_workbook(path)
    rule = DataValidation(type="list", formula1=formula)
    rule.add(cells)
    book[SHEET].add_data_validation(rule)
    book.save(path)


def write(path: Path, **cells: object) -> None:
    """Put values into cells of the list."""
    book = load_workbook(path)
    for name, value in cells.items():
        book[SHEET][name].value = value
    book.save(path)


def read(path: Path, tasks: Mapping[int, int | None], *, refusals: Mapping[int, str] | None = None) -> SentList:
    """What reading the list would have found, where these rows are the tasks of these ids."""
    book = load_workbook(path, data_only=True)
    page = book[SHEET]
    names = {name: field for name, field, _ in PLAIN} | {name: field for field, name in RESULTS.items()}
    columns = []
    for column in range(1, page.max_column + 1):
        header = page.cell(5, column).value
        if header:
            columns.append(SentColumn(column - 1, str(header), tuple(filter(None, names.get(str(header), "").split("+")))))
    content = path.read_bytes()
    return SentList(
        path=path,
        sha256=hashlib.sha256(content).hexdigest(),
        format="xlsx",
        converted=False,
        package=content,
        sheet=SHEET,
        date_1904=False,
        columns=tuple(columns),
        header=HEADER,
        repeats=(),
        numbers={7: f"({len(columns)})"},
        lines=tuple(range(5, page.max_row)),
        edge=len(columns),
        merges=tuple((each.min_row, each.max_row, each.min_col - 1, each.max_col - 1) for each in page.merged_cells.ranges),
        rows=tuple(
            SentRow(
                number,
                str(page.cell(number, 2).value or ""),
                task_id,
                {column.index: _shown(page.cell(number, column.index + 1).value) for column in columns},
                (refusals or {}).get(number, ""),
            )
            for number, task_id in tasks.items()
        ),
        others={"DM": {row: (str(book["DM"].cell(row, 1).value or ""),) for row in range(1, 8)}},
    )


def _shown(value: object) -> str:
    if isinstance(value, (date, datetime)):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)
