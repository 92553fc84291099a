"""Beside a report: how an opened figure is counted, and the records that make it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from models.clock.deadlines import days_late
from models.labels import tr
from models.registers.directives import queries as directives
from models.registers.directives.rows import DirectiveQuery, DirectiveRow
from models.registers.dossiers import queries as dossiers
from models.registers.dossiers.rows import DossierQuery, DossierRow
from models.registers.overdue_reasons import list_reasons
from models.registers.tasks import queries as tasks
from models.registers.tasks.rows import TaskQuery, TaskRow
from ui import words
from ui.parts.columns import Column
from ui.parts.keys import bind_key
from ui.parts.labels import plain
from ui.parts.register_model import OfficeSource, RegisterModel
from ui.parts.register_table import RegisterTable

if TYPE_CHECKING:
    from models.office import Office

WIDTH = 300
# The reasons of so many late dossiers are added up at once; more would hold up the arrows.
_REASONS_OF = 1_000
_CODE_ROOM = 14
_QT_HIGHEST = 16_777_215


class RowsPane(QFrame):
    """`go(page, ids, id)`: a record was opened. `left`: Esc, the keyboard goes back to the report."""

    go = Signal(str, object, object)
    left = Signal()

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self.setMinimumWidth(WIDTH - 40)
        self._office = office
        self.as_of = office.today()
        self._kind = ""
        self.ids: tuple[int, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 8)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 12, 10)
        self.title = plain("", "heading", wrap=True)
        self.count = plain("", "small")
        head.addWidget(self.title, 1)
        head.addWidget(self.count, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        line = QFrame()
        line.setObjectName("railLine")
        column.addWidget(line)
        self.rule = plain("", "soft", wrap=True, select=True)
        self.rule.setContentsMargins(14, 10, 14, 10)
        column.addWidget(self.rule)
        self.stack = QStackedWidget()
        self._nothing = QWidget()
        self.stack.addWidget(self._nothing)
        self.tables = {
            "dossiers": self._table(dossiers, self._dossier_columns(), DossierQuery(), tr("Hồ sơ của con số này"), 37),
            "tasks": self._table(tasks, self._task_columns(), TaskQuery(), tr("Nhiệm vụ của con số này")),
            "directives": self._table(directives, self._directive_columns(), DirectiveQuery(), tr("Văn bản của con số này")),
        }
        self.facts = QScrollArea()
        self.facts.setWidgetResizable(True)
        self.facts.setProperty("reading", "true")
        self.facts.setAccessibleName(tr("Chi tiết"))
        self.facts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.stack.addWidget(self.facts)
        column.addWidget(self.stack, 1_000)
        self.reasons = plain("", wrap=True)
        self.reasons.setContentsMargins(14, 8, 14, 2)
        column.addWidget(self.reasons)
        column.addStretch(1)
        bind_key(self, "Esc", tr("Về bảng bên trái"), self.left.emit)
        self.show_nothing()

    def _table(self, queries: Any, columns: Sequence[Column], query: Any, name: str, row_height: int = 46) -> RegisterTable:
        model = RegisterModel(OfficeSource(self._office, queries), columns, query, self)
        model.show_only(())
        table = RegisterTable(model, row_height=row_height)
        table.setAccessibleName(name)
        table.empty_text = tr("Không có dòng nào.")
        table.opened.connect(self._record_opened)
        self.stack.addWidget(table)
        return table

    # ---- what is shown ----

    def show_nothing(self) -> None:
        """No figure is opened."""
        self.show_figure(tr("Các dòng của một con số"), tr("Bấm một con số trong biểu, hoặc chọn bằng mũi tên rồi bấm Enter."))

    def show_figure(self, title: str, rule: str) -> None:
        """A figure and how it is counted; its rows follow, if it has any."""
        self.title.setText(title)
        self.rule.setText(rule)
        self.rule.setVisible(bool(rule))
        self.count.setText("")
        self.reasons.hide()
        self._kind, self.ids = "", ()
        self.stack.setMaximumHeight(_QT_HIGHEST)
        self.stack.setCurrentWidget(self._nothing)

    def show_rows(self, kind: str, ids: tuple[int, ...], *, late: bool) -> None:
        """The records behind the figure; `late`: it counts late ones, so their reasons are added up."""
        self._kind, self.ids = kind, ids
        table = self.tables[kind]
        table.register_model.show_only(ids)
        table.select_place(0)
        # A few rows take no more room than they need: what follows them stands right below.
        rows = max(len(ids), 1) * table.verticalHeader().defaultSectionSize()
        self.stack.setMaximumHeight(min(rows + table.horizontalHeader().sizeHint().height() + 2, _QT_HIGHEST))
        self.stack.setCurrentWidget(table)
        self.count.setText(words.count(len(ids), _noun(kind)))
        if late and kind == "dossiers" and 0 < len(ids) <= _REASONS_OF:
            self.reasons.setText(self._reasons(ids))
            self.reasons.setVisible(bool(self.reasons.text()))

    def show_record(self, title: str, facts: Sequence[tuple[str, str]]) -> None:
        """A line of a list, with its headings before its values."""
        self.show_figure(title, "")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 8, 14, 12)
        column.setSpacing(2)
        for name, value in facts:
            if value:
                column.addWidget(plain(name, "fieldName"))
                column.addWidget(plain(value, wrap=True, select=True))
                column.addSpacing(5)
        column.addStretch(1)
        self.facts.setWidget(inside)
        self.stack.setCurrentWidget(self.facts)
        self.count.setText(tr("Enter: mở trong sổ"))

    def say(self, text: str) -> None:
        """A word in the place of the count: reading, or why there is nothing."""
        self.count.setText(text)

    def take_focus(self) -> None:
        """Give the keyboard to the rows."""
        if self._kind:
            self.tables[self._kind].setFocus(Qt.FocusReason.OtherFocusReason)

    def _record_opened(self) -> None:
        row = self.tables[self._kind].current_row() if self._kind else None
        if row is not None:
            self.go.emit(self._kind, self.ids, row.id)

    def _reasons(self, ids: tuple[int, ...]) -> str:
        """Why dossiers were late, the most frequent reason first."""
        with self._office.read() as conn:
            names = {reason.code: reason.name for reason in list_reasons(conn, retired=True)}
            rows = dossiers.load_rows(conn, ids, self._office.when(), self._office.calendar())
        found = Counter(row.late_reason_code for row in rows)
        unknown = found.pop("", 0)
        parts = [f"{names.get(code, code)} {words.number(count)}" for code, count in found.most_common()]
        if unknown and parts:
            parts.append(tr("chưa ghi {count}", count=words.number(unknown)))
        return tr("Nguyên nhân: {reasons}", reasons=" · ".join(parts)) if parts else ""

    # ---- columns ----

    def _dossier_columns(self) -> tuple[Column, ...]:
        return (
            Column(tr("Mã hồ sơ"), _code, 110, stretch=True),
            Column(tr("Hẹn"), self._day_of("appointment_at"), 60),
            Column(tr("Xong"), self._day_of("resolved_at", until=True), 60),
            Column(tr("Trễ"), self._dossier_late, 46, right=True, tone=_red),
        )

    def _task_columns(self) -> tuple[Column, ...]:
        return (
            Column(tr("Nhiệm vụ"), _content, 110, stretch=True),
            Column(tr("Hạn"), self._day_of("due_date"), 60),
            Column(tr("Xong"), self._day_of("completed_date", until=True), 60),
            Column(tr("Trễ"), self._task_late, 46, right=True, tone=_red),
        )

    def _directive_columns(self) -> tuple[Column, ...]:
        return (
            Column(tr("Số"), _arrival, 46),
            Column(tr("Văn bản"), _number, 100, look="two", second=_subject, stretch=True),
            Column(tr("Hạn"), self._day_of("due_date"), 60),
            Column(tr("Trả lời"), self._day_of("reply_date", until=True), 62),
        )

    def _day_of(self, name: str, *, until: bool = False) -> Callable[[Any], str]:
        """The short day of a field; with `until` nothing that happened after the report's last day."""

        def text(row: Any) -> str:
            day = _date(getattr(row, name))
            return words.short_day(None if until and day is not None and day > self.as_of else day, self._office.today())

        return text

    def _dossier_late(self, row: DossierRow) -> str:
        return self._late(row.appointment_at, row.resolved_at)

    def _task_late(self, row: TaskRow) -> str:
        return self._late(row.due_date, row.completed_date)

    def _late(self, due: Any, done: Any) -> str:
        """Working days late at the report's last day; nothing where it was not late by then."""
        due_day, done_day = _date(due), _date(done)
        if due_day is None:
            return ""
        late_today = due_day < self.as_of
        if done_day is not None and done_day <= self.as_of:
            late = done > due
            days = days_late(due_day, done_day, self._office.calendar())
        else:
            late = late_today
            days = days_late(due_day, self.as_of, self._office.calendar())
        return words.number(days) if late else ""


def _date(value: Any) -> date | None:
    return value.date() if hasattr(value, "hour") else value


def _noun(kind: str) -> str:
    return {"dossiers": tr("hồ sơ"), "tasks": tr("nhiệm vụ"), "directives": tr("văn bản")}[kind]


def _red(row: Any) -> str:  # noqa: ARG001 - the column is empty where nothing was late
    return "late"


def _code(row: DossierRow) -> str:
    """The end of the code, which tells dossiers of one office apart."""
    code = row.dossier_code
    return code if len(code) <= _CODE_ROOM + 2 else "…" + code[-_CODE_ROOM + 1 :]


def _content(row: TaskRow) -> str:
    return row.content


def _arrival(row: DirectiveRow) -> str:
    return row.printed_number


def _number(row: DirectiveRow) -> str:
    return row.document_number or row.issuing_agency


def _subject(row: DirectiveRow) -> str:
    return row.subject
