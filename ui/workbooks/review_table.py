"""The table of the preview: theirs over ours struck through, a wrong cell on red, the row's state as a pill, cells mended in place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from models.labels import tr
from ui import theme, words
from ui.parts.columns import Column
from ui.parts.keys import Key
from ui.parts.list_source import ListQuery
from ui.parts.register_model import RegisterModel, Unreadable
from ui.parts.register_table import RegisterTable, two_lines
from ui.parts.tips import tip
from ui.workbooks import saying
from ui.workbooks import survey as states
from ui.workbooks.review_rows import WIDE_FIELDS, ReviewRow, ReviewSource, shown_fields
from ui.workbooks.survey import Survey

_PAD = 10
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LINE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_GREY = frozenset({states.OTHERS, states.LEFT_OUT})
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)
_FONT = int(Qt.ItemDataRole.FontRole)
_ROW = 46
_LEAST = 190
_WIDTH = 126
_WIDTHS = {
    "dossier_code": 156,
    "applicant": 136,
    "source_number": 150,
    "document_number": 130,
    "issuing_agency": 150,
    "arrival_number": 64,
    "arrival_date": 96,
    "issued_date": 96,
    "code": 100,
    "phone": 110,
    "date": 110,
}
_HEAD = 42


def review_columns(found: Survey) -> tuple[Column, ...]:
    """Row, what becomes of it, the fields with their names in the file, why."""
    layout = found.plan.table.layout
    headers = {name: column.header for column in layout.columns for name in column.fields}
    fields = shown_fields(found)
    wide = next((name for name in fields if name in WIDE_FIELDS), fields[0] if fields else "")
    return (
        Column(tr("Dòng"), _number, 56, right=True),
        Column(tr("Sẽ làm"), _chip, 114, look="chip", tone=_chip_tone),
        *(
            Column(
                saying.column_title(name, headers.get(name, "")),
                partial(_cell, name),
                _WIDTHS.get(name, _WIDTH),
                second=partial(_struck, name),
                key=name,
                stretch=name == wide,
            )
            for name in fields
        ),
        Column(tr("Vì sao"), _why, 240, tone=_why_tone, key=""),
    )


def _number(row: ReviewRow) -> str:
    return row.number


def _chip(row: ReviewRow) -> str:
    return row.chip


def _chip_tone(row: ReviewRow) -> str:
    return saying.TONES[row.state]


def _cell(name: str, row: ReviewRow) -> str:
    return row.cells.get(name, "")


def _struck(name: str, row: ReviewRow) -> str:
    return row.struck.get(name, "")


def _why(row: ReviewRow) -> str:
    return row.why


def _why_tone(row: ReviewRow) -> str:
    return "late" if row.state == states.REJECTED else "soon" if row.tones else ""


class ReviewModel(RegisterModel):
    """Says of a cell what was there before, in its tip and to those who hear it; rows that stay out are soft."""

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """As of every list, and the other value of a cell that changes."""
        if role in (_TIP, _SPOKEN):
            said = self._spoken(index)
            return tip(said) if role == _TIP else said
        if role == _FOREGROUND and getattr(self._row_of(index), "state", "") in _GREY:
            return theme.INK_SOFT
        if role == _FONT:
            return None
        return super().data(index, role)

    def _spoken(self, index: QModelIndex | QPersistentModelIndex) -> str:
        row = self._row_of(index)
        text = self._text(index) or ""
        if row is None or isinstance(row, Unreadable):
            return text
        column = self.columns[index.column()]
        if before := column.second(row):
            kept = row.state == states.KEPT
            return (
                tr("{text} (tệp ghi: {before})", text=text, before=before)
                if kept
                else tr("{text} (sổ ghi: {before})", text=text, before=before)
            )
        return text


class _FieldDelegate(QStyledItemDelegate):
    """The cell of a field: up to two lines, or one line over what it replaces, struck through; an edge where the keyboard is."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Ground, text, edge."""
        model = index.model()
        assert isinstance(model, RegisterModel)
        row = model.row_at(index.row())
        column = model.columns[index.column()]
        known = isinstance(row, ReviewRow)
        tone = row.tones.get(column.key, "") if known and column.key else ""
        painter.save()
        place: QRect = option.rect
        if tone:
            painter.fillRect(place, theme.TONES[tone].back)
        elif option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, theme.PRIMARY_PALE)
        painter.fillRect(place.left(), place.bottom(), place.width(), 1, theme.LINE)
        soft = known and row.state in _GREY
        painter.setPen(theme.INK_SOFT if soft else index.data(_FOREGROUND) or theme.INK)
        self._write(painter, place.adjusted(_PAD, 0, -6, 0), index.data() or "", column.second(row) if known else "")
        if column.key and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.PRIMARY)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(place.adjusted(1, 1, -2, -2))
        painter.restore()

    @staticmethod
    def _write(painter: QPainter, place: QRect, text: str, before: str) -> None:
        letters = theme.font()
        painter.setFont(letters)
        metrics = QFontMetrics(letters)
        elide = Qt.TextElideMode.ElideRight
        lines: tuple[str, ...] = (metrics.elidedText(text, elide, place.width()),)
        if not before and metrics.horizontalAdvance(text) > place.width():
            lines = two_lines(text, metrics, place.width())
        high = metrics.height()
        top = place.top() + (place.height() - (len(lines) + bool(before)) * high) // 2
        for line in lines:
            painter.drawText(QRect(place.left(), top, place.width(), high), _LINE, line)
            top += high
        if before:
            struck = QFont(letters)
            struck.setStrikeOut(True)
            painter.setFont(struck)
            painter.setPen(theme.INK_SOFT)
            painter.drawText(QRect(place.left(), top, place.width(), high), _LINE, metrics.elidedText(before, elide, place.width()))


class _TwoNames(QHeaderView):
    """Over a field our name and theirs: on one line where there is room, else one below the other."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setFixedHeight(theme.px(_HEAD))

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        """Ground, hairline, one or two lines."""
        model = self.model()
        assert isinstance(model, RegisterModel)
        column = model.columns[index]
        painter.save()
        painter.fillRect(rect, theme.GROUND_PALE)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.LINE)
        bold, small = theme.font(pixels=12, bold=True), theme.font(pixels=11)
        metrics = QFontMetrics(bold)
        place = rect.adjusted(_PAD, 0, -6, 0)
        painter.setFont(bold)
        painter.setPen(theme.INK_MIDDLE)
        ours, arrow, theirs = column.title.partition(" ← ")
        if not arrow or metrics.horizontalAdvance(column.title) <= place.width():
            side = _RIGHT if column.right else _LINE
            painter.drawText(place, side, metrics.elidedText(column.title, Qt.TextElideMode.ElideRight, place.width()))
        else:
            high, below = metrics.height(), QFontMetrics(small)
            top = place.top() + (place.height() - high - below.height()) // 2
            first = QRect(place.left(), top, place.width(), high)
            painter.drawText(first, _LINE, metrics.elidedText(ours, Qt.TextElideMode.ElideRight, place.width()))
            painter.setFont(small)
            painter.setPen(theme.INK_SOFT)
            second = QRect(place.left(), top + high, place.width(), below.height())
            painter.drawText(second, _LINE, below.elidedText(f"← {theirs}", Qt.TextElideMode.ElideRight, place.width()))
        painter.restore()


class CellEdit(QLineEdit):
    """The text of a cell, put right where it stands. Enter takes it, Esc leaves it as it was."""

    taken = Signal(str)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc end it; the arrows stay in it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.taken.emit(self.text())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Tab):
            self.taken.emit(self.text())
        else:
            super().keyPressEvent(event)

    @staticmethod
    def fixed_keys() -> tuple[Key, ...]:
        """What the line obeys."""
        return (Key("Return", tr("Nhận chữ vừa sửa")), Key("Esc", tr("Bỏ, để nguyên ô")))


class ReviewTable(RegisterTable):
    """The preview's table of one plan."""

    #: (number of the row, field, text): the person put a cell right.
    mended = Signal(int, str, str)

    def __init__(self, found: Survey, query: ListQuery, editable: Callable[[int, str], str]) -> None:
        self.source = ReviewSource(found)
        super().__init__(ReviewModel(self.source, review_columns(found), query), row_height=_ROW)
        self.register_model.setParent(self)
        self._editable = editable
        self._edit: CellEdit | None = None
        self._editing: tuple[int, str] = (0, "")
        head = _TwoNames(self)
        self.setHorizontalHeader(head)
        head.setSelectionModel(QItemSelectionModel(self.register_model, head))
        for place, column in enumerate(self.register_model.columns):
            head.resizeSection(place, theme.px(column.width))
        delegate = _FieldDelegate(self)
        for place, column in enumerate(self.register_model.columns):
            if column.look == "text" and place:
                self.setItemDelegateForColumn(place, delegate)
        self.setAccessibleName(tr("Các dòng của tệp"))

    @staticmethod
    def fixed_keys() -> tuple[Key, ...]:
        """What a list obeys, but that Enter mends and the arrows go from cell to cell."""
        keys = (key for key in RegisterTable.fixed_keys() if key.keys != "Return")
        return (*keys, Key("Left / Right", tr("Ô trước, ô sau")), Key("Return", tr("Sửa ô")))

    def column_of(self, name: str) -> int | None:
        """The column that shows this field."""
        return next((place for place, column in enumerate(self.register_model.columns) if column.key == name), None)

    def current_field(self) -> str:
        """The field of the cell that the keyboard is on; "" where that is none."""
        index = self.currentIndex()
        return self.register_model.columns[index.column()].key if index.isValid() else ""

    def go_to(self, number: int, name: str = "") -> bool:
        """Put the keyboard on this row, in the column of this field; False where it is not shown."""
        place = self.source.place_of(self.register_model.query, number)
        if place is None:
            return False
        column = (self.column_of(name) if name else None) or max(self.currentIndex().column(), 0)
        self.select_place(place)
        self.stand_in(column)
        return True

    def stand_in(self, column: int) -> None:
        """The keyboard on this cell of the row where it is; what is selected stays so, whatever keys are held down just now."""
        index = self.register_model.index(self.currentIndex().row(), column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.scrollTo(index)

    def widest_field(self) -> str:
        """The field with the most words."""
        return next((column.key for column in self.register_model.columns if column.stretch), "")

    def edit_cell(self, name: str) -> bool:
        """Open the cell of this field in the row with the keyboard; False where the file has no such column."""
        row, column = self.current_row(), self.column_of(name)
        if row is None or column is None or row.state == states.GONE:
            return False
        self.stand_in(column)
        self.end_edit()
        self._editing = (row.id, name)
        edit = self._edit = CellEdit(self._editable(row.id, name), self.viewport())
        edit.setAccessibleName(tr("{field}, dòng {row}", field=words.field(name), row=row.number))
        edit.taken.connect(self._taken)
        edit.left.connect(self.end_edit)
        edit.installEventFilter(self)
        self._lay_edit()
        edit.show()
        edit.selectAll()
        edit.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def end_edit(self) -> None:
        """Close the cell that is open, as it was."""
        edit, self._edit = self._edit, None
        if edit is not None:
            edit.removeEventFilter(self)
            had = edit.hasFocus()
            edit.hide()
            edit.deleteLater()
            if had:
                self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _taken(self, text: str) -> None:
        number, name = self._editing
        self.end_edit()
        self.mended.emit(number, name, text)

    def _lay_edit(self) -> None:
        if self._edit is not None:
            place = self.visualRect(self.currentIndex())
            wide = max(place.width(), min(theme.px(220), self.viewport().width()))
            left = max(0, min(place.left(), self.viewport().width() - wide))
            self._edit.setGeometry(left, place.top() + 2, wide, place.height() - 4)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click elsewhere keeps what was typed: it is seen, and can be put right again."""
        if watched is self._edit and event.type() == QEvent.Type.FocusOut and self._edit is not None:
            self._edit.taken.emit(self._edit.text())
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The open cell goes along."""
        super().resizeEvent(event)
        self._give_room()
        self._lay_edit()

    def _give_room(self) -> None:
        """The column with the most words takes what is left, or has its own width where too little is left: then the rows scroll."""
        head = self.horizontalHeader()
        for place, column in enumerate(self.register_model.columns):
            if column.stretch:
                others = sum(head.sectionSize(each) for each in range(head.count()) if each != place)
                tight = self.viewport().width() - others < theme.px(_LEAST)
                # Why a row is what it is stands last, as one reads; where the columns are more than the screen has room for, beside it.
                head.moveSection(head.visualIndex(self.register_model.columnCount() - 1), 2 if tight else head.count() - 1)
                head.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive if tight else QHeaderView.ResizeMode.Stretch)
                if tight:
                    head.resizeSection(place, theme.px(_LEAST))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go from cell to cell; the rest as in every list."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        index = self.currentIndex()
        if step is not None and index.isValid() and not event.modifiers():
            head = self.horizontalHeader()
            seen = min(max(head.visualIndex(index.column()) + step, 0), head.count() - 1)
            self.stand_in(head.logicalIndex(seen))
        else:
            super().keyPressEvent(event)
