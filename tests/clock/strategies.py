"""Calendars, moments, pauses and rules as hypothesis invents them."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from models.clock.deadlines import ClockRules, Pause
from models.clock.working_days import Calendar, CalendarDay, DayKind, seed_days

SEED = seed_days()
YEARS = dt.date(2026, 1, 1), dt.date(2027, 6, 30)
QUARTER = dt.timedelta(minutes=15)

dates = st.dates(*YEARS)
moments = st.builds(
    lambda d, quarters: dt.datetime.combine(d, dt.time()) + quarters * QUARTER,
    dates,
    st.integers(0, 95),
)
special_days = st.builds(CalendarDay, dates, st.sampled_from(DayKind), st.just("ngày riêng của cơ quan"))


@st.composite
def calendars(draw):
    """The announced calendar with what an office may do to it."""
    return Calendar(
        [*SEED, *draw(st.lists(special_days, max_size=12))],
        working_weekdays=draw(st.sampled_from([{0, 1, 2, 3, 4}, {0, 1, 2, 3, 4, 5}, {0, 2, 4}])),
        saturday_morning=draw(st.booleans()),
        half_day_counts=draw(st.booleans()),
    )


@st.composite
def pauses(draw, *, within_days=30):
    start = draw(moments)
    return Pause(start, start + draw(st.integers(0, within_days * 96)) * QUARTER)


rules = st.builds(
    ClockRules,
    cutoff=st.sampled_from([None, dt.time(15), dt.time(10)]),
    late_receipt_counts_from_next_day=st.booleans(),
    appointment_time=st.sampled_from([dt.time(17), dt.time(11), dt.time(9)]),
)
