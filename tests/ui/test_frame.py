"""The frame by keyboard: menus with letters, panes, full screen, a narrow window, the help beside the work."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from models.registers.tasks.services import cancel_task
from ui.forms.reminders import RemindersSheet
from ui.pages.base import Page
from ui.pages.directive_entry import EntrySheet
from ui.parts import help_topics
from ui.parts.action import Action, Context
from ui.parts.main_menu import Line, fill, lettered, page_sections


def lines(menu: QMenu) -> list[Line]:
    """Every entry of a menu, those that open beside too."""
    found = []
    for action in menu.actions():
        if action.menu() is not None:
            found += lines(action.menu())
        elif isinstance(action, Line):
            found.append(action)
    return found


def letters(menu: QMenu) -> list[str]:
    marked = [action.text().replace("&&", "") for action in menu.actions() if not action.isSeparator() and action.isEnabled()]
    return [text[text.index("&") + 1].lower() for text in marked if "&" in text]


@pytest.mark.parametrize("key", ["overview", "directives", "tasks", "dossiers", "calendar", "reports", "catalogues", "system"])
def test_the_menu_has_every_action_once_with_its_key_and_a_letter_of_its_own(window, key):
    window.show_page(key)
    window._fill_menu()
    menu = window._more_menu
    page = window.page()
    wanted = [entry for kind in ("new", "page", "view", "record") for entry in page.of_kind(kind)]
    wanted += [action for action in window.actions_here.all() if action is not window.actions_here.menu]
    assert sorted(line.entry.text() for line in lines(menu)) == sorted(action.text() for action in wanted)
    for line in lines(menu):
        text, _, keys = line.text().partition("\t")
        assert bool(keys) == (not line.entry.shortcut().isEmpty()), text
        assert line.isEnabled() == line.entry.isEnabled()
    for each in (menu, *menu.findChildren(QMenu)):
        found = letters(each)
        assert len(found) == len(set(found)), found
        possible = [action for action in each.actions() if isinstance(action, Line) or action.menu() is not None]
        assert len(each.actions()) >= len(possible) > 0
    window._more_menu.adjustSize()
    assert window._more_menu.sizeHint().height() <= 512, "fits the smallest screen"


def test_a_letter_chooses(window, qtbot):
    window.show_page("tasks")
    menu = window._more_menu
    menu.popup(window.mapToGlobal(QPoint(10, 10)))
    line = next(line for line in lines(menu) if line.entry is window.actions_here.keys)
    text = line.text().replace("&&", "")
    with qtbot.waitSignal(line.triggered):
        QTest.keyClick(menu, text[text.index("&") + 1])
    assert window._keys.isVisible()


def test_the_arrows_pass_over_titles(window):
    window.show_page("tasks")
    menu = window._more_menu
    menu.popup(window.mapToGlobal(QPoint(10, 10)))
    reached = set()
    for _ in menu.actions():
        QTest.keyClick(menu, Qt.Key.Key_Down)
        active = menu.activeAction()
        assert active is not None
        assert isinstance(active, Line) or active.menu() is not None
        reached.add(active)
    menu.hide()
    assert len(reached) > 5


def test_the_steps_are_named(window, qtbot):
    window.show_page("tasks")
    qtbot.waitUntil(lambda: window.page().current_row() is not None)
    window.operations.run(cancel_task, window.page().current_row().id, reason="ghi nhầm & thử <b>")
    window._fill_menu()
    texts = [line.text().replace("&", "") for line in lines(window._more_menu)]
    assert any(text.startswith("Hoàn tác: hủy nhiệm vụ") for text in texts)
    window.actions_here.undo.trigger()
    assert window.actions_here.redo.text().startswith("Làm lại: hủy nhiệm vụ")


@pytest.mark.parametrize(
    ("texts", "marked"),
    [
        (["Sửa", "Sao chép"], ["&Sửa", "Sao &chép"]),
        (["Đôn đốc", "Đổi"], ["Đô&n đốc", "Đổ&i"]),
        (["A & B", "A"], ["A && &B", "&A"]),
        (["AB", "BC", "A", "AA"], ["A&B", "B&C", "&A", "AA"]),
        (["ệ"], ["ệ"]),
    ],
)
def test_letters_are_plain_and_each_is_given_once(texts, marked):
    assert lettered(texts) == marked


def test_the_menu_of_a_record_keeps_its_letters_whatever_is_possible(window, qtbot):
    window.show_page("tasks")
    page = window.page()
    qtbot.waitUntil(lambda: page.current_row() is not None)
    seen: dict[str, set[str]] = {}
    for place in range(min(40, page.model.rowCount())):
        page.view.select_place(place)
        page.look_at_entries()
        menu = QMenu()
        fill(menu, page_sections(page, ("record",)), only_possible=True)
        for line in lines(menu):
            assert line.entry.isEnabled()
            seen.setdefault(line.entry.action.key, set()).add(line.text())
        menu.deleteLater()
    assert seen
    assert all(len(texts) == 1 for texts in seen.values())


def test_f6_goes_through_list_record_and_filters_and_round(window, qtbot):
    window.show_page("tasks")
    page = window.page()
    qtbot.waitUntil(lambda: not page._rest.isActive() and page.current_row() is not None)
    where = []
    for _ in range(len(page.panes()) + 1):
        focus = window.focusWidget()
        where.append(next(place for place, pane in enumerate(page.panes()) if pane is focus or pane.isAncestorOf(focus)))
        QTest.keyClick(focus, Qt.Key.Key_F6)
    assert where[0] == where[-1] == 0
    assert len(set(where)) == len(page.panes()) >= 2


def test_f11_fills_the_screen_and_gives_it_back(window, qtbot):
    QTest.keyClick(window, Qt.Key.Key_F11)
    qtbot.waitUntil(window.isFullScreen)
    QTest.keyClick(window, Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: not window.isFullScreen())


def test_a_narrow_window_has_a_narrow_rail_that_still_names_its_pages(window, qtbot):
    assert window.minimumWidth() == 880
    assert window.minimumHeight() == 480
    wide = window.rail.width()
    window.resize(911, 512)
    qtbot.waitUntil(lambda: window.rail.width() < wide / 2)
    for button in window.rail_buttons.values():
        assert button.text() == ""
        assert button.accessibleName() in button.toolTip()
    assert window.rail.office_province.isVisible(), "nobody takes the practice office for the real one"
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: window.rail.width() == wide)
    assert window.rail_buttons["tasks"].text() == "Nhiệm vụ"


@pytest.mark.parametrize("key", ["overview", "directives", "tasks", "dossiers", "calendar", "reports", "catalogues", "system"])
def test_on_a_small_screen_nothing_of_the_frame_is_outside(window, qtbot, key):
    window.resize(911, 512)
    window.show_page(key)
    QApplication.processEvents()
    frame = window.centralWidget()
    for widget in (window.search_box, window.more, window.date_text, window.stack):
        corner = widget.mapTo(frame, QPoint(widget.width(), widget.height()))
        assert corner.x() <= frame.width(), widget
        assert corner.y() <= frame.height(), widget
    shown = [window._page_buttons.itemAt(place).widget() for place in range(window._page_buttons.count())]
    for button in shown:
        if button.isVisible():
            assert button.width() >= button.sizeHint().width()


def test_a_long_notice_is_cut_and_told_as_a_tip(window, qtbot):
    long = "Đã lưu: " + "rất dài " * 60
    window.tell(long)
    window.resize(900, 500)
    QApplication.processEvents()
    assert window.width() == 900
    assert window.news.toolTip() == long
    assert window.date_text.isVisible()
    assert window.date_text.width() >= window.date_text.sizeHint().width()


# ---- actions on several rows ----


def _row(number: int, *, possible: bool = True):
    from types import SimpleNamespace

    return SimpleNamespace(id=number, possible=possible)


def _page_with(window, monkeypatch, rows, **more):
    called: list[tuple[Context, object]] = []
    action = Action("x", "X", lambda context, given: called.append((context, given)), enabled=lambda row: row.possible, **more)

    class Several(Page):
        def actions(self):
            return (action,)

        def current_rows(self):
            return rows

        def current_row(self):
            return rows[0] if rows else None

    page = Several(window.office, window.operations)
    page.look_at_entries()
    return page, page.entries[0], called


def test_what_works_on_many_gets_those_it_is_possible_for(window, monkeypatch):
    rows = [_row(1), _row(2, possible=False), _row(3)]
    page, entry, called = _page_with(window, monkeypatch, rows, bulk=True)
    assert entry.isEnabled()
    entry.trigger()
    ((context, given),) = called
    assert [row.id for row in given] == [1, 3]
    assert context.rows == tuple(rows)
    assert page.selected_ids() == (1, 2, 3)


def test_what_works_on_one_is_not_done_to_one_of_many(window, monkeypatch):
    page, entry, called = _page_with(window, monkeypatch, [_row(1), _row(2)])
    assert not entry.isEnabled()
    page.entries[0].setEnabled(True)
    entry.trigger()
    assert called == []


def test_what_works_on_many_works_on_one(window, monkeypatch):
    _page, entry, called = _page_with(window, monkeypatch, [_row(7)], bulk=True)
    entry.trigger()
    assert [row.id for row in called[0][1]] == [7]


# ---- the help ----


def test_f1_opens_the_help_of_the_page_beside_it_and_closes_it(window, qtbot):
    window.show_page("directives")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_F1)
    helper = window._help
    assert helper.isVisible()
    assert helper.topic() == "directives"
    assert window.page().isVisible(), "beside the work, not over it"
    QTest.keyClick(helper.paper, Qt.Key.Key_F1)
    assert not helper.isVisible()
    assert window.focusWidget() is window.page().view
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_F1)
    window.show_page("overview")
    assert helper.topic() == "overview", "it follows where one goes"
    QTest.keyClick(helper.paper, Qt.Key.Key_Escape)
    assert not helper.isVisible()


def test_after_the_help_the_keyboard_is_in_the_field_that_was_being_filled(window, qtbot):
    window.show_page("directives")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    [sheet] = window.findChildren(EntrySheet)
    subject = sheet.form.input("subject")
    subject.setFocus()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_F1)
    assert window._help.isAncestorOf(window.focusWidget())
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert window.focusWidget() in (subject, subject.focusProxy())


def test_a_sheet_makes_room_for_the_help_each_time(window, qtbot):
    window.show_page("tasks")
    for _ in range(2):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_F8)
        [sheet] = [each for each in window.findChildren(RemindersSheet) if each.isVisible()]
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_F1)
        qtbot.waitUntil(lambda sheet=sheet: sheet.width() < window.frame.width())
        assert window._help.topic() == "reminders"
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda sheet=sheet: sheet.isAncestorOf(window.focusWidget()))
        assert sheet.width() == window.frame.width()
        sheet.leave()


def test_the_help_is_searched_without_marks_and_opened_by_enter(window, qtbot):
    window.open_help("overview")
    helper = window._help
    QTest.keyClicks(helper.box, "trich yeu")
    assert helper.list.count() < len(help_topics.topics())
    assert "trích yếu" in helper.list.item(0).text().casefold()
    QTest.keyClick(helper.box, Qt.Key.Key_Return)
    assert helper.topic() == "directives"
    QTest.keyClick(helper.paper, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert helper.topic() == "overview"
    QTest.keyClicks(helper.box, "zzzz")
    assert "Không có trang nào" in helper.list.item(0).text()
    QTest.keyClick(helper.list, Qt.Key.Key_Escape)
    assert helper.isVisible()
    assert helper.stack.currentWidget() is helper.paper


def test_links_lead_to_pages_of_the_help_and_nothing_else_is_loaded(window, qtbot, monkeypatch):
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices, QTextDocument

    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    window.open_help("overview")
    helper = window._help
    helper.paper.anchorClicked.emit(QUrl("directives.md"))
    assert helper.topic() == "directives"
    helper.paper.anchorClicked.emit(QUrl("file:///etc/passwd"))
    assert opened == []
    helper.paper.anchorClicked.emit(QUrl("https://vanban.chinhphu.vn"))
    assert [url.toString() for url in opened] == ["https://vanban.chinhphu.vn"]
    image = int(QTextDocument.ResourceType.ImageResource.value)
    assert helper.paper.loadResource(image, QUrl("file:///etc/passwd")) is None
    assert helper.paper.loadResource(image, QUrl("http://example.org/x.png")) is None


def test_a_place_without_a_page_of_its_own_shows_the_first(window):
    window.open_help("no such page")
    assert window._help.topic() == help_topics.topics()[0].name


def test_every_help_page_is_named_in_the_contents_and_every_link_leads_somewhere():
    import re

    names = {topic.name for topic in help_topics.topics()}
    assert names == {path.stem for path in help_topics.HELP.glob("*.md")}
    for topic in help_topics.topics():
        assert topic.title
        assert not topic.text.startswith("\n")
        for link in re.findall(r"\]\(([^)]+)\)", topic.text):
            assert link.startswith(("https://", "tour:")) or link.removesuffix(".md") in names or (help_topics.HELP / link).is_file(), link


def test_the_help_panel_stays_inside_a_small_window(window, qtbot):
    window.resize(911, 512)
    window.open_help("overview")
    QApplication.processEvents()
    assert window.width() == 911
    frame = window.centralWidget()
    assert window._help.mapTo(frame, QPoint(window._help.width(), 0)).x() <= frame.width()
    assert window.stack.width() >= 200


def test_the_window_keeps_its_place(window):
    window.close()
    assert QSettings().value("window/geometry") is not None


def test_closing_with_an_open_form_asks_nothing_and_the_text_is_there_again(window, qtbot, practice, boxes):
    window.show_page("tasks")
    qtbot.waitUntil(lambda: window.page().current_row() is not None)
    row = window.page().current_row()
    note = next(entry for entry in window.page().entries if entry.action.key == "task.note")

    def opened():
        note.action.run(window.page().context(), row)
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
        return QApplication.activeModalWidget()

    opened().input("content").set_value("Đã gửi dự thảo cho ba thôn")
    window.close()
    assert not window.isVisible()
    assert boxes == []
    window.show()
    again = opened()
    assert again.input("content").value() == "Đã gửi dự thảo cho ba thôn"
    again.close()
