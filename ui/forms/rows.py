"""Several records of one kind inside a form: the tasks of a document, the coordinators of a task. A row a record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.labels import tr
from ui.forms.drafts import put_back, state_of
from ui.forms.inputs import Input
from ui.parts.labels import plain, set_property

if TYPE_CHECKING:
    from ui.forms.form import Ask
    from ui.parts.action import Context

# A draft that somebody tampered with must not fill the window.
_MOST_ROWS = 200


class RowsInput(QWidget):
    """Begins with one empty row; the button (and ↓ in the last row) adds more. Rows in which nothing was entered do not count."""

    changed = Signal()

    def __init__(self, context: Context, asks: Sequence[Ask], *, more: str, parent: QWidget | None = None) -> None:
        """`more` is the text of the button; the `width` of an ask is its share of the row."""
        super().__init__(parent)
        self._context = context
        self._asks = asks
        self._rows: list[dict[str, QWidget]] = []
        self._drops: list[QPushButton] = []
        self._shown = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(5)
        self._titles = [plain(ask.text, "fieldName") for ask in asks]
        self._hidden = False
        for place, (ask, title) in enumerate(zip(asks, self._titles, strict=True)):
            self._grid.addWidget(title, 0, place)
            self._grid.setColumnStretch(place, ask.width)
        column.addLayout(self._grid)
        foot = QHBoxLayout()
        self._more = QPushButton(more)
        self._more.setAutoDefault(False)
        self._more.setProperty("link", "true")
        self._more.clicked.connect(self.add_row)
        foot.addWidget(self._more)
        self._wrong = plain("", "wrong", wrap=True)
        foot.addWidget(self._wrong, 1)
        column.addLayout(foot)
        self._append()
        self.setFocusProxy(next(iter(self._rows[0].values())))

    def add_row(self) -> None:
        """One more empty row, ready to be typed in."""
        if self._hidden:
            self.hide_rows(hidden=False)
        else:
            self._append()
        next(iter(self._rows[-1].values())).setFocus(Qt.FocusReason.TabFocusReason)
        self.changed.emit()

    def hide_rows(self, *, hidden: bool = True) -> None:
        """Leave but the button for another row; where something was entered the rows stay."""
        self._hidden = hidden and not self._filled()
        for widget in (*self._titles, *(widget for row in self._rows for widget in row.values()), *self._drops):
            widget.setVisible(not self._hidden)

    def _append(self) -> None:
        self._shown += 1
        row: dict[str, QWidget] = {}
        for place, ask in enumerate(self._asks):
            widget = ask.make(self._context)
            widget.setAccessibleName(tr("{name}, dòng {row}", name=ask.text, row=len(self._rows) + 1))
            _input(widget).changed.connect(self._row_changed)
            widget.installEventFilter(self)
            self._grid.addWidget(widget, self._shown, place)
            row[ask.name] = widget
        drop = QPushButton("×")
        drop.setAutoDefault(False)
        drop.setProperty("link", "true")
        drop.setToolTip(tr("Bỏ dòng này"))
        drop.setAccessibleName(tr("Bỏ dòng {row}", row=len(self._rows) + 1))
        drop.clicked.connect(self._drop_clicked)
        self._grid.addWidget(drop, self._shown, len(self._asks))
        self._rows.append(row)
        self._drops.append(drop)
        self._order()

    def _order(self) -> None:
        """Tab and Enter go through the rows to the button for another one; only then to those that drop a row."""
        for first, second in pairwise(self.tab_stops()):
            self.setTabOrder(first, second)

    def tab_stops(self) -> list[QWidget]:
        """Where Tab stops, in this order."""
        return [*(widget for row in self._rows for widget in row.values()), self._more, *self._drops]

    def showEvent(self, event: QShowEvent) -> None:
        """What was ordered before the form was put together is not kept by Qt."""
        super().showEvent(event)
        self._order()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A block of cells that is pasted into a field fills the rows from there on."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.matches(QKeySequence.StandardKey.Paste):
            from ui.forms.rows_paste import paste_block

            return isinstance(watched, QWidget) and paste_block(self, watched)
        return super().eventFilter(watched, event)

    def names(self) -> list[str]:
        """The fields of a row, from left to right."""
        return [ask.name for ask in self._asks]

    def titles(self) -> dict[str, str]:
        """Title over the column -> field."""
        return {ask.text: ask.name for ask in self._asks}

    def row_of(self, widget: QWidget) -> int:
        """The row that this field stands in; 0 for one that stands nowhere."""
        return next((place for place, row in enumerate(self._rows) if widget in row.values()), 0)

    def widget(self, row: int, name: str) -> QWidget:
        """A field."""
        return self._rows[row][name]

    def make_rows(self, number: int) -> None:
        """As many rows as this at least."""
        self.hide_rows(hidden=False)
        while len(self._rows) < number:
            self._append()

    def _drop_clicked(self) -> None:
        sender = self.sender()
        place = next((place for place, drop in enumerate(self._drops) if drop is sender), None)
        if place is not None:
            self._drop(place)
            if not self._rows:
                self._append()
            self.changed.emit()

    def _drop(self, place: int) -> None:
        for widget in (*self._rows.pop(place).values(), self._drops.pop(place)):
            widget.hide()
            self._grid.removeWidget(widget)
            widget.deleteLater()

    def _row_changed(self) -> None:
        self.tell("")
        self.changed.emit()

    def value(self) -> tuple[dict[str, Any], ...]:
        """The rows in which something was entered, as values by name."""
        return tuple(row for _, row in self._filled())

    def _filled(self) -> list[tuple[int, dict[str, Any]]]:
        read = [(place, {name: _input(widget).value() for name, widget in row.items()}) for place, row in enumerate(self._rows)]
        return [(place, values) for place, values in read if any(_said(value) for value in values.values())]

    def set_value(self, value: Sequence[dict[str, Any]] | None) -> None:
        """Show these rows."""
        self.hide_rows(hidden=False)
        while self._rows:
            self._drop(0)
        for values in value or ({},):
            self._append()
            for name, entered in values.items():
                _input(self._rows[-1][name]).set_value(entered)
        self.setFocusProxy(next(iter(self._rows[0].values())))

    def valid(self) -> bool:
        """Whether every date is one."""
        return all(_input(widget).valid() for row in self._rows for widget in row.values())

    def draft_state(self) -> list[dict[str, Any]]:
        """For a draft: every row as it stands."""
        return [{name: state_of(widget) for name, widget in row.items()} for row in self._rows]

    def put_draft_back(self, state: Any) -> None:
        """Show the rows of a draft again."""
        kept = [row for row in state if isinstance(row, dict)] if isinstance(state, list) else []
        self.set_value([{} for _ in kept[:_MOST_ROWS]])
        for row, values in zip(self._rows, kept, strict=False):
            for name, value in values.items():
                if name in row:
                    put_back(row[name], value)

    def mark(self, filled: int, name: str, text: str) -> None:
        """Say what is wrong with one of the rows that `value` gave."""
        place = self._filled()[filled][0]
        self.tell(tr("Dòng {row}: {text}", row=place + 1, text=text))
        widget = self._rows[place].get(name) or next(iter(self._rows[place].values()))
        set_property(widget, "state", "wrong")
        widget.setFocus()

    def tell(self, text: str) -> None:
        """Say what is wrong below the rows; "" for nothing."""
        self._wrong.setText(text)
        if not text:
            for row in self._rows:
                for widget in row.values():
                    if widget.property("state") == "wrong" and _input(widget).valid():
                        set_property(widget, "state", "")


def _input(widget: QWidget) -> Input:
    return widget  # type: ignore[return-value]  # makers give widgets that are inputs


def _said(value: Any) -> bool:
    return any(value) if isinstance(value, tuple) else bool(value)


def rows(asks: Sequence[Ask], *, more: str) -> Callable[[Context], QWidget]:
    """A maker of rows of these inputs."""

    def make(context: Context) -> QWidget:
        return RowsInput(context, asks, more=more)

    return make
