"""The few figures of the overview, each with the query that opens the dossiers behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection, case, func, select

from models.clock.deadlines import DossierState
from models.registers.dossiers.queries import count
from models.registers.dossiers.rows import DossierQuery
from models.registers.dossiers.states import DONE_PHASES, LATE_PHASE, LIVE, PHASE_READ
from models.registers.dossiers.tables import dossier
from models.registers.when import When

_DONE = (DossierState.COMPLETED_ON_TIME, DossierState.COMPLETED_LATE)
_EXPECTED = (*_DONE, DossierState.IN_PROGRESS, DossierState.DUE_SOON, DossierState.OVERDUE, DossierState.PAUSED)


@dataclass(frozen=True, slots=True)
class CountedQuery:
    """A number and the list behind it."""

    number: int
    query: DossierQuery


@dataclass(frozen=True, slots=True)
class Appointments:
    """The dossiers promised for some days, and how many of them have their result."""

    number: int
    resolved: int
    query: DossierQuery


@dataclass(frozen=True, slots=True)
class ResolvedTotals:
    """The dossiers with a result from the first day to the last; `query` opens all, `late_query` the late ones."""

    first: date
    last: date
    resolved: int
    late: int

    @property
    def on_time_percent(self) -> float | None:
        """The share resolved in time among those resolved (form II.06a: (8)+(9) of (7)); None when nothing was resolved."""
        return None if not self.resolved else 100 * (self.resolved - self.late) / self.resolved

    @property
    def query(self) -> DossierQuery:
        """The list of all of them."""
        return DossierQuery(resolved_from=self.first, resolved_to=self.last, sort="resolved_at")

    @property
    def late_query(self) -> DossierQuery:
        """The list of the late ones."""
        return self.query.with_states(DossierState.COMPLETED_LATE)


def overdue(connection: Connection, when: When) -> CountedQuery:
    """Open dossiers whose appointment has passed."""
    query = DossierQuery().with_states(DossierState.OVERDUE)
    return CountedQuery(count(connection, query, when), query)


def overdue_without_apology(connection: Connection, when: When) -> CountedQuery:
    """Overdue dossiers without a letter of apology."""
    query = DossierQuery(states=frozenset({DossierState.OVERDUE}), apology=False)
    return CountedQuery(count(connection, query, when), query)


def appointments(connection: Connection, first: date, last: date) -> Appointments:
    """The dossiers promised from the first day to the last, those closed without a result left out."""
    query = DossierQuery(states=frozenset(_EXPECTED), appointment_from=first, appointment_to=last)
    start, end = datetime.combine(first, time()), datetime.combine(last, time()) + timedelta(days=1)
    due = dossier.c.appointment_at
    expected = PHASE_READ.not_in((1, 5))
    done = func.sum(case((PHASE_READ.in_(DONE_PHASES), 1), else_=0))
    asked = select(func.count(), func.coalesce(done, 0)).select_from(dossier).where(LIVE, due >= start, due < end, expected)
    number, resolved = connection.execute(asked).one()
    return Appointments(number, resolved, query)


def resolved_totals(connection: Connection, first: date, last: date) -> ResolvedTotals:
    """How many were resolved in these days, and how many of them late."""
    start, end = datetime.combine(first, time()), datetime.combine(last, time()) + timedelta(days=1)
    at = dossier.c.resolved_at
    late = func.sum(case((PHASE_READ == LATE_PHASE, 1), else_=0))
    asked = select(func.count(), func.coalesce(late, 0)).select_from(dossier).where(LIVE, at >= start, at < end)
    number, too_late = connection.execute(asked).one()
    return ResolvedTotals(first, last, number, too_late)


def last_months(today: date, number: int = 12) -> list[tuple[date, date]]:
    """The last calendar months, the one of `today` the last of them: first and last day of each, the oldest first."""
    months = []
    month = today.year * 12 + today.month - 1
    for index in range(month - number + 1, month + 1):
        first = date(index // 12, index % 12 + 1, 1)
        following = date((index + 1) // 12, (index + 1) % 12 + 1, 1)
        months.append((first, following - timedelta(days=1)))
    return months


def monthly_totals(connection: Connection, spans: Sequence[tuple[date, date]]) -> list[ResolvedTotals]:
    """`resolved_totals` of several stretches of time, for a chart; `last_months` gives the usual ones."""
    return [resolved_totals(connection, first, last) for first, last in spans]
