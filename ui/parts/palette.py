"""Ctrl+K: find or do anything. Over the window, by keyboard alone: records of the three books, actions with their keys, pages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from models.errors import OfficeError
from models.labels import tr
from ui import theme, words
from ui.parts import palette_hits
from ui.parts.everywhere import find_everywhere
from ui.parts.labels import plain
from ui.parts.latest import Latest
from ui.parts.overlay import Overlay
from ui.parts.palette_hits import Hit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.main_window import MainWindow

_PAUSE_MS = 120
_RECENT = 6
_HIT = int(Qt.ItemDataRole.UserRole)
_SIDE = _HIT + 1
_KEYS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}


class _Box(QLineEdit):
    """The line that is typed into; arrows and Enter are for the list below."""

    moved = Signal(int)
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Everything else is typing."""
        step = _KEYS.get(Qt.Key(event.key()))
        if step is not None:
            self.moved.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class _LineDelegate(QStyledItemDelegate):
    """A title of a group, or a line with its key or place at the right edge; cut with … where there is no room."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One line of letters and some air."""
        return QSize(100, option.fontMetrics.height() + theme.px(11))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Ground, words, right edge."""
        painter.save()
        place: QRect = option.rect
        title = index.data(_HIT) is None
        if option.state & QStyle.StateFlag.State_Selected and not title:
            painter.fillRect(place, theme.PRIMARY_PALE)
        inside = place.adjusted(theme.px(10), 0, -theme.px(10), 0)
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        side = index.data(_SIDE) or ""
        painter.setFont(theme.font(pixels=11, bold=title))
        painter.setPen(theme.INK_SOFT)
        if side:
            painter.drawText(inside, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), side)
            inside.adjust(0, 0, -painter.fontMetrics().horizontalAdvance(side) - theme.px(16), 0)
        if not title:
            painter.setFont(theme.font())
            painter.setPen(theme.INK)
        shown = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, left, shown)
        painter.restore()


class Palette(Overlay):
    """Opened by `ask`. Enter does or opens the chosen line; Esc gives the keyboard back where it was."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window.frame, width=640)
        self._main = window
        self._offered: list[Hit] = []
        self._records: list[Hit] = []
        self._recent: list[Hit] = []
        self._enter_pressed = False
        self.box = _Box()
        self.box.setMaxLength(200)
        self.box.setPlaceholderText(tr("Gõ số, mã, tên, điện thoại, tên việc hoặc tên trang"))
        self.box.setAccessibleName(tr("Tìm hoặc làm mọi việc"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Kết quả tìm"))
        self.list.setItemDelegate(_LineDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.said = plain("", "soft")
        for widget in (self.box, self.list, self.said):
            self.column.addWidget(widget)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self._searching = Latest(self)
        self._searching.done.connect(self._found)
        self._searching.failed.connect(self._refused)
        self.box.textChanged.connect(self._typed)
        self.box.moved.connect(self._move)
        self.box.entered.connect(self._entered)
        self.list.itemClicked.connect(self._clicked)
        self.list.currentItemChanged.connect(self._say_current)

    # ---- opening and closing ----

    def ask(self, text: str = "") -> None:
        """Open, with this typed already."""
        self._offered = palette_hits.hits(self._main)
        self._records = []
        self._enter_pressed = False
        self.show_over()
        self.box.setText(text)
        self._typed(text)

    def first(self) -> QWidget:
        """The line to type into."""
        return self.box

    def wanted_height(self) -> int:
        """Two thirds of the window: a list that grows and shrinks at every letter is hard to read."""
        return max(theme.px(320), self.over.height() * 2 // 3)

    def leave(self) -> None:
        """Close; nobody waits for records any more."""
        self._pause.stop()
        self._searching.drop()
        super().leave()

    # ---- searching ----

    def _typed(self, text: str) -> None:
        self._pause.stop()
        self._searching.drop()
        self._records = []
        self._enter_pressed = False
        if self._wanted():
            self._pause.start()
        self._show_lines()
        self._say(tr("Đang tìm trong ba sổ…") if text.strip() and self._wanted() else "")

    def _wanted(self) -> bool:
        """Whether what is typed is enough to look for in the books."""
        return len(self.box.text().strip()) > 1 or self.box.text().strip().isdigit()

    def _search(self) -> None:
        assert self._main.office is not None
        self._searching.ask(partial(find_everywhere, self._main.office, self.box.text()))

    def _found(self, groups: Any) -> None:
        self._records = palette_hits.record_hits(self._main, groups)
        self._show_lines()
        self._say("" if self.list.count() else tr("Không tìm thấy mục nào. Thử ít chữ hơn, hoặc một phần của số, mã, tên."))
        if self._enter_pressed:
            self._entered()

    def has_records(self) -> bool:
        """Whether records with the typed words are shown."""
        return bool(self._records)

    def _refused(self, error: OfficeError) -> None:
        self._say(words.sentence(error))

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def _lines(self) -> list[Hit]:
        """What is shown now, in order. What holds a figure is looked for in the books first."""
        text = self.box.text().strip()
        if not text:
            offered = {hit.key for hit in self._offered}
            recent = [hit for hit in self._recent if hit.key in offered or hit.key.startswith("record:")]
            seen = {hit.key for hit in recent}
            return recent + [hit for hit in palette_hits.at_hand(self._main) if hit.key not in seen]
        deeds = palette_hits.matching(self._offered, text)
        return [*self._records, *deeds] if any(letter.isdigit() for letter in text) else [*deeds, *self._records]

    def _show_lines(self) -> None:
        """Fill the list; the chosen line stays chosen where it is still there and was moved to, else the first is."""
        before = self._current()
        moved = before is not None and self.list.currentRow() != 1
        self.list.clear()
        chosen = None
        for title, found in palette_hits.grouped(self._titled(self._lines())):
            head = QListWidgetItem(title, self.list)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            for hit in found:
                line = QListWidgetItem(hit.text, self.list)
                line.setData(_HIT, hit)
                line.setData(_SIDE, hit.side)
                line.setToolTip(words.shortened(hit.text, 200) if len(hit.text) > 70 else "")
                if chosen is None or (moved and before is not None and hit.key == before.key):
                    chosen = line
        if chosen is not None:
            self.list.setCurrentItem(chosen)

    def _titled(self, found: Sequence[Hit]) -> list[Hit]:
        """Before anything is typed the recent ones stand under a title of their own."""
        if self.box.text().strip():
            return list(found)
        recent = {hit.key for hit in self._recent}
        title = tr("Vừa dùng")
        return [Hit(hit.key, title, hit.text, hit.go, hit.side) if hit.key in recent else hit for hit in found]

    # ---- choosing ----

    def _current(self) -> Hit | None:
        # Qt's own types deny that there may be none.
        item = cast("QListWidgetItem | None", self.list.currentItem())
        hit = item.data(_HIT) if item is not None else None
        return hit if isinstance(hit, Hit) else None

    def _move(self, step: int) -> None:
        """To another line, over the titles; round at the ends when going by one."""
        rows = [row for row in range(self.list.count()) if self.list.item(row).data(_HIT) is not None]
        if not rows:
            return
        here = rows.index(self.list.currentRow()) if self.list.currentRow() in rows else 0
        place = (here + step) % len(rows) if abs(step) == 1 else max(0, min(len(rows) - 1, here + step))
        self.list.setCurrentRow(rows[place])
        # The title of the first group is seen again when one comes back to its first line.
        self.list.scrollToItem(self.list.item(0 if place == 0 else rows[place]))

    def _say_current(self) -> None:
        """For those who hear the screen: the line that Enter would do."""
        hit = self._current()
        self.box.setAccessibleDescription(f"{hit.text} {hit.side}".strip() if hit is not None else "")

    def _clicked(self, item: QListWidgetItem) -> None:
        if item.data(_HIT) is not None:
            self._entered()

    def _entered(self) -> None:
        """Do it. Where only records can be meant and they are still looked for, do the first as soon as it is there."""
        hit = self._current()
        if hit is None:
            self._enter_pressed = self._pause.isActive() or self._searching.busy()
            return
        if hit.key.startswith(("record:", "action:", "page:", "place:")):
            self._recent = [hit, *(each for each in self._recent if each.key != hit.key)][:_RECENT]
        self.leave()
        hit.go()
