"""Briefings, the people at the table, and the work of each. Reads only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, literal_column, select

from models.clock.working_days import Calendar
from models.errors import OfficeError
from models.registers.briefings.rows import BriefingItem, BriefingRow, BriefingWhole, Person, PersonTask, PersonWork
from models.registers.briefings.tables import briefing, briefing_item
from models.registers.reminders.queries import rounds_of
from models.registers.staff import list_departments, list_officials
from models.registers.tasks.tables import task, task_obstacle

WEEK = timedelta(days=7)
LIST_LIMIT = 60
"""So many tasks of a person and kind are shown; nobody talks about more in one morning."""

_t, _o, _b, _i = task.c, task_obstacle.c, briefing.c, briefing_item.c
_ZERO: ColumnElement[int] = literal_column("0")
_RUNNING = and_(func.coalesce(_t.completed_date, _t.suspended_at, _t.cancelled_at).is_(None), _t.voided == _ZERO)
_OPEN_OBSTACLE = and_(_o.answered_date.is_(None), _o.voided == _ZERO)


def _count(kind: str) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((_i.kind == kind, 1), else_=0)), 0)


def _rows(conn: Connection, *conditions: Any, limit: int | None) -> list[BriefingRow]:
    own = (_b.id, _b.uid, _b.held_date, _b.chair, _b.attendees, _b.note, _b.closed_at)
    asked = (
        select(*own, _count("said"), _count("assigned"), _count("conclusion"))
        .select_from(briefing)
        .join(briefing_item, and_(_i.briefing_id == _b.id, _i.voided == _ZERO), isouter=True)
        .where(_b.voided == _ZERO, *conditions)
        .group_by(_b.id)
        .order_by(_b.held_date.desc(), _b.id.desc())
        .limit(limit)
    )
    return [BriefingRow(*row) for row in conn.execute(asked)]


def list_briefings(conn: Connection, *, limit: int = 300) -> list[BriefingRow]:
    """The briefings, the newest first, at most `limit`."""
    return _rows(conn, limit=limit)


def running_briefing(conn: Connection) -> BriefingRow | None:
    """The briefing that was begun and not closed; None when none runs."""
    found = _rows(conn, _b.closed_at.is_(None), limit=1)
    return found[0] if found else None


def load_briefing(conn: Connection, briefing_id: int) -> BriefingWhole:
    """A briefing with all that was said. Raises OfficeError `not_found`."""
    rows = _rows(conn, _b.id == briefing_id, limit=1)
    if not rows:
        raise OfficeError("not_found", table="briefing", id=briefing_id)
    asked = (
        select(_i.id, _i.kind, _i.at, _i.content, _i.official_id, _i.task_id, _t.content.label("about"), _t.due_date, _t.lead)
        .select_from(briefing_item)
        .join(task, _t.id == _i.task_id, isouter=True)
        .where(_i.briefing_id == briefing_id, _i.voided == _ZERO)
        .order_by(_i.id)
    )
    people = {row.id: row.name for row in list_officials(conn)}
    items = []
    for item in conn.execute(asked):
        assigned = item.kind == "assigned"
        person = people.get(item.official_id, "") or item.lead or ""
        # A task given at the table is told as it stands: corrected since, its words and its date are the right ones.
        content, about = (item.about or item.content, "") if assigned else (item.content, item.about or "")
        items.append(BriefingItem(item.id, item.kind, item.at, content, person, item.task_id, about, item.due_date if assigned else None))
    return BriefingWhole(rows[0], tuple(items))


def week_end(today: date) -> date:
    """The Sunday of the week of this day: what is due until then is "due this week"."""
    return today + timedelta(days=6 - today.weekday())


def people(conn: Connection, today: date) -> list[Person]:
    """Everybody in office, by department, those with work first within theirs; then the departments that lead without naming anybody.

    What is written by name only, or led by somebody who left, has no line here.
    """
    key = (_t.lead_official_id, _t.lead_department_id)
    late = func.sum(case((_t.due_date < today, 1), else_=0))
    soon = func.sum(case((_t.due_date.between(today, week_end(today)), 1), else_=0))
    running = {
        (row[0], row[1]): tuple(row[2:])
        for row in conn.execute(select(*key, func.count(), func.coalesce(late, 0), func.coalesce(soon, 0)).where(_RUNNING).group_by(*key))
    }
    completed = and_(_t.completed_date >= today - WEEK, _t.completed_date <= today, _t.cancelled_at.is_(None), _t.voided == _ZERO)
    done = {(row[0], row[1]): row[2] for row in conn.execute(select(*key, func.count()).where(completed).group_by(*key))}
    raised = (
        select(*key, func.count()).select_from(task).join(task_obstacle, _o.task_id == _t.id).where(_RUNNING, _OPEN_OBSTACLE).group_by(*key)
    )
    obstacles = {(row[0], row[1]): row[2] for row in conn.execute(raised)}

    def line(official_id: int | None, department_id: int | None, name: str, unit: str) -> Person:
        mine = [
            pair
            for pair in {*running, *done, *obstacles}
            if (pair[0] == official_id if official_id is not None else pair == (None, department_id))
        ]
        counts = [sum(running.get(pair, (0, 0, 0))[place] for pair in mine) for place in range(3)]
        finished, stuck = sum(done.get(pair, 0) for pair in mine), sum(obstacles.get(pair, 0) for pair in mine)
        return Person(official_id, department_id, name, unit, counts[1], counts[2], counts[0], finished, stuck)

    officials = [line(row.id, row.department_id, row.name, row.department) for row in list_officials(conn, on=today)]
    departments = [line(None, row.id, row.name, "") for row in list_departments(conn, on=today)]
    places = {unit: place for place, unit in enumerate(dict.fromkeys(person.unit for person in officials))}
    officials.sort(key=lambda person: (places[person.unit], not (person.running or person.done)))
    return officials + [unit for unit in departments if unit.running or unit.done]


def person_work(conn: Connection, official_id: int | None, department_id: int | None, today: date, calendar: Calendar) -> PersonWork:
    """The tasks of an official, or of a department without an official: late ones, due this week, stuck ones, done in the last week."""
    own = _t.lead_official_id == official_id if official_id is not None else _t.lead_department_id == department_id
    mine = (own,) if official_id is not None else (own, _t.lead_official_id.is_(None))
    stuck = select(_o.task_id).where(_OPEN_OBSTACLE)
    done = (_t.completed_date >= today - WEEK, _t.completed_date <= today, _t.cancelled_at.is_(None), _t.voided == _ZERO)
    return PersonWork(
        late=_tasks(conn, (*mine, _RUNNING, _t.due_date < today), today, calendar),
        soon=_tasks(conn, (*mine, _RUNNING, _t.due_date >= today, _t.due_date <= week_end(today)), today, calendar),
        obstacles=_tasks(conn, (*mine, _RUNNING, _t.id.in_(stuck)), today, calendar),
        done=_tasks(conn, (*mine, *done), today, calendar),
    )


def _tasks(conn: Connection, conditions: Sequence[ColumnElement[bool]], today: date, calendar: Calendar) -> tuple[PersonTask, ...]:
    asked = (
        select(_t.id, _t.content, _t.source_number, _t.source_agency, _t.due_date, _t.completed_date)
        .where(*conditions)
        .order_by(_t.due_date.nulls_last(), _t.id)
        .limit(LIST_LIMIT)
    )
    rows = conn.execute(asked).all()
    ids = [row.id for row in rows]
    sent = rounds_of(conn, ids)
    raised = select(_o.task_id, _o.content).where(_o.task_id.in_(ids), _OPEN_OBSTACLE).order_by(_o.id)
    obstacles = dict(iter(conn.execute(raised)))
    return tuple(
        PersonTask(
            row.id,
            row.content,
            " · ".join(part for part in (row.source_number, row.source_agency) if part),
            row.due_date,
            None if row.due_date is None or row.completed_date is not None else calendar.working_days_between(today, row.due_date),
            row.completed_date,
            obstacles.get(row.id, ""),
            sent.get(row.id, 0),
        )
        for row in rows
    )
