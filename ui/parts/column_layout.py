"""Which columns a table shows, in which order and how wide: changed by the person, remembered on this machine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QListWidget, QListWidgetItem, QPushButton, QTableView, QWidget

from models.labels import tr
from ui import theme
from ui.parts.columns import Column, natural_width
from ui.parts.drop_panel import DropPanel
from ui.parts.keys import Key
from ui.parts.labels import plain

_KEY = int(Qt.ItemDataRole.UserRole)
_NARROWEST, _WIDEST = 40, 1_200
_SETTLE_MS = 300


@dataclass(frozen=True, slots=True)
class Place:
    """One column as it stands: its key, its width in pixels, and whether it is shown."""

    key: str
    width: int
    shown: bool = True


def written(places: Sequence[Place]) -> str:
    """As one text for the machine's settings: "content:320,-signer:120"; what is hidden has a minus."""
    return ",".join(f"{'' if place.shown else '-'}{place.key}:{place.width}" for place in places)


def read(text: str) -> list[Place]:
    """What such a text says; parts that make no sense are passed over."""
    places = []
    for part in text.split(","):
        key, _, width = part.lstrip("-").partition(":")
        if key and width.isascii() and width.isdigit() and len(width) < 6:
            places.append(Place(key, min(max(int(width), _NARROWEST), _WIDEST), not part.startswith("-")))
    return places


class ColumnLayout(QObject):
    """Governs the titles of a table whose columns have keys. `changed` when the person changed something."""

    changed = Signal()
    panel_wanted = Signal()

    def __init__(self, view: QTableView, columns: Sequence[Column], name: str) -> None:
        super().__init__(view)
        self._view = view
        self._columns = tuple(columns)
        self._name = name
        self._places = {column.key: place for place, column in enumerate(self._columns)}
        self._stretch = next((place for place, column in enumerate(self._columns) if column.stretch), -1)
        self._stretch_width = self._columns[self._stretch].width if self._stretch >= 0 else 0
        self._applying = False
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(_SETTLE_MS)
        self._saving.timeout.connect(self.save)
        head = view.horizontalHeader()
        head.setSectionsMovable(True)
        head.setMinimumSectionSize(_NARROWEST)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._menu_asked)
        head.sectionMoved.connect(self._touched)
        head.sectionResized.connect(self._resized)
        view.viewport().installEventFilter(self)
        self.apply(read(str(QSettings().value(self._settings_key()) or "")))

    def _settings_key(self) -> str:
        return f"columns/{self._name}"

    def places(self) -> list[Place]:
        """All columns from left to right, the hidden ones where they would stand."""
        head = self._view.horizontalHeader()
        found = []
        for visual in range(len(self._columns)):
            logical = head.logicalIndex(visual)
            hidden = head.isSectionHidden(logical)
            width = self._stretch_width if logical == self._stretch else head.sectionSize(logical)
            found.append(Place(self._columns[logical].key, width or self._columns[logical].width, not hidden))
        return found

    def shown(self) -> list[Column]:
        """The columns that are shown, from left to right."""
        return [self._columns[self._places[place.key]] for place in self.places() if place.shown]

    def apply(self, wanted: Sequence[Place]) -> None:
        """Show these columns so; those not named stand where the table declares them, as it declares them."""
        head = self._view.horizontalHeader()
        known = [place for place in {place.key: place for place in wanted}.values() if place.key in self._places]
        named = {place.key for place in known}
        for logical, column in enumerate(self._columns):
            if column.key not in named:
                known.insert(min(logical, len(known)), Place(column.key, column.width, column.shown))
        if not any(place.shown for place in known):
            known = [Place(column.key, column.width, column.shown) for column in self._columns]
        self._applying = True
        for visual, place in enumerate(known):
            logical = self._places[place.key]
            head.moveSection(head.visualIndex(logical), visual)
            if logical == self._stretch:
                self._stretch_width = place.width
            else:
                head.setSectionHidden(logical, False)  # noqa: FBT003 - Qt's own
                column = self._columns[logical]
                head.resizeSection(logical, natural_width(column) if place.width == column.width else place.width)
            head.setSectionHidden(logical, not place.shown)
        self._applying = False
        self._fit()

    def show_only(self, keys: Sequence[str]) -> None:
        """Show these columns in this order, each as wide as it was."""
        now = {place.key: place for place in self.places()}
        first = [Place(key, now[key].width) for key in dict.fromkeys(keys) if key in now]
        rest = [Place(key, place.width, shown=False) for key, place in now.items() if key not in keys]
        if first:
            self.apply([*first, *rest])
            self._touched()

    def set_shown(self, key: str, *, shown: bool) -> None:
        """Show or hide a column; the last one stays."""
        logical = self._places[key]
        if shown or len(self.shown()) > 1:
            self._view.horizontalHeader().setSectionHidden(logical, not shown)
            self._fit()
            self._touched()

    def move(self, key: str, by: int) -> None:
        """Move a column to the left (-1) or the right (1)."""
        head = self._view.horizontalHeader()
        visual = head.visualIndex(self._places[key])
        if 0 <= visual + by < len(self._columns):
            head.moveSection(visual, visual + by)

    def widen(self, key: str, by: int) -> None:
        """Make a column wider or narrower by so many pixels."""
        logical = self._places[key]
        if logical == self._stretch:
            self._stretch_width = min(max(self._stretch_width + by, _NARROWEST), _WIDEST)
            self._fit()
            self._touched()
        else:
            head = self._view.horizontalHeader()
            head.resizeSection(logical, min(max(head.sectionSize(logical) + by, _NARROWEST), _WIDEST))

    def reset(self) -> None:
        """As the table declares them."""
        QSettings().remove(self._settings_key())
        self._stretch_width = self._columns[self._stretch].width if self._stretch >= 0 else 0
        self.apply([])
        self._saving.stop()
        self.changed.emit()

    def save(self) -> None:
        """Remember the columns on this machine."""
        self._saving.stop()
        QSettings().setValue(self._settings_key(), written(self.places()))

    def _menu_asked(self, at: QPoint) -> None:  # noqa: ARG002 - the panel has its place
        self.panel_wanted.emit()

    def _touched(self) -> None:
        if not self._applying:
            self._saving.start()
            self.changed.emit()

    def _resized(self, logical: int, old: int, new: int) -> None:  # noqa: ARG002 - Qt's own
        if self._applying:
            return
        if logical == self._stretch:
            if self._view.horizontalHeader().sectionResizeMode(logical) == QHeaderView.ResizeMode.Interactive:
                self._stretch_width = new
                self._touched()
            return
        self._fit()
        self._touched()

    def _fit(self) -> None:
        """The wide column takes the room that is left; where too little is left, it keeps its width and the table scrolls sideways."""
        head = self._view.horizontalHeader()
        if self._stretch < 0 or head.isSectionHidden(self._stretch):
            return
        others = sum(head.sectionSize(at) for at in range(len(self._columns)) if at != self._stretch and not head.isSectionHidden(at))
        least = min(self._stretch_width, theme.px(self._columns[self._stretch].width * 2 // 5))
        room = self._view.viewport().width() - others
        self._applying = True
        if room >= least:
            head.setSectionResizeMode(self._stretch, QHeaderView.ResizeMode.Stretch)
        else:
            head.setSectionResizeMode(self._stretch, QHeaderView.ResizeMode.Interactive)
            head.resizeSection(self._stretch, least)
        self._applying = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit again when the table got another width."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)


class ColumnPanel(DropPanel):
    """All columns of a table with ticks: the keyboard's way to choose, order and widen them. Works at once."""

    def __init__(self, layout: ColumnLayout, columns: Sequence[Column], owner: QWidget) -> None:
        super().__init__(owner)
        self._layout = layout
        self._titles = {column.key: column.title for column in columns}
        self.setAccessibleName(tr("Chọn cột"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Các cột, từ trái sang phải"))
        self.list.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.list.setMinimumWidth(theme.px(260))
        self.list.itemChanged.connect(self._ticked)
        self.list.model().rowsMoved.connect(self._dragged)
        self.list.installEventFilter(self)
        self.column.addWidget(plain(tr("Cột nào, theo thứ tự nào"), "strong"))
        self.column.addWidget(self.list)
        self.column.addWidget(plain(tr("Dấu cách: hiện, ẩn · Ctrl+↑ ↓: đổi chỗ · Ctrl+← →: độ rộng"), "small"))
        row = QHBoxLayout()
        for text, slot in ((tr("Lên trước"), self._up), (tr("Ra sau"), self._down), (tr("Đặt lại cột"), self._reset)):
            button = QPushButton(text)
            button.clicked.connect(slot)
            row.addWidget(button)
        self.column.addLayout(row)

    @staticmethod
    def fixed_keys() -> tuple[Key, ...]:
        """The keys of the list of columns."""
        return (
            Key("Space", tr("hiện hay ẩn cột")),
            Key("Ctrl+Up / Ctrl+Down", tr("đổi chỗ cột")),
            Key("Ctrl+Left / Ctrl+Right", tr("hẹp hơn, rộng hơn")),
        )

    def offer(self, key: str | None = None) -> None:
        """Show the columns as they stand, this one highlighted."""
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.list.clear()
        for place in self._layout.places():
            item = QListWidgetItem(self._titles[place.key])
            item.setData(_KEY, place.key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if place.shown else Qt.CheckState.Unchecked)
            self.list.addItem(item)
            if place.key == key:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self.list.blockSignals(False)  # noqa: FBT003
        self.list.setFixedHeight(min(self.list.count(), 14) * self.list.sizeHintForRow(0) + 2 * self.list.frameWidth() + 2)

    def take_keyboard(self) -> None:
        """In the list."""
        self.list.setFocus()

    def current_key(self) -> str:
        """The highlighted column."""
        item = self.list.currentItem()
        return str(item.data(_KEY)) if item else ""

    def _ticked(self, item: QListWidgetItem) -> None:
        key = str(item.data(_KEY))
        self._layout.set_shown(key, shown=item.checkState() == Qt.CheckState.Checked)
        self.offer(key)

    def _dragged(self) -> None:
        keys = [str(self.list.item(place).data(_KEY)) for place in range(self.list.count())]
        now = {place.key: place for place in self._layout.places()}
        self._layout.apply([now[key] for key in keys])
        self._layout.save()
        self._layout.changed.emit()

    def _move(self, by: int) -> None:
        key = self.current_key()
        self._layout.move(key, by)
        self.offer(key)

    def _up(self) -> None:
        self._move(-1)

    def _down(self) -> None:
        self._move(1)

    def _reset(self) -> None:
        self._layout.reset()
        self.offer()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl with an arrow moves or widens the highlighted column."""
        control = Qt.KeyboardModifier.ControlModifier
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.modifiers() == control:
            key = event.key()
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._move(-1 if key == Qt.Key.Key_Up else 1)
                return True
            if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                self._layout.widen(self.current_key(), -10 if key == Qt.Key.Key_Left else 10)
                return True
        return super().eventFilter(watched, event)
