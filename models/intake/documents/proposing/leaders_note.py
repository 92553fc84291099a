"""What a leader wrote on a document: "giao Hùng chủ trì, Mai phối hợp, 20/11" names people of the office, their parts and a day.

Everything is a proposal: a person accepts it. A name that several bear is told with all of them; a name that nobody bears is told too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from models.intake.documents.document_text import Span
from models.intake.documents.head.letters import flat, plain
from models.intake.documents.proposing.note_days import NoteDay, day_of
from models.intake.documents.proposing.note_names import Named, names_in
from models.intake.documents.rules import Rule
from models.registers.staff import Staff

LEAD = "lead"
COORDINATE = "coordinate"
INFORM = "inform"

_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class NotePart:
    """Somebody named in a note. `part` is "lead", "coordinate" or "inform"; `words` are as written, at `span` of the note.

    `department_id` and `official_id` are who is meant, both None where `candidates` (pairs of such ids) are several or none.
    `reason` is "" for a sure one, "ambiguous", "unknown" (nobody here is called so) or "implied" (the part is told by the order alone).
    """

    words: str
    span: Span
    part: str
    department_id: int | None = None
    official_id: int | None = None
    candidates: tuple[tuple[int | None, int | None], ...] = ()
    reason: str = ""

    @property
    def sure(self) -> bool:
        """Whether it may be taken as it is."""
        return not self.reason


@dataclass(frozen=True, slots=True)
class NoteProposal:
    """Who does what by when. `due_words` at `due_span` give the day; `rest` is what the note says besides, its order kept.

    `due_reason` is "past" for a day before today, "impossible" for one that no calendar has (`due` is None then), else "".
    """

    parts: tuple[NotePart, ...] = ()
    due: date | None = None
    due_words: str = ""
    due_span: Span | None = None
    due_reason: str = ""
    rest: str = ""


_LEADS_AFTER = Rule(
    "note.leads",
    r"^[\s,:-]{0,4}(?:(?:lam|la)\s+)?(?:chu tri|dau moi|chu dong|ct(?![a-z]))",
    "(Hùng) chủ trì, Mai phối hợp, 20/11",
)
_TAKES_PART_AFTER = Rule(
    "note.takes_part",
    r"^[\s,:-]{0,4}(?:cung\s+)?(?:phoi hop|ph(?![a-z])|ho tro|tham gia)",
    "(giao Hùng chủ trì, Mai) phối hợp",
)
_KNOWS_AFTER = Rule("note.knows", r"^[\s,:-]{0,4}(?:de\s+)?(?:biet|nam|theo doi|luu|b/c)(?![a-z])", "(Chuyển VP) biết")
_WORKS_AFTER = Rule(
    "note.works",
    r"^[\s,:-]{0,4}(?:de\s+)?(?:xu ly|tham muu|thuc hien|giai quyet|nghien cuu|chi dao|lam|soan|bao cao|de xuat|trien khai|phu trach"
    r"|chuan bi|kiem tra|ra soat|tong hop|du hop|du(?![a-z])|xem|cho y kien|don doc|dang ky|to chuc|lap|xay dung|tiep nhan)",
    "(VP) xử lý, b/c CT trước thứ 6",
)
_DIRECTS_AFTER = Rule(
    "note.directs", r"^[\s,:-]{0,4}(?:chi dao|phu trach chi dao|don doc)(?![a-z])", "(Giao PCT Thảo) chỉ đạo; Phòng KT tham mưu"
)
_WITH_BEFORE = Rule(
    "note.with",
    r"(?:phoi hop(?:\s+(?:voi|cung))?|(?<![a-z])cung(?:\s+voi)?|(?<![a-z])voi|(?<![a-z])ph|tham gia)\s*[:-]?\s*$",
    "chủ trì, phối hợp với (P.KT)",
)
_TOLD_BEFORE = Rule(
    "note.told",
    r"(?:b/c|bc|bao cao(?:\s+lai)?|trinh|xin y kien|bao|luu)(?:\s+(?:cho|len|cac))?\s*[:-]?\s*$",
    "VP xử lý, b/c (CT trước thứ 6)",
)
_SENT_BEFORE = Rule(
    "note.sent",
    r"(?:cho|gui|c/c|cc|sao gui|thong bao)(?:\s+(?:cho|den|toi|cac))*\s*[:-]?\s*$",
    "Photo gửi các (đ/c PCT, P.KT)",
)
_GIVEN_BEFORE = Rule(
    "note.given",
    r"(?:giao(?:\s+nhiem vu)?|chuyen|phan cong|de nghi|y/c|yeu cau|chu tri|dau moi|kinh gui)(?:\s+(?:cho|den|cac))*\s*[:-]?\s*$",
    "Giao (Hùng chủ trì)",
)

RULES = (
    _LEADS_AFTER,
    _TAKES_PART_AFTER,
    _KNOWS_AFTER,
    _WORKS_AFTER,
    _DIRECTS_AFTER,
    _WITH_BEFORE,
    _TOLD_BEFORE,
    _SENT_BEFORE,
    _GIVEN_BEFORE,
)
"""They look at the words before or after somebody's name: in their examples what is not looked at stands in brackets."""

_JOINED = re.compile(r"^\s*(?:[,;+&/-]|va|,\s*va)\s*$")
_CLAUSE_END = re.compile(r"[.;\n]")


def read_note(text: str, staff: Staff, today: date) -> NoteProposal:
    """People, departments, their parts and the day that a leader's note names. Days without a year are those to come after `today`."""
    note = flat(text[:_LONGEST])
    letters = plain(note)
    day = day_of(note, letters, today)
    named = [each for each in names_in(note, letters, staff, today) if day is None or not _overlap(each, day)]
    parts = _parts(letters, named)
    return NoteProposal(
        tuple(parts),
        day.day if day is not None else None,
        note[day.start : day.end].strip() if day is not None else "",
        Span(day.start, day.end) if day is not None else None,
        "" if day is None else "impossible" if day.day is None else "past" if day.day < today else "",
        _rest(note, named, day),
    )


def _overlap(named: Named, day: NoteDay) -> bool:
    return named.start < day.end and day.start < named.end


def _parts(letters: str, named: Sequence[Named]) -> list[NotePart]:
    """The part of each, by the words around its group; names joined by commas share one."""
    groups = _groups(letters, named)
    found: list[NotePart] = []
    led = False
    for number, group in enumerate(groups):
        start = groups[number - 1][-1].end if number else 0
        end = groups[number + 1][0].start if number + 1 < len(groups) else len(letters)
        part, told = _part(letters, group, start, end, first=not led, more=number + 1 < len(groups))
        between = letters[start : group[0].start]
        if len(group) > 1 and part != LEAD and _GIVEN_BEFORE.search(between):
            # "Giao Hùng, Mai phối hợp": what stands behind the last is of the last alone.
            found += [_as_part(each, LEAD, told=told) for each in group[:-1]]
            group, led = group[-1:], True
        led = led or part == LEAD
        found += [_as_part(each, part, told=told) for each in group]
    return found


def _groups(letters: str, named: Sequence[Named]) -> list[list[Named]]:
    groups: list[list[Named]] = []
    for each in named:
        between = letters[groups[-1][-1].end : each.start] if groups else ""
        if groups and _JOINED.match(between) is not None:
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups


def _part(letters: str, group: Sequence[Named], start: int, end: int, *, first: bool, more: bool) -> tuple[str, bool]:
    """What a group is to do, and whether the words say so themselves."""
    before, after = letters[start : group[0].start], letters[group[-1].end : end]
    ends = [found.end() for found in _CLAUSE_END.finditer(before)]
    before = before[ends[-1] :] if ends else before
    stop = _CLAUSE_END.search(after)
    after_clause = after[: stop.start()] if stop is not None else after
    if _LEADS_AFTER.search(after_clause):
        return LEAD, True
    with_next = more and stop is None and re.fullmatch(r"\s*(?:phoi hop|ph)(?:\s+(?:voi|cung))?\s*:?\s*", after_clause) is not None
    if _WITH_BEFORE.search(before):
        return COORDINATE, True
    if _TAKES_PART_AFTER.search(after_clause):
        # "Hùng phối hợp Mai xử lý": the first leads, with the second.
        return (LEAD, False) if with_next and first else (COORDINATE, True)
    given = _GIVEN_BEFORE.search(before) is not None
    knows = _KNOWS_AFTER.search(after_clause)
    if knows is not None:
        # Who alone is given a thing to follow has it as a work.
        return (LEAD if given and len(group) == 1 and "theo doi" in knows[0] else INFORM), True
    if more and _DIRECTS_AFTER.search(after_clause):
        # "Giao PCT Thảo chỉ đạo; Phòng KT tham mưu": those behind do the work.
        return INFORM, True
    if given:
        return LEAD, True
    if _TOLD_BEFORE.search(before):
        return INFORM, True
    if _WORKS_AFTER.search(after_clause):
        return (LEAD, True) if first else (COORDINATE, False)
    if _SENT_BEFORE.search(before):
        return INFORM, True
    return (LEAD if first else COORDINATE), False


def _as_part(named: Named, part: str, *, told: bool) -> NotePart:
    reason = "" if told else "implied"
    made = NotePart(named.words, Span(named.start, named.end), part, candidates=named.candidates, reason=reason)
    if len(named.candidates) == 1:
        department, official = named.candidates[0]
        return replace(made, department_id=department, official_id=official)
    return replace(made, reason="ambiguous" if named.candidates else "unknown")


def _rest(note: str, named: Sequence[Named], day: NoteDay | None) -> str:
    """The words besides names and day."""
    taken = sorted([(each.start, each.end) for each in named] + ([(day.start, day.end)] if day is not None else []))
    pieces: list[str] = []
    position = 0
    for start, end in taken:
        pieces.append(note[position:start])
        position = max(position, end)
    pieces.append(note[position:])
    said = " ".join(" ".join(pieces).split())
    said = re.sub(r"\s+([,.;:])", r"\1", said)
    return re.sub(r"([,.;:])(?:\s*[,.;:])+", r"\1", said).strip(" ,;:.-")
