"""The ladder of reminders: by a table of days, and its properties over any calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.clock.working_days import Calendar, seed_days
from models.registers.reminders.ladder import LadderRules, Step, parse_steps, reminders_due, step_day, written_steps
from tests.clock.strategies import calendars, dates

CALENDAR = Calendar(seed_days())
RULES = LadderRules()
FRIDAY = date(2026, 11, 20)  # Tuesday 24/11 is a holiday


@pytest.mark.parametrize(
    ("due", "today", "step"),
    [
        # Five working days are left: 23, 25, 26, 27 and 30/11.
        (date(2026, 11, 30), FRIDAY, Step(FRIDAY, -5)),
        (date(2026, 12, 1), FRIDAY, None),
        # Between two steps the newest one stands.
        (date(2026, 11, 27), FRIDAY, Step(date(2026, 11, 19), -5)),
        (date(2026, 11, 26), FRIDAY, Step(FRIDAY, -3)),
        (date(2026, 11, 23), FRIDAY, Step(FRIDAY, -1)),
        (FRIDAY, FRIDAY, Step(FRIDAY, 0)),
        # Due on a Saturday: reminded on the Friday before, late from Monday on.
        (date(2026, 11, 21), FRIDAY, Step(FRIDAY, 0)),
        (date(2026, 11, 21), date(2026, 11, 23), Step(date(2026, 11, 23), 1)),
        # On a rest day nothing new falls.
        (date(2026, 11, 23), date(2026, 11, 22), Step(FRIDAY, -1)),
        (date(2026, 11, 23), date(2026, 11, 24), Step(date(2026, 11, 23), 0)),
        # Late by one, two, three, five, nine and ten working days.
        (date(2026, 11, 19), FRIDAY, Step(FRIDAY, 1)),
        (date(2026, 11, 18), FRIDAY, Step(date(2026, 11, 19), 1)),
        (date(2026, 11, 17), FRIDAY, Step(FRIDAY, 3)),
        (date(2026, 11, 13), FRIDAY, Step(FRIDAY, 5)),
        (date(2026, 11, 9), FRIDAY, Step(date(2026, 11, 16), 5)),
        (date(2026, 11, 6), FRIDAY, Step(FRIDAY, 10)),
        (date(2026, 10, 30), FRIDAY, Step(FRIDAY, 15)),
    ],
)
def test_the_newest_step(due: date, today: date, step: Step | None) -> None:
    assert reminders_due(due, today, CALENDAR, RULES) == step


def test_without_repetition_the_last_step_stands() -> None:
    rules = LadderRules(before=(), after=(2,), repeat=0)
    assert reminders_due(date(2026, 10, 1), FRIDAY, CALENDAR, rules) == Step(date(2026, 10, 5), 2)
    assert reminders_due(FRIDAY, FRIDAY, CALENDAR, rules) is None


def test_repetition_alone_begins_one_stretch_after_the_due_date() -> None:
    rules = LadderRules(before=(), after=(), repeat=3)
    assert reminders_due(date(2026, 11, 18), FRIDAY, CALENDAR, rules) is None
    assert reminders_due(date(2026, 11, 17), FRIDAY, CALENDAR, rules) == Step(FRIDAY, 3)


steps = st.lists(st.integers(0, 12), max_size=4, unique=True).map(tuple)
ladders = st.builds(
    LadderRules, before=steps, after=st.lists(st.integers(1, 12), max_size=4, unique=True).map(tuple), repeat=st.integers(0, 7)
)


@given(calendars(), dates, dates, ladders)
def test_no_step_falls_on_a_rest_day_or_later_than_today(calendar: Calendar, due: date, today: date, rules: LadderRules) -> None:
    step = reminders_due(due, today, calendar, rules)
    if step is None:
        return
    assert calendar.is_working_day(step.day)
    assert step.day <= today
    assert step.day == step_day(due, step.offset, calendar)
    # Seen from its own day the step is the same, and it is the one for which so many days are left or gone.
    assert reminders_due(due, step.day, calendar, rules) == step
    days = calendar.working_days_between(due, step.day) if step.offset > 0 else -calendar.working_days_between(step.day, due)
    assert days == step.offset


@given(calendars(), dates, dates, ladders)
def test_the_steps_only_go_up(calendar: Calendar, due: date, today: date, rules: LadderRules) -> None:
    before, later = (reminders_due(due, day, calendar, rules) for day in (today, today + timedelta(days=1)))
    if before is not None:
        assert later is not None
        assert later.offset >= before.offset
        assert later.day >= before.day


@given(calendars(), dates, ladders)
def test_every_step_of_the_rules_is_reached(calendar: Calendar, due: date, rules: LadderRules) -> None:
    for offset in (*(-days for days in rules.before), *rules.after):
        assert reminders_due(due, step_day(due, offset, calendar), calendar, rules) == Step(step_day(due, offset, calendar), offset)


@pytest.mark.parametrize(("text", "found"), [("5,3,1,0", (5, 3, 1, 0)), (" 5 ; 3 ", (5, 3)), ("", ()), ("1,1", (1,))])
def test_steps_are_read(text: str, found: tuple[int, ...]) -> None:
    assert parse_steps(text) == found
    assert parse_steps(written_steps(found)) == found


@pytest.mark.parametrize("text", ["a", "-1", "61", "1.5", "1 2"])
def test_what_is_no_step_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w|-"):
        parse_steps(text)
