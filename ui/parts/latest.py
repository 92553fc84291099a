"""The newest of several wishes, worked off the GUI thread: an older one that still runs is stopped, its answer dropped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from models.errors import OfficeError
from models.progress import Report as Progress
from ui import words
from ui.jobs import Job
from ui.parts import alerts

Work = Callable[[Progress], Any]


class Latest(QObject):
    """`ask(work)` runs `work(progress)` on a thread; `done` brings its result here unless something newer was asked meanwhile.

    `failed` brings the refusal of an OfficeError, for the caller to show in its place; a bug shows the bug box.
    """

    done = Signal(object)
    failed = Signal(object)
    #: Nothing runs any more: after `done` or `failed`, or when what ran was dropped.
    settled = Signal()
    #: How far it is: done, of how many.
    progressed = Signal(int, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._widget = parent
        self._job: Job | None = None
        self._next: Work | None = None
        self._dropped = False

    def ask(self, work: Work) -> None:
        """Begin this as soon as what runs has stopped."""
        self._next = work
        if self._job is None:
            self._start()
        else:
            self.drop()

    def drop(self) -> None:
        """Nobody waits for what runs any more."""
        self._dropped = True
        if self._job is not None:
            self._job.cancel()

    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._job is not None

    def _start(self) -> None:
        assert self._next is not None
        job = Job(self._next, self, reading=True)
        self._job, self._next, self._dropped = job, None, False
        job.done.connect(self._done)
        job.failed.connect(self._failed)
        job.broken.connect(self._broken)
        job.finished.connect(self._finished)
        job.progressed.connect(self._progressed)
        job.start()

    def _done(self, result: object) -> None:
        if not self._dropped:
            self.done.emit(result)

    def _failed(self, error: OfficeError) -> None:
        if not self._dropped:
            self.failed.emit(error)

    def _broken(self, report: str) -> None:
        alerts.bug(self._widget, report, words.log_file())

    def _progressed(self, done: int, total: int) -> None:
        if not self._dropped:
            self.progressed.emit(done, total)

    def _finished(self) -> None:
        abandoned = self._job is not None and self._job.abandoned
        self._job = None
        if abandoned:
            self._next = None
        elif self._next is not None:
            self._start()
        else:
            self.settled.emit()
