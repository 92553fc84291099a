"""A label that is cut with … where it has no room, and then says the whole as its tip. Light: the frame is painted first with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel

from ui.parts.tips import tip

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class Elided(QLabel):
    """One line of plain text."""

    # Told with the first words: before the first paint nothing is said, and Qt's names cost time.
    _plain = False

    def minimumSizeHint(self) -> QSize:
        """It gives way to everything else."""
        return QSize(min(24, super().sizeHint().width()), super().minimumSizeHint().height())

    def setText(self, text: str) -> None:
        """Show this, and all of it as the tip. Text from outside is never read as markup."""
        if text and not self._plain:
            from PySide6.QtCore import Qt

            self.setTextFormat(Qt.TextFormat.PlainText)
            self._plain = True
        super().setText(text)
        self.setToolTip(tip(text))

    def paintEvent(self, event: QPaintEvent) -> None:
        """As much as there is room for."""
        place = self.contentsRect()
        # Measuring letters is left out before the first paint, when nothing is said yet.
        if not self.text() or self.fontMetrics().horizontalAdvance(self.text()) <= place.width():
            super().paintEvent(event)
            return
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QPainter, QPalette

        painter = QPainter(self)
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, place.width())
        middle = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.style().drawItemText(painter, place, middle, self.palette(), self.isEnabled(), words, QPalette.ColorRole.WindowText)
        painter.end()
