"""Ctrl+B through the window: what is selected or all that is found, what has a value already, what was left out and why."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from shiboken6 import isValid

from models.registers.bulk import Mode
from models.registers.tasks.services import cancel_task
from tests.ui.lists import settle, settled
from ui import jobs
from ui.forms.bulk import BulkSheet

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(window, qtbot):
    made = settled(window, "tasks", qtbot)
    made.setFocus()
    return made


def opened(window, page, qtbot, rows=3) -> BulkSheet:
    """The sheet over so many selected rows, its counts told."""
    for _ in range(rows - 1):
        QTest.keyClick(page.view, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(page.view, Qt.Key.Key_B, CTRL)
    sheet = window.findChild(BulkSheet)
    qtbot.waitUntil(lambda: not sheet._reader.busy())
    return sheet


def press(window, qtbot, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    """A key where the keyboard is; the list of suggestions and the progress may have had the window's place meanwhile."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window.focusWidget(), key, modifier)


def done(page, qtbot) -> None:
    qtbot.waitUntil(lambda: not jobs.running())
    settle(page, qtbot)


def test_three_selected_get_another_lead_in_one_step(window, page, qtbot):
    ids = [page.model.row_at(place).id for place in range(3)]
    before = {row.id: row.lead for row in (page.model.row_at(place) for place in range(3))}
    sheet = opened(window, page, qtbot)
    assert sheet.scope.itemText(0) == "3 nhiệm vụ đang chọn"
    assert sheet.do_button.text() == "Sửa: 3 nhiệm vụ"
    row = sheet.rows["lead"]
    assert row.count.text() == "3 trong 3 đã có giá trị"
    row.cell.widget.setText("Trạm Y tế xã")
    assert row.chosen() is Mode.FILL, "typing means the empty ones until the person says otherwise"
    row.choose(Mode.REPLACE)
    sheet.cells["reason"].input.set_value("chia lại việc")
    press(window, qtbot, Qt.Key.Key_Return, CTRL)
    done(page, qtbot)
    assert not isValid(sheet) or not sheet.isVisible()
    rows = {row.id: row for row in page.operations.ask(page.queries().load_rows, ids, page.office.when(), page.office.calendar())}
    assert {rows[each].lead for each in ids} == {"Trạm Y tế xã"}
    assert "sửa hàng loạt nhiệm vụ" in window.news.text()
    press(window, qtbot, Qt.Key.Key_Z, CTRL)
    rows = {row.id: row for row in page.operations.ask(page.queries().load_rows, ids, page.office.when(), page.office.calendar())}
    assert {each: rows[each].lead for each in ids} == before


def test_all_found_are_named_by_the_query(window, page, qtbot):
    total = page.model.total()
    sheet = opened(window, page, qtbot, rows=1)
    assert sheet.scope.itemText(1) == f"Tất cả {total} nhiệm vụ tìm thấy"
    sheet.scope.set_value(True)
    assert sheet.do_button.text() == f"Sửa: {total} nhiệm vụ"
    qtbot.waitUntil(lambda: not sheet._reader.busy())
    assert f"trong {total}" in sheet.rows["due_date"].count.text()
    sheet.rows["add_tags"].cell.input.set_value("đợt cao điểm")
    sheet.do_it()
    done(page, qtbot)
    with page.office.read() as conn:
        assert page.queries().count(conn, page.first_query().with_states(), page.office.when()) > total
    found = page.operations.ask(page.queries().find_ids, page.model.query, page.office.when(), limit=None)
    rows = page.operations.ask(page.queries().load_rows, found, page.office.when(), page.office.calendar())
    assert all("đợt cao điểm" in row.tags for row in rows)


def test_what_was_left_out_is_named_and_can_be_looked_at(window, page, qtbot):
    first = page.model.row_at(0)
    cancel_task(page.office, first.id, reason="trùng")
    sheet = opened(window, page, qtbot)
    sheet.rows["due_date"].cell.input.set_value(page.office.today() + timedelta(days=700))
    sheet.rows["due_date"].choose(Mode.REPLACE)
    sheet.cells["reason"].input.set_value("mưa lũ")
    sheet.do_it()
    done(page, qtbot)
    assert sheet.isVisible()
    assert sheet.told.text() == "Đã làm 2 nhiệm vụ, để lại 1."
    assert sheet.left_list.count() == 1
    assert "đã kết thúc" in sheet.left_list.item(0).text()
    assert window.focusWidget() is sheet.left_button
    press(window, qtbot, Qt.Key.Key_Return)
    settle(page, qtbot)
    assert [page.model.row_at(place).id for place in range(page.model.total())] == [first.id]


def test_nothing_chosen_or_no_reason_is_said_beside(window, page, qtbot):
    sheet = opened(window, page, qtbot)
    sheet.do_it()
    done(page, qtbot)
    assert sheet.told.text().startswith("Chưa chọn ô nào")
    sheet.rows["deliverable"].cell.input.set_value("Báo cáo")
    sheet.do_it()
    done(page, qtbot)
    reason = sheet.cells["reason"]
    assert reason.wrong()
    assert reason.widget.hasFocus() or window.focusWidget() is reason.widget
    assert not reason.widget.visibleRegion().isEmpty(), "scrolled to"
    assert sheet.isVisible()
    press(window, qtbot, Qt.Key.Key_Escape)
    assert not isValid(sheet) or not sheet.isVisible()


def test_several_are_finished_with_one_paper(window, page, qtbot):
    ids = [page.model.row_at(place).id for place in range(2)]
    sheet = opened(window, page, qtbot, rows=2)
    sheet.verb.set_value("complete")
    assert sheet.do_button.text() == "Hoàn thành: 2 nhiệm vụ"
    sheet.cells["evidence_number"].input.set_value("125/BC-UBND")
    sheet.do_it()
    done(page, qtbot)
    rows = page.operations.ask(page.queries().load_rows, ids, page.office.when(), page.office.calendar())
    assert {(row.evidence_number, row.completed_date) for row in rows} == {("125/BC-UBND", page.office.today())}


@pytest.mark.parametrize(("key", "field", "value"), [("dossiers", "note", "theo lô"), ("directives", "note", "đã xem")])
def test_the_other_books_too(window, qtbot, key, field, value):
    page = settled(window, key, qtbot)
    page.setFocus()
    sheet = opened(window, page, qtbot)
    for name, row in sheet.rows.items():
        assert row.cell.widget.accessibleName(), name
        assert row.mode.accessibleName(), name
        assert row.field.modes or not row.mode.isVisibleTo(sheet), name
    sheet.rows[field].cell.input.set_value(value)
    sheet.cells["reason"].input.set_value("ghi chung")
    sheet.do_it()
    done(page, qtbot)
    assert "sửa hàng loạt" in window.news.text()


def test_clearing_needs_no_value_and_keeps_no_input(window, page, qtbot):
    sheet = opened(window, page, qtbot)
    row = sheet.rows["lead"]
    row.choose(Mode.CLEAR)
    assert not row.cell.widget.isEnabled()
    sheet.cells["reason"].input.set_value("giao lại")
    ids = sheet._selection.ids
    sheet.do_it()
    done(page, qtbot)
    rows = page.operations.ask(page.queries().load_rows, ids, page.office.when(), page.office.calendar())
    assert {each.lead for each in rows} == {""}


def test_a_sheet_that_goes_while_it_counts_leaves_nothing_running(window, page, qtbot):
    QTest.keyClick(page.view, Qt.Key.Key_B, CTRL)
    sheet = window.findChild(BulkSheet)
    reader = sheet._reader
    assert reader.busy()
    sheet.leave()
    sheet.leave()
    qtbot.waitUntil(lambda: not jobs.running())
    qtbot.waitUntil(lambda: not isValid(reader) and not isValid(sheet))
