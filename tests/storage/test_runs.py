"""Rows that come in together: one line of the journal, undone and done again as one, watched, and part of each row's history."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text

from models.errors import OfficeError
from models.office import Office
from models.registers.tasks.tables import task
from models.storage.indexes import indexes_aside
from models.storage.journal import Transaction, entries, journal_change
from models.storage.verify import verify_journal
from tests.storage.steps import change_task, picture

ROWS = 120


def load(office: Office, number: int = ROWS) -> range:
    """So many tasks in one change."""
    with office.write("import.tasks", subject="danh sách.xlsx") as tx:
        return tx.insert_many(task, [{"content": f"việc {place}", "created_at": tx.now} for place in range(number)])


def findings(office: Office) -> list[str]:
    with office.read() as connection:
        return [finding.code for finding in verify_journal(connection, office.database.anchor)]


def test_a_run_is_one_line_and_few_rows_are_not(office: Office) -> None:
    load(office)
    load(office, 3)
    with office.read() as connection:
        change = journal_change.c
        lines = connection.execute(select(change.row_id, change.after_image).where(change.table_name == "task").order_by(change.id))
        kinds = [(row.row_id, row.after_image.startswith('{"rows": 120')) for row in lines]
    assert kinds == [(1, True), (121, False), (122, False), (123, False)]


def test_it_is_undone_and_done_again_whole(office: Office) -> None:
    before = picture(office)
    load(office)
    after = picture(office)
    for _ in range(2):
        office.undo()
        assert (picture(office), findings(office)) == (before, [])
        office.redo()
        assert (picture(office), findings(office)) == (after, [])


def test_a_row_that_was_changed_and_changed_back_goes_with_its_run(office: Office) -> None:
    before = picture(office)
    ids = load(office)
    loaded = picture(office)
    change_task(office, ids[7], content="sửa")
    changed = picture(office)
    office.undo()
    assert picture(office) == loaded
    office.undo()
    assert (picture(office), findings(office)) == (before, [])
    office.redo()
    office.redo()
    assert (picture(office), findings(office)) == (changed, [])


def test_a_run_and_changes_of_its_rows_in_one_step(office: Office) -> None:
    before = picture(office)
    with office.write("import.tasks") as tx:
        ids = tx.insert_many(task, [{"content": f"việc {place}", "created_at": tx.now} for place in range(ROWS)])
        tx.update(task, ids[3], {"note": "cùng bước"})
    after = picture(office)
    assert findings(office) == []
    office.undo()
    assert (picture(office), findings(office)) == (before, [])
    office.redo()
    assert (picture(office), findings(office)) == (after, [])


def test_rows_changed_behind_the_journal_keep_it_from_being_undone(office: Office) -> None:
    load(office)
    with office.database.engine.begin() as connection:
        connection.execute(text("UPDATE task SET content = 'khác' WHERE id = 9"))
    assert findings(office) == ["bulk_rows_changed"]
    with pytest.raises(OfficeError, match="changed_since"):
        office.undo()
    assert picture(office)["task"]


def test_a_row_voided_behind_the_journal_is_found(office: Office) -> None:
    load(office)
    with office.database.engine.begin() as connection:
        connection.execute(text("UPDATE task SET voided = 1 WHERE id = 9"))
    assert findings(office) == ["row_changed_outside"]


def _fail(tx: Transaction) -> None:
    with tx.part():
        tx.insert_many(task, [{"content": "hỏng", "created_at": tx.now}] * ROWS)
        raise OfficeError("stop")


def test_a_part_that_fails_leaves_no_run(office: Office) -> None:
    with office.together("task.many") as tx:
        tx.insert(task, {"content": "một", "created_at": tx.now})
        with pytest.raises(OfficeError):
            _fail(tx)
    assert [row[3] for row in picture(office)["task"]] == ["một"]
    assert findings(office) == []


def test_the_history_of_each_row_begins_with_its_run(office: Office) -> None:
    ids = load(office)
    load(office)
    change_task(office, ids[7], content="sửa")
    with office.read() as connection:
        assert [entry.label for entry in entries(connection, table="task", row_id=ids[7])] == ["task.correct", "import.tasks"]
        assert [entry.seq for entry in entries(connection, table="task", row_id=ids[-1])] == [
            entry.seq for entry in entries(connection, table="task", row_id=ids[0])
        ]


def indexes_of(office: Office) -> list[str]:
    with office.read() as connection:
        asked = "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'task' ORDER BY name"
        return list(connection.execute(text(asked)).scalars())


def test_indexes_stand_aside_only_for_the_time(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    if office.database.dialect != "sqlite":
        pytest.skip("PostgreSQL keeps its indexes")
    monkeypatch.setattr("models.storage.indexes._WORTH", 10)
    before = indexes_of(office)
    with office.write("import.tasks") as tx, indexes_aside(tx.connection, [task], ROWS):
        tx.insert_many(task, [{"content": "việc", "created_at": tx.now}] * ROWS)
        standing = tx.connection.execute(text("SELECT count(*) FROM sqlite_master WHERE type = 'index' AND tbl_name = 'task'")).scalar_one()
        assert standing < len(before) / 2
    assert indexes_of(office) == before
    with pytest.raises(OfficeError), office.write("import.tasks") as tx, indexes_aside(tx.connection, [task], 10 * ROWS):
        raise OfficeError("stop")
    assert indexes_of(office) == before
    assert findings(office) == []
