"""The one crossing from the screen to the services: run one, catch what it raises, tell the pages what changed.

A page or an action gets (office, operations). It changes with

    context.operations.run(extend_task, row.id, new_due=due, reason=reason, today=office.today(), on_success=self._extended)

and reads with `operations.ask(function, …)` or, in a table's loader, with `office.read()`. Nobody else opens a transaction,
shows an error of a service or touches the undo menu.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from models.errors import Cancelled, OfficeError
from models.labels import tr
from models.outcome import Outcome
from models.progress import Report, no_report
from ui import words
from ui.parts import alerts

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from models.office import Office
    from models.storage.journal import JournalEntry

P = ParamSpec("P")
T = TypeVar("T")
_log = logging.getLogger(__name__)
# Steps of more rows than these are taken back on the worker: a thousand take some 50 ms.
_MANY_ROWS = 1_000


class Operations(QObject):
    """Runs services for the whole window, one at a time, on the main thread (long ones: `ui.jobs`)."""

    changed = Signal(object)  # models.outcome.ChangeSet: pages compare it with what they show
    told = Signal(str, bool)  # good news for the status bar; whether "Hoàn tác" may stand beside it
    made_file = Signal(str, str)  # good news about a file just written, and its path: "Mở tệp" stands beside it
    restore_wanted = Signal(str)  # path of a copy: the office is closed, replaced, and the program starts again
    restart_wanted = Signal()  # the program ends and starts again, as the window is: drafts are kept
    undo_texts = Signal(str, str)  # texts of the undo and redo entries, "" where there is nothing

    def __init__(self, office: Office, window: QWidget) -> None:
        super().__init__(window)
        self.office = office
        self._window = window

    def run(
        self,
        service: Callable[..., Outcome],
        *args: Any,
        on_success: Callable[[Outcome], object] | None = None,
        on_error: Callable[[OfficeError], bool] | None = None,
        parent: QWidget | None = None,
        said: Callable[[Outcome], str] = words.told,
        **kwargs: Any,
    ) -> Outcome | None:
        """Call `service(office, *args, **kwargs)` and do what follows every change.

        Success: `changed` is emitted, the status bar told, `on_success(outcome)` called. A refusal goes to `on_error`, which
        answers True when it showed it itself (a form beside the field); otherwise a box with the sentence. Anything else is a
        bug and shows the bug box. `said` makes the words for the status bar. Returns the outcome, None when nothing was done.
        """
        asker = parent or self._window
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            outcome = service(self.office, *args, **kwargs)
        except Cancelled:
            return None
        except OfficeError as error:
            refused = error
        except Exception:  # noqa: BLE001 - logged and shown as our fault
            _log.exception("%s failed", getattr(service, "__name__", service))
            QGuiApplication.restoreOverrideCursor()
            alerts.bug(asker, traceback.format_exc(), words.log_file())
            QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
            return None
        else:
            self.finished(outcome, said)
            if on_success is not None:
                on_success(outcome)
            return outcome
        finally:
            QGuiApplication.restoreOverrideCursor()
        if on_error is None or not on_error(refused):
            alerts.problem(asker, refused)
        return None

    def finished(self, outcome: Outcome, said: Callable[[Outcome], str] = words.told) -> None:
        """What follows every acknowledged change, also one made by a job: tell the pages, the status bar and the undo menu."""
        if outcome.seq:
            self.changed.emit(outcome.changes)
        self.told.emit(said(outcome), bool(outcome.seq))
        self.refresh_undo()

    def ask(self, function: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a query function `function(conn, *args)` on one snapshot. Raises OfficeError; the caller shows it in its place."""
        with self.office.read() as conn:
            return function(conn, *args, **kwargs)

    def undo(self, *, on_success: Callable[[Outcome], object] | None = None) -> None:
        """Take back the last change, or say why that is not possible any more."""
        from models.storage.undo import next_undo

        self._step_back(_undo, next_undo, words.undone, tr("Đang hoàn tác…"), on_success)

    def redo(self) -> None:
        """Do again what was just taken back."""
        from models.storage.undo import next_redo

        self._step_back(_redo, next_redo, words.redone, tr("Đang làm lại…"), None)

    def _step_back(
        self,
        work: Callable[..., Outcome],
        find: Callable[[Connection], JournalEntry | None],
        said: Callable[[Outcome], str],
        title: str,
        on_success: Callable[[Outcome], object] | None,
    ) -> None:
        """A step of many rows, a list that was taken in, on the worker: the window does not stand still for it."""
        from models.storage.undo import rows_of_step

        try:
            with self.office.read() as conn:
                step = find(conn)
                long = step is not None and rows_of_step(conn, step.seq) > _MANY_ROWS
        except OfficeError:
            long = False  # the work itself meets it, and is told of
        if not long:
            self.run(work, said=said, on_success=on_success)
            return
        from ui import jobs

        jobs.start(self, work, title=title, parent=self._window, said=said, on_success=on_success)

    def refresh_undo(self) -> None:
        """Read anew what could be undone and redone, and tell the menu."""
        from models.storage.undo import next_redo, next_undo

        with self.office.read() as conn:
            last, taken_back = next_undo(conn), next_redo(conn)
        self.undo_texts.emit(
            tr("Hoàn tác: {step}", step=words.step(last.label, last.subject)) if last else "",
            tr("Làm lại: {step}", step=words.step(taken_back.label, taken_back.subject)) if taken_back else "",
        )


def _undo(office: Office, report: Report = no_report) -> Outcome:
    return office.undo(report)


def _redo(office: Office, report: Report = no_report) -> Outcome:
    return office.redo(report)
