"""Duties that come back: every turn once, whatever is run how often, and the template left alone by its tasks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from models.clock.recurrence import LAST_DAY, Recurrence, occurrences
from models.errors import OfficeError
from models.office import Office
from models.outcome import Notice
from models.registers.tasks.queries import find_ids
from models.registers.tasks.recurring import (
    add_recurring_duty,
    correct_recurring_duty,
    create_due_occurrences,
    end_recurring_duty,
    list_duties,
)
from models.registers.tasks.rows import DutyEntry, TaskEntry, TaskQuery, TaskRow
from models.registers.tasks.services import cancel_task, correct_task
from models.registers.tasks.tables import task
from tests.factories import TODAY, official_id
from tests.factories_tasks import make_tasks, task_row

MONTHLY = Recurrence("monthly", day=25, move_off_rest="before")


def make_duty(office: Office, rule: Recurrence = MONTHLY, **fields) -> int:
    entry = DutyEntry(**{"content": "Báo cáo công tác tháng", "rule": rule, "active_from": date(2026, 1, 1), "lead": "Văn phòng", **fields})
    duty_id = add_recurring_duty(office, entry).id
    assert duty_id is not None
    return duty_id


def turns(office: Office, duty_id: int) -> list[TaskRow]:
    when = office.when()
    query = TaskQuery(recurring_duty_id=duty_id, states=frozenset({"cancelled", "overdue", "due_soon", "in_progress_within_due"}))
    with office.read() as conn:
        ids = find_ids(conn, query, when)
    return [task_row(office, task_id) for task_id in ids]


def test_each_turn_becomes_one_task_due_off_rest_days(office: Office) -> None:
    duty_id = make_duty(office)
    create_due_occurrences(office, date(2026, 12, 31))
    found = turns(office, duty_id)
    assert [row.nominal_date for row in found] == [date(2026, month, 25) for month in range(1, 13)]
    january, april = found[0], found[3]
    assert january.due_date == date(2026, 1, 23)  # the 25th is a Sunday
    assert (january.assigned_date, april.assigned_date) == (date(2026, 1, 1), date(2026, 3, 26))
    assert (april.recurring, april.lead, april.content) == ("monthly", "Văn phòng", "Báo cáo công tác tháng")


def test_running_again_makes_nothing_and_writes_nothing(office: Office) -> None:
    make_duty(office)
    assert create_due_occurrences(office, TODAY).seq > 0
    assert create_due_occurrences(office, TODAY).seq == 0


@given(
    rule=st.sampled_from(
        [
            MONTHLY,
            Recurrence("monthly", day=LAST_DAY),
            Recurrence("weekly", weekday=4, move_off_rest="before"),
            Recurrence("quarterly", day=25, month=3, move_off_rest="after"),
            Recurrence("semiannual", day=5, month=6),
            Recurrence("annual", day=30, month=11),
        ]
    ),
    start=st.dates(date(2025, 6, 1), date(2026, 11, 1)),
    runs=st.lists(st.integers(0, 500), min_size=1, max_size=5),
)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_turn_is_skipped_or_doubled_however_it_is_run(office: Office, rule: Recurrence, start: date, runs: list[int]) -> None:
    duty_id = make_duty(office, rule, active_from=start)
    for days in runs:
        create_due_occurrences(office, start + timedelta(days=days))
    with office.read() as conn:
        asked = select(task.c.nominal_date).where(task.c.recurring_duty_id == duty_id).order_by(task.c.nominal_date)
        made = list(conn.execute(asked).scalars())
    until = start + timedelta(days=max(runs))
    expected = [turn.nominal for turn in occurrences(rule, start - timedelta(days=1), until, None)]
    assert made == expected
    # The office is kept for the next example, whose runs must not make tasks of this duty.
    end_recurring_duty(office, duty_id, last_day=start, reason="Xong ví dụ này")


def test_changing_one_task_leaves_the_template_and_the_others_alone(office: Office) -> None:
    duty_id = make_duty(office)
    create_due_occurrences(office, date(2026, 2, 28))
    first, second = turns(office, duty_id)
    correct_task(office, first.id, {"content": "Báo cáo tháng 1 và kế hoạch năm"}, reason="Gộp báo cáo")
    cancel_task(office, second.id, reason="Tỉnh miễn tháng Tết")
    create_due_occurrences(office, date(2026, 3, 31))
    found = turns(office, duty_id)
    assert [row.content for row in found] == ["Báo cáo tháng 1 và kế hoạch năm", "Báo cáo công tác tháng", "Báo cáo công tác tháng"]
    assert [row.nominal_date.month for row in found if row.nominal_date] == [1, 2, 3], "a cancelled turn is not made again"


def test_an_undone_making_is_made_again(office: Office) -> None:
    duty_id = make_duty(office)
    create_due_occurrences(office, date(2026, 1, 31))
    create_due_occurrences(office, date(2026, 3, 31))
    office.undo()
    assert len(turns(office, duty_id)) == 1
    create_due_occurrences(office, date(2026, 3, 31))
    assert [row.nominal_date.month for row in turns(office, duty_id) if row.nominal_date] == [1, 2, 3]


def test_the_table_itself_refuses_a_second_task_for_a_turn(office: Office) -> None:
    duty_id = make_duty(office)
    create_due_occurrences(office, date(2026, 1, 31))
    with pytest.raises(IntegrityError):
        make_tasks(office, TaskEntry("Trùng", recurring_duty_id=duty_id, nominal_date=date(2026, 1, 25)))


def test_a_corrected_template_counts_for_later_turns_only(office: Office) -> None:
    duty_id = make_duty(office)
    create_due_occurrences(office, date(2026, 1, 31))
    person = official_id(office, "Lê Thị Cúc")
    correct_recurring_duty(office, duty_id, {"lead_official_id": person, "content": "Báo cáo tháng"}, reason="Đổi người")
    create_due_occurrences(office, date(2026, 2, 28))
    first, second = turns(office, duty_id)
    assert (first.lead, second.lead) == ("Văn phòng", "Lê Thị Cúc (Phòng Kinh tế)")
    assert (first.content, second.content) == ("Báo cáo công tác tháng", "Báo cáo tháng")
    with pytest.raises(OfficeError, match="not_correctable"):
        correct_recurring_duty(office, duty_id, {"rule": "daily"}, reason="x")


def test_an_ended_duty_makes_no_more_and_tells_of_those_beyond(office: Office) -> None:
    duty_id = make_duty(office)
    create_due_occurrences(office, date(2026, 12, 31))
    outcome = end_recurring_duty(office, duty_id, last_day=date(2026, 10, 31), reason="Tỉnh bỏ báo cáo")
    assert outcome.notices == (Notice("tasks_after_end", {"count": 2}),)
    assert create_due_occurrences(office, date(2027, 6, 30)).seq == 0
    with pytest.raises(OfficeError, match="ends_before_start"):
        end_recurring_duty(office, duty_id, last_day=date(2025, 12, 31), reason="x")


def test_duties_are_listed_with_their_rule_in_words_and_their_next_day(office: Office) -> None:
    make_duty(office)
    ended = make_duty(office, Recurrence("weekly", weekday=4), active_to=date(2026, 10, 31))
    ahead = make_duty(office, Recurrence("monthly", day=LAST_DAY), active_from=date(2027, 2, 1))
    with office.read() as conn:
        rows = list_duties(conn, TODAY, office.calendar())
    assert [row.next_due for row in rows] == [date(2026, 11, 25), None, date(2027, 2, 28)]
    assert rows[0].description.startswith("hằng tháng, ngày 25")
    assert [row.id for row in rows[1:]] == [ended, ahead]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"content": ""}, "missing_content"),
        ({"active_from": date(1900, 1, 1)}, "impossible_date"),
        ({"active_to": date(2025, 12, 31)}, "ends_before_start"),
        ({"lead_official_id": 99}, "not_found"),
    ],
)
def test_a_bad_duty_is_refused(office: Office, fields: dict, code: str) -> None:
    with pytest.raises(OfficeError, match=code):
        make_duty(office, **fields)
