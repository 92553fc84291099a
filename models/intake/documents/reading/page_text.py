"""Pages to one text: blocks in the order of reading, what repeats on every page once, stamps at the very end; each word's place kept."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from models.intake.documents.document_text import DocumentText, Span, TextDoubt, TextMark, TextTable, WordBox
from models.intake.documents.reading.page import Page, PageWord, Piece
from models.intake.documents.reading.page_layout import ITEM, Block, blocks_of, centred, opens_column, pieces_of
from models.intake.documents.reading.page_stamps import mark_stamps
from models.intake.documents.reading.page_tables import PageTable, cell_lines, goes_on, row_said, tables_of
from models.text import fold

_EDGE = 0.09
_BELOW = 10_000.0
_PAGE_NUMBER = re.compile(r"\W*(?:trang\W*)?\d{1,3}(?:\s*/\s*\d{1,3})?\W*$", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_ENDED = re.compile(r"[.;:!?/”\"]\s*$")


@dataclass(slots=True)
class _Ready:
    """A page in order: blocks and tables from the top down, and its stamps."""

    page: Page
    parts: list[Block | PageTable] = field(default_factory=list)
    stamps: list[Piece] = field(default_factory=list)


def text_of_pages(pages: list[Page], kind: str, doubts: tuple[TextDoubt, ...] = ()) -> DocumentText:
    """The whole file. An empty page has its place among `pages` too."""
    pieces = [pieces_of(page.words) for page in pages]
    for page, found in zip(pages, pieces, strict=True):
        mark_stamps(found, page.height)
    _mark_furniture(pages, pieces)
    for number, page in enumerate(pages):
        for word in page.words:
            word.page = number
    ready = [_ready(page, found) for page, found in zip(pages, pieces, strict=True)]
    for before, after in pairwise(ready):
        _join_rows(before, after)
    builder = _Builder()
    for each in ready:
        builder.add_page(each)
    builder.add_stamps()
    return DocumentText(
        builder.text(), kind, tuple(builder.pages) or (0,), tuple(builder.tables), tuple(builder.marks), tuple(builder.boxes), doubts
    )


def _mark_furniture(pages: list[Page], pieces: list[list[Piece]]) -> None:
    """Page numbers go out; a line at the edge that stands on most pages stays once, as header or footer."""
    seen: dict[str, list[tuple[Piece, str]]] = defaultdict(list)
    for page, found in zip(pages, pieces, strict=True):
        for piece in found:
            look = "header" if piece.bottom < _EDGE * page.height else "footer" if piece.top > (1 - _EDGE) * page.height else ""
            if not look or piece.words[0].look:
                continue
            alone = not any(other is not piece and other.beside(piece) for other in found)
            if alone and _PAGE_NUMBER.match(piece.text):
                piece.mark("gone")
            else:
                seen[look + _DIGITS.sub("#", fold(piece.text))].append((piece, look))
    for repeated in seen.values():
        if len(repeated) >= 3 and len(repeated) * 2 > len(pages):
            for number, (piece, look) in enumerate(repeated):
                piece.mark("gone" if number else look)


def _ready(page: Page, pieces: list[Piece]) -> _Ready:
    """`pieces` are those of all words of the page; each is of one look."""
    ready = _Ready(page)
    tables, words = tables_of(page, opens_column)
    if tables:
        pieces = pieces_of(words)
    looks: dict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        looks[piece.words[0].look].append(piece)
    bands: list[list[Piece]] = [[] for _ in range(len(tables) + 1)]
    for piece in looks[""]:
        bands[sum(1 for table in tables if piece.top + piece.bottom > table.top + table.bottom)].append(piece)
    if looks["header"]:
        ready.parts.append(Block(looks["header"]))
    for number, band in enumerate(bands):
        ready.parts.extend(blocks_of(band, page.width))
        if number < len(tables):
            ready.parts.append(tables[number])
    if looks["footer"]:
        ready.parts.append(Block(looks["footer"]))
    ready.stamps = looks["stamp"]
    return ready


def _join_rows(before: _Ready, after: _Ready) -> None:
    """A row of a table that the end of a page cut in two is one row again."""
    first = next((part for part in after.parts if not (isinstance(part, Block) and _is_furniture(part))), None)
    last = next((part for part in reversed(before.parts) if not (isinstance(part, Block) and _is_furniture(part))), None)
    if not isinstance(first, PageTable) or not isinstance(last, PageTable) or not (first.rooms and last.rooms and goes_on(last, first)):
        return
    # The head may stand on every page; the rest of the row stands below it.
    head = 1 if row_said(first, 0) == row_said(last, 0) else 0
    while len(first.rooms) > head and _is_rest(row_said(first, head), row_said(last, -1)):
        for room, target in zip(first.rooms[head], last.rooms[-1], strict=True):
            for word in first.words.pop(room, []):
                word.top, word.bottom = word.top + _BELOW, word.bottom + _BELOW
                last.words.setdefault(target, []).append(word)
        del first.rooms[head]


def _is_rest(rest: list[str], whole: list[str]) -> bool:
    """Whether a row is what was left of the row before: it has no number, or its sentence goes on and not all is said again."""
    begins = next((said for said in rest if said), "")
    numbered = whole[0].strip(".").isdigit() and not rest[0]
    shorter = begins[:1].islower() and any(said and not more for said, more in zip(whole, rest, strict=True))
    return bool(begins) and (numbered or shorter)


def _is_furniture(block: Block) -> bool:
    return block.lines[0].words[0].look in ("header", "footer") if block.lines else True


class _Builder:
    """Writes the text and remembers where everything stands in it."""

    def __init__(self) -> None:
        self.pages: list[int] = []
        self.tables: list[TextTable] = []
        self.marks: list[TextMark] = []
        self.boxes: list[WordBox] = []
        self._parts: list[str] = []
        self._length = 0
        self._stamps: list[Piece] = []
        self._last: Piece | None = None
        self._last_column = False
        self._edge = 0.0
        self._open: PageTable | None = None

    def text(self) -> str:
        """What was written."""
        return "".join(self._parts)

    def add_page(self, ready: _Ready) -> None:
        """Write a page after the ones before."""
        first = True
        page_start = self._length
        blocks = [part for part in ready.parts if isinstance(part, Block)]
        lines = [line for block in blocks for line in block.lines]
        left, right = min((line.left for line in lines), default=0.0), max((line.right for line in lines), default=0.0)
        for part in ready.parts:
            if isinstance(part, PageTable):
                self._separate("\n\n")
                page_start = self._length if first else page_start
                self._add_table(part)
                self._last = None
                first = False
                continue
            if part.lines:
                if not _is_furniture(part):
                    self._open = None
                self._separate("\n" if first and self._goes_on(part) else "\n\n")
                page_start = self._length if first else page_start
                self._add_block(part, left, right)
                first = False
        self._edge = right
        self.pages.append(page_start)
        self._stamps.extend(ready.stamps)

    def add_stamps(self) -> None:
        """Write what was printed over the paper, after everything else."""
        for piece in self._stamps:
            self._separate("\n\n" if not self.marks or self.marks[-1].look != "stamp" else "\n")
            start = self._length
            self._add_words(piece.words, looks=False)
            self.marks.append(TextMark(start, self._length, "stamp"))

    def _goes_on(self, block: Block) -> bool:
        """Whether the first block of a page carries on the last paragraph of the page before."""
        last = self._last
        return (
            last is not None
            and not self._last_column
            and not block.column
            and not _ENDED.search(last.text)
            and not ITEM.match(block.lines[0].text)
            and last.right > self._edge - 0.12 * (last.right - last.left + 1)
        )

    def _write(self, words: str) -> None:
        self._parts.append(words)
        self._length += len(words)

    def _separate(self, mark: str) -> None:
        if self._length:
            self._write(mark)

    def _add_block(self, block: Block, left: float, right: float) -> None:
        if block.column:
            left, right = min(line.left for line in block.lines), max(line.right for line in block.lines)
        centred_column = block.column and max(line.left for line in block.lines) - left > 0.4 * block.lines[0].height
        steps = sorted(lower.top - upper.top for upper, lower in pairwise(block.lines))
        usual = steps[len(steps) // 2] if len(steps) > 2 else 0.0
        for number, line in enumerate(block.lines):
            if number:
                before = block.lines[number - 1]
                far = line.top - before.bottom > 1.2 * line.height and line.top - before.top > 1.4 * usual
                self._write("\n\n" if block.column and far else "\n")
            start = self._length
            self._add_words(line.words)
            in_middle = abs((line.left + line.right) - (left + right)) < line.height
            if (in_middle and centred_column) or (not block.column and centred(line, left, right)):
                self.marks.append(TextMark(start, self._length, "centred"))
            if line.words[0].look in ("header", "footer"):
                self.marks.append(TextMark(start, self._length, line.words[0].look))
        self._last, self._last_column = block.lines[-1], block.column

    def _add_words(self, words: list[PageWord], *, looks: bool = True) -> None:
        runs: dict[str, int] = {}
        for number, word in enumerate(words):
            if number:
                self._parts.append(" ")
                self._length += 1
            start = self._length
            self._parts.append(word.text)
            self._length = start + len(word.text)
            self.boxes.append(WordBox(start, self._length, word.page, *word.box))
            if not looks or not (word.bold or word.italic or runs):
                continue
            for look, is_so in (("bold", word.bold), ("italic", word.italic)):
                if is_so and look not in runs:
                    runs[look] = start
                elif not is_so and look in runs:
                    self.marks.append(TextMark(runs.pop(look), start - 1, look))
        for look, start in runs.items():
            self.marks.append(TextMark(start, self._length, look))

    def _add_table(self, table: PageTable) -> None:
        """Cell by cell, each cell's lines together; a line between cells, an empty one between rows.

        A table that the page before ended with goes on: its rows join those, and its head is not said again.
        """
        last = self._open
        earlier = self.tables.pop() if last is not None and goes_on(last, table) else None
        start = self._length
        spans: dict[int, Span] = {}
        rows: list[tuple[Span, ...]] = []
        for number, row in enumerate(table.rooms):
            if earlier is not None and number == 0 and row_said(table, 0) == self._said(earlier.rows[0]):
                continue
            begun = False
            for room in row:
                if room in spans:
                    continue
                words = table.words.get(room)
                if not words:
                    spans[room] = Span(self._length, self._length)
                    continue
                if self._length > start:
                    self._write("\n" if begun else "\n\n")
                begun = True
                spans[room] = self._add_cell(words)
            rows.append(tuple(spans[room] for room in row))
        begins = earlier.span.start if earlier is not None else start
        self.tables.append(TextTable(Span(begins, self._length), (*(earlier.rows if earlier is not None else ()), *rows)))
        self._open = table

    def _said(self, row: tuple[Span, ...]) -> list[str]:
        text = self.text()
        return [" ".join(text[span.start : span.end].split()) for span in row]

    def _add_cell(self, words: list[PageWord]) -> Span:
        start = self._length
        for number, line in enumerate(cell_lines(words)):
            if number:
                self._write("\n")
            self._add_words(line)
        return Span(start, self._length)
