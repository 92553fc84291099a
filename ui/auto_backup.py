"""Copies made by themselves: soon after the start, every few hours of work, and when the window closes."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from models.errors import OfficeError
from models.safekeeping import back_up_if_due

if TYPE_CHECKING:
    from models.office import Office

_LOOK_MS = 10 * 60_000
_FIRST_MS = 20_000
_log = logging.getLogger(__name__)


class AutoBackup(QObject):
    """Looks now and then, copies on a plain thread, tells what came of it on the main thread."""

    made = Signal(object)  # BackupMade
    failed = Signal(object)  # OfficeError

    def __init__(self, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._office = office
        self._thread: threading.Thread | None = None
        self._first = True
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_FIRST_MS)

    def look(self) -> None:
        """Copy if it is time; at the start already when anything changed since the last copy."""
        self._timer.setInterval(_LOOK_MS)
        if self._thread is not None and self._thread.is_alive():
            return
        hours = 0.0 if self._first else float(self._office.settings().backup_hours)
        self._first = False
        self._thread = threading.Thread(target=self._work, args=(hours,), name="backup", daemon=False)
        self._thread.start()

    def _work(self, hours: float) -> None:
        try:
            made = back_up_if_due(self._office, hours)
        except OfficeError as error:
            _log.warning("no copy: %s", error)
            self.failed.emit(error)
        else:
            if made is not None:
                self.made.emit(made)

    def finish(self) -> None:
        """At the end of the day: wait for a running copy, and make a last one if anything changed."""
        self._timer.stop()
        if self._thread is not None:
            self._thread.join()
        try:
            back_up_if_due(self._office, 0.0)
        except OfficeError as error:
            # The window is gone already; the next start tries again and tells.
            _log.warning("no copy at the end: %s", error)
