"""The tables of assigned tasks (nhiệm vụ được giao): the task itself and all that happens to it until its evidence."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Integer, String, text

from models.registers.phases import RUNNING_SQL
from models.storage.columns import IsoDate, Moment, Search, detail_table, record_table, reference, text_column

# The template of a duty that comes back (nhiệm vụ định kỳ). `rule` is the text of `models.clock.recurrence.encode`.
recurring_duty = record_table(
    "recurring_duty",
    text_column("content"),
    Column("rule", String(64), nullable=False),
    reference("lead_department_id", "department"),
    reference("lead_official_id", "official"),
    text_column("lead"),
    text_column("deliverable"),
    Column("active_from", IsoDate, nullable=False),
    Column("active_to", IsoDate),
    text_column("note"),
    Column("cancelled_at", Moment),
    text_column("cancel_reason"),
)

# Exactly one lead: the department or the official, and `lead` as it was written. `recurring` is the cycle named by the assigning
# document (weekly, monthly …) where no rule was set up; with a rule, `nominal_date` is the day the rule names (the due date may be
# moved off a rest day). `original_due_date` never changes after the first due date was given. `tags` are joined by "; ".
# The links to the lead carry no index of their own: `ix_task_lead_department` and `ix_task_lead_official` begin with them.
task = record_table(
    "task",
    text_column("content"),
    reference("directive_id", "directive"),
    text_column("source_clause"),
    text_column("source_number"),
    Column("source_date", IsoDate),
    text_column("source_agency"),
    text_column("assigned_by"),
    Column("assigned_date", IsoDate),
    Column("lead_department_id", Integer, ForeignKey("department.id")),
    Column("lead_official_id", Integer, ForeignKey("official.id")),
    text_column("lead"),
    Column("due_date", IsoDate),
    Column("original_due_date", IsoDate),
    text_column("due_text"),
    Column("recurring", String(16)),
    Column("recurring_duty_id", Integer, ForeignKey("recurring_duty.id")),
    Column("nominal_date", IsoDate),
    Column("urgency", String(16), nullable=False, server_default="normal"),
    text_column("deliverable"),
    text_column("external_code"),
    text_column("tags"),
    Column("completed_date", IsoDate),
    text_column("evidence_number"),
    Column("evidence_date", IsoDate),
    text_column("evidence_note"),
    Column("suspended_at", Moment),
    text_column("suspend_reason"),
    text_column("note"),
    Column("created_at", Moment, nullable=False),
    Column("cancelled_at", Moment),
    text_column("cancel_reason"),
    search=Search(
        words=("content", "source_agency", "lead", "deliverable", "tags", "note"),
        codes=("source_number", "external_code", "evidence_number"),
    ),
)


def _index(name: str, *columns: Column[Any], where: str | None = None, unique: bool = False) -> None:
    """An index of `task`, over the rows that meet the condition only where one is given."""
    condition = None if where is None else text(where)
    Index(name, *columns, unique=unique, sqlite_where=condition, postgresql_where=condition)


# The columns that decide a state ride along in the indexes by which lists are sorted, so that any state is found, counted and
# jumped about in without touching a row. What runs (the daily look) and what nobody leads have small indexes of their own.
_STATE = (task.c.completed_date, task.c.suspended_at, task.c.cancelled_at, task.c.voided)
_index("ix_task_running", task.c.due_date, task.c.id, *_STATE, where=RUNNING_SQL)
_index(
    "ix_task_unassigned",
    task.c.due_date,
    task.c.id,
    *_STATE,
    task.c.lead_department_id,
    task.c.lead_official_id,
    task.c.lead,
    where=f"{RUNNING_SQL} AND coalesce(lead_department_id, lead_official_id) IS NULL AND lead = ''",
)
_index("ix_task_due", task.c.due_date, task.c.id, *_STATE)
_index("ix_task_assigned", task.c.assigned_date, task.c.id, task.c.due_date, *_STATE)
_index("ix_task_completed", task.c.completed_date, task.c.id, task.c.due_date, *_STATE[1:])
_index("ix_task_lead_department", task.c.lead_department_id, task.c.due_date, task.c.id, task.c.assigned_date, *_STATE)
_index("ix_task_lead_official", task.c.lead_official_id, task.c.due_date, task.c.id, task.c.assigned_date, *_STATE)
_index("ix_task_source", task.c.source_number)
_index("ix_task_external_code", task.c.external_code, where="external_code <> ''")
_index("ix_task_tags", task.c.tags, task.c.id, where="tags <> ''")
# No two tasks for the same turn of a duty, whoever makes them.
_index("uq_task_occurrence", task.c.recurring_duty_id, task.c.nominal_date, where="nominal_date IS NOT NULL AND voided = 0", unique=True)

task_coordinator = detail_table(
    "task_coordinator",
    reference("task_id", "task", nullable=False),
    reference("department_id", "department"),
    reference("official_id", "official"),
    text_column("name"),
    text_column("part"),
    Column("due_date", IsoDate),
    Column("completed_date", IsoDate),
)

# `decision` is "pending", "approved" or "refused"; only an approved extension moves the task's due date.
task_extension = detail_table(
    "task_extension",
    reference("task_id", "task", nullable=False),
    Column("requested_date", IsoDate, nullable=False),
    text_column("reason"),
    Column("old_due_date", IsoDate),
    Column("new_due_date", IsoDate, nullable=False),
    Column("decision", String(16), nullable=False, server_default="pending"),
    text_column("decided_by"),
    Column("decided_date", IsoDate),
    text_column("decision_note"),
)

task_note = detail_table(
    "task_note",
    reference("task_id", "task", nullable=False),
    Column("at", Moment, nullable=False),
    text_column("author"),
    text_column("content"),
)

task_obstacle = detail_table(
    "task_obstacle",
    reference("task_id", "task", nullable=False),
    Column("raised_date", IsoDate, nullable=False),
    text_column("content"),
    text_column("raised_to"),
    Column("answered_date", IsoDate),
    text_column("answer"),
)

task_draft = detail_table(
    "task_draft",
    reference("task_id", "task", nullable=False),
    Column("round", Integer, nullable=False),
    Column("submitted_date", IsoDate, nullable=False),
    text_column("submitted_to"),
    Column("returned_date", IsoDate),
    text_column("returned_reason"),
)

task_reminder = detail_table(
    "task_reminder",
    reference("task_id", "task", nullable=False),
    Column("number", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    text_column("addressee"),
    text_column("content"),
)
