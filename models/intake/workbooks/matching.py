"""Which task of the book a row without a known code is: by document and content or nearly the same content, else by content and date.

A slightly edited wording under the same document is the same task; the same words under another document are another task. No task is
two rows, and no row two tasks.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache

from models.intake.workbooks.planned import Because, Values
from models.intake.workbooks.records import Match
from models.registers.directives.numbers import number_key
from models.text import clean, compact, words

SIMILAR = 0.72
"""From so much of the words in order on, two contents under one document may be the same task, edited."""
_SURELY = 0.9
# A replaced part of more words than this is another subject in the same mould ("Báo cáo kết quả … ; gửi Sở Nội vụ tổng hợp").
_EDITED_WORDS = 3
# A content of so many words that lost none of them and gained others was only added to.
_ADDED_TO = 6
# More pairs under one document than this are not all compared, only those that share their rarest words.
_ALL_PAIRS = 40_000
_RARE_WORDS = 6
_COMMON = 400
_MOST_ALIKE = 200


@dataclass(slots=True)
class Sought:
    """A row, or a task of the book, by what decides whether they are the same. `place` is the row's place or the task's id."""

    place: int
    code: str
    content: str
    key: str
    number: str
    issued: date | None
    assigned: date | None
    due: date | None
    closed: bool = False
    cancelled: bool = False


@lru_cache(maxsize=16_384)
def source_key(number: str) -> str:
    """The number of a document, equal for all its spellings."""
    return number_key(number)


def content_key(content: str) -> str:
    """The content, equal for all its spellings; one without a letter or digit that folding knows goes by itself."""
    return compact(content) or clean(content).casefold()


def sought(place: int, values: Values, *, closed: bool = False, cancelled: bool = False) -> Sought:
    """What is compared of these values."""
    content = values.get("content") or ""
    return Sought(
        place,
        compact(values.get("external_code")),
        content,
        content_key(content),
        source_key(values.get("source_number") or ""),
        values.get("source_date"),
        values.get("assigned_date"),
        values.get("due_date"),
        closed,
        cancelled,
    )


def match_tasks(rows: Sequence[Sought], known: Iterable[Sought]) -> list[Match | None]:
    """For each row the task that it is. Tasks that stand come before cancelled ones."""
    return _Matching(rows, sorted(known, key=lambda one: one.cancelled)).result()


class _Matching:
    def __init__(self, rows: Sequence[Sought], known: Sequence[Sought]) -> None:
        self._found: dict[int, Match] = {}
        self._used: set[int] = set()
        self._rows = rows
        self._known = known

    def result(self) -> list[Match | None]:
        self._by_content()
        self._by_likeness()
        return [self._found.get(place) for place in range(len(self._rows))]

    def _take(self, place: int, one: Sought, because: Because) -> None:
        self._found[place] = Match(one.place, because, one.cancelled)
        self._used.add(one.place)

    def _left(self) -> Iterator[tuple[int, Sought]]:
        return ((place, row) for place, row in enumerate(self._rows) if place not in self._found)

    def _by_content(self) -> None:
        """The same words: first where the dates agree too, so that a duty of every month finds its own month."""
        by_content: dict[str, list[Sought]] = defaultdict(list)
        for one in self._known:
            if one.place not in self._used:
                by_content[one.key].append(one)
        for strict in (True, False):
            for place, row in list(self._left()):
                alike = by_content.get(row.key, []) if row.key else []
                for one in alike[:_MOST_ALIKE]:
                    if one.place not in self._used and _may_be(row, one) and _same_source(row, one, strict=strict):
                        named = bool(row.number) or (row.issued is not None and row.issued == one.issued)
                        self._take(place, one, Because.SAME_SOURCE if named and one.number == row.number else Because.SAME_CONTENT)
                        alike.remove(one)
                        break

    def _by_likeness(self) -> None:
        groups: dict[object, tuple[list[tuple[int, Sought]], list[Sought]]] = defaultdict(lambda: ([], []))
        for place, row in self._left():
            group = _document(row)
            if group is not None and row.key:
                groups[group][0].append((place, row))
        for one in self._known:
            if one.place not in self._used:
                group = _document(one)
                if group in groups:
                    groups[group][1].append(one)
        for rows, known in groups.values():
            index = _rare_index(known) if len(rows) * len(known) > _ALL_PAIRS else None
            scored = [
                (likeness(row.content, one.content), -abs(position - order), place, one)
                for position, (place, row) in enumerate(rows)
                for order, one in _worth_comparing(row, known, index)
                if _may_be(row, one) and _same_source(row, one, strict=False)
            ]
            for score, _, place, one in sorted(scored, key=lambda pair: pair[:2], reverse=True):
                if score >= SIMILAR and place not in self._found and one.place not in self._used:
                    self._take(place, one, Because.SAME_SOURCE)


def _document(one: Sought) -> object:
    """What edited wordings must have in common: the document, by number or else by date; or the day of assignment and the deadline."""
    if one.number:
        return one.number
    if one.issued is not None:
        return one.issued
    return (one.assigned, one.due) if one.assigned is not None else None


def _may_be(row: Sought, one: Sought) -> bool:
    """Two different codes are two tasks, whatever else agrees."""
    return not (row.code and one.code and row.code != one.code)


def _same_source(row: Sought, one: Sought, *, strict: bool) -> bool:
    """Whether row and task may come from the same document. `strict`: their dates must agree as far as both tell them."""
    agree = [
        mine == theirs for mine, theirs in ((row.due, one.due), (row.assigned, one.assigned)) if mine is not None or theirs is not None
    ]
    if row.issued is not None and one.issued is not None and row.issued != one.issued:
        return False
    if row.number != one.number and (row.number and one.number):
        return False
    if strict:
        return row.number == one.number and all(agree)
    if row.number != one.number:
        # One of the two does not tell its document: then a date must say that they belong together.
        return any(agree) or (row.issued is not None and row.issued == one.issued)
    if row.number:
        return True
    # Neither names a document. Done, and with other dates, it is a duty that came back.
    return any(agree) or not agree or not one.closed


def _worth_comparing(row: Sought, known: Sequence[Sought], index: Mapping[str, Sequence[int]] | None) -> Iterator[tuple[int, Sought]]:
    """All of them; with an index those that share the most of the row's rare words."""
    if index is None:
        yield from enumerate(known)
        return
    own = sorted({word for word in words(row.content) if word in index}, key=lambda word: len(index[word]))
    shared: Counter[int] = Counter()
    for place, word in enumerate(own[:_RARE_WORDS]):
        if place == 0 or len(index[word]) <= _COMMON:
            shared.update(index[word][:_COMMON])
    for order, _ in shared.most_common(_RARE_WORDS):
        yield order, known[order]


def _rare_index(known: Sequence[Sought]) -> dict[str, list[int]]:
    """For each word the contents that hold it."""
    index: dict[str, list[int]] = defaultdict(list)
    for order, one in enumerate(known):
        for word in set(words(one.content)):
            index[word].append(order)
    return dict(index)


def likeness(one: str, other: str) -> float:
    """How far two contents are the same words in the same order, from 0 to 1; 0 where they are about different things.

    Different numbers are different things ("tháng 10" and "tháng 11"), unless one of the two only has more of them.
    """
    first, second = words(one), words(other)
    if not first or not second:
        return 0.0
    common = sum((Counter(first) & Counter(second)).values())
    if 2 * common < SIMILAR * (len(first) + len(second)) and common < min(len(first), len(second)):
        return 0.0
    numbers, others = (Counter(word for word in side if word.isdigit()) for side in (first, second))
    if numbers - others and others - numbers:
        return 0.0
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    ratio = matcher.ratio()
    changed = [(end - start, last - begin) for tag, start, end, begin, last in matcher.get_opcodes() if tag != "equal"]
    replaced = max((min(pair) for pair in changed), default=0)
    shorter = min(len(first), len(second))
    if shorter >= _ADDED_TO and all(min(pair) == 0 for pair in changed) and common == shorter:
        return max(ratio, SIMILAR)
    return ratio if replaced <= _EDITED_WORDS or ratio >= _SURELY else 0.0
