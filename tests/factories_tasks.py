"""Tasks and duties for tests, entered by the services themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from models.office import Office
from models.registers.tasks.entering import enter_tasks
from models.registers.tasks.queries import load_rows
from models.registers.tasks.rows import TaskEntry, TaskRow, TaskWhole
from models.registers.tasks.services import assign_task
from models.registers.tasks.whole import load_whole

TASK = TaskEntry(
    content="Báo cáo kết quả rà soát hộ nghèo năm 2026",
    source_number="06/CT-UBND",
    source_date=date(2026, 11, 2),
    source_agency="UBND tỉnh Gia Lai",
    assigned_date=date(2026, 11, 3),
    lead="Phòng Kinh tế",
    due_date=date(2026, 11, 27),
)


def make_task(office: Office, **changes: Any) -> int:
    """Assign an ordinary task, with what the test cares about replaced; its id."""
    task_id = assign_task(office, replace(TASK, **changes)).id
    assert task_id is not None
    return task_id


def make_tasks(office: Office, *entries: TaskEntry) -> list[int]:
    """Enter many tasks in one change, as an import does."""
    with office.write("task.assign") as tx:
        return list(enter_tasks(tx, entries))


def task_row(office: Office, task_id: int) -> TaskRow:
    """A task as lists show it today."""
    with office.read() as conn:
        return load_rows(conn, [task_id], office.when(), office.calendar())[0]


def task_whole(office: Office, task_id: int) -> TaskWhole:
    """A task with all that belongs to it."""
    with office.read() as conn:
        return load_whole(conn, task_id, office.when(), office.calendar())
