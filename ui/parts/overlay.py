"""A panel over the window, inside it: the rest is dimmed, Esc or a click beside it closes, the keyboard goes back where it was."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui import theme

_DIM = 90
_EDGE = 16


class Overlay(QWidget):
    """Covers the widget it is given. Subclasses fill `panel` and say how large it may be."""

    closed = Signal()

    def __init__(self, over: QWidget, *, width: int, top: int = 40) -> None:
        """`width` and the distance from the `top` are for the usual size of letters."""
        super().__init__(over)
        self.over = over
        self._width = width
        self._top = top
        self._before: QWidget | None = None
        self.panel = QFrame(self)
        self.panel.setProperty("card", "true")
        self.column = QVBoxLayout(self.panel)
        self.column.setContentsMargins(12, 12, 12, 12)
        self.column.setSpacing(8)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        over.installEventFilter(self)
        self.hide()

    def wanted_height(self) -> int:
        """How high the panel would like to be."""
        return self.panel.sizeHint().height()

    def first(self) -> QWidget:
        """What gets the keyboard."""
        return self.panel

    def show_over(self) -> None:
        """Show it, and remember who has the keyboard."""
        if not self.isVisible():
            self._before = self.window().focusWidget()
        self.place()
        self.show()
        self.raise_()
        self.first().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Close, and give the keyboard back."""
        if not self.isVisible():
            return
        self.hide()
        before, self._before = self._before, None
        # What had the keyboard may be gone: a record beside a list is shown anew at every change.
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def place(self) -> None:
        """Over the whole window, the panel in the middle of its width."""
        over = self.over
        self.setGeometry(over.rect())
        width = min(theme.px(self._width), over.width() - 2 * _EDGE)
        top = min(theme.px(self._top), over.height() // 10)
        height = min(self.wanted_height(), over.height() - top - _EDGE)
        self.panel.setGeometry(QRect((over.width() - width) // 2, top, width, height))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's own
        """Tab stays inside."""
        inside = [
            widget
            for widget in self.panel.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
        ]
        if inside:
            focus = self.window().focusWidget()
            here = inside.index(focus) if focus in inside else -1
            inside[(here + (1 if next else -1)) % len(inside)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the panel closes."""
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.leave()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim what lies under it."""
        painter = QPainter(self)
        dim = QColor(theme.INK)
        dim.setAlpha(_DIM)
        painter.fillRect(self.rect(), dim)
        painter.end()
