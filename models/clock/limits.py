"""Limits in working days, calendar days and hours: how they are counted, and what a pause does to them.

The rules (Bộ luật Dân sự 2015 Điều 147 and 148.5, Nghị định 309/2026/NĐ-CP):

* The day of receipt is not counted. A limit of 0 days means the same day.
* A dossier that comes after the cut-off (15:00), outside office hours or on a day when the office is closed is taken as
  received when the office next opens. Whether the count then leaves out that day or still the calendar day of receipt is
  local practice, hence the setting `ClockRules.late_receipt_counts_from_next_day`. Three working days, received Friday
  20/11/2026 at 15:30 with 24/11 a holiday: Monday 23/11 is the day left out, so 27/11 (True); or Friday itself is, so
  26/11 (False). Either way the entry's due date stays editable.
* Calendar days that end on a rest day end on the next working day.
* Hours run only while the office is open. A part of a working day (0,25 or 0,5, in internal steps) is that share of the
  hours of a full day; it runs from the receipt, or after whole days from their end.
* A pause freezes what is left of the limit, which runs on when the pause ends by the same rules as at receipt: that day
  is left out, and when nothing but the due day itself was left, the due day is now that day. A pause that begins after
  the due moment changes nothing, for the work is late already.
"""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.clock.working_days import Calendar

MAX_LIMIT = 10_000
"""More than any law gives, in any unit; a larger number is a slip of the pen."""

_DAY = dt.timedelta(days=1)
_NOTHING = dt.timedelta()


class LimitUnit(StrEnum):
    """The units of a limit. The words stand in `models.labels` under `unit`."""

    WORKING_DAY = "working_day"
    DAY = "day"
    HOUR = "hour"


@dataclass(frozen=True, slots=True)
class Limit:
    """How long something may take. Quarters are allowed for working days, any fraction for hours. ValueError otherwise."""

    value: float
    unit: LimitUnit

    def __post_init__(self) -> None:
        """Refuse what is no limit; not-a-number and infinity fail the comparison."""
        if not 0 <= self.value <= MAX_LIMIT:
            raise ValueError(f"limit {self.value}")
        grain = {LimitUnit.WORKING_DAY: 4, LimitUnit.DAY: 1}.get(self.unit)
        if grain and not float(self.value * grain).is_integer():
            raise ValueError(f"limit {self.value} {self.unit}")


@dataclass(frozen=True, slots=True)
class ClockRules:
    """The office's settings of the clock; the head of this module tells what they do. Without a cut-off, office hours end the day."""

    cutoff: dt.time | None = dt.time(15, 0)
    late_receipt_counts_from_next_day: bool = True
    appointment_time: dt.time = dt.time(17, 0)


@dataclass(frozen=True, slots=True)
class Pause:
    """A time that is not counted, open while `end` is None. ValueError when it ends before it starts."""

    start: dt.datetime
    end: dt.datetime | None
    reason: str = ""

    def __post_init__(self) -> None:
        """Refuse a pause that runs backwards."""
        if self.end is not None and self.end < self.start:
            raise ValueError("a pause ends before it starts")


def merged(pauses: Iterable[Pause]) -> list[Pause]:
    """The pauses in order of time, those that overlap or touch made one (their reasons joined)."""
    result: list[Pause] = []
    for pause in sorted(pauses, key=lambda pause: pause.start):
        last = result[-1] if result else None
        if last is None or (last.end is not None and last.end < pause.start):
            result.append(pause)
            continue
        end = None if last.end is None or pause.end is None else max(last.end, pause.end)
        reasons = dict.fromkeys(reason for reason in (last.reason, pause.reason) if reason)
        result[-1] = Pause(last.start, end, "; ".join(reasons))
    return result


class Ruler(ABC):
    """Counts in one unit. `base` is the moment counted from; of an `end` counted in days only the date matters."""

    def __init__(self, calendar: Calendar, rules: ClockRules) -> None:
        self.calendar = calendar
        self.rules = rules

    def taken(self, moment: dt.datetime) -> dt.datetime:
        """The moment as the office takes it: itself (or the opening) on that day, or the next opening when it is too late."""
        day = moment.date()
        periods = self.calendar.working_periods(day)
        cutoff = self.rules.cutoff
        if periods and moment <= periods[-1][1] and (cutoff is None or moment.time() <= cutoff):
            return max(moment, periods[0][0])
        day += _DAY
        while not (periods := self.calendar.working_periods(day)):
            day += _DAY
        return periods[0][0]

    def base(self, moment: dt.datetime, amount: int) -> dt.datetime:
        """The moment from which this amount is counted when something comes in at `moment`."""
        return self.taken(moment) if amount == 0 or self.rules.late_receipt_counts_from_next_day else moment

    @abstractmethod
    def end(self, base: dt.datetime, amount: int) -> dt.datetime:
        """Where the amount ends, not yet moved off a rest day."""

    @abstractmethod
    def left(self, start: dt.datetime, end: dt.datetime) -> int:
        """The amount that lies between two moments, never negative."""

    @abstractmethod
    def due(self, base: dt.datetime, end: dt.datetime) -> dt.datetime:
        """The due moment for an amount that ends there."""


class _Dates(Ruler):
    """What whole days have in common: the move off a rest day, and the hour of appointments."""

    def due(self, base: dt.datetime, end: dt.datetime) -> dt.datetime:
        """The hour of appointments on that day, moved on to a working day; closing time where that hour has gone by."""
        day = self.calendar.next_working_day(end.date()) if end.date() > base.date() else base.date()
        closing = self.calendar.working_periods(day)[-1][1]
        at = min(dt.datetime.combine(day, self.rules.appointment_time), closing)
        return at if at >= base else closing


class WorkingDays(_Dates):
    """Counts in working days."""

    def end(self, base: dt.datetime, amount: int) -> dt.datetime:
        """The last of the working days."""
        return dt.datetime.combine(self.calendar.add_working_days(base.date(), amount), dt.time()) if amount else base

    def left(self, start: dt.datetime, end: dt.datetime) -> int:
        """The working days after `start` up to `end`."""
        return max(self.calendar.working_days_between(start.date(), end.date()), 0)


class CalendarDays(_Dates):
    """Counts in calendar days."""

    def end(self, base: dt.datetime, amount: int) -> dt.datetime:
        """The last of the days."""
        return base + dt.timedelta(days=amount)

    def left(self, start: dt.datetime, end: dt.datetime) -> int:
        """The days after `start` up to `end`."""
        return max((end.date() - start.date()).days, 0)


class OfficeMinutes(Ruler):
    """Counts in minutes while the office is open: for hours and for parts of a working day."""

    def end(self, base: dt.datetime, amount: int) -> dt.datetime:
        """The moment when the office has been open for that long since `base`."""
        rest, day = dt.timedelta(minutes=amount), base.date()
        while True:
            for opening, closing in self.calendar.working_periods(day):
                start = max(opening, base)
                if closing - start >= rest:
                    return start + rest
                rest -= max(closing - start, _NOTHING)
            day += _DAY

    def left(self, start: dt.datetime, end: dt.datetime) -> int:
        """How long the office is open between the two."""
        total, day = _NOTHING, start.date()
        while day <= end.date():
            for opening, closing in self.calendar.working_periods(day):
                total += max(min(closing, end) - max(opening, start), _NOTHING)
            day += _DAY
        return total // dt.timedelta(minutes=1)

    def due(self, base: dt.datetime, end: dt.datetime) -> dt.datetime:  # noqa: ARG002  only dates ask where it began
        """That moment itself."""
        return end


@dataclass(frozen=True, slots=True)
class Run:
    """A limit counted: the day left out, where it ends before and after it was moved off a rest day, the pauses that shifted it."""

    base: dt.datetime
    end: dt.datetime
    due: dt.datetime
    shifted_by: tuple[Pause, ...]
    waiting: bool


def count(ruler: Ruler, base: dt.datetime, amount: int, pauses: Sequence[Pause]) -> Run:
    """Count an amount from `base`, held up by the pauses (merged, in order). `waiting`: the last of them is still open."""
    first = base
    end = ruler.end(base, amount)
    due = ruler.due(base, end)
    shifted_by: list[Pause] = []
    for pause in pauses:
        if pause.start > due:
            break
        if pause.end is None:
            return Run(first, end, due, (*shifted_by, pause), waiting=True)
        left = ruler.left(max(pause.start, base), end)
        base = max(base, ruler.base(pause.end, left))
        before = (end, due)
        end = ruler.end(base, left)
        due = ruler.due(base, end)
        if due != before[1] or ruler.left(before[0], end):
            shifted_by.append(pause)
    return Run(first, end, due, tuple(shifted_by), waiting=False)
