"""The reports that the program makes, by name, and the one way to build them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from models.clock.periods import Period, period_before
from models.errors import OfficeError
from models.labels import label
from models.office import Office
from models.progress import Report as Progress
from models.progress import no_report
from models.reports.counting import Counted
from models.reports.directive_sheet import register_sheet
from models.reports.dossier_sheets import fields_sheet, late_sheet
from models.reports.letterhead import letterhead
from models.reports.report import Report, Sheet
from models.reports.summary_sheet import summary_sheet
from models.reports.task_sheets import overdue_sheet, work_sheet

SheetBuilder = Callable[[Counted], Sheet]


@dataclass(frozen=True, slots=True)
class ReportKind:
    """A report: its name on the command line, what builds its sheets, the formats it is offered in. Its words: LABELS["report"]."""

    name: str
    sheets: tuple[SheetBuilder, ...]
    formats: tuple[str, ...] = (".xlsx",)

    @property
    def title(self) -> str:
        """The report's name for people."""
        return label("report", self.name)


_KINDS = (
    ReportKind("monthly", (summary_sheet, work_sheet, overdue_sheet, fields_sheet, late_sheet, register_sheet)),
    ReportKind("ii06a", (fields_sheet,)),
)
REPORTS: dict[str, ReportKind] = {kind.name: kind for kind in _KINDS}


def build(office: Office, name: str, period: Period, progress: Progress = no_report) -> Report:
    """Count a report of a period, from one picture of the data.

    Raises OfficeError `unknown_report`, `period_not_begun` for a period in the future, `no_period_before` where there is none to
    compare with (before the year 1).
    """
    kind = REPORTS.get(name)
    if kind is None:
        raise OfficeError("unknown_report", name=name, known=", ".join(REPORTS))
    when, settings = office.when(), office.settings()
    if period.first > when.today:
        raise OfficeError("period_not_begun", field="period", first=period.first, today=when.today)
    try:
        before = period_before(period, settings.cutoff_day)
        if before.first == date.min:  # its first moment in UTC lies before the year 1
            raise ValueError(before.code)
    except ValueError as reason:
        raise OfficeError("no_period_before", field="period", period=period.code) from reason
    with office.read() as conn:
        counted = Counted(conn, period, before, when, office.calendar(), settings)
        sheets = []
        for done, builder in enumerate(kind.sheets):
            progress(done, len(kind.sheets))
            sheets.append(builder(counted))
        progress(len(kind.sheets), len(kind.sheets))
    return Report(
        name=name,
        title=kind.title,
        period=period,
        as_of=counted.as_of,
        letterhead=letterhead(settings, when.today),
        sheets=tuple(sheets),
        formats=kind.formats,
    )
