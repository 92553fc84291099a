"""What the sheets of a report share: the period, the day up to which is counted, and the totals of the registers, each asked once."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import cached_property

from sqlalchemy import Connection

from models.clock.periods import Period
from models.clock.working_days import Calendar
from models.registers.directives import statistics as directive_statistics
from models.registers.directives.statistics import DirectiveTotals
from models.registers.dossiers.statistics import FieldTotals, field_totals, grand_total
from models.registers.settings import Settings
from models.registers.tasks.totals import WorkTotals, totals_by_department, totals_by_official
from models.registers.when import When


class Counted:
    """The totals of a period and of the one before it, from one picture of the data.

    What is open counts as at the end of `as_of`: the period's last day, or today while the period runs; `period` ends there.
    """

    def __init__(self, conn: Connection, period: Period, before: Period, when: When, calendar: Calendar, settings: Settings) -> None:
        self.conn = conn
        self.as_of = min(period.last, when.today)
        self.period = replace(period, last=self.as_of)
        self.before = before
        self.when = when
        self.calendar = calendar
        self.settings = settings

    @property
    def closed_counts_as(self) -> str:
        """Where withdrawn and stopped dossiers count, as the office set it."""
        return self.settings.closed_without_result_counts_as

    @cached_property
    def fields(self) -> list[FieldTotals]:
        """Form II.06a of the period."""
        return field_totals(self.conn, self.period.first, self.as_of, closed_counts_as=self.closed_counts_as, now=self.when.now)

    @cached_property
    def dossiers(self) -> FieldTotals:
        """The sum line of form II.06a."""
        return grand_total(self.fields)

    @cached_property
    def dossiers_before(self) -> FieldTotals:
        """The sum line of form II.06a of the period before."""
        return grand_total(field_totals(self.conn, self.before.first, self.before.last, closed_counts_as=self.closed_counts_as))

    @cached_property
    def departments(self) -> list[WorkTotals]:
        """The work of each department."""
        return totals_by_department(self.conn, self.period, self.when)

    @cached_property
    def officials(self) -> list[WorkTotals]:
        """The work that each official leads in person."""
        return totals_by_official(self.conn, self.period, self.when)

    @cached_property
    def tasks(self) -> WorkTotals:
        """All work of the period."""
        return work_total(self.departments)

    @cached_property
    def tasks_before(self) -> WorkTotals:
        """All work of the period before."""
        return work_total(totals_by_department(self.conn, self.before, self.when))

    @cached_property
    def directives(self) -> DirectiveTotals:
        """The incoming documents of the period."""
        return directive_statistics.totals(self.conn, self.period, self.when.today)

    @cached_property
    def directives_before(self) -> DirectiveTotals:
        """The incoming documents of the period before."""
        return directive_statistics.totals(self.conn, self.before, self.when.today)


_WORK_FIGURES = tuple(field.name for field in fields(WorkTotals) if field.name not in ("id", "name"))


def work_total(lines: list[WorkTotals]) -> WorkTotals:
    """The sum of all lines."""
    return WorkTotals(None, "", **{name: sum(getattr(line, name) for line in lines) for name in _WORK_FIGURES})
