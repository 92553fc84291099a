"""Makes the stored office of today's version: `python -m tests.storage.stored_office`. The file of a released version stays for ever."""

from __future__ import annotations

import gzip
import tempfile
from datetime import date
from pathlib import Path

from models.office import Founding, Office
from models.registers.directives.rows import DirectiveEntry
from models.registers.directives.services import receive_directive
from models.registers.dossiers.receipt import receive_dossier
from models.registers.dossiers.rows import DossierEntry
from models.registers.tasks.rows import TaskEntry
from models.registers.tasks.services import assign_task, correct_task
from models.safekeeping import back_up
from models.storage import migrations

TODAY = date(2026, 11, 20)
PLACE = Path(__file__).parent.parent / "data" / "offices"


def fill(office: Office) -> None:
    """A few records of each book, a correction, and an undone step."""
    first = assign_task(office, TaskEntry(content="Nhiệm vụ thứ nhất", assigned_date=TODAY, due_date=date(2026, 12, 1)))
    receive_directive(
        office,
        DirectiveEntry(
            arrival_date=TODAY,
            issuing_agency="UBND tỉnh Gia Lai",
            document_number="06/CT-UBND",
            issued_date=date(2026, 11, 18),
            document_type="Chỉ thị",
            subject="Tăng cường cải cách thủ tục hành chính",
        ),
    )
    receive_dossier(
        office, DossierEntry(applicant="Nguyễn Thị Thử", procedure_name="Đăng ký khai sinh", limit_value=1.0, limit_unit="working_day")
    )
    correct_task(office, first.id or 0, {"note": "đã sửa"}, reason="nhập nhầm")
    assign_task(office, TaskEntry(content="Nhiệm vụ nhập nhầm"))
    office.undo()


def main() -> None:
    """Write the file."""
    with tempfile.TemporaryDirectory() as folder:
        founding = Founding("UBND xã Hoài Ân", "commune", "Gia Lai", agency_code="H21.88", user_name="Nguyễn Thị Hoa")
        office = Office.found(f"{folder}/office", founding, today=TODAY)
        fill(office)
        copy = back_up(office).path
        office.close()
        target = PLACE / f"{migrations.SCHEMA_VERSION:04}.db.gz"
        target.write_bytes(gzip.compress(copy.read_bytes(), mtime=0))
        print(target, target.stat().st_size)


if __name__ == "__main__":
    main()
