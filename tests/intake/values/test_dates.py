"""Days and moments of every spelling."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.intake.workbooks.cells import ErrorCell, UnsavedFormula
from models.intake.workbooks.values.dates import Dates, ImpossibleDateError, NoDateError

parse_date, parse_moment = Dates().day, Dates().moment
DAY = date(2026, 11, 5)


@pytest.mark.parametrize(
    "cell",
    [
        "05/11/2026", "5/11/2026", "5/11/26", "05-11-2026", "5.11.2026", "05.11.26", " 05 / 11 / 2026 ", "05/11/2026.", "Ngày 05/11/2026",
        "2026-11-05", "2026/11/05", "2026.11.05", "20261105", "05112026", "ngày 5 tháng 11 năm 2026", "Ngày 05 tháng 11 năm 2026",
        "05 tháng 11, 2026", "5 tháng 11, năm 2026", "5 thg 11 2026", "5 tháng 11/2026", "ngày 5 tháng mười một năm 2026", "5-Nov-2026",
        "5 Nov 26", "Nov 5, 2026", "November 05, 2026", "Thứ Năm, 05/11/2026", "05/11/2026 (thứ Năm)", "05/11/2026 - 10/11/2026",
        "０５/１１/２０２６", "05\u00a0/\u00a011/2026", "05\u200b/11/2026", "46331", "46331.5", "46331,5",
        46331, 46331.0, 46331.73, 20261105, 20261105.0, DAY, datetime(2026, 11, 5, 9, 15),
        "2026-11-05T09:15:00", "2026-11-05T00:00:00.000Z", "2026-11-04T17:00:00.000Z", "2026-11-05T00:00:00+07:00",
        "2026-11-04T18:30:00+01:00", "05/11/2026 00:00:00",
    ],
)  # fmt: skip
def test_one_day_in_many_spellings(cell):
    assert parse_date(cell) == DAY


@pytest.mark.parametrize(
    "cell",
    [
        None, "", "   ", "-", "–", "…", "...", "/", "x", "X", "không", "Không có", "chưa", "null", "N/A", "0", 0, 0.0, "00/00/0000",
        "01/01/1970", "1/1/1970", "1970-01-01T00:00:00", datetime(1970, 1, 1), date(1970, 1, 1), 25569, "0001-01-01T00:00:00",
        datetime(1899, 12, 30), datetime(1899, 12, 31), datetime(1900, 1, 1), "01/01/1900", 1, True, ErrorCell("#N/A"), UnsavedFormula(),
    ],
)  # fmt: skip
def test_what_means_no_day(cell):
    assert parse_date(cell) is None


@pytest.mark.parametrize(
    "cell",
    [
        "31/11/2026", "30/02/2026", "29/02/2026", "32/12/2026", "00/01/2026", "12/13/2026", "5/6/206", "5/6/20260", "05/11/0206",
        "31-9-2026",
        "31/11/2026 09:00", "45/10/2026 10:00", "ngày 31 tháng 11 năm 2026", "20261332", "32132026", 5, -3, 2_000_000, 99999.5,
        "1/2/3", "05/11/1826", "2026-13-01", "2026-02-30T08:00:00", datetime(1926, 1, 1), "31/02/26",
    ],
)  # fmt: skip
def test_what_no_calendar_has_is_named(cell):
    with pytest.raises(ImpossibleDateError) as caught:
        parse_date(cell)
    assert not isinstance(caught.value, NoDateError)


@pytest.mark.parametrize(
    "cell", ["Đang chờ", "theo kế hoạch", "quý IV", "tháng 12/2026", "12/2026", 2026, "2026", "đã trình", time(9), timedelta(1)]
)
def test_words_without_a_day_are_told_from_a_wrong_day(cell):
    with pytest.raises(NoDateError):
        parse_date(cell)


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("09:15 08/10/2026", (8, 9, 15)),
        ("08/10/2026 09:15", (8, 9, 15)),
        ("08/10/2026 09:15:00", (8, 9, 15)),
        ("08/10/2026 09h15", (8, 9, 15)),
        ("08/10/2026 9h05", (8, 9, 5)),
        ("08/10/2026, 9g15", (8, 9, 15)),
        ("9h 08/10/2026", (8, 9, 0)),
        ("09 giờ 15 phút, ngày 08/10/2026", (8, 9, 15)),
        ("lúc 9 giờ 15 ngày 08 tháng 10 năm 2026", (8, 9, 15)),
        ("08/10/2026 09:15 AM", (8, 9, 15)),
        ("08/10/2026 03:15:00 PM", (8, 15, 15)),
        ("08/10/2026 03:15 CH", (8, 15, 15)),
        ("08/10/2026 12:15 SA", (8, 0, 15)),
        ("08/10/2026 12:15 CH", (8, 12, 15)),
        ("08/10/2026", (8, 0, 0)),
        ("2026-10-08 09:15", (8, 9, 15)),
        ("2026-10-08T09:15", (8, 9, 15)),
        ("2026-10-08T02:15:00Z", (8, 9, 15)),
        ("2026-10-08T02:15:00.000Z", (8, 9, 15)),
        ("2026-10-08T09:15:00+07:00", (8, 9, 15)),
        ("2026-10-08T09:15:00+0700", (8, 9, 15)),
        ("2026-10-07T22:15:00-04:00", (8, 9, 15)),
        (datetime(2026, 10, 8, 9, 15, 0, 400), (8, 9, 15)),
        (datetime(2026, 10, 8, 2, 15, tzinfo=UTC), (8, 9, 15)),
        (46303.385416666664, (8, 9, 15)),
        ("09:15\u00a0 08/10/2026 ", (8, 9, 15)),
        ("24:00 08/10/2026", (8, 23, 59)),
    ],
)
def test_moments(cell, moment):
    day, hour, minute = moment
    assert parse_moment(cell) == datetime(2026, 10, day, hour, minute)


@pytest.mark.parametrize("cell", ["08/10/2026 25:10", "08/10/2026 10:75", "25 giờ 00 ngày 08/10/2026"])
def test_hours_that_no_clock_has(cell):
    with pytest.raises(ImpossibleDateError):
        parse_moment(cell)


def test_a_day_without_a_year_takes_the_year_of_the_list():
    dates = Dates(year=2027)
    assert dates.day("5/3") == date(2027, 3, 5)
    assert dates.day("ngày 5 tháng 3") == date(2027, 3, 5)
    with pytest.raises(ImpossibleDateError):
        dates.day("30/2")
    with pytest.raises(NoDateError):
        Dates().day("5/3")


def test_bare_numbers_of_a_file_that_counts_from_1904():
    assert Dates(date_1904=True).day(44943) == date(2027, 1, 18)
    assert Dates(date_1904=True).day("44943") == date(2027, 1, 18)


def test_the_order_of_a_column_is_the_persons_word():
    assert Dates(month_first=True).day("11/05/2026") == DAY
    assert Dates(month_first=True).day("2026-11-05") == DAY
    assert Dates(month_first=True, year=2026).day("11/5") == DAY
    with pytest.raises(ImpossibleDateError):
        Dates(month_first=True).day("13/11/2026")


CELLS = st.one_of(
    st.text(max_size=60), st.floats(allow_nan=True), st.integers(), st.datetimes(), st.datetimes(timezones=st.timezones()), st.booleans(),
    st.none(), st.text(alphabet="0123456789/-.: hTZ+năm thángquý,", max_size=40),
)  # fmt: skip


@given(CELLS)
def test_no_cell_breaks_the_reader(cell):
    try:
        moment = parse_moment(cell)
    except ImpossibleDateError:
        return
    assert moment is None or 1989 <= moment.year <= 2101


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_back_from_every_spelling(day):
    spellings = (f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", f"{day:%d.%m.%Y}", day.isoformat(), f"{day:%Y%m%d}",
                 f"ngày {day.day} tháng {day.month} năm {day.year}", (day - date(1899, 12, 30)).days, day)  # fmt: skip
    for cell in spellings:
        assert parse_date(cell) == (None if day == date(1970, 1, 1) else day)
