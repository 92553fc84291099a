"""Dates as people type them. Knows no Qt."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from models.labels import tr

_PARTS = re.compile(r"^(\d{1,2})(?:[/.\- ](\d{1,2}))?(?:[/.\- ](\d{4}|\d{2}))?$", re.ASCII)
_PACKED = re.compile(r"^(\d{2})(\d{2})(\d{4}|\d{2})?$", re.ASCII)
_STEP = re.compile(r"^([+-])(\d{1,4})$", re.ASCII)
_HOUR = re.compile(r"^(\d{1,2})(?:[:hg](\d{2})?)?$", re.ASCII)


def parse_day(text: str, today: date) -> date | None:
    """The date meant, day before month; None for an empty text. Raises ValueError for no date.

    "20/11/2026", "20.11.26", "2011" and "20112026" packed, "20" of this month, "20/11" of this year, "+3" and "-1" from today,
    "h" or "hôm nay" for today.
    """
    typed = text.strip().lower()
    if not typed:
        return None
    if typed in {"h", "hn", "t", tr("hôm nay")}:
        return today
    if (step := _STEP.match(typed)) is not None:
        return today + timedelta(days=int(step[2]) * (1 if step[1] == "+" else -1))
    found = _PARTS.match(typed) or _PACKED.match(typed)
    if found is None:
        raise ValueError(text)
    day, month, year = int(found[1]), int(found[2] or today.month), int(found[3] or today.year)
    if found[3] and len(found[3]) == 2:
        year += 2000
    return date(year, month, day)


def parse_moment(text: str, now: datetime, *, hour: time) -> datetime | None:
    """The date and hour meant: "20/11/2026 15:30", "20/11 15h", "h 9:15"; `hour` where none is typed; "bây giờ" or "n" for now.

    None for an empty text; raises ValueError for no moment.
    """
    typed = text.strip().lower()
    if not typed:
        return None
    if typed in {"n", tr("bây giờ")}:
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
