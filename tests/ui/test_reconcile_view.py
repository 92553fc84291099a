"""A list of the province beside the register on the screen: seen, decided with one key, carried out in one step."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from models.labels import label
from models.registers.comparison import Decision, Finding
from models.registers.dossiers.receipt import cancel_dossier
from models.registers.dossiers.tables import dossier
from tests.reconcile_screens import dossier_rows, view_of
from ui import jobs
from ui.workbooks.reconcile_view import ReconcileView

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEYS = {Decision.THEIRS: Qt.Key.Key_T, Decision.OURS: Qt.Key.Key_G, Decision.REPORT: Qt.Key.Key_B}


@pytest.fixture
def view(window, qtbot) -> ReconcileView:
    """The comparison of the practice office's dossiers over the window."""
    window.show_page("dossiers")
    sheet = view_of(window.page().context(), "dossiers")
    sheet.show_it()
    window.activateWindow()
    qtbot.waitUntil(sheet.table.hasFocus)
    return sheet


def texts(view: ReconcileView, place: int) -> list[str]:
    model = view.table.register_model
    return [model.index(place, column).data() for column in range(model.columnCount())]


def done(view: ReconcileView, qtbot) -> None:
    """The job has ended, and its window, where there was one, has given the keyboard back."""
    qtbot.waitUntil(lambda: not jobs.running() and QApplication.activeModalWidget() is None, timeout=20_000)
    view.window().activateWindow()
    view.table.setFocus()
    qtbot.waitUntil(view.table.hasFocus)


def key(view: ReconcileView, decision: Decision) -> None:
    QTest.keyClick(view.table, KEYS[decision])


def items(view: ReconcileView, finding: Finding) -> list:
    return [item for item in view._comparison.items if item.finding is finding]


def test_the_falsely_late_stand_first_and_the_record_beside(view):
    assert texts(view, 0)[0].startswith("Trễ hạn ảo")
    item = view.table.current_row()
    assert item.code in view.record.text()
    model = view.fields.register_model
    assert [model.index(0, column).data() for column in range(4)] == ["Trạng thái", "Đang xử lý", "Đã trả kết quả", "khác"]
    assert model.rowCount() > len(item.differences)


def test_one_key_decides_and_goes_on(view):
    for decision in (Decision.REPORT, Decision.OURS, Decision.THEIRS):
        key(view, decision)
    assert [texts(view, place)[3] for place in range(4)] == ["báo tỉnh sửa", "giữ của ta", "lấy theo tỉnh", ""]
    assert view.table.currentIndex().row() == 3
    assert view.write_button.text() == "Lấy theo tỉnh: 1"
    assert view.request_button.text() == "Phiếu báo tỉnh: 1"
    view.table.select_place(2)
    QTest.keyClick(view.table, Qt.Key.Key_Delete)
    assert texts(view, 2)[3] == ""
    assert not view.write_button.isEnabled()


def test_many_at_once(view):
    view.table.selectAll()
    key(view, Decision.REPORT)
    assert {texts(view, place)[3] for place in range(view.table.register_model.rowCount())} == {"báo tỉnh sửa"}


def test_what_only_we_have_is_not_taken(window, view):
    place = next(number for number, item in enumerate(view._comparison.items) if item.finding is Finding.ONLY_OURS)
    view.table.select_place(place)
    key(view, Decision.THEIRS)
    assert texts(view, place)[3] == ""
    # It is said, and the keyboard stays there.
    assert view.table.currentIndex().row() == place
    assert window.news.text().startswith("Không lấy theo tỉnh được")


def test_single_fields_are_decided_on_the_right(view, qtbot):
    item = items(view, Finding.DONE_HERE)[0]
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    qtbot.waitUntil(view.fields.hasFocus)
    QTest.keyClick(view.fields, Qt.Key.Key_B)
    # What tells that it is finished goes together.
    assert {name for (item_id, name), made in view.decisions.items() if item_id == item.id} == {each.field for each in item.differences}
    QTest.keyClick(view.fields, Qt.Key.Key_Return)
    qtbot.waitUntil(view.table.hasFocus)


def test_chips_show_one_kind(view):
    assert [chip.text() for chip in view.chips.chips][:2] == ["Tất cả", "Trễ hạn ảo 8"]
    QTest.keyClick(view.table, Qt.Key.Key_2, CTRL)
    assert view.table.register_model.rowCount() == 8
    QTest.keyClick(view.table, Qt.Key.Key_1, CTRL)
    assert view.table.register_model.rowCount() == len(view._comparison.items)


def test_taking_theirs_is_one_step_and_compared_anew(view, window, qtbot, practice):
    number, late = len(view._comparison.items), view.table.current_row()
    key(view, Decision.THEIRS)
    key(view, Decision.REPORT)
    QTest.keyClick(view.table, Qt.Key.Key_Return, CTRL)
    done(view, qtbot)
    qtbot.waitUntil(lambda: len(view._comparison.items) == number - 1)
    assert view.summary.text().startswith("Đã lấy theo tỉnh 1 mục, để lại 0.")
    assert late.record_id not in {item.record_id for item in view._comparison.items}
    # What was to be reported still is.
    assert texts(view, 0)[3] == "báo tỉnh sửa"
    assert window.news.text().startswith("Đã lưu: lấy theo tệp của tỉnh")
    window.operations.undo()
    with practice.read() as connection:
        stored = connection.execute(dossier.select().where(dossier.c.id == late.record_id)).one()
    assert stored.status == late.ours["status"]


def test_what_cannot_be_taken_is_told(view, qtbot, practice):
    late = view.table.current_row()
    cancel_dossier(practice, late.record_id, reason="nhập nhầm")
    key(view, Decision.THEIRS)
    QTest.keyClick(view.table, Qt.Key.Key_Return, CTRL)
    done(view, qtbot)
    qtbot.waitUntil(view.left_list.isVisible)
    assert view.left_list.item(0).text().startswith(late.code)
    assert "đối chiếu lại" in view.left_list.item(0).text()


def test_workbook_and_slip(view, window, qtbot, tmp_path, monkeypatch):
    made = []
    window.operations.made_file.connect(lambda said, path: made.append(Path(path)))
    for name, press in (("doi-chieu.xlsx", Qt.Key.Key_E), ("phieu.xlsx", None)):
        chosen = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, chosen=chosen: (str(chosen), ""))
        if press is not None:
            QTest.keyClick(view.table, press, CTRL)
        else:
            key(view, Decision.REPORT)
            view.request_button.click()
        done(view, qtbot)
        qtbot.waitUntil(lambda chosen=chosen: chosen in made)
    assert load_workbook(made[0]).sheetnames[0] == "Tổng hợp"
    assert load_workbook(made[1]).worksheets[0]["A2"].value == "Phiếu đề nghị điều chỉnh dữ liệu"


def test_tab_stays_inside_and_escape_leaves(view, window, qtbot):
    for _ in range(20):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert view.isAncestorOf(window.focusWidget())
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.page().isAncestorOf(window.focusWidget()) or window.focusWidget() is window.page())


def test_from_the_file_to_the_register(window, qtbot, practice, tmp_path, monkeypatch):
    rows = dossier_rows(practice)
    book = Workbook()
    book.active.append(["Mã hồ sơ", "Người nộp", "Ngày tiếp nhận", "Trạng thái"])
    for row in rows:
        named = label("dossier_status", row["status"])
        book.active.append([row["dossier_code"], row["applicant"], row["received_at"], named])
    path = tmp_path / "tinh.xlsx"
    book.save(path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    window.show_page("dossiers")
    page = window.page()
    next(entry for entry in page.entries if entry.action.key == "dossier.reconcile").trigger()
    qtbot.waitUntil(lambda: any(sheet.isVisible() for sheet in window.findChildren(ReconcileView)), timeout=20_000)
    sheet = next(sheet for sheet in window.findChildren(ReconcileView) if sheet.isVisible())
    done(sheet, qtbot)
    number = len(sheet._comparison.items)
    assert texts(sheet, 0)[0].startswith("Trễ hạn ảo")
    key(sheet, Decision.THEIRS)
    QTest.keyClick(sheet.table, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(sheet._comparison.items) == number - 1, timeout=20_000)
