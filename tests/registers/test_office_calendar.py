"""The office's own calendar and its reasons for lateness."""

from __future__ import annotations

from datetime import date

import pytest

from models.clock.working_days import CalendarDay, DayKind
from models.office import Office
from models.registers import office_calendar, overdue_reasons
from models.registers.office_calendar import CalendarRow
from models.storage.journal import entries
from tests.factories_dossiers import make_dossier
from tests.registers.test_dossiers_receipt import refused

MONDAY = date(2026, 11, 23)


def rows(office: Office, year: int | None = None) -> list[CalendarRow]:
    with office.read() as connection:
        return office_calendar.calendar_rows(connection, year=year)


def on(office: Office, day: date) -> list[CalendarRow]:
    return [row for row in rows(office) if row.date == day]


def test_a_new_office_knows_the_announced_days(office: Office) -> None:
    assert len(rows(office)) == 60
    assert not any(row.estimated for row in rows(office))
    assert [row.kind for row in on(office, date(2026, 1, 10))] == ["swap_work"]
    assert office.calendar().is_working_day(date(2026, 1, 10))
    assert {row.date.year for row in rows(office, 2026)} == {2026}


@pytest.mark.parametrize(
    ("kind", "day", "works"),
    [
        (DayKind.EXTRA_REST, MONDAY, False),
        (DayKind.EXTRA_WORK, date(2026, 11, 28), True),
        (DayKind.HALF_DAY, MONDAY, False),
        (DayKind.SWAP_OFF, MONDAY, False),
    ],
)
def test_a_day_is_added_and_counts_at_once(office: Office, kind: DayKind, day: date, works: bool) -> None:
    before = office.calendar().is_working_day(day)
    outcome = office_calendar.add_day(office, CalendarDay(day, kind, "Theo thông báo"))
    assert office.calendar().is_working_day(day) is works
    assert [row.id for row in on(office, day)] == [outcome.id]
    office.undo()
    assert office.calendar().is_working_day(day) is before
    assert on(office, day) == []


def test_a_reason_with_what_no_database_keeps_is_tidied(office: Office) -> None:
    office_calendar.add_day(office, CalendarDay(MONDAY, DayKind.EXTRA_REST, "Bão"), reason="theo\ud800 công\0 điện\u202e")
    with office.read() as connection:
        assert entries(connection, limit=1)[0].reason == "theo công điện"


def test_a_day_takes_the_place_of_what_stood_there(office: Office) -> None:
    office_calendar.add_day(office, CalendarDay(MONDAY, DayKind.EXTRA_REST, "Bão"))
    office_calendar.add_day(office, CalendarDay(MONDAY, DayKind.HALF_DAY, "Bão tan"))
    assert [(row.kind, row.name) for row in on(office, MONDAY)] == [("half_day", "Bão tan")]
    assert office_calendar.add_day(office, CalendarDay(MONDAY, DayKind.HALF_DAY, " Bão  tan ")).seq == 0


def test_a_removed_day_follows_the_week_again(office: Office) -> None:
    [holiday] = on(office, date(2026, 11, 24))
    office_calendar.remove_day(office, holiday.id, reason="thông báo mới")
    assert office.calendar().is_working_day(date(2026, 11, 24))
    with refused("not_found"):
        office_calendar.remove_day(office, holiday.id, reason="lần nữa")
    with refused("reason_needed"):
        office_calendar.remove_day(office, 1, reason=" ")
    office.undo()
    assert on(office, date(2026, 11, 24)) == [holiday]


def test_a_rest_day_tells_how_many_were_promised_for_it(office: Office) -> None:
    for _ in range(2):
        make_dossier(office)
    assert [
        notice.facts["count"]
        for notice in office_calendar.add_day(office, CalendarDay(date(2026, 11, 16), DayKind.EXTRA_REST, "Bão")).notices
    ] == [2]
    assert office_calendar.add_day(office, CalendarDay(date(2026, 11, 16), DayKind.EXTRA_WORK, "Làm")).notices == ()
    assert office_calendar.add_day(office, CalendarDay(date(2026, 11, 17), DayKind.EXTRA_REST, "Bão")).notices == ()


@pytest.mark.parametrize(
    ("day", "code", "field"),
    [
        (CalendarDay(date(206, 1, 1), DayKind.HOLIDAY, "x"), "impossible_date", "date"),
        (CalendarDay(MONDAY, DayKind.HOLIDAY, " "), "missing_content", "name"),
        (CalendarDay(MONDAY, DayKind.HOLIDAY, "x" * 1_001), "too_long", "name"),
    ],
)
def test_an_impossible_day_is_refused(office: Office, day: CalendarDay, code: str, field: str) -> None:
    with refused(code, field):
        office_calendar.add_day(office, day)


def test_estimates_fill_a_year_that_is_not_announced(office: Office) -> None:
    office_calendar.add_day(office, CalendarDay(date(2028, 1, 1), DayKind.EXTRA_WORK, "Trực"))
    assert not office.calendar().covers_year(2028)
    office_calendar.fill_estimates(office, 2028)
    filled = rows(office, 2028)
    assert office.calendar().is_estimated(2028)
    assert len(filled) > 10
    assert [(row.name, row.estimated) for row in filled if row.date == date(2028, 1, 1)] == [("Trực", False)]
    assert all(row.estimated for row in filled if row.date != date(2028, 1, 1))
    assert office_calendar.fill_estimates(office, 2028).seq == 0
    office.undo()
    assert len(rows(office, 2028)) == 1


@pytest.mark.parametrize(
    ("year", "code"), [(2026, "year_is_announced"), (1500, "year_without_estimates"), (2500, "year_without_estimates")]
)
def test_estimates_are_refused_where_they_are_wrong(office: Office, year: int, code: str) -> None:
    with refused(code, "year"):
        office_calendar.fill_estimates(office, year)


def test_reasons_are_seeded_added_worded_and_retired(office: Office) -> None:
    def offered() -> dict[str, str]:
        with office.read() as connection:
            return {reason.code: reason.name for reason in overdue_reasons.list_reasons(connection)}

    assert len(offered()) == 10
    added = overdue_reasons.add_reason(office, code="thue", name="Chờ cơ quan thuế")
    assert offered()["THUE"] == "Chờ cơ quan thuế"
    assert added.id is not None
    overdue_reasons.correct_reason(office, added.id, name="Chờ thuế", reason="gọn hơn")
    assert offered()["THUE"] == "Chờ thuế"
    overdue_reasons.retire_reason(office, added.id, retired=True, reason="không dùng")
    assert "THUE" not in offered()
    with office.read() as connection:
        assert overdue_reasons.reason_name(connection, "THUE") == "Chờ thuế"
        assert overdue_reasons.reason_name(connection, "LẠ") == "LẠ"
        with refused("unknown_reason", "late_reason_code"):
            overdue_reasons.known_reason(connection, "THUE")


@pytest.mark.parametrize(
    ("code", "name", "refusal", "field"),
    [("CNTT", "x", "duplicate_code", "code"), ("chờ thuế", "x", "bad_code", "code"), ("THUE", "", "missing_content", "name")],
)
def test_an_impossible_reason_is_refused(office: Office, code: str, name: str, refusal: str, field: str) -> None:
    with refused(refusal, field):
        overdue_reasons.add_reason(office, code=code, name=name)
