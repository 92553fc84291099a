"""A figure of the day: what it counts, the number, a remark; a click opens the records behind it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.parts.labels import plain, set_property


class FigureCard(QFrame):
    """Works with the mouse and, focused, with Enter or Space."""

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(90)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(0)
        self._name = plain("", "soft")
        self._figure = plain("…", "figure")
        self._remark = plain("", "soft")
        for label in (self._name, self._figure, self._remark):
            column.addWidget(label)

    def show_figure(self, name: str, figure: str, remark: str, tone: str) -> None:
        """Write the three lines; the figure in the colour of the tone, "" for ink."""
        self._name.setText(name)
        self._figure.setText(figure)
        set_property(self._figure, "tone", tone)
        self._remark.setText(remark)
        self.setAccessibleName(f"{name}: {figure}. {remark}")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click that ends on the card."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space are a click."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)
