"""What waits today, told outside the window: a number on its icon and in its title, and a notice beside the clock twice a day.

Quiet outside office hours and on rest days: once in the morning, once after lunch. Where the system has no tray, the number stays. The two
switches belong to this machine: `notices` (on at first) and `hiding` (closing the window hides it, off at first).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFont, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon, QWidget

from models.clock.working_days import Calendar
from models.labels import tr
from models.registers.dossiers import queries as dossiers
from models.registers.dossiers.rows import DossierQuery
from models.registers.tasks import queries as tasks
from models.registers.tasks.rows import TaskQuery
from models.storage.database import vietnam_now
from ui import theme, words
from ui.parts.latest import Latest

if TYPE_CHECKING:
    from models.office import Office
    from models.outcome import ChangeSet
    from models.progress import Report as Progress
    from ui.operations import Operations

_LOOK_MS = 5 * 60_000
_AFTER_CHANGE_MS = 1_500
_SHOWN_MS = 12_000
_SIZES = (16, 24, 32, 48, 64)
_TOLD = "tray/told"
_DEFAULTS = {"notices": True, "hiding": False}


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is due today and what is late, of the two books that have due dates of their own."""

    tasks_today: int = 0
    tasks_late: int = 0
    dossiers_today: int = 0
    dossiers_late: int = 0

    def total(self) -> int:
        """The number on the icon."""
        return self.tasks_today + self.tasks_late + self.dossiers_today + self.dossiers_late


def read_waiting(office: Office, report: Progress) -> Waiting:
    """Count what waits; runs on a thread."""
    report(0, 1)
    when = office.when()
    today = when.today
    with office.read() as conn:
        return Waiting(
            tasks.count(conn, TaskQuery(due_from=today, due_to=today).with_states("due_soon"), when),
            tasks.count(conn, TaskQuery().with_states("overdue"), when),
            dossiers.count(conn, DossierQuery(appointment_from=today, appointment_to=today).with_states("due_soon"), when),
            dossiers.count(conn, DossierQuery().with_states("overdue"), when),
        )


def notice_text(waiting: Waiting) -> str:
    """The notice: "3 việc đến hạn hôm nay, 2 hồ sơ trễ"; "" where nothing waits."""
    parts = (
        (waiting.tasks_today, tr("{count} việc đến hạn hôm nay", count=words.number(waiting.tasks_today))),
        (waiting.dossiers_today, tr("{count} hồ sơ hẹn trả hôm nay", count=words.number(waiting.dossiers_today))),
        (waiting.tasks_late, tr("{count} việc quá hạn", count=words.number(waiting.tasks_late))),
        (waiting.dossiers_late, tr("{count} hồ sơ trễ", count=words.number(waiting.dossiers_late))),
    )
    return ", ".join(text for count, text in parts if count)


def session_of(now: datetime, calendar: Calendar) -> str:
    """The half of the working day: "2026-11-25 1" for the morning, "… 2" for the afternoon; "" outside office hours."""
    for place, (start, end) in enumerate(calendar.working_periods(now.date()), start=1):
        if start <= now < end:
            return f"{now.date().isoformat()} {place}"
    return ""


def badge_text(number: int) -> str:
    """A number that fits an icon; nothing for none."""
    return "" if not number else "99+" if number > 99 else str(number)


def badged_icon(number: int) -> QIcon:
    """The program's icon with this number on it."""
    plain_icon = theme.icon("app")
    text = badge_text(number)
    if not text:
        return plain_icon
    result = QIcon()
    for size in _SIZES:
        picture = QPixmap(size, size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plain_icon.paint(painter, picture.rect())
        high = size * 0.6
        wide = max(high, high * 0.55 * len(text) + high * 0.25)
        wide = min(wide, float(size))
        place = QRectF(size - wide, size - high, wide, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.TONES["late"].text)
        painter.drawRoundedRect(place, high / 2, high / 2)
        letters = QFont(theme.font(bold=True))
        # As the icon is large, whatever the letters of the window.
        letters.setPixelSize(max(7, round(high * 0.75)))
        painter.setFont(letters)
        painter.setPen(theme.PAPER)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), text)
        painter.end()
        result.addPixmap(picture)
    return result


def there() -> bool:
    """Whether this desktop has a tray."""
    return QSystemTrayIcon.isSystemTrayAvailable()


def wanted(name: str) -> bool:
    """Whether a switch is on: "notices" or "hiding"."""
    return str(QSettings().value(f"tray/{name}", "1" if _DEFAULTS[name] else "0")) == "1"


def switch(name: str, on: bool) -> None:  # noqa: FBT001 - the signal's own argument
    """Turn a switch, on this machine."""
    QSettings().setValue(f"tray/{name}", "1" if on else "0")


class Tray(QObject):
    """Looks now and then and after every change; tells by icon, title and notice."""

    #: A notice was given: its text.
    told = Signal(str)

    def __init__(self, window: QWidget, office: Office, operations: Operations) -> None:
        super().__init__(window)
        self._window = window
        self._office = office
        self.waiting = Waiting()
        self._reader = Latest(window)
        self._reader.done.connect(self._read)
        self.icon: QSystemTrayIcon | None = None
        self._menu: QMenu | None = None
        if there():
            self._build_icon()
        operations.changed.connect(self._changed)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_LOOK_MS)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER_CHANGE_MS)
        self._soon.timeout.connect(self.look)
        window.installEventFilter(self)
        self.look()

    def _build_icon(self) -> None:
        self._menu = QMenu(self._window)
        self._menu.addAction(tr("Mở cửa sổ")).triggered.connect(self.bring)
        self._menu.addSeparator()
        for name, text in (("notices", tr("Báo việc đến hạn")), ("hiding", tr("Đóng cửa sổ thì ẩn xuống khay"))):
            entry = QAction(text, self._menu)
            entry.setCheckable(True)
            entry.setProperty("switch", name)
            entry.triggered.connect(partial(switch, name))
            self._menu.addAction(entry)
        self._menu.aboutToShow.connect(self._show_switches)
        self._menu.addSeparator()
        self._menu.addAction(tr("Thoát")).triggered.connect(self._quit)
        self.icon = QSystemTrayIcon(theme.icon("app"), self)
        self.icon.setContextMenu(self._menu)
        self.icon.activated.connect(self._activated)
        self.icon.messageClicked.connect(self.open_rows)
        self.icon.show()

    def _show_switches(self) -> None:
        for entry in self._menu.actions() if self._menu is not None else ():
            if name := entry.property("switch"):
                entry.setChecked(wanted(name))

    def _changed(self, changes: ChangeSet) -> None:
        if changes.touches("task", "dossier", "calendar_day", "setting"):
            self._soon.start()

    def look(self) -> None:
        """Count anew, on a thread."""
        self._reader.ask(partial(read_waiting, self._office))

    def _read(self, waiting: Waiting) -> None:
        self.waiting = waiting
        number = waiting.total()
        self._window.setWindowIcon(badged_icon(number))
        # The office's name alone: what stood before it is the number of last time.
        title = self._window.windowTitle()
        bare = title.split(") ", 1)[1] if title.startswith("(") and ") " in title else title
        badge = badge_text(number)
        self._window.setWindowTitle(f"({badge}) {bare}" if badge else bare)
        text = notice_text(waiting)
        if self.icon is not None:
            self.icon.setIcon(badged_icon(number))
            self.icon.setToolTip(text or tr("Không có việc nào đến hạn hôm nay"))
        self._tell(text)

    def _tell(self, text: str) -> None:
        """Give the notice where this half of the day has had none."""
        now = datetime.combine(self._office.today(), vietnam_now().time())
        session = session_of(now, self._office.calendar())
        if not (self.icon is not None and text and session and wanted("notices")) or QSettings().value(_TOLD) == session:
            return
        QSettings().setValue(_TOLD, session)
        self.icon.showMessage(self._office.settings().office_name, text, theme.icon("app"), _SHOWN_MS)
        self.told.emit(text)

    def bring(self) -> None:
        """Bring the window to the front."""
        QApplication.setQuitOnLastWindowClosed(True)
        self._window.showNormal() if self._window.isMinimized() else self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def open_rows(self) -> None:
        """The notice was clicked: show what it was about."""
        self.bring()
        show_page = getattr(self._window, "show_page", None)
        if show_page is None:
            return
        waiting = self.waiting
        if waiting.tasks_today or waiting.tasks_late or not waiting.total():
            states = ("due_soon",) if waiting.tasks_today else ("overdue",)
            today = self._office.today()
            query = TaskQuery(due_from=today, due_to=today) if waiting.tasks_today else TaskQuery()
            show_page("tasks", query.with_states(*states), None)
        else:
            today = self._office.today()
            soon = DossierQuery(appointment_from=today, appointment_to=today).with_states("due_soon")
            show_page("dossiers", soon if waiting.dossiers_today else DossierQuery().with_states("overdue"), None)

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.bring()

    def _quit(self) -> None:
        QApplication.setQuitOnLastWindowClosed(True)
        # A call, not the window's button: this closes.
        self._window.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window's own button hides it where that is wanted; Ctrl+Q and the menus close."""
        if event.type() == QEvent.Type.Close and event.spontaneous() and self.icon is not None and wanted("hiding"):
            QApplication.setQuitOnLastWindowClosed(False)
            event.ignore()
            self._window.hide()
            return True
        return super().eventFilter(watched, event)
