"""What our charts share: points in a row that mouse, arrows and a screen reader walk along, and round numbers for the axis.

A chart is drawn natively, so that it is sharp at any scale. It says the same thing three times: as a drawing with words beside the
colours, as a sentence of the point under the mouse or the cursor, and as a text of all points for a screen reader.
"""

from __future__ import annotations

from math import ceil, floor, log10

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from models.labels import tr
from ui import theme

_KEYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


def round_steps(largest: float, *, wanted: int = 4) -> list[float]:
    """The marks of an axis from 0 upwards: round numbers (1, 2 or 5 with noughts), the last one not below `largest`, few of them."""
    if largest <= 0:
        return [0.0, 1.0]
    rough = largest / wanted
    size = 10.0 ** floor(log10(rough))
    step = next(size * factor for factor in (1, 2, 5, 10) if size * factor >= rough)
    step = max(step, 1.0)
    return [step * place for place in range(ceil(largest / step) + 1)]


class Chart(QWidget):
    """Points side by side. A subclass draws them in `draw` and says each of them in `sentence`.

    With the keyboard on it, arrows, Home and End move a visible cursor, Enter or Space opens the point; so does a click.
    """

    #: The place of the point that was opened.
    opened = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cursor = -1
        self._hover = -1
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumHeight(theme.px(130))

    # ---- what a subclass says ----

    def count(self) -> int:
        """How many points there are."""
        raise NotImplementedError

    def sentence(self, place: int) -> str:
        """One point in words."""
        raise NotImplementedError

    # ---- the cursor ----

    @property
    def cursor_place(self) -> int:
        """Where the cursor is; -1 without points."""
        return min(self._cursor, self.count() - 1)

    def points_changed(self) -> None:
        """To be called when there are other points: the cursor begins at the newest one, all points stand in the description."""
        if not 0 <= self._cursor < self.count():
            self._cursor = self.count() - 1
        self._tell()
        self.update()

    def text(self) -> str:
        """All points in words: what the drawing says, for those who do not see it."""
        return "\n".join(self.sentence(place) for place in range(self.count()))

    def move_to(self, place: int) -> None:
        """Put the cursor on this point, if there is one."""
        if self.count():
            self._cursor = max(0, min(place, self.count() - 1))
            self._tell()
            self.update()

    def _tell(self) -> None:
        """The point under the cursor first, then the whole: a screen reader reads it anew when it changes."""
        here = self.sentence(self.cursor_place) if self.count() else tr("Chưa có số liệu.")
        self.setAccessibleDescription(f"{here}\n{self.text()}".strip())
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End walk, Enter and Space open."""
        key = event.key()
        if key in _KEYS:
            self.move_to(self.cursor_place + _KEYS[Qt.Key(key)])
        elif key == Qt.Key.Key_Home:
            self.move_to(0)
        elif key == Qt.Key.Key_End:
            self.move_to(self.count() - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.count():
            self.opened.emit(self.cursor_place)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The cursor shows."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The cursor goes."""
        super().focusOutEvent(event)
        self.update()

    # ---- the mouse ----

    def place_at(self, x: float) -> int:
        """The point drawn at this place from the left; -1 beside all."""
        field = self.field()
        if not self.count() or not field.left() <= x <= field.right():
            return -1
        return min(int((x - field.left()) / (field.width() / self.count())), self.count() - 1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The point under the mouse is marked."""
        self._hover = self.place_at(event.position().x())
        self.setCursor(Qt.CursorShape.PointingHandCursor if self._hover >= 0 else Qt.CursorShape.ArrowCursor)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """No point is under the mouse."""
        super().leaveEvent(event)
        self._hover = -1
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens the point."""
        place = self.place_at(event.position().x())
        if event.button() == Qt.MouseButton.LeftButton and place >= 0:
            self.move_to(place)
            self.opened.emit(place)

    def event(self, event: QEvent) -> bool:
        """The sentence of the point under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self.place_at(event.pos().x())
            if place >= 0:
                QToolTip.showText(event.globalPos(), self.sentence(place), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    # ---- drawing ----

    def field(self) -> QRectF:
        """The part in which points are drawn: room for the numbers of the axis at the left and for names below."""
        left = theme.px(38)
        return QRectF(left, theme.px(18), self.width() - left - theme.px(6), self.height() - theme.px(18) - theme.px(22))

    def column(self, place: int) -> QRectF:
        """The strip of one point over the whole height of the field."""
        field = self.field()
        step = field.width() / max(1, self.count())
        return QRectF(field.left() + place * step, field.top(), step, field.height())

    def paint_ground(self, painter: QPainter) -> None:
        """The strip under the cursor or the mouse."""
        for place, colour, shown in (
            (self._hover, theme.GROUND, self._hover >= 0),
            (self.cursor_place, theme.PRIMARY_PALE, self.hasFocus() and self.count() > 0),
        ):
            if shown:
                painter.fillRect(self.column(place).adjusted(0, -theme.px(16), 0, theme.px(22)), colour)
        if self.hasFocus() and self.count():
            painter.setPen(QPen(theme.PRIMARY, 1))
            painter.drawRect(self.column(self.cursor_place).adjusted(0.5, -theme.px(16) + 0.5, -0.5, theme.px(22) - 1.5))

    def paint_axis(self, painter: QPainter, top: float, bottom: float, marks: list[tuple[float, str]]) -> None:
        """Hairlines with their numbers, from `bottom` (share 0) to `top` (share 1)."""
        field = self.field()
        height = painter.fontMetrics().height()
        for share, text in marks:
            y = round(bottom - share * (bottom - top)) + 0.5
            painter.setPen(theme.LINE)
            painter.drawLine(int(field.left()), int(y), int(field.right()), int(y))
            painter.setPen(theme.INK_SOFT)
            box = QRectF(0, y - height / 2, field.left() - theme.px(6), height)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), text)

    def paint_name(self, painter: QPainter, place: int, name: str) -> None:
        """The name of a point below its strip, where there is room for it."""
        strip = self.column(place)
        box = QRectF(strip.left(), self.height() - theme.px(22), strip.width(), theme.px(20))
        painter.setPen(theme.INK_SOFT)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), name)

    def paint_value(self, painter: QPainter, centre: float, floor_y: float, text: str, colour: QColor) -> None:
        """A number standing on a point, left out where it would run into its neighbours."""
        width = painter.fontMetrics().horizontalAdvance(text)
        if width <= self.field().width() / max(1, self.count()):
            height = painter.fontMetrics().height()
            painter.setPen(colour)
            box = QRectF(centre - width / 2 - 2, floor_y - height, width + 4, height)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
