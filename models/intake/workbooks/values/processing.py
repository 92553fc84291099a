"""Processing times of procedures: "Không quá 15 ngày", "Trong ngày", "08 giờ làm việc", "½ ngày"."""

from __future__ import annotations

import re
from functools import lru_cache

from models.intake.workbooks.cells import Cell
from models.intake.workbooks.values.dates import plain
from models.intake.workbooks.values.texts import tidy

_AMOUNT = r"(\d+(?:[.,]\d+)?|1\s*[/⁄]\s*2|nua|mot|hai|ba|nam|muoi)"
_UNIT = r"(ngay lam viec|ngay lv(?!\w)|nlv(?!\w)|ngay|gio|h(?!\w)|tuan|thang|phut|buoi)"
_TIME = re.compile(rf"(?<![\w/.,]){_AMOUNT}\s*(?:\([^)]*\)\s*)?(?:\s*[-–]\s*(\d+)\s*)?{_UNIT}")
_SAME_DAY = re.compile(
    r"trong (?:cung |buoi |gio )?(?:mot )?ngay(?! lam viec thu)|ngay (?:khi|sau khi)|tuc thi|ngay lap tuc|trong buoi"
    r"|(?:giai quyet|tra|lam|cap|thuc hien) (?:ket qua )?ngay"
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_WORDS = {"nua": 0.5, "mot": 1.0, "hai": 2.0, "ba": 3.0, "nam": 5.0, "muoi": 10.0}
# Longer units as days (a month of the law has 30), shorter ones as hours.
_UNITS = {
    "ngay lam viec": ("working_day", 1.0),
    "ngay lv": ("working_day", 1.0),
    "nlv": ("working_day", 1.0),
    "ngay": ("day", 1.0),
    "gio": ("hour", 1.0),
    "h": ("hour", 1.0),
    "tuan": ("day", 7.0),
    "thang": ("day", 30.0),
    "phut": ("hour", 1 / 60),
    "buoi": ("working_day", 0.5),
}
SAME_DAY = (0.0, "working_day")


@lru_cache(maxsize=2_000)
def _unit_of(words: str) -> str | None:
    if re.search(r"lam viec|(?<!\w)n?lv(?!\w)", words) and "gio" not in words:
        return "working_day"
    if re.search(r"(?<!\w)(?:gio|hour|h)(?!\w)", words):
        return "hour"
    return "day" if re.search(r"(?<!\w)(?:ngay|day)(?!\w)", words) else "working_day" if "working" in words else None


def processing_time(cell: Cell, unit: Cell = None, header: str = "") -> tuple[float, str] | None:
    """Amount and unit (a code of LABELS["unit"]) of a processing time; None where no time is named.

    A bare number takes its unit from the cell beside it, else from the name of the column, else days. Of several times the first
    counts, of a range its end.
    """
    return _time(plain(tidy(cell)), plain(tidy(unit)), plain(header))


@lru_cache(maxsize=5_000)
def _time(folded: str, unit: str, header: str) -> tuple[float, str] | None:
    found = _TIME.search(folded)
    same_day = _SAME_DAY.search(folded)
    if same_day is not None and (found is None or same_day.start() < found.start()):
        return SAME_DAY
    if found is not None:
        name, factor = _UNITS[found[3]]
        if found[3] == "ngay" and _unit_of(unit) == "working_day":
            name = "working_day"
        return round(_amount(found[2] or found[1]) * factor, 4), name
    number = _NUMBER.search(folded)
    if number is None:
        return SAME_DAY if _SAME_DAY.search(unit) else None
    return _amount(number[0]), _unit_of(unit) or _unit_of(header) or "day"


def _amount(written: str) -> float:
    if written in _WORDS:
        return _WORDS[written]
    if "/" in written or "⁄" in written:
        return 0.5
    return float(written.replace(",", "."))
