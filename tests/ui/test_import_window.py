"""Taking in a workbook in the window: dropped, seen, put right, written in one step, undone; copied rows the same way."""

from __future__ import annotations

import threading

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from models.registers.tasks import queries
from models.registers.tasks.rows import TaskQuery
from tests import window_walk
from tests.ui.importing import drop, lying, province_list, reviewed, shown, tasks
from tests.ui.test_accessible import roleless
from ui import jobs, words
from ui.workbooks import session
from ui.workbooks.import_window import ImportWindow
from ui.workbooks.step_bar import COLUMNS, FILE, REVIEW, WRITTEN

CTRL = Qt.KeyboardModifier.ControlModifier
ROWS = (
    "Nội dung\tHạn xử lý\tCột lạ\n"
    "Rà soát hộ nghèo đợt hai\t15/12/2026\tx\n"
    "Báo cáo trồng rừng vụ đông\t31/02/2026\t\n"
    "Họp dân thôn Hội Văn\t18/12/2026\t\n"
)


def number(office) -> int:
    with office.read() as connection:
        return queries.count(connection, TaskQuery(), office.when())


def press(widget, keys: str) -> None:
    combination = QKeySequence(keys)[0]
    QTest.keyClick(widget, combination.key(), combination.keyboardModifiers())


def settled(window, qtbot) -> ImportWindow:
    found = lying(window)
    qtbot.waitUntil(lambda: not found.session().busy(), timeout=20_000)
    return found


def written(window, qtbot) -> ImportWindow:
    qtbot.waitUntil(lambda: any(each.bar.now == WRITTEN for each in window.findChildren(ImportWindow)), timeout=20_000)
    return lying(window)


def no_import(window, qtbot) -> None:
    qtbot.waitUntil(lambda: not any(each.isVisible() for each in window.findChildren(ImportWindow)), timeout=20_000)


def test_a_file_dropped_anywhere_is_written_by_enter(window, qtbot, practice, tmp_path):
    before = number(practice)
    assert window.page_key() == "overview"
    drop(window, province_list(tmp_path / "T11.xlsx", tasks("30/11/2026", "trước 15/12/2026", "Quý I/2027")))
    importing = reviewed(window, qtbot)
    assert window.page_key() == "tasks"
    assert window.title.text() == "Nhập danh mục nhiệm vụ từ Excel"
    assert importing.review.write_button.text() == "Ghi 3 dòng vào sổ"
    assert window.focusWidget() is importing.review.write_button
    assert [row[1] for row in shown(importing)] == ["thêm"] * 3
    assert [row[4] for row in shown(importing)] == ["30/11/2026", "14/12/2026", "31/03/2027"]
    press(window.focusWidget(), "Return")
    importing = written(window, qtbot)
    assert number(practice) == before + 3
    assert importing.written.said.text() == "Đã ghi 3 dòng của “T11.xlsx” vào sổ."
    assert window.focusWidget() is importing.written.end_button
    press(window.focusWidget(), "Return")
    no_import(window, qtbot)
    assert window.page().model.total() == 3
    assert window.title.text() == "Nhiệm vụ"
    window.operations.undo()
    assert number(practice) == before


def test_the_import_is_undone_as_a_whole_where_it_is_told(window, qtbot, practice, tmp_path):
    before = number(practice)
    drop(window, province_list(tmp_path / "T11.xlsx", tasks("30/11/2026", "15/12/2026")))
    press(reviewed(window, qtbot).review.write_button, "Return")
    importing = written(window, qtbot)
    importing.written.undo_button.click()
    assert number(practice) == before
    assert importing.written.said.text().startswith("Đã hoàn tác")
    assert not importing.written.undo_button.isEnabled()
    # The list below is the whole again, not what is in the book no more.
    press(importing.written.end_button, "Return")
    no_import(window, qtbot)
    assert not window.page().model.shows_only()


def test_only_the_import_itself_is_taken_back_there(window, qtbot, practice, tmp_path):
    before = number(practice)
    drop(window, province_list(tmp_path / "T11.xlsx", tasks("30/11/2026", "15/12/2026")))
    press(reviewed(window, qtbot).review.write_button, "Return")
    importing = written(window, qtbot)
    window.undo_link.click()
    assert number(practice) == before
    press(importing.written.end_button, "Ctrl+Z")
    assert number(practice) == before
    assert not importing.written.undo_button.isEnabled()
    assert window.news.text().startswith("Sau lần nhập này sổ đã có bước khác")


def test_a_wrong_row_is_put_right_by_one_key(window, qtbot, tmp_path):
    drop(window, province_list(tmp_path / "T11.xlsx", tasks("31/11/2026", "15/12/2026")))
    importing = reviewed(window, qtbot)
    review = importing.review
    assert window.focusWidget() is review.table
    assert review.current_number() == 7
    assert review.write_button.text() == "Ghi 1 dòng vào sổ, để lại 1 dòng"
    assert shown(importing)[0][-1].startswith("Không có ngày “31/11/2026”. Chọn: 30/11/2026")
    press(review.table, "1")
    importing = settled(window, qtbot)
    assert importing.review.write_button.text() == "Ghi 2 dòng vào sổ"
    assert [row[4] for row in shown(importing)] == ["30/11/2026", "15/12/2026"]
    assert shown(importing)[0][-1] == "Đã sửa tại đây"
    press(review.table, "Ctrl+Z")
    settled(window, qtbot)
    assert importing.review.write_button.text() == "Ghi 1 dòng vào sổ, để lại 1 dòng"
    # What cannot be mended is left out, and is no more in the way.
    press(review.table, "Space")
    settled(window, qtbot)
    assert [row[1] for row in shown(importing)] == ["để lại", "thêm"]
    assert importing.review.write_button.text() == "Ghi 1 dòng vào sổ"


def test_a_cell_is_put_right_where_it_stands(window, qtbot, tmp_path):
    drop(window, province_list(tmp_path / "T11.xlsx", tasks("31/11/2026", "15/12/2026")))
    table = reviewed(window, qtbot).review.table
    press(table, "F2")
    edit = window.focusWidget()
    assert edit.text() == "31/11/2026"
    assert edit.accessibleName() == "Hạn, dòng 7"
    press(edit, "Escape")
    assert window.focusWidget() is table
    press(table, "Return")
    edit = window.focusWidget()
    edit.setText("28/11/2026")
    press(edit, "Return")
    importing = settled(window, qtbot)
    assert window.focusWidget() is importing.review.table
    assert shown(importing)[0][:2] == ["7", "thêm"]
    assert shown(importing)[0][4] == "28/11/2026"


def test_rows_are_left_out_and_taken_back_by_space(window, qtbot, tmp_path):
    drop(window, province_list(tmp_path / "T11.xlsx", tasks("30/11/2026", "15/12/2026")))
    review = reviewed(window, qtbot).review
    review.table.setFocus()
    press(review.table, "Space")
    settled(window, qtbot)
    assert [row[1] for row in shown(lying(window))] == ["để lại", "thêm"]
    assert review.write_button.text() == "Ghi 1 dòng vào sổ"
    press(review.table, "Space")
    settled(window, qtbot)
    assert [row[1] for row in shown(lying(window))] == ["thêm", "thêm"]


def test_rows_of_others_are_grey_and_come_in_by_a_key(window, qtbot, tmp_path):
    rows = [*tasks("30/11/2026"), ("Mở đường liên xã", "44/KH-UBND", "UBND xã Ân Tường Đông Nam", "15/12/2026")]
    drop(window, province_list(tmp_path / "T11.xlsx", rows))
    importing = reviewed(window, qtbot)
    assert [row[1] for row in shown(importing)] == ["thêm", "nơi khác"]
    assert importing.review.write_button.text() == "Ghi 1 dòng vào sổ"
    importing.review.table.setFocus()
    press(importing.review.table, "K")
    settled(window, qtbot)
    assert [row[1] for row in shown(importing)] == ["thêm", "thêm"]
    assert importing.review.others.isChecked()


def test_next_months_list_shows_only_what_it_changes(window, qtbot, practice, tmp_path):
    drop(window, province_list(tmp_path / "T11.xlsx", tasks("30/11/2026", "15/12/2026", "20/12/2026")))
    press(reviewed(window, qtbot).review.write_button, "Return")
    press(written(window, qtbot).written.end_button, "Return")
    no_import(window, qtbot)
    before = number(practice)
    rows = tasks("30/11/2026", "18/12/2026")
    drop(window, province_list(tmp_path / "T12.xlsx", rows, title="tháng 12 năm 2026"))
    importing = reviewed(window, qtbot)
    assert [row[1] for row in shown(importing)] == ["giống hệt", "đổi hạn"]
    model = importing.review.table.register_model
    row = model.row_at(1)
    assert (row.cells["due_date"], row.struck["due_date"]) == ("18/12/2026", "15/12/2026")
    assert importing.session().survey.number("gone") == 1
    assert "tệp đổi hạn của 1 nhiệm vụ" in importing.review.cards["changed"].accessibleName()
    # Ours stays, by one key; and theirs again.
    assert importing.review.table.go_to(8, "due_date")
    importing.review.table.setFocus()
    press(importing.review.table, "G")
    settled(window, qtbot)
    assert model.row_at(1).chip == "giữ của ta"
    assert importing.review.write_button.text() == "Không có dòng nào để ghi"
    assert model.row_at(1).why == "sổ giữ như ta ghi"
    # The list says nothing of before that ours does not say.
    assert importing.review.detail.text() == "Hạn: sổ ghi “15/12/2026”, tệp ghi “18/12/2026” → giữ của ta"
    # The keys of the chips go by those that are seen: all, what is kept.
    press(importing.review.table, "Ctrl+2")
    assert [row[1] for row in shown(importing)] == ["giữ của ta"]
    press(importing.review.table, "Ctrl+1")
    # A choice is not thrown away by one key.
    press(importing.review.table, "Escape")
    assert lying(window).isVisible()
    assert importing.review.table.go_to(8, "due_date")
    press(importing.review.table, "T")
    settled(window, qtbot)
    assert importing.review.write_button.text() == "Ghi 1 dòng vào sổ"
    press(importing.review.table, "Ctrl+Return")
    written(window, qtbot)
    assert number(practice) == before


def test_the_same_file_again_says_so_and_doubles_nothing(window, qtbot, practice, tmp_path):
    path = province_list(tmp_path / "T11.xlsx", tasks("30/11/2026", "15/12/2026"))
    window.show_page("tasks")
    window.page().search("rà soát")
    drop(window, path)
    press(reviewed(window, qtbot).review.write_button, "Return")
    press(written(window, qtbot).written.end_button, "Return")
    no_import(window, qtbot)
    # What was taken in is shown, not what was searched for before.
    assert window.page().model.shows_only()
    assert window.search_box.text() == ""
    before = number(practice)
    drop(window, path)
    importing = reviewed(window, qtbot)
    assert importing.review._note is not None
    assert [row[1] for row in shown(importing)] == ["giống hệt"] * 2
    assert not importing.review.write_button.isEnabled()
    press(importing.review.table, "Escape")
    no_import(window, qtbot)
    assert number(practice) == before


def test_several_files_follow_one_another(window, qtbot, practice, tmp_path):
    before = number(practice)
    first = province_list(tmp_path / "a.xlsx", tasks("30/11/2026"))
    second = province_list(tmp_path / "b.xlsx", [("Tổng kết năm học", "90/KH-UBND", "UBND các xã, phường", "31/12/2026")])
    drop(window, first, second)
    press(reviewed(window, qtbot).review.write_button, "Return")
    press(written(window, qtbot).written.end_button, "Return")
    importing = reviewed(window, qtbot)
    assert importing.session().book.file_name == "b.xlsx"
    press(importing.review.write_button, "Return")
    press(written(window, qtbot).written.end_button, "Return")
    no_import(window, qtbot)
    assert number(practice) == before + 2


def test_what_was_put_right_is_not_thrown_away_by_one_key(window, qtbot, tmp_path):
    drop(window, province_list(tmp_path / "T11.xlsx", tasks("31/11/2026")))
    review = reviewed(window, qtbot).review
    press(review.table, "1")
    settled(window, qtbot)
    press(review.table, "Escape")
    assert lying(window).isVisible()
    assert window.news.text() == "Bấm Esc lần nữa để bỏ tệp này và 1 chỗ vừa sửa."
    press(review.table, "Escape")
    no_import(window, qtbot)


def test_wrong_rows_are_saved_with_their_reasons(window, qtbot, tmp_path, monkeypatch):
    drop(window, province_list(tmp_path / "T11.xlsx", tasks("31/11/2026", "15/12/2026")))
    reviewed(window, qtbot)
    place, on = tmp_path / "loi.xlsx", []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(place), ""))
    monkeypatch.setattr(words, "problem", lambda problem: on.append(threading.current_thread()) or problem.code)
    press(lying(window).review.table, "Ctrl+E")
    qtbot.waitUntil(lambda: window.news.text() == "Đã ghi 1 dòng cần sửa vào loi.xlsx")
    written = load_workbook(place).active
    assert [cell.value for cell in written[written.max_row]][-1] == "impossible_date"
    # Some thousand rows take seconds: the window does not wait for them.
    assert threading.main_thread() not in on


def test_a_file_that_cannot_be_read_is_told_in_its_place(window, qtbot, tmp_path):
    path = tmp_path / "hong.xlsx"
    path.write_bytes(b"PK\x03\x04 not a workbook at all")
    drop(window, path)
    qtbot.waitUntil(lambda: lying(window).file_step.refusal is not None, timeout=20_000)
    importing = lying(window)
    assert importing.bar.now == FILE
    assert window.focusWidget() is importing.file_step.choose_button
    # Another file takes its place.
    drop(window, province_list(tmp_path / "T11.xlsx", tasks("30/11/2026")))
    assert reviewed(window, qtbot) is importing


def test_reading_is_stopped_and_nothing_stays(window, qtbot, tmp_path, monkeypatch):
    began = threading.Event()

    def endless(source, kind, old_fonts, report):
        began.set()
        while True:
            report(1, 3)

    monkeypatch.setattr(session, "_read", endless)
    drop(window, province_list(tmp_path / "T11.xlsx", tasks("30/11/2026")))
    qtbot.waitUntil(began.is_set)
    importing = lying(window)
    assert window.focusWidget() is importing.file_step.stop_button
    assert "T11.xlsx" in importing.file_step.said.text()
    press(window.focusWidget(), "Return")
    no_import(window, qtbot)
    qtbot.waitUntil(lambda: not jobs.running())
    monkeypatch.undo()


def test_a_sheet_that_is_not_understood_is_shown_with_what_was_looked_for(window, qtbot, tmp_path):
    path = province_list(tmp_path / "la.xlsx", [("a", "b", "c", "d")], header=("x1", "x2", "x3", "x4", "x5"))
    window.show_page("tasks")
    window.page().workbooks_wanted.emit((path,), "tasks")
    qtbot.waitUntil(lambda: lying(window).bar.now == COLUMNS, timeout=20_000)
    step = settled(window, qtbot).columns_step
    assert step._refused is not None
    assert not step.go_button.isEnabled()
    assert window.focusWidget() is step.grid


def test_the_kind_is_asked_where_it_cannot_be_told(window, qtbot, tmp_path):
    path = province_list(tmp_path / "la.xlsx", [("a", "b", "c", "d")], header=("x1", "x2", "x3", "x4", "x5"))
    drop(window, path)
    qtbot.waitUntil(lying(window).file_step.kinds.isVisible, timeout=20_000)
    kinds = lying(window).file_step.kinds
    assert window.focusWidget() is kinds
    assert kinds.count() == 6


def test_a_kind_that_was_guessed_wrongly_is_changed(window, qtbot, tmp_path):
    drop(window, province_list(tmp_path / "T11.xlsx", tasks("30/11/2026")))
    importing = reviewed(window, qtbot)
    importing.bar.pills[0].click()
    kinds = importing.file_step.kinds
    assert window.focusWidget() is kinds
    assert kinds.currentRow() == 0
    kinds.setCurrentRow(next(row for row in range(kinds.count()) if kinds.item(row).text() == "Danh sách hồ sơ một cửa"))
    press(kinds, "Return")
    qtbot.waitUntil(lambda: importing.bar.now == COLUMNS and not importing.session().busy(), timeout=20_000)
    assert window.page_key() == "dossiers"
    assert importing.isVisible()


def test_the_list_is_answered_right_after_it_was_taken_in(window, qtbot, tmp_path):
    from ui.parts.sheet import Sheet

    drop(window, province_list(tmp_path / "T11.xlsx", tasks("30/11/2026")))
    press(reviewed(window, qtbot).review.write_button, "Return")
    importing = written(window, qtbot)
    importing.written.reply_button.click()
    qtbot.waitUntil(lambda: any(each.isVisible() and each is not importing for each in window.findChildren(Sheet)), timeout=20_000)


def test_a_workbook_that_falls_on_a_list_is_taken_in_and_not_attached(window, qtbot, tmp_path):
    window.show_page("tasks")
    page = window.page()
    qtbot.waitUntil(lambda: not page.model.loading)
    path = province_list(tmp_path / "T11.xlsx", tasks("30/11/2026"))
    drop(window, path, on=page.view.viewport())
    assert reviewed(window, qtbot).session().source == path
    press(lying(window).review.write_button, "Escape")
    no_import(window, qtbot)
    drop(window, path, on=page.detail)
    press(reviewed(window, qtbot).review.write_button, "Escape")
    no_import(window, qtbot)
    drop(window, path, on=window.search_box)
    reviewed(window, qtbot)
    assert window.search_box.text() == ""


def test_the_import_waits_on_its_page_while_another_is_looked_at(window, qtbot, tmp_path):
    drop(window, province_list(tmp_path / "T11.xlsx", tasks("30/11/2026")))
    importing = reviewed(window, qtbot)
    window.show_page("dossiers")
    assert not importing.isVisible()
    assert window.title.text() == "Hồ sơ một cửa"
    window.show_page("tasks")
    assert importing.isVisible()
    assert window.title.text() == "Nhập danh mục nhiệm vụ từ Excel"
    assert not [place for place in range(window._page_buttons.count()) if window._page_buttons.itemAt(place).widget()]


def test_nothing_is_written_into_a_book_that_changed_meanwhile(window, qtbot, practice, tmp_path):
    from tests.factories_tasks import make_task

    drop(window, province_list(tmp_path / "T11.xlsx", tasks("30/11/2026")))
    importing = reviewed(window, qtbot)
    make_task(practice, content="Việc ghi xen vào")
    before = number(practice)
    press(importing.review.write_button, "Return")
    qtbot.waitUntil(lambda: "đã đối chiếu lại" in window.news.text(), timeout=20_000)
    settled(window, qtbot)
    assert number(practice) == before
    press(importing.review.write_button, "Return")
    written(window, qtbot)
    assert number(practice) == before + 1


def test_everything_has_a_name_and_a_role_and_is_reached_by_tab(window, qtbot, tmp_path):
    drop(window, province_list(tmp_path / "T11.xlsx", tasks("31/11/2026", "15/12/2026")))
    importing = reviewed(window, qtbot)
    wrong = {"review": [*window_walk.nameless(importing), *roleless(importing)]}
    reached = []
    for _ in range(40):
        now = window.focusWidget()
        if now in reached:
            break
        reached.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    wanted = {importing.review.table, importing.review.only, importing.review.write_button, importing.review.rejected_button}
    assert wanted | set(importing.review.cards.values()) | {importing.bar.pills[0], importing.bar.pills[1]} <= set(reached)
    importing._go_back_to(COLUMNS)
    wrong["columns"] = [*window_walk.nameless(importing), *roleless(importing)]
    importing._plan()
    importing = reviewed(window, qtbot)
    press(importing.review.table, "Ctrl+Return")
    importing = written(window, qtbot)
    wrong["written"] = [*window_walk.nameless(importing), *roleless(importing)]
    assert wrong == {"review": [], "columns": [], "written": []}


# ---- copied rows ----


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


def pasted(window, page, qtbot) -> ImportWindow:
    press(page.view, "Ctrl+V")
    return reviewed(window, qtbot)


def test_copied_rows_are_seen_then_written_in_one_step_and_shown(window, page, qtbot, practice):
    before = number(practice)
    put(ROWS)
    importing = pasted(window, page, qtbot)
    assert importing.review.write_button.text() == "Ghi 2 dòng vào sổ, để lại 1 dòng"
    assert [row[:2] for row in shown(importing)] == [["2", "thêm"], ["3", "cần sửa"], ["4", "thêm"]]
    press(importing.review.table, "Ctrl+Return")
    qtbot.waitUntil(page.model.shows_only, timeout=20_000)
    assert number(practice) == before + 2
    assert sorted(page.model.row_at(place).content for place in range(2)) == ["Họp dân thôn Hội Văn", "Rà soát hộ nghèo đợt hai"]
    written(window, qtbot)
    window.operations.undo()
    assert number(practice) == before


def test_copied_rows_that_all_go_in_leave_nothing_to_tell(window, page, qtbot):
    put("Nội dung\tHạn\nThống kê đàn bò\t20/12/2026\n")
    importing = pasted(window, page, qtbot)
    press(importing.review.write_button, "Return")
    no_import(window, qtbot)
    assert page.model.shows_only()
    assert window.focusWidget() is not None
    assert page.isAncestorOf(window.focusWidget())


def test_what_cannot_be_taken_is_told_once(window, page, qtbot):
    put("a\n" * 6_000)
    press(page.view, "Ctrl+V")
    qtbot.waitUntil(lambda: lying(window).file_step.refusal is not None, timeout=20_000)


def test_an_empty_clipboard_is_told_below_the_list(window, page):
    QGuiApplication.clipboard().clear()
    press(page.view, "Ctrl+V")
    assert window.news.text().startswith("Bộ nhớ tạm không có dòng nào")


def test_what_a_list_copies_it_knows_again(window, page, qtbot):
    page.view.select_place(2)
    QTest.keyClick(page.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(page.view, "Ctrl+C")
    importing = pasted(window, page, qtbot)
    assert len(shown(importing)) == 2
    assert {row[1] for row in shown(importing)} <= {"thêm", "giống hệt"}, shown(importing)


def test_markup_and_formulas_stay_letters(window, page, qtbot):
    put("Nội dung\tHạn\tGhi chú\n<img src=x onerror=1>\t15/12/2026\t=1+1\n")
    importing = pasted(window, page, qtbot)
    assert "<img src=x onerror=1>" in shown(importing)[0]
    assert importing.session().survey.plan.rows[0].values["note"] == "=1+1"


def test_a_file_asked_for_on_another_page_is_known_for_what_it_is(window, qtbot, tmp_path):
    window.show_page("directives")
    window.page().workbooks_wanted.emit((_procedures(tmp_path),), "directives")
    importing = reviewed(window, qtbot)
    assert window.page_key() == "catalogues"
    assert importing.session().kind == "procedures"


def _procedures(folder):
    path = folder / "tthc.xlsx"
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["Mã thủ tục", "Tên thủ tục", "Lĩnh vực", "Thời hạn giải quyết"])
    book.active.append(["1.999999", "Thủ tục mới tinh", "Hộ tịch", "05 ngày làm việc"])
    book.save(path)
    return path


def test_a_catalogue_takes_a_workbook_too(window, qtbot, tmp_path, monkeypatch):
    path = _procedures(tmp_path)
    window.show_page("catalogues")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
    entries = {entry.action.key: entry for entry in window.page().of_kind("page")}
    entries["procedure.import"].trigger()
    importing = reviewed(window, qtbot)
    assert importing.bar.now == REVIEW
    assert window.title.text() == "Nhập danh mục thủ tục từ Excel"
    assert shown(importing)[0][1:4] == ["thêm", "1.999999", "Thủ tục mới tinh"]
