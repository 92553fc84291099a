"""Where the header of a table is: one to four rows, found by the names in them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from models.intake.workbooks.book import SheetRow
from models.intake.workbooks.cells import cell_text, is_blank
from models.intake.workbooks.table import How
from models.intake.workbooks.understanding.grid import Grid
from models.intake.workbooks.understanding.matching import matches
from models.intake.workbooks.understanding.names import NEEDED, bare_name, name_key, vocabulary
from models.text import clean, fold

# A title block of more filled rows than this is no title block.
_DEEPEST = 80
_HIGHEST = 3
# So many names are compared in the search for a header, in so many places at least.
_NAMES_TRIED = 1_000
_FEWEST_TRIED = 4
# A header of three rows may be joined with rows that hold no name of ours.
_HIGHEST_JOINED = 5
# Two known names, or one that is needed: less is no header.
_LEAST_SCORE = 1.4
# A name that the person gave counts as much as a needed one.
_SAID = 1.5
# A header with a column for every commune has hardly a name of ours: more unknown ones than this say no more.
_MOST_UNKNOWN = 20
_LONGEST_NAME = 160
_LONGEST_CELL = 400
# How the first title of a header may be, whatever the titles of the header above were.
_FIRST_TITLES = frozenset(("stt", "tt", "số tt", "số thứ tự", "no", "no.", "#"))
_LONGEST_TITLE = 60
# In a sheet with more rows that look like headers nobody put tables under each other.
_MOST_LATER = 200
_FEWEST_KNOWN = 3
_NUMBERS = re.compile(r"^[(\[]?\s*(?:cot\s*)?(?:\d{1,2}|[a-z])\s*[)\]]?(?:\s*=.*)?$")
_NO_HEADER = re.compile(
    r"^(?:cong hoa xa hoi|doc lap\W+tu do|kem theo|\(kem theo|[^,]{2,40}, ngay\b.*\bthang\b.*\bnam\b|tu ngay .* den ngay)"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over one column: its own name, and the names of the groups over it, outermost first."""

    index: int
    name: str
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """The rows of a header, what they say over each column, and how much of it is known."""

    rows: tuple[int, ...]
    headings: tuple[Heading, ...]
    score: float


def is_column_numbers(texts: Sequence[str]) -> bool:
    """A row "(1) (2) (3)" or "A B 1 2" under a header."""
    return len(texts) >= 2 and all(_NUMBERS.match(fold(text)) for text in texts) and len(set(texts)) == len(texts)


def find_header(grid: Grid, kind: str, said: Collection[str] = ()) -> Header | None:
    """The header of a sheet for records of this kind; None where there is no row of known names. `said` are the keys of names that the
    person knows to be in it."""
    numbers = [row.number for row in grid.rows[:_DEEPEST] if _may_be_header(grid, row.number)]
    known = vocabulary(kind)
    keys = {number: {name_key(bare_name(text)) for text in _row_texts(grid, number)} for number in numbers}
    named = {number: sum(1 for key in keys[number] if key in said or known.knows(key)) for number in numbers}
    windows = list(_windows(numbers))
    # A wide sheet full of names is looked at in fewer places.
    most = max(_FEWEST_TRIED, _NAMES_TRIED // max(1, grid.width))
    likely = sorted((rows for rows in windows if any(named[row] for row in rows)), key=lambda rows: -sum(named[row] for row in rows))[:most]
    rest = [rows for rows in windows if not any(named[row] for row in rows)][:most]
    best = _best(grid, kind, sorted(likely), said) or _best(grid, kind, rest, said)
    if best is None:
        return None
    joined = _with_joined_rows(grid, best.rows)
    return best if joined == best.rows else header_of(grid, kind, joined, said)


def first_header(grid: Grid, kind: str, header: Header) -> Header:
    """The header of the first table of the sheet, where the best one is that of a further table below it."""
    above = (row for row in grid.rows if row.number < header.rows[0] - 1)
    return next((found for found in _other_headers(grid, kind, header, above) if found.rows[-1] < header.rows[0] - 1), header)


def later_headers(grid: Grid, kind: str, header: Header) -> Iterator[Header]:
    """The headers of further tables below, where their titles are not those of the first, or stand over other columns."""
    return _other_headers(grid, kind, header, (row for row in grid.rows if row.number > header.rows[-1]))


def _other_headers(grid: Grid, kind: str, header: Header, rows: Iterable[SheetRow]) -> Iterator[Header]:
    named = {_title(name) for heading in header.headings for name in (heading.name, *heading.groups)} | _FIRST_TITLES
    repeated = {tuple(_row_texts(grid, number)) for number in header.rows}
    places = {heading.index: name_key(heading.name) for heading in header.headings}
    tried = below = 0
    for row in rows:
        first = next((cell for cell in row.cells if cell is not None and cell != ""), None)
        if type(first) is not str or len(first) > _LONGEST_TITLE or _title(first) not in named or row.number <= below:
            continue
        if tried == _MOST_LATER or tuple(_row_texts(grid, row.number)) in repeated or not _may_be_header(grid, row.number):
            continue
        tried += 1
        found = header_of(grid, kind, _with_joined_rows(grid, (row.number,)))
        if {heading.index: name_key(heading.name) for heading in found.headings} != places and _is_plain_header(kind, found):
            below = found.rows[-1]
            yield found


def _title(text: str) -> str:
    return " ".join(text.split()).casefold()


def _is_plain_header(kind: str, header: Header) -> bool:
    """Whether there is no doubt that this is a header: known names over most columns, those that are needed among them."""
    best = [found[0] for heading in header.headings if (found := matches(kind, heading.name, heading.groups))]
    known = [match for match in best if match.how is How.NAME]
    fields = {name for match in known for name in match.meaning.fields}
    return len(known) >= 0.6 * len(header.headings) and len(fields) >= _FEWEST_KNOWN and fields >= set(NEEDED[kind])


def _windows(numbers: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """The groups of one to three rows that follow each other."""
    for position in range(len(numbers)):
        rows: tuple[int, ...] = ()
        for lower in numbers[position : position + _HIGHEST]:
            if rows and lower != rows[-1] + 1:
                break
            rows = (*rows, lower)
            yield rows


def _best(grid: Grid, kind: str, windows: Sequence[tuple[int, ...]], said: Collection[str]) -> Header | None:
    """The best header among these groups of rows; the first of several as good."""
    best: Header | None = None
    for rows in windows:
        found = header_of(grid, kind, rows, said)
        if found.score >= _LEAST_SCORE and (best is None or found.score > best.score + 1e-9):
            best = found
    return best


def _row_texts(grid: Grid, number: int) -> list[str]:
    position = grid.position(number)
    return [text for _, text in grid.texts(grid.rows[position])] if position is not None else []


def header_of(grid: Grid, kind: str, rows: tuple[int, ...], said: Collection[str] = ()) -> Header:
    """What these rows say as a header, and how much of it is known."""
    headings = _headings(grid, rows)
    sure: dict[str, float] = {}
    unknown = 0
    for heading in headings:
        if name_key(heading.name) in said or name_key(bare_name(heading.name)) in said:
            sure[f"said {heading.index}"] = _SAID
            continue
        found = matches(kind, heading.name, heading.groups)
        if not found:
            unknown += 1
            continue
        weight = found[0].confidence if found[0].how is How.NAME else (found[0].confidence - 0.35) * 0.8
        for name in found[0].meaning.fields:
            if name not in sure or sure[name] < weight:
                sure[name] = weight
    needed = set(NEEDED[kind])
    score = sum(weight * (1.4 if name in needed else 1.0) for name, weight in sure.items())
    score -= 0.03 * (len(rows) - 1) + 0.02 * min(unknown, _MOST_UNKNOWN) + 0.4 * _unlike(grid, rows) + 0.6 * _hidden_names(kind, headings)
    return Header(rows, headings, score)


def _hidden_names(kind: str, headings: Sequence[Heading]) -> int:
    """How many known names have another text under them that is no part of the name: a heading of the table, or a record."""
    known = vocabulary(kind).alone
    found = 0
    for place, heading in enumerate(headings):
        if not heading.groups:
            continue
        over = heading.groups[-1]
        beside = (headings[near].groups[-1:] for near in (place - 1, place + 1) if 0 <= near < len(headings))
        if (over,) in beside or name_key(bare_name(over)) not in known:
            continue
        found += name_key(f"{over} {heading.name}") not in known
    return found


def _unlike(grid: Grid, rows: tuple[int, ...]) -> int:
    """How many cells are nothing that stands in a header: days, numbers, sentences, the motto of the country."""
    found = 0
    for number in rows:
        position = grid.position(number)
        for cell in grid.rows[position].cells[: grid.width] if position is not None else ():
            if isinstance(cell, date) or (isinstance(cell, int | float) and not isinstance(cell, bool)):
                found += 1
            elif isinstance(cell, str) and (len(cell) > _LONGEST_NAME or _NO_HEADER.match(fold(clean(cell)))):
                found += 3
    return found


def _may_be_header(grid: Grid, number: int) -> bool:
    texts = _row_texts(grid, number)
    return bool(texts) and not is_column_numbers(texts) and any(len(text) <= _LONGEST_NAME for text in texts)


def _headings(grid: Grid, rows: tuple[int, ...]) -> tuple[Heading, ...]:
    """Each column's name is the lowest text over it, what stands above are its groups."""
    levels: list[list[str]] = []
    for number in rows:
        level = [clean(cell_text(grid.shown(number, column))[:_LONGEST_CELL]) for column in range(grid.width)]
        levels.append(level)
    for upper in range(len(rows) - 1):
        _spread(grid, rows[upper], levels[upper], levels[upper + 1])
    headings = []
    for column in range(grid.width):
        stacked: list[str] = []
        for level in levels:
            text = level[column]
            if text and (not stacked or stacked[-1] != text):
                stacked.append(text)
        if stacked and not _only_under_a_group(grid, rows, levels, column):
            headings.append(Heading(column, stacked[-1], tuple(stacked[:-1])))
    return tuple(headings)


def _only_under_a_group(grid: Grid, rows: tuple[int, ...], levels: Sequence[Sequence[str]], column: int) -> bool:
    """Whether a column has no name of its own: it is the rest of a wider one, or lies between the columns of a group."""
    merge = grid.joined(rows[-1], column)
    if merge is not None and merge.first_column < column:
        return True
    for number, lower in pairwise(range(len(rows))):
        merge = grid.joined(rows[number], column)
        if merge is None or merge.last_column == merge.first_column or levels[lower][column]:
            continue
        return any(levels[lower][near] for near in range(merge.first_column, min(merge.last_column + 1, grid.width)))
    return False


def _spread(grid: Grid, number: int, upper: list[str], lower: list[str]) -> None:
    """A group's name that is not joined over its columns still counts for the blank cells at its right that have names under them."""
    for column in range(1, len(upper)):
        if not upper[column] and lower[column] and upper[column - 1] and lower[column - 1] and grid.joined(number, column) is None:
            merge = grid.joined(number, column - 1)
            if merge is None:
                upper[column] = upper[column - 1]


def _with_joined_rows(grid: Grid, rows: tuple[int, ...]) -> tuple[int, ...]:
    """The header with the rows that its joined cells reach into, and the row of names under its groups."""
    first, last = rows[0], rows[-1]
    for merge in [merge for number in rows for merge in grid.covering(number)]:
        if merge.first_row != merge.last_row and merge.last_column - merge.first_column > grid.width // 2:
            continue
        if merge.last_row - merge.first_row < _HIGHEST_JOINED:
            first, last = min(first, merge.first_row), max(last, merge.last_row)
    if last == rows[-1] and _names_under_groups(grid, last):
        last += 1
    return tuple(number for number in range(first, last + 1) if number - first < _HIGHEST_JOINED)


def _names_under_groups(grid: Grid, number: int) -> bool:
    """Whether the next row has short texts only, and only under cells that are joined over several columns."""
    groups = [merge for merge in grid.covering(number) if merge.first_row == merge.last_row and merge.last_column > merge.first_column]
    position = grid.position(number + 1)
    if not groups or position is None or any(merge.last_column - merge.first_column + 1 >= grid.width for merge in groups):
        return False
    under = [(index, cell) for index, cell in enumerate(grid.rows[position].cells[: grid.width]) if not is_blank(cell)]
    # Two names at least under each: a column that is two cells wide has one text, and it is no name.
    if not all(sum(merge.first_column <= index <= merge.last_column for index, _ in under) != 1 for merge in groups):
        return False
    return bool(under) and all(
        isinstance(cell, str) and len(cell) < _LONGEST_NAME and any(merge.first_column <= index <= merge.last_column for merge in groups)
        for index, cell in under
    )
