"""How much room a text takes in Times New Roman, so that rows are as high as their text, whoever opens the file.

Spreadsheet programs fit only some rows by themselves (none with merged cells, and LibreOffice none on opening), so heights are
written. Widths are those of the font, in digits; a letter with tone marks is as wide as without.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from math import ceil

# Widths in thousandths of the letters' size, from the font's published metrics; whatever is not named is as wide as a digit.
_DIGIT = 500
_THOUSANDTHS = {
    250: " .,",
    278: "ijlt:;/\\",
    200: "|",
    333: "frI()[]-!'`",
    389: "sJ",
    444: "acez?“”",
    556: "FPS",
    611: "LTEZ",
    667: "ABRCVX",
    722: "DGHKNOQUYĐwƠƯ",
    778: "m&",
    889: "M",
    944: "W",
    833: "%",
    564: "+=<>~",
    921: "@",
}
_BOLD = 1.06


class _Widths(dict[str, float]):
    """Widths by letter, found once for each."""

    def __missing__(self, letter: str) -> float:
        base = unicodedata.normalize("NFD", letter)[0]
        # Letters of East Asia and emoji are square.
        width = self[base] if base != letter else 2.0 if unicodedata.east_asian_width(letter) in "WF" else 1.0
        self[letter] = width
        return width


_WIDTHS = _Widths({letter: width / _DIGIT for width, letters in _THOUSANDTHS.items() for letter in letters})
_width_of = _WIDTHS.__getitem__


@lru_cache(maxsize=16_384)
def line_count(text: str, room: float, *, bold: bool = False) -> int:
    """How many lines a text takes in a cell that is `room` digits wide, broken at spaces, and inside a word that is too long."""
    if not text:
        return 1
    room = room / _BOLD if bold else room
    return sum(_lines(part, room) for part in text.split("\n"))


def text_width(text: str) -> float:
    """The width of a text on one line, in digits."""
    return sum(map(_width_of, text))


def _lines(text: str, room: float) -> int:
    if text_width(text) <= room:
        return 1
    lines, used = 1, 0.0
    space = _width_of(" ")
    for word in text.split(" "):
        width = text_width(word)
        if used and used + space + width <= room:
            used += space + width
            continue
        lines += 1 if used else 0
        used = width
        if width > room:
            more = ceil(width / room) - 1
            lines += more
            used = width - more * room
    return lines
