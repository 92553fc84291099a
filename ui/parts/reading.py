"""Readings of a list off the GUI thread, waited for a moment first: what is quick stands at once, what is slow holds nobody up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, Signal

from models.errors import OfficeError
from models.progress import Report

if TYPE_CHECKING:
    from ui.jobs import Job

#: Milliseconds that the window stands still for a reading; most end within them, and then nothing flickers.
PATIENCE_MS = 20
# What nobody waits for any more cannot be stopped inside the database; so many may run beside the newest.
_MOST_AT_ONCE = 3


@dataclass(frozen=True, slots=True)
class _Wish:
    key: Any
    work: Callable[[], Any]


class Readings(QObject):
    """`ask(key, work)` brings `work()` by `done(key, result)`, unless `forget` was called meanwhile; the newest wish goes first.

    The work runs on a thread: it holds no Qt object. `failed` brings an OfficeError or, of a bug, the text for the log.
    """

    done = Signal(object, object)
    failed = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: dict[Job, _Wish] = {}
        self._old: set[Job] = set()
        self._waiting: list[_Wish] = []

    def ask(self, key: Any, work: Callable[[], Any], *, patience: float | None = None) -> None:
        """Begin this now, or as soon as one of those that run has ended. Within the patience (ms) the answer comes before this returns."""
        wish = _Wish(key, work)
        if len(self._running) < _MOST_AT_ONCE:
            job = self._start(wish)
            job.wait(PATIENCE_MS if patience is None else patience)
        else:
            self._waiting.append(wish)

    def forget(self) -> None:
        """Nobody waits for what was asked so far."""
        self._waiting.clear()
        self._old.update(self._running)

    def wanted(self, key: Any) -> bool:
        """Whether the answer of this is still to come."""
        return any(wish.key == key for wish in self._waiting) or any(
            wish.key == key for job, wish in self._running.items() if job not in self._old
        )

    def _start(self, wish: _Wish) -> Job:
        # Not before somebody reads: the first rows of all come without a thread, while the models are still being loaded.
        from ui.jobs import Job

        job = Job(_Quiet(wish.work), self, reading=True)
        self._running[job] = wish
        job.done.connect(self._done)
        job.failed.connect(self._failed)
        job.broken.connect(self._broken)
        job.finished.connect(self._finished)
        job.start()
        return job

    def _of(self) -> tuple[Job, _Wish] | None:
        job = cast("Job", self.sender())
        return (job, self._running[job]) if job not in self._old else None

    def _done(self, result: object) -> None:
        if found := self._of():
            self.done.emit(found[1].key, result)

    def _failed(self, error: OfficeError) -> None:
        if found := self._of():
            self.failed.emit(found[1].key, error)

    def _broken(self, report: str) -> None:
        if found := self._of():
            self.failed.emit(found[1].key, report)

    def _finished(self) -> None:
        job = cast("Job", self.sender())
        self._running.pop(job, None)
        self._old.discard(job)
        if job.abandoned:
            self._waiting.clear()
        elif self._waiting:
            self._start(self._waiting.pop())


@dataclass(frozen=True, slots=True)
class _Quiet:
    """The work without its report: a reading has no steps to tell of."""

    work: Callable[[], Any]

    def __call__(self, report: Report) -> Any:
        del report
        return self.work()
