"""The offices that are measured: a very large one, made once and used again, and an empty one."""

from __future__ import annotations

import json
import shutil
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from models.office import Founding, Office
from models.practice.generate import Wanted, generate
from models.storage.database import connect_sqlite

TODAY = date(2026, 11, 20)
FOUNDING = Founding("UBND xã Hoài Ân", "commune", "Gia Lai", agency_code="H21.88", user_name="Nguyễn Thị Hoa")
LARGE = Wanted(directives=200_000, tasks=300_000, dossiers=1_000_000)
SMALL = Wanted(directives=4_000, tasks=6_000, dossiers=20_000)
# Written when the office is complete: how many records, and how long they took.
_MADE = "made.json"


@dataclass(frozen=True, slots=True)
class Offices:
    """Where the measured offices lie. `rate`: records a second when the large one was made."""

    large: Path
    empty: Path
    records: int
    rate: float

    @property
    def is_small(self) -> bool:
        """Whether this is only a trial of the measurements."""
        return self.records < LARGE.total


def prepare(folder: Path, *, small: bool) -> Offices:
    """The offices in this folder; what is not there, is not complete, or has other tables than the program now, is made anew."""
    wanted = SMALL if small else LARGE
    empty, large = folder / "empty", folder / ("small" if small else "large")
    shutil.rmtree(empty, ignore_errors=True)
    Office.found(str(empty), FOUNDING, today=TODAY).close()
    made = _read(large / _MADE)
    if made.get("records") != wanted.total or _tables(large) != _tables(empty):
        shutil.rmtree(large, ignore_errors=True)
        office = Office.found(str(large), FOUNDING, today=TODAY)
        before = time.perf_counter()
        generate(office, wanted)
        made = {"records": wanted.total, "seconds": time.perf_counter() - before}
        office.close()
        (large / _MADE).write_text(json.dumps(made), encoding="utf-8")
    return Offices(large, empty, wanted.total, wanted.total / made["seconds"])


def _read(path: Path) -> dict[str, float]:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _tables(folder: Path) -> list[tuple[str, str]]:
    """The tables and indexes of an office as they were created."""
    connection = connect_sqlite(folder / "office.db", mode="ro")
    try:
        return connection.execute("SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'search_%' ORDER BY name").fetchall()
    finally:
        connection.close()
