"""What a cell means: dates and moments in day-month-year order, codes, numbers. The words are always kept beside what was understood."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from models.intake.workbooks.reader import Cell, cell_text
from models.registers.checks import FIRST_YEAR, LAST_YEAR
from models.text import fold

_EXCEL_EPOCH = datetime(1899, 12, 30)
_DAY_MONTH_YEAR = re.compile(r"(?<!\d)(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})(?!\d)")
_YEAR_MONTH_DAY = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2})\s*(?::|h|g|giờ)\s*(\d{2})?(?::(\d{2}))?(?!\d)")
_MONTH = re.compile(r"thang\s*(\d{1,2})\s*(?:[/.-]|nam)\s*(\d{4})")
_QUARTER = re.compile(r"quy\s*(iv|iii|ii|i|[1-4])\s*(?:[/.-]|nam|\s)\s*(\d{4})")
_YEAR = re.compile(r"^(?:trong\s+)?nam\s*(\d{4})$")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_RECURRING = (
    ("hang ngay", "daily"), ("hang tuan", "weekly"), ("hang thang", "monthly"), ("hang quy", "quarterly"),
    ("6 thang", "semiannual"), ("hang nam", "annual"), ("dinh ky thang", "monthly"), ("dinh ky quy", "quarterly"),
)  # fmt: skip
# What web systems write for "no date": the first day of their clock.
_NO_DAY = date(1970, 1, 1)


class ImpossibleDateError(ValueError):
    """The cell names a day that the calendar does not have, or a year out of all reason."""


@dataclass(frozen=True, slots=True)
class DueWords:
    """What a deadline cell says: the last day that satisfies it, the cycle of a duty, its words when more than a date."""

    day: date | None
    recurring: str | None
    words: str


def _day(year: int, month: int, day: int) -> date:
    if year < 100:
        year += 2000
    if not FIRST_YEAR <= year <= LAST_YEAR and (year, month, day) != (_NO_DAY.year, _NO_DAY.month, _NO_DAY.day):
        raise ImpossibleDateError(year)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ImpossibleDateError(f"{day}/{month}/{year}") from error


def _from_serial(number: float) -> datetime:
    """A spreadsheet's bare day number; only numbers of the years 1990 to 2100 are taken for one."""
    if not 0 <= number < 100_000:
        raise ImpossibleDateError(number)
    moment = _EXCEL_EPOCH + timedelta(days=number)
    return moment.replace(microsecond=0)


def parse_date(cell: Cell) -> date | None:
    """The day of a cell; None when it is empty (01/01/1970 means empty too). Raises ImpossibleDateError."""
    moment = parse_moment(cell)
    return None if moment is None else moment.date()


def parse_moment(cell: Cell) -> datetime | None:
    """The moment of a cell, midnight where it names no hour; None when it is empty. Raises ImpossibleDateError."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, datetime):
        found = cell.replace(tzinfo=None, microsecond=0)
    elif isinstance(cell, date):
        found = datetime.combine(cell, time())
    elif isinstance(cell, (int, float)) and not isinstance(cell, bool):
        found = _from_serial(float(cell))
    else:
        written = cell_text(cell)
        if not written.strip(" -–—."):
            return None
        found = _moment_of_text(written)
    if found.date() == _NO_DAY:
        return None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ImpossibleDateError(found.year)
    return found


def _moment_of_text(written: str) -> datetime:
    iso = _YEAR_MONTH_DAY.search(written)
    usual = _DAY_MONTH_YEAR.search(written)
    if iso:
        day = _day(int(iso[1]), int(iso[2]), int(iso[3]))
        rest = written[: iso.start()] + " " + written[iso.end() :].lstrip("T")
    elif usual:
        day = _day(int(usual[3]), int(usual[2]), int(usual[1]))
        rest = written[: usual.start()] + " " + written[usual.end() :]
    else:
        raise ImpossibleDateError(written)
    clock = _CLOCK.search(rest)
    if clock is None:
        return datetime.combine(day, time())
    try:
        moment = datetime.combine(day, time(int(clock[1]), int(clock[2] or 0), int(clock[3] or 0)))
    except ValueError as error:
        raise ImpossibleDateError(written) from error
    # A moment written with Z is UTC: exports of web systems do so.
    return moment + timedelta(hours=7) if iso and written.rstrip().endswith("Z") else moment


def _month_end(year: int, month: int) -> date:
    if not 1 <= month <= 12:
        raise ImpossibleDateError(f"{month}/{year}")
    return _day(year, month, calendar.monthrange(year, month)[1])


def parse_due(cell: Cell) -> DueWords:
    """What a deadline cell says. "trước D" is the day before D; a month, quarter or year its last day. Raises ImpossibleDateError."""
    if cell is None or cell == "":
        return DueWords(None, None, "")
    if not isinstance(cell, str):
        return DueWords(parse_date(cell), None, "")
    written = cell_text(cell)
    folded = fold(written)
    dates = list(_DAY_MONTH_YEAR.finditer(folded)) or list(_YEAR_MONTH_DAY.finditer(folded))
    if dates:
        last = dates[-1]
        day = _moment_of_text(last[0]).date()
        plain = not folded.replace(last[0], "").strip(" .-")
        before = re.search(r"truoc\s+(ngay\s+)?$", folded[: last.start()])
        return DueWords(day - timedelta(days=1) if before else day, None, "" if plain else written)
    if month := _MONTH.search(folded):
        return DueWords(_month_end(int(month[2]), int(month[1])), None, written)
    if quarter := _QUARTER.search(folded):
        number = _ROMAN.get(quarter[1]) or int(quarter[1])
        return DueWords(_month_end(int(quarter[2]), number * 3), None, written)
    if year := _YEAR.match(folded.strip()):
        return DueWords(_day(int(year[1]), 12, 31), None, written)
    if re.fullmatch(r"[\d\s/.-]+", folded) and any(character.isdigit() for character in folded):
        # Nothing but digits and separators, and yet no day: a mistyped date is named, not taken for words.
        raise ImpossibleDateError(written)
    recurring = next((cycle for words, cycle in _RECURRING if words in folded), None)
    return DueWords(None, recurring, written)
