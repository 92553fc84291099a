"""A table of a report as it is printed: grouped headings, numbered columns, serif letters; the keyboard goes from figure to figure."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from models.reports.report import Cell, Column, Figure, Line, Sheet, head_regions, value_of
from ui import theme, words

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_PAD_X, _PAD_Y = 4, 5
# Letters grow and shrink with the table, as on paper, between these sizes; then the table scrolls sideways.
_LARGEST, _SMALLEST = 13, 11
_TALLEST = 12 * 16
# More letters than ever show in a cell: what is longer is cut before it is measured and painted.
_LONGEST = 1_200
# A text that fills its room to these last pixels may be broken all the same.
_TIGHT = 4
# Rows are as high as their text; of a long register so many at a time are measured.
_ROWS_AT_ONCE = 150
_STRONG = ("section", "total")
_MIDDLE = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)


@cache
def face(*, pixels: int = _LARGEST, bold: bool = False, italic: bool = False) -> QFont:
    """The letters of a form: those it is printed in, or the nearest at hand."""
    made = QFont()
    made.setFamilies(["Times New Roman", "Tinos", "Liberation Serif", "Noto Serif", "DejaVu Serif"])
    made.setPixelSize(theme.px(pixels))
    made.setBold(bold)
    made.setItalic(italic)
    return made


def cell_text(cell: Cell, *, share: bool = False) -> str:
    """A cell as the screen writes it; `share`: its numbers are parts of one."""
    value = value_of(cell)
    if value is None:
        return ""
    if isinstance(value, str):
        return words.shortened(value, _LONGEST)
    if isinstance(value, datetime):
        return words.moment(value)
    if isinstance(value, date):
        return words.day(value)
    if share:
        return f"{words.decimal(100 * value)} %"
    return words.number(value) if isinstance(value, int) else words.decimal(value, 2)


class SheetModel(QAbstractTableModel):
    """The lines of one sheet."""

    def __init__(self, sheet: Sheet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet = sheet

    def cell(self, index: Index) -> Cell:
        """What stands there."""
        return self.line(index).cells[index.column()]

    def line(self, index: Index) -> Line:
        """The line of this place."""
        return self.sheet.lines[index.row()]

    def is_stop(self, row: int, column: int) -> bool:
        """Whether the keyboard stops here: at figures, and in lines that are records."""
        line = self.sheet.lines[row]
        return line.record is not None or isinstance(line.cells[column], Figure)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """One a line."""
        return 0 if parent.isValid() else len(self.sheet.lines)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """One a column."""
        return 0 if parent.isValid() else len(self.sheet.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> str | None:
        """The text of a cell."""
        if role != _DISPLAY or not index.isValid():
            return None
        column = self.sheet.columns[index.column()]
        line = self.line(index)
        return cell_text(line.cells[index.column()], share=column.kind == "percent" or (line.style == "share" and column.kind == "number"))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> str | None:
        """The headings of a column in one line, for who cannot see the table and for a narrow one."""
        shown = role in (_DISPLAY, Qt.ItemDataRole.ToolTipRole) and orientation == Qt.Orientation.Horizontal
        if not shown or not 0 <= section < len(self.sheet.columns):
            return None
        return " · ".join(self.sheet.columns[section].heads)


class CellDelegate(QStyledItemDelegate):
    """Paints a cell: hairlines, the ground of sums and of the opened figure, red for late work."""

    def __init__(self, table: FormTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, text, lines."""
        table = self._table
        model = table.sheet_model
        line, column = model.line(index), model.sheet.columns[index.column()]
        cell = line.cells[index.column()]
        place: QRect = option.rect
        current = table.currentIndex()
        record_here = line.record is not None and current.row() == index.row()
        opened = table.is_opened(index)
        ground = (
            theme.TONES["soon"].back
            if opened
            else theme.GROUND_ROW
            if record_here
            else theme.GROUND_PALE
            if line.style in _STRONG
            else None
        )
        painter.save()
        if ground is not None:
            painter.fillRect(place, ground)
        text = index.data()
        if text:
            painter.setFont(face(pixels=table.pixels, bold=line.style in _STRONG))
            late = isinstance(cell, Figure) and cell.late and bool(cell.value)
            painter.setPen(theme.TONES["late"].text if late else theme.INK)
            painter.drawText(place.adjusted(_PAD_X, 0, -_PAD_X, 0), _LEFT if column.kind == "text" else _MIDDLE, text)
        painter.setPen(theme.LINE)
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        painter.drawLine(place.topRight(), place.bottomRight())
        if index.column() == 0:
            painter.drawLine(place.topLeft(), place.bottomLeft())
        if opened:
            painter.setPen(QPen(theme.EDGE_OPENED, 2))
            painter.drawRect(place.adjusted(1, 1, -2, -2))
        elif index == current and line.record is None and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.PRIMARY, 2))
            painter.drawRect(place.adjusted(1, 1, -2, -2))
        painter.restore()


class FormHead(QHeaderView):
    """The headings with their groups, and under them the numbers of the columns."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(10)
        self._columns: tuple[Column, ...] = ()
        self._regions: list[tuple[int, int, int, int]] = []
        self._tops: list[int] = [0]
        self._numbers: list[str] = []
        self._pixels = _LARGEST

    def show_columns(self, columns: tuple[Column, ...]) -> None:
        """Show the headings of these columns; `fit` afterwards."""
        self._columns = columns
        self._regions = head_regions(columns)
        self._numbers = [column.number or f"({place})" for place, column in enumerate(columns, start=1)]

    def fit(self, pixels: int) -> None:
        """Make every heading as high as its words need at the widths that the columns have now, in letters of this size."""
        self._pixels = pixels
        bold, small = QFontMetrics(face(pixels=pixels, bold=True)), QFontMetrics(face(pixels=pixels - 1, italic=True))
        depth = max((region[3] for region in self._regions), default=0) + 1
        heights = [bold.lineSpacing() + 2 * _PAD_Y] * depth
        for level, first, last, bottom in self._regions:
            needed = self._height(bold, self._columns[first].heads[level], first, last)
            heights[bottom] += max(0, needed - sum(heights[level : bottom + 1]))
        heights.append(max((self._height(small, text, place, place) - _PAD_Y for place, text in enumerate(self._numbers)), default=0))
        self._tops = [sum(heights[:level]) for level in range(len(heights) + 1)]
        self.geometriesChanged.emit()
        self.viewport().update()

    def _height(self, metrics: QFontMetrics, text: str, first: int, last: int) -> int:
        width = sum(self.sectionSize(place) for place in range(first, last + 1)) - 2 * _PAD_X
        return metrics.boundingRect(QRect(0, 0, max(width, 1), 10_000), _MIDDLE, text).height() + 2 * _PAD_Y

    def sizeHint(self) -> QSize:
        """As high as the headings are together."""
        return QSize(super().sizeHint().width(), self._tops[-1])

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - a few headings are painted whole
        """All headings, each over its columns."""
        painter = QPainter(self.viewport())
        painter.setFont(face(pixels=self._pixels, bold=True))
        for level, first, last, bottom in self._regions:
            self._paint(painter, self._columns[first].heads[level], first, last, self._tops[level], self._tops[bottom + 1])
        painter.setFont(face(pixels=self._pixels - 1, italic=True))
        for place, text in enumerate(self._numbers):
            self._paint(painter, text, place, place, self._tops[-2], self._tops[-1])
        painter.end()

    def _paint(self, painter: QPainter, text: str, first: int, last: int, top: int, bottom: int) -> None:
        left = self.sectionViewportPosition(first)
        right = self.sectionViewportPosition(last) + self.sectionSize(last)
        place = QRect(left, top, right - left, bottom - top)
        painter.fillRect(place, theme.GROUND_PALE)
        painter.setPen(theme.INK_MIDDLE)
        painter.drawText(place.adjusted(_PAD_X, 0, -_PAD_X, 0), _MIDDLE, text)
        painter.setPen(theme.LINE)
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        painter.drawLine(place.topRight(), place.bottomRight())
        if top == 0:
            painter.drawLine(place.topLeft(), place.topRight())
        if first == 0:
            painter.drawLine(place.topLeft(), place.bottomLeft())


class FormTable(QTableView):
    """Shows one sheet. `opened(index)`: a click on a figure or record, or (then with True) Enter on a figure.

    `record_wanted(index)`: go to this record.
    """

    opened = Signal(QModelIndex, bool)
    record_wanted = Signal(QModelIndex)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet_model = SheetModel(Sheet("", "", (), ()), self)
        self._opened = QPersistentModelIndex()
        self._measured = 0
        self.pixels = _LARGEST
        self._head = FormHead(self)
        self.setHorizontalHeader(self._head)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(10)
        self.setItemDelegate(CellDelegate(self))
        self.setShowGrid(False)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(self._double_clicked)
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(0)
        self._fitting.timeout.connect(self._measure_more)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show this sheet from its top, its first figure ready for the keyboard."""
        old = self.sheet_model
        self._opened = QPersistentModelIndex()
        self.sheet_model = SheetModel(sheet, self)
        self.setModel(self.sheet_model)
        old.deleteLater()
        self._head.show_columns(sheet.columns)
        self.fit()
        first = self._first_stop()
        if first.isValid():
            self.setCurrentIndex(first)
        self.scrollToTop()

    def is_opened(self, index: Index) -> bool:
        """Whether the rows behind this figure are shown beside."""
        return self._opened.isValid() and self._opened == index

    def mark_opened(self, index: Index | None) -> None:
        """Remember which figure's rows are shown beside."""
        self._opened = QPersistentModelIndex(index) if index is not None else QPersistentModelIndex()
        self.viewport().update()

    def late_figure(self) -> QModelIndex:
        """The first figure that counts late work, else the first with rows behind it: what is worth opening unasked."""
        best = QModelIndex()
        for column in range(self.sheet_model.columnCount()):
            for row, line in enumerate(self.sheet_model.sheet.lines):
                cell = line.cells[column]
                if isinstance(cell, Figure) and cell.ids is not None and cell.value:
                    if cell.late:
                        return self.sheet_model.index(row, column)
                    if not best.isValid():
                        best = self.sheet_model.index(row, column)
        return best

    # ---- widths and heights ----

    def fit(self) -> None:
        """Share the width among the columns as on paper, and make rows and headings as high as their words."""
        columns = self.sheet_model.sheet.columns
        if not columns:
            return
        whole = sum(column.width for column in columns)
        # The room of a scroll bar is always left: else it would come and go with the widths that it changes itself.
        room = self.width() - 2 * self.frameWidth() - self.verticalScrollBar().sizeHint().width() - 1
        digits = {pixels: QFontMetrics(face(pixels=pixels)).horizontalAdvance("0") for pixels in range(_SMALLEST, _LARGEST + 1)}
        self.pixels = max((pixels for pixels, needed in digits.items() if needed <= room / whole), default=_SMALLEST)
        digit = max(room / whole, digits[_SMALLEST])
        edge = 0.0
        for place, column in enumerate(columns):
            start, edge = round(edge), edge + column.width * digit
            self._head.resizeSection(place, round(edge) - start)
        self._head.fit(self.pixels)
        self._measured = 0
        self._measure_more()

    def _measure_more(self) -> None:
        """Give the next rows their heights; the rest when the window has nothing else to do."""
        sheet = self.sheet_model.sheet
        metrics = {strong: QFontMetrics(face(pixels=self.pixels, bold=strong)) for strong in (False, True)}
        rooms = [self.columnWidth(place) - 2 * _PAD_X for place in range(len(sheet.columns))]
        until = min(self._measured + _ROWS_AT_ONCE, len(sheet.lines))
        vertical = self.verticalHeader()
        vertical.blockSignals(True)  # noqa: FBT003 - one layout for all rows, below
        for row in range(self._measured, until):
            line = sheet.lines[row]
            used = metrics[line.style in _STRONG]
            height = used.lineSpacing()
            for cell, room, column in zip(line.cells, rooms, sheet.columns, strict=True):
                if not isinstance(cell, str) and column.kind != "moment":
                    continue
                text = cell_text(cell)
                if "\n" in text or used.horizontalAdvance(text) > room - _TIGHT:
                    height = max(height, used.boundingRect(QRect(0, 0, max(room, 1), 10_000), _LEFT, text).height())
            vertical.resizeSection(row, min(height, _TALLEST) + 2 * _PAD_Y)
        vertical.blockSignals(False)  # noqa: FBT003
        self._measured = until
        vertical.geometriesChanged.emit()
        self.viewport().update()
        if until < len(sheet.lines):
            self._fitting.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    # ---- keyboard and mouse ----

    def _first_stop(self) -> QModelIndex:
        return self._near(0, 0, 1)

    def _near(self, row: int, column: int, step: int) -> QModelIndex:
        """The nearest stop from this row on, up or down, in this column or, where a row has none there, the next to it."""
        model = self.sheet_model
        while 0 <= row < model.rowCount():
            stops = [place for place in range(model.columnCount()) if model.is_stop(row, place)]
            if stops:
                return model.index(row, min(stops, key=lambda place: abs(place - column)))
            row += step
        return QModelIndex()

    def _beside(self, row: int, column: int, step: int) -> QModelIndex:
        column += step
        while 0 <= column < self.sheet_model.columnCount():
            if self.sheet_model.is_stop(row, column):
                return self.sheet_model.index(row, column)
            column += step
        return QModelIndex()

    def moveCursor(self, action: QTableView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """From figure to figure; lines and headings of blocks are passed over."""
        here = self.currentIndex()
        if not here.isValid():
            return self._first_stop()
        row, column, last = here.row(), here.column(), self.sheet_model.rowCount() - 1
        way = QTableView.CursorAction
        page = max(1, self.viewport().height() // max(self.rowHeight(row), 1) - 1)
        if action in (way.MoveLeft, way.MovePrevious):
            found = self._beside(row, column, -1)
        elif action in (way.MoveRight, way.MoveNext):
            found = self._beside(row, column, 1)
        elif action == way.MoveUp:
            found = self._near(row - 1, column, -1)
        elif action == way.MoveDown:
            found = self._near(row + 1, column, 1)
        elif action == way.MovePageUp:
            found = self._near(max(row - page, 0), column, 1)
        elif action == way.MovePageDown:
            found = self._near(min(row + page, last), column, -1)
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            found = self._first_stop() if action == way.MoveHome else self._near(last, self.sheet_model.columnCount() - 1, -1)
        else:
            found = self._beside(row, -1, 1) if action == way.MoveHome else self._beside(row, self.sheet_model.columnCount(), -1)
        return found if found.isValid() else here

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens what is behind a figure, or the record; Ctrl+C copies the cell."""
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if index.isValid():
                if self.sheet_model.line(index).record is None:
                    self.opened.emit(index, True)  # noqa: FBT003 - the signal's own
                else:
                    self.record_wanted.emit(index)
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(index.data() or "" if index.isValid() else "")
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters mean nothing among figures."""

    def _clicked(self, index: QModelIndex) -> None:
        if self.sheet_model.is_stop(index.row(), index.column()):
            self.opened.emit(index, False)  # noqa: FBT003 - the signal's own

    def _double_clicked(self, index: QModelIndex) -> None:
        if self.sheet_model.line(index).record is not None:
            self.record_wanted.emit(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be opened."""
        index = self.indexAt(event.position().toPoint())
        stop = index.isValid() and self.sheet_model.is_stop(index.row(), index.column())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if stop else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.viewport().update()
