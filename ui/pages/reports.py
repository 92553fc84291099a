"""The Reports page: the forms an office hands in, with the rows behind every figure."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QButtonGroup, QGridLayout, QHBoxLayout, QSplitter, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from models.clock.periods import Period, period_title
from models.errors import OfficeError
from models.labels import tr
from models.outcome import ChangeSet
from models.progress import Report as Progress
from models.reports.catalogue import REPORTS, build
from models.reports.report import Figure, Report, Sheet
from ui import words
from ui.forms.period import PeriodDialog
from ui.operations import Operations
from ui.pages.base import Page
from ui.pages.report_rows import WIDTH, RowsPane
from ui.parts.action_button import ActionButton
from ui.parts.chips import Chip
from ui.parts.flow import Flow
from ui.parts.form_table import FormTable, face
from ui.parts.keys import bind_key
from ui.parts.labels import card, plain, set_property
from ui.parts.latest import Latest
from ui.parts.period_chip import PeriodChip, finished_month
from ui.parts.tips import tip

if TYPE_CHECKING:
    from models.office import Office

_REGISTERS = ("directives", "tasks", "dossiers")


class ReportsPage(Page):
    """One report of one period, counted on a thread; its sheets as tabs, each drawn as it is printed."""

    actions_module = "ui.actions.reports"
    tables = frozenset(
        {
            "directive",
            "task",
            "task_extension",
            "dossier",
            "dossier_pause",
            "dossier_extension",
            "department",
            "official",
            "overdue_reason",
            "calendar_day",
            "setting",
        }
    )

    def __init__(self, office: Office, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(office, operations, parent)
        self.report: Report | None = None
        self._name = next(iter(REPORTS))
        self._period = finished_month(office.today(), office.settings().cutoff_day)
        self._sheet = 0
        self._figure: Figure | None = None
        self._take_rows = False
        #: How often a person opened a figure or a line.
        self.figures_opened = 0
        self._building = Latest(self)
        self._building.done.connect(self._built)
        self._building.failed.connect(self._refused)
        self._building.settled.connect(self.look_at_entries)
        self._reading = Latest(self)
        self._reading.done.connect(self._rows_read)
        self._reading.failed.connect(self._rows_refused)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addLayout(self._build_top())
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(12)
        self.splitter.addWidget(self._build_paper())
        self.rows = RowsPane(office)
        self.rows.go.connect(self.go)
        self.rows.left.connect(self._back_to_form)
        self.splitter.addWidget(self.rows)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setCollapsible(0, False)  # noqa: FBT003 - Qt's own
        self.splitter.setSizes([842, WIDTH])
        column.addWidget(self.splitter, 1)
        column.addLayout(self._build_foot())
        self.begin_at(self.table)

    # ---- the frame ----

    def _build_top(self) -> QHBoxLayout:
        holder = QWidget()
        flow = Flow(holder)
        self.report_chips: dict[str, Chip] = {}
        group = QButtonGroup(self)
        for name, kind in REPORTS.items():
            chip = self.report_chips[name] = Chip(kind.title, holder)
            chip.setProperty("report", name)
            chip.setChecked(name == self._name)
            chip.clicked.connect(self._report_clicked)
            group.addButton(chip)
            flow.addWidget(chip)
        self.period_chip = PeriodChip(self._period, holder)
        self.period_chip.picked.connect(self.show_period)
        self.period_chip.other_wanted.connect(self.ask_period)
        flow.addWidget(self.period_chip)
        bind_key(self, "F4", tr("Chọn kỳ báo cáo"), self.period_chip.drop)
        self.balance = plain()
        self.balance.setContentsMargins(8, 5, 0, 0)
        row = QHBoxLayout()
        row.addWidget(holder, 1)
        row.addWidget(self.balance, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _build_paper(self) -> QWidget:
        frame = card()
        column = QVBoxLayout(frame)
        column.setContentsMargins(14, 8, 2, 10)
        column.setSpacing(8)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setAccessibleName(tr("Các bảng của báo cáo"))
        self.tabs.currentChanged.connect(self._tab_changed)
        column.addWidget(self.tabs)
        self._head = QWidget()
        head = QGridLayout(self._head)
        head.setContentsMargins(0, 2, 12, 0)
        head.setVerticalSpacing(1)
        self.reporter, self.form = _printed(), _printed(bold=True)
        self.title, self.period_line = _printed(15, bold=True, wrap=True), _printed()
        self.as_of = _printed(italic=True)
        self.receiver = _printed(wrap=True)
        left = QVBoxLayout()
        left.setSpacing(1)
        left.addWidget(self.reporter)
        left.addWidget(self.form)
        left.addStretch(1)
        head.addLayout(left, 0, 0, 3, 1)
        for place, middle in enumerate((self.title, self.period_line, self.as_of)):
            middle.setAlignment(Qt.AlignmentFlag.AlignCenter)
            head.addWidget(middle, place, 1)
        self.receiver.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.receiver, 0, 2, 3, 1)
        for place, share in enumerate((20, 56, 20)):
            head.setColumnStretch(place, share)
        column.addWidget(self._head)
        self.table = FormTable()
        self.table.setAccessibleName(tr("Bảng của báo cáo"))
        self.table.opened.connect(self.open_figure)
        self.table.record_wanted.connect(self._record_wanted)
        self.message = plain("", wrap=True)
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # The keyboard stays on the page, with its keys, while there is no table.
        self.message.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.message)
        column.addWidget(self.stack, 1)
        self.notes = plain("", "small", wrap=True)
        column.addWidget(self.notes)
        return frame

    def _build_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(plain(tr("Tệp Excel giữ đủ công thức, căn sẵn giấy A4 nằm ngang và chỗ ký."), "soft"), 1)
        for entry in self.of_kind("record"):
            row.addWidget(ActionButton(entry, primary=True))
        return row

    # ---- what the window asks ----

    def current_row(self) -> Any:
        """The report that stands there; None while it is counted."""
        return None if self._building.busy() else self.report

    def refresh(self) -> None:
        """Count anew, on a thread; what stood before stays until then."""
        self.period_chip.offer(self.office.today(), self.office.settings().cutoff_day)
        self._building.ask(partial(_build, self.office, self._name, self._period))
        set_property(self.balance, "tone", "done")
        self.balance.setText(tr("Đang tính…"))
        self.balance.setToolTip("")
        if self.report is None:
            self._show_message(tr("Đang tính…"), "done")
        self.look_at_entries()

    def update_rows(self, changes: ChangeSet) -> None:  # noqa: ARG002 - everything here is a sum
        """Count anew."""
        self.refresh()

    @classmethod
    def places(cls) -> tuple[tuple[str, Any], ...]:
        """The reports."""
        return tuple((kind.title, name) for name, kind in REPORTS.items())

    def open(self, query: Any, record_id: int | None) -> None:  # noqa: ARG002 - a report is no record
        """Show the report of this name."""
        if query in REPORTS:
            self.choose_report(query)

    def choose_report(self, name: str) -> None:
        """Show this report of the same period."""
        self.report_chips[name].setChecked(True)
        if name != self._name:
            self._name, self._sheet = name, 0
            self._forget()
            self.refresh()

    def show_period(self, period: Period) -> None:
        """Show the same report of this period."""
        self._period = period
        self.period_chip.show_period(period)
        self._forget()
        self.refresh()

    def ask_period(self) -> None:
        """Ask for any period."""
        dialog = PeriodDialog(self._period, self.office.today(), self.office.settings().cutoff_day, self)
        dialog.chosen.connect(self.show_period)
        dialog.open()

    # ---- the report ----

    def _report_clicked(self) -> None:
        self.choose_report(self.sender().property("report"))

    def _forget(self) -> None:
        """Another report or period: nothing of the old one may be taken for it."""
        self.report = None
        self._show_rows_of(None)

    def _built(self, report: Report) -> None:
        self.report = report
        self.tabs.blockSignals(True)  # noqa: FBT003 - Qt's own
        while self.tabs.count():
            self.tabs.removeTab(0)
        for sheet in report.sheets:
            self.tabs.addTab(sheet.tab.replace("&", "&&"))
        self._sheet = min(self._sheet, len(report.sheets) - 1)
        self.tabs.setCurrentIndex(self._sheet)
        self.tabs.blockSignals(False)  # noqa: FBT003 - Qt's own
        self.tabs.setVisible(len(report.sheets) > 1)
        self._show_balance(report)
        self._show_sheet(report, report.sheets[self._sheet])

    def _refused(self, error: OfficeError) -> None:
        self.report = None
        self.balance.setText("")
        self._show_message(words.sentence(error), "late")

    def _show_message(self, text: str, tone: str) -> None:
        set_property(self.message, "tone", tone)
        self.message.setText(text)
        self._bring(self.message)
        for widget in (self.tabs, self._head, self.notes):
            widget.hide()
        self._show_rows_of(None)

    def _bring(self, widget: QWidget) -> None:
        """Show the table or the message, the keyboard going along."""
        focus = QApplication.focusWidget()
        focused = focus is not None and (focus in (self.table, self.message) or self.rows.isAncestorOf(focus))
        self.stack.setCurrentWidget(widget)
        self.begin_at(widget)
        if focused:
            widget.setFocus()

    def _show_balance(self, report: Report) -> None:
        failed = [check for check in report.checks if not check.holds]
        if failed:
            text = tr("✗ {failed} trong {count} phép cân đối không khớp", failed=len(failed), count=len(report.checks))
        else:
            text = tr("✓ {count} phép cân đối đều khớp", count=len(report.checks)) if report.checks else ""
        set_property(self.balance, "tone", "late" if failed else "ok")
        self.balance.setText(text)
        self.balance.setToolTip(tip("\n".join(f"{'✓' if check.holds else '✗'} {check.sentence}" for check in report.checks)))

    def _tab_changed(self, place: int) -> None:
        if self.report is not None and place >= 0:
            self._sheet = place
            self._show_sheet(self.report, self.report.sheets[place])

    def _show_sheet(self, report: Report, sheet: Sheet) -> None:
        head = report.letterhead
        self.reporter.setText(head.reporter)
        self.form.setText(sheet.form)
        self.title.setText(sheet.title)
        self.period_line.setText(tr("Kỳ báo cáo: {period}", period=period_title(report.period)))
        running = report.as_of < report.period.last
        self.as_of.setVisible(running)
        if running:
            self.as_of.setText(tr("Kỳ báo cáo chưa kết thúc; số liệu tính đến hết ngày {day}", day=words.day(report.as_of)))
        self.receiver.setText(tr("Đơn vị nhận báo cáo:") + f"\n{head.receiver}" if head.receiver else "")
        self.notes.setText("\n".join(sheet.notes))
        self.notes.setVisible(bool(sheet.notes))
        self._head.show()
        self._bring(self.table)
        self.rows.as_of = report.as_of
        self.table.show_sheet(sheet)
        worth = self.table.late_figure()
        if worth.isValid():
            self.table.setCurrentIndex(worth)
            self._show_rows_of(worth)
        else:
            self._show_rows_of(None)

    # ---- the rows behind a figure ----

    def open_figure(self, index: QModelIndex, by_key: bool = False) -> None:  # noqa: FBT001, FBT002 - the signal's own argument
        """Show what is behind a figure or a line. After Enter the keyboard goes there."""
        self.figures_opened += 1
        self._show_rows_of(index)
        self._take_rows = by_key

    def _show_rows_of(self, index: QModelIndex | None) -> None:
        self._reading.drop()
        self._take_rows = False
        self._figure = None
        self.table.mark_opened(None)
        if index is None:
            self.rows.show_nothing()
            return
        model = self.table.sheet_model
        line, cell, columns = model.line(index), model.cell(index), model.sheet.columns
        if not isinstance(cell, Figure):
            texts = [str(model.index(index.row(), place).data() or "") for place in range(len(columns))]
            facts = [(column.heads[-1], text) for column, text in zip(columns, texts, strict=True) if text]
            self.rows.show_record(facts[1][1] if facts[1:] else "", facts)
            return
        self.table.mark_opened(index)
        name = next((value for value in line.cells if isinstance(value, str) and not value.isdecimal()), "")
        heads = () if line.style == "section" else columns[index.column()].heads
        self.rows.show_figure(" · ".join((name.rstrip(":"), *heads)), tr("Cách tính: {rule}", rule=cell.rule))
        if cell.ids is not None:
            self._figure = cell
            self.rows.say(tr("Đang đọc…"))
            self._reading.ask(partial(_read_ids, self.office, cell))

    def _rows_read(self, ids: tuple[int, ...]) -> None:
        if self._figure is not None:
            self.rows.show_rows(self._figure.kind, ids, late=self._figure.late)
            if self._take_rows:
                self.rows.take_focus()

    def _rows_refused(self, error: OfficeError) -> None:
        self.rows.show_figure(self.rows.title.text(), words.sentence(error))

    def _record_wanted(self, index: QModelIndex) -> None:
        model = self.table.sheet_model
        line = model.line(index)
        if line.record is not None and model.sheet.kind in _REGISTERS:
            ids = tuple(each.record for each in model.sheet.lines if each.record is not None)
            self.go.emit(model.sheet.kind, ids, line.record)

    def _back_to_form(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _printed(pixels: int = 13, *, bold: bool = False, italic: bool = False, wrap: bool = False) -> Any:
    label = plain(wrap=wrap)
    label.setFont(face(pixels=pixels, bold=bold, italic=italic))
    return label


def _build(office: Office, name: str, period: Period, progress: Progress) -> Report:
    """On the thread: no Qt."""
    return build(office, name, period, progress)


def _read_ids(office: Office, figure: Figure, progress: Progress) -> tuple[int, ...]:
    """On the thread: no Qt."""
    assert figure.ids is not None
    with office.read() as conn:
        found = tuple(figure.ids(conn))
    progress(1, 1)
    return found
