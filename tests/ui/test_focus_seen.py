"""Whoever works by keyboard sees where he is: everything that Tab reaches looks otherwise while it has the keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QScrollArea, QWidget

from tests import screens
from tests.ui.test_accessible import PAGES, shown, stops, told
from ui import theme

__all__ = ["shown"]
FORMS = ("form-task-new", "form-task-share", "form-dossier-correct")
# A changed letter is no sign: an edge around the smallest button has more points.
LEAST = 40


@pytest.fixture(params=[False, True], ids=["usual", "contrast"])
def scheme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    """Both schemes; the style sheet of before stands again afterwards."""
    before = qapp.styleSheet()
    blinking = qapp.cursorFlashTime()
    theme.choose(contrast=request.param)
    qapp.setStyleSheet(theme.style_sheet())
    # The cursor of a line alone would be a difference that comes and goes.
    qapp.setCursorFlashTime(0)
    yield
    theme.choose()
    qapp.setStyleSheet(before)
    qapp.setCursorFlashTime(blinking)


def unseen(top: QWidget) -> list[str]:
    """What looks the same with the keyboard as without."""
    found = []
    for each in stops(top):
        around = each.parentWidget()
        while around is not None:
            if isinstance(around, QScrollArea):
                around.ensureWidgetVisible(each, 0, 40)
            around = around.parentWidget()
        if (now := QApplication.focusWidget()) is not None:
            now.clearFocus()
        without = picture(each)
        each.setFocus(Qt.FocusReason.TabFocusReason)
        assert QApplication.focusWidget() is each, f"{told(each)} does not take the keyboard"
        if points_that_differ(without, picture(each)) < LEAST:
            found.append(told(each))
    return found


def picture(widget: QWidget) -> QImage:
    """The widget and a little around it, as it lies in its window."""
    QApplication.processEvents()
    top = widget.window()
    return top.grab(QRect(widget.mapTo(top, widget.rect().topLeft()), widget.size()).adjusted(-4, -4, 4, 4)).toImage()


def points_that_differ(one: QImage, other: QImage) -> int:
    """How many points are not alike; counted no further than is asked."""
    if one.size() != other.size():
        return LEAST
    if one == other:
        return 0
    different = 0
    for y in range(one.height()):
        different += sum(one.pixel(x, y) != other.pixel(x, y) for x in range(one.width()))
        if different >= LEAST:
            break
    return different


def test_on_every_page_it_is_seen_what_has_the_keyboard(scheme, shown) -> None:
    wrong = {}
    for key in PAGES:
        if found := unseen(shown(key)):
            wrong[key] = found
    assert wrong == {}


def test_in_a_form_it_is_seen_what_has_the_keyboard(scheme, shown) -> None:
    wrong = {}
    for name, key, action in screens.FORMS:
        if name in FORMS:
            form = screens.open_form(shown(key).page(), action)
            screens.settle()
            if found := unseen(form):
                wrong[name] = found
            form.hide()
            form.deleteLater()
    assert wrong == {}


def test_a_button_that_shows_nothing_is_found(qtbot) -> None:
    """The test can fail."""
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    dull = QPushButton("Lưu")
    dull.setStyleSheet("QPushButton, QPushButton:focus { border: 1px solid gray; outline: none; }")
    for button in (dull, QPushButton("Đóng")):
        row.addWidget(button)
    window.setStyleSheet("QPushButton:focus { border: 2px solid black; }")
    window.show()
    assert unseen(window) == ["QPushButton Lưu"]
