"""Recurring duties: which days a weekly, monthly, quarterly, half-yearly or yearly duty falls on.

A month is never skipped and never doubled: the 29th, 30th and 31st fall on the last day of a shorter month.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from models.clock.working_days import Calendar
from models.labels import label, tr

LAST_DAY = 31
"""The one form of "the last day of the month". A rule made with day 0 means the same and becomes this."""

_STEP = {"monthly": 1, "quarterly": 3, "semiannual": 6, "annual": 12}  # months from one occurrence to the next
_MOVES = ("none", "before", "after")


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule of recurrence. ValueError when a part that `every` needs is missing or one it does not know is given.

    every: daily, weekly, monthly, quarterly, semiannual, annual.
    weekday: 0 Monday to 6 Sunday, for weekly.
    day: 1 to 31 for monthly and rarer; a month without that day uses its last day, so 31 is `LAST_DAY`.
    month: the month within the quarter (1 to 3), half-year (1 to 6) or year (1 to 12).
    move_off_rest: where an occurrence on a rest day goes: `none` (it stays), `before` or `after`. A daily duty is not
    moved but left out on rest days unless this is `none`, for the working day beside it has its own.
    """

    every: str
    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    move_off_rest: str = "none"

    def __post_init__(self) -> None:
        """Check the parts against each other and write the last day in its one form."""
        if self.day == 0:
            object.__setattr__(self, "day", LAST_DAY)
        step = _STEP.get(self.every)
        if step is None and self.every not in {"daily", "weekly"}:
            raise ValueError(f"unknown recurrence {self.every}")
        if self.move_off_rest not in _MOVES:
            raise ValueError(f"unknown move {self.move_off_rest}")
        _check("weekday", self.weekday, range(7) if self.every == "weekly" else None)
        _check("day", self.day, range(1, LAST_DAY + 1) if step else None)
        _check("month", self.month, range(1, step + 1) if step and step > 1 else None)


def _check(name: str, value: int | None, allowed: range | None) -> None:
    """ValueError unless the value is one of those allowed; where none are, it must not be there."""
    if value is not None if allowed is None else value not in allowed:
        raise ValueError(f"{name} {value} does not fit this recurrence")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that the duty comes up: the day the rule names, and the day it is due, which may be moved off a rest day."""

    nominal: dt.date
    due: dt.date


def _nominal_dates(rule: Recurrence, after: dt.date) -> Iterator[dt.date]:
    """The days the rule names, later than `after`, in order, up to the end of the calendar (31/12/9999)."""
    step = _STEP.get(rule.every)
    if step is None:
        stride = 1 if rule.every == "daily" else 7
        wait = 1 if rule.weekday is None else (rule.weekday - after.weekday() - 1) % 7 + 1
        for ordinal in range(after.toordinal() + wait, dt.date.max.toordinal() + 1, stride):
            yield dt.date.fromordinal(ordinal)
        return
    this_block = (after.year * 12 + after.month - 1) // step * step
    for index in range(this_block + (rule.month or 1) - 1, (dt.MAXYEAR + 1) * 12, step):
        year, month = divmod(index, 12)
        d = dt.date(year, month + 1, min(rule.day or LAST_DAY, monthrange(year, month + 1)[1]))
        if d > after:
            yield d


def _occurrences(rule: Recurrence, after: dt.date, calendar: Calendar | None) -> Iterator[Occurrence]:
    """The occurrences whose named day is later than `after`."""
    for nominal in _nominal_dates(rule, after):
        if calendar is None or rule.move_off_rest == "none" or calendar.is_working_day(nominal):
            yield Occurrence(nominal, nominal)
        elif rule.every != "daily":
            later = rule.move_off_rest == "after"
            yield Occurrence(nominal, calendar.next_working_day(nominal) if later else calendar.subtract_working_days(nominal, 0))


def occurrences(rule: Recurrence, after: dt.date, until: dt.date, calendar: Calendar | None) -> list[Occurrence]:
    """The occurrences whose named day lies after `after`, up to and with `until`. Their due day may lie a little outside."""
    return list(takewhile(lambda occurrence: occurrence.nominal <= until, _occurrences(rule, after, calendar)))


def next_occurrence(rule: Recurrence, after: dt.date, calendar: Calendar | None) -> Occurrence:
    """The first occurrence whose named day is later than `after`. OverflowError at the end of the year 9999."""
    found = next(_occurrences(rule, after, calendar), None)
    if found is None:
        raise OverflowError("no occurrence so far away")
    return found


def encode(rule: Recurrence) -> str:
    """The rule as short text for storage, e.g. `quarterly day=25 month=3 move=after`."""
    parts = {"weekday": rule.weekday, "day": rule.day, "month": rule.month}
    move = [f"move={rule.move_off_rest}"] if rule.move_off_rest != "none" else []
    return " ".join([rule.every, *(f"{name}={value}" for name, value in parts.items() if value is not None), *move])


def decode(text: str) -> Recurrence:
    """The rule that `encode` wrote. ValueError for any other text."""
    every, *parts = text.split(" ")
    given = dict(part.partition("=")[::2] for part in parts)
    move = given.pop("move", "none")
    if not given.keys() <= {"weekday", "day", "month"} or len(given) + (move != "none") != len(parts):
        raise ValueError(f"not a recurrence: {text[:80]}")
    return Recurrence(every, **{name: int(value) for name, value in given.items()}, move_off_rest=move)


def describe(rule: Recurrence) -> str:
    """The rule in words, e.g. "hằng tháng, ngày 25" or "hằng quý, ngày cuối các tháng 3, 6, 9, 12"."""
    words = label("recurrence", rule.every)
    if rule.every == "daily":
        return words if rule.move_off_rest == "none" else tr("{every}, trừ ngày nghỉ", every=words)
    if rule.every == "weekly":
        words = tr("{every}, {weekday}", every=words, weekday=_weekday_name(rule.weekday or 0))
    elif rule.every == "monthly":
        on = tr("ngày cuối tháng") if rule.day == LAST_DAY else tr("ngày {day}", day=rule.day)
        words = tr("{every}, {day}", every=words, day=on)
    else:
        on = tr("ngày cuối") if rule.day == LAST_DAY else tr("ngày {day}", day=rule.day)
        months = [str(month) for month in range(rule.month or 1, 13, _STEP[rule.every])]
        of = tr("tháng {month}", month=months[0]) if len(months) == 1 else tr("các tháng {months}", months=", ".join(months))
        words = tr("{every}, {day} {months}", every=words, day=on, months=of)
    if rule.move_off_rest == "before":
        return tr("{rule}; gặp ngày nghỉ thì làm trước vào ngày làm việc liền trước", rule=words)
    if rule.move_off_rest == "after":
        return tr("{rule}; gặp ngày nghỉ thì chuyển sang ngày làm việc tiếp theo", rule=words)
    return words


def _weekday_name(weekday: int) -> str:
    """The name of a weekday inside a sentence, 0 for Monday: "thứ Hai" … "Chủ nhật"."""
    names = (tr("thứ Hai"), tr("thứ Ba"), tr("thứ Tư"), tr("thứ Năm"), tr("thứ Sáu"), tr("thứ Bảy"), tr("Chủ nhật"))
    return names[weekday]
