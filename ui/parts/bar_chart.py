"""Two bars a month, drawn natively: a whole and a part of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from models.labels import tr
from ui import theme, words

_FOOT = 22
_HEAD = 16


@dataclass(frozen=True, slots=True)
class Bar:
    """One month: its short name, the total, and how many of it were late."""

    name: str
    total: int
    late: int


class BarChart(QWidget):
    """Height by the largest total; the number of a bar shows under the mouse, and as text to a screen reader."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self.setMinimumHeight(140)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Draw these."""
        self._bars = tuple(bars)
        self.setAccessibleName("; ".join(self._sentence(bar) for bar in self._bars))
        self.update()

    def sizeHint(self) -> QSize:
        """As drawn."""
        return QSize(560, 160)

    def _sentence(self, bar: Bar) -> str:
        return tr("Tháng {month}: {total} hồ sơ, trễ {late}", month=bar.name, total=words.number(bar.total), late=words.number(bar.late))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bars, the names below."""
        super().paintEvent(event)
        painter = QPainter(self)
        if not self._bars:
            painter.end()
            return
        painter.setFont(theme.font(pixels=11))
        floor = self.height() - _FOOT
        painter.setPen(theme.LINE)
        painter.drawLine(0, floor, self.width(), floor)
        step = self.width() / len(self._bars)
        largest = max(1, *(bar.total for bar in self._bars))
        scale = (floor - _HEAD) / largest
        painter.setPen(theme.INK_SOFT)
        for place, bar in enumerate(self._bars):
            left = place * step + step / 2
            painter.fillRect(QRectF(left - 17, floor - bar.total * scale, 16, bar.total * scale), theme.BAR)
            painter.fillRect(QRectF(left, floor - bar.late * scale, 9, bar.late * scale), theme.BAR_LATE)
            painter.drawText(QRectF(place * step, floor, step - 8, _FOOT), Qt.AlignmentFlag.AlignCenter, bar.name)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Tell the month under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._bars:
            place = min(int(event.pos().x() / (self.width() / len(self._bars))), len(self._bars) - 1)
            QToolTip.showText(event.globalPos(), self._sentence(self._bars[place]), self)
            return True
        return super().event(event)
