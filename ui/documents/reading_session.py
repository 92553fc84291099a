"""One file being read, off the window's thread: its text, its head, its tasks, and what of it concerns this office."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from models.errors import OfficeError
from models.intake.documents.proposing.propose import Proposal, propose
from models.intake.documents.reading.files import read_file
from models.intake.wording.office_facts import office_facts
from models.registers.directives.queries import directives_with_file
from models.storage.attachments import hash_of
from ui.parts.latest import Latest

if TYPE_CHECKING:
    from models.office import Office
    from models.progress import Report


@dataclass(frozen=True, slots=True)
class FileRead:
    """What came of one file: what is proposed for the office, and where the same file is kept already (ids of documents)."""

    path: Path
    proposal: Proposal
    kept_with: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FileRefused:
    """A file that could not be read, and why; it is kept with the document all the same."""

    path: Path
    error: OfficeError
    kept_with: tuple[int, ...] = ()


class ReadingSession(QObject):
    """`read` begins, and stops what is still being read; `done` brings a FileRead, `refused` a FileRefused."""

    done = Signal(object)
    refused = Signal(object)
    #: Nothing is being read any more, whatever came of it.
    ended = Signal()

    def __init__(self, office: Office, parent: QWidget) -> None:
        super().__init__(parent)
        self._office = office
        self._latest = Latest(parent)
        self._latest.done.connect(self._came)
        self._latest.settled.connect(self.ended)
        self.path: Path | None = None

    def read(self, path: Path, *, not_secret: bool = False) -> None:
        """Read this file; `not_secret`: a person said that it is no secret paper, whatever is stamped on it."""
        self.path = path
        self._latest.ask(partial(_read, self._office, path, not_secret=not_secret))

    def stop(self) -> None:
        """Nobody waits for it any more."""
        self.path = None
        self._latest.drop()

    def busy(self) -> bool:
        """Whether a file is being read."""
        return self._latest.busy() and self.path is not None

    def _came(self, result: FileRead | FileRefused) -> None:
        (self.done if isinstance(result, FileRead) else self.refused).emit(result)


def _read(office: Office, path: Path, report: Report, *, not_secret: bool) -> FileRead | FileRefused:
    """On the thread: no Qt."""
    kept = _kept_with(office, path)
    try:
        reading = read_file(path, report=report)
    except OfficeError as error:
        return FileRefused(path, error, kept)
    if not_secret:
        reading = replace(reading, head=replace(reading.head, secrecy=None))
    with office.read() as conn:
        facts = office_facts(office, conn)
    return FileRead(path, propose(reading, facts), kept)


def _kept_with(office: Office, path: Path) -> tuple[int, ...]:
    try:
        digest = hash_of(path)
    except OSError:
        return ()
    with office.read() as conn:
        return directives_with_file(conn, digest)
