"""The one way to the data: consistent reads on any thread, one writer at a time, every write with its journal entry.

SQLite comes from the `sqlcipher3` wheel, not from Python: releases before 3.51.3 can lose commits when the write-ahead log is reset.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.pool import QueuePool

from models.errors import OfficeError
from models.storage.anchor import Anchor
from models.storage.columns import VIETNAM_OFFSET
from models.storage.database_errors import database_errors
from models.storage.journal import Transaction, last_entry

APPLICATION_ID = 0x53444831  # "SDH1"
OLDEST_SQLITE = (3, 51, 3)
DATABASE_NAME = "office.db"
# One number for this program's write lock on a PostgreSQL server.
_ADVISORY_LOCK = 0x53444831
_BUSY_MS = 10_000
_BULK_CACHE_KIB = 65_536
_log = logging.getLogger(__name__)


def vietnam_now() -> datetime:
    """This moment in Vietnam, naive, to the second."""
    return (datetime.now(UTC) + VIETNAM_OFFSET).replace(tzinfo=None, microsecond=0)


def sqlite_module() -> Any:
    """The DB-API module with a SQLite that is new enough; asserts it."""
    from sqlcipher3 import dbapi2

    found = tuple(int(part) for part in dbapi2.sqlite_version.split("."))
    if found < OLDEST_SQLITE:
        raise OfficeError("sqlite_too_old", environment=True, found=dbapi2.sqlite_version)
    return dbapi2


def connect_sqlite(path: Path, *, mode: str = "rw", immutable: bool = False, guard_links: bool = True) -> Any:
    """A bare connection with this program's pragmas. `mode` is SQLite's: ro, rw or rwc.

    `immutable` promises that nobody changes the file meanwhile: then nothing at all is made or locked beside it.
    """
    module = sqlite_module()
    uri = f"{path.absolute().as_uri()}?mode={mode}{'&immutable=1' if immutable else ''}"
    connection = module.connect(uri, uri=True, timeout=_BUSY_MS / 1000, check_same_thread=False, isolation_level=None)
    try:
        connection.execute(f"PRAGMA foreign_keys = {'ON' if guard_links else 'OFF'}")
        # A damaged page is refused where it is read, and a hostile file's views run nothing of its own.
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        if mode != "ro":
            connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


def sqlite_engine(path: Path, *, writable: bool, guard_links: bool = True) -> Engine:
    """An engine on a database file that was looked at before. A reader's connections refuse to write."""

    def connect() -> Any:
        connection = connect_sqlite(path, guard_links=guard_links)
        try:
            connection.execute("PRAGMA journal_mode = WAL" if writable else "PRAGMA query_only = ON")
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine("sqlite+pysqlite://", module=sqlite_module(), creator=connect, poolclass=QueuePool, pool_size=4, max_overflow=8)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # The driver's own transaction control is off (isolation_level None): a reader takes a snapshot, a writer the write lock at once.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writing") else "BEGIN")

    return engine


class Database:
    """An opened office's data. `view_only` when nothing may be written: another program holds the office, or its place is full."""

    def __init__(self, engine: Engine, anchor: Anchor | None, *, folder: Path | None = None, view_only: bool = False) -> None:
        self.engine = engine
        self.anchor = anchor
        self.view_only = view_only
        self._folder = folder
        self._writer = threading.Lock()
        self._writing_thread = 0
        self._clock = vietnam_now

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self.engine.dialect.name

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent picture of the data; never waits for a writer. Keep it short and hand no connection on."""
        with database_errors(self._folder), self.engine.connect() as connection:
            if self.dialect == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def write(
        self,
        label: str,
        *,
        actor: str = "",
        reason: str = "",
        subject: str = "",
        kind: str = "change",
        now: datetime | None = None,
        large: bool = False,
    ) -> Iterator[Transaction]:
        """One change with its journal entry; a `large` one is given room for the pages it touches.

        Leaving the block commits (acknowledged and on the disk); an exception leaves nothing.
        Raises OfficeError `view_only`, or what the disk or the server says.
        """
        if self.view_only:
            raise OfficeError("view_only", environment=True)
        if self._writing_thread == threading.get_ident():
            raise RuntimeError("a change inside a change: hand the Transaction on instead")
        with self._writer:
            self._writing_thread = threading.get_ident()
            try:
                with database_errors(self._folder), self.engine.connect() as plain:
                    connection = plain.execution_options(writing=True)
                    with connection.begin() as pending:
                        if self.dialect == "postgresql":
                            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
                        at = self._clock()
                        change = Transaction(connection, label=label, now=now or at, at=at, actor=actor, reason=reason, subject=subject)
                        change.kind = kind
                        if large and self.dialect == "sqlite":
                            # A hundred thousand rows touch most pages of every index: without room for them they are written many times.
                            connection.exec_driver_sql(f"PRAGMA cache_size = -{_BULK_CACHE_KIB}")
                            # Such a connection is not kept.
                            connection.detach()
                        yield change
                        if not change.write_entry():
                            pending.rollback()
                            return
                self._remember(change)
            finally:
                self._writing_thread = 0

    def _remember(self, change: Transaction) -> None:
        """Move the anchor. The change is on the disk already: an anchor left one entry behind harms nothing, the next change moves it."""
        if self.anchor is not None:
            try:
                self.anchor.write(change.seq, change.hash)
            except OSError as error:
                _log.warning("the anchor could not be written: %s", error)

    @staticmethod
    def newest_seq(connection: Connection) -> int:
        """The number of the newest journal entry: as long as it stands, nothing changed."""
        return last_entry(connection)[0]

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()
