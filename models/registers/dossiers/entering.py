"""From what was written to what is kept: a dossier's values checked, completed and timed. Services and imports share it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Connection, select

from models.clock.deadlines import ClockRules
from models.clock.limits import Limit, LimitUnit
from models.clock.working_days import Calendar
from models.errors import OfficeError
from models.registers.checks import line, lines, possible
from models.registers.dossiers.codes import codes_taken, find_by_code, next_code, normal_dossier_code, normal_phone
from models.registers.dossiers.explanation import counted_appointment, rules_text
from models.registers.dossiers.rows import CHANNELS, DossierEntry, PauseRow
from models.registers.dossiers.states import CLOSED_STATUSES, DONE_STATUSES, Status
from models.registers.dossiers.tables import dossier
from models.registers.procedures import Catalogue, ProcedureRow, normal_code
from models.registers.staff import Staff, load_staff
from models.storage.journal import Transaction

if TYPE_CHECKING:
    from models.office import Office

# From these the clock counts an appointment.
_COUNTED_FROM = frozenset({"received_at", "limit_value", "limit_unit", "procedure_code"})
_AT_ONCE = 1_000
CHANGEABLE = frozenset(field.name for field in fields(DossierEntry)) - {"appoint"}


@dataclass(frozen=True, slots=True)
class Desk:
    """What is needed to take dossiers in: calendar, clock, catalogue and the office's code, as they stand now."""

    calendar: Calendar
    rules: ClockRules
    catalogue: Catalogue
    agency_code: str

    @classmethod
    def of(cls, office: Office) -> Desk:
        """The office's desk. An import asks for one and enters all its rows with it."""
        settings = office.settings()
        with office.read() as connection:
            catalogue = Catalogue.load(connection)
        return cls(office.calendar(), settings.clock_rules(), catalogue, settings.agency_code)


def possible_moment(moment: datetime | None, field: str) -> datetime | None:
    """The moment to the second. Raises OfficeError `impossible_date` outside 1990 to 2100."""
    if moment is None:
        return None
    possible(moment.date(), field)
    return moment.replace(microsecond=0)


def _procedure_code(text: str, field: str) -> str:
    """The code as the catalogue writes it; one of another form (an internal procedure, a local list) stays as written."""
    written = line(text, field)
    if not written:
        return ""
    try:
        return normal_code(written)
    except OfficeError:
        return written


def _channel(value: int, field: str) -> int:
    if value not in CHANNELS:
        raise OfficeError("bad_channel", field=field, value=str(value))
    return int(value)


def _status(value: int, field: str) -> int:
    if value not in set(Status):
        raise OfficeError("bad_status", field=field, value=str(value))
    return int(value)


# How each value of an entry is checked by itself; what is not named here is an id or a number and is checked with others.
_TIDY: dict[str, Callable[[Any, str], Any]] = {
    **dict.fromkeys(("procedure_name", "field", "applicant", "holder", "apology_number", "late_reason_code", "return_method"), line),
    **dict.fromkeys(("address", "late_reason", "note"), lines),
    **dict.fromkeys(("received_at", "appointment_at", "resolved_at", "returned_at", "closed_at"), possible_moment),
    **dict.fromkeys(("digitised", "financial_obligation", "paid_online", "non_territorial"), lambda value, _: int(bool(value))),
    "dossier_code": lambda value, _: normal_dossier_code(value),
    "phone": lambda value, _: normal_phone(value),
    "procedure_code": _procedure_code,
    "apology_date": possible,
    "channel": _channel,
    "status": _status,
}


def tidy(values: Mapping[str, Any]) -> dict[str, Any]:
    """The given values as they are kept, each checked by itself. Raises OfficeError with the field; `unknown_field` for another name."""
    unknown = values.keys() - CHANGEABLE
    if unknown:
        raise OfficeError("unknown_field", field=min(unknown), name=min(unknown), fields=sorted(CHANGEABLE))
    return {name: _TIDY[name](value, name) if name in _TIDY else value for name, value in values.items()}


def _day_of_receipt(received_at: datetime | None, now: datetime) -> date:
    return (received_at or now).date()


def _checked_limit(value: float | None, unit: str | None) -> None:
    if value is None:
        return
    try:
        Limit(value, LimitUnit(unit or ""))
    except ValueError as error:
        raise OfficeError("bad_limit", field="limit_value", value=f"{value:g}") from error


def _fill_from_catalogue(values: dict[str, Any], found: ProcedureRow | None, given: Mapping[str, Any]) -> None:
    """What the catalogue knows, where the entry says nothing itself: the limit and names as valid on the day of receipt."""
    values["procedure_id"] = found.id if found else None
    if found is None:
        return
    for name, known in (("procedure_name", found.name), ("field", found.field)):
        values[name] = given.get(name) or known
    if given.get("limit_value") is None:
        limit = found.limit()
        values["limit_value"] = limit.value if limit else None
        values["limit_unit"] = str(limit.unit) if limit else None
    if values["handling_department_id"] is None and values["handler_id"] is None:
        values["handling_department_id"] = found.department_id


def closing_moment(values: Mapping[str, Any], unknown: datetime) -> datetime | None:
    """The moment from which a dossier with these values is no longer pending, None while it is; never before the receipt.

    That is the moment of the result; without one the moment of return, of refusal, withdrawal or stop; `unknown` where nothing is told.
    """
    if values["resolved_at"] is not None:
        closed = values["resolved_at"]
    elif values["status"] in DONE_STATUSES | CLOSED_STATUSES:
        closed = values["returned_at"] or values["closed_at"] or unknown
    else:
        return None
    received = values["received_at"]
    return closed if received is None else max(closed, received)


def entry_values(entry: DossierEntry, desk: Desk, now: datetime) -> dict[str, Any]:
    """The columns of a new dossier, all but its code where the entry names none. Raises OfficeError with the field that is wrong.

    Moments are taken as they come even when they contradict each other: a list from elsewhere is entered as it says.
    """
    given = tidy({name: getattr(entry, name) for name in CHANGEABLE if name != "dossier_code" or entry.dossier_code})
    values = dict(given)
    found = None
    if values["procedure_code"]:
        found = desk.catalogue.on(values["procedure_code"], _day_of_receipt(values["received_at"], now))
    _fill_from_catalogue(values, found, given)
    _checked_limit(values["limit_value"], values["limit_unit"])
    values["clock_rules"] = rules_text(desk.rules)
    values["created_at"] = now
    if values["appointment_at"] is None and entry.appoint and values["status"] != Status.REFUSED:
        counted = counted_appointment(values, (), desk.calendar)
        values["appointment_at"] = counted.due_at if counted else None
    values["original_appointment_at"] = values["appointment_at"]
    # When a withdrawn or stopped dossier of a list was closed is seldom told: by its appointment at the latest, if that is past.
    values["closed_at"] = closing_moment(values, min(values["appointment_at"] or now, now))
    return values


def enter_dossier(tx: Transaction, entry: DossierEntry, desk: Desk) -> int:
    """Enter one dossier inside a change. Raises OfficeError, also `duplicate_code` and `agency_code_missing`."""
    values = entry_values(entry, desk, tx.now)
    place(tx, values)
    if "dossier_code" not in values:
        values["dossier_code"] = next_code(tx.connection, desk.agency_code, _day_of_receipt(values["received_at"], tx.now))
    refuse_duplicate(tx, values["dossier_code"])
    return tx.insert(dossier, values)


def enter_dossiers(tx: Transaction, entries: Sequence[DossierEntry], desk: Desk) -> range:
    """Enter many dossiers that bring their codes, inside a change; their ids, in order. Raises OfficeError as `enter_dossier`."""
    rows = [entry_values(entry, desk, tx.now) for entry in entries]
    staff = load_staff(tx.connection)
    for values in rows:
        _place(staff, values)
    codes = Counter(values["dossier_code"] for values in rows)
    twice = next((code for code, number in codes.items() if number > 1), None) or next(iter(codes_taken(tx.connection, codes)), None)
    if twice is not None:
        raise OfficeError("duplicate_code", field="dossier_code", value=twice)
    return tx.insert_many(dossier, rows)


def refuse_duplicate(tx: Transaction, code: str, *, except_id: int | None = None) -> None:
    """Raises OfficeError `duplicate_code` when another dossier that is not cancelled has this code."""
    other = find_by_code(tx.connection, code)
    if other is not None and other != except_id:
        raise OfficeError("duplicate_code", field="dossier_code", value=code, id=other)


def place(tx: Transaction, values: dict[str, Any]) -> None:
    """Make department and handler whole: an official implies their department.

    Raises OfficeError `not_found` for an unknown one, `official_of_other_department` where the two contradict each other.
    """
    if values.get("handling_department_id") is not None or values.get("handler_id") is not None:
        _place(load_staff(tx.connection), values)


def _place(staff: Staff, values: dict[str, Any]) -> None:
    department_id, handler_id = values.get("handling_department_id"), values.get("handler_id")
    if department_id is not None or handler_id is not None:
        field = "handling_department_id" if handler_id is None else "handler_id"
        values["handling_department_id"], _ = staff.place(department_id, handler_id, field=field)


def changed_values(
    stored: Mapping[str, Any], changes: Mapping[str, Any], pauses: Sequence[PauseRow], desk: Desk, now: datetime
) -> dict[str, Any]:
    """The columns that differ after these changes, with all that follows from them.

    * Another procedure brings its name, field and limit of the day of receipt, unless they are given in the same step.
    * An appointment that the clock gave follows a changed receipt, procedure or limit. One that was given by hand or extended
      stays, for it is what the citizen was told. The original appointment never follows: it is only filled where there was none.
    """
    given = tidy(changes)
    values = {**stored, **given}
    moved = any(values[name] != stored[name] for name in _COUNTED_FROM)
    if values["procedure_code"] != stored["procedure_code"]:
        found = desk.catalogue.on(values["procedure_code"], _day_of_receipt(values["received_at"], now))
        _fill_from_catalogue(values, found, given)
    _checked_limit(values["limit_value"], values["limit_unit"])
    if "appointment_at" not in given and moved and not stored["extension_count"] and is_counted(stored, pauses, desk.calendar):
        counted = counted_appointment(values, ended(pauses), desk.calendar)
        values["appointment_at"] = counted.due_at if counted else None
    if stored["original_appointment_at"] is None:
        values["original_appointment_at"] = values["appointment_at"]
    if "closed_at" not in given and values["status"] not in CLOSED_STATUSES:
        values["closed_at"] = None
    values["closed_at"] = closing_moment(values, stored["closed_at"] or now)
    return {name: value for name, value in values.items() if value != stored.get(name)}


def ended(pauses: Iterable[PauseRow]) -> list[PauseRow]:
    """The pauses that are over: while one lasts, the appointment stands as it was before."""
    return [pause for pause in pauses if pause.paused_to is not None]


def is_counted(stored: Mapping[str, Any], pauses: Sequence[PauseRow], calendar: Calendar) -> bool:
    """Whether the appointment is what the clock counts, or was not given yet; False for one given by hand or extended."""
    counted = counted_appointment(stored, ended(pauses), calendar)
    return stored["appointment_at"] == (counted.due_at if counted else None)


def _load_many(connection: Connection, ids: Sequence[int]) -> dict[int, Mapping[str, Any]]:
    """The columns of these dossiers by name."""
    asked = select(dossier).where(dossier.c.id.in_(ids), dossier.c.voided == 0)
    return {row["id"]: cast("Mapping[str, Any]", row) for row in connection.execute(asked).mappings()}


def update_dossiers(tx: Transaction, changes: Mapping[int, Mapping[str, Any]], desk: Desk) -> int:
    """Bring dossiers up to what a list says, inside a change; how many differ afterwards. An import has no pauses to heed: what the
    list says stands. Raises OfficeError as `changed_values`, and `not_found`.
    """
    changed: dict[int, dict[str, Any]] = {}
    ids = list(changes)
    for start in range(0, len(ids), _AT_ONCE):
        wanted = ids[start : start + _AT_ONCE]
        stored = _load_many(tx.connection, wanted)
        for dossier_id in wanted:
            if dossier_id not in stored:
                raise OfficeError("not_found", table="dossier", id=dossier_id)
            values = changed_values(stored[dossier_id], changes[dossier_id], (), desk, tx.now)
            place(tx, values)
            if "dossier_code" in values:
                refuse_duplicate(tx, values["dossier_code"], except_id=dossier_id)
            changed[dossier_id] = values
    return tx.update_many(dossier, changed)
