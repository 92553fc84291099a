"""What is due on which day, over the three books: the figures of the calendar, each with the query that shows the records behind it.

A task is due on its due date, a dossier at its appointment, a document on the day by which it must be answered. Cancelled records
are due on no day. `waiting` has not ended yet (paused ones too), `late` of these are past their time now, `ended` are done or closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, literal_column, select

from models.clock.deadlines import DirectiveState
from models.registers.directives.queries import live
from models.registers.directives.rows import DirectiveQuery
from models.registers.directives.tables import directive
from models.registers.dossiers.rows import DossierQuery
from models.registers.dossiers.states import LIVE, PHASE_READ
from models.registers.dossiers.tables import dossier
from models.registers.tasks.rows import TaskQuery
from models.registers.tasks.tables import task
from models.registers.when import When

KINDS = ("tasks", "dossiers", "directives")
"""The books, by the names of their pages."""

_WAITING_PHASES = (1, 2, 4)
_RUNNING_PHASE = 2


@dataclass(frozen=True, slots=True)
class Concern:
    """Whose work: of one official, of one department, or (neither) everybody's. `kinds` are some of `KINDS`.

    An official's are the tasks they lead, the dossiers they handle and the documents forwarded to them; likewise a department's.
    """

    official_id: int | None = None
    department_id: int | None = None
    kinds: tuple[str, ...] = KINDS


@dataclass(frozen=True, slots=True)
class DueCount:
    """How many records of one kind are due on a day; together `waiting + ended`."""

    day: date
    kind: str
    waiting: int
    late: int
    ended: int


def query_of(kind: str, concern: Concern, first: date, last: date) -> Any:
    """The query value that shows the records of this kind due in these days, earliest first."""
    if kind == "tasks":
        return TaskQuery(
            lead_official_id=concern.official_id, lead_department_id=concern.department_id, due_from=first, due_to=last, sort="due_date"
        )
    if kind == "dossiers":
        return DossierQuery(
            handler_id=concern.official_id, department_id=concern.department_id, appointment_from=first, appointment_to=last
        )
    in_force = frozenset(state.value for state in DirectiveState if state is not DirectiveState.CANCELLED)
    query = DirectiveQuery(
        states=in_force,
        recipient_official_id=concern.official_id,
        recipient_department_id=concern.department_id,
        due_from=first,
        due_to=last,
    )
    return replace(query, sort="due_date", descending=False)


def due_counts(connection: Connection, first: date, last: date, when: When, concern: Concern) -> list[DueCount]:
    """The figures of each day from the first to the last that has any, by day and kind."""
    found: list[DueCount] = []
    if "tasks" in concern.kinds:
        found += _tasks(connection, first, last, when, concern)
    if "dossiers" in concern.kinds:
        found += _dossiers(connection, first, last, when, concern)
    if "directives" in concern.kinds:
        found += _directives(connection, first, last, when, concern)
    return sorted(found, key=lambda one: (one.day, KINDS.index(one.kind)))


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _whose(columns: Sequence[tuple[ColumnElement[Any], int | None]]) -> list[ColumnElement[bool]]:
    return [column == wanted for column, wanted in columns if wanted is not None]


def _tasks(connection: Connection, first: date, last: date, when: When, concern: Concern) -> Iterable[DueCount]:
    c = task.c
    whose = _whose(((c.lead_official_id, concern.official_id), (c.lead_department_id, concern.department_id)))
    waiting = c.completed_date.is_(None)
    late = and_(waiting, c.suspended_at.is_(None), c.due_date < when.today)
    asked = (
        select(c.due_date, func.count(), _number(waiting), _number(late))
        .where(c.due_date.between(first, last), c.cancelled_at.is_(None), c.voided == literal_column("0"), *whose)
        .group_by(c.due_date)
    )
    return [DueCount(day, "tasks", open_, late_, total - open_) for day, total, open_, late_ in connection.execute(asked)]


def _directives(connection: Connection, first: date, last: date, when: When, concern: Concern) -> Iterable[DueCount]:
    c = directive.c
    whose = _whose(((c.recipient_official_id, concern.official_id), (c.recipient_department_id, concern.department_id)))
    waiting = c.reply_date.is_(None)
    asked = (
        select(c.due_date, func.count(), _number(waiting), _number(and_(waiting, c.due_date < when.today)))
        .where(c.due_date.between(first, last), live(), *whose)
        .group_by(c.due_date)
    )
    return [DueCount(day, "directives", open_, late, total - open_) for day, total, open_, late in connection.execute(asked)]


def _dossiers(connection: Connection, first: date, last: date, when: When, concern: Concern) -> Iterable[DueCount]:
    """Counted by moment in the database and by day here: most appointments fall on the same hour, and moments are stored in UTC."""
    c = dossier.c
    whose = _whose(((c.handler_id, concern.official_id), (c.handling_department_id, concern.department_id)))
    start, end = datetime.combine(first, time()), datetime.combine(last, time()) + timedelta(days=1)
    asked = (
        select(c.appointment_at, PHASE_READ, func.count())
        .where(LIVE, c.appointment_at >= start, c.appointment_at < end, *whose)
        .group_by(c.appointment_at, PHASE_READ)
    )
    days: dict[date, list[int]] = {}
    for at, phase, number in connection.execute(asked):
        counted = days.setdefault(at.date(), [0, 0, 0])
        waiting = phase in _WAITING_PHASES
        counted[0] += number if waiting else 0
        counted[1] += number if phase == _RUNNING_PHASE and at < when.now else 0
        counted[2] += 0 if waiting else number
    return [DueCount(day, "dossiers", *numbers) for day, numbers in days.items()]
