"""Plain changes of an office for tests of the data: tasks and notes, written through the transaction itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from models.office import Office
from models.outcome import Outcome
from models.registers.tasks.tables import task, task_note
from models.storage.columns import metadata
from models.storage.journal import journal, journal_change


def add_task(office: Office, content: str = "Rà soát thủ tục đất đai", **values: Any) -> Outcome:
    """One new task, in a step of its own."""
    with office.write("task.assign", subject=content) as tx:
        row_id = tx.insert(task, {"content": content, "created_at": tx.now, **values})
    return tx.outcome(id=row_id)


def add_tasks(office: Office, contents: list[str]) -> Outcome:
    """Many tasks with a note each, in one step."""
    with office.write("task.import") as tx:
        ids = tx.insert_many(task, [{"content": content, "created_at": tx.now} for content in contents])
        tx.insert_many(task_note, [{"task_id": row_id, "at": tx.now, "content": "từ bảng tính"} for row_id in ids])
    return tx.outcome()


def change_task(office: Office, task_id: int, **values: Any) -> Outcome:
    """A task corrected, in a step of its own."""
    with office.write("task.correct", reason="nhập nhầm") as tx:
        tx.update(task, task_id, values)
    return tx.outcome(id=task_id)


def row(office: Office, task_id: int) -> dict[str, Any]:
    """A task as it stands."""
    with office.read() as connection:
        return dict(connection.execute(select(task).where(task.c.id == task_id)).mappings().one())


def picture(office: Office) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all registers that are not voided: what a person sees, whatever the journal holds."""
    seen = {}
    with office.read() as connection:
        for table in metadata.sorted_tables:
            if table in (journal, journal_change) or not table.info.get("journaled", True):
                continue
            # Which number a voided row used up is no part of the picture.
            rows = connection.execute(select(table).where(table.c.voided == 0).order_by(table.c.id)).all()
            seen[table.name] = [tuple(found) for found in rows]
    return seen


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, without what SQLite keeps beside an open database."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


DUE = date(2026, 12, 1)
