"""A file, whatever its name says, read to a `Book`."""

from __future__ import annotations

import hashlib
from pathlib import Path

from models.errors import OfficeError
from models.intake.workbooks.book import Book
from models.intake.workbooks.reading.contents import content_parts
from models.intake.workbooks.reading.old_fonts import in_unicode
from models.intake.workbooks.reading.parts import Gathering
from models.progress import Report, no_report

MOST_BYTES = 40 * 1024 * 1024


def read_book(path: Path, *, old_fonts: bool = True, report: Report = no_report) -> Book:
    """Every sheet of a file. With `old_fonts` texts in TCVN3 and VNI are turned into Unicode.

    Raises OfficeError `cannot_read_file`, `file_too_large`, `unknown_file_kind`, `not_a_workbook`, `sheet_too_wide`, `sheet_empty`.
    """
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise OfficeError("file_too_large", path=str(path), limit_mb=MOST_BYTES // (1024 * 1024))
        content = path.read_bytes()
    except OSError as error:
        raise OfficeError("cannot_read_file", path=str(path), reason=error.strerror or "") from error
    gathering = Gathering()
    report(0, size)
    gathering.take_all(content_parts(content, str(path)))
    report(size, size)
    book = gathering.book(path.name, hashlib.sha256(content).hexdigest(), size)
    if not any(sheet.rows for sheet in book.sheets):
        raise OfficeError("sheet_empty", path=str(path))
    return in_unicode(book, gathering.codings) if old_fonts and gathering.codings else book
