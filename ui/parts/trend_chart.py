"""How the months went: a line of the share in time above, bars of the late ones below, on the same months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from models.labels import tr
from ui import theme, words
from ui.parts.chart import Chart, round_steps

_GAP = 20


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One month: its short name, the share in time in per cent (None where nothing ended), how many were late."""

    name: str
    percent: float | None
    late: int


class TrendChart(Chart):
    """The line begins at a round number below the worst month, which its axis says; a dashed line marks the target."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Biểu đồ: tỷ lệ đúng hạn và số hồ sơ trễ theo tháng"), parent)
        self._points: tuple[TrendPoint, ...] = ()
        self._target = 100.0

    def show_points(self, points: Sequence[TrendPoint], target: float) -> None:
        """Draw these, with the share that is aimed at, in per cent."""
        self._points, self._target = tuple(points), target
        self.points_changed()

    def count(self) -> int:
        """One a month."""
        return len(self._points)

    def sizeHint(self) -> QSize:
        """As drawn."""
        return QSize(theme.px(480), theme.px(190))

    def sentence(self, place: int) -> str:
        """The month in words."""
        point = self._points[place]
        late = words.number(point.late)
        if point.percent is None:
            return tr("Tháng {month}: chưa có hồ sơ nào xong", month=point.name)
        return tr("Tháng {month}: đúng hạn {percent} %, trễ {late}", month=point.name, percent=words.decimal(point.percent), late=late)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Line above, bars below."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setFont(theme.font(pixels=11))
        if self._points:
            self._draw(painter)
        painter.end()

    def _lowest(self) -> int:
        """Where the axis of the shares begins: in tens below the worst month, never above the target."""
        worst = min((point.percent for point in self._points if point.percent is not None), default=100.0)
        return max(0, int(min(worst, self._target, 99.0) // 10) * 10)

    def _draw(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter)
        field = self.field()
        border = field.top() + field.height() * 0.6
        lowest = self._lowest()
        span = 100 - lowest
        marks = [(0.0, f"{lowest} %"), (0.5, f"{words.decimal(lowest + span / 2)} %"), (1.0, "100 %")]
        self.paint_axis(painter, field.top(), border, marks)
        aimed = border - (self._target - lowest) / span * (border - field.top())
        painter.setPen(QPen(theme.TONES["ok"].text, 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(field.left(), aimed), QPointF(field.right(), aimed))
        self._draw_line(painter, border, lowest, span)
        top = border + theme.px(_GAP)
        steps = round_steps(max(1, *(point.late for point in self._points)), wanted=2)
        self.paint_axis(painter, top, field.bottom(), [(0.0, "0"), (1.0, words.number(int(steps[-1])))])
        scale = (field.bottom() - top) / steps[-1]
        for place, point in enumerate(self._points):
            strip = self.column(place)
            wide = min(theme.px(14), strip.width() * 0.4)
            high = point.late * scale
            painter.fillRect(QRectF(strip.center().x() - wide / 2, field.bottom() - high, wide, high), theme.BAR_LATE)
            if point.late:
                self.paint_value(painter, strip.center().x(), field.bottom() - high, words.number(point.late), theme.TONES["late"].text)
            self.paint_name(painter, place, point.name)

    def _draw_line(self, painter: QPainter, border: float, lowest: float, span: float) -> None:
        top = self.field().top()
        before: QPointF | None = None
        for place, point in enumerate(self._points):
            if point.percent is None:
                before = None
                continue
            here = QPointF(self.column(place).center().x(), border - (point.percent - lowest) / span * (border - top))
            if before is not None:
                painter.setPen(QPen(theme.PRIMARY, 2))
                painter.drawLine(before, here)
            before = here
        for place, point in enumerate(self._points):
            if point.percent is not None:
                here = QPointF(self.column(place).center().x(), border - (point.percent - lowest) / span * (border - top))
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.PRIMARY if point.percent >= self._target else theme.TONES["late"].text)
                painter.drawEllipse(here, theme.px(3), theme.px(3))
                self.paint_value(painter, here.x(), here.y() - theme.px(4), words.decimal(point.percent), theme.INK)
        painter.setBrush(Qt.BrushStyle.NoBrush)
