"""The lines of a document put together to paragraphs: broken lines and pages joined, page numbers left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from models.intake.documents.document_text import DocumentText, Span
from models.intake.documents.rules import Rule
from models.intake.documents.tasks.one_line import plain_letters
from models.intake.documents.tasks.rules_items import (
    ANNOUNCES,
    ARTICLE_RULES,
    BEGINS_DEED,
    BEGINS_ORDER,
    BROKEN_NAME,
    BROKEN_REFERENCE,
    BULLET_RULES,
    LETTER_RULES,
    LOWER,
    NUMBER_RULES,
    PART_RULES,
    SLOT_RULES,
    UPPER,
)

_MARKER_TABLES: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    ("part", PART_RULES),
    ("article", ARTICLE_RULES),
    ("number", NUMBER_RULES),
    ("letter", LETTER_RULES),
    ("bullet", BULLET_RULES),
)
_LINE = re.compile(r"[^\n\f]+")
_PAGE_NUMBER = re.compile(r"[-–—=\s]*(?:page break|(?:trang\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?)[-–—=\s]*", re.IGNORECASE)
_NOTHING = re.compile(r"(?:[\W_]|(?<!\w)\w(?!\w))*")
_ENDS = re.compile(r"(?:[.;:!?…]|\./\.?)[\s*\"”’)\]]*$")
_GOES_ON = re.compile(
    r"(?:,|[-–]|(?<!\w)(?:và|của|các|với|cho|tại|về|theo|số|ngày|tháng|năm|hoặc|là|để|do|trong|đến|từ|có|được))[\s*]*$", re.IGNORECASE
)
# A line that ends so was broken in a name, however short it is ("**Điều 2. **Sở" | "Công Thương có trách nhiệm …").
_NAME_OPENS = re.compile(
    r"(?<!\w)(?:Sở|Bộ|Cục|Chi cục|Chánh|Phó|Trưởng|Các|Những|Ủy|Uỷ|Ủy ban|Uỷ ban|Ban|Phòng|Viện|Giao|Yêu cầu|Đề nghị|Chủ tịch|Giám đốc"
    r"|Thủ trưởng)\s*$"
)
_NAME_ENDS = re.compile(rf"(?<!\w)[{UPPER}][{LOWER}]+\s*$")
_NAME_BEGINS = re.compile(rf"\s*[-–] [{UPPER}][{LOWER}]+ [{UPPER}][{LOWER}]+")
_BEGINS_LOW = re.compile(rf"[\s*(\"“]*(?:[{LOWER}]|\d)")
_BLOCK_RULES = tuple(rule for rule in SLOT_RULES if rule.name in ("slot_lead", "slot_partner", "slot_time", "slot_product"))
_OWN_LOOKS = frozenset(("header", "footer", "stamp"))
_USUAL_WIDTH = 80
_HALF, _NEARLY, _FULL = 0.5, 0.93, 0.99
_NARROWEST = 40
_SOME = 3
_BOTH = 2
_RARELY, _OFTEN, _MOSTLY = 0.15, 0.3, 0.6
# A marker is looked for among so many letters: a line of nothing but blanks would take the patterns minutes.
_LONGEST_MARKER = 200
_LONGEST_BROKEN = 150
"""A line longer than this is a paragraph by itself: no printer breaks so late."""


Marker = tuple[str, str, str, int]


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together: the marker at its beginning, if any, and where its words stand.

    `hidden` are spans between its lines that are no part of it (page numbers, running heads).
    """

    start: int
    end: int
    words_start: int
    kind: str
    number: str
    rule: str
    hidden: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    blank_before: bool
    page_before: bool
    marker: Marker | None
    hidden: tuple[Span, ...]

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip())


def _between_names(last: str, written: str) -> bool:
    """Whether a line was broken before the dash between two names ("cao tốc Bến Lức" | "- Long Thành")."""
    return len(last.strip()) > _USUAL_WIDTH * 0.75 and _NAME_ENDS.search(last) is not None and _NAME_BEGINS.match(written) is not None


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a text is laid out: how wide full lines are and where they begin; whether a line is a paragraph by the kind of its file
    (`flowing`) or as it looks (`whole`: hardly a line begins with a small letter); whether empty lines part the paragraphs
    (`parted`: a line break alone is only where a printer broke the line); whether the first lines of points are broken early, as web
    pages of laws do (`ragged`: "- Tham mưu Ủy ban nhân dân" | "Thành phố …"); whether empty lines stand between lines of one paragraph,
    as some scans have them (`torn`).
    """

    width: int
    indent: int
    flowing: bool
    parted: bool
    ragged: bool
    whole: bool
    torn: bool


def marker_of(line: str) -> Marker | None:
    """The kind, number and rule of the marker with which a line begins, and where its words begin; None for running text."""
    end = min(len(line), _LONGEST_MARKER)
    for kind, rules in _MARKER_TABLES:
        for rule in rules:
            found = rule.match(line, 0, end)
            if found is not None:
                number = found.groupdict().get("number") or found.group().strip(" .:*_#>\n")
                return kind, number, rule.name, found.end()
    return None


def paragraphs(text: DocumentText, body: Span) -> list[Paragraph]:
    """The paragraphs of a piece of the text, in order."""
    lines = _lines(text, body)
    layout = _layout(text, lines)
    found: list[Paragraph] = []
    before: _Line | None = None
    for line in lines:
        if before is None or not found or _new_paragraph(found[-1], before, line, layout, text):
            kind, number, rule, skip = line.marker or ("paragraph", "", "", len(line.text) - len(line.text.lstrip(" \t*_#>")))
            found.append(Paragraph(line.start, line.end, line.start + skip, kind, number, rule))
        else:
            found[-1].end = line.end
            found[-1].hidden += line.hidden
        before = line
    return found


def _lines(text: DocumentText, body: Span) -> list[_Line]:
    """The lines with words; page numbers and lines without a word fall away, and are remembered with the line after them."""
    furniture = [mark for mark in text.marks if mark.look in _OWN_LOOKS]
    found: list[_Line] = []
    hidden: list[Span] = []
    page, last_end = False, body.start
    for match in _LINE.finditer(text.text, body.start, body.end):
        written = match.group()
        off = any(mark.start <= match.start() and match.end() <= mark.end for mark in furniture)
        marker = marker_of(written)
        if off or (_PAGE_NUMBER.fullmatch(written) and written.strip()) or (_NOTHING.fullmatch(written) and marker is None):
            if written.strip():
                hidden.append(Span(match.start(), match.end()))
                page = page or off or any(letter.isalnum() for letter in written)
            continue
        between = text.text[last_end : match.start()]
        blank = between.count("\n") > 1 + len(hidden)
        found.append(
            _Line(
                match.start(),
                match.end(),
                written,
                blank,
                page or "\f" in between,
                None if _goes_on(marker, found, written, blank=blank) else marker,
                tuple(hidden),
            )
        )
        hidden, page, last_end = [], False, match.end()
    return found


def _goes_on(marker: Marker | None, before: list[_Line], written: str, *, blank: bool) -> bool:
    """Whether a line goes on with the one before though it begins like an item: a name or a reference was broken at its end."""
    if marker is None or blank or not before:
        return False
    last, kind = before[-1].text, marker[0]
    if kind in ("number", "letter"):
        return BROKEN_REFERENCE.search(last) is not None
    if kind != "bullet":
        return False
    bare = written.strip()
    if not _ENDS.search(last) and (
        BROKEN_NAME.match(bare) is not None or (bare[1:2] == " " and bare[2:3].islower() and len(last) > _USUAL_WIDTH / 2)
    ):
        return True
    return _between_names(last, written)


def _layout(text: DocumentText, lines: list[_Line]) -> _Layout:
    lengths = sorted(len(line.text.strip()) for line in lines if len(line.text) <= _LONGEST_BROKEN)
    width = max(lengths[int(len(lengths) * 0.9)], _NARROWEST) if lengths else _USUAL_WIDTH
    indents = sorted(line.indent for line in lines)
    torn = _torn(lines)
    return _Layout(
        width,
        indents[len(indents) // 5] if indents else 0,
        flowing=text.kind in ("docx", "doc", "html"),
        parted=_parted(lines) and not torn,
        ragged=_ragged(lines, width),
        whole=_whole(lines) and not torn,
        torn=torn,
    )


def _parted(lines: list[_Line]) -> bool:
    marked = [line for line in lines[1:] if line.marker is not None] or lines[1:]
    return sum(line.blank_before for line in marked) > len(marked) * 0.5 if len(marked) > 1 else False


def _ragged(lines: list[_Line], width: int) -> bool:
    early = 0
    for line, after in pairwise(lines):
        short = line.marker is not None and len(line.text.rstrip()) < width * 0.6 and not _ENDS.search(line.text)
        early += short and after.marker is None and not after.blank_before and _BEGINS_LOW.match(after.text) is not None
    return early >= _SOME


def _torn(lines: list[_Line]) -> bool:
    running = [line for line in lines[1:] if line.marker is None]
    apart = [line for line in running if line.blank_before]
    low = sum(_BEGINS_LOW.match(line.text) is not None for line in apart)
    return low >= _SOME and low > len(apart) * _OFTEN and len(apart) > len(running) * _MOSTLY


def _whole(lines: list[_Line]) -> bool:
    after = [line for line in lines[1:] if line.marker is None and not line.blank_before]
    return len(after) >= _SOME and sum(_BEGINS_LOW.match(line.text) is not None for line in after) < len(after) * _RARELY


def _open_bold(paragraph: Paragraph, text: DocumentText) -> bool:
    return text.text.count("**", paragraph.start, paragraph.end) % 2 == 1


def _bold_heading(paragraph: Paragraph, text: DocumentText) -> bool:
    written = text.text[paragraph.start : paragraph.end].strip()
    return written.startswith("**") and written.endswith("**") and written.count("**") == _BOTH


def _new_paragraph(paragraph: Paragraph, before: _Line, line: _Line, layout: _Layout, text: DocumentText) -> bool:
    """Whether a line begins a paragraph of its own."""
    if line.marker is not None:
        return True
    last = before.text.rstrip()
    if before.marker is not None and not last[before.marker[3] :].strip(" *"):
        return False  # a bullet or number alone on its line
    ended = _ENDS.search(last) is not None
    low = _BEGINS_LOW.match(line.text) is not None
    if (line.blank_before and not layout.torn) or line.page_before:
        if ended:
            return not (low and line.page_before and not last.endswith((".", ":", ";", "*")))
        broken_page = line.page_before and len(last) > layout.width * 0.75
        return not (low or broken_page or _GOES_ON.search(last) is not None)
    if layout.flowing:
        return not (low and not ended)
    if len(last) > _LONGEST_BROKEN:
        return ended or BEGINS_ORDER.match(line.text) is not None
    if _open_bold(paragraph, text) or low or _NAME_OPENS.search(last) is not None:
        return False
    if _bold_heading(paragraph, text) and not line.text.lstrip().startswith("*"):
        return True
    plain = plain_letters(line.text.lstrip(" *"))
    if any(rule.match(plain) for rule in _BLOCK_RULES):
        return True
    if ANNOUNCES.search(last) is not None or (ended and BEGINS_ORDER.match(line.text) is not None):
        return True
    return _begins_here(paragraph, before, line, layout, ended=ended)


def _begins_here(paragraph: Paragraph, before: _Line, line: _Line, layout: _Layout, *, ended: bool) -> bool:
    """Whether a line that begins with a capital directly under another one begins a paragraph, as far as the lengths of lines tell."""
    last = before.text.rstrip()
    if layout.whole:
        return ended or _GOES_ON.search(last) is None
    if ended and _ended_early(last, line.text, layout):
        return True
    if layout.parted:
        return False
    if not ended and not layout.ragged and BEGINS_DEED.match(line.text) is not None and _ended_early(last, line.text, layout):
        return _GOES_ON.search(last) is None
    if ended:
        return len(last.strip()) < layout.width * 0.85 or line.indent >= layout.indent + 3
    short = len(last.strip()) < layout.width * 0.6 and not _GOES_ON.search(last)
    return last.endswith("**") or (short and _may_be_last(paragraph, before, layout))


def _ended_early(last: str, after: str, layout: _Layout) -> bool:
    """Whether a line stopped although the first word of the next one had room in it; a colon at its end needs the least room."""
    word = after.split(maxsplit=1)[0]
    room = layout.width * (_FULL if last.endswith(":") else _NEARLY)
    return layout.width * _HALF < len(last.strip()) and len(last.strip()) + 1 + len(word) <= room


def _may_be_last(paragraph: Paragraph, before: _Line, layout: _Layout) -> bool:
    """Whether a short line without a stop may end a heading: a bullet's first line is short where a web page broke it early."""
    if before.start != paragraph.start:
        return not layout.ragged
    return (paragraph.kind in ("part", "article", "number", "letter") and not layout.ragged) or before.text.isupper()
