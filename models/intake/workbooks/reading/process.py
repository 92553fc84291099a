"""The process that reads a workbook, from the side of the program."""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime, time, timedelta
from pathlib import Path

from models.errors import OfficeError
from models.intake.processes.frames import classes
from models.intake.processes.process import BROKEN, PATIENCE, ProcessEndedError, StalledError, parts_of
from models.intake.workbooks.cells import ErrorCell, UnsavedFormula
from models.intake.workbooks.reading.parts import Gathering
from models.progress import Report

_CHILD = Path(__file__).with_name("child.py")
CELLS = classes(date, datetime, time, timedelta, ErrorCell, UnsavedFormula)


def gathered(path: Path, report: Report, patience: float = PATIENCE) -> Gathering:
    """All parts of a file, read by a process of its own. `report` is told the rows and may stop it by raising.

    Raises OfficeError: what the reading refuses, `reading_stalled` without progress, `reading_gave_up` when the process ends before.
    """
    gathering = Gathering()

    def tick() -> None:
        report(gathering.done, gathering.total if gathering.total >= gathering.done else 0)

    try:
        with closing(parts_of(_CHILD, str(path), allowed=CELLS, tick=tick, patience=patience)) as parts:
            for part in parts:
                gathering.take(part)
                if gathering.ended:
                    break
    except StalledError:
        raise OfficeError("reading_stalled", path=str(path), seconds=round(patience)) from None
    except (ProcessEndedError, *BROKEN) as error:
        raise OfficeError("reading_gave_up", path=str(path)) from error
    return gathering
