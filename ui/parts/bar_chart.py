"""Two bars a month, drawn natively: a whole and a part of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from models.labels import tr
from ui import theme, words
from ui.parts.chart import Chart, round_steps


@dataclass(frozen=True, slots=True)
class Bar:
    """One month: its short name, the total, and how many of it were late."""

    name: str
    total: int
    late: int


class BarChart(Chart):
    """Height by the largest total; both numbers stand on the bars, each month opens its rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Biểu đồ: hồ sơ giải quyết theo tháng"), parent)
        self._bars: tuple[Bar, ...] = ()

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Draw these."""
        self._bars = tuple(bars)
        self.points_changed()

    def count(self) -> int:
        """One point a bar."""
        return len(self._bars)

    def sizeHint(self) -> QSize:
        """As drawn."""
        return QSize(theme.px(480), theme.px(150))

    def sentence(self, place: int) -> str:
        """The month in words."""
        bar = self._bars[place]
        return tr("Tháng {month}: {total} hồ sơ, trễ {late}", month=bar.name, total=words.number(bar.total), late=words.number(bar.late))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The axis, the bars, the names below."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setFont(theme.font(pixels=11))
        if self._bars:
            self._draw(painter)
        painter.end()

    def _draw(self, painter: QPainter) -> None:
        self.paint_ground(painter)
        field = self.field()
        marks = round_steps(max(bar.total for bar in self._bars))
        self.paint_axis(painter, field.top(), field.bottom(), [(mark / marks[-1], words.number(int(mark))) for mark in marks])
        scale = field.height() / marks[-1]
        for place, bar in enumerate(self._bars):
            strip = self.column(place)
            wide = min(theme.px(16), strip.width() * 0.4)
            thin = wide * 0.6
            left = strip.center().x() - (wide + 1 + thin) / 2
            painter.fillRect(QRectF(left, field.bottom() - bar.total * scale, wide, bar.total * scale), theme.BAR)
            painter.fillRect(QRectF(left + wide + 1, field.bottom() - bar.late * scale, thin, bar.late * scale), theme.BAR_LATE)
            self.paint_value(painter, strip.center().x(), field.bottom() - bar.total * scale, words.number(bar.total), theme.INK_SOFT)
            self.paint_name(painter, place, bar.name)
