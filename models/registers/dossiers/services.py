"""The work on a dossier after its receipt: handed on, paused, extended, resolved, returned, or closed without a result.

Each function is one action and one journal entry. What may follow what: `states.TRANSITIONS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from models.clock.working_days import Calendar
from models.errors import OfficeError
from models.outcome import Notice, Outcome
from models.registers.checks import line, not_future, reason_given
from models.registers.dossiers.entering import ended, is_counted, place, possible_moment
from models.registers.dossiers.explanation import counted_appointment
from models.registers.dossiers.queries import load_pauses
from models.registers.dossiers.receipt import happened, take_up
from models.registers.dossiers.rows import PauseRow
from models.registers.dossiers.states import OPEN_STATUSES, PAUSED_STATUSES, Status, bad_transition, check_transition
from models.registers.dossiers.tables import dossier, dossier_extension, dossier_pause, dossier_step
from models.registers.overdue_reasons import known_reason, reason_name
from models.registers.staff import load_staff
from models.storage.journal import Transaction

if TYPE_CHECKING:
    from models.office import Office

_PAUSES = {"supplement": Status.SUPPLEMENT, "financial": Status.FINANCIAL}


def start_processing(
    office: Office,
    dossier_id: int,
    *,
    department_id: int | None = None,
    handler_id: int | None = None,
    holder: str = "",
    at: datetime | None = None,
    note: str = "",
) -> Outcome:
    """The first hand-over from the counter (to 4): who handles the dossier from now on."""
    return _hand_over(office, "start", dossier_id, department_id, handler_id, holder, at, note)


def forward_dossier(
    office: Office,
    dossier_id: int,
    *,
    department_id: int | None = None,
    handler_id: int | None = None,
    holder: str = "",
    at: datetime | None = None,
    note: str = "",
) -> Outcome:
    """Hand the dossier on: a step with the body that now holds it (form 06). Raises OfficeError `holder_needed` when nobody is named.

    `holder` names a body outside the office (tax, land registration); department and handler then stay as they are.
    """
    return _hand_over(office, "forward", dossier_id, department_id, handler_id, holder, at, note)


def _hand_over(
    office: Office,
    action: str,
    dossier_id: int,
    department_id: int | None,
    handler_id: int | None,
    holder: str,
    at: datetime | None,
    note: str,
) -> Outcome:
    holder, note = line(holder, "holder"), line(note, "note")
    with office.write(f"dossier.{action}") as tx:
        stored = take_up(tx, dossier_id)
        check_transition(stored["status"], Status.PROCESSING)
        if stored["status"] in PAUSED_STATUSES:
            raise OfficeError("dossier_paused", field="status", status=stored["status"])
        moment = happened(office, at, "at", after=stored["received_at"])
        values: dict[str, Any] = {"status": int(Status.PROCESSING)}
        if department_id is not None or handler_id is not None:
            values.update(handling_department_id=department_id, handler_id=handler_id)
            place(tx, values)
        name = holder or load_staff(tx.connection).name_of(values.get("handling_department_id"), values.get("handler_id"))
        if not name:
            raise OfficeError("holder_needed", field="holder")
        tx.update(dossier, dossier_id, {**values, "holder": name})
        step = {"dossier_id": dossier_id, "at": moment, "action": action, "holder": name, "note": note}
        tx.insert(dossier_step, {**step, "author": office.settings().user_name})
    return tx.outcome(id=dossier_id, uid=stored["uid"])


def pause_dossier(
    office: Office, dossier_id: int, *, kind: str, reason: str, document_number: str = "", at: datetime | None = None
) -> Outcome:
    """Ask the citizen for papers (kind supplement, to 5, form 02) or for money (financial, to 6): the time until then is not counted."""
    if kind not in _PAUSES:
        raise OfficeError("bad_pause_kind", field="kind", value=kind)
    reason, document_number = reason_given(reason), line(document_number, "document_number")
    with office.write("dossier.pause", reason=reason) as tx:
        stored = take_up(tx, dossier_id)
        check_transition(stored["status"], _PAUSES[kind])
        start = happened(office, at, "at", after=stored["received_at"])
        values: dict[str, Any] = {"status": int(_PAUSES[kind])}
        if kind == "financial":
            values["financial_obligation"] = 1
        tx.update(dossier, dossier_id, values)
        pause = {"dossier_id": dossier_id, "kind": kind, "paused_from": start, "reason": reason, "document_number": document_number}
        tx.insert(dossier_pause, pause)
    return tx.outcome(id=dossier_id, uid=stored["uid"])


def resume_dossier(office: Office, dossier_id: int, *, at: datetime | None = None, note: str = "") -> Outcome:
    """The papers or the money are there (to 4): the clock runs again and the appointment moves by what was not counted, never earlier."""
    calendar = office.calendar()
    with office.write("dossier.resume", reason=line(note, "note")) as tx:
        stored = take_up(tx, dossier_id)
        if stored["status"] not in PAUSED_STATUSES:
            raise bad_transition(stored["status"], Status.PROCESSING)
        before = load_pauses(tx.connection, dossier_id)
        end = happened(office, at, "at", after=stored["received_at"])
        end_pause(tx, dossier_id, end)
        values: dict[str, Any] = {"status": int(Status.PROCESSING)}
        if stored["appointment_at"] is not None:
            after = load_pauses(tx.connection, dossier_id)
            values["appointment_at"] = resumed_appointment(stored, before, after, calendar)
        tx.update(dossier, dossier_id, values)
    return tx.outcome(id=dossier_id, uid=stored["uid"])


def end_pause(tx: Transaction, dossier_id: int, end: datetime) -> None:
    """Close the pause that lasts, if any. Raises OfficeError `before_pause` when it began later."""
    for pause in load_pauses(tx.connection, dossier_id):
        if pause.paused_to is None:
            if end < pause.paused_from:
                raise OfficeError("before_pause", field="at", at=end, paused=pause.paused_from)
            tx.update(dossier_pause, pause.id, {"paused_to": end})


def resumed_appointment(
    stored: Mapping[str, Any], before: tuple[PauseRow, ...], after: tuple[PauseRow, ...], calendar: Calendar
) -> datetime:
    """The appointment when a pause is over.

    One that the clock gave is counted anew from the kept limit, rules and all pauses. One that was given by hand or extended moves
    by as many working days as the pause took, to the same hour; of a pause that only a list from elsewhere told (by the status) nobody
    knows how long it took, and it stays. Neither ever becomes earlier.
    """
    current: datetime = stored["appointment_at"]
    if is_counted(stored, before, calendar):
        counted = counted_appointment(stored, after, calendar)
        if counted is not None and counted.due_at is not None:
            return counted.due_at
    known = {pause.id for pause in ended(before)}
    over = next((pause for pause in reversed(after) if pause.id not in known), None)
    if over is None:
        return current
    start, end = over.paused_from, over.paused_to or over.paused_from
    if start > current:
        return current
    days = calendar.working_days_between(start.date(), end.date())
    return datetime.combine(calendar.add_working_days(current.date(), days), current.time()) if days > 0 else current


def extend_dossier(
    office: Office,
    dossier_id: int,
    *,
    new_appointment: datetime,
    reason: str,
    apology_number: str = "",
    apology_date: date | None = None,
) -> Outcome:
    """Give a new appointment with a letter of apology (form 04); the original one stays on record.

    As often as the setting `dossier_extension_limit` allows, once by default (`extension_limit`). The letter is due one day before the
    appointment at the latest; a later one is kept, with the notice `extension_told_late` (domain.md 2.4).
    """
    reason, number = reason_given(reason), line(apology_number, "apology_number")
    allowed = office.settings().dossier_extension_limit
    new = possible_moment(new_appointment, "new_appointment_at")
    assert new is not None
    with office.write("dossier.extend", reason=reason) as tx:
        stored = take_up(tx, dossier_id)
        if stored["status"] not in OPEN_STATUSES | PAUSED_STATUSES or stored["resolved_at"] is not None:
            raise OfficeError("dossier_closed", code_of=stored["dossier_code"], status=stored["status"])
        if stored["extension_count"] >= allowed:
            raise OfficeError("extension_limit", field="new_appointment_at", limit=allowed)
        old = stored["appointment_at"]
        if new <= max(filter(None, (old, stored["received_at"])), default=new - timedelta(1)):
            raise OfficeError("extension_not_later", field="new_appointment_at", old=old)
        told = _apology_date(office, apology_date, number, stored)
        values: dict[str, Any] = {"appointment_at": new, "extension_count": stored["extension_count"] + 1}
        if old is None:
            values["original_appointment_at"] = new
        if told is not None:
            values.update(apology_number=number, apology_date=told)
        tx.update(dossier, dossier_id, values)
        extension = {"dossier_id": dossier_id, "requested_at": tx.now, "reason": reason, "old_appointment_at": old}
        letter = {"apology_number": number, "apology_date": told}
        tx.insert(dossier_extension, {**extension, "new_appointment_at": new, **letter})
    late = old is not None and (told or tx.now.date()) >= old.date()
    return tx.outcome(id=dossier_id, uid=stored["uid"], notices=[Notice("extension_told_late", {"appointment": old})] if late else [])


def record_apology(office: Office, dossier_id: int, *, number: str, apology_date: date | None = None) -> Outcome:
    """Note the letter of apology for a late dossier without giving a new appointment. The date is today's when none is given."""
    number = line(number, "apology_number")
    with office.write("dossier.apologise") as tx:
        stored = take_up(tx, dossier_id)
        told = _apology_date(office, apology_date or office.today(), number, stored)
        tx.update(dossier, dossier_id, {"apology_number": number, "apology_date": told})
    return tx.outcome(id=dossier_id, uid=stored["uid"])


def _apology_date(office: Office, told: date | None, number: str, stored: Mapping[str, Any]) -> date | None:
    """The letter's date: today's when only a number is given, None without any letter."""
    if told is None:
        return office.today() if number else None
    not_future(told, office.today(), "apology_date")
    if stored["received_at"] is not None and told < stored["received_at"].date():
        raise OfficeError("before_receipt", field="apology_date", at=told, received=stored["received_at"])
    return told


def resolve_dossier(
    office: Office, dossier_id: int, *, at: datetime | None = None, late_reason_code: str = "", late_reason: str = ""
) -> Outcome:
    """The result is there (to 9); lateness is measured here, by the minute. Late needs a reason: `late_reason_needed`."""
    late_reason = line(late_reason, "late_reason")
    with office.write("dossier.resolve") as tx:
        stored = take_up(tx, dossier_id)
        check_transition(stored["status"], Status.RESOLVED)
        resolved = happened(office, at, "at", after=stored["received_at"])
        values: dict[str, Any] = {"status": int(Status.RESOLVED), "resolved_at": resolved, "closed_at": resolved}
        due = stored["appointment_at"]
        if due is not None and resolved > due:
            if not late_reason_code:
                raise OfficeError("late_reason_needed", field="late_reason_code", appointment=due, resolved=resolved)
            code = known_reason(tx.connection, late_reason_code)
            values.update(late_reason_code=code, late_reason=late_reason or reason_name(tx.connection, code))
        tx.update(dossier, dossier_id, values)
    return tx.outcome(id=dossier_id, uid=stored["uid"])


def return_dossier(office: Office, dossier_id: int, *, at: datetime | None = None, return_method: str = "") -> Outcome:
    """The citizen has the result (to 10)."""
    method = line(return_method, "return_method")
    with office.write("dossier.return") as tx:
        stored = take_up(tx, dossier_id)
        check_transition(stored["status"], Status.RETURNED)
        returned = happened(office, at, "at", after=stored["resolved_at"])
        values: dict[str, Any] = {"status": int(Status.RETURNED), "returned_at": returned}
        if method:
            values["return_method"] = method
        tx.update(dossier, dossier_id, values)
    return tx.outcome(id=dossier_id, uid=stored["uid"])


def refuse_dossier(office: Office, dossier_id: int, *, reason: str, at: datetime | None = None) -> Outcome:
    """Do not accept a dossier (to 3, form 03), with the reason the citizen is told."""
    return _close(office, dossier_id, "dossier.refuse", Status.REFUSED, reason, at)


def withdraw_dossier(office: Office, dossier_id: int, *, reason: str, at: datetime | None = None) -> Outcome:
    """The citizen takes the dossier back (to 7)."""
    return _close(office, dossier_id, "dossier.withdraw", Status.WITHDRAWN, reason, at)


def stop_dossier(office: Office, dossier_id: int, *, reason: str, at: datetime | None = None) -> Outcome:
    """The office stops the work without a result (to 8, form 05)."""
    return _close(office, dossier_id, "dossier.stop", Status.STOPPED, reason, at)


def _close(office: Office, dossier_id: int, label: str, status: Status, reason: str, at: datetime | None) -> Outcome:
    reason = reason_given(reason)
    with office.write(label, reason=reason) as tx:
        stored = take_up(tx, dossier_id)
        check_transition(stored["status"], status)
        closed = happened(office, at, "at", after=stored["received_at"])
        end_pause(tx, dossier_id, closed)
        tx.update(dossier, dossier_id, {"status": int(status), "closed_at": closed, "close_reason": reason})
    return tx.outcome(id=dossier_id, uid=stored["uid"])
