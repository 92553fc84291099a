"""Where an office may lie: a folder on a disk of this computer, or a server."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from models.errors import OfficeError
from models.storage.database import DATABASE_NAME

ALLOW_NETWORK = "SODIEUHANH_ALLOW_NETWORK"
# SQLite's write-ahead log needs memory shared by all who have the file open; across a network there is none, and commits get lost.
_NETWORK_FILE_SYSTEMS = frozenset(
    {
        "9p",
        "afs",
        "afpfs",
        "cifs",
        "ceph",
        "davfs",
        "fuse.davfs2",
        "fuse.glusterfs",
        "fuse.gvfsd-fuse",
        "fuse.rclone",
        "fuse.sshfs",
        "glusterfs",
        "ncpfs",
        "nfs",
        "nfs4",
        "smb2",
        "smb3",
        "smbfs",
    }
)
_WINDOWS_REMOTE_DRIVE = 4


def is_url(location: str) -> bool:
    """Whether the office lies on a server rather than in a folder."""
    return "://" in location and not location.startswith("sqlite")


def folder_of(location: str) -> Path:
    """The folder of an office that was named by its folder, by its database file or by a sqlite URL.

    Raises OfficeError `bad_location` for a URL that names no file: SQLAlchemy reads `sqlite://office` as a host without one.
    """
    if "://" in location:
        location = _read_url(location).database or ""
        if not location:
            raise OfficeError("bad_location", environment=True)
    folder = Path(location).expanduser()
    return folder.parent if folder.name == DATABASE_NAME and not folder.is_dir() else folder


def _read_url(location: str) -> URL:
    try:
        return make_url(location)
    except (ArgumentError, ValueError):  # ValueError: a port that is no number
        raise OfficeError("bad_location", environment=True) from None


def server_url(location: str) -> URL:
    """The address of an office on a server. Raises OfficeError `bad_location`; PostgreSQL is the only server there is."""
    url = _read_url(location)
    if url.get_backend_name() != "postgresql":
        raise OfficeError("bad_location", environment=True)
    return url.set(drivername="postgresql+psycopg")


def shown(location: str) -> str:
    """The place as it may be shown: without the password of a server."""
    return server_url(location).render_as_string(hide_password=True) if is_url(location) else location


def file_system_of(folder: Path, mounts: str) -> str:
    """The type of the file system a folder lies on, by the lines of /proc/mounts; "" when none fits."""
    place = str(folder.resolve())
    best, kind = "", ""
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = parts[1].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
        inside = place == point or place.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, parts[2]
    return kind


def _on_network(folder: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        whole = str(folder.resolve())
        return whole.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(f"{whole[:2]}\\") == _WINDOWS_REMOTE_DRIVE
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return file_system_of(folder, mounts) in _NETWORK_FILE_SYSTEMS


def refuse_network(folder: Path) -> None:
    """Raises OfficeError `network_drive` for a folder on a drive of another computer, unless ALLOW_NETWORK is set by one who knows."""
    if not os.environ.get(ALLOW_NETWORK) and _on_network(folder):
        raise OfficeError("network_drive", environment=True, path=str(folder))
