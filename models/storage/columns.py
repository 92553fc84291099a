"""The column types and the frame of every table, the same on SQLite and PostgreSQL.

Dates and moments are stored as ISO text: it sorts as time does, and a row image in the journal is what stands in the table.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.schema import SchemaItem
from sqlalchemy.types import TypeDecorator

# Vietnam keeps one offset all year (no summer time since 1975), so a fixed offset is exact and needs no time zone data.
VIETNAM_OFFSET = timedelta(hours=7)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def moment_text(moment: datetime) -> str:
    """A Vietnam-time moment as the UTC text that is stored, to the second. `strftime` does not pad years below 1000, so ISO is cut."""
    return (moment - VIETNAM_OFFSET).isoformat()[:19] + "Z"


def moment_of(text: str) -> datetime:
    """The Vietnam-time moment of a stored UTC text."""
    return datetime.fromisoformat(text[:19]) + VIETNAM_OFFSET


# Handed to the database layer as they are: a page of rows reads a thousand dates, mostly the same few.
@lru_cache(maxsize=8_192)
def _read_date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


@lru_cache(maxsize=8_192)
def _read_moment(text: str | None) -> datetime | None:
    return None if text is None else moment_of(text)


class IsoDate(TypeDecorator[date]):
    """A plain date, stored as YYYY-MM-DD."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect | None) -> str | None:
        """Date to text; a datetime is refused, since its hour would be lost silently."""
        if value is None:
            return None
        if isinstance(value, datetime):
            raise TypeError("a date is wanted, not a moment")
        return value.isoformat()

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], date | None]:
        """Text to date."""
        return _read_date


class Moment(TypeDecorator[datetime]):
    """A date and time: naive Vietnam time in the program, UTC text in the table."""

    impl = String(20)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect | None) -> str | None:
        """Vietnam time to UTC text."""
        if value is None:
            return None
        if value.tzinfo is not None:
            raise TypeError("a naive Vietnam-time moment is wanted")
        return moment_text(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], datetime | None]:
        """UTC text to Vietnam time."""
        return _read_moment


@dataclass(frozen=True, slots=True)
class Search:
    """Which columns of a table are found by words, which as codes (by any of their parts), which as telephone numbers."""

    words: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()


def new_uid() -> str:
    """A name for a record that no other office gives: 16 hexadecimal digits."""
    return os.urandom(8).hex()


def new_uids(number: int) -> list[str]:
    """So many new names."""
    digits = os.urandom(8 * number).hex()
    return [digits[start : start + 16] for start in range(0, len(digits), 16)]


def record_table(name: str, *items: SchemaItem, search: Search | None = None) -> Table:
    """A journaled table of records: id, uid, the given columns, and `voided` (1 when the step that made the row was undone)."""
    return Table(
        name,
        metadata,
        Column("id", Integer, primary_key=True, autoincrement=False),
        # Sixty-four random bits need no guard; an index without one also lets a copied row in, for the check to find.
        Column("uid", String(32), nullable=False, index=True),
        Column("voided", Integer, nullable=False, server_default="0"),
        *items,
        info={"search": search},
    )


def detail_table(name: str, *items: SchemaItem) -> Table:
    """A journaled table of rows that belong to a record: id, the given columns, and `voided`."""
    return Table(
        name,
        metadata,
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("voided", Integer, nullable=False, server_default="0"),
        *items,
        info={"search": None},
    )


def text_column(name: str) -> Column[str]:
    """A text that is empty rather than null when nothing is entered."""
    return Column(name, Text, nullable=False, server_default="")


def flag_column(name: str) -> Column[int]:
    """A yes or no, stored as 1 or 0."""
    return Column(name, Integer, nullable=False, server_default="0")


def reference(name: str, target: str, *, nullable: bool = True) -> Column[Any]:
    """A link to another table's id, indexed."""
    return Column(name, Integer, ForeignKey(f"{target}.id"), nullable=nullable, index=True)
