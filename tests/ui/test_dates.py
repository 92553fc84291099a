"""Dates as people type them."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.clock.working_days import Calendar, CalendarDay, DayKind
from ui import words
from ui.forms.inputs import DueInput
from ui.parts.date_field import DateField, MomentField
from ui.parts.dates import parse_day, parse_moment, why_not

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


# 20/11/2026 is a Friday.
MONDAY, SATURDAY, SUNDAY = date(2026, 11, 16), date(2026, 11, 21), date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "today", "meant"),
    [
        ("mai", TODAY, date(2026, 11, 21)),
        ("ngày mai", date(2026, 12, 31), date(2027, 1, 1)),
        ("mốt", TODAY, date(2026, 11, 22)),
        ("mot", date(2028, 2, 28), date(2028, 3, 1)),
        ("ngày kia", TODAY, date(2026, 11, 22)),
        ("hôm qua", date(2026, 3, 1), date(2026, 2, 28)),
        # A day of the week: the next one ahead, this week's while it is.
        ("t6", MONDAY, date(2026, 11, 20)),
        ("t6", TODAY, date(2026, 11, 27)),
        ("t6", SATURDAY, date(2026, 11, 27)),
        ("T2", TODAY, date(2026, 11, 23)),
        ("thứ 3", TODAY, date(2026, 11, 24)),
        ("thứ tư", TODAY, date(2026, 11, 25)),
        ("thu nam", TODAY, date(2026, 11, 26)),
        ("thứ bảy", TODAY, SATURDAY),
        ("cn", TODAY, SUNDAY),
        ("Chủ nhật", SUNDAY, date(2026, 11, 29)),
        # Of a named week; weeks begin on Monday.
        ("t6 tuần sau", MONDAY, date(2026, 11, 27)),
        ("t6 tuần sau", SUNDAY, date(2026, 11, 27)),
        ("t6+1", TODAY, date(2026, 11, 27)),
        ("t2 + 2", TODAY, date(2026, 11, 30)),
        ("t2 tuần này", TODAY, MONDAY),
        ("cn tuần sau", MONDAY, date(2026, 11, 29)),
        ("thứ hai tuần tới", date(2026, 12, 30), date(2027, 1, 4)),
        # Edges.
        ("cuối tuần", MONDAY, TODAY),
        ("cuối tuần", TODAY, TODAY),
        ("cuối tuần", SUNDAY, date(2026, 11, 27)),
        ("cuối tuần sau", MONDAY, date(2026, 11, 27)),
        ("đầu tuần sau", TODAY, date(2026, 11, 23)),
        ("cuối tháng", TODAY, date(2026, 11, 30)),
        ("cuoi thang", date(2028, 2, 1), date(2028, 2, 29)),
        ("CUỐI THÁNG", date(2026, 2, 28), date(2026, 2, 28)),
        ("cuối tháng", date(9999, 12, 1), date(9999, 12, 31)),
        ("cuối tháng sau", date(2026, 12, 31), date(2027, 1, 31)),
        ("cuối tháng sau", date(2027, 1, 31), date(2027, 2, 28)),
        ("đầu tháng sau", TODAY, date(2026, 12, 1)),
        ("đầu tháng sau", date(2026, 12, 1), date(2027, 1, 1)),
        ("cuối tháng 12", TODAY, date(2026, 12, 31)),
        ("cuối quý", TODAY, date(2026, 12, 31)),
        ("cuối quý", date(2026, 6, 30), date(2026, 6, 30)),
        ("cuối quý sau", TODAY, date(2027, 3, 31)),
        ("cuối quý 3", TODAY, date(2026, 9, 30)),
        ("cuối năm", TODAY, date(2026, 12, 31)),
        ("đầu năm sau", TODAY, date(2027, 1, 1)),
        ("cuối năm 2027", TODAY, date(2027, 12, 31)),
        # A day of a month.
        ("15 tháng sau", TODAY, date(2026, 12, 15)),
        ("ngày 15 tháng sau", date(2026, 12, 2), date(2027, 1, 15)),
        ("15 tháng này", TODAY, date(2026, 11, 15)),
        ("15 tháng trước", date(2026, 1, 5), date(2025, 12, 15)),
        ("15 tháng 12", TODAY, date(2026, 12, 15)),
        ("15 tháng 2 năm 2027", TODAY, date(2027, 2, 15)),
    ],
)
def test_a_day_is_understood_as_it_is_said(typed, today, meant):
    assert parse_day(typed, today) == meant


@pytest.mark.parametrize(
    ("typed", "today"),
    [
        ("31 tháng sau", date(2026, 10, 5)),
        ("29 tháng sau", date(2026, 1, 5)),
        ("cuối tháng 13", TODAY),
        ("cuối quý 5", TODAY),
        ("t8", TODAY),
        ("t1", TODAY),
        ("cuối", TODAY),
        ("cuối năm sau", date(9999, 12, 1)),
        ("mai", date(9999, 12, 31)),
        ("đ", TODAY),
        ("日", TODAY),
        ("15 tháng sau năm 2027", TODAY),
    ],
)
def test_what_is_said_of_no_day_is_refused(typed, today):
    with pytest.raises((ValueError, OverflowError)):
        parse_day(typed, today)


CALENDAR = Calendar(
    [
        CalendarDay(date(2026, 11, 24), DayKind.HOLIDAY, "Ngày Văn hóa Việt Nam"),
        CalendarDay(date(2027, 2, 6), DayKind.HOLIDAY, "Tết Nguyên đán"),
        CalendarDay(date(2027, 2, 8), DayKind.HOLIDAY, "Tết Nguyên đán"),
        CalendarDay(date(2026, 12, 5), DayKind.SWAP_WORK, "Làm bù"),
        CalendarDay(date(2026, 12, 4), DayKind.SWAP_OFF, "Nghỉ hoán đổi"),
    ]
)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", ""),
        ("31/11", ""),
        ("20/11", "Thứ Sáu 20/11/2026 · hôm nay"),
        ("t2", "Thứ Hai 23/11/2026 · còn 1 ngày làm việc"),
        ("24/11", "Thứ Ba 24/11/2026, ngày nghỉ: Ngày Văn hóa Việt Nam · còn 1 ngày làm việc"),
        ("22/11", "Chủ nhật 22/11/2026, ngày nghỉ: cuối tuần · còn 0 ngày làm việc"),
        ("+3", "Thứ Năm 26/11/2026 · còn 3 ngày làm việc"),
        ("4/12", "Thứ Sáu 04/12/2026, ngày nghỉ: Nghỉ hoán đổi · còn 8 ngày làm việc"),
        ("5/12", "Thứ Bảy 05/12/2026 · còn 9 ngày làm việc"),
        ("8/2/2027", "Thứ Hai 08/02/2027, ngày nghỉ: Tết Nguyên đán · còn 54 ngày làm việc"),
        ("18/11", "Thứ Tư 18/11/2026 · đã qua 2 ngày làm việc"),
    ],
)
def test_a_due_date_says_while_it_is_typed_what_is_understood(qtbot, typed, said):
    field = DueInput(TODAY, CALENDAR)
    qtbot.addWidget(field)
    qtbot.keyClicks(field, typed)
    assert field.understood(CALENDAR) == said
    assert field.text() == typed, "what is typed stays as it is typed"


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("31/11", "Tháng 11/2026 chỉ có 30 ngày."),
        ("29/2/2026", "Tháng 2/2026 chỉ có 28 ngày."),
        ("30022028", "Tháng 2/2028 chỉ có 29 ngày."),
        ("12/13", "Không phải ngày có trong lịch. Hãy ghi như 20/11/2026, 5/12, t6, cuối tháng."),
        ("abc", "Không phải ngày có trong lịch. Hãy ghi như 20/11/2026, 5/12, t6, cuối tháng."),
    ],
)
def test_an_impossible_date_says_why(typed, why):
    with pytest.raises(ValueError):
        parse_day(typed, TODAY)
    assert why_not(typed, TODAY) == why


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
