"""What happened to a record, from the first day down: a line at the left, the day in bold, words beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.parts.labels import plain


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry: when (already in words), what, and a softer remark below."""

    when: str
    what: str
    remark: str = ""


class Timeline(QWidget):
    """Shows happenings; made anew for each record."""

    def __init__(self, happenings: Sequence[Happening], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 0, 0, 0)
        column.setSpacing(7)
        for happening in happenings:
            entry = QVBoxLayout()
            entry.setSpacing(1)
            row = QHBoxLayout()
            row.setSpacing(6)
            row.addWidget(plain(happening.when, "strong"), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(plain(happening.what, wrap=True), 1)
            entry.addLayout(row)
            if happening.remark:
                entry.addWidget(plain(happening.remark, "soft", wrap=True))
            column.addLayout(entry)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, 0, 2, self.height(), theme.LINE)
        painter.end()
