"""Copies of the office's data, in a rotation that failure cannot empty, and in a second place when one is set."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from models.errors import OfficeError
from models.outcome import Notice
from models.storage.attachments import copy_missing_files
from models.storage.copies import copy_database, newest_entry, prove
from models.storage.database import DATABASE_NAME, Database, connect_sqlite
from models.storage.database_errors import file_errors, told_apart
from models.storage.files import copy_in_place, make_folder

BACKUPS = "backups"
_NAME = re.compile(r"office-(\d{8}-\d{6})(?:-(\d+))?\.db")
_TIME = "%Y%m%d-%H%M%S"
# Beside the newest ones: the last of each day for two weeks, the last of each month for a year.
_DAYS = 14
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A finished copy in a folder. `at` is Vietnam time; `turn` counts copies of the same second."""

    at: datetime
    turn: int
    path: Path

    def size(self) -> int:
        """Its size in bytes."""
        return self.path.stat().st_size


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A copy that was checked: where, how large, up to which journal entry; the one in the second place where that worked."""

    path: Path
    size: int
    seq: int
    second: Path | None = None
    notices: tuple[Notice, ...] = ()


def list_backups(place: Path) -> list[BackupFile]:
    """The finished copies in a folder, newest first. Copies made before an upgrade or a restore have other names and stay."""
    found = []
    for path in place.glob("office-*.db"):
        match = _NAME.fullmatch(path.name)
        if match:
            with suppress(ValueError):
                found.append(BackupFile(datetime.strptime(match[1], _TIME), int(match[2] or 0), path))
    return sorted(found, key=lambda backup: (backup.at, backup.turn), reverse=True)


def _free_name(place: Path, now: datetime) -> Path:
    path = place / f"office-{now:{_TIME}}.db"
    turn = 1
    while path.exists():
        turn += 1
        path = place / f"office-{now:{_TIME}}-{turn}.db"
    return path


def kept(backups: Iterable[BackupFile], *, now: datetime, keep: int) -> set[Path]:
    """Which copies the rotation keeps: the newest `keep`, one a day, one a month."""
    newest_first = sorted(backups, key=lambda backup: (backup.at, backup.turn), reverse=True)
    staying = {backup.path for backup in newest_first[:keep]}
    seen: set[str] = set()
    for backup in newest_first:
        for label, reach in ((f"{backup.at:%Y%m%d}", timedelta(days=_DAYS)), (f"{backup.at:%Y%m}", timedelta(days=31 * _MONTHS))):
            if label not in seen and now - backup.at <= reach:
                seen.add(label)
                staying.add(backup.path)
    return staying


def _rotate(place: Path, made: Path, *, now: datetime, keep: int) -> None:
    """Remove what the rotation does not keep. Called only after `made` was checked."""
    backups = list_backups(place)
    staying = kept(backups, now=now, keep=keep) | {made}
    for backup in backups:
        if backup.path not in staying:
            # A copy that another program has open goes the next time.
            with suppress(OSError):
                backup.path.unlink()


def make_backup(
    database: Database, folder: Path | None, *, now: datetime, keep: int, to: Path | None = None, second: Path | None = None
) -> BackupMade:
    """Copy the data into the office's own `backups`, or into the folder `to`, and to the second place.

    A second place that is not there or fails is a notice: the first copy counts. Attachments never change, so those that a place
    outside the office lacks are copied there. Raises OfficeError `backup_by_server`, `copy_unproven`, or what the disk says.
    """
    if database.dialect != "sqlite" or folder is None:
        raise OfficeError("backup_by_server", environment=True)
    place = to or folder / BACKUPS
    with file_errors(place):
        make_folder(place)
        path = _free_name(place, now)
        with closing(connect_sqlite(folder / DATABASE_NAME)) as original:
            seq, _ = copy_database(original, path)
        if to is None:
            _rotate(place, path, now=now, keep=keep)
        else:
            copy_missing_files(folder, place)
        size = path.stat().st_size
    copied, notices = _copy_to_second(folder, path, second, now=now, keep=keep) if second is not None else (None, ())
    return BackupMade(path, size, seq, copied, notices)


def _copy_to_second(folder: Path, made: Path, second: Path, *, now: datetime, keep: int) -> tuple[Path | None, tuple[Notice, ...]]:
    """The copy in the second place, or why there is none."""
    try:
        if not second.is_dir():
            return None, (Notice("second_folder_missing", {"path": str(second)}),)
        with file_errors(second):
            target = second / made.name
            copy_in_place(made, target)
            prove(target)
            copy_missing_files(folder, second)
            _rotate(second, target, now=now, keep=keep)
            return target, ()
    except (OfficeError, OSError) as error:
        known = told_apart(error, second)
        return None, (Notice("second_folder_failed", {"path": str(second), "reason": known.facts.get("reason", "") if known else ""}),)


def is_due(database: Database, folder: Path | None, *, now: datetime, hours: float) -> bool:
    """Whether something changed since the newest copy and that one is at least `hours` old (0: at start and at exit)."""
    if database.dialect != "sqlite" or folder is None or database.view_only:
        return False
    backups = list_backups(folder / BACKUPS)
    if not backups:
        return True
    # A newest copy from the future (the clock was wrong) must not hold back all that follow.
    if timedelta(0) <= now - backups[0].at < timedelta(hours=hours):
        return False
    with database.read() as connection:
        seq = database.newest_seq(connection)
    try:
        with file_errors(folder):
            return newest_entry(backups[0].path)[0] != seq
    except OfficeError:
        return True
