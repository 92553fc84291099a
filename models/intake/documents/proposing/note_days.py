"""The day in a leader's note: "trước 20/11", "thứ 6 tuần này", "cuối tuần", "03 ngày", "xong trong tháng 11"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from models.intake.documents.rules import Rule

FRIDAY = 4
_SATURDAY = 5
_FARTHEST_YEARS = 2
_LATELY = 60
_WEEKDAYS = {
    "2": 0,
    "hai": 0,
    "3": 1,
    "ba": 1,
    "4": 2,
    "tu": 2,
    "5": 3,
    "nam": 3,
    "6": 4,
    "sau": 4,
    "7": 5,
    "bay": 5,
    "chu nhat": 6,
    "cn": 6,
}
_NUMBERS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "bay": 7, "muoi": 10}
_BEFORE = r"(?P<before>(?:cham nhat\s+)?truoc\s+(?:het\s+)?(?:\d{1,2}\s?(?:h|g|gio)\s?(?:\d\d)?,?\s+)?(?:ngay\s+|sang\s+|chieu\s+)?)?"
_LEAD = r"(?:(?:(?:thoi )?han(?:\s+(?:xu ly|chot|cuoi))?|xong|hoan thanh|den|den het|cham nhat|vao|trong|het)\s*:?\s+){0,2}"


@dataclass(frozen=True, slots=True)
class NoteDay:
    """The last day and the words that give it; None for a day that no calendar has ("30/02")."""

    day: date | None
    start: int
    end: int
    rule: str


IN_FIGURES = Rule(
    "note.in_figures",
    rf"{_LEAD}{_BEFORE}(?:ngay\s+)?(?<![\d/.-])(?P<day>\d{{1,2}})\s?[/.-]\s?(?P<month>1[0-2]|0?[1-9])(?:\s?[/.-]\s?(?P<year>(?:20)?\d\d))?(?![\d/])",
    "giao Hùng chủ trì, Mai phối hợp, 20/11",
)
IN_WORDS = Rule(
    "note.in_words",
    rf"{_LEAD}{_BEFORE}ngay\s+(?P<day>\d{{1,2}})\s+thang\s+(?P<month>\d{{1,2}})(?:\s+nam\s+(?P<year>20\d\d))?",
    "trước ngày 20 tháng 11",
)
WEEKDAY = Rule(
    "note.weekday",
    rf"{_LEAD}{_BEFORE}(?:thu\s+(?P<weekday>[2-7]|hai|ba|tu|nam|sau|bay)|(?<![a-z])t(?P<short>[2-7])(?!\w)|(?P<sunday>chu nhat))"
    r"(?P<week>\s+tuan\s+(?:nay|sau|toi))?",
    "b/c CT trước thứ 6",
)
END_OF = Rule(
    "note.end_of",
    r"(?:cuoi|het|trong)\s+(?P<unit>tuan|thang|quy|nam)(?:\s+(?P<which>nay|sau|toi|\d{1,2}(?:/20\d\d)?|[ivx]{1,3}))?(?![\w/])",
    "Xong trong tháng 11",
)
COUNTED = Rule(
    "note.counted",
    r"(?<![\d/])(?:(?:trong|sau|han)\s+)?(?P<count>\d{1,2}|mot|hai|ba|bon|nam|bay|muoi)\s+(?P<unit>ngay|tuan)"
    r"(?P<working>\s+lam viec)?(?!\s+\d)",
    "tham mưu trong 03 ngày",
)
DAY_ALONE = Rule("note.day_alone", rf"{_LEAD}{_BEFORE}ngay\s+(?P<day>\d{{1,2}})(?![\d/.h-])(?!\s+thang)", "báo cáo trước ngày 20")
SOON = Rule("note.soon", r"(?<![a-z])(?P<when>hom nay|trong ngay|(?:ngay|sang|chieu|trua)\s+mai|ngay kia)(?![a-z])", "báo cáo chiều mai")

RULES = (IN_FIGURES, IN_WORDS, WEEKDAY, END_OF, COUNTED, DAY_ALONE, SOON)


def day_of(note: str, letters: str, today: date) -> NoteDay | None:
    """The day by which; of several the last one written (the last deliverable)."""
    found: list[NoteDay] = []
    for rule, reckoned in _RECKONED:
        for match in rule.compiled.finditer(letters):
            day = reckoned(match, today)
            if (day is not None or _is_impossible(rule, match)) and not _is_symbol(note, match):
                lead = len(match[0]) - len(match[0].lstrip(" ,;"))
                found.append(NoteDay(day, match.start() + lead, match.end(), rule.name))
        if found:
            # Ways are in the order of how plainly they speak: a date beats "trong tuần".
            return max(found, key=lambda each: each.start)
    return None


def _is_impossible(rule: Rule, match: re.Match[str]) -> bool:
    """Whether a date is written that does not exist, not one that is too far away."""
    return rule in (IN_FIGURES, IN_WORDS) and _whole(2000, int(match["month"]), int(match["day"])) is None


def _is_symbol(note: str, match: re.Match[str]) -> bool:
    """Whether figures are of a paper that the note cites ("CV số 15/11-KH", "TB 12 ngày 3/11")."""
    before = note[: match.start()].rstrip()
    return re.search(r"(?:[Ss]ố|CV|QĐ|KH|TB)\s*(?:\d[\w/.-]*)?$", before) is not None


def _whole(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _dated(match: re.Match[str], today: date) -> date | None:
    written = match["year"]
    year = int(written) if written else today.year
    year += 2000 if year < 100 else 0
    day = _whole(year, int(match["month"]), int(match["day"]))
    if day is not None and not written and day < today - timedelta(days=_LATELY):
        # A note of last week that is entered today means the day that has passed; one of long ago means the next.
        day = _whole(today.year + 1, day.month, day.day)
    if day is None or not today.year - _FARTHEST_YEARS <= day.year <= today.year + _FARTHEST_YEARS:
        return None
    return _moved(day, match)


def _moved(day: date, match: re.Match[str]) -> date:
    """ "trước ngày D" is fulfilled on the day before D; "chậm nhất" and an hour of the day leave it on D."""
    before = match["before"] or ""
    return day - timedelta(days=1) if before and not re.search(r"\d\s?(?:h|g)|het", before) else day


def _weekday(match: re.Match[str], today: date) -> date:
    wanted = 6 if match["sunday"] else _WEEKDAYS[match["weekday"] or match["short"]]
    week = (match["week"] or "").split()
    monday = today - timedelta(days=today.weekday())
    if week and week[-1] in ("sau", "toi"):
        return _moved(monday + timedelta(days=7 + wanted), match)
    day = monday + timedelta(days=wanted)
    if day < today or (day == today and not week and (match["before"] or "")):
        day += timedelta(days=7)
    return _moved(day, match)


def _end_of(match: re.Match[str], today: date) -> date | None:
    unit, which = match["unit"], match["which"] or "nay"
    later = which in ("sau", "toi")
    if unit == "tuan":
        return _end_of_week(today, weeks=int(later)) if not which[0].isdigit() else None
    if unit == "nam":
        return date(today.year + later, 12, 31)
    if unit == "thang":
        return _end_of_month(which, today, later=later)
    return _end_of_quarter(which, today, later=later)


def _end_of_week(today: date, *, weeks: int) -> date:
    """The last working day of the week: the Friday, or the Friday after for a note of the weekend."""
    monday = today - timedelta(days=today.weekday())
    friday = monday + timedelta(days=FRIDAY + 7 * weeks)
    return friday if friday >= today else friday + timedelta(days=7)


def _end_of_month(which: str, today: date, *, later: bool) -> date | None:
    figures = re.fullmatch(r"(\d{1,2})(?:/(20\d\d))?", which)
    if figures is None:
        month = today.month - 1 + later
        year, month = today.year + month // 12, month % 12 + 1
    else:
        month = int(figures[1])
        if not 1 <= month <= 12:
            return None
        year = int(figures[2]) if figures[2] else today.year + (month < today.month)
    return date(year, month, calendar.monthrange(year, month)[1])


def _end_of_quarter(which: str, today: date, *, later: bool) -> date | None:
    numbers = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
    now = (today.month - 1) // 3 + 1
    quarter = numbers.get(which, now + later if which in ("nay", "sau", "toi") else 0)
    if not quarter:
        return None
    year = today.year + (quarter < now) + (quarter > 4)
    month = ((quarter - 1) % 4 + 1) * 3
    return date(year, month, calendar.monthrange(year, month)[1])


def _counted(match: re.Match[str], today: date) -> date | None:
    count = _NUMBERS.get(match["count"]) or (int(match["count"]) if match["count"].isdigit() else 0)
    if not count:
        return None
    if match["unit"] == "tuan":
        return today + timedelta(days=7 * count)
    if not match["working"]:
        return today + timedelta(days=count)
    day = today
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < _SATURDAY
    return day


def _day_alone(match: re.Match[str], today: date) -> date | None:
    number = int(match["day"])
    for month in range(3):
        index = today.month - 1 + month
        day = _whole(today.year + index // 12, index % 12 + 1, number)
        if day is not None and day >= today:
            return _moved(day, match)
    return None


def _soon(match: re.Match[str], today: date) -> date:
    words = match["when"]
    days = 0 if words in ("hom nay", "trong ngay") else 2 if words.endswith("kia") else 1
    return today + timedelta(days=days)


_RECKONED: tuple[tuple[Rule, Callable[[re.Match[str], date], date | None]], ...] = (
    (IN_FIGURES, _dated),
    (IN_WORDS, _dated),
    (DAY_ALONE, _day_alone),
    (WEEKDAY, _weekday),
    (COUNTED, _counted),
    (SOON, _soon),
    (END_OF, _end_of),
)
