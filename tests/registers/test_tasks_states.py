"""The states of tasks: SQL for lists and Python for one record say the same, and lists, counts and pages agree with each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from models.clock.deadlines import TaskState
from models.errors import OfficeError
from models.office import Founding, Office
from models.registers.tasks.queries import count, find_ids, load_rows, state_condition, state_counts
from models.registers.tasks.rows import SORTS, UNASSIGNED, TaskQuery
from models.registers.tasks.tables import task
from models.registers.when import When
from tests.factories import TODAY, make_office
from tests.postgres import server

ALL_STATES = [*TaskState, UNASSIGNED]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def crowded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with a task of every kind: every mix of due date, completion, suspension, cancellation, lead, and some undone ones."""
    if request.param == "sqlite":
        office = make_office(tmp_path_factory.mktemp("states"))
    else:
        office = Office.found(server().new_database(), Founding("UBND xã Hoài Ân", "commune", "Gia Lai"), today=TODAY)
    at = datetime(2026, 11, 1, 8)
    days = [None, *(TODAY + timedelta(days=shift) for shift in (-400, -9, -1, 0, 1, 5, 30))]
    ends = [None, *(TODAY + timedelta(days=shift) for shift in (-30, -9, -2, 0, 4))]
    rows = [
        {
            "content": f"Việc số {number}",
            "lead": lead,
            "due_date": due,
            "original_due_date": due,
            "assigned_date": due and due - timedelta(days=number % 3),
            "completed_date": completed,
            "suspended_at": at if rests else None,
            "cancelled_at": at if cancelled else None,
            "voided": voided,
            "created_at": at,
        }
        for number, (due, completed, rests, cancelled, lead, voided) in enumerate(
            product(days, ends, (False, True), (False, True), ("Phòng Kinh tế", ""), (0, 0, 1))
        )
    ]
    with office.write("task.assign") as tx:
        tx.insert_many(task, rows)
    yield office
    office.close()


moments = st.builds(
    lambda shift, soon: When(
        TODAY + timedelta(days=shift),
        datetime.combine(TODAY + timedelta(days=shift), time(9)),
        TODAY + timedelta(days=shift + soon),
    ),
    st.integers(-40, 40),
    st.integers(-2, 9),
)


@given(when=moments)
@settings(max_examples=40, deadline=None)
def test_every_row_is_in_the_state_that_the_clock_gives_it_and_in_no_other(crowded: Office, when: When) -> None:
    with crowded.read() as conn:
        ids = list(conn.execute(select(task.c.id).where(task.c.voided == 0)).scalars())
        by_clock = {row.id: row.state for row in load_rows(conn, ids, when, crowded.calendar())}
        by_sql = {
            state: set(conn.execute(select(task.c.id).where(task.c.voided == 0, state_condition(state, when))).scalars())
            for state in TaskState
        }
    assert len(by_clock) == len(ids) > 300
    for state, found in by_sql.items():
        assert found == {row_id for row_id, given_state in by_clock.items() if given_state == state}, state


@given(when=moments, states=st.frozensets(st.sampled_from(ALL_STATES)), sort=st.sampled_from(SORTS), descending=st.booleans())
@settings(max_examples=60, deadline=None)
def test_counts_pages_and_chips_tell_the_same(crowded: Office, when: When, states: frozenset[str], sort: str, descending: bool) -> None:
    query = TaskQuery(states=states).sorted_by(sort, descending=descending)
    with crowded.read() as conn:
        ids = find_ids(conn, query, when)
        pages = [row_id for offset in range(0, len(ids) + 1, 97) for row_id in find_ids(conn, query, when, offset=offset, limit=97)]
        rows = load_rows(conn, ids, when, crowded.calendar())
        chips = state_counts(conn, query, when)
        everything = find_ids(conn, TaskQuery(states=frozenset(TaskState)), when)
        assert count(conn, query, when) == len(ids)
    assert pages == ids == [row.id for row in rows]
    assert len(set(ids)) == len(ids)
    asked = states - {UNASSIGNED}
    if states and UNASSIGNED not in states:
        assert {row.state for row in rows} <= asked
        assert len(ids) == sum(chips[state] for state in asked)
    if not states:
        assert all(row.cancelled_at is None for row in rows)
    assert sum(chips[state] for state in TaskState) == len(everything)
    keys = [row.id if sort == "id" else getattr(row, sort) for row in rows]
    known = [key for key in keys if key is not None]
    assert known == sorted(known, reverse=descending)
    assert keys == known + [None] * (len(keys) - len(known)), "what has no date comes last either way"


def test_the_chips_count_what_the_clock_counts(crowded: Office) -> None:
    when = crowded.when()
    with crowded.read() as conn:
        rows = load_rows(conn, find_ids(conn, TaskQuery(states=frozenset(TaskState)), when), when, crowded.calendar())
        chips = state_counts(conn, TaskQuery(), when)
    assert {state: number for state, number in chips.items() if state != UNASSIGNED} == Counter(row.state.value for row in rows)
    running = [row for row in rows if row.completed_date is None and row.suspended_at is None and row.cancelled_at is None]
    assert chips[UNASSIGNED] == sum(row.lead == "" for row in running) > 0


def test_days_late_and_left_are_working_days_and_only_where_they_mean_something(crowded: Office) -> None:
    when = crowded.when()
    calendar = crowded.calendar()
    with crowded.read() as conn:
        rows = load_rows(conn, find_ids(conn, TaskQuery(states=frozenset(TaskState)), when), when, calendar)
    for row in rows:
        if row.state in (TaskState.OVERDUE, TaskState.COMPLETED_LATE):
            assert row.due_date is not None
            assert row.days_late == calendar.working_days_between(row.due_date, row.completed_date or TODAY)
        else:
            assert row.days_late == 0
        left_is_known = row.state in (TaskState.OVERDUE, TaskState.DUE_SOON, TaskState.IN_PROGRESS)
        assert (row.days_left is not None) == left_is_known
    late = next(row for row in rows if row.state == TaskState.OVERDUE and row.due_date == TODAY - timedelta(days=9))
    assert (late.days_late, late.days_left) == (7, -7)


def test_an_unknown_state_or_sort_is_refused(office: Office) -> None:
    when = office.when()
    with office.read() as conn:
        with pytest.raises(OfficeError, match="unknown_state"):
            find_ids(conn, TaskQuery().with_states("late"), when)
        with pytest.raises(OfficeError, match="unknown_sort"):
            find_ids(conn, TaskQuery().sorted_by("content; DROP TABLE task"), when)
