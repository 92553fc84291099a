"""Somebody edits the data with another tool: the check notices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from sqlalchemy import text

from models.office import Office
from models.registers.tasks.tables import task
from models.safekeeping import check_office
from models.storage.check import check_search
from models.storage.verify import verify_journal
from tests.offices import KINDS, Locations, opened
from tests.storage.steps import add_task, add_tasks, change_task


def worked(office: Office) -> Office:
    for number in range(6):
        add_task(office, f"việc {number}", source_number=f"{number}/CT-UBND")
    add_tasks(office, ["từ bảng tính", "nữa"])
    change_task(office, 2, content="đã sửa")
    office.undo()
    office.change_settings(soon_days=7)
    return office


def codes(office: Office) -> set[str]:
    return {finding.code for finding in check_office(office)}


def meddle(office: Office, statements: Sequence[str]) -> None:
    with office.database.engine.connect() as connection, connection.begin():
        for statement in statements:
            connection.execute(text(statement))


def test_nothing_is_found_in_an_office_that_only_the_program_wrote(office: Office) -> None:
    assert codes(worked(office)) == set()


COLUMNS = "at, actor, kind, label, subject, reason, undoes, change_count, digest, hash"
COPY_OF_ENTRY = f"INSERT INTO journal (seq, {COLUMNS}) SELECT (SELECT max(seq) + 1 FROM journal), {COLUMNS} FROM journal WHERE seq = 4"
CASES = {
    "a row": (["UPDATE task SET content = content || ' ' WHERE id = 3"], "row_changed_outside"),
    "a number in a row": (["UPDATE task SET voided = 2 WHERE id = 3"], "row_changed_outside"),
    "a row made nothing": (["UPDATE task SET due_date = '2030-01-01' WHERE id = 1"], "row_changed_outside"),
    "a row removed": (["DELETE FROM task WHERE id = 6"], "rows_missing"),
    "a row added": (["INSERT INTO task (id, uid, created_at) VALUES (99, 'x', '2026-01-01T00:00:00Z')"], "row_unknown_to_journal"),
    "an actor": (["UPDATE journal SET actor = 'Người khác' WHERE seq = 4"], "journal_entry_changed"),
    "a moment": (["UPDATE journal SET at = '2020-01-01T00:00:00Z' WHERE seq = 4"], "journal_entry_changed"),
    "a reason": (["UPDATE journal SET reason = 'khác' WHERE seq = 9"], "journal_entry_changed"),
    "a number of changes": (["UPDATE journal SET change_count = 0 WHERE seq = 4"], "journal_entry_changed"),
    "a hash": (["UPDATE journal SET hash = 'x' WHERE seq = 5"], "journal_entry_changed"),
    "an image": (["UPDATE journal_change SET after_image = after_image || ' ' WHERE seq = 4"], "journal_entry_changed"),
    "an image and its row": (
        [
            "UPDATE task SET content = 'khéo' WHERE id = 3",
            "UPDATE journal_change SET after_image = replace(after_image, 'việc 2', 'khéo') WHERE seq = 4",
        ],
        "journal_entry_changed",
    ),
    "an image removed": (["DELETE FROM journal_change WHERE seq = 4"], "journal_entry_changed"),
    "an image of no entry": (
        ["INSERT INTO journal_change (id, seq, table_name, row_id, after_image) VALUES (9999, 77, 'task', 1, '{}')"],
        "journal_change_stray",
    ),
    "an entry removed": (["DELETE FROM journal WHERE seq = 5", "DELETE FROM journal_change WHERE seq = 5"], "journal_entry_missing"),
    "the first entry": (["DELETE FROM journal WHERE seq = 1"], "journal_entry_missing"),
    "an entry added": ([COPY_OF_ENTRY], "journal_entry_changed"),
    "two entries changed about": (
        [
            "UPDATE journal SET seq = -1 WHERE seq = 4",
            "UPDATE journal SET seq = 4 WHERE seq = 5",
            "UPDATE journal SET seq = 5 WHERE seq = -1",
        ],
        "journal_entry_changed",
    ),
    "a word of the index": (["DELETE FROM search_task WHERE rowid = 3"], "search_incomplete"),
}


@pytest.fixture(scope="module", params=KINDS)
def meddled(request: pytest.FixtureRequest, locations: Locations, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for all cases: each meddles inside a transaction that is taken back."""
    for office in opened(locations, request.param, tmp_path_factory.mktemp("meddled") / "office"):
        yield worked(office)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_meddling_is_found(meddled: Office, case: str) -> None:
    statements, expected = CASES[case]
    with meddled.database.engine.connect() as connection, connection.begin() as pending:
        if meddled.database.dialect == "sqlite":
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for statement in statements:
            connection.execute(text(statement))
        found = {finding.code for finding in (*verify_journal(connection, None), *check_search(connection))}
        pending.rollback()
    assert expected in found


def test_a_cut_tail_is_found_by_the_anchor(filed: Office) -> None:
    worked(filed)
    meddle(filed, ["DELETE FROM journal WHERE seq > 9", "DELETE FROM journal_change WHERE seq > 9"])
    assert "journal_cut_off" in codes(filed)


def test_another_history_of_the_same_length_is_found(filed: Office) -> None:
    worked(filed)
    anchored = filed.database.anchor.read()
    filed.database.anchor.write(anchored.seq, "0" * 64)
    assert "journal_entry_changed" in codes(filed)


def test_a_missing_or_torn_anchor_is_found(filed: Office) -> None:
    worked(filed)
    for content in (b"", b"12", b"x" * 86, b"\xff" * 86):
        filed.database.anchor.path.write_bytes(content)
        assert codes(filed) == {"anchor_missing"}
    filed.database.anchor.path.unlink()
    assert codes(filed) == {"anchor_missing"}
    # The next change sets it again.
    add_task(filed)
    assert codes(filed) == set()


def test_an_anchor_one_entry_behind_is_as_a_crash_leaves_it(filed: Office) -> None:
    worked(filed)
    behind = filed.database.anchor.path.read_bytes()
    add_task(filed)
    filed.database.anchor.path.write_bytes(behind)
    assert codes(filed) == set()


def test_rows_brought_in_at_once_are_watched_too(office: Office) -> None:
    with office.write("office.generate") as tx:
        tx.insert_many(task, [{"content": f"việc {n}", "created_at": tx.now} for n in range(50)])
    change_task(office, 7, content="sửa một dòng trong đó")
    assert codes(office) == set()
    meddle(office, ["UPDATE task SET content = 'khác' WHERE id = 9"])
    assert codes(office) == {"bulk_rows_changed"}
    meddle(office, ["DELETE FROM task WHERE id = 9"])
    assert "rows_missing" in codes(office)
