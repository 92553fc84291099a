"""The few figures of the overview, each with the query that opens the dossiers behind it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection, case, func, select

from models.clock.deadlines import DossierState
from models.registers.dossiers.queries import count
from models.registers.dossiers.rows import DossierQuery
from models.registers.dossiers.states import DONE_PHASES, LATE_PHASE, LIVE, PHASE, PHASE_READ, Status, open_condition
from models.registers.dossiers.tables import dossier
from models.registers.when import When

_RECENT = 10
_OPEN_PHASE = 2
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


@dataclass(frozen=True, slots=True)
class CloseFinishes:
    """How the last `of` dossiers of a procedure ended: `close` of them on the very day of the appointment or after it.

    "Last" are the resolved ones with the latest appointments. What often ends at the last moment is easily late next time.
    """

    close: int
    of: int

    @property
    def risky(self) -> bool:
        """Whether a new dossier of this kind is easily late: at least half of five or more ended close to the appointment."""
        return self.of >= 5 and 2 * self.close >= self.of


@dataclass(frozen=True, slots=True)
class LateHolder:
    """How a body stands with the dossiers it holds now (`holder` as written, "" where nobody is named).

    `open` have an appointment and no result; `late` of them are past it, the oldest appointed for `oldest_due`. `reasons` are the
    codes given for the lateness and how often, the most frequent first; `unexplained` are the late ones without a code.
    """

    holder: str
    open: int
    late: int
    oldest_due: datetime
    reasons: tuple[tuple[str, int], ...]
    unexplained: int

    @property
    def late_query(self) -> DossierQuery:
        """The list of the late ones."""
        return DossierQuery(states=frozenset({DossierState.OVERDUE}), holder=self.holder)


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


def paused(connection: Connection, when: When) -> CountedQuery:
    """Dossiers that wait for the citizen: papers to be supplied, or money to be paid. Their time does not run."""
    query = DossierQuery().with_states(DossierState.PAUSED)
    return CountedQuery(count(connection, query, when), query)


def not_returned(connection: Connection, when: When) -> CountedQuery:
    """Dossiers with a result that the citizen has not got yet (status 9)."""
    query = DossierQuery(status=Status.RESOLVED)
    return CountedQuery(count(connection, query, when), query)


def close_finishes(connection: Connection, procedure_codes: Collection[str]) -> dict[str, CloseFinishes]:
    """How the last ten resolved dossiers of each of these procedures ended."""
    c = dossier.c
    found = {}
    for code in sorted({code for code in procedure_codes if code}):
        asked = (
            select(c.appointment_at, c.resolved_at)
            .where(LIVE, c.procedure_code == code, PHASE_READ.in_(DONE_PHASES), c.resolved_at.is_not(None), c.appointment_at.is_not(None))
            .order_by(c.appointment_at.desc(), c.id.desc())
            .limit(_RECENT)
        )
        ends = connection.execute(asked).all()
        found[code] = CloseFinishes(sum(resolved.date() >= due.date() for due, resolved in ends), len(ends))
    return found


def late_by_holder(connection: Connection, when: When) -> list[LateHolder]:
    """Every body that holds a late dossier, those with most of them first."""
    c = dossier.c
    late = open_condition(DossierState.OVERDUE, when)
    held = (LIVE, PHASE == _OPEN_PHASE)
    asked = select(c.holder, func.count(), func.sum(case((late, 1), else_=0)), func.min(c.appointment_at)).where(*held).group_by(c.holder)
    totals = {holder: (number, too_late, oldest) for holder, number, too_late, oldest in connection.execute(asked) if too_late}
    reasons: dict[str, dict[str, int]] = {}
    told = select(c.holder, c.late_reason_code, func.count()).where(*held, late).group_by(c.holder, c.late_reason_code)
    for holder, code, number in connection.execute(told):
        reasons.setdefault(holder, {})[code] = number
    lines = []
    for holder, (number, too_late, oldest) in totals.items():
        codes = reasons.get(holder, {})
        unexplained = codes.pop("", 0)
        ranked = tuple(sorted(codes.items(), key=lambda one: (-one[1], one[0])))
        lines.append(LateHolder(holder, number, too_late, oldest, ranked, unexplained))
    return sorted(lines, key=lambda line: (-line.late, line.oldest_due, line.holder))
