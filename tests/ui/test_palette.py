"""Ctrl+K: find or do anything, by keyboard alone, through the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.registers.directives import queries as directives
from models.registers.directives.rows import DirectiveQuery
from models.registers.dossiers import queries as dossiers
from models.registers.dossiers.rows import DossierQuery
from ui.parts import palette_hits
from ui.parts.palette_hits import Hit

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def palette(window, qtbot):
    """The palette, open over the tasks, whose list has the keyboard."""
    window.show_page("tasks")
    qtbot.waitUntil(lambda: window.page().current_row() is not None)
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    return window._palette


def settle(palette, qtbot):
    qtbot.waitUntil(lambda: not (palette._pause.isActive() or palette._searching.busy()))


def lines(palette) -> list[tuple[str, str]]:
    """(title of the group, text) of every line that is shown."""
    title, found = "", []
    for row in range(palette.list.count()):
        item = palette.list.item(row)
        if item.data(int(Qt.ItemDataRole.UserRole)) is None:
            title = item.text()
        else:
            found.append((title, item.text()))
    return found


def press(palette, *keys):
    for key in keys:
        QTest.keyClick(palette.box, key)


def test_it_offers_the_selected_record_this_page_and_the_pages_with_their_keys(palette):
    shown = lines(palette)
    assert ("Mục đang chọn", "Gia hạn") in shown
    assert ("Việc", "Giao nhiệm vụ") in shown
    assert {text for title, text in shown if title == "Trang"} >= {"Tổng quan", "Văn bản đến", "Hệ thống"}
    sides = {
        palette.list.item(row).text(): palette.list.item(row).data(int(Qt.ItemDataRole.UserRole) + 1) for row in range(palette.list.count())
    }
    assert sides["Giao nhiệm vụ"] == "Ctrl+N"
    assert sides["Văn bản đến"] == "Alt+2"


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("van ban", "Văn bản đến"),
        ("VĂN BẢN ĐẾN", "Văn bản đến"),
        ("hsmc", "Hồ sơ một cửa"),
        ("thu tuc", "Thủ tục"),
        ("lich lam", "Lịch làm việc"),
        ("hoan thanh", "Hoàn thành"),
        ("them can bo", "Thêm cán bộ"),
        ("lam moi", "Làm mới"),
        ("lich su", "Lịch sử"),
        ("sao luu ngay", "Sao lưu ngay"),
        ("kiem tra so", "Kiểm tra sổ"),
        ("bieu ii.06a", "Biểu II.06a: kết quả giải quyết TTHC"),
    ],
)
def test_pages_tabs_and_actions_are_found_without_marks(palette, typed, wanted):
    palette.box.setText(typed)
    assert palette._current().text == wanted


def test_enter_goes_to_a_tab_of_a_page_that_nobody_visited(palette, window):
    palette.box.setText("lich lam viec")
    press(palette, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert window.page_key() == "catalogues"
    page = window.page()
    assert page.tabs.tabText(page.tabs.currentIndex()) == "Lịch làm việc"


def test_an_action_of_another_page_is_done_there(palette, window, qtbot):
    palette.box.setText("them can bo")
    press(palette, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    assert window.page_key() == "catalogues"
    form = QApplication.activeModalWidget()
    assert form.windowTitle() == "Thêm cán bộ"
    form.reject()


def test_an_action_of_the_selected_record_opens_its_form(palette, window, qtbot):
    palette.box.setText("gia han")
    press(palette, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    form = QApplication.activeModalWidget()
    assert form.windowTitle() == "Gia hạn nhiệm vụ"
    form.reject()


@pytest.mark.parametrize("part", ["number", "code", "phone", "name"])
def test_a_record_is_found_by_any_part_and_opened(palette, window, qtbot, part):
    office = window.office
    when, calendar = office.when(), office.calendar()
    with office.read() as conn:
        if part == "number":
            module, query, page = directives, DirectiveQuery(), "directives"
        else:
            module, query, page = dossiers, DossierQuery(), "dossiers"
        rows = module.load_rows(conn, module.find_ids(conn, query, when, limit=40), when, calendar)
    row = next(each for each in rows if each.phone) if part != "number" else rows[3]
    typed = {
        "number": lambda: row.document_number,
        "code": lambda: row.dossier_code[-11:],
        "phone": lambda: row.phone[-6:],
        "name": lambda: f"{row.applicant} {row.phone[-6:]}",
    }[part]()
    palette.box.setText(typed)
    settle(palette, qtbot)
    key = f"record:{page}/{row.id}"
    place = next(number for number in range(palette.list.count()) if (hit := palette.list.item(number).data(256)) and hit.key == key)
    while palette.list.currentRow() != place:
        press(palette, Qt.Key.Key_Down)
    press(palette, Qt.Key.Key_Return)
    assert window.page_key() == page
    qtbot.waitUntil(lambda: getattr(window.page().current_row(), "id", None) == row.id)


def test_enter_before_the_answer_opens_the_first_record_when_it_comes(palette, window, qtbot):
    with window.office.read() as conn:
        found = directives.find_ids(conn, DirectiveQuery(), window.office.when(), limit=1)
        row = directives.load_rows(conn, found, window.office.when(), window.office.calendar())[0]
    palette.box.setText(row.document_number)
    assert palette._current() is None
    press(palette, Qt.Key.Key_Return)
    assert palette.isVisible()
    qtbot.waitUntil(lambda: window.page_key() == "directives")
    assert not palette.isVisible()


def test_escape_gives_the_keyboard_back_where_it_was(palette, window):
    press(palette, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert window.focusWidget() is window.page().view


def test_the_same_key_closes_it(palette, window):
    QTest.keyClick(palette.box, Qt.Key.Key_K, CTRL)
    assert not palette.isVisible()


def test_arrows_pass_over_the_titles_and_go_round(palette):
    shown = lines(palette)
    first = palette._current().text
    seen = []
    for _ in shown:
        seen.append(palette._current().text)
        press(palette, Qt.Key.Key_Down)
    assert seen == [text for _, text in shown]
    assert palette._current().text == first
    press(palette, Qt.Key.Key_Up)
    assert palette._current().text == shown[-1][1]
    assert palette.box.accessibleDescription().startswith(shown[-1][1])


def test_what_was_used_comes_first_the_next_time(palette, window, qtbot):
    palette.box.setText("thu tuc")
    press(palette, Qt.Key.Key_Return)
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    assert lines(palette)[0] == ("Vừa dùng", "Thủ tục")


def test_nothing_found_is_said(palette, qtbot):
    palette.box.setText("zzzzzz")
    settle(palette, qtbot)
    assert palette.list.count() == 0
    assert palette.said.text().startswith("Không tìm thấy")
    press(palette, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_a_page_without_a_search_of_its_own_leads_to_it_from_the_box(window, qtbot):
    assert not window.page().searchable
    window.search_box.setFocus()
    QTest.keyClicks(window.search_box, "b")
    assert window._palette.isVisible()
    assert window._palette.box.text() == "b"
    press(window._palette, Qt.Key.Key_Escape)
    qtbot.mouseClick(window.search_box, Qt.MouseButton.LeftButton)
    assert window._palette.isVisible()
    press(window._palette, Qt.Key.Key_Escape)
    QTest.keyClick(window, Qt.Key.Key_F, CTRL)
    assert window._palette.isVisible()


def test_hostile_words_are_shown_as_they_are(palette, qtbot):
    palette.box.setText("<b>%_'\"; & \u202e 𠜎" * 5)
    settle(palette, qtbot)
    assert palette.isVisible()


def test_matching_ranks_what_begins_like_it_first():
    def hit(text):
        return Hit(text, "Việc", text, print)

    found = palette_hits.matching([hit("Sửa hồ sơ"), hit("Hồ sơ một cửa"), hit("Tiếp nhận hồ sơ"), hit("Báo cáo")], "ho so")
    assert [each.text for each in found] == ["Hồ sơ một cửa", "Sửa hồ sơ", "Tiếp nhận hồ sơ"]
    assert palette_hits.matching([hit("Hồ sơ")], "  ") == []
