"""Every table of the program in one place: importing this module fills `models.storage.columns.metadata`."""

from models.intake.workbooks import batches as batches
from models.registers import agencies as agencies
from models.registers import office_calendar as office_calendar
from models.registers import overdue_reasons as overdue_reasons
from models.registers import procedures as procedures
from models.registers import settings as settings
from models.registers import staff as staff
from models.registers.directives import tables as directives
from models.registers.dossiers import tables as dossiers
from models.registers.tasks import tables as tasks
from models.storage import attachments as attachments
from models.storage import journal as journal
from models.storage.columns import metadata as metadata
