"""Nhiệm vụ: the register of tasks."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Any

from models.labels import label, tr
from models.registers.staff import list_departments, list_officials
from models.registers.tasks import queries
from models.registers.tasks.rows import UNASSIGNED, TaskQuery, TaskRow, TaskWhole
from models.registers.tasks.whole import load_whole
from ui import words
from ui.pages.register_page import Filter, RegisterPage
from ui.parts.chips import StateChoice
from ui.parts.columns import Column
from ui.parts.detail import Detail
from ui.parts.happenings import happenings

RUNNING = frozenset({"in_progress_within_due", "due_soon", "overdue", "no_due_date"})


class TasksPage(RegisterPage):
    """The running tasks first, those due first on top."""

    actions_module = "ui.actions.tasks"
    table = "task"
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
        self.noun = tr("nhiệm vụ")
        self.empty_text = tr(
            "Chưa có nhiệm vụ nào ở đây. Bấm “Giao nhiệm vụ” (Ctrl+N) để giao việc; đang lọc hay tìm thì bỏ bớt điều kiện."
        )
        super().__init__(*args)

    def queries(self) -> ModuleType:
        """The register of tasks."""
        return queries

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

    def filters(self) -> Sequence[Filter]:
        """By who leads."""
        with self.office.read() as conn:
            departments = list_departments(conn)
            officials = list_officials(conn)
        return (
            Filter(tr("Chủ trì"), tuple((row.name, (("lead_department_id", row.id),)) for row in departments), ("lead_department_id",)),
            Filter(tr("Người làm"), tuple((row.name, (("lead_official_id", row.id),)) for row in officials), ("lead_official_id",)),
            Filter(
                tr("Khẩn"),
                tuple((label("urgency", code), (("urgency", code),)) for code in ("urgent", "very_urgent", "flash")),
                ("urgency",),
            ),
        )

    def columns(self) -> Sequence[Column]:
        """What, who, since when, until when, how it stands."""
        return (
            Column(tr("Nhiệm vụ"), _content, 320, look="two", second=_source, stretch=True),
            Column(tr("Chủ trì"), _lead, 150),
            Column(tr("Giao"), self._assigned, 86, sort="assigned_date"),
            Column(tr("Hạn"), self._due, 86, sort="due_date"),
            Column(tr("Tình trạng"), self._chip, 124, look="chip", tone=_tone),
        )

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
                (tr("Tệp"), "\n".join(file.file_name for file in whole.attachments)),
                (tr("Ghi chú"), row.note),
            ),
            happenings=happenings("task_event", whole.timeline, when.today),
        )


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


def _tone(row: TaskRow) -> str:
    return words.tone(row.state)
