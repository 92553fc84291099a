"""An acknowledged change (on the disk when the service returns) against a bare commit of one row with the same promises."""

from __future__ import annotations

import itertools
from datetime import timedelta
from pathlib import Path

from models.office import Office
from models.registers.directives.rows import DirectiveEntry
from models.registers.directives.services import receive_directive
from models.registers.tasks.followup import add_note
from models.storage.database import connect_sqlite
from tests.benchmarks.measuring import Figure, ratio
from tests.benchmarks.offices import TODAY, Offices
from tests.benchmarks.registers import REGISTERS, Reader

_ROUNDS = 12


def measure(offices: Offices, rounds: int) -> list[Figure]:
    """A note of progress, and a document received, which are the smallest and the largest of the everyday changes."""
    office = Office.open(str(offices.large), today=TODAY)
    path = Path(str(offices.large)) / "bare.db"
    bare = connect_sqlite(path, mode="rwc")
    try:
        bare.execute("PRAGMA journal_mode = WAL")
        bare.execute("CREATE TABLE IF NOT EXISTS bare (id INTEGER PRIMARY KEY, content TEXT)")
        numbers = itertools.count(1)
        task_id = next(Reader(office, REGISTERS[2]).sample(1)).id

        def commit() -> None:
            bare.execute("BEGIN IMMEDIATE")
            bare.execute("INSERT INTO bare (content) VALUES ('một dòng')")
            bare.execute("COMMIT")

        def note() -> None:
            add_note(office, task_id, f"Đã gửi dự thảo lần {next(numbers)}")

        def receive() -> None:
            receive_directive(
                office,
                DirectiveEntry(
                    arrival_date=TODAY,
                    issuing_agency="UBND tỉnh Gia Lai",
                    subject="Tăng cường cải cách thủ tục hành chính",
                    document_number=f"{next(numbers)}/CT-UBND",
                    issued_date=TODAY - timedelta(days=2),
                    document_type="Chỉ thị",
                ),
            )

        return [
            ratio("note of a task saved", 6.0, {"change": note, "bare commit": commit}, _ROUNDS * rounds),
            ratio("document received", 6.0, {"change": receive, "bare commit": commit}, _ROUNDS * rounds),
        ]
    finally:
        bare.close()
        for name in ("bare.db", "bare.db-wal", "bare.db-shm"):
            path.with_name(name).unlink(missing_ok=True)
        office.close()
