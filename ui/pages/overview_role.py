"""The blocks of one role in two rows of two columns: the first row fills the window, the second is found by scrolling."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from models.labels import tr
from ui import theme
from ui.pages.overview_blocks import ARRANGEMENTS, Link, specs
from ui.pages.overview_card import BlockCard, BlockFrame, framed_chart
from ui.pages.overview_reading import Reading
from ui.parts.bar_chart import Bar, BarChart
from ui.parts.chart import Chart
from ui.parts.trend_chart import TrendChart, TrendPoint

# The two columns share the width as on the drawn screen.
_LEFT, _RIGHT = 534, 592
_HEIGHTS = {"months": 200, "trend": 230}
_BLOCK = 190


class RoleView(QWidget):
    """What one role sees below the cards."""

    followed = Signal(object)  # Link
    opened = Signal(object, object)  # Line, query value
    month_opened = Signal(int, bool)  # place of the month, whether its late ones are wanted

    def __init__(self, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._arrangement = ARRANGEMENTS[role]
        self.blocks: dict[str, BlockCard] = {}
        self.charts: dict[str, Chart] = {}
        self._frames: dict[str, BlockFrame] = {}
        words = specs()
        for key in self._arrangement.keys:
            frame = self._chart(key) if key not in words else BlockCard(words[key])
            frame.setMinimumHeight(theme.px(_HEIGHTS.get(key, _BLOCK)))
            frame.followed.connect(self.followed)
            if isinstance(frame, BlockCard):
                frame.opened_line.connect(self.opened)
                self.blocks[key] = frame
            self._frames[key] = frame
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        first = self._arrangement
        self._rows = [self._row(first.left, first.right), self._row(first.left_below, first.right_below)]
        for row in self._rows:
            column.addWidget(row)
        self._keyed: dict[str, Link] = {}

    def _row(self, left: Sequence[str], right: Sequence[str]) -> QWidget:
        row = QWidget()
        box = QBoxLayout(QBoxLayout.Direction.LeftToRight, row)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.px(12))
        for keys, stretch in ((left, _LEFT), (right, _RIGHT)):
            holder = QWidget()
            # Neither side may push the other away with its own wishes.
            holder.setMinimumWidth(theme.px(280))
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(theme.px(12))
            for key in keys:
                column.addWidget(self._frames[key], _HEIGHTS.get(key, 280))
            box.addWidget(holder, stretch)
        return row

    def _chart(self, key: str) -> BlockFrame:
        if key == "trend":
            chart: Chart = TrendChart()
            chart.opened.connect(self._trend_opened)
            frame = framed_chart(chart, tr("Mười hai tháng"), tr("đường: % đúng hạn · cột đỏ: số hồ sơ trễ · gạch xanh: chỉ tiêu"))
        else:
            chart = BarChart()
            chart.opened.connect(self._month_opened)
            frame = framed_chart(chart, tr("Hồ sơ giải quyết theo tháng"), tr("xanh: tổng số · đỏ: trễ hạn"))
        self.charts[key] = chart
        return frame

    def _trend_opened(self, place: int) -> None:
        self.month_opened.emit(place, True)  # noqa: FBT003 - a signal's arguments

    def _month_opened(self, place: int) -> None:
        self.month_opened.emit(place, False)  # noqa: FBT003 - a signal's arguments

    def first_widget(self) -> QWidget:
        """Where the keyboard begins: the first table."""
        return next(iter(self.blocks.values())).table

    def show_reading(self, reading: Reading, keys: str) -> None:
        """Fill all blocks; their numbers get these keys in reading order."""
        free = iter(keys)
        self._keyed = {}
        for key in self._arrangement.keys:
            if key in self.blocks:
                block = reading.blocks[key]
                given = [next(free, "") for _ in block.links]
                self._keyed.update(zip(given, block.links, strict=True))
                self.blocks[key].show_block(block, given)
        if isinstance(chart := self.charts.get("months"), BarChart):
            chart.show_bars([Bar(str(month.first.month), month.resolved, month.late) for month in reading.months])
        if isinstance(trend := self.charts.get("trend"), TrendChart):
            points = [TrendPoint(str(month.first.month), month.on_time_percent, month.late) for month in reading.months]
            trend.show_points(points, reading.target)

    def link_of(self, key: str) -> Link | None:
        """The number that this key opens."""
        return self._keyed.get(key)

    def set_direction(self, direction: QBoxLayout.Direction) -> None:
        """Side by side or below each other."""
        for row in self._rows:
            layout = row.layout()
            if isinstance(layout, QBoxLayout):
                layout.setDirection(direction)

    def set_first_height(self, height: int) -> None:
        """The first row is at least so high."""
        self._rows[0].setMinimumHeight(max(0, height))
