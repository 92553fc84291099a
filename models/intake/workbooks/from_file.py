"""The rows of a workbook that a person chose in the window: lines of a title above the names of the columns are passed over."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import OfficeError
from models.intake.workbooks.columns import match_columns
from models.intake.workbooks.plan import Plan, plan_import
from models.intake.workbooks.reader import Sheet, cell_text, read_sheet
from models.progress import Report, no_report

if TYPE_CHECKING:
    from models.office import Office

# Official lists have their letterhead and title above; nobody writes more.
_TITLE_LINES = 20


def below_title(kind: str, sheet: Sheet) -> Sheet:
    """The sheet from the row on that names the most columns of this kind; as it is where no row among the first names more.

    The most, not the first: a title may be called as a column is ("Nhiệm vụ").
    """
    best, found = sheet, _columns_named(kind, sheet.header)
    for place, row in enumerate(sheet.rows[:_TITLE_LINES]):
        header = tuple(cell_text(cell) for cell in row.cells)
        if (number := _columns_named(kind, header)) > found:
            best, found = replace(sheet, header=header, rows=sheet.rows[place + 1 :]), number
    return best


def _columns_named(kind: str, header: tuple[str, ...]) -> int:
    try:
        return len(match_columns(kind, header))
    except OfficeError:
        return 0


def plan_file(office: Office, kind: str, path: Path, *, report: Report = no_report) -> Plan:
    """The plan for the first sheet of a file that has rows. Raises what `read_sheet` and `plan_import` raise."""
    sheet = below_title(kind, read_sheet(path))
    report(0, len(sheet.rows))
    plan = plan_import(office, kind, sheet)
    report(len(sheet.rows), len(sheet.rows))
    return plan
