"""Pasting rows from a spreadsheet into a list: seen first, ticked, written in one step that can be undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from models.registers.tasks import queries
from models.registers.tasks.rows import TaskQuery
from ui.parts.paste_sheet import PasteSheet

CTRL = Qt.KeyboardModifier.ControlModifier
ROWS = (
    "Nội dung\tHạn xử lý\tCột lạ\n"
    "Rà soát hộ nghèo đợt hai\t15/12/2026\tx\n"
    "Báo cáo trồng rừng vụ đông\t31/02/2026\t\n"
    "Họp dân thôn Hội Văn\t18/12/2026\t\n"
)


def put(text: str, html: str = "") -> None:
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


@pytest.fixture
def page(window):
    window.show_page("tasks")
    found = window.page()
    found.view.setFocus()
    return found


def pasted(window, page, qtbot) -> PasteSheet:
    QTest.keyClick(page.view, Qt.Key.Key_V, CTRL)
    qtbot.waitUntil(lambda: any(sheet.isVisible() for sheet in window.findChildren(PasteSheet)), timeout=10_000)
    return next(sheet for sheet in window.findChildren(PasteSheet) if sheet.isVisible())


def texts(sheet: PasteSheet, place: int) -> list[str]:
    model = sheet.table.register_model
    return [model.index(place, column).data() for column in range(model.columnCount())]


def number(office) -> int:
    with office.read() as connection:
        return queries.count(connection, TaskQuery(), office.when())


def test_rows_are_seen_then_written_in_one_step_and_shown(window, page, qtbot, practice):
    before = number(practice)
    put(ROWS)
    sheet = pasted(window, page, qtbot)
    assert sheet.summary.text() == "3 dòng: 2 mới, 1 không ghi được."
    assert sheet.write.text() == "Ghi 2 dòng"
    assert texts(sheet, 0)[:3] == ["☑", "2", "mới"]
    assert texts(sheet, 1)[0] == ""
    assert "31/2/2026" in texts(sheet, 1)[3]
    assert window.focusWidget() is sheet.table
    QTest.keyClick(sheet.table, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(page.model.shows_only, timeout=10_000)
    assert number(practice) == before + 2
    assert sorted(page.model.row_at(place).content for place in range(2)) == ["Họp dân thôn Hội Văn", "Rà soát hộ nghèo đợt hai"]
    assert window.news.text().startswith("Đã lưu: nhập danh sách nhiệm vụ")
    window.operations.undo()
    assert number(practice) == before


def test_a_row_is_left_out_by_space_and_taken_back(window, page, qtbot, practice):
    before = number(practice)
    put(ROWS)
    sheet = pasted(window, page, qtbot)
    sheet.table.setFocus()
    QTest.keyClick(sheet.table, Qt.Key.Key_Space)
    assert texts(sheet, 0)[:3] == ["☐", "2", "bỏ qua"]
    assert sheet.write.text() == "Ghi 1 dòng"
    QTest.keyClick(sheet.table, Qt.Key.Key_A, CTRL)
    QTest.keyClick(sheet.table, Qt.Key.Key_Space)
    assert sheet.write.text() == "Ghi 2 dòng"
    QTest.keyClick(sheet.table, Qt.Key.Key_Space)
    assert not sheet.write.isEnabled()
    QTest.keyClick(sheet.table, Qt.Key.Key_Return, CTRL)
    QTest.keyClick(sheet.table, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert window.focusWidget() is page.view
    assert number(practice) == before


def test_a_click_on_the_tick_turns_it(window, page, qtbot):
    put(ROWS)
    sheet = pasted(window, page, qtbot)
    place = sheet.table.visualRect(sheet.table.register_model.index(2, 0)).center()
    qtbot.mouseClick(sheet.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert texts(sheet, 2)[0] == "☐"


def test_what_is_there_already_is_told_and_changes_are_named(window, page, qtbot, practice):
    row = page.model.row_at(0)
    code = "NV-DAN-01"
    put(f"Mã nhiệm vụ\tNội dung\tHạn\n{code}\tThống kê đàn bò\t20/12/2026\n")
    sheet = pasted(window, page, qtbot)
    sheet.write_rows()
    qtbot.waitUntil(page.model.shows_only, timeout=10_000)
    put(f"Mã nhiệm vụ\tNội dung\tHạn\n{code}\tThống kê đàn bò\t22/12/2026\n")
    sheet = pasted(window, page, qtbot)
    assert sheet.summary.text() == "1 dòng: 1 thay đổi."
    assert texts(sheet, 0)[3] == "Hạn → 22/12/2026"
    assert row is not None


def test_what_cannot_be_taken_is_told_once(window, page, qtbot, boxes):
    put("a\n" * 6_000)
    QTest.keyClick(page.view, Qt.Key.Key_V, CTRL)
    qtbot.waitUntil(lambda: bool(boxes), timeout=10_000)
    assert "Bảng dán quá lớn" in boxes.pop().text


def test_an_empty_clipboard_is_told_below_the_list(window, page):
    QGuiApplication.clipboard().clear()
    QTest.keyClick(page.view, Qt.Key.Key_V, CTRL)
    assert window.news.text().startswith("Bộ nhớ tạm không có dòng nào")


def test_what_a_list_copies_it_knows_again(window, page, qtbot):
    page.view.select_place(2)
    QTest.keyClick(page.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(page.view, Qt.Key.Key_C, CTRL)
    sheet = pasted(window, page, qtbot)
    rows = [sheet.table.register_model.row_at(place) for place in range(sheet.table.register_model.rowCount())]
    assert len(rows) == 2
    assert {str(row.verdict) for row in rows} <= {"inserted", "unchanged"}, [row.reason for row in rows]


def test_markup_and_formulas_stay_letters(window, page, qtbot):
    put("Nội dung\tGhi chú\n<img src=x onerror=1>\t=1+1\n")
    sheet = pasted(window, page, qtbot)
    assert "<img src=x onerror=1>" in texts(sheet, 0)
    assert "=1+1" in texts(sheet, 0)
