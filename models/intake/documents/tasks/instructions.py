"""Which items of a document are tasks: instructions to somebody whom the document names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from models.intake.documents.document_text import Span
from models.intake.documents.tasks.items import Context, Item
from models.intake.documents.tasks.rules_tasks import (
    ADDRESSED_OPENER,
    BEFORE_SUBJECT,
    COURTESY,
    DATED,
    EXHORTATION,
    FUNCTIONS,
    MONEY_ZONE,
    NAMED_HEADING,
    NOT_TASK_OPENINGS,
    NOT_TASK_RULES,
    NOUN_FIRST,
    ORDER_RULES,
    RESPONSIBILITY,
    SENT_TO,
    SUBJECT,
    THIS_DOCUMENT,
    VERB_FIRST,
    ZONE_RULES,
)
from models.text import fold

# Types of documents that ask nothing of those who receive them: what they plan or propose is their own.
TYPES_WITHOUT_TASKS = frozenset(
    ("bao cao", "to trinh", "bien ban", "giay gioi thieu", "giay nghi phep", "hop dong", "thong cao", "ban ghi nho")
)

_SENTENCE = re.compile(r"(?<=[^\s.][.!?])\s+(?=[\"“(]?[A-ZĐÀ-Ỹ])")
_ABBREVIATION = re.compile(r"(?:(?<!\w)(?:TP|TS|ThS|PGS|GS|BS|Tx|P|Q|TT|KT|TM|TL|St|Tr|đ/c)|\d)\.$")
_CLAUSE = re.compile(r";\s*")
_ENDS = re.compile(r"(?:[.;!?]|\./\.?)[\s*\"”’)\]/]*$")
_WITH = re.compile(r"phối hợp(?:\s+(?:với|cùng))?", re.IGNORECASE)
_SURE, _LIKELY, _GUESS = 0.95, 0.9, 0.75
_NEAR = 90


@dataclass(frozen=True, slots=True)
class Instruction:
    """An item, or a sentence of it, that is a task: how sure that is, by which rule, and the paragraph that only says until when."""

    item: Item
    confidence: float
    rule: str
    dated_by: Item | None = None


@dataclass(slots=True)
class _Reader:
    context: Context
    parents: set[int] = field(default_factory=set)
    zones: dict[int, str] = field(default_factory=dict)
    callers: dict[int, str] = field(default_factory=dict)
    tasks: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.parents = {id(item.parent) for item in self.context.items if item.parent is not None}

    # Where an item stands -----------------------------------------------------------------------------------------------------------

    def zone(self, item: Item | None) -> str:
        """ "none" where nothing is an instruction, "money" where only what names somebody is, "" elsewhere."""
        if item is None:
            return ""
        known = self.zones.get(id(item))
        if known is None:
            known = self.zone(item.parent)
            if known != "none" and (item.opens or item.heading is not None):
                known = _own_zone(item) or known
            self.zones[id(item)] = known
        return known

    def caller(self, item: Item | None) -> str:
        """By what the items under this one know whose they are: "heading", "opener", "item", "letter", or "" where nobody is named."""
        if item is None:
            return ""
        known = self.callers.get(id(item))
        if known is None:
            known = _names(item)
            if not known and not (item.kind == "part" and self.zone(item) == "none"):
                known = self.caller(item.parent)
            if not known and item.opens and self.context.head.addressees and ADDRESSED_OPENER.search(item.flat):
                known = "letter"
            self.callers[id(item)] = known
        return known

    # What an item is ----------------------------------------------------------------------------------------------------------------

    def read(self, item: Item) -> Iterator[Instruction]:
        """The tasks of one item."""
        zone = self.zone(item)
        if zone == "none" or not item.flat.strip():
            return
        pieces = _pieces(item)
        if item.opens and id(item) in self.parents:
            pieces = pieces[:-1]
        found = [(piece, rule, sure) for piece, rule, sure in (self._judge(item, piece, zone) for piece in pieces) if rule]
        if not found:
            return
        self.tasks.add(id(item))
        running = item.kind == "paragraph" and not self._under_point(item)
        for number, (piece, rule, sure) in enumerate(found):
            start = piece.start if (running or number) else 0
            end = found[number + 1][0].start if number + 1 < len(found) else len(item.flat)
            yield Instruction(_cut(item, start, end), sure, rule)

    def _under_point(self, item: Item) -> bool:
        return any(above.kind in ("number", "letter", "bullet") for above in item.above())

    def _judge(self, item: Item, piece: Span, zone: str) -> tuple[Span, str, float]:
        said = item.flat[piece.start : piece.end].strip()
        listed = item.kind in ("number", "letter", "bullet")
        if item.slots and zone != "money" and any(slot.name == "lead" for slot in item.slots):
            return piece, "block", _SURE
        refused = _refused(said, listed=listed and piece.start == 0)
        if refused:
            return piece, "", 0.0
        rule, sure = self._own(item, said, listed=listed)
        if not rule and zone != "money" and piece.start == 0:
            rule, sure = self._inherited(item, said, listed=listed)
        return piece, rule, sure

    def _own(self, item: Item, said: str, *, listed: bool) -> tuple[str, float]:
        """Whether the words name somebody and tell them to do something."""
        for rule in ORDER_RULES[:-1]:
            if rule.search(said):
                return rule.name, _SURE if listed else _LIKELY
        if not listed and not self._answered(item):
            return "", 0.0
        if self._acts(said):
            return SUBJECT.name, _LIKELY
        return "", 0.0

    def _answered(self, item: Item) -> bool:
        """A running paragraph tells somebody to do something only after a sentence that announces it, or under a point."""
        return any(above.opens or above.kind in ("number", "letter", "article") for above in item.above()) or item.heading is not None

    def _acts(self, said: str) -> bool:
        for start in _starts(said):
            found = SUBJECT.match(said, start)
            if found is not None and not self._is_issuer(found.group("who")):
                return True
        return False

    def _is_issuer(self, who: str) -> bool:
        issuer = self.context.head.issuing_agency
        if issuer is None:
            return False
        mine, theirs = _short(issuer.value), _short(who)
        return bool(mine) and (theirs == mine or theirs in (f"chu tich {mine}", f"van phong {mine}x"))

    def _inherited(self, item: Item, said: str, *, listed: bool) -> tuple[str, float]:
        """Whether somebody named above is told to do this."""
        caller = self.caller(item.parent)
        if not caller:
            return "", 0.0
        sure = _GUESS if caller == "letter" else _LIKELY
        begins = VERB_FIRST.match(said) is not None
        if not listed:
            dated = BEFORE_SUBJECT.match(said) is not None and VERB_FIRST.search(said, 0, _NEAR) is not None
            return (f"under_{caller}", sure) if begins or (dated and caller == "heading") else ("", 0.0)
        if begins:
            return f"under_{caller}", sure
        parent = item.parent
        if NOUN_FIRST.match(said) is not None:
            sent = SENT_TO.match(said) is not None and DATED.search(said) is not None
            after_heading = item.heading is not None and VERB_FIRST.search(said, 0, 240) is not None
            return (f"under_{caller}", sure) if sent or after_heading else ("", 0.0)
        if parent is not None and id(parent) in self.tasks and parent.opens:
            return "", 0.0
        if VERB_FIRST.search(said, 0, _NEAR) is not None or BEFORE_SUBJECT.match(said) is not None or SENT_TO.match(said) is not None:
            return f"under_{caller}", sure
        return "", 0.0


def find_instructions(context: Context) -> list[Instruction]:
    """The tasks of a document in the order of the text."""
    kind = context.head.document_type
    if kind is not None and fold(kind.value) in TYPES_WITHOUT_TASKS:
        return []
    reader = _Reader(context)
    found: list[Instruction] = []
    for item in context.items:
        new = list(reader.read(item))
        if not new and found and _only_dates(item, found[-1].item):
            found[-1] = replace(found[-1], dated_by=item)
        found.extend(new)
    return _openers_without_tasks(reader, found)


def _openers_without_tasks(reader: _Reader, found: list[Instruction]) -> list[Instruction]:
    """A point that opens a list of things, none of which is a task, is itself the task ("Tuyên truyền các nội dung: …")."""
    holders = {id(above) for each in found for above in each.item.above()}
    ready = {(each.item.words.start) for each in found}
    added = []
    for item in reader.context.items:
        if not item.opens or item.kind not in ("number", "letter", "bullet") or id(item) in holders or item.words.start in ready:
            continue
        if id(item) not in reader.parents or reader.zone(item) or len(item.flat.split()) < 6 or item.parent is None:
            continue
        said = item.flat.strip()
        own = any(rule.search(said) for rule in ORDER_RULES[:-1]) or SUBJECT.match(said) is not None
        under = bool(reader.caller(item.parent)) and VERB_FIRST.match(said) is not None
        if (own or under) and not _refused(said, listed=True) and said.endswith(":"):
            added.append(Instruction(item, _GUESS, "opener_of_things"))
    return sorted([*found, *added], key=lambda each: each.item.words.start)


def _own_zone(item: Item) -> str:
    said = item.flat.strip()
    if item.heading is not None:
        said = item.flat[: item.heading.end - item.words.start].strip()
    if FUNCTIONS.search(said) and item.opens:
        return "none"
    if any(rule.match(said) for rule in ZONE_RULES):
        return "none"
    return "money" if MONEY_ZONE.match(said) else ""


def _names(item: Item) -> str:
    """Whether an item tells whom what stands under it is for, and how."""
    said = item.flat.strip()
    if item.opens and NAMED_HEADING.match(said) is not None:
        return "heading"
    last = _pieces(item)[-1] if item.opens else Span(0, len(item.flat))
    told = item.flat[last.start : last.end]
    if any(rule.search(told) for rule in ORDER_RULES):
        return "opener" if item.opens else "item"
    if not item.opens and item.kind not in ("number", "letter", "article"):
        return ""
    return ("opener" if item.opens else "item") if any(SUBJECT.match(told, start) for start in _starts(told)) else ""


def _starts(said: str) -> Iterator[int]:
    """Where the name of somebody who acts may stand: at the beginning, after a heading, after a clause that comes before it."""
    begin = len(said) - len(said.lstrip(' "“('))
    yield begin
    for mark in re.finditer(r":\s+|\.\s+", said):
        yield mark.end()
    if BEFORE_SUBJECT.match(said, begin):
        for comma in re.finditer(r"[,;]\s+", said[:900]):
            yield comma.end()


def _pieces(item: Item) -> list[Span]:
    """The sentences of an item; a clause after a semicolon is one where it gives an order of its own."""
    flat = item.flat
    stops = [found for found in _SENTENCE.finditer(flat) if not _ABBREVIATION.search(flat[max(0, found.start() - 6) : found.start()])]
    cuts = [0, *(found.end() for found in stops)]
    for found in _CLAUSE.finditer(flat):
        if _new_lead(flat, found.end(), max(cut for cut in cuts if cut <= found.start())):
            cuts.append(found.end())
    cuts.sort()
    return _joined(flat, cuts)


def _joined(flat: str, cuts: Sequence[int]) -> list[Span]:
    """Sentences that name nobody go on with the one before."""
    kept = [cuts[0]]
    for cut in cuts[1:]:
        order = any(rule.match(flat, cut) for rule in ORDER_RULES)
        subject = SUBJECT.match(flat, cut)
        if order or (subject is not None and len(subject.group("who")) < 200) or _background(flat[kept[-1] : cut]):
            kept.append(cut)
    return [Span(start, end) for start, end in zip(kept, [*kept[1:], len(flat)], strict=True)]


def _background(said: str) -> bool:
    """Whether what was read so far is no instruction, so that one that follows begins its own piece."""
    return (
        not any(rule.search(said) for rule in ORDER_RULES)
        and VERB_FIRST.match(said.strip()) is None
        and SUBJECT.match(said.strip()) is None
    )


def _new_lead(flat: str, at: int, since: int) -> bool:
    if any(rule.match(flat, at) for rule in ORDER_RULES):
        return True
    found = SUBJECT.match(flat, at)
    if found is None or len(found.group("who")) > 80 or "," in found.group("who"):
        return False
    with_whom = list(_WITH.finditer(flat, since, at))
    return not with_whom or VERB_FIRST.search(flat, with_whom[-1].end(), at) is not None


def _refused(said: str, *, listed: bool) -> bool:
    """Whether these words are no instruction whatever else they say."""
    if any(rule.match(said) for rule in NOT_TASK_OPENINGS):
        return not (DATED.search(said) and any(rule.search(said) for rule in ORDER_RULES))
    for rule in NOT_TASK_RULES:
        if rule.search(said):
            return True
    if RESPONSIBILITY.search(said) and not _more_than_responsible(said, listed=listed):
        return True
    if listed or DATED.search(said):
        return False
    if COURTESY.search(said):
        return True
    asked = any(rule.search(said) for rule in ORDER_RULES)
    return asked and EXHORTATION.search(said) is not None and (THIS_DOCUMENT.search(said) is not None or len(said.split()) < 45)


def _more_than_responsible(said: str, *, listed: bool) -> bool:
    """A point that begins with the responsibility is a task as it stands; a sentence about somebody's needs another verb."""
    found = RESPONSIBILITY.search(said)
    assert found is not None
    if listed and SUBJECT.match(said) is None:
        return True
    rest = said[found.end() :]
    return re.search(r"[.;]\s+\w", rest) is not None and VERB_FIRST.search(rest) is not None


def _short(name: str) -> str:
    return fold(name).replace("uy ban nhan dan", "ubnd").strip(" ,.;:")


def _only_dates(item: Item, before: Item) -> bool:
    """A paragraph after a request that only says where and until when what was asked for is sent."""
    same = item.kind == "paragraph" and item.span.start >= before.span.end and item.span.start - before.span.end < 40
    said = item.flat.strip()
    return same and SENT_TO.match(said) is not None and DATED.search(said) is not None


def _cut(item: Item, start: int, end: int) -> Item:
    """A piece of an item as an item of its own."""
    if start == 0 and end == len(item.flat):
        return item
    begin = item.words.start + start
    stop = item.words.start + end
    return replace(
        item,
        span=Span(item.span.start if start == 0 else begin, stop),
        words=Span(begin, stop),
        flat=item.flat[start:end],
        heading=item.heading if start == 0 else None,
    )
