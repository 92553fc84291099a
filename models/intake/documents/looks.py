"""How a text that was read stands as a paper: its paragraphs and tables in order, each word with its looks. No words are changed.

Looks come from the marks of the file. Where a file tells none (plain text, pages of the web), they are guessed as offices print
(Nghị định 30/2020/NĐ-CP, Phụ lục I): names in capitals, the type and the subject stand bold in the middle, the date leans.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from models.intake.documents.document_text import DocumentText, Span, TextTable
from models.intake.documents.rules import Rule

if TYPE_CHECKING:
    from models.intake.documents.found import Found, Head

BOLD, ITALIC, SOFT, HIDDEN, CENTRED, RIGHT = _BITS = (1, 2, 4, 8, 16, 32)
_MARKS = {"bold": BOLD, "italic": ITALIC, "centred": CENTRED, "header": SOFT, "footer": SOFT, "stamp": SOFT}
# A line of so many letters was broken for want of room; a shorter one ended by itself.
_BROKEN = 55
_LONGEST_TITLE = 120
_LONGEST_LINE = 4_000
_BEFORE_SUBJECT = 12
_INDENT = 12
# Beyond so many letters nothing is guessed, and more marks and stars than these no office makes: the window is not to wait for them.
_GUESSED_LETTERS, _MOST_MARKS, _MOST_STARS = 120_000, 50_000, 4_000
# A head or an end in two columns is no longer than that.
_LONGEST_COLUMNS = 2_000
_LONGEST_COLUMN, _LONGEST_NAME = 700, 60
_MANY_PARTS = 6
_WIDER = 4
# So many lines may be head where nobody has read it.
_HEAD_LINES = 30
# A table is laid in parts of about so many cells, one with more columns as lines.
_CELLS = 300
_MOST_COLUMNS = 40

_WORD_EDGE = " \t\n\xa0.,;:()[]{}\"'“”‘’*…"

_STARS = re.compile(r"\*+")
_PARTS = re.compile(r"\S+(?: {1,3}\S+)*")
_EMPTY_LINES = re.compile(r"\n*")
LOOK_RULES = {
    rule.name: rule
    for rule in (
        Rule(
            "nation",
            r"cộng h(?:o[àa]|[òo]a) xã hội chủ nghĩa|độc lập {0,2}[-–—] {0,2}tự do",
            "Độc lập - Tự do - Hạnh phúc",
        ),
        Rule("date_line", r"[^,\n]{2,40}, {0,2}ngày\b.{0,20}tháng\b.{0,20}năm\b", "Khánh Hòa, ngày 21 tháng 4 năm 2020"),
        Rule("heading", r"(?-i:[IVX]{1,5} {0,2}[.-]|(?:Điều|Chương|Phụ lục|Mục) +[\dIVX])", "II. NHIỆM VỤ"),
        Rule("item", r"(?:\d{1,3}(?:\.\d{1,3}){0,4}[.)]|[a-zđ][.)])(?!\d)", "a) Rà soát"),
        Rule("sent_to", r"nơi nhận {0,2}:", "Nơi nhận:"),
        Rule("annex", r"\n[ *]{0,9}(?:phụ lục|biểu|danh mục|mẫu)\b", "\nPhụ lục 1"),
    )
}
"""What tells how a line is printed, where a file does not say so."""


class Piece(NamedTuple):
    """Words of the text that look alike; the line breaks in them are breaks for want of room and stand as spaces."""

    start: int
    end: int
    looks: int


class Paragraph(NamedTuple):
    """Lines that belong together. `gap`: the file leaves room above."""

    pieces: tuple[Piece, ...]
    looks: int
    gap: bool


class Grid(NamedTuple):
    """A table, or some rows of a long one that `goes_on` after the part before; or two columns of a head or an end, not `ruled`.

    Each cell once, at its first place (row, column), with how many rows and columns it covers; how wide columns are beside each other.
    """

    rows: int
    columns: int
    cells: tuple[tuple[int, int, int, int, tuple[Paragraph, ...]], ...]
    widths: tuple[int, ...]
    goes_on: bool = False
    ruled: bool = True


class TextLooks:
    """`laid()` gives a text piece by piece, in its order, so that a long one can be shown while the rest is still being laid."""

    def __init__(self, text: DocumentText, head: Head | None = None) -> None:
        self._text = text
        # Office programs and pages of the web end a line only where a paragraph ends.
        self._wrapped = text.kind in ("text", "pdf", "scan")
        given = [(mark.start, mark.end, _MARKS[mark.look]) for mark in text.marks[:_MOST_MARKS] if mark.look in _MARKS]
        if not any(look & (BOLD | CENTRED) for _, _, look in given):
            given += _guessed(text.text, head)
        if text.kind == "text":
            given += _stars(text.text)
        self._starts, self._looks = _runs(given)
        # Up to there lines are those of a head, and stay as they are.
        self._head_end = head.body.start if head is not None and _has_body(head) else 0

    def laid(self) -> Iterator[Paragraph | Grid]:
        """The paragraphs and tables."""
        place = 0
        for table in self._text.tables:
            if table.span.start >= place and _in_order(table):
                yield from self._blocks(place, table.span.start)
                yield from self._grids(table)
                place = table.span.end
        yield from self._blocks(place, len(self._text.text))

    def _blocks(self, start: int, end: int) -> Iterator[Paragraph | Grid]:
        """The paragraphs, and what stands in two columns: a head, an end."""
        place = start
        while place < end:
            stop = self._block_end(place, end)
            columns, after = self._pair(place, stop, end)
            if columns is None and self._wrapped and stop - place <= _LONGEST_COLUMNS:
                columns = self._columns(place, stop)
            if columns is None:
                yield from self._paragraphs(place, stop, gap=place > start)
            elif place > start:
                yield columns._replace(cells=tuple(_with_gap(each) if each[0] == 0 else each for each in columns.cells))
            else:
                yield columns
            place = after

    def _block_end(self, place: int, end: int) -> int:
        stop = self._text.text.find("\n\n", place, end)
        return end if stop < 0 else stop

    def _pair(self, start: int, stop: int, end: int) -> tuple[Grid | None, int]:
        """A block and the next one as two columns where they are an agency and the nation, or "Nơi nhận" and who signs; where to go on."""
        text = self._text.text
        beside = _after_empty(text, stop, end)
        last = self._block_end(beside, end)
        if beside >= end or max(stop - start, last - beside) > _LONGEST_COLUMN:
            return None, beside
        first = text[beside:last].partition("\n")[0].strip("* \t")
        head = start <= _LONGEST_COLUMNS and LOOK_RULES["nation"].search(first) is not None
        if head and any(_parted(text, *line)[1] is not None for line in _lines(text, start, last) if text[line[0] : line[1]].strip()):
            return None, beside
        if not head:
            if not (LOOK_RULES["sent_to"].match(text[start:stop].strip("* \t")) and _capitals(first)):
                return None, beside
            # The name stands below the room for the seal.
            name = _after_empty(text, last, end)
            below = self._block_end(name, end)
            if 0 < below - name <= _LONGEST_NAME and "\n" not in text[name:below] and not _capitals(text[name:below].strip("* ")):
                last = below
        left = tuple(each._replace(looks=CENTRED if head else each.looks) for each in self._paragraphs(start, stop))
        right = tuple(each._replace(looks=CENTRED) for each in self._paragraphs(beside, last))
        return Grid(1, 2, ((0, 0, 1, 1, left), (0, 1, 1, 1, right)), (2, 3), ruled=False), _after_empty(text, last, end)

    def _columns(self, start: int, end: int) -> Grid | None:
        """The lines of a block as two columns, where blanks keep two apart."""
        text = self._text.text
        rows = [_parted(text, *line) for line in _lines(text, start, end) if text[line[0] : line[1]].strip()]
        parted = [(left, right) for left, right, _ in rows if left is not None and right is not None]
        if not parted:
            return None
        said = [text[right.start : right.end] for _, right in parted]
        if len(parted) < 2 and not (LOOK_RULES["nation"].search(said[0]) or LOOK_RULES["date_line"].match(said[0])):
            return None
        # A line that stands alone at the left, as a subject below the number, may be a little wider than its column.
        ends = max(left.end - line - (_WIDER if right is None else 0) for left, right, line in rows if left is not None)
        if ends > min(right.start - line for left, right, line in rows if right is not None):
            return None
        cells = []
        for down, (left, right, _) in enumerate(rows):
            for across, span in enumerate((left, right)):
                middle = across == 1 or start < self._head_end
                said_there = () if span is None else (self._paragraph(*span, gap=False),)
                cells.append((down, across, 1, 1, tuple(each._replace(looks=CENTRED if middle else 0) for each in said_there)))
        return Grid(len(rows), 2, tuple(cells), (2, 3), ruled=False)

    def shown(self, span: Span) -> str:
        """The words of a span as they are seen: without the signs that stood for looks."""
        return "".join(self._text.text[start:end] for start, end, looks in self._pieces(*span) if not looks & HIDDEN)

    def _paragraphs(self, start: int, end: int, *, gap: bool = False) -> Iterator[Paragraph]:
        text = self._text.text
        lines = _lines(text, start, end)
        first: tuple[int, int] | None = None
        for line in lines:
            if not text[line[0] : line[1]].strip():
                if first is not None:
                    yield self._paragraph(*first, gap=gap)
                    first = None
                gap = True
            elif first is None:
                first = line
            elif (
                self._wrapped
                and line[0] >= self._head_end
                and line[1] - first[0] < _LONGEST_LINE
                and _goes_on(text[first[0] : first[1]].rpartition("\n")[2], text[line[0] : line[1]])
            ):
                first = (first[0], line[1])
            else:
                yield self._paragraph(*first, gap=gap)
                first, gap = line, False
        if first is not None:
            yield self._paragraph(*first, gap=gap)

    def _paragraph(self, start: int, end: int, *, gap: bool) -> Paragraph:
        pieces = tuple(self._pieces(start, end))
        looks = next((piece.looks for piece in pieces if not piece.looks & HIDDEN), 0)
        return Paragraph(tuple(piece for piece in pieces if not piece.looks & HIDDEN), looks & (CENTRED | RIGHT), gap)

    def _pieces(self, start: int, end: int) -> Iterator[Piece]:
        place = bisect_right(self._starts, start) - 1
        while start < end:
            following = self._starts[place + 1] if place + 1 < len(self._starts) else end
            yield Piece(start, min(following, end), self._looks[place])
            start, place = following, place + 1

    def _grids(self, table: TextTable) -> Iterator[Grid]:
        columns = max(map(len, table.rows))
        widths, seen = _widths(table, columns), set[Span]()
        step = max(1, _CELLS // columns)
        for first in range(0, len(table.rows), step):
            rows = table.rows[first : first + step]
            cells: list[tuple[int, int, int, int, tuple[Paragraph, ...]]] = []
            taken: set[tuple[int, int]] = set()
            for down, row in enumerate(rows):
                for across, span in enumerate(row):
                    if (down, across) not in taken:
                        high, wide = _covers(rows, down, across)
                        taken.update((down + y, across + x) for y in range(high) for x in range(wide))
                        # What covers more than its rectangle, or began in the part before, is said once.
                        said = () if span in seen else tuple(self._paragraphs(span.start, span.end))
                        seen.add(span)
                        cells.append((down, across, high, wide, said))
            yield Grid(len(rows), columns, tuple(cells), widths, first > 0)


def _with_gap(cell: tuple[int, int, int, int, tuple[Paragraph, ...]]) -> tuple[int, int, int, int, tuple[Paragraph, ...]]:
    return (*cell[:4], tuple(each._replace(gap=each.gap or place == 0) for place, each in enumerate(cell[4])))


def _parts(text: str, start: int, end: int) -> list[Span]:
    """What stands between wide blanks in a line."""
    return [Span(*found.span()) for found in _PARTS.finditer(text, start, end)]


def _parted(text: str, start: int, end: int) -> tuple[Span | None, Span | None, int]:
    """The left and the right part of a line that blanks keep apart, and where the line begins; one alone stands on its side."""
    parts = _parts(text, start, end)
    if len(parts) == 2:
        return parts[0], parts[1], start
    whole = Span(parts[0].start, parts[-1].end)
    return (None, whole, start) if whole.start - start >= _INDENT else (whole, None, start)


def _runs(given: list[tuple[int, int, int]]) -> tuple[list[int], list[int]]:
    """Where looks change in a text, and what they are from there on."""
    counts, changes = dict.fromkeys(_BITS, 0), []
    for start, end, looks in given:
        if start < end:
            changes += [(start, looks, 1), (end, looks, -1)]
    starts, found = [0], [0]
    for place, looks, step in sorted(changes):
        if looks in counts:
            counts[looks] += step
        else:
            for each in _BITS:
                counts[each] += step if looks & each else 0
        if place != starts[-1]:
            starts.append(place)
            found.append(0)
        found[-1] = sum(each for each, count in counts.items() if count > 0)
    return starts, found


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        while stop - start > _LONGEST_LINE:
            # No office writes such a line, and laying it out would take too long.
            part = max(text.rfind(" ", start, start + _LONGEST_LINE) + 1, start + _LONGEST_LINE // 2)
            yield start, part
            start = part
        yield start, stop
        # However many empty lines follow each other, they are one gap.
        start = stop + 1 if stop > start else _after_empty(text, stop + 1, end)


def _after_empty(text: str, start: int, end: int) -> int:
    found = _EMPTY_LINES.match(text, start, end)
    return found.end() if found is not None else start


def _goes_on(line: str, following: str) -> bool:
    """Whether a line was broken for want of room only."""
    words = following.lstrip("* ")
    if line.rstrip("* ")[-1:] in ".;:/" or LOOK_RULES["item"].match(words):
        return False
    if words[:1].islower() or re.match(r"\d+/", words):
        return True
    return len(line) >= _BROKEN and words[:1].isalnum() and not _capitals(words.strip("* "))


def _in_order(table: TextTable) -> bool:
    """Whether a table can be drawn: its cells follow the text."""
    if not any(table.rows) or max(map(len, table.rows)) > _MOST_COLUMNS:
        return False
    place, seen = table.span.start, set()
    for row in table.rows:
        for span in row:
            if span.start == span.end or span in seen:
                continue
            if span.start < place or span.end > table.span.end:
                return False
            seen.add(span)
            place = span.end
    return True


def _widths(table: TextTable, columns: int) -> tuple[int, ...]:
    """How wide the columns want to be: as their longest cell, within limits."""
    widths = [6] * columns
    for row in table.rows:
        for across, span in enumerate(row):
            if row.count(span) == 1:
                widths[across] = max(widths[across], min(40, span.end - span.start))
    return tuple(widths)


def _covers(rows: Sequence[tuple[Span, ...]], down: int, across: int) -> tuple[int, int]:
    """How many rows and columns the cell at a place has."""
    span = rows[down][across]
    if span.start == span.end:
        return 1, 1
    wide = 1
    while across + wide < len(rows[down]) and rows[down][across + wide] == span:
        wide += 1
    high = 1
    while down + high < len(rows) and rows[down + high][across : across + wide] == (span,) * wide:
        high += 1
    return high, wide


def _stars(text: str) -> Iterator[tuple[int, int, int]]:
    """What stands between stars, and the stars: "**Ý kiến kết luận**" is bold and "*Kính gửi*" leans.

    Two stars that nobody closed make their line bold ("**ỦY BAN NHÂN DÂN" over another "**CỘNG HÒA"); one alone is a star.
    """
    opened: dict[int, int] = {}
    last = 0
    if text.count("*", 0, _GUESSED_LETTERS) > _MOST_STARS:
        return
    for found in _STARS.finditer(text, 0, _GUESSED_LETTERS):
        start, end = found.span()
        size = end - start
        if "\n\n" in text[last:start]:
            yield from _unclosed(text, opened)
        last = end
        before, following = text[max(start - 1, 0) : start], text[end : end + 1]
        opens = (following.isalnum() or following in '"“([') and following != "" and (size > 1 or not before.isalnum())
        if size == 4 and 2 in opened:
            # One piece ends and the next begins.
            yield start, end, HIDDEN
        elif size in opened and not (opens and before in ("", "\n")):
            begun = opened.pop(size)
            yield begun, end, (BOLD if size > 1 else 0) | (ITALIC if size != 2 else 0)
            yield begun, begun + size, HIDDEN
            yield start, end, HIDDEN
        elif opens and size < 4:
            yield from _unclosed(text, {size: opened.pop(size)} if size in opened else {})
            opened[size] = start
    yield from _unclosed(text, opened)


def _unclosed(text: str, opened: dict[int, int]) -> Iterator[tuple[int, int, int]]:
    for size, start in opened.items():
        if size > 1:
            end = text.find("\n", start)
            yield start, len(text) if end < 0 else end, BOLD
            yield start, start + size, HIDDEN
    opened.clear()


def _spans(found: Iterable[Found | None]) -> Iterator[Span]:
    for each in found:
        if each is not None:
            yield from each.spans


def _has_body(head: Head) -> bool:
    """Whether the head knows where the text between it and the signature stands."""
    return head.is_document and head.body.end > head.body.start


def _guessed(text: str, head: Head | None) -> Iterator[tuple[int, int, int]]:
    """Looks as offices print, where a file tells none."""
    known = head if head is not None and _has_body(head) else None
    if known is not None:
        for span in _spans((known.document_type, known.subject)):
            start = text.rfind("\n", 0, span.start) + 1
            # "Về việc" is no part of the subject, and stands in its line.
            yield start if span.start - start <= _BEFORE_SUBJECT else span.start, span.end, BOLD | CENTRED
        for span in _spans((known.signer,)):
            yield span.start, span.end, BOLD | RIGHT
        for span in _spans((known.issue_date,)):
            yield span.start, span.end, ITALIC
    for number, (start, end) in enumerate(_lines(text, 0, min(len(text), _GUESSED_LETTERS))):
        parts = _parts(text, start, end)
        if parts and parts[0].start - start >= _INDENT:
            # Blanks that moved a line to the middle or to the right.
            yield start, parts[0].start, HIDDEN
            yield parts[0].start, end, CENTRED
        top = start < known.body.start if known is not None else number < _HEAD_LINES
        signing = known is not None and start >= known.body.end and _before_annexes(text, known.body.end, start)
        for part in parts if len(parts) < _MANY_PARTS else ():
            yield from _guessed_part(text, part, top=top, signing=signing)


def _guessed_part(text: str, part: Span, *, top: bool, signing: bool) -> Iterator[tuple[int, int, int]]:
    """The looks of a line, or of what stands in one column of it."""
    words = text[part.start : part.end].strip("* \t")
    if not words or len(words) > _LONGEST_TITLE:
        return
    if _capitals(words):
        yield *part, BOLD | (RIGHT if signing else CENTRED)
    elif top and LOOK_RULES["nation"].search(words):
        yield *part, BOLD | CENTRED
    elif top and LOOK_RULES["date_line"].match(words):
        yield *part, ITALIC
    elif LOOK_RULES["sent_to"].match(words):
        yield part.start, text.index(":", part.start) + 1, BOLD | ITALIC
    elif LOOK_RULES["heading"].match(words):
        yield *part, BOLD


def _capitals(line: str) -> bool:
    return line == line.upper() and not line.startswith(("-", "+", "•")) and sum(map(str.isalpha, line)) > 3


def _before_annexes(text: str, end: int, place: int) -> bool:
    """Whether a place after the body is still on the page of the signature."""
    return place - end < 3_000 and LOOK_RULES["annex"].search(text, end, place) is None


def word_at(text: str, offset: int) -> Span:
    """The word at a place, with the signs inside it ("06/CT-UBND", "20/11/2026"), without those round it."""
    start = end = min(offset, len(text))
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    while start < end and text[start] in _WORD_EDGE:
        start += 1
    while end > start and text[end - 1] in _WORD_EDGE:
        end -= 1
    return Span(start, end)


def line_at(text: str, offset: int) -> Span:
    """The line at a place, without its blank edges."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    words = text[start:end]
    return Span(start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()) if words.strip() else start)
