"""Offices and incoming documents for tests: real ones, on a real database file."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

from models.office import Founding, Office
from models.outcome import Outcome
from models.registers.directives.queries import load_rows
from models.registers.directives.rows import DirectiveEntry, DirectiveRow
from models.registers.directives.services import receive_directive
from models.registers.staff import OfficialEntry, add_official, load_staff

TODAY = date(2026, 11, 20)  # a Friday; 24/11 is a holiday
OFFICIALS = (
    ("Trần Văn Bình", "Phòng Kinh tế", "head_of_department"),
    ("Lê Thị Cúc", "Phòng Kinh tế", "official"),
    ("Phạm Văn Dũng", "Phòng Văn hóa - Xã hội", "official"),
)


def make_office(folder: Path, *, today: date = TODAY) -> Office:
    """A new commune office with its seeded departments, calendar, procedures and agencies, and three officials."""
    return make_office_at(str(folder / "office"), today=today)


def make_office_at(location: str, *, today: date = TODAY) -> Office:
    """The same at any place, a server too."""
    founding = Founding("UBND xã Hoài Ân", "commune", "Gia Lai", agency_code="H21.88", user_name="Nguyễn Thị Hoa")
    office = Office.found(location, founding, today=today)
    for name, unit, role in OFFICIALS:
        add_official(office, OfficialEntry(name=name, department_id=department_id(office, unit), role=role))
    return office


def copy_office(template: Path, folder: Path, *, today: date = TODAY) -> Office:
    """A copy of an office that `make_office` made in `template` and that is closed: a hundred times quicker than a new one."""
    shutil.copytree(template / "office", folder / "office")
    return Office.open(str(folder / "office"), today=today)


def department_id(office: Office, name: str) -> int:
    """The id of a department by its full name."""
    with office.read() as connection:
        return next(found.id for found in load_staff(connection).departments.values() if found.name == name)


def official_id(office: Office, name: str) -> int:
    """The id of an official by their name."""
    with office.read() as connection:
        return next(found.id for found in load_staff(connection).officials.values() if found.name == name)


def directive_entry(**fields: Any) -> DirectiveEntry:
    """An ordinary entry, with what the test cares about replaced."""
    usual: dict[str, Any] = {
        "arrival_date": TODAY,
        "issuing_agency": "UBND tỉnh Gia Lai",
        "document_number": "06/CT-UBND",
        "issued_date": date(2026, 11, 18),
        "document_type": "Chỉ thị",
        "subject": "Tăng cường cải cách thủ tục hành chính",
    }
    return DirectiveEntry(**{**usual, **fields})


def make_directive(office: Office, **fields: Any) -> Outcome:
    """Receive an ordinary document, with what the test cares about replaced."""
    return receive_directive(office, directive_entry(**fields))


def directive_row(office: Office, directive_id: int | None) -> DirectiveRow:
    """One line of the register as a screen gets it."""
    assert directive_id is not None
    when = office.when()
    with office.read() as connection:
        return load_rows(connection, [directive_id], when, office.calendar())[0]
