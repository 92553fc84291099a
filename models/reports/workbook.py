"""A report as an .xlsx workbook: openpyxl makes heads, styles and page set-up, the tables' rows are spliced into it as XML.

So every formula carries its computed value, and a register of many thousand lines takes no longer than its text needs.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from openpyxl import Workbook

from models.errors import OfficeError
from models.outcome import Notice
from models.progress import Report as Progress
from models.progress import no_report
from models.reports.cells import RowWriter
from models.reports.layout import Placed, lay_out, new_workbook
from models.reports.report import Report, Sheet, placed_formulas, value_of
from models.storage.files import whole_file

_LAST_ROW = 1_048_576
_ROWS_AT_ONCE = 500
# Between the quickest and the smallest: long registers are mostly the same words.
_COMPRESSION = 3


def check_balances(report: Report) -> None:
    """Raises OfficeError `report_unbalanced` with the first balance that does not hold: such a form must not go up."""
    for check in report.checks:
        if not check.holds:
            raise OfficeError("report_unbalanced", balance=check.sentence)


def write_workbook(report: Report, path: Path, progress: Progress = no_report) -> list[Notice]:
    """Write the report into this file, whole or not at all, and give the remarks (texts that were cut).

    Raises OfficeError `format_not_offered` for a name of another format, `report_unbalanced`, `report_too_long` for more lines than
    a sheet has, `cannot_write_file` where the file cannot be written; what stood there before then stays.
    """
    if path.suffix.lower() not in report.formats:
        raise OfficeError("format_not_offered", field="out", format=path.suffix, offered=", ".join(report.formats))
    check_balances(report)
    rows = _Rows(sum(len(sheet.lines) for sheet in report.sheets), progress)
    book = new_workbook(report.letterhead.reporter, report.title)
    placed = [_lay_out(book, report, sheet) for sheet in report.sheets]
    draft = io.BytesIO()
    book.save(draft)
    with whole_file(path) as file:
        splice(draft, file, {f"xl/worksheets/sheet{index}.xml": (one.rows_end, rows.of(one)) for index, one in enumerate(placed, 1)})
    return [Notice("report_text_cut", {"count": rows.cut})] if rows.cut else []


def _lay_out(book: Workbook, report: Report, sheet: Sheet) -> Placed:
    placed = lay_out(book, report, sheet)
    if placed.end > _LAST_ROW:
        raise OfficeError("report_too_long", sheet=sheet.tab, count=len(sheet.lines))
    return placed


class _Rows:
    """The rows of all tables as XML, telling how far the work is and counting what was cut."""

    def __init__(self, total: int, progress: Progress) -> None:
        self._progress = progress
        self._total = total
        self._done = 0
        self.cut = 0

    def of(self, placed: Placed) -> Iterator[bytes]:
        """The rows of one table in pieces."""
        lines = placed.sheet.lines
        writer = RowWriter(len(placed.sheet.columns), placed.styles)
        formulas = placed_formulas(lines, placed.rows_start)
        for start in range(0, len(lines), _ROWS_AT_ONCE):
            piece = []
            for index in range(start, min(start + _ROWS_AT_ONCE, len(lines))):
                values = [value_of(cell) for cell in lines[index].cells]
                piece.append(writer.row(placed.rows_start + index, placed.heights[index], lines[index].style, values, formulas[index]))
            yield "".join(piece).encode()
            self._done += len(piece)
            self._progress(self._done, self._total)
        self.cut += writer.cut


def splice(draft: BinaryIO, target: BinaryIO, rows: Mapping[str, tuple[int, Iterable[bytes]]]) -> None:
    """Copy a package, putting rows into its worksheets: for each part named, before the row of that number, which must be there."""
    with (
        zipfile.ZipFile(draft) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=_COMPRESSION) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name not in rows:
                new.writestr(name, content)
                continue
            number, pieces = rows[name]
            place = content.index(b'<row r="%d"' % number)
            with new.open(name, "w") as part:
                part.write(content[:place])
                for piece in pieces:
                    part.write(piece)
                part.write(content[place:])
