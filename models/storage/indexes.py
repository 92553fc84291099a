"""Indexes that stand aside while a table takes in more rows than it has: made once afterwards they cost half."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, Table, func, select

# Below this the time is not worth it.
_WORTH = 20_000
_OF_TABLE = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND sql NOT LIKE 'CREATE UNIQUE%' AND tbl_name = ?"
)


@contextmanager
def indexes_aside(connection: Connection, tables: Sequence[Table], new_rows: int) -> Iterator[None]:
    """While the block inserts so many rows, these tables have no indexes but those that guard against doubles; for SQLite only.

    Part of the caller's transaction: an exception takes all of it back. The block must not look rows up by an index.
    """
    aside: list[tuple[str, str]] = []
    if connection.dialect.name == "sqlite" and new_rows >= _WORTH:
        for table in tables:
            if connection.execute(select(func.count()).select_from(table)).scalar_one() < new_rows:
                aside.extend((name, sql) for name, sql in connection.exec_driver_sql(_OF_TABLE, (table.name,)))
    for name, _ in aside:
        connection.exec_driver_sql(f"DROP INDEX {name}")
    yield
    for _, sql in aside:
        connection.exec_driver_sql(sql)
