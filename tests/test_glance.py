"""The office at a glance: the same first lines as the registers give, read without touching anything."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from models import glance as module
from models.glance import LINES, glance
from models.office import Office
from models.practice.generate import found_practice_office
from models.registers.dossiers import queries as dossiers
from models.registers.dossiers.rows import DossierQuery
from models.registers.tasks import queries as tasks
from models.registers.tasks.rows import TaskQuery
from models.storage.columns import VIETNAM_OFFSET
from models.storage.database import DATABASE_NAME

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("glance") / "office"
    found_practice_office(str(place), today=TODAY).close()
    return place


def pictured(folder: Path) -> dict[str, tuple[int, int]]:
    return {path.name: (path.stat().st_size, path.stat().st_mtime_ns) for path in folder.iterdir()}


def test_the_lines_are_those_that_the_registers_put_first(folder):
    lines = glance(str(folder))
    assert len(lines) == LINES
    assert [line.id for line in lines] == list(range(1, LINES + 1))
    office = Office.open(str(folder), today=TODAY, writable=False)
    when, calendar = office.when(), office.calendar()
    running = ("in_progress_within_due", "due_soon", "overdue")
    with office.read() as conn:
        query = TaskQuery().with_states(*running)
        first = [
            (row.due_date, row.content) for row in tasks.load_rows(conn, tasks.find_ids(conn, query, when, limit=LINES), when, calendar)
        ]
        asked = DossierQuery().with_states(*running)
        found = dossiers.load_rows(conn, dossiers.find_ids(conn, asked, when, limit=LINES), when, calendar)
        first += [(row.appointment_at.date(), row.procedure_name) for row in found if row.appointment_at is not None]
    office.close()
    assert [line.due for line in lines] == sorted(due for due, _ in first)[:LINES]
    assert {(line.due, line.what) for line in lines[:-3]} <= set(first)


def test_nothing_of_the_office_is_touched(folder):
    before = pictured(folder)
    assert glance(str(folder))
    assert pictured(folder) == before


def test_where_somebody_writes_nothing_is_read(folder, tmp_path):
    office = Office.open(str(folder), today=TODAY)
    with office.write("task.note", subject="x") as tx:
        tx.connection.exec_driver_sql("SELECT 1")
        assert (folder / f"{DATABASE_NAME}-wal").exists() == (glance(str(folder)) == [])
    office.close()
    assert glance(str(folder))


@pytest.mark.parametrize("content", [None, b"", b"no database" * 1000])
def test_whatever_else_lies_there_is_nothing_to_show(tmp_path, content):
    if content is not None:
        (tmp_path / DATABASE_NAME).write_bytes(content)
    assert glance(str(tmp_path)) == []
    assert glance("postgresql+psycopg://nobody@nowhere/x") == []


def test_both_questions_are_answered_from_an_index(folder):
    connection = dbapi2.connect(str(folder / DATABASE_NAME))
    for question in (module._TASKS, module._DOSSIERS):
        plan = " ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {question}", (LINES,)))
        assert "ix_task_running" in plan or "ix_dossier_state" in plan, plan
        assert "TEMP B-TREE" not in plan, plan
    connection.close()


def test_the_constants_are_those_of_the_storage():
    assert module.DATABASE_NAME == DATABASE_NAME
    assert module.VIETNAM_OFFSET == VIETNAM_OFFSET
