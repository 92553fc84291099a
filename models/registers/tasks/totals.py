"""Figures about the work of departments and officials in a period, and the tasks behind each figure.

**Work of a period**: the tasks assigned up to its last day that were not completed before its first day. A task without an assigned
date counts from the day it was entered. Cancelled tasks do not count.

The figures tell how that work stood at the end of the period, or today while it runs, by the due dates as they are now (extended
ones included). What was completed later was still open then, so that a report written afterwards gives the same figures. Each task
stands in exactly one figure beside `assigned`, and

    assigned = done_on_time + done_late + open_in_time + open_late + no_due_date + suspended
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal

from sqlalchemy import Column, ColumnElement, Connection, and_, case, func, literal_column, not_, or_, select, true

from models.clock.periods import Period
from models.registers.staff import load_staff
from models.registers.tasks.tables import task
from models.registers.when import When

FIGURES = ("assigned", "done_on_time", "done_late", "open_in_time", "open_late", "no_due_date", "suspended")

Lead = Literal["department", "official"]


@dataclass(frozen=True, slots=True)
class WorkTotals:
    """The figures of one department or official; `id` is None, and `name` empty, for the tasks that none of the staff leads."""

    id: int | None
    name: str
    assigned: int
    done_on_time: int
    done_late: int
    open_in_time: int
    open_late: int
    no_due_date: int
    suspended: int


def totals_by_department(conn: Connection, period: Period, when: When) -> list[WorkTotals]:
    """The work of each department in the period, in the office's order, what no department leads last; together all work."""
    names = {row.id: row.name for row in load_staff(conn).departments.values()}
    return _totals(conn, task.c.lead_department_id, names, period, when)


def totals_by_official(conn: Connection, period: Period, when: When) -> list[WorkTotals]:
    """The work that each official leads in person, in the order of the staff, what no official leads last; together all work."""
    names = {row.id: row.name for row in load_staff(conn).officials.values()}
    return _totals(conn, task.c.lead_official_id, names, period, when)


def _totals(conn: Connection, lead: Column[int], names: Mapping[int, str], period: Period, when: When) -> list[WorkTotals]:
    figures = _figures(period, when)
    sums = [func.sum(case((figures[name], 1), else_=0)) for name in FIGURES]
    found = {row[0]: row[1:] for row in conn.execute(select(lead, *sums).where(_work(period)).group_by(lead))}
    order = [*(lead_id for lead_id in names if lead_id in found), *([None] if None in found else [])]
    return [WorkTotals(lead_id, names.get(lead_id, "") if lead_id is not None else "", *found[lead_id]) for lead_id in order]


def ids_behind(
    conn: Connection, figure: str, period: Period, when: When, *, lead: Lead | None = None, lead_id: int | None = None
) -> list[int]:
    """The tasks that a figure counts, by due date.

    `lead` and `lead_id` name the line, with `lead_id` None the one of the tasks that none of them leads; without `lead` all lines are
    meant. KeyError for a figure that is not one of `FIGURES`.
    """
    conditions = [_work(period), _figures(period, when)[figure]]
    if lead is not None:
        conditions.append(task.c[f"lead_{lead}_id"].is_not_distinct_from(lead_id))
    asked = select(task.c.id).where(*conditions).order_by(task.c.due_date.nulls_last(), task.c.id)
    return list(conn.execute(asked).scalars())


def _work(period: Period) -> ColumnElement[bool]:
    """The tasks that are work of the period."""
    c = task.c
    entered = c.created_at < datetime.combine(period.last + timedelta(days=1), time())
    return and_(
        c.voided == literal_column("0"),
        c.cancelled_at.is_(None),
        or_(c.completed_date.is_(None), c.completed_date >= period.first),
        or_(c.assigned_date <= period.last, and_(c.assigned_date.is_(None), entered)),
    )


def _figures(period: Period, when: When) -> dict[str, ColumnElement[bool]]:
    """The condition of each figure, for tasks that are work of the period."""
    c = task.c
    day = min(period.last, when.today)
    done = and_(c.completed_date.is_not(None), c.completed_date <= day)
    rests = and_(not_(done), c.suspended_at.is_not(None), c.suspended_at < datetime.combine(day + timedelta(days=1), time()))
    running = and_(not_(done), not_(rests))
    return {
        "assigned": true(),
        "done_on_time": and_(done, or_(c.due_date.is_(None), c.completed_date <= c.due_date)),
        "done_late": and_(done, c.due_date.is_not(None), c.completed_date > c.due_date),
        "open_in_time": and_(running, c.due_date >= day),
        "open_late": and_(running, c.due_date < day),
        "no_due_date": and_(running, c.due_date.is_(None)),
        "suspended": rests,
    }
