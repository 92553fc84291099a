"""What the office can say of how tasks stand: the newest note of progress, what is still in the way. For many tasks in few queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, literal_column, select

from models.clock.working_days import Calendar
from models.registers.tasks.queries import load_rows
from models.registers.tasks.rows import TaskRow
from models.registers.tasks.tables import task_note, task_obstacle
from models.registers.when import When

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class TaskAccount:
    """One task, its newest note of progress ("" where there is none) and the obstacles that nobody answered yet, oldest first."""

    row: TaskRow
    note: str
    obstacles: tuple[str, ...]


def accounts(conn: Connection, ids: Sequence[int], when: When, calendar: Calendar) -> dict[int, TaskAccount]:
    """The accounts of these tasks by id; one that nobody has is left out, a cancelled one is there."""
    whole: dict[int, TaskAccount] = {}
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        note, obstacle = task_note.c, task_obstacle.c
        said = select(note.task_id, note.content).where(note.task_id.in_(chunk), note.voided == literal_column("0"))
        notes = {found.task_id: found.content for found in conn.execute(said.order_by(note.at, note.id))}
        obstacles: dict[int, list[str]] = {}
        raised = select(obstacle.task_id, obstacle.content).where(
            obstacle.task_id.in_(chunk), obstacle.voided == literal_column("0"), obstacle.answered_date.is_(None)
        )
        for task_id, content in conn.execute(raised.order_by(obstacle.raised_date, obstacle.id)):
            obstacles.setdefault(task_id, []).append(content)
        for row in load_rows(conn, chunk, when, calendar):
            whole[row.id] = TaskAccount(row, notes.get(row.id, ""), tuple(obstacles.get(row.id, ())))
    return whole
