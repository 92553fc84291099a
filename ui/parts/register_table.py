"""The table on the screen: fixed rows of two lines, chips, sorting by a click on the title, keyboard first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QKeyCombination,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from models.labels import tr
from models.outcome import ChangeSet
from ui import theme
from ui.parts.columns import natural_width
from ui.parts.keys import Key
from ui.parts.register_model import DEPARTED_ROLE, PAGE, SECOND_ROLE, TONE_ROLE, RegisterModel
from ui.parts.selection import Selection, number_of, stretches

if TYPE_CHECKING:
    from ui.parts.clipboard import Copying

# So many selected rows are given as rows, and selected again after the list was read anew; more are only counted and named by id.
MOST_ROWS = 5 * PAGE
# A list that is read for longer than this is greyed meanwhile; shorter than that would only flicker.
_VEIL_AFTER_MS = 150
_VEIL_ALPHA = 150
# So many rows are looked at for the next one that is still found.
_LOOK_AHEAD = 5_000
_COPY_CELL = QKeyCombination(Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_C)

# For letters of the usual size: `theme.px` of them is what is drawn.
ROW_HEIGHT = 46
_CHIP_HEIGHT = 18
_SOFT_HEIGHT = 17
_HEAD_HEIGHT = 31
_PAD = 10
_LINE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def paint_chip(painter: QPainter, place: QRect, text: str, tone: str) -> None:
    """A pill with words, at the left of `place`, in its middle height; cut with … where there is no room."""
    colours = theme.TONES.get(tone) or theme.TONES["done"]
    painter.setFont(theme.font(pixels=12, bold=True))
    metrics = painter.fontMetrics()
    words = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width() - 16)
    high = theme.px(_CHIP_HEIGHT)
    pill = QRect(place.left(), place.center().y() - high // 2, metrics.horizontalAdvance(words) + 16, high)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.back)
    painter.drawRoundedRect(pill, high / 2, high / 2)
    painter.setPen(colours.text)
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)


class ChipDelegate(QStyledItemDelegate):
    """Paints a state as a pill."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """The cell's ground, then the pill."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place: QRect = option.rect
        _ground(painter, option)
        text = index.data()
        if text:
            paint_chip(painter, place.adjusted(_PAD, 0, -4, 0), text, index.data(TONE_ROLE))
        painter.restore()


class TwoLineDelegate(QStyledItemDelegate):
    """Paints a strong line (two where the row is high enough) and a soft one below it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """The cell's ground, then the lines, each cut with … where there is no room."""
        painter.save()
        _ground(painter, option)
        place: QRect = option.rect.adjusted(_PAD, 2, -6, -2)
        below = index.data(SECOND_ROLE)
        gone = bool(index.data(DEPARTED_ROLE))
        letters = QFont(theme.font(bold=True))
        letters.setStrikeOut(gone)
        strong = QFontMetrics(letters)
        wrapped = index.data() or ""
        soft = theme.px(_SOFT_HEIGHT) if below else 0
        lines: tuple[str, ...] = (strong.elidedText(wrapped, Qt.TextElideMode.ElideRight, place.width()),)
        if strong.horizontalAdvance(wrapped) > place.width() and place.height() >= 2 * strong.height() + soft:
            lines = two_lines(wrapped, strong, place.width())
        top = place.top() + (place.height() - len(lines) * strong.height() - soft) // 2
        painter.setFont(letters)
        painter.setPen(theme.INK_SOFT if gone else theme.INK)
        for line in lines:
            painter.drawText(QRect(place.left(), top, place.width(), strong.height()), _LINE, line)
            top += strong.height()
        if below:
            font = theme.font(pixels=12)
            painter.setFont(font)
            painter.setPen(theme.INK_SOFT)
            words = QFontMetrics(font).elidedText(below, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(QRect(place.left(), top, place.width(), soft), _LINE, words)
        painter.restore()


class TextDelegate(QStyledItemDelegate):
    """Plain cells: at most two lines, cut at the end, never markup."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """One line in the middle, or two lines wrapped."""
        text = index.data()
        painter.save()
        _ground(painter, option)
        if text:
            font = index.data(int(Qt.ItemDataRole.FontRole)) or theme.font()
            painter.setFont(font)
            painter.setPen(index.data(int(Qt.ItemDataRole.ForegroundRole)) or theme.INK)
            place: QRect = option.rect.adjusted(_PAD, 0, -6, 0)
            metrics = painter.fontMetrics()
            if index.data(int(Qt.ItemDataRole.TextAlignmentRole)) & int(Qt.AlignmentFlag.AlignRight):
                painter.drawText(place, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), text)
            elif metrics.horizontalAdvance(text) <= place.width() or place.height() < 2 * metrics.height():
                painter.drawText(place, _LINE, metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width()))
            else:
                first, second = two_lines(text, metrics, place.width())
                top = place.top() + (place.height() - 2 * metrics.height()) // 2
                for number, line in enumerate((first, second)):
                    box = QRect(place.left(), top + number * metrics.height(), place.width(), metrics.height())
                    painter.drawText(box, _LINE, line)
        painter.restore()


def two_lines(text: str, metrics: QFontMetrics, width: int) -> tuple[str, str]:
    """The text broken at a space (or after -, / where a word is too long) into two lines, the second cut with …."""
    # Longer text cannot show; breaking a whole page of it at each repaint would cost.
    text = " ".join(text[:400].split())
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if metrics.horizontalAdvance(text, middle) <= width:
            low = middle
        else:
            high = middle - 1
    cut = text.rfind(" ", 0, low + 1)
    if cut <= 0:
        hyphen = max(text.rfind("-", 0, low), text.rfind("/", 0, low))
        cut = hyphen + 1 if hyphen > 0 else low
    return text[:cut], metrics.elidedText(text[cut:].lstrip(), Qt.TextElideMode.ElideRight, width)


def _ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Selection or paper, and the hairline under the row."""
    place: QRect = option.rect
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(place, theme.PRIMARY_PALE)
    painter.fillRect(place.left(), place.bottom(), place.width(), 1, theme.LINE)


@dataclass(frozen=True, slots=True)
class _Wish:
    """What to select when the list that was asked for stands: this record, else this place (-1 for none).

    `wanted`: tell that the record is missing instead. `top` is the scroll bar's value to come back to.
    """

    place: int
    record_id: int | None = None
    wanted: bool = False
    top: int | None = None
    several: frozenset[int] = frozenset()
    everything: bool = False


class RegisterTable(QTableView):
    """A view on a `RegisterModel`; also used for other tables of the screen. `row_height` is that for letters of the usual size."""

    row_changed = Signal()
    opened = Signal()
    menu_wanted = Signal(QPoint)
    letters = Signal(str)  # typed on the list: what is looked for begins with them
    told = Signal(str)  # good news, for the status bar
    missing = Signal(int)  # the record that was to be shown is not in the list
    painted = Signal()  # once, when rows stand on the screen for the first time

    def __init__(self, model: RegisterModel, parent: QWidget | None = None, *, row_height: int = ROW_HEIGHT) -> None:
        super().__init__(parent)
        self.register_model = model
        self.empty_text = ""
        self._was_painted = False
        self._delegates = {"chip": ChipDelegate(self), "two": TwoLineDelegate(self), "text": TextDelegate(self)}
        self.setItemDelegate(self._delegates["text"])
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu_asked)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.px(row_height))
        rows.setMinimumSectionSize(theme.px(row_height))
        rows.hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setFixedHeight(theme.px(_HEAD_HEIGHT))
        head.setSectionsClickable(True)
        head.sectionClicked.connect(self.sort_by)
        self.doubleClicked.connect(self._double_clicked)
        self._wish = _Wish(-1)
        self._copying: Copying | None = None
        self._veil = QTimer(self)
        self._veil.setSingleShot(True)
        self._veil.setInterval(_VEIL_AFTER_MS)
        self._veil.timeout.connect(self.viewport().update)
        self._telling = QTimer(self)
        self._telling.setSingleShot(True)
        self._telling.setInterval(0)
        self._telling.timeout.connect(self.row_changed)
        self._show_model(model)

    def _show_model(self, model: RegisterModel) -> None:
        """Show this model with the widths and looks that its columns declare."""
        self.setModel(model)
        head = self.horizontalHeader()
        for place, column in enumerate(model.columns):
            self.setItemDelegateForColumn(place, self._delegates[column.look])
            if column.stretch:
                head.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
            else:
                head.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
                head.resizeSection(place, natural_width(column))
        # A header asks for every selected row whether it is selected: it looks at a selection of its own, which stays empty.
        head.setSelectionModel(QItemSelectionModel(model, head))
        self.selectionModel().currentRowChanged.connect(self._telling.start)
        self.selectionModel().selectionChanged.connect(self._telling.start)
        model.modelReset.connect(self._telling.start)
        model.arrived.connect(self._arrived)
        model.waiting.connect(self._waits)
        model.dataChanged.connect(self._telling.start)
        self.show_order()

    def show_order(self) -> None:
        """The arrow in the title of the column that the query sorts by."""
        model = self.register_model
        head = self.horizontalHeader()
        sort = getattr(model.query, "sort", "")
        place = next((place for place, column in enumerate(model.columns) if column.sort and column.sort == sort), -1)
        head.setSortIndicatorShown(place >= 0)
        if place >= 0:
            down = getattr(model.query, "descending", False)
            head.setSortIndicator(place, Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder)

    def current_row(self) -> Any:
        """The selected row, of several the one that the keyboard is on; None when nothing readable is selected."""
        parts = self.selected_places()
        place = parts[0][0] if number_of(parts) == 1 else self.currentIndex().row()
        if place < 0:
            return None
        row = self.register_model.row_at(place)
        return row if row.id else None

    def selected_places(self) -> list[tuple[int, int]]:
        """The selected rows as (first, last) places in order."""
        return stretches(self.selectionModel().selection())

    def selected_count(self) -> int:
        """How many rows are selected."""
        return number_of(self.selected_places())

    def current_rows(self) -> list[Any]:
        """The selected rows in the order of the list, at most the first `MOST_ROWS`; `selection` names all."""
        rows: list[Any] = []
        for first, last in self.selected_places():
            for place in range(first, min(last, first + MOST_ROWS - len(rows) - 1) + 1):
                row = self.register_model.row_at(place)
                if row.id:
                    rows.append(row)
        return rows

    def selection(self) -> Selection:
        """What is selected, as a value. All rows of what a query finds are named by the query. Raises OfficeError."""
        model = self.register_model
        parts = self.selected_places()
        number = number_of(parts)
        if number and number == model.rowCount() and not model.shows_only():
            return Selection(None, model.query, model.total())
        ids = tuple(found for first, last in parts for found in model.ids_between(first, last))
        return Selection(ids, model.query, len(ids))

    def select_places(self, places: list[int]) -> None:
        """Select these rows beside the one that the keyboard is on."""
        chosen = QItemSelection()
        for place in places:
            chosen.select(self.register_model.index(place, 0), self.register_model.index(place, 0))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)

    def select_place(self, place: int) -> None:
        """Select the row at this place alone and show it; in a list that is still being read, as soon as it stands."""
        if self.register_model.loading:
            self._wish = _Wish(place)
        elif 0 <= place < self.register_model.rowCount():
            index = self.register_model.index(place, 0)
            self.setCurrentIndex(index)
            # Qt asks the keyboard how to select, and a key of an action may still be held down.
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().select(index, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(index)

    def _extend_to(self, place: int) -> None:
        """Select from the other end of what is selected around the keyboard's row to this place."""
        here = self.currentIndex().row()
        if here < 0 or not self.register_model.rowCount():
            return
        first, last = next(((first, last) for first, last in self.selected_places() if first <= here <= last), (here, here))
        anchor = first if here == last else last
        model, flags = self.register_model, QItemSelectionModel.SelectionFlag
        chosen = QItemSelection(model.index(min(anchor, place), 0), model.index(max(anchor, place), 0))
        self.selectionModel().setCurrentIndex(model.index(place, 0), flags.NoUpdate)
        self.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(self.currentIndex())

    def apply(self, changes: ChangeSet, table: str) -> bool:
        """Show what changed (see the model's `apply_changes`); what is selected and found no more gives way to the next row.

        A row that comes back, as after an undo, is selected again.
        """
        model = self.register_model
        parts = self.selected_places()
        places = [place for first, last in parts for place in range(first, last + 1)] if number_of(parts) <= PAGE else []
        gone = model.departed()
        if not model.apply(changes, table):
            return False
        back = [place for place in gone if not model.has_departed(place)]
        if places and all(model.has_departed(place) for place in places) and not gone.issuperset(places):
            self._move_on(places)
        elif len(back) == 1:
            self.select_place(back[0])
        return True

    def _move_on(self, places: list[int]) -> None:
        """Select the next row that the query still finds, below these or else above."""
        model = self.register_model
        below = range(places[-1] + 1, model.rowCount())
        above = range(places[0] - 1, -1, -1)
        for place in (*islice(below, _LOOK_AHEAD), *islice(above, _LOOK_AHEAD)):
            if not model.has_departed(place):
                self.select_place(place)
                return

    def reload_keeping(self, *, otherwise: int = -1) -> None:
        """Read all anew, then select the records that were selected, or what now stands in the place of one.

        `otherwise`: the place to select where nothing was selected; -1 for none.
        """
        model = self.register_model
        if model.loading:
            # What was selected stands in the wish still.
            model.reload(find=self._wish.record_id, near=max(self._wish.place, 0))
            return
        index = self.currentIndex()
        place = index.row() if index.isValid() else -1
        row = self.current_row()
        number = self.selected_count()
        self._wish = _Wish(
            place if place >= 0 else otherwise,
            record_id=row.id if row is not None else None,
            top=self.verticalScrollBar().value(),
            several=frozenset(each.id for each in self.current_rows()) if 1 < number <= MOST_ROWS else frozenset(),
            everything=number > 1 and number == model.rowCount(),
        )
        model.reload(find=self._wish.record_id, near=max(place, 0))

    def show_query(self, query: Any, *, keep: bool = False) -> None:
        """Show another query from its top, or at the selected record where `keep` and it is found there too."""
        row = self.current_row() if keep else None
        self._wish = _Wish(0, record_id=row.id if row is not None else None)
        self.register_model.set_query(query, find=self._wish.record_id)
        self.show_order()

    def show_record(self, record_id: int) -> None:
        """Select this record where it stands in the list, which is read there if need be; `missing` tells that it is not in it."""
        place = None if self.register_model.loading else self.register_model.place_of(record_id)
        if place is not None:
            self.select_place(place)
            return
        self._wish = _Wish(-1, record_id=record_id, wanted=True, top=self.verticalScrollBar().value())
        self.register_model.reload(find=record_id)

    def _arrived(self, found: int | None) -> None:
        """A list that was asked for stands: select in it what was wished."""
        wish, self._wish = self._wish, _Wish(-1)
        model = self.register_model
        if wish.wanted and found is None and wish.record_id is not None:
            self.missing.emit(wish.record_id)
            return
        if model.rowCount() == 0:
            return
        if wish.top is not None:
            self.verticalScrollBar().setValue(wish.top)
        place = found if found is not None else min(wish.place, model.rowCount() - 1)
        if place >= 0:
            self.select_place(place)
        if wish.everything:
            self.selectAll()
        elif wish.several:
            again = [at for record_id in wish.several if (at := model.place_of(record_id)) is not None]
            if len(again) > 1:
                self.select_places(sorted(again))

    def _waits(self) -> None:
        """A list is being read, or stands now."""
        if self.register_model.loading:
            self._veil.start()
        else:
            self._veil.stop()
        self.viewport().update()

    def copying(self) -> Copying:
        """What copies from this table, loaded when it is used for the first time."""
        if self._copying is None:
            from ui.parts.clipboard import Copying

            self._copying = Copying(self)
        return self._copying

    def shown_columns(self) -> list[int]:
        """The columns that are shown, by their number in the model, from left to right."""
        head = self.horizontalHeader()
        return [place for at in range(head.count()) if not head.isSectionHidden(place := head.logicalIndex(at))]

    def sizeHintForColumn(self, column: int) -> int:
        """The declared width: measuring rows would read them."""
        return theme.px(self.register_model.columns[column].width)

    def minimumSizeHint(self) -> QSize:
        """Small: the splitter decides."""
        return QSize(200, 100)

    def sort_by(self, column: int) -> None:
        """In the order of this column, or the other way round; the selected record stays selected."""
        model = self.register_model
        if sort := model.columns[column].sort:
            same = getattr(model.query, "sort", "") == sort
            self.show_query(replace(model.query, sort=sort, descending=same and not model.query.descending), keep=True)
        else:
            self.show_order()

    def _menu_asked(self, at: QPoint) -> None:
        self.menu_wanted.emit(self.viewport().mapToGlobal(at))

    def _double_clicked(self) -> None:
        self.opened.emit()

    @staticmethod
    def fixed_keys() -> tuple[Key, ...]:
        """What a list obeys by itself."""
        return (
            Key("Up / Down", tr("Dòng trên, dòng dưới")),
            Key("Home / End", tr("Dòng đầu, dòng cuối")),
            Key("PgUp / PgDown", tr("Lùi, tiến một màn hình dòng")),
            Key("Return", tr("Sang phần chi tiết của dòng")),
            Key("Shift+Up / Shift+Down", tr("Chọn thêm dòng liền kề")),
            Key("Shift+Home / Shift+End", tr("Chọn đến dòng đầu, dòng cuối")),
            Key("Ctrl+Space", tr("Thêm hay bớt dòng này khỏi lựa chọn")),
            Key("Ctrl+A", tr("Chọn tất cả")),
            Key("Ctrl+C", tr("Chép các dòng đang chọn, dán được vào bảng tính")),
            Key("Ctrl+Shift+C", tr("Chép một ô")),
            Key("Menu", tr("Việc làm được với dòng đang chọn")),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+C copies the rows, Home and End go to the first and last row (with Shift selecting up to there).

        Letters go to whoever listens to `letters`.
        """
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copying().rows()
        elif event.keyCombination() == _COPY_CELL:
            self.copying().cell()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            place = 0 if event.key() == Qt.Key.Key_Home else self.register_model.rowCount() - 1
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._extend_to(place)
            else:
                self.select_place(place)
        elif self._is_typing(event):
            self.letters.emit(event.text())
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _is_typing(event: QKeyEvent) -> bool:
        """Whether this key writes a letter or digit, as one types the beginning of what one looks for."""
        keys = Qt.KeyboardModifier
        plain = event.modifiers() & ~(keys.ShiftModifier | keys.KeypadModifier | keys.GroupSwitchModifier) == keys.NoModifier
        return plain and event.text().isprintable() and bool(event.text().strip())

    def keyboardSearch(self, search: str) -> None:
        """Nothing: Qt would look through every row, and so read the whole book."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, or why there are none."""
        super().paintEvent(event)
        model = self.register_model
        if not self._was_painted and model.rowCount():
            self._was_painted = True
            self.painted.emit()
        if model.loading:
            if not self._veil.isActive():
                self._paint_veil()
        elif model.rowCount() == 0:
            painter = QPainter(self.viewport())
            painter.setPen(theme.TONES["late"].text if model.problem else theme.INK_SOFT)
            place = self.viewport().rect().adjusted(24, 36, -24, -24)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap), model.problem or self.empty_text)
            painter.end()

    def _paint_veil(self) -> None:
        """Grey over the old rows, and the words that new ones are being read."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        grey = QColor(theme.PAPER)
        grey.setAlpha(_VEIL_ALPHA)
        painter.fillRect(self.viewport().rect(), grey)
        place = self.viewport().rect().adjusted(_PAD, 8, -_PAD, 0)
        place.setHeight(theme.px(_CHIP_HEIGHT + 6))
        paint_chip(painter, place, tr("Đang tìm…"), "paused")
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Repaint chips when the window becomes active or not."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            self.viewport().update()
