"""Short lists with groups on the sheets: columns, colours of states. The long lists of the books are `ui.parts.register_table`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTreeWidget, QTreeWidgetItem

from ui import theme
from ui.parts.tips import tip

_DATA = int(Qt.ItemDataRole.UserRole)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class KeyTree(QTreeWidget):
    """A tree that leaves Ctrl+Enter and Esc to the sheet; a plain Enter opens the line."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What belongs to the sheet goes there."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.currentItem() is not None:
            self.itemActivated.emit(self.currentItem(), 0)
        elif enter or event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Roomy(QStyledItemDelegate):
    """Lines with some room above and below their letters."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return super().sizeHint(option, index) + QSize(0, theme.px(8))


def tree(name: str, heads: Sequence[str], widths: Sequence[int], *, right: Sequence[int] = ()) -> KeyTree:
    """A list with these columns; one of width 0 takes what room is left, those of `right` hold numbers.

    Widths are for the usual size of letters.
    """
    made = KeyTree()
    made.setAccessibleName(name)
    made.setHeaderLabels(list(heads))
    for column, head in enumerate(heads):
        made.headerItem().setToolTip(column, tip(head))
    made.setUniformRowHeights(True)
    made.setAllColumnsShowFocus(True)
    made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setItemDelegate(_Roomy(made))
    for column in right:
        made.headerItem().setTextAlignment(column, _RIGHT)
    header = made.header()
    header.setStretchLastSection(False)
    # On a small screen the list scrolls sideways; a column never becomes a stripe of single letters.
    header.setMinimumSectionSize(theme.px(80))
    for column, width in enumerate(widths):
        if width:
            made.setColumnWidth(column, theme.px(width))
        else:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
    return made


def add_line(parent: QTreeWidget | QTreeWidgetItem, cells: Sequence[str], data: Any, *, right: Sequence[int] = ()) -> QTreeWidgetItem:
    """A line with these words; whoever asks for `data_of` it gets `data`."""
    item = QTreeWidgetItem(parent, list(cells))
    item.setData(0, _DATA, data)
    item.setToolTip(0, tip(cells[0]))
    for column in right:
        item.setTextAlignment(column, _RIGHT)
    return item


def choose(view: QTreeWidget, item: QTreeWidgetItem | None) -> None:
    """Select this line, where there is one."""
    if item is not None:
        view.setCurrentItem(item)


def lines_of(view: QTreeWidget) -> list[QTreeWidgetItem]:
    """The lines on top: titles of groups, or all lines of a list without groups."""
    return [item for place in range(view.topLevelItemCount()) if (item := view.topLevelItem(place)) is not None]


def lines_in(group: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    """The lines of a group."""
    return [item for place in range(group.childCount()) if (item := group.child(place)) is not None]


def data_of(item: QTreeWidgetItem | None) -> Any:
    """What a line stands for; None for the title of a group and for no line."""
    return None if item is None else item.data(0, _DATA)


def tone_item(item: QTreeWidgetItem, column: int, tone: str) -> None:
    """Give a word the colour of its state."""
    item.setForeground(column, theme.TONES[tone].text)
