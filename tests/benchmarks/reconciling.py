"""A list of 5,000 dossiers laid beside 5,000 of ours: from the file to what differs within five seconds, and not quadratic beyond."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from models.intake.reconcile.from_file import compare_file
from models.office import Office
from models.practice.generate import Wanted, generate
from models.registers.dossiers.tables import dossier
from tests.benchmarks.measuring import Figure, interleaved
from tests.benchmarks.offices import FOUNDING, TODAY, Offices

_MOST_MS = 5_000
# A little above the fourfold: what the file costs whatever it holds does not grow, its memory does.
_MOST_GROWTH = 5.0
_COLUMNS = {
    "dossier_code": "Mã hồ sơ",
    "procedure_code": "Mã TTHC",
    "procedure_name": "Tên thủ tục hành chính",
    "applicant": "Người nộp",
    "received_at": "Ngày tiếp nhận",
    "appointment_at": "Ngày hẹn trả",
    "resolved_at": "Ngày có kết quả",
    "status": "Trạng thái",
}


def measure(offices: Offices, rounds: int) -> list[Figure]:
    """The file is read in each round."""
    number = 500 if offices.is_small else 5_000
    with tempfile.TemporaryDirectory() as folder:
        few, many = (_Side(Path(folder) / name, count) for name, count in (("few", number), ("many", 4 * number)))
        try:
            taken = interleaved({"few": few.compare, "many": many.compare}, min(rounds, 3))
        finally:
            few.office.close()
            many.office.close()
    name = f"reconcile {number:,} × {number:,}"
    growth = taken["many"] / taken["few"]
    detail = f"{4 * number:,}: {taken['many']:.0f} ms, {number:,}: {taken['few']:.0f} ms"
    return [
        Figure(name, taken["few"], _MOST_MS, "ms", f"{few.found} differ"),
        Figure("reconcile four times as many", growth, _MOST_GROWTH, detail=detail),
    ]


class _Side:
    """An office with so many dossiers, and the province's file about them."""

    def __init__(self, folder: Path, number: int) -> None:
        self.office = Office.found(str(folder), FOUNDING, today=TODAY)
        generate(self.office, Wanted(dossiers=number))
        self.found = 0
        self._path = folder / "tinh.xlsx"
        with self.office.read() as connection:
            asked = select(*(dossier.c[name] for name in _COLUMNS)).order_by(dossier.c.received_at)
            _write(self._path, [dict(row) for row in connection.execute(asked).mappings()])

    def compare(self) -> None:
        """From the file to what differs."""
        found = compare_file(self.office, "dossiers", self._path)
        counts = found.counts()
        assert counts["compared"] > counts["different"] > 0
        assert counts["only_theirs"]
        assert counts["only_ours"]
        self.found = len(found.items)


def _write(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    """Their file: every tenth still open, every fifteenth misspelt, every fortieth missing, every fiftieth foreign."""
    from openpyxl import Workbook

    from models.labels import label

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(list(_COLUMNS.values()))
    for place, row in enumerate(rows):
        if place % 40 == 7:
            continue
        if place % 10 == 3:
            row |= {"status": 4, "resolved_at": None}
        elif place % 15 == 4:
            row["applicant"] += " Anh"
        elif place % 50 == 9:
            row["dossier_code"] = f"{row['dossier_code'][:-4]}9{row['dossier_code'][-3:]}"
        elif place % 25 == 11 and row["appointment_at"]:
            row["appointment_at"] += timedelta(days=1)
        row["status"] = label("dossier_status", row["status"])
        sheet.append(list(row.values()))
    book.save(path)
