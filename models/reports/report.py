"""A report before it becomes a file: sheets of lines whose figures know their rule and the rows behind them.

The window shows these values and opens rows behind a figure; `models.reports.workbook` writes them as a spreadsheet. Only what
carries a formula is computed twice, once here and once by the spreadsheet program, and both must agree.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from models.clock.periods import Period

Ids = Callable[[Connection], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a form. `value` is None where there is nothing to compute (a share of nothing).

    `rule` tells in one sentence how it is counted. `kind` ("directives", "tasks", "dossiers") and `ids` give the rows behind it;
    both are empty for a figure computed from others. `formula` is what a spreadsheet computes it by, without the equals sign, with
    {row} for its own row, {first} and {last} for the rows of its block, {name} for the row of the line of that name.
    `late` marks what counts overdue work: above zero it is shown in red.
    """

    value: int | float | None
    rule: str
    kind: str = ""
    ids: Ids | None = None
    formula: str = ""
    late: bool = False


Cell = str | int | float | date | datetime | Figure | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table. `style` is "plain", "share" (its numbers are parts of one), "section" (opens a block) or "total" (closes it).

    `name` is what formulas of other lines call its row. `record` is the id of the record that the line shows, of the sheet's `kind`.
    """

    cells: tuple[Cell, ...]
    style: str = "plain"
    name: str = ""
    record: int | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its headings from the outermost group to its own, its width in digits of the table's letters, what it holds.

    `kind` is "text", "name" (text in the middle), "number", "percent", "date" or "moment". `number` stands under the heading
    instead of (1), (2) … where the form gives a sum there.
    """

    heads: tuple[str, ...]
    width: float
    kind: str = "text"
    number: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """A balance that must hold before a form may go up, in words, and whether it does."""

    sentence: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a report with its own head. `tab` is its name in the workbook, at most 31 characters.

    `form` is the number of an official form, `unit` what the figures count, `notes` stand under the table.
    `kind` is the register whose records the lines show, "" where lines are no records.
    """

    tab: str
    title: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    form: str = ""
    unit: str = ""
    notes: tuple[str, ...] = ()
    kind: str = ""
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What surrounds every table (Nghị định 30/2020/NĐ-CP Phụ lục I), in the words that are printed.

    `agency` and `authority` are the lines of the issuing agency and of the signature's authority, outermost first.
    """

    agency: tuple[str, ...]
    place_and_date: str
    reporter: str
    receiver: str
    maker: str
    authority: tuple[str, ...]
    signer: str


@dataclass(frozen=True, slots=True)
class Report:
    """A report of a period. Figures of what is open are as at the end of `as_of`."""

    name: str
    title: str
    period: Period
    as_of: date
    letterhead: Letterhead
    sheets: tuple[Sheet, ...]
    formats: tuple[str, ...] = (".xlsx",)

    @property
    def checks(self) -> tuple[Check, ...]:
        """The balances of all sheets."""
        return tuple(check for sheet in self.sheets for check in sheet.checks)


def head_regions(columns: Sequence[Column]) -> list[tuple[int, int, int, int]]:
    """The headings as (level, first column, last column, lowest level): groups over their columns, own headings down to the bottom."""
    depth = max(len(column.heads) for column in columns)
    regions = []
    for level in range(depth):
        index = 0
        while index < len(columns):
            heads = columns[index].heads
            last = index
            if level < len(heads) - 1:
                while last + 1 < len(columns) and _same_group(heads, columns[last + 1].heads, level):
                    last += 1
                regions.append((level, index, last, level))
            elif level == len(heads) - 1:
                regions.append((level, index, index, depth - 1))
            index = last + 1
    return regions


def _same_group(heads: tuple[str, ...], others: tuple[str, ...], level: int) -> bool:
    return level < len(others) - 1 and heads[: level + 1] == others[: level + 1]


def value_of(cell: Cell) -> str | int | float | date | datetime | None:
    """What a cell shows, figure or not."""
    return cell.value if isinstance(cell, Figure) else cell


def placed_formulas(lines: Sequence[Line], first_row: int) -> list[list[str]]:
    """The formula of every cell ("" for none) when the first line stands in row `first_row` of a sheet.

    A block begins after a section line or after the total of the one before; a total closes it.
    """
    names = {line.name: first_row + index for index, line in enumerate(lines) if line.name}
    placed: list[list[str]] = []
    block = first_row
    for row, line in enumerate(lines, start=first_row):
        facts = {**names, "row": row, "first": block, "last": row - 1}
        placed.append([cell.formula.format(**facts) if isinstance(cell, Figure) and cell.formula else "" for cell in line.cells])
        if line.style in ("section", "total"):
            block = row + 1
    return placed
