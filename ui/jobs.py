"""Long work off the GUI thread: progress, cancel, a certain end, one at a time.

    jobs.start(context.operations, import_plan, plan, title=tr("Đang nhập…"), on_success=self._imported)

calls `import_plan(office, plan, report=…)` on one worker thread behind a modal progress window. The worker holds no Qt object:
it gets the office, plain values and the report function; what it tells comes back by signals of an object that lives here.
"""

from __future__ import annotations

import logging
import threading
import time
import traceback
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from models.errors import Cancelled, OfficeError
from models.labels import tr
from models.outcome import Outcome
from ui import words
from ui.operations import Operations
from ui.parts import alerts

_log = logging.getLogger(__name__)
_running: set[Job] = set()
_SHOW_AFTER_MS = 600
_SHOWN_AT_LEAST_MS = 500
# Thirty reports a second are all that an eye can follow; more would only fill the event queue.
_LEAST_GAP = 1 / 30


def running() -> bool:
    """Whether a job is at work."""
    return bool(_running)


def busy() -> bool:
    """Whether a job is at work that writes something: the window then stays open."""
    return any(not job.reading for job in _running)


def end_reading() -> None:
    """Stop what only reads, and wait until it has stopped: the office is about to be closed."""
    for job in [job for job in _running if job.reading]:
        job.abandon()


class _Report:
    """What the work calls. Runs on the worker: no Qt but the bound signal."""

    def __init__(self, told: Callable[[int, int], None], stopped: threading.Event) -> None:
        self._told = told
        self._stopped = stopped
        self._last = 0.0

    def __call__(self, done: int, total: int, /) -> None:
        if self._stopped.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._last >= _LEAST_GAP or done == total:
            self._last = now
            self._told(done, total)


class Job(QObject):
    """One long work. Ends exactly once: with `done`, `failed`, `broken` or `cancelled`, then `finished`."""

    progressed = Signal(int, int)
    done = Signal(object)
    failed = Signal(object)
    broken = Signal(str)
    cancelled = Signal()
    finished = Signal()
    _ended = Signal(str, object)

    def __init__(self, work: Callable[[Callable[[int, int], None]], Any], parent: QObject | None = None, *, reading: bool = False) -> None:
        """`reading`: it changes nothing, so that it may be stopped unasked, and is when `parent` goes.

        The parent does not own it: a sheet that is closed while its rows are read would take away the object that the thread tells its
        end to. It goes by itself when it has ended.
        """
        super().__init__(QCoreApplication.instance())
        if reading and parent is not None:
            parent.destroyed.connect(self.cancel)
        self.reading = reading
        self.abandoned = False
        self._stopped = threading.Event()
        self._report = _Report(self.progressed.emit, self._stopped)
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self._result: list[tuple[str, object]] = []
        self._thread = threading.Thread(target=_run, args=(work, self._report, self._result, self._ended.emit), name="job", daemon=False)

    def start(self) -> None:
        """Begin."""
        _running.add(self)
        self._thread.start()

    def wait(self, milliseconds: float) -> bool:
        """Stand still for so long at most; whether it has ended by then, and everybody was told so."""
        self._thread.join(milliseconds / 1000)
        if self._thread.is_alive():
            return False
        if self in _running:
            self._end(*self._result[0])
        return True

    def cancel(self) -> None:
        """Ask the work to stop at its next report; it rolls back."""
        self._stopped.set()

    def abandon(self) -> None:
        """Stop it, wait until it has stopped, and tell nobody what came of it."""
        self.abandoned = True
        self._stopped.set()
        self._end("cancelled", None)

    def _end(self, how: str, what: object) -> None:
        if self not in _running:
            return  # it was abandoned just before its end was told here
        self._thread.join()
        _running.discard(self)
        if how == "cancelled":
            self.cancelled.emit()
        else:
            getattr(self, how).emit(what)
        self.finished.emit()
        # What came of it may be large, and who asked for it has it now.
        self._result.clear()
        self.deleteLater()


def _run(
    work: Callable[[Callable[[int, int], None]], Any],
    report: _Report,
    result: list[tuple[str, object]],
    ended: Callable[[str, object], None],
) -> None:
    """On the worker: whatever happens, say how it ended."""
    try:
        result.append(("done", work(report)))
    except Cancelled:
        result.append(("cancelled", None))
    except OfficeError as error:
        result.append(("failed", error))
    except BaseException:  # noqa: BLE001 - a job always ends
        _log.exception("a job broke")
        result.append(("broken", traceback.format_exc()))
    ended(*result[0])


class JobWindow(QProgressDialog):
    """The progress of one job: shown after 600 ms, then for half a second at least, with a Cancel that works."""

    def __init__(self, job: Job, title: str, parent: QWidget | None) -> None:
        super().__init__(title, tr("Dừng lại"), 0, 0, parent)
        self._job = job
        self._shown_at = 0.0
        self.setWindowTitle(tr("Sổ Điều hành"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumDuration(_SHOW_AFTER_MS)
        self.setAutoClose(False)
        self.setAutoReset(False)
        self.setMinimumWidth(380)
        self.canceled.connect(job.cancel)
        job.progressed.connect(self._progress)
        job.finished.connect(self._finish)

    def _progress(self, done: int, total: int) -> None:
        self.setMaximum(max(total, 0))
        self.setValue(done)
        if self.isVisible() and not self._shown_at:
            self._shown_at = time.monotonic()

    def _finish(self) -> None:
        shown_for = (time.monotonic() - self._shown_at) * 1000 if self._shown_at else _SHOWN_AT_LEAST_MS
        QTimer.singleShot(max(0, int(_SHOWN_AT_LEAST_MS - shown_for)), self._away)

    def _away(self) -> None:
        self.reset()
        self.hide()
        self.deleteLater()


class _Ending(QObject):
    """Connects a job's end with the operations and with whoever asked for it; goes with the job."""

    def __init__(
        self,
        job: Job,
        operations: Operations,
        parent: QWidget,
        on_success: Callable[[Any], object] | None,
        on_cancel: Callable[[], object] | None,
        on_error: Callable[[OfficeError], bool] | None,
        said: Callable[[Outcome], str],
    ) -> None:
        super().__init__(job)
        self._operations = operations
        self._parent = parent
        self._on_success = on_success
        self._on_cancel = on_cancel
        self._on_error = on_error
        self._said = said
        job.done.connect(self._done)
        job.failed.connect(self._failed)
        job.broken.connect(self._broken)
        job.cancelled.connect(self._cancelled)

    def _done(self, result: object) -> None:
        if isinstance(result, Outcome):
            self._operations.finished(result, self._said)
        if self._on_success is not None:
            self._on_success(result)

    def _failed(self, error: OfficeError) -> None:
        if self._on_error is None or not self._on_error(error):
            alerts.problem(self._parent, error)

    def _broken(self, report: str) -> None:
        alerts.bug(self._parent, report, words.log_file())

    def _cancelled(self) -> None:
        self._operations.told.emit(tr("Đã dừng lại, chưa có gì thay đổi."), False)  # noqa: FBT003 - the signal's own
        if self._on_cancel is not None:
            self._on_cancel()


def start(
    operations: Operations,
    work: Callable[..., Any],
    *args: Any,
    title: str,
    parent: QWidget,
    on_success: Callable[[Any], object] | None = None,
    on_cancel: Callable[[], object] | None = None,
    on_error: Callable[[OfficeError], bool] | None = None,
    said: Callable[[Outcome], str] = words.told,
    **kwargs: Any,
) -> Job | None:
    """Run `work(office, *args, report=…, **kwargs)` on the worker. An Outcome it returns is told like that of any operation.

    A refusal goes to `on_error`, which answers True when it dealt with it; otherwise it is shown in a box.

    None, and a word in the status bar, while another job is at work.
    """
    if busy():
        operations.told.emit(tr("Đang có việc khác chạy: hãy đợi xong đã."), False)  # noqa: FBT003 - the signal's own
        return None
    office = operations.office
    job = Job(lambda report: work(office, *args, report=report, **kwargs), operations)
    _Ending(job, operations, parent, on_success, on_cancel, on_error, said)
    JobWindow(job, title, parent)
    job.start()
    return job
