"""A piece of the text as one line that patterns can be held against, every letter knowing where it stands."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from models.intake.documents.document_text import Span

MARKED = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_PLAIN = {ord(letter): unicodedata.normalize("NFD", letter)[0] for letter in MARKED + MARKED.upper()} | {
    ord("đ"): "d", ord("Đ"): "D", ord("ð"): "d", ord("Ð"): "D", ord("–"): "-", ord("—"): "-", ord("‑"): "-", ord("’"): "'",
    ord("“"): '"', ord("”"): '"',
}  # fmt: skip

_REMEMBERED = 4096
_PIECE = re.compile(r"[^\s*]+")


@dataclass(frozen=True, slots=True)
class Line:
    """Words with single spaces. `plain` is `text` without the marks over and under its letters, letter for letter, capitals kept:
    scans mistake the marks first. `places` say where in the document each letter stands.
    """

    text: str
    plain: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The span in the document of a piece of the line, without blanks at its edges."""
        while end > start and self.text[end - 1] == " ":
            end -= 1
        while start < end and self.text[start] == " ":
            start += 1
        if start >= end:
            place = self.places[start] if start < len(self.places) else (self.places[-1] + 1 if self.places else 0)
            return Span(place, place)
        return Span(self.places[start], self.places[end - 1] + 1)


def plain_letters(text: str) -> str:
    """The text without Vietnamese marks, letter for letter (its length stays), capitals kept."""
    return text if text.isascii() else text.translate(_PLAIN)


def short_name(name: str) -> str:
    """The name of a body for comparing: plain small letters, "Ủy ban nhân dân" as "ubnd", single spaces."""
    return " ".join(plain_letters(name).lower().replace("uy ban nhan dan", "ubnd").split())


@lru_cache(maxsize=_REMEMBERED)
def line_of(flat: str, start: int) -> Line:
    """The line of a piece of the document that begins at `start`: asterisks dropped, all blanks one."""
    pieces: list[str] = []
    places: list[int] = []
    last = 0
    for found in _PIECE.finditer(flat):
        blank = flat[last : found.start()].strip("*") != ""
        if blank and pieces:
            pieces.append(" ")
            places.append(start + found.start() - 1)
        pieces.append(found[0])
        places.extend(range(start + found.start(), start + found.end()))
        last = found.end()
    if pieces and flat[last:].strip("*"):
        pieces.append(" ")
        places.append(start + last)
    text = "".join(pieces)
    return Line(text, plain_letters(text), tuple(places))
