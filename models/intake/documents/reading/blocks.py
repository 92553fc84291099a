"""Paragraphs and tables of a file that has them, and how they become one text with spans, looks and tables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from models.intake.documents.document_text import DocumentText, Span, TextDoubt, TextMark, TextTable
from models.intake.documents.reading.lettering import mended
from models.intake.documents.reading.plain_text import CUT, MOST_LETTERS, OLD_FONT
from models.intake.lettering.letters import composed
from models.intake.lettering.old_codings import CODINGS
from models.text import fold

MOST_DEEP = 12
"""Tables within tables; what lies deeper is read as paragraphs."""
MOST_ACROSS = 64
_MOST_CELLS = 200_000
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2028": "\n", "\u2029": "\n", "\r": "\n"})
# What stands in the tables without lines that set a head or a signature in two columns.
_TWO_COLUMNS = re.compile(r"cong hoa xa hoi|doc lap\s*-\s*tu do|noi nhan|^\s*so\s*:\s*\d|ngay\s+\S*\s*thang\s+\S*\s*nam")
_SHORT_LINE = 120
_BEYOND = re.compile("[^\x00-\xff\u2013\u2014\u2018-\u201e\u2022\u2026\uf000-\uf0ff]")
_FEW_ROWS, _FEW_COLUMNS = 6, 3


class Piece(NamedTuple):
    """Letters of one look. `coding` is the old one that their font draws, as `coding_of_font` says it."""

    text: str
    bold: bool = False
    italic: bool = False
    coding: str = ""


@dataclass(slots=True)
class Paragraph:
    """A paragraph as it prints. `look` is "header" or "footer" for those."""

    pieces: list[Piece] = field(default_factory=list)
    centred: bool = False
    look: str = ""

    @property
    def text(self) -> str:
        """Its letters."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(slots=True)
class Cell:
    """A cell over so many columns; `goes_on` where it is the lower part of the one above."""

    blocks: list[Block] = field(default_factory=list)
    across: int = 1
    goes_on: bool = False


@dataclass(slots=True)
class Grid:
    """A table: its rows, each beginning with so many columns left out; `lines` where lines are drawn around its cells."""

    rows: list[list[Cell]] = field(default_factory=list)
    lines: bool = False


Block = Paragraph | Grid


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Neighbours of one look as one piece: a letter and its mark may come apart."""
    joined: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        last = joined[-1] if joined else None
        if last is not None and (last[1:] == piece[1:] or unicodedata.combining(piece.text[0])):
            joined[-1] = last._replace(text=last.text + piece.text)
        else:
            joined.append(piece)
    return joined


def _tidy(pieces: Sequence[Piece]) -> list[Piece]:
    """The letters as they print: NFC, ordinary spaces, nothing invisible, no spaces at either end."""
    tidied = [piece._replace(text=_INVISIBLE.sub("", piece.text.translate(_SPACES))) for piece in pieces]
    tidied = [piece._replace(text=composed(piece.text)) for piece in tidied if piece.text]
    while tidied and not tidied[0].text.strip():
        del tidied[0]
    while tidied and not tidied[-1].text.strip():
        del tidied[-1]
    if tidied:
        tidied[0] = tidied[0]._replace(text=tidied[0].text.lstrip())
        tidied[-1] = tidied[-1]._replace(text=tidied[-1].text.rstrip())
    return tidied


def paragraphs_in(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    """All paragraphs, those in tables too, in the order of the text."""
    waiting = [iter(blocks)]
    while waiting:
        block = next(waiting[-1], None)
        if block is None:
            waiting.pop()
        elif isinstance(block, Paragraph):
            yield block
        else:
            waiting.append(iter([inner for row in block.rows for cell in row for inner in cell.blocks]))


class _Maker:
    """Puts the text together."""

    def __init__(self, *, flat: bool = False) -> None:
        self._flat = flat
        self.parts: list[str] = []
        self.length = 0
        self.marks: list[TextMark] = []
        self.tables: list[TextTable] = []
        self.cut = False
        self._gap = ""
        self._last: Paragraph | None = None
        self._cells = 0

    def put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def between(self, gap: str) -> None:
        """What must stand before the next words: the wider of two gaps counts."""
        if self.length and len(gap) > len(self._gap):
            self._gap = gap

    def paragraph(self, block: Paragraph, *, within: bool) -> None:
        """Its words; within a cell, and in the lines of a title, paragraphs are lines of one block."""
        if not block.pieces:
            self.between("\n\n")
            return
        if self.length >= MOST_LETTERS:
            self.cut = True
            return
        last = self._last
        if last is not None:
            self.between("\n" if _go_together(last, block, within=within) else "\n\n")
        self.put(self._gap)
        self._gap = ""
        self._last = block
        start = self.length
        for piece in block.pieces:
            place = self.length
            self.put(piece.text)
            if piece.bold:
                self.marks.append(TextMark(place, self.length, "bold"))
            if piece.italic:
                self.marks.append(TextMark(place, self.length, "italic"))
        if block.centred:
            self.marks.append(TextMark(start, self.length, "centred"))
        if block.look:
            self.marks.append(TextMark(start, self.length, block.look))

    def blocks(self, blocks: Sequence[Block], *, within: bool = False, deep: int = 0) -> None:
        for block in blocks:
            if isinstance(block, Paragraph):
                self.paragraph(block, within=within)
            elif deep >= MOST_DEEP:
                for paragraph in paragraphs_in([block]):
                    self.paragraph(paragraph, within=within)
            elif self._flat or _sets_columns(block):
                self.columns(block, deep)
            else:
                self.table(block, deep)

    def columns(self, grid: Grid, deep: int) -> None:
        """A table that only sets words beside each other: cell by cell, an empty line between."""
        for row in grid.rows:
            for cell in row:
                self._apart()
                self.blocks(cell.blocks, within=True, deep=deep + 1)
        self._apart()

    def table(self, grid: Grid, deep: int) -> None:
        """A table of rows: its cells on lines of their own, an empty line between its rows."""
        self._apart()
        rows: list[tuple[Span, ...]] = []
        above: list[Span] = []
        self.put(self._gap)
        self._gap = ""
        start = self.length
        for row in grid.rows:
            spans: list[Span] = []
            gap = "\n\n" if self.length > start else ""
            for cell in row:
                span = self._cell(cell, deep, gap)
                if span.end > span.start:
                    gap = "\n"
                if cell.goes_on and span.start == span.end and len(spans) < len(above):
                    span = above[len(spans)]
                spans.extend([span] * min(cell.across, MOST_ACROSS))
            rows.append(tuple(spans))
            above = spans
            self._cells += len(spans)
        if self._cells <= _MOST_CELLS:
            self.tables.append(TextTable(Span(start, self.length), tuple(rows)))
        self._apart()

    def _cell(self, cell: Cell, deep: int, gap: str) -> Span:
        """The place of a cell's words, after the gap that stands between it and the words before."""
        self._last = None
        inner = _Maker(flat=True)
        inner.blocks(cell.blocks, within=True, deep=deep + 1)
        if inner.length:
            self.put(gap)
        start = self.length
        self.put("".join(inner.parts))
        self.marks.extend(TextMark(mark.start + start, mark.end + start, mark.look) for mark in inner.marks)
        self.cut = self.cut or inner.cut or self.length >= MOST_LETTERS
        return Span(start, self.length)

    def _apart(self) -> None:
        self._last = None
        self.between("\n\n")


def _go_together(upper: Paragraph, lower: Paragraph, *, within: bool) -> bool:
    """Whether two paragraphs are lines of one block: in a cell, of a title, above or below the page, in columns that tabs set."""
    if within and _is_line(upper) and _is_line(lower):
        return True
    if (upper.centred and lower.centred) or (upper.look and lower.look):
        return True
    return all(_is_line(each) and any("\t" in piece.text for piece in each.pieces) for each in (upper, lower))


def _is_line(block: Paragraph) -> bool:
    return sum(len(piece.text) for piece in block.pieces) <= _SHORT_LINE


def _sets_columns(grid: Grid) -> bool:
    """Whether a table only sets a head, a signature or the like in columns, as against one whose rows say something."""
    columns = max((sum(cell.across for cell in row) for row in grid.rows), default=0)
    most = max((len(row) for row in grid.rows), default=0)
    if most <= 1:
        return True
    if len(grid.rows) <= _FEW_ROWS and most <= _FEW_COLUMNS:
        words = fold("\n".join(paragraph.text for paragraph in paragraphs_in([grid]))[:4_000])
        if not grid.lines or _TWO_COLUMNS.search(words):
            return True
    return not grid.lines and columns <= 2


def _in_unicode(paragraphs: Sequence[Paragraph]) -> bool:
    """Turn letters of old codings into Unicode: those that their fonts tell, else those that their words tell. Whether any were."""
    pieces = [piece for paragraph in paragraphs for piece in paragraph.pieces]
    in_old_fonts = [piece for piece in pieces if piece.coding and not piece.text.isascii()]
    # Letters that only Unicode has, in a font that has them not, were typed in later days: then the fonts tell nothing.
    modern = sum(1 for piece in in_old_fonts if _BEYOND.search(piece.text))
    by_font = in_old_fonts and modern * 2 <= len(in_old_fonts)
    texts = [_of_font(piece) for piece in pieces] if by_font else mended([piece.text for piece in pieces])
    if texts is None:
        return False
    fresh = iter(texts)
    for paragraph in paragraphs:
        paragraph.pieces = [piece._replace(text=next(fresh)) for piece in paragraph.pieces]
    return True


def _of_font(piece: Piece) -> str:
    if not piece.coding or _BEYOND.search(piece.text):
        return piece.text
    name, _, capitals = piece.coding.partition("_")
    turned = CODINGS[name](piece.text)
    return turned.upper() if capitals else turned


def text_of(blocks: Sequence[Block], kind: str, doubts: Sequence[TextDoubt] = ()) -> DocumentText:
    """The text of these blocks, its old letters mended where that is sure."""
    told = list(doubts)
    paragraphs = list(paragraphs_in(blocks))
    for paragraph in paragraphs:
        paragraph.pieces = _joined(paragraph.pieces)
    if _in_unicode(paragraphs):
        told.append(OLD_FONT)
    for paragraph in paragraphs:
        paragraph.pieces = _tidy(paragraph.pieces)
    maker = _Maker()
    maker.blocks(blocks)
    if maker.cut:
        told.append(CUT)
    marks = tuple(sorted(maker.marks))
    return DocumentText("".join(maker.parts), kind, tables=tuple(maker.tables), marks=marks, doubts=tuple(told))
