"""Dates as people type them, and what is said of them. Knows no Qt.

A typed date is folded first, so that "cuối tháng", "cuoi thang" and "CUOI THANG" are one.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from models.labels import tr
from models.text import fold
from ui import words

if TYPE_CHECKING:
    from models.clock.working_days import Calendar

_PARTS = re.compile(r"^(\d{1,2})(?:[/.\- ](\d{1,2}))?(?:[/.\- ](\d{4}|\d{2}))?$", re.ASCII)
_PACKED = re.compile(r"^(\d{2})(\d{2})(\d{4}|\d{2})?$", re.ASCII)
_STEP = re.compile(r"^([+-])(\d{1,4})$", re.ASCII)
_HOUR = re.compile(r"^(\d{1,2})(?:[:hg](\d{2})?)?$", re.ASCII)
_WEEKDAY = re.compile(r"^(t ?[2-7]|thu (?:[2-7]|hai|ba|tu|nam|sau|bay)|cn|chu nhat)(?: ?\+ ?(\d{1,2})| tuan (nay|sau|toi))?$", re.ASCII)
_SPAN = re.compile(r"^(dau|cuoi) (tuan|thang|quy|nam)(?: (nay|sau|toi))?$", re.ASCII)
_MONTH_END = re.compile(r"^(dau|cuoi) (thang|quy|nam) (\d{1,4})$", re.ASCII)
_IN_MONTH = re.compile(r"^(?:ngay )?(\d{1,2}) thang (nay|sau|toi|truoc|\d{1,2})(?:(?: nam |[/.\- ])(\d{4}|\d{2}))?$", re.ASCII)
_WEEKDAYS = {"2": 0, "hai": 0, "3": 1, "ba": 1, "4": 2, "tu": 2, "5": 3, "nam": 3, "6": 4, "sau": 4, "7": 5, "bay": 5}
_FROM_TODAY = {
    "h": 0,
    "hn": 0,
    "t": 0,
    "hom nay": 0,
    "mai": 1,
    "ngay mai": 1,
    "mot": 2,
    "ngay mot": 2,
    "kia": 2,
    "ngay kia": 2,
    "qua": -1,
    "hom qua": -1,
    "hom kia": -2,
}
_MONTHS_OF = {"thang": 1, "quy": 3, "nam": 12}
_QUARTERS = 4


def parse_day(text: str, today: date) -> date | None:
    """The date meant, day before month; None for an empty text. Raises ValueError or OverflowError for no date.

    "20/11/2026", "20.11.26", "2011" and "20112026" packed, "20" of this month, "20/11" of this year, "+3" and "-1" from today, "h" or
    "hôm nay" for today, "mai", "mốt"; "t6" the next Friday after today, "t6 tuần sau" or "t6+1" that of the week after this one (weeks
    begin on Monday), "cn" Sunday; "cuối tuần" the Friday of this week, "cuối tháng", "cuối quý", "cuối năm" the last day of them, each
    also "đầu …" and "… sau"; "15 tháng sau", "15 tháng 12", "cuối tháng 12".
    """
    typed = " ".join(fold(text).split())
    if not typed:
        # Letters that fold to nothing are no date, and not an empty field either.
        if text.strip():
            raise ValueError(text)
        return None
    if typed in _FROM_TODAY or typed == fold(tr("hôm nay")):
        return today + timedelta(days=_FROM_TODAY.get(typed, 0))
    if (step := _STEP.match(typed)) is not None:
        return today + timedelta(days=int(step[2]) * (1 if step[1] == "+" else -1))
    found = _PARTS.match(typed) or _PACKED.match(typed)
    if found is not None:
        day, month, year = int(found[1]), int(found[2] or today.month), _year(found[3], today)
        return date(year, month, day)
    meant = _weekday(typed, today) or _edge(typed, today) or _in_month(typed, today)
    if meant is None:
        raise ValueError(text)
    return meant


def _year(typed: str | None, today: date) -> int:
    if not typed:
        return today.year
    return int(typed) + (2000 if len(typed) == 2 else 0)


def _weekday(typed: str, today: date) -> date | None:
    """A day of the week; without a word of the week the next one that is still ahead."""
    found = _WEEKDAY.match(typed)
    if found is None:
        return None
    name = found[1]
    weekday = 6 if name.startswith("c") else _WEEKDAYS[name[4:] if name.startswith("thu ") else name[1:].strip()]
    monday = today - timedelta(days=today.weekday())
    if found[2] is not None:
        return monday + timedelta(days=weekday, weeks=int(found[2]))
    if found[3] is not None:
        return monday + timedelta(days=weekday, weeks=0 if found[3] == "nay" else 1)
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _edge(typed: str, today: date) -> date | None:
    """The first or last day of a week, month, quarter or year: this one, the next, or one that is named."""
    if (found := _SPAN.match(typed)) is not None:
        last, span, later = found[1] == "cuoi", found[2], found[3] in ("sau", "toi")
        if span == "tuan":
            # The week of an office ends on Friday; on a week-end the coming one is meant.
            monday = today - timedelta(days=today.weekday())
            ahead = 1 if later or (last and today.weekday() > 4) else 0
            return monday + timedelta(days=4 if last else 0, weeks=ahead)
        months = _MONTHS_OF[span]
        begins = (today.month - 1) // months * months
        return _edge_of(today.year, begins + (months if later else 0), months, last=last)
    if (found := _MONTH_END.match(typed)) is not None:
        last, number, months = found[1] == "cuoi", int(found[3]), _MONTHS_OF[found[2]]
        if months == 12:
            return _edge_of(number + (2000 if number < 100 else 0), 0, 12, last=last)
        if 1 <= number <= (12 if months == 1 else _QUARTERS):
            return _edge_of(today.year, (number - 1) * months, months, last=last)
    return None


def _edge_of(year: int, months_before: int, months: int, *, last: bool) -> date:
    """The first or last day of so many months, of which `months_before` of this year lie before."""
    if last:
        months_before += months - 1
    year, month = year + months_before // 12, months_before % 12 + 1
    return date(year, month, monthrange(year, month)[1] if last else 1)


def _in_month(typed: str, today: date) -> date | None:
    """ "15 tháng sau", "15 tháng 12", "15 tháng 12 năm 2027"."""
    found = _IN_MONTH.match(typed)
    if found is None:
        return None
    if found[2].isdecimal():
        return date(_year(found[3], today), int(found[2]), int(found[1]))
    if found[3] is not None:
        return None
    ahead = today.month - 1 + {"nay": 0, "truoc": -1}.get(found[2], 1)
    return date(today.year + ahead // 12, ahead % 12 + 1, int(found[1]))


def parse_moment(text: str, now: datetime, *, hour: time) -> datetime | None:
    """The date and hour meant: "20/11/2026 15:30", "20/11 15h", "h 9:15"; `hour` where none is typed; "bây giờ" or "n" for now.

    None for an empty text; raises ValueError or OverflowError for no moment.
    """
    typed = text.strip().lower()
    if not typed:
        return None
    if fold(typed) in {"n", "bay gio", fold(tr("bây giờ"))}:
        return now.replace(second=0, microsecond=0)
    day_text, _, hour_text = typed.rpartition(" ")
    found = _HOUR.match(hour_text) if day_text else None
    if found is None or (":" not in hour_text and "h" not in hour_text and "g" not in hour_text):
        day, at = parse_day(typed, now.date()), hour
    else:
        day, at = parse_day(day_text, now.date()), time(int(found[1]), int(found[2] or 0))
    if day is None:
        raise ValueError(text)
    return datetime.combine(day, at)


# ---- what is said of a date ----


def told(day: date, calendar: Calendar) -> str:
    """The day of the week and the date; and why the office rests then."""
    reason = calendar.rest_reason(day)
    if reason is None:
        return words.weekday(day)
    return tr("{day}, ngày nghỉ: {reason}", day=words.weekday(day), reason=reason)


def told_due(day: date, today: date, calendar: Calendar) -> str:
    """The same of a due date, with the working days left until it."""
    left = calendar.working_days_between(today, day)
    if day == today:
        distance = tr("hôm nay")
    elif day > today:
        distance = tr("còn {count} ngày làm việc", count=left)
    else:
        distance = tr("đã qua {count} ngày làm việc", count=-left)
    return f"{told(day, calendar)} · {distance}"


def why_not(text: str, today: date) -> str:
    """What keeps a typed text from being a date, and how to write one."""
    typed = " ".join(fold(text).split())
    found = _PARTS.match(typed) or _PACKED.match(typed)
    if found is not None:
        day, month, year = int(found[1]), int(found[2] or today.month), _year(found[3], today)
        if 1 <= month <= 12 and year >= 1 and day > (days := monthrange(year, month)[1]):
            return tr("Tháng {month}/{year} chỉ có {days} ngày.", month=month, year=year, days=days)
    return tr("Không phải ngày có trong lịch. Hãy ghi như 20/11/2026, 5/12, t6, cuối tháng.")
