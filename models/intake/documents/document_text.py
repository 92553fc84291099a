"""What was read of a file: one text that every offset means, and what is known of its places."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """A piece of the text, from `start` to before `end`."""

    start: int
    end: int


class WordBox(NamedTuple):
    """Where a word of a PDF or a scan stands on its page: the page from 0, the edges as parts of its width and height."""

    start: int
    end: int
    page: int
    left: float
    top: float
    right: float
    bottom: float


class TextMark(NamedTuple):
    """Looks that a file tells of a piece of its text: "bold", "italic", "centred", "header", "footer", "stamp"."""

    start: int
    end: int
    look: str


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table of the file, cell by cell. A merged cell has its span in every place that it covers; an empty one has an empty span."""

    span: Span
    rows: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True)
class TextDoubt:
    """Something about the reading that a person must be told: a code with a sentence in the window, and its facts.

    Codes: `scan_read` (read from a picture, so letters may be wrong), `old_font_mended`, `text_cut` (only the beginning was read),
    `pages_unread` (pictures among the pages, which nothing here reads).
    """

    code: str
    facts: tuple[tuple[str, str | int], ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentText:
    """The text of a file as a person would copy it out of it: NFC, "\\n" between lines, an empty line between blocks.

    `kind` is "docx", "doc", "pdf", "scan", "text" or "html"; `pages` where each page begins (one where a file has none);
    `boxes` in the order of the text, for kinds that are seen as pages.
    """

    text: str
    kind: str = "text"
    pages: tuple[int, ...] = (0,)
    tables: tuple[TextTable, ...] = ()
    marks: tuple[TextMark, ...] = ()
    boxes: tuple[WordBox, ...] = ()
    doubts: tuple[TextDoubt, ...] = ()

    def said(self, span: Span) -> str:
        """The words of a span as they stand."""
        return self.text[span.start : span.end]

    def page_of(self, offset: int) -> int:
        """The page (from 0) on which an offset stands."""
        return max(0, bisect_right(self.pages, offset) - 1)
