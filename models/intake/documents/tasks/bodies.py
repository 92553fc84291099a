"""Who must do an item and who takes part: named in it, else in its heading, else in the sentence that opens its list, else "Kính gửi"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar

from models.intake.documents.document_text import DocumentText, Span
from models.intake.documents.found import Found
from models.intake.documents.head.vocabulary import sentence_case
from models.intake.documents.tasks.bodies_rules import (
    ABOUT,
    ADDED,
    ADVERBIAL,
    BRACKET,
    BRACKET_ONLY,
    CARRIES_OUT,
    DIRECTED,
    FOR,
    HEADED,
    HELPED,
    INFORMS,
    LEAD_IN,
    LEAD_MARK,
    LEADERS,
    LEADS_IT,
    NOT_TOGETHER,
    OBLIGED,
    ORDER,
    ORDER_LATER,
    OWN_DEED,
    PASSES_ON,
    SENDS,
    SHARE_MARK,
    TELLS,
    TELLS_OPENING,
    TO_HANDLE,
    TOGETHER,
)
from models.intake.documents.tasks.body_mending import mended
from models.intake.documents.tasks.body_names import Name, begins_many, names_at, ordered_at
from models.intake.documents.tasks.body_words import stops
from models.intake.documents.tasks.items import Context, Item
from models.intake.documents.tasks.one_line import Line, line_of, plain_letters, short_name

_MARKS = ' ,;:.-–—+*•"“”'
_NEXT = re.compile(r"[;.] ?| ?, ?(?:va )?| va ")
_LONGEST = 6000
_LONGEST_REASON = 2500
_LONGEST_MARK = 24
_LONGEST_BODY = 80
_SENTENCE = re.compile(r"[.] (?=[A-Z])")
_COLON = re.compile(": ")
_PAUSE = re.compile(r"[,;.] ")
_BREAK_BEFORE = re.compile(r"[,;:)] ?$")
_LEADS = re.compile(r"(?<![a-z])(?:chu tri|dau moi)(?![a-z])")
_WHOSE = re.compile(r"(?<![a-z])(?:cua|voi|theo|tai|giua) $")
_ABBREVIATION = re.compile(r"(?<![A-Z])[B-DF-HJ-NP-TV-XZ]{3,}(?![A-Z])")
_STRAY_NUMBER = re.compile(r"\d{1,2} (?=(?:De nghi|Giao|Yeu cau|Phan cong) )")
_IS_TOLD_OF = re.compile(r" (?:chưa|được(?! giao)|bị|đã|đang|là|bằng|cho|do|khi|nhằm|nếu|qua|tại|từ|vào|về|với|vừa|để|ra)(?!\w)")
# Persons of a cell that no table knows: "các đ/c Phó chỉ tịch", "Trưởng đoàn thể xã".
_UNKNOWN = re.compile(
    r"(?:(?i:(?:cac |nhung )?(?:dong chi|d/c|thanh vien|chuyen vien|ca nhan))|Truong|Pho|Can bo|Cong chuc|Nguoi) [^,;.:()]{3,70}(?=[,;.]|$)"
)
_WORD_START = re.compile(r"[ (]")
_FAR = 0.6
_NEAR = 0.9
_Named = TypeVar("_Named", Found, Name)


@dataclass(frozen=True, slots=True)
class Who:
    """The bodies of one piece of the text: those who must do it, those who take part; the rule that told."""

    leads: tuple[Found, ...] = ()
    coordinating: tuple[Found, ...] = ()
    rule: str = ""


NOBODY = Who()


def assignees_of(item: Item, context: Context) -> tuple[tuple[Found, ...], tuple[Found, ...]]:
    """The bodies that must do an item and those that take part, each once, with the words they were read from."""
    if item.slots:
        who = of_slots(context.text, item)
        own = of_item(item)
        if own.leads and own.rule == "ordered":
            return own.leads, own.coordinating or who.coordinating
        if who.leads:
            return who.leads, who.coordinating or own.coordinating
    who = of_item(item)
    if who.leads and who.rule == "ordered":
        who = Who(tuple(_addressed_in_full(lead, context) for lead in who.leads), who.coordinating, who.rule)
    if who.leads and who.rule != "added":  # what a bracket adds comes on top of who is named above
        return who.leads, who.coordinating
    above = _above(item, context)
    # What is added comes on top of who is named over an item, never of who is named beside it.
    leads = _once((*(() if who.leads and above.rule == "beside" else above.leads), *who.leads))
    return leads, who.coordinating or above.coordinating


def _addressed_in_full(lead: Found, context: Context) -> Found:
    """ "Đề nghị Cục Thuế …" in a letter to "Cục Thuế các tỉnh, thành phố" means all of them."""
    begins = f"{plain_letters(lead.value).lower()} cac "
    for addressee in _addressees(context):
        if plain_letters(addressee.value).lower().startswith(begins):
            return replace(lead, value=addressee.value)
    return lead


def _above(item: Item, context: Context) -> Who:
    """Who is named by the heading of an item, the items over it, or the address of the letter."""
    for over in item.above():
        who = of_heading(over)
        leads = tuple(lead for lead in who.leads if not _is_issuer(lead.value, context))
        if leads:
            return Who(leads, who.coordinating, who.rule)
    addressed = tuple(_inherited(found, "addressed") for found in _addressees(context))
    if addressed:
        return Who(addressed, (), "addressed")
    return _before(item, context)


def _before(item: Item, context: Context) -> Who:
    """The last of the items beside it that names somebody: a list may say so in its first point only."""
    last = NOBODY
    for other in context.items:
        if other is item:
            return last
        if other.parent is item.parent:
            who = of_item(other)
            if who.leads:
                last = Who(tuple(_inherited(found, "beside") for found in who.leads), who.coordinating, "beside")
    return NOBODY


def _addressees(context: Context) -> tuple[Found, ...]:
    """Those to whom a letter is addressed, each by itself."""
    found: list[Found] = []
    for each in context.head.addressees:
        line = line_of(each.value, 0)
        names, _ = names_at(line, 0)
        if names and len(names) > 1:
            found += [replace(each, value=name.value) for name in names]
        elif each.value.strip(_MARKS):
            found.append(each)
    return tuple(found)


def _is_issuer(name: str, context: Context) -> bool:
    """Whether a name is that of who issues: "Ủy ban nhân dân tỉnh ban hành kế hoạch như sau:" gives no work to itself."""
    issuer = context.head.issuing_agency
    if issuer is None:
        return False
    said, own = short_name(name), short_name(issuer.value)
    if said == own:
        return True
    if own.startswith("ubnd"):
        # "Chủ tịch UBND tỉnh", "UBND tỉnh" of "UBND tỉnh Nghệ An".
        return own.startswith(said.removeprefix("pho ").removeprefix("chu tich "))
    return own.startswith(("thu tuong", "van phong chinh phu")) and said.removeprefix("pho ") in (
        "chinh phu",
        "thu tuong chinh phu",
        "thu tuong",
    )


def _inherited(found: Found, rule: str) -> Found:
    return replace(found, confidence=min(found.confidence, _FAR), rule=rule)


def _once(found: Sequence[_Named]) -> tuple[_Named, ...]:
    return tuple({plain_letters(each.value).lower(): each for each in reversed(found)}.values())[::-1]


def of_slots(text: DocumentText, item: Item) -> Who:
    """The bodies of a plan's block: its lines "Đơn vị chủ trì: …", "Đơn vị phối hợp: …"."""
    leads: list[Found] = []
    partners: list[Found] = []
    for slot in item.slots:
        if slot.name not in ("lead", "partner"):
            continue
        who = listed(text.text[slot.span.start : slot.span.end], slot.span.start)
        if slot.name == "lead":
            leads += who.leads
            partners += who.coordinating
        else:
            partners += who.leads + who.coordinating
    return Who(_once(leads), _once(partners), "slot")


def listed(flat: str, start: int) -> Who:
    """The bodies of a cell or a slot, which says nothing but names: every clause of it may begin with some."""
    line = line_of(flat[:_LONGEST], start)
    helped = TOGETHER.search(line.plain)
    if helped is not None and line.plain[: helped.start()].count("(") > line.plain[: helped.start()].count(")"):
        helped = None  # "Sở B (phối hợp)"
    cut = helped.start() if helped is not None else len(line.plain)
    marked = LEAD_MARK.match(line.plain)
    leads = _all_names(line, marked.end() if marked is not None else 0, cut)
    if SHARE_MARK.search(line.plain):
        return _shared(line, leads)
    if not leads and line.text.strip(_MARKS) and helped is None and len(line.text) < 120:
        # A body that no table knows is told as it stands.
        leads = [Name(line.text.strip(_MARKS), 0, len(line.text))]
    return Who(_found(line, leads, "slot"), _found(line, _partners(line), "together"), "slot")


def _shared(line: Line, names: list[Name]) -> Who:
    """The bodies of a cell that tells the share of each in brackets: "Sở A (chủ trì), Sở B (phối hợp)"."""
    leads: list[Name] = []
    partners: list[Name] = []
    for name in names:
        mark = SHARE_MARK.search(line.plain, name.start, min(name.end + _LONGEST_MARK, len(line.plain)))
        bare = name
        if mark is not None and mark.start() < name.end:
            bare = Name(line.text[name.start : mark.start()].strip(), name.start, mark.start())
        (partners if mark is not None and mark["partner"] else leads).append(bare)
    return Who(_found(line, leads, "slot"), _found(line, partners, "together"), "slot")


def _all_names(line: Line, start: int, end: int) -> list[Name]:
    found: list[Name] = []
    at = start
    while at < end:
        while at < end and line.text[at] in _MARKS:
            at += 1
        names, stop = names_at(line, at)
        if found and names and line.plain[at].islower() and not begins_many(line, at) and line.plain[at - 2 : at] != "; ":
            names = ()  # "…, trong phạm vi nhiệm vụ của cơ quan, đơn vị": between commas a bare group is no body of its own
        found += [name for name in names if name.start < end]
        unknown = _UNKNOWN.match(line.plain, at) if not names else None
        if unknown is not None and unknown.end() <= end:
            found.append(Name(line.text[at : unknown.end()], at, unknown.end()))
        following = _NEXT.search(line.plain, max(stop, at))
        # What goes on in lower case without being a name is told between two names: "…, trong phạm vi chức năng của mình và các cơ quan …".
        if following is None:
            break
        at = following.end()
    return found


@lru_cache(maxsize=4096)
def of_item(item: Item) -> Who:
    """Who is named in an item's own words."""
    return of_words(item.flat, item.words.start)


def of_words(flat: str, start: int) -> Who:
    """Who is named in the words of an instruction, and where."""
    line = line_of(flat[:_LONGEST], start)
    names, rule, end = _leads(line)
    partners = _partners(line)
    about = ABOUT.match(line.plain, _skip_marks(line, 0))
    if about is not None and names and names[0].start >= about.end():
        partners = [each for each in partners if each.start >= about.end()]  # what was asked for is not yet told
    if not names:
        names, rule = _added(line)
    else:
        names += [name for name in _after(line, end) if name.value not in {each.value for each in partners}]
    taken = {each.start for each in names}
    return Who(_found(line, names, rule), _found(line, [each for each in partners if each.start not in taken], "together"), rule)


def _leads(line: Line) -> tuple[list[Name], str, int]:
    """The bodies that an instruction is given to, by which habit of speaking, and where their names end."""
    at = _skip_marks(line, 0)
    for _ in range(3):
        lead_in = LEAD_IN.match(line.plain, at)
        if lead_in is None:
            break
        at = _skip_marks(line, lead_in.end())
    for_whom = FOR.match(line.plain, at)
    if for_whom is not None:
        names, end = names_at(line, for_whom.end(), places=True)
        if names and line.plain[end : end + 2].strip()[:1] in (":", ",", "", "."):
            again = _ordered(line, end, len(line.plain)) if line.plain[end : end + 1] == "," else ([], 0)
            return (again[0], "ordered", again[1]) if again[0] else (list(names), "for", end)
    order = ORDER.match(line.plain, at)
    if order is not None:
        names, end = ordered_at(line, order.end())
        if names:
            return [*names, *_ordered_too(line, end)], "ordered", end
    names, end = names_at(line, at, places=True)
    if names:
        return _subject(line, names, end)
    handed = _passed_on(line, at)
    if handed[0]:
        return handed
    about = ABOUT.match(line.plain, at)
    if about is not None:
        rest = Line(line.text[about.end() :], line.plain[about.end() :], line.places[about.end() :])
        found, rule, stop = _leads(rest)
        shift = about.end()
        for sentence in () if found else _SENTENCE.finditer(rest.plain):
            told, stop = names_at(rest, sentence.end())
            if told and stops(rest.text, rest.plain, stop + 1) and not TELLS.match(rest.plain[stop : stop + 60]):
                found, rule = list(told), "named"
                break
        if found:
            return [Name(each.value, each.start + shift, each.end + shift) for each in found], rule, stop + shift
    if ADVERBIAL.match(line.plain, at) is not None:
        return _behind(line, at)
    return _carried_out(line, at)


def _carried_out(line: Line, at: int) -> tuple[list[Name], str, int]:
    """Who carries out a decision, told behind other sentences: "Quyết định có hiệu lực …. Các phòng chịu trách nhiệm thi hành"."""
    for sentence in _SENTENCE.finditer(line.plain, at):
        names, end = names_at(line, sentence.end())
        if names and CARRIES_OUT.match(line.plain, end):
            return list(names), "named", end
    return [], "", at


def _ordered_too(line: Line, end: int) -> list[Name]:
    """The bodies that a later sentence of the same item gives orders to: "Giao Phòng A theo dõi. Giao Trưởng phòng A chịu …"."""
    found: list[Name] = []
    for sentence in _SENTENCE.finditer(line.plain, end):
        order = ORDER.match(line.plain, sentence.end())
        if order is not None and order[0].lower().startswith("giao"):
            found += ordered_at(line, order.end())[0]
    return found


def _passed_on(line: Line, at: int) -> tuple[list[Name], str, int]:
    """The bodies to which a matter is passed on to be handled."""
    passed = PASSES_ON.match(line.plain[at:])
    if passed is None:
        return [], "", at
    names, end = names_at(line, at + passed.end())
    return (list(names), "passed", end) if names and TO_HANDLE.match(line.plain, end) else ([], "", at)


def _subject(line: Line, names: tuple[Name, ...], end: int) -> tuple[list[Name], str, int]:
    """The bodies with which a sentence begins, unless they only say who orders or tells."""
    rest = line.plain[end:]
    if LEADERS.match(line.plain, names[0].start):
        handed = _passed_on(line, end)
        if handed[0]:
            return handed
    opens = rest.rstrip(' *"').endswith(":")
    if TELLS.match(rest) or INFORMS.match(rest) or (opens and TELLS_OPENING.match(rest)):
        order = _ordered(line, end, len(line.plain))
        staff = not order[0] or line.plain[order[0][0].start : order[0][0].start + 8].startswith(("cong chu", "can bo", "vien chu"))
        if staff and re.match(r" phan cong(?![a-z])", rest):
            return list(names), "named", end  # "Trưởng các đơn vị phân công trực": they set their own people to work
        if order[0]:
            return order[0], "ordered", order[1]
        for colon in _COLON.finditer(line.plain, end):
            passed = _passed_on(line, colon.end())
            if passed[0]:
                return passed
            told, stop = names_at(line, colon.end())
            if told and stops(line.text, line.plain, stop + 1):
                return list(told), "named", stop
        return [], "", end
    return list(names), "named", end


def _behind(line: Line, at: int) -> tuple[list[Name], str, int]:
    """The bodies that follow on reasons and conditions: "Căn cứ …; giao Sở X …", "Trên cơ sở báo cáo của …, Sở Y theo dõi …"."""
    stop = _SENTENCE.search(line.plain, at)
    limit = min(stop.start() if stop is not None else len(line.plain), at + _LONGEST_REASON)
    ordered, ordered_end = _ordered(line, at, limit)
    leading: tuple[list[Name], int] | None = None
    partners = {partner.start for partner in _partners(line)}
    for listed_names, end in _lists(line, at, limit):
        names = _last_part(line, listed_names)
        if ordered and names[0].start >= ordered[0].start:
            break
        if not _BREAK_BEFORE.search(line.plain, max(0, names[0].start - 3), names[0].start):
            continue
        if not stops(line.text, line.plain, end + 1) or TELLS.match(line.plain[end : end + 60]):
            continue
        if any(name.start in partners for name in names) or _IS_TOLD_OF.match(line.text, end):
            continue
        if OWN_DEED.match(line.plain, end + 1):
            if leading is None or not LEADS_IT.match(line.plain, leading[1] + 1):
                leading = names, end  # nobody else may be told to act
            continue
        # "…, Sở X - cơ quan thường trực của … đề nghị các đơn vị …": who orders has no comma before the order.
        if ordered and not _BREAK_BEFORE.search(line.plain[: _order_start(line, ordered[0].start)]):
            break
        return names, "behind", end
    if not ordered and leading is not None:
        return leading[0], "behind", leading[1]
    if not ordered:
        # The order may stand in a later sentence: "Thống nhất chủ trương …. Giao Sở Tài chính thẩm định …".
        later = _ordered_too(line, at)
        return later, "ordered" if later else "", later[-1].end if later else at
    return ordered, "ordered", ordered_end


def _last_part(line: Line, names: list[Name]) -> list[Name]:
    """The names of a list with which the clause begins: in "báo cáo của Sở A và Ban B, Sở C theo dõi" only the last is told to act."""
    whose = _WHOSE.search(line.plain, max(0, names[0].start - 8), names[0].start) is not None
    bare = not whose and line.plain[names[0].start].islower() and not begins_many(line, names[0].start)
    if len(names) < 2 or not (whose or bare):
        return names
    if bare:
        return names[1:]
    joined = [line.plain[one.end : two.start] for one, two in pairwise(names)]
    for place, between in enumerate(joined[1:], 1):
        if " va " in joined[place - 1] and "," in between:
            return names[place + 1 :]
    return names[-1:] if "," in joined[-1] else names


def _order_start(line: Line, name_start: int) -> int:
    """Where the word of order begins that stands before a name."""
    starts = [found.start() for found in ORDER_LATER.compiled.finditer(line.plain, max(0, name_start - 40), name_start)]
    return starts[-1] if starts else name_start


def _lists(line: Line, start: int, limit: int) -> Iterator[tuple[list[Name], int]]:
    """Every list of bodies in a piece of a line, and where it ends."""
    at = start
    while at < limit:
        names, end = names_at(line, at, places=True)
        if names:
            yield list(names), end
            at = max(end, at + 1)
        following = _WORD_START.search(line.plain, at)
        if following is None:
            return
        at = following.end()


def _ordered(line: Line, start: int, limit: int) -> tuple[list[Name], int]:
    """The bodies after a word of order in the middle of a sentence."""
    for order in ORDER_LATER.compiled.finditer(line.plain, start, limit):
        names, end = ordered_at(line, order.end())
        if names:
            return list(names), end
    return [], start


def _added(line: Line) -> tuple[list[Name], str]:
    """A body that a bracket or a passive names: "(Sở X chịu trách nhiệm tổng hợp)", "do Sở Y chủ trì", "của các đơn vị gửi về"."""
    for rule in ADDED:
        for found in rule.compiled.finditer(line.plain):
            names, end = names_at(line, found.end())
            if names and rule is SENDS and not re.match(r" (?:gui|nop)(?![a-z])", line.plain[end : end + 6]):
                continue
            named = names and line.plain[names[0].start].isupper() and not begins_many(line, names[0].start)
            if named and rule is BRACKET and BRACKET_ONLY.match(line.plain, end) and not _is_named_before(line, found.start()):
                return list(names), "told"
            if names and (rule is SENDS or OWN_DEED.match(line.plain, end + 1)):
                return list(names), "sends" if rule is SENDS else "told" if LEADS_IT.match(line.plain, end + 1) else "added"
    return [], ""


def _is_named_before(line: Line, bracket: int) -> bool:
    """Whether a bracket stands behind the name of a body: "báo cáo UBND tỉnh (Sở Nội vụ)" tells through whom."""
    begin = max(0, bracket - _LONGEST_BODY)
    starts = (begin, *(found.end() for found in _WORD_START.finditer(line.plain, begin, bracket)))
    return any(end >= bracket - 1 for at in starts if at < bracket for names, end in (names_at(line, at),) if names)


def _after(line: Line, end: int) -> list[Name]:
    """Bodies named behind the first ones with only their duty between: "các sở theo chức năng và các cơ quan liên quan"."""
    aside = HEADED.match(line.plain, end)
    if aside is None:
        return []
    names, _ = names_at(line, aside.end())
    return list(names)


def _partners(line: Line) -> list[Name]:
    """All who are named behind "phối hợp với", and those who "phối hợp" themselves."""
    found: list[Name] = []
    for together in TOGETHER.compiled.finditer(line.plain):
        if NOT_TOGETHER.search(line.plain, max(0, together.start() - 22), together.start()):
            continue
        names, end = ordered_at(line, together.end())
        found += names
        if names:
            found += _after(line, end)
    led = _LEADS.search(line.plain) is not None
    for helped in HELPED.compiled.finditer(line.plain):
        if not led and helped[0] != "(":
            continue
        names, end = names_at(line, helped.end())
        if names and re.match(r" (?:cung )?(?:phoi hop|tham gia)(?![a-z])(?! co trach nhiem)", line.plain[end : end + 40]):
            found += names
    return list(_once(found))


@lru_cache(maxsize=4096)
def of_heading(item: Item) -> Who:
    """Who is named by a heading or a sentence that opens a list."""
    line = line_of(item.flat[:_LONGEST], item.words.start)
    who = of_item(item)
    if not who.leads or (who.rule == "ordered" and item.opens):
        # In a long opener the last order counts: "Giao Phòng A theo dõi. Giao Trưởng phòng A …:", "Để …, UBND tỉnh yêu cầu các sở …:".
        last = _last_ordered(line) or (_last_obliged(line) if item.opens else [])
        if last and (not who.leads or last[0].value not in {found.value for found in who.leads[:1]}):
            return Who(tuple(_over(found) for found in _found(line, last, "opened")), (), "opened")
    if not who.leads and line.plain.rstrip(' *"').endswith(":"):
        directed = DIRECTED.match(line.plain, _skip_marks(line, 0))
        names, end = names_at(line, directed.end()) if directed is not None else ((), 0)
        if names and line.plain[end : end + 2].strip().startswith(":"):
            return Who(tuple(_over(found) for found in _found(line, list(names), "directed")), (), "directed")
    return Who(tuple(_over(found) for found in who.leads), tuple(_over(found) for found in who.coordinating), who.rule)


def _last_ordered(line: Line) -> list[Name]:
    last: list[Name] = []
    for order in ORDER_LATER.compiled.finditer(line.plain):
        names, _ = ordered_at(line, order.end())
        last = list(names) or last
    return last


def _last_obliged(line: Line) -> list[Name]:
    """The bodies that an opener says must act: "…, các cơ quan, đơn vị, địa phương cần thực hiện một số nội dung như sau:"."""
    last: list[Name] = []
    for pause in _PAUSE.finditer(line.plain):
        names, end = names_at(line, pause.end(), places=True)
        if names and OBLIGED.match(line.plain, end):
            last = list(names)
    return last


def _over(found: Found) -> Found:
    return replace(found, confidence=min(found.confidence, _NEAR))


def _skip_marks(line: Line, at: int) -> int:
    while at < len(line.text) and line.text[at] in _MARKS + "()":
        at += 1
    stray = _STRAY_NUMBER.match(line.plain, at)  # of a footnote: "đ) 1 Đề nghị …"
    return stray.end() if stray is not None else at


def _found(line: Line, names: list[Name], rule: str) -> tuple[Found, ...]:
    """The names as values of the reading, each once."""
    once: dict[str, Found] = {}
    for name in names:
        value = name.value.strip(_MARKS)
        if value.isupper() and " " in value and not _ABBREVIATION.search(plain_letters(value)):
            value = sentence_case(value)[0]
        value = mended(value)
        if value:
            once.setdefault(plain_letters(value).lower(), Found(value, (line.span(name.start, name.end),), 1.0, "", rule))
    return tuple(once.values())


def whole_names(flat: str, start: int) -> tuple[tuple[str, Span], ...]:
    """The bodies with which a piece of the text begins, for those who ask whether a line is a heading of bodies."""
    line = line_of(flat[:_LONGEST], start)
    names, _ = names_at(line, _skip_marks(line, 0))
    return tuple((name.value, line.span(name.start, name.end)) for name in names)


__all__ = ["NOBODY", "Who", "assignees_of", "listed", "of_heading", "of_item", "of_words", "whole_names"]
