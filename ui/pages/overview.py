"""Tổng quan: the figures of the day, what is to be done first, the year behind, the work of each department."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from models.labels import tr
from models.outcome import ChangeSet
from models.registers.dossiers.rows import DossierQuery
from models.registers.tasks.rows import TaskQuery
from models.registers.tasks.totals import WorkTotals
from ui import words
from ui.operations import Operations
from ui.pages import day_figures
from ui.pages.base import Page
from ui.pages.day_figures import DayFigure, Urgent
from ui.parts.action import Action
from ui.parts.bar_chart import Bar, BarChart
from ui.parts.columns import Column
from ui.parts.figure_card import FigureCard
from ui.parts.labels import card, plain
from ui.parts.list_source import ListQuery, ListSource
from ui.parts.register_model import RegisterModel
from ui.parts.register_table import RegisterTable

if TYPE_CHECKING:
    from PySide6.QtWidgets import QBoxLayout

    from models.office import Office


class OverviewPage(Page):
    """The first page. Figures first, the rest as soon as they stand."""

    tables = frozenset(
        {"task", "task_extension", "dossier", "dossier_pause", "directive", "department", "official", "calendar_day", "setting"}
    )

    def __init__(self, office: Office, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(office, operations, parent)
        self._figures: list[DayFigure] = []
        self._urgent: list[Urgent] = []
        self._departments: list[WorkTotals] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._read_rest)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 14, 16, 14)
        grid.setSpacing(12)
        grid.addLayout(self._build_cards(), 0, 0, 1, 2)
        grid.addWidget(self._build_urgent(), 1, 0, 2, 1)
        grid.addWidget(self._build_chart(), 1, 1)
        grid.addWidget(self._build_departments(), 2, 1)
        grid.setColumnStretch(0, 534)
        grid.setColumnStretch(1, 592)
        grid.setRowStretch(1, 200)
        grid.setRowStretch(2, 280)

    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        """What can be entered, of all three books: behind "Ghi mới"."""
        found: list[Action] = []
        for book in ("directives", "tasks", "dossiers"):
            found += [action for action in import_module(f"ui.actions.{book}").actions() if action.kind == "new"]
        # One key cannot mean three things here.
        return tuple(Action(action.key, action.text, action.run, kind="new") for action in found)

    # ---- the frame ----

    def _build_cards(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.cards = [FigureCard() for _ in range(5)]
        for place, figure_card in enumerate(self.cards):
            figure_card.setProperty("place", place)
            figure_card.clicked.connect(self._card_clicked)
            row.addWidget(figure_card, 1)
        return row

    def _build_urgent(self) -> QWidget:
        frame, column = _panel()
        head = _head(column, tr("Cần làm ngay"), tr("xếp theo hạn, rồi theo mức khẩn"))
        self.all_link = QPushButton()
        self.all_link.setProperty("link", "true")
        # The list is of two books: which of them is asked.
        self.all_menu = QMenu(self.all_link)
        self.all_tasks, self.all_dossiers = self.all_menu.addAction(""), self.all_menu.addAction("")
        self.all_tasks.triggered.connect(self._all_tasks)
        self.all_dossiers.triggered.connect(self._all_dossiers)
        self.all_link.setMenu(self.all_menu)
        head.addWidget(self.all_link)
        columns = (
            Column(tr("Hạn"), self._due, 58),
            Column(tr("Việc"), _what, 236, look="two", second=_remark, stretch=True),
            Column(tr("Người xử lý"), _who, 112),
            Column(tr("Còn lại"), _chip, 120, look="chip", tone=_tone),
        )
        self.urgent = RegisterTable(RegisterModel(ListSource(self._urgent_rows), columns, ListQuery(), self), row_height=62)
        self.urgent.setAccessibleName(tr("Cần làm ngay"))
        self.urgent.empty_text = tr("Không có việc nào quá hạn hay sắp đến hạn.")
        self.urgent.opened.connect(self._urgent_opened)
        column.addWidget(self.urgent, 1)
        self.setFocusProxy(self.urgent)
        return frame

    def _build_chart(self) -> QWidget:
        frame, column = _panel()
        _head(column, tr("Hồ sơ giải quyết theo tháng"), tr("xanh: tổng số · đỏ: trễ hạn"))
        self.chart = BarChart()
        holder = QVBoxLayout()
        holder.setContentsMargins(14, 6, 14, 6)
        holder.addWidget(self.chart)
        column.addLayout(holder, 1)
        return frame

    def _build_departments(self) -> QWidget:
        frame, column = _panel()
        self._departments_head = _head(column, tr("Nhiệm vụ theo bộ phận"), tr("năm {year}", year=self.office.today().year))
        columns = (
            Column(tr("Bộ phận"), _name, 220, stretch=True),
            Column(tr("Được giao"), _assigned, 92, right=True),
            Column(tr("Xong"), _done, 66, right=True),
            Column(tr("Quá hạn"), _late, 84, right=True, tone=_late_tone),
            Column(tr("Đúng hạn"), _share, 92, right=True),
        )
        self.departments = RegisterTable(RegisterModel(ListSource(self._department_rows), columns, ListQuery(), self), row_height=31)
        self.departments.setAccessibleName(tr("Nhiệm vụ theo bộ phận"))
        self.departments.empty_text = tr("Chưa có nhiệm vụ nào trong năm.")
        self.departments.opened.connect(self._department_opened)
        column.addWidget(self.departments, 1)
        return frame

    # ---- reading ----

    def refresh(self) -> None:
        """The cards and the list at once; the chart and the departments as soon as those stand on the screen."""
        self._figures = day_figures.day_figures(self.office)
        for figure_card, figure in zip(self.cards, self._figures, strict=True):
            figure_card.show_figure(figure.name, figure.figure, figure.remark, figure.tone)
        self._urgent, late_tasks, late_dossiers = day_figures.urgent_work(self.office)
        total = late_tasks + late_dossiers
        self.urgent.register_model.reload()
        self.all_link.setText(tr("Xem tất cả {count} việc", count=words.number(total)))
        self.all_link.setVisible(total > len(self._urgent))
        self.all_tasks.setText(words.count(late_tasks, tr("nhiệm vụ")))
        self.all_dossiers.setText(words.count(late_dossiers, tr("hồ sơ")))
        self._later.start(0)

    def update_rows(self, changes: ChangeSet) -> None:  # noqa: ARG002 - everything here is a sum
        """Count anew."""
        self.refresh()

    def _read_rest(self) -> None:
        self.chart.show_bars([Bar(str(month.first.month), month.resolved, month.late) for month in day_figures.months(self.office)])
        _, self._departments = day_figures.departments(self.office)
        self.departments.register_model.reload()

    def _urgent_rows(self) -> Sequence[Urgent]:
        return self._urgent

    def _department_rows(self) -> Sequence[Any]:
        return [_Department(place, totals) for place, totals in enumerate(self._departments, start=1)]

    def _due(self, row: Urgent) -> str:
        return words.short_day(row.due, self.office.today())

    # ---- following ----

    def _card_clicked(self) -> None:
        place = self.sender().property("place")
        if place is not None and place < len(self._figures):
            figure = self._figures[place]
            self.go.emit(figure.page, figure.query, None)

    def _urgent_opened(self) -> None:
        row = self.urgent.current_row()
        if row is not None:
            query: Any = TaskQuery() if row.page == "tasks" else DossierQuery()
            self.go.emit(row.page, query.with_states("overdue", "due_soon"), row.record_id)

    def _all_tasks(self) -> None:
        self.go.emit("tasks", TaskQuery().with_states("overdue", "due_soon"), None)

    def _all_dossiers(self) -> None:
        self.go.emit("dossiers", DossierQuery().with_states("overdue", "due_soon"), None)

    def _department_opened(self) -> None:
        row = self.departments.current_row()
        if row is not None and row.totals.id is not None:
            self.go.emit("tasks", TaskQuery(lead_department_id=row.totals.id), None)


class _Department:
    """A line of the departments' table: totals with the id a table needs."""

    __slots__ = ("id", "totals")

    def __init__(self, row_id: int, totals: WorkTotals) -> None:
        self.id = row_id
        self.totals = totals


def _panel() -> tuple[QFrame, QVBoxLayout]:
    frame = card()
    column = QVBoxLayout(frame)
    column.setContentsMargins(1, 1, 1, 6)
    column.setSpacing(0)
    return frame, column


def _head(column: QBoxLayout, title: str, remark: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(14, 8, 10, 8)
    row.setSpacing(8)
    row.addWidget(plain(title, "heading"))
    row.addWidget(plain(remark, "small"))
    row.addStretch(1)
    holder = QFrame()
    holder.setFixedHeight(38)
    holder.setLayout(row)
    column.addWidget(holder)
    line = QFrame()
    line.setObjectName("railLine")
    column.addWidget(line)
    return row


def _what(row: Urgent) -> str:
    return row.what


def _remark(row: Urgent) -> str:
    return row.remark


def _who(row: Urgent) -> str:
    return row.who


def _chip(row: Urgent) -> str:
    return row.chip


def _tone(row: Urgent) -> str:
    return row.tone


def _name(row: _Department) -> str:
    return row.totals.name or tr("(chưa giao bộ phận nào)")


def _assigned(row: _Department) -> str:
    return words.number(row.totals.assigned)


def _done(row: _Department) -> str:
    return words.number(row.totals.done_on_time + row.totals.done_late)


def _late(row: _Department) -> str:
    return words.number(row.totals.open_late + row.totals.done_late)


def _late_tone(row: _Department) -> str:
    return "late" if row.totals.open_late + row.totals.done_late else ""


def _share(row: _Department) -> str:
    late = row.totals.open_late + row.totals.done_late
    judged = row.totals.done_on_time + late
    return words.percent(row.totals.done_on_time, judged)
