"""Errors of the database and the disk, told apart at the edge by type and code: what the machine caused becomes an OfficeError.

Whatever is not known here stays what it is: a mistake of the program, reported as one.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError

from models.errors import OfficeError

# SQLite's primary result codes: https://www.sqlite.org/rescode.html
_SQLITE = {
    3: "read_only_folder",  # PERM
    5: "database_busy",
    6: "database_busy",  # LOCKED
    7: "out_of_memory",
    8: "read_only_folder",  # READONLY
    10: "disk_error",  # IOERR
    11: "damaged_database",  # CORRUPT
    13: "disk_full",
    14: "cannot_open",
    15: "database_busy",  # PROTOCOL: the locks of the write-ahead log could not be had
    26: "damaged_database",  # NOTADB
}
# PostgreSQL's SQLSTATE, by whole code or by class: https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRESQL = {
    "53100": "disk_full",
    "53200": "out_of_memory",
    "53300": "server_unreachable",  # too many connections
    "55P03": "database_busy",
    "40001": "database_busy",
    "40P01": "database_busy",
    "57P01": "server_unreachable",
    "57P02": "server_unreachable",
    "57P03": "server_unreachable",
    "42501": "server_refused",
    "25006": "server_refused",  # read only
    "3D000": "server_refused",  # no such database
    "08": "server_unreachable",
    "28": "server_refused",
    "58": "disk_error",
    "XX001": "damaged_database",
    "XX002": "damaged_database",
}
_OS = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EACCES: "read_only_folder",
    errno.EPERM: "read_only_folder",
    errno.EROFS: "read_only_folder",
    errno.ENOTDIR: "not_a_folder",
    errno.EEXIST: "not_a_folder",  # a file where a folder is to be made
}
# Less room than this, and an input/output error is the full disk: SQLite's shared memory file cannot tell them apart.
_NO_ROOM = 128 * 1024


def _is_full(folder: Path | None) -> bool:
    try:
        return folder is not None and shutil.disk_usage(folder).free < _NO_ROOM
    except OSError:
        return False


def told_apart(error: BaseException, folder: Path | None = None) -> OfficeError | None:
    """The OfficeError of what the machine caused; None for anything else. `folder` is where the data lies, for the sentence."""
    cause: Any = error.orig if isinstance(error, DBAPIError) else error
    place = str(folder) if folder else ""
    if isinstance(cause, OfficeError):
        return cause
    if isinstance(cause, OSError):
        code = _OS.get(cause.errno or 0, "disk_error")
        return OfficeError(code, environment=True, path=place or str(cause.filename or ""), reason=cause.strerror or str(cause))
    sqlite_code = getattr(cause, "sqlite_errorcode", None)
    if sqlite_code is not None:
        code = _SQLITE.get(sqlite_code & 0xFF, "")
        if code in ("disk_error", "cannot_open") and _is_full(folder):
            code = "disk_full"
        return OfficeError(code, environment=True, path=place, reason=str(cause)) if code else None
    if type(cause).__module__.startswith("psycopg"):
        state = getattr(cause, "sqlstate", None)
        if state is None:
            # No answer from a server at all, or the connection broke; other errors of the driver are ours.
            code = "server_unreachable" if type(cause).__name__ in ("OperationalError", "ConnectionTimeout") else ""
        else:
            code = _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2], "")
        return OfficeError(code, environment=True, path=place, reason=str(cause).strip().split("\n")[0]) if code else None
    return None


@contextmanager
def database_errors(folder: Path | None = None) -> Iterator[None]:
    """Turn errors of the database into OfficeErrors. Errors of other files pass through: they belong to whoever opened those."""
    from sqlcipher3 import dbapi2

    try:
        yield
    except (DBAPIError, dbapi2.Error) as error:
        known = told_apart(error, folder)
        if known is None:
            raise
        raise known from error


@contextmanager
def file_errors(folder: Path | None = None) -> Iterator[None]:
    """As `database_errors`, and errors of the folder's own files too."""
    with database_errors(folder):
        try:
            yield
        except OSError as error:
            known = told_apart(error, folder)
            if known is None:
                raise
            raise known from error
