"""The keyboard and a screen reader: Tab reaches everything on each page and comes round, and what it reaches has a name and a role."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QDateTimeEdit, QHeaderView, QLineEdit, QTextEdit, QWidget

from tests import screens, window_walk

PAGES = ("overview", "directives", "tasks", "dossiers", "calendar", "reports", "catalogues", "system")
SHEETS = ("palette", "keys", "sheet-bulk", "sheet-reminders")


@pytest.fixture
def shown(window):
    """Brings a page to the front and waits until it stands."""
    window.resize(*screens.SIZE)

    def show(key: str) -> QWidget:
        window.show_page(key)
        screens.settle()
        return window

    return show


def stops(top: QWidget) -> list[QWidget]:
    """What Tab must reach."""
    tabbed = Qt.FocusPolicy.TabFocus
    return [
        each
        for each in top.findChildren(QWidget)
        if each.isVisible() and each.isEnabled() and each.focusPolicy() & tabbed == tabbed and each.focusProxy() is None
    ]


def roleless(top: QWidget) -> list[str]:
    """Buttons, edits and tables that a screen reader cannot tell apart from an empty frame."""
    found = []
    for each in top.findChildren(QWidget):
        # A spin box speaks for the line inside it, a table for its head.
        spoken_for = isinstance(each, QHeaderView) or each.objectName().startswith("qt_")
        if each.isVisible() and not spoken_for and isinstance(each, (QAbstractButton, QLineEdit, QTextEdit, QAbstractItemView)):
            spoken = QAccessible.queryAccessibleInterface(each)
            if spoken is None or spoken.role() in (QAccessible.Role.NoRole, QAccessible.Role.Client):
                found.append(f"{type(each).__name__} {each.accessibleName()}")
    return found


def told(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName() or getattr(widget, 'text', str)()}"


def test_all_of_every_page_has_a_name_and_a_role(shown) -> None:
    wrong = {}
    for key in PAGES:
        window = shown(key)
        if found := [*window_walk.nameless(window), *roleless(window)]:
            wrong[key] = found
    assert wrong == {}


def test_all_of_every_form_has_a_name_and_a_role(shown) -> None:
    wrong = {}
    for name, key, action in screens.FORMS:
        form = screens.open_form(shown(key).page(), action)
        screens.settle()
        if found := [*window_walk.nameless(form), *roleless(form)]:
            wrong[name] = found
        form.hide()
        form.deleteLater()
    assert wrong == {}


@pytest.mark.parametrize("name", SHEETS)
def test_all_of_a_sheet_has_a_name_and_a_role(shown, name) -> None:
    sheet = screens.load(*dict(screens.DIALOGS)[name].split(":"))(shown("overview").page().context())
    sheet.show()
    screens.settle()
    assert (list(window_walk.nameless(sheet)), roleless(sheet)) == ([], [])
    sheet.hide()
    sheet.deleteLater()


@pytest.mark.parametrize("key", PAGES)
def test_tab_reaches_everything_once_and_comes_round(shown, key) -> None:
    window = shown(key)
    first = window.search_box
    first.setFocus(Qt.FocusReason.TabFocusReason)
    seen: list[QWidget] = []
    # A time has its hours and its minutes: Tab may stay in it for a second step.
    for _ in range(2 * len(stops(window)) + 2):
        now = QApplication.focusWidget()
        assert now is not None
        if now is first and seen:
            break
        if seen and now is seen[-1]:
            assert isinstance(now, QDateTimeEdit), f"{told(now)} keeps the keyboard"
        else:
            assert now not in seen, f"{told(now)} comes twice, the search box never"
            seen.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is first
    # Asked now: of buttons of which one is chosen, only that one is reached by Tab, the others by arrows.
    assert [told(each) for each in stops(window) if each not in seen] == []
