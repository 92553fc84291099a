"""Days and moments of every spelling. The order is always day, month, year, unless the person said otherwise of a whole column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from models.intake.workbooks.cells import Cell, ErrorCell, UnsavedFormula, cell_text
from models.registers.checks import FIRST_YEAR, LAST_YEAR
from models.text import fold

# Days from this one are what a spreadsheet's bare numbers count; files that count from 1904 are this many days behind.
_FIRST_DAY = datetime(1899, 12, 30)
DAYS_TO_1904 = 1462
# Bare numbers that can only be days: 1990 to 2100.
_FIRST_SERIAL, _LAST_SERIAL = 32_874, 73_415
_FIRST_PLAIN = max(FIRST_YEAR, 1971)
_UNIX_SERIAL = 25_569
# What programs write for "no date": the first day of their clock.
_NO_DAYS = frozenset({
    date(1970, 1, 1), date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1), date(1904, 1, 1), date(1, 1, 1), date(1753, 1, 1),
})  # fmt: skip
# What clerks write where there is no date.
_NOTHING = frozenset({
    "", "x", "k", "ko", "kg", "khong", "khong co", "chua", "chua co", "null", "none", "nan", "n/a", "na", "0", "khong ap dung", "k co",
    "00/00/0000", "0000-00-00", "0000-00-00 00:00:00", "00/01/1900", "0/1/1900", "1/0/1900", "dd/mm/yyyy",
})  # fmt: skip
_IGNORED = " \t\n-_.…*/\\,;:'\"?"

# Strokes and signs of a range that folding would drop.
_SIGNS = str.maketrans({"⁄": "/", "∕": "/", "÷": "-", "→": "-", "−": "-", "‐": "-", "‑": "-"})
_SEPARATOR = r"\s*[/.\-]\s*"
_YEAR = rf"(\d{{4}}(?!\d)|\d{{1,3}}(?!\d|{_SEPARATOR}\d))"
# A dash and then a stroke part two days of a range or two months ("01-15/12/2026", "11-12/2026").
DAY_MONTH_YEAR = re.compile(rf"(?<!\d)(\d{{1,2}})(?!\s*-\s*\d{{1,2}}\s*[/.]){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}{_YEAR}")
YEAR_MONTH_DAY = re.compile(r"(?<!\d)(\d{4})([/.\-])(\d{1,2})\2(\d{1,2})(?!\d)")
LONG_DATE = re.compile(
    r"(?<!\d)(?<!tuan )(?<!tuan thu )(\d{1,2})\s*[,./]?\s*(?:thang|thg|th)\.?\s*(\d{1,2})(?!\w)"
    r"(?:\s*(?:[,./\-]|nam)?\s*(?:nam)?\s*(\d{4}|\d{1,3}(?!\s*(?:gio|h\b|:|g\b)))(?!\d))?"
)
# Names of months are other words too once folded ("sau" is June and "after"), so day and year must stand around them.
_WORDED = re.compile(
    r"ngay\s+(\d{1,2})\s+thang\s+(muoi\s*mot|muoi\s*hai|mot|hai|ba|tu|bon|nam|sau|bay|tam|chin|muoi|gieng|chap)\s*,?\s*nam\s*(\d{4})(?!\d)"
)
_ENGLISH = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NAMED = re.compile(rf"(?<!\w)(\d{{1,2}})[\s\-/.,]*({'|'.join(_ENGLISH)})[a-z]*[\s\-/.,]*(\d{{4}}|\d{{2}})(?!\d)")
_NAMED_FIRST = re.compile(rf"(?<!\w)({'|'.join(_ENGLISH)})[a-z]*\.?\s*(\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s*(\d{{4}})(?!\d)")
DAY_MONTH = re.compile(rf"(?<![\d/.\-])(\d{{1,2}}){_SEPARATOR}(\d{{1,2}})(?!\d|{_SEPARATOR}\d|\s*%)")
_MONTH_YEAR = re.compile(rf"(?:0?[1-9]|1[0-2]){_SEPARATOR}(?:19|20)\d\d|(?:19|20)\d\d")
_CLOCK_TIME = r"(\d{1,2}):(\d{2})(?::(\d{2}))?"
_MACHINE = re.compile(
    rf"(?:{_CLOCK_TIME} )?(\d{{1,2}})/(\d{{1,2}})/(\d{{4}})(?: {_CLOCK_TIME})?|(\d{{4}})-(\d\d)-(\d\d)(?:[T ]{_CLOCK_TIME})?", re.ASCII
)
_MACHINE_LENGTH = 19
_TOGETHER = re.compile(r"\d{8}")
_SERIAL_TEXT = re.compile(r"\d{5}(?:[.,]\d+)?")
_CLOCK = re.compile(
    r"(?<![\d+\-])(\d{1,2})\s*(?::|h(?![a-z])|g(?![a-z])|gio)\s*(?:(\d{1,2})(?!\d))?\s*(?:(?::|phut|p(?![a-z])|ph(?![a-z]))\s*(?:(\d{1,2})(?!\d)(?:\.\d+)?)?)?"
)
_ZONE = re.compile(r"(?:z|([+\-])(\d{2}):?(\d{2}))$")
_AFTER_NOON = re.compile(r"(?<![a-z])(?:pm|p\.m|ch|chieu|toi)(?![a-z])")
_BEFORE_NOON = re.compile(r"(?<![a-z])(?:am|a\.m|sa|sang)(?![a-z])")
_VIETNAM = timedelta(hours=7)
_MONTHS = {
    "mot": 1, "gieng": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
    "muoimot": 11, "muoihai": 12, "chap": 12,
}  # fmt: skip
_REMEMBERED = 50_000


class ImpossibleDateError(ValueError):
    """The cell names a day that the calendar does not have, or a year out of all reason."""


class NoDateError(ImpossibleDateError):
    """The cell has words in which there is no day at all."""


def plain(text: str) -> str:
    """A text for comparing: full-width digits and odd spaces made usual, folded, single spaces."""
    if text.isascii():
        return " ".join(text.lower().split())
    return " ".join(fold(unicodedata.normalize("NFKC", text).translate(_SIGNS)).split())


def says_nothing(folded: str) -> bool:
    """Whether a folded text is what clerks write for "none": "-", "x", "không", "…"."""
    return folded in _NOTHING or not folded.strip(_IGNORED)


def day_of(year: int, month: int, day: int, written: str) -> date:
    """The day. Raises ImpossibleDateError for one that the calendar has not, or out of 1990 to 2100 and not what means none."""
    try:
        found = date(year, month, day)
    except ValueError as error:
        raise ImpossibleDateError(written) from error
    if not FIRST_YEAR <= year <= LAST_YEAR and found not in _NO_DAYS:
        raise ImpossibleDateError(written)
    return found


def year_of(digits: str, written: str) -> int:
    """A written year: four digits, or two of this century; one or three are a slip of the pen. Raises ImpossibleDateError."""
    if len(digits) not in (2, 4):
        raise ImpossibleDateError(written)
    return int(digits) + (2000 if len(digits) == 2 else 0)


class Dates:
    """Reads the days and moments of one column. What a text means is remembered, since lists say the same day a hundred times.

    `year` is for days written without one. `date_1904`: bare numbers count from 1904. `month_first`: the person said that this
    column writes the month before the day.
    """

    def __init__(self, *, year: int | None = None, date_1904: bool = False, month_first: bool = False) -> None:
        self.year = year
        self._shift = DAYS_TO_1904 if date_1904 else 0
        self.month_first = month_first
        self._known: dict[str, datetime | None] = {}

    def day(self, cell: Cell) -> date | None:
        """The day of a cell; None when it is empty (01/01/1970 means empty too). Raises ImpossibleDateError."""
        if cell is None:
            return None
        if type(cell) is date and _FIRST_PLAIN <= cell.year <= LAST_YEAR:
            return cell
        moment = self.moment(cell)
        return None if moment is None else moment.date()

    def moment(self, cell: Cell) -> datetime | None:
        """The moment of a cell in Vietnam time, midnight where it names no hour; None when it is empty. Raises ImpossibleDateError."""
        if isinstance(cell, str):
            if cell in self._known:
                return self._known[cell]
            found = self._of_text(cell)
            if len(self._known) < _REMEMBERED:
                self._known[cell] = found
            return found
        if cell is None or isinstance(cell, (ErrorCell, UnsavedFormula, bool)):
            return None
        if isinstance(cell, datetime):
            if cell.tzinfo is None and not cell.microsecond and _FIRST_PLAIN <= cell.year <= LAST_YEAR:
                return cell
            moment = cell if cell.tzinfo is None else cell.replace(tzinfo=None) - (cell.utcoffset() or timedelta()) + _VIETNAM
            return self.checked(moment.replace(microsecond=0), cell_text(cell))
        if isinstance(cell, date):
            moment = datetime.combine(cell, time())
            return moment if _FIRST_PLAIN <= cell.year <= LAST_YEAR else self.checked(moment, cell_text(cell))
        if isinstance(cell, (int, float)):
            return self._of_number(float(cell))
        raise NoDateError(cell_text(cell))

    def checked(self, moment: datetime, written: str) -> datetime | None:
        """The moment itself; None for the days that mean none. Raises ImpossibleDateError outside 1990 to 2100."""
        if moment.date() in _NO_DAYS:
            return None
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise ImpossibleDateError(written)
        return moment

    def _of_number(self, number: float) -> datetime | None:
        if number == 0:
            return None
        written = cell_text(number)
        if _TOGETHER.fullmatch(written):
            return datetime.combine(self._together(written), time())
        if not _FIRST_SERIAL <= number + self._shift <= _LAST_SERIAL:
            if number + self._shift == _UNIX_SERIAL or number == 1:
                return None
            raise NoDateError(written) if FIRST_YEAR <= number <= LAST_YEAR else ImpossibleDateError(written)
        moment = _FIRST_DAY + timedelta(days=number + self._shift)
        # A fraction of a day is never exactly a second.
        return (moment + timedelta(microseconds=500_000)).replace(microsecond=0)

    def _together(self, digits: str) -> date:
        if FIRST_YEAR <= int(digits[:4]) <= LAST_YEAR and 1 <= int(digits[4:6]) <= 12:
            return day_of(int(digits[:4]), int(digits[4:6]), int(digits[6:]), digits)
        return self.in_order(digits[:2], digits[2:4], int(digits[4:]), digits)

    def in_order(self, first: str, second: str, year: int, written: str) -> date:
        """The day of two numbers and a year, in the order of this column."""
        day, month = (second, first) if self.month_first else (first, second)
        return day_of(year, int(month), int(day), written)

    def find_day(self, folded: str, written: str) -> tuple[date, int, int] | None:
        """The first day in a folded text and where it stands. Raises ImpossibleDateError."""
        for pattern, make in _PATTERNS:
            found = pattern.search(folded)
            if found is not None:
                return make(self, found, written), found.start(), found.end()
        return None

    def without_year(self, month: int, day: int, written: str) -> date:
        """A day that names no year. Raises NoDateError where the list names none either."""
        if self.year is None:
            raise NoDateError(written)
        return day_of(self.year, month, day, written)

    def _usual_moment(self, cell: str) -> datetime | None:
        """The moment of the few spellings that machines write, quickly; None for every other, and for what is wrong."""
        found = _MACHINE.fullmatch(cell) if len(cell) <= _MACHINE_LENGTH else None
        if found is None:
            return None
        year, month, day = (found[6], found[5], found[4]) if found[6] else (found[10], found[11], found[12])
        hour, minute, second = (
            (found[1], found[2], found[3]) if found[1] else (found[7], found[8], found[9]) if found[6] else found.groups()[12:]
        )
        if self.month_first and found[6]:
            month, day = day, month
        try:
            moment = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0))
        except ValueError:
            return None
        return moment if _FIRST_PLAIN <= moment.year <= LAST_YEAR else None

    def _of_text(self, cell: str) -> datetime | None:
        usual = self._usual_moment(cell)
        if usual is not None:
            return usual
        folded = plain(cell)
        if says_nothing(folded):
            return None
        written = cell_text(cell)
        if _SERIAL_TEXT.fullmatch(folded):
            return self._of_number(float(folded.replace(",", ".")))
        if _TOGETHER.fullmatch(folded):
            return self.checked(datetime.combine(self._together(folded), time()), written)
        found = self.find_day(folded, written)
        if found is None:
            mistyped = any(character.isdigit() for character in folded) and not any(character.isalpha() for character in folded)
            if mistyped and not _MONTH_YEAR.fullmatch(folded):
                # Nothing but digits and separators, and yet no day: a mistyped date is named, not taken for words.
                raise ImpossibleDateError(written)
            raise NoDateError(written)
        day, start, end = found
        if day in _NO_DAYS:
            return None
        return self.checked(with_clock(day, f"{folded[:start]} | {folded[end:].removeprefix('t')}", written), written)


def with_clock(day: date, rest: str, written: str) -> datetime:
    """The day with the hour that the rest of its text names, moved to Vietnam time where it names a zone. Raises ImpossibleDateError."""
    clock = _CLOCK.search(rest)
    if clock is None:
        return datetime.combine(day, time())
    hour = int(clock[1])
    if _AFTER_NOON.search(rest) and hour < 12:
        hour += 12
    elif hour == 12 and _BEFORE_NOON.search(rest):
        hour = 0
    if (hour, int(clock[2] or 0)) == (24, 0):
        return datetime.combine(day, time(23, 59))
    try:
        moment = datetime.combine(day, time(hour, int(clock[2] or 0), int(clock[3] or 0)))
    except ValueError as error:
        raise ImpossibleDateError(written) from error
    zone = _ZONE.search(rest.strip())
    if zone is None:
        return moment
    away = timedelta(hours=int(zone[2]), minutes=int(zone[3])) if zone[1] else timedelta()
    return moment - (away if zone[1] != "-" else -away) + _VIETNAM


def _year_first(dates: Dates, found: re.Match[str], written: str) -> date:  # noqa: ARG001  its order is always the same
    return day_of(int(found[1]), int(found[3]), int(found[4]), written)


def _usual(dates: Dates, found: re.Match[str], written: str) -> date:
    return dates.in_order(found[1], found[2], year_of(found[3], written), written)


def _long(dates: Dates, found: re.Match[str], written: str) -> date:
    if found[3] is None:
        return dates.without_year(int(found[2]), int(found[1]), written)
    return day_of(year_of(found[3], written), int(found[2]), int(found[1]), written)


def _worded(dates: Dates, found: re.Match[str], written: str) -> date:  # noqa: ARG001
    return day_of(int(found[3]), _MONTHS["".join(found[2].split())], int(found[1]), written)


def _english(dates: Dates, found: re.Match[str], written: str) -> date:  # noqa: ARG001
    return day_of(year_of(found[3], written), _ENGLISH.index(found[2]) + 1, int(found[1]), written)


def _english_first(dates: Dates, found: re.Match[str], written: str) -> date:  # noqa: ARG001
    return day_of(int(found[3]), _ENGLISH.index(found[1]) + 1, int(found[2]), written)


def _short(dates: Dates, found: re.Match[str], written: str) -> date:
    first, second = (found[2], found[1]) if dates.month_first else (found[1], found[2])
    return dates.without_year(int(second), int(first), written)


Make = Callable[[Dates, "re.Match[str]", str], date]
WITH_YEAR: tuple[tuple[re.Pattern[str], Make], ...] = (
    (YEAR_MONTH_DAY, _year_first),
    (DAY_MONTH_YEAR, _usual),
    (_WORDED, _worded),
    (LONG_DATE, _long),
    (_NAMED, _english),
    (_NAMED_FIRST, _english_first),
)
_PATTERNS = (*WITH_YEAR, (DAY_MONTH, _short))
