"""Files kept by the hash of their content: the same file is stored once, and one that was changed behind the program shows."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePath
from typing import BinaryIO

from sqlalchemy import Column, Connection, Index, Integer, Select, String, select

from models.errors import OfficeError
from models.storage.columns import Moment, detail_table, text_column
from models.storage.database_errors import file_errors
from models.storage.files import copy_in_place, make_folder, put_in_place
from models.storage.journal import Transaction
from models.text import clean

# `owner_table`, `owner_id`: the record it belongs to. The file itself lies under its hash in the office's `files` folder.
attachment = detail_table(
    "attachment",
    Column("owner_table", String(32), nullable=False),
    Column("owner_id", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    text_column("file_name"),
    Column("size", Integer, nullable=False),
    Column("added_at", Moment, nullable=False),
    text_column("added_by"),
)
Index("ix_attachment_owner", attachment.c.owner_table, attachment.c.owner_id)

FILES = "files"
LARGEST = 100 * 1024 * 1024
_HASH = re.compile("[0-9a-f]{64}")
_PIECE = 1 << 20
_LONGEST_NAME = 150
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]')
_DEVICES = frozenset({"CON", "PRN", "AUX", "NUL", *(f"{name}{n}" for name in ("COM", "LPT") for n in range(1, 10))})
# What starts a program, or another file, when it is opened, on one system or the other.
_PROGRAM_KINDS = (
    "appimage application appref-ms appx bash bat chm cmd com command cpl csh deb desktop diagcab dll dmg elf exe fish gadget hta inf "
    "iqy iso img jar js jse ksh lnk mht msc msi msix msp mst msu ocx pif pkg pl ps1 ps1xml ps2 psc1 psd1 psm1 py pyc pyw pyz rb reg "
    "rgs rpm run scf scr sct settingcontent-ms sh slk snap so swf sys url vb vbe vbs vhd vhdx vbscript website wsc wsf wsh xbap xll "
    "xnk zsh"
)
_PROGRAMS = frozenset(f".{kind}" for kind in _PROGRAM_KINDS.split())


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that lies in the office's folder: the hash of its content, its size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a record. `added_at` is Vietnam time."""

    id: int
    sha256: str
    file_name: str
    size: int
    added_at: datetime
    added_by: str


def file_path(folder: Path, sha256: str) -> Path:
    """Where the file of this hash lies. Raises OfficeError `not_found` for what is no hash (a row that was meddled with)."""
    if not _HASH.fullmatch(sha256):
        raise OfficeError("not_found", table=attachment.name)
    return folder / FILES / sha256[:2] / sha256


def store_file(folder: Path | None, source: Path, *, largest: int = LARGEST) -> StoredFile:
    """Copy a file into the office's folder; it is on the disk when this returns, so that its row can follow.

    Raises OfficeError `files_need_folder` (an office on a server), `file_missing`, `not_a_file`, `cannot_read_file`,
    `file_too_large`, or what the disk says.
    """
    if folder is None:
        raise OfficeError("files_need_folder", environment=True)
    with _source(source, largest) as stream, file_errors(folder):
        make_folder(folder / FILES)
        part = folder / FILES / f"{os.getpid()}-{os.urandom(4).hex()}.part"
        try:
            digest, size = hashlib.sha256(), 0
            with part.open("xb") as target:
                while piece := _read(stream, source):
                    size += len(piece)
                    if size > largest:
                        raise OfficeError("file_too_large", path=str(source), limit_mb=largest // (1024 * 1024))
                    digest.update(piece)
                    target.write(piece)
            place = file_path(folder, digest.hexdigest())
            make_folder(place.parent)
            # Also where it is there already: if that one was damaged, it is whole again.
            put_in_place(part, place)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    return StoredFile(digest.hexdigest(), size)


def _source(source: Path, largest: int) -> BinaryIO:
    """The file to be taken in, opened. Pipes and devices are refused unopened: they may never end."""
    try:
        status = source.stat()
        if not stat.S_ISREG(status.st_mode):
            raise OfficeError("not_a_file", path=str(source))
        if status.st_size > largest:
            raise OfficeError("file_too_large", path=str(source), limit_mb=largest // (1024 * 1024))
        return source.open("rb")
    except FileNotFoundError:
        raise OfficeError("file_missing", path=str(source)) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise OfficeError("cannot_read_file", path=str(source), reason=str(error)) from error


def _read(stream: BinaryIO, source: Path) -> bytes:
    try:
        return stream.read(_PIECE)
    except OSError as error:
        raise OfficeError("cannot_read_file", path=str(source), reason=str(error)) from error


def attach(tx: Transaction, *, owner_table: str, owner_id: int, stored: StoredFile, file_name: str, added_by: str = "") -> int:
    """The row of a stored file; its id. The name is kept without folders, whichever system it came from."""
    name = clean(re.split(r"[/\\]", file_name)[-1], _LONGEST_NAME) or stored.sha256[:12]
    return tx.insert(
        attachment,
        {
            "owner_table": owner_table,
            "owner_id": owner_id,
            "sha256": stored.sha256,
            "file_name": name,
            "size": stored.size,
            "added_at": tx.now,
            "added_by": clean(added_by, 200),
        },
    )


def detach(tx: Transaction, attachment_id: int) -> None:
    """Take a file off its record. Row and file stay. Raises OfficeError `not_found`."""
    tx.update(attachment, attachment_id, {"voided": 1})


def attachments_of(connection: Connection, owner_table: str, owner_id: int) -> list[Attachment]:
    """The files of a record, in the order in which they were added."""
    columns = (
        attachment.c.id,
        attachment.c.sha256,
        attachment.c.file_name,
        attachment.c.size,
        attachment.c.added_at,
        attachment.c.added_by,
    )
    asked = select(*columns).where(attachment.c.owner_table == owner_table, attachment.c.owner_id == owner_id, attachment.c.voided == 0)
    return [Attachment(*row) for row in connection.execute(asked.order_by(attachment.c.id)).all()]


def files_of(owner_table: str, owner_id: int) -> Select[int]:
    """The ids of all files that a record ever had, for its history."""
    return select(attachment.c.id).where(attachment.c.owner_table == owner_table, attachment.c.owner_id == owner_id)


def copy_out(folder: Path | None, file: Attachment, place: Path) -> None:
    """Copy a file of a record to a place outside the office, so that the stored one is never touched by another program.

    Raises OfficeError `files_need_folder`, `attachment_missing`, `attachment_changed` where it is not what was taken in (nothing is then
    left at the place), `cannot_read_file`, or what the disk of the place says.
    """
    if folder is None:
        raise OfficeError("files_need_folder", environment=True)
    source = file_path(folder, file.sha256)
    part = place.with_name(f"{place.name}.{os.urandom(4).hex()}.part")
    digest = hashlib.sha256()
    with _stored(source, file) as stream, file_errors(place.parent):
        try:
            with part.open("xb") as target:
                while piece := _read(stream, source):
                    digest.update(piece)
                    target.write(piece)
            if digest.hexdigest() != file.sha256:
                raise OfficeError("attachment_changed", name=file.file_name)
            part.replace(place)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _stored(source: Path, file: Attachment) -> BinaryIO:
    try:
        return source.open("rb")
    except FileNotFoundError:
        raise OfficeError("attachment_missing", name=file.file_name) from None
    except OSError as error:
        raise OfficeError("cannot_read_file", path=file.file_name, reason=error.strerror or str(error)) from error


def may_run(file_name: str) -> bool:
    """Whether opening a file of this name would start a program rather than show a paper: such are kept, never opened."""
    return PurePath(file_name.rstrip(" .")).suffix.lower() in _PROGRAMS


def safe_name(file_name: str) -> str:
    """A name that every system can give to a file in a folder, as near to this one as can be."""
    name = _FORBIDDEN.sub("_", file_name).rstrip(" .").lstrip()
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = name, ""
    # Counted in bytes: a name of the usual 255 bytes holds fewer Vietnamese letters.
    stem = stem.encode("utf-8", "replace")[: _LONGEST_NAME - len(ending.encode("utf-8", "replace"))].decode("utf-8", "ignore") or "_"
    if stem.split(".")[0].rstrip().upper() in _DEVICES:
        stem = f"_{stem}"
    return f"{stem}{dot}{ending}"


def hash_of(path: Path) -> str:
    """The hash of a file's content."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def copy_missing_files(source: Path, target: Path) -> int:
    """Copy the attachments that `target` lacks from one office's folder to another; how many. By their names, which are hashes."""
    copied = 0
    for path in sorted((source / FILES).glob("??/*")):
        place = target / FILES / path.parent.name / path.name
        if _HASH.fullmatch(path.name) and not place.exists():
            make_folder(place.parent)
            copy_in_place(path, place)
            copied += 1
    return copied
