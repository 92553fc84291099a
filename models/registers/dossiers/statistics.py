"""The figures of form II.06a (Thông tư 01/2020/TT-VPCP), counted so that its identities hold, and the dossiers behind each figure.

How a dossier counts in a period from the first day to the last, both included (domain.md 3.1):

* It is received on the day of `received_at` and leaves the pending on the day of `closed_at`, so what is pending at the end of a
  period is what the next one carries over. A dossier without a moment of receipt is in no figure, nor is one that is only registered
  (status 1), refused (3), cancelled or undone.
* Withdrawn and stopped dossiers (7, 8) have no result. The forms do not say where they go, so it is a setting: resolved on time
  ("on_time"), or in no figure at all ("excluded").
* Early: resolved on a day before the appointment's. On time: on that day up to the hour, or without an appointment. Late: after it.
* Pending overdue: the appointment lies before the end of the last day, and before `now` while that day still runs. A dossier that
  waits for the citizen (5, 6) is not overdue.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Connection, Integer, String, and_, case, func, literal_column, or_, select, union_all
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

from models.registers.dossiers.rows import Figure
from models.registers.dossiers.states import CLOSED_STATUSES, LIVE, PAUSED_STATUSES, Status
from models.registers.dossiers.tables import dossier

ON_TIME, EXCLUDED = "on_time", "excluded"
_ONLINE = 2


@dataclass(frozen=True, slots=True)
class FieldTotals:
    """One line of form II.06a: columns (4) to (6), (8) to (10), (12) and (13); the totals (3), (7), (11) are sums of these."""

    field: str
    received_online: int = 0
    received_direct_or_post: int = 0
    carried_over: int = 0
    resolved_early: int = 0
    resolved_on_time: int = 0
    resolved_late: int = 0
    pending_within_due: int = 0
    pending_overdue: int = 0

    @property
    def received_total(self) -> int:
        """Column (3): received in the period and carried over."""
        return self.received_online + self.received_direct_or_post + self.carried_over

    @property
    def resolved_total(self) -> int:
        """Column (7)."""
        return self.resolved_early + self.resolved_on_time + self.resolved_late

    @property
    def pending_total(self) -> int:
        """Column (11): pending at the end of the period."""
        return self.pending_within_due + self.pending_overdue


_COUNTED = tuple(field.name for field in fields(FieldTotals) if field.name != "field")
# What each column that is a sum is the sum of.
SUMS = {
    "received_total": ("received_online", "received_direct_or_post", "carried_over"),
    "resolved_total": ("resolved_early", "resolved_on_time", "resolved_late"),
    "pending_total": ("pending_within_due", "pending_overdue"),
}
FIGURE_COLUMNS = (*_COUNTED, *SUMS)


def grand_total(lines: Iterable[FieldTotals], *, name: str = "") -> FieldTotals:
    """The sum line of a form."""
    sums = dict.fromkeys(_COUNTED, 0)
    for line in lines:
        for column in _COUNTED:
            sums[column] += getattr(line, column)
    return FieldTotals(name, **sums)


class _vietnam_date(GenericFunction[str]):  # noqa: N801  the name of an SQL function
    """The day in Vietnam of a stored moment (UTC text), as text that sorts."""

    type = String()
    inherit_cache = True


@compiles(_vietnam_date)
def _date_on_sqlite(element: Any, compiler: Any, **options: Any) -> str:
    return f"date({compiler.process(element.clauses, **options)}, '+7 hours')"


@compiles(_vietnam_date, "postgresql")
def _date_on_postgresql(element: Any, compiler: Any, **options: Any) -> str:
    return f"to_char(({compiler.process(element.clauses, **options)})::timestamp + interval '7 hours', 'YYYY-MM-DD')"


# Each dossier that counts has one origin and one outcome, numbered for speed by their place here.
_ORIGINS = SUMS["received_total"]
_OUTCOMES = (*SUMS["resolved_total"], *SUMS["pending_total"])


class _Period:
    """The dossiers that count in one period. Each has exactly one origin and one outcome: that is why the identities hold."""

    def __init__(self, first: date, last: date, closed_counts_as: str, now: datetime | None) -> None:
        c = dossier.c
        start = datetime.combine(first, time())
        end = datetime.combine(last, time()) + timedelta(days=1)
        left_out = {Status.REGISTERED, Status.REFUSED}
        if closed_counts_as == EXCLUDED:
            left_out |= CLOSED_STATUSES
        # In two parts, pending today and closed since the first day: each is one stretch of the index.
        counted = and_(LIVE, c.received_at < end, or_(c.status.not_in(sorted(left_out)), c.resolved_at.is_not(None)))
        self._parts = (and_(c.closed_at.is_(None), counted), and_(c.closed_at >= start, counted))
        online, direct, carried = map(_ORIGINS.index, ("received_online", "received_direct_or_post", "carried_over"))
        self._origin = case((c.received_at < start, _number(carried)), (c.channel == _ONLINE, _number(online)), else_=_number(direct))
        early, on_time, late, within, overdue = map(_number, range(len(_OUTCOMES)))
        waits = c.status.in_(sorted(PAUSED_STATUSES))
        pending = case((and_(c.appointment_at < (end if now is None else min(end, now)), ~waits), overdue), else_=within)
        resolved = case(
            (c.resolved_at > c.appointment_at, late),
            (_vietnam_date(c.resolved_at) < _vietnam_date(c.appointment_at), early),
            else_=on_time,
        )
        self._outcome = case((or_(c.closed_at.is_(None), c.closed_at >= end), pending), else_=resolved)

    def counts(self) -> CompoundSelect[Any]:
        """Field, origin, outcome and how many, each part by itself."""
        field = dossier.c.field
        columns = (field, self._origin.label("origin"), self._outcome.label("outcome"), func.count())
        return union_all(*(select(*columns).where(part).group_by(field, "origin", "outcome") for part in self._parts))

    def ids(self, column: str) -> CompoundSelect[Any]:
        """The dossiers behind one column of `FieldTotals`, a sum or a part. ValueError for another column."""
        if column not in FIGURE_COLUMNS:
            raise ValueError(column)
        wanted = SUMS.get(column, (column,))
        if set(wanted) <= set(_ORIGINS):
            condition = self._origin.in_(map(_ORIGINS.index, wanted))
        else:
            condition = self._outcome.in_(map(_OUTCOMES.index, wanted))
        return union_all(*(select(dossier.c.id).where(part, condition) for part in self._parts))


def _number(value: int) -> ColumnElement[int]:
    return literal_column(str(value), Integer)


def figure_condition(figure: Figure) -> ColumnElement[bool]:
    """The dossiers behind a figure. ValueError for a column that the form does not have."""
    return dossier.c.id.in_(_Period(figure.first, figure.last, figure.closed_counts_as, figure.now).ids(figure.column))


def field_totals(
    connection: Connection, first: date, last: date, *, closed_counts_as: str = ON_TIME, now: datetime | None = None
) -> list[FieldTotals]:
    """Form II.06a: one line a field in which anything counted, by field. `closed_counts_as` is the office's setting of that name.

    With `now`, what is promised for later than this moment is not overdue yet though the last day may be today.
    """
    lines: dict[str, dict[str, int]] = {}
    for name, origin, outcome, number in connection.execute(_Period(first, last, closed_counts_as, now).counts()):
        line = lines.setdefault(name, dict.fromkeys(_COUNTED, 0))
        line[_ORIGINS[origin]] += number
        line[_OUTCOMES[outcome]] += number
    return [FieldTotals(name, **lines[name]) for name in sorted(lines)]


def ids_behind(
    connection: Connection,
    field: str | None,
    column: str,
    first: date,
    last: date,
    *,
    closed_counts_as: str = ON_TIME,
    now: datetime | None = None,
) -> list[int]:
    """The dossiers behind one figure, of one field or (None) all, in order of receipt."""
    conditions = [figure_condition(Figure(column, first, last, closed_counts_as, now))]
    if field is not None:
        conditions.append(dossier.c.field == field)
    asked = select(dossier.c.id).where(*conditions).order_by(dossier.c.received_at, dossier.c.id)
    return list(connection.execute(asked).scalars())
