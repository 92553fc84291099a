"""A workbook as it was read: every sheet with its rows, nothing understood yet."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.intake.workbooks.cells import Cell


class Visibility(StrEnum):
    """Whether a person who opens the file sees the sheet."""

    VISIBLE = "visible"
    HIDDEN = "hidden"
    VERY_HIDDEN = "very_hidden"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: its number as a spreadsheet shows it (from 1; in a text table by record), its cells from column A on."""

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells joined to one: rows as a spreadsheet shows them, columns from 0; both ends belong to it."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet. `rows` are the rows that hold anything, in order; a merged cell has its value in its first cell only."""

    name: str
    visibility: Visibility
    rows: tuple[SheetRow, ...]
    merges: tuple[Merge, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """A file that was read. `format` is what it is by its content ("xlsx" "xlsm" "xls" "xlsb" "ods" "csv"), whatever its name says.

    `encoding` and `delimiter` are of text tables only. `old_fonts` says which old codings were turned into Unicode ("tcvn3", "vni"),
    with the number of cells; `date_1904` whether the file counts days from 1904 (its dates here are right either way; its bare
    numbers that are days are not yet moved).
    """

    file_name: str
    sha256: str
    size: int
    format: str
    sheets: tuple[RawSheet, ...]
    encoding: str = ""
    delimiter: str = ""
    date_1904: bool = False
    old_fonts: tuple[tuple[str, int], ...] = ()
