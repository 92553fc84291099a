"""Filters of a list as chips: several values of a field, or a stretch of days. Each knows the fields of the query that it sets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QListWidget, QListWidgetItem, QPushButton, QWidget

from models.labels import tr
from ui import theme, words
from ui.parts import spans
from ui.parts.chips import Chip
from ui.parts.drop_panel import DropPanel, TickPanel
from ui.parts.labels import plain
from ui.parts.spans import Span
from ui.parts.tips import tip

# Several ticks in a row are one question to the book.
_SETTLE_MS = 120
_LONGEST = 26
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F4, Qt.Key.Key_Down)
_LETTING_GO = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter by the values of one field of the query: its name, and (words, value) of each. An `extra` one shows only when used."""

    field: str
    name: str
    choices: tuple[tuple[str, Any], ...]
    extra: bool = False


@dataclass(frozen=True, slots=True)
class DateFilter:
    """A filter by days: it sets `{field}_from` and `{field}_to`. `today` and the office's cut-off give the named stretches."""

    field: str
    name: str
    today: date
    cutoff_day: int
    extra: bool = False

    @property
    def choices(self) -> tuple[tuple[str, Span], ...]:
        """The named stretches with their days."""
        return tuple(
            (tr("{name} ({days})", name=spans.span_name(span.code), days=spans.days_in_words(span, self.today)), span)
            for span in spans.offered(self.today, self.cutoff_day)
        )


def filter_chip(wanted: Filter | DateFilter, parent: QWidget) -> FilterChip:
    """The chip of a filter."""
    return ValueChip(wanted, parent) if isinstance(wanted, Filter) else DateChip(wanted, parent)


class FilterChip(Chip):
    """ "Lĩnh vực: tất cả ▾": opens a panel by a click, Enter, Space, F4 or the arrow down. Pressed in while it filters.

    `picked` when the person chose something: `fields()` says what the query then asks.
    """

    picked = Signal()

    def __init__(self, wanted: Any, parent: QWidget) -> None:
        super().__init__("", parent)
        self.filter = wanted
        self.clicked.connect(self.drop)

    def offer(self, wanted: Any) -> None:
        """The same filter with what it offers now."""
        self.filter = wanted
        self._write()

    def fields(self) -> dict[str, Any]:
        """The fields of the query and what they ask."""
        raise NotImplementedError

    def show_query(self, query: Any) -> None:
        """Show what this query asks, without telling anybody."""
        raise NotImplementedError

    def asks(self) -> bool:
        """Whether it filters."""
        raise NotImplementedError

    def let_go(self) -> None:
        """Filter nothing, without telling anybody."""
        raise NotImplementedError

    def value_words(self) -> str:
        """What it filters by, in words."""
        raise NotImplementedError

    def short_words(self) -> str:
        """The same as far as a chip has room."""
        return words.shortened(self.value_words(), _LONGEST)

    def drop(self) -> None:
        """Open the panel."""
        raise NotImplementedError

    def sizeHint(self) -> QSize:
        """Heavier letters only while it filters."""
        return self._size(bold=self.isChecked())

    def _write(self) -> None:
        said = self.value_words() if self.asks() else tr("tất cả")
        short = self.short_words() if self.asks() else said
        self.setText(tr("{name}: {value} ▾", name=self.filter.name, value=short).replace("&", "&&"))
        self.setToolTip(tip(f"{self.filter.name}: {said}"))
        self.setAccessibleName(f"{self.filter.name}: {said}")
        self.setChecked(self.asks())
        self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """The keys of the chip are not those of the page: Delete lets go of a filter here, it cancels no record."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() in (*_OPENING, *_LETTING_GO):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, F4 and the arrow down open it as Space does; Delete lets it go."""
        if event.key() in _OPENING:
            self.drop()
        elif event.key() in _LETTING_GO:
            if self.asks():
                self.let_go()
                self.picked.emit()
        else:
            super().keyPressEvent(event)


class ValueChip(FilterChip):
    """A filter by one or several values."""

    def __init__(self, wanted: Filter, parent: QWidget) -> None:
        super().__init__(wanted, parent)
        self.values: tuple[Any, ...] = ()
        self._panel: TickPanel | None = None
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLE_MS)
        self._settling.timeout.connect(self.picked)
        self._write()

    def show_values(self, values: Sequence[Any]) -> None:
        """Show these values as those that filter, without telling anybody."""
        self.values = tuple(values)
        self._write()

    def pick(self, *values: Any) -> None:
        """As a person picks these values; none lets go."""
        self.show_values(values)
        self.picked.emit()

    def fields(self) -> dict[str, Any]:
        """One value as itself, several as a tuple; none is left to the page, which knows how its query says so."""
        if not self.values:
            return {}
        return {self.filter.field: self.values[0] if len(self.values) == 1 and self.values[0] != "" else self.values}

    def show_query(self, query: Any) -> None:
        """What the query asks of this field."""
        wanted = getattr(query, self.filter.field)
        if wanted is None or wanted == "":
            wanted = ()
        self.show_values(wanted if isinstance(wanted, tuple) else (wanted,))

    def asks(self) -> bool:
        """Whether any value is asked for."""
        return bool(self.values)

    def let_go(self) -> None:
        """All values."""
        self.show_values(())

    def short_words(self) -> str:
        """The first value, and how many more."""
        first, *more = self._names()
        return f"{words.shortened(first, _LONGEST - 8)} +{len(self.values) - 1}" if more else words.shortened(first, _LONGEST)

    def value_words(self) -> str:
        """All values in words."""
        return ", ".join(self._names())

    def _names(self) -> list[str]:
        """The values in words; those that are no longer offered are told by their number."""
        names = [text for text, value in self.filter.choices if value in self.values]
        missing = len(self.values) - len(names)
        if missing > 0:
            names.append(tr("{count} mục khác", count=missing) if names else tr("{count} mục", count=missing))
        return names

    def drop(self) -> None:
        """The values with ticks."""
        self.setChecked(self.asks())
        if self._panel is None:
            self._panel = TickPanel(self, self.filter.name)
            self._panel.ticked.connect(self._ticked)
            self._panel.closed.connect(self._closed)
        self._panel.offer(self.filter.choices, self.values)
        self._panel.drop()

    def _ticked(self, values: tuple[Any, ...]) -> None:
        # What the query asks beyond what is offered stays until everything is let go.
        offered = {value for _, value in self.filter.choices}
        kept = tuple(value for value in self.values if value not in offered) if values else ()
        self.show_values((*values, *kept))
        self._settling.start()

    def _closed(self) -> None:
        if self._settling.isActive():
            self._settling.stop()
            self.picked.emit()


class DateChip(FilterChip):
    """A filter by days: named stretches, or two dates typed."""

    def __init__(self, wanted: DateFilter, parent: QWidget) -> None:
        super().__init__(wanted, parent)
        self.span = Span()
        self._panel: SpanPanel | None = None
        self._write()

    def show_span(self, span: Span) -> None:
        """Show this stretch, without telling anybody."""
        self.span = span
        self._write()

    def pick(self, span: Span | None = None) -> None:
        """As a person picks this stretch; none lets go."""
        self.show_span(span or Span())
        self.picked.emit()

    def fields(self) -> dict[str, Any]:
        """Both ends."""
        return {f"{self.filter.field}_from": self.span.first, f"{self.filter.field}_to": self.span.last}

    def show_query(self, query: Any) -> None:
        """What the query asks of these days, by its name where it has one; a name that was picked stays."""
        first, last = getattr(query, f"{self.filter.field}_from"), getattr(query, f"{self.filter.field}_to")
        if (first, last) != (self.span.first, self.span.last):
            self.span = spans.of_days(first, last, self.filter.today, self.filter.cutoff_day)
        self._write()

    def asks(self) -> bool:
        """Whether any day is left out."""
        return self.span.asks()

    def let_go(self) -> None:
        """All days."""
        self.show_span(Span())

    def value_words(self) -> str:
        """The stretch in words."""
        return spans.in_words(self.span, self.filter.today)

    def drop(self) -> None:
        """The named stretches, and the two dates."""
        self.setChecked(self.asks())
        if self._panel is None:
            self._panel = SpanPanel(self)
            self._panel.chosen.connect(self.pick)
        self._panel.offer(self.filter, self.span)
        self._panel.drop()


class SpanPanel(DropPanel):
    """Named stretches to choose by an arrow and Enter, and two fields for dates below. `chosen` brings a `Span`."""

    chosen = Signal(object)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        from ui.parts.date_field import DateField

        self.list = QListWidget()
        self.list.setUniformItemSizes(True)
        self.list.setMinimumWidth(theme.px(250))
        self.list.itemClicked.connect(self._take)
        self.list.itemActivated.connect(self._take)
        self.column.addWidget(self.list)
        self.form = QFormLayout()
        self._field_class = DateField
        self.first: DateField | None = None
        self.last: DateField | None = None
        self.column.addLayout(self.form)
        self.wrong = plain("", "wrong", wrap=True)
        self.wrong.hide()
        self.column.addWidget(self.wrong)
        self.apply_button = QPushButton(tr("Lọc theo ngày này"))
        self.apply_button.clicked.connect(self.take_dates)
        self.clear_button = QPushButton(tr("Bỏ lọc"))
        self.clear_button.setProperty("link", "true")
        self.clear_button.clicked.connect(self._let_go)
        self.column.addWidget(self.apply_button)
        self.column.addWidget(self.clear_button, 0, Qt.AlignmentFlag.AlignLeft)

    def offer(self, wanted: DateFilter, span: Span) -> None:
        """Show what is offered today and what filters now."""
        self.setAccessibleName(wanted.name)
        self.list.setAccessibleName(wanted.name)
        self.list.clear()
        for text, each in wanted.choices:
            item = QListWidgetItem(text)
            item.setData(int(Qt.ItemDataRole.UserRole), each)
            self.list.addItem(item)
            if each.code == span.code and span.code:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self.list.setFixedHeight(self.list.count() * self.list.sizeHintForRow(0) + 2 * self.list.frameWidth() + 2)
        if self.first is None or self.last is None:
            self.first, self.last = self._field(wanted.today, tr("Từ ngày")), self._field(wanted.today, tr("Đến ngày"))
        self.first.set_value(span.first)
        self.last.set_value(span.last)
        self.wrong.hide()
        self.clear_button.setVisible(span.asks())

    def _field(self, today: date, name: str) -> Any:
        field = self._field_class(today)
        field.setAccessibleName(name)
        field.returnPressed.connect(self.take_dates)
        self.form.addRow(plain(name), field)
        return field

    def take_keyboard(self) -> None:
        """In the list."""
        self.list.setFocus()

    def take_dates(self) -> None:
        """Filter by the two dates that were typed, either of which may be left empty."""
        assert self.first is not None
        assert self.last is not None
        span = Span(self.first.value(), self.last.value())
        if not (self.first.valid() and self.last.valid()):
            self._refuse(tr("Đây không phải là ngày. Hãy ghi như 20/11/2026, 20/11 hoặc +3."))
        elif span.first is not None and span.last is not None and span.last < span.first:
            self._refuse(tr("Ngày cuối đứng trước ngày đầu. Hãy sửa một trong hai ngày."))
        else:
            self.close()
            self.chosen.emit(span)

    def _refuse(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.show()
        self.adjustSize()

    def _take(self, item: QListWidgetItem) -> None:
        if not self.isVisible():
            return
        self.close()
        self.chosen.emit(item.data(int(Qt.ItemDataRole.UserRole)))

    def _let_go(self) -> None:
        self.close()
        self.chosen.emit(Span())
