"""Every table of the program in one place: importing this module fills `metadata`."""

import models.intake.workbooks.batches
import models.registers.agencies
import models.registers.briefings.tables
import models.registers.directives.tables
import models.registers.dossiers.tables
import models.registers.office_calendar
import models.registers.overdue_reasons
import models.registers.procedures
import models.registers.reminders.tables
import models.registers.settings
import models.registers.staff
import models.registers.tasks.tables
import models.registers.views
import models.storage.attachments
import models.storage.journal  # noqa: F401
from models.storage.columns import metadata

__all__ = ["metadata"]
