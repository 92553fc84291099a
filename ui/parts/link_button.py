"""A link that is a button: reachable by Tab, pressed by Enter or Space; words without room are cut and said whole as the tip."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.parts.tips import tip


class LinkButton(QPushButton):
    """One line of plain words that leads somewhere."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = " ".join(text.split())
        self.setProperty("link", "true")
        self.setProperty("leftLink", "true")
        self.setAccessibleName(self._words)
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._cut()

    def words(self) -> str:
        """All of its words."""
        return self._words

    def minimumSizeHint(self) -> QSize:
        """It gives way."""
        return QSize(self.fontMetrics().horizontalAdvance("…") * 3, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many words as there is room for."""
        super().resizeEvent(event)
        self._cut()

    def changeEvent(self, event: QEvent) -> None:
        """Other letters, another room."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._cut()

    def _cut(self) -> None:
        room = max(0, self.width() - 10)
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        # A lone & would mark a letter to be pressed.
        self.setText(shown.replace("&", "&&"))
        self.setToolTip(tip(self._words) if shown != self._words else "")
