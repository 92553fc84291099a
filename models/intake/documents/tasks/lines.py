"""The lines of a document put together to paragraphs: broken lines and pages joined, page numbers left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from models.intake.documents.document_text import DocumentText, Span
from models.intake.documents.rules import Rule
from models.intake.documents.tasks.rules_items import (
    ARTICLE_RULES,
    BROKEN_NAME,
    BROKEN_REFERENCE,
    BULLET_RULES,
    LETTER_RULES,
    LOWER,
    NUMBER_RULES,
    PART_RULES,
)

_MARKER_TABLES: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    ("part", PART_RULES),
    ("article", ARTICLE_RULES),
    ("number", NUMBER_RULES),
    ("letter", LETTER_RULES),
    ("bullet", BULLET_RULES),
)
_LINE = re.compile(r"[^\n\f]+")
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:trang\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?[-–—\s]*", re.IGNORECASE)
_NOTHING = re.compile(r"(?:[\W_]|(?<!\w)\w(?!\w))*")
_ENDS = re.compile(r"(?:[.;:!?…]|\./\.?)[\s*\"”’)\]]*$")
_GOES_ON = re.compile(
    r"(?:,|[-–]|(?<!\w)(?:và|của|các|với|cho|tại|về|theo|số|ngày|tháng|năm|hoặc|là|để|do|trong|đến|từ|có|được))[\s*]*$", re.IGNORECASE
)
_BEGINS_LOW = re.compile(rf"[\s*(\"“]*(?:[{LOWER}]|\d)")
_OWN_LOOKS = frozenset(("header", "footer", "stamp"))
_USUAL_WIDTH = 80
_HALF, _NEARLY = 0.5, 0.93
_SOME = 3
_LONGEST_BROKEN = 150
"""A line longer than this is a paragraph by itself: no printer breaks so late."""


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
    after_blank: bool = True


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    blank_before: bool
    page_before: bool
    marker: tuple[str, str, str, int] | None
    hidden: tuple[Span, ...]

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip())


def marker_of(line: str) -> tuple[str, str, str, int] | None:
    """The kind, number and rule of the marker with which a line begins, and where its words begin; None for running text."""
    for kind, rules in _MARKER_TABLES:
        for rule in rules:
            found = rule.match(line)
            if found is not None:
                number = found.groupdict().get("number") or found.group().strip(" .:*_#>\n")
                return kind, number, rule.name, found.end()
    return None


def paragraphs(text: DocumentText, body: Span) -> list[Paragraph]:
    """The paragraphs of a piece of the text, in order."""
    lines = _lines(text, body)
    width = _width(lines)
    parted, ragged, whole = _parted(lines), _ragged(lines, width), _whole(lines)
    found: list[Paragraph] = []
    before: _Line | None = None
    for line in lines:
        if before is None or not found or _new_paragraph(found[-1], before, line, width, text, parted=parted, ragged=ragged, whole=whole):
            kind, number, rule, skip = line.marker or ("paragraph", "", "", len(line.text) - len(line.text.lstrip(" \t*_#>")))
            found.append(Paragraph(line.start, line.end, line.start + skip, kind, number, rule, after_blank=line.blank_before))
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
        if off or (_PAGE_NUMBER.fullmatch(written) and written.strip()) or (_NOTHING.fullmatch(written) and not marker_of(written)):
            if written.strip():
                hidden.append(Span(match.start(), match.end()))
                page = page or off or any(letter.isdigit() for letter in written)
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
                _marker_here(found, written, blank=blank),
                tuple(hidden),
            )
        )
        hidden, page, last_end = [], False, match.end()
    return found


def _marker_here(before: list[_Line], written: str, *, blank: bool) -> tuple[str, str, str, int] | None:
    """The marker of a line, unless the line goes on with the one before: a name or a reference that was broken at its end."""
    marker = marker_of(written)
    if marker is None or blank or not before:
        return marker
    last = before[-1].text
    if marker[0] == "bullet" and BROKEN_NAME.match(written.strip()) and not _ENDS.search(last):
        return None
    if (
        marker[0] == "bullet"
        and written.strip()[1:2] == " "
        and written.strip()[2:3].islower()
        and not _ENDS.search(last)
        and len(last) > _USUAL_WIDTH / 2
    ):
        return None
    if marker[0] in ("number", "letter") and BROKEN_REFERENCE.search(last):
        return None
    return marker


def _width(lines: list[_Line]) -> int:
    """How wide full lines are."""
    lengths = sorted(len(line.text.rstrip()) for line in lines if len(line.text) <= _LONGEST_BROKEN)
    return max(lengths[int(len(lengths) * 0.9)], 40) if lengths else _USUAL_WIDTH


def _open_bold(paragraph: Paragraph, text: DocumentText) -> bool:
    return text.text.count("**", paragraph.start, paragraph.end) % 2 == 1


def _parted(lines: list[_Line]) -> bool:
    """Whether empty lines part the paragraphs: then a line break alone is only where a printer broke the line."""
    marked = [line for line in lines[1:] if line.marker is not None] or lines[1:]
    return sum(line.blank_before for line in marked) > len(marked) * 0.5 if len(marked) > 1 else False


def _whole(lines: list[_Line]) -> bool:
    """Whether each line is a paragraph: most long lines end with a stop, which lines broken by a printer do not."""
    long = [line for line in lines if len(line.text) > _USUAL_WIDTH / 2]
    return len(long) >= _SOME and sum(_ENDS.search(line.text) is not None for line in long) > len(long) * 0.6


def _ended_early(last: str, after: str, width: int) -> bool:
    """Whether a line stopped although the first word of the next one had room in it."""
    word = after.split(maxsplit=1)[0]
    return width * _HALF < len(last) and len(last) + 1 + len(word) < width * _NEARLY


def _new_paragraph(
    paragraph: Paragraph, before: _Line, line: _Line, width: int, text: DocumentText, *, parted: bool, ragged: bool, whole: bool
) -> bool:
    """Whether a line begins a paragraph of its own."""
    if line.marker is not None:
        return True
    last = before.text.rstrip()
    if before.marker is not None and not last[before.marker[3] :].strip(" *"):
        return False  # a bullet or number alone on its line
    ended = _ENDS.search(last) is not None
    low = _BEGINS_LOW.match(line.text) is not None
    if line.blank_before or line.page_before:
        if ended:
            return not (low and line.page_before and not last.endswith((".", ":", ";", "*")))
        broken_page = line.page_before and len(last) > width * 0.75
        return not (low or broken_page or _GOES_ON.search(last) is not None)
    if text.kind in ("docx", "doc", "html") or len(last) > _LONGEST_BROKEN:
        return not (low and not ended)
    if _open_bold(paragraph, text) or low:
        return False
    if whole and ended:
        return True
    if parted and len(last) <= _LONGEST_BROKEN:
        return ended and _ended_early(last, line.text, width)
    if ended:
        indented = line.indent >= before.indent + 3 and before.start != paragraph.start
        return len(last) < width * 0.85 or indented or _ended_early(last, line.text, width)
    return last.endswith("**") or (
        len(last) < width * 0.6 and not _GOES_ON.search(last) and _may_be_heading(paragraph, before, ragged=ragged)
    )


def _may_be_heading(paragraph: Paragraph, before: _Line, *, ragged: bool) -> bool:
    """Whether a short line without a stop may be a heading: a bullet's first line is short where a web page broke it early."""
    if before.start != paragraph.start:
        return False
    return (paragraph.kind in ("part", "article", "number", "letter") and not ragged) or before.text.isupper()


def _ragged(lines: list[_Line], width: int) -> bool:
    """Whether the first lines of points are broken early, as web pages of laws do ("- Tham mưu Ủy ban nhân dân" | "Thành phố …")."""
    early = 0
    for line, after in pairwise(lines):
        short = line.marker is not None and len(line.text.rstrip()) < width * 0.6 and not _ENDS.search(line.text)
        early += short and after.marker is None and not after.blank_before and _BEGINS_LOW.match(after.text) is not None
    return early >= _SOME
