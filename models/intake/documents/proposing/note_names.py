"""People and departments of the office in a line of a leader's hand: full and given names, roles, short names ("P.KT", "VP", "PCT Lan")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from models.registers.staff import DepartmentRow, OfficialRow, Staff, at_work
from models.text import words

Pair = tuple[int | None, int | None]

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_TITLE = re.compile(r"(?<![^\W\d_])(?:đ/c|đ/ch|đ\.c|đc|đồng chí|anh|chị|cô|chú|ông|bà|a\.|c\.|em)\s*$", re.IGNORECASE)
_GIVEN_TO = re.compile(r"(?:giao|chuyển|phân công)(?:\s+cho)?\s*:?\s*$", re.IGNORECASE)
_DOES = re.compile(r"\s*(?:[,(:-]\s*)?(?:chủ trì|phối hợp|xử lý|tham mưu|chỉ đạo|thực hiện|giải quyết|CT\b|PH\b)", re.IGNORECASE)
# Before a name that stands alone, and behind it.
_PARTED = re.compile(r"(?:^|[,;.:+]|(?:giao|chuyển|và|cùng|với))\s*$", re.IGNORECASE)
_LEADS = re.compile(r"\s*(?:chủ trì|phối hợp|CT\b|PH\b)", re.IGNORECASE)
_OF_BODIES = ("trạm", "công", "ban", "đoàn", "hội", "mặt", "trường", "tổ", "đội", "thôn", "ấp", "xóm", "văn", "phòng")
_NO_NAMES = frozenset((*_OF_BODIES, "giao", "chuyển", "kính", "đề", "yêu", "phân", "đồng", "chủ", "phối", "họp"))
_ROLES = (
    ("pho chu tich", "vice_chair"),
    ("pct", "vice_chair"),
    ("chu tich", "chair"),
    ("ct", "chair"),
    ("chanh van phong", "chief_of_office"),
    ("cvp", "chief_of_office"),
    ("van thu", "records_clerk"),
    ("mot cua", "one_stop"),
)
_ROLE_OF = dict(_ROLES)
_LONGEST_NAME = 6
_OFFICE = r"(?:(?:phó\s+)?trưởng|tp\.?|ptp\.?|phó tp\.?|chuyên viên|cb\.?)"
_BESIDE = re.compile(rf"\s*(?:[(–-]\s*{_OFFICE}?|,?\s*{_OFFICE})\s*|\s+", re.IGNORECASE)
# What an office has one of is written by its kind alone.
_KINDS = {
    "vp": "van phong",
    "vanphong": "van phong",
    "vpub": "van phong",
    "trungtam": "trung tam",
    "tthcc": "trung tam",
    "ttpvhcc": "trung tam",
}
_HINT = re.compile(r"\s*(?:\(\s*(?P<inside>[^()]{1,40})\s*\)|[-–]?\s*(?P<after>[A-ZĐÀ-Ỹ][\w.-]{0,30}))")


@dataclass(frozen=True, slots=True)
class Named:
    """Words that name somebody; `candidates` are those who may be meant, none where nobody here is called so."""

    words: str
    start: int
    end: int
    candidates: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    written: str
    letters: str


def names_in(note: str, letters: str, staff: Staff, today: date) -> list[Named]:
    """Everybody whom the note names, in order; those who have left are none of them."""
    book = _Book(at_work(staff.officials.values(), today), at_work(staff.departments.values(), today), staff)
    tokens = [_Token(found.start(), found.end(), found[0], letters[found.start() : found.end()]) for found in _WORD.finditer(note)]
    found: list[Named] = []
    at = 0
    while at < len(tokens):
        named = _named_at(note, tokens, at, book)
        if named is None:
            at += 1
            continue
        found.append(named)
        while at < len(tokens) and tokens[at].start < named.end:
            at += 1
    return _merged(note, found)


def _merged(note: str, found: list[Named]) -> list[Named]:
    """A department with its person beside it is one: "Phòng Kinh tế (đ/c Hùng)", "Hùng, Trưởng phòng Kinh tế"."""
    merged: list[Named] = []
    for each in found:
        before = merged[-1] if merged else None
        if before is not None and _BESIDE.fullmatch(note[before.end : each.start]) is not None:
            pair = _person_of(before, each)
            if pair is not None:
                end = each.end + (note[each.end : each.end + 1] == ")")
                merged[-1] = Named(note[before.start : end], before.start, end, (pair,))
                continue
        merged.append(each)
    return merged


def _person_of(one: Named, other: Named) -> Pair | None:
    """The person of two that are named side by side, where the other is their department."""
    for unit, person in ((one, other), (other, one)):
        units = [department for department, official in unit.candidates if official is None]
        inside = [pair for pair in person.candidates if pair[1] is not None and pair[0] in units]
        if len(units) == 1 and len(inside) == 1:
            return inside[0]
    return None


class _Book:
    """All ways in which the people and departments at work may be written."""

    def __init__(self, people: Iterable[OfficialRow], units: Iterable[DepartmentRow], staff: Staff) -> None:
        self.staff = staff
        self.people = tuple(people)
        self.units = tuple(units)
        self.names: dict[tuple[str, ...], list[OfficialRow]] = {}
        for person in self.people:
            parts = words(person.name)
            for length in range(1, len(parts) + 1):
                self.names.setdefault(parts[-length:], []).append(person)
        self.roles: dict[str, list[OfficialRow]] = {}
        for person in self.people:
            self.roles.setdefault(person.role, []).append(person)

    def unit(self, written: str) -> int | None:
        """The department that is written so; None where none or several are."""
        department, official = self.staff.recognise(written)
        if official is None and any(unit.id == department for unit in self.units):
            return department
        kind = _KINDS.get("".join(words(written)))
        of_kind = [unit.id for unit in self.units if " ".join(words(unit.name)).startswith(kind)] if kind else []
        return of_kind[0] if len(of_kind) == 1 else None

    def people_called(self, tokens: Iterable[_Token]) -> list[OfficialRow]:
        """Those whose name ends with these words; marks count where some are written."""
        written = list(tokens)
        found = self.names.get(tuple(token.letters for token in written), [])
        marked = [person for person in found if _same_marks(person.name, written)]
        return marked if any(not token.written.isascii() for token in written) or len(marked) == 1 else found


def _same_marks(name: str, tokens: list[_Token]) -> bool:
    ours = name.lower().split()[-len(tokens) :]
    return [_tone(each) for each in ours] == [_tone(token.written.lower()) for token in tokens]


def _tone(word: str) -> str:
    """A word with its mark on the vowel that stands first in the tables of both spellings ("Hoà", "Hòa")."""
    for old, new in (("oà", "òa"), ("oá", "óa"), ("oả", "ỏa"), ("oã", "õa"), ("oạ", "ọa"), ("uỳ", "ùy"), ("uý", "úy"), ("uỷ", "ủy")):
        word = word.replace(old, new)
    return word


def _named_at(note: str, tokens: list[_Token], at: int, book: _Book) -> Named | None:
    """Whoever is named from this word on, the longest way first."""
    role = _role_at(note, tokens, at, book)
    if role is not None:
        return role
    unit = _unit_at(note, tokens, at, book)
    person = _person_at(note, tokens, at, book)
    if unit is not None and (person is None or unit.end > person.end):
        return unit
    return person or _unknown_at(note, tokens, at)


def _role_at(note: str, tokens: list[_Token], at: int, book: _Book) -> Named | None:
    """ "PCT Lan", "CT", "CVP": a role, with the name behind it where there is one."""
    for phrase, role in _ROLES:
        parts = phrase.split()
        piece = tokens[at : at + len(parts)]
        if [token.letters for token in piece] != parts or not (len(parts) > 1 or piece[0].written.isupper()):
            continue
        after = at + len(parts)
        first = _with_title(note, piece[0].start)
        with_name = _person_at(note, tokens, after, book, close=True) if after < len(tokens) else None
        bearers = book.roles.get(role, [])
        if with_name is not None:
            ids = {person.id for person in bearers}
            narrowed = tuple(pair for pair in with_name.candidates if pair[1] in ids) or with_name.candidates
            return Named(note[first : with_name.end], first, with_name.end, narrowed)
        if bearers and not _is_verb(note, piece, book):
            meant = tuple((each.department_id, each.id) for each in bearers)
            return Named(note[first : piece[-1].end], first, piece[-1].end, meant)
        return None
    return None


def _is_verb(note: str, piece: list[_Token], book: _Book) -> bool:
    """ "CT" behind a name means "chủ trì": "Hùng CT, Mai PH"."""
    if piece[0].letters != "ct":
        return False
    before = list(_WORD.finditer(note[: piece[0].start]))
    if not before or note[before[-1].end() : piece[0].start].strip(" :(-"):
        return False
    letters = words(before[-1][0])
    return bool(letters and book.people_called([_Token(0, 0, before[-1][0], letters[0])]))


def _unit_at(note: str, tokens: list[_Token], at: int, book: _Book) -> Named | None:
    for length in range(min(_LONGEST_NAME + 2, len(tokens) - at), 0, -1):
        piece = tokens[at : at + length]
        between = note[piece[0].start : piece[-1].end]
        if re.search(r"[;()\n]", between) or (length == 1 and not piece[0].written[:1].isupper()):
            continue
        unit = book.unit(between)
        if unit is not None and _whole_name(between, book, unit):
            return Named(between, piece[0].start, piece[-1].end, ((unit, None),))
    return None


def _whole_name(written: str, book: _Book, unit: int) -> bool:
    """A comma belongs to the name of a department only where its own name has one."""
    return "," not in written or "," in book.staff.departments[unit].name


def _person_at(note: str, tokens: list[_Token], at: int, book: _Book, *, close: bool = False) -> Named | None:
    for length in range(min(_LONGEST_NAME, len(tokens) - at), 0, -1):
        piece = tokens[at : at + length]
        if any(note[one.end : two.start].strip() for one, two in pairwise(piece)):
            continue
        called = book.people_called(piece)
        if not called or not (close or _is_named(note, piece)):
            continue
        start, end = piece[0].start, piece[-1].end
        called, end = _narrowed(note, end, called, book)
        first = _with_title(note, start)
        return Named(note[first:end], first, end, tuple((person.department_id, person.id) for person in called))
    return None


def _with_title(note: str, start: int) -> int:
    """Where "đ/c" before a name begins; the name's own start without it."""
    title = _TITLE.search(note[max(0, start - 12) : start])
    return start - len(title[0]) if title is not None else start


def _is_named(note: str, piece: list[_Token]) -> bool:
    """Whether words that could be a name are used as one: in capitals, or after "đ/c" and the like, or before what somebody does."""
    before, after = note[max(0, piece[0].start - 16) : piece[0].start], note[piece[-1].end : piece[-1].end + 16]
    if _TITLE.search(before) or _DOES.match(after):
        return piece[0].written[:1].isupper() or bool(_TITLE.search(before) or _GIVEN_TO.search(before))
    return piece[-1].written[:1].isupper() or bool(_GIVEN_TO.search(before))


def _narrowed(note: str, end: int, called: list[OfficialRow], book: _Book) -> tuple[list[OfficialRow], int]:
    """ "Hùng (KT)", "Hùng KT": the department behind a name tells which one, and belongs to the name."""
    hint = _HINT.match(note, end)
    if hint is None:
        return called, end
    said = hint["inside"] or hint["after"]
    behind = hint.end() if hint["inside"] else hint.start("after") + len(said.rstrip(".,;"))
    role = _ROLE_OF.get(" ".join(words(said)))
    bearers = [person for person in called if role is not None and person.role == role]
    if bearers:
        # "Lan (PCT)", "Minh PCT": the role behind a name.
        return bearers, behind
    unit = book.unit(said.strip(" .,;"))
    inside = [person for person in called if unit is not None and person.department_id == unit]
    return (inside, behind) if inside else (called, end)


def _unknown_at(note: str, tokens: list[_Token], at: int) -> Named | None:
    """A name that nobody here bears: with "đ/c" before it, or alone before what somebody does ("Long phối hợp")."""
    written = tokens[at].written
    if not written.istitle():
        return None
    start = _with_title(note, tokens[at].start)
    if start == tokens[at].start:
        alone = written.lower() not in _NO_NAMES and _PARTED.search(note[: tokens[at].start]) is not None
        return Named(written, tokens[at].start, tokens[at].end, ()) if alone and _LEADS.match(note, tokens[at].end) else None
    last = at
    while last + 1 < len(tokens) and tokens[last + 1].written.istitle() and note[tokens[last].end : tokens[last + 1].start] == " ":
        last += 1
    return Named(note[start : tokens[last].end], start, tokens[last].end, ())
