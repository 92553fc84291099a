"""What the window shows while the office is being opened: what is due first, or a word of patience."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.labels import tr
from ui import words
from ui.parts.columns import Column
from ui.parts.labels import card, plain
from ui.parts.list_source import ListQuery, ListSource
from ui.parts.register_model import RegisterModel
from ui.parts.register_table import RegisterTable

if TYPE_CHECKING:
    from models.glance import GlanceLine


class GlanceView(QWidget):
    """A list to read; nothing can be done with it yet."""

    def __init__(self, lines: Sequence[GlanceLine], today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._today = today
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        frame = card()
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 6)
        inside.setSpacing(0)
        head = plain(tr("Cần làm ngay · đang mở sổ…"), "heading")
        head.setContentsMargins(14, 10, 14, 10)
        inside.addWidget(head)
        columns = (
            Column(tr("Hạn"), self._due, 100),
            Column(tr("Việc"), _what, 400, look="two", second=_remark, stretch=True),
            Column(tr("Người xử lý"), _who, 240),
        )
        model = RegisterModel(ListSource(self._rows), columns, ListQuery(), self)
        model.reload()
        self.table = RegisterTable(model, row_height=48)
        inside.addWidget(self.table, 1)
        column.addWidget(frame)

    def _rows(self) -> Sequence[GlanceLine]:
        return self._lines

    def _due(self, line: GlanceLine) -> str:
        return words.short_day(line.due, self._today)


def _what(line: GlanceLine) -> str:
    return line.what


def _remark(line: GlanceLine) -> str:
    return " · ".join(remark for remark in line.remarks if remark)


def _who(line: GlanceLine) -> str:
    return line.who
