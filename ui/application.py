"""QApplication: theme, Vietnamese, fonts, one instance, crash handler; paints first, loads the office after.

The frame of the window needs only Qt and a few small modules. SQLAlchemy and the models cost three times that, so they are
loaded on a thread once the frame stands on the screen, and the office is opened there too.
"""

from __future__ import annotations

import gc
import logging
import os
import sys
import threading
import time
import zlib
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QFileSystemWatcher,
    QLocale,
    QLockFile,
    QObject,
    QProcess,
    QSettings,
    QStandardPaths,
    QTimer,
    Signal,
)
from PySide6.QtWidgets import QApplication

from models.errors import OfficeError
from models.labels import set_language, tr
from ui import look, theme
from ui.main_window import MainWindow
from ui.parts.qt_words import QtWords

if TYPE_CHECKING:
    from models.glance import GlanceLine
    from models.office import Office
    from ui.auto_backup import AutoBackup
    from ui.operations import Operations
    from ui.parts.tray import Tray

_log = logging.getLogger(__name__)
# Exit status of the event loop that asks for a fresh start.
RESTART = 99
LATE_MS = 1_500
# The longest that the loading waits for the first lines to be painted.
_GLANCE_SECONDS = 0.5
_COLLECT_MS = 30_000
# The same fault of a repaint comes fifty times a second: say it once a minute.
_SAME_BUG_SECONDS = 60


class BugPost(QObject):
    """Takes exceptions nobody caught, from any thread, and shows them on the main thread, one box at a time."""

    _happened = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._showing = False
        self._shown: dict[str, float] = {}
        self._happened.connect(self._show)
        sys.excepthook = self.uncaught
        threading.excepthook = self.uncaught_in_thread

    def uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """The hook of the interpreter. In a pool thread it runs there, so it only posts."""
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.exit(1)
            return
        import traceback

        report = "".join(traceback.format_exception(kind, error, trace))
        _log.critical("uncaught\n%s", report)
        self._happened.emit(report)

    def uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        """The hook of plain threads."""
        if args.exc_value is not None:
            self.uncaught(args.exc_type, args.exc_value, args.exc_traceback)

    def _show(self, report: str) -> None:
        from ui import words
        from ui.parts import alerts

        now = time.monotonic()
        if self._showing or now - self._shown.get(report, -_SAME_BUG_SECONDS) < _SAME_BUG_SECONDS:
            return
        self._shown[report] = now
        self._showing = True
        try:
            alerts.bug(self._window, report, words.log_file())
        finally:
            self._showing = False


class Collector(QObject):
    """Collects garbage on the main thread only: a collection on a worker crashes the process when a closed dialog is in it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_COLLECT_MS)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    def _collect(self) -> None:
        gc.collect()


def _settle_garbage() -> None:
    """What was loaded stays for good: later collections need not look at it again and again."""
    gc.collect()
    gc.freeze()


class Instance(QObject):
    """One window an office and person. A second start asks the first to come to the front by touching a file, and ends.

    `asked` is the office as it was asked for; who asks for the same office in another way is stopped by the lock of the office itself.
    """

    def __init__(self, asked: str) -> None:
        super().__init__()
        written = asked.encode("utf-8", "surrogatepass")
        name = f"{zlib.crc32(written):08x}{zlib.adler32(written):08x}"
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericCacheLocation)) / "so-dieu-hanh"
        folder.mkdir(parents=True, exist_ok=True)
        self._call = folder / f"{name}.call"
        self._lock = QLockFile(str(folder / f"{name}.lock"))
        self._lock.setStaleLockTime(0)
        self.first = self._lock.tryLock(0)
        if not self.first:
            self._call.write_text(str(time.time()), encoding="ascii")
        self._window: MainWindow | None = None

    def serve(self, window: MainWindow) -> None:
        """Bring this window to the front whenever a second start calls."""
        self._window = window
        self._call.write_text("", encoding="ascii")
        self._watcher = QFileSystemWatcher([str(self._call)], self)
        self._watcher.fileChanged.connect(self._called)

    def _called(self) -> None:
        if self._window is not None:
            self._window.showNormal() if self._window.isMinimized() else self._window.show()
            self._window.raise_()
            self._window.activateWindow()

    def release(self) -> None:
        """Let another start have the office."""
        self._lock.unlock()


class Loader(QObject):
    """Opens the office on a thread after the first paint, and hands it over on the main thread.

    First it reads the few lines of `models.glance`, and waits until they stand on the screen: the heavy loading would hold up that paint.
    """

    glanced = Signal(object)
    opened = Signal(object)
    refused = Signal(object)
    missing = Signal()
    broken = Signal(str)

    def __init__(self, where: Callable[[], str], today: date | None, *, practice: bool, parent: QObject) -> None:
        super().__init__(parent)
        self._where = where
        self._today = today
        self._practice = practice

        self.painted = threading.Event()
        self._thread: threading.Thread | None = None
        self._office: Office | None = None

    def start(self) -> None:
        """Begin on a plain thread, which holds no Qt object but the bound signals. Asking twice begins once."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._load, name="loader")
            self._thread.start()

    def _glance(self) -> None:
        from models.glance import glance

        if lines := glance(self._where()):
            self.glanced.emit(lines)
            self.painted.wait(_GLANCE_SECONDS)

    def hand_over(self) -> None:
        """The session has the office now and closes it."""
        self._office = None

    def close(self) -> None:
        """Wait for the thread and let go of an office that nobody took: the window may be closed before it is there."""
        if self._thread is not None:
            self._thread.join()
        if self._office is not None:
            self._office.close()
        self._office = None

    def _load(self) -> None:
        try:
            self._glance()
            from models.office import Office
            from models.registers.directives import queries as _directives  # noqa: F401 - loaded here, not at the first click
            from models.registers.dossiers import queries as _dossiers  # noqa: F401
            from models.registers.tasks import queries as _tasks  # noqa: F401
            from models.storage.opening import office_exists

            location = self._where()
            if office_exists(location):
                office = Office.open(location, today=self._today)
            elif self._practice:
                from models.practice.generate import found_practice_office

                office = found_practice_office(location, today=self._today)
            else:
                self.missing.emit()
                return
        except OfficeError as error:
            self.refused.emit(error)
        except Exception:  # noqa: BLE001 - logged and shown as our fault
            import traceback

            _log.exception("the office did not open")
            self.broken.emit(traceback.format_exc())
        else:
            self._office = office
            self.opened.emit(office)


class Session(QObject):
    """From the first paint to the closed office: what happens between the window and the loader."""

    def __init__(self, window: MainWindow, office: str | None, practice_folder: str | None, today: date | None) -> None:
        super().__init__(window)
        #: Whether the seven steps begin when the office is open.
        self.tour = False
        self._window = window
        self._asked = office, practice_folder
        self._today = today
        self.office: Office | None = None
        self.backups: AutoBackup | None = None
        self.tray: Tray | None = None
        self._loader = Loader(self.location, today, practice=practice_folder is not None, parent=self)
        self._loader.glanced.connect(self._glanced)
        self._loader.opened.connect(self._opened)
        self._loader.refused.connect(self._refused)
        self._loader.missing.connect(self._found_new_office)
        self._loader.broken.connect(self._broken)
        window.first_painted.connect(self._loader.start)
        # A window that is started as an icon is not painted.
        QTimer.singleShot(LATE_MS, self._loader.start)

    def location(self) -> str:
        """Where the office lies. Asked late: the custom of the platform takes a while to load."""
        from ui import places

        office, practice_folder = self._asked
        return (office or places.usual_office()) if practice_folder is None else places.practice_office(practice_folder)

    def _glanced(self, lines: Sequence[GlanceLine]) -> None:
        from ui.parts.glance_view import GlanceView

        view = GlanceView(lines, self._today or date.today())
        self._window.show_meanwhile(view)
        view.table.painted.connect(self._loader.painted.set)

    def _opened(self, office: Office) -> None:
        from ui import words
        from ui.auto_backup import AutoBackup
        from ui.operations import Operations

        self.office = office
        self._loader.hand_over()
        operations = Operations(office, self._window)
        operations.restore_wanted.connect(self._restore)
        operations.restart_wanted.connect(self._start_anew)
        self._window.open_office(office, operations)
        if self.tour:
            self._window.open_tour()
        self.backups = AutoBackup(office, self)
        self.backups.made.connect(self._window.refresh_frame)
        self.backups.failed.connect(self._backup_failed)
        QTimer.singleShot(LATE_MS, _settle_garbage)
        QTimer.singleShot(LATE_MS, partial(self._show_tray, operations))
        if office.notices:
            from ui.parts import alerts

            alerts.inform(self._window, "\n".join(words.notice(notice) for notice in office.notices))

    def _show_tray(self, operations: Operations) -> None:
        """The number on the icon and the notices beside the clock."""
        from ui.parts.tray import Tray

        if self.office is not None:
            self.tray = Tray(self._window, self.office, operations)

    def _backup_failed(self, error: OfficeError) -> None:
        from ui import words

        self._window.tell(words.sentence(error))

    def _start_anew(self) -> None:
        """Close the window, if nothing holds it open, and end with the wish to be started again."""
        if self._window.close():
            QCoreApplication.exit(RESTART)

    def _restore(self, copy: str) -> None:
        """Close the office, put the copy in its place, and end with the wish to be started again."""
        from models.storage.restoring import restore
        from ui.parts import alerts

        assert self.office is not None
        # Not `self.location()`: the first start may have put the office elsewhere.
        location, now = self.office.location, self.office.now()
        self.finish()
        try:
            restore(location, Path(copy), now=now)
        except OfficeError as error:
            alerts.problem(self._window, error)
        QCoreApplication.exit(RESTART)

    def finish(self) -> None:
        """Make the last copy of the day and let the office go."""
        from ui import jobs

        jobs.end_reading()
        if self.backups is not None:
            self.backups.finish()
        self._loader.close()
        if self.office is not None:
            self.office.close()
        self.office = self.backups = None

    def _refused(self, error: OfficeError) -> None:
        from ui.parts import alerts

        alerts.problem(self._window, error)
        QCoreApplication.exit(1)

    def _broken(self, report: str) -> None:
        from ui import words
        from ui.parts import alerts

        alerts.bug(self._window, report, words.log_file())
        QCoreApplication.exit(1)

    def _found_new_office(self) -> None:
        """The first start: ask for the office, at most five questions."""
        from ui.forms.first_run import found_office

        office = found_office(self._window, self.location(), today=self._today)
        if office is None:
            QCoreApplication.exit(0)
        else:
            # Who chose practice instead of founding an office is new here.
            self.tour = office.settings().practice
            self._opened(office)


def prepare(app: QApplication, language: str) -> None:
    """Give a QApplication the program's name, theme and language."""
    app.setApplicationDisplayName(tr("Sổ Điều hành"))
    if language == "vi":
        # Commas in decimals and Vietnamese months in calendars, whatever the machine was set to.
        QLocale.setDefault(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
        app.installTranslator(QtWords(app))
    theme.apply(app)


def run(office: str | None, practice_folder: str | None, today: date | None, language: str, *, tour: bool = False) -> int:
    """Show the window on an office (None: the usual place) or on a practice office ("": its usual place); the exit status.

    `tour`: with the seven steps.
    """
    set_language(language)
    QCoreApplication.setOrganizationName("SoDieuHanh")
    QCoreApplication.setApplicationName("SoDieuHanh")
    look.take_up()
    app = QApplication([*sys.argv[:1], *theme.ARGUMENTS])
    look.let_go()
    prepare(app, language)
    instance = Instance(f"{office or os.environ.get('SODIEUHANH_OFFICE', '')}|{practice_folder}")
    if not instance.first:
        return 0
    window = MainWindow()
    BugPost(window)
    Collector(window)
    session = Session(window, office, practice_folder, today)
    session.tour = tour
    window.restore_layout(QSettings())
    window.show()
    Late(instance, window)
    status = app.exec()
    session.finish()
    instance.release()
    if status == RESTART:
        return 0 if QProcess.startDetached(sys.executable, sys.orig_argv[1:])[0] else 1
    return status


class Late(QObject):
    """What can wait until the window stands: its icon, the log file and the ear for a second start."""

    def __init__(self, instance: Instance, window: MainWindow) -> None:
        super().__init__(window)
        self._instance = instance
        self._window = window
        QTimer.singleShot(LATE_MS, self.start)

    def start(self) -> None:
        """Do it."""
        from ui import places

        self._window.setWindowIcon(theme.icon("app"))
        self._instance.serve(self._window)
        open_log(places.data_folder() / "log" / "so-dieu-hanh.log")


def open_log(path: Path) -> None:
    """Write the log to this file, five of half a megabyte at most. Without a place to write there is no log, and work goes on."""
    import logging.handlers

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(path, maxBytes=500_000, backupCount=4, encoding="utf-8")
    except OSError as error:
        _log.warning("no log at %s: %s", path, error)
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.INFO)
