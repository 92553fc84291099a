"""A list on paper: A4 across, the head of official lists, the titles on every page, its sum below each ("Cộng trang", "lũy kế").

Measured and painted by itself: a text document knows no sums of pages, and takes seconds for a thousand rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPdfWriter, QPen
from PySide6.QtPrintSupport import QPrinter

from models.labels import tr
from models.reports.letterhead import letterhead
from ui import words
from ui.parts import paper

if TYPE_CHECKING:
    from models.office import Office

# Everything is measured in parts of an inch, whatever the printer's own are.
_PER_INCH = 300.0
_POINTS = 72.0
_TEXT, _SMALL, _TITLE = 10.0, 9.0, 13.0
_PAD = 10.0
# A row shows so many lines of a long text; a whole page of it would push the others away.
_MOST_LINES = 5
_Left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_Right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
_Centre = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """A column: its title, its share of the width (of any whole), and whether it stands at the right."""

    title: str
    share: float
    right: bool = False


def paper_cell(value: object) -> str:
    """A value as it is printed."""
    if isinstance(value, datetime):
        return words.moment(value)
    if isinstance(value, date):
        return words.day(value)
    return "" if value is None else str(value)


def _font(points: float, *, bold: bool = False, italic: bool = False) -> QFont:
    font = paper.paper_font()
    font.setPixelSize(round(points * _PER_INCH / _POINTS))
    font.setBold(bold)
    font.setItalic(italic)
    return font


class _Letters:
    """A font with its measures."""

    def __init__(self, points: float, *, bold: bool = False, italic: bool = False) -> None:
        self.font = _font(points, bold=bold, italic=italic)
        self.metrics = QFontMetricsF(self.font)
        self.height = self.metrics.lineSpacing()
        self._widths: dict[str, float] = {}

    def width(self, word: str) -> float:
        """How wide a word is; the same words come again and again."""
        known = self._widths.get(word)
        if known is None:
            known = self._widths[word] = self.metrics.horizontalAdvance(word)
        return known

    def broken(self, text: str, width: float, *, most: int = _MOST_LINES) -> list[str]:
        """The text in lines that fit, the last one cut with … where there are more than `most`."""
        space = self.width(" ")
        made: list[str] = []
        line, used = "", 0.0
        for word in text[:2_000].split():
            for piece in self._pieces(word, width):
                wide = self.width(piece)
                if line and used + space + wide > width:
                    made.append(line)
                    line, used = piece, wide
                else:
                    line, used = (f"{line} {piece}", used + space + wide) if line else (piece, wide)
                if len(made) > most:
                    break
        if line:
            made.append(line)
        if len(made) > most:
            rest = " ".join(made[most - 1 :])
            made = [*made[: most - 1], self.metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)]
        return made

    def _pieces(self, word: str, width: float) -> list[str]:
        """A word that is wider than its column, in pieces."""
        if self.width(word) <= width:
            return [word]
        made, piece = [], ""
        for letter in word:
            if piece and self.metrics.horizontalAdvance(piece + letter) > width:
                made.append(piece)
                piece = letter
            else:
                piece += letter
        return [*made, piece]


@dataclass(frozen=True, slots=True)
class _Page:
    """The rows of a page: the first, and how many."""

    first: int
    number: int


class ListPaper:
    """A list to be printed. `paint(device, pages)` puts it on a printer or a PDF, and gives the number of its pages."""

    def __init__(
        self, office: Office, title: str, remarks: Sequence[str], columns: Sequence[PaperColumn], rows: Sequence[Sequence[str]]
    ) -> None:
        self.title = title
        self.head = letterhead(office.settings(), office.today())
        self._remarks = tuple(remarks)
        self._columns = (PaperColumn(tr("TT"), 0, right=True), *columns)
        self._rows = rows
        self._text, self._bold = _Letters(_TEXT), _Letters(_TEXT, bold=True)
        self._small = _Letters(_SMALL)
        self._italic = _Letters(_TEXT, italic=True)
        self._heading = _Letters(_TITLE, bold=True)
        self._room = (0.0, 0.0)
        self._lefts: list[float] = []
        self._widths: list[float] = []
        self._lines: list[list[list[str]]] = []
        self._heights: list[float] = []
        self._pages: list[_Page] = []

    def paint(self, device: QPrinter | QPdfWriter, pages: tuple[int, int] | None = None) -> int:
        """Paint these pages (first, last; None: all). Raises OSError when the device takes nothing."""
        area = device.pageLayout().paintRect(device.pageLayout().units().Inch)
        self._lay_out(area.width() * _PER_INCH, area.height() * _PER_INCH)
        first, last = pages or (1, len(self._pages))
        painter = QPainter()
        if not painter.begin(device):
            raise OSError(tr("máy in không nhận"))
        scale = device.logicalDpiX() / _PER_INCH
        for number in range(first, min(last, len(self._pages)) + 1):
            if number > first:
                device.newPage()
            painter.save()
            painter.scale(scale, scale)
            self._paint_page(painter, number)
            painter.restore()
        painter.end()
        return len(self._pages)

    # ---- measuring ----

    def _lay_out(self, width: float, height: float) -> None:
        """Break every cell into lines and the rows into pages; once, the paper stays the same."""
        if self._room == (width, height):
            return
        self._room = (width, height)
        number = self._text.width(words.number(len(self._rows)) + "00") + 2 * _PAD
        whole = sum(column.share for column in self._columns) or 1.0
        self._widths = [number, *((width - number) * column.share / whole for column in self._columns[1:])]
        self._lefts = [sum(self._widths[:place]) for place in range(len(self._widths))]
        self._titles = [self._bold.broken(column.title, room - 2 * _PAD) for column, room in zip(self._columns, self._widths, strict=True)]
        self._title_height = max(map(len, self._titles)) * self._bold.height + 2 * _PAD
        self._lines = [
            [self._text.broken(text, room - 2 * _PAD) for text, room in zip((words.number(place), *row), self._widths, strict=True)]
            for place, row in enumerate(self._rows, start=1)
        ]
        self._heights = [max(1, *map(len, cells)) * self._text.height + 2 * _PAD for cells in self._lines]
        self._foot = self._italic.height + 2 * _PAD
        self._pages = []
        place = 0
        while place < len(self._rows) or not self._pages:
            room = height - self._foot - self._title_height - (self._head_height() if not self._pages else 0)
            used, number_here = 0.0, 0
            while place + number_here < len(self._rows) and (not number_here or used + self._heights[place + number_here] <= room):
                used += self._heights[place + number_here]
                number_here += 1
            self._pages.append(_Page(place, number_here))
            place += number_here
        # The signature goes to a page of its own where the last one has no room for it.
        last = self._pages[-1]
        above = self._head_height() if len(self._pages) == 1 else 0
        used = above + self._title_height + sum(self._heights[last.first : last.first + last.number])
        if used + self._foot + self._signature_height() > height:
            self._pages.append(_Page(len(self._rows), 0))

    def _head_height(self) -> float:
        return 4 * self._bold.height + self._heading.height + (len(self._remarks) + 1) * self._italic.height

    def _signature_height(self) -> float:
        return (len(self.head.authority) + 5) * self._bold.height

    # ---- painting ----

    def _paint_page(self, painter: QPainter, number: int) -> None:
        page = self._pages[number - 1]
        painter.setPen(QPen(paper.INK, 1.5))
        top = self._paint_head(painter) if number == 1 else 0.0
        if page.number or number == 1:
            top = self._paint_titles(painter, top)
            for place in range(page.first, page.first + page.number):
                top = self._paint_row(painter, place, top)
            self._paint_sum(painter, page, top)
        if number == len(self._pages):
            self._paint_signature(painter, top + self._foot if page.number or number == 1 else 0.0)
        width, height = self._room
        painter.setFont(self._small.font)
        foot = QRectF(0, height - self._small.height, width, self._small.height)
        painter.drawText(foot, _Right, tr("Trang {page}/{count}", page=number, count=len(self._pages)))

    def _paint_head(self, painter: QPainter) -> float:
        """The body at the left, the nation at the right; the title and what was filtered below."""
        width = self._room[0]
        top = 0.0
        left, right = QRectF(0, 0, width * 0.42, self._bold.height), QRectF(width * 0.46, 0, width * 0.54, self._bold.height)
        painter.setFont(self._bold.font)
        nation = (tr("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), tr("Độc lập - Tự do - Hạnh phúc"))
        for place in range(2):
            if place < len(self.head.agency):
                painter.drawText(left.translated(0, top), _Centre, self.head.agency[place])
            painter.drawText(right.translated(0, top), _Centre, nation[place])
            top += self._bold.height
        rule = self._bold.width(nation[1])
        middle = right.center().x()
        painter.drawLine(int(middle - rule / 2), int(top + 4), int(middle + rule / 2), int(top + 4))
        painter.setFont(self._italic.font)
        painter.drawText(right.translated(0, top + self._bold.height / 3), _Centre, self.head.place_and_date)
        top += self._bold.height * 1.7
        painter.setFont(self._heading.font)
        painter.drawText(QRectF(0, top, width, self._heading.height), _Centre, self.title)
        top += self._heading.height
        painter.setFont(self._italic.font)
        for remark in self._remarks:
            cut = self._italic.metrics.elidedText(remark, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRectF(0, top, width, self._italic.height), _Centre, cut)
            top += self._italic.height
        return self._head_height()

    def _paint_titles(self, painter: QPainter, top: float) -> float:
        painter.setFont(self._bold.font)
        for left, room, lines in zip(self._lefts, self._widths, self._titles, strict=True):
            painter.drawRect(QRectF(left, top, room, self._title_height))
            painter.drawText(QRectF(left, top, room, self._title_height), _Centre, "\n".join(lines))
        return top + self._title_height

    def _paint_row(self, painter: QPainter, place: int, top: float) -> float:
        painter.setFont(self._text.font)
        high = self._heights[place]
        for column, left, room, lines in zip(self._columns, self._lefts, self._widths, self._lines[place], strict=True):
            painter.drawRect(QRectF(left, top, room, high))
            for number, line in enumerate(lines):
                box = QRectF(left + _PAD, top + _PAD + number * self._text.height, room - 2 * _PAD, self._text.height)
                painter.drawText(box, _Right if column.right else _Left, line)
        return top + high

    def _paint_sum(self, painter: QPainter, page: _Page, top: float) -> None:
        painter.setFont(self._italic.font)
        said = tr("Cộng trang: {page}; lũy kế: {sum}", page=words.number(page.number), sum=words.number(page.first + page.number))
        painter.drawText(QRectF(_PAD, top + _PAD, self._room[0], self._italic.height), _Left, said)

    def _paint_signature(self, painter: QPainter, top: float) -> None:
        """Who made the list at the left, who signs at the right; the room between is for ink."""
        half = self._room[0] / 2
        painter.setFont(self._bold.font)
        line = QRectF(0, top + _PAD, half, self._bold.height)
        painter.drawText(line, _Centre, tr("NGƯỜI LẬP"))
        for place, text in enumerate(self.head.authority):
            painter.drawText(line.translated(half, place * self._bold.height), _Centre, text)
        below = (len(self.head.authority) + 3) * self._bold.height
        painter.drawText(line.translated(0, below), _Centre, self.head.maker)
        painter.drawText(line.translated(half, below), _Centre, self.head.signer)
