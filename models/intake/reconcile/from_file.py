"""A file of the province compared: read, understood and matched as the import does it, then laid beside the register."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import OfficeError
from models.intake.reconcile.compare import compare
from models.intake.reconcile.comparison import KINDS, Comparison
from models.progress import Report, no_report

if TYPE_CHECKING:
    from models.office import Office


def compare_file(
    office: Office,
    kind: str,
    path: Path,
    *,
    sheet: str | None = None,
    chosen: Mapping[str, str] | None = None,
    report: Report = no_report,
) -> Comparison:
    """Compare a file with the register; nothing is written. `sheet` and `chosen` (header name -> field) as at an import.

    Raises OfficeError `cannot_reconcile`, and as reading, understanding and planning do.
    """
    from models.intake.workbooks.plan import make_plan
    from models.intake.workbooks.reading.files import read_book
    from models.intake.workbooks.understanding.understand import understand

    if kind not in KINDS:
        raise OfficeError("cannot_reconcile", kind=kind)
    table = understand(read_book(path, report=report), kind, sheet=sheet, chosen=chosen)
    return compare(office, make_plan(office, table, report=report), report)
