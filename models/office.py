"""The office: opens the folder or server and hands out what the rooms need. Holds no rules of its own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from sqlalchemy import Connection

import models.schema  # noqa: F401  every table is known before any is read
from models.clock.deadlines import soon_until
from models.clock.working_days import Calendar
from models.outcome import Notice, Outcome
from models.progress import Report, no_report
from models.registers import agencies, office_calendar, overdue_reasons, procedures, staff
from models.registers.settings import Settings, change_settings, load_settings
from models.registers.when import When
from models.storage import opening
from models.storage.database import Database, vietnam_now
from models.storage.journal import Transaction, changed_since
from models.storage.undo import apply_redo, apply_undo

DEPARTMENTS_OF_COMMUNE = ("Văn phòng HĐND và UBND", "Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Trung tâm Phục vụ hành chính công")
DEPARTMENTS_OF_WARD = (
    "Văn phòng HĐND và UBND",
    "Phòng Kinh tế, Hạ tầng và Đô thị",
    "Phòng Văn hóa - Xã hội",
    "Trung tâm Phục vụ hành chính công",
)


@dataclass(frozen=True, slots=True)
class Founding:
    """What a new office is asked: its full name, level (commune, ward, special-zone written special_zone), province, codes, first user."""

    name: str
    level: str
    province: str
    agency_code: str = ""
    user_name: str = ""
    practice: bool = False


class Office:
    """An opened office. Services take it first; `read` and `write` are the only ways to its data."""

    def __init__(self, opened: opening.Opened, location: str, today: date | None) -> None:
        self.location = location
        self.database: Database = opened.database
        self.folder: Path | None = opened.folder
        self.notices: tuple[Notice, ...] = opened.notices
        self._opened = opened
        self._today = today
        self._known_seq = -1
        self._settings = Settings()
        self._calendar = Calendar([])
        self._together = threading.local()

    @classmethod
    def open(cls, location: str, *, today: date | None = None, writable: bool = True) -> Office:
        """Open an existing office. `today` replaces the machine's date. Raises OfficeError, told apart by code."""
        return cls(opening.open_database(location, writable=writable), location, today)

    @classmethod
    def found(cls, location: str, founding: Founding, *, today: date | None = None) -> Office:
        """Make a new office with its departments, calendar, procedures and settings, and open it."""
        at = datetime.combine(today, time()) if today else vietnam_now()
        with opening.new_database(location) as database, database.write("office.found", subject=founding.name, kind="found", now=at) as tx:
            change_settings(
                tx,
                {
                    "office_name": founding.name,
                    "level": founding.level,
                    "province": founding.province,
                    "agency_code": founding.agency_code,
                    "user_name": founding.user_name,
                    "practice": founding.practice,
                },
            )
            names = DEPARTMENTS_OF_COMMUNE if founding.level == "commune" else DEPARTMENTS_OF_WARD
            staff.seed_departments(tx, names)
            office_calendar.seed_days(tx)
            procedures.seed_procedures(tx)
            overdue_reasons.seed_reasons(tx)
            agencies.seed_agencies(tx, province=founding.province, office_name=founding.name)
        return cls.open(location, today=today)

    def close(self) -> None:
        """Let go of the data and of the office's lock."""
        self._opened.close()

    def today(self) -> date:
        """Today in Vietnam, or the date the program was started with."""
        return self._today or vietnam_now().date()

    def now(self) -> datetime:
        """This moment in Vietnam; with a given date, the first moment of that day, so that results repeat."""
        return datetime.combine(self._today, time()) if self._today else vietnam_now()

    def when(self) -> When:
        """The moment for which states are computed."""
        today = self.today()
        return When(today, self.now(), soon_until(today, self.calendar(), self.settings().soon_days))

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent picture of the data."""
        with self.database.read() as connection:
            yield connection

    @contextmanager
    def write(self, label: str, *, reason: str = "", subject: str = "", large: bool = False) -> Iterator[Transaction]:
        """One change, by this office's user, with its journal entry; inside `together` a part of that change.

        `large`: of so many rows that they need room.
        """
        whole: Transaction | None = getattr(self._together, "change", None)
        if whole is not None:
            with whole.part():
                yield whole
            return
        with self.database.write(label, actor=self.settings().user_name, reason=reason, subject=subject, now=self.now(), large=large) as tx:
            yield tx

    @contextmanager
    def together(self, label: str, *, reason: str = "", subject: str = "") -> Iterator[Transaction]:
        """One change made of many services called inside, on this thread: one journal entry, one step to undo.

        A service that is refused leaves nothing of its own part; whoever catches its OfficeError may go on with the next.
        What the services read of the office by `read` is the state before the whole change.
        """
        with self.write(label, reason=reason, subject=subject) as tx:
            self._together.change = tx
            try:
                yield tx
            finally:
                self._together.change = None

    def _refresh(self) -> None:
        """Read settings and calendar again when the journal tells of a change: they change rarely, and are asked for at every row."""
        with self.database.read() as connection:
            seq = self.database.newest_seq(connection)
            if seq == self._known_seq:
                return
            if not 0 <= self._known_seq < seq or changed_since(connection, self._known_seq, ("setting", "calendar_day")):
                self._settings = load_settings(connection)
                self._calendar = Calendar(
                    office_calendar.load_days(connection),
                    saturday_morning=self._settings.saturday_morning,
                    half_day_counts=self._settings.half_day_counts,
                    hours=self._settings.office_hours(),
                )
            self._known_seq = seq

    def settings(self) -> Settings:
        """The office's settings as they stand."""
        self._refresh()
        return self._settings

    def calendar(self) -> Calendar:
        """The office's calendar as it stands."""
        self._refresh()
        return self._calendar

    def undo(self, report: Report = no_report) -> Outcome:
        """Take back the newest step. Raises OfficeError `nothing_to_undo` or `changed_since`."""
        with self.write("undo") as tx:
            apply_undo(tx, report)
        return tx.outcome()

    def redo(self, report: Report = no_report) -> Outcome:
        """Do the newest undone step again. Raises OfficeError `nothing_to_redo` or `changed_since`."""
        with self.write("redo") as tx:
            apply_redo(tx, report)
        return tx.outcome()

    def change_settings(self, **values: object) -> Outcome:
        """Change settings in one step. Raises OfficeError `bad_setting`."""
        with self.write("setting.change", subject=", ".join(sorted(values))) as tx:
            change_settings(tx, values)
        return tx.outcome()
