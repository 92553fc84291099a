"""The preview of pasted or read rows: what would come of each, what to leave out, and one button that writes the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSettings, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QWidget

from models.errors import OfficeError
from models.intake.workbooks.apply import apply_plan
from models.intake.workbooks.cells import cell_text
from models.intake.workbooks.plan import leaving_out
from models.intake.workbooks.planned import Plan, PlannedRow, Verdict
from models.intake.workbooks.taking import plan_file, plan_pasted
from models.labels import label, tr
from models.outcome import Outcome
from ui import jobs, words
from ui.parts.columns import Column
from ui.parts.labels import boxed, framed, plain
from ui.parts.list_source import ListQuery, ListSource
from ui.parts.register_model import RegisterModel
from ui.parts.register_table import RegisterTable
from ui.parts.sheet import Sheet

if TYPE_CHECKING:
    from ui.operations import Operations

_TONES = {Verdict.NEW: "ok", Verdict.CHANGES: "soon", Verdict.SAME: "done", Verdict.SKIPPED: "done", Verdict.REJECTED: "late"}
_WRITTEN = (Verdict.NEW, Verdict.CHANGES)
_SHOWN_LETTERS = 300
_FOLDER_KEY = "lists/folder"


@dataclass(frozen=True, slots=True)
class PastedRow:
    """A row of the preview; `id` is its number on the clipboard, `ticked` None where there is nothing to write."""

    id: int
    verdict: Verdict
    ticked: bool | None
    reason: str
    cells: tuple[str, ...]
    state: str = ""


def paste(
    operations: Operations,
    kind: str,
    *,
    titles: Sequence[str],
    parent: QWidget,
    done: Callable[[Outcome], object],
) -> None:
    """Plan what lies on the clipboard and show the preview over the window; `done` is called when the rows were written.

    `titles` are the columns that the list shows, for rows without a header.
    """
    # Not by its data: that goes with the clipboard, or with Qt when the program ends, and takes Python along.
    board = QGuiApplication.clipboard()
    text = board.text()
    html, _ = cast("tuple[str, str]", board.text("html"))
    if not (text.strip() or html):
        operations.told.emit(words.sentence(OfficeError("paste_empty")), False)  # noqa: FBT003 - the signal's own
        return
    jobs.start(
        operations,
        plan_pasted,
        kind,
        title=tr("Đang đọc các dòng vừa dán…"),
        parent=parent,
        on_success=partial(_show, operations, parent, done),
        text=text,
        html=html,
        titles=tuple(titles),
    )


def take_file(operations: Operations, kind: str, *, parent: QWidget, done: Callable[[Outcome], object]) -> None:
    """Ask for a workbook, plan its rows, and show the same preview; `done` is called when they were written."""
    folder = str(QSettings().value(_FOLDER_KEY) or Path.home())
    wanted = tr("Sổ tính (*.xlsx *.xls *.ods *.csv);;Mọi tệp (*)")
    name, _ = QFileDialog.getOpenFileName(parent, tr("Nhập Excel"), folder, wanted)
    if not name:
        return
    path = Path(name)
    QSettings().setValue(_FOLDER_KEY, str(path.parent))
    jobs.start(
        operations,
        plan_file,
        kind,
        path,
        title=tr("Đang đọc {name}…", name=path.name),
        parent=parent,
        on_success=partial(_show, operations, parent, done),
    )


def _show(operations: Operations, parent: QWidget, done: Callable[[Outcome], object], plan: Plan) -> None:
    PasteSheet(operations, parent, plan, done).show_it()


class PasteSheet(Sheet):
    """The preview. Space ticks and unticks the selected rows, Ctrl+Enter writes."""

    def __init__(self, operations: Operations, parent: QWidget, plan: Plan, done: Callable[[Outcome], object]) -> None:
        super().__init__(parent, tr("Ghi vào sổ: {kind}", kind=label("import_kind", plan.kind)))
        self._operations = operations
        # The progress window outlives this sheet.
        self._asker = parent
        self._done = done
        self._plan = plan
        self._cells = {row.number: row.cells for row in plan.table.rows}
        self._left_out: set[int] = set()
        self._reasons: dict[int, list[str]] = {}
        for problem in plan.problems:
            self._reasons.setdefault(problem.row, []).append(words.problem(problem))
        self.summary = plain("", "strong", wrap=True)
        self.body.addWidget(self.summary)
        self.body.addWidget(plain(self._recognised(), "soft", wrap=True))
        self.table = RegisterTable(RegisterModel(ListSource(self._rows), self._columns(), ListQuery(), self), row_height=38)
        self.table.setAccessibleName(tr("Các dòng vừa đọc"))
        self.table.clicked.connect(self._clicked)
        self.body.addWidget(framed(self.table), 1)
        if plan.counts()[Verdict.REJECTED]:
            self.body.addWidget(
                boxed(tr("Dòng không ghi được thì để lại trong bảng tính của bạn: sửa ở đó rồi dán hoặc nhập lại."), "soon")
            )
        self.foot.addWidget(plain(tr("Dấu cách: chọn hay bỏ dòng · Ctrl+Enter: ghi"), "small"))
        self.foot.addStretch(1)
        self.write = self.add_button("", self.write_rows)
        self.write.setProperty("primary", "true")
        for keys, slot, text, owner in (
            ("Space", self._turn_selected, tr("Chọn hay bỏ các dòng đang chọn"), self.table),
            ("Ctrl+Return", self.write_rows, tr("Ghi các dòng được chọn"), self),
            ("Ctrl+Enter", self.write_rows, tr("Ghi các dòng được chọn"), self),
        ):
            shortcut = QShortcut(QKeySequence(keys), owner)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setWhatsThis(text)
            shortcut.activated.connect(slot)
        self.table.register_model.reload()
        self.table.select_place(0)
        self._count()

    def first(self) -> QWidget | None:
        """The rows."""
        return self.table

    def _recognised(self) -> str:
        """Which columns were understood, and which were not."""
        columns = self._plan.table.layout.columns
        understood = [words.field(name) for column in columns for name in column.fields]
        passed = [column.header for column in columns if column.header and not column.fields]
        text = tr("Cột đã hiểu: {columns}.", columns=", ".join(understood))
        return f"{text} {tr('Cột bỏ qua: {columns}.', columns=words.shortened(', '.join(passed), _SHOWN_LETTERS))}" if passed else text

    def _columns(self) -> tuple[Column, ...]:
        names = self._fields()
        wide = next((name for name in ("content", "subject") if name in names), names[0])
        return (
            Column(tr("Ghi"), _tick, 46),
            Column(tr("Dòng"), _number, 54, right=True),
            Column(tr("Kết quả"), _verdict, 136, look="chip", tone=_tone),
            Column(tr("Lý do, thay đổi"), _reason, 290),
            *(Column(words.field(name), partial(_cell, at), 120, stretch=name == wide) for at, name in enumerate(names)),
        )

    def _fields(self) -> list[str]:
        return [name for column in self._plan.table.layout.columns for name in column.fields]

    def _rows(self) -> list[PastedRow]:
        return [self._row(planned) for planned in self._plan.rows]

    def _row(self, planned: PlannedRow) -> PastedRow:
        number = planned.number
        ticked = number not in self._left_out if planned.verdict in _WRITTEN else None
        cells = self._cells[number]
        shown = tuple(cell_text(cells.get(name)) for name in self._fields())
        return PastedRow(number, planned.verdict, ticked, self._reason_of(planned), shown)

    def _reason_of(self, planned: PlannedRow) -> str:
        if planned.verdict is Verdict.REJECTED:
            return " ".join(self._reasons.get(planned.number, ()))
        if planned.verdict is Verdict.CHANGES:
            return "; ".join(
                f"{words.field(name)} → {words.shortened(words.spoken(change.theirs), 60)}" for name, change in planned.changes.items()
            )
        return ""

    def _clicked(self, index: QModelIndex | QPersistentModelIndex) -> None:
        if index.column() == 0:
            self._turn([self.table.register_model.row_at(index.row())])

    def _turn_selected(self) -> None:
        self._turn(self.table.current_rows())

    def _turn(self, rows: Sequence[PastedRow]) -> None:
        """Tick these rows, or untick them where all are ticked."""
        numbers = {row.id for row in rows if row.ticked is not None}
        if not numbers:
            return
        if numbers & self._left_out:
            self._left_out -= numbers
        else:
            self._left_out |= numbers
        self.table.reload_keeping()
        self._count()

    def _number_to_write(self) -> int:
        return sum(1 for row in self._plan.rows if row.verdict in _WRITTEN and row.number not in self._left_out)

    def _count(self) -> None:
        """The sum of what would come of it, above and on the button."""
        counts = self._plan.counts()
        parts = [
            f"{words.number(counts[verdict])} {label('import_verdict', verdict)}"
            for verdict in (Verdict.NEW, Verdict.CHANGES, Verdict.SAME, Verdict.REJECTED)
            if counts[verdict]
        ]
        self.summary.setText(tr("{number} dòng: {parts}.", number=words.number(counts["read"]), parts=", ".join(parts)))
        number = self._number_to_write()
        self.write.setText(tr("Ghi {number} dòng", number=words.number(number)))
        self.write.setEnabled(number > 0)

    def write_rows(self) -> None:
        """Write what is ticked, in one step."""
        if not self._number_to_write():
            return
        self.write.setEnabled(False)
        plan = leaving_out(self._plan, self._left_out)
        job = jobs.start(self._operations, apply_plan, plan, title=tr("Đang ghi…"), parent=self._asker, on_success=self._written)
        if job is None:
            self._count()
        else:
            job.finished.connect(self._count)

    def _written(self, outcome: Outcome) -> None:
        self.leave()
        self._done(outcome)


def _tick(row: PastedRow) -> str:
    return "" if row.ticked is None else "☑" if row.ticked else "☐"


def _number(row: PastedRow) -> str:
    return words.number(row.id)


def _verdict(row: PastedRow) -> str:
    return label("import_verdict", Verdict.SKIPPED if row.ticked is False else row.verdict)


def _tone(row: PastedRow) -> str:
    return "done" if row.ticked is False else _TONES[row.verdict]


def _reason(row: PastedRow) -> str:
    return row.reason


def _cell(at: int, row: PastedRow) -> str:
    return row.cells[at]
