"""Figures about incoming documents in a period, the documents behind each figure, and the lines of the printed register.

Only the ordinary register is counted: secret papers are registered separately (Nghị định 30/2020/NĐ-CP Điều 22) and stay out of
what is printed and sent. Cancelled documents keep their line in the book and are in no figure.

`received` are the documents that arrived in the period, `forwarded` those of them that were forwarded. `with_due` are the documents
that asked for an answer in the period: with a due date, arrived up to its end, not answered before its first day. How they stood at
the end of the period, or today while it runs, is told by the other four, of which each document is in exactly one:

    with_due = replied_on_time + replied_late + open_in_time + open_late
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, case, func, literal_column, or_, select

from models.clock.periods import Period
from models.registers.directives.numbers import printed_arrival
from models.registers.directives.rows import remark, title
from models.registers.directives.tables import directive

_c = directive.c
_REGISTER = "incoming"
# Written into the statement, not bound: SQLite uses a partial index only where it can read the value.
_LIVE = and_(_c.register == _REGISTER, _c.cancelled_at.is_(None), _c.voided == literal_column("0"))


@dataclass(frozen=True, slots=True)
class DirectiveTotals:
    """The figures of a period; what they count is told by the module."""

    received: int
    forwarded: int
    with_due: int
    replied_on_time: int
    replied_late: int
    open_in_time: int
    open_late: int


FIGURES = tuple(field.name for field in fields(DirectiveTotals))


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A line of the printed register: its ten columns without the one left blank for the pen (Phụ lục IV)."""

    id: int
    arrival_date: date
    arrival_number: str
    issuing_agency: str
    document_number: str
    issued_date: date | None
    title: str
    recipient: str
    forwarded_date: date | None
    remark: str


def _counted_until(period: Period, today: date) -> date:
    """The day at whose end the figures are taken."""
    return min(period.last, today)


def _conditions(period: Period, today: date) -> dict[str, ColumnElement[bool]]:
    """The condition of each figure."""
    day = _counted_until(period, today)
    received = _c.arrival_date.between(period.first, day)
    due = and_(_c.due_date.is_not(None), _c.arrival_date <= day, or_(_c.reply_date.is_(None), _c.reply_date >= period.first))
    replied = and_(due, _c.reply_date.is_not(None), _c.reply_date <= day)
    waiting = and_(due, or_(_c.reply_date.is_(None), _c.reply_date > day))
    return {
        "received": received,
        "forwarded": and_(received, _c.forwarded_date.is_not(None), _c.forwarded_date <= day),
        "with_due": due,
        "replied_on_time": and_(replied, _c.reply_date <= _c.due_date),
        "replied_late": and_(replied, _c.reply_date > _c.due_date),
        "open_in_time": and_(waiting, _c.due_date >= day),
        "open_late": and_(waiting, _c.due_date < day),
    }


def totals(conn: Connection, period: Period, today: date) -> DirectiveTotals:
    """All figures of the period in one pass."""
    conditions = _conditions(period, today)
    sums = [func.coalesce(func.sum(case((conditions[name], 1), else_=0)), 0) for name in FIGURES]
    asked = select(*sums).where(_LIVE, or_(conditions["received"], conditions["with_due"]))
    return DirectiveTotals(*conn.execute(asked).one())


def ids_behind(conn: Connection, figure: str, period: Period, today: date) -> list[int]:
    """The documents that a figure counts, in the order of the book. KeyError for a figure that is not one of `FIGURES`."""
    asked = select(_c.id).where(_LIVE, _conditions(period, today)[figure])
    return list(conn.execute(asked.order_by(_c.year, _c.arrival_number, _c.arrival_suffix, _c.id)).scalars())


def register_lines(conn: Connection, period: Period, today: date) -> list[RegisterLine]:
    """The register of the period as it is printed, in the order of the book; cancelled lines too, since their numbers stay used."""
    columns = (
        _c.id, _c.arrival_date, _c.arrival_number, _c.arrival_suffix, _c.issuing_agency, _c.document_number, _c.issued_date,
        _c.document_type, _c.subject, _c.recipient, _c.forwarded_date, _c.note, _c.insertion_reason, _c.cancel_reason, _c.cancelled_at,
        _c.voided,
    )  # fmt: skip
    asked = (
        select(*columns)
        .where(_c.register == _REGISTER, _c.arrival_date.between(period.first, _counted_until(period, today)))
        .order_by(_c.year, _c.arrival_number, _c.arrival_suffix, _c.id)
    )
    return [
        RegisterLine(
            id=row.id,
            arrival_date=row.arrival_date,
            arrival_number=printed_arrival(row.arrival_number, row.arrival_suffix),
            issuing_agency=row.issuing_agency,
            document_number=row.document_number,
            issued_date=row.issued_date,
            title=title(row.document_type, row.subject),
            recipient=row.recipient,
            forwarded_date=row.forwarded_date,
            remark=remark(row.note, row.insertion_reason, row.cancel_reason, cancelled=row.cancelled_at is not None or bool(row.voided)),
        )
        for row in conn.execute(asked)
    ]
