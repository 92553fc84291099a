"""A database file from its version to today's: a checked copy first, then all steps in one transaction or none."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from models.errors import OfficeError
from models.outcome import Notice
from models.storage import migrations
from models.storage.copies import copy_database
from models.storage.database import connect_sqlite, sqlite_engine, vietnam_now
from models.storage.files import make_folder


def _stored_version(path: Path) -> int:
    with closing(connect_sqlite(path, mode="ro")) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def upgrade_file(path: Path, *, backups: Path | None = None) -> Notice:
    """Take the missing steps on a file that nobody else has open. With `backups`, keep a checked copy of it there first.

    Raises OfficeError `upgrade_failed` when a step leaves links to rows that are not there; whatever is raised, the file is as it was.
    """
    before = _stored_version(path)
    kept = None
    if backups is not None:
        make_folder(backups)
        kept = backups / f"before-version-{migrations.SCHEMA_VERSION}-{vietnam_now():%Y%m%d-%H%M%S}.db"
        with closing(connect_sqlite(path)) as original:
            copy_database(original, kept)
    # A step that builds a table anew would take the rows that point to it along, were the links guarded meanwhile.
    engine = sqlite_engine(path, writable=True, guard_links=False)
    try:
        with engine.connect().execution_options(writing=True) as connection, connection.begin():
            migrations.upgrade(connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {migrations.SCHEMA_VERSION}")
            stray = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
            if stray is not None:
                raise OfficeError("upgrade_failed", environment=True, path=str(path), version=migrations.SCHEMA_VERSION, copy=str(kept))
    finally:
        engine.dispose()
    return Notice("upgraded", {"before": before, "after": migrations.SCHEMA_VERSION, "copy": "" if kept is None else kept.name})
