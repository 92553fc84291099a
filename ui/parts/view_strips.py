"""Quiet lines above a paper: that it is being read, and what a person must know of the reading. Each can be closed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.labels import tr
from ui import theme
from ui.parts.buttons import push_button, sign_button
from ui.parts.labels import plain
from ui.parts.tips import tip

# What is read quicker than that was never waited for.
_SOON_MS = 300


class _Strip(QFrame):
    """Words on the ground of a tone, with a button at the end."""

    def __init__(self, text: str, tone: str, button: QPushButton) -> None:
        super().__init__()
        self.setProperty("box", tone)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(10), theme.px(4), theme.px(4), theme.px(4))
        self.words = plain(wrap=True, select=True)
        self.say(text)
        row.addWidget(self.words, 1)
        self.button = button
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def say(self, text: str) -> None:
        """These words, and all of them as the tip: where the paper has little room, so have they."""
        self.words.setText(text)
        self.words.setToolTip(tip(text))


class ViewStrips(QWidget):
    """`wait(text)` and `done()`; `say(sentences)`."""

    #: The person does not want to wait for the reading.
    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*(theme.px(each) for each in (8, 6, 8, 6)))
        self._column.setSpacing(theme.px(4))
        self._said: list[_Strip] = []
        self._waiting = _Strip("", "done", push_button(tr("Dừng đọc"), self.stopped))
        self._waiting.hide()
        self._column.addWidget(self._waiting)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._show_waiting)
        self.hide()

    def wait(self, text: str) -> None:
        """Say that this is going on, with a button that stops it, unless it is done at once."""
        self._waiting.say(text)
        self._soon.start()

    def done(self) -> None:
        """It is done."""
        self._soon.stop()
        self._waiting.hide()
        self._look()

    def say(self, sentences: Sequence[str]) -> None:
        """These sentences and no others, one to a line."""
        for strip in self._said:
            self._column.removeWidget(strip)
            strip.hide()
            strip.deleteLater()
        self._said = []
        for sentence in dict.fromkeys(sentences):
            strip = _Strip(sentence, "soon", sign_button("×", tr("Đóng lời nhắc"), self._close, wide=26))
            strip.setAccessibleName(sentence)
            self._said.append(strip)
            self._column.addWidget(strip)
        self._look()

    def said(self) -> tuple[str, ...]:
        """What stands there now."""
        return tuple(strip.words.text() for strip in self._said)

    def _close(self) -> None:
        self.say([strip.words.text() for strip in self._said if strip.button is not self.sender()])

    def _show_waiting(self) -> None:
        self._waiting.show()
        self._look()

    def _look(self) -> None:
        self.setVisible(bool(self._said) or not self._waiting.isHidden())
