"""Places behind a level: the members of a group, each with its own level ("các tỉnh, thành phố: Huế, Quảng Trị")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from models.intake.documents.tasks.body_words import GROUP_MANY, LEVEL, LEVELS, PLACE, begins_body
from models.intake.documents.tasks.one_line import Line, plain_letters
from models.registers.communes import communes, provinces

_MOST_PLACES = 60
_RANGE = re.compile(rf"(?i:tu) ({PLACE.pattern}) (?i:den) ({PLACE.pattern})")
_OWN_LEVEL = re.compile(rf"{LEVEL} (?=[A-Z]|\d{{1,2}}(?!\d))")
_NUMBERED = re.compile(r"\d{1,2}(?![\d/.])")
_BETWEEN = re.compile(r" ?[,;-] ?(?:va )?| va ")
_OPENING = re.compile(r" ?: ?| ")
_PLURAL = re.compile(r"[,/]| va ")
_CITIES = frozenset(plain_letters(name).lower() for name in ("Hà Nội", "Hồ Chí Minh", "Đà Nẵng", "Hải Phòng", "Cần Thơ", "Huế"))
_LEVELS_WRITTEN = {
    "tinh": "tỉnh", "thanh pho": "thành phố", "huyen": "huyện", "thi xa": "thị xã", "quan": "quận", "dac khu": "đặc khu",
    "phuong": "phường", "xa": "xã",
}  # fmt: skip
# The "xa" of "thi xa" is no level by itself.
_LEVEL_KINDS = {
    kind: re.compile(rf"(?<![a-z]){'(?<!thi )' if kind == 'xa' else ''}{kind}(?![a-z])", re.IGNORECASE) for kind in _LEVELS_WRITTEN
}
_NUMBERED_LEVEL = re.compile("quan|phuong", re.IGNORECASE)


class Member(NamedTuple):
    """A place with its level, and where it stands in the line."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Members:
    """The places behind a level, when several are told apart; `ranged`: "từ Hà Tĩnh đến Lâm Đồng"."""

    members: tuple[Member, ...]
    end: int
    ranged: bool = False


def members_at(line: Line, at: int) -> Members | None:
    """The places behind the level that begins `at`; no members where there is one place or none. None where no level begins."""
    plain = line.plain
    levels = LEVELS.match(plain, at)
    if levels is None:
        return None
    ranged = _RANGE.match(plain, levels.end() + 1)
    if ranged is not None:
        return Members((), ranged.end(), ranged=True)
    many = GROUP_MANY.match(plain, at) is not None or _PLURAL.search(levels[0]) is not None
    opened = _OPENING.match(plain, levels.end())
    if opened is None or (":" in opened[0] and not many):
        return Members((), levels.end())
    return _listed(line, levels[0], opened, levels.end())


def _listed(line: Line, levels: str, opened: re.Match[str], end: int) -> Members:
    members: list[Member] = []
    at = opened.end()
    group = False
    while len(members) < _MOST_PLACES:
        if members and GROUP_MANY.match(line.plain, at) is not None:
            # A group behind a place has the same head: "UBND thành phố Huế, các tỉnh: Quảng Trị, Quảng Ngãi".
            more = members_at(line, at)
            if more is None or not more.members:
                break
            members += more.members
            end, group = more.end, True
        else:
            one = _place(line, levels, at, own=bool(members) or ":" in opened[0])
            if one is None:
                break
            members.append(one)
            end = one.end
        separator = _BETWEEN.match(line.plain, end)
        if separator is None:
            break
        at = separator.end()
    if len(members) > 1 or (members and ":" in opened[0]) or group:
        return Members(tuple(members), end)
    return Members((), end)


def _place(line: Line, levels: str, at: int, *, own: bool) -> Member | None:
    """A place that begins here, by its own level or by that of its group."""
    plain = line.plain
    level = _OWN_LEVEL.match(plain, at) if own else None
    start = level.end() if level is not None else at
    numbered = _NUMBERED.match(plain, start) if level is not None or _NUMBERED_LEVEL.search(levels) else None
    place = numbered or PLACE.match(plain, start)
    if place is None or (level is None and begins_body(line.text, plain, at)):
        return None
    name = line.text[start : place.end()]
    if level is not None:
        return Member(line.text[at : place.end()], at, place.end())
    if numbered is None and not _is_place(place[0]):
        return None
    return Member(_with_level(levels, name), at, place.end())


def _is_place(name: str) -> bool:
    """Whether capitals behind a level are the name of a place, known or of several words: "UBND các xã: Tổ chức …" names none."""
    return name.lower() in _commune_kinds() or name.lower() in _provinces() or " " in name


def _with_level(levels: str, name: str) -> str:
    """A place of a group with its own level: of "các tỉnh, thành phố" a city is "thành phố Huế", all others "tỉnh …"."""
    kinds = [kind for kind, pattern in _LEVEL_KINDS.items() if pattern.search(levels)]
    if kinds == ["tinh", "thanh pho"]:
        return f"{'thành phố' if plain_letters(name).lower() in _CITIES else 'tỉnh'} {name}"
    if len(kinds) == 1:
        return f"{_LEVELS_WRITTEN[kinds[0]]} {name}"
    known = _commune_kinds().get(plain_letters(name).lower(), set())
    return f"{next(iter(known))} {name}" if len(known) == 1 else name


@cache
def _commune_kinds() -> dict[str, set[str]]:
    kinds: dict[str, set[str]] = {}
    for each in communes():
        kinds.setdefault(plain_letters(each.name).lower(), set()).add(each.kind.lower())
    return kinds


@cache
def _provinces() -> frozenset[str]:
    return frozenset(plain_letters(name).lower().removeprefix("thanh pho ") for name in provinces())
