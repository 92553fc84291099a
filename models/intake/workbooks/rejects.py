"""The rejected rows as a workbook of their own, with the reason beside each, so that a clerk can put them right and send them again."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

from models.intake.workbooks.plan import Plan, Problem, Verdict
from models.intake.workbooks.reader import cell_text
from models.labels import tr
from models.storage.files import whole_file


def write_rejects(plan: Plan, path: Path, sentence: Callable[[Problem], str]) -> int:
    """Write the rejected rows under the sheet's own header; how many. Raises OfficeError `cannot_write_file`.

    `sentence` turns a problem into words, since sentences to a person are not made in this layer.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    reasons: dict[int, list[str]] = {}
    for problem in plan.problems:
        reasons.setdefault(problem.row, []).append(sentence(problem))
    book = Workbook(write_only=True)
    sheet: WriteOnlyWorksheet = book.create_sheet(tr("Dòng bị từ chối"))

    def text_cell(text: str) -> WriteOnlyCell:
        # Text of a foreign file stays text, whatever sign it begins with.
        cell = WriteOnlyCell(sheet, value=text[:32_767])
        cell.data_type = "s"
        if text.startswith(("=", "+", "-", "@")):
            cell.quotePrefix = True
        return cell

    sheet.append([text_cell(name) for name in (tr("Dòng"), *plan.sheet.header, tr("Lý do"))])
    rejected = [planned.row for planned in plan.rows if planned.verdict is Verdict.REJECTED]
    width = len(plan.sheet.header)
    for row in rejected:
        cells = [cell_text(cell) for cell in row.cells[:width]] + [""] * (width - len(row.cells))
        sheet.append([row.number, *map(text_cell, cells), text_cell(" ".join(reasons.get(row.number, ())))])
    # First as a whole: openpyxl complains of a sheet that it could not bring to its end.
    made = io.BytesIO()
    book.save(made)
    made.seek(0)
    with whole_file(path) as file:
        shutil.copyfileobj(made, file)
    return len(rejected)
