"""The days of a month or a week as a table: weeks are rows, weekdays are columns. Each cell paints its day and says it in words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from models.labels import tr
from models.registers.due_days import DueCount
from ui import theme, words
from ui.pages.calendar_reading import DAYS_OF_WEEK, Day, Span, counted, late_words, sentence, short_weekday_names, weekday_names
from ui.parts.keys import Key
from ui.parts.register_table import two_lines
from ui.parts.tips import tip

Index = QModelIndex | QPersistentModelIndex
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -DAYS_OF_WEEK, Qt.Key.Key_Down: DAYS_OF_WEEK}
_ELIDE = Qt.TextElideMode.ElideRight
_LINE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_NO_INDEX = QModelIndex()
_SATURDAY = 5
_WEEKEND = 0.1


class CalendarModel(QAbstractTableModel):
    """The days of a `Span`. The text of a cell is its whole sentence: what a screen reader says of it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._span: Span | None = None
        self._short = False

    def name_short(self, short: bool) -> None:  # noqa: FBT001 - a state, said by its name
        """Whether the weekdays are named short above narrow columns."""
        if short != self._short:
            self._short = short
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, DAYS_OF_WEEK - 1)

    def show_span(self, span: Span) -> None:
        """Show these days."""
        self.beginResetModel()
        self._span = span
        self.endResetModel()

    def day_at(self, index: Index) -> Day | None:
        """The day of a cell."""
        if self._span is None or not index.isValid():
            return None
        return self._span.days[index.row() * DAYS_OF_WEEK + index.column()]

    def index_of(self, day: date) -> QModelIndex:
        """The cell of a day; an invalid one where it is not shown."""
        if self._span is None or not self._span.first <= day <= self._span.last:
            return QModelIndex()
        row, column = divmod((day - self._span.first).days, DAYS_OF_WEEK)
        return self.index(row, column)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """One a week."""
        return 0 if parent.isValid() or self._span is None else len(self._span.days) // DAYS_OF_WEEK

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Seven."""
        return 0 if parent.isValid() else DAYS_OF_WEEK

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """The sentence of the day."""
        day = self.day_at(index)
        if day is None or role not in (_DISPLAY, _TIP):
            return None
        if role == _DISPLAY:
            return sentence(day)
        more = "\n".join(f"{line.cells[0]} {line.cells[1]}".strip() for line in day.lines)
        return tip(f"{sentence(day)}\n{more}".strip())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """The weekdays."""
        if orientation == Qt.Orientation.Horizontal and (role == _TIP or (role == _DISPLAY and not self._short)):
            return weekday_names()[section]
        if role == _DISPLAY and orientation == Qt.Orientation.Horizontal:
            return short_weekday_names()[section]
        return None


class DayDelegate(QStyledItemDelegate):
    """Paints a day: its number, why the office rests, and what is due, each with its word."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        model = index.model()
        day = model.day_at(index) if isinstance(model, CalendarModel) else None
        if day is None:
            return
        painter.save()
        place: QRect = option.rect
        painter.fillRect(place, theme.GROUND if day.rest else theme.PAPER)
        painter.setPen(theme.LINE)
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        painter.drawLine(place.topRight(), place.bottomRight())
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(place.adjusted(0, 0, -1, -1), theme.PRIMARY_PALE)
            painter.setPen(QPen(theme.PRIMARY, 2 if option.state & QStyle.StateFlag.State_HasFocus else 1))
            painter.drawRect(place.adjusted(1, 1, -2, -2))
        inside = place.adjusted(theme.px(6), theme.px(4), -theme.px(5), -theme.px(3))
        painter.setClipRect(inside)
        top = self._head(painter, inside, day)
        if day.lines:
            self._lines(painter, inside, top, day)
        else:
            self._counts(painter, inside, top, day)
        painter.restore()

    def _head(self, painter: QPainter, inside: QRect, day: Day) -> int:
        """The number of the day, "hôm nay", and the name of a special day below it; where the rest begins."""
        painter.setFont(theme.font(bold=day.today or day.inside))
        metrics = painter.fontMetrics()
        height = metrics.height() + theme.px(2)
        number = str(day.date.day) if day.date.day != 1 else f"{day.date.day}/{day.date.month}"
        text = tr("{day} · hôm nay", day=number) if day.today else number
        if metrics.horizontalAdvance(text) + theme.px(10) > inside.width():
            text = number  # the tooltip says the word
        width = metrics.horizontalAdvance(text) + theme.px(10)
        box = QRect(inside.left(), inside.top(), width, height)
        if day.today:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.PRIMARY)
            painter.drawRoundedRect(box, height / 2, height / 2)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.PAPER)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
        else:
            painter.setPen(theme.INK if day.inside else theme.INK_SOFT)
            painter.drawText(box, _LINE, text)
        top = inside.top() + height + theme.px(2)
        return self._special(painter, inside, top, day) if day.special else top

    def _special(self, painter: QPainter, inside: QRect, top: int, day: Day) -> int:
        """The name of a holiday or a swap below the number, on as many lines as it needs, two at most."""
        painter.setFont(theme.font(pixels=11))
        painter.setPen(theme.TONES["late" if day.rest else "ok"].text)
        metrics = painter.fontMetrics()
        lines = [day.special]
        if metrics.horizontalAdvance(day.special) > inside.width():
            lines = list(two_lines(day.special, metrics, inside.width()))
        for line in lines:
            painter.drawText(QRect(inside.left(), top, inside.width(), metrics.height()), _LINE, line)
            top += metrics.height()
        return top

    def _counts(self, painter: QPainter, inside: QRect, top: int, day: Day) -> None:
        """A line a kind: how many, and how many of them late."""
        painter.setFont(theme.font(pixels=12))
        height = painter.fontMetrics().height()
        # Where the room does not suffice for all, what is late shows before what waits, and that before what has ended.
        for one in sorted(day.counts, key=_late_first):
            colour: QColor = theme.INK_SOFT
            if one.waiting:
                colour = theme.TONES["soon"].text if day.soon else theme.INK
            text, late = counted(one), late_words(one)
            painter.setPen(colour)
            width = painter.fontMetrics().horizontalAdvance(text)
            painter.drawText(QRect(inside.left(), top, inside.width(), height), _LINE, _fitting(painter, text, inside.width()))
            if late:
                left = inside.left() + width + theme.px(5)
                if left + painter.fontMetrics().horizontalAdvance(late) > inside.right():
                    top, left = top + height, inside.left()
                painter.setPen(theme.TONES["late"].text)
                painter.setFont(theme.font(pixels=12, bold=True))
                painter.drawText(QRect(left, top, inside.right() - left, height), _LINE, late)
                painter.setFont(theme.font(pixels=12))
            top += height + theme.px(1)

    def _lines(self, painter: QPainter, inside: QRect, top: int, day: Day) -> None:
        """The records of the day, as many as there is room for, each with its state in a word; how many more."""
        total = sum(one.waiting + one.ended for one in day.counts)
        painter.setFont(theme.font(pixels=12))
        height = painter.fontMetrics().height()
        each = 3 * height + theme.px(7)
        room = max(0, (inside.bottom() - top - height) // each)
        for line in day.lines[:room]:
            tone = theme.TONES[line.tone]
            box = QRect(inside.left(), top, inside.width(), each - theme.px(3))
            painter.fillRect(box, tone.back)
            painter.fillRect(QRect(box.left(), box.top(), theme.px(3), box.height()), tone.text)
            painter.setPen(theme.INK)
            text = QRect(box.left() + theme.px(7), top + theme.px(1), box.width() - theme.px(9), height)
            for what in two_lines(f"{line.cells[0]} {line.cells[1]}".strip(), painter.fontMetrics(), text.width()):
                painter.drawText(text, _LINE, what)
                text.translate(0, height)
            painter.setPen(tone.text)
            painter.drawText(text, _LINE, _fitting(painter, line.cells[2], text.width()))
            top += each
        if total > room:
            painter.setPen(theme.INK_SOFT)
            more = tr("còn {count} việc nữa", count=words.number(total - min(room, len(day.lines))))
            painter.drawText(QRect(inside.left(), top, inside.width(), height), _LINE, more)


def _late_first(one: DueCount) -> tuple[bool, bool]:
    return not one.late, not one.waiting


def _fitting(painter: QPainter, text: str, width: int) -> str:
    return painter.fontMetrics().elidedText(text, _ELIDE, width)


class CalendarGrid(QTableView):
    """The table of days. Arrows ask for another day, also one that is not shown; PageUp and PageDown for another stretch."""

    day_wanted = Signal(object)  # date
    turned = Signal(int)  # so many months or weeks on
    today_wanted = Signal()
    month_wanted = Signal(bool)  # the month, or the week
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.days = CalendarModel(self)
        self.setModel(self.days)
        self.setItemDelegate(DayDelegate(self))
        self.setAccessibleName(tr("Lịch việc đến hạn"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setHighlightSections(False)
        across.setMinimumSectionSize(theme.px(40))
        down.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        down.setMinimumSectionSize(theme.px(66))
        down.hide()
        self._showing = False
        self.doubleClicked.connect(self._double_clicked)
        self.selectionModel().currentChanged.connect(self._moved)

    @staticmethod
    def fixed_keys() -> tuple[Key, ...]:
        """What the days obey by themselves."""
        return (
            Key("PgUp / PgDown", tr("Tháng hay tuần trước, sau")),
            Key("Home", tr("Về hôm nay")),
            Key("M", tr("Xem tháng")),
            Key("W", tr("Xem tuần")),
            Key("Return", tr("Sang danh sách của ngày")),
        )

    def show_span(self, span: Span, day: date) -> None:
        """Show these days and select this one."""
        self._showing = True
        self.days.show_span(span)
        self._showing = False
        self.select(day)

    def select(self, day: date) -> None:
        """Select a day that is shown, without asking for it."""
        self._showing = True
        self.setCurrentIndex(self.days.index_of(day))
        self._showing = False

    def current_day(self) -> date | None:
        """The selected day."""
        day = self.days.day_at(self.currentIndex())
        return day.date if day is not None else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Weekdays share the width; little is due at a weekend, so its days are narrower."""
        super().resizeEvent(event)
        room = self.viewport().width()
        weekend = max(theme.px(46), int(room * _WEEKEND))
        weekday = max(theme.px(58), (room - 2 * weekend) // 5)
        for column in range(DAYS_OF_WEEK):
            self.horizontalHeader().resizeSection(column, weekday if column < _SATURDAY else weekend)
        longest = max(self.horizontalHeader().fontMetrics().horizontalAdvance(name) for name in weekday_names())
        self.days.name_short(longest + theme.px(18) > weekend)

    def _moved(self, current: QModelIndex) -> None:
        day = self.days.day_at(current)
        if day is not None and not self._showing:
            self.day_wanted.emit(day.date)

    def _double_clicked(self) -> None:
        self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Days by arrows, stretches by PageUp and PageDown, Home is today, M and W change the view, Enter goes to the list."""
        key, day = event.key(), self.current_day()
        if key in _STEPS and day is not None:
            self.day_wanted.emit(day + timedelta(days=_STEPS[Qt.Key(key)]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turned.emit(1 if key == Qt.Key.Key_PageDown else -1)
        elif key == Qt.Key.Key_Home:
            self.today_wanted.emit()
        elif key in (Qt.Key.Key_M, Qt.Key.Key_W) and not event.modifiers():
            self.month_wanted.emit(key == Qt.Key.Key_M)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters are keys here."""
