"""Tables of a page: cells are the rooms between its ruled lines, and each word belongs to the room it stands in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

from models.intake.documents.reading.page import Page, PageWord, Piece, Rule
from models.intake.documents.reading.page_layout import pieces_of

_NEAR = 3.5
_SAME_EDGE = 8.0
_MOSTLY = 0.4
_MOST_RULES = 1_500
_MOST_ROOMS = 8_000


@dataclass(slots=True)
class PageTable:
    """A ruled table: `rooms[row][column]` is the number of a cell, the same where cells are merged; `words` those of each cell."""

    left: float
    top: float
    right: float
    bottom: float
    columns: list[float]
    rows: list[float]
    rooms: list[list[int]]
    words: dict[int, list[PageWord]] = field(default_factory=dict)


def tables_of(page: Page, is_none: Callable[[list[PageWord]], bool]) -> tuple[list[PageTable], list[PageWord]]:
    """The tables of a page from the top down with their words in them, and the words of no table.

    `is_none` tells of the words of a cell that what they stand in is no table.
    """
    across, down = _joined(page.across), _joined(page.down)
    if len(across) < 2 or len(down) < 2 or len(across) + len(down) > _MOST_RULES:
        return [], page.words
    nets = _nets(across, down)
    if page.seen:
        nets = [(flat, _whole(flat, down)) for flat, upright in nets if flat and upright]
    tables = [table for lines in nets if (table := _table(*lines)) is not None]
    tables.sort(key=lambda table: (table.top, table.left))
    rest: list[PageWord] = []
    for word in page.words:
        middle = (word.left + word.right) / 2
        for table in tables:
            if not word.look and table.left <= middle <= table.right and table.top <= word.middle <= table.bottom:
                table.words.setdefault(_room(table, middle, word.middle), []).append(word)
                break
        else:
            rest.append(word)
    for table in tables:  # rows of a table that ends with a double line, or that nobody filled in
        table.rooms = [row for row in table.rooms if any(room in table.words for room in row)]
    filled = [table for table in tables if len(table.words) > 1 and not any(is_none(words) for words in table.words.values())]
    if len(filled) == len(tables):
        return tables, rest
    inside = {id(word) for table in filled for words in table.words.values() for word in words}
    return filled, [word for word in page.words if id(word) not in inside]


def _joined(rules: list[Rule]) -> list[Rule]:
    """Lines that carry each other on are one: cells are drawn each with its own edges."""
    joined: list[Rule] = []
    for rule in sorted(rules):
        for index in range(len(joined) - 1, -1, -1):
            other = joined[index]
            if rule.at - other.at > 1.5:
                joined.append(rule)
                break
            if rule.start <= other.end + _NEAR and other.start <= rule.end + _NEAR:
                joined[index] = Rule(other.at, min(rule.start, other.start), max(rule.end, other.end))
                break
        else:
            joined.append(rule)
    return sorted(joined)


def _root(parents: list[int], index: int) -> int:
    """The one that stands for all that were joined with this one."""
    while parents[index] != index:
        parents[index] = parents[parents[index]]
        index = parents[index]
    return index


def _join(parents: list[int], one: int, other: int) -> None:
    parents[_root(parents, one)] = _root(parents, other)


def _nets(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that cross or meet, directly or by others."""
    parents = list(range(len(across) + len(down)))

    for first, flat in enumerate(across):
        for second, upright in enumerate(down):
            if flat.start - _NEAR <= upright.at <= flat.end + _NEAR and upright.start - _NEAR <= flat.at <= upright.end + _NEAR:
                _join(parents, first, len(across) + second)
    nets: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate(across):
        nets.setdefault(_root(parents, index), ([], []))[0].append(rule)
    for index, rule in enumerate(down):
        nets.setdefault(_root(parents, len(across) + index), ([], []))[1].append(rule)
    return list(nets.values())


def _whole(across: list[Rule], down: list[Rule]) -> list[Rule]:
    """Edges of columns without their gaps, where the most of them is seen."""
    top, bottom = min(rule.at for rule in across) - _NEAR, max(rule.at for rule in across) + _NEAR
    left, right = min(rule.start for rule in across) - _NEAR, max(rule.end for rule in across) + _NEAR
    inside = [rule for rule in down if left <= rule.at <= right and rule.start < bottom and rule.end > top]
    whole = []
    for at in _places(inside):
        seen = sum(min(rule.end, bottom) - max(rule.start, top) for rule in inside if abs(rule.at - at) <= _NEAR)
        if seen > _MOSTLY * (bottom - top):
            whole.append(Rule(at, top, bottom))
    return [*inside, *whole]


def _places(rules: list[Rule]) -> list[float]:
    places: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not places or at - places[-1] > _NEAR:
            places.append(at)
    return places


def _table(across: list[Rule], down: list[Rule]) -> PageTable | None:
    rows, columns = _places(across), _places(down)
    height, width = len(rows) - 1, len(columns) - 1
    if height < 1 or width < 1 or height * width < 2 or height * width > _MOST_ROOMS:
        return None
    parents = list(range(height * width))

    for row in range(height):
        for column in range(width):
            here = row * width + column
            if column + 1 < width and not _between(down, columns[column + 1], rows[row], rows[row + 1]):
                _join(parents, here + 1, here)
            if row + 1 < height and not _between(across, rows[row + 1], columns[column], columns[column + 1]):
                _join(parents, here + width, here)
    rooms = [[_root(parents, row * width + column) for column in range(width)] for row in range(height)]
    if len({room for row in rooms for room in row}) < 2:
        return None
    return PageTable(columns[0], rows[0], columns[-1], rows[-1], columns, rows, rooms)


def _between(rules: list[Rule], at: float, start: float, end: float) -> bool:
    """Whether a line separates two rooms: it covers the middle of their common edge."""
    middle = (start + end) / 2
    return any(abs(rule.at - at) <= _NEAR and rule.start - _NEAR <= middle <= rule.end + _NEAR for rule in rules)


def _room(table: PageTable, across: float, down: float) -> int:
    column = min(max(bisect_right(table.columns, across) - 1, 0), len(table.rooms[0]) - 1)
    row = min(max(bisect_right(table.rows, down) - 1, 0), len(table.rooms) - 1)
    return table.rooms[row][column]


def goes_on(table: PageTable, after: PageTable) -> bool:
    """Whether the second of two tables has the columns of the first."""
    return len(table.columns) == len(after.columns) and all(
        abs(one - other) < _SAME_EDGE for one, other in zip(table.columns, after.columns, strict=True)
    )


def row_said(table: PageTable, number: int) -> list[str]:
    """What the cells of a row say, lines joined; a merged cell says it in every place."""
    return [" ".join(word.text for line in cell_lines(table.words.get(room, [])) for word in line) for room in table.rooms[number]]


def cell_lines(words: list[PageWord]) -> list[list[PageWord]]:
    """The words of a cell line by line."""
    lines: list[Piece] = []
    for piece in pieces_of(words):
        if lines and lines[-1].beside(piece):
            lines[-1] = Piece.of([*lines[-1].words, *piece.words])
        else:
            lines.append(piece)
    return [sorted(line.words, key=lambda word: word.left) for line in lines]
