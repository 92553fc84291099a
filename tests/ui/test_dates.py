"""Dates as people type them."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui import words
from ui.parts.date_field import DateField, MomentField
from ui.parts.dates import parse_day, parse_moment

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 9, 12, 33)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", None),
        ("20/11/2026", date(2026, 11, 20)),
        ("2/1/26", date(2026, 1, 2)),
        ("2-1", date(2026, 1, 2)),
        ("2.1.2025", date(2025, 1, 2)),
        ("5", date(2026, 11, 5)),
        ("0512", date(2026, 12, 5)),
        ("051227", date(2027, 12, 5)),
        ("05122027", date(2027, 12, 5)),
        ("h", TODAY),
        ("Hôm nay", TODAY),
        ("+3", date(2026, 11, 23)),
        ("-1", date(2026, 11, 19)),
        (" 29/2/2028 ", date(2028, 2, 29)),
    ],
)
def test_a_day_is_understood(typed, meant):
    assert parse_day(typed, TODAY) == meant


@pytest.mark.parametrize("typed", ["31/11/2026", "29/2/2026", "11/20/2026", "abc", "2026-11-20", "1/2/3/4", "0", "+99999", "٣/٤"])
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(ValueError):
        parse_day(typed, TODAY)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", None),
        ("20/11/2026 15:30", datetime(2026, 11, 20, 15, 30)),
        ("20/11 15h", datetime(2026, 11, 20, 15, 0)),
        ("h 9:15", datetime(2026, 11, 20, 9, 15)),
        ("h 9g15", datetime(2026, 11, 20, 9, 15)),
        ("20/11", datetime(2026, 11, 20, 17, 0)),
        ("n", datetime(2026, 11, 20, 9, 12)),
    ],
)
def test_a_moment_is_understood(typed, meant):
    assert parse_moment(typed, NOW, hour=time(17)) == meant


@pytest.mark.parametrize("typed", ["20/11 25:00", "15:30", "31/11 8:00", "x 8:00"])
def test_what_is_no_moment_is_refused(typed):
    with pytest.raises(ValueError):
        parse_moment(typed, NOW, hour=time(17))


@given(st.dates())
def test_what_is_written_is_read_back(day):
    assert parse_day(words.day(day), TODAY) == day


@given(st.text(max_size=24))
def test_whatever_is_typed_is_a_day_or_refused(text):
    try:
        meant = parse_day(text, TODAY)
    except (ValueError, OverflowError):
        return
    assert meant is None or isinstance(meant, date)


def test_the_field_marks_what_is_no_date_and_writes_it_out(qtbot):
    field = DateField(TODAY)
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.changed):
        qtbot.keyClicks(field, "31/11")
    assert not field.valid()
    assert field.value() is None
    assert field.property("state") == "wrong"
    field.clear()
    assert field.valid()
    qtbot.keyClicks(field, "5/12")
    assert field.value() == date(2026, 12, 5)
    field.clearFocus()
    field.show()
    field.setFocus()
    field.clearFocus()


def test_the_moment_field_keeps_the_hour(qtbot):
    field = MomentField(NOW, datetime(2026, 11, 3, 8, 15), hour=time(17))
    qtbot.addWidget(field)
    assert field.text() == "03/11/2026 08:15"
    assert field.moment() == datetime(2026, 11, 3, 8, 15)
    field.setText("4/11")
    assert field.moment() == datetime(2026, 11, 4, 17, 0)
