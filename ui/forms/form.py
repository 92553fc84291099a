"""The form: labelled inputs with their errors below them, saved by one service.

    Form(
        context, tr("Gia hạn nhiệm vụ"), tr("Gia hạn"), extend_task, row.id,
        asks=(Ask("new_due", tr("Hạn mới"), due), Ask("reason", tr("Lý do"), lines(3), width=2)), columns=2,
    ).show_it()

asks, calls `extend_task(office, row.id, new_due=…, reason=…)` through the operations, and closes when that was done. A refusal that
names a field stands below that field, another one at the foot. Ctrl+Enter saves, Enter goes on, Esc closes (and asks first where
something was typed).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from models.errors import OfficeError
from models.labels import tr
from models.outcome import Outcome
from ui import words
from ui.forms.inputs import ENTER_PASSES, Input, lines
from ui.parts import alerts
from ui.parts.date_field import DateField
from ui.parts.labels import plain, set_property

if TYPE_CHECKING:
    from ui.forms.inputs import Make
    from ui.parts.action import Context

# Names of services -> the input that asks for it.
_ALIASES = {
    "lead_department_id": "lead",
    "lead_official_id": "lead",
    "recipient_department_id": "recipient",
    "recipient_official_id": "recipient",
    "handling_department_id": "handler",
    "handler_id": "handler",
    "holder": "handler",
    "procedure_code": "procedure",
    "procedure_name": "procedure",
    "limit_value": "procedure",
    "directive_id": "source",
    "source_number": "source",
    "insert_after": "arrival_number",
    "new_appointment_at": "new_appointment",
}
_SPACE = 14


@dataclass(frozen=True, slots=True)
class Ask:
    """One input: the name under which its value is handed on, its label, what makes it, its first value, how many columns it takes."""

    name: str
    text: str
    make: Make = field(repr=False)
    value: Any = None
    width: int = 1
    remark: str = ""


class Cell(QWidget):
    """An input under its label, with room for what is wrong with it."""

    def __init__(self, ask: Ask, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ask.text
        made = ask.make(context)
        self.widget: QWidget = made
        self.input: Input = made  # type: ignore[assignment]  # makers give widgets that are inputs
        made.setAccessibleName(ask.text)
        if ask.remark:
            made.setAccessibleDescription(ask.remark)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._caption = plain(ask.text, "fieldName")
        self._caption.setBuddy(made)
        # A long label must not widen its column.
        self._caption.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._caption.setVisible(bool(ask.text))
        column.addWidget(self._caption)
        column.addWidget(made)
        self._wrong = plain("", "wrong", wrap=True)
        self._wrong.hide()
        column.addWidget(self._wrong)
        if ask.remark:
            column.addWidget(plain(ask.remark, "small", wrap=True))
        column.addStretch(1)
        self._calendar = context.office.calendar() if isinstance(made, DateField) else None
        if ask.value is not None:
            self.input.set_value(ask.value)
        self.input.changed.connect(self._input_changed)
        self.setFocusProxy(made)
        self._name_day()

    def tell(self, text: str) -> None:
        """Say what is wrong; "" for nothing."""
        self._wrong.setText(text)
        self._wrong.setVisible(bool(text))
        set_property(self.widget, "state", "wrong" if text else "")

    def wrong(self) -> str:
        """What is said to be wrong now."""
        return self._wrong.text()

    def caption(self, text: str) -> None:
        """Another label."""
        self._text = text
        self._name_day()

    def _input_changed(self) -> None:
        if self._wrong.text():
            self.tell("")
        self._name_day()

    def _name_day(self) -> None:
        """Beside the label of a date, its day of the week, and whether the office rests then."""
        text = self._text
        if isinstance(self.widget, DateField) and self._calendar is not None and (day := self.widget.value()) is not None:
            on = day.date() if isinstance(day, datetime) else day
            name = words.weekday(on).rsplit(" ", 1)[0]
            rest = not self._calendar.is_working_day(on)
            text = tr("{name} · {weekday}, ngày nghỉ", name=text, weekday=name) if rest else f"{text} · {name}"
        self._caption.setText(text)


class Form(QDialog):
    """Window-modal, opened without a loop of its own (`show_it`); goes when it is closed."""

    def __init__(
        self,
        context: Context,
        title: str,
        verb: str,
        service: Callable[..., Outcome],
        *args: Any,
        asks: Sequence[Ask],
        columns: int = 2,
        intro: str = "",
        arrange: Callable[[dict[str, Any]], dict[str, Any]] | None = None,
        select: bool = False,
        width: int = 0,
    ) -> None:
        """`arrange` turns the values by name into the service's keyword arguments; `select` shows the record that was made."""
        super().__init__(context.parent.window())
        self.context = context
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._service = service
        self._args = args
        self._arrange = arrange
        self._select = select
        self._repeat: Callable[[], object] | None = None
        self._again = False
        self.cells: dict[str, Cell] = {}
        self._columns = columns
        self._before: dict[str, Any] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(18, 14, 18, 12)
        self.column.setSpacing(9)
        if intro:
            self.column.addWidget(plain(intro, "strong", wrap=True))
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(_SPACE)
        self.grid.setVerticalSpacing(8)
        for place in range(columns):
            self.grid.setColumnStretch(place, 1)
            self.grid.setColumnMinimumWidth(place, 60)
        self.column.addLayout(self.grid)
        self._lay_out(asks)
        self.column.addStretch(1)
        self._area.setWidget(inside)
        outer.addWidget(self._area, 1)
        self._foot = self._build_foot(verb)
        outer.addWidget(self._foot)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.save)
        self._width = width or (460 if columns == 1 else 560 if columns == 2 else 820)
        self._area.verticalScrollBar().rangeChanged.connect(self._grow)
        self.finished.connect(self.deleteLater)
        QApplication.instance().focusObjectChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    def _lay_out(self, asks: Sequence[Ask]) -> None:
        row = column = 0
        for ask in asks:
            width = min(ask.width, self._columns)
            if column + width > self._columns:
                row, column = row + 1, 0
            cell = self.cells[ask.name] = Cell(ask, self.context)
            self.grid.addWidget(cell, row, column, 1, width)
            column += width

    def _build_foot(self, verb: str) -> QWidget:
        foot = QFrame()
        foot.setObjectName("formFoot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(18, 10, 18, 12)
        row.setSpacing(10)
        self._message = plain("", "wrong", wrap=True)
        row.addWidget(self._message, 1)
        self._leave = QPushButton(tr("Để sau"))
        self._leave.setToolTip(tr("Đóng, không lưu (Esc)"))
        self._leave.clicked.connect(self.reject)
        self.again_button = QPushButton(tr("Lưu và ghi tiếp"))
        self.again_button.setToolTip(tr("Lưu rồi mở phiếu mới (Ctrl+Shift+Enter)"))
        self.again_button.clicked.connect(self.save_and_repeat)
        self.again_button.hide()
        self.save_button = QPushButton(verb)
        self.save_button.setProperty("primary", "true")
        self.save_button.setToolTip(tr("{verb} (Ctrl+Enter)", verb=verb))
        self.save_button.clicked.connect(self.save)
        for button in (self._leave, self.again_button, self.save_button):
            button.setAutoDefault(False)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return foot

    def offer_repeat(self, repeat: Callable[[], object]) -> None:
        """Offer to save and open a new form at once, by this function."""
        self._repeat = repeat
        self.again_button.show()
        for keys in ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.save_and_repeat)

    # ---- values ----

    def input(self, name: str) -> Input:
        """The input of this name."""
        return self.cells[name].input

    def values(self) -> dict[str, Any]:
        """What was entered, by name; hidden inputs are left out."""
        return {name: cell.input.value() for name, cell in self.cells.items() if not cell.isHidden()}

    def typed(self) -> bool:
        """Whether anything differs from what the form opened with."""
        return self.values() != self._before

    def arguments(self) -> dict[str, Any]:
        """The keyword arguments of the service."""
        values = self.values()
        return self._arrange(values) if self._arrange is not None else values

    # ---- saving ----

    def save(self) -> None:
        """Hand the values to the service; the form closes when it is done."""
        self.tell("")
        for cell in self.cells.values():
            cell.tell("")
        wrong = [cell for cell in self.cells.values() if not cell.isHidden() and not cell.input.valid()]
        for cell in wrong:
            cell.tell(tr("Không phải ngày có trong lịch. Hãy ghi như 20/11/2026."))
        if wrong:
            wrong[0].widget.setFocus()
            self._again = False
            return
        self.context.operations.run(
            self._service, *self._args, on_success=self.saved, on_error=self.refused, parent=self, **self.arguments()
        )
        self._again = False

    def save_and_repeat(self) -> None:
        """Save, then open a new form of the same kind."""
        self._again = self._repeat is not None
        self.save()

    def saved(self, outcome: Outcome) -> None:
        """The service has done it."""
        again = self._again
        # Nothing is unsaved any more: closing, which Qt tells as a wish to leave, must not ask.
        self._before = self.values()
        self.done(int(QDialog.DialogCode.Accepted))
        if self._select and outcome.id is not None:
            self.context.show(outcome.id)
        if again and self._repeat is not None:
            self._repeat()

    def refused(self, error: OfficeError) -> bool:
        """Show a refusal where it belongs; False leaves it to a box (the machine is the cause)."""
        if error.environment:
            return False
        name = self.place_of(error)
        if name is None:
            self.tell(words.sentence(error))
            return True
        cell = self.cells[name]
        cell.tell(words.sentence(error))
        cell.widget.setFocus()
        return True

    def place_of(self, error: OfficeError) -> str | None:
        """The name of the visible input that the refusal is about."""
        field_name = error.field or ""
        name = field_name if field_name in self.cells else _ALIASES.get(field_name, "")
        return name if name in self.cells and not self.cells[name].isHidden() else None

    def tell(self, text: str) -> None:
        """Say what is wrong at the foot; "" for nothing."""
        self._message.setText(text)

    def complaints(self) -> dict[str, str]:
        """What is said to be wrong, by input; that at the foot under ""."""
        said = {name: cell.wrong() for name, cell in self.cells.items()} | {"": self._message.text()}
        return {name: text for name, text in said.items() if text}

    # ---- the window ----

    def show_it(self) -> Form:
        """Open the form over its window, as high as it needs and the screen has room for."""
        self._before = self.values()
        self.fit()
        self.open()
        # Only what is shown has its style, and with it its size.
        self.fit()
        self.first().setFocus(Qt.FocusReason.TabFocusReason)
        return self

    def fit(self) -> None:
        """As high as what is shown needs and the screen has room for."""
        self.column.invalidate()
        room = self.screen().availableSize() - QSize(20, 60)
        high = self.column.totalHeightForWidth(self._width) if self.column.hasHeightForWidth() else self.column.totalSizeHint().height()
        self.resize(min(self._width, room.width()), min(high + self._foot.sizeHint().height() + 2, room.height()))

    def first(self) -> QWidget:
        """The input that gets the keyboard first: the first one that is empty, else the first."""
        shown = [cell for cell in self.cells.values() if not cell.isHidden()]
        empty = next((cell for cell in shown if _is_empty(cell.input.value())), None)
        return (empty or shown[0]).widget if shown else self.save_button

    def reject(self) -> None:
        """Close; where something was typed, ask first."""
        if self.typed() and not alerts.ask(
            self, tr("Bỏ những gì vừa gõ trong phiếu này?"), verb=tr("Bỏ"), leave=tr("Gõ tiếp"), detail=tr("Phiếu này chưa được lưu.")
        ):
            return
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next input; a form is saved by Ctrl+Enter or its button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            focus = self.focusWidget()
            if isinstance(focus, QPushButton):
                focus.click()
            elif isinstance(focus, (QLineEdit, QComboBox)):
                self.focusNextChild()
                # Enter goes from field to field; a button that would open a window over the form waits for Tab.
                while self.focusWidget().property(ENTER_PASSES):
                    self.focusNextChild()
            return
        super().keyPressEvent(event)

    def _focus_moved(self, widget: QObject | None) -> None:
        """Keep the input that has the keyboard in sight."""
        if isinstance(widget, QWidget) and self.isAncestorOf(widget) and self._area.isAncestorOf(widget):
            self._area.ensureWidgetVisible(widget, 20, 40)

    def _grow(self) -> None:
        """Make room for an error that appeared below an input, as far as the screen has any."""
        bar = self._area.verticalScrollBar()
        missing = bar.maximum() - bar.minimum()
        room = self.screen().availableSize().height() - 60
        if missing > 0 and self.height() < room:
            self.resize(self.width(), min(self.height() + missing, room))


def _is_empty(value: Any) -> bool:
    return value is None or value == "" or (isinstance(value, tuple) and not any(value))


def changed_only(values: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """The values that differ from those a record has: what a correction names."""
    return {name: value for name, value in values.items() if value != before.get(name)}


def ask_reason(context: Context, title: str, verb: str, service: Callable[..., Outcome], *args: Any, intro: str = "") -> Form:
    """A form that asks for nothing but a reason."""
    return Form(
        context, title, verb, service, *args, asks=(Ask("reason", tr("Lý do"), lines(3)),), columns=1, intro=words.shortened(intro, 160)
    ).show_it()
