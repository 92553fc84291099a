"""Which items of a document are tasks: instructions to somebody whom the document names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from models.intake.documents.document_text import Span
from models.intake.documents.tasks.body_names import names_at
from models.intake.documents.tasks.items import Context, Item
from models.intake.documents.tasks.one_line import Line, plain_letters, short_name
from models.intake.documents.tasks.orders import (
    deed_at,
    led_behind,
    ordered,
    ordered_at,
    subject_at,
    subjects,
    told_to_do,
)
from models.intake.documents.tasks.pieces import OPENER_WORDS, SENTENCE, item_line, pieces_of
from models.intake.documents.tasks.rules_tasks import (
    ACTS,
    ADDRESSED_OPENER,
    AFTER_CLAUSE,
    ANNOUNCED,
    APPROVING,
    ASSIGNING_ZONE,
    BARE_ORDER,
    BEFORE_SUBJECT,
    CALLED,
    CITING,
    COURTESY,
    DATED,
    EXHORTATION,
    EXPLAINS,
    FUNCTIONS,
    GROUNDS,
    HEADING_LEAD_IN,
    MONEY_ZONE,
    MUST,
    NOT_TASK_IN_TEXT,
    NOT_TASK_OPENINGS,
    NOT_TASK_RULES,
    NOUN_FIRST,
    OPENS_THINGS,
    PERSONS_HEADING,
    RESPONSIBILITY,
    SENT_TO,
    TELLS,
    THIS_DOCUMENT,
    TOPIC,
    VERB_FIRST,
    ZONE_RULES,
)
from models.intake.documents.tasks.structure import quotations
from models.text import fold

# Types of documents that ask nothing of those who receive them: what they plan or propose is their own.
TYPES_WITHOUT_TASKS = frozenset(
    ("bao cao", "to trinh", "bien ban", "giay gioi thieu", "giay nghi phep", "hop dong", "thong cao", "ban ghi nho")
)

# Laws say what is to be done by everybody at all times; only who carries them out is told to do something.
NORMS = frozenset(("thong tu", "thong tu lien tich", "nghi dinh", "luat", "phap lenh", "quy che", "quy dinh"))
_LETTER = "cong van"

_DUE = re.compile(r"(?<![a-z])(?:truoc|cham nhat) (?:la |vao |truoc )?(?:ngay )?\d{1,2} ?(?:[/.-]|thang) ?\d")
_BUSY = re.compile(r"[ ,]*(?:đã|đang|vừa|vẫn|chưa)(?!\w)")
_LISTED = ("number", "letter", "bullet")
_SURE, _LIKELY, _GUESS = 0.95, 0.9, 0.75
_NEAR = 90
_ADJACENT = 40
_LONG_CLAUSE = 600
_FEW_WORDS = 12
_LONGEST_TITLE = 25


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
    holders: set[int] = field(default_factory=set)
    numbered: set[int] = field(default_factory=set)
    """Points over others that go on with their number (2 over 2.1): headings, though a full stop stands behind them."""

    zones: dict[int, str] = field(default_factory=dict)
    callers: dict[int, str] = field(default_factory=dict)
    tasks: set[int] = field(default_factory=set)
    kind: str = ""
    """The type of the document, folded."""

    issuer: str = ""
    addressed: str = ""
    behind_task: bool = False
    telling: int = 0
    rows: dict[int, Item] = field(default_factory=dict)
    """The last task, by what it stands under."""

    def __post_init__(self) -> None:
        self.addressed = "; ".join(plain_letters(found.value).lower() for found in self.context.head.addressees)
        kind = self.context.head.document_type
        self.kind = fold(kind.value) if kind is not None else ""
        issuing = self.context.head.issuing_agency
        self.issuer = short_name(issuing.value).strip(" ,.;:") if issuing is not None else ""
        held = [item for item in self.context.items if item.parent is not None]
        self.parents = {id(item.parent) for item in held}
        self.numbered = {
            id(item.parent) for item in held if item.parent and item.parent.number and item.number.startswith(item.parent.number + ".")
        }
        self.holders = {id(item.parent) for item in held if item.slots}

    def zone(self, item: Item | None) -> str:
        """ "none" where nothing is an instruction, "cited" in the wording of a law, "approved" in what is put in force,
        "money" where only what names somebody is, else ""."""
        if item is None:
            return ""
        known = self.zones.get(id(item))
        if known is None:
            known = self.zone(item.parent)
            if known not in ("none", "cited"):
                titled = item.opens or item.heading is not None or item.kind == "article"
                known = (_own_zone(item) if titled else "") or ("" if _assigns(item) else known)
            elif item.opens and item.kind == "paragraph" and _names(item, self.issuer):
                known = ""  # the sentence after the assessments that opens the list of what is to be done
            self.zones[id(item)] = known
        return known

    def caller(self, item: Item | None) -> str:
        """By what the items under this one know whose they are: "heading", "opener", "item", "letter", or "" where nobody is named."""
        if item is None:
            return ""
        known = self.callers.get(id(item))
        if known is None:
            known = _names(item, self.issuer) or self._unit(item) or self.caller(item.parent)
            if not known and item.opens:
                plain = item_line(item).plain
                if BARE_ORDER.search(plain):
                    known = "order"
                elif self.context.head.addressees and ADDRESSED_OPENER.search(plain):
                    known = "letter"
            self.callers[id(item)] = known
        return known

    def _unit(self, item: Item) -> str:
        """In the part that assigns the work each heading is a unit, whether its name is known or not."""
        if not item.opens or item.kind not in _LISTED or item.parent is None or not _assigns(item.parent):
            return ""
        plain = item_line(item).plain
        title = len(plain.split()) <= _FEW_WORDS and VERB_FIRST.match(plain) is None and NOUN_FIRST.match(plain) is None
        return "heading" if title else ""

    def openers_of_things(self) -> Iterator[Item]:
        """The requests whose points are what is to be reported or handed in: none of them begins like an order."""
        begun: dict[int, bool] = {}
        for item in self.context.items:
            if item.parent is not None and item.kind in _LISTED:
                line = item_line(item)
                deed = VERB_FIRST.match(line.plain) is not None or ordered_at(line, 0) or any(subjects(line, 0, len(line.text)))
                begun.setdefault(id(item.parent), not deed)
        for item in self.context.items:
            if not begun.get(id(item)) or self.zone(item) or OPENS_THINGS.search(item_line(item).plain) is None:
                continue
            last = pieces_of(item, self.addressed)[-1]
            if item.kind == "paragraph" and ordered(item_line(item), last.start, last.end):
                yield item

    def read(self, item: Item) -> Iterator[Instruction]:
        """The tasks of one item."""
        zone = self.zone(item)
        line = item_line(item)
        if not line.text.strip() or id(item) in self.holders:
            return
        if zone == "approved" and not self._given(item, line):
            return
        if zone == "cited" and (item.kind != "paragraph" or not ordered(line, 0, len(line.text))):
            return
        pieces = pieces_of(item, self.addressed)
        if (item.opens and not item.slots and not self._in_open_row(item)) or id(item) in self.numbered:
            pieces = pieces[:-1]
        if zone == "none" and not _asks_by_a_day(item):
            # Behind what is told of aims or of those concerned a request with a day is a task.
            pieces = tuple(each for each in pieces if each.start and DATED.search(line.plain, *each) and ordered_at(line, each.start))
        judged = [(piece, *self._judge(item, piece, zone)) for piece in pieces]
        found = [(piece, rule, sure) for piece, rule, sure in judged if rule]
        if not found:
            return
        self.tasks.add(id(item))
        self.rows[id(item.parent)] = item
        running = item.kind == "paragraph" and not any(above.kind in _LISTED for above in item.above())
        for number, (piece, rule, sure) in enumerate(found):
            own = (
                running
                or number
                or zone == "none"
                or (piece.start and (ordered(line, 0, piece.start) or any(subjects(line, 0, piece.start))))
            )
            start = piece.start if own else 0
            end = found[number + 1][0].start if number + 1 < len(found) else len(line.text)
            yield Instruction(_cut(item, start, end), sure, rule)

    def _in_open_row(self, item: Item) -> bool:
        """Whether an item looks like a heading only because no point of its row ends with a stop; a paragraph follows the last one."""
        before = self.rows.get(id(item.parent))
        if before is None or item.kind not in _LISTED or before.kind != item.kind or item.flat.rstrip().endswith(":"):
            return False
        return not before.opens and before.flat.rstrip()[-1:].isalnum()

    def _given(self, item: Item, line: Line) -> bool:
        """In what is approved only an order, a plan's block or a point under somebody's heading is a task."""
        return (
            bool(item.slots)
            or ordered(line, 0, len(line.text))
            or (item.parent is not None and _names(item.parent, self.issuer) == "heading")
        )

    def _judge(self, item: Item, piece: Span, zone: str) -> tuple[str, float]:
        listed = item.kind in _LISTED
        if item.slots and zone != "money" and any(slot.name == "lead" for slot in item.slots):
            return "block", _SURE
        if _refused(item_line(item), piece, listed=listed and piece.start == 0):
            return "", 0.0
        rule, sure = self._own(item, piece, listed=listed)
        if not rule and zone != "money" and piece.start == 0:
            rule, sure = self._inherited(item, piece, listed=listed)
        return rule, sure

    def _own(self, item: Item, piece: Span, *, listed: bool) -> tuple[str, float]:
        """Whether the words name somebody and tell them to do something."""
        line = item_line(item)
        if ordered(line, piece.start, piece.end) or (not listed and told_to_do(line, piece.start, piece.end)):
            return "order", _SURE if listed else _LIKELY
        if not listed and item.kind != "article" and not self._announced(item):
            actor = next(subjects(line, piece.start, piece.end), None)
            due = _DUE.search(line.plain, piece.start, piece.end) is not None
            # A paragraph between those that give orders tells somebody, in as many words, what must be done; one with a day asks, too.
            if actor is None or self._is_issuer(actor.name):
                return "", 0.0
            bound = MUST.match(line.plain, actor.verb) is not None and self.kind not in ("", _LETTER)
            told = due or bound or (self.behind_task and piece.start == 0) or self.telling == id(item)
            self.telling = id(item) if told else 0
            return ("subject", _GUESS) if told else ("", 0.0)
        for each in subjects(line, piece.start, piece.end):
            # Who issues may give itself a point of a list ("k) Văn phòng Chính phủ đôn đốc …"), not a sentence that announces.
            if not self._is_issuer(each.name) or (listed and ANNOUNCED.match(line.plain, each.verb) is None):
                return "subject", _LIKELY
        if listed and piece.start == 0 and VERB_FIRST.match(line.plain) is not None and led_behind(line):
            return "led_behind", _LIKELY
        return self._unknown_unit(item, piece, listed=listed)

    def _unknown_unit(self, item: Item, piece: Span, *, listed: bool) -> tuple[str, float]:
        """A point of the part that assigns the work: "3. Viễn thông tỉnh đảm bảo đường truyền" begins with whose it is."""
        said = item_line(item).plain[piece.start : piece.end]
        if not listed or piece.start or item.parent is None or not _assigns(item.parent) or not said[:1].isupper():
            return "", 0.0
        acts = deed_at(said, 0, _NEAR)
        if not acts or VERB_FIRST.match(said) is not None or NOUN_FIRST.match(said) is not None:
            return "", 0.0
        return ("", 0.0) if EXPLAINS.search(item_line(item).text.replace(";", ","), 0, acts) is not None else ("unit", _GUESS)

    def _announced(self, item: Item) -> bool:
        """A running paragraph tells somebody to do something only after a sentence that announces it, or under a point."""
        return any(above.opens or above.kind in ("number", "letter", "article") for above in item.above()) or item.heading is not None

    def _is_issuer(self, who: str) -> bool:
        return _is_same(who, self.issuer)

    def _inherited(self, item: Item, piece: Span, *, listed: bool) -> tuple[str, float]:
        """Whether somebody named above is told to do this."""
        caller = self.caller(item.parent)
        if not caller:
            return "", 0.0
        said = item_line(item).plain[: piece.end]
        if id(item) in self.parents and TOPIC.match(said) is not None:
            return "", 0.0
        rule, sure = f"under_{caller}", _GUESS if caller in ("letter", "order") else _LIKELY
        if VERB_FIRST.match(said) is not None and GROUNDS.match(said) is None:
            return rule, sure
        nothing = ("", 0.0)
        acts = ACTS.search(said, 0, _NEAR)
        near = acts is not None and EXPLAINS.search(item_line(item).text, 0, acts.start()) is None
        after_clause = BEFORE_SUBJECT.match(said) is not None and AFTER_CLAUSE.search(said, 0, _LONG_CLAUSE) is not None
        noun = NOUN_FIRST.match(said) is not None
        over = item.parent
        theirs = over is not None and over.opens and (_names(over, self.issuer) or self._unit(over)) == "heading"
        theirs = theirs and not _only_named(item_line(item))
        if not listed:
            return (rule, sure) if near and not noun and (theirs or (after_clause and caller == "heading")) else nothing
        sent = SENT_TO.match(said) is not None
        if noun and not sent:
            return (rule, sure) if item.heading is not None and ACTS.search(said, 0, 3 * _NEAR) is not None else nothing
        if item.parent is not None and id(item.parent) in self.tasks and item.parent.opens:
            return nothing
        return (rule, sure) if theirs or sent or after_clause or (near and caller != "letter") else nothing


def find_instructions(context: Context) -> list[Instruction]:
    """The tasks of a document in the order of the text."""
    reader = _Reader(context)
    if reader.kind in TYPES_WITHOUT_TASKS:
        return []
    norms = reader.kind in NORMS
    written = [context.text.text[item.span.start : item.span.end] for item in context.items]
    quoted = {id(item) for first, last in quotations(written) for item in context.items[first : last + 1]}
    found: list[Instruction] = []
    behind = 0
    things = {id(item) for item in reader.openers_of_things()}
    for item in context.items:
        if item.parent is not None and id(item.parent) in things and item.kind in _LISTED:
            behind = item.span.end
            continue
        if id(item) in things:
            last = pieces_of(item, reader.addressed)[-1]
            found.append(Instruction(_cut(item, last.start, last.end), _LIKELY, "opener_of_things"))
            behind = item.span.end
            continue
        if found and found[-1].rule == "opener_of_things" and _only_dates(item, behind):
            found[-1] = replace(found[-1], dated_by=item)
            continue
        if id(item) in quoted or (norms and not any(_assigns(above) for above in (item, *item.above()))):
            continue
        new = list(reader.read(item))
        reader.behind_task = bool(new)
        if not new and found and _only_dates(item, behind):
            found[-1] = replace(found[-1], dated_by=item)
        found.extend(new)
        behind = new[-1].item.span.end if new else behind
    if not found:
        found = list(_only_request(reader, quoted))
    return _openers_without_tasks(reader, found)


def _only_request(reader: _Reader, quoted: set[int]) -> Iterator[Instruction]:
    """The one request of a short letter, though it asks for nothing but that what is written is done."""
    if reader.kind != _LETTER or not reader.addressed:
        return
    for item in reversed(reader.context.items):
        line = item_line(item)
        if item.kind != "paragraph" or item.opens or id(item) in quoted or reader.zone(item):
            continue
        for piece in pieces_of(item, reader.addressed):
            if ordered_at(line, piece.start) and COURTESY.search(line.plain, piece.start, piece.end) is None:
                yield Instruction(_cut(item, piece.start, piece.end), _GUESS, "only_request")
                return


def _openers_without_tasks(reader: _Reader, found: list[Instruction]) -> list[Instruction]:
    """A point that opens a list of things, none of which is a task, is itself the task ("Tuyên truyền các nội dung: …")."""
    holding = {id(above) for each in found for above in each.item.above()}
    ready = {each.item.words.start for each in found}
    added = []
    for item in reader.context.items:
        line = item_line(item)
        if item.kind not in _LISTED or id(item) in holding or item.words.start in ready or not line.plain.rstrip().endswith(":"):
            continue
        if reader.zone(item) or len(line.plain.split()) < OPENER_WORDS + 2 or item.parent is None:
            continue
        whole = Span(0, len(line.text))
        own = ordered(line, 0, whole.end) or subject_at(line, 0, whole.end) is not None
        under = bool(reader.caller(item.parent)) and VERB_FIRST.match(line.plain) is not None
        if (own or under) and not _refused(line, whole, listed=True):
            added.append(Instruction(item, _GUESS, "opener_of_things"))
    return sorted([*found, *added], key=lambda each: each.item.words.start)


def _assigns(item: Item) -> bool:
    """Whether an item is the heading of the part that assigns the work."""
    return (item.opens or item.kind == "article") and not item.slots and ASSIGNING_ZONE.match(item_line(item).plain) is not None


def _only_named(line: Line) -> bool:
    """Whether an item is but the name of somebody, or too short to ask for anything."""
    return bool(names_at(line, 0)[0]) or len(line.plain.split()) <= OPENER_WORDS


def _own_zone(item: Item) -> str:
    said = item_line(item).plain
    if item.heading is not None:
        said = said.split(":")[0]
    if item.opens and CITING.search(said[-_LONG_CLAUSE:]) is not None:
        return "cited"
    if item.kind == "article" and APPROVING.match(said) is not None:
        return "approved"
    if len(said.split()) > (_LONGEST_TITLE if item.kind != "paragraph" else _FEW_WORDS):
        return ""
    if FUNCTIONS.search(said) is not None and item.opens:
        return "none"
    if any(rule.match(said) for rule in ZONE_RULES):
        return "none"
    return "money" if MONEY_ZONE.match(said) is not None else ""


@lru_cache(maxsize=4096)
def _names(item: Item, issuer: str) -> str:
    """Whether an item tells whom what stands under it is for, and how; who issues the document gives itself no work."""
    line = item_line(item)
    if item.opens:
        lead_in = HEADING_LEAD_IN.match(line.plain)
        names, after = names_at(line, lead_in.end() if lead_in is not None else 0)
        if names and TELLS.match(line.plain, after) is None and _BUSY.match(line.text, after) is None:
            return "heading"
        if not names and PERSONS_HEADING.match(line.plain) is not None and len(line.plain.split()) <= _LONGEST_TITLE:
            return "heading"
    last = pieces_of(item, "")[-1] if item.opens else Span(0, len(line.text))
    if len(line.plain[last.start : last.end].split()) <= OPENER_WORDS:
        last = Span(0, len(line.text))
    if ordered(line, last.start, last.end):
        return "opener" if item.opens else "item"
    if not item.opens and item.kind not in ("number", "letter", "article"):
        return ""
    for found in subjects(line, last.start, last.end):
        if _is_same(found.name, issuer):
            continue
        if CALLED.search(line.plain, found.verb) is not None and ANNOUNCED.match(line.plain, found.verb) is None:
            return "opener" if item.opens else "item"
    return ""


def _refused(line: Line, piece: Span, *, listed: bool) -> bool:
    """Whether these words are no instruction whatever else they say."""
    said = line.plain[piece.start : piece.end].strip()
    if any(rule.match(said) for rule in NOT_TASK_OPENINGS):
        return not (DATED.search(said) is not None and ordered(line, piece.start, piece.end))
    if any(rule.search(said) for rule in (NOT_TASK_RULES if listed else (*NOT_TASK_RULES, *NOT_TASK_IN_TEXT))):
        return True
    if _only_responsible(line, piece, listed=listed):
        return True
    if listed or DATED.search(said) is not None:
        return False
    if COURTESY.search(said) is not None:
        return True
    return _only_exhorts(said) and (ordered(line, piece.start, piece.end) or THIS_DOCUMENT.search(said) is not None)


def _only_exhorts(said: str) -> bool:
    """Whether a request asks for nothing but that what was written is carried out."""
    found = EXHORTATION.search(said)
    if found is None:
        return False
    rest = said[found.end() :]
    return len(rest.split()) < _FEW_WORDS or rest.lstrip()[:1] in ".,;/" or THIS_DOCUMENT.search(rest, 0, _NEAR) is not None


def _only_responsible(line: Line, piece: Span, *, listed: bool) -> bool:
    """A point that begins with the responsibility is a task as it stands; a sentence about somebody's needs another verb."""
    found = RESPONSIBILITY.search(line.plain, piece.start, piece.end)
    if found is None:
        return False
    actor = next(subjects(line, piece.start, piece.end), None)
    if (listed and actor is None) or (actor is not None and actor.verb < found.start()):
        return False
    if ordered(line, piece.start, found.start()) and ACTS.search(line.plain, piece.start, found.start()) is not None:
        return False
    more = SENTENCE.search(line.plain, found.end(), piece.end)
    return more is None or VERB_FIRST.match(line.plain, more.end()) is None


def _asks_by_a_day(item: Item) -> bool:
    """A running paragraph that asks somebody for something by a day, wherever it stands."""
    line = item_line(item)
    return item.kind == "paragraph" and DATED.search(line.plain) is not None and ordered_at(line, 0)


def _is_same(who: str, issuer: str) -> bool:
    """Whether a name is that of who issues, in full or in short ("UBND tỉnh" of the committee of Lào Cai), or of its chair."""
    said = short_name(who).removeprefix("chu tich ")
    return bool(issuer and said) and (issuer == said or issuer.startswith(f"{said} ") or said in (f"{issuer} co ban", f"{issuer} da"))


def _only_dates(item: Item, behind: int) -> bool:
    """A paragraph after a request that only says where and until when what was asked for is sent."""
    same = item.kind == "paragraph" and 0 <= item.span.start - behind < _ADJACENT
    plain = item_line(item).plain
    return same and SENT_TO.match(plain) is not None and DATED.search(plain) is not None


def _cut(item: Item, start: int, end: int) -> Item:
    """A piece of an item's line as an item of its own."""
    line = item_line(item)
    if start == 0 and end == len(line.text):
        return item
    words = line.span(start, end)
    flat = item.flat[words.start - item.words.start : words.end - item.words.start]
    return replace(
        item,
        span=Span(item.span.start if start == 0 else words.start, words.end),
        words=words,
        flat=flat,
        heading=item.heading if start == 0 else None,
    )
