"""What an official and the leaders look at first: what somebody has to do, what waits for a word of somebody else, who is late.

Everything is computed for the moment that is given; each number comes with the ids or the query that shows the tasks behind it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, func, literal_column, select

from models.registers.staff import department, official
from models.registers.tasks.tables import task, task_coordinator, task_draft, task_extension, task_obstacle
from models.registers.when import When

_t = task.c
_ZERO: ColumnElement[int] = literal_column("0")
# A task that runs, in the words of the small index `ix_task_running`.
RUNNING = and_(func.coalesce(_t.completed_date, _t.suspended_at, _t.cancelled_at).is_(None), _t.voided == _ZERO)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something about a running task that waits for a decision or an answer.

    `kind` is "extension", "obstacle" or "draft"; `since` the day on which it was asked; `what` the words of the asker; `asked` whom
    it was put to, as written, "" where nobody was named; `new_due` the day wanted by an extension.
    """

    kind: str
    task_id: int
    content: str
    lead: str
    since: date
    what: str
    asked: str
    new_due: date | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A share of a running task that an official still has to do; `due` is the date of the share, else that of the task."""

    task_id: int
    content: str
    part: str
    lead: str
    due: date | None


@dataclass(frozen=True, slots=True)
class LateLead:
    """How an official stands with the tasks that run: `official_id` is None for what no official leads in person.

    `late_ids` are the late ones, longest first; `obstacles` and `extensions` say how many of these have an obstacle without an answer
    and a wish for a later date without a decision.
    """

    official_id: int | None
    name: str
    department: str
    running: int
    late_ids: tuple[int, ...]
    oldest_due: date
    obstacles: int
    extensions: int


def pending_extensions(connection: Connection, *, official_id: int | None = None) -> list[Waiting]:
    """Extensions asked for and not decided yet, the oldest first; with `official_id` of the tasks that this official leads."""
    c = task_extension.c
    asked = (
        select(c.task_id, _t.content, _t.lead, c.requested_date, c.reason, c.new_due_date)
        .join(task, _t.id == c.task_id)
        .where(c.decision == "pending", c.voided == _ZERO, RUNNING, *_led_by(official_id))
        .order_by(c.requested_date, c.id)
    )
    return [Waiting("extension", *row[:5], "", row[5]) for row in connection.execute(asked)]


def open_obstacles(connection: Connection, *, official_id: int | None = None) -> list[Waiting]:
    """Obstacles raised and not answered yet, the oldest first; with `official_id` of the tasks that this official leads."""
    c = task_obstacle.c
    asked = (
        select(c.task_id, _t.content, _t.lead, c.raised_date, c.content, c.raised_to)
        .join(task, _t.id == c.task_id)
        .where(c.answered_date.is_(None), c.voided == _ZERO, RUNNING, *_led_by(official_id))
        .order_by(c.raised_date, c.id)
    )
    return [Waiting("obstacle", *row) for row in connection.execute(asked)]


def waiting_drafts(connection: Connection) -> list[Waiting]:
    """Drafts handed in that were neither returned nor followed by the end of the task, the oldest first."""
    c = task_draft.c
    later = task_draft.alias("later")
    newer = select(later.c.id).where(later.c.task_id == c.task_id, later.c.voided == _ZERO, later.c.round > c.round)
    asked = (
        select(c.task_id, _t.content, _t.lead, c.submitted_date, _t.deliverable, c.submitted_to)
        .join(task, _t.id == c.task_id)
        .where(c.returned_date.is_(None), c.voided == _ZERO, RUNNING, ~newer.exists())
        .order_by(c.submitted_date, c.id)
    )
    return [Waiting("draft", *row) for row in connection.execute(asked)]


def open_parts(connection: Connection, official_id: int) -> list[Part]:
    """The shares of running tasks that this official has not done yet, by date, those without one last."""
    c = task_coordinator.c
    due = func.coalesce(c.due_date, _t.due_date)
    asked = (
        select(c.task_id, _t.content, c.part, _t.lead, c.due_date, _t.due_date)
        .join(task, _t.id == c.task_id)
        .where(c.official_id == official_id, c.completed_date.is_(None), c.voided == _ZERO, RUNNING)
        .order_by(due.nulls_last(), c.id)
    )
    return [Part(*row[:4], row[4] or row[5]) for row in connection.execute(asked)]


def tasks_with_open_obstacles(connection: Connection, task_ids: Collection[int]) -> frozenset[int]:
    """Which of these tasks have an obstacle that nobody answered."""
    c = task_obstacle.c
    asked = select(c.task_id).where(c.task_id.in_(sorted(task_ids)), c.answered_date.is_(None), c.voided == _ZERO)
    return frozenset(connection.execute(asked).scalars())


def late_by_official(connection: Connection, when: When) -> list[LateLead]:
    """Everybody who leads a late task, those with most of them first; one line together for what no official leads in person."""
    asked_totals = select(_t.lead_official_id, func.count()).where(RUNNING).group_by(_t.lead_official_id)
    totals: dict[int | None, int] = {row[0]: row[1] for row in connection.execute(asked_totals)}
    names = {
        row.id: (row.name, row.unit)
        for row in connection.execute(
            select(official.c.id, official.c.name, func.coalesce(department.c.name, "").label("unit")).outerjoin(
                department, department.c.id == official.c.department_id
            )
        )
    }
    late: dict[int | None, list[tuple[int, date]]] = {}
    asked = select(_t.id, _t.lead_official_id, _t.due_date).where(RUNNING, _t.due_date < when.today)
    for task_id, official_id, due in connection.execute(asked.order_by(_t.due_date, _t.id)):
        late.setdefault(official_id, []).append((task_id, due))
    obstacles, extensions = _held_up(connection, when)
    lines = []
    for official_id, found in late.items():
        name, unit = names.get(official_id, ("", "")) if official_id is not None else ("", "")
        ids = tuple(task_id for task_id, _ in found)
        own = set(ids)
        lines.append(
            LateLead(official_id, name, unit, totals.get(official_id, 0), ids, found[0][1], len(own & obstacles), len(own & extensions))
        )
    return sorted(lines, key=lambda line: (line.official_id is None, -len(line.late_ids), line.oldest_due, line.name))


def _held_up(connection: Connection, when: When) -> tuple[frozenset[int], frozenset[int]]:
    """The late tasks that have an obstacle without an answer, and those with an extension that nobody decided."""
    late = and_(RUNNING, _t.due_date < when.today)
    obstacle, extension = task_obstacle.c, task_extension.c
    raised = select(obstacle.task_id).join(task, _t.id == obstacle.task_id)
    wished = select(extension.task_id).join(task, _t.id == extension.task_id)
    return (
        frozenset(connection.execute(raised.where(obstacle.answered_date.is_(None), obstacle.voided == _ZERO, late)).scalars()),
        frozenset(connection.execute(wished.where(extension.decision == "pending", extension.voided == _ZERO, late)).scalars()),
    )


def _led_by(official_id: int | None) -> list[ColumnElement[bool]]:
    return [] if official_id is None else [_t.lead_official_id == official_id]
