"""Step 2: the person sees the sheet with the guess painted on it, and moves a column or the edge of the table by keys."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from models.intake.workbooks.book import RawSheet
from models.intake.workbooks.cells import cell_text
from models.intake.workbooks.table import ColumnGuess, How, Layout, RowRole
from models.intake.workbooks.understanding import memory
from models.intake.workbooks.understanding.memory import Correction
from models.labels import tr
from ui import theme, words
from ui.parts.buttons import push_button
from ui.parts.drop_panel import TickPanel
from ui.parts.elided import Elided
from ui.parts.flow import Flow
from ui.parts.keys import bind_key
from ui.parts.labels import boxed, framed
from ui.parts.tips import tip
from ui.workbooks import saying
from ui.workbooks.sheet_grid import SheetGrid, sheet_words

if TYPE_CHECKING:
    from ui.workbooks.session import Session

# A row can be told to be one of these, one after the other.
_ROLES = (RowRole.RECORD, RowRole.SECTION, RowRole.NOTE)
# A day written day first that has no month of this number.
_DAY = re.compile(r"^\s*(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}\s*$")
_MONTHS = 12
_SENTENCE = 220
_LOW = 400
_NO_END = 1 << 30
# Two columns may fill these together: a number and a symbol.
_JOINED = frozenset({"source_number", "document_number"})


class ColumnsStep(QWidget):
    """Changes nothing itself: a correction goes to the session, and what comes of it is shown."""

    go_on = Signal()
    back = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._panel: TickPanel | None = None
        self._asked = -1
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        self._refused: QFrame | None = None
        self._notes = QVBoxLayout()
        column.addLayout(self._notes)
        facts = QHBoxLayout()
        facts.setSpacing(theme.px(10))
        self.sheets = QComboBox()
        self.sheets.setAccessibleName(tr("Trang tính"))
        self.sheets.activated.connect(self._sheet_chosen)
        self.fonts = QCheckBox()
        self.fonts.clicked.connect(self._fonts_clicked)
        self.facts = Elided()
        self.facts.setProperty("role", "soft")
        facts.addWidget(self.sheets)
        facts.addWidget(self.fonts)
        facts.addWidget(self.facts, 1)
        column.addLayout(facts)
        self.grid = SheetGrid()
        column.addWidget(framed(self.grid), 1)
        keys = self._keys = QWidget()
        self._deeds = Flow(keys, gap=8)
        self.grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.grid.customContextMenuRequested.connect(self._show_menu)
        self.deeds: dict[str, QPushButton] = {}
        for name, key, text, slot in (
            ("field", "Return", tr("Cột này là…"), self.choose_field),
            ("header", "H", tr("Đây là dòng tên cột"), self.header_here),
            ("header_to", "Shift+H", tr("Tên cột đến dòng này"), self.header_to_here),
            ("first", "D", tr("Bảng bắt đầu từ dòng này"), self.first_here),
            ("last", "C", tr("Bảng hết ở dòng này"), self.last_here),
            ("role", "Space", tr("Dòng này: ghi, đề mục, bỏ"), self.turn_role),
            ("month", "M", tr("Cột này viết tháng trước ngày"), self.turn_month),
        ):
            self._deed(name, key, text, slot)
        bind_key(self.grid, "Enter", tr("Cột này là…"), self.choose_field)
        bind_key(self.grid, "Del", tr("Bỏ cột này"), self.drop_column)
        bind_key(self, "Ctrl+PgDown", tr("Trang tính sau"), self.next_sheet)
        bind_key(self, "Ctrl+PgUp", tr("Trang tính trước"), self.sheet_before)
        bind_key(self, "Ctrl+Return", tr("Tiếp tục"), self._go_on)
        bind_key(self, "Alt+Left", tr("Quay lại bước trước"), self.back.emit)
        column.addWidget(keys)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        self.reset_button = push_button(tr("Lấy lại cách máy hiểu"), self.reset)
        self.back_button = push_button(tr("Quay lại"), self.back.emit)
        self.go_button = push_button("", self._go_on)
        self.go_button.setProperty("primary", "true")
        foot.addWidget(self.reset_button)
        foot.addStretch(1)
        foot.addWidget(self.back_button)
        foot.addWidget(self.go_button)
        column.addLayout(foot)

    def _deed(self, name: str, key: str, text: str, slot: Callable[[], object]) -> None:
        bound: QShortcut = bind_key(self.grid, key, text, slot)
        shown = {"Return": "Enter", "Space": tr("Dấu cách")}.get(key, key)
        button = push_button(f"{text} ({shown})", bound.activated)
        button.setProperty("link", "true")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.deeds[name] = button
        self._deeds.addWidget(button)

    def _show_menu(self, at: QPoint) -> None:
        """The same under the pointer, and with the menu key."""
        menu = QMenu(self)
        for button in self.deeds.values():
            menu.addAction(button.text(), button.click)
        menu.exec(self.grid.viewport().mapToGlobal(at))
        menu.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a low screen the sheet has the room: what the keys do stands in the menu of the sheet."""
        super().resizeEvent(event)
        self._keys.setVisible(self.height() >= theme.px(_LOW))

    # ---- showing ----

    def show_it(self, refused: str = "") -> None:
        """Show the sheet as it is understood now; `refused` says why it is not."""
        session = self._session
        book = session.book
        assert book is not None
        table = None if refused else session.table
        layout = table.layout if table is not None else self._said()
        sheet = self._sheet(layout)
        if self._refused is not None:
            self._refused.hide()
            self._refused.deleteLater()
            self._refused = None
        if refused:
            # The sheet below is what is needed: a long list of what was found is cut, its tip has it whole.
            self._refused = boxed(words.shortened(refused, _SENTENCE), "late")
            for label in self._refused.findChildren(QLabel):
                label.setToolTip(tip(refused))
            self._notes.addWidget(self._refused)
        self.sheets.clear()
        for each in book.sheets:
            self.sheets.addItem(sheet_words(each), each.name)
        self.sheets.setCurrentIndex(next((at for at, each in enumerate(book.sheets) if each is sheet), 0))
        self.sheets.setVisible(len(book.sheets) > 1)
        old = book.old_fonts
        self.fonts.setVisible(bool(old) or not session.old_fonts)
        named = ", ".join(tr("{font} ({number} ô)", font=saying.font_name(font), number=words.number(number)) for font, number in old)
        self.fonts.setText(tr("Đổi phông cũ sang Unicode: {fonts}", fonts=named) if named else tr("Đổi phông cũ sang Unicode"))
        self.fonts.setChecked(session.old_fonts)
        self.facts.setText(self._facts(sheet, layout))
        self.grid.show_sheet(sheet, layout)
        number = len(table.rows) if table is not None else 0
        self.go_button.setText(tr("Tiếp tục: kiểm tra {number} dòng", number=words.number(number)) if number else tr("Tiếp tục"))
        self.go_button.setEnabled(number > 0)
        self.reset_button.setVisible(session.correction is not None)

    def _said(self) -> Layout | None:
        """Where nothing is understood yet, what the person has said so far: it is seen, and said on."""
        correction, kind = self._session.correction, self._session.kind
        if correction is None:
            return None
        columns = tuple(ColumnGuess(index, "", fields, 1.0, How.CHOSEN) for index, fields in correction.columns.items())
        heads = correction.header_rows or ()
        roles = {**dict.fromkeys(heads, RowRole.HEADER), **correction.roles}
        first, last = correction.first_row or 0, correction.last_row or _NO_END
        sheet = correction.sheet or self._sheet(None).name
        return Layout(kind, sheet, tuple(heads), columns, roles, first, last, "", sure=False)

    def _sheet(self, layout: Layout | None) -> RawSheet:
        book = self._session.book
        assert book is not None
        correction = self._session.correction
        wanted = layout.sheet if layout is not None else correction.sheet if correction is not None else None
        visible = [sheet for sheet in book.sheets if sheet.visibility == "visible"] or list(book.sheets)
        return next((sheet for sheet in book.sheets if sheet.name == wanted), max(visible, key=lambda sheet: len(sheet.rows)))

    def _facts(self, sheet: RawSheet, layout: Layout | None) -> str:
        book = self._session.book
        assert book is not None
        hidden = sum(1 for row in sheet.rows if row.hidden)
        parts = [
            tr("{number} dòng có chữ", number=words.number(len(sheet.rows))),
            tr("{number} dòng ẩn, vẫn đọc", number=words.number(hidden)) if hidden else "",
            tr("bảng mã {name}", name=book.encoding) if book.encoding else "",
            tr("nơi gửi: {name}", name=words.shortened(layout.sender, 60)) if layout is not None and layout.sender else "",
            tr("năm {year}", year=layout.year) if layout is not None and layout.year else "",
        ]
        return " · ".join(part for part in parts if part)

    def first(self) -> QWidget:
        """The sheet; the button where nothing is in doubt."""
        return self.grid

    # ---- columns ----

    def choose_field(self) -> None:
        """Open the list of fields for the column that the keyboard is on."""
        at = self.grid.current_column()
        model = self.grid.sheet_model()
        if at < 0 or model is None:
            return
        self._asked = at
        panel = self._panel = TickPanel(self.grid, tr("Cột này là"))
        panel.clear_button.setText(tr("Bỏ cột này"))
        fields = memory.field_choices(self._session.kind)
        guess = model.column_guess(at)
        panel.offer(tuple((words.field(name), name) for name in fields), guess.fields if guess is not None else ())
        panel.closed.connect(self._field_chosen)
        head = self.grid.horizontalHeader()
        panel.drop_at(head.viewport().mapToGlobal(QPoint(head.sectionViewportPosition(at), head.height())))

    def _field_chosen(self) -> None:
        panel, self._panel = self._panel, None
        model = self.grid.sheet_model()
        if panel is None or model is None:
            return
        panel.deleteLater()
        guess = model.column_guess(self._asked)
        chosen: tuple[str, ...] = panel.values()
        if chosen == (guess.fields if guess is not None else ()):
            return
        correction = memory.with_column(self._correction(), self._asked, chosen)
        # A field is filled by one column: the one that had it lets it go.
        for column in model.layout_.columns if model.layout_ is not None else ():
            rest = tuple(name for name in column.fields if name not in chosen or name in _JOINED)
            if column.index != self._asked and rest != column.fields:
                correction = memory.with_column(correction, column.index, rest)
        self._session.correct(correction)

    def drop_column(self) -> None:
        """The column fills no field."""
        if self.grid.current_column() >= 0:
            self._session.correct(memory.with_column(self._correction(), self.grid.current_column(), ()))

    def turn_month(self) -> None:
        """The days of this column have the month first, or not; only where every cell can be read so."""
        at = self.grid.current_column()
        model = self.grid.sheet_model()
        guess = model.column_guess(at) if model is not None else None
        if guess is None or not guess.fields:
            return
        if not guess.month_first and not self._month_may_be_first(at):
            self._say(tr("Cột này có ô không thể viết tháng trước ngày."))
            return
        self._session.correct(memory.with_month_first(self._correction(), at, month_first=not guess.month_first))

    def _month_may_be_first(self, at: int) -> bool:
        model = self.grid.sheet_model()
        assert model is not None
        found = [_DAY.match(cell_text(row.cells[at])) for row in model.sheet.rows if at < len(row.cells) and isinstance(row.cells[at], str)]
        days = [each for each in found if each is not None]
        return bool(days) and all(int(each[1]) <= _MONTHS for each in days)

    # ---- rows ----

    def header_here(self) -> None:
        """This row, and no other, has the names of the columns."""
        if number := self.grid.current_number():
            self._session.correct(memory.with_header_rows(self._correction(), (number,)))

    def header_to_here(self) -> None:
        """The names of the columns go on down, or up, to this row."""
        number = self.grid.current_number()
        model = self.grid.sheet_model()
        if not number or model is None:
            return
        rows = model.layout_.header_rows if model.layout_ is not None else ()
        first, last = min((number, *rows)), max((number, *rows)) if not rows or number > rows[0] else rows[-1]
        self._session.correct(memory.with_header_rows(self._correction(), range(first, last + 1)))

    def first_here(self) -> None:
        """The table begins with this row."""
        if number := self.grid.current_number():
            self._session.correct(memory.with_bounds(self._correction(), first_row=number))

    def last_here(self) -> None:
        """The table ends with this row."""
        if number := self.grid.current_number():
            self._session.correct(memory.with_bounds(self._correction(), last_row=number))

    def turn_role(self) -> None:
        """This row is a record, a heading of a group, or left out: one after the other."""
        number, model = self.grid.current_number(), self.grid.sheet_model()
        if not number or model is None:
            return
        role = model.role_at(self.grid.currentIndex().row())
        following = _ROLES[(_ROLES.index(role) + 1) % len(_ROLES)] if role in _ROLES else RowRole.RECORD
        self._session.correct(memory.with_role(self._correction(), number, following))

    # ---- the file ----

    def _correction(self) -> Correction:
        return self._session.correction or Correction()

    def _sheet_chosen(self, place: int) -> None:
        self._session.correct(memory.with_sheet(self._correction(), self.sheets.itemData(place)))

    def next_sheet(self) -> None:
        """The next sheet of the file."""
        self._step_sheet(1)

    def sheet_before(self) -> None:
        """The sheet before this one."""
        self._step_sheet(-1)

    def _step_sheet(self, by: int) -> None:
        if self.sheets.count() > 1:
            self._sheet_chosen((self.sheets.currentIndex() + by) % self.sheets.count())

    def _fonts_clicked(self) -> None:
        self._session.set_old_fonts(on=self.fonts.isChecked())

    def reset(self) -> None:
        """Forget what the person moved."""
        self._session.correct(None)

    def _go_on(self) -> None:
        if self.go_button.isEnabled():
            self.go_on.emit()

    def _say(self, text: str) -> None:
        self.facts.setText(text)
