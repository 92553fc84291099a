"""A file, whatever its name says, read to a `Book` by a process of its own."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from models.errors import OfficeError
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
    try:
        about = path.stat()
    except (OSError, ValueError) as error:
        raise OfficeError("cannot_read_file", path=str(path), reason=getattr(error, "strerror", "") or "") from error
    if not stat.S_ISREG(about.st_mode):
        reason = os.strerror(errno.EISDIR if stat.S_ISDIR(about.st_mode) else errno.EINVAL)
        raise OfficeError("cannot_read_file", path=str(path), reason=reason)
    if about.st_size > MOST_BYTES:
        raise OfficeError("file_too_large", path=str(path), limit_mb=MOST_BYTES // (1024 * 1024))
    gathering = gathered(path, report)
    book = gathering.book(path.name)
    if not any(sheet.rows for sheet in book.sheets):
        raise OfficeError("sheet_empty", path=str(path))
    return in_unicode(book, gathering.codings, gathering.fonts) if old_fonts and gathering.codings else book
