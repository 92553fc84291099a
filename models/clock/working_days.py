"""The office calendar: which days count, why a day does not, and the hours in which the office is open.

A `Calendar` is built once from its list of special days and never changes. Counting is arithmetic (whole weeks, then a
correction for the special days up to a date, found by bisection), so that days left on hundreds of rows cost nothing.
"""

from __future__ import annotations

import csv
import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from models.labels import RESOURCES, tr

MONDAY_TO_FRIDAY = frozenset({0, 1, 2, 3, 4})
SATURDAY = 5
_ESTIMATE_YEARS = range(1901, 2101)  # the years for which the holidays package knows the lunar calendar
_CULTURE_DAY = (11, 24)  # month and day of Ngày Văn hóa Việt Nam, Nghị quyết 28/2026/QH16


class DayKind(StrEnum):
    """What makes a day special. The words stand in `models.labels` under `day_kind`."""

    HOLIDAY = "holiday"
    COMPENSATORY_OFF = "compensatory_off"
    SWAP_OFF = "swap_off"
    SWAP_WORK = "swap_work"
    EXTRA_REST = "extra_rest"
    EXTRA_WORK = "extra_work"
    HALF_DAY = "half_day"


_WORK = frozenset({DayKind.SWAP_WORK, DayKind.EXTRA_WORK})


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One special day. `basis` is its legal source; `estimated` marks a day that no authority has announced yet."""

    date: dt.date
    kind: DayKind
    name: str
    basis: str = ""
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """The two sessions of a working day, all settings. ValueError when they are not in order."""

    morning_start: dt.time = dt.time(7, 30)
    morning_end: dt.time = dt.time(11, 30)
    afternoon_start: dt.time = dt.time(13, 30)
    afternoon_end: dt.time = dt.time(17, 0)

    def __post_init__(self) -> None:
        """Refuse sessions that overlap or run backwards."""
        if not self.morning_start < self.morning_end <= self.afternoon_start < self.afternoon_end:
            raise ValueError("office hours are not in order")

    def full_day(self) -> dt.timedelta:
        """The working time of one full day."""
        sessions = ((self.morning_start, self.morning_end), (self.afternoon_start, self.afternoon_end))
        day = dt.date.min  # times of day subtract only on some day
        return sum((dt.datetime.combine(day, end) - dt.datetime.combine(day, start) for start, end in sessions), dt.timedelta())


Span = tuple[dt.datetime, dt.datetime]


class Calendar:
    """Working days and rest days of one office; immutable.

    `days` are the special days; where a date comes twice the later one holds, so the office's own entries go last.
    `working_weekdays`: 0 is Monday. `saturday_morning`: the one-stop counter is open on Saturday mornings.
    A half day (a `HALF_DAY` or such a Saturday) is open for reception and counts for hours; it counts as a working day
    in limits of days only with `half_day_counts`. Dates past year 9999 raise OverflowError.
    """

    def __init__(
        self,
        days: Iterable[CalendarDay],
        *,
        working_weekdays: Iterable[int] = MONDAY_TO_FRIDAY,
        saturday_morning: bool = False,
        hours: OfficeHours | None = None,
        half_day_counts: bool = False,
    ) -> None:
        """Sort the days and prepare the counts. ValueError without any working weekday."""
        self._weekdays = frozenset(working_weekdays)
        if not self._weekdays or not self._weekdays <= frozenset(range(7)):
            raise ValueError("working weekdays must be some of 0 to 6")
        self._half_saturday = saturday_morning and SATURDAY not in self._weekdays
        self._half_day_counts = half_day_counts
        self.hours = hours or OfficeHours()
        self._special = {day.date: day for day in sorted(days, key=lambda day: day.date)}
        self._known = frozenset(d.year for d, day in self._special.items() if day.kind is DayKind.HOLIDAY)
        self._estimated = frozenset(d.year for d, day in self._special.items() if day.estimated)
        counting = [self._weekday_counts(weekday) for weekday in range(7)]
        self._week_counts = tuple(accumulate(counting, initial=0))
        self._ordinals = [d.toordinal() for d in self._special]
        corrections = (self.is_working_day(d) - self._weekday_counts(d.weekday()) for d in self._special)
        self._corrections = tuple(accumulate(corrections, initial=0))

    def _weekday_counts(self, weekday: int) -> bool:
        """Whether such a weekday counts when nothing special is known of it."""
        return weekday in self._weekdays or (weekday == SATURDAY and self._half_saturday and self._half_day_counts)

    def _count(self, ordinal: int) -> int:
        """Working days from 01/01/0001 (a Monday, ordinal 1) to this day, included."""
        weeks, rest = divmod(ordinal, 7)
        return weeks * self._week_counts[7] + self._week_counts[rest] + self._corrections[bisect_right(self._ordinals, ordinal)]

    def _nth(self, number: int) -> dt.date:
        """The working day with this running number."""
        every = range(1, dt.date.max.toordinal() + 1)
        index = bisect_left(every, number, key=self._count)
        if number < 1 or index == len(every):
            raise OverflowError("no working day so far away")
        return dt.date.fromordinal(every[index])

    @property
    def days(self) -> tuple[CalendarDay, ...]:
        """The special days in order of date."""
        return tuple(self._special.values())

    def is_half_day(self, d: dt.date) -> bool:
        """Whether the office works only in the morning."""
        day = self._special.get(d)
        return day.kind is DayKind.HALF_DAY if day else self._half_saturday and d.weekday() == SATURDAY

    def is_working_day(self, d: dt.date) -> bool:
        """Whether the day counts in limits of working days."""
        day = self._special.get(d)
        if day is None:
            return self._weekday_counts(d.weekday())
        return day.kind in _WORK or (day.kind is DayKind.HALF_DAY and self._half_day_counts)

    def rest_reason(self, d: dt.date) -> str | None:
        """Why the day does not count: the name of the holiday, "cuối tuần", a half day; None for a working day."""
        if self.is_working_day(d):
            return None
        day = self._special.get(d)
        if day is not None and day.name:
            return day.name
        if self.is_half_day(d):
            return tr("chỉ làm buổi sáng")
        return tr("cuối tuần") if day is None else tr("ngày nghỉ")

    def next_working_day(self, d: dt.date) -> dt.date:
        """The day itself if it is a working day, else the first one after it."""
        return self._nth(self._count(d.toordinal() - 1) + 1)

    def after(self, d: dt.date) -> dt.date:
        """The first working day strictly after this day."""
        return self.add_working_days(d, 1)

    def add_working_days(self, d: dt.date, n: int) -> dt.date:
        """The n-th working day after `d`, which is not counted itself (Bộ luật Dân sự Điều 147); 0 gives `next_working_day`."""
        if n < 0:
            raise ValueError("n must not be negative")
        return self._nth(self._count(d.toordinal()) + n) if n else self.next_working_day(d)

    def subtract_working_days(self, d: dt.date, n: int) -> dt.date:
        """The n-th working day before `d`, which is not counted itself; 0 gives `d` or the last working day before it."""
        if n < 0:
            raise ValueError("n must not be negative")
        return self._nth(self._count(d.toordinal() - 1) - n + 1 if n else self._count(d.toordinal()))

    def working_days_between(self, start: dt.date, end: dt.date) -> int:
        """Working days after `start` up to and with `end`; negative when `end` is before `start`."""
        return self._count(end.toordinal()) - self._count(start.toordinal())

    def rest_days_between(self, start: dt.date, end: dt.date) -> list[tuple[dt.date, str]]:
        """The days after `start` up to and with `end` that do not count, each with its reason."""
        days = (dt.date.fromordinal(ordinal) for ordinal in range(start.toordinal() + 1, end.toordinal() + 1))
        return [(d, reason) for d in days if (reason := self.rest_reason(d)) is not None]

    def exceptions_between(self, start: dt.date, end: dt.date) -> list[CalendarDay]:
        """The days after `start` up to and with `end` that count although their weekday does not, or the other way round."""
        first, last = (bisect_right(self._ordinals, d.toordinal()) for d in (start, end))
        days = self.days[first:last]
        return [day for day in days if self.is_working_day(day.date) != self._weekday_counts(day.date.weekday())]

    def working_periods(self, d: dt.date) -> tuple[Span, ...]:
        """The sessions in which the office is open on this day: two, the morning alone, or none."""
        hours = self.hours
        morning = (dt.datetime.combine(d, hours.morning_start), dt.datetime.combine(d, hours.morning_end))
        if self.is_half_day(d):
            return (morning,)
        if not self.is_working_day(d):
            return ()
        return morning, (dt.datetime.combine(d, hours.afternoon_start), dt.datetime.combine(d, hours.afternoon_end))

    def covers_year(self, year: int) -> bool:
        """Whether the holidays of this year are known at all, announced or estimated."""
        return year in self._known

    def is_estimated(self, year: int) -> bool:
        """Whether some day of this year is only an estimate."""
        return year in self._estimated


def seed_days() -> list[CalendarDay]:
    """The announced special days that come with the program (2024 to 2027)."""
    with (RESOURCES / "calendar_days.csv").open(encoding="utf-8", newline="") as file:
        return [
            CalendarDay(dt.date.fromisoformat(row["date"]), DayKind(row["kind"]), row["name"], row["basis"]) for row in csv.DictReader(file)
        ]


def estimated_days(year: int) -> list[CalendarDay]:
    """The holidays of a year not announced yet, from the `holidays` package, all marked as estimates.

    The package knows neither future swap days nor any before their announcement, and gives 24/11 a make-up day when it
    falls on a weekend: Điều 111.3 Bộ luật Lao động grants that for the holidays of Điều 112 only, so it is left out.
    Empty outside 1901 to 2100.
    """
    if year not in _ESTIMATE_YEARS:
        return []
    import holidays  # takes long to load, and most starts need no estimate

    found = holidays.country_holidays("VN", years=year, language="vi")
    days = []
    for d, name in sorted(found.items()):
        if d.month == _CULTURE_DAY[0] and d.day > _CULTURE_DAY[1]:
            continue
        kind = DayKind.COMPENSATORY_OFF if "nghỉ bù" in name else DayKind.SWAP_OFF if "thay cho" in name else DayKind.HOLIDAY
        days.append(CalendarDay(d, kind, name, estimated=True))
    days += [CalendarDay(d, DayKind.SWAP_WORK, tr("Làm bù"), estimated=True) for d in found.weekend_workdays if d.year == year]
    return sorted(days, key=lambda day: day.date)
