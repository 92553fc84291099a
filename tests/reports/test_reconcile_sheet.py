"""The workbook of a comparison and the slip that asks for corrections, opened again by another library."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from models.errors import OfficeError
from models.office import Office
from models.registers.comparison import Comparison, Decision
from models.registers.dossiers.services import resolve_dossier
from models.reports.reconcile_sheet import Made, write_comparison, write_requests
from tests.factories_dossiers import make_dossier, moment, row_of
from tests.intake.reconciling import compared
from tests.intake.test_reconcile_dossiers import as_theirs
from tests.registers.conftest import office, office_template  # noqa: F401
from ui import words

MADE = Made("UBND xã Hoài Ân", datetime(2026, 11, 20, 8, 30), words.field)


@pytest.fixture
def comparison(office: Office) -> Comparison:  # noqa: F811
    """A late one that is none, a hostile name, one that only they have and one that only we have."""
    late, named = make_dossier(office, appointment_at=moment(9, 17)), make_dossier(office)
    make_dossier(office, applicant="Chỉ ta có")
    rows = [
        as_theirs(office, late),
        as_theirs(office, named, applicant="=cmd|' /C calc'!A0"),
        {"dossier_code": "H21.88-261102-0999", "applicant": "+Phan Anh", "received_at": moment(2), "status": 4},
    ]
    resolve_dossier(office, late, at=moment(6))
    return compared(office, "dossiers", rows, refused=[{}], sender="Sở Tư pháp tỉnh Gia Lai")


def lines(page: Worksheet) -> list[tuple[object, ...]]:
    """The rows below the titles of the columns."""
    first = int(page.freeze_panes[1:])
    return list(page.iter_rows(min_row=first, values_only=True))


def test_summary_and_three_lists(comparison: Comparison, tmp_path: Path) -> None:
    path = tmp_path / "doi-chieu.xlsx"
    assert write_comparison(comparison, path, MADE) == 0
    book = load_workbook(path)
    assert book.sheetnames == ["Tổng hợp", "Khác nhau", "Chỉ tệp của tỉnh có", "Chỉ sổ ta có"]
    summary = {row[0]: row[1] for row in lines(book["Tổng hợp"])}
    assert summary["Trễ hạn ảo"] == 1
    assert (summary["Dòng đọc được từ tệp"], summary["Có ở cả hai bên"], summary["Dòng không đọc được"]) == (4, 2, 1)
    told = [row[1] for row in lines(book["Khác nhau"])]
    assert told == ["Trễ hạn ảo 9 ngày"] * 2 + ["Khác nội dung"]
    for page in book.worksheets:
        assert page.auto_filter.ref
        assert page.freeze_panes
        assert page.print_title_rows
        assert page.page_setup.orientation == "landscape"


def test_a_difference_is_marked_by_colour_and_word(comparison: Comparison, tmp_path: Path) -> None:
    path = tmp_path / "doi-chieu.xlsx"
    write_comparison(comparison, path, MADE)
    page = load_workbook(path)["Khác nhau"]
    first = int(page.freeze_panes[1:])
    late, missing, text = (page[first + step] for step in range(3))
    assert [cell.value for cell in late[4:8]] == ["Trạng thái", "Được tiếp nhận", "Đã xử lý xong", "khác"]
    assert [cell.value for cell in missing[4:8]] == ["Ngày giờ có kết quả", None, "06/11/2026 09:00", "tỉnh bỏ trống"]
    grounds = {cells[5].fill.fgColor.rgb for cells in (late, text)}
    assert len(grounds) == 2
    assert late[5].fill.fill_type == late[6].fill.fill_type == "solid"
    assert late[3].fill.fill_type is None


def test_text_is_never_a_formula(comparison: Comparison, tmp_path: Path) -> None:
    path = tmp_path / "doi-chieu.xlsx"
    write_comparison(comparison, path, MADE)
    book = load_workbook(path)
    hostile = [cell for page in book.worksheets for row in page.iter_rows() for cell in row if str(cell.value).startswith(("=", "+"))]
    assert {cell.value for cell in hostile} == {"=cmd|' /C calc'!A0", "+Phan Anh"}
    assert {(cell.data_type, cell.quotePrefix) for cell in hostile} == {("s", True)}


def test_only_xlsx_is_written(comparison: Comparison, tmp_path: Path) -> None:
    with pytest.raises(OfficeError) as refused:
        write_comparison(comparison, tmp_path / "doi-chieu.pdf", MADE)
    assert refused.value.code == "format_not_offered"
    assert not list(tmp_path.glob("*.*"))


def test_the_slip_asks_for_what_was_decided(office: Office, comparison: Comparison, tmp_path: Path) -> None:  # noqa: F811
    path = tmp_path / "phieu.xlsx"
    late, theirs, ours, text = comparison.items
    decisions = {
        (late.id, "status"): Decision.REPORT,
        (late.id, "resolved_at"): Decision.REPORT,
        (theirs.id, ""): Decision.REPORT,
        (ours.id, ""): Decision.REPORT,
        (text.id, "applicant"): Decision.OURS,
    }
    assert write_requests(comparison, decisions, path, MADE) == 4
    page = load_workbook(path).worksheets[0]
    assert page["A2"].value == "Phiếu đề nghị điều chỉnh dữ liệu"
    assert page["A3"].value == "Kính gửi: Sở Tư pháp tỉnh Gia Lai"
    asked = [row for row in lines(page) if row[0] in (1, 2, 3, 4)]
    assert asked[0][1] == row_of(office, late.record_id or 0).dossier_code
    assert [row[3:] for row in asked] == [
        ("Trạng thái", "Được tiếp nhận", "Đã xử lý xong", "Sửa thành: Đã xử lý xong (dòng 5 của tệp)"),
        ("Ngày giờ có kết quả", None, "06/11/2026 09:00", "Sửa thành: 06/11/2026 09:00 (dòng 5 của tệp)"),
        ("Chỉ tệp của tỉnh có", "có", "không có", "Bỏ khỏi danh sách, vì không phải của đơn vị (dòng 7 của tệp)"),
        ("Chỉ sổ ta có", "không có", "có", "Bổ sung vào danh sách"),
    ]


def test_a_slip_without_anything_to_ask_is_refused(comparison: Comparison, tmp_path: Path) -> None:
    with pytest.raises(OfficeError) as refused:
        write_requests(comparison, {}, tmp_path / "phieu.xlsx", MADE)
    assert refused.value.code == "nothing_to_report"
    assert not list(tmp_path.glob("*.*"))
