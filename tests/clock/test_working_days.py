from __future__ import annotations

import csv
import datetime as dt
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.clock.working_days import Calendar, CalendarDay, DayKind, OfficeHours, estimated_days, seed_days
from tests.clock.strategies import SEED, calendars, dates
from tests.conftest import ROOT

SEEDED = Calendar(SEED)


def d(text: str) -> date:
    day, month, year = text.split("/")
    return date(int(year), int(month), int(day))


@pytest.mark.parametrize(
    ("day", "working", "reason"),
    [
        ("02/01/2026", False, "Nghỉ hoán đổi (làm bù 10/01/2026)"),
        ("10/01/2026", True, None),  # a Saturday, worked for 02/01
        ("13/02/2026", True, None),
        ("16/02/2026", False, "29 Tết"),
        ("20/02/2026", False, "Mùng 4 Tết"),
        ("21/02/2026", False, "cuối tuần"),
        ("23/02/2026", True, None),
        ("26/04/2026", False, "Giỗ Tổ Hùng Vương (Chủ nhật)"),
        ("27/04/2026", False, "Nghỉ bù Giỗ Tổ Hùng Vương"),
        ("22/08/2026", True, None),  # a Saturday, worked for 31/08
        ("31/08/2026", False, "Nghỉ hoán đổi (làm bù 22/08/2026)"),
        ("23/11/2026", True, None),  # the swap once proposed was not adopted
        ("24/11/2026", False, "Ngày Văn hóa Việt Nam"),
        ("28/11/2026", False, "cuối tuần"),
        ("10/02/2027", False, "Nghỉ bù Tết"),
        ("11/02/2027", True, None),
        ("03/05/2027", False, "Nghỉ bù Ngày Quốc tế lao động"),
        ("28/02/2028", True, None),
        ("29/02/2028", True, None),
    ],
)
def test_which_days_count_and_why_not(day, working, reason):
    assert SEEDED.is_working_day(d(day)) is working
    assert SEEDED.rest_reason(d(day)) == reason


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("20/11/2026", 3, "26/11/2026"),  # domain.md 6.4
        ("13/02/2026", 1, "23/02/2026"),  # over Tết
        ("12/02/2026", 2, "23/02/2026"),
        ("03/02/2027", 1, "11/02/2027"),
        ("08/01/2026", 2, "10/01/2026"),  # onto the worked Saturday
        ("09/01/2026", 1, "10/01/2026"),
        ("21/08/2026", 2, "24/08/2026"),
        ("28/08/2026", 1, "03/09/2026"),
        ("31/12/2025", 1, "05/01/2026"),
        ("27/02/2024", 2, "29/02/2024"),
        ("10/01/2026", 0, "10/01/2026"),
        ("11/01/2026", 0, "12/01/2026"),
        ("14/02/2026", 0, "23/02/2026"),
    ],
)
def test_adding_working_days(start, days, end):
    assert SEEDED.add_working_days(d(start), days) == d(end)


@pytest.mark.parametrize(
    ("end", "days", "start"),
    [
        ("26/11/2026", 3, "20/11/2026"),
        ("23/02/2026", 1, "13/02/2026"),
        ("12/01/2026", 1, "10/01/2026"),
        ("22/02/2026", 0, "13/02/2026"),
        ("23/02/2026", 0, "23/02/2026"),
    ],
)
def test_subtracting_working_days(end, days, start):
    assert SEEDED.subtract_working_days(d(end), days) == d(start)


def test_days_between_count_the_end_and_not_the_start():
    assert SEEDED.working_days_between(d("20/11/2026"), d("26/11/2026")) == 3
    assert SEEDED.working_days_between(d("26/11/2026"), d("20/11/2026")) == -3
    assert SEEDED.working_days_between(d("20/11/2026"), d("20/11/2026")) == 0
    assert SEEDED.working_days_between(d("13/02/2026"), d("22/02/2026")) == 0
    # 2026 has 261 weekdays: 11 are holidays, one is made up for Giỗ Tổ, two are swapped for two Saturdays.
    assert SEEDED.working_days_between(d("31/12/2025"), d("31/12/2026")) == 261 - 12


def test_rest_days_are_listed_with_their_reasons():
    assert SEEDED.rest_days_between(d("20/11/2026"), d("26/11/2026")) == [
        (d("21/11/2026"), "cuối tuần"),
        (d("22/11/2026"), "cuối tuần"),
        (d("24/11/2026"), "Ngày Văn hóa Việt Nam"),
    ]


def brute_force_between(calendar: Calendar, start: date, end: date) -> int:
    return sum(calendar.is_working_day(start + dt.timedelta(days=i)) for i in range(1, (end - start).days + 1))


@given(calendars(), dates, dates)
def test_arithmetic_counts_what_counting_day_by_day_counts(calendar, start, end):
    start, end = min(start, end), max(start, end)
    assert calendar.working_days_between(start, end) == brute_force_between(calendar, start, end)
    assert len(calendar.rest_days_between(start, end)) == (end - start).days - calendar.working_days_between(start, end)


@given(calendars(), dates, st.integers(1, 200))
def test_adding_lands_on_the_nth_working_day(calendar, start, n):
    end = calendar.add_working_days(start, n)
    assert calendar.is_working_day(end)
    assert calendar.working_days_between(start, end) == n
    back = calendar.subtract_working_days(end, n)
    assert calendar.is_working_day(back)
    assert back <= calendar.subtract_working_days(start, 0)
    assert calendar.add_working_days(back, n) == end


@given(calendars(), dates)
def test_the_neighbouring_working_days(calendar, day):
    following, before = calendar.next_working_day(day), calendar.subtract_working_days(day, 0)
    assert before <= day <= following < calendar.after(following)
    assert calendar.is_working_day(following)
    assert calendar.is_working_day(before)
    assert (before == day) == (following == day) == calendar.is_working_day(day)
    assert brute_force_between(calendar, before, following) == (before != following)


def test_the_offices_own_entry_overrides_the_announced_one():
    worked = CalendarDay(d("24/11/2026"), DayKind.EXTRA_WORK, "Trực tiếp dân")
    closed = CalendarDay(d("25/11/2026"), DayKind.EXTRA_REST, "")
    calendar = Calendar([*SEED, worked, closed])
    assert calendar.is_working_day(d("24/11/2026"))
    assert calendar.rest_reason(d("25/11/2026")) == "ngày nghỉ"
    assert calendar.add_working_days(d("20/11/2026"), 3) == d("26/11/2026")
    assert worked in calendar.days


@pytest.mark.parametrize("counts", [False, True])
def test_a_saturday_morning_is_open_and_counts_only_when_so_set(counts):
    calendar = Calendar(SEED, saturday_morning=True, half_day_counts=counts)
    saturday = d("14/11/2026")
    assert calendar.is_half_day(saturday)
    assert calendar.is_working_day(saturday) is counts
    assert calendar.rest_reason(saturday) == (None if counts else "chỉ làm buổi sáng")
    assert calendar.working_periods(saturday) == ((dt.datetime(2026, 11, 14, 7, 30), dt.datetime(2026, 11, 14, 11, 30)),)
    assert calendar.add_working_days(d("13/11/2026"), 1) == (saturday if counts else d("16/11/2026"))
    assert not calendar.is_half_day(d("10/01/2026"))  # a swapped Saturday is a whole day
    assert len(calendar.working_periods(d("10/01/2026"))) == 2
    assert calendar.working_periods(d("15/11/2026")) == ()


def test_a_saturday_of_the_week_is_a_whole_day():
    calendar = Calendar(SEED, working_weekdays=range(6), saturday_morning=True)
    assert calendar.is_working_day(d("14/11/2026"))
    assert not calendar.is_half_day(d("14/11/2026"))


@pytest.mark.parametrize("weekdays", [(), (7,), (-1, 0)])
def test_a_week_without_sense_is_refused(weekdays):
    with pytest.raises(ValueError, match="weekdays"):
        Calendar([], working_weekdays=weekdays)


def test_office_hours_out_of_order_are_refused():
    with pytest.raises(ValueError, match="order"):
        OfficeHours(morning_end=dt.time(14))
    assert OfficeHours().full_day() == dt.timedelta(hours=7, minutes=30)


def test_negative_counts_are_refused():
    with pytest.raises(ValueError, match="negative"):
        SEEDED.add_working_days(d("20/11/2026"), -1)
    with pytest.raises(ValueError, match="negative"):
        SEEDED.subtract_working_days(d("20/11/2026"), -1)


def test_the_ends_of_time_do_not_hang_and_say_so():
    assert SEEDED.working_days_between(date.min, date.max) == -SEEDED.working_days_between(date.max, date.min) > 2_600_000
    with pytest.raises(OverflowError):
        SEEDED.add_working_days(date.max, 1)
    with pytest.raises(OverflowError):
        SEEDED.subtract_working_days(date.min, 1)


def test_which_years_are_known_and_which_are_estimates():
    calendar = Calendar([*SEED, *estimated_days(2028), CalendarDay(d("05/01/2030"), DayKind.EXTRA_WORK, "")])
    assert [year for year in range(2023, 2031) if calendar.covers_year(year)] == [2024, 2025, 2026, 2027, 2028]
    assert [year for year in range(2023, 2031) if calendar.is_estimated(year)] == [2028]


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        ("24/01/2028", DayKind.HOLIDAY),
        ("26/01/2028", DayKind.HOLIDAY),
        ("03/01/2028", DayKind.COMPENSATORY_OFF),
        ("02/05/2028", DayKind.COMPENSATORY_OFF),
        ("02/09/2028", DayKind.HOLIDAY),
        ("24/11/2028", DayKind.HOLIDAY),
        ("24/11/2029", DayKind.HOLIDAY),  # a Saturday
        ("26/11/2029", None),  # no make-up day: 24/11 is not in Điều 112
        ("31/08/2026", DayKind.SWAP_OFF),
        ("22/08/2026", DayKind.SWAP_WORK),
    ],
)
def test_estimates_of_years_not_announced(day, kind):
    found = {day.date: day for day in estimated_days(d(day).year)}
    assert (found[d(day)].kind if d(day) in found else None) == kind
    assert all(day.estimated for day in found.values())


def test_no_estimates_beyond_the_lunar_tables():
    assert estimated_days(1900) == estimated_days(2101) == estimated_days(99999) == []


def test_the_estimate_of_2027_is_the_announced_calendar():
    announced = {day.date for day in seed_days() if day.date.year == 2027}
    assert {day.date for day in estimated_days(2027)} == announced


def test_the_seed_says_what_the_domain_data_says(shared):
    with (shared / "domain" / "data" / "calendar_days.csv").open(encoding="utf-8") as file:
        expected = [(row["date"], row["kind"], row["name"]) for row in csv.DictReader(file)]
    assert [(str(day.date), str(day.kind), day.name) for day in seed_days()] == expected


def test_nothing_heavy_is_loaded_with_the_clock():
    code = (
        "import sys, models.clock.deadlines, models.clock.recurrence, models.clock.periods\n"
        "print(*{'holidays', 'dateutil', 'sqlalchemy', 'PySide6'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")
