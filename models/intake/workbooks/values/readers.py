"""The readers of all kinds: `READERS[kind](facts, table).read(row)` gives a `Reading` or raises RowRefusedError."""

from __future__ import annotations

from models.intake.workbooks.values.directive_reader import DirectiveReader
from models.intake.workbooks.values.dossier_reader import DossierReader
from models.intake.workbooks.values.other_readers import CalendarReader, ProcedureReader, StaffReader
from models.intake.workbooks.values.reading import Reader, Reading
from models.intake.workbooks.values.task_reader import TaskReader

READERS: dict[str, type[Reader]] = {
    "tasks": TaskReader,
    "directives": DirectiveReader,
    "dossiers": DossierReader,
    "procedures": ProcedureReader,
    "staff": StaffReader,
    "calendar": CalendarReader,
}

__all__ = ["READERS", "Reader", "Reading"]
