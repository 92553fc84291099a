"""Numbers whose format shows more than the number: leading zeros, parts of a telephone number, letters of a code."""

from __future__ import annotations

import re
from functools import lru_cache

# One of: a text in quotes, an escaped letter, a colour or condition, a width, a place of a digit, anything else.
_TOKEN = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.|([0#?])|([ \-()/.+])|(.)', re.DOTALL)


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


def shown(value: float, code: str) -> str | None:
    """A whole number as its format shows it, None where it is better kept a number."""
    pattern = pattern_of(code)
    if pattern is None or value < 0 or value != int(value) or value >= 1e15:
        return None
    texts, places = pattern
    least = len(places) - places.index("0") if "0" in places else 0
    digits = list((str(int(value)) if value else "").rjust(least, "0"))
    written: list[str] = []
    for text in reversed(texts[1:]):
        written.extend((text, digits.pop() if digits else ""))
    written.extend(("".join(digits), texts[0]))
    return "".join(reversed(written)).strip()
