"""Numbers whose format shows something else: leading zeros, parts of a telephone number, letters of a code, a month without a day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

# One of: a text in quotes, an escaped letter, a colour or condition, a width, a place of a digit, anything else.
_TOKEN = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.|([0#?])|([ \-()/.+])|(.)', re.DOTALL)


_UNREAD = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.', re.DOTALL)
BUILT_IN = {17: "mmm-yy"}
"""The formats that have no code in a file. Excel gives this one to a typed "11/2026"."""


@lru_cache(maxsize=256)
def period_of(code: str) -> str:
    """ "month" for a date format that shows no day, "year" for one that shows neither day nor month, else ""."""
    letters = set(re.findall("[a-z]", _UNREAD.sub("", code.split(";", 1)[0].lower())))
    return {frozenset("my"): "month", frozenset("y"): "year"}.get(frozenset(letters), "")


def shows_text(code: str) -> bool:
    """Whether `shown` may give a text for a number of this format."""
    return bool(code) and (bool(period_of(code)) or pattern_of(code) is not None)


@lru_cache(maxsize=256)
def pattern_of(code: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """(what stands between and around the places of digits, the places) for a format that is only digits and texts, else None.

    Only formats that show leading zeros or begin with a text that holds letters or digits: "0000000000", '"0"0', '"HS-"000'. What a
    plain number says is left a number ("0", "#,##0", "0.00", '0 "ngày"').
    """
    texts: list[str] = [""]
    places: list[str] = []
    for quoted, escaped, place, joint, other in _TOKEN.findall(code.split(";", 1)[0]):
        if place:
            places.append(place)
            texts.append("")
        elif quoted or escaped:
            texts[-1] += quoted or escaped
        elif joint:
            if joint in "./" or (joint == "-" and not places):
                return None
            texts[-1] += joint
        elif other:
            return None
    if not places or (places.count("0") < 2 and not any(letter.isalnum() for letter in texts[0])):
        return None
    return tuple(texts), tuple(places)


def shown(value: float, code: str, *, date_1904: bool = False) -> str | None:
    """A whole number as its format shows it, None where it is better kept a number or a date.

    A month is written "11/2026": whoever typed that meant the month, not its first day.
    """
    if not 0 <= value < 1e15 or value != int(value):
        return None
    if period := period_of(code):
        return _period_shown(int(value), period, date_1904=date_1904)
    pattern = pattern_of(code)
    if pattern is None:
        return None
    texts, places = pattern
    least = len(places) - places.index("0") if "0" in places else 0
    digits = list((str(int(value)) if value else "").rjust(least, "0"))
    written: list[str] = []
    for text in reversed(texts[1:]):
        written.extend((text, digits.pop() if digits else ""))
    written.extend(("".join(digits), texts[0]))
    return "".join(reversed(written)).strip()


def _period_shown(value: int, period: str, *, date_1904: bool) -> str | None:
    if not 60 < value < 2_900_000:
        return None
    day = (date(1904, 1, 1) if date_1904 else date(1899, 12, 30)) + timedelta(days=value)
    if day.day != 1 or (period == "year" and day.month != 1):
        return None
    return f"{day:%m/%Y}" if period == "month" else f"{day.year}"
