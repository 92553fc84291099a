"""The sentences and clauses of an item that may each be an instruction of its own."""

from __future__ import annotations

import re
from functools import lru_cache

from models.intake.documents.document_text import Span
from models.intake.documents.tasks.items import Item
from models.intake.documents.tasks.one_line import Line, line_of
from models.intake.documents.tasks.orders import Subject, deed_between, ordered, ordered_at, subject_at, subjects
from models.intake.documents.tasks.rules_tasks import (
    ACTS,
    BEFORE_SUBJECT,
    NOT_TASK_IN_TEXT,
    NOT_TASK_OPENINGS,
    NOT_TASK_RULES,
    ORDER_INSIDE,
    TOGETHER,
    VERB_FIRST,
)

SENTENCE = re.compile(r"(?<=[^\s.][.!?]) (?=[\"(]?[A-Z])")
_ABBREVIATION = re.compile(r"(?:(?<!\w)(?:TP|TS|ThS|PGS|GS|BS|Tx|P|Q|TT|KT|TM|TL|St|Tr|d/c)|(?<=[.:;] )\d{1,2})\.$")
_CLAUSE = re.compile(r"; ?")
_LONG_NAME = 200
OPENER_WORDS = 4
_LONGEST = 6000
"""No instruction is longer; of what is, only the beginning is read."""

_MOST_CUTS = 40
_DIRECTLY = 25


@lru_cache(maxsize=4096)
def item_line(item: Item) -> Line:
    """The words of an item as one line; kept, as every rule asks for it."""
    return line_of(item.flat[:_LONGEST], item.words.start)


@lru_cache(maxsize=4096)
def pieces_of(item: Item, addressed: str) -> tuple[Span, ...]:
    """The sentences of an item's line, put together where a sentence goes on with the lead of the one before.

    A clause after a semicolon is one of its own where it gives an order of its own. The sentence that opens the items below is a
    piece by itself.
    """
    line = item_line(item)
    plain = line.plain
    told = " ".join((addressed, *(item_line(above).plain.lower() for above in item.above() if above.opens)))
    stops = [found for found in SENTENCE.finditer(plain) if not _ABBREVIATION.search(plain[max(0, found.start() - 6) : found.start()])]
    sentences = [0, *(found.end() for found in stops)]
    opener = len(plain)
    if item.opens and len(sentences) > 1:
        opener = sentences.pop()
        if len(plain[opener:].split()) <= OPENER_WORDS and len(sentences) > 1:
            opener = sentences.pop()  # "… đề nghị các đơn vị thực hiện nghiêm. Cụ thể:"
        elif len(plain[opener:].split()) <= OPENER_WORDS:
            opener = len(plain)
    kept = [0]
    closing = False
    for cut in sorted({*sentences[1:], *(found.end() for found in _CLAUSE.finditer(plain, 0, opener))})[:_MOST_CUTS]:
        since = kept[-1]
        praised = any(rule.match(plain, since) for rule in NOT_TASK_OPENINGS)
        if cut not in sentences:
            bracketed = plain.rfind("(", since, cut) > plain.rfind(")", since, cut)
            open_to = (praised and ordered_at(line, cut)) or not _background(line, since, cut)
            if not bracketed and open_to and _new_lead(line, cut, since, told):
                kept.append(cut)
            continue
        end = next((each for each in sentences if each > cut), opener)
        no_task = any(rule.search(plain, cut, end) for rule in (*NOT_TASK_RULES, *NOT_TASK_IN_TEXT))
        background = item.kind == "paragraph" and _background(line, since, cut)
        lead = _begins_lead(line, cut, since, told) or (BEFORE_SUBJECT.match(plain, cut) is not None and ordered(line, cut, end))
        if no_task or closing or background or (lead and (praised or not _background(line, since, cut))):
            kept.append(cut)
        closing = no_task
    found = [Span(start, end) for start, end in zip(kept, [*kept[1:], opener], strict=True)]
    return (*found, Span(opener, len(plain))) if opener < len(plain) else tuple(found)


def _begins_lead(line: Line, at: int, since: int, told: str) -> bool:
    """Whether a sentence begins with an order to somebody, or with somebody who acts."""
    if ordered_at(line, at):
        return True
    subject = subject_at(line, at, len(line.text))
    return subject is not None and len(subject.name) < _LONG_NAME and not _led_before(line, subject, since, told)


def _led_before(line: Line, subject: Subject, since: int, told: str) -> bool:
    """Whether somebody acts whose words these already are: the same body goes on, or the one to whom all of this is said."""
    before = [each.name for each in subjects(line, since, subject.start) if each.start < subject.start]
    if subject.name in before:
        return True
    return subject.name in told and not before and not ordered(line, since, subject.start)


def _background(line: Line, start: int, end: int) -> bool:
    """Whether what was read so far is no instruction, so that one that follows begins its own piece."""
    if ordered(line, start, end):
        return False
    if BEFORE_SUBJECT.match(line.plain, start) is None and VERB_FIRST.match(line.plain, start) is not None:
        return False
    return next(subjects(line, start, end), None) is None


def _new_lead(line: Line, at: int, since: int, told: str) -> bool:
    if ordered_at(line, at) and ORDER_INSIDE.match(line.plain, at) is not None:
        return True
    found = subject_at(line, at, len(line.text))
    if found is None or found.verb - found.start - len(found.name) > _DIRECTLY or _led_before(line, found, since, told):
        return False
    if not deed_between(line, since, at):
        return False
    with_whom = list(TOGETHER.compiled.finditer(line.plain, since, at))
    return not with_whom or ACTS.search(line.plain, with_whom[-1].end(), at) is not None
