"""A figure of the day: what it counts, the number, a remark; a click, Enter or its own key opens the records behind it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from models.labels import tr
from ui import theme
from ui.parts.labels import plain, set_property
from ui.parts.tips import tip

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class FigureCard(QFrame):
    """Works with the mouse and, focused, with Enter or Space; arrows go to the next card. `key` is the key that opens it anywhere."""

    clicked = Signal()
    #: The person wants the card so many places on.
    stepped = Signal(int)

    def __init__(self, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.setProperty("card", "true")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(14), theme.px(10), theme.px(10), theme.px(10))
        column.setSpacing(0)
        self._name = plain("", "soft", wrap=True)
        self._figure = plain("…", "figure")
        self._remark = plain("", "soft", wrap=True)
        for label in (self._name, self._figure, self._remark):
            column.addWidget(label)
        column.addStretch(1)
        self.setMinimumWidth(theme.px(120))

    def show_figure(self, name: str, figure: str, remark: str, tone: str) -> None:
        """Write the three lines; the figure in the colour of the tone, "" for ink."""
        self._name.setText(name)
        self._figure.setText(figure)
        set_property(self._figure, "tone", tone)
        self._remark.setText(remark)
        said = f"{name}: {figure}. {remark}"
        self.setAccessibleName(said)
        if self.key:
            hint = tr("Phím {key}: mở danh sách", key=self.key)
            self.setAccessibleDescription(hint)
            self.setToolTip(tip(f"{said}\n{hint}"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame, a border while the keyboard is here, and the key."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(theme.PRIMARY)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 7, 7)
        if self.key:
            # Beside the figure, which is short: the words above and below need the whole width.
            bottom = self._figure.geometry().center().y() + theme.px(8)
            paint_key(painter, QRect(0, 0, self.width() - theme.px(10), bottom + 1), self.key)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Other letters need another width."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setMinimumWidth(theme.px(120))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click that ends on the card."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space are a click, arrows walk along the cards."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        elif event.key() in _STEPS:
            self.stepped.emit(_STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


def paint_key(painter: QPainter, corner: QRect, key: str) -> None:
    """A key as a small badge in the lower right corner of this place: soft, for it is only a hint."""
    painter.setFont(theme.font(pixels=10))
    size = max(theme.px(16), painter.fontMetrics().horizontalAdvance(key) + theme.px(8))
    place = QRect(corner.right() - size, corner.bottom() - theme.px(16), size, theme.px(16))
    painter.setPen(theme.LINE)
    painter.drawRoundedRect(place, 3, 3)
    painter.setPen(theme.INK_SOFT)
    painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), key)
