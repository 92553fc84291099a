"""Deadlines: what the words of a deadline cell mean. The words themselves are always kept beside it."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from models.intake.wording.cycles import cycle_of
from models.intake.workbooks.cells import Cell, ErrorCell, UnsavedFormula, cell_text
from models.intake.workbooks.values.dates import (
    DAY_MONTH,
    LONG_DATE,
    WITH_YEAR,
    Dates,
    ImpossibleDateError,
    NoDateError,
    day_of,
    plain,
    says_nothing,
    year_of,
)
from models.text import clean

_REMEMBERED = 50_000
# No deadline needs more words; what follows in a longer cell is a story.
_LONGEST = 600

_PAPER = (
    r"(?:nghi quyet|quyet dinh|chi thi|ke hoach|cong van|thong bao|ket luan|cong dien|huong dan|chuong trinh|de an|to trinh"
    r"|bao cao|nghi dinh|thong tu|luat|quy che|quy dinh|phuong an|giay moi|thu moi|van ban|kh|cv|qd|tb|ct|nq|kl|cd|hd)"
)
_DATE = r"(?:\d{1,2}\s*[/.\-]\s*\d{1,2}(?:\s*[/.\-]\s*\d{2,4})?|\d{1,2} thang \d{1,2}(?: nam \d{4})?)"
_ITS_DATE = rf"(?:\s*,?\s*\(?(?:ngay\s+)?{_DATE}\)?)"
# A document that is cited bears a date that is no deadline.
_CITED = re.compile(
    rf"(?<!\w)(?:{_PAPER}\s+)?(?:so\s*:?\s*)?\d+[a-z]?\s*/\s*(?:\d{{4}}\s*/\s*)?[a-z][a-z&]*\s*(?:-\s*[a-z&]+\s*)*{_ITS_DATE}?"
    rf"|(?<!\w){_PAPER}\s+so\s*:?\s*\d+{_ITS_DATE}?"
    rf"|(?<!\w)(?:{_PAPER}\s+)?(?:so\s*:?\s*)?\d+\s*-\s*[a-z]{{2,5}}\s*/\s*[a-z]+{_ITS_DATE}?"
    rf"|(?<!\w)(?:theo|tai|kem|can cu|thuc hien)\s+{_PAPER}(?:\s+(?!ngay|truoc|den|cham|xong|hoan|han)\w+){{0,8}}\s+ngay\s+{_DATE}"
)
# A day from which something runs is no deadline: "kể từ ngày …", "sau ngày …".
_FROM = re.compile(rf"(?<!\w)(?:ke tu|tinh tu|bat dau tu|bat dau|ap dung tu|(?<!thu )sau)(?: khi)?\s+(?:ngay\s+)?{_DATE}")
_START = re.compile(r"(?<!\w)(?<!thu )(?:tu|tu dau|tu ngay)\s*$")
_SPAN = re.compile(r"-|den|(?<!\w)va(?!\w)")
# A duty without an end, unless the cell names one all the same ("thường xuyên, báo cáo trước ngày …").
_OPEN = re.compile(
    r"thuong xuyen|lien tuc|khi co (?:yeu cau|chi dao|phat sinh|van ban|huong dan)|dot xuat|theo yeu cau|theo tien do"
    r"|khong (?:co )?thoi han"
)
_FIRM = re.compile(
    r"(?<!\w)(?:truoc|den|cham nhat|han cuoi|han chot|khong muon hon|khong qua|muon nhat|xong|hoan thanh|gui|bao cao|nop)(?!\w)"
)
# "trước ngày D" is the day before; with an hour between ("trước 17h00 ngày D") it is that day itself, unless the hour is midnight.
_BEFORE = re.compile(
    r"(?<!\w)truoc\s*(?:thu\s+\w+\s*,?\s*)?(?:(?:luc\s*)?0{1,2}\s*(?:h|g|gio|:)\s*(?:00)?\s*(?:phut)?\s*,?\s*)?(?:ngay\s*)?$"
)
_BEFORE_PERIOD = re.compile(r"(?<!\w)truoc\s*$")
# What may stand beside a plain date without being more than it.
_PLAIN = re.compile(r"(?:ngay|t?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+\-]\d{2}:?\d{2})?|am|pm|sa|ch|[\s.,;|()\-])*")
# Days without a year count where a deadline may stand, not in the middle of other words ("5/7 chỉ tiêu").
_MAY_FOLLOW = re.compile(r"(?:^|(?<!\w)(?:ngay|truoc|den|nhat|hon|han|chot|cuoi|het|xong|thanh|va|la|lan \d{1,2}|thu \w+)|[:;,(\-])\s*$")

_YEARED = r"\s*(?:[/.,\-]|nam)?\s*(?:nam\s*)?"
_PART_OF_YEAR = re.compile(rf"(?<![\d/.\-])(0?[369]|sau|chin|ba)\s*thang(?:\s*(dau|cuoi))?(?:\s*(?:cua\s*)?nam)?(?:{_YEARED}(\d{{4}}))?")
_QUARTER = re.compile(
    r"(?<!\w)(?:(dau|giua)\s+)?(?:quy|q)\.?\s*(?:(?:iv|i{1,3}|[1-4])\s*(?:[,\-]|va|den)\s*(?:quy\s*)?)*(iv|i{1,3}|[1-4])(?![a-z\d])"
    rf"(?:{_YEARED}(\d{{4}}|\d{{2}})(?!\d))?"
)
_MONTH = re.compile(
    r"(?<!\w)(?:(nua dau|dau|giua)\s+|tuan\s+(?:thu\s+)?(\w+)\s+(?:cua\s+)?)?(?:thang|thg|t)\.?\s*"
    r"(?:\d{1,2}(?:\s*/\s*\d{4})?\s*(?:[,\-]|va|den)\s*(?:thang\s*|t)?)*?(\d{1,2})(?!\d)(?!\s*(?:[,\-]|va|den)\s*(?:thang\s*|t)?\d{1,2}(?!\d))"
    rf"(?:{_YEARED}(\d{{4}}|\d{{2}}(?!\d|\s*[/.\-])))?(?!\d)"
)
_BARE_MONTH = re.compile(r"(?<!\d)(?:\d{1,2}\s*-\s*)?(\d{1,2})\s*[/.\-]\s*((?:19|20)\d{2})(?!\d)")
_YEAR_MONTH = re.compile(r"(?<![\w/.\-])((?:19|20)\d{2})-(0[1-9]|1[0-2])(?![\d/.\-])")
_YEAR = re.compile(
    r"(?<!\w)(?:(dau|giua)\s+)?(?:nam|giai doan)\s*(?:(?:19|20)\d{2}\s*-\s*)?((?:19|20)\d{2})(?!\d)"
    r"|(?<![\w/.\-])(?:(?:19|20)\d{2}\s*-\s*)?((?:19|20)\d{2})(?![\d/.\-])"
)
_THIS_YEAR = re.compile(r"(?<!\w)(dau|giua|cuoi|het|trong|ca)\s+nam(?!\s*(?:\d|hoc|sau|toi))")
# Events and seasons have years and parts of years in their names: "kỳ họp cuối năm của HĐND", "năm học 2026-2027", "Tết 2027".
_EVENT = re.compile(
    r"(?<!\w)(?:nam hoc|tet|(?<!nhiem )(?<!noi )(?<!dich )vu|nien do|nhiem ky|ky hop|phien hop|cuoc hop|hoi nghi|dai hoi|mua|dip|bau cu)"
    r"(?:\s+(?!(?:ngay|quy|thang|cham|han|nop|gui)(?!\w)|xong|hoan|truoc|den|trong)[a-z]+)*(?:\s*\d{4}(?!\s*[/.])(?:\s*-\s*\d{4})?)?"
)
_NEXT_YEAR = re.compile(r"(?<!\w)nam (?:sau|toi|ke tiep)(?!\w)")
_OUR_YEAR = re.compile(r"(?<!\w)nam nay(?!\w)")
_ONLY_YEAR = re.compile(r"(?:19|20)\d\d")
_WEEK = {"dau": 1, "1": 1, "nhat": 1, "mot": 1, "2": 2, "hai": 2, "3": 3, "ba": 3, "4": 4, "tu": 4}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONTHS_WORD = {"ba": 3, "sau": 6, "chin": 9}
# "mới" and "hạng" would be "mỗi" and "hằng" once folded.
_NOT_EACH = re.compile(r"(?<!\w)(?:mới|hạng)(?!\w)", re.IGNORECASE)
# "Tháng năm" may be May or the year that follows: only before another "năm", a stroke or nothing it is May.
_SPELLED = re.compile(
    r"(?<!\w)(tháng|quý)\s+(mười\s+một|mười\s+hai|giêng|một|hai|ba|tư|bốn|sáu|bảy|tám|chín|mười|chạp|năm(?=\s*(?:/|-|,|năm(?!\w)|$)))(?!\w)",
    re.IGNORECASE,
)
_SPELLED_NUMBERS = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
    "mười một": 11, "mười hai": 12, "chạp": 12,
}  # fmt: skip
_HALF_YEAR = re.compile(r"(?<!\w)nửa\s+(đầu|cuối)\s+năm(?!\w)", re.IGNORECASE)
_LEAP_YEAR = 2028

Period = tuple[date, date]


@dataclass(frozen=True, slots=True)
class DueWords:
    """What a deadline cell says: the last day that satisfies it, the cycle of a duty, its words when more than a date."""

    day: date | None
    recurring: str | None
    words: str


NOTHING_DUE = DueWords(None, None, "")


class DueDates:
    """Reads the deadlines of one column; `dates` knows its order of days and months and the year of days written without one."""

    def __init__(self, dates: Dates) -> None:
        self._dates = dates
        self._known: dict[str, DueWords] = {}

    def read(self, cell: Cell) -> DueWords:
        """What a deadline cell says; of several deadlines the last. Raises ImpossibleDateError."""
        if isinstance(cell, str):
            found = self._known.get(cell)
            if found is None:
                found = self._of_text(cell)
                if len(self._known) < _REMEMBERED:
                    self._known[cell] = found
            return found
        if cell is None or isinstance(cell, (ErrorCell, UnsavedFormula, bool)):
            return NOTHING_DUE
        try:
            return DueWords(self._dates.day(cell), None, "")
        except NoDateError:
            written = cell_text(cell)
            return self._of_text(written) if isinstance(cell, (int, float)) else DueWords(None, None, written)

    def _of_text(self, cell: str) -> DueWords:
        written = clean(cell)
        folded = plain(_in_figures(written))[:_LONGEST]
        if says_nothing(folded):
            return NOTHING_DUE
        wordless = not any(character.isalpha() for character in folded)
        if wordless and re.fullmatch(r"\d{8}|\d{5}(?:[.,]\d+)?", folded):
            return DueWords(self._dates.day(folded), None, "")
        cycle = cycle_of(plain(_NOT_EACH.sub(" ", written))[:_LONGEST])
        if cycle is not None:
            return DueWords(None, cycle, written)
        found = self._ends(folded, written)
        if not found:
            if wordless and re.search(r"\d\s*[/.\-]\s*\d", folded):
                # Nothing but digits and separators, and yet no day: a mistyped date is named, not taken for words.
                raise ImpossibleDateError(written)
            return DueWords(None, None, written)
        if len(found) == 1 and self._says_no_more(folded, written):
            return DueWords(self._dates.day(written), None, "")
        if len(found) == 1 and _ONLY_YEAR.fullmatch(folded):
            return DueWords(found[0], None, "")
        return DueWords(max(found), None, written)

    def _says_no_more(self, folded: str, written: str) -> bool:
        """Whether the cell is a date and nothing else (a moment is one; in another zone it may be another day here)."""
        found = self._dates.find_day(folded, written) if self._dates.year is not None or not DAY_MONTH.fullmatch(folded) else None
        return found is not None and bool(_PLAIN.fullmatch(folded[: found[1]]) and _PLAIN.fullmatch(folded[found[2] :]))

    def _ends(self, folded: str, written: str) -> list[date]:
        """Every day that the words set as an end: days with a year and those that follow on them, else days without, else periods."""
        if self._dates.year is not None:
            year = self._dates.year
            folded = _NEXT_YEAR.sub(f"nam {year + 1}", _OUR_YEAR.sub(f"nam {year}", folded))
        rest = _blanked(_FROM, _blanked(_CITED, _blanked(_EVENT, folded)))
        is_open = _OPEN.search(rest) is not None and not _FIRM.search(rest)
        found: list[date] = []
        end = 0
        for pattern, make in WITH_YEAR:
            for match in pattern.finditer(rest):
                if pattern is LONG_DATE and match[3] is None:
                    continue
                day = make(self._dates, match, written)
                before = rest[: match.start()]
                if not _START.search(before.removesuffix("ngay ")):
                    found.append(_ending(day, before))
                    end = max(end, match.end())
            if pattern is LONG_DATE:
                rest = pattern.sub(lambda match: match[0] if match[3] is None else " " * len(match[0]), rest)
            else:
                rest = _blanked(pattern, rest)
        if is_open:
            # "Thường xuyên trong năm 2026" has no deadline, "31/12/2026 hoặc khi có yêu cầu" has one.
            return found
        found += self._yearless(rest, written, found, end)
        return found or self._periods(_blanked(LONG_DATE, rest), written)

    def _yearless(self, rest: str, written: str, found: list[date], end: int) -> list[date]:
        """Days without a year: beside days that have one only those after them, in the year that follows on."""
        days: list[date] = []
        for match in [*DAY_MONTH.finditer(rest), *LONG_DATE.finditer(rest)]:
            before = rest[: match.start()]
            if match.start() < end or _START.search(before.removesuffix("ngay ")) or not _MAY_FOLLOW.search(before):
                continue
            day, month = int(match[1]), int(match[2])
            if self._dates.month_first and match.re is DAY_MONTH:
                day, month = month, day
            day_of(_LEAP_YEAR, month, day, written)
            year = max(found).year if found else self._dates.year
            if year is None:
                continue
            made = day_of(year, month, day, written)
            if found and made < max(found):
                made = day_of(year + 1, month, day, written)
            days.append(_ending(made, before))
        return days

    def _year(self, digits: str | None, written: str) -> int | None:
        return year_of(digits, written) if digits else self._dates.year

    def _periods(self, rest: str, written: str) -> list[date]:
        """The last days of the months, quarters, halves and years that the words name; of "trước" one the day before it begins."""
        readers: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str], Period | None]], ...] = (
            (_PART_OF_YEAR, self._part_of_year),
            (_QUARTER, self._quarter),
            (_MONTH, self._month),
            (_BARE_MONTH, _bare_month),
            (_YEAR_MONTH, _year_month),
            (_YEAR, _whole_year),
            (_THIS_YEAR, self._this_year),
        )
        found: list[date] = []
        for pattern, read in readers:
            for match in pattern.finditer(rest):
                before = rest[: match.start()]
                period = read(match, written)
                if period is None or (_START.search(before) and not _SPAN.search(match[0])):
                    continue
                found.append(period[0] - timedelta(days=1) if _BEFORE_PERIOD.search(before) else period[1])
            rest = _blanked(pattern, rest)
        return found

    def _part_of_year(self, match: re.Match[str], written: str) -> Period | None:
        year = self._year(match[3], written)
        if year is None or (match[2] is None and match[3] is None):
            return None
        months = int(match[1]) if match[1].isdigit() else _MONTHS_WORD[match[1]]
        if match[2] == "cuoi":
            return date(year, 13 - months, 1), date(year, 12, 31)
        return date(year, 1, 1), _month_end(year, months, written)

    def _quarter(self, match: re.Match[str], written: str) -> Period | None:
        year = self._year(match[3], written)
        if year is None:
            return None
        number = _ROMAN.get(match[2]) or int(match[2])
        month = number * 3 - {"dau": 2, "giua": 1}.get(match[1] or "", 0)
        return day_of(year, number * 3 - 2, 1, written), _month_end(year, month, written)

    def _month(self, match: re.Match[str], written: str) -> Period | None:
        month = int(match[3])
        year = self._year(match[4], written)
        end = _month_end(year or _LEAP_YEAR, month, written)
        if year is None:
            return None
        if match[1]:
            # The beginning of a month is its first ten days, the middle its next ten.
            end = end.replace(day={"dau": 10, "nua dau": 15}.get(match[1], 20))
        elif match[2] in _WEEK:
            end = end.replace(day=7 * _WEEK[match[2]])
        return date(year, month, 1), end

    def _this_year(self, match: re.Match[str], written: str) -> Period | None:
        return None if self._dates.year is None else _part_of(self._dates.year, match[1], written)


def _bare_month(match: re.Match[str], written: str) -> Period:
    year, month = int(match[2]), int(match[1])
    end = _month_end(year, month, written)
    return end.replace(day=1), end


def _year_month(match: re.Match[str], written: str) -> Period:
    end = _month_end(int(match[1]), int(match[2]), written)
    return end.replace(day=1), end


def _whole_year(match: re.Match[str], written: str) -> Period:
    return _part_of(int(match[2] or match[3]), match[1], written)


def _part_of(year: int, part: str | None, written: str) -> Period:
    month = {"dau": 3, "giua": 6}.get(part or "", 12)
    return day_of(year, 1, 1, written), _month_end(year, month, written)


def _month_end(year: int, month: int, written: str) -> date:
    if not 1 <= month <= 12:
        raise ImpossibleDateError(written)
    return day_of(year, month, calendar.monthrange(year, month)[1], written)


def _ending(day: date, before: str) -> date:
    return day - timedelta(days=1) if _BEFORE.search(before) else day


def _in_figures(written: str) -> str:
    """The words with months and quarters in figures: "tháng mười một" is "tháng 11", "nửa đầu năm" "6 tháng đầu năm"."""
    if written.isascii():
        return written
    counted = _SPELLED.sub(lambda found: f"{found[1]} {_SPELLED_NUMBERS[' '.join(found[2].lower().split())]}", written)
    return _HALF_YEAR.sub(r"6 tháng \1 năm", counted)


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    """The text with every match made blank, so that what stands after it keeps its place."""
    return pattern.sub(lambda match: " " * len(match[0]), text)
