"""A block of the overview: a head with its numbers as links, and a short table whose lines open their records."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStyle, QStyleOptionButton, QStylePainter, QVBoxLayout, QWidget

from models.labels import tr
from ui import theme
from ui.pages.overview_blocks import Block, BlockColumn, BlockSpec, Line, Link
from ui.parts.columns import Column
from ui.parts.figure_card import paint_key
from ui.parts.flow import Flow
from ui.parts.labels import plain
from ui.parts.list_source import ListQuery, ListSource
from ui.parts.register_model import RegisterModel
from ui.parts.register_table import RegisterTable
from ui.parts.tips import tip


class KeyLink(QPushButton):
    """A number in the head of a block; shows the key that opens its rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = ""
        self.link: Link | None = None
        self.setProperty("link", "true")

    def show_link(self, link: Link, key: str) -> None:
        """Show this number and its key, "" for none."""
        self.link, self.key = link, key
        self.setText(link.text.replace("&", "&&"))
        hint = tr("Phím {key}: mở danh sách", key=key) if key else ""
        self.setAccessibleDescription(hint)
        self.setToolTip(tip(hint or link.text))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for the badge at the right."""
        size = super().sizeHint()
        return QSize(size.width() + (theme.px(22) if self.key else 0), max(size.height(), theme.px(22)))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words, then the key beside them."""
        if not self.key:
            super().paintEvent(event)
            return
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.rect = self.rect().adjusted(0, 0, -theme.px(20), 0)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        bottom = (self.height() - theme.px(16)) // 2 - 1
        paint_key(painter, self.rect().adjusted(0, 0, 0, -bottom), self.key)
        painter.end()


class BlockFrame(QFrame):
    """A white card with a head: what it is, a remark, and links at the right. Charts and tables stand in it."""

    followed = Signal(object)  # the Link that was pressed

    def __init__(self, title: str, remark: str, parent: QWidget | None = None, *, links_below: bool = False) -> None:
        """`links_below`: the links have a line of their own, for a card that is narrow."""
        super().__init__(parent)
        self.setProperty("card", "true")
        self.links: list[KeyLink] = []
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(1, 1, 1, theme.px(6))
        self.inside.setSpacing(0)
        top = QWidget()
        top.setMinimumHeight(theme.px(38))
        head = QHBoxLayout(top)
        head.setContentsMargins(theme.px(14), theme.px(6), theme.px(10), theme.px(6))
        head.setSpacing(theme.px(8))
        words = QWidget()
        flow = Flow(words, gap=theme.px(8))
        self.heading = plain(title, "heading")
        flow.addWidget(self.heading)
        self.remark = plain(remark, "small")
        flow.addWidget(self.remark)
        head.addWidget(words, 1, Qt.AlignmentFlag.AlignVCenter)
        self._link_row = QHBoxLayout()
        self._link_row.setSpacing(theme.px(2))
        self.inside.addWidget(top)
        if links_below:
            line = QHBoxLayout()
            line.setContentsMargins(theme.px(10), 0, theme.px(10), theme.px(6))
            line.addLayout(self._link_row)
            line.addStretch(1)
            self.inside.addLayout(line)
        else:
            head.addLayout(self._link_row)
        hairline = QFrame()
        hairline.setObjectName("railLine")
        self.inside.addWidget(hairline)

    def show_links(self, links: Sequence[Link], keys: Sequence[str]) -> None:
        """Show these numbers, each with its key."""
        while len(self.links) < len(links):
            button = KeyLink(self)
            button.clicked.connect(self._pressed)
            self.links.append(button)
            self._link_row.addWidget(button)
        for place, button in enumerate(self.links):
            button.setVisible(place < len(links))
            if place < len(links):
                button.show_link(links[place], keys[place] if place < len(keys) else "")
            else:
                button.link, button.key = None, ""

    def _pressed(self) -> None:
        button = self.sender()
        if isinstance(button, KeyLink) and button.link is not None:
            self.followed.emit(button.link)


class BlockCard(BlockFrame):
    """A block that is a table. `opened_line` brings the line and the query of the figure under the cursor."""

    opened_line = Signal(object, object)

    def __init__(self, spec: BlockSpec, parent: QWidget | None = None, *, links_below: bool = False) -> None:
        super().__init__(spec.title, spec.remark, parent, links_below=links_below)
        self._lines: tuple[Line, ...] = ()
        columns = [_column(place, each) for place, each in enumerate(spec.columns)]
        model = RegisterModel(ListSource(self._read), columns, ListQuery(), self)
        self.table = RegisterTable(model, row_height=spec.row_height)
        self.table.setAccessibleName(spec.title)
        # Until the figures are read nobody may take the empty table for good news.
        self.table.empty_text = tr("Đang đọc số liệu…")
        self._empty = spec.empty
        self.table.opened.connect(self._opened)
        self.table.setMinimumHeight(theme.px(130))
        self.inside.addWidget(self.table, 1)

    def show_block(self, block: Block, keys: Sequence[str]) -> None:
        """Show these lines and numbers; the selection stays."""
        self._lines = block.lines
        self.table.empty_text = self._empty
        self.table.reload_keeping()
        self.show_links(block.links, keys)

    def _read(self) -> tuple[Line, ...]:
        return self._lines

    def _opened(self) -> None:
        line = self.table.current_row()
        if isinstance(line, Line):
            column = self.table.currentIndex().column()
            self.opened_line.emit(line, (line.by_column or {}).get(column, line.query))


def _column(place: int, declared: BlockColumn) -> Column:
    """The column of a table that shows one cell of a line."""
    looks: dict[str, dict[str, Any]] = {
        "text": {},
        "number": {"right": True},
        "toned": {"right": True, "tone": _tone},
        "chip": {"look": "chip", "tone": _tone},
        "main": {"look": "two", "second": _second, "stretch": True},
    }
    return Column(declared.title, partial(_cell, place), _width(declared), **looks[declared.look])


def _width(declared: BlockColumn) -> int:
    """As declared, and never less than its title needs in the language and the letters in use."""
    title = QFontMetrics(theme.font(pixels=12, bold=True)).horizontalAdvance(declared.title) + theme.px(24)
    # The table counts in pixels of usual letters.
    return max(declared.width, round(title * 1000 / theme.px(1000)))


def _cell(place: int, line: Line) -> str:
    return line.cells[place]


def _second(line: Line) -> str:
    return line.second


def _tone(line: Line) -> str:
    return line.tone


def framed_chart(chart: QWidget, title: str, remark: str) -> BlockFrame:
    """A chart in a block's frame."""
    frame = BlockFrame(title, remark)
    holder = QVBoxLayout()
    holder.setContentsMargins(theme.px(10), theme.px(2), theme.px(10), 0)
    holder.addWidget(chart)
    frame.inside.addLayout(holder, 1)
    return frame
