"""Shift+F1: every key that is shown works, and every key that is bound is shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ui.parts.key_sheet import key_groups
from ui.parts.keys import key_words, sequence_words
from ui.parts.register_table import RegisterTable

PAGES = ("overview", "directives", "tasks", "dossiers", "calendar", "reports", "catalogues", "system")


def press(widget, keys: str) -> None:
    combination = QKeySequence(keys)[0]
    QTest.keyClick(widget, combination.key(), combination.keyboardModifiers())


def shown(window) -> set[str]:
    """Every key of the sheet, those in a row each."""
    groups = key_groups(window.page(), window.actions_here.all())
    return {part for group in groups for key in group.keys for part in key.keys.replace(" … ", " / ").split(" / ")}


@pytest.fixture(params=PAGES)
def visited(request, window, qtbot):
    """The window on each page."""
    window.show_page(request.param)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    return window


def test_every_bound_key_has_words_and_is_shown(visited):
    page = visited.page()
    silent = [each.key().toString() for each in page.findChildren(QShortcut) if not each.whatsThis()]
    assert silent == []
    groups = key_groups(page, visited.actions_here.all())
    told = {key.text for group in groups for key in group.keys}
    for action in (*visited.actions(), *QWidget.actions(page)):
        if not action.shortcut().isEmpty():
            assert action.text().replace("&&", "&") in told
            assert sequence_words(action.shortcut()) in shown(visited)
    for shortcut in page.findChildren(QShortcut):
        assert shortcut.whatsThis() in told
    on_the_window = [each for each in visited.findChildren(QShortcut) if each.parent() is visited]
    assert on_the_window == [], "keys of the window are actions, so that the menu has them too"


def test_every_key_of_a_page_reaches_what_it_says(visited, monkeypatch):
    page = visited.page()
    for entry in page.entries:
        if entry.shortcut().isEmpty() or not entry.isEnabled():
            continue
        reached = []
        entry.triggered.disconnect()
        entry.triggered.connect(lambda _checked=False, entry=entry, reached=reached: reached.append(entry))
        press(QApplication.focusWidget(), entry.shortcut().toString())
        assert reached == [entry], entry.text()


def test_every_key_of_the_window_reaches_what_it_says(window):
    for action in window.actions_here.all():
        if action.shortcut().isEmpty():
            continue
        reached = []
        action.setEnabled(True)
        action.triggered.disconnect()
        action.triggered.connect(lambda _checked=False, action=action, reached=reached: reached.append(action))
        press(window, action.shortcut().toString())
        assert reached == [action], action.text()


def test_no_key_means_two_things_on_a_page(visited):
    page = visited.page()
    mine = [each.key().toString() for each in page.findChildren(QShortcut) if each.parent() is page]
    mine += [entry.shortcut().toString() for entry in page.entries if not entry.shortcut().isEmpty() and entry in _shown_entries(page)]
    windows = [action.shortcut().toString() for action in visited.actions_here.all()]
    keys = mine + windows
    assert sorted(keys) == sorted(set(keys))


def _shown_entries(page) -> list[QAction]:
    return [entry for kind in ("new", "page", "view", "record") for entry in page.of_kind(kind)]


def test_what_a_list_declares_it_obeys(window, qtbot):
    """Each declared key of a list does something one can see."""
    window.show_page("tasks")
    page = window.page()
    view: RegisterTable = page.view
    qtbot.waitUntil(lambda: page.model.rowCount() > 30)
    menus = []
    view.menu_wanted.disconnect()
    view.menu_wanted.connect(menus.append)

    def look():
        return (
            view.currentIndex().row(),
            view.selected_count(),
            QGuiApplication.clipboard().text(),
            len(menus),
            window.focusWidget() is view,
        )

    for declared in RegisterTable.fixed_keys():
        for keys in declared.keys.split(" / "):
            window.show_page("tasks")
            view.select_place(10)
            QGuiApplication.clipboard().setText("")
            before = look()
            if keys == "Menu":
                # What the platform makes of the key; the offscreen one makes nothing.
                from PySide6.QtGui import QContextMenuEvent

                place = view.visualRect(view.currentIndex()).center()
                QCoreApplication.sendEvent(
                    view.viewport(),
                    QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, view.viewport().mapToGlobal(place)),
                )
            else:
                press(view, keys)
            QApplication.processEvents()
            assert look() != before, keys


def test_the_sheet_opens_scrolls_and_closes(window, qtbot):
    window.show_page("tasks")
    QTest.keyClick(window, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    sheet = window._keys
    assert sheet.isVisible()
    titles = [group.title for group in sheet.groups]
    assert titles[:2] == ["Cửa sổ", "Trang này"]
    assert "Trong danh sách, biểu đồ" in titles
    assert len(titles) == len(set(titles))
    assert window.focusWidget() is sheet.area
    QTest.keyClick(sheet.area, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert window.focusWidget() is window.page().view


def test_the_sheet_follows_the_width(window, qtbot):
    window.show_keys()
    wide = window._keys._shown_columns
    window.resize(900, 500)
    qtbot.waitUntil(lambda: window._keys._shown_columns < wide)
    assert window._keys.panel.width() <= window.centralWidget().width()


def test_tab_stays_in_the_sheet(window):
    window.show_keys()
    for _ in range(4):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert window._keys.isAncestorOf(window.focusWidget())


def test_in_a_form_the_same_keys_open_its_help_and_its_keys(window, qtbot):
    window.show_page("tasks")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    form = QApplication.activeModalWidget()
    qtbot.waitUntil(form.isActiveWindow)
    press(form, "Shift+F1")
    from ui.parts.key_sheet import KeySheet

    sheet = form.findChild(KeySheet)
    assert sheet.isVisible()
    assert any("Ctrl+Enter" in key.keys for group in sheet.groups for key in group.keys)
    assert not any("Shift+Return" in key.keys for group in sheet.groups for key in group.keys)
    press(sheet, "Esc")
    assert not sheet.isVisible()
    assert form.isVisible()
    press(form, "F1")
    from ui.parts.help_view import HelpView

    helper = form.findChild(HelpView)
    assert helper.isVisible()
    press(helper, "Esc")
    assert not helper.isVisible()
    assert form.isVisible()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert isinstance(form, QDialog)
    form.done(0)


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("Ctrl+Return", "Ctrl+Enter"),
        ("Space", "Dấu cách"),
        ("Up / Down", "↑ / ↓"),
        ("Shift+PgDown", "Shift+Page Down"),
        ("Del", "Delete"),
    ],
)
def test_keys_are_told_as_they_are_written_on_them(keys, words):
    assert key_words(keys) == words
