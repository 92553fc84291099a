"""What a receipt would say, before it is saved: the code, the limit and the appointment with the sentence that explains it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from models.errors import OfficeError
from models.registers.dossiers.codes import next_code
from models.registers.dossiers.entering import Desk, entry_values
from models.registers.dossiers.explanation import counted_appointment
from models.registers.dossiers.rows import DossierEntry

if TYPE_CHECKING:
    from models.office import Office


@dataclass(frozen=True, slots=True)
class Preview:
    """`appointment_at` and the limit are None where the procedure names no time; `field` is the procedure's own field of work.

    `code` is the next code of the day, "" while the office has told no identification code.
    """

    code: str
    field: str
    limit_value: float | None
    limit_unit: str | None
    appointment_at: datetime | None
    explanation: str


def preview_receipt(office: Office, entry: DossierEntry) -> Preview:
    """What `receive_dossier` would make of this entry now. An appointment given by hand is left out: the clock's own is shown.

    Raises OfficeError as `enter_dossier` for what is wrong with single fields.
    """
    desk, now = Desk.of(office), office.now()
    received = entry.received_at or now
    values = entry_values(replace(entry, received_at=received, appointment_at=None), desk, now)
    counted = counted_appointment(values, (), desk.calendar)
    with office.read() as conn:
        try:
            code = next_code(conn, desk.agency_code, received.date())
        except OfficeError:
            code = ""
    return Preview(
        code=code,
        field=values["field"],
        limit_value=values["limit_value"],
        limit_unit=values["limit_unit"],
        appointment_at=counted.due_at if counted else None,
        explanation=counted.explanation if counted else "",
    )
