"""A field for a date (or a date with its hour): typed freely, shown as dd/mm/yyyy, with a calendar one key away."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QMenu, QWidget, QWidgetAction

from models.labels import tr
from ui import theme, words
from ui.parts.dates import parse_day, parse_moment, told, why_not
from ui.parts.keys import Key

if TYPE_CHECKING:
    from models.clock.working_days import Calendar


_WIDEST = "00/00/0000"
# The edges of the field and its button.
_AROUND = 52


class DateField(QLineEdit):
    """`value()` is the date, None when empty. Text that is no date turns the field red and `valid()` false."""

    changed = Signal()
    #: The keyboard went on.
    left = Signal()

    def __init__(self, today: date, value: date | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.setPlaceholderText(self._hint())
        self.setMaxLength(40)
        self.setClearButtonEnabled(False)
        opener = QAction(theme.icon("calendar"), tr("Mở lịch (F4)"), self)
        opener.triggered.connect(self.open_calendar)
        self.addAction(opener, QLineEdit.ActionPosition.TrailingPosition)
        self._opener = opener
        self.set_value(value)
        self.textChanged.connect(self._typed)

    def _hint(self) -> str:
        return tr("ngày/tháng/năm")

    def _parse(self) -> date | datetime | None:
        return parse_day(self.text(), self._today)

    def _write(self, value: date | datetime | None) -> str:
        return words.day(value)

    def value(self) -> date | None:
        """The date; None when the field is empty or holds no date (then `valid()` is false)."""
        try:
            return self._parse()
        except (ValueError, OverflowError):
            return None

    def set_value(self, value: date | None) -> None:
        """Show this date."""
        self.setText(self._write(value))
        self.setCursorPosition(0)
        self._mark()

    def valid(self) -> bool:
        """Whether the text is empty or a date."""
        try:
            self._parse()
        except (ValueError, OverflowError):
            return False
        return True

    def understood(self, calendar: Calendar) -> str:
        """The date in words while it is typed: its day of the week, and why the office rests then; "" for none."""
        value = self.value()
        if value is None:
            return ""
        return told(value.date() if isinstance(value, datetime) else value, calendar)

    def why_not(self) -> str:
        """Why the text is no date."""
        return why_not(self.text(), self._today)

    @staticmethod
    def fixed_keys() -> tuple[Key, ...]:
        """What the field obeys by itself."""
        return (Key("F4", tr("mở lịch")), Key("Up / Down", tr("ngày sau, ngày trước")))

    def open_calendar(self) -> None:
        """Choose with the mouse or the arrows; F4 as everywhere."""
        menu = QMenu(self)
        calendar = QCalendarWidget(menu)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        shown = self.value() or self._today
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        calendar.clicked.connect(self._picked)
        calendar.activated.connect(self._picked)
        calendar.clicked.connect(menu.close)
        calendar.activated.connect(menu.close)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        menu.exec(self.mapToGlobal(self.rect().bottomLeft()))
        menu.deleteLater()

    def _picked(self, day: QDate) -> None:
        self.set_value(date(day.year(), day.month(), day.day()))

    def _typed(self) -> None:
        self._mark()
        self.changed.emit()

    def _mark(self) -> None:
        before = self.property("state") or ""
        # Another look, of a value that was read from a file, is the form's.
        state = "wrong" if not self.valid() else "" if before == "wrong" else before
        if before != state:
            self.setProperty("state", state)
            self.style().polish(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write out in full what was typed short."""
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.PopupFocusReason:
            return
        if self.valid() and (value := self.value()) is not None:
            self.setText(self._write(value))
            self.setCursorPosition(0)
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A date that is cut is another date: the calendar gives its room where there is little, and F4 still opens it."""
        super().resizeEvent(event)
        needed = self.fontMetrics().horizontalAdvance(_WIDEST) + theme.px(_AROUND)
        self._opener.setVisible(self.width() >= needed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F4 opens the calendar; up and down go a day on or back."""
        if event.key() == Qt.Key.Key_F4:
            self.open_calendar()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and (value := self.value()) is not None:
            step = 1 if event.key() == Qt.Key.Key_Up else -1
            if date.min.toordinal() < value.toordinal() + step < date.max.toordinal():
                self.set_value(_moved(value, step))
        else:
            super().keyPressEvent(event)


def _moved(value: date, days: int) -> date:
    moved = date.fromordinal(value.toordinal() + days)
    return datetime.combine(moved, value.time()) if isinstance(value, datetime) else moved


class MomentField(DateField):
    """A date with its hour. `hour` is taken where none is typed. `moment()` is the value."""

    def __init__(self, now: datetime, value: datetime | None = None, *, hour: time, parent: QWidget | None = None) -> None:
        self._now = now
        self._hour = hour
        super().__init__(now.date(), value, parent)

    def moment(self) -> datetime | None:
        """The moment; None when the field is empty or holds none (then `valid()` is false)."""
        value = self.value()
        return value if isinstance(value, datetime) else None

    def _hint(self) -> str:
        return tr("ngày/tháng/năm giờ:phút")

    def _parse(self) -> date | datetime | None:
        return parse_moment(self.text(), self._now, hour=self._hour)

    def _write(self, value: date | datetime | None) -> str:
        return words.moment(value) if isinstance(value, datetime) else words.day(value)

    def _picked(self, day: QDate) -> None:
        kept = self.moment()
        self.set_value(datetime.combine(date(day.year(), day.month(), day.day()), kept.time() if kept else self._hour))
