"""The form: labelled inputs with their errors below them, saved by one service.

    Form(
        context, tr("Gia hạn nhiệm vụ"), tr("Gia hạn"), extend_task, row.id,
        asks=(Ask("new_due", tr("Hạn mới"), due), Ask("reason", tr("Lý do"), lines(3), width=2)), columns=2,
    ).show_it()

asks, calls `extend_task(office, row.id, new_due=…, reason=…)` through the operations, and closes when that was done. A refusal that
names a field stands below that field, another one at the foot. Ctrl+Enter saves, Enter and Tab go on, Alt and the underlined letter jump
to a field. Esc closes and asks nothing: what was typed is kept as a draft (`ui.forms.drafts`) and stands there when the same form is
opened again.

In a page instead of over it: `form.embed()`, put it into a layout, show it, `form.begin()`; it says `closed` when it is done, and
`followed` with the form of the next paper to put into its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
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
    QVBoxLayout,
    QWidget,
)

from models.errors import OfficeError
from models.labels import tr
from models.outcome import Outcome
from ui import words
from ui.forms.cell import Ask, Cell, marked
from ui.forms.drafts import put_back, state_of
from ui.forms.inputs import ENTER_PASSES, Input, ParagraphInput, lines
from ui.forms.keeper import Keeper
from ui.parts import alerts
from ui.parts.dates import why_not
from ui.parts.form_keys import FormKeys
from ui.parts.keys import Key, bind_key
from ui.parts.labels import plain
from ui.parts.main_menu import lettered

if TYPE_CHECKING:
    from ui.parts.action import Context

__all__ = ["Ask", "Cell", "Form", "ask_reason", "changed_only"]

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


class Form(QDialog):
    """Window-modal, opened without a loop of its own (`show_it`), or part of a page (`embed`); goes when it is closed."""

    #: The page of the help that F1 opens beside the form (a name in `resources/help`).
    help_topic = "forms"

    #: The inputs that most papers need, by name: Tab goes through them first, in this order, then through the seldom ones.
    everyday: tuple[str, ...] = ()
    #: What the form is about beside its service and the ids given to it: two forms with the same have one draft.
    about: str | int = ""
    #: (Outcome) It was saved, and this came of it.
    made = Signal(object)
    #: The form is done: whether it was saved. Not told where another form takes its place.
    closed = Signal(bool)
    #: (Form) It was saved, and this is the form of the next paper. Only of a form in a page; over a page the next one opens by itself.
    followed = Signal(object)

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
        keep: bool = True,
    ) -> None:
        """`arrange` turns the values by name into the service's keyword arguments; `select` shows the record that was made.

        Without `keep` nothing of it is kept as a draft: it is about a secret paper.
        """
        super().__init__(context.parent.window())
        self.context = context
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._service = service
        self._args = args
        self._verb = verb
        self._arrange = arrange
        self._select = select
        self._repeat: Callable[[], Form] | None = None
        self._series = False
        self._carry: tuple[str, ...] = ()
        self._came_along: set[str] = set()
        self._again = False
        self._begun = False
        self._over = False
        #: In a page: what Tab comes to past the end of the form (True) or before its beginning.
        self.beside: Callable[[bool], QWidget | None] | None = None
        self.cells: dict[str, Cell] = {}
        self._columns = columns
        self._before: dict[str, Any] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(18, 14, 18, 12)
        self.column.setSpacing(9)
        self.keeper = Keeper(self)
        # A draft needs to know what it is of; a service without a name of its own does not say.
        kind = _kind(service, args)
        self.keeper.kind = kind if keep else ""
        self.column.addWidget(self.keeper.box)
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
            bind_key(self, keys, verb, self.save)
        self._width = width or (460 if columns == 1 else 560 if columns == 2 else 820)
        self._area.verticalScrollBar().rangeChanged.connect(self._grow)
        self.finished.connect(self.deleteLater)
        QApplication.instance().focusObjectChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    @staticmethod
    def fixed_keys() -> tuple[Key, ...]:
        """What every form obeys."""
        return (
            Key("Tab / Return", tr("ô kế tiếp")),
            Key("Ctrl+Return", tr("lưu (khi ghi loạt văn bản: lưu và ghi tiếp)")),
            Key("Ctrl+Shift+Return", tr("nút lưu thứ hai của phiếu")),
            Key("Esc", tr("để sau, giữ bản nháp")),
            Key("F4", tr("mở danh sách hoặc lịch")),
            Key("Alt+A…Z", tr("đến ô có chữ gạch chân")),
        )

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
        column = QVBoxLayout(foot)
        column.setContentsMargins(18, 10, 18, 12)
        column.setSpacing(6)
        # Above the buttons: beside them a narrow form has no room for a sentence.
        self._message = plain("", "wrong", wrap=True)
        column.addWidget(self._message)
        self._message.hide()
        row = QHBoxLayout()
        row.setSpacing(10)
        column.addLayout(row)
        row.addStretch(1)
        self._leave = QPushButton(tr("Để sau"))
        self._leave.setToolTip(tr("Đóng, giữ bản nháp (Esc)"))
        self._leave.clicked.connect(self.reject)
        self.again_button = QPushButton("")
        self.again_button.clicked.connect(self.save_otherwise)
        self.again_button.hide()
        self.save_button = QPushButton(verb)
        self.save_button.setProperty("primary", "true")
        self.save_button.setToolTip(tr("{verb} (Ctrl+Enter)", verb=verb))
        self.save_button.clicked.connect(self.save)
        for button in (self._leave, self.again_button, self.save_button):
            button.setAutoDefault(False)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return foot

    # ---- one after another ----

    def offer_repeat(self, again: Callable[[], Form], carry: Sequence[str] = ()) -> None:
        """Offer (Ctrl+Shift+Enter) to save and go on with the form that `again` makes, which is not shown yet.

        The values of the inputs named in `carry` come along and are marked there.
        """
        self._repeat, self._carry = again, tuple(carry)
        verb, other = self._verb, tr("{verb}, ghi tiếp", verb=self._verb)
        if self._series:
            verb, other = other, tr("{verb} rồi đóng", verb=self._verb)
        self.save_button.setText(verb)
        self.save_button.setToolTip(tr("{verb} (Ctrl+Enter)", verb=verb))
        self.again_button.setText(other)
        self.again_button.setToolTip(tr("{verb} (Ctrl+Shift+Enter)", verb=other))
        self.again_button.show()
        for keys in ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"):
            bind_key(self, keys, other, self.save_otherwise)

    def in_series(self, again: Callable[[], Form], carry: Sequence[str] = ()) -> None:
        """As `offer_repeat`, for papers that come in piles: to save and go on is the main verb, to save and close the other."""
        self._series = True
        self.offer_repeat(again, carry)

    def carry_over(self, states: Mapping[str, Any]) -> None:
        """Show these states of the paper before, marked as such; before the form begins."""
        for name, state in states.items():
            if name in self.cells and self.cells[name].isEnabled():
                put_back(self.cells[name].widget, state)
                self.cells[name].set_carried()
                self._came_along.add(name)

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
        """Hand the values to the service by the main verb: in a series the next paper follows, else the form closes."""
        self._save(again=self._series)

    def save_otherwise(self) -> None:
        """The other verb: save and go on, in a series save and close."""
        self._save(again=not self._series)

    def _save(self, *, again: bool) -> None:
        self.tell("")
        # What was typed short is written out, as when the keyboard goes on.
        if (settle := getattr(QApplication.focusWidget(), "settle", None)) is not None:
            settle()
        for cell in self.cells.values():
            cell.tell("")
        wrong = [cell for cell in self.cells.values() if not cell.isHidden() and not cell.input.valid()]
        for cell in wrong:
            why = getattr(cell.widget, "why_not", None)
            cell.tell(why() if why is not None else why_not("", self.context.office.today()))
        if wrong:
            wrong[0].widget.setFocus()
            return
        self._again = again and self._repeat is not None
        # Bound first: a field may be called like an argument of `run`, as an agency's "parent".
        service = partial(self._service, **self.arguments())
        self.context.operations.run(service, *self._args, on_success=self.saved, on_error=self.refused, parent=self)
        self._again = False

    def saved(self, outcome: Outcome) -> None:
        """The service has done it."""
        again = self._again
        carried = {name: state_of(self.cells[name].widget) for name in self._carry if not self.cells[name].isHidden()}
        self.keeper.end()
        self.made.emit(outcome)
        following = self._repeat() if again and self._repeat is not None else None
        if following is None:
            self.done(int(QDialog.DialogCode.Accepted))
        elif not self.isWindow():
            following.carry_over(carried)
            self._over = True
            self.followed.emit(following)
            super().done(int(QDialog.DialogCode.Accepted))
        else:
            self._over = True
            super().done(int(QDialog.DialogCode.Accepted))
        if self._select and outcome.id is not None:
            self.context.show(outcome.id)
        if following is not None and self.isWindow():
            following.carry_over(carried)
            following.show_it()

    def done(self, result: int) -> None:
        """Close; tell the page in which it lies."""
        self._over = True
        super().done(result)
        self.closed.emit(result == QDialog.DialogCode.Accepted)

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
        cell.widget.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def place_of(self, error: OfficeError) -> str | None:
        """The name of the visible input that the refusal is about."""
        field_name = error.field or ""
        name = field_name if field_name in self.cells else _ALIASES.get(field_name, "")
        return name if name in self.cells and not self.cells[name].isHidden() else None

    def tell(self, text: str) -> None:
        """Say what is wrong at the foot; "" for nothing."""
        self._message.setText(text)
        self._message.setVisible(bool(text))
        if text:
            # The foot grew: what has the keyboard stays in sight.
            QTimer.singleShot(0, self, self._see_focus)

    def _see_focus(self) -> None:
        self._focus_moved(self.focusWidget())

    def complaints(self) -> dict[str, str]:
        """What is said to be wrong, by input; that at the foot under ""."""
        said = {name: cell.wrong() for name, cell in self.cells.items()} | {"": self._message.text()}
        return {name: text for name, text in said.items() if text}

    def kept_apart(self, name: str) -> bool:  # noqa: ARG002 - for forms that fill in inputs themselves
        """Whether this input is left out of drafts now: the form itself has filled it in."""
        return False

    # ---- the keyboard ----

    def chain(self) -> list[str]:
        """The names of the inputs in the order of Tab: the everyday ones, those of them that came along after, then the seldom ones."""
        often = [name for name in self.everyday if name in self.cells]
        rest = [name for name in self.cells if name not in often]
        # Also once it was changed: the order must not move under the fingers.
        carried = [name for name in often if name in self._came_along]
        return [*(name for name in often if name not in carried), *carried, *rest]

    def tab_stops(self) -> list[QWidget]:
        """Every widget at which Tab stops, in its order: the inputs as `chain` has them, what else stands among them, the buttons."""
        stops = [stop for name in self.chain() for stop in _stops(self.cells[name].widget)]
        buttons = [self.save_button, self.again_button, self._leave, self.keeper.drop_button]
        known = set(stops) | set(buttons)
        stops += [each for each in _stops(self._area) if each not in known and not any(stop.isAncestorOf(each) for stop in stops)]
        return [each for each in (*stops, *buttons) if each.isVisibleTo(self) and each.isEnabled()]

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own
        """Tab and Enter go through `tab_stops`. Out of a window they begin again, out of a part of a page they go on to what follows."""
        stops, focus = self.tab_stops(), self.focusWidget()
        place = next((at for at, each in enumerate(stops) if each is focus or each.isAncestorOf(focus)), None)
        if place is None:
            return super().focusNextPrevChild(forward)
        following = place + (1 if forward else -1)
        if 0 <= following < len(stops) or self.isWindow():
            wanted: QWidget | None = stops[following % len(stops)]
        else:
            wanted = self._beyond(stops[place], forward=forward)
        if wanted is not None:
            wanted.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        return True

    def _beyond(self, last: QWidget, *, forward: bool) -> QWidget | None:
        """The next widget of the page that lies outside the form."""
        if self.beside is not None:
            return self.beside(forward)
        each = _beside(last, forward=forward)
        while each is not last:
            outside = each is not self and not self.isAncestorOf(each)
            if outside and each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisible() and each.isEnabled():
                return each
            each = _beside(each, forward=forward)
        return None

    def _give_letters(self) -> None:
        """Alt and a letter of its label jump to each input; the same letters each time, for hands learn them."""
        buttons = (self._leave, self.keeper.drop_button)
        names = [cell.words() for cell in self.cells.values()] + [button.text().replace("&", "") for button in buttons]
        # Digits with Alt go to the pages.
        letters = [_letter(text) for text in lettered([re.sub(r"\d", " ", name) for name in names])]
        for cell, letter in zip(self.cells.values(), letters, strict=False):
            cell.set_letter(letter)
        for button, letter in zip(buttons, letters[len(self.cells) :], strict=True):
            button.setText(marked(button.text().replace("&", ""), letter))

    def first(self) -> QWidget:
        """The input that gets the keyboard first: the first one in the order of Tab that is empty, else the first."""
        shown = [cell for name in self.chain() if not (cell := self.cells[name]).isHidden()]
        empty = next((cell for cell in shown if _is_empty(cell.input.value())), None)
        return (empty or shown[0]).widget if shown else self.save_button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next input; a form is saved by Ctrl+Enter or its button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            focus = self.focusWidget()
            if isinstance(focus, QPushButton):
                focus.click()
            elif isinstance(focus, (QLineEdit, QComboBox, ParagraphInput)):
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

    # ---- the window ----

    def embed(self) -> Form:
        """Be a part of a page: to be put into a layout and shown, then to `begin`."""
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setWindowModality(Qt.WindowModality.NonModal)
        return self

    def show_it(self) -> Form:
        """Open the form over its window, as high as it needs and the screen has room for."""
        self.fit()
        # In a page F1 and Shift+F1 are the window's.
        FormKeys(self, self.context.office, self.help_topic)
        self.open()
        self.begin()
        # Only what is shown has its style, and with it its size.
        self.fit()
        return self

    def begin(self) -> None:
        """The form stands: put a draft back, order the keys, take the keyboard."""
        self._before = self.values()
        self.keeper.begin()
        self._give_letters()
        self._begun = True
        first = self.first()
        first.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(first, QLineEdit):
            # As after Tab: what is typed takes the place of what stands. While the window is not active yet Qt does not do it.
            first.selectAll()

    def fit(self) -> None:
        """As high as what is shown needs and the screen has room for."""
        if not self.isWindow():
            return
        self.column.invalidate()
        room = room_on_screen(self)
        wide = min(self._width, room.width())
        high = self.column.totalHeightForWidth(wide) if self.column.hasHeightForWidth() else self.column.totalSizeHint().height()
        self.resize(wide, min(high + self._foot.sizeHint().height() + 2, room.height()))

    def reject(self) -> None:
        """Close and keep what was typed. Only where that cannot be kept it asks first."""
        if self._over:
            return
        if (
            self._begun
            and not self.keeper.now()
            and not alerts.ask(
                self,
                tr("Bỏ những gì vừa gõ trong phiếu này?"),
                verb=tr("Bỏ"),
                leave=tr("Gõ tiếp"),
                detail=tr("Phiếu này không giữ bản nháp."),
            )
        ):
            return
        if self.keeper.holds():
            self.context.operations.told.emit(tr("Đã giữ bản nháp: mở lại phiếu này để viết tiếp."), False)  # noqa: FBT003 - the signal's own
        super().reject()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whatever closes the window over the form: what was typed is safe."""
        super().hideEvent(event)
        if self._begun and not self._over:
            self.keeper.now()

    def _grow(self) -> None:
        """Make room for an error that appeared below an input, as far as the screen has any."""
        if not self.isWindow():
            return
        bar = self._area.verticalScrollBar()
        missing = bar.maximum() - bar.minimum()
        room = room_on_screen(self).height()
        if missing > 0 and self.height() < room:
            self.resize(self.width(), min(self.height() + missing, room))


def _beside(widget: QWidget, *, forward: bool) -> QWidget:
    """The widget after or before this one, as Qt has them."""
    found = widget.nextInFocusChain() if forward else widget.previousInFocusChain()
    return found or widget


def room_on_screen(window: QWidget) -> QSize:
    """What a form may fill: the screen without what the system draws around a window."""
    return window.screen().availableSize() - QSize(20, 60)


def _stops(widget: QWidget) -> list[QWidget]:
    """The widgets of an input at which Tab stops, in order. An input made of several says them itself by `tab_stops()`."""
    if (own := getattr(widget, "tab_stops", None)) is not None:
        return list(own())
    if isinstance(widget, (QLineEdit, QComboBox)):
        return [widget]
    inside = [widget, *widget.findChildren(QWidget)]
    return [each for each in inside if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.focusProxy() is None and not each.isWindow()]


def _letter(text: str) -> str:
    """The letter that is marked in a text; "" for none."""
    found = re.search(r"&(\w)", text.replace("&&", ""))
    return found[1].lower() if found is not None else ""


def _kind(service: Callable[..., Any], args: Sequence[Any]) -> str:
    """What tells the draft of one form from that of another: its service and the records it is about; "" where that cannot be told."""
    name = getattr(service, "__qualname__", "")
    if not name or "<" in name:
        return ""
    parts = [service.__module__, name]
    for each in args:
        value = getattr(each, "id", each)
        if not isinstance(value, (int, str)):
            return ""
        parts.append(str(value))
    return " ".join(part for part in parts if part)


def _is_empty(value: Any) -> bool:
    return value is None or value == "" or (isinstance(value, tuple) and not any(value))


def changed_only(values: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """The values that differ from those a record has: what a correction names."""
    return {name: value for name, value in values.items() if value != before.get(name)}


def ask_reason(
    context: Context, title: str, verb: str, service: Callable[..., Outcome], *args: Any, intro: str = "", keep: bool = True
) -> Form:
    """A form that asks for nothing but a reason."""
    asks = (Ask("reason", tr("Lý do"), lines(3)),)
    return Form(context, title, verb, service, *args, asks=asks, columns=1, intro=words.shortened(intro, 160), keep=keep).show_it()
