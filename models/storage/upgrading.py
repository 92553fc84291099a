"""A database file from its version to today's: a checked copy first, then all steps in one transaction or none."""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from models.errors import OfficeError
from models.outcome import Notice
from models.storage import migrations
from models.storage.copies import copy_database, prove
from models.storage.database import connect_sqlite, sqlite_engine, vietnam_now
from models.storage.database_errors import database_errors, told_apart
from models.storage.files import make_folder


def _stored_version(path: Path) -> int:
    with closing(connect_sqlite(path, mode="ro")) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _copy_from_before(path: Path, backups: Path) -> Path:
    """A checked copy of the file as it is. That of an earlier try serves where nothing changed since: failures pile up no copies."""
    make_folder(backups)
    start = f"before-version-{migrations.SCHEMA_VERSION}-"
    with closing(connect_sqlite(path)) as original:
        newest = original.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
        for earlier in sorted(backups.glob(f"{start}*.db")):
            with suppress(OfficeError), database_errors(backups):
                if prove(earlier) == newest:
                    return earlier
        kept = backups / f"{start}{vietnam_now():%Y%m%d-%H%M%S}.db"
        copy_database(original, kept)
    return kept


def upgrade_file(path: Path, *, backups: Path | None = None) -> Notice:
    """Take the missing steps on a file that nobody else has open. With `backups`, keep a checked copy of it there first.

    Raises OfficeError `upgrade_failed` when a step cannot be taken or leaves links to rows that are not there, or what the disk says.
    Whatever is raised, the file is as it was.
    """
    before = _stored_version(path)
    kept = None if backups is None else _copy_from_before(path, backups)
    # A step that builds a table anew would take the rows that point to it along, were the links guarded meanwhile.
    engine = sqlite_engine(path, writable=True, guard_links=False)
    failed = OfficeError("upgrade_failed", environment=True, path=str(path), version=migrations.SCHEMA_VERSION, copy=str(kept or ""))
    try:
        with engine.connect().execution_options(writing=True) as connection, connection.begin():
            migrations.upgrade(connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {migrations.SCHEMA_VERSION}")
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise failed
    except SQLAlchemyError as error:
        raise told_apart(error, path.parent) or failed from error
    finally:
        engine.dispose()
    return Notice("upgraded", {"before": before, "after": migrations.SCHEMA_VERSION, "copy": "" if kept is None else kept.name})
