"""A line with a list below it: letters narrow the list, Tab or Enter takes what is marked.

The list is a window of its own that never takes the keyboard, and nothing is ever written into the line while someone types. So whatever
composes Vietnamese letters works as in any other line: programs that send Backspace and the finished letter (UniKey, EVKey) and input
methods that compose inside the line (IBus, Fcitx, Windows Telex).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QHideEvent, QInputMethodEvent, QKeyEvent, QMoveEvent
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

from models.labels import tr
from models.text import fold, words
from ui import theme
from ui.parts.tips import tip

_SHOWN = 12
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVES: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _SHOWN, Qt.Key.Key_PageUp: -_SHOWN}
# Three words with their marks are a name that is written out; fewer begin one.
_BEGINNING = 2
# Fewer letters are no name that a catalogue could want.
_NAME = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is offered, and what it stands for."""

    text: str
    value: Any = None


Suggest = Callable[[str], Sequence[Suggestion]]


class SuggestionList(QListView):
    """The list below one line. It shows and is clicked; keys stay with the line."""

    def __init__(self, line: QWidget, least_width: int) -> None:
        super().__init__(line)
        self.setWindowFlags(Qt.WindowType.ToolTip | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("suggestions")
        self.setAccessibleName(tr("Gợi ý"))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self._line = line
        self._least_width = least_width
        self.texts = QStringListModel(self)
        self.setModel(self.texts)

    def place(self) -> None:
        """Below the line, or above where the screen ends; as wide as its texts want and the screen has."""
        screen = self._line.screen().availableGeometry()
        rows = min(self.texts.rowCount(), _SHOWN)
        high = rows * max(self.sizeHintForRow(0), 1) + 2 * self.frameWidth() + 2
        wide = min(max(self._line.width(), theme.px(self._least_width)), screen.width())
        below = self._line.mapToGlobal(QPoint(0, self._line.height()))
        above = self._line.mapToGlobal(QPoint(0, 0)).y() - high
        top = below.y() if below.y() + high <= screen.bottom() + 1 or above < screen.top() else above
        left = max(screen.left(), min(below.x(), screen.right() + 1 - wide))
        self.setGeometry(left, top, wide, high)

    def mark(self, row: int) -> None:
        """Mark this line of the list; none with -1."""
        self.setCurrentIndex(self.texts.index(row, 0) if row >= 0 else QModelIndex())
        if row >= 0:
            self.scrollTo(self.currentIndex())

    def marked(self) -> str:
        """The marked text; "" for none."""
        index = self.currentIndex()
        return str(index.data()) if index.isValid() else ""


class SuggestInput(QLineEdit):
    """Other texts than those suggested may stand. `add`, where given, makes an entry of the catalogue from what was typed."""

    changed = Signal()

    def __init__(
        self,
        suggest: Suggest,
        parent: QWidget | None = None,
        *,
        list_width: int = 0,
        add: Callable[[str], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self._suggest = suggest
        self._add = add
        self._offered: dict[str, Any] = {}
        self.list = SuggestionList(self, list_width)
        self.list.clicked.connect(self._clicked)
        opener = QAction(theme.icon("down"), tr("Mở danh sách (↓)"), self)
        opener.triggered.connect(self.open_list)
        self.addAction(opener, QLineEdit.ActionPosition.TrailingPosition)
        self.setMaxLength(1_000)
        self.textEdited.connect(self._narrow)
        self.textChanged.connect(self.changed)
        self.textChanged.connect(self._show_whole)

    # ---- what stands ----

    def chosen(self) -> Any:
        """What the text stands for: the value of the suggestion that reads so (capitals and marks do not matter), else None."""
        text = self.text().strip()
        if not text:
            return None
        if text not in self._offered:
            self._look_up(text)
        key = fold(text)
        return self._offered.get(text) or next((value for known, value in self._offered.items() if fold(known) == key), None)

    def value(self) -> Any:
        """The text; subclasses give what it stands for."""
        return self.text().strip()

    def set_value(self, value: Any) -> None:
        """Show this text."""
        self.setText(value or "")
        self.setCursorPosition(0)

    def valid(self) -> bool:
        """Other texts than those suggested may stand."""
        return True

    def settle(self) -> None:
        """The form is saved with the keyboard here: what was typed short is written out as the list shows it."""
        marked = self.list.marked() if self.list.isVisible() else ""
        self.list.hide()
        if marked and _short(self.text()) and marked in self._offered:
            self.setText(marked)
        self.write_out()

    def write_out(self) -> None:
        """The keyboard leaves: letters that can mean but one thing become its name. Subclasses know which."""

    def _show_whole(self, text: str) -> None:
        """A text that is longer than the line."""
        self.setToolTip(tip(text))

    # ---- the list ----

    def offered(self) -> list[str]:
        """The texts that the list shows, or would show."""
        return self.list.texts.stringList()

    def open_list(self) -> None:
        """Show all that can be chosen."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._offer("")

    def marks_first(self, letters: str, first: str) -> bool:
        """Whether Tab takes the first suggestion: for the letters of a short hand, not where a name is being written out in full."""
        start = fold(letters).strip()
        if not start:
            return False
        if fold(first) == start:
            return True
        if _short(letters):
            return True
        return not letters.isupper() and fold(first).startswith(start) and len(words(letters)) <= _BEGINNING

    def _look_up(self, letters: str) -> None:
        self._offered = {each.text: each.value for each in self._suggest(letters)}

    def _narrow(self) -> None:
        self._offer(self.text())

    def _offer(self, letters: str) -> None:
        """Show what these letters leave."""
        self._look_up(letters)
        shown = list(self._offered)
        typed = letters.strip()
        if self._add is not None and len(typed) >= _NAME and fold(typed) not in {fold(text) for text in shown}:
            shown.append(_adding(typed))
        if shown != self.list.texts.stringList():
            self.list.texts.setStringList(shown)
        if not shown or not self.isVisible():
            self.list.hide()
            return
        self.list.mark(0 if self._offered and self.marks_first(letters, shown[0]) else -1)
        self.list.place()
        if not self.list.isVisible():
            self.list.show()

    def _clicked(self, index: QModelIndex) -> None:
        self.list.setCurrentIndex(index)
        self._take()

    def _take(self) -> bool:
        """Write what is marked into the line, or begin to enter it; whether the keyboard may go on."""
        marked = self.list.marked()
        self.list.hide()
        if self._add is not None and marked and marked not in self._offered:
            self._add(self.text().strip())
            return False
        if marked:
            self.setText(marked)
            self.setCursorPosition(0)
        return True

    # ---- the keyboard ----

    def event(self, event: QEvent) -> bool:
        """Tab takes what is marked and goes on."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.list.isVisible():
            if event.key() == Qt.Key.Key_Tab and not event.modifiers() and not self._take():
                return True
            if event.key() == Qt.Key.Key_Backtab:
                self.list.hide()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go through the list, Enter takes what is marked and goes on, Esc closes the list; every letter is the line's."""
        key = event.key()
        if self.list.isVisible() and (step := _MOVES.get(key)) is not None:
            self._move(step)
        elif key == Qt.Key.Key_Down or (key == Qt.Key.Key_F4 and not self.list.isVisible()):
            self.open_list()
        elif self.list.isVisible() and key in (Qt.Key.Key_Escape, Qt.Key.Key_F4):
            self.list.hide()
        elif self.list.isVisible() and key in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier and not self._take():
            event.accept()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What is still being composed narrows the list as it stands on the screen; the line itself is left to the input method."""
        super().inputMethodEvent(event)
        if event.preeditString():
            at = self.cursorPosition()
            self._offer(self.text()[:at] + event.preeditString() + self.text()[at:])

    def _move(self, step: int) -> None:
        rows = self.list.texts.rowCount()
        index = self.list.currentIndex()
        row = index.row() + step if index.isValid() else (0 if step > 0 else rows - 1)
        self.list.mark(max(0, min(rows - 1, row)))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The list goes with the keyboard."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.list.hide()
            if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
                self.write_out()

    def hideEvent(self, event: QHideEvent) -> None:
        """The list goes with the line."""
        super().hideEvent(event)
        # At the very end of the program the line is hidden when Python has taken its attributes away already.
        if (shown := getattr(self, "list", None)) is not None:
            shown.hide()

    def moveEvent(self, event: QMoveEvent) -> None:
        """The list stays below the line."""
        super().moveEvent(event)
        if self.list.isVisible():
            self.list.place()


def _adding(typed: str) -> str:
    return tr("+ Thêm “{name}” vào danh mục", name=typed if len(typed) <= 60 else typed[:59] + "…")


def _short(letters: str) -> bool:
    """Whether it is a short hand: letters without Vietnamese marks. Capitals ("VNPT") may be the name itself."""
    return letters.isascii() and not letters.isupper()
