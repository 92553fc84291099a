"""A sheet inside the window: it lies over what stands there until Esc, and the keyboard stays on it meanwhile.

No window of its own: nothing to lose behind another program, nothing for a small screen to cut off. Going to another page puts it away.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from models.labels import tr
from ui import theme
from ui.parts.labels import card, plain

_SHADE = 96


class Sheet(QWidget):
    """A card over the whole window of `parent`, with a title, a body and a foot for its buttons.

    `wide` and `high` are the greatest size of the card, 0 for all the room there is; `edge` is what stays dark around it. Make it, fill
    `body` and `foot`, then `show_it`.
    """

    #: The sheet is put away.
    closed = Signal()

    def __init__(self, parent: QWidget, title: str, *, wide: int = 0, high: int = 0, edge: int = 16) -> None:
        window = parent.window()
        super().__init__(window)
        self.setAccessibleName(title)
        self._before: QWidget | None = None
        self._lying = False
        self.frame = card(self)
        self.frame.setObjectName("sheet")
        for limit, give in ((wide, self.frame.setMaximumWidth), (high, self.frame.setMaximumHeight)):
            if limit:
                give(theme.px(limit))
        around = QGridLayout(self)
        around.setContentsMargins(*[theme.px(edge)] * 4)
        around.addWidget(self.frame, 0, 0)
        column = QVBoxLayout(self.frame)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(theme.px(16), theme.px(10), theme.px(10), theme.px(10))
        self.head.setSpacing(theme.px(8))
        self.title = plain(title, "heading")
        self.head.addWidget(self.title)
        self.head.addStretch(1)
        column.addLayout(self.head)
        line = QFrame()
        line.setObjectName("railLine")
        column.addWidget(line)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        self.body.setSpacing(theme.px(10))
        column.addLayout(self.body, 1)
        holder = QFrame()
        holder.setObjectName("formFoot")
        self.foot = QHBoxLayout(holder)
        self.foot.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        self.foot.setSpacing(theme.px(8))
        column.addWidget(holder)
        self.close_button = QPushButton(tr("Đóng (Esc)"))
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.leave)
        self.hide()

    def show_it(self) -> None:
        """Lay the sheet over the window and give it the keyboard."""
        if self.close_button.parent() is None:
            self.foot.addWidget(self.close_button)
        window = self.window()
        self._before = QApplication.focusWidget()
        self._lying = True
        self.setGeometry(window.rect())
        window.installEventFilter(self)
        stack = getattr(window, "stack", None)
        if isinstance(stack, QStackedWidget):
            stack.currentChanged.connect(self.leave)
        self.show()
        self.raise_()
        (self.first() or self.close_button).setFocus(Qt.FocusReason.TabFocusReason)

    def first(self) -> QWidget | None:
        """What gets the keyboard first."""
        return next(iter(self._stops()), None)

    def leave(self) -> None:
        """Put the sheet away and give the keyboard back."""
        if not self._lying:
            return
        self._lying = False
        window = self.window()
        window.removeEventFilter(self)
        stack = getattr(window, "stack", None)
        if isinstance(stack, QStackedWidget):
            stack.currentChanged.disconnect(self.leave)
        self.hide()
        # What had the keyboard may be gone by now.
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()
        self.deleteLater()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own
        """Tab stays within the sheet."""
        stops = self._stops()
        if not stops:
            return True
        now = QApplication.focusWidget()
        place = next((each for each, stop in enumerate(stops) if stop is now or (now is not None and stop.isAncestorOf(now))), None)
        step = 1 if forward else -1
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[0 if place is None else (place + step) % len(stops)].setFocus(reason)
        return True

    def _stops(self) -> list[QWidget]:
        """What Tab goes through, in the order of the focus chain."""
        found: list[QWidget] = []
        each = self.nextInFocusChain()
        while each is not None and each is not self:
            tabbed = each.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
            inside = self.isAncestorOf(each) and not any(stop.isAncestorOf(each) and stop.focusProxy() is each for stop in found)
            if tabbed and inside and each.isEnabled() and each.isVisibleTo(self):
                found.append(each)
            each = each.nextInFocusChain()
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the sheet away; Enter on a button presses it; other keys go no further than here."""
        focus = QApplication.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focus, QPushButton):
            focus.click()
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the size of the window."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's own
        """Darken what lies below."""
        shade = QColor(theme.INK)
        shade.setAlpha(_SHADE)
        painter = QPainter(self)
        painter.fillRect(self.rect(), shade)
        painter.end()
