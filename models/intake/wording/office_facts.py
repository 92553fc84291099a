"""What a reader of rows must know of the office: its name and place, its bodies and people, the day."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from models.registers.staff import Staff, load_staff
from models.text import clean

if TYPE_CHECKING:
    from models.office import Office

_PLACE = re.compile(r"\b(?:xã|phường|đặc khu|thị trấn)\s+(\S.*)$", re.IGNORECASE)
NO_STAFF = Staff({}, {})


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """The office as a list may speak of it. `level` is a code of LABELS["level"]; `departments` are names and abbreviations;
    `staff` recognises departments and officials in every spelling."""

    name: str
    level: str = "commune"
    province: str = ""
    agency_code: str = ""
    departments: tuple[str, ...] = ()
    today: date = date(2000, 1, 1)
    staff: Staff = field(default=NO_STAFF, repr=False, compare=False)

    @property
    def place(self) -> str:
        """The name without its kind: "Hoài Ân" of "UBND xã Hoài Ân"; the whole name where it has no such form."""
        found = _PLACE.search(clean(self.name))
        return found[1] if found else clean(self.name)


def office_facts(office: Office, connection: Connection) -> OfficeFacts:
    """The facts of an office, in two queries."""
    settings = office.settings()
    staff = load_staff(connection)
    names = [name for unit in staff.departments.values() for name in (unit.name, unit.short_name) if name]
    return OfficeFacts(
        name=settings.office_name,
        level=settings.level,
        province=settings.province,
        agency_code=settings.agency_code,
        departments=tuple(names),
        today=office.today(),
        staff=staff,
    )
