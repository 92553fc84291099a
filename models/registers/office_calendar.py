"""The days on which this office rests or works against the rule. What was promised before a change of the calendar stays promised."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Column, Connection, Index, String, func, select

from models.clock import working_days
from models.clock.working_days import CalendarDay, DayKind
from models.errors import OfficeError
from models.outcome import Notice, Outcome
from models.registers.checks import line, possible, reason_given
from models.registers.dossiers.tables import dossier
from models.storage.columns import IsoDate, detail_table, flag_column, text_column
from models.storage.journal import Transaction

if TYPE_CHECKING:
    from models.office import Office

calendar_day = detail_table(
    "calendar_day",
    Column("date", IsoDate, nullable=False),
    Column("kind", String(24), nullable=False),
    text_column("name"),
    text_column("basis"),
    flag_column("estimated"),
)
Index("ix_calendar_day_date", calendar_day.c.date)

_WORKING = frozenset({DayKind.SWAP_WORK, DayKind.EXTRA_WORK})


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A special day as it stands in the book. `basis` is its legal source; `estimated`: no authority has announced it yet."""

    id: int
    date: date
    kind: str
    name: str
    basis: str
    estimated: bool


def calendar_rows(connection: Connection, *, year: int | None = None) -> list[CalendarRow]:
    """The special days in order of date, of one year or all."""
    c = calendar_day.c
    asked = select(c.id, c.date, c.kind, c.name, c.basis, c.estimated).where(c.voided == 0).order_by(c.date, c.id)
    if year is not None:
        asked = asked.where(c.date.between(date(year, 1, 1), date(year, 12, 31)))
    return [CalendarRow(*row[:-1], bool(row.estimated)) for row in connection.execute(asked)]


def load_days(connection: Connection) -> list[CalendarDay]:
    """What `models.clock.working_days.Calendar` is built from."""
    return [CalendarDay(row.date, DayKind(row.kind), row.name, row.basis, row.estimated) for row in calendar_rows(connection)]


def _values(day: CalendarDay) -> dict[str, object]:
    return {"date": day.date, "kind": str(day.kind), "name": day.name, "basis": day.basis, "estimated": int(day.estimated)}


def seed_days(tx: Transaction) -> None:
    """Give a new office the announced days that come with the program."""
    tx.insert_many(calendar_day, [_values(day) for day in working_days.seed_days()])


def _tidy(day: CalendarDay) -> CalendarDay:
    possible(day.date, "date")
    name = line(day.name, "name")
    if not name:
        raise OfficeError("missing_content", field="name")
    return CalendarDay(day.date, DayKind(day.kind), name, line(day.basis, "basis"), day.estimated)


def enter_days(tx: Transaction, days: Iterable[CalendarDay]) -> list[int]:
    """Enter special days; what stood for the same date before is replaced. The ids of the days entered, in their order.

    Raises OfficeError `impossible_date`, `missing_content`. A day that says what stands already changes nothing and keeps its id.
    """
    known: dict[date, list[CalendarRow]] = {}
    for row in calendar_rows(tx.connection):
        known.setdefault(row.date, []).append(row)
    ids = []
    for day in map(_tidy, days):
        before = known.get(day.date, [])
        same = [row for row in before if (row.kind, row.name, row.basis, row.estimated) == (day.kind, day.name, day.basis, day.estimated)]
        if len(before) == 1 and same:
            ids.append(before[0].id)
            continue
        tx.update_many(calendar_day, {row.id: {"voided": 1} for row in before})
        day_id = tx.insert(calendar_day, _values(day))
        known[day.date] = [CalendarRow(day_id, day.date, day.kind, day.name, day.basis, day.estimated)]
        ids.append(day_id)
    return ids


def appointments_on(connection: Connection, day: date) -> int:
    """How many open dossiers have their appointment on this day."""
    start = datetime.combine(day, time())
    c = dossier.c
    open_then = (c.resolved_at.is_(None), c.closed_at.is_(None), c.cancelled_at.is_(None), c.voided == 0)
    on_day = (c.appointment_at >= start, c.appointment_at < start + timedelta(days=1))
    return connection.execute(select(func.count()).where(*on_day, *open_then)).scalar_one()


def add_day(office: Office, day: CalendarDay, *, reason: str = "") -> Outcome:
    """Enter an extra rest day, an extra working day, a half day …; it takes the place of what stood for that date.

    Appointments already given stay; a notice `appointments_on_rest_day` says how many fall on a day that is now a rest day.
    """
    with office.write("calendar_day.add", subject=line(day.name, "name"), reason=line(reason, "reason")) as tx:
        [day_id] = enter_days(tx, [day])
        promised = 0 if day.kind in _WORKING else appointments_on(tx.connection, day.date)
    notices = [Notice("appointments_on_rest_day", {"count": promised, "date": day.date})] if promised else []
    return tx.outcome(id=day_id, notices=notices)


def remove_day(office: Office, day_id: int, *, reason: str) -> Outcome:
    """Take a special day out of the calendar: the date follows the weekly rule again. Its line stays in the journal."""
    with office.write("calendar_day.remove", reason=reason_given(reason)) as tx:
        row = tx.connection.execute(select(calendar_day).where(calendar_day.c.id == day_id, calendar_day.c.voided == 0)).one_or_none()
        if row is None:
            raise OfficeError("not_found", table="calendar_day", id=day_id)
        tx.subject = row.name
        tx.update(calendar_day, day_id, {"voided": 1})
    return tx.outcome(id=day_id)


def fill_estimates(office: Office, year: int) -> Outcome:
    """Fill a year that is not announced yet with estimated holidays, for dates on which the office has said nothing itself.

    Raises OfficeError `year_without_estimates` where nobody can tell, `year_is_announced` where holidays that are no estimates stand.
    """
    estimates = working_days.estimated_days(year)
    if not estimates:
        raise OfficeError("year_without_estimates", field="year", year=str(year))
    with office.write("calendar_day.estimate", subject=str(year)) as tx:
        rows = calendar_rows(tx.connection, year=year)
        if any(row.kind == DayKind.HOLIDAY and not row.estimated for row in rows):
            raise OfficeError("year_is_announced", field="year", year=str(year))
        said = {row.date for row in rows if not row.estimated}
        enter_days(tx, [day for day in estimates if day.date not in said])
    return tx.outcome()
