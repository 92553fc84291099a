"""Small panels that drop from a chip or a title: a list with ticks and a box to find in it. Esc or a click elsewhere closes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from models.labels import tr
from models.text import fold
from ui import theme
from ui.parts.labels import plain
from ui.parts.tips import tip

_VALUE = int(Qt.ItemDataRole.UserRole)
_FOLDED = _VALUE + 1
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
# A shorter list needs no box to find in.
_FEW = 8


class DropPanel(QFrame):
    """A frame that stands over the window below its button until it is left, then gives the keyboard back to the button."""

    closed = Signal()

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self._owner = owner
        self.setObjectName("dropPanel")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*(theme.px(8),) * 4)
        self.column.setSpacing(theme.px(6))

    def drop(self) -> None:
        """Open below the owner, within the screen."""
        self.drop_at(self._owner.mapToGlobal(QPoint(0, self._owner.height() + 2)))

    def drop_at(self, at: QPoint) -> None:
        """Open here, within the screen."""
        size = self.sizeHint().boundedTo(self.screen().availableSize())
        room = self._owner.screen().availableGeometry()
        at.setX(max(room.left(), min(at.x(), room.right() - size.width())))
        at.setY(max(room.top(), min(at.y(), room.bottom() - size.height())))
        self.resize(size)
        self.move(at)
        self.show()
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """Put the keyboard where one begins."""
        self.setFocus()

    def event(self, event: QEvent) -> bool:
        """Keys are the panel's own while it is open: those of the page below (Space, Delete) do nothing."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that it was left."""
        super().hideEvent(event)
        self._owner.setFocus()
        self.closed.emit()


class TickPanel(DropPanel):
    """Values with ticks. `ticked` tells all ticked values in the order of the list whenever that changes.

    Letters find; Enter takes the highlighted value alone and closes; Space, or a click, ticks one more.
    """

    ticked = Signal(object)  # tuple of values

    def __init__(self, owner: QWidget, name: str) -> None:
        super().__init__(owner)
        self.setAccessibleName(name)
        self.finder = QLineEdit()
        self.finder.setPlaceholderText(tr("Gõ vài chữ để tìm"))
        self.finder.setAccessibleName(tr("Tìm trong: {name}", name=name))
        self.finder.textChanged.connect(self._narrow)
        self.finder.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(name)
        self.list.setUniformItemSizes(True)
        self.list.setMinimumWidth(theme.px(250))
        self.list.itemChanged.connect(self._tell)
        self.list.installEventFilter(self)
        self.hint = plain(tr("Enter: chỉ mục này · Dấu cách: đánh dấu thêm"), "small")
        self.clear_button = QPushButton(tr("Bỏ lọc"))
        self.clear_button.setProperty("link", "true")
        self.clear_button.clicked.connect(self.clear)
        for widget in (self.finder, self.list, self.hint):
            self.column.addWidget(widget)
        self.column.addWidget(self.clear_button, 0, Qt.AlignmentFlag.AlignLeft)

    def offer(self, choices: Sequence[tuple[str, Any]], values: Sequence[Any]) -> None:
        """Show these (words, value) pairs, those of `values` ticked."""
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.list.clear()
        for text, value in choices:
            item = QListWidgetItem(text)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_CHECKED if value in values else _UNCHECKED)
            item.setData(_VALUE, value)
            item.setData(_FOLDED, fold(text))
            item.setToolTip(tip(text))
            self.list.addItem(item)
        self.list.blockSignals(False)  # noqa: FBT003
        self.finder.clear()
        self.finder.setVisible(len(choices) > _FEW)
        first = next((place for place in range(self.list.count()) if self.list.item(place).checkState() == _CHECKED), 0)
        self.list.setCurrentRow(first)
        self.clear_button.setVisible(bool(values))
        row = self.list.sizeHintForRow(0) if choices else theme.px(22)
        self.list.setFixedHeight(min(max(len(choices), 2), 12) * row + 2 * self.list.frameWidth() + 2)

    def values(self) -> tuple[Any, ...]:
        """What is ticked, in the order of the list."""
        items = (self.list.item(place) for place in range(self.list.count()))
        return tuple(item.data(_VALUE) for item in items if item.checkState() == _CHECKED)

    def take_keyboard(self) -> None:
        """In the box to find in, or in the list where it is short."""
        (self.finder if self.finder.isVisibleTo(self) else self.list).setFocus()

    def sizeHint(self) -> QSize:
        """As wide as the longest value, within bounds."""
        hint = super().sizeHint()
        wide = self.list.sizeHintForColumn(0) + theme.px(60) if self.list.count() else 0
        return QSize(min(max(hint.width(), wide), theme.px(440)), hint.height())

    def clear(self) -> None:
        """Tick nothing and close."""
        self._tick_only(None)
        self.close()

    def take_current(self) -> None:
        """Tick the highlighted value alone and close; where several are ticked already, add it."""
        item = self.list.currentItem()
        if item and not item.isHidden():
            if len(self.values()) > 1:
                item.setCheckState(_CHECKED)
            else:
                self._tick_only(item)
        self.close()

    def _tick_only(self, wanted: QListWidgetItem | None) -> None:
        self.list.blockSignals(True)  # noqa: FBT003
        for place in range(self.list.count()):
            item = self.list.item(place)
            item.setCheckState(_CHECKED if item is wanted else _UNCHECKED)
        self.list.blockSignals(False)  # noqa: FBT003
        self._tell()

    def _tell(self) -> None:
        values = self.values()
        self.clear_button.setVisible(bool(values))
        self.ticked.emit(values)

    def _narrow(self, text: str) -> None:
        wanted = fold(text).split()
        first = None
        for place in range(self.list.count()):
            item = self.list.item(place)
            fits = all(word in item.data(_FOLDED) for word in wanted)
            item.setHidden(not fits)
            if fits and first is None:
                first = place
        if first is not None:
            self.list.setCurrentRow(first)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the box the arrows go through the list; Enter takes the highlighted value from either."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take_current()
            return True
        if watched is self.finder and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if key == Qt.Key.Key_Down else -1)
            return True
        if watched is self.finder and key == Qt.Key.Key_Space and (not self.finder.text() or event.modifiers()):
            item = self.list.currentItem()
            if item is not None:
                item.setCheckState(_UNCHECKED if item.checkState() == _CHECKED else _CHECKED)
            return True
        return super().eventFilter(watched, event)

    def _step(self, by: int) -> None:
        place = self.list.currentRow() + by
        while 0 <= place < self.list.count() and self.list.item(place).isHidden():
            place += by
        if 0 <= place < self.list.count():
            self.list.setCurrentRow(place)
