"""Copies and examination of an open office, by its own settings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from models.office import Office
from models.progress import Report, no_report
from models.storage.backup import BackupMade, is_due, make_backup
from models.storage.check import check
from models.storage.database import vietnam_now
from models.storage.opening import TOUCHED
from models.storage.verify import Finding


def back_up(office: Office, *, to: Path | None = None, report: Report = no_report) -> BackupMade:
    """Copy the office's data now, into its own folder or into `to`, and to the second place when one is set. Raises as `make_backup`."""
    settings = office.settings()
    second = Path(settings.backup_second_folder) if settings.backup_second_folder and to is None else None
    report(0, 0)
    return make_backup(office.database, office.folder, now=vietnam_now(), keep=settings.backup_keep, to=to, second=second)


def back_up_if_due(office: Office, hours: float) -> BackupMade | None:
    """Copy when something changed since the newest copy and that one is this old (0: at start and at exit); None when none is needed."""
    return back_up(office) if is_due(office.database, office.folder, now=vietnam_now(), hours=hours) else None


def check_office(office: Office, report: Report = no_report) -> Iterator[Finding]:
    """Everything in the office's data and files that is not as the program left it."""
    if any(remark.code == TOUCHED for remark in office.notices):
        yield Finding(TOUCHED)
    yield from check(office.database, office.folder, report)
