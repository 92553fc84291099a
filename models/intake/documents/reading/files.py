"""A file, whatever its name says, read by a process of its own: its text, its head, its tasks."""

from __future__ import annotations

import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path

from models.errors import OfficeError
from models.intake.documents.document_text import DocumentText, Span, TextDoubt, TextMark, TextTable, WordBox
from models.intake.documents.found import Deadline, Found, FoundTask, Head, Reading
from models.intake.documents.reading.contents import MOST_BYTES, read_content
from models.intake.processes.frames import classes
from models.intake.processes.given import look_at
from models.intake.processes.process import BROKEN, ProcessEndedError, StalledError, parts_of
from models.progress import Report, no_report

PATIENCE = 20.0
"""Seconds without a sign of progress before the reading is given up. A page of a scan takes some."""
_CHILD = Path(__file__).with_name("child.py")

_READING = classes(date, DocumentText, Span, TextDoubt, TextMark, TextTable, WordBox, Deadline, Found, FoundTask, Head, Reading)


def read_file(path: Path, *, report: Report = no_report, patience: float = PATIENCE) -> Reading:
    """What a file says. `report` is told the pages where they take long, and may stop it by raising.

    Raises OfficeError `cannot_read_file`, `file_too_large`, `document_empty`, `document_damaged`, `document_password`,
    `document_is_workbook`, `not_a_document`, `document_unpacks_too_large`, `document_needs_libreoffice`, `document_not_converted`,
    `document_stalled`, `document_gave_up`, and what the readers of PDF and scans say.
    """
    look_at(path, MOST_BYTES)
    done = total = 0
    try:
        with (
            tempfile.TemporaryDirectory(prefix="sodieuhanh-", ignore_cleanup_errors=True) as scratch,
            closing(
                parts_of(_CHILD, str(path), scratch, allowed=_READING, tick=lambda: report(done, total), patience=patience),
            ) as parts,
        ):
            for part in parts:
                if part[0] == "reading" and isinstance(part[1], Reading):
                    return part[1]
                _, done, total = part
    except StalledError:
        raise OfficeError("document_stalled", path=str(path), seconds=round(patience)) from None
    except (ProcessEndedError, *BROKEN) as error:
        raise OfficeError("document_gave_up", path=str(path)) from error
    raise OfficeError("document_gave_up", path=str(path))


def read_document_text(path: Path, *, report: Report = no_report) -> DocumentText:
    """The text of a file, read in this very process: for tests and measures. Raises as `read_file`."""
    look_at(path, MOST_BYTES)
    with tempfile.TemporaryDirectory(prefix="sodieuhanh-", ignore_cleanup_errors=True) as scratch:
        return read_content(path, Path(scratch), report=report)
