"""Paragraphs become a tree of items: what stands under which heading, point or opening sentence, and in which block of a plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from models.intake.documents.document_text import DocumentText, Span
from models.intake.documents.tasks.items import Item, Slot
from models.intake.documents.tasks.lines import Paragraph, paragraphs
from models.intake.documents.tasks.one_line import plain_letters
from models.intake.documents.tasks.rules_items import ABOVE_IS, SLOT_RULES
from models.intake.documents.tasks.rules_tasks import VERB_FIRST

# How high an item stands: a lower number holds a higher one. Bullets under a dash come after it ("-" holds "+").
_RANKS = {
    "part_word": 0,
    "part_letter": 1,
    "part_roman": 2,
    "part_roman_slip": 2,
    "part_roman_bare": 2,
    "article": 3,
    "number_brackets": 6,
    "letter": 6,
    "letter_dot": 6,
}
_BULLET_RANKS = {"*": 7, "**": 7, "***": 7, "+": 9, "•": 9, "·": 9, "●": 8, "▪": 9, "◦": 10, "○": 10}
_DASH_RANK = 8
_NUMBER_RANK = 4
_SLIPS = ("part_roman_slip", "part_roman_bare")
_SHARED_KEYS = {
    "part_roman_slip": "part_roman",
    "part_roman_bare": "part_roman",
    "number_slip": "number",
    "number_dash": "number",
    "letter_dot": "letter",
    "bullet_dash_alone": "bullet_dash",
}
_PARAGRAPH_RANK = 100
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_STOPS = re.compile(r"(?:[.;!?…]|\./\.?|\.\.\.)[\s*\"”’)\]]*$")
# A full stop after "các nội dung sau" is a colon meant.
_COLON = re.compile(
    r"(?::|(?:nội dung|nhiệm vụ|công việc|giải pháp|vấn đề|việc)\s+(?:cụ thể\s+|chủ yếu\s+)?(?:như\s+)?sau(?:\s+đây)?(?:\s*[.;,])?)"
    r"[\s*\"”]*$"
)
_HEADING = re.compile(r"[^:;]{3,250}?:(?=\s|$)")
_SLOT_EDGE = re.compile(r"[.;)(]\s*[-+*]?\s*")
_LONGEST_HEADING_WORDS = 45
_QUOTE_BEGINS = re.compile(r"[\s*_]*[“\"]")
_QUOTE_ENDS = re.compile(r"[”\"][\s.;,/*_]*$")
_MOST_QUOTED = 80


@dataclass(slots=True, eq=False)
class _Node:
    paragraph: Paragraph
    flat: str
    plain: str
    key: str
    rank: float
    own_slots: tuple[Slot, ...]
    inner_slots: tuple[Slot, ...]
    """Those that follow the words of a task in the same line; `own_slots` begin with the line."""

    parent: _Node | None = None
    children: list[_Node] = field(default_factory=list)
    slots: tuple[Slot, ...] = ()
    used: bool = False
    """Its words are the slots of other items."""

    @property
    def stops(self) -> bool:
        return _STOPS.search(self.flat) is not None

    @property
    def colon(self) -> bool:
        return _COLON.search(self.flat) is not None


def items_of(text: DocumentText, body: Span) -> tuple[Item, ...]:
    """The items of a piece of the text in their order. Lines of a plan's block that only say who or when are not items of their own."""
    nodes = [_node(text, paragraph) for paragraph in paragraphs(text, body)]
    _put_together(nodes, [text.text[node.paragraph.start : node.paragraph.end] for node in nodes])
    _give_slots(nodes)
    made: dict[int, Item] = {}
    for node in nodes:
        if node.used:
            continue
        parent = made.get(id(node.parent)) if node.parent is not None else None
        made[id(node)] = _item(node, parent)
    return tuple(made.values())


def _node(text: DocumentText, paragraph: Paragraph) -> _Node:
    flat = _flat(text, paragraph)
    key = _SHARED_KEYS.get(paragraph.rule, paragraph.rule)
    if paragraph.kind == "bullet":
        key = paragraph.number if paragraph.number not in "–—−" else "-"
        rank: float = _BULLET_RANKS.get(key, _DASH_RANK)
    elif paragraph.kind == "number" and key != "number_brackets":
        depth = paragraph.number.count(".")
        key, rank = f"number_{depth}", _NUMBER_RANK + depth * 0.1
    else:
        rank = _RANKS.get(key, _PARAGRAPH_RANK)
    plain, start = plain_letters(flat), paragraph.words_start
    return _Node(paragraph, flat, plain, key, rank, _slots_in(plain, start), _slots_within(plain, start))


def _flat(text: DocumentText, paragraph: Paragraph) -> str:
    """The letters of a paragraph's words, one for one, with what is not to be read blanked."""
    written = text.text[paragraph.words_start : paragraph.end]
    for span in paragraph.hidden:
        start, end = span.start - paragraph.words_start, span.end - paragraph.words_start
        written = written[:start] + " " * (end - start) + written[end:]
    return re.sub(r"[\n\r\t\f\v*\u00a0]", " ", written)


def _slots_in(plain: str, start: int) -> tuple[Slot, ...]:
    """The slots of a line ("Chủ trì: Sở Nội vụ; phối hợp: các sở"), the first of which stands at its beginning; none of other lines."""
    at = len(plain) - len(plain.lstrip(" (+-"))
    return _slots_from(plain, start, at) if _slot_at(plain, at) is not None else ()


def _slots_within(plain: str, start: int) -> tuple[Slot, ...]:
    """The slots that follow the words of a task in the same item ("Rà soát …. Chủ trì: Sở Nội vụ; thời gian: quý I")."""
    for edge in _SLOT_EDGE.finditer(plain):
        found = _slot_at(plain, edge.end())
        if found is not None and found[0] in ("lead", "partner"):
            return _slots_from(plain, start, edge.end())
    return ()


def _slot_at(plain: str, at: int) -> tuple[str, int] | None:
    for rule in SLOT_RULES:
        found = rule.match(plain, at)
        if found is not None:
            return rule.name.removeprefix("slot_"), found.end()
    return None


def _slots_from(plain: str, start: int, at: int) -> tuple[Slot, ...]:
    begins: list[tuple[str, int, int]] = []
    places = [at, *(edge.end() for edge in _SLOT_EDGE.finditer(plain, at))]
    for place in places:
        found = _slot_at(plain, place)
        if found is not None:
            begins.append((found[0], place, found[1]))
    slots = []
    for number, (name, _place, words) in enumerate(begins):
        end = begins[number + 1][1] if number + 1 < len(begins) else len(plain)
        said = plain[words:end].rstrip(" ;(")
        words += len(said) - len(said.lstrip())
        slots.append(Slot(name, Span(start + words, start + words + len(said.strip()))))
    return tuple(slots)


def quotations(written: Sequence[str]) -> list[tuple[int, int]]:
    """The first and last of paragraphs that are the wording of a law or a letter, between quotation marks."""
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(written):
        last = _quoted_until(written, at)
        if last is not None:
            # The paragraph in which a quotation only begins ("… quy định: “…") is not of it.
            found.append((at if _QUOTE_BEGINS.match(written[at]) is not None else at + 1, last))
        at = at + 1 if last is None else last + 1
    return found


def _quoted_until(written: Sequence[str], at: int) -> int | None:
    begun = written[at]
    first = _QUOTE_BEGINS.match(begun) is not None
    still_open = begun.count("“") > begun.count("”") or (first and begun.count('"') % 2 == 1)
    if first and not still_open and _QUOTE_ENDS.search(begun[-10:]) is not None:
        return at
    if not still_open:
        return None
    return next(
        (end for end in range(at + 1, min(at + _MOST_QUOTED, len(written))) if _QUOTE_ENDS.search(written[end][-10:]) is not None), None
    )


def _put_together(nodes: list[_Node], written: Sequence[str]) -> None:
    """Gives each node its parent."""
    quoted = dict(quotations(written))
    ends: dict[int, list[_Node]] = {}
    stack: list[_Node] = []
    part = 0
    for at, node in enumerate(nodes):
        stack = ends.pop(at, stack)
        if at in quoted:
            ends[quoted[at] + 1] = list(stack)
        if node.key == "part_roman":
            part = _part_number(node, part)
        if node.rank == _PARAGRAPH_RANK:
            _make_room_for_paragraph(stack, node)
        else:
            _make_room(stack, node)
        if stack:
            node.parent = stack[-1]
            stack[-1].children.append(node)
        if node.rank != _PARAGRAPH_RANK or (node.colon and not node.own_slots):
            stack.append(node)


def _part_number(node: _Node, before: int) -> int:
    """The number of a part; one that a scan spoilt ("HI.") is the next after the part before it."""
    if node.paragraph.rule in _SLIPS and before + 1 < len(_ROMAN):
        node.paragraph.number = _ROMAN[before + 1]
    return _ROMAN.index(node.paragraph.number) if node.paragraph.number in _ROMAN else 0


def _make_room(stack: list[_Node], node: _Node) -> None:
    """Pops what a marked item does not stand under."""
    same = next((place for place, open_node in enumerate(stack) if open_node.key == node.key), None)
    if same is not None:
        del stack[same:]
        return
    while stack and (stack[-1].rank != _PARAGRAPH_RANK and stack[-1].rank > node.rank):
        stack.pop()
    # An opening sentence holds what follows it unless something higher than its own place begins.
    while len(stack) > 1 and stack[-1].rank == _PARAGRAPH_RANK and stack[-2].rank != _PARAGRAPH_RANK and stack[-2].rank > node.rank:
        stack.pop()
        while stack and stack[-1].rank != _PARAGRAPH_RANK and stack[-1].rank > node.rank:
            stack.pop()


def _make_room_for_paragraph(stack: list[_Node], node: _Node) -> None:
    """A running paragraph goes on under the last number or heading; bullets and letters that are closed lie behind it."""
    if ABOVE_IS.match(node.plain.lstrip()) is not None:
        stack.clear()
    while stack and _RANKS["letter"] <= stack[-1].rank < _PARAGRAPH_RANK:
        if not stack[-1].stops and not (stack[-1].children and stack[-1].rank > _RANKS["letter"]):
            break
        stack.pop()
    if stack and stack[-1].rank == _PARAGRAPH_RANK and node.colon and stack[-1].children:
        stack.pop()


def _give_slots(nodes: list[_Node]) -> None:
    """Lays the lines of a block ("Đơn vị chủ trì: …") on the tasks that they are said of."""
    waiting: dict[int, list[_Node]] = {}
    group: list[_Node] = []
    owner: _Node | None = None
    for each in nodes:
        _lay_on_children(each, each.inner_slots if not each.own_slots else ())
    for node in [*nodes, None]:
        slots = node.own_slots if node is not None else ()
        told = bool(slots) and slots[0].name != "task"
        if group and (not told or (node is not None and node.parent is not owner)):
            _lay(group, owner, waiting)
            group = []
        if node is None:
            break
        if told:
            owner = node.parent
            group.append(node)
        else:
            for above in _line_of(node):
                waiting.setdefault(id(above), []).append(node)
    for each in nodes:
        # The lines of the block stand before its tasks: "Đơn vị chủ trì: Sở X", then the points.
        if each.slots and each.children and each.children[0].used and not any(child.slots for child in each.children):
            _lay_on_children(each, each.slots)


def _lay_on_children(node: _Node, slots: tuple[Slot, ...]) -> None:
    """A heading that says in brackets who leads: "2. Chuyển đổi số (Cơ quan chủ trì: Sở X; thời gian: thường xuyên)" and its points."""
    for child in node.children if slots else ():
        if not child.own_slots and not child.children and not child.slots:
            child.slots = slots


def _line_of(node: _Node) -> list[_Node | None]:
    found: list[_Node | None] = []
    above = node.parent
    while above is not None:
        found.append(above)
        above = above.parent
    return [*found, None]


def _begins_deed(node: _Node) -> bool:
    return VERB_FIRST.match(node.plain.lstrip()) is not None or bool(node.own_slots)


def _is_planned(node: _Node | None) -> bool:
    """Whether a block's first line ("1.1. Nội dung: …") stands under a heading of a plan: those of an invitation stand under none."""
    if node is None or not node.own_slots or node.own_slots[0].name != "task":
        return False
    return node.parent is not None and node.parent.rank != _PARAGRAPH_RANK


def _lay(group: list[_Node], owner: _Node | None, waiting: dict[int, list[_Node]]) -> None:
    """Gives the slots of consecutive lines to the tasks before them; the lines of an invitation (time, place) are no plan's block."""
    slots = tuple(slot for node in group for slot in node.own_slots)
    names = {slot.name for slot in slots}
    under = [node for node in waiting.get(id(owner), []) if all(child.own_slots for child in node.children)]
    if "place" in names and not ("lead" in names and _is_planned(under[-1] if under else owner)):
        for node in group:
            node.used = True
        return
    waiting.pop(id(owner), None)
    if "lead" not in names:
        # Only a time, behind the task it belongs to: a point "Sở Tư pháp chủ trì …", then "Thời gian thực hiện: Quý III năm 2025".
        under = under[-1:] if names <= {"time", "partner", "product"} and under and under[-1].stops else []
        owner = None
    if owner is not None and _begins_deed(owner) and not any(_begins_deed(node) for node in under):
        under = []  # its bullets tell only how ("- Đa dạng, phong phú, phù hợp …"): the title of the block is the task
    targets = under or ([owner] if owner is not None else [])
    for node in group if targets else ():
        node.used = True
    for node in targets:
        if not node.slots:
            node.slots = slots


def _item(node: _Node, parent: Item | None) -> Item:
    paragraph = node.paragraph
    deeper = any(not child.used for child in node.children)
    heading = not node.stops and node.rank != _PARAGRAPH_RANK and len(node.flat.split()) <= _LONGEST_HEADING_WORDS
    opens = node.colon or (deeper and heading)
    return Item(
        span=Span(paragraph.start, paragraph.end),
        words=Span(paragraph.words_start, paragraph.end),
        flat=node.flat,
        number=paragraph.number if paragraph.kind not in ("bullet", "paragraph") else "",
        kind=paragraph.kind,
        parent=parent,
        opens=opens,
        heading=_heading(node),
        slots=node.slots or node.inner_slots,
    )


def _heading(node: _Node) -> Span | None:
    """The words before a colon at the beginning, where text follows it."""
    found = _HEADING.match(node.flat)
    if found is None or not node.flat[found.end() :].strip() or len(found.group().split()) > _LONGEST_HEADING_WORDS:
        return None
    return Span(node.paragraph.words_start, node.paragraph.words_start + found.end() - 1)
