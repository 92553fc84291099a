"""The part of a text in which a head is looked for, line by line; what has been understood is blanked, so that nothing reads it twice."""

from __future__ import annotations

import re
from typing import NamedTuple

from models.intake.documents.document_text import DocumentText, Span
from models.intake.documents.head.letters import flat, plain

HEAD_LETTERS = 12_000
HEAD_LINES = 160
LINE_LETTERS = 600
"""Letters of a line that are looked at: a longer one is a paragraph of the body."""

# Where a blank line between two lines may mean nothing; a file of paragraphs has them only between blocks.
_LINE_BY_LINE = ("text", "pdf", "scan")
_BULLETS = ("-", "–", "•", "+")
_LOOKED_AT = 60
_FEW = 8
_NEARLY_ALL = 0.85

_GAP = re.compile(r" {3,}")
_EDGE_JUNK = re.compile(r"^[^\w\"“(]+|[^\w\"”).;:,/]+$")


class Line(NamedTuple):
    """A line: its place, its letters with the marks of bold blanked, and the same without diacritics and capitals."""

    start: int
    flat: str
    letters: str

    @property
    def text(self) -> str:
        """Without blanks at its edges."""
        return self.flat.strip()

    @property
    def span(self) -> Span:
        """From its first to its last letter."""
        return self.piece(0, len(self.flat))

    def piece(self, start: int, end: int) -> Span:
        """The place in the document of a piece of the line, without blanks at its edges."""
        words = self.flat[start:end]
        lead = len(words) - len(words.lstrip())
        return Span(self.start + start + lead, self.start + start + max(lead, len(words.rstrip())))

    def cut(self, start: int, end: int | None = None) -> Line:
        """A piece of the line as a line."""
        return Line(self.start + start, self.flat[start:end], self.letters[start:end])

    def columns(self) -> list[Line]:
        """What stands apart by three blanks or more, from left to right."""
        found: list[Line] = []
        position = 0
        for gap in _GAP.finditer(self.flat):
            if self.flat[position : gap.start()].strip() in _BULLETS:
                # The blanks behind a bullet part nothing.
                continue
            if self.flat[position : gap.start()].strip():
                found.append(self.cut(position, gap.start()))
            position = gap.end()
        if self.flat[position:].strip() or not found:
            found.append(self.cut(position))
        return found


def lines_of(text: str, start: int = 0, end: int | None = None, *, most: int = HEAD_LINES) -> list[Line]:
    """The lines of a piece of a text, at most `most`; of a very long one only its beginning is looked at."""
    end = len(text) if end is None else end
    found: list[Line] = []
    while start < end and len(found) < most:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        said = flat(text[start : min(stop, start + LINE_LETTERS)])
        found.append(Line(start, said, plain(said)))
        start = stop + 1
    return found


def without_junk(line: Line) -> Span:
    """The place of a line without the signs at its edges that are no part of words."""
    words = line.flat.strip()
    lead = _EDGE_JUNK.match(words)
    tail = _EDGE_JUNK.search(words, 1)
    start = line.flat.find(words) if words else 0
    first = start + (lead.end() if lead is not None else 0)
    last = start + (tail.start() if tail is not None and tail.end() == len(words) else len(words))
    return line.piece(first, max(first, last))


def _is_spaced(text: str) -> bool:
    """Whether nearly every line of a head is followed by a blank one."""
    lines = text.split("\n")[:_LOOKED_AT]
    full = [at for at, line in enumerate(lines[:-1]) if line.strip()]
    return len(full) > _FEW and sum(not lines[at + 1].strip() for at in full) > _NEARLY_ALL * len(full)


class Sheet:
    """The window of the head. Where a blank line stands between any two lines, as scans often give them, blank lines say nothing."""

    def __init__(self, document: DocumentText) -> None:
        text = document.text[:HEAD_LETTERS]
        cut = 0
        for _ in range(HEAD_LINES):
            cut = text.find("\n", cut) + 1
            if not cut:
                break
        self.flat = flat(text[:cut] if cut else text)
        self.letters = plain(self.flat)
        self._spaced = document.kind in _LINE_BY_LINE and _is_spaced(self.flat)

    def blank(self, start: int, end: int) -> None:
        """What stands there is understood: blanks in its place, line breaks stay."""
        gap = "".join("\n" if sign == "\n" else " " for sign in self.flat[start:end])
        self.flat = self.flat[:start] + gap + self.flat[end:]
        self.letters = self.letters[:start] + gap + self.letters[end:]

    def lines(self) -> list[Line]:
        """Its lines, with what is not understood yet."""
        found: list[Line] = []
        position = 0
        for said, letters in zip(self.flat.split("\n"), self.letters.split("\n"), strict=True):
            if position < len(self.flat) and (said.strip() or not self._spaced):
                found.append(Line(position, said[:LINE_LETTERS], letters[:LINE_LETTERS]))
            position += len(said) + 1
        return found

    def line_start(self, offset: int) -> int:
        """Where the line of an offset begins."""
        return self.flat.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """Where the line of an offset ends."""
        end = self.flat.find("\n", offset)
        return len(self.flat) if end < 0 else end
