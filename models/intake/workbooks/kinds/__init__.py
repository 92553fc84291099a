"""How rows of each kind become records."""

from models.intake.workbooks.kinds.calendar_days import CalendarRecords
from models.intake.workbooks.kinds.directives import DirectiveRecords
from models.intake.workbooks.kinds.dossiers import DossierRecords
from models.intake.workbooks.kinds.procedures import ProcedureRecords
from models.intake.workbooks.kinds.staff import StaffRecords
from models.intake.workbooks.kinds.tasks import TaskRecords
from models.intake.workbooks.records import Records

RECORDS: dict[str, type[Records]] = {
    "tasks": TaskRecords,
    "directives": DirectiveRecords,
    "dossiers": DossierRecords,
    "procedures": ProcedureRecords,
    "staff": StaffRecords,
    "calendar": CalendarRecords,
}
