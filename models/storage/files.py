"""Files that must survive a power cut: written beside, synced, then renamed into place."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from models.errors import OfficeError

_O_BINARY = getattr(os, "O_BINARY", 0)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable. Windows does that by itself and has no such call."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    """Make a file's content durable."""
    handle = os.open(path, os.O_RDWR | _O_BINARY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Make a folder, with those above it, so that its name survives a power cut."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def put_in_place(finished: Path, place: Path) -> None:
    """Give a written file its real name, whole or not at all."""
    sync_file(finished)
    finished.replace(place)
    sync_folder(place.parent)


@contextlib.contextmanager
def whole_file(place: Path) -> Iterator[BinaryIO]:
    """A file to write that gets its name when it is whole; whatever is raised inside, what stood there before stays.

    Raises OfficeError `cannot_write_file` where the disk refuses.
    """
    part = place.with_name(f"{place.name}.part")
    try:
        with part.open("wb") as file:
            yield file
        put_in_place(part, place)
    except OSError as failure:
        reason = failure.strerror or str(failure)
        raise OfficeError("cannot_write_file", environment=True, path=str(place), reason=reason) from failure
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def copy_in_place(source: Path, place: Path) -> None:
    """Copy a file so that it appears whole under its new name or not at all."""
    part = place.with_name(f"{place.name}.part")
    try:
        shutil.copyfile(source, part)
        put_in_place(part, place)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def write_all(handle: int, content: bytes) -> None:
    """Write everything: one call may write a part only."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


def write_over(path: Path, content: bytes, *, durable: bool) -> None:
    """Overwrite the beginning of a small file in place: needs no new room on a full disk, and no rename."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | _O_BINARY, 0o644)
    try:
        write_all(handle, content)
        if durable:
            os.fsync(handle)
    finally:
        os.close(handle)
