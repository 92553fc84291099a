"""The line "Số:": number and symbol as the document bears them, or told to be unreadable."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.intake.documents.found import Found
from models.intake.documents.head.letters import plain
from models.intake.documents.head.rules import LETTER_SUBJECT, NUMBER_LINE
from models.intake.documents.head.sheet import Line, Sheet
from models.intake.lettering.syllables import is_syllable
from models.registers.directives.document_types import LETTER, type_of_number
from models.registers.directives.numbers import tidy_number

_SIGN = r"[^\W\d_](?:[^\W_]|[.&])*"
_PRINTED = re.compile(
    rf"(?P<before>[^/\-–]{{0,24}}?(?:/\s?(?:19|20)\d\d)?)\s{{0,6}}(?P<sign>[/\-–])\s{{0,4}}(?P<symbol>{_SIGN}(?:\s?[-–/]\s?[^\W_](?:[^\W_]|[.&])*){{0,5}})"
)
_REAL = re.compile(r"\d{1,6}[a-zA-ZđĐ]?(?:/(?:19|20)\d\d)?[/-](?=[^\W\d_])[\w.&]+(?:[-/][\w.&]+)*")
_MOST_LETTERS_AFTER = 6
_LONGEST_LINE = 150
_STROKELESS = re.compile(r"(?<=[/-])(?:QD|HDND|BCD|CD|ND(?=-CP))(?![A-Za-zĐ])")
# "QĐĐ", "TTIr": a stroke read twice, a stem read beside the letter.
_STAMMERED = re.compile(r"(?<=[/-])(?:([QCNH]Đ)Đ|TT[Il]r)(?=-)")
_NO_SLASH = re.compile(r"(\d{1,5})([A-ZĐ]{2,3}r?)-([A-ZĐ]{2,8})")
_SYMBOL_GOES_ON = re.compile(r"[-–]?\s?([A-ZĐ][A-ZĐa-z0-9&]{1,11})")
_SYMBOL_ENDS = re.compile(r"\d\s*/\s*[A-ZĐ][A-ZĐa-z]+[-–]?$")
# A speck between figures and slash: "963° /TCT-CNTT".
_SPECK = re.compile(r"(?<=\d)[°'\"*.`’]+(?=/)")
_ONLY_FIGURES = re.compile(r"\d{1,5}[a-zA-Z]?")


@dataclass(frozen=True, slots=True)
class NumberLine:
    """The line of the number: its value, or what cannot be read of it; the symbol either way."""

    number: Found | None = None
    unreadable: Found | None = None
    symbol: str = ""
    start: int = -1
    end: int = -1


def read_number(sheet: Sheet, *, handwriting: bool) -> NumberLine:
    """The line of the window that bears a number with a symbol, else one with a number alone; its letters are blanked.

    `handwriting` is true where the date has noise for figures: then the number was written by hand too, and its figures may be wrong.
    """
    lines = sheet.lines()
    candidates = [
        _read(_with_next(line, lines[at + 1 : at + 2]), handwriting=handwriting)
        for at, line in enumerate(lines)
        if NUMBER_LINE.match(line.letters) and len(line.text) < _LONGEST_LINE
    ]
    chosen = max((each for each in candidates if each is not None), key=_rank, default=NumberLine())
    if chosen.start >= 0:
        sheet.blank(chosen.start, chosen.end)
    return chosen


def _with_next(line: Line, below: Sequence[Line]) -> Line:
    """ "Số: / 33/2009/QĐ-UBND": a label alone on its line, with the number under it."""
    if not below:
        return line
    goes_on = _SYMBOL_GOES_ON.fullmatch(below[0].text)
    if goes_on is not None and _SYMBOL_ENDS.search(line.text) is not None and not is_syllable(goes_on[1].lower()):
        # "Số: 5095/SGDĐT- / CTTTHSSV": a symbol over two lines of a narrow column.
        dash = "" if line.text.endswith("-") else "-"
        return Line(line.start, f"{line.flat.rstrip()}{dash}{goes_on[1]}", f"{line.letters.rstrip()}{dash}{plain(goes_on[1])}")
    if not line.text.endswith(":") or _REAL.match(below[0].text) is None:
        return line
    return Line(line.start, f"{line.flat} {below[0].flat}", f"{line.letters} {below[0].letters}")


def _rank(line: NumberLine) -> tuple[bool, int]:
    """A line with a symbol before one without; of equals the first."""
    return bool(line.symbol), -line.start


def _read(line: Line, *, handwriting: bool) -> NumberLine | None:
    label = NUMBER_LINE.match(line.letters)
    assert label is not None
    rest = line.cut(label.end())
    subject = LETTER_SUBJECT.search(rest.letters)
    if subject is not None:
        rest = rest.cut(0, subject.start())
    rest = _first_column(rest)
    printed = _PRINTED.match(rest.flat.replace("⁄", "/"))
    start = line.start + len(line.flat) - len(line.flat.lstrip())
    if printed is None:
        return _without_symbol(line, rest, start)
    end = rest.start + printed.end()
    span = rest.piece(0, printed.end())
    symbol = tidy_number(printed["symbol"]).replace("Ð", "Đ").replace("ð", "đ")
    value = tidy_number(rest.flat[: printed.end()]).replace("Ð", "Đ")
    if sum(map(str.isalpha, rest.flat[printed.end() :])) > _MOST_LETTERS_AFTER:
        return None
    if len(symbol) < 2 or (not printed["before"].strip() and len(printed["before"]) > 20):
        return None
    whole = _with_strokes(_SPECK.sub("", value))
    value = whole if _SPECK.search(value) else value
    if _REAL.fullmatch(value):
        confidence, reason = (0.6, "noisy") if handwriting else (0.95, "") if whole == value else (0.75, "noisy")
        return NumberLine(Found(whole, (span,), confidence, reason, NUMBER_LINE.name), None, symbol, start, end)
    lost = _NO_SLASH.fullmatch(value)
    if lost is not None and type_of_number(f"{lost[1]}/{lost[2]}-{lost[3]}") != LETTER:
        # "15CT-UBND": a scan lost the slash.
        found = Found(f"{lost[1]}/{lost[2]}-{lost[3]}", (span,), 0.6, "noisy", NUMBER_LINE.name)
        return NumberLine(found, None, f"{lost[2]}-{lost[3]}", start, end)
    reason = "incomplete" if not printed["before"].strip(" .…_") else "noisy"
    return NumberLine(None, Found(value, (span,), 0.2, reason, NUMBER_LINE.name), symbol, start, end)


def _with_strokes(number: str) -> str:
    """What a scan made of the letters of a type: it loses the stroke of Đ or reads it twice; no type is "QD" or "QĐĐ", no body "HDND"."""
    said = _STROKELESS.sub(lambda found: found[0].replace("D", "Đ", 1), number)
    return _STAMMERED.sub(lambda found: found[1] if found[1] else "TTr", said)


def _first_column(rest: Line) -> Line:
    """Without another column behind a wide gap (a gap before the symbol is the place for a number written by hand)."""
    first, *others = rest.columns()
    return rest.cut(0, first.start + len(first.flat) - rest.start) if others and "/" in first.flat else rest


def _without_symbol(line: Line, rest: Line, start: int) -> NumberLine | None:
    words = rest.text.strip(" .…")
    if not line.letters[: rest.start - line.start].rstrip().endswith(":"):
        return None
    if _ONLY_FIGURES.fullmatch(words):
        return NumberLine(Found(words, (rest.span,), 0.6, "incomplete", NUMBER_LINE.name), None, "", start, rest.start + len(rest.flat))
    if not words or len(words) > 20:
        return None
    return NumberLine(None, Found(words, (rest.span,), 0.1, "noisy", NUMBER_LINE.name), "", start, rest.start + len(rest.flat))
