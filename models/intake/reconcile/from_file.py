"""A file of the province compared: read, understood and matched as the import does it, then laid beside the register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import OfficeError
from models.intake.reconcile.compare import compare
from models.intake.workbooks.taking import plan_file
from models.progress import Report, no_report
from models.registers.comparison import KINDS, Comparison

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
    if kind not in KINDS:
        raise OfficeError("cannot_reconcile", kind=kind)
    found = compare(office, plan_file(office, kind, path, sheet=sheet, chosen=chosen, report=report), report)
    return replace(found, source=path)
