"""Copies of a database that count only once they were opened and checked."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

from models.errors import OfficeError
from models.storage.database import APPLICATION_ID, connect_sqlite, sqlite_module
from models.storage.database_errors import told_apart
from models.storage.files import put_in_place

_PART = ".part"
_SPARE = 256 * 1024


def copy_database(original: Any, target: Path) -> tuple[int, str]:
    """Copy the database of a bare connection, write-ahead log and all. Number and hash of the copy's last journal entry.

    A writer may go on meanwhile. The copy is synced, opened again and checked before it gets its name.
    Raises OfficeError `copy_unproven`, or what the disk says; then there is no new file.
    """
    part = target.with_name(target.name + _PART)
    _remove(part)
    try:
        with closing(connect_sqlite(part, mode="rwc")) as copy:
            expected = _newest(original)[0]
            _copy_pages(original, copy, target.parent)
            # One file that needs no other: a copy is carried about, and read where nothing may be written.
            copy.execute("PRAGMA journal_mode = DELETE")
        newest = prove(part, at_least=expected)
        put_in_place(part, target)
    finally:
        _remove(part)
    return newest


def into_one_file(path: Path) -> None:
    """Bring what is in the write-ahead log into the database file and do without the log, before the file gets another name.

    Closing alone does not tell when that failed. Raises what the disk says; OfficeError `database_busy` where others have it open.
    """
    with closing(connect_sqlite(path)) as connection:
        if connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0] != "delete":
            raise OfficeError("database_busy", environment=True, path=str(path))


def _copy_pages(original: Any, copy: Any, place: Path) -> None:
    """SQLite's backup call, once there is room for the whole: a copy that cannot be finished must not fill the disk meanwhile."""
    wanted = original.execute("PRAGMA page_count").fetchone()[0] * original.execute("PRAGMA page_size").fetchone()[0]
    if shutil.disk_usage(place).free < wanted + _SPARE:
        raise OfficeError("disk_full", environment=True, path=str(place))
    try:
        # In one piece: in pieces it begins again at every change, and beside a busy writer never ends.
        original.backup(copy, pages=-1)
    except sqlite_module().Error as error:
        # From this one call the driver gives no code of SQLite's, and the rollback has given the room back already.
        full = shutil.disk_usage(place).free < wanted + _SPARE
        raise OfficeError("disk_full" if full else "disk_error", environment=True, path=str(place), reason=str(error)) from error


def _newest(connection: Any) -> tuple[int, str]:
    """Number and hash of the newest journal entry; (0, "") where there is none."""
    return connection.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone() or (0, "")


def prove(path: Path, *, at_least: int = 0) -> tuple[int, str]:
    """Open a finished copy and check every page; number and hash of its last entry. Raises OfficeError `copy_unproven`."""
    with closing(connect_sqlite(path, mode="ro", immutable=True)) as connection:
        try:
            wrong = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            newest = _newest(connection)
        except sqlite_module().DatabaseError as error:
            # A damaged page of a search index stops the check itself.
            known = told_apart(error, path.parent)
            if known is not None and known.code != "damaged_database":
                raise
            wrong, application, newest = str(error), 0, (0, "")
    if wrong != "ok" or application != APPLICATION_ID or newest[0] < at_least:
        raise OfficeError("copy_unproven", environment=True, path=str(path), reason=str(wrong)[:200])
    return newest


def newest_entry(path: Path) -> tuple[int, str]:
    """Number and hash of the newest journal entry of a finished copy, without checking the rest."""
    with closing(connect_sqlite(path, mode="ro", immutable=True)) as connection:
        return _newest(connection)


def _remove(part: Path) -> None:
    for suffix in ("", "-journal", "-wal", "-shm"):
        part.with_name(part.name + suffix).unlink(missing_ok=True)
