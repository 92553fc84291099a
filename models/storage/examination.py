"""Looks at a database before anything touches it: read-only, never changing a byte, so that a damaged one stays evidence for repair."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.errors import OfficeError
from models.outcome import Notice
from models.storage import migrations
from models.storage.anchor import Anchor
from models.storage.columns import metadata
from models.storage.database import APPLICATION_ID, connect_sqlite
from models.storage.database_errors import file_errors

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
# The tables of every version. A newer one adds to them, and is upgraded before its own are asked for.
_JOURNAL_TABLES = frozenset({"journal", "journal_change"})


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found: the version of the tables and the newest journal entry (0 and "" in an empty journal)."""

    version: int
    seq: int
    hash: str
    notices: tuple[Notice, ...] = ()


@contextmanager
def looking(path: Path) -> Iterator[Any]:
    """A connection that only reads. Where no write-ahead log lies beside the file nothing at all is made in the folder."""
    wal = path.with_name(f"{path.name}-wal")
    alone = not wal.exists() or wal.stat().st_size == 0
    connection = connect_sqlite(path, mode="ro", immutable=alone)
    try:
        yield connection
    finally:
        connection.close()


def _look_at_file(path: Path) -> None:
    """The file as a file: there, regular, long enough, beginning as SQLite's do."""
    if path.is_dir() or not path.is_file():
        raise OfficeError("not_our_database", environment=True, path=str(path))
    with path.open("rb") as stream:
        head = stream.read(_HEADER)
    if not head.strip(b"\x00") or len(head) < _HEADER:
        raise OfficeError("damaged_database", environment=True, path=str(path), reason="header")
    if not head.startswith(_MAGIC):
        raise OfficeError("not_our_database", environment=True, path=str(path))


def _check_pages(connection: Any, path: Path, *, indexes: bool) -> None:
    """Every page and every link; with `indexes` also that each index says what its table says, which takes five times as long."""
    wrong = [row[0] for row in connection.execute("PRAGMA integrity_check(1)" if indexes else "PRAGMA quick_check(1)")]
    if wrong != ["ok"]:
        raise OfficeError("damaged_database", environment=True, path=str(path), reason=" ".join(str(wrong[0]).split())[:200])
    stray = connection.execute("PRAGMA foreign_key_check").fetchone()
    if stray is not None:
        raise OfficeError("damaged_database", environment=True, path=str(path), reason=f"{stray[0]} -> {stray[2]}")


def examine(path: Path, *, thorough: bool, indexes: bool = False, anchor: Anchor | None = None) -> Examined:
    """Whether this is an office's database that this program can open; `thorough` reads every page, `indexes` compares the indexes too.

    Raises OfficeError `not_our_database`, `damaged_database`, `newer_database`, `table_missing`, or what the disk says.
    """
    with file_errors(path.parent):
        _look_at_file(path)
        with looking(path) as connection:
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if application != APPLICATION_ID:
                raise OfficeError("not_our_database", environment=True, path=str(path))
            if version > migrations.SCHEMA_VERSION:
                raise OfficeError("newer_database", environment=True, path=str(path), found=version, known=migrations.SCHEMA_VERSION)
            # Pages first: what is missing in a damaged file is damaged, not removed.
            if thorough:
                _check_pages(connection, path, indexes=indexes)
            tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            missing = (_JOURNAL_TABLES if version < migrations.SCHEMA_VERSION else metadata.tables.keys()) - tables
            if missing:
                raise OfficeError("table_missing", environment=True, path=str(path), tables=", ".join(sorted(missing)))
            seq, entry_hash = connection.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone() or (0, "")
            return Examined(version, seq, entry_hash, _compare(connection, seq, anchor))


def _compare(connection: Any, seq: int, anchor: Anchor | None) -> tuple[Notice, ...]:
    """Whether the journal still reaches as far as it did when the program last wrote."""
    if anchor is None:
        return ()
    remembered = anchor.read()
    if remembered is None:
        return (Notice("anchor_missing"),) if seq else ()
    if remembered.seq > seq:
        return (Notice("older_than_last_time", {"seq": seq, "anchored": remembered.seq}),)
    row = connection.execute("SELECT hash FROM journal WHERE seq = ?", (remembered.seq,)).fetchone()
    if remembered.seq and (row is None or row[0] != remembered.hash):
        return (Notice("journal_differs", {"seq": remembered.seq}),)
    return ()
