"""What every book asks of an entry before it writes: something was said, it is not endless, its dates are possible."""

from __future__ import annotations

from datetime import date

from models.errors import OfficeError
from models.text import clean, clean_lines

# No paper of this office is older than its first register; a later year is a slip of the pen.
FIRST_YEAR = 1990
LAST_YEAR = 2100
CODE_LIMIT = 200
LINE_LIMIT = 1_000
# A cell of a workbook holds no more, so nothing that a list brings is refused for its length.
TEXT_LIMIT = 32_767


def line(text: str | None, field: str, limit: int = LINE_LIMIT) -> str:
    """The text as one tidy line. Raises OfficeError `too_long`; nothing is cut off silently."""
    return _short_enough(clean(text), field, limit)


def lines(text: str | None, field: str, limit: int = TEXT_LIMIT) -> str:
    """The text with its line breaks, tidy. Raises OfficeError `too_long`."""
    return _short_enough(clean_lines(text), field, limit)


def _short_enough(text: str, field: str, limit: int) -> str:
    if len(text) > limit:
        raise OfficeError("too_long", field=field, limit=limit)
    return text


def reason_given(reason: str | None, field: str = "reason") -> str:
    """The reason as one tidy line. Raises OfficeError `reason_needed` when nothing was said."""
    tidy = line(reason, field)
    if not tidy:
        raise OfficeError("reason_needed", field=field)
    return tidy


def possible(day: date | None, field: str) -> date | None:
    """The day itself. Raises OfficeError `impossible_date` outside 1990 to 2100."""
    if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise OfficeError("impossible_date", field=field, date=day)
    return day


def not_future(day: date, today: date, field: str) -> date:
    """The day itself. Raises OfficeError `impossible_date`, or `date_in_future` for what cannot have happened yet."""
    possible(day, field)
    if day > today:
        raise OfficeError("date_in_future", field=field, date=day)
    return day
