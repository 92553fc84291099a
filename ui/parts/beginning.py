"""What an empty office shows first: three steps, each with its buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui import theme
from ui.parts.labels import plain


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what to do, why, and its buttons as (key, words)."""

    title: str
    why: str
    buttons: tuple[tuple[str, str], ...]


class Beginning(QFrame):
    """The steps from top to bottom; `wanted` brings the key of the button that was pressed."""

    wanted = Signal(str)

    def __init__(self, heading: str, steps: Sequence[Step], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        column.setSpacing(theme.px(14))
        column.addWidget(plain(heading, "heading", wrap=True))
        self.buttons: list[QPushButton] = []
        for place, step in enumerate(steps, start=1):
            column.addWidget(self._step(place, step))
        column.addStretch(1)

    def _step(self, place: int, step: Step) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(14))
        row.addWidget(plain(str(place), "figure"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(theme.px(4))
        words.addWidget(plain(step.title, "strong", wrap=True))
        words.addWidget(plain(step.why, "soft", wrap=True))
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        for key, text in step.buttons:
            button = QPushButton(text.replace("&", "&&"))
            button.setProperty("key", key)
            if not self.buttons:
                button.setProperty("primary", "true")
            button.clicked.connect(self._pressed)
            self.buttons.append(button)
            line.addWidget(button)
        line.addStretch(1)
        words.addLayout(line)
        row.addLayout(words, 1)
        return holder

    def _pressed(self) -> None:
        button = self.sender()
        if button is not None:
            self.wanted.emit(str(button.property("key")))
