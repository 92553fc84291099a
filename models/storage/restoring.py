"""Putting a copy in the place of the data: proven before anything is replaced, and what it replaces is kept."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models.errors import OfficeError
from models.outcome import Notice
from models.storage import migrations
from models.storage.anchor import Anchor
from models.storage.attachments import copy_missing_files
from models.storage.backup import BACKUPS
from models.storage.copies import copy_database, into_one_file
from models.storage.database import DATABASE_NAME, Database, sqlite_engine
from models.storage.database_errors import database_errors, file_errors
from models.storage.examination import examine, looking
from models.storage.files import make_folder, sync_file, sync_folder
from models.storage.office_lock import OfficeLock
from models.storage.places import folder_of, is_url, refuse_network
from models.storage.verify import verify_journal


@dataclass(frozen=True, slots=True)
class Restored:
    """What stands now: up to which journal entry; where that which it replaced lies (None where there was nothing)."""

    seq: int
    replaced: Path | None
    notices: tuple[Notice, ...] = ()


def restore(location: str, copy: Path, *, now: datetime) -> Restored:
    """Make a copy the office's data. The office must be closed; a folder without an office becomes one (a new computer).

    Raises OfficeError `backup_by_server`, `file_missing`, `office_held`, what `examine` says of the copy, or what the disk says;
    then nothing was replaced.
    """
    if is_url(location):
        raise OfficeError("backup_by_server", environment=True)
    folder = folder_of(location)
    with file_errors(folder):
        if not copy.is_file():
            raise OfficeError("file_missing", path=str(copy))
        make_folder(folder)
        refuse_network(folder)
        lock = OfficeLock(folder, now=now)
        fresh = folder / f"{DATABASE_NAME}.restore"
        try:
            examined = examine(copy, thorough=True)
            with looking(copy) as original:
                seq, entry_hash = copy_database(original, fresh)
            notices = _read_through(fresh) if examined.version == migrations.SCHEMA_VERSION else ()
            copy_missing_files(copy.parent, folder)
            replaced = _set_aside(folder, now)
            Anchor(folder).write(seq, entry_hash, durable=True)
            fresh.replace(folder / DATABASE_NAME)
            sync_folder(folder)
            lock.note_closed(folder / DATABASE_NAME)
        finally:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
            lock.release()
    return Restored(seq, replaced, notices)


def _read_through(fresh: Path) -> tuple[Notice, ...]:
    """What `check` finds in the copy. Told, not refused: an office in which somebody meddled must be restorable all the same."""
    database = Database(sqlite_engine(fresh, writable=False), None, view_only=True)
    try:
        with database.read() as connection:
            found = list(verify_journal(connection, None))
    finally:
        database.close()
    return (Notice("copy_has_findings", {"count": len(found)}),) if found else ()


def _set_aside(folder: Path, now: datetime) -> Path | None:
    """Keep the present data, damaged or not, under another name, and leave nothing of its write-ahead log beside the new one."""
    path = folder / DATABASE_NAME
    if not os.path.lexists(path):
        return None
    place = folder / BACKUPS / f"replaced-{now:%Y%m%d-%H%M%S}.db"
    turn = 1
    while place.exists():
        turn += 1
        place = place.with_name(f"replaced-{now:%Y%m%d-%H%M%S}-{turn}.db")
    make_folder(place.parent)
    if path.is_dir():
        path.rename(place)
        return place
    # A sound one into a single file; a damaged one is kept as it is, with its log: opening it to write would change the evidence.
    with suppress(OfficeError), database_errors(folder):
        examine(path, thorough=True)
        into_one_file(path)
    for suffix in ("", "-wal"):
        source = path.with_name(path.name + suffix)
        if source.exists():
            _keep(source, place.with_name(place.name + suffix))
    sync_folder(place.parent)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    return place


def _keep(source: Path, place: Path) -> None:
    """A second name for a file, or a copy where the file system has no second names."""
    try:
        place.hardlink_to(source)
    except OSError:
        shutil.copyfile(source, place)
        sync_file(place)
