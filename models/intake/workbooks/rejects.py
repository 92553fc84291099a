"""The rejected rows as a workbook of their own, with the reason beside each, so that a clerk can put them right and send them again."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from models.intake.workbooks.book import SheetRow
from models.intake.workbooks.cells import UNSAVED_TEXT, ErrorCell, UnsavedFormula, cell_text
from models.intake.workbooks.planned import Plan, Problem, Verdict
from models.intake.workbooks.table import ColumnGuess, Layout, TableRow
from models.intake.workbooks.understanding.names import name_key, vocabulary
from models.labels import tr
from models.progress import Report, no_report
from models.storage.files import whole_file

_FORMULA_STARTS = ("=", "+", "-", "@")
_LONGEST_CELL = 32_767
# Widths of columns, in signs; the reason is read, the cells are recognised.
_NARROW, _WIDE, _REASON = 9, 36, 60
_WRONG_CELL = "FDE7E7"
_LINE_HEIGHT, _MOST_LINES = 15, 25


def write_rejects(plan: Plan, path: Path, sentence: Callable[[Problem], str], report: Report = no_report) -> int:
    """Write the rejected rows under the sheet's title, header and headings; how many. Raises OfficeError `cannot_write_file`.

    What merged cells and ditto marks stand for is written out, so that the rows can be read without those around them. `sentence`
    turns a problem into words, since sentences to a person are not made in this layer.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    reasons: dict[int, list[str]] = {}
    wrong: set[tuple[int, str]] = set()
    for problem in plan.problems:
        reasons.setdefault(problem.row, []).append(sentence(problem))
        wrong.add((problem.row, problem.field))
    rejected = {row.number for row in plan.rows if row.verdict is Verdict.REJECTED}
    book = Workbook(write_only=True)
    sheet: WriteOnlyWorksheet = book.create_sheet(tr("Dòng bị từ chối"))

    bold, red = Font(name="Calibri", size=11, bold=True), PatternFill("solid", fgColor=_WRONG_CELL)
    wrapped = Alignment(wrap_text=True, vertical="top")

    def text_cell(text: str, *, is_heading: bool = False, is_wrong: bool = False) -> WriteOnlyCell:
        # Text of a foreign file stays text, whatever sign it begins with.
        cell = WriteOnlyCell(sheet, value=text[:_LONGEST_CELL])
        cell.data_type = "s"
        if text.startswith(_FORMULA_STARTS):
            cell.quotePrefix = True
        if is_heading:
            cell.font = bold
        else:
            cell.alignment = wrapped
        if is_wrong:
            cell.fill = red
        return cell

    layout = plan.table.layout
    widths = (_NARROW, *_widths(plan, rejected), _REASON)
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = f"A{3 if layout.title else 2}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    written = 2 if layout.title else 1
    if layout.title:
        sheet.append([text_cell(layout.title, is_heading=True)])
    names = [text_cell(name) for name in (tr("Dòng"), *_names(layout), tr("Lý do"))]
    for name in names:
        name.font = bold
    sheet.row_dimensions[written].height = _LINE_HEIGHT * _lines([str(name.value) for name in names], widths)
    sheet.append(names)
    lines = {line.number: line for raw in plan.table.book.sheets if raw.name == layout.sheet for line in raw.rows}
    over: tuple[str, ...] = ()
    for done, row in enumerate(row for row in plan.table.rows if row.number in rejected):
        report(done, len(rejected))
        if row.sections != over:
            over = row.sections
            for heading in over:
                sheet.append([None, text_cell(heading, is_heading=True)])
            written += len(over)
        texts = [str(row.number), *_cells(row, lines[row.number], layout), " ".join(reasons.get(row.number, ()))]
        marks = [False, *(any((row.number, field) in wrong for field in column.fields) for column in layout.columns), False]
        written += 1
        sheet.row_dimensions[written].height = _LINE_HEIGHT * _lines(texts, widths)
        line = [text_cell(text, is_wrong=mark) for text, mark in zip(texts, marks, strict=True)]
        line[0].value = row.number
        sheet.append(line)
    # First as a whole: openpyxl complains of a sheet that it could not bring to its end.
    made = io.BytesIO()
    book.save(made)
    made.seek(0)
    with whole_file(path) as file:
        shutil.copyfileobj(made, file)
    return len(rejected)


def _names(layout: Layout) -> Iterator[str]:
    """The names of the columns, as one line; with the group's name over it where a name alone says too little."""
    known = vocabulary(layout.kind)
    for column in layout.columns:
        alone = not column.group or not column.fields or known.knows(name_key(column.header))
        yield column.header if alone else f"{column.group} – {column.header}"


def _widths(plan: Plan, rejected: set[int]) -> Iterator[int]:
    """How wide each column is to be for what its rejected rows say."""
    rows = [row for row in plan.table.rows if row.number in rejected]
    for column in plan.table.layout.columns:
        longest = max((len(cell_text(row.cells.get(field))) for row in rows for field in column.fields), default=0)
        yield min(max(_NARROW, longest + 2, len(column.header) // 2 + 2), _WIDE)


def _lines(texts: Sequence[str], widths: Sequence[int]) -> int:
    """How many lines a row takes: not every program finds that out for itself."""
    most = max(sum(len(part) // width + 1 for part in text.split("\n")) for text, width in zip(texts, widths, strict=True))
    return min(most, _MOST_LINES)


def _cells(row: TableRow, line: SheetRow, layout: Layout) -> Iterator[str]:
    """The row as the sheet has it, and where a cell was filled from another one, with that."""
    for column in layout.columns:
        own = line.cells[column.index] if column.index < len(line.cells) else None
        if isinstance(own, UnsavedFormula):
            # Left blank it would come in as if there were nothing to say.
            yield UNSAVED_TEXT
        else:
            # What an error shows is no text: it would come in as one.
            yield "" if isinstance(own, ErrorCell) else cell_text(own) or _filled(row, column, layout)


def _filled(row: TableRow, column: ColumnGuess, layout: Layout) -> str:
    alone = (field for field in column.fields if len(layout.columns_of(field)) == 1)
    return next((cell_text(row.cells.get(field)) for field in alone), "")
