"""A file, whatever its name says, read to a `Book` by a process of its own."""

from __future__ import annotations

from pathlib import Path

from models.errors import OfficeError
from models.intake.processes.given import look_at
from models.intake.workbooks.book import Book
from models.intake.workbooks.reading.contents import MOST_BYTES
from models.intake.workbooks.reading.old_fonts import in_unicode
from models.intake.workbooks.reading.process import gathered
from models.progress import Report, no_report


def read_book(path: Path, *, old_fonts: bool = True, report: Report = no_report) -> Book:
    """Every sheet of a file. With `old_fonts` texts in TCVN3 and VNI are turned into Unicode. `report` is told rows.

    Raises OfficeError `cannot_read_file`, `file_too_large`, `unpacked_too_large`, `workbook_too_large`, `workbook_password`,
    `unknown_file_kind`, `not_a_workbook`, `sheet_too_wide`, `sheet_empty`, `reading_stalled`, `reading_gave_up`.
    """
    look_at(path, MOST_BYTES)
    gathering = gathered(path, report)
    book = gathering.book(path.name)
    if not any(sheet.rows for sheet in book.sheets):
        raise OfficeError("sheet_empty", path=str(path))
    return in_unicode(book, gathering.codings, gathering.fonts) if old_fonts and gathering.codings else book
