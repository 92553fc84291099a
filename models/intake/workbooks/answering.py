"""The province's list read once more to be answered: which of its rows are ours, and which task each of them is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from models.errors import OfficeError
from models.intake.workbooks.book import Book, RawSheet
from models.intake.workbooks.cells import cell_text, is_blank
from models.intake.workbooks.converted import as_workbook, sheet_names
from models.intake.workbooks.planned import Because, Plan, PlannedRow
from models.intake.workbooks.seen import rows_of_file
from models.intake.workbooks.table import ColumnGuess, How, Layout, RowRole
from models.intake.workbooks.taking import plan_file
from models.progress import Report, no_report
from models.registers.tasks.sent_list import SentColumn, SentList, SentRow

if TYPE_CHECKING:
    from models.office import Office

_NOTHING: Mapping[int, int] = MappingProxyType({})
_OWN_FORMATS = frozenset({"xlsx", "xlsm"})
_GAP = 4
"""So many empty columns side by side are the end of a table; what stands beyond is not its own."""
_SMALL_SHEET = 1_000
_SURE = 0.85


def sent_list(office: Office, path: Path, *, sheet: str | None = None, report: Report = no_report) -> SentList:
    """Read a list of tasks and find the task of each of its rows; nothing is written.

    Raises OfficeError as reading, understanding and planning do, and `file_changed` where the file changed meanwhile.
    """
    plan = plan_file(office, "tasks", path, sheet=sheet, report=report)
    with office.read() as connection:
        taken = rows_of_file(connection, "tasks", plan.table.book.sha256, plan.table.layout.sheet)
    return list_of(plan, path, taken, report=report)


def list_of(plan: Plan, path: Path, taken: Mapping[int, int] = _NOTHING, *, report: Report = no_report) -> SentList:
    """The list of a plan that was made of this file. Raises OfficeError `file_changed`, `cannot_read_file`.

    `taken` are the tasks that rows of this file became before: a row that is wrong may have been put right when it was taken in.
    """
    book, layout = plan.table.book, plan.table.layout
    raw = next(one for one in book.sheets if one.name == layout.sheet)
    top = min((*layout.header_rows, layout.first_row))
    names = _names_over_columns(raw, layout)
    lines = tuple(row.number for row in raw.rows if top <= row.number <= layout.last_row)
    own = book.format in _OWN_FORMATS
    name = layout.sheet if own else sheet_names(book)[layout.sheet]
    return SentList(
        path=path,
        sha256=book.sha256,
        format=book.format,
        converted=not own,
        package=_own_bytes(path, book)
        if own
        else as_workbook(book, sheet=layout.sheet, header_rows=layout.header_rows, lines=frozenset(lines), report=report),
        sheet=name,
        date_1904=own and book.date_1904,
        columns=tuple(
            SentColumn(column.index, column.header, column.fields, _sure(column), names.get(column.index, ())[:-1])
            for column in layout.columns
        ),
        header=layout.header_rows,
        repeats=_with_role(layout, RowRole.HEADER_REPEAT),
        numbers=_numbers(raw, layout),
        lines=lines,
        edge=_edge(raw, layout, frozenset(lines)),
        merges=tuple((merge.first_row, merge.last_row, merge.first_column, merge.last_column) for merge in raw.merges),
        rows=tuple(_rows(plan, raw, taken)),
        others=_small_sheets(book.sheets),
    )


def _sure(column: ColumnGuess) -> bool:
    """Whether a column is what it was taken for: only then may what stands in it be replaced."""
    return column.how in (How.NAME, How.REMEMBERED, How.CHOSEN) or column.confidence >= _SURE


def _names_over_columns(raw: RawSheet, layout: Layout) -> dict[int, tuple[str, ...]]:
    """All names that stand over each column in the rows of the header, from the outermost group to its own."""
    header = {row.number: [cell_text(cell) for cell in row.cells] for row in raw.rows if row.number in layout.header_rows}
    joined = {
        (row, column): header.get(merge.first_row, [])[merge.first_column : merge.first_column + 1]
        for merge in raw.merges
        if merge.first_row in header
        for row in range(merge.first_row, merge.last_row + 1)
        for column in range(merge.first_column, merge.last_column + 1)
    }
    names: dict[int, tuple[str, ...]] = {}
    for column in (each.index for each in layout.columns):
        over: list[str] = []
        for number in sorted(header):
            here = header[number]
            text = "".join(joined.get((number, column), here[column : column + 1]))
            if not text and number != max(header) and (number, column) not in joined:
                # A group whose name was not joined over its columns: it stands over the first of them.
                text = next((left for left in reversed(here[:column]) if left), "")
            if text and text not in over[-1:]:
                over.append(text)
        names[column] = tuple(over)
    return names


def _own_bytes(path: Path, book: Book) -> bytes:
    """The file as it was when it was read."""
    import hashlib

    try:
        content = path.read_bytes()
    except OSError as error:
        raise OfficeError("cannot_read_file", path=str(path), reason=error.strerror or str(error)) from error
    if hashlib.sha256(content).hexdigest() != book.sha256:
        raise OfficeError("file_changed", path=str(path))
    return content


def _with_role(layout: Layout, role: RowRole) -> tuple[int, ...]:
    return tuple(sorted(number for number, found in layout.roles.items() if found is role))


def _numbers(raw: RawSheet, layout: Layout) -> dict[int, str]:
    """The rows that number the columns, each with its last number as written."""
    rows = frozenset(_with_role(layout, RowRole.COLUMN_NUMBERS))
    return {
        row.number: next((text for cell in reversed(row.cells) if (text := cell_text(cell))), "") for row in raw.rows if row.number in rows
    }


def _edge(raw: RawSheet, layout: Layout, lines: frozenset[int]) -> int:
    """The first column at the right of the table that is free, with some free ones behind it."""
    edge = max((column.index + 1 for column in layout.columns if column.fields), default=0)
    used = {column for row in raw.rows if row.number in lines for column, cell in enumerate(row.cells) if not is_blank(cell)}
    for merge in raw.merges:
        if not lines.isdisjoint(range(merge.first_row, merge.last_row + 1)):
            used.update(range(merge.first_column, min(merge.last_column, edge + _GAP) + 1))
    while any(column in used for column in range(edge, edge + _GAP)):
        edge += 1
    return edge


def _rows(plan: Plan, raw: RawSheet, taken: Mapping[int, int]) -> Iterator[SentRow]:
    """The rows that are addressed to us, in the order of the sheet."""
    refusals = {problem.row: problem.code for problem in reversed(plan.problems) if not problem.warning}
    contents = {row.number: row.cells.get("content") for row in plan.table.rows}
    cells = {row.number: row.cells for row in raw.rows}
    columns = [column.index for column in plan.table.layout.columns]
    for planned in plan.rows:
        if planned.because is Because.NOT_OURS:
            continue
        stands = cells.get(planned.number, ())
        task_id = taken.get(planned.number) if planned.record_id is None else planned.record_id
        if planned.number in plan.table.layout.apart:
            # The columns to answer in are those of the first table: nothing is written into cells of another one.
            task_id = None
        yield SentRow(
            number=planned.number,
            content=_content(planned) or cell_text(contents.get(planned.number)),
            task_id=task_id,
            shown={column: cell_text(stands[column]) for column in columns if column < len(stands)},
            refusal=refusals.get(planned.number, "") if task_id is None else "",
        )


def _content(planned: PlannedRow) -> str:
    return str(planned.values.get("content") or "")


def _small_sheets(sheets: Iterable[RawSheet]) -> dict[str, dict[int, tuple[str, ...]]]:
    """What stands in the small sheets, where lists of allowed values are kept."""
    return {one.name: {row.number: tuple(map(cell_text, row.cells)) for row in one.rows} for one in sheets if len(one.rows) <= _SMALL_SHEET}
