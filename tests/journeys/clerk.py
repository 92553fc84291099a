"""A clerk at the keyboard: keys and letters go to whatever has the focus, as they do in the office."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.forms.form import Form
from ui.main_window import MainWindow
from ui.pages.register_page import RegisterPage
from ui.parts.palette import Palette

Kind = TypeVar("Kind", bound=QWidget)


class Clerk:
    """Works on one window and never touches a mouse."""

    def __init__(self, window: MainWindow, qtbot) -> None:
        self.window = window
        self._qtbot = qtbot
        #: Keys pressed so far that are no content: a chord is one; letters and digits that are typed are none.
        self.pressed = 0

    def press(self, *keys: str) -> None:
        """Press these keys one after the other, as Qt names them: "Tab", "Ctrl+N", "Alt+2"."""
        for name in keys:
            self.pressed += 1
            combination = QKeySequence(name)[0]
            QTest.keyClick(self._focus(), combination.key(), combination.keyboardModifiers())
            QCoreApplication.processEvents()

    def type(self, text: str) -> None:
        """Type these letters, Vietnamese ones too."""
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self._focus(), QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
        QCoreApplication.processEvents()

    def fill(self, *texts: str) -> None:
        """Type each text and go on with Tab; an empty one leaves the input as it is."""
        for text in texts:
            self.type(text)
            self.press("Tab")

    def form(self) -> Form:
        """The form that is open: over the window, or in the page where the keyboard is."""
        found = QApplication.activeModalWidget() or QApplication.focusWidget()
        while found is not None and not isinstance(found, Form):
            found = found.parentWidget()
        assert isinstance(found, Form), f"no form but {QApplication.activeModalWidget()} and {QApplication.focusWidget()}"
        return found

    def no_form(self) -> None:
        """The form is closed; if it is not, this says what it complains of."""
        found = QApplication.activeModalWidget()
        assert found is None, found.complaints() if isinstance(found, Form) else found
        # A window manager gives the keyboard back to the window below; without a screen there is none.
        with self._qtbot.waitActive(self.window):
            self.window.activateWindow()

    def until(self, stands: Callable[[], bool]) -> None:
        """Wait, as a person does, until the screen shows it."""
        self._qtbot.waitUntil(stands)

    def goes_to(self, key: str, page: str) -> Any:
        """Press the key of a page and wait until it stands; the page."""
        self.press(key)
        return self.on(page)

    def find(self, text: str, page: str) -> Any:
        """Go to the record that is found by these letters, in two keys; the page on which it is selected then."""
        self.press("Ctrl+K")
        self.type(text)
        [palette] = self.window.findChildren(Palette)
        self.until(lambda: bool(palette._records))
        self.press("Return")
        return self.on(page)

    def on(self, page: str) -> Any:
        """The page that is shown, which must be this one, as soon as it has read what it shows."""
        assert self.window.page_key() == page
        shown: Any = self.window.page()
        if isinstance(shown, RegisterPage):
            self.until(lambda: not shown.model.loading)
            # What tells of the selected row waits for the fingers to rest.
            QCoreApplication.processEvents()
        else:
            self.until(lambda: not shown.busy())
        return shown

    def _focus(self) -> QWidget:
        """Where the window system would send a key: an open list first, then what has the focus."""
        return QApplication.activePopupWidget() or QApplication.focusWidget() or QApplication.activeModalWidget() or self.window
