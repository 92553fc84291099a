from __future__ import annotations

import datetime as dt
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.clock.periods import CUTOFF_DAYS, Period, parse_period, period_before, period_containing, period_title

KINDS = ["{y}-{m:02}", "{y}-Q1", "{y}-Q2", "{y}-Q3", "{y}-Q4", "{y}-H1", "{y}-H2", "{y}"]
codes = st.builds(lambda kind, y, m: kind.format(y=y, m=m), st.sampled_from(KINDS), st.integers(1900, 2200), st.integers(1, 12))
cutoffs = st.sampled_from(CUTOFF_DAYS)


@pytest.mark.parametrize(
    ("code", "cutoff", "first", "last"),
    [
        ("2026-11", 15, "2026-10-15", "2026-11-14"),  # Nghị định 09/2019/NĐ-CP
        ("2026-01", 15, "2025-12-15", "2026-01-14"),
        ("2026-Q1", 15, "2025-12-15", "2026-03-14"),
        ("2026-Q4", 15, "2026-09-15", "2026-12-14"),
        ("2026-H1", 15, "2025-12-15", "2026-06-14"),
        ("2026-H2", 15, "2026-06-15", "2026-12-14"),
        ("2026-9M", 15, "2025-12-15", "2026-09-14"),
        ("2026", 15, "2025-12-15", "2026-12-14"),
        ("2026-11", 1, "2026-11-01", "2026-11-30"),
        ("2028-02", 1, "2028-02-01", "2028-02-29"),
        ("2026-Q4", 1, "2026-10-01", "2026-12-31"),
        ("2026", 1, "2026-01-01", "2026-12-31"),
        ("2028-03", 28, "2028-02-28", "2028-03-27"),
        ("2026-10-01..2026-10-31", 15, "2026-10-01", "2026-10-31"),
        ("2026-10-01..2026-10-01", 15, "2026-10-01", "2026-10-01"),
    ],
)
def test_periods_by_their_code(code, cutoff, first, last):
    assert parse_period(code, cutoff) == Period(code, date.fromisoformat(first), date.fromisoformat(last))


def test_small_letters_and_blanks_do_not_matter():
    assert parse_period(" 2026-q4\n") == parse_period("2026-Q4")


@pytest.mark.parametrize(
    "text",
    ["", "2026-00", "2026-13", "2026-1", "2026-Q5", "2026-H3", "2026-6M", "26", "0000", "9999-12-32..9999-12-33", "2026-11-14..2026-11-13",
     "2026-02-29..2026-03-01", "tháng 11", "２０２６", "2026-10-01..2026-10-31..2026-11-01", "0000-01", "1" * 5000],
)  # fmt: skip
def test_what_is_no_period_is_refused(text):
    with pytest.raises(ValueError, match=r".+"):
        parse_period(text)


@pytest.mark.parametrize("cutoff", [0, 29, -1])
def test_a_cutoff_that_not_every_month_has_is_refused(cutoff):
    with pytest.raises(ValueError, match="cut-off"):
        parse_period("2026-11", cutoff)


def test_the_ends_of_time_are_refused_without_a_crash():
    with pytest.raises(ValueError, match=r".+"):
        parse_period("0001-01")
    with pytest.raises(ValueError, match=r".+"):
        parse_period("9999", 1)
    with pytest.raises(ValueError, match="before the year 1"):
        period_before(parse_period("0001-01-01..2026-01-01"))


@given(codes, cutoffs)
def test_periods_of_one_kind_follow_each_other_without_gap_or_overlap(code, cutoff):
    period = parse_period(code, cutoff)
    before = period_before(period, cutoff)
    assert before.last + dt.timedelta(days=1) == period.first
    assert before == parse_period(before.code, cutoff)


@pytest.mark.parametrize(
    ("code", "before"),
    [
        ("2026-01", "2025-12"),
        ("2026-Q1", "2025-Q4"),
        ("2026-Q3", "2026-Q2"),
        ("2026-H2", "2026-H1"),
        ("2026-H1", "2025-H2"),
        ("2026-9M", "2025-9M"),
        ("2026", "2025"),
        ("2026-10-01..2026-10-31", "2026-08-31..2026-09-30"),
    ],
)
def test_the_period_before(code, before):
    assert period_before(parse_period(code)) == parse_period(before)


@given(st.integers(1900, 2200), cutoffs)
def test_months_make_quarters_and_quarters_make_halves_and_years(year, cutoff):
    def spans(*parts):
        return [(period.first, period.last) for period in (parse_period(f"{year}{part}", cutoff) for part in parts)]

    months = spans(*(f"-{month:02}" for month in range(1, 13)))
    quarters = spans("-Q1", "-Q2", "-Q3", "-Q4")
    assert quarters == [(months[i][0], months[i + 2][1]) for i in (0, 3, 6, 9)]
    assert spans("-H1", "-H2") == [(quarters[0][0], quarters[1][1]), (quarters[2][0], quarters[3][1])]
    assert spans("-9M", "") == [(quarters[0][0], quarters[2][1]), (quarters[0][0], quarters[3][1])]


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), cutoffs)
def test_a_day_lies_in_the_month_that_holds_it(day, cutoff):
    period = period_containing(day, cutoff)
    assert period.first <= day <= period.last
    assert period == parse_period(period.code, cutoff)


@pytest.mark.parametrize(("day", "code"), [("2026-11-14", "2026-11"), ("2026-11-15", "2026-12"), ("2026-12-15", "2027-01")])
def test_the_month_changes_at_the_cutoff(day, code):
    assert period_containing(date.fromisoformat(day)).code == code


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("2026-11", "Tháng 11/2026 (từ ngày 15/10/2026 đến ngày 14/11/2026)"),
        ("2026-Q4", "Quý IV/2026 (từ ngày 15/09/2026 đến ngày 14/12/2026)"),
        ("2026-H1", "6 tháng đầu năm 2026 (từ ngày 15/12/2025 đến ngày 14/06/2026)"),
        ("2026-H2", "6 tháng cuối năm 2026 (từ ngày 15/06/2026 đến ngày 14/12/2026)"),
        ("2026-9M", "9 tháng đầu năm 2026 (từ ngày 15/12/2025 đến ngày 14/09/2026)"),
        ("2026", "Năm 2026 (từ ngày 15/12/2025 đến ngày 14/12/2026)"),
        ("2026-10-01..2026-10-31", "Từ ngày 01/10/2026 đến ngày 31/10/2026"),
    ],
)
def test_titles(code, title):
    assert period_title(parse_period(code)) == title
