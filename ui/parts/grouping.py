"""The groups of a list at its left: name, how many, how many late. The chosen one filters the table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from models.labels import tr
from models.registers.groups import Group
from ui import theme, words
from ui.parts.keys import Key
from ui.parts.tips import tip

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class GroupList(QTreeWidget):
    """All, then the groups. `picked` brings the chosen `Group`, None for all, also when the chosen one came anew.

    `left` when the keyboard wants into the table.
    """

    picked = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("groupList")
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setColumnCount(3)
        self.setAccessibleName(tr("Các nhóm"))
        self.setMinimumWidth(theme.px(150))
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        self.groups: tuple[Group, ...] = ()
        self._telling = True
        self.currentItemChanged.connect(self._chosen)

    @staticmethod
    def fixed_keys() -> tuple[Key, ...]:
        """The keys of the list of groups."""
        return (Key("Right / Return", tr("sang danh sách của nhóm")),)

    def sizeHint(self) -> QSize:
        """Narrow: the table beside is what counts."""
        return QSize(theme.px(230), theme.px(200))

    def show_groups(self, groups: Sequence[Group], title: str) -> None:
        """Show these groups under the title of what they are; the one with the name of the chosen one stays chosen."""
        kept = self.current()
        self.groups = tuple(groups)
        self._telling = False
        self.clear()
        self.setHeaderLabels([title, tr("Số"), tr("Trễ")])
        for column, width in ((1, 62), (2, 50)):
            self.header().resizeSection(column, max(theme.px(width), self.header().sectionSizeHint(column)))
        head = self.headerItem()
        head.setToolTip(1, tr("Số mục của nhóm"))
        head.setToolTip(2, tr("Số mục đang quá hạn"))
        for column in (1, 2):
            head.setTextAlignment(column, _RIGHT)
        self._add(tr("Tất cả"), sum(group.count for group in groups), sum(group.late for group in groups))
        for group in groups:
            self._add(group.name, group.count, group.late)
        place = next((place for place, group in enumerate(groups, start=1) if kept is not None and group.name == kept.name), 0)
        self._highlight(place)
        self._telling = True
        if kept is not None:
            self.picked.emit(self.current())

    def _add(self, name: str, count: int, late: int) -> None:
        item = QTreeWidgetItem([name, words.number(count), words.number(late) if late else ""])
        item.setToolTip(0, tip(name))
        for column in (1, 2):
            item.setTextAlignment(column, _RIGHT)
        item.setForeground(2, theme.TONES["late"].text)
        item.setFont(2, theme.font(bold=True))
        self.addTopLevelItem(item)

    def current(self) -> Group | None:
        """The chosen group; None for all."""
        item = self.currentItem()
        place = self.indexOfTopLevelItem(item) if item else 0
        return self.groups[place - 1] if 0 < place <= len(self.groups) else None

    def choose_all(self) -> None:
        """Back to all, without telling."""
        self._telling = False
        self._highlight(0)
        self._telling = True

    def _highlight(self, place: int) -> None:
        item = self.topLevelItem(place)
        if item is not None:
            self.setCurrentItem(item)

    def _chosen(self) -> None:
        if self._telling:
            self.picked.emit(self.current())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Into the table by the arrow to the right or Enter."""
        if event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)
