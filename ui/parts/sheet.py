"""A sheet inside the window: it lies over what stands there until Esc, and the keyboard stays on it meanwhile.

No window of its own: nothing to lose behind another program, nothing for a small screen to cut off. Going to another page puts it away.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from models.labels import tr
from ui import theme
from ui.parts.buttons import push_button
from ui.parts.help_view import HelpView
from ui.parts.labels import card, plain
from ui.parts.overlay import Overlay

_SHADE = 96
_LINE = 10


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def _has(widget: QWidget, kinds: tuple[type, ...]) -> bool:
    """Whether the widget is of one of these kinds or lies in one."""
    each: QWidget | None = widget
    while each is not None and not isinstance(each, kinds):
        each = each.parentWidget()
    return each is not None


def _is_part(widget: QWidget) -> bool:
    """Whether this is the inside of something that Tab goes to as a whole: a list's viewport, the line of a combination box."""
    outside = widget.parentWidget()
    return outside is not None and outside.focusProxy() is None and isinstance(outside, (QAbstractScrollArea, QComboBox, QAbstractSpinBox))


class Sheet(QWidget):
    """A card over the whole window of `parent`, with a title, a body and a foot for its buttons.

    `wide` and `high` are the greatest size of the card, 0 for all the room there is; `edge` is what stays dark around it. Make it, fill
    `body` and `foot`, then `show_it`.
    """

    #: The help page that F1 opens here; "" for that of the page below.
    help_topic = ""

    #: The sheet is put away.
    closed = Signal()

    def __init__(self, parent: QWidget, title: str, *, wide: int = 0, high: int = 0, edge: int = 16) -> None:
        window = parent.window()
        # Beside the palette and the sheet of keys, which lie over it.
        ground = (window.centralWidget() if isinstance(window, QMainWindow) else None) or window
        super().__init__(ground)
        self._ground = ground
        found = getattr(window, "stack", None)
        self._stack = found if isinstance(found, QStackedWidget) else None
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
        self._line = QFrame()
        self._line.setObjectName("railLine")
        column.addWidget(self._line)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        self.body.setSpacing(theme.px(10))
        column.addLayout(self.body, 1)
        self._foot_holder = QFrame()
        self._foot_holder.setObjectName("formFoot")
        self.foot = QHBoxLayout(self._foot_holder)
        self.foot.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        self.foot.setSpacing(theme.px(8))
        column.addWidget(self._foot_holder)
        self.close_button = push_button(tr("Đóng (Esc)"), self.leave)
        self.hide()

    def add_button(self, text: str, slot: Callable[[], object]) -> QPushButton:
        """A button in the foot; the last one before "Đóng" may be made the primary one."""
        button = push_button(text, slot)
        self.foot.addWidget(button)
        return button

    def without_frame(self) -> None:
        """Lie over the page as if it were one: no title, no foot, no lines, no button to close."""
        self.title.hide()
        self.close_button.hide()
        self.frame.setObjectName("entry")
        self.frame.setProperty("card", "")
        self._line.hide()
        self._foot_holder.hide()
        self.head.setContentsMargins(0, 0, 0, 0)

    def show_it(self) -> None:
        """Lay the sheet over the window and give it the keyboard."""
        if self.close_button.parent() is None:
            self.foot.addWidget(self.close_button)
        self._before = QApplication.focusWidget()
        self._lying = True
        self.place()
        self._ground.installEventFilter(self)
        if self._stack is not None:
            self._stack.currentChanged.connect(self.page_changed)
        self.show()
        self.raise_()
        self.take_keyboard()
        _application().focusChanged.connect(self._focus_moved)

    def place(self) -> None:
        """Cover the window but for the help, where it is open beside."""
        room = self._ground.rect()
        for beside in self._ground.findChildren(HelpView):
            if beside.isVisible():
                left = beside.mapTo(self._ground, QPoint(0, 0)).x()
                room.setRight(max(left - 1, room.width() // 2))
        self.setGeometry(room)

    def first(self) -> QWidget | None:
        """What gets the keyboard first."""
        return next(iter(self._stops()), None)

    def leave(self) -> None:
        """Put the sheet away and give the keyboard back."""
        if not self._lying:
            return
        self._lying = False
        _application().focusChanged.disconnect(self._focus_moved)
        self._ground.removeEventFilter(self)
        if self._stack is not None:
            self._stack.currentChanged.disconnect(self.page_changed)
        self.hide()
        # What had the keyboard may be gone by now: then it is the sheet below, or the page.
        below = [sheet for sheet in self._ground.findChildren(Sheet) if sheet.isVisible()]
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        elif below:
            below[-1].take_keyboard()
        elif self._stack is not None and (page := self._stack.currentWidget()) is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()
        self.deleteLater()

    def page_changed(self) -> None:
        """Another page came to the front."""
        self.leave()

    def take_keyboard(self) -> None:
        """Give the keyboard to the sheet, as when it was opened."""
        if self._lying and self.isVisible():
            (self.first() or self.close_button).setFocus(Qt.FocusReason.TabFocusReason)

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:  # noqa: ARG002 - the signal's own
        """The keyboard goes to what lies over or beside the sheet, never to what lies below."""
        if not self._lying or now is None or now.window() is not self.window():
            return
        inside = self.isAncestorOf(now)
        if not inside or self._ground.findChildren(HelpView):
            # The help came or went.
            self.place()
        if inside:
            return
        if _has(now, (HelpView,)):
            # The help, when it comes, takes the page beside it along to the top.
            self.raise_()
        if not _has(now, (Sheet, Overlay, HelpView)):
            QTimer.singleShot(0, self, self.take_keyboard)

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
        """What Tab goes through, in reading order."""
        # Not by `nextInFocusChain`: the binding takes what it returns for a child of the sheet, and for gone when the sheet is.
        tabbed = Qt.FocusPolicy.TabFocus.value
        found = [
            each
            for each in self.findChildren(QWidget)
            if each.focusPolicy().value & tabbed and each.isEnabled() and each.isVisibleTo(self) and not _is_part(each)
        ]
        return sorted(found, key=self._place_of)

    def _place_of(self, widget: QWidget) -> tuple[tuple[int, int], ...]:
        """Where a widget stands, from the sheet inwards: line by line, each from left to right."""
        places = []
        each: QWidget | None = widget
        while each is not None and each is not self:
            # What stands in one line has its middle in common.
            places.append((round(each.geometry().center().y() / theme.px(_LINE)), each.x()))
            each = each.parentWidget()
        return tuple(reversed(places))

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
        if event.type() == QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's own
        """Darken what lies below."""
        shade = QColor(theme.INK)
        shade.setAlpha(_SHADE)
        painter = QPainter(self)
        painter.fillRect(self.rect(), shade)
        painter.end()
