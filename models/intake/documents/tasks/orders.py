"""Whether words tell somebody to do something: an order before a name, or a name before a verb of instruction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from models.intake.documents.tasks.body_names import names_at
from models.intake.documents.tasks.one_line import Line, plain_letters
from models.intake.documents.tasks.rules_tasks import (
    ACTS,
    ASKED_BEFORE,
    BEFORE_SUBJECT,
    DOES,
    EXPLAINS,
    INSPECTS,
    LEAD_BEHIND,
    LEAD_IN,
    LEADS,
    ORDER,
    ORDER_INSIDE,
    PASSED_ON,
    TO_HANDLE,
    TOLD_SO_THAT,
    VERB_FIRST,
    YOU,
)

_NEAR_VERB = 160
_MOST_CLAUSES = 14
_EDGES = re.compile(r"[:.] (?=[A-Z\"(])|: ")
_COMMAS = re.compile(r"[,;)] ?")
_QUOTES = ' "(-'


class Subject(NamedTuple):
    """Somebody who is told to act: the name in plain small letters, where it begins, where the verb begins."""

    name: str
    start: int
    verb: int


def ordered_at(line: Line, at: int) -> bool:
    """Whether an order to somebody begins here ("giao Sở Tài chính …")."""
    found = ORDER.match(line.plain, at)
    return found is not None and _assigns(line, found) and _somebody(line, found.end())


def ordered(line: Line, start: int, end: int) -> bool:
    """Whether an order to somebody stands in this piece of a line, at its beginning or inside."""
    if ordered_at(line, _first(line, start)):
        return True
    for found in _orders(line, start, end):
        if ORDER_INSIDE.match(line.plain, found.start()) is None or ASKED_BEFORE.search(line.text, start, found.start()) is not None:
            continue
        if _somebody(line, found.end()):
            return True
    passed = PASSED_ON.search(line.plain, start, end)
    if passed is None or passed.start() <= _first(line, start):
        return False
    names, after = names_at(line, passed.end())
    return bool(names) and TO_HANDLE.match(line.plain, after) is not None


def told_to_do(line: Line, start: int, end: int) -> bool:
    """Whether something is made known so that somebody does a thing ("thông báo để Cục Thuế tổ chức tuyên truyền"), not just knows."""
    found = TOLD_SO_THAT.search(line.plain, start, end)
    if found is None:
        return False
    names, after = names_at(line, found.end(), places=True)
    return bool(names) and DOES.match(line.plain, after) is not None


def _orders(line: Line, start: int, end: int) -> Iterator[re.Match[str]]:
    return (found for found in ORDER.compiled.finditer(line.plain, start, end) if _assigns(line, found))


def _assigns(line: Line, found: re.Match[str]) -> bool:
    """ "giáo viên", "giáo dục" are no "giao" though their plain letters are the same."""
    return "giá" not in line.text[found.start() : found.start() + 3].lower()


def _somebody(line: Line, at: int) -> bool:
    return bool(names_at(line, at, places=True)[0]) or YOU.match(line.plain, at) is not None


def subject_at(line: Line, at: int, end: int) -> Subject | None:
    """Somebody whose name begins here and who then does something that an instruction asks for."""
    begin = _first(line, at)
    lead_in = LEAD_IN.match(line.plain, begin)
    begin = lead_in.end() if lead_in is not None else begin
    names, after = names_at(line, begin, places=True)
    if not names or INSPECTS.match(line.plain, begin) is not None:
        return None
    limit = min(end, after + _NEAR_VERB)
    verb = deed_at(line.plain, after, limit)
    if verb is None or EXPLAINS.search(line.text, after, verb) is not None:
        return None
    return Subject(plain_letters(line.text[begin:after]).lower().strip(" ,.;:"), begin, verb)


def deed_at(plain: str, start: int, end: int) -> int | None:
    """Where a verb of instruction is: in small letters, or with a capital behind a colon ("Tổ Văn phòng: Chuẩn bị cơ sở vật chất")."""
    acts = ACTS.search(plain, start, end)
    colon = plain.find(": ", start, end if acts is None else acts.start())
    if colon >= 0 and VERB_FIRST.match(plain, colon + 2) is not None:
        return colon + 2
    return acts.start() if acts is not None else None


def subjects(line: Line, start: int, end: int) -> Iterator[Subject]:
    """Those who act in a piece of a line: at its beginning, after a heading, after a clause that comes before who is told."""
    begin = _first(line, start)
    places = [begin, *(edge.end() for edge in _EDGES.finditer(line.plain, begin, end))]
    if BEFORE_SUBJECT.match(line.plain, begin) is not None:
        commas = [comma.end() for comma in _COMMAS.finditer(line.plain, begin, end)]
        places += commas[:_MOST_CLAUSES]
    for place in places:
        found = subject_at(line, place, end)
        if found is not None:
            yield found


def deed_between(line: Line, start: int, end: int) -> bool:
    """Whether the first who are named or ordered in a piece of a line also do something in it: lists of bodies go over semicolons."""
    begin = _first(line, start)
    for place in (*(found.end() for found in _orders(line, begin, end)), begin):
        names, after = names_at(line, place, places=True)
        if names:
            return ACTS.search(line.plain, after, end) is not None
    return ACTS.search(line.plain, begin, end) is not None


def led_behind(line: Line) -> bool:
    """Whether the lead of a task is named behind it, in brackets or after "do"."""
    for found in LEAD_BEHIND.compiled.finditer(line.plain):
        names, after = names_at(line, found.end())
        if names and LEADS.match(line.plain, after) is not None:
            return True
    return False


def _first(line: Line, at: int) -> int:
    while at < len(line.plain) and line.plain[at] in _QUOTES:
        at += 1
    return at
