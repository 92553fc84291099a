"""One change, one transaction, one journal entry."""

from __future__ import annotations

import contextlib
import json
import threading
from datetime import date, datetime

import pytest
from sqlalchemy import func, select

from models.errors import OfficeError
from models.office import Office
from models.registers.tasks.tables import task
from models.storage.columns import moment_of, moment_text
from models.storage.database import vietnam_now
from models.storage.journal import entries, journal, journal_change
from tests.storage.steps import add_task, add_tasks, change_task, picture, row


def newest(office: Office) -> dict:
    with office.read() as connection:
        return dict(connection.execute(select(journal).order_by(journal.c.seq.desc()).limit(1)).mappings().one())


def test_an_entry_says_who_when_what_and_why(office: Office) -> None:
    outcome = add_task(office)
    before_it = vietnam_now()
    with office.write("task.correct", reason="nhập nhầm", subject="việc 1") as tx:
        tx.update(task, outcome.id, {"content": "Rà soát lại", "due_date": date(2026, 12, 1)})
    entry = newest(office)
    assert (entry["actor"], entry["label"], entry["reason"], entry["subject"]) == ("Nguyễn Thị Hoa", "task.correct", "nhập nhầm", "việc 1")
    # The office works as on 20/11/2026; the history tells when it was really done.
    assert before_it <= moment_of(entry["at"]) <= vietnam_now()
    with office.read() as connection:
        change = connection.execute(select(journal_change).where(journal_change.c.seq == entry["seq"])).mappings().one()
        history = entries(connection, table="task", row_id=outcome.id)
    before, after = json.loads(change["before_image"]), json.loads(change["after_image"])
    assert (before["content"], before["due_date"]) == ("Rà soát thủ tục đất đai", None)
    assert {name for name in after if after[name] != before[name]} == {"content", "due_date"}
    assert after["due_date"] == "2026-12-01"
    assert [found.label for found in history] == ["task.correct", "task.assign"]


def test_the_outcome_tells_what_changed(office: Office) -> None:
    outcome = add_tasks(office, ["a", "b"])
    assert outcome.seq == newest(office)["seq"]
    assert outcome.changes.of("task") == {1, 2}
    assert outcome.changes.touches("task_note")
    assert not outcome.changes.touches("directive")


def test_a_change_that_changes_nothing_leaves_no_entry(office: Office) -> None:
    outcome = add_task(office)
    before = newest(office)
    with office.write("task.correct") as tx:
        assert not tx.update(task, outcome.id, {"content": "Rà soát thủ tục đất đai"})
        # There and back is nothing either.
        tx.update(task, outcome.id, {"note": "x"})
        tx.update(task, outcome.id, {"note": ""})
    assert tx.outcome().seq == 0
    assert newest(office) == before


def test_a_failure_leaves_nothing(office: Office) -> None:
    before, seen = newest(office), picture(office)
    with contextlib.suppress(ZeroDivisionError), office.write("task.assign") as tx:
        tx.insert(task, {"content": "nửa chừng", "created_at": tx.now})
        _ = 1 // 0
    assert newest(office) == before
    assert picture(office) == seen
    assert add_task(office).id == 1


def test_a_row_that_is_not_there(office: Office) -> None:
    with pytest.raises(OfficeError, match="not_found"), office.write("task.correct") as tx:
        tx.update(task, 404, {"content": "x"})


@pytest.mark.parametrize(
    "values", [{"due_date": datetime(2026, 1, 1)}, {"content": 5}, {"created_at": "hôm nay"}, {"no_such_column": 1}], ids=str
)
def test_a_wrong_type_is_refused_before_it_is_stored(office: Office, values: dict) -> None:
    with pytest.raises((TypeError, KeyError, AttributeError)), office.write("task.assign") as tx:
        tx.insert(task, {"content": "x", "created_at": tx.now, **values})


def test_a_change_inside_a_change_is_a_mistake_that_shows(office: Office) -> None:
    with office.write("task.assign") as tx:
        tx.insert(task, {"content": "x", "created_at": tx.now})
        with pytest.raises(RuntimeError, match="inside"), office.write("task.assign"):
            pass
    assert row(office, 1)["content"] == "x"


def test_readers_do_not_wait_for_a_writer_and_see_one_picture(office: Office) -> None:
    seen = []

    def look() -> None:
        with office.read() as connection:
            seen.append(connection.execute(select(func.count()).select_from(task)).scalar())

    with office.read() as early:
        assert early.execute(select(func.count()).select_from(task)).scalar() == 0
        with office.write("task.assign") as tx:
            tx.insert(task, {"content": "x", "created_at": tx.now})
            reader = threading.Thread(target=look)
            reader.start()
            reader.join(5)
            assert seen == [0], "a reader waited, or saw what was not acknowledged"
        assert early.execute(select(func.count()).select_from(task)).scalar() == 0, "the picture changed while it was looked at"
    look()
    assert seen == [0, 1]


def test_writers_take_turns(office: Office) -> None:
    def work() -> None:
        for _ in range(5):
            add_task(office)

    writers = [threading.Thread(target=work) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(30)
    with office.read() as connection:
        ids = connection.execute(select(task.c.id).order_by(task.c.id)).scalars().all()
        seqs = connection.execute(select(journal.c.seq).order_by(journal.c.seq)).scalars().all()
    assert ids == list(range(1, 21))
    assert seqs == list(range(1, seqs[-1] + 1))


def test_moments_keep_their_second_in_every_year() -> None:
    for moment in (datetime(1, 1, 1, 7), datetime(999, 12, 31, 23, 59, 59), datetime(2026, 11, 20), datetime(9999, 12, 31, 23, 59, 59)):
        assert moment_of(moment_text(moment)) == moment
    assert moment_text(datetime(2026, 11, 20, 6, 30)) == "2026-11-19T23:30:00Z"


def test_a_text_with_every_kind_of_letter_comes_back(office: Office) -> None:
    strange = "Nghị quyết số 01 — “đ” Ð 𝔘 ' \" %s :x \\ ; DROP TABLE task; -- \t😀"
    outcome = add_task(office, strange)
    assert row(office, outcome.id)["content"] == strange
    change_task(office, outcome.id, note=strange)
    assert row(office, outcome.id)["note"] == strange
