"""Rows copied in a spreadsheet or a table of a document, as a book: the header is recognised, or the columns go by their places."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence

from models.errors import OfficeError
from models.intake.workbooks.book import Book, Merge, RawSheet, SheetRow, Visibility
from models.intake.workbooks.cells import UNSAVED_TEXT, Cell, UnsavedFormula
from models.intake.workbooks.reading.html_tables import PageRows, page_rows
from models.intake.workbooks.understanding.names import NEEDED, known_names, name_key
from models.labels import tr
from models.text import clean_lines

MOST_ROWS = 5_000
"""What is longer is a file, and is read as one."""
_MOST_LETTERS = 8_000_000
_MOST_COLUMNS = 200
# A title may be copied along with the table under it.
_TITLE_LINES = 10
_FORMULA_STARTS = ("=", "+", "-", "@")


def book_of_pasted(text: str, html: str = "", *, kind: str = "", titles: Sequence[str] = ()) -> Book:
    """What lies on the clipboard, as a book of one sheet.

    `titles` are the names of the columns that a list of this kind shows, in order: rows without a header are taken to be in that order.
    Raises OfficeError `paste_empty` or `paste_too_large`.
    """
    if len(text) > _MOST_LETTERS or len(html) > 4 * _MOST_LETTERS:
        raise OfficeError("paste_too_large", most=MOST_ROWS)
    page = PageRows() if "\t" in text or not html else page_rows(html, most_rows=MOST_ROWS, with_text=False)
    table = page.rows or _from_text(text)
    if len(table) > MOST_ROWS + 1 or any(len(line) > _MOST_COLUMNS for line in table):
        raise OfficeError("paste_too_large", most=MOST_ROWS)
    rows = [SheetRow(number, tuple(map(_cell, line))) for number, line in enumerate(table, 1) if any(cell.strip() for cell in line)]
    if not rows:
        raise OfficeError("paste_empty")
    if kind and any(_is_header(kind, [str(cell) for cell in row.cells]) for row in rows[:_TITLE_LINES]):
        if len(rows) == 1:
            raise OfficeError("paste_empty")
    elif titles:
        rows.insert(0, SheetRow(0, tuple(titles)))
    written = (text or html).encode("utf-8", "replace")
    sheet = RawSheet(tr("bảng dán từ bộ nhớ tạm"), Visibility.VISIBLE, tuple(rows), tuple(Merge(*merge) for merge in page.merges))
    return Book(sheet.name, hashlib.sha256(written).hexdigest(), len(written), "paste", (sheet,))


def cells_of(text: str) -> list[list[str]]:
    """The cells of copied text, without empty lines at its end. Raises OfficeError `paste_too_large`."""
    if len(text) > _MOST_LETTERS:
        raise OfficeError("paste_too_large", most=MOST_ROWS)
    table = [[_unmarked(cell) for cell in line] for line in _from_text(text)]
    while table and not any(table[-1]):
        table.pop()
    return table


def _is_header(kind: str, cells: Sequence[str]) -> bool:
    """Whether these are names of columns: one that is needed and one more, or the only one there is."""
    names = known_names(kind)
    found = {names[name_key(cell)] for cell in cells if name_key(cell) in names}
    filled = sum(1 for cell in cells if cell.strip())
    return bool(found & set(NEEDED[kind])) and len(found) >= min(2, filled)


def _unmarked(cell: str) -> str:
    """A cell without the apostrophe that marks it as text."""
    cell = clean_lines(cell)
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA_STARTS) else cell


def _cell(text: str) -> Cell:
    """A pasted cell; what stands for a formula without a value, in rows that were sent back, is one."""
    tidy = _unmarked(text)
    return UnsavedFormula() if tidy == UNSAVED_TEXT else tidy


def _from_text(text: str) -> list[list[str]]:
    """Lines with tabs; a quoted cell may hold tabs and line breaks, as spreadsheets write them."""
    written = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    csv.field_size_limit(1_000_000)
    table: list[list[str]] = []
    try:
        for line in csv.reader(io.StringIO(written, newline=""), delimiter="\t"):
            table.append(line)
            if len(table) > MOST_ROWS + 1:
                break
    except csv.Error as error:
        raise OfficeError("paste_too_large", most=MOST_ROWS) from error
    return table
