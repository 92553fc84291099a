"""A list as it is seen, as a workbook."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from models.errors import Cancelled, OfficeError
from models.reports.list_workbook import ListColumn, ListHead, write_list

HEAD = ListHead("UBND xã Hoài Ân", "Nhiệm vụ: quá hạn/gấp", ("Lọc: quá hạn", "=1+1"))
COLUMNS = (ListColumn("Nội dung", 40), ListColumn("Hạn", 11, "date"), ListColumn("Lúc", 16, "moment"), ListColumn("Số", 6, "number"))
ROWS = [
    ('=HYPERLINK("http://x")', date(2026, 11, 20), datetime(2026, 11, 20, 9, 30), 12),
    ("+84 905", None, None, None),
    ("dài " * 100, date(1, 1, 1), None, 3.5),
    ("\x00\ud800 <b>&amp;", date(2026, 2, 28), None, 0),
]


def test_everything_stands_as_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "ds.xlsx"
    assert write_list(path, HEAD, COLUMNS, ROWS, count=len(ROWS)) == 0
    page = load_workbook(path).worksheets[0]
    assert [page.cell(row, 1).value for row in (1, 2, 3, 4)] == ["UBND xã Hoài Ân", "Nhiệm vụ: quá hạn/gấp", "Lọc: quá hạn", "=1+1"]
    assert page.cell(4, 1).data_type == "s"
    assert [cell.value for cell in page[6]] == ["Nội dung", "Hạn", "Lúc", "Số"]
    assert page["A7"].value == ROWS[0][0]
    assert page["A7"].data_type != "f"
    assert page["A7"].quotePrefix
    assert (page["B7"].value, page["C7"].value, page["D7"].value) == (datetime(2026, 11, 20), datetime(2026, 11, 20, 9, 30), 12)
    # No spreadsheet knows that day: it stands as text.
    assert page["B9"].value == "01/01/0001"
    assert page["A10"].value == " <b>&amp;"
    assert (page.freeze_panes, page.auto_filter.ref, page.print_title_rows) == ("A7", "A6:D10", "$6:$6")
    assert page.max_row <= 11
    other = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert other[6][:2] == [ROWS[0][0], date(2026, 11, 20)]


def test_an_empty_list_is_a_head_alone(tmp_path: Path) -> None:
    path = tmp_path / "ds.xlsx"
    write_list(path, HEAD, COLUMNS, [], count=0)
    assert [cell.value for cell in load_workbook(path).worksheets[0][6]] == ["Nội dung", "Hạn", "Lúc", "Số"]


def test_what_fails_or_is_stopped_leaves_the_file_of_before(tmp_path: Path) -> None:
    path = tmp_path / "ds.xlsx"
    path.write_bytes(b"before")

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        write_list(path, HEAD, COLUMNS, ROWS, count=4, report=stop)
    with pytest.raises(OfficeError, match="report_too_long"):
        write_list(path, HEAD, COLUMNS, ROWS, count=1_048_576)
    with pytest.raises(OfficeError, match="cannot_write_file"):
        write_list(tmp_path / "nowhere" / "ds.xlsx", HEAD, COLUMNS, ROWS, count=4)
    assert path.read_bytes() == b"before"
    assert [each.name for each in tmp_path.iterdir()] == ["ds.xlsx"]
