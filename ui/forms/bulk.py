"""Ctrl+B: many records changed at once, on a sheet over the window. What is not touched stays as it is; what was left out is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QListWidget, QScrollArea, QVBoxLayout, QWidget

from models.errors import OfficeError
from models.labels import label, tr
from models.registers.bulk import CHANGING, FieldChange, Mode, count_filled, ids_of
from models.registers.many import Many
from ui import jobs, theme, words
from ui.forms.bulk_fields import Field, Verb, fields_of, verbs_of
from ui.forms.cell import Ask, Cell
from ui.forms.inputs import ChoiceInput, lines
from ui.parts.keys import bind_key
from ui.parts.labels import plain
from ui.parts.latest import Latest
from ui.parts.sheet import Sheet
from ui.parts.tips import tip

if TYPE_CHECKING:
    from models.office import Office
    from models.progress import Report
    from ui.pages.register_page import RegisterPage
    from ui.parts.action import Context
    from ui.parts.selection import Selection

_CHANGE = "change"
# So many records that were left out are named; the rest is counted.
_NAMED = 200


def change_selected(page: RegisterPage, context: Context) -> BulkSheet | None:
    """Open the sheet for what is selected on the page, or for all that it finds; None where the list is empty."""
    selection: Selection = context.selection()
    if not selection.total and not page.model.total():
        context.operations.told.emit(tr("Danh sách trống: chưa có gì để sửa."), False)  # noqa: FBT003 - the signal's own
        return None
    sheet = BulkSheet(page, context, selection)
    sheet.show_it()
    return sheet


class _Row(QWidget):
    """A field: its input, what becomes of it, and how many have a value already."""

    def __init__(self, field: Field, context: Context) -> None:
        super().__init__()
        self.field = field
        self.cell = Cell(field.ask, context)
        self.mode = ChoiceInput([(mode.value, label("bulk_mode", mode)) for mode in field.modes])
        self.mode.setAccessibleName(tr("{field}: giữ hay thay", field=field.ask.text))
        self.count = plain(" ", "small", wrap=True)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(plain(tr("Giữ hay thay"), "fieldName"))
        column.addWidget(self.mode)
        column.addWidget(self.count)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(self.cell, 3)
        if field.modes:
            beside = QWidget()
            beside.setLayout(column)
            row.addWidget(beside, 2)
        self.cell.input.changed.connect(self._typed)
        self.mode.changed.connect(self._mode_changed)

    def show_count(self, filled: int, total: int) -> None:
        """Say how many have a value already."""
        if Mode.FILL not in self.field.modes:
            return
        counted = tr("{filled} trong {total} đã có giá trị", filled=words.number(filled), total=words.number(total))
        self.count.setText(counted if filled else tr("Chưa mục nào có giá trị"))

    def chosen(self) -> Mode:
        """What is to become of the field; Qt keeps the code as a plain text."""
        if not self.field.modes:
            return Mode.REPLACE if self._has_value() else Mode.KEEP
        return Mode(self.mode.value())

    def _has_value(self) -> bool:
        return self.cell.input.value() not in (None, "", (None, None, ""))

    def choose(self, mode: Mode) -> None:
        """As if the person had chosen it."""
        self.mode.set_value(mode.value)

    def _typed(self) -> None:
        """What is typed is meant: for the empty ones, until the person says otherwise."""
        if self.field.modes and self.chosen() is Mode.KEEP and self._has_value():
            self.choose(Mode.FILL if Mode.FILL in self.field.modes else Mode.REPLACE)

    def _mode_changed(self) -> None:
        self.cell.widget.setEnabled(self.chosen() is not Mode.CLEAR)

    def change(self) -> FieldChange:
        """What becomes of the field."""
        value = self.cell.input.value()
        return FieldChange(self.chosen(), tuple(value) if isinstance(value, tuple) else value)


class BulkSheet(Sheet):
    """One change of many records: which, what, and what came of it."""

    def __init__(self, page: RegisterPage, context: Context, selection: Selection) -> None:
        super().__init__(page, tr("Sửa hàng loạt: {noun}", noun=page.noun), wide=760, high=620)
        self.page, self.context = page, context
        self._book = page.table
        self._selection = selection
        self._total = page.model.total()
        self._all = context.query
        # Of the page: the sheet may be gone before the counts are there.
        self._reader = Latest(page)
        self._reader.done.connect(self._show_counts)
        self._reader.failed.connect(self._failed)
        self.closed.connect(self._drop_reader)
        self.cells: dict[str, Cell] = {}
        self.rows: dict[str, _Row] = {}
        scopes = []
        if selection.total:
            scopes.append((False, tr("{count} đang chọn", count=words.count(selection.total, page.noun))))
        if self._total > selection.total and not page.model.shows_only():
            scopes.append((True, tr("Tất cả {count} tìm thấy", count=words.count(self._total, page.noun))))
        self.scope = ChoiceInput(scopes)
        self.scope.setAccessibleName(tr("Những mục nào"))
        self.scope.changed.connect(self._scope_changed)
        self._verbs: dict[str, Verb] = {verb.key: verb for verb in verbs_of(self._book, context)}
        self.verb = ChoiceInput([(_CHANGE, tr("Sửa các ô")), *((verb.key, verb.text) for verb in self._verbs.values())])
        self.verb.setAccessibleName(tr("Làm gì"))
        self.verb.changed.connect(self._fill)
        top = QHBoxLayout()
        top.setSpacing(theme.px(8))
        top.addWidget(self.scope, 1)
        top.addWidget(self.verb, 1)
        self.body.addLayout(top)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(self.area, 1)
        self.left_list = QListWidget()
        self.left_list.setAccessibleName(tr("Những mục để lại, và vì sao"))
        self.left_list.hide()
        self.body.addWidget(self.left_list, 1)
        self.told = plain("", "wrong", wrap=True)
        self.foot.addWidget(self.told, 1)
        self.left_button = self.add_button(tr("Xem những mục để lại"), self._show_left)
        self.left_button.hide()
        self.do_button = self.add_button("", self.do_it)
        self.do_button.setProperty("primary", "true")
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            bind_key(self, keys, tr("Làm với tất cả các mục"), self.do_it)
        self._left: tuple[int, ...] = ()
        self._fill()

    def _drop_reader(self) -> None:
        """Nobody waits for the counts any more."""
        if self._reader.busy():
            self._reader.settled.connect(self._reader.deleteLater)
            self._reader.drop()
        else:
            self._reader.deleteLater()

    def first(self) -> QWidget | None:
        """The first field; after the work what was left out."""
        if self.left_list.isVisibleTo(self):
            return self.left_button
        return next(iter(self.cells.values())).widget

    # ---- what is asked ----

    def _fill(self) -> None:
        """Show the inputs of what is to be done."""
        self.told.setText("")
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, theme.px(8), 0)
        grid.setVerticalSpacing(theme.px(8))
        self.cells, self.rows = {}, {}
        if self.verb.value() == _CHANGE:
            for place, field in enumerate(fields_of(self._book)):
                row = self.rows[field.ask.name] = _Row(field, self.context)
                self.cells[field.ask.name] = row.cell
                grid.addWidget(row, place, 0)
            asks: Sequence[Ask] = (Ask("reason", tr("Lý do"), lines(2), remark=tr("đứng trong lịch sử của từng mục")),)
        else:
            asks = self._verbs[self.verb.value()].asks
        for ask in asks:
            cell = self.cells[ask.name] = Cell(ask, self.context)
            grid.addWidget(cell, grid.rowCount(), 0)
        grid.setRowStretch(grid.rowCount(), 1)
        self.area.setWidget(inside)
        self._scope_changed()

    def number(self) -> int:
        """How many records are meant."""
        return self._total if self.scope.value() else self._selection.total

    def _scope_changed(self) -> None:
        verb = tr("Sửa") if self.verb.value() == _CHANGE else self._verbs[self.verb.value()].text
        self.do_button.setText(tr("{verb}: {count}", verb=verb, count=words.count(self.number(), self.page.noun)))
        self.do_button.setToolTip(tip(tr("{verb} (Ctrl+Enter)", verb=verb)))
        if self.rows:
            ids = None if self.scope.value() else self._selection.ids
            self._reader.ask(partial(_count, self.context.office, self._book, ids, self._all))

    def _show_counts(self, counts: Mapping[str, int]) -> None:
        for name, row in self.rows.items():
            if name in counts:
                row.show_count(counts[name], self.number())

    # ---- doing it ----

    def do_it(self) -> None:
        """Check what was entered and hand it to the service, on a thread."""
        if self.left_list.isVisibleTo(self) or not self.do_button.isEnabled():
            return
        self.told.setText("")
        for name, cell in self.cells.items():
            cell.tell("")
            if not cell.input.valid():
                why = getattr(cell.widget, "why_not", None)
                cell.tell(why() if why is not None else tr("Không hiểu được. Hãy xem lại."))
                self._go_to(name)
                return
        ids = None if self.scope.value() else self._selection.ids
        if self.verb.value() == _CHANGE:
            given: Any = {name: row.change() for name, row in self.rows.items()}
            work = partial(_change, self._book, ids, self._all, given, self.cells["reason"].input.value())
        else:
            given = {name: cell.input.value() for name, cell in self.cells.items()}
            work = partial(_do, self._verbs[self.verb.value()].work, self._book, ids, self._all, given, self.page.noun)
        self.do_button.setEnabled(False)
        job = jobs.start(
            self.context.operations, _caught, work, title=tr("Đang sửa hàng loạt…"), parent=self.page, on_success=self._came_of_it
        )
        if job is None:
            self.do_button.setEnabled(True)
        else:
            job.finished.connect(self._ready_again)

    def _ready_again(self) -> None:
        self.do_button.setEnabled(True)

    def _came_of_it(self, what: tuple[Many, tuple[str, ...]] | OfficeError) -> None:
        if isinstance(what, OfficeError):
            self._failed(what)
            return
        many, names = what
        if many.outcome.seq:
            self.context.operations.finished(many.outcome)
        if not many.left_out:
            self.leave()
            return
        self._left = tuple(each.id for each in many.left_out)
        self.area.hide()
        self.scope.hide()
        self.verb.hide()
        self.do_button.hide()
        for each, name in zip(many.left_out, names, strict=False):
            self.left_list.addItem(f"{name}: {words.sentence(each.error)}")
        if len(self._left) > len(names):
            self.left_list.addItem(tr("… và {count} mục nữa.", count=words.number(len(self._left) - len(names))))
        self.left_list.setWordWrap(True)
        self.left_list.setCurrentRow(0)
        self.left_list.show()
        self.left_button.show()
        self.told.setProperty("role", "strong")
        self.told.setText(
            tr("Đã làm {done}, để lại {left}.", done=words.count(many.done, self.page.noun), left=words.number(len(self._left)))
        )
        self.told.style().polish(self.told)
        self.take_keyboard()

    def _show_left(self) -> None:
        left = self._left
        self.leave()
        self.page.open(left, None)

    def _go_to(self, name: str) -> None:
        """The keyboard to this field, which may lie below what is seen."""
        self.cells[name].widget.setFocus()
        self.area.ensureWidgetVisible(self.cells[name])

    def _failed(self, error: OfficeError) -> None:
        """A refusal of all: beside its field where it has one."""
        name = str(error.field or "")
        if name in self.cells:
            self.cells[name].tell(words.sentence(error))
            self._go_to(name)
        else:
            self.told.setText(words.sentence(error))


def _count(office: Office, book: str, ids: Sequence[int] | None, query: Any, report: Report) -> dict[str, int]:
    """On a thread: no Qt."""
    with office.read() as conn:
        counts = count_filled(conn, book, ids=ids, query=query, when=office.when())
    report(1, 1)
    return counts


def _caught(office: Office, work: Any, *, report: Report) -> Any:
    """On a thread: a refusal of what was entered comes back as a value, to be told beside its field."""
    try:
        return work(office, report)
    except OfficeError as error:
        if error.environment:
            raise
        return error


def _change(
    book: str, ids: Sequence[int] | None, query: Any, changes: Mapping[str, FieldChange], reason: str, office: Office, report: Report
) -> tuple[Many, tuple[str, ...]]:
    found = _found(office, book, ids, query)
    many = CHANGING[book](office, found, changes, reason=reason, report=report)
    return many, _names(office, book, many)


def _do(
    work: Any, book: str, ids: Sequence[int] | None, query: Any, values: dict[str, Any], noun: str, office: Office, report: Report
) -> tuple[Many, tuple[str, ...]]:
    found = _found(office, book, ids, query)
    many = work(office, found, values, subject=words.count(len(found), noun), report=report)
    return many, _names(office, book, many)


def _found(office: Office, book: str, ids: Sequence[int] | None, query: Any) -> Sequence[int]:
    if ids is not None:
        return ids
    with office.read() as conn:
        return ids_of(conn, book, query, office.when())


def _names(office: Office, book: str, many: Many) -> tuple[str, ...]:
    """What the first records that were left out are called."""
    from models.registers.bulk import BOOKS

    ids = [each.id for each in many.left_out[:_NAMED]]
    with office.read() as conn:
        rows = {row.id: row for row in BOOKS[book].queries.load_rows(conn, ids, office.when(), office.calendar())}
    return tuple(_name(book, rows[each]) if each in rows else str(each) for each in ids)


def _name(book: str, row: Any) -> str:
    if book == "task":
        return words.shortened(row.content, 90)
    if book == "dossier":
        return " · ".join(part for part in (row.dossier_code, row.applicant) if part)
    number = words.arrival_number(row.printed_number, secret=row.secret)
    return " · ".join(part for part in (f"{number}/{row.year}", row.document_number) if part)
