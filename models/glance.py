"""The office at a glance: what is due first, read with bare SQL before SQLAlchemy and the rooms are loaded.

On a slow machine that loading takes seconds; until then the window shows these lines. They are read from a file that nobody writes
(no write-ahead log beside it), as an unchanging one, so that nothing of the office is touched before it is examined and locked.
Whatever goes wrong, there is simply nothing to show: the opening of the office then tells what is the matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from models.registers.phases import PHASE_SQL, RUNNING_SQL

LINES = 12
# As in models.storage.database and models.storage.columns, which would load SQLAlchemy; a test holds them together.
DATABASE_NAME = "office.db"
VIETNAM_OFFSET = timedelta(hours=7)

_TASKS = f"""
SELECT due_date, content, source_number, source_agency, lead FROM task
WHERE {RUNNING_SQL} AND due_date IS NOT NULL ORDER BY due_date, id LIMIT ?
"""  # noqa: S608 - constants of the program
_DOSSIERS = f"""
SELECT appointment_at, procedure_name, dossier_code, applicant, holder FROM dossier
WHERE {PHASE_SQL} = 2 AND cancelled_at IS NULL AND voided = 0 ORDER BY appointment_at, id LIMIT ?
"""  # noqa: S608 - constants of the program


@dataclass(frozen=True, slots=True)
class GlanceLine:
    """One line: when it is due, what it is, two remarks, and who has it. `id` is its place in the list, from 1."""

    id: int
    due: date
    what: str
    remarks: tuple[str, str]
    who: str


def glance(location: str) -> list[GlanceLine]:
    """The tasks and dossiers that are due first, earliest first; empty where they cannot be read without touching anything."""
    from sqlcipher3 import dbapi2

    path = Path(location) / DATABASE_NAME
    try:
        if "://" in location or not path.is_file() or path.with_name(f"{DATABASE_NAME}-wal").exists():
            return []
        connection = dbapi2.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            rows = [
                *((date.fromisoformat(row[0]), *row[1:]) for row in connection.execute(_TASKS, (LINES,))),
                *((_day(row[0]), *row[1:]) for row in connection.execute(_DOSSIERS, (LINES,))),
            ]
        finally:
            connection.close()
    except (dbapi2.Error, OSError, ValueError):
        return []
    rows.sort(key=_due)
    return [GlanceLine(place, due, what, (one, two), who) for place, (due, what, one, two, who) in enumerate(rows[:LINES], start=1)]


def _due(row: tuple[date, str, str, str, str]) -> date:
    return row[0]


def _day(moment: str) -> date:
    """The day in Vietnam of a stored moment, which is UTC text."""
    return (datetime.fromisoformat(moment[:19]) + VIETNAM_OFFSET).date()
