"""What the records clerk looks at first: what came today, and the numbers that the book left out."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from models.registers.directives.tables import directive

_c = directive.c
_BOOK = "incoming"


@dataclass(frozen=True, slots=True)
class Gap:
    """Arrival numbers that nobody used, from `first` to `last`; `neighbours` are the documents just before and just after them."""

    first: int
    last: int
    neighbours: tuple[int, ...]


def gaps(connection: Connection, year: int, *, limit: int = 20) -> list[Gap]:
    """The gaps between the numbers of a year's book, the newest first, at most `limit`; a book kept here from its start has none.

    A cancelled or undone line keeps its number, so it leaves no gap. The database compares each number with the next one, so that a
    book of a hundred thousand lines is read without bringing them here.
    """
    ordered = select(
        _c.arrival_number.label("number"),
        func.lead(_c.arrival_number).over(order_by=_c.arrival_number).label("following"),
    ).where(_c.register == _BOOK, _c.year == year)
    pairs = ordered.subquery()
    asked = (
        select(pairs.c.number, pairs.c.following).where(pairs.c.following > pairs.c.number + 1).order_by(pairs.c.number.desc()).limit(limit)
    )
    return [
        Gap(before + 1, after - 1, _with_numbers(connection, year, (before, after))) for before, after in connection.execute(asked).all()
    ]


def _with_numbers(connection: Connection, year: int, numbers: tuple[int, int]) -> tuple[int, ...]:
    """The documents that bear these numbers, in the order of the book."""
    asked = select(_c.id).where(_c.register == _BOOK, _c.year == year, _c.arrival_number.in_(numbers))
    return tuple(connection.execute(asked.order_by(_c.arrival_number, _c.arrival_suffix)).scalars())
