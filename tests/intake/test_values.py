"""What a cell means."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.intake.workbooks.values import ImpossibleDateError, parse_date, parse_due, parse_moment


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("05/11/2026", date(2026, 11, 5)),
        ("5/6/26", date(2026, 6, 5)),
        ("15-06-2026", date(2026, 6, 15)),
        ("15.6.2026", date(2026, 6, 15)),
        ("2026-11-05", date(2026, 11, 5)),
        (" 05 / 11 / 2026 ", date(2026, 11, 5)),
        (datetime(2026, 11, 5, 9, 15), date(2026, 11, 5)),
        (date(2026, 11, 5), date(2026, 11, 5)),
        (46331, date(2026, 11, 5)),
        (46331.0, date(2026, 11, 5)),
        ("29/02/2028", date(2028, 2, 29)),
        ("01/01/1970", None),
        ("", None),
        (None, None),
        ("-", None),
        ("…".replace("…", "."), None),
    ],
)
def test_dates(cell, day):
    assert parse_date(cell) == day


@pytest.mark.parametrize(
    "cell", ["31/11/2026", "30/02/2026", "12/13/2026", "29/02/2026", "12/5/206", "ngày mai", "00/01/2026", 5, 2_000_000, -3]
)
def test_impossible_dates(cell):
    with pytest.raises(ImpossibleDateError):
        parse_date(cell)


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("09:15 08/10/2026", datetime(2026, 10, 8, 9, 15)),
        ("08/10/2026 09:15", datetime(2026, 10, 8, 9, 15)),
        ("08/10/2026 9h05", datetime(2026, 10, 8, 9, 5)),
        ("2026-10-08T09:15:30", datetime(2026, 10, 8, 9, 15, 30)),
        ("2026-10-08T02:15:00Z", datetime(2026, 10, 8, 9, 15)),
        ("08/10/2026", datetime(2026, 10, 8)),
    ],
)
def test_moments(cell, moment):
    assert parse_moment(cell) == moment


@pytest.mark.parametrize("cell", ["08/10/2026 25:10", "08/10/2026 10:75"])
def test_impossible_hours(cell):
    with pytest.raises(ImpossibleDateError):
        parse_moment(cell)


@pytest.mark.parametrize(
    ("cell", "day", "recurring", "words"),
    [
        ("30/11/2026", date(2026, 11, 30), None, ""),
        ("trước ngày 30/11/2026", date(2026, 11, 29), None, "trước ngày 30/11/2026"),
        ("Trước 30/11/2026", date(2026, 11, 29), None, "Trước 30/11/2026"),
        ("chậm nhất ngày 30/11/2026", date(2026, 11, 30), None, "chậm nhất ngày 30/11/2026"),
        ("từ 01/11/2026 đến 30/11/2026", date(2026, 11, 30), None, "từ 01/11/2026 đến 30/11/2026"),
        ("Tháng 12/2026", date(2026, 12, 31), None, "Tháng 12/2026"),
        ("Quý IV/2026", date(2026, 12, 31), None, "Quý IV/2026"),
        ("Quý I năm 2027", date(2027, 3, 31), None, "Quý I năm 2027"),
        ("Năm 2026", date(2026, 12, 31), None, "Năm 2026"),
        ("hằng tháng", None, "monthly", "hằng tháng"),
        ("Hàng quý", None, "quarterly", "Hàng quý"),
        ("thường xuyên", None, None, "thường xuyên"),
        (datetime(2026, 11, 30), date(2026, 11, 30), None, ""),
        ("", None, None, ""),
    ],
)
def test_deadlines(cell, day, recurring, words):
    due = parse_due(cell)
    assert (due.day, due.recurring, due.words) == (day, recurring, words)


def test_a_mistyped_deadline_is_named_and_not_taken_for_words():
    for cell in ("31/11/2026", "31/11", "30-02-2026", "trước ngày 31/11/2026", "Tháng 13/2026"):
        with pytest.raises(ImpossibleDateError):
            parse_due(cell)


@given(st.one_of(st.text(max_size=60), st.floats(allow_nan=True), st.integers(), st.datetimes(), st.booleans(), st.none()))
def test_no_cell_breaks_the_reader(cell):
    for parse in (parse_moment, parse_due):
        try:
            parse(cell)
        except ImpossibleDateError:
            continue
