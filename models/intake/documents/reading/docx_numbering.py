"""The numbers before paragraphs, counted and written as Word prints them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_PICTURE_FONTS = ("symbol", "wingdings", "webdings", "zapf")
_MOST = 32_000


@dataclass(frozen=True, slots=True)
class Level:
    """How a level is numbered. `restart` is the level (from 1) after which it begins anew, 0 never, None after any higher one."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    gap: str = " "
    style: str = ""
    font: str = ""


@dataclass(slots=True)
class Numbers:
    """A w:num: the list it counts with, what it has otherwise."""

    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


@dataclass(slots=True)
class Numbering:
    """All lists of a document. `styled` are lists that only point to a style of lists, `of_style` those that such a style names."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    numbers: dict[str, Numbers] = field(default_factory=dict)
    styled: dict[str, str] = field(default_factory=dict)
    of_style: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def level_of_style(self, number: str, style: str) -> int:
        """The level that paragraphs of a style have, 0 where none is tied to it."""
        found = self.numbers.get(number)
        levels = self.lists.get(self._list_of(found.abstract), {}) if found is not None else {}
        return next((place for place, level in levels.items() if level.style and level.style == style), 0)

    def label(self, number: str, place: int) -> str:
        """The next number of a list at a level (from 0), with what stands between it and the words; "" where none prints."""
        found = self.numbers.get(number)
        if found is None or not 0 <= place < _LEVELS:
            return ""
        name = self._list_of(found.abstract)
        levels = {**self.lists.get(name, {}), **found.levels}
        level = levels.get(place)
        if level is None:
            return ""
        counts = self._counts.setdefault(name, [None] * _LEVELS)
        start = level.start
        if place in found.starts and (number, place) not in self._begun:
            start, counts[place] = found.starts[place], None
        self._begun.add((number, place))
        last = counts[place]
        counts[place] = start if last is None else last + 1
        for higher in range(place):
            if counts[higher] is None:
                counts[higher] = levels[higher].start if higher in levels else 1
        for lower in range(place + 1, _LEVELS):
            restart = levels[lower].restart if lower in levels else None
            if restart is None or (restart and place < restart):
                counts[lower] = None
        return _written(level, levels, counts)

    def _list_of(self, abstract: str) -> str:
        style = self.styled.get(abstract)
        return self.of_style.get(style, abstract) if style is not None else abstract


def _written(level: Level, levels: dict[int, Level], counts: list[int | None]) -> str:
    if level.form == "bullet":
        mark = level.text.strip()
        if mark and (_PRIVATE.search(mark) or level.font.lower().startswith(_PICTURE_FONTS)):
            mark = "•"
        return mark + level.gap if mark else ""
    if level.form == "none":
        text = _PLACE.sub("", level.text)
        return text + level.gap if text.strip() else ""

    def counted(found: re.Match[str]) -> str:
        other = int(found[1]) - 1
        form = levels[other].form if other in levels else "decimal"
        if level.legal and form != "decimalZero":
            form = "decimal"
        return FORMS.get(form, str)(counts[other] or 0) if form != "none" else ""

    text = _PLACE.sub(counted, level.text)
    return text + level.gap if text.strip() else ""


def _roman(number: int) -> str:
    if not 0 < number < _MOST:
        return str(number)
    written = "M" * (number // 1000)
    for value, letters in ((900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"),
                           (5, "V"), (4, "IV"), (1, "I")):  # fmt: skip
        while number % 1000 >= value:
            written += letters
            number -= value
    return written


def _letter(number: int) -> str:
    """A to Z, then AA, BB: the same letter once more each round."""
    if not 0 < number < _MOST:
        return str(number)
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letter,
    "lowerLetter": lambda number: _letter(number).lower(),
    "decimalEnclosedParen": lambda number: f"({number})",
    "numberInDash": lambda number: f"- {number} -",
}
"""How Word writes a count, by its name of the form; any other is written in digits."""
