"""The workbook: what stands in it, how it prints, and that a failure leaves nothing half-written."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from models.errors import Cancelled, OfficeError
from models.reports.report import Check, Column, Figure, Line, Report, Sheet, placed_formulas, value_of
from models.reports.workbook import splice, write_workbook

HOSTILE = ('=HYPERLINK("http://x.vn";"xem")', "+cmd|' /C calc'!A0", "-1", "@SUM(1)", "#N/A", "a\x00\x07b", "👩‍🌾 <&>\"' ]]>", "_x0041_")


@pytest.fixture(scope="session")
def written(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("written") / "Báo cáo tháng 11.xlsx"
    assert write_workbook(report, path) == []
    return path


@pytest.fixture(scope="session")
def shown(written: Path) -> Workbook:
    """The workbook as a previewer sees it: values only."""
    return load_workbook(written, data_only=True)


@pytest.fixture(scope="session")
def formulas(written: Path) -> Workbook:
    return load_workbook(written)


def number_row(page: Worksheet) -> int:
    """The row of (1), (2) … right above the table's lines."""
    return next(row[0].row for row in page.iter_rows() if row[0].value == "(1)" and row[1].value == "(2)")


def placed_cells(report: Report, book: Workbook) -> Iterator[tuple[Worksheet, int, int, Sheet, Line]]:
    for sheet in report.sheets:
        page = book[sheet.tab]
        start = number_row(page) + 1
        for index, line in enumerate(sheet.lines):
            yield page, start + index, start, sheet, line


def table_of(book: Workbook, report: Report, tab: str) -> list[tuple[object, ...]]:
    sheet = next(sheet for sheet in report.sheets if sheet.tab == tab)
    page = book[tab]
    first = number_row(page) + 1
    return [tuple(cell.value for cell in row) for row in page.iter_rows(first, first + len(sheet.lines) - 1)]


def test_every_cell_shows_the_value_the_program_counted(report: Report, shown: Workbook) -> None:
    seen = 0
    for page, row, _, _, line in placed_cells(report, shown):
        for column, cell in enumerate(line.cells, start=1):
            value = value_of(cell)
            found = page.cell(row, column).value
            if isinstance(value, date) and not isinstance(value, datetime):
                found = found.date() if isinstance(found, datetime) else found
            assert (found or None) == (value or None), (page.title, row, column)
            seen += value is not None
    assert seen > 300


def test_every_formula_stands_beside_its_value(report: Report, formulas: Workbook, shown: Workbook) -> None:
    expected = {
        (page.title, row, column): "=" + formula
        for page, row, start, sheet, _ in placed_cells(report, formulas)
        for column, formula in enumerate(placed_formulas(sheet.lines, start)[row - start], start=1)
        if formula
    }
    found = {
        (page.title, cell.row, cell.column): cell.value
        for page in formulas
        for row in page.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
    assert found == expected
    assert len(found) > 90
    form = shown["Hồ sơ theo lĩnh vực"]
    last = number_row(form) + 3
    assert formulas[form.title].cell(last, 3).value == f"=SUM(C{last - 2}:C{last - 1})"
    assert form.cell(last, 3).value == 8


def test_calamine_reads_the_values_too(report: Report, written: Path, shown: Workbook) -> None:
    book = CalamineWorkbook.from_path(written)
    for sheet in report.sheets:
        start = number_row(shown[sheet.tab]) + 1
        rows = book.get_sheet_by_name(sheet.tab).to_python(skip_empty_area=False)
        for index, line in enumerate(sheet.lines):
            values = [value_of(cell) for cell in line.cells]
            assert [cell or None for cell in rows[start - 1 + index][: len(values)]] == [value or None for value in values]


def test_page_is_an_official_one(report: Report, formulas: Workbook) -> None:
    for page in formulas:
        setup, margins = page.page_setup, page.page_margins
        assert (setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight) == ("landscape", 9, 1, 0)
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert [round(edge * 25.4) for edge in (margins.top, margins.bottom, margins.left, margins.right)] == [20, 20, 30, 15]
        assert "&P" in page.oddHeader.center.text
        assert page.HeaderFooter.differentFirst
        repeated = [int(part) for part in re.findall(r"\d+", page.print_title_rows)]
        assert repeated[1] == number_row(page)
        assert page.cell(repeated[0], 1).value == report.sheets[formulas.index(page)].columns[0].heads[0]


def test_head_and_signature(report: Report, formulas: Workbook) -> None:
    for page, sheet in zip(formulas, report.sheets, strict=True):
        start = number_row(page)
        head = [cell.value for row in page.iter_rows(1, start) for cell in row if cell.value]
        foot = [cell.value for row in page.iter_rows(start + len(sheet.lines) + 1) for cell in row if cell.value]
        for words in (
            "ỦY BAN NHÂN DÂN",
            "XÃ HOÀI ÂN",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Hoài Ân, ngày 22 tháng 11 năm 2026",
            sheet.title,
            "Kỳ báo cáo: Tháng 11/2026 (từ ngày 15/10/2026 đến ngày 14/11/2026)",
            "Số liệu tính đến hết ngày 14/11/2026",
            "Đơn vị báo cáo: UBND xã Hoài Ân",
            "Đơn vị nhận báo cáo: UBND tỉnh Gia Lai",
        ):
            assert words in head, (sheet.tab, words)
        assert foot[-4:] == ["NGƯỜI LẬP BIỂU", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Thị Hoa"]
        assert foot[: len(sheet.notes)] == list(sheet.notes)


def test_a_running_period_says_so(report: Report, tmp_path: Path) -> None:
    running = replace(report, as_of=date(2026, 11, 3))
    write_workbook(running, tmp_path / "a.xlsx")
    page = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert "Kỳ báo cáo chưa kết thúc; số liệu tính đến hết ngày 03/11/2026" in [row[0].value for row in page.iter_rows()]


def test_headings_of_the_form(formulas: Workbook) -> None:
    page = formulas["Hồ sơ theo lĩnh vực"]
    row = number_row(page)
    assert [cell.value for cell in page[row]] == [
        "(1)", "(2)", "(3)=(4)+ (5)+(6)", "(4)", "(5)", "(6)", "(7)=(8)+ (9)+(10)", "(8)", "(9)", "(10)", "(11)= (12)+(13)", "(12)", "(13)",
    ]  # fmt: skip
    top = row - 3
    merged = {str(cells) for cells in page.merged_cells.ranges}
    assert {f"C{top}:F{top}", f"D{top + 1}:E{top + 1}", f"A{top}:A{top + 2}", f"C{top + 1}:C{top + 2}", f"G{top}:J{top}"} <= merged
    assert page.cell(top + 2, 5).value == "Trực tiếp, dịch vụ bưu chính"


def test_letters_borders_and_formats(report: Report, formulas: Workbook) -> None:
    for page, row, _, sheet, line in placed_cells(report, formulas):
        for index, column in enumerate(sheet.columns):
            cell = page.cell(row, index + 1)
            assert cell.font.name == "Times New Roman"
            assert cell.font.bold == (line.style in ("section", "total"))
            assert cell.border.left.style == cell.border.bottom.style == "thin"
            assert cell.alignment.wrap_text
            if column.kind == "date":
                assert cell.number_format == "dd/mm/yyyy"
            if column.kind == "moment":
                assert cell.number_format == "dd/mm/yyyy hh:mm"
            if line.style == "share" and column.kind == "number":
                assert cell.number_format == "0.0%"
        assert page.row_dimensions[row].height >= 15


def test_no_letter_is_of_another_font(written: Path) -> None:
    with zipfile.ZipFile(written) as package:
        fonts = re.findall(r'<name val="([^"]*)"', package.read("xl/styles.xml").decode())
    assert set(fonts) == {"Times New Roman"}


def table(report: Report, *lines: Line, columns: int = 1, **fields: object) -> Report:
    """A report of one sheet with these lines."""
    kinds = tuple(Column((f"Cột {number}",), 20) for number in range(columns + 1))
    cells = tuple(replace(line, cells=(None, *line.cells)) for line in lines)
    return replace(report, sheets=(Sheet("Bảng", "BẢNG", kinds, cells, **fields),))  # type: ignore[arg-type]


def test_hostile_texts_stay_texts(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    hostile = table(report, *(Line((text,)) for text in HOSTILE), notes=HOSTILE)
    head = replace(report.letterhead, reporter="=1+1", maker="+84", signer="-\x00x", receiver="@x", agency=("=A1", "=B1"))
    assert write_workbook(replace(hostile, letterhead=head, title="=t\x00"), path) == []
    page = load_workbook(path).worksheets[0]
    start = number_row(page) + 1
    cells = [page.cell(start + index, 2) for index in range(len(HOSTILE))]
    assert [cell.data_type for cell in cells] == ["s"] * len(HOSTILE)
    assert [cell.quotePrefix for cell in cells] == [True] * 4 + [False] * 4
    assert [cell.value for cell in cells] == [*HOSTILE[:5], "ab", HOSTILE[6], "_x005F_x0041_"]
    assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)
    prefixed = [cell.value for row in page.iter_rows(1, start - 2) for cell in row if cell.quotePrefix]
    assert prefixed == ["=A1", "=B1"]


def test_names_of_sheets_are_made_possible(report: Report, tmp_path: Path) -> None:
    named = table(report, Line(("x",)))
    sheets = (replace(named.sheets[0], tab="[Tasks]: in/out * by unit, and by person?"),)
    write_workbook(replace(named, sheets=sheets), tmp_path / "a.xlsx")
    assert load_workbook(tmp_path / "a.xlsx").sheetnames == [" Tasks   in out   by unit, and "]


def test_texts_too_long_for_a_cell_are_cut_and_told(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    notices = write_workbook(table(report, Line(("x" * 40_000,)), Line(("y" * 32_767,))), path)
    assert [(notice.code, notice.facts) for notice in notices] == [("report_text_cut", {"count": 1})]
    page = load_workbook(path).worksheets[0]
    start = number_row(page) + 1
    assert page.cell(start, 2).value.endswith("x … [đã cắt bớt]")
    assert len(page.cell(start + 1, 2).value) == 32_767


def test_long_texts_get_room(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    lines = (Line(("ngắn",)), Line(("một câu dài hơn một dòng của ô này nhiều " * 3,)), Line(("a\nb\nc",)), Line(("x " * 9_000,)))
    write_workbook(table(report, *lines), path)
    page = load_workbook(path).worksheets[0]
    start = number_row(page) + 1
    heights = [round(page.row_dimensions[start + index].height / 15.84, 1) for index in range(4)]
    assert heights[0] == 1
    assert heights[1] in (6, 7, 8)
    assert heights[2] == 3
    assert page.row_dimensions[start + 3].height == 409


def test_signature_is_never_torn_from_the_last_line(report: Report, tmp_path: Path) -> None:
    """Whatever the number of lines, from where it nearly fits on the first page to where it nearly fits on the second."""
    breaks = set()
    for count in range(5, 45):
        path = tmp_path / f"{count}.xlsx"
        write_workbook(table(report, *[Line(("x",))] * count), path)
        page = load_workbook(path).worksheets[0]
        found = [cut.id for cut in page.row_breaks.brk]
        assert len(found) <= 1
        if found:
            assert found == [number_row(page) + count - 1]
        breaks.add(bool(found))
    assert breaks == {True, False}


def test_a_heading_is_not_left_behind(report: Report, tmp_path: Path) -> None:
    found = []
    for before in range(10, 40):
        path = tmp_path / f"{before}.xlsx"
        lines = [*[Line(("x",))] * before, Line(("II",), "section"), *[Line(("x",))] * 8]
        write_workbook(table(report, *lines), path)
        page = load_workbook(path).worksheets[0]
        found += [cut.id - number_row(page) - before for cut in page.row_breaks.brk if cut.id <= number_row(page) + before]
    # Once at the end of the first page, once of the second: where it would stand last, and where it would just not fit.
    assert found == [0] * 4


def test_unbalanced_forms_do_not_go_up(report: Report, tmp_path: Path) -> None:
    wrong = table(report, Line(("x",)), checks=(Check("(1) = (1)", holds=True), Check("(3) = (7) + (11)", holds=False)))
    with pytest.raises(OfficeError) as refused:
        write_workbook(wrong, tmp_path / "a.xlsx")
    assert (refused.value.code, refused.value.facts) == ("report_unbalanced", {"balance": "(3) = (7) + (11)"})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a", "a.xls"])
def test_other_formats_are_refused(report: Report, tmp_path: Path, name: str) -> None:
    with pytest.raises(OfficeError) as refused:
        write_workbook(report, tmp_path / name)
    assert refused.value.code == "format_not_offered"
    assert list(tmp_path.iterdir()) == []


def test_upper_case_endings_are_the_same_format(report: Report, tmp_path: Path) -> None:
    write_workbook(report, tmp_path / "A.XLSX")
    assert zipfile.is_zipfile(tmp_path / "A.XLSX")


def test_more_lines_than_a_sheet_has_are_refused(report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.reports.workbook._LAST_ROW", 30)
    with pytest.raises(OfficeError) as refused:
        write_workbook(table(report, *[Line(("x",))] * 20), tmp_path / "a.xlsx")
    assert refused.value.code == "report_too_long"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["missing/a.xlsx", "folder.xlsx", "x" * 300 + ".xlsx"])
def test_where_nothing_can_be_written_one_error_says_so(report: Report, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(OfficeError) as refused:
        write_workbook(report, tmp_path / name)
    assert refused.value.code == "cannot_write_file"
    assert refused.value.environment
    assert refused.value.facts["path"] == str(tmp_path / name)
    assert refused.value.facts["reason"]
    assert [each.name for each in tmp_path.iterdir()] == ["folder.xlsx"]


def test_a_full_disk_leaves_the_old_file(report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OfficeError) as refused:
        write_workbook(report, path)
    assert refused.value.facts["reason"] == "No space left on device"
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("a.xlsx", b"old")]


def test_stopping_leaves_the_old_file(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")
    told = []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if done > 50:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_workbook(report, path, stop)
    assert told[0][1] == sum(len(sheet.lines) for sheet in report.sheets)
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("a.xlsx", b"old")]


def test_an_old_file_is_replaced(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")
    write_workbook(report, path)
    assert load_workbook(path).sheetnames == [sheet.tab for sheet in report.sheets]
    assert list(tmp_path.iterdir()) == [path]


def test_splice_puts_rows_before_the_one_named() -> None:
    draft, target = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(draft, "w") as package:
        package.writestr("a.xml", '<x><row r="1"/><row r="12"/></x>')
        package.writestr("b.xml", "<y/>")
    splice(draft, target, {"a.xml": (12, [b'<row r="2"/>', b'<row r="3"/>'])})
    with zipfile.ZipFile(target) as package:
        assert package.testzip() is None
        assert package.read("a.xml") == b'<x><row r="1"/><row r="2"/><row r="3"/><row r="12"/></x>'
        assert package.read("b.xml") == b"<y/>"


def test_formulas_know_their_block_and_names() -> None:
    def cell(formula: str) -> Figure:
        return Figure(0, "", formula=formula)

    lines = [
        Line((cell("B{row}"),), name="top"),
        Line((None,), "section"),
        Line((cell("B{row}"),)),
        Line((cell("B{row}"),)),
        Line((cell("SUM(A{first}:A{last})"),), "total"),
        Line((cell("A{top}-A{end}"),)),
        Line((cell("SUM(A{first}:A{last})"),), "total", name="end"),
    ]
    assert [row[0] for row in placed_formulas(lines, 10)] == ["B10", "", "B12", "B13", "SUM(A12:A13)", "A10-A16", "SUM(A15:A15)"]
