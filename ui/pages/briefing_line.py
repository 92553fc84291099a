"""The one line of a briefing: what is typed, when it is due, and what its keys ask for."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from models.labels import tr
from ui.parts.dates import parse_day

_UNDO = [QKeyCombination(Qt.KeyboardModifier.ControlModifier, key).toCombined() for key in (Qt.Key.Key_Z, Qt.Key.Key_Y)]
# "… / t6", "… ; 5/12", "… hạn 5/12": the last such mark in front of a date.
_MARK = re.compile(r"\s+/\s*|\s*;\s*|\s+hạn\s+", re.IGNORECASE)


def split_due(text: str, today: date) -> tuple[str, date | None]:
    """The content and the due date behind it, where a slash, a semicolon or "hạn" stands before one; else all of it and None."""
    for mark in _MARK.finditer(text):
        content, behind = text[: mark.start()].strip(), text[mark.end() :].strip()
        if not content or not behind:
            continue
        try:
            day = parse_day(behind, today)
        except (ValueError, OverflowError):
            continue
        if day is not None:
            return content, day
    return text.strip(), None


class BriefingLine(QLineEdit):
    """Enter, Ctrl+Enter and Ctrl+Shift+Enter ask for three things; arrows go through people and tasks."""

    assign = Signal()
    say = Signal()
    conclude = Signal()
    person_step = Signal(int)
    task_step = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Giao việc, ghi ý kiến hoặc kết luận"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the briefing; all others are typed."""
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            wanted = {
                Qt.KeyboardModifier.NoModifier: self.assign,
                Qt.KeyboardModifier.ControlModifier: self.say,
                Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier: self.conclude,
            }.get(held)
            if wanted is not None:
                wanted.emit()
            event.accept()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if key == Qt.Key.Key_Down else -1
            (self.task_step if held & Qt.KeyboardModifier.ControlModifier else self.person_step).emit(step)
            event.accept()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """An empty line leaves Ctrl+Z and Ctrl+Y to the window: what was given just now is taken back."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._undoes(event):
            event.ignore()
            return False
        return super().event(event)

    def _undoes(self, event: QKeyEvent) -> bool:
        return not self.text() and event.keyCombination().toCombined() in _UNDO
