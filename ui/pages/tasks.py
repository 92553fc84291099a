"""Nhiệm vụ: the register of tasks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from types import ModuleType
from typing import Any

from models.labels import LABELS, label, tr
from models.registers.directives import queries as directives
from models.registers.filters import NOBODY
from models.registers.staff import list_departments, list_officials
from models.registers.tasks import groups, queries
from models.registers.tasks.rows import SORTS, UNASSIGNED, TaskQuery, TaskRow, TaskWhole
from models.registers.tasks.whole import load_whole
from models.storage.attachments import Attachment, attachments_of
from ui import words
from ui.pages.register_page import RegisterPage
from ui.parts.chips import StateChoice
from ui.parts.columns import Column
from ui.parts.detail import Detail, Link
from ui.parts.filter_bar import AnyFilter
from ui.parts.filters import DateFilter, Filter
from ui.parts.happenings import happenings

RUNNING = frozenset({"in_progress_within_due", "due_soon", "overdue", "no_due_date"})


class TasksPage(RegisterPage):
    """The running tasks first, those due first on top."""

    actions_module = "ui.actions.tasks"
    table = "task"
    states = "task_state"
    tables = frozenset(
        {
            "task",
            "task_coordinator",
            "task_extension",
            "task_note",
            "task_obstacle",
            "task_draft",
            "task_reminder",
            "attachment",
            "official",
            "department",
            "calendar_day",
            "setting",
        }
    )

    def __init__(self, *args: Any) -> None:
        self.title, self.noun = tr("Nhiệm vụ"), tr("nhiệm vụ")
        self.empty_text = tr(
            "Sổ chưa có nhiệm vụ nào. Giao nhiệm vụ đầu tiên bằng Ctrl+N, dán dòng của bảng tính bằng Ctrl+V, hay thả tệp Excel vào đây."
        )
        self.good_news = tr("Không có nhiệm vụ nào quá hạn.")
        super().__init__(*args)

    def queries(self) -> ModuleType:
        """The register of tasks."""
        return queries

    def groups(self) -> ModuleType:
        """The register of tasks in groups."""
        return groups

    def sorts(self) -> Sequence[str]:
        """The orders of the register."""
        return SORTS

    def first_query(self) -> TaskQuery:
        """What runs, due first on top."""
        return TaskQuery(states=RUNNING)

    def choices(self) -> Sequence[StateChoice]:
        """The state chips."""
        return (
            StateChoice(tr("Đang làm"), RUNNING),
            StateChoice(tr("Quá hạn"), frozenset({"overdue"})),
            StateChoice(tr("Sắp đến hạn"), frozenset({"due_soon"})),
            StateChoice(tr("Chưa giao"), frozenset({UNASSIGNED})),
            StateChoice(tr("Tạm dừng"), frozenset({"suspended"})),
            StateChoice(tr("Đã xong"), frozenset({"completed_on_time", "completed_late"})),
            StateChoice(tr("Tất cả"), frozenset(), counted=False),
        )

    def filters(self) -> Sequence[AnyFilter]:
        """By who leads, by date; seldom by urgency and tag."""
        today, cutoff = self.office.today(), self.office.settings().cutoff_day
        with self.office.read() as conn:
            departments = list_departments(conn)
            officials = list_officials(conn)
            tags = queries.known_tags(conn)
        nobody = (tr("(chưa ghi)"), NOBODY)
        return (
            Filter("lead_department_id", tr("Chủ trì"), (*((row.name, row.id) for row in departments), nobody)),
            Filter("lead_official_id", tr("Người làm"), (*((row.name, row.id) for row in officials), nobody)),
            DateFilter("due", tr("Hạn"), today, cutoff),
            DateFilter("assigned", tr("Ngày giao"), today, cutoff, extra=True),
            DateFilter("completed", tr("Ngày xong"), today, cutoff, extra=True),
            Filter("urgency", tr("Độ khẩn"), tuple((label("urgency", code), code) for code in LABELS["urgency"]), extra=True),
            Filter("tag", tr("Chỉ mục"), tuple((tag, tag) for tag in tags), extra=True),
        )

    def columns(self) -> Sequence[Column]:
        """What, who, since when, until when, how it stands; then all that the register knows beside."""
        return (
            Column(tr("Nhiệm vụ"), _content, 320, look="two", second=_source, stretch=True, key="content", second_title=tr("Văn bản giao")),
            Column(tr("Chủ trì"), _lead, 150, key="lead"),
            Column(tr("Giao"), self._assigned, 86, sort="assigned_date", key="assigned", kind="date"),
            Column(tr("Hạn"), self._due, 86, sort="due_date", key="due", kind="date"),
            Column(tr("Tình trạng"), self._chip, 124, look="chip", tone=_tone, key="state"),
            Column(tr("Phối hợp"), _coordinating, 160, key="coordinating", shown=False),
            Column(tr("Người giao"), _assigned_by, 130, key="assigned_by", shown=False),
            Column(tr("Số văn bản giao"), _source_number, 130, key="source_number", shown=False),
            Column(tr("Cơ quan giao"), _source_agency, 140, key="source_agency", shown=False),
            Column(tr("Sản phẩm"), _deliverable, 150, key="deliverable", shown=False),
            Column(tr("Mã bên ngoài"), _external_code, 130, key="external_code", shown=False),
            Column(tr("Độ khẩn"), _urgency, 100, key="urgency", shown=False),
            Column(tr("Hạn ban đầu"), self._original_due, 96, key="original_due", kind="date", field="original_due_date", shown=False),
            Column(tr("Định kỳ"), _recurring, 90, key="recurring", shown=False),
            Column(tr("Ngày xong"), self._completed, 92, sort="completed_date", key="completed", kind="date", shown=False),
            Column(tr("Văn bản kết quả"), _evidence, 140, key="evidence", shown=False),
            Column(tr("Chỉ mục"), _tags, 120, key="tags", shown=False),
            Column(tr("Ghi chú"), _note, 180, key="note", shown=False),
        )

    def _original_due(self, row: TaskRow) -> str:
        return words.short_day(row.original_due_date, self.office.today())

    def _completed(self, row: TaskRow) -> str:
        return words.short_day(row.completed_date, self.office.today())

    def _assigned(self, row: TaskRow) -> str:
        return words.short_day(row.assigned_date, self.office.today())

    def _due(self, row: TaskRow) -> str:
        return words.short_day(row.due_date, self.office.today())

    def _chip(self, row: TaskRow) -> str:
        return words.due_chip("task_state", row.state, row.days_left, due=row.due_date, today=self.office.today())

    def load_detail(self, record_id: int) -> Detail:
        """The task, its coordinators, its papers, and what happened."""
        when, calendar = self.office.when(), self.office.calendar()
        whole = self.operations.ask(load_whole, record_id, when, calendar)
        row = whole.row
        source, papers = self._source_paper(row.directive_id)
        return Detail(
            title=row.external_code or tr("Nhiệm vụ {number}", number=row.id),
            heading=row.content,
            lines=(_source(row), row.lead and tr("Chủ trì: {lead}", lead=row.lead)),
            boxes=((words.tone(row.state) if row.state in words.RUNNING_TONES else "done", words.capital(whole.explanation)),),
            facts=(
                (tr("Phối hợp"), "\n".join(_coordinator(whole))),
                (tr("Sản phẩm"), row.deliverable),
                (
                    tr("Kết quả"),
                    " · ".join(part for part in (row.evidence_number, words.day(row.evidence_date), row.evidence_note) if part),
                ),
                (tr("Định kỳ"), label("recurrence", row.recurring) if row.recurring else ""),
                (tr("Độ khẩn"), label("urgency", row.urgency) if row.urgency != "normal" else ""),
                (tr("Chỉ mục"), ", ".join(row.tags)),
                (tr("Đã nhắc"), _reminded(whole, when.today)),
                (tr("Ghi chú"), row.note),
            ),
            happenings=happenings("task_event", whole.timeline, when.today),
            links=((tr("Văn bản giao"), source),),
            files=(
                (tr("Tệp kết quả") if row.completed_date is not None else tr("Tệp"), whole.attachments),
                (tr("Tệp của văn bản giao"), papers),
            ),
        )

    def _source_paper(self, directive_id: int | None) -> tuple[tuple[Link, ...], tuple[Attachment, ...]]:
        """The document that the task comes from, and its files."""
        when = self.office.when()
        rows = self.operations.ask(directives.load_rows, [directive_id], when, self.office.calendar()) if directive_id is not None else []
        if not rows:
            return (), ()
        row = rows[0]
        state = words.due_chip("directive_state", row.state, row.days_left, due=row.due_date, today=when.today)
        name = " · ".join(part for part in (row.document_number, row.issuing_agency, row.subject) if part)
        link = Link(name or label("secrecy", row.secrecy), "directives", row.id, (words.tone(row.state), state))
        return (link,), tuple(self.operations.ask(attachments_of, "directive", row.id))


def _reminded(whole: TaskWhole, today: date) -> str:
    """How often somebody was reminded, and when last; "" for never."""
    if not whole.reminders:
        return ""
    last = whole.reminders[-1]
    return tr("lần {number}, {day}", number=last.number, day=words.short_day(last.at.date(), today))


def _coordinator(whole: TaskWhole) -> list[str]:
    lines = []
    for other in whole.coordinators:
        parts = [other.name, other.part, words.day(other.due_date)]
        if other.completed_date is not None:
            parts.append(tr("xong {day}", day=words.day(other.completed_date)))
        lines.append(" · ".join(part for part in parts if part))
    return lines


def _content(row: TaskRow) -> str:
    return row.content


def _source(row: TaskRow) -> str:
    return " · ".join(part for part in (row.source_number, row.source_agency, row.source_clause) if part)


def _lead(row: TaskRow) -> str:
    return row.lead or tr("(chưa giao)")


def _coordinating(row: TaskRow) -> str:
    return ", ".join(row.coordinating)


def _assigned_by(row: TaskRow) -> str:
    return row.assigned_by


def _source_number(row: TaskRow) -> str:
    return row.source_number


def _source_agency(row: TaskRow) -> str:
    return row.source_agency


def _deliverable(row: TaskRow) -> str:
    return row.deliverable


def _external_code(row: TaskRow) -> str:
    return row.external_code


def _urgency(row: TaskRow) -> str:
    return label("urgency", row.urgency)


def _recurring(row: TaskRow) -> str:
    return label("recurrence", row.recurring) if row.recurring else ""


def _evidence(row: TaskRow) -> str:
    return row.evidence_number or row.evidence_note


def _tags(row: TaskRow) -> str:
    return ", ".join(row.tags)


def _note(row: TaskRow) -> str:
    return row.note


def _tone(row: TaskRow) -> str:
    return words.tone(row.state)
