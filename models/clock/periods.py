"""Reporting periods. With the usual cut-off on the 15th, a period runs from the 15th of the month before its first month
to the 14th of its last month (Nghị định 09/2019/NĐ-CP); some sectors report by calendar months, which is a cut-off on the 1st.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from models.labels import printed_date, tr

CUTOFF_DAYS = range(1, 29)
"""The days of the month on which a period may begin: those that every month has."""

_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_NAMED = re.compile(r"([0-9]{4})(?:-(Q[1-4]|H[12]|9M))?")
_FREE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\.\.([0-9]{4}-[0-9]{2}-[0-9]{2})")
_SPANS = {"Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12), "9M": (1, 9), "": (1, 12)}


@dataclass(frozen=True, slots=True)
class Period:
    """A period with its code (2026-11, 2026-Q4, 2026-H1, 2026-9M, 2026, 2026-10-01..2026-10-31), first and last day."""

    code: str
    first: dt.date
    last: dt.date


def _month_day(index: int, day: int) -> dt.date:
    """This day of the month with the running number year * 12 + month - 1."""
    return dt.date(index // 12, index % 12 + 1, day)


def _period(code: str, first_month: int, last_month: int, cutoff_day: int) -> Period:
    """The period of these months (running numbers), opened and closed by the cut-off."""
    if cutoff_day not in CUTOFF_DAYS:
        raise ValueError(f"cut-off day {cutoff_day}")
    back = 0 if cutoff_day == 1 else 1
    end = _month_day(last_month + 1 - back, cutoff_day) - dt.timedelta(days=1)
    return Period(code, _month_day(first_month - back, cutoff_day), end)


def parse_period(text: str, cutoff_day: int = 15) -> Period:
    """The period that a code names. H1 and H2 are the two halves of a year, 9M its first nine months.

    `cutoff_day` is the day of the month on which a period begins; a free range is taken as it is. ValueError for anything else.
    """
    code = text.strip().upper()
    if free := _FREE.fullmatch(code):
        first, last = (dt.date.fromisoformat(part) for part in free.groups())
        if first > last:
            raise ValueError(f"period ends before it begins: {code}")
        return Period(code, first, last)
    if month := _MONTH.fullmatch(code):
        year, number = int(month[1]), int(month[2])
        if number not in range(1, 13):
            raise ValueError(f"not a period: {code}")
        return _period(code, year * 12 + number - 1, year * 12 + number - 1, cutoff_day)
    if named := _NAMED.fullmatch(code):
        year, (first_month, last_month) = int(named[1]), _SPANS[named[2] or ""]
        return _period(code, year * 12 + first_month - 1, year * 12 + last_month - 1, cutoff_day)
    raise ValueError(f"not a period: {text[:40]}")


def period_before(period: Period, cutoff_day: int = 15) -> Period:
    """The period of the same kind just before: month, quarter, half-year, year. For 9 months those of the year before;
    for a free range the same number of days that end the day before it begins. ValueError before the year 1.
    """
    if month := _MONTH.fullmatch(period.code):
        index = int(month[1]) * 12 + int(month[2]) - 2
        return parse_period(f"{index // 12:04}-{index % 12 + 1:02}", cutoff_day)
    if named := _NAMED.fullmatch(period.code):
        year, part = int(named[1]), named[2] or ""
        if part[:1] in ("Q", "H") and part[1] != "1":
            return parse_period(f"{year:04}-{part[0]}{int(part[1]) - 1}", cutoff_day)
        last = {"Q1": "-Q4", "H1": "-H2", "9M": "-9M", "": ""}[part]
        return parse_period(f"{year - 1:04}{last}", cutoff_day)
    length = period.last - period.first + dt.timedelta(days=1)
    if length > period.first - dt.date.min:
        raise ValueError("no period before the year 1")
    first, last_day = period.first - length, period.first - dt.timedelta(days=1)
    return Period(f"{first}..{last_day}", first, last_day)


def period_containing(d: dt.date, cutoff_day: int = 15) -> Period:
    """The month's period in which this day lies. ValueError at the very end of the year 9999."""
    index = d.year * 12 + d.month - 1 + (d.day >= cutoff_day > 1)
    return parse_period(f"{index // 12:04}-{index % 12 + 1:02}", cutoff_day)


def period_title(period: Period) -> str:
    """The period in words, e.g. "Tháng 11/2026 (từ ngày 15/10/2026 đến ngày 14/11/2026)"."""
    first, last = printed_date(period.first), printed_date(period.last)
    name = _name(period.code)
    if name is None:
        return tr("Từ ngày {first} đến ngày {last}", first=first, last=last)
    return tr("{name} (từ ngày {first} đến ngày {last})", name=name, first=first, last=last)


def _name(code: str) -> str | None:
    """The name of a coded period, None for a free range."""
    if month := _MONTH.fullmatch(code):
        return tr("Tháng {month}/{year}", month=month[2], year=month[1])
    named = _NAMED.fullmatch(code)
    if named is None:
        return None
    year, part = named[1], named[2] or ""
    if part.startswith("Q"):
        return tr("Quý {quarter}/{year}", quarter=("I", "II", "III", "IV")[int(part[1]) - 1], year=year)
    if part == "H1":
        return tr("6 tháng đầu năm {year}", year=year)
    if part == "H2":
        return tr("6 tháng cuối năm {year}", year=year)
    if part == "9M":
        return tr("9 tháng đầu năm {year}", year=year)
    return tr("Năm {year}", year=year)
