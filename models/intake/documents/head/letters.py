"""The letters of a text without marks and capitals, one for one, so that a place found in them is a place of the text."""

from __future__ import annotations

import re
import unicodedata

_OTHERS = {"Đ": "d", "đ": "d", "Ð": "d", "ð": "d", "⁄": "/", "∕": "/", "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-"}
_BLANKS = {ord("*"): " ", ord("\t"): " ", 0xA0: " ", 0x200B: " ", 0xFEFF: " ", 0xAD: " ", 0x202F: " ", ord("\r"): " ", ord("_"): " "}
# Marks without a letter under them, which scans make of specks.
_BLANKS |= {ord(mark): " " for mark in "ˆˇ˘˙˚˛˜˝´¨¸`"}


# A star that begins a line is a bullet, not a sign of bold.
_STAR_BULLET = re.compile(r"^([ \t]{0,20})\*(?=[ \t]{1,8}[^\s*])", re.MULTILINE)


class _Plain(dict[int, str]):
    """Each letter by what it is without its marks, worked out when it first comes."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        bare = (_OTHERS.get(letter) or unicodedata.normalize("NFD", letter)[0]).lower()
        self[code] = bare if len(bare) == 1 else letter
        return self[code]


_PLAIN = _Plain()


def plain(text: str) -> str:
    """Small letters without marks; as many letters as in the text."""
    return text.translate(_PLAIN)


def flat(text: str) -> str:
    """The text with the signs of bold and italic, tabs and invisible letters blanked one for one; line breaks stay."""
    return _STAR_BULLET.sub(r"\1•", text).translate(_BLANKS)


def upper_share(text: str) -> float:
    """How many of the letters are capitals, from 0 to 1; 0 where there are none."""
    letters = list(filter(str.isalpha, text))
    return sum(map(str.isupper, letters)) / len(letters) if letters else 0.0


def letter_share(text: str) -> float:
    """How many of the signs that are no blanks are letters, digits or ordinary punctuation."""
    signs = [sign for sign in text if not sign.isspace()]
    good = sum(sign.isalnum() or sign in ".,;:()/-\"'“”" for sign in signs)
    return good / len(signs) if signs else 0.0
