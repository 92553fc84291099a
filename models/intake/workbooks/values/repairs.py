"""Mends that are at hand for a cell that keeps its row out."""

from __future__ import annotations

import calendar
import re

from models.errors import OfficeError
from models.intake.workbooks.planned import Repair
from models.intake.workbooks.values.dates import DAY_MONTH_YEAR
from models.registers.checks import FIRST_YEAR, LAST_YEAR
from models.registers.dossiers.codes import normal_dossier_code
from models.text import clean

# Without these days no record stands; all others may be left empty.
_NEEDED = frozenset({"arrival_date", "date"})
_CODE = re.compile(r"([0-9A-Z.]+?)[.\-_/]*(\d{6})[.\-_/]*(\d{3,7})")
_LETTERS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_DECADE = range(2020, 2030)


def repairs_for(code: str, field: str, value: str) -> tuple[Repair, ...]:
    """What the cell might say instead, the likeliest first; an empty text leaves the cell out. Empty where nothing is obvious.

    `code` and `value` are those of the problem: 31/11/2026 may be 30/11/2026, or nothing.
    """
    if code == "impossible_date":
        days = _days(value)
        return tuple(Repair(field, text) for text in (*days, *(() if field in _NEEDED else ("",))))
    if code == "formula_without_value" and field == "due_date":
        return (Repair(field, ""),)
    if code == "bad_code" and field == "dossier_code":
        mended = _dossier_code(value)
        return (Repair(field, mended),) if mended else ()
    return ()


def _days(value: str) -> tuple[str, ...]:
    """The days that a mistyped one may be: the last of its month, day and month changed places, a digit lost from the year."""
    tidy = clean(value)
    found = DAY_MONTH_YEAR.search(tidy)
    if found is None:
        return ()
    day, month, year = int(found[1]), int(found[2]), found[3]
    rest = tidy[found.end() :]
    before = tidy[: found.start()]
    years = [int(year)] if len(year) == 4 else [2000 + int(year)] if len(year) == 2 else _whole_years(year)
    made: list[str] = []
    for full in years:
        if not FIRST_YEAR <= full <= LAST_YEAR:
            continue
        if 1 <= month <= 12 and 1 <= day <= 31:
            made.append(f"{before}{min(day, calendar.monthrange(full, month)[1]):02d}/{month:02d}/{full}{rest}")
        elif month > 12 >= day >= 1 and month <= calendar.monthrange(full, day)[1]:
            made.append(f"{before}{month:02d}/{day:02d}/{full}{rest}")
    return tuple(made)


def _whole_years(digits: str) -> list[int]:
    """The one year of this decade that lost a digit; none where it may be several."""
    possible = [year for year in _DECADE if any(f"{year}"[:at] + f"{year}"[at + 1 :] == digits for at in range(4))]
    return possible if len(possible) == 1 else []


def _dossier_code(value: str) -> str:
    """A dossier code with the letters O, I, L among its digits and lost strokes put right; "" where that makes none."""
    tidy = "".join(value.split()).upper()
    head, stroke, tail = tidy.partition("-")
    tidy = head + stroke + tail.translate(_LETTERS)
    found = _CODE.fullmatch(tidy)
    if found is None:
        return ""
    try:
        mended = normal_dossier_code(f"{found[1].rstrip('.')}-{found[2]}-{found[3]}")
    except OfficeError:
        return ""
    return mended if mended != value else ""
