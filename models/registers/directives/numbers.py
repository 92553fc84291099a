"""Numbers: those that documents bear (số, ký hiệu) and those that the register gives (số đến).

A document's number stays text, since 012 and 12 are printed differently. Its symbol is never cut at "-": the left part is a type
in "06/CT-UBND" and an agency in "125/UBND-TH".
"""

from __future__ import annotations

import re

from models.text import clean, words

_PREFIX = re.compile(r"^s[ốôo]\s*(?:[:.]\s*|(?=[\d/]))", re.IGNORECASE)
_SIGNS = str.maketrans({"–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "∕": "/", "⁄": "/", "／": "/", "\\": "/"})
# A number, with the letter of a late one (12a) and the year of a legal document (161/2025/QĐ-UBND), then its symbol.
_PARTS = re.compile(r"^(\d+(?:[a-zđ](?=[/-]|$))?(?:/(?:19|20)\d\d(?=[/-]|$))?)[/-]?(.*)$")
_ARRIVAL = re.compile(r"^0*(\d{1,6})([a-z]?)$")
_KEY_PARTS = re.compile(r"^0*(\d+)/?(.*)$")
_KEY_WIDTH = 8


def tidy_number(typed: str) -> str:
    """The number as a document bears it: "Số: 06 /CT - UBND " is "06/CT-UBND". Leading zeros stay."""
    number = _PREFIX.sub("", clean(typed).translate(_SIGNS))
    return "".join(number.split()).strip(".,;:")


def split_number(typed: str) -> tuple[str, str]:
    """Number and symbol (CodeNumber, CodeNotation): "06/CT-UBND" gives ("06", "CT-UBND"), "161/2025/QĐ-UBND" ("161/2025", "QĐ-UBND")."""
    number = tidy_number(typed)
    found = _PARTS.match(number)
    if found is None:
        return "", number.lstrip("/-")
    return found[1], found[2]


def number_key(typed: str) -> str:
    """Equal for all spellings of one number, and sorts by it: no tone marks, no punctuation, leading zeros all alike."""
    key = "/".join(words(tidy_number(typed)))
    found = _KEY_PARTS.match(key)
    return f"{found[1].rjust(_KEY_WIDTH, '0')}/{found[2]}" if found is not None else key


def printed_arrival(number: int, suffix: str = "") -> str:
    """An arrival number as the stamp shows it: 7 is "07" (Phụ lục IV), the first late insertion after 117 is "117a"."""
    return f"{number:02d}{suffix}"


def split_arrival(printed: str) -> tuple[int, str] | None:
    """Number and letter of a printed arrival number: "0117a" is (117, "a"); None when it is none."""
    found = _ARRIVAL.match(clean(printed).lower().replace(" ", ""))
    return (int(found[1]), found[2]) if found is not None and int(found[1]) else None
