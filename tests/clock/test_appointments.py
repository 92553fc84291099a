from __future__ import annotations

import datetime as dt
import re
from datetime import date, datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.clock.deadlines import ClockRules, Limit, LimitUnit, Pause, appointment
from models.clock.limits import merged
from models.clock.working_days import Calendar, CalendarDay, DayKind, OfficeHours, estimated_days
from tests.clock.strategies import QUARTER, SEED, calendars, dates, moments, pauses, rules

SEEDED = Calendar(SEED)
WORKING_DAY, DAY, HOUR = LimitUnit.WORKING_DAY, LimitUnit.DAY, LimitUnit.HOUR
SAME_DAY_LEFT_OUT = ClockRules(late_receipt_counts_from_next_day=False)


def at(text: str, year: int = 2026) -> datetime:
    """A moment written as "20/11 10:00"."""
    return datetime.strptime(f"{year}/{text}", "%Y/%d/%m %H:%M")


def pause(start: str, end: str | None) -> Pause:
    return Pause(at(start), end and at(end))


@pytest.mark.parametrize(
    ("received", "value", "unit", "due", "sentence"),
    [
        ("20/11 10:00", 3, WORKING_DAY, "26/11 17:00", "nhận 20/11 lúc 10:00, 3 ngày làm việc, trừ 24/11 nghỉ lễ: hẹn 26/11"),
        ("20/11 15:00", 3, WORKING_DAY, "26/11 17:00", "nhận 20/11 lúc 15:00, 3 ngày làm việc, trừ 24/11 nghỉ lễ: hẹn 26/11"),
        (
            "20/11 15:01", 3, WORKING_DAY, "27/11 17:00",
            "nhận 20/11 lúc 15:01 (sau 15:00, tính là nhận đầu giờ 23/11), 3 ngày làm việc, trừ 24/11 nghỉ lễ: hẹn 27/11",
        ),
        ("20/11 10:00", 0, WORKING_DAY, "20/11 17:00", "nhận 20/11 lúc 10:00, trong ngày: hẹn 20/11"),
        ("20/11 16:00", 0, WORKING_DAY, "23/11 17:00",
         "nhận 20/11 lúc 16:00 (sau 15:00, tính là nhận đầu giờ 23/11), trong ngày: hẹn 23/11"),
        ("21/11 09:00", 1, WORKING_DAY, "25/11 17:00",
         "nhận 21/11 lúc 09:00 (cuối tuần, tính là nhận đầu giờ 23/11), 1 ngày làm việc, trừ 24/11 nghỉ lễ: hẹn 25/11"),
        ("18/02 09:00", 1, WORKING_DAY, "24/02 17:00",
         "nhận 18/02 lúc 09:00 (Mùng 2 Tết, tính là nhận đầu giờ 23/02), 1 ngày làm việc: hẹn 24/02"),
        ("13/02 10:00", 1, WORKING_DAY, "23/02 17:00", "nhận 13/02 lúc 10:00, 1 ngày làm việc, trừ 16/02–20/02 nghỉ lễ: hẹn 23/02"),
        ("09/01 10:00", 1, WORKING_DAY, "10/01 17:00", "nhận 09/01 lúc 10:00, 1 ngày làm việc, tính cả 10/01 làm bù: hẹn 10/01"),
        ("21/08 10:00", 6, WORKING_DAY, "28/08 17:00", "nhận 21/08 lúc 10:00, 6 ngày làm việc, tính cả 22/08 làm bù: hẹn 28/08"),
        ("28/08 10:00", 1, WORKING_DAY, "03/09 17:00",
         "nhận 28/08 lúc 10:00, 1 ngày làm việc, trừ 31/08 nghỉ hoán đổi, 01/09, 02/09 nghỉ lễ: hẹn 03/09"),
        ("20/11 10:00", 10, DAY, "30/11 17:00", "nhận 20/11 lúc 10:00, 10 ngày: hẹn 30/11"),
        ("20/11 10:00", 30, DAY, "21/12 17:00",
         "nhận 20/11 lúc 10:00, 30 ngày, hết hạn 20/12 là cuối tuần nên chuyển sang ngày làm việc tiếp theo: hẹn 21/12"),
        ("02/02 10:00", 15, DAY, "23/02 17:00",
         "nhận 02/02 lúc 10:00, 15 ngày, hết hạn 17/02 là Mùng 1 Tết nên chuyển sang ngày làm việc tiếp theo: hẹn 23/02"),
        ("20/11 10:00", 1, HOUR, "20/11 11:00", "nhận 20/11 lúc 10:00, 1 giờ: hẹn 20/11 lúc 11:00"),
        ("20/11 10:00", 1.5, HOUR, "20/11 11:30", "nhận 20/11 lúc 10:00, 1,5 giờ: hẹn 20/11 lúc 11:30"),
        ("20/11 10:00", 2, HOUR, "20/11 14:00", "nhận 20/11 lúc 10:00, 2 giờ: hẹn 20/11 lúc 14:00"),
        ("20/11 06:00", 1, HOUR, "20/11 08:30", "nhận 20/11 lúc 06:00, 1 giờ: hẹn 20/11 lúc 08:30"),
        ("23/11 14:00", 8, HOUR, "25/11 14:30", "nhận 23/11 lúc 14:00, 8 giờ, trừ 24/11 nghỉ lễ: hẹn 25/11 lúc 14:30"),
        ("20/11 15:30", 1, HOUR, "23/11 08:30", "nhận 20/11 lúc 15:30 (sau 15:00, tính là nhận đầu giờ 23/11), 1 giờ: hẹn 23/11 lúc 08:30"),
        ("20/11 10:00", 0.5, WORKING_DAY, "20/11 15:45",
         "nhận 20/11 lúc 10:00, 0,5 ngày làm việc (0,5 ngày là 3 giờ 45 phút làm việc): hẹn 20/11 lúc 15:45"),
        ("20/11 10:00", 1.25, WORKING_DAY, "25/11 09:22",
         "nhận 20/11 lúc 10:00, 1,25 ngày làm việc (0,25 ngày là 1 giờ 52 phút làm việc), trừ 24/11 nghỉ lễ: hẹn 25/11 lúc 09:22"),
        ("31/12 10:00", 1, WORKING_DAY, "04/01/2027 17:00",
         "nhận 31/12 lúc 10:00, 1 ngày làm việc, trừ 01/01/2027 nghỉ lễ: hẹn 04/01/2027"),
    ],
)  # fmt: skip
def test_appointments_and_their_sentences(received, value, unit, due, sentence):
    found = appointment(at(received), Limit(value, unit), SEEDED)
    day, _, time = due.partition(" ")
    assert found.due_at == (datetime.strptime(due, "%d/%m/%Y %H:%M") if day.count("/") == 2 else at(f"{day} {time}"))
    assert found.explanation == sentence


def test_an_appointment_carries_what_it_was_counted_from():
    found = appointment(at("20/11 10:00"), Limit(3, WORKING_DAY), SEEDED, pauses=[pause("23/11 09:00", "26/11 09:00")])
    assert found.due_at == at("30/11 17:00")
    assert found.counted_from == date(2026, 11, 20)
    assert [day.day for day, _ in found.rest_days] == [21, 22, 24, 28, 29]
    assert found.pauses == (pause("23/11 09:00", "26/11 09:00"),)
    assert found.paused_working_days == 2
    assert found.explanation == (
        "nhận 20/11 lúc 10:00, 3 ngày làm việc, cộng 2 ngày làm việc tạm dừng (23/11–26/11), trừ 24/11 nghỉ lễ: hẹn 30/11"
    )


@pytest.mark.parametrize(
    ("received", "value", "unit", "due"),
    [
        ("20/11 15:30", 3, WORKING_DAY, "26/11 17:00"),  # Friday itself is the day not counted
        ("21/11 09:00", 1, WORKING_DAY, "23/11 17:00"),
        ("20/11 15:30", 0, WORKING_DAY, "23/11 17:00"),  # "the same day" cannot be that evening
        ("20/11 15:30", 3, DAY, "23/11 17:00"),
        ("20/11 15:30", 1, HOUR, "20/11 16:30"),
        ("21/11 09:00", 1, HOUR, "23/11 08:30"),
    ],
)
def test_the_local_practice_that_leaves_out_the_day_of_receipt_itself(received, value, unit, due):
    assert appointment(at(received), Limit(value, unit), SEEDED, SAME_DAY_LEFT_OUT).due_at == at(due)


def test_without_a_cutoff_office_hours_end_the_day():
    no_cutoff = ClockRules(cutoff=None)
    assert appointment(at("19/11 17:00"), Limit(0, WORKING_DAY), SEEDED, no_cutoff).due_at == at("19/11 17:00")
    late = appointment(at("19/11 17:01"), Limit(0, WORKING_DAY), SEEDED, no_cutoff)
    assert late.due_at == at("20/11 17:00")
    assert "ngoài giờ làm việc, tính là nhận đầu giờ 20/11" in late.explanation


def test_seconds_do_not_make_a_receipt_late():
    assert appointment(at("20/11 15:00").replace(second=59), Limit(0, WORKING_DAY), SEEDED).due_at == at("20/11 17:00")


def test_a_saturday_counter_receives_and_closes_at_noon():
    calendar = Calendar(SEED, saturday_morning=True)
    assert appointment(at("14/11 09:00"), Limit(0, WORKING_DAY), calendar).due_at == at("14/11 11:30")
    assert appointment(at("14/11 09:00"), Limit(1, WORKING_DAY), calendar).due_at == at("16/11 17:00")
    assert appointment(at("14/11 12:00"), Limit(1, WORKING_DAY), calendar).due_at == at("17/11 17:00")
    assert appointment(at("13/11 16:00"), Limit(1, WORKING_DAY), calendar).due_at == at("16/11 17:00")
    assert appointment(at("13/11 14:00"), Limit(4, HOUR), calendar).due_at == at("14/11 08:30")


def test_an_hour_of_appointments_gone_by_is_closing_time():
    early = ClockRules(appointment_time=dt.time(11))
    assert appointment(at("20/11 10:00"), Limit(0, WORKING_DAY), SEEDED, early).due_at == at("20/11 11:00")
    assert appointment(at("20/11 14:00"), Limit(0, WORKING_DAY), SEEDED, early).due_at == at("20/11 17:00")


def test_other_office_hours():
    calendar = Calendar(SEED, hours=OfficeHours(dt.time(7), dt.time(11), dt.time(13), dt.time(16, 30)))
    assert appointment(at("20/11 10:00"), Limit(2, HOUR), calendar).due_at == at("20/11 14:00")
    assert appointment(at("20/11 10:00"), Limit(1, WORKING_DAY), calendar).due_at == at("23/11 16:30")


@pytest.mark.parametrize(
    ("limit", "held", "due"),
    [
        (Limit(3, WORKING_DAY), [("16/11 11:00", "16/11 14:00")], "19/11 17:00"),  # within a day: nothing
        (Limit(3, WORKING_DAY), [("17/11 10:00", "19/11 10:00")], "23/11 17:00"),
        (Limit(3, WORKING_DAY), [("17/11 10:00", "21/11 10:00")], "26/11 17:00"),  # arrives on a Saturday: Monday is left out
        (Limit(3, WORKING_DAY), [("17/11 10:00", "18/11 16:00")], "23/11 17:00"),  # arrives after the cut-off
        (Limit(3, WORKING_DAY), [("19/11 10:00", "23/11 10:00")], "23/11 17:00"),  # held up on the last day itself
        (Limit(3, WORKING_DAY), [("19/11 17:00", "20/11 10:00")], "20/11 17:00"),  # in the last minute
        (Limit(3, WORKING_DAY), [("19/11 17:30", "27/11 10:00")], "19/11 17:00"),  # already late
        (Limit(3, WORKING_DAY), [("10/11 10:00", "13/11 10:00")], "19/11 17:00"),  # before the receipt
        (Limit(3, WORKING_DAY), [("17/11 10:00", "18/11 10:00"), ("17/11 11:00", "19/11 10:00")], "23/11 17:00"),  # overlapping
        (Limit(3, WORKING_DAY), [("18/11 11:00", "19/11 10:00"), ("17/11 10:00", "18/11 10:00")], "23/11 17:00"),  # one after the other
        (Limit(0, WORKING_DAY), [("16/11 10:00", "18/11 10:00")], "18/11 17:00"),
        (Limit(0, WORKING_DAY), [("16/11 10:00", "18/11 15:30")], "19/11 17:00"),
        (Limit(10, DAY), [("17/11 10:00", "20/11 10:00")], "30/11 17:00"),  # 26/11 and three days: Sunday 29/11, moved on
        (Limit(5, DAY), [("22/11 10:00", "25/11 10:00")], "25/11 17:00"),  # ended on the 21st, held up before the move ran out
        (Limit(8, HOUR), [("16/11 14:00", "17/11 14:00")], "18/11 10:30"),
        (Limit(0.5, WORKING_DAY), [("16/11 11:00", "17/11 09:00")], "17/11 13:45"),
        (Limit(1.5, WORKING_DAY), [("18/11 08:30", "19/11 08:30")], "19/11 11:15"),
    ],
)
def test_pauses(limit, held, due):
    assert appointment(at("16/11 10:00"), limit, SEEDED, pauses=[pause(*span) for span in held]).due_at == at(due)


def test_an_open_pause_makes_the_date_wait():
    found = appointment(at("20/11 10:00"), Limit(3, WORKING_DAY), SEEDED, pauses=[pause("23/11 09:00", None)])
    assert (found.due_at, found.rest_days, found.paused_working_days) == (None, (), 0)
    assert found.explanation == "nhận 20/11 lúc 10:00, 3 ngày làm việc: chưa có ngày hẹn, đang tạm dừng từ 23/11"


def test_an_open_pause_does_not_wash_away_lateness():
    found = appointment(at("20/11 10:00"), Limit(3, WORKING_DAY), SEEDED, pauses=[pause("27/11 09:00", None)])
    assert (found.due_at, found.pauses) == (at("26/11 17:00"), ())


def test_pauses_that_moved_nothing_are_not_told():
    before, within, moved = pause("10/11 10:00", "13/11 10:00"), pause("16/11 11:00", "16/11 14:00"), pause("17/11 10:00", "18/11 10:00")
    found = appointment(at("16/11 10:00"), Limit(3, WORKING_DAY), SEEDED, pauses=[before, within, moved])
    assert found.pauses == (moved,)
    assert found.explanation == "nhận 16/11 lúc 10:00, 3 ngày làm việc, cộng 1 ngày làm việc tạm dừng (17/11–18/11): hẹn 20/11"


def test_a_part_of_a_day_follows_the_end_of_the_whole_days():
    rules = ClockRules(appointment_time=dt.time(11))
    assert appointment(at("16/11 10:00"), Limit(1.5, WORKING_DAY), SEEDED, rules).due_at == at("18/11 11:15")


def test_pauses_that_touch_become_one():
    assert merged([pause("16/11 10:00", "17/11 10:00"), pause("17/11 10:00", "18/11 10:00")]) == [pause("16/11 10:00", "18/11 10:00")]
    assert len(merged([pause("16/11 10:00", "17/11 10:00"), pause("17/11 10:01", "18/11 10:00")])) == 2


def test_three_days_in_a_row_are_a_span():
    calendar = Calendar([*SEED, CalendarDay(date(2026, 11, 25), DayKind.HOLIDAY, ""), CalendarDay(date(2026, 11, 26), DayKind.HOLIDAY, "")])
    found = appointment(at("23/11 10:00"), Limit(1, WORKING_DAY), calendar)
    assert found.explanation == "nhận 23/11 lúc 10:00, 1 ngày làm việc, trừ 24/11–26/11 nghỉ lễ: hẹn 27/11"


def test_merging_keeps_an_open_end_and_the_reasons():
    a = Pause(at("20/11 10:00"), None, "thiếu giấy tờ")
    b = Pause(at("21/11 10:00"), at("22/11 10:00"), "nộp thuế")
    assert merged([b, a]) == [Pause(at("20/11 10:00"), None, "thiếu giấy tờ; nộp thuế")]


def test_the_sentence_warns_of_a_calendar_not_announced():
    assert appointment(at("20/12 10:00", 2027), Limit(30, WORKING_DAY), SEEDED).explanation.endswith(" (chưa có lịch nghỉ năm 2028)")
    estimated = Calendar([*SEED, *estimated_days(2028)])
    assert appointment(at("20/12 10:00", 2027), Limit(30, WORKING_DAY), estimated).explanation.endswith(" (lịch nghỉ năm 2028 là ước tính)")


def test_many_rest_days_are_counted_instead_of_listed():
    # The rest of 2026 and New Year: 11 holidays, one made up, 31/08 swapped.
    found = appointment(at("05/01 10:00"), Limit(249, WORKING_DAY), SEEDED)
    assert found.explanation == "nhận 05/01 lúc 10:00, 249 ngày làm việc, trừ 13 ngày, tính cả 10/01, 22/08 làm bù: hẹn 04/01/2027"


@pytest.mark.parametrize(
    ("value", "unit"),
    [
        (-1, WORKING_DAY),
        (float("nan"), HOUR),
        (float("inf"), DAY),
        (10_001, DAY),
        (0.5, DAY),
        (0.3, WORKING_DAY),
    ],
)
def test_what_is_no_limit_is_refused(value, unit):
    with pytest.raises(ValueError, match="limit"):
        Limit(value, unit)


def test_a_pause_that_runs_backwards_is_refused():
    with pytest.raises(ValueError, match="pause"):
        pause("20/11 10:00", "20/11 09:59")


def test_the_longest_limit_is_counted():
    assert appointment(at("20/11 10:00"), Limit(10_000, WORKING_DAY), SEEDED).due_at.year == 2065
    with pytest.raises(OverflowError):
        appointment(datetime(9999, 12, 30, 10), Limit(10, WORKING_DAY), SEEDED)


limits = st.one_of(
    st.builds(Limit, st.integers(0, 160).map(lambda quarters: quarters / 4), st.just(WORKING_DAY)),
    st.builds(Limit, st.integers(0, 60), st.just(DAY)),
    st.builds(Limit, st.integers(0, 160).map(lambda quarters: quarters / 4), st.just(HOUR)),
)
whole_days = st.builds(Limit, st.integers(0, 40), st.just(WORKING_DAY))


@given(moments, limits, calendars(), rules, st.lists(pauses(), max_size=4), pauses())
def test_a_pause_never_makes_a_due_date_earlier(received, limit, calendar, rules, held, one_more):
    before = appointment(received, limit, calendar, rules, held)
    after = appointment(received, limit, calendar, rules, [*held, one_more])
    assert before.due_at <= after.due_at


@given(moments, limits, calendars(), rules, st.lists(pauses(), max_size=3), st.permutations(range(3)))
def test_the_order_in_which_pauses_are_given_does_not_matter(received, limit, calendar, rules, held, order):
    shuffled = [held[index] for index in order if index < len(held)]
    assert appointment(received, limit, calendar, rules, held).due_at == appointment(received, limit, calendar, rules, shuffled).due_at


@given(moments, moments, limits, calendars(), rules)
def test_who_comes_later_is_never_due_earlier(one, other, limit, calendar, rules):
    first, second = sorted((one, other))
    assert appointment(first, limit, calendar, rules).due_at <= appointment(second, limit, calendar, rules).due_at


@given(moments, limits, calendars(), rules, st.lists(pauses(), max_size=3))
def test_it_is_due_after_the_receipt_while_the_office_is_open(received, limit, calendar, rules, held):
    due = appointment(received, limit, calendar, rules, held).due_at
    assert due >= received
    assert any(opening <= due <= closing for opening, closing in calendar.working_periods(due.date()))


def days_after(start: date, calendar: Calendar, number: int, not_counted: set[date]) -> date:
    day = start
    while number:
        day += dt.timedelta(days=1)
        number -= calendar.is_working_day(day) and day not in not_counted
    return day


@given(dates, st.integers(2, 30), calendars(), st.integers(1, 20), st.integers(0, 20))
def test_working_days_and_one_pause_counted_on_the_fingers(day, number, calendar, wait, length):
    undisturbed = days_after(day, calendar, number, set())
    start = day + dt.timedelta(days=wait)
    assume(start < undisturbed)
    paused = {start + dt.timedelta(days=i) for i in range(1, length + 1)}
    expected = days_after(day, calendar, number, paused)
    ten = dt.time(10)
    held = Pause(datetime.combine(start, ten), datetime.combine(start + dt.timedelta(days=length), ten))
    found = appointment(datetime.combine(day, ten), Limit(number, WORKING_DAY), calendar, SAME_DAY_LEFT_OUT, [held])
    assert found.due_at.date() == expected
    assert found.paused_working_days == sum(calendar.is_working_day(day) for day in paused)


@given(moments, st.integers(1, 80), calendars(), st.lists(pauses(within_days=5), max_size=2))
def test_hours_counted_quarter_by_quarter(received, quarters, calendar, held):
    rules = ClockRules(cutoff=None, late_receipt_counts_from_next_day=False)
    moment, left, due = received, quarters, received
    while left:
        open_now = any(opening <= moment < closing for opening, closing in calendar.working_periods(moment.date()))
        moment += QUARTER
        if open_now and not any(pause.start < moment <= pause.end for pause in held):
            left, due = left - 1, moment
    assume(not any(pause.start <= due <= pause.end for pause in held))  # held up at the very end: the next opening
    assert appointment(received, Limit(quarters / 4, HOUR), calendar, rules, held).due_at == due


DATE = r"\d\d/\d\d(?:/\d{4})?"


def dates_in(text: str, year: int) -> list[date]:
    """Every date that a person finds in a part of the sentence, spans written out."""
    found = []
    for first, last in re.findall(f"({DATE})(?:–({DATE}))?", text):
        start, end = (
            datetime.strptime(day if day.count("/") == 2 else f"{day}/{year}", "%d/%m/%Y").date() for day in (first, last or first)
        )
        found += [start + dt.timedelta(days=i) for i in range((end - start).days + 1)]
    return found


def part(sentence: str, pattern: str) -> str:
    match = re.search(pattern, sentence)
    return match[1] if match else ""


@given(moments, whole_days, rules, st.lists(pauses(), max_size=2), st.booleans())
def test_the_arithmetic_of_the_sentence_adds_up(received, limit, rules, held, saturdays):
    """Someone with the sentence and a plain Monday-to-Friday calendar arrives at the same number."""
    own = [CalendarDay(date(2026, 7, 4), DayKind.EXTRA_WORK, ""), CalendarDay(date(2026, 7, 7), DayKind.EXTRA_REST, "")]
    calendar = Calendar([*SEED, *own], saturday_morning=saturdays)
    found = appointment(received, limit, calendar, rules, held)
    text, year = found.explanation, received.year
    start = (dates_in(part(text, "tính là nhận đầu giờ ([^)]*)"), year) or dates_in(part(text, "^nhận (.*?) lúc"), year))[0]
    (due,) = dates_in(part(text, ": hẹn ([^ ]*)"), year)
    assert (due, start) == (found.due_at.date(), found.counted_from)
    body = text.split(": hẹn")[0]
    off = dates_in(part(body, ", trừ (.*?)(?:, tính cả|$)"), year)
    on = dates_in(part(body, ", tính cả (.*)$"), year)
    weekdays = sum((start + dt.timedelta(days=i)).weekday() < 5 for i in range(1, (due - start).days + 1))
    paused = int(part(body, ", cộng (\\d+) ngày làm việc tạm dừng") or 0)
    promised = int(part(body, "(\\d+) ngày làm việc") or 0) if ", trong ngày" not in body else 0
    assert promised == limit.value
    assert weekdays - len(off) + len(on) == promised + paused
    assert paused == found.paused_working_days
    assert (due - start).days == promised + paused + len(found.rest_days)


@given(moments, st.integers(1, 60), rules)
def test_calendar_days_of_the_sentence_add_up(received, number, rules):
    found = appointment(received, Limit(number, DAY), SEEDED, rules)
    ends = dates_in(part(found.explanation, "hết hạn (.*?) là"), received.year) or [found.due_at.date()]
    assert (ends[0] - found.counted_from).days == number
    assert SEEDED.next_working_day(ends[0]) == found.due_at.date()
