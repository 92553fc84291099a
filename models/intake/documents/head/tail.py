"""The end of a document: where "Nơi nhận" and the signature stand, and which lines belong to which of the two columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.intake.documents.document_text import DocumentText
from models.intake.documents.head.letters import plain, upper_share
from models.intake.documents.head.rules import ANNEX, KEPT, RECIPIENTS, STATE_MOTTO, WITH_IT
from models.intake.documents.head.sheet import Line, lines_of
from models.intake.documents.head.signature_words import title_in

_TAIL_LINES = 90
_BEFORE = 14
_SIGNATURE_WIDTH = 70
_WIDEST = 90
_SOON = 6
_LONGEST_TEXT = 600_000
_BODY = re.compile(r"\W*(?:can cu|dieu \d|quyet dinh|quyet nghi|theo de nghi|xet|khoa [ivx]+)\b")
_BULLETED = re.compile(r"^\s*[^\w\s]{0,4}[-–—~+•*»_]\s*\S")


@dataclass(frozen=True, slots=True)
class Tail:
    """`lines` from the end of the body to the annexes; `recipients` is the line of "Nơi nhận" among them or the first of its list.

    `after_label` is where the list begins in that line; -1 for `recipients` where there is none.
    """

    lines: tuple[Line, ...]
    recipients: int
    after_label: int
    body_end: int


def find_tail(document: DocumentText, after: int) -> Tail:
    """The end of the first document in the text, from behind its head on.

    A second head is of another document or of a form that is annexed; where nothing ends before it, it is looked past.
    """
    text = document.text[:_LONGEST_TEXT]
    letters = plain(text.replace("*", " ").replace("_", " "))
    another = STATE_MOTTO.search(letters, after)
    if another is not None:
        end = max(after, text.rfind("\n", 0, another.start()) + 1)
        first = _tail_of(text[:end], letters[:end], after)
        if first.lines:
            return first
    return _tail_of(text, letters, after)


def _tail_of(text: str, letters: str, after: int) -> Tail:
    label = next((each for each in RECIPIENTS.compiled.finditer(letters, after) if _is_label(text, letters, each)), None)
    if label is not None:
        return _around(text, text.rfind("\n", 0, label.start()) + 1, label.end(), after)
    kept = KEPT.search(letters, after)
    if kept is not None:
        return _around(text, _first_of_list(text, kept.start()), -1, after)
    return _signature_only(text, after)


def _is_label(text: str, letters: str, label: re.Match[str]) -> bool:
    """Whether it heads a list; in a form or a sentence something else follows."""
    line_end = letters.find("\n", label.end())
    line_end = line_end if line_end >= 0 else len(letters)
    rest, rest_as_printed = letters[label.end() : line_end].strip(), text[label.end() : line_end]
    return label[0].rstrip().endswith((":", ".", ";")) or not rest or rest.startswith("-") or upper_share(rest_as_printed) > 0.7


def _first_of_list(text: str, kept: int) -> int:
    """Where the list begins whose last line is "Lưu: VT", when a scan lost its heading."""
    start = text.rfind("\n", 0, kept) + 1
    found = start
    blanks = 0
    for _ in range(_TAIL_LINES):
        if start == 0:
            break
        before = text.rfind("\n", 0, start - 1) + 1
        line = text[before : start - 1]
        if not line.strip():
            blanks += 1
        elif _BULLETED.match(line) and len(line) < 120:
            found, blanks = before, 0
        elif len(line) > 90 or blanks > 1 or line.rstrip().endswith(("./.", "./")):
            break
        elif not _BULLETED.match(line) and title_in(plain(line), line) is not None:
            found = before
        start = before
    return found


def _around(text: str, start: int, after_label: int, after: int) -> Tail:
    """The tail whose list begins at `start`; a signature printed above the list belongs to it too."""
    lines = list(_until_annex(lines_of(text, start, most=_TAIL_LINES)))
    before = _lines_before(text, start, after)
    signed = next((at for at, line in enumerate(before) if title_in(line.letters, line.flat, alone=True) is not None), None)
    if signed is not None and any(len(line.text) > _SIGNATURE_WIDTH or _BODY.match(line.letters) for line in before[signed:]):
        signed = None
    above = before[signed:] if signed is not None else []
    body_end = above[0].start if above else start
    recipients = len(above)
    return Tail((*above, *lines), recipients, after_label, body_end)


def _lines_before(text: str, start: int, after: int) -> list[Line]:
    begin = start
    for _ in range(_BEFORE):
        if begin <= after:
            break
        begin = text.rfind("\n", 0, begin - 1) + 1
    return lines_of(text, max(begin, min(after, start)), start)


def _until_annex(lines: Sequence[Line]) -> list[Line]:
    found: list[Line] = []
    for at, line in enumerate(lines):
        if at > 1 and line.text and (WITH_IT.match(line.letters) or STATE_MOTTO.search(line.letters) or _is_annex(line)):
            break
        found.append(line)
    return found


def _is_annex(line: Line) -> bool:
    return ANNEX.match(line.letters) is not None and upper_share(line.text) > 0.6


def _opens_body(lines: Sequence[Line]) -> bool:
    """Whether a title in capitals is of the head: "GIÁM ĐỐC SỞ Y TẾ / Căn cứ …"."""
    below = [line for line in lines[:_SOON] if line.text]
    return any(_BODY.match(line.letters) or len(line.text) > _WIDEST for line in below[:_SOON])


def _signature_only(text: str, after: int) -> Tail:
    """No list of recipients: the signature alone, or nothing where only the first page is there."""
    start = max(after, len(text) - 60_000)
    lines = lines_of(text, text.rfind("\n", 0, start) + 1, most=4_000)
    for at, line in enumerate(lines):
        if len(line.text) < _WIDEST and title_in(line.letters, line.flat, alone=True) is not None and not _opens_body(lines[at + 1 :]):
            tail = _until_annex(lines[at : at + _TAIL_LINES])
            return Tail(tuple(tail), -1, -1, line.start)
    return Tail((), -1, -1, len(text))
