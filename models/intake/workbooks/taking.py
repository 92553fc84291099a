"""From a file or a book to a plan in one go, for whoever asks nothing on the way: the command line, an answer, a comparison."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from models.intake.workbooks.batches import remembered_layouts
from models.intake.workbooks.book import Book
from models.intake.workbooks.plan import make_plan
from models.intake.workbooks.planned import Plan
from models.intake.workbooks.reading.files import read_book
from models.intake.workbooks.understanding.understand import understand
from models.progress import Report, no_report

if TYPE_CHECKING:
    from models.office import Office


def plan_file(
    office: Office, kind: str, path: Path, *, sheet: str | None = None, chosen: Mapping[str, str] | None = None, report: Report = no_report
) -> Plan:
    """The plan for a file. `chosen` says which named column is which field. Raises what reading and understanding raise."""
    return plan_book(office, kind, read_book(path, report=report), sheet=sheet, chosen=chosen, report=report)


def plan_book(
    office: Office, kind: str, book: Book, *, sheet: str | None = None, chosen: Mapping[str, str] | None = None, report: Report = no_report
) -> Plan:
    """The plan for a book that was read, its form as the office remembers it."""
    with office.read() as connection:
        remembered = remembered_layouts(connection, kind)
    return make_plan(office, understand(book, kind, sheet=sheet, chosen=chosen, remembered=remembered), report=report)
