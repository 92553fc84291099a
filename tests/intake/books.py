"""Books as they come from reading, made without a file."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence
from typing import Any

from models.intake.workbooks.apply import apply_plan
from models.intake.workbooks.book import Book, RawSheet, SheetRow, Visibility
from models.intake.workbooks.planned import Plan
from models.intake.workbooks.taking import plan_book
from models.office import Office
from models.outcome import Outcome


def book_of(header: Sequence[Any], rows: Sequence[Sequence[Any]], name: str = "bang.xlsx") -> Book:
    """A book of one sheet with the header in its first row."""
    lines = [SheetRow(number, tuple(row)) for number, row in enumerate([header, *rows], 1) if any(cell not in (None, "") for cell in row)]
    digest = hashlib.sha256(repr((name, header, rows)).encode("utf-8", "replace")).hexdigest()
    return Book(name, digest, 1_000, "xlsx", (RawSheet("Sheet1", Visibility.VISIBLE, tuple(lines)),))


def text_book(text: str, delimiter: str = ",") -> Book:
    """The book of a text table."""
    header, *rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    return book_of(header, rows)


def take_in(office: Office, kind: str, book: Book) -> tuple[Plan, Outcome]:
    """Plan and apply."""
    plan = plan_book(office, kind, book)
    return plan, apply_plan(office, plan)
