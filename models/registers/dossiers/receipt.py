"""A dossier is received, accepted, corrected, cancelled. Each function is one action and one journal entry."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from models.errors import OfficeError
from models.outcome import Outcome
from models.registers.checks import reason_given
from models.registers.dossiers.entering import Desk, changed_values, enter_dossier, place, possible_moment, refuse_duplicate
from models.registers.dossiers.explanation import counted_appointment
from models.registers.dossiers.queries import load_pauses, load_stored
from models.registers.dossiers.rows import DossierEntry
from models.registers.dossiers.states import DONE_STATUSES, Status, check_transition
from models.registers.dossiers.tables import dossier
from models.storage.journal import Transaction

if TYPE_CHECKING:
    from models.office import Office

# What a receipt cannot do without, and the orders in which moments can follow each other.
_NEEDED = ("applicant", "procedure_name")
_ORDER = (("received_at", "appointment_at"), ("received_at", "resolved_at"), ("resolved_at", "returned_at"))


def take_up(tx: Transaction, dossier_id: int) -> Mapping[str, Any]:
    """The dossier that a change is about; names the change after it. Raises OfficeError `not_found` or `dossier_cancelled`."""
    stored = load_stored(tx.connection, dossier_id)
    tx.subject = stored["dossier_code"]
    if stored["cancelled_at"] is not None:
        raise OfficeError("dossier_cancelled", code_of=stored["dossier_code"])
    return stored


def happened(office: Office, moment: datetime | None, field: str, *, after: datetime | None = None) -> datetime:
    """The moment at which something happened, now when none is given.

    Raises OfficeError `impossible_date`, `date_in_future` after today, `before_receipt` before the receipt (`after`).
    """
    at = possible_moment(moment or office.now(), field)
    assert at is not None
    if at.date() > office.today():
        raise OfficeError("date_in_future", field=field, date=at.date())
    if after is not None and at < after:
        if moment is None:
            return after
        raise OfficeError("before_receipt", field=field, at=at, received=after)
    return at


def _check_order(values: Mapping[str, Any], changed: Collection[str]) -> None:
    """What a list from elsewhere says may contradict itself; what is corrected by hand may not."""
    for earlier, later in _ORDER:
        known = values[earlier] is not None and values[later] is not None
        if known and values[later] < values[earlier] and (earlier in changed or later in changed):
            raise OfficeError("moments_out_of_order", field=later, earlier=values[earlier], later=values[later])


def receive_dossier(office: Office, entry: DossierEntry) -> Outcome:
    """Take a dossier in at the counter, or (status 1) register one that came online and is not accepted yet.

    Limit, rules and appointment are kept as they are on this day (Nghị định 309/2026/NĐ-CP). Raises OfficeError `missing_content`
    without applicant or procedure, and what `enter_dossier` raises.
    """
    if entry.status not in (Status.REGISTERED, Status.ACCEPTED):
        raise OfficeError("bad_status", field="status", value=str(entry.status))
    received = happened(office, entry.received_at, "received_at")
    entry = replace(entry, received_at=received)
    if entry.appointment_at is not None and entry.appointment_at < received:
        raise OfficeError("moments_out_of_order", field="appointment_at", earlier=received, later=entry.appointment_at)
    desk = Desk.of(office)
    with office.write("dossier.receive") as tx:
        dossier_id = enter_dossier(tx, entry, desk)
        stored = take_up(tx, dossier_id)
        for name in _NEEDED:
            if not stored[name]:
                raise OfficeError("missing_content", field=name)
    return tx.outcome(id=dossier_id, uid=stored["uid"])


def accept_dossier(office: Office, dossier_id: int, *, at: datetime | None = None) -> Outcome:
    """Accept a registered dossier (1 to 2): from now on the clock runs, by the procedure's limit as valid on this day."""
    desk = Desk.of(office)
    with office.write("dossier.accept") as tx:
        stored = take_up(tx, dossier_id)
        check_transition(stored["status"], Status.ACCEPTED)
        received = happened(office, at, "at", after=stored["received_at"])
        accepted = {**stored, "status": int(Status.ACCEPTED), "received_at": received}
        if stored["appointment_at"] is None:
            found = desk.catalogue.on(stored["procedure_code"], received.date())
            limit = found.limit() if found else None
            if found and limit:
                accepted.update(procedure_id=found.id, limit_value=limit.value, limit_unit=str(limit.unit))
            counted = counted_appointment(accepted, (), desk.calendar)
            accepted["appointment_at"] = accepted["original_appointment_at"] = counted.due_at if counted else None
        tx.update(dossier, dossier_id, {name: value for name, value in accepted.items() if value != stored[name]})
    return tx.outcome(id=dossier_id, uid=stored["uid"])


def correct_dossier(office: Office, dossier_id: int, changes: Mapping[str, Any], *, reason: str) -> Outcome:
    """Put right what was entered wrongly, with a reason; `changes` by the names of `DossierEntry`.

    A status may be corrected too, as long as it agrees with the moments: a result belongs to 9 and 10 and to them only
    (`status_without_result`). What follows from a correction: see `entering.changed_values`. Raises OfficeError with the field.
    """
    reason = reason_given(reason)
    desk = Desk.of(office)
    with office.write("dossier.correct", reason=reason) as tx:
        stored = take_up(tx, dossier_id)
        values = changed_values(stored, changes, load_pauses(tx.connection, dossier_id), desk, tx.now)
        if "appointment_at" in changes and not stored["extension_count"]:
            # A slip of the pen on the receipt: the office never meant another date.
            values["original_appointment_at"] = {**stored, **values}["appointment_at"]
        after = {**stored, **values}
        for name in _NEEDED:
            if not after[name]:
                raise OfficeError("missing_content", field=name)
        _check_order(after, changes.keys())
        if changes.keys() & {"status", "resolved_at"} and (after["resolved_at"] is not None) != (after["status"] in DONE_STATUSES):
            raise OfficeError("status_without_result", field="status", status=after["status"])
        place(tx, values)
        if "dossier_code" in values:
            refuse_duplicate(tx, values["dossier_code"], except_id=dossier_id)
        tx.update(dossier, dossier_id, values)
    return tx.outcome(id=dossier_id, uid=stored["uid"])


def cancel_dossier(office: Office, dossier_id: int, *, reason: str) -> Outcome:
    """Take a dossier that was entered by mistake out of the register's counts. It stays in the book and its number stays used."""
    reason = reason_given(reason)
    with office.write("dossier.cancel", reason=reason) as tx:
        stored = take_up(tx, dossier_id)
        tx.update(dossier, dossier_id, {"cancelled_at": tx.now, "cancel_reason": reason})
    return tx.outcome(id=dossier_id, uid=stored["uid"])
