"""Undo and redo: the same picture again, or the reason why not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.errors import Cancelled, OfficeError
from models.office import Office
from models.registers.tasks.tables import task
from models.safekeeping import check_office
from models.storage.columns import new_uid
from models.storage.undo import next_redo, next_undo, rows_of_step
from tests.offices import Locations
from tests.storage.steps import DUE, add_task, add_tasks, change_task, picture, row

STEPS = {
    "a new task": add_task,
    "an import": lambda office: add_tasks(office, [f"việc {n}" for n in range(30)]),
    "a correction": lambda office: change_task(office, 1, content="khác", due_date=DUE),
    "a setting": lambda office: office.change_settings(soon_days=9),
    "a new setting": lambda office: office.change_settings(cutoff_day=1),
}


@pytest.mark.parametrize("step", STEPS, ids=str)
def test_the_same_picture_after_undo_and_after_redo(office: Office, step: str) -> None:
    add_task(office, "đã có")
    before = picture(office)
    outcome = STEPS[step](office)
    after = picture(office)
    undone = office.undo()
    assert picture(office) == before
    assert undone.label == outcome.label
    assert undone.changes == outcome.changes
    redone = office.redo()
    assert picture(office) == after
    assert redone.changes == outcome.changes
    office.undo()
    assert picture(office) == before


def test_taking_back_many_rows_tells_how_far_it_is_and_may_be_stopped(office: Office) -> None:
    outcome = add_tasks(office, [f"việc {n}" for n in range(2_500)])
    with office.read() as connection:
        assert rows_of_step(connection, outcome.seq) >= 2_500
    full = picture(office)

    def stop(done: int, total: int) -> None:
        assert 0 < done <= total
        raise Cancelled

    with pytest.raises(Cancelled):
        office.undo(stop)
    assert picture(office) == full
    told: list[tuple[int, int]] = []
    office.undo(lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]
    assert len(told) >= 3


def test_a_row_of_an_undone_step_keeps_its_number(office: Office) -> None:
    first = add_task(office, "nhầm")
    office.undo()
    assert row(office, first.id)["voided"] == 1
    assert add_task(office, "đúng").id == first.id + 1


def test_many_steps_back_and_forth(office: Office) -> None:
    pictures = [picture(office)]
    for number in range(4):
        add_task(office, f"việc {number}")
        pictures.append(picture(office))
    for expected in reversed(pictures[:-1]):
        office.undo()
        assert picture(office) == expected
    with pytest.raises(OfficeError, match="nothing_to_undo"):
        office.undo()
    for expected in pictures[1:]:
        office.redo()
        assert picture(office) == expected
    with pytest.raises(OfficeError, match="nothing_to_redo"):
        office.redo()


def test_something_new_ends_the_redo(office: Office) -> None:
    add_task(office, "một")
    office.undo()
    add_task(office, "hai")
    with office.read() as connection:
        assert next_redo(connection) is None
        assert next_undo(connection).subject == "hai"
    with pytest.raises(OfficeError, match="nothing_to_redo"):
        office.redo()


def test_the_founding_is_never_undone(office: Office) -> None:
    with pytest.raises(OfficeError, match="nothing_to_undo"):
        office.undo()


def test_a_row_changed_since_is_told_and_nothing_is_half_undone(office: Office) -> None:
    add_tasks(office, ["một", "hai"])
    # Another program touches one of the rows: every step of this one would have to be undone before.
    with office.database.engine.connect().execution_options(writing=True) as connection, connection.begin():
        connection.execute(task.update().where(task.c.id == 2).values(note="sửa bằng chương trình khác"))
    before = picture(office)
    with pytest.raises(OfficeError) as refused:
        office.undo()
    assert refused.value.code == "changed_since"
    assert (refused.value.facts["table"], refused.value.facts["id"], refused.value.facts["actor"]) == ("task", 2, "Nguyễn Thị Hoa")
    assert picture(office) == before


ACTIONS = st.lists(st.sampled_from(["add", "change", "import", "undo", "redo"]), min_size=1, max_size=14)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions=ACTIONS)
def test_undo_and_redo_follow_a_plain_model(locations: Locations, tmp_path: Path, actions: list[str]) -> None:
    """Against the simplest thing that can be right: the pictures passed, and those that redo would bring again."""
    place = tmp_path / new_uid()
    office = Office.open(locations.copy("sqlite", place))
    try:
        passed, undone = [picture(office)], []
        for number, action in enumerate(actions):
            with office.read() as connection:
                assert (next_undo(connection) is None) == (len(passed) == 1)
                assert (next_redo(connection) is None) == (not undone)
            if action == "undo" and len(passed) > 1:
                office.undo()
                undone.append(passed.pop())
            elif action == "redo" and undone:
                office.redo()
                passed.append(undone.pop())
            elif action in ("add", "import", "change"):
                if action == "change" and len(passed[-1]["task"]):
                    change_task(office, passed[-1]["task"][0][0], content=f"đã sửa {number}")
                else:
                    add_tasks(office, [f"việc {number}"] * (3 if action == "import" else 1))
                passed.append(picture(office))
                undone.clear()
            assert picture(office) == passed[-1]
        assert list(check_office(office)) == []
    finally:
        office.close()
        shutil.rmtree(place)


def test_undo_never_goes_behind_rows_that_came_in_bulk(office: Office) -> None:
    add_task(office)
    with office.database.write("practice.generate", kind="bulk", now=office.now()) as tx:
        tx.insert_many(task, [{"content": "bản ghi giả định", "created_at": tx.now}])
    with pytest.raises(OfficeError, match="nothing_to_undo"):
        office.undo()
    add_task(office)
    office.undo()
    with pytest.raises(OfficeError, match="nothing_to_undo"):
        office.undo()
