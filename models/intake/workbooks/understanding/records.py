"""The records of a table with their cells by field: joined cells and ditto marks filled, numbers written in two columns put together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from models.intake.workbooks.book import SheetRow
from models.intake.workbooks.cells import Cell, ErrorCell, UnsavedFormula, cell_text, is_blank
from models.intake.workbooks.table import ColumnGuess, TableRow
from models.intake.workbooks.understanding.grid import Grid
from models.intake.workbooks.understanding.marks import marked_bodies
from models.text import clean, compact

# What a clerk writes for "as above".
_DITTO_SIGNS = frozenset(('"', "''", "”", "“", ",,", "〃", "“”", "''''", '""', "-”-", '-"-', "- “ -", "″", "„", "'' ''", "-''-"))
_DITTO_WORDS = frozenset(("nt", "nhutren", "ntren", "nhutr"))
_DITTO_FIRST = frozenset("nN-\"'”“,〃″„( .\xa0\n\t")
_LONGEST_DITTO = 14


def is_ditto(text: str) -> bool:
    """Whether a text stands for what is written above it."""
    if len(text) > _LONGEST_DITTO or not text or text[0] not in _DITTO_FIRST:
        return False
    bare = clean(text)
    return bare in _DITTO_SIGNS or compact(bare) in _DITTO_WORDS


def joined(pieces: Sequence[Cell]) -> Cell:
    """Number and symbol of a document that stand in two cells: joined by a slash, unless one of them has it already."""
    for piece in pieces:
        if isinstance(piece, ErrorCell | UnsavedFormula):
            return piece
    texts = [text for piece in pieces if (text := clean(cell_text(piece)))]
    if len(texts) < 2:
        return texts[0] if texts else None
    whole = texts[0]
    for text in texts[1:]:
        if text in whole or whole in text:
            whole = max(whole, text, key=len)
        else:
            whole = whole.rstrip("/ ") + "/" + text.lstrip("/ ")
    return whole


def table_rows(
    grid: Grid,
    records: Sequence[SheetRow],
    sections: Sequence[tuple[str, ...]],
    sources: Mapping[str, tuple[int, ...]],
    marks: Mapping[int, str],
) -> tuple[TableRow, ...]:
    """One TableRow for each record. `sources` has for each field its columns; more than one are parts of the same text.

    `marks` are the columns with a mark where the body over them does the row: they give the lead, and those who take part.
    """
    sources = {name: left for name, columns in sources.items() if (left := tuple(index for index in columns if index not in marks))}
    single = {name: columns[0] for name, columns in sources.items() if len(columns) == 1}
    several = {name: columns for name, columns in sources.items() if len(columns) > 1}
    used = sorted({index for columns in sources.values() for index in columns} | marks.keys())
    place = {index: at for at, index in enumerate(used)}
    take = _taker(used)
    order: Callable[[Sequence[Cell]], tuple[Cell, ...]] = _taker([place[index] for index in single.values()])
    names = tuple(single)
    parts = {name: [place[index] for index in columns] for name, columns in several.items()}
    above: list[Cell] = [None] * len(used)
    bodies = [(name, place[index]) for index, name in sorted(marks.items())]
    # A list whose marks tell the leaders only says nothing of the others.
    takes_part = bodies and any(marked_bodies((name, _cell(row, index)) for index, name in marks.items())[1] for row in records)
    padding: tuple[None, ...] = (None,) * (max(used, default=0) + 1)
    fills = grid.fills
    # A joined cell may hold a ditto mark too.
    dittos = range(len(used)) if fills else _with_dittos(records, used)
    rows = []
    for row, over in zip(records, sections, strict=True):
        cells = row.cells
        if len(cells) < len(padding):
            cells = cells + padding[len(cells) :]
        values = take(cells)
        if row.number in fills:
            values = _filled(values, place, fills[row.number])
        if dittos:
            values = _repeated(values, above, dittos)
        said: dict[str, Cell] = dict(zip(names, order(values), strict=True))
        for name, places in parts.items():
            said[name] = joined([values[at] for at in places])
        if bodies:
            said["lead"], others = marked_bodies((name, values[at]) for name, at in bodies)
            if takes_part:
                named = clean(cell_text(said.get("coordinating")))
                said["coordinating"] = "; ".join(part for part in (named, others) if part) or None
        rows.append(TableRow(row.number, said, over, row.hidden))
    return tuple(rows)


def _cell(row: SheetRow, index: int) -> Cell:
    return row.cells[index] if index < len(row.cells) else None


def _taker(indexes: Sequence[int]) -> Callable[[Sequence[Cell]], tuple[Cell, ...]]:
    if not indexes:
        return lambda _: ()
    if len(indexes) == 1:
        only = indexes[0]
        return lambda cells: (cells[only],)
    take: Any = itemgetter(*indexes)
    return take


def _filled(values: tuple[Cell, ...], place: Mapping[int, int], fills: Sequence[tuple[int, Cell]]) -> tuple[Cell, ...]:
    changed = list(values)
    for index, value in fills:
        if index in place and is_blank(changed[place[index]]):
            changed[place[index]] = value
    return tuple(changed)


def _with_dittos(rows: Sequence[SheetRow], used: Sequence[int]) -> list[int]:
    """The columns, by their places among the used ones, in which anything stands for what is above it."""
    found: set[int] = set()
    texts = {text for row in rows for text in row.cells if type(text) is str and len(text) <= _LONGEST_DITTO}
    dittos = {text for text in texts if is_ditto(text)}
    if dittos:
        found.update(at for row in rows for at, index in enumerate(used) if index < len(row.cells) and row.cells[index] in dittos)
    return sorted(found)


def _repeated(values: tuple[Cell, ...], above: list[Cell], places: Sequence[int]) -> tuple[Cell, ...]:
    """The values with ditto marks at these places replaced by what stands above; `above` becomes them."""
    changed: list[Cell] | None = None
    for at in places:
        value = values[at]
        if type(value) is str and is_ditto(value):
            if changed is None:
                changed = list(values)
            changed[at] = above[at]
    if changed is not None:
        values = tuple(changed)
    above[:] = values
    return values


def source_columns(columns: Sequence[ColumnGuess], order: Mapping[str, Sequence[int]]) -> dict[str, tuple[int, ...]]:
    """For each field the columns that fill it: as `order` says where a text is written in parts, else from left to right."""
    sources: dict[str, tuple[int, ...]] = {}
    for column in columns:
        for name in column.fields:
            sources[name] = (*sources.get(name, ()), column.index)
    ordered = {name: tuple(indexes) for name, indexes in order.items()}
    return {name: ordered[name] if set(ordered.get(name, ())) == set(indexes) else indexes for name, indexes in sources.items()}
