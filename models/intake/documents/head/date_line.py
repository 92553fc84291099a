"""The line of place and date: "Hà Nội, ngày 20 tháng 11 năm 2025", also where a scan made noise of its figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from itertools import islice

from models.intake.documents.document_text import Span
from models.intake.documents.found import Found
from models.intake.documents.head.letters import plain
from models.intake.documents.head.rules import DATE_IN_FIGURES, DATE_LINE, SIGNED_AT, TORN_DATE_LINE
from models.intake.documents.head.sheet import Sheet
from models.intake.documents.head.vocabulary import is_place, letters_of, province_names

_PLACE_WORD = re.compile(r"(?:[A-ZĐÀ-Ỹ][^\W\d_]*(?:['’.-][^\W\d_]*)*|[-–]|TP\.?\S*|T\.P\.?)$")
_CITY = re.compile(r"T\.?P\.?|[-–]")
_PLACE_PREFIX = re.compile(r"(?:tp\.?|t\.p\.?|thanh pho|tinh|thi xa|huyen|quan|xa|phuong|thi tran|dac khu)")
_OA = re.compile(r"o[àáảạã]|[òóỏọõ]a")
# Two columns read as one line: "V/v báo cáo tình hình Cần Thơ, ngày 20 tháng 8 năm 2025 nhà ở công vụ".
_BESIDE = re.compile(r"\W*(?:v\s?/\s?v|s[o0]\s?:)")
_MOST_WORDS = 8
_MOST_DATES = 40
_SHORTEST = 2
_NEAR = 0.8
_EARLIEST = 1945
_LATEST = 2100


@dataclass(frozen=True, slots=True)
class DateLine:
    """What the line says; `start` is where it begins in the text, -1 where there is none."""

    place: Found | None = None
    day: Found | None = None
    unreadable: Found | None = None
    year: int | None = None
    start: int = -1


def read_date_line(sheet: Sheet) -> DateLine:
    """The first place and date of the window; its letters are blanked."""
    for rule in (DATE_LINE, DATE_IN_FIGURES, TORN_DATE_LINE):
        for found in islice(rule.compiled.finditer(sheet.letters), _MOST_DATES):
            line = _of_match(sheet, found)
            if line is not None:
                return line
    return DateLine()


def signed_at(sheet: Sheet) -> Found | None:
    """The day on which an electronic signature was made, told by its seal: a guess at the date where the line cannot be read."""
    found = SIGNED_AT.search(sheet.letters)
    day = _day(found) if found is not None else None
    if found is None or day is None:
        return None
    return Found(day.isoformat(), (Span(found.start("day"), found.end("year")),), 0.4, "from_signature", "head.signed_at")


def _of_match(sheet: Sheet, found: re.Match[str]) -> DateLine | None:
    start, end = found.span()
    before = sheet.flat[sheet.line_start(start) : start]
    after = sheet.flat[end : sheet.line_end(end)]
    beside = sum(letter.isalpha() for letter in after.split("   ")[0]) > 2
    if beside and not _BESIDE.match(sheet.letters[sheet.line_start(start) : start]):
        return None
    if found.re is DATE_IN_FIGURES.compiled:
        before += ","
    place = _place(sheet, start, before)
    if place is None and len(before.strip(" .,-")) > 2:
        return None
    if place is None and found.re is not DATE_LINE.compiled:
        return None
    day = _day(found)
    known = place is not None and is_place(_bare(place.value))
    if not known and (beside or found.re is TORN_DATE_LINE.compiled):
        return None
    if beside and day is None:
        return None
    span = Span(start, start + len(found[0].rstrip()))
    first = place.spans[0].start if place is not None else start
    words = " ".join(sheet.flat[start:end].split())
    sheet.blank(first, end)
    year = _year(found["year"])
    if day is not None:
        value = Found(
            day.isoformat(), (span,), 0.95 if place is not None else 0.7, "" if place is not None else "unusual", "head.date_line"
        )
        return DateLine(place, value, None, day.year, first)
    reason = "incomplete" if not found["day"].strip() or not found["month"].strip() else "noisy"
    return DateLine(place, None, Found(words, (span,), 0.2, reason, "head.date_line"), year, first)


def _year(written: str) -> int | None:
    figures = re.search(r"(?:19|20)\d\d", written)
    year = int(figures[0]) if figures is not None else 0
    return year if _EARLIEST <= year <= _LATEST else None


def _figures(written: str) -> str:
    """Without blanks between figures that were typed apart ("ngày 0 3 tháng 10")."""
    tidy = written.strip()
    return tidy.replace(" ", "") if re.fullmatch(r"\d \d", tidy) else tidy


def _day(found: re.Match[str]) -> date | None:
    day, month, year = _figures(found["day"]), _figures(found["month"]), _year(found["year"])
    if year is None or not re.fullmatch(r"\d{1,2}", day) or not re.fullmatch(r"\d{1,2}", month):
        return None
    try:
        return date(year, int(month), int(day))
    except ValueError:
        return None


def _place(sheet: Sheet, start: int, before: str) -> Found | None:
    """The words before "ngày": the longest known place at the end, else all words with a capital; over a line break where it is wrapped."""
    words = before.rstrip(" .,;:-")
    comma = before.rstrip().endswith((",", ".", ";"))
    tokens = list(re.finditer(r"\S+", words))
    count = 0
    while count < min(_MOST_WORDS, len(tokens)) and _PLACE_WORD.match(tokens[-1 - count][0]):
        word = tokens[-1 - count][0]
        # A symbol or a stamp in capitals ("UBND- VX", "HỎA TỐC") is no part of a place, unless all of the place is in capitals.
        if count and word.isupper() and not tokens[-1][0].isupper() and not _CITY.match(word):
            break
        count += 1
    while count and not tokens[-count][0][0].isalpha():
        count -= 1
    count = _with_prefix(tokens, count)
    base = sheet.line_start(start)
    near = _near_province(tokens, count)
    if near is not None:
        name, begin = near
        return Found(name, (Span(base + begin, base + tokens[-1].end()),), 0.6, "noisy", "head.date_line")
    if not count:
        return None
    first = base + tokens[-count].start()
    last = base + tokens[-1].end()
    if count == len(tokens):
        first = _wrapped(sheet, first, last)
    value = " ".join(sheet.flat[first:last].split())
    known = is_place(_bare(value))
    if not known and not comma:
        return None
    name, mended = _mended(value)
    confidence = 0.75 if mended else 0.95 if known else 0.85
    return Found(name, (Span(first, last),), confidence, "noisy" if mended else "", "head.date_line")


def _near_province(tokens: list[re.Match[str]], count: int) -> tuple[str, int] | None:
    """A province of which a letter was misread ("là Nội"), and where it begins; None where the place is known or nothing is near.

    Only a single word is doubted so: two that begin with capitals are the name of some place.
    """
    if len(tokens) < _SHORTEST or is_place(_bare(" ".join(token[0] for token in tokens[-max(count, 1) :]))):
        return None
    words = tokens[-_SHORTEST:]
    if count > 1 or any(sign.isdigit() for sign in words[0][0]) or not words[-1][0][:1].isupper():
        return None
    near = get_close_matches(letters_of(" ".join(token[0] for token in words)), province_names(), 1, _NEAR)
    return (province_names()[near[0]], words[0].start()) if near else None


def _with_prefix(tokens: list[re.Match[str]], count: int) -> int:
    """ "thành phố Biên Hòa": small words before a name that belong to it."""
    for length in (2, 1):
        at = count + length
        if count and at <= len(tokens):
            prefix = " ".join(token[0] for token in tokens[len(tokens) - at : len(tokens) - count])
            if _PLACE_PREFIX.fullmatch(plain(prefix)):
                return at
    return count


def _bare(place: str) -> str:
    """The name without "thành phố"."""
    letters = plain(place)
    prefix = _PLACE_PREFIX.match(letters)
    return letters[prefix.end() :].lstrip() if prefix is not None else letters


def _wrapped(sheet: Sheet, first: int, last: int) -> int:
    """Where the place begins when the line before holds its first words: "Thành phố Hồ Chí / Minh, ngày …"."""
    previous_end = len(sheet.flat[: sheet.line_start(first)].rstrip())
    if not previous_end:
        return first
    start = sheet.line_start(previous_end)
    tokens = list(re.finditer(r"\S+", sheet.flat[start:previous_end]))
    if not tokens or not _PLACE_WORD.match(tokens[-1][0]):
        return first  # the three thousand communes need not be read for the end of a motto
    for count in range(min(_MOST_WORDS, len(tokens)), 0, -1):
        words = f"{sheet.flat[start + tokens[-count].start() : previous_end]} {sheet.flat[first:last]}"
        if is_place(words):
            with_prefix = _with_prefix(tokens, count)
            return start + tokens[-with_prefix].start()
    return first


def _mended(place: str) -> tuple[str, bool]:
    """A province whose marks a scan lost gets them back ("Khanh Hòa"); another name stays as it is printed."""
    name = province_names().get(letters_of(place))
    if name is None or place.lower() == name.lower() or _same_but_tone(place, name):
        return place, False
    return name, True


def _same_but_tone(place: str, name: str) -> bool:
    return _OA.sub("oa", place.lower()) == _OA.sub("oa", name.lower())
