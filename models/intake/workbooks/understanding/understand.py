"""A book understood as records of one kind: the sheet, its header, the columns, the rows."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from models.errors import OfficeError
from models.intake.workbooks.book import Book, RawSheet, Visibility
from models.intake.workbooks.cells import cell_text, is_blank
from models.intake.workbooks.table import ColumnGuess, How, Layout, RowRole, Table, TableRow
from models.intake.workbooks.understanding.columns import Assigned, assign
from models.intake.workbooks.understanding.grid import Grid
from models.intake.workbooks.understanding.header import Header, find_header, first_header, header_of, later_headers
from models.intake.workbooks.understanding.marks import marks_of
from models.intake.workbooks.understanding.matching import matches
from models.intake.workbooks.understanding.memory import Correction, RememberedLayout
from models.intake.workbooks.understanding.names import KEY, NEEDED, bare_name, fields_of, name_key
from models.intake.workbooks.understanding.records import source_columns, table_rows
from models.intake.workbooks.understanding.rows import Bounds, Sorted, sort_rows
from models.intake.workbooks.understanding.shapes import Profile, profile
from models.intake.workbooks.understanding.titles import TitleBlock, read_title
from models.text import clean, fold

# So many rows tell what a column looks like; fewer of wide sheets.
_SAMPLE = 240
_SAMPLE_CELLS = 6_000
_FEWEST = 20
# Of a book with more sheets the ones with most rows are looked at for its kind.
_MOST_SHEETS = 8
# Nor is the list looked for in more sheets than these.
_MOST_READ = 24
_OLD_COPY = re.compile(r"\b(?:cu|old|copy|ban sao|nhap|luu|backup|bak|huong dan|mau|vi du|tham khao|khong dung|bo)\b|\(\d\)\s*$")
_NUMBERING = frozenset(("stt", "tt", "sott", "sothutu", "thutu", "no", "stttask"))
_NUMBER_SIGNS = frozenset(("#", "№", "Nº"))
# Blank rows are told one by one only where a person could see them all.
_MOST_BLANK_ROWS = 5_000
_KINDS = ("tasks", "dossiers", "directives", "procedures", "staff", "calendar")
_TITLE_WORDS: Mapping[str, re.Pattern[str]] = {
    "tasks": re.compile(r"nhiem vu|giao viec|cong viec|chuong trinh cong tac|ket luan"),
    "dossiers": re.compile(r"ho so"),
    "directives": re.compile(r"van ban den|cong van den|so dang ky van ban"),
    "procedures": re.compile(r"danh muc (?:thu tuc|tthc)|thu tuc hanh chinh|tthc"),
    "staff": re.compile(r"can bo|cong chuc|nhan su|danh ba"),
    "calendar": re.compile(r"ngay nghi|nghi le|lich"),
}


@dataclass(frozen=True, slots=True)
class _Reading:
    """One sheet read as one kind: how well it fits is `score`."""

    grid: Grid
    header: Header | None
    assigned: Assigned
    looks: Mapping[int, Profile]
    score: float
    remembered: RememberedLayout | None = None


def understand(
    book: Book,
    kind: str,
    *,
    sheet: str | None = None,
    chosen: Mapping[str, str] | None = None,
    remembered: Sequence[RememberedLayout] = (),
    correction: Correction | None = None,
) -> Table:
    """Find the records of a kind in a book.

    `sheet` names the sheet that counts, hidden or not; else it is found. `chosen` maps names over columns to fields, before the known
    names. `remembered` are the layouts of earlier lists, the newest first: the one whose header is the same is used. `correction` is
    what the person moved, now.

    Raises OfficeError: `sheet_not_found`, `unknown_field` (in `chosen` or the correction), `sheet_empty`, `columns_not_found` (what
    was looked for and what was found), `no_rows_found`.
    """
    correction = correction or Correction()
    for name in [*(chosen or {}).values(), *(name for fields in correction.columns.values() for name in fields)]:
        if name not in fields_of(kind):
            raise OfficeError("unknown_field", name=name, fields=", ".join(fields_of(kind)))
    said = frozenset(name_key(name) for name in chosen or ())
    reading = _best_reading(kind, _sheets(book, correction.sheet or sheet), correction, remembered, said)
    parts = _parts_of(kind, reading, correction)
    reading = replace(reading, assigned=parts[0].assigned, looks=parts[0].looks)
    columns = _with_said(kind, reading, chosen or {}, correction)
    found = {name for column in columns for name in column.fields}
    missing = [name for name in NEEDED[kind] if name not in found]
    if missing:
        seen = ", ".join(heading.name for heading in reading.header.headings) if reading.header else _first_texts(reading.grid)
        raise OfficeError("columns_not_found", kind=kind, missing=missing, found=seen[:300])
    return _table(book, kind, reading, columns, correction, parts)


def guess_kind(book: Book) -> tuple[tuple[str, float], ...]:
    """Which kinds of record a book may hold, best first, each with how sure that is (0 to 1); only those that it can be read as."""
    ranked = []
    filled = _sheets(book, None) if any(sheet.rows for sheet in book.sheets) else []
    grids = [Grid(sheet) for sheet in sorted(filled, key=lambda sheet: -len(sheet.rows))[:_MOST_SHEETS]]
    for kind in _KINDS:
        best = 0.0
        for grid in grids:
            reading = _read(kind, grid, None)
            if reading.header is None:
                continue
            best = max(best, _sureness(kind, reading))
        if best > 0.05:
            ranked.append((kind, round(best, 2)))
    return tuple(sorted(ranked, key=lambda each: -each[1]))


def _sureness(kind: str, reading: _Reading) -> float:
    """How much of what the sheet has is of this kind."""
    found = {name: column for column in reading.assigned.columns for name in column.fields}
    if not set(NEEDED[kind]) <= found.keys() or reading.header is None:
        return 0.0
    named = [column for column in reading.assigned.columns if column.header and name_key(column.header) not in _NUMBERING]
    share = sum(column.confidence for column in named if column.fields) / max(1, len(named))
    wealth = min(1.0, len(found) / 6)
    title = " ".join(fold(text) for line in _lines_above(reading.grid, reading.header.rows) for text in line)
    told = 0.15 if _TITLE_WORDS[kind].search(title + " " + fold(reading.grid.sheet.name)) else 0.0
    if kind in ("staff", "calendar"):
        share *= 0.8
    return min(1.0, 0.55 * share + 0.35 * wealth + told)


def _sheets(book: Book, named: str | None) -> list[RawSheet]:
    """The sheets that may count: the named one, else those that are shown and hold anything, else the hidden ones."""
    if named is not None:
        same = [sheet for sheet in book.sheets if sheet.name == named]
        alike = [sheet for sheet in book.sheets if fold(clean(sheet.name)) == fold(clean(named))]
        if not same and not alike:
            raise OfficeError("sheet_not_found", sheet=named, sheets=", ".join(sheet.name for sheet in book.sheets)[:300])
        return [*same, *alike][:1]
    filled = [sheet for sheet in book.sheets if sheet.rows]
    if not filled:
        raise OfficeError("sheet_empty", path=book.file_name)
    shown = [sheet for sheet in filled if sheet.visibility is Visibility.VISIBLE] or filled
    if len(shown) <= _MOST_READ:
        return shown
    largest = sorted(shown, key=lambda sheet: -len(sheet.rows))[:_MOST_READ]
    kept = {id(sheet) for sheet in largest}
    return [sheet for sheet in shown if id(sheet) in kept]


def _best_reading(
    kind: str, sheets: Sequence[RawSheet], correction: Correction, remembered: Sequence[RememberedLayout], said: Collection[str]
) -> _Reading:
    """The sheet that fits the kind best, read as the correction or an earlier list of its form says."""
    readings = [_recalled(kind, _read(kind, Grid(sheet), correction.header_rows, said), remembered) for sheet in sheets]
    known = [reading for reading in readings if reading.remembered is not None]
    best = max(known or readings, key=lambda reading: reading.score)
    if best.header is None and len(sheets) > 1:
        best = max(readings, key=lambda reading: (len([c for c in reading.assigned.columns if c.fields]), len(reading.grid.rows)))
    return best


def _read(kind: str, grid: Grid, header_rows: tuple[int, ...] | None, said: Collection[str] = ()) -> _Reading:
    if header_rows is None:
        best = find_header(grid, kind, said)
        header = first_header(grid, kind, best) if best else None
    else:
        header = header_of(grid, kind, header_rows, said) if header_rows else None
    looks = _looks(grid, header.rows[-1] if header else 0)
    assigned = assign(kind, header.headings if header else (), looks)
    fields = {name for column in assigned.columns for name in column.fields}
    score = (header.score if header else 0.0) + 2.0 * len(fields & set(NEEDED[kind])) - 2.0 * len(set(NEEDED[kind]) - fields)
    rows = max((look.filled for look in looks.values()), default=0)
    score += min(1.0, rows / 20) if rows else -4.0
    if _OLD_COPY.search(fold(grid.sheet.name)):
        score -= 1.5
    return _Reading(grid, header, assigned, looks, score)


def _recalled(kind: str, reading: _Reading, remembered: Sequence[RememberedLayout]) -> _Reading:
    """The reading with the earlier layout of the same header, the one of the same sender where there are several."""
    of_kind = [layout for layout in remembered if layout.kind == kind]
    if not of_kind:
        return reading
    candidates = [reading]
    said = {layout.correction.header_rows for layout in of_kind if layout.correction.header_rows}
    candidates += [_read(kind, reading.grid, rows) for rows in said if reading.header is None or rows != reading.header.rows]
    for candidate in candidates:
        print_of = fingerprint(kind, candidate.header)
        same = [layout for layout in of_kind if layout.fingerprint == print_of] if candidate.header else []
        if same:
            sender = fold(_title_block(candidate).sender)
            of_sender = [layout for layout in same if fold(layout.sender) == sender]
            return replace(candidate, remembered=(of_sender or same)[0])
    return reading


def fingerprint(kind: str, header: Header | None) -> str:
    """What the header of the next list of the same form has in common with this one."""
    names = [name_key(bare_name(" ".join((*heading.groups, heading.name)))) for heading in header.headings] if header else []
    return hashlib.sha256("\n".join((kind, *names)).encode()).hexdigest()[:24]


def _looks(grid: Grid, top: int) -> dict[int, Profile]:
    """What the columns look like, from rows at the beginning and throughout."""
    rows = [row for row in grid.rows if row.number > top]
    sample = max(_FEWEST, min(_SAMPLE, _SAMPLE_CELLS // max(1, grid.width)))
    if len(rows) > sample:
        half = sample // 2
        step = max(1, (len(rows) - half) // half)
        rows = [*rows[:half], *rows[half::step]]
    full = [row for row in rows if sum(1 for cell in row.cells[: grid.width] if not is_blank(cell)) >= min(3, grid.width)] or rows
    return {
        index: profile(row.cells[index] if index < len(row.cells) else None for row in full)
        for index in range(grid.width)
        if any(index < len(row.cells) and not is_blank(row.cells[index]) for row in full)
    }


def _with_said(kind: str, reading: _Reading, chosen: Mapping[str, str], correction: Correction) -> tuple[ColumnGuess, ...]:
    """The columns with what was remembered, what `chosen` says by name and what the person moved, each before the one before."""
    columns = {column.index: column for column in reading.assigned.columns}
    if reading.remembered is not None:
        for index, fields in reading.remembered.correction.columns.items():
            _give(columns, index, tuple(name for name in fields if name in fields_of(kind)), How.REMEMBERED)
        for index in reading.remembered.correction.month_first:
            if index in columns:
                columns[index] = replace(columns[index], month_first=True)
    by_name = {name_key(name): field for name, field in chosen.items()}
    for column in list(columns.values()):
        named = next((by_name[key] for key in _keys(column) if key in by_name), None)
        if named is not None:
            _give(columns, column.index, (named,), How.CHOSEN)
    for index, fields in correction.columns.items():
        _give(columns, index, fields, How.CHOSEN)
    for index in correction.month_first:
        if index in columns:
            columns[index] = replace(columns[index], month_first=True)
    return tuple(columns[index] for index in sorted(columns))


def _keys(column: ColumnGuess) -> tuple[str, ...]:
    names = (column.header, bare_name(column.header), f"{column.group} {column.header}")
    return tuple(key for name in names if (key := name_key(name)))


def _give(columns: dict[int, ColumnGuess], index: int, fields: tuple[str, ...], how: How) -> None:
    """This column fills these fields, and no other column does that was only guessed. Several columns may be said to fill one."""
    for other, column in columns.items():
        if other != index and column.how is not how and set(column.fields) & set(fields):
            columns[other] = replace(column, fields=tuple(name for name in column.fields if name not in fields))
    old = columns.get(index) or ColumnGuess(index, "", (), 0.0, How.UNKNOWN)
    columns[index] = replace(old, fields=fields, confidence=1.0, how=how)


def _parts_of(kind: str, reading: _Reading, correction: Correction) -> list[_Reading]:
    """The tables that stand one under the other in the sheet, each with its own header; mostly it is one.

    A further table counts only where its columns are others than those of the first.
    """
    grid = reading.grid
    if reading.header is None:
        return [reading]
    later = [header for header in later_headers(grid, kind, reading.header) if correction.roles.keys().isdisjoint(header.rows)]
    if not later:
        return [reading]
    parts = _cut(kind, grid, [reading.header, *later])
    places = _places(parts[0])
    kept = [header for header, part in zip(later, parts[1:], strict=True) if _is_another_table(kind, places, _places(part))]
    if kept == later:
        return parts
    return _cut(kind, grid, [reading.header, *kept]) if kept else [reading]


def _is_another_table(kind: str, first: set[tuple[int, tuple[str, ...]]], own: set[tuple[int, tuple[str, ...]]]) -> bool:
    return own != first and set(NEEDED[kind]) <= {name for _, fields in own for name in fields}


def _as_shared(columns: Sequence[ColumnGuess], first: Sequence[ColumnGuess]) -> tuple[ColumnGuess, ...]:
    """The columns of a further table: what shares a cell there, and not in the first one, is the first of its fields."""
    shared = {column.fields for column in first}
    return tuple(
        column if len(column.fields) < 2 or column.fields in shared else replace(column, fields=column.fields[:1]) for column in columns
    )


def _cut(kind: str, grid: Grid, headers: Sequence[Header]) -> list[_Reading]:
    """The sheet cut above each header but the first, every piece read by its own header."""
    edges = [0, *(header.rows[0] for header in headers[1:]), grid.numbers[-1] + 1]
    pieces = [Grid(_rows_between(grid.sheet, first, last)) for first, last in pairwise(edges)]
    return [_read(kind, piece, header.rows) for piece, header in zip(pieces, headers, strict=True)]


def _rows_between(sheet: RawSheet, first: int, last: int) -> RawSheet:
    """The rows from `first` to before `last`, with what is joined in them."""
    rows = tuple(row for row in sheet.rows if first <= row.number < last)
    merges = tuple(merge for merge in sheet.merges if first <= merge.first_row and merge.last_row < last)
    return replace(sheet, rows=rows, merges=merges)


def _places(reading: _Reading) -> set[tuple[int, tuple[str, ...]]]:
    """Which column fills which fields."""
    return {(column.index, column.fields) for column in reading.assigned.columns if column.fields}


def _sorted_part(
    kind: str, part: _Reading, columns: Sequence[ColumnGuess], correction: Correction
) -> tuple[Sorted, tuple[TableRow, ...], dict[str, tuple[int, ...]]]:
    """What the rows of one table are, its records with their cells, and which columns fill which field."""
    key = next((column.index for column in columns if KEY[kind] in column.fields), None)
    bounds = Bounds(
        fields=tuple(column.index for column in columns if column.fields),
        key=key,
        number=_number_column(columns, part.looks),
        header_rows=part.header.rows if part.header else (),
        needed=tuple(column.index for column in columns if set(column.fields) & set(NEEDED[kind])),
        first_row=correction.first_row,
        last_row=correction.last_row,
        roles=correction.roles,
    )
    found = sort_rows(part.grid, bounds)
    sources = source_columns(columns, _part_order(kind, part, columns))
    return found, table_rows(part.grid, found.records, found.sections, sources, marks_of(columns, part.looks)), sources


def _opening(above: _Reading, part: _Reading) -> tuple[int, str] | None:
    """The line right over the header of a further table, which says what it is of: "Bảng 2. Nhiệm vụ phối hợp"."""
    last = above.grid.rows[-1]
    texts = [text for _, text in above.grid.texts(last)]
    near = part.header is not None and last.number >= part.header.rows[0] - 2
    return (last.number, " ".join(texts)) if near and 0 < len(texts) <= 2 else None


def _table(
    book: Book, kind: str, reading: _Reading, columns: tuple[ColumnGuess, ...], correction: Correction, parts: Sequence[_Reading]
) -> Table:
    grid, header = reading.grid, reading.header
    sorted_rows, rows, sources = _sorted_part(kind, parts[0], columns, correction)
    apart: set[int] = set()
    for above, part in pairwise(parts):
        opening = _opening(above, part)
        below, more, _ = _sorted_part(kind, part, _as_shared(part.assigned.columns, columns), correction)
        again = {number: RowRole.HEADER_REPEAT if role is RowRole.HEADER else role for number, role in below.roles.items()}
        if opening is not None and sorted_rows.roles.get(opening[0]) in (RowRole.NOTE, RowRole.SECTION):
            again[opening[0]] = RowRole.SECTION
            more = tuple(replace(row, sections=(opening[1], *row.sections)) for row in more)
        rows = (*rows, *more)
        apart.update(row.number for row in more)
        sorted_rows = Sorted([*sorted_rows.records, *below.records], [*sorted_rows.sections, *below.sections], sorted_rows.roles | again)
    if not sorted_rows.records:
        raise OfficeError(
            "no_rows_found", path=book.file_name, sheet=grid.sheet.name, kind=kind, missing=NEEDED[kind], count=len(grid.rows)
        )
    block = _title_block(reading, sorted_rows)
    said = reading.remembered is not None or bool(correction.columns)
    layout = Layout(
        kind=kind,
        sheet=grid.sheet.name,
        header_rows=header.rows if header else (),
        columns=columns,
        roles=_with_blank_rows(grid, sorted_rows.roles),
        first_row=sorted_rows.records[0].number,
        last_row=sorted_rows.records[-1].number,
        fingerprint=fingerprint(kind, header),
        sender=block.sender,
        title=block.title,
        year=block.year,
        sure=said or (header is not None and reading.assigned.sure),
        remembered=reading.remembered is not None,
        agency=block.agency,
        document=block.document,
        apart=frozenset(apart),
    )
    return Table(
        kind=kind,
        book=book,
        layout=layout,
        rows=rows,
        composites=tuple(dict.fromkeys(column.fields for column in columns if len(column.fields) > 1)),
        field_columns={name: indexes[0] for name, indexes in sources.items()},
    )


def _number_column(columns: Sequence[ColumnGuess], looks: Mapping[int, Profile]) -> int | None:
    """The column with the running numbers: by its name, else the first column where it has whole numbers and no field."""
    for column in columns:
        if not column.fields and (name_key(bare_name(column.header)) in _NUMBERING or column.header.strip() in _NUMBER_SIGNS):
            return column.index
    first = columns[0] if columns else None
    if first is not None and not first.fields and looks.get(first.index, Profile()).share("whole") >= 0.6:
        return first.index
    return None


def _part_order(kind: str, reading: _Reading, columns: Sequence[ColumnGuess]) -> dict[str, list[int]]:
    """For fields written in two columns: the number before the symbol, whatever stands at the left."""
    order: dict[str, list[tuple[int, int]]] = {}
    headings = {heading.index: heading for heading in reading.header.headings} if reading.header else {}
    for column in columns:
        heading = headings.get(column.index)
        for name in column.fields:
            part = 0
            if heading is not None:
                for match in matches(kind, heading.name, heading.groups):
                    if match.meaning.part and name in match.meaning.fields:
                        part = match.meaning.part
            order.setdefault(name, []).append((part, column.index))
    return {name: [index for _, index in sorted(places)] for name, places in order.items() if len(places) > 1}


def _lines_above(grid: Grid, header_rows: tuple[int, ...]) -> list[list[str]]:
    top = header_rows[0] if header_rows else 0
    lines = []
    for row in grid.rows[:100]:
        if row.number >= top:
            break
        lines.append([cell_text(cell) for cell in row.cells[: grid.width] if not is_blank(cell)])
    return lines


def _title_block(reading: _Reading, sorted_rows: Sorted | None = None) -> TitleBlock:
    """What stands over the table; the year, where nothing above has one, of the line with place and day under it."""
    below: list[str] = []
    if sorted_rows is not None:
        signed = [number for number, role in sorted_rows.roles.items() if role is RowRole.SIGNATURE][:3]
        for number in signed:
            position = reading.grid.position(number)
            if position is not None:
                below += [text for _, text in reading.grid.texts(reading.grid.rows[position])]
    rows = reading.header.rows if reading.header else ()
    return read_title(_lines_above(reading.grid, rows), sheet_name=reading.grid.sheet.name, below=below)


def _with_blank_rows(grid: Grid, roles: dict[int, RowRole]) -> dict[int, RowRole]:
    """The roles with the rows between that hold nothing and were not read."""
    if not grid.numbers or grid.numbers[-1] - len(grid.numbers) > _MOST_BLANK_ROWS:
        return roles
    held = set(grid.numbers)
    blank = {number: RowRole.BLANK for number in range(1, grid.numbers[-1]) if number not in held}
    return dict(sorted({**roles, **blank}.items()))


def _first_texts(grid: Grid) -> str:
    """What stands in the first rows, for a person who wonders why nothing was found."""
    return ", ".join(text for row in grid.rows[:3] for _, text in grid.texts(row))
