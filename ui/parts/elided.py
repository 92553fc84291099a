"""A label that is cut with … where it has no room, and then says the whole as its tip. Light: the frame is painted first with it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel

from ui.parts.tips import tip


class Elided(QLabel):
    """One line of plain text."""

    def minimumSizeHint(self) -> QSize:
        """It gives way to everything else."""
        return QSize(min(24, super().sizeHint().width()), super().minimumSizeHint().height())

    def setText(self, text: str) -> None:
        """Show this, and all of it as the tip."""
        super().setText(text)
        self.setToolTip(tip(text))

    def paintEvent(self, event: QPaintEvent) -> None:
        """As much as there is room for."""
        place = self.contentsRect()
        if self.fontMetrics().horizontalAdvance(self.text()) <= place.width():
            super().paintEvent(event)
            return
        from PySide6.QtCore import Qt

        painter = QPainter(self)
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, place.width())
        middle = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.style().drawItemText(painter, place, middle, self.palette(), self.isEnabled(), words, QPalette.ColorRole.WindowText)
        painter.end()
