"""One input of a form: under its label with the letter that jumps to it, above what is understood, warned of or wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QCheckBox, QLabel, QSizePolicy, QVBoxLayout, QWidget

from models.labels import tr
from ui.forms.inputs import Input
from ui.parts.date_field import DateField
from ui.parts.labels import plain, set_property
from ui.parts.tips import tip

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from ui.forms.inputs import Make
    from ui.parts.action import Context


@dataclass(frozen=True, slots=True)
class Ask:
    """One input: the name under which its value is handed on, its label, what makes it, its first value, how many columns it takes."""

    name: str
    text: str
    make: Make = field(repr=False)
    value: Any = None
    width: int = 1
    remark: str = ""


class Caption(QLabel):
    """The label of an input: cut with … where its column is narrow, and then whole as its tip."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "fieldName")
        self.setTextFormat(Qt.TextFormat.PlainText)

    def cut(self) -> str:
        """The text as far as there is room, with the mark of its letter."""
        flags = int(Qt.TextFlag.TextShowMnemonic)
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width(), flags)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: another cut."""
        super().resizeEvent(event)
        self._tell_whole()

    def setText(self, text: str) -> None:
        """Show this."""
        super().setText(text)
        self._tell_whole()

    def _tell_whole(self) -> None:
        whole = self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
        self.setToolTip(tip(whole) if self.cut() != self.text() else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """As much as there is room for."""
        words = self.cut()
        if words == self.text():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextShowMnemonic)
        role = QPalette.ColorRole.WindowText
        self.style().drawItemText(painter, self.contentsRect(), flags, self.palette(), self.isEnabled(), words, role)
        painter.end()


class Cell(QWidget):
    """An input under its label, with room for what is wrong with it."""

    def __init__(self, ask: Ask, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ask.text
        self._letter = ""
        self._carried = False
        self._look = ""
        self._look_words = ""
        made = ask.make(context)
        self.widget: QWidget = made
        self.input: Input = made  # type: ignore[assignment]  # makers give widgets that are inputs
        if ask.text:
            made.setAccessibleName(ask.text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._caption = Caption()
        self._caption.setBuddy(made)
        # A long label must not widen its column.
        self._caption.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column.addWidget(self._caption)
        # Only now: what has no parent yet would be shown as a window of its own.
        self._caption.setVisible(bool(ask.text))
        column.addWidget(made)
        self._wrong = plain("", "wrong", wrap=True)
        self._wrong.hide()
        column.addWidget(self._wrong)
        self._warning = plain("", "small", wrap=True)
        self._warning.setProperty("tone", "soon")
        self._warning.hide()
        column.addWidget(self._warning)
        self._beside: QWidget | None = None
        self._remark = ask.remark
        self._calendar = context.office.calendar() if isinstance(made, DateField) else None
        # What a date means stands where its hint stood; the line is always there, so that nothing jumps while someone types.
        self._below = plain(ask.remark, "small", wrap=True)
        column.addWidget(self._below)
        self._below.setVisible(bool(ask.remark) or self._calendar is not None)
        column.addStretch(1)
        if ask.value is not None:
            self.input.set_value(ask.value)
        self.input.changed.connect(self._input_changed)
        if isinstance(made, DateField):
            made.left.connect(self._date_left)
        self.setFocusProxy(made)
        self._name()
        self._tell_meaning()

    # ---- the label ----

    def words(self) -> str:
        """What the input is called: its label, or what a box to tick says itself."""
        return self.widget.text().replace("&", "") if isinstance(self.widget, QCheckBox) else self._text

    def letter(self) -> str:
        """The letter that jumps here with Alt; "" for none."""
        return self._letter

    def set_letter(self, letter: str) -> None:
        """Jump here by Alt and this letter, which is underlined in the label."""
        self._letter = letter
        if isinstance(self.widget, QCheckBox):
            self.widget.setText(marked(self.words(), letter))
        self._name()

    def caption(self, text: str) -> None:
        """Another label."""
        self._text = text
        self.widget.setAccessibleName(text)
        self._name()

    def set_carried(self) -> None:
        """Say that the value came along from the paper before, until it is changed."""
        self._carried = True
        self._name()

    def carried(self) -> bool:
        """Whether the value came along from the paper before."""
        return self._carried

    def set_look(self, look: str, said: str = "") -> None:
        """Show where the value comes from: "read" out of a file, "doubt" where a person must look at it, "" typed. `said` says why."""
        self._look, self._look_words = look, said
        if look:
            self._carried = False
        self._show_state()
        self._name()
        self._describe()

    def look(self) -> str:
        """Where the value comes from, as `set_look` was told."""
        return self._look

    def _show_state(self) -> None:
        wrong = bool(self._wrong.text()) or (isinstance(self.widget, DateField) and not self.widget.valid())
        set_property(self.widget, "state", "wrong" if wrong else self._look)

    def _name(self) -> None:
        text = marked(self._text, self._letter)
        if self._carried:
            text = tr("{name} · như phiếu trước", name=text)
        elif self._look_words:
            text = tr("{name} · {said}", name=text, said=self._look_words.replace("&", "&&"))
        self._caption.setText(text)

    # ---- what is said below ----

    def tell(self, text: str) -> None:
        """Say what is wrong; "" for nothing."""
        self._wrong.setText(text)
        self._wrong.setVisible(bool(text))
        self._show_state()
        self._describe()

    def wrong(self) -> str:
        """What is said to be wrong now."""
        return self._wrong.text()

    def warn(self, text: str) -> None:
        """Say what may be a mistake, which does not keep the form from being saved; "" for nothing."""
        self._warning.setText(text)
        self._warning.setVisible(bool(text))
        self._describe()

    def explain(self, text: str) -> None:
        """Say below what the value leads to, in the place of the hint."""
        self._below.setText(text or self._remark or " ")
        self._below.show()
        self._describe()

    def set_beside(self, widget: QWidget | None) -> None:
        """Another value that may be taken, below the input; None for nothing any more."""
        if self._beside is not None:
            self._beside.hide()
            self._beside.deleteLater()
        self._beside = widget
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        if widget is not None:
            column.insertWidget(column.indexOf(self._wrong), widget)

    def beside(self) -> QWidget | None:
        """What `set_beside` was given."""
        return self._beside

    def warning(self) -> str:
        """What is warned of now."""
        return self._warning.text()

    def meaning(self) -> str:
        """What stands below a date: what is understood, else its hint."""
        return self._below.text()

    def _input_changed(self) -> None:
        if self._wrong.text():
            self.tell("")
        if self._carried:
            self._carried = False
            self._name()
        self._show_state()
        self._tell_meaning()

    def _tell_meaning(self) -> None:
        if isinstance(self.widget, DateField) and self._calendar is not None:
            self._below.setText(self.widget.understood(self._calendar) or self._remark or " ")
        self._describe()

    def _describe(self) -> None:
        """What is said below, for who hears the screen."""
        read = {"read": tr("Đọc từ tệp"), "doubt": tr("Đọc từ tệp, cần xem lại")}.get(self._look, "")
        said = (self._wrong.text(), read, self._look_words, self._warning.text(), self._below.text().strip())
        self.widget.setAccessibleDescription(". ".join(text.rstrip(".") for text in said if text))

    def _date_left(self) -> None:
        """A date that is none is said when the keyboard goes on, not while it is typed."""
        if isinstance(self.widget, DateField) and not self.widget.valid():
            self.tell(self.widget.why_not())


def marked(text: str, letter: str) -> str:
    """The text with the mark of Qt before this letter, where it begins a word if it does anywhere. Ampersands stay text."""
    places = [place for place, each in enumerate(text) if letter and each.lower() == letter]
    beginnings = [place for place in places if place == 0 or not text[place - 1].isalnum()]
    place = next(iter(beginnings or places), None)
    if place is None:
        return text.replace("&", "&&")
    return text[:place].replace("&", "&&") + "&" + text[place:].replace("&", "&&")
