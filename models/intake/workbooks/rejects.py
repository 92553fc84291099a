"""The rejected rows as a workbook of their own, with the reason beside each, so that a clerk can put them right and send them again."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from models.intake.workbooks.book import SheetRow
from models.intake.workbooks.cells import cell_text
from models.intake.workbooks.planned import Plan, Problem, Verdict
from models.intake.workbooks.table import ColumnGuess, Layout, TableRow
from models.labels import tr
from models.storage.files import whole_file

_FORMULA_STARTS = ("=", "+", "-", "@")
_LONGEST_CELL = 32_767


def write_rejects(plan: Plan, path: Path, sentence: Callable[[Problem], str]) -> int:
    """Write the rejected rows under the sheet's title, header and headings; how many. Raises OfficeError `cannot_write_file`.

    What merged cells and ditto marks stand for is written out, so that the rows can be read without those around them. `sentence`
    turns a problem into words, since sentences to a person are not made in this layer.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    reasons: dict[int, list[str]] = {}
    for problem in plan.problems:
        reasons.setdefault(problem.row, []).append(sentence(problem))
    rejected = {row.number for row in plan.rows if row.verdict is Verdict.REJECTED}
    book = Workbook(write_only=True)
    sheet: WriteOnlyWorksheet = book.create_sheet(tr("Dòng bị từ chối"))

    def text_cell(text: str) -> WriteOnlyCell:
        # Text of a foreign file stays text, whatever sign it begins with.
        cell = WriteOnlyCell(sheet, value=text[:_LONGEST_CELL])
        cell.data_type = "s"
        if text.startswith(_FORMULA_STARTS):
            cell.quotePrefix = True
        return cell

    layout = plan.table.layout
    if layout.title:
        sheet.append([text_cell(layout.title)])
    sheet.append([text_cell(name) for name in (tr("Dòng"), *(column.header for column in layout.columns), tr("Lý do"))])
    lines = {line.number: line for raw in plan.table.book.sheets if raw.name == layout.sheet for line in raw.rows}
    over: tuple[str, ...] = ()
    for row in plan.table.rows:
        if row.number not in rejected:
            continue
        if row.sections != over:
            over = row.sections
            for heading in over:
                sheet.append([None, text_cell(heading)])
        cells = map(text_cell, _cells(row, lines[row.number], layout))
        sheet.append([row.number, *cells, text_cell(" ".join(reasons.get(row.number, ())))])
    # First as a whole: openpyxl complains of a sheet that it could not bring to its end.
    made = io.BytesIO()
    book.save(made)
    made.seek(0)
    with whole_file(path) as file:
        shutil.copyfileobj(made, file)
    return len(rejected)


def _cells(row: TableRow, line: SheetRow, layout: Layout) -> Iterator[str]:
    """The row as the sheet has it, and where a cell was filled from another one, with that."""
    for column in layout.columns:
        own = line.cells[column.index] if column.index < len(line.cells) else None
        yield cell_text(own) or _filled(row, column, layout)


def _filled(row: TableRow, column: ColumnGuess, layout: Layout) -> str:
    alone = (field for field in column.fields if len(layout.columns_of(field)) == 1)
    return next((cell_text(row.cells.get(field)) for field in alone), "")
