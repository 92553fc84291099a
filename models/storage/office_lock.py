"""Who holds the office: one program writes at a time, and the next one is told who it is.

The lock is the operating system's, so it ends with the process, however that ends. The same small file remembers whether the office
was closed in good order, and what its database looked like then: if it looks otherwise at the next start, it is checked first.
"""

from __future__ import annotations

import getpass
import json
import os
import socket
import sys
import time
from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any

from models.errors import OfficeError
from models.storage.files import write_all

LOCK_NAME = "office.lock"
_SIZE = 1024
# Windows locks bytes against reading too: a byte far behind the content leaves that readable.
_LOCKED_BYTE = 1 << 30
# A reader that asks whether the office is held takes the lock for a moment: try a little longer than that.
_PATIENCE = 0.5
_HEADER = 100
_USB_NS = 2_000_000_000
_O_BINARY = getattr(os, "O_BINARY", 0)

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int, *, shared: bool) -> bool:
        del shared  # this call knows exclusive locks only
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(handle: int) -> None:
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(handle: int, *, shared: bool) -> bool:
        try:
            fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


def _picture(database: Path) -> list[int]:
    """What a database file looks like from outside: its size, SQLite's change counter, its time of change in ns. [] where there is none."""
    try:
        with database.open("rb") as stream:
            head = stream.read(_HEADER)
            status = os.fstat(stream.fileno())
    except OSError:
        return []
    return [status.st_size, int.from_bytes(head[24:28], "big"), status.st_mtime_ns]


def _same_time(noted: int, found: int) -> bool:
    """Whether a time of change is the noted one, also after a stay on a USB stick that keeps even seconds only."""
    return noted == found or (found % _USB_NS == 0 and abs(noted - found) <= _USB_NS)


def _read_note(folder: Path) -> dict[str, Any]:
    """What the file says; nothing when there is none or it cannot be understood."""
    try:
        with (folder / LOCK_NAME).open("rb") as stream:
            note = json.loads(stream.read(_SIZE).decode("utf-8"))
    except (OSError, ValueError):
        return {}
    return note if isinstance(note, dict) else {}


class End(Enum):
    """How the office was left."""

    IN_ORDER = "in_order"
    # Closed, then written to by something else.
    TOUCHED = "touched"
    # Closed, then copied without the times of its files: nothing can be said of what happened since.
    COPIED = "copied"
    # Never closed: a crash or a power cut.
    UNCLEAN = "unclean"


def last_end(folder: Path, database: Path) -> End:
    """How the office was left the last time."""
    wal = database.with_name(f"{database.name}-wal")
    note = _read_note(folder)
    closed, at = note.get("closed"), note.get("at")
    try:
        own_time = (folder / LOCK_NAME).stat().st_mtime_ns
        if wal.exists() and wal.stat().st_size > 0:
            return End.UNCLEAN
    except OSError:
        return End.UNCLEAN
    if not isinstance(closed, list) or len(closed) != 3 or not isinstance(at, int):
        return End.UNCLEAN
    found = _picture(database)
    if found[:2] == closed[:2] and _same_time(closed[2], found[2]):
        return End.IN_ORDER
    return End.TOUCHED if abs(own_time - at) <= _USB_NS else End.COPIED


def is_held(folder: Path) -> bool:
    """Whether some process has the office open for writing now."""
    try:
        handle = os.open(folder / LOCK_NAME, os.O_RDONLY | _O_BINARY)
    except OSError:
        return False
    try:
        free = _lock(handle, shared=True)
        if free:
            _unlock(handle)
        return not free
    finally:
        os.close(handle)


def _computer_user() -> str:
    """The name the person is logged in with; "" where the computer does not tell."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


class OfficeLock:
    """The lock of one office, held until `release`."""

    def __init__(self, folder: Path, *, now: datetime) -> None:
        """Take it. Raises OfficeError `office_held` with who holds it, where and since when; OSError where no file can be made."""
        self._folder = folder
        self._now = now
        self._handle: int | None = os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT | _O_BINARY, 0o644)
        until = time.monotonic() + _PATIENCE
        while not _lock(self._handle, shared=False):
            if time.monotonic() > until:
                os.close(self._handle)
                self._handle = None
                raise self._held()
            time.sleep(0.02)

    def _held(self) -> OfficeError:
        holder = _read_note(self._folder)
        try:
            since = datetime.fromisoformat(str(holder.get("since")))
        except ValueError:
            since = None
        return OfficeError(
            "office_held",
            environment=True,
            by=str(holder.get("by") or "?"),
            host=str(holder.get("host") or "?"),
            pid=holder.get("pid"),
            since=since,
            path=str(self._folder),
        )

    def _note(self, note: Mapping[str, Any]) -> None:
        """Write the small file over in place: always the same length, so a full disk cannot cut it."""
        if self._handle is None:
            return
        os.lseek(self._handle, 0, os.SEEK_SET)
        write_all(self._handle, json.dumps(note).encode("ascii").ljust(_SIZE))

    def note_open(self) -> None:
        """Note who has it open: from now on, an end without `release` counts as unclean."""
        self._note(
            {
                "by": _computer_user()[:60],
                "host": socket.gethostname()[:60],
                "pid": os.getpid(),
                "since": self._now.isoformat(timespec="seconds"),
            }
        )

    def note_closed(self, database: Path) -> None:
        """Note that the database was closed in good order, and what it looks like now."""
        self._note({"closed": _picture(database), "at": time.time_ns()})

    def release(self) -> None:
        """Give it back. The file stays: removing it would let two processes hold two files of the same name."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
