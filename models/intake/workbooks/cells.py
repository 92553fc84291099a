"""What can stand in a cell of a workbook, and how a person reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from models.text import clean_lines


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A cell that shows an error, as the spreadsheet writes it: "#N/A", "#REF!". Never the same as an empty cell."""

    code: str


@dataclass(frozen=True, slots=True)
class UnsavedFormula:
    """A formula whose value was never calculated and saved: nobody knows what the cell says."""

    formula: str = ""


UNSAVED_TEXT = "(công thức chưa có giá trị)"
"""What stands for such a cell in the workbook of rejected rows; read again, it is one, until somebody writes the value there."""

Cell = str | int | float | bool | date | datetime | time | timedelta | ErrorCell | UnsavedFormula | None


def cell_text(cell: Cell) -> str:
    """A cell as a person reads it; whole numbers without a decimal point, dates as dd/mm/yyyy. A formula without a value is empty."""
    if cell is None or isinstance(cell, UnsavedFormula):
        return ""
    if isinstance(cell, str):
        return clean_lines(cell)
    if isinstance(cell, bool):
        return "x" if cell else ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y}" if cell.time() == time() else f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, ErrorCell):
        return cell.code
    return clean_lines(str(cell))


def is_blank(cell: Cell) -> bool:
    """Whether a person sees nothing there. An error and a formula without a value are something."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def column_letter(index: int) -> str:
    """The name of a column as a spreadsheet shows it: 0 is A, 26 is AA."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
