"""The sheet as in the file, with what was understood painted on it: names of columns, groups, what is left out, fields."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from models.intake.workbooks.book import RawSheet
from models.intake.workbooks.cells import cell_text, column_letter
from models.intake.workbooks.table import ColumnGuess, Layout, RowRole
from models.labels import tr
from ui import theme, words
from ui.parts.keys import Key
from ui.parts.tips import tip
from ui.workbooks import saying

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_ROW = 24
_COLUMN = 132
_NARROW = 64
_PAD = 6
_MOST_COLUMNS = 512
_TEXT = 300
_LOOKED_AT = 60
_LINE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_HEADS = frozenset({RowRole.HEADER, RowRole.HEADER_REPEAT, RowRole.COLUMN_NUMBERS})
_number = attrgetter("number")


class SheetModel(QAbstractTableModel):
    """Rows that hold anything, by their numbers in the file. `layout` is None where nothing was understood."""

    def __init__(self, sheet: RawSheet) -> None:
        super().__init__()
        self.sheet = sheet
        self.layout_: Layout | None = None
        self._columns: Mapping[int, ColumnGuess] = {}
        self._wide = min(max((len(row.cells) for row in sheet.rows), default=0), _MOST_COLUMNS)

    def show_layout(self, layout: Layout | None) -> None:
        """Paint this guess."""
        self.layout_ = layout
        self._columns = {column.index: column for column in layout.columns} if layout is not None else {}
        if self.rowCount() and self._wide:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self._wide - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self._wide - 1)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self.rowCount() - 1)

    def role_at(self, place: int) -> RowRole:
        """What the row at this place is; above and below the table it is left out."""
        number = self.sheet.rows[place].number
        if self.layout_ is None:
            return RowRole.RECORD
        role = self.layout_.roles.get(number)
        if role is None:
            role = RowRole.RECORD if self.layout_.first_row <= number <= self.layout_.last_row else RowRole.NOTE
        return role

    def column_guess(self, index: int) -> ColumnGuess | None:
        """What was understood of a column."""
        return self._columns.get(index)

    def number_at(self, place: int) -> int:
        """The number of the row at this place, as a spreadsheet shows it."""
        return self.sheet.rows[place].number

    def place_of(self, number: int) -> int:
        """Where the row of this number stands, or the next one that holds anything."""
        return min(bisect_left(self.sheet.rows, number, key=_number), max(0, self.rowCount() - 1))

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """All rows that hold anything."""
        return 0 if parent.isValid() else len(self.sheet.rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """As many as the widest row has."""
        return 0 if parent.isValid() else self._wide

    def text_at(self, row: int, column: int) -> str:
        """A cell on one line."""
        cells = self.sheet.rows[row].cells
        return " ".join(cell_text(cells[column])[:_TEXT].split()) if column < len(cells) else ""

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Text; the tip has it whole."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text_at(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self.text_at(index.row(), index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            place = saying.place_words(self.number_at(index.row()), index.column())
            return ", ".join(part for part in (place, self.text_at(index.row(), index.column()), self._row_words(index.row())) if part)
        return None

    def _row_words(self, place: int) -> str:
        hidden = tr("ẩn") if self.sheet.rows[place].hidden else ""
        return " · ".join(part for part in (saying.role_word(self.role_at(place)), hidden) if part)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """The number of a row and what it is; the field of a column, how sure that is, its letter."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation == Qt.Orientation.Vertical:
            said = self._row_words(section)
            return f"{self.number_at(section)}  {said}".rstrip()
        guess = self.column_guess(section)
        if guess is None:
            return column_letter(section)
        return f"{saying.fields_words(guess)} · {saying.confidence(guess)} · {column_letter(section)}"


class _FieldHeader(QHeaderView):
    """Over each column: its field, how sure that is, its letter."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(True)

    def sizeHint(self) -> QSize:
        """Two lines."""
        high = QFontMetrics(theme.font(pixels=12, bold=True)).height() + QFontMetrics(theme.font(pixels=11)).height()
        return QSize(super().sizeHint().width(), high + theme.px(10))

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        """The ground of what was understood, and two lines."""
        model = self.model()
        assert isinstance(model, SheetModel)
        guess = model.column_guess(index)
        painter.save()
        painter.fillRect(rect, theme.TONES[saying.column_tone(guess)].back if guess is not None else theme.GROUND_PALE)
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), theme.LINE)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.LINE)
        place = rect.adjusted(_PAD, theme.px(4), -_PAD, -theme.px(4))
        known = guess is not None and bool(guess.fields)
        bold = theme.font(pixels=12, bold=known)
        metrics = QFontMetrics(bold)
        painter.setFont(bold)
        painter.setPen(theme.INK if known else theme.INK_SOFT)
        first = saying.fields_words(guess) if guess is not None else column_letter(index)
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(
            QRect(place.left(), place.top(), place.width(), metrics.height()), _LINE, metrics.elidedText(first, elide, place.width())
        )
        if guess is not None:
            small = theme.font(pixels=11)
            painter.setFont(small)
            painter.setPen(theme.TONES[saying.column_tone(guess)].text)
            second = f"{saying.confidence(guess)} · {column_letter(index)}"
            below = QRect(place.left(), place.top() + metrics.height(), place.width(), QFontMetrics(small).height())
            painter.drawText(below, _LINE, QFontMetrics(small).elidedText(second, elide, place.width()))
        current = self.parent()
        if isinstance(current, QTableView) and current.currentIndex().column() == index:
            painter.fillRect(rect.left(), rect.bottom() - 1, rect.width(), 2, theme.PRIMARY)
        painter.restore()


class _CellDelegate(QStyledItemDelegate):
    """A cell in the colours of its row: names of columns, group headings, records, what is left out."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, text, edge of the cell that has the keyboard."""
        model = index.model()
        assert isinstance(model, SheetModel)
        role = model.role_at(index.row())
        guess = model.column_guess(index.column())
        place: QRect = option.rect
        painter.save()
        record = role is RowRole.RECORD
        if role in _HEADS:
            painter.fillRect(place, theme.PRIMARY_PALE)
        elif role is RowRole.SECTION:
            painter.fillRect(place, theme.TONES["paused"].back)
        elif not record or (model.layout_ is not None and (guess is None or not guess.fields)):
            painter.fillRect(place, theme.GROUND)
        painter.fillRect(place.left(), place.bottom(), place.width(), 1, theme.LINE)
        painter.fillRect(place.right(), place.top(), 1, place.height(), theme.LINE)
        letters = theme.font(pixels=12, bold=role in _HEADS or role is RowRole.SECTION)
        painter.setFont(letters)
        read = (
            (record and (model.layout_ is None or (guess is not None and bool(guess.fields)))) or role in _HEADS or role is RowRole.SECTION
        )
        painter.setPen(theme.INK if read else theme.INK_SOFT)
        inside = place.adjusted(_PAD, 0, -4, 0)
        text = QFontMetrics(letters).elidedText(index.data() or "", Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, _LINE, text)
        if option.state & QStyle.StateFlag.State_HasFocus or option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(theme.PRIMARY)
            painter.drawRect(place.adjusted(0, 0, -2, -2))
        painter.restore()


class SheetGrid(QTableView):
    """The sheet, gone through by arrows. What keys do with it is bound by who shows it."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Trang tính như trong tệp"))
        self.setHorizontalHeader(_FieldHeader(self))
        self.setItemDelegate(_CellDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.setObjectName("sheetRows")
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.px(_ROW))
        rows.setMinimumSectionSize(theme.px(_ROW))
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        rows.setSectionsClickable(False)

    def sheet_model(self) -> SheetModel | None:
        """What is shown."""
        model = self.model()
        return model if isinstance(model, SheetModel) else None

    def show_sheet(self, sheet: RawSheet, layout: Layout | None) -> None:
        """Show this sheet with this guess; where one stood on it stays."""
        model = self.sheet_model()
        if model is None or model.sheet is not sheet:
            old = self.model()
            model = SheetModel(sheet)
            model.setParent(self)
            self.setModel(model)
            if old is not None:
                old.deleteLater()
            model.show_layout(layout)
            for column in range(model.columnCount()):
                self.setColumnWidth(column, theme.px(self._width_of(model, column)))
            self.verticalHeader().setFixedWidth(self._head_width(model))
        model.show_layout(layout)
        if not self.currentIndex().isValid() and model.rowCount() and model.columnCount():
            row = model.place_of(layout.header_rows[0]) if layout is not None and layout.header_rows else 0
            self.setCurrentIndex(model.index(row, 0))
            self.scrollTo(model.index(max(0, row - 2), 0), QAbstractItemView.ScrollHint.PositionAtTop)
        self.viewport().update()
        self.horizontalHeader().viewport().update()

    @staticmethod
    def _width_of(model: SheetModel, column: int) -> int:
        """Narrow where only numbers of rows stand."""
        looked_at = [row for row in range(min(_LOOKED_AT, model.rowCount())) if model.role_at(row) is RowRole.RECORD]
        longest = max((len(model.text_at(row, column)) for row in looked_at), default=0)
        return _NARROW + 30 if longest <= 4 else _COLUMN if longest <= 24 else 2 * _COLUMN

    @staticmethod
    def _head_width(model: SheetModel) -> int:
        longest = max((saying.role_word(role) for role in RowRole), key=len)
        last = model.number_at(model.rowCount() - 1) if model.rowCount() else 0
        return QFontMetrics(theme.font(pixels=12, bold=True)).horizontalAdvance(f"{last}  {longest}") + theme.px(20)

    def current_column(self) -> int:
        """The column that the keyboard is on; -1 for none."""
        return self.currentIndex().column()

    def current_number(self) -> int:
        """The number of the row that the keyboard is on; 0 for none."""
        model, index = self.sheet_model(), self.currentIndex()
        return model.number_at(index.row()) if model is not None and index.isValid() else 0

    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters are keys here."""

    def currentChanged(self, current: Index, previous: Index) -> None:
        """The head of the column shows where the keyboard is."""
        super().currentChanged(current, previous)
        self.horizontalHeader().viewport().update()

    @staticmethod
    def fixed_keys() -> tuple[Key, ...]:
        """What the sheet obeys by itself."""
        return (Key("Left / Right", tr("Cột trước, cột sau")), Key("Up / Down", tr("Dòng trên, dòng dưới")))


def sheet_words(sheet: RawSheet) -> str:
    """The name of a sheet, and whether one sees it in the file."""
    name = words.shortened(sheet.name, 40) or tr("(không tên)")
    return name if sheet.visibility == "visible" else tr("{name} (ẩn)", name=name)
