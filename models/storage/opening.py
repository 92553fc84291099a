"""How an office's data is found, made and opened: looked at before it is touched, locked before it is written."""

from __future__ import annotations

import contextlib
import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, create_engine, text

from models.errors import OfficeError
from models.outcome import Notice
from models.storage import migrations
from models.storage.anchor import ANCHOR_NAME, Anchor
from models.storage.copies import into_one_file
from models.storage.database import APPLICATION_ID, DATABASE_NAME, Database, connect_sqlite, sqlite_engine, vietnam_now
from models.storage.database_errors import database_errors, file_errors
from models.storage.examination import examine
from models.storage.files import make_folder, put_in_place
from models.storage.journal import last_entry
from models.storage.office_lock import End, OfficeLock, is_held, last_end
from models.storage.places import folder_of, is_url, refuse_network, server_url, shown
from models.storage.upgrading import upgrade_file

TOUCHED = "touched_outside"
NEW_NAME = f"{DATABASE_NAME}.new"
# After these another program may have had the file: even one bit in an index can hide a record from a list.
_BY_OTHERS = (End.TOUCHED, End.COPIED)
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Opened:
    """An opened office: its data, its folder (None on a server), and what the person should know."""

    database: Database
    folder: Path | None
    notices: tuple[Notice, ...] = ()
    lock: OfficeLock | None = None
    copy: Path | None = None

    def close(self) -> None:
        """Let go of the data, note that it was closed in good order, and give the lock back."""
        self.database.close()
        if self.lock is not None and self.folder is not None:
            try:
                self.lock.note_closed(self.folder / DATABASE_NAME)
            except OSError as error:
                # The next start checks the database then, as after an unclean end.
                _log.warning("the office's end could not be noted: %s", error)
            self.lock.release()
            self.lock = None
        if self.copy is not None:
            shutil.rmtree(self.copy, ignore_errors=True)


def office_exists(location: str) -> bool:
    """Whether there is an office at this place, or what is left of one."""
    if is_url(location):
        return True
    with file_errors():
        folder = folder_of(location)
        return folder.exists() and (_is_there(folder / DATABASE_NAME) or _remains_of_office(folder))


def _is_there(path: Path) -> bool:
    """Whether there is anything of this name. A folder that may not be looked into raises PermissionError, unlike `lexists`."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def _remains_of_office(folder: Path) -> bool:
    """Whether an office lost its database here. What an interrupted founding left does not count."""
    if _is_there(folder / NEW_NAME):
        return False
    return any(_is_there(folder / name) for name in (ANCHOR_NAME, "files", "backups"))


def _clear_left_overs(folder: Path) -> None:
    """Remove what an interrupted founding, backup, restore or attachment left. Only while holding the lock."""
    if _is_there(folder / NEW_NAME) and not _is_there(folder / DATABASE_NAME):
        (folder / ANCHOR_NAME).unlink(missing_ok=True)
    for pattern in (f"{NEW_NAME}*", f"{DATABASE_NAME}.restore*", "backups/*.part*", "files/*.part"):
        for left in folder.glob(pattern):
            left.unlink(missing_ok=True)


# --- making an office


@contextmanager
def new_database(location: str) -> Iterator[Database]:
    """The empty tables of a new office, to be filled inside the block. The office appears whole at its end or not at all.

    Raises OfficeError `office_exists`, `database_missing` (an office's files without its database), `network_drive`, or what the disk says.
    """
    if is_url(location):
        with _new_on_server(location) as database:
            yield database
        return
    folder = folder_of(location)
    with file_errors(folder):
        make_folder(folder)
        refuse_network(folder)
        lock = OfficeLock(folder, now=vietnam_now())
        engine = None
        try:
            if _is_there(folder / DATABASE_NAME):
                raise OfficeError("office_exists", path=str(folder))
            if _remains_of_office(folder):
                raise OfficeError("database_missing", environment=True, path=str(folder))
            _clear_left_overs(folder)
            new = folder / NEW_NAME
            connection = connect_sqlite(new, mode="rwc")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.close()
            upgrade_file(new)
            engine = sqlite_engine(new, writable=True)
            database = Database(engine, None, folder=folder)
            yield database
            with database.read() as reading:
                newest = last_entry(reading)
            engine.dispose()
            into_one_file(new)
            Anchor(folder).write(*newest, durable=True)
            put_in_place(new, folder / DATABASE_NAME)
            lock.note_closed(folder / DATABASE_NAME)
        finally:
            if engine is not None:
                engine.dispose()
            with contextlib.suppress(OSError):
                _clear_left_overs(folder)
            lock.release()


@contextmanager
def _new_on_server(location: str) -> Iterator[Database]:
    engine = _server_engine(location)
    try:
        with database_errors():
            with engine.connect() as connection, connection.begin():
                if migrations.version_of(connection) and last_entry(connection)[0]:
                    raise OfficeError("office_exists", path=shown(location))
                migrations.upgrade(connection)
            yield Database(engine, None)
    finally:
        engine.dispose()


# --- opening an office


def open_database(location: str, *, writable: bool) -> Opened:
    """Open an office; `writable` takes its lock.

    Raises OfficeError `no_office`, `database_missing`, `office_held`, `read_only_folder`, `network_drive`, `upgrade_needed`, what
    `examine` raises, or what the disk says. A disk that is full is no reason to refuse: a copy is opened to be looked at.
    """
    if is_url(location):
        return _open_on_server(location, writable=writable)
    folder = folder_of(location)
    with file_errors(folder):
        if not _is_there(folder / DATABASE_NAME):
            lost = folder.is_dir() and _remains_of_office(folder)
            raise OfficeError("database_missing" if lost else "no_office", environment=lost, path=str(folder))
        refuse_network(folder)
        return _open_to_write(folder) if writable else _open_to_read(folder)


def _open_to_write(folder: Path) -> Opened:
    path = folder / DATABASE_NAME
    anchor = Anchor(folder)
    lock = OfficeLock(folder, now=vietnam_now())
    engine = None
    try:
        # Inside its own mapping, so that a full disk is known here whatever call met it.
        with file_errors(folder):
            end = last_end(folder, path)
            examined = examine(path, thorough=end is not End.IN_ORDER, indexes=end in _BY_OTHERS, anchor=anchor)
            notices = examined.notices + _told_of(end)
            _clear_left_overs(folder)
            if examined.version < migrations.SCHEMA_VERSION:
                notices += (upgrade_file(path, backups=folder / "backups"),)
            lock.note_open()
            engine = _proven(sqlite_engine(path, writable=True))
            if anchor.read() is None:
                anchor.write(examined.seq, examined.hash, durable=True)
            return Opened(Database(engine, anchor, folder=folder), folder, notices, lock)
    except BaseException as error:
        if engine is not None:
            engine.dispose()
        lock.release()
        if isinstance(error, OfficeError) and error.code == "disk_full":
            return _open_copy(folder, "disk_full")
        raise


def _told_of(end: End) -> tuple[Notice, ...]:
    return (Notice(TOUCHED),) if end is End.TOUCHED else ()


def _open_to_read(folder: Path) -> Opened:
    path = folder / DATABASE_NAME
    # While another process writes, the anchor runs ahead of what was read, and the file changes: both are looked at only at rest.
    held = is_held(folder)
    end = End.IN_ORDER if held else last_end(folder, path)
    try:
        examined = examine(path, thorough=end is not End.IN_ORDER, indexes=end in _BY_OTHERS, anchor=None if held else Anchor(folder))
        if examined.version < migrations.SCHEMA_VERSION:
            raise OfficeError("upgrade_needed", environment=True, path=str(folder))
        with file_errors(folder):
            engine = _proven(sqlite_engine(path, writable=False))
    except OfficeError as error:
        if error.code in {"cannot_open", "read_only_folder", "disk_full", "disk_error"}:
            return _open_copy(folder, error.code)
        raise
    return Opened(Database(engine, Anchor(folder), folder=folder, view_only=True), folder, examined.notices + _told_of(end))


def _open_copy(folder: Path, reason: str) -> Opened:
    """Where SQLite cannot make its small files beside the database: a copy in the computer's temporary folder, to be looked at only."""
    place = Path(tempfile.mkdtemp(prefix="sodieuhanh-"))
    try:
        copied = place / DATABASE_NAME
        for suffix in ("", "-wal"):
            source = folder / f"{DATABASE_NAME}{suffix}"
            if _is_there(source):
                shutil.copyfile(source, f"{copied}{suffix}")
        examined = examine(copied, thorough=True, anchor=Anchor(folder))
        if examined.version < migrations.SCHEMA_VERSION:
            raise OfficeError("upgrade_needed", environment=True, path=str(folder))
        engine = _proven(sqlite_engine(copied, writable=False))
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise
    notices = (*examined.notices, Notice("view_only_copy", {"reason": reason}))
    return Opened(Database(engine, Anchor(folder), folder=folder, view_only=True), folder, notices, copy=place)


def _proven(engine: Engine) -> Engine:
    """The engine once it has read: a write-ahead log that cannot be opened shows here, not in the middle of work."""
    try:
        with engine.connect() as connection, connection.begin():
            last_entry(connection)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _server_engine(location: str) -> Engine:
    return create_engine(server_url(location), pool_pre_ping=True, connect_args={"connect_timeout": 10})


def _open_on_server(location: str, *, writable: bool) -> Opened:
    engine = _server_engine(location)
    try:
        with database_errors():
            with engine.connect() as connection, connection.begin():
                version = migrations.version_of(connection)
                if version > migrations.SCHEMA_VERSION:
                    raise OfficeError(
                        "newer_database", environment=True, path=shown(location), found=version, known=migrations.SCHEMA_VERSION
                    )
                if not version or not last_entry(connection)[0]:
                    raise OfficeError("no_office", path=shown(location))
                if version < migrations.SCHEMA_VERSION:
                    if not writable:
                        raise OfficeError("upgrade_needed", environment=True, path=shown(location))
                    connection.execute(text("LOCK TABLE alembic_version IN ACCESS EXCLUSIVE MODE"))
                    migrations.upgrade(connection)
            return Opened(Database(engine, None, view_only=not writable), None)
    except BaseException:
        engine.dispose()
        raise
