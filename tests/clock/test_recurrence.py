from __future__ import annotations

import datetime as dt
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.clock.recurrence import LAST_DAY, Occurrence, Recurrence, decode, describe, encode, next_occurrence, occurrences
from models.clock.working_days import Calendar
from tests.clock.strategies import SEED, dates

SEEDED = Calendar(SEED)
MONTHS = {"monthly": 1, "quarterly": 3, "semiannual": 6, "annual": 12}
MOVES = ("none", "before", "after")


def days(rule: Recurrence, after: str, until: str, calendar: Calendar | None = None) -> list[str]:
    found = occurrences(rule, date.fromisoformat(after), date.fromisoformat(until), calendar)
    return [f"{occurrence.due:%d/%m/%y}" for occurrence in found]


@pytest.mark.parametrize(
    ("rule", "after", "until", "expected"),
    [
        (Recurrence("daily"), "2026-02-27", "2026-03-02", "28/02/26 01/03/26 02/03/26"),
        (Recurrence("weekly", weekday=4), "2026-11-20", "2026-12-04", "27/11/26 04/12/26"),
        (Recurrence("weekly", weekday=4), "2026-11-19", "2026-11-20", "20/11/26"),
        (Recurrence("monthly", day=25), "2026-11-25", "2027-02-25", "25/12/26 25/01/27 25/02/27"),
        (Recurrence("monthly", day=LAST_DAY), "2028-01-01", "2028-05-01", "31/01/28 29/02/28 31/03/28 30/04/28"),
        (Recurrence("monthly", day=30), "2027-01-01", "2027-04-01", "30/01/27 28/02/27 30/03/27"),
        (Recurrence("monthly", day=29), "2027-12-29", "2028-03-29", "29/01/28 29/02/28 29/03/28"),
        (Recurrence("quarterly", day=25, month=3), "2026-01-01", "2026-12-31", "25/03/26 25/06/26 25/09/26 25/12/26"),
        (Recurrence("quarterly", day=LAST_DAY, month=2), "2027-11-30", "2028-06-01", "29/02/28 31/05/28"),
        (Recurrence("semiannual", day=14, month=6), "2026-06-14", "2027-06-14", "14/12/26 14/06/27"),
        (Recurrence("annual", day=29, month=2), "2026-01-01", "2028-12-31", "28/02/26 28/02/27 29/02/28"),
        (Recurrence("annual", day=30, month=11), "2026-12-01", "2027-11-29", ""),
    ],
)  # fmt: skip
def test_the_days_that_a_rule_names(rule, after, until, expected):
    assert days(rule, after, until) == expected.split()


@pytest.mark.parametrize(
    ("move", "expected"),
    [
        ("none", ["17/01/26", "17/02/26", "17/03/26"]),
        ("before", ["16/01/26", "13/02/26", "17/03/26"]),  # a Saturday; the first day of Tết
        ("after", ["19/01/26", "23/02/26", "17/03/26"]),
    ],
)
def test_a_rest_day_is_moved_off(move, expected):
    rule = Recurrence("monthly", day=17, move_off_rest=move)
    assert days(rule, "2026-01-01", "2026-03-31", SEEDED) == expected
    assert days(rule, "2026-01-01", "2026-03-31") == ["17/01/26", "17/02/26", "17/03/26"]


def test_a_moved_occurrence_remembers_the_day_the_rule_names():
    rule = Recurrence("monthly", day=1, move_off_rest="before")
    assert next_occurrence(rule, date(2026, 10, 1), SEEDED) == Occurrence(date(2026, 11, 1), date(2026, 10, 30))


def test_a_daily_duty_rests_on_rest_days_when_it_moves_off_them():
    rule = Recurrence("daily", move_off_rest="after")
    assert days(rule, "2026-11-20", "2026-11-26", SEEDED) == ["23/11/26", "25/11/26", "26/11/26"]
    assert days(rule, "2026-02-13", "2026-02-23", SEEDED) == ["23/02/26"]
    assert len(days(Recurrence("daily"), "2026-11-20", "2026-11-26", SEEDED)) == 6


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Recurrence("daily"), "hằng ngày"),
        (Recurrence("daily", move_off_rest="before"), "hằng ngày, trừ ngày nghỉ"),
        (Recurrence("weekly", weekday=0), "hằng tuần, thứ Hai"),
        (Recurrence("weekly", weekday=6), "hằng tuần, Chủ nhật"),
        (Recurrence("monthly", day=25), "hằng tháng, ngày 25"),
        (Recurrence("monthly", day=0), "hằng tháng, ngày cuối tháng"),
        (Recurrence("quarterly", day=25, month=3), "hằng quý, ngày 25 các tháng 3, 6, 9, 12"),
        (Recurrence("semiannual", day=LAST_DAY, month=6), "6 tháng một lần, ngày cuối các tháng 6, 12"),
        (Recurrence("annual", day=14, month=12), "hằng năm, ngày 14 tháng 12"),
        (
            Recurrence("monthly", day=5, move_off_rest="after"),
            "hằng tháng, ngày 5; gặp ngày nghỉ thì chuyển sang ngày làm việc tiếp theo",
        ),
        (
            Recurrence("weekly", weekday=4, move_off_rest="before"),
            "hằng tuần, thứ Sáu; gặp ngày nghỉ thì làm trước vào ngày làm việc liền trước",
        ),
    ],
)
def test_rules_in_words(rule, words):
    assert describe(rule) == words


@pytest.mark.parametrize(
    "parts",
    [
        {"every": "hourly"},
        {"every": "weekly"},
        {"every": "weekly", "weekday": 7},
        {"every": "weekly", "weekday": 1, "day": 3},
        {"every": "daily", "month": 1},
        {"every": "monthly"},
        {"every": "monthly", "day": 32},
        {"every": "monthly", "day": -1},
        {"every": "monthly", "day": 5, "month": 1},
        {"every": "quarterly", "day": 5},
        {"every": "quarterly", "day": 5, "month": 4},
        {"every": "semiannual", "day": 5, "month": 7},
        {"every": "annual", "day": 5, "month": 0},
        {"every": "monthly", "day": 5, "move_off_rest": "sideways"},
    ],
)
def test_rules_without_sense_are_refused(parts):
    with pytest.raises(ValueError, match=r"fit|unknown"):
        Recurrence(**parts)


def test_the_last_day_has_one_form():
    assert Recurrence("monthly", day=0) == Recurrence("monthly", day=LAST_DAY)
    assert encode(Recurrence("monthly", day=0)) == "monthly day=31"


rules = st.one_of(
    st.builds(Recurrence, st.just("daily"), move_off_rest=st.sampled_from(MOVES)),
    st.builds(Recurrence, st.just("weekly"), weekday=st.integers(0, 6), move_off_rest=st.sampled_from(MOVES)),
    st.builds(Recurrence, st.just("monthly"), day=st.integers(0, 31), move_off_rest=st.sampled_from(MOVES)),
    *(
        st.builds(Recurrence, st.just(every), day=st.integers(0, 31), month=st.integers(1, step), move_off_rest=st.sampled_from(MOVES))
        for every, step in MONTHS.items()
        if step > 1
    ),
)
monthly_or_rarer = rules.filter(lambda rule: rule.every in MONTHS)
any_date = st.dates(date(1900, 1, 1), date(2400, 1, 1))


@given(rules)
def test_stored_text_gives_the_same_rule_back(rule):
    assert decode(encode(rule)) == rule


@given(st.text(max_size=40) | st.sampled_from(["monthly day=", "monthly day=5 day=6", "weekly weekday=1 move=none", "daily x=1", ""]))
def test_any_other_text_is_refused(text):
    with pytest.raises(ValueError, match=r".+"):
        decode(text)


@given(monthly_or_rarer, any_date)
def test_a_month_is_never_skipped_nor_doubled(rule, after):
    found = [occurrence.nominal for occurrence in occurrences(rule, after, after + dt.timedelta(days=2000), None)]
    numbers = [day.year * 12 + day.month for day in found]
    assert numbers == [numbers[0] + MONTHS[rule.every] * i for i in range(len(numbers))]
    assert (found[0] - after).days <= 366
    for day in found:  # on its day, or on the last one of a shorter month
        assert day.day == rule.day or (day.day < rule.day and (day + dt.timedelta(days=1)).day == 1)


@given(rules, dates, st.integers(0, 300), st.integers(0, 300))
def test_two_stretches_make_the_whole(rule, start, one, two):
    middle, end = start + dt.timedelta(days=one), start + dt.timedelta(days=one + two)
    whole = occurrences(rule, start, end, SEEDED)
    assert whole == occurrences(rule, start, middle, SEEDED) + occurrences(rule, middle, end, SEEDED)
    if whole:
        assert next_occurrence(rule, start, SEEDED) == whole[0]


@given(rules, dates)
def test_moved_days_are_working_days_on_the_side_asked_for(rule, after):
    for occurrence in occurrences(rule, after, after + dt.timedelta(days=400), SEEDED):
        moved = occurrence.due - occurrence.nominal
        if rule.move_off_rest == "none":
            assert not moved
        else:
            assert SEEDED.is_working_day(occurrence.due)
            assert moved.days == 0 or (moved.days < 0) == (rule.move_off_rest == "before")


def test_the_end_of_time_is_said():
    with pytest.raises(OverflowError):
        next_occurrence(Recurrence("annual", day=31, month=12), date.max, None)
    with pytest.raises(OverflowError):
        next_occurrence(Recurrence("weekly", weekday=0), date.max, None)
    assert occurrences(Recurrence("monthly", day=31), date(9999, 10, 31), date.max, None)[-1].due == date.max
