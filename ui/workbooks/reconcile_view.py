"""A list of the province beside our register: what differs, the two records side by side, and one key for what is to become of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QListWidget, QScrollArea, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from models.intake.reconcile.from_file import compare_file
from models.intake.reconcile.resolve import apply_resolutions
from models.labels import label, tr
from models.registers.comparison import Comparison, Decision, Decisions, Item, fields_to_decide, linked_fields, may_be
from models.registers.many import Many
from models.reports.reconcile_sheet import Made, write_comparison, write_requests
from ui import jobs, theme, words
from ui.parts.chips import StateChips, StateChoice
from ui.parts.elided import Elided
from ui.parts.file_choice import plain_name, workbook_path
from ui.parts.flow import Flow
from ui.parts.keys import bind_key
from ui.parts.labels import framed, plain
from ui.parts.list_source import ListQuery, ListSource
from ui.parts.register_model import RegisterModel
from ui.parts.register_table import RegisterTable
from ui.parts.sheet import Sheet
from ui.workbooks import reconcile_rows
from ui.workbooks.reconcile_rows import FieldRow

if TYPE_CHECKING:
    from models.office import Office
    from models.progress import Report
    from ui.operations import Operations

_FOLDER_KEY = "lists/folder"
_SHOWN_LEFT = 200
# Of the sheet, for all columns.
_ROOM = 1100
_LEAST_PANES = 200
_FIELD, _NARROW_FIELD = 108, 84
_LONGEST_NAME = 300

Again = Callable[..., Comparison]
"""`again(office, report=…)` compares the same file anew."""


def choose_and_compare(operations: Operations, parent: QWidget, kind: str) -> None:
    """Ask for the province's file, compare it, and show what differs. `kind`: "dossiers" or "tasks"."""
    folder = str(QSettings().value(_FOLDER_KEY) or Path.home())
    wanted = tr("Sổ tính (*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv);;Mọi tệp (*)")
    name, _ = QFileDialog.getOpenFileName(parent, tr("Tệp của tỉnh cần đối chiếu"), folder, wanted)
    if not name:
        return
    path = Path(name)
    QSettings().setValue(_FOLDER_KEY, str(path.parent))
    again = partial(compare_file, kind=kind, path=path)
    jobs.start(
        operations,
        again,
        title=tr("Đang đối chiếu với {name}…", name=path.name),
        parent=parent,
        on_success=partial(_show, operations, parent, again),
    )


def _show(operations: Operations, parent: QWidget, again: Again, comparison: Comparison) -> None:
    ReconcileView(operations, parent, comparison, again).show_it()


class ReconcileView(Sheet):
    """The items on the left, the record on both sides on the right. Decisions are kept until they are carried out or the sheet is left."""

    help_topic = "reconcile"

    def __init__(self, operations: Operations, parent: QWidget, comparison: Comparison, again: Again) -> None:
        super().__init__(parent, "")
        self._operations = operations
        # The progress window outlives this sheet.
        self._asker = parent
        self._again = again
        self._comparison = comparison
        self._states: frozenset[str] = frozenset()
        self._said = ""
        self.decisions: reconcile_rows.Made = {}
        self.summary = plain("", "strong", wrap=True)
        self.scope = plain("", "soft", wrap=True)
        self._chip_row = QWidget()
        Flow(self._chip_row)
        self.table = RegisterTable(RegisterModel(ListSource(self._found), reconcile_rows.item_columns(self.decisions), ListQuery(), self))
        self.table.setAccessibleName(tr("Những chỗ khác giữa hai bên"))
        self.table.empty_text = tr("Không có gì khác: tệp của tỉnh và sổ ta khớp nhau.")
        self.table.row_changed.connect(self._show_item)
        self.fields = RegisterTable(
            RegisterModel(
                ListSource(self._field_rows), reconcile_rows.field_columns(self.table.current_row, self.decisions), ListQuery(), self
            ),
            row_height=38,
        )
        self.fields.setAccessibleName(tr("Bản ghi ở hai bên"))
        self.fields.empty_text = tr("Chọn một dòng bên trái để xem bản ghi ở hai bên.")
        self.table.opened.connect(self._to_fields)
        self.fields.opened.connect(self._to_items)
        self.record = Elided()
        self.record.setProperty("role", "strong")
        self.record.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.panes = self._panes()
        self.left_list = QListWidget()
        self.left_list.setAccessibleName(tr("Những mục để lại, và vì sao"))
        self.left_list.setWordWrap(True)
        self.left_list.setMaximumHeight(theme.px(120))
        self.left_list.hide()
        self.body.addWidget(self._room(self.summary, self.scope, self._chip_row, self.panes, self.left_list))
        self._make_foot()
        self._bind()
        self.show_comparison(comparison)

    @staticmethod
    def _room(*widgets: QWidget) -> QScrollArea:
        """These below each other; on a small screen with large letters they are scrolled."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        for widget in widgets:
            column.addWidget(widget, 1 if isinstance(widget, QSplitter) else 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area

    def _panes(self) -> QSplitter:
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.record)
        column.addWidget(framed(self.fields), 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setMinimumHeight(theme.px(_LEAST_PANES))
        splitter.addWidget(framed(self.table))
        splitter.addWidget(beside)
        return splitter

    def _make_foot(self) -> None:
        keys = tr("T lấy theo tỉnh · G giữ của ta · B báo tỉnh sửa · Delete bỏ quyết định · Enter sang từng trường")
        self.keys = plain(keys, "small")
        self.foot.addWidget(self.keys)
        self.foot.addStretch(1)
        self.export_button = self.add_button(tr("Xuất Excel"), self.export)
        self.request_button = self.add_button("", self.write_requests)
        self.write_button = self.add_button("", self.write)
        self.write_button.setProperty("primary", "true")

    def _bind(self) -> None:
        for keys, decision in (("T", Decision.THEIRS), ("G", Decision.OURS), ("B", Decision.REPORT)):
            bind_key(self, keys, words.capital(label("reconcile_decision", decision)), partial(self.decide, decision))
        bind_key(self, "Del", tr("Bỏ quyết định của các dòng đang chọn"), partial(self.decide, None))
        bind_key(self, "Ctrl+E", tr("Xuất kết quả đối chiếu ra Excel"), self.export)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            bind_key(self, keys, tr("Ghi những mục lấy theo tỉnh"), self.write)
        for place in range(9):
            bind_key(self, f"Ctrl+{place + 1}", tr("Loại khác nhau thứ {number}", number=place + 1), partial(self._press_chip, place))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the fields that differ are seen on the right alone."""
        super().resizeEvent(event)
        narrow = self.width() < theme.px(_ROOM)
        self.table.setColumnHidden(reconcile_rows.WHERE, narrow)
        # The sheet of keys has them too.
        self.keys.setHidden(narrow)
        self.panes.setSizes([1000, 1000] if narrow else [1100, 900])
        self.fields.setColumnWidth(0, theme.px(_NARROW_FIELD if narrow else _FIELD))

    def first(self) -> QWidget | None:
        """The items."""
        return self.table

    # ---- what is shown ----

    def show_comparison(self, comparison: Comparison) -> None:
        """Show this comparison; what was decided of the same differences stays decided."""
        kept = self._carried_over(comparison)
        self._comparison = comparison
        self.decisions.clear()
        self.decisions.update(kept)
        title = tr("Đối chiếu với tệp của tỉnh: {file}", file=comparison.file_name)
        self.title.setText(title)
        self.setAccessibleName(title)
        self.summary.setText(reconcile_rows.summary_words(comparison))
        self.scope.setText(reconcile_rows.scope_words(comparison))
        self._make_chips()
        self._states = frozenset()
        self._show_list()

    def _carried_over(self, comparison: Comparison) -> dict[tuple[int, str], Decision]:
        """The decisions about differences that are still there, by the ids of the new comparison."""
        if not self.decisions:
            return {}
        before = {item.id: item for item in self._comparison.items}
        made = {}
        for (item_id, name), decision in self.decisions.items():
            item = before[item_id]
            made[item.row, item.record_id, name, item.difference(name)] = decision
        found = {}
        for item in comparison.items:
            for name in fields_to_decide(item):
                decided = made.get((item.row, item.record_id, name, item.difference(name)))
                if decided is not None:
                    found[item.id, name] = decided
        return found

    def _make_chips(self) -> None:
        row = self._chip_row.layout()
        assert row is not None
        while (item := row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        choices = [StateChoice(text, states, counted=bool(states)) for text, states in reconcile_rows.chip_choices(self._comparison)]
        self.chips = StateChips(choices, self._chip_row)
        counts = self._comparison.counts()
        self.chips.show_counts({**counts, "late": counts["virtually_late"]})
        self.chips.chosen.connect(self.show_states)
        for chip in self.chips.chips:
            row.addWidget(chip)
            chip.show()

    def show_states(self, states: frozenset[str]) -> None:
        """Show the items of these findings; all without any."""
        self._states = states
        self._show_list()

    def _press_chip(self, place: int) -> None:
        if place < len(self.chips.chips):
            self.chips.chips[place].click()

    def _show_list(self) -> None:
        self.chips.show_states(self._states)
        self.table.register_model.reload()
        self.table.select_place(0)
        self._show_item()
        self._count()

    def _found(self) -> Sequence[Item]:
        if not self._states:
            return self._comparison.items
        if "late" in self._states:
            return [item for item in self._comparison.items if item.late]
        return [item for item in self._comparison.items if item.finding in self._states]

    def _field_rows(self) -> list[FieldRow]:
        item = self.table.current_row()
        return reconcile_rows.field_rows(self._comparison, item) if item is not None else []

    def _show_item(self) -> None:
        item: Item | None = self.table.current_row()
        number = self.table.selected_count()
        if number > 1:
            told = tr("{count} dòng đang chọn", count=words.number(number))
        else:
            told = " · ".join(each for each in (item.code, item.title) if each) if item is not None else ""
        self.record.setText(words.shortened(told, _LONGEST_NAME))
        self.fields.register_model.reload()
        self.fields.select_place(0)

    def _to_fields(self) -> None:
        self.fields.setFocus(Qt.FocusReason.TabFocusReason)

    def _to_items(self) -> None:
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    # ---- what is decided ----

    def decide(self, decision: Decision | None) -> None:
        """Decide so of the selected items, or of the selected fields where the keyboard is on these; None takes the decision back."""
        if self.fields.hasFocus():
            item = self.table.current_row()
            rows: list[FieldRow] = self.fields.current_rows()
            if item is not None:
                names = {each for row in rows for each in linked_fields(self._comparison.kind, item, row.name)}
                self._decide(item, names & set(fields_to_decide(item)), decision)
        else:
            items = self._selected()
            if decision is not None and not any(may_be(item, decision) for item in items):
                self._operations.told.emit(tr("Không lấy theo tỉnh được: tệp của tỉnh không có bản này, hoặc ta đã hủy."), False)  # noqa: FBT003
                return
            for item in items:
                self._decide(item, set(fields_to_decide(item)), decision)
            if self.table.selected_count() == 1 and decision is not None:
                self._next()
        self.table.viewport().update()
        self.fields.viewport().update()
        self._count()

    def _selected(self) -> list[Item]:
        """All selected items, however many."""
        ids = self.table.selection().ids
        return list(self._found()) if ids is None else [self._comparison.items[each - 1] for each in ids]

    def _decide(self, item: Item, names: set[str], decision: Decision | None) -> None:
        if decision is not None and not may_be(item, decision):
            return
        for name in names:
            if decision is None:
                self.decisions.pop((item.id, name), None)
            else:
                self.decisions[item.id, name] = decision

    def _next(self) -> None:
        """On to the next row: one key a decision."""
        place = self.table.currentIndex().row() + 1
        if place < self.table.register_model.rowCount():
            self.table.select_place(place)

    def _number(self, decision: Decision) -> int:
        return len({item_id for (item_id, _), made in self.decisions.items() if made is decision})

    def _count(self) -> None:
        """How many on the buttons."""
        taken, asked = self._number(Decision.THEIRS), self._number(Decision.REPORT)
        self.write_button.setText(tr("Lấy theo tỉnh: {count}", count=words.number(taken)))
        self.write_button.setEnabled(taken > 0)
        self.request_button.setText(tr("Phiếu báo tỉnh: {count}", count=words.number(asked)))
        self.request_button.setEnabled(asked > 0)

    # ---- what comes of it ----

    def export(self) -> None:
        """The whole comparison into a workbook."""
        self._write_file(_write_comparison, tr("Kết quả đối chiếu"))

    def write_requests(self) -> None:
        """The slip of what the province is asked to put right."""
        if self._number(Decision.REPORT):
            self._write_file(_write_requests, tr("Phiếu đề nghị điều chỉnh dữ liệu"))

    def _write_file(self, work: Callable[..., int], title: str) -> None:
        name = f"{plain_name(title)}-{self._comparison.today.isoformat()}"
        path = workbook_path(self, name)
        if path is not None:
            jobs.start(
                self._operations,
                work,
                self._comparison,
                dict(self.decisions),
                path,
                title=tr("Đang xuất Excel…"),
                parent=self._asker,
                on_success=partial(self._written, path),
            )

    def _written(self, path: Path, _: int) -> None:
        self._operations.made_file.emit(tr("Đã ghi {name}.", name=path.name), str(path))

    def write(self) -> None:
        """Take theirs where that was decided, in one step, and compare anew."""
        if not self._number(Decision.THEIRS):
            return
        self.write_button.setEnabled(False)
        job = jobs.start(
            self._operations,
            apply_resolutions,
            self._comparison,
            dict(self.decisions),
            title=tr("Đang ghi…"),
            parent=self._asker,
            on_success=self._taken,
        )
        if job is None:
            self._count()
        else:
            job.finished.connect(self._count)

    def _taken(self, many: Many) -> None:
        """Say what was done and what was left, then compare anew."""
        if many.outcome.seq:
            self._operations.finished(many.outcome)
        self.left_list.clear()
        for each in many.left_out[:_SHOWN_LEFT]:
            item = self._comparison.items[each.id - 1]
            self.left_list.addItem(f"{words.shortened(item.code or item.title, 90)}: {words.sentence(each.error)}")
        self.left_list.setVisible(bool(many.left_out))
        self._said = tr("Đã lấy theo tỉnh {done} mục, để lại {left}.", done=words.number(many.done), left=words.number(len(many.left_out)))
        # What could not be taken is to be decided anew.
        for key in [key for key, made in self.decisions.items() if made is Decision.THEIRS]:
            del self.decisions[key]
        jobs.start(self._operations, self._again, title=tr("Đang đối chiếu lại…"), parent=self._asker, on_success=self._compared_again)

    def _compared_again(self, comparison: Comparison) -> None:
        self.show_comparison(comparison)
        self.summary.setText(f"{self._said} {self.summary.text()}")
        self.take_keyboard()


def _made(office: Office) -> Made:
    return Made(office.settings().office_name, office.now(), words.field)


def _write_comparison(office: Office, comparison: Comparison, decisions: Decisions, path: Path, *, report: Report) -> int:  # noqa: ARG001
    """On a thread: no Qt."""
    return write_comparison(comparison, path, _made(office), report)


def _write_requests(office: Office, comparison: Comparison, decisions: Decisions, path: Path, *, report: Report) -> int:
    """On a thread: no Qt."""
    return write_requests(comparison, decisions, path, _made(office), report)
