"""One service for many records: one step, one journal entry, refusals told by record."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from models.errors import Cancelled, OfficeError
from models.office import Office
from models.registers.many import change_many
from models.registers.tasks.followup import add_note, extend_task
from models.registers.tasks.services import cancel_task, complete_task, set_tags
from models.registers.tasks.tables import task, task_extension, task_note
from models.safekeeping import check_office
from models.storage.journal import journal
from tests.factories import copy_office
from tests.storage.steps import add_task

TODAY = date(2026, 11, 20)


def _tasks(office: Office, number: int) -> list[int]:
    due = TODAY + timedelta(days=5)
    return [add_task(office, f"Việc {place}", due_date=due, original_due_date=due).id for place in range(number)]


def _entries(office: Office) -> int:
    with office.read() as conn:
        return conn.execute(select(func.count()).select_from(journal)).scalar()


def _rows(office: Office, table) -> list:
    with office.read() as conn:
        return conn.execute(select(table).order_by(table.c.id)).all()


def _extend(office: Office, task_id: int) -> object:
    return extend_task(office, task_id, new_due=TODAY + timedelta(days=20), reason="mưa lũ", decided_date=TODAY)


def test_many_are_one_step_and_the_refused_ones_are_named(office: Office) -> None:
    ids = _tasks(office, 5)
    cancel_task(office, ids[1], reason="trùng")
    complete_task(office, ids[3], completed_date=TODAY, evidence_number="12/BC-UBND")
    before, steps = _rows(office, task), _entries(office)
    many = change_many(office, "task.extend", ids, _extend, subject="5 nhiệm vụ", reason="mưa lũ")
    assert _entries(office) == steps + 1
    assert (many.done, [each.id for each in many.left_out]) == (3, [ids[1], ids[3]])
    assert {each.error.code for each in many.left_out} == {"task_closed"}
    assert many.outcome.changes.of("task") == {ids[0], ids[2], ids[4]}
    after = _rows(office, task)
    assert [row.due_date > TODAY + timedelta(days=10) for row in after] == [True, False, True, False, True]
    assert len(_rows(office, task_extension)) == 3
    office.undo()
    assert _rows(office, task) == before
    office.redo()
    assert _rows(office, task) == after


def test_a_part_that_is_refused_after_it_wrote_leaves_nothing(office: Office) -> None:
    first, second = _tasks(office, 2)

    def notes_then_refuses(office: Office, task_id: int) -> None:
        with office.write("task.note") as tx:
            tx.insert(task_note, {"task_id": task_id, "at": tx.now, "content": "dở dang"})
            tx.update(task, task_id, {"note": "dở dang"})
            if task_id == first:
                raise OfficeError("not_found")

    many = change_many(office, "task.note", [first, second, first], notes_then_refuses, subject="thử")
    assert [each.id for each in many.left_out] == [first, first]
    assert [(row.task_id, row.id) for row in _rows(office, task_note)] == [(second, 1)]
    assert [row.note for row in _rows(office, task)] == ["", "dở dang"]
    assert many.outcome.changes.of("task_note") == {1}
    assert list(check_office(office)) == []


def test_the_machine_or_the_person_takes_all_of_it_back(office: Office) -> None:
    ids = _tasks(office, 4)
    before, steps = _rows(office, task), _entries(office)

    def cancelled(done: int, total: int) -> None:
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        change_many(office, "task.extend", ids, _extend, subject="4", report=cancelled)

    def full(office: Office, task_id: int) -> None:
        _extend(office, task_id)
        if task_id == ids[2]:
            raise OfficeError("disk_full", environment=True)

    with pytest.raises(OfficeError, match="disk_full"):
        change_many(office, "task.extend", ids, full, subject="4")
    assert (_rows(office, task), _entries(office)) == (before, steps)
    # Afterwards services stand for themselves again.
    add_note(office, ids[0], "vẫn ghi được")
    assert _entries(office) == steps + 1


def test_nothing_accepted_is_no_step(office: Office) -> None:
    (one,) = _tasks(office, 1)
    cancel_task(office, one, reason="trùng")
    steps = _entries(office)
    many = change_many(office, "task.extend", [one, 999], _extend, subject="2")
    assert (many.done, many.outcome.seq, _entries(office)) == (0, 0, steps)
    assert [each.error.code for each in many.left_out] == ["task_closed", "not_found"]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(["extend", "tag", "refuse", "cancel"]), min_size=1, max_size=8))
def test_undo_of_many_gives_the_picture_of_before(office_template: Path, tmp_path_factory: pytest.TempPathFactory, acts: list[str]) -> None:
    office = copy_office(office_template, tmp_path_factory.mktemp("many"))
    ids = _tasks(office, len(acts))
    before = _rows(office, task), _rows(office, task_extension)
    doing = dict(zip(ids, acts, strict=True))

    def act(office: Office, task_id: int) -> None:
        if doing[task_id] == "extend":
            _extend(office, task_id)
        elif doing[task_id] == "tag":
            set_tags(office, task_id, ["hàng loạt"])
        elif doing[task_id] == "cancel":
            cancel_task(office, task_id, reason="thừa")
        else:
            raise OfficeError("not_found")

    many = change_many(office, "task.many", ids, act, subject="thử")
    assert many.done == sum(act != "refuse" for act in acts)
    if many.outcome.seq:
        office.undo()
    assert _rows(office, task) == before[0]
    assert [row for row in _rows(office, task_extension) if not row.voided] == before[1]
    office.close()
