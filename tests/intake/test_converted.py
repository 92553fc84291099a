"""A file of another kind as an .xlsx workbook: the same values in the same rows and columns."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from models.errors import Cancelled
from models.intake.workbooks.book import Book, Merge, RawSheet, SheetRow, Visibility
from models.intake.workbooks.cells import ErrorCell, UnsavedFormula
from models.intake.workbooks.converted import as_workbook, sheet_names


def book(*sheets: RawSheet) -> Book:
    return Book("a.ods", "0" * 64, 1, "ods", sheets)


def sheet(*rows: SheetRow, name: str = "Phụ lục", visibility: Visibility = Visibility.VISIBLE, merges=()) -> RawSheet:
    return RawSheet(name, visibility, rows, merges)


def made(of: Book, name: str = "Phụ lục", header=(2,), lines=(2, 3, 4)):
    return load_workbook(BytesIO(as_workbook(of, sheet=name, header_rows=header, lines=lines)))


def test_values_stand_where_they_stood():
    cells = (
        "=HYPERLINK(1)", 12, 3.5, True, date(2026, 11, 20), datetime(2026, 11, 20, 9, 30), time(7, 30), ErrorCell("#N/A"),
        UnsavedFormula("=A1+1"), None, "", "007", "@x", timedelta(hours=30), date(1899, 5, 1),
    )  # fmt: skip
    page = made(book(sheet(SheetRow(2, ("Cột",)), SheetRow(4, cells))))["Phụ lục"]
    assert [page.cell(4, column).value for column in range(1, len(cells) + 1)] == [
        "=HYPERLINK(1)", 12, 3.5, True, datetime(2026, 11, 20), datetime(2026, 11, 20, 9, 30), time(7, 30), "#N/A",
        "=A1+1", None, None, "007", "@x", timedelta(hours=30), "01/05/1899",
    ]  # fmt: skip
    assert [page.cell(4, column).data_type for column in (1, 8, 9, 12)] == ["s"] * 4
    assert page["E4"].number_format == "dd/mm/yyyy"
    assert page["A3"].value is None


def test_what_a_person_sees_of_the_sheets_stays():
    merges = (Merge(1, 1, 0, 2), Merge(3, 4, 1, 1))
    rows = (SheetRow(1, ("ĐẦU ĐỀ",)), SheetRow(2, ("STT", "Nội dung")), SheetRow(3, (1, "Báo cáo " * 20), hidden=True), SheetRow(4, (2,)))
    result = made(book(sheet(*rows, merges=merges), sheet(SheetRow(1, ("x",)), name="DM", visibility=Visibility.VERY_HIDDEN)))
    page = result["Phụ lục"]
    assert {str(each) for each in page.merged_cells.ranges} == {"A1:C1", "B3:B4"}
    assert page.row_dimensions[3].hidden
    assert page.row_dimensions[3].height > 40
    assert (page["A2"].font.b, page["A3"].font.b) == (True, False)
    assert page["B3"].border.left.style == "thin"
    assert result["DM"].sheet_state == "veryHidden"
    assert result.active is page


def test_names_that_excel_does_not_know():
    names = sheet_names(book(sheet(name="a/b"), sheet(name="A b"), sheet(name=""), sheet(name="x" * 60), sheet(name="'")))
    assert list(names.values()) == ["a b", "A b 2", "Sheet3", "x" * 31, "Sheet5"]


def test_it_can_be_stopped():
    def stop(done: int, total: int, /) -> None:
        raise Cancelled

    rows = tuple(SheetRow(number, ("x",)) for number in range(1, 1200))
    with pytest.raises(Cancelled):
        as_workbook(book(sheet(*rows)), sheet="Phụ lục", header_rows=(1,), lines=(), report=stop)


_VALUES = st.one_of(
    st.none(), st.text(max_size=30), st.integers(), st.floats(allow_nan=True), st.booleans(), st.dates(), st.datetimes(), st.times(),
    st.timedeltas(),
)  # fmt: skip


@given(st.lists(_VALUES, max_size=12))
def test_whatever_was_read_makes_a_workbook(values):
    page = made(book(sheet(SheetRow(2, ("Cột",)), SheetRow(3, tuple(values)))))["Phụ lục"]
    for column, value in enumerate(values, 1):
        if isinstance(value, int) and abs(value) < 10**15:
            assert page.cell(3, column).value == value
