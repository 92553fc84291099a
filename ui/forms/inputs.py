"""The inputs of forms: each has `value()`, `set_value()`, `valid()` and tells `changed`. Suggesting ones: `ui.forms.suggest`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from models.errors import OfficeError
from models.labels import LABELS, label, tr
from ui.parts import alerts
from ui.parts.attachments import FileDrop, choose_files, files_of
from ui.parts.date_field import DateField, MomentField
from ui.parts.dates import parse_day, told_due
from ui.parts.labels import plain
from ui.parts.tips import tip
from ui.parts.wheel import still

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.clock.working_days import Calendar
    from models.office import Office
    from ui.parts.action import Context

# A button that Enter, going from field to field, does not stop at.
ENTER_PASSES = "enterPasses"
# No text of the office is longer; more is not typed but pasted by mistake.
_LONGEST = 40_000


class Input(Protocol):
    """What a form asks of an input, which is a QWidget as well."""

    changed: SignalInstance

    def value(self) -> Any:
        """What was entered."""

    def set_value(self, value: Any, /) -> None:
        """Show this."""

    def valid(self) -> bool:
        """Whether what stands can be understood at all."""


if TYPE_CHECKING:
    Make = Callable[[Context], QWidget]


class LineInput(QLineEdit):
    """One line of text."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(_LONGEST)
        self.textChanged.connect(self.changed)

    def value(self) -> str:
        """The text."""
        return self.text().strip()

    def set_value(self, value: str | None) -> None:
        """Show this text from its beginning."""
        self.setText(value or "")
        self.setCursorPosition(0)

    def valid(self) -> bool:
        """Every text is one."""
        return True


class LinesInput(QPlainTextEdit):
    """Several lines; Tab goes on to the next input."""

    changed = Signal()

    def __init__(self, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 20)
        self.textChanged.connect(self.changed)

    def value(self) -> str:
        """The text."""
        return self.toPlainText().strip()

    def set_value(self, value: str | None) -> None:
        """Show this text."""
        self.setPlainText(value or "")

    def valid(self) -> bool:
        """Every text is one."""
        return True


class ParagraphInput(LinesInput):
    """One text over several lines: Enter goes on, as in a line, and Shift+Enter breaks it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is the form's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


class ChoiceInput(QComboBox):
    """One of a few codes, shown as words; also chosen by typing the first letter."""

    changed = Signal()

    def __init__(self, choices: Sequence[tuple[Any, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        still(self)
        for code, words in choices:
            self.addItem(words, code)
        self.currentIndexChanged.connect(self.changed)

    def value(self) -> Any:
        """The code."""
        return self.currentData()

    def set_value(self, value: Any) -> None:
        """Choose this code; the first where it is none of them."""
        self.setCurrentIndex(max(0, self.findData(value)))

    def valid(self) -> bool:
        """One is always chosen."""
        return True


class FlagInput(QCheckBox):
    """Yes or no."""

    changed = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.toggled.connect(self.changed)

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: object) -> None:
        """Tick it or not."""
        self.setChecked(bool(value))

    def valid(self) -> bool:
        """Both answers are."""
        return True


class DueInput(DateField):
    """A due date: as any date, but "+3" means the third working day from today, as deadlines are set."""

    def __init__(self, today: date, calendar: Calendar, parent: QWidget | None = None) -> None:
        self._calendar = calendar
        super().__init__(today, None, parent)
        self.setToolTip(tr("20/11, 20112026, hoặc +3 cho ba ngày làm việc kể từ hôm nay"))

    def _parse(self) -> date | datetime | None:
        typed = self.text().strip()
        if typed.startswith("+") and typed[1:].isdecimal() and len(typed) <= 4:
            return self._calendar.add_working_days(self._today, int(typed[1:]))
        return parse_day(typed, self._today)

    def understood(self, calendar: Calendar) -> str:
        """The date in words, with the working days left until it."""
        day = self.value()
        return "" if day is None else told_due(day, self._today, calendar)


class FilesInput(QWidget):
    """Files to be kept with a record, chosen from the computer."""

    changed = Signal()

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._paths: list[Path] = []
        self._taken: FileDrop | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self._choose = QPushButton(tr("Chọn tệp…"))
        self._choose.setAutoDefault(False)
        self._choose.clicked.connect(self.choose)
        self._drop = QPushButton(tr("Bỏ tệp"))
        self._drop.setAutoDefault(False)
        self._drop.clicked.connect(self.drop_all)
        for button in (self._choose, self._drop):
            button.setProperty(ENTER_PASSES, True)  # noqa: FBT003  Qt's own way
        self._names = plain("", "soft")
        row.addWidget(self._choose)
        row.addWidget(self._drop)
        row.addWidget(self._names, 1)
        self.setFocusProxy(self._choose)
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """A form over the page takes files wherever they are dropped on it; one in a page leaves that to the page."""
        super().showEvent(event)
        window = self.window()
        if isinstance(window, QDialog) and self._taken is None:
            self._taken = FileDrop(window)
            self._taken.on_all(window.findChildren(QWidget))
            self._taken.dropped.connect(self._dropped)

    def choose(self) -> None:
        """Ask for files and add them."""
        self.add(choose_files(self))

    def add(self, paths: Sequence[Path]) -> None:
        """These as well; one that stands there already is not named twice."""
        self.set_value(list(dict.fromkeys([*self._paths, *paths])))

    def _dropped(self, mime: QMimeData, at: QPoint) -> None:  # noqa: ARG002 - the whole form takes it
        try:
            self.add(files_of(mime, self._office))
        except OfficeError as error:
            alerts.problem(self, error)

    def drop_all(self) -> None:
        """None after all."""
        self.set_value(())

    def value(self) -> tuple[Path, ...]:
        """The chosen files."""
        return tuple(self._paths)

    def set_value(self, value: Sequence[Path] | None) -> None:
        """Show these files."""
        self._paths = list(value or ())
        self._show()
        self.changed.emit()

    def valid(self) -> bool:
        """Whether they can be read shows when they are."""
        return True

    def draft_state(self) -> list[str]:
        """For a draft: where the files lie."""
        return [str(path) for path in self._paths]

    def put_draft_back(self, state: Any) -> None:
        """Show those of a draft again that are still there."""
        named = [Path(name) for name in state if isinstance(name, str)] if isinstance(state, list) else []
        self.set_value([path for path in named if path.is_file()])

    def _show(self) -> None:
        names = ", ".join(path.name for path in self._paths)
        self._names.setText(names if len(names) <= 90 else tr("{count} tệp", count=len(self._paths)))
        self._names.setToolTip(tip("\n".join(str(path) for path in self._paths)))
        self._drop.setVisible(bool(self._paths))


# ---- how a form declares them: functions of the context, so that a form is a list ----


def line(context: Context) -> QWidget:  # noqa: ARG001 - all makers are called alike
    """One line of text."""
    return LineInput()


def lines(count: int = 2) -> Make:
    """Several lines of text, of which `count` show."""

    def make(context: Context) -> QWidget:  # noqa: ARG001
        return LinesInput(count)

    return make


def paragraph(context: Context) -> QWidget:  # noqa: ARG001
    """One text, of which two lines show."""
    return ParagraphInput(2)


def choice(choices: Sequence[tuple[Any, str]]) -> Make:
    """One of these (code, words)."""

    def make(context: Context) -> QWidget:  # noqa: ARG001
        return ChoiceInput(choices)

    return make


def labelled(group: str, kind: type = str) -> Make:
    """One of the codes of a group of labels; `kind` is what the codes are stored as."""
    return choice([(kind(code), label(group, code)) for code in LABELS[group]])


def flag(text: str) -> Make:
    """A box to tick, which says itself what it is."""

    def make(context: Context) -> QWidget:  # noqa: ARG001
        return FlagInput(text)

    return make


def day(context: Context) -> QWidget:
    """A date."""
    return DateField(context.office.today())


def due(context: Context) -> QWidget:
    """A due date, to which "+3" adds working days."""
    return DueInput(context.office.today(), context.office.calendar())


def moment(context: Context) -> QWidget:
    """A date with its hour; where no hour is typed, the one at which results are handed over."""
    return MomentField(context.office.now(), hour=context.office.settings().appointment_time)


def moment_now(context: Context) -> QWidget:
    """A date with its hour; where no hour is typed, this one."""
    now = context.office.now()
    return MomentField(now, hour=now.time().replace(second=0, microsecond=0))


def files(context: Context) -> QWidget:
    """Files from the computer."""
    return FilesInput(context.office)
