"""To whom a document is addressed: "Kính gửi: …", or the bodies that a wire names after "điện:"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.intake.documents.document_text import Span
from models.intake.documents.found import Found
from models.intake.documents.head.letters import letter_share
from models.intake.documents.head.rules import ADDRESSED, BODY_START, BULLET, LETTER_SUBJECT, TORN_ADDRESSED, WIRED
from models.intake.documents.head.sheet import Line

_LATE_BULLET = re.compile(r"(?:^|\s)[-–]\s+(?=[A-ZĐÀ-Ỹ])")
_MOST = 60


@dataclass(frozen=True, slots=True)
class Addressees:
    """Who is addressed, where that begins and where the body begins after it; `start` is -1 where nobody is."""

    found: tuple[Found, ...] = ()
    start: int = -1
    end: int = -1


def read_addressees(lines: Sequence[Line]) -> Addressees:
    """The bodies of "Kính gửi", one each, in order."""
    for at, line in enumerate(lines):
        mark = _mark(line)
        if mark is not None:
            return _listed(lines[at + 1 : at + 1 + _MOST], line.cut(mark.end()), line.start + mark.start())
    for at, line in enumerate(lines):
        wired = WIRED.search(line.letters)
        if wired is not None and line.text and at + 1 < len(lines):
            return _listed(lines[at + 1 : at + 1 + _MOST], line.cut(len(line.flat)), line.span.start)
    return Addressees()


def _mark(line: Line) -> re.Match[str] | None:
    mark = ADDRESSED.search(line.letters)
    if mark is None:
        return TORN_ADDRESSED.match(line.letters)
    if line.flat[mark.start()] not in "Kk":
        return None
    before = line.flat[: mark.start()].strip()
    return mark if not before or mark[0].endswith(":") else None


def _listed(lines: Sequence[Line], first: Line, start: int) -> Addressees:
    items: list[list[Span]] = []
    said: list[str] = []
    end = first.start + len(first.flat)
    if first.text.strip(" :.-"):
        _begin(items, said, first)
        end = first.span.end
    blank = False
    for line in lines:
        if not line.text:
            blank = bool(items)
            continue
        if LETTER_SUBJECT.match(line.letters):
            break
        bullet = BULLET.match(line.flat) or (_LATE_BULLET.search(line.flat) if letter_share(line.text) < 0.95 else None)
        if bullet is not None and (bullet[0].strip() not in "=>" or not items) and not re.match(r"\s*\d", bullet[0]):
            _begin(items, said, line.cut(bullet.end()))
        elif not items and not BODY_START.match(line.letters):
            _begin(items, said, line)
        elif items and not _ended(said[-1], blank=blank, line=line):
            items[-1].append(line.span)
            said[-1] = f"{said[-1]} {line.text}"
        else:
            break
        end = line.span.end
        blank = False
    found = [each for words, spans in zip(said, items, strict=True) for each in _separate(words, spans)]
    return Addressees(tuple(found), start, end)


def _begin(items: list[list[Span]], said: list[str], line: Line) -> None:
    bullet = BULLET.match(line.flat)
    piece = line.cut(bullet.end()) if bullet is not None else line
    items.append([piece.span])
    said.append(piece.text)


def _ended(words: str, *, blank: bool, line: Line) -> bool:
    """Whether a line without a bullet is no more part of the address before it."""
    if words.endswith((".", "./.")) or BODY_START.match(line.letters):
        return True
    if words.endswith((",", ":", "-", " và", " của")):
        return False
    if words.endswith(";"):
        return len(line.text) > 75
    return blank or not (line.text[:1].islower() or line.flat.startswith("   ") or len(line.text) < 70)


def _separate(words: str, spans: Sequence[Span]) -> list[Found]:
    """One line may name several bodies with semicolons between."""
    if len(spans) > 1 or ";" not in words.rstrip("; "):
        value = " ".join(words.split()).strip(" ;.,:-")
        return [Found(value, tuple(spans), 0.9, "", ADDRESSED.name)] if value else []
    found: list[Found] = []
    position = 0
    for piece in words.split(";"):
        value = piece.strip(" .,:-")
        if value:
            at = spans[0].start + position + piece.index(value)
            found.append(Found(value, (Span(at, at + len(value)),), 0.9, "", ADDRESSED.name))
        position += len(piece) + 1
    return found
