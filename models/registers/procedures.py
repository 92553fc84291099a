"""Danh mục thủ tục hành chính: procedures with their processing times, in versions by date."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, ColumnElement, Connection, Float, Index, String, func, or_, select

from models.clock.limits import Limit, LimitUnit
from models.errors import OfficeError
from models.labels import RESOURCES
from models.outcome import Outcome
from models.registers.checks import CODE_LIMIT, line, possible, reason_given
from models.storage.columns import IsoDate, Search, record_table, reference, text_column
from models.storage.journal import Transaction
from models.storage.search import search_condition
from models.text import fold

if TYPE_CHECKING:
    from models.office import Office

# One row a version: a code may stand several times with dates of validity that do not overlap.
procedure = record_table(
    "procedure",
    Column("code", String(32), nullable=False),
    text_column("name"),
    text_column("field"),
    text_column("level"),
    Column("processing_value", Float),
    Column("processing_unit", String(16)),
    text_column("processing_note"),
    text_column("managing_ministry"),
    text_column("publishing_decision"),
    reference("department_id", "department"),
    Column("valid_from", IsoDate),
    Column("valid_to", IsoDate),
    text_column("note"),
    search=Search(words=("name", "field"), codes=("code",)),
)
Index("ix_procedure_code", procedure.c.code)

# d.dddddd, where a local variant appends the agency: 2.000815.000.00.00.H61, 1.012753.H19 (domain.md 2.6).
_CODE = re.compile(r"(\d\.\d{6})(?:[.\s-].*)?")


@dataclass(frozen=True, slots=True)
class ProcedureEntry:
    """A procedure as it is entered. `processing_unit` is working_day, day or hour; no value where the law names no time."""

    code: str
    name: str
    field: str = ""
    level: str = ""
    processing_value: float | None = None
    processing_unit: str | None = None
    processing_note: str = ""
    managing_ministry: str = ""
    publishing_decision: str = ""
    department_id: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ProcedureRow:
    """A version as it stands. `valid_from` and `valid_to` (the last day) are None where it has no such end."""

    id: int
    uid: str
    code: str
    name: str
    field: str
    level: str
    processing_value: float | None
    processing_unit: str | None
    processing_note: str
    managing_ministry: str
    publishing_decision: str
    department_id: int | None
    valid_from: date | None
    valid_to: date | None
    note: str

    def limit(self) -> Limit | None:
        """The processing time for the clock, where value and unit are known."""
        if self.processing_value is None or self.processing_unit is None:
            return None
        return Limit(self.processing_value, LimitUnit(self.processing_unit))

    def valid_on(self, day: date) -> bool:
        """Whether this version was in force on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


_ROW_NAMES = tuple(field.name for field in fields(ProcedureRow))
_ENTRY_NAMES = frozenset(field.name for field in fields(ProcedureEntry))
_ROW_COLUMNS = tuple(procedure.c[name] for name in _ROW_NAMES)
_VISIBLE = procedure.c.voided == 0
# The version without a first day is the oldest, also for PostgreSQL.
_VERSION_ORDER = (procedure.c.code, procedure.c.valid_from.asc().nulls_first(), procedure.c.id)


def normal_code(text: str | None) -> str:
    """A code in the form d.dddddd: "1.004194.000.00.00.H21" is "1.004194". Raises OfficeError `bad_code` or `missing_code`."""
    tidy = line(text, "code").replace(",", ".").replace(" ", "")
    if not tidy:
        raise OfficeError("missing_code", field="code")
    match = _CODE.fullmatch(tidy)
    if match is None:
        raise OfficeError("bad_code", field="code", value=tidy)
    return match[1]


def to_list_json(row: ProcedureRow) -> dict[str, Any]:
    """The line of `list procedures`."""
    value = row.processing_value
    return {
        "code": row.code,
        "name": row.name or None,
        "field": row.field or None,
        "processing_value": int(value) if value is not None and value.is_integer() else value,
        "processing_unit": row.processing_unit,
    }


def seed_procedures(tx: Transaction) -> None:
    """Give a new office the 260 procedures of the commune level, and the repealed ones so that older dossiers find theirs."""
    with (RESOURCES / "commune_procedures.csv").open(encoding="utf-8", newline="") as file:
        current = [_seed_values(row) for row in csv.DictReader(file)]
    with (RESOURCES / "repealed_procedures.csv").open(encoding="utf-8", newline="") as file:
        repealed = [
            {
                "code": row["code"],
                "name": row["name"],
                "field": row["field"],
                "valid_to": date.fromisoformat(row["valid_to"]),
                "note": row["note"],
            }
            for row in csv.DictReader(file)
        ]
    tx.insert_many(procedure, current)
    tx.insert_many(procedure, repealed)


def _seed_values(row: Mapping[str, str]) -> dict[str, Any]:
    unit = row["processing_unit"] if row["processing_unit"] in set(LimitUnit) else None
    value = float(row["processing_value"]) if row["processing_value"] else None
    return {**row, "processing_value": value, "processing_unit": unit}


def _rows(connection: Connection, *conditions: ColumnElement[bool]) -> list[ProcedureRow]:
    asked = select(*_ROW_COLUMNS).where(_VISIBLE, *conditions)
    return [ProcedureRow(*row) for row in connection.execute(asked.order_by(*_VERSION_ORDER))]


def _in_force(day: date) -> ColumnElement[bool]:
    c = procedure.c
    return or_(c.valid_from.is_(None), c.valid_from <= day) & or_(c.valid_to.is_(None), c.valid_to >= day)


def load_procedure(connection: Connection, procedure_id: int) -> ProcedureRow:
    """One version. Raises OfficeError `not_found`."""
    found = _rows(connection, procedure.c.id == procedure_id)
    if not found:
        raise OfficeError("not_found", table="procedure", id=procedure_id)
    return found[0]


def versions(connection: Connection, code: str) -> list[ProcedureRow]:
    """All versions of a code, the oldest first."""
    return _rows(connection, procedure.c.code == code)


def procedure_on(connection: Connection, code: str, day: date) -> ProcedureRow | None:
    """The version of a code in force on a day."""
    found = _rows(connection, procedure.c.code == code, _in_force(day))
    return found[-1] if found else None


def find(connection: Connection, *, text: str = "", day: date | None = None, field: str | None = None) -> list[ProcedureRow]:
    """The procedures that hold these words; those in force on `day`, or all versions without one. By code."""
    conditions = []
    if day is not None:
        conditions.append(_in_force(day))
    if field is not None:
        conditions.append(procedure.c.field == field)
    searched = search_condition(procedure, text, connection.dialect.name)
    if searched is not None:
        conditions.append(searched)
    return _rows(connection, *conditions)


def suggest(connection: Connection, letters: str, day: date, *, limit: int = 12) -> list[ProcedureRow]:
    """What is offered while someone types: procedures in force, those whose name or code begins so first."""
    start = fold(letters).strip()
    found = find(connection, text=letters, day=day)
    found.sort(key=lambda row: (not fold(row.name).startswith(start) and not row.code.startswith(start), len(row.name), row.code))
    return found[:limit]


def fields_in_use(connection: Connection, day: date) -> list[str]:
    """The fields of the procedures in force, those with most procedures first."""
    c = procedure.c
    asked = select(c.field).where(_VISIBLE, _in_force(day), c.field != "").group_by(c.field).order_by(func.count().desc(), c.field)
    return list(connection.execute(asked).scalars())


class Catalogue:
    """All versions at one moment, for many look-ups (an import asks once a row)."""

    def __init__(self, rows: Iterable[ProcedureRow]) -> None:
        self._by_code: dict[str, list[ProcedureRow]] = {}
        for row in rows:
            self._by_code.setdefault(row.code, []).append(row)

    @classmethod
    def load(cls, connection: Connection) -> Catalogue:
        """The catalogue as it stands."""
        return cls(_rows(connection))

    def on(self, code: str, day: date) -> ProcedureRow | None:
        """The version of a code in force on a day."""
        found = [row for row in self._by_code.get(code, ()) if row.valid_on(day)]
        return found[-1] if found else None


def _checked(entry: ProcedureEntry) -> ProcedureEntry:
    """The entry tidied. Raises OfficeError for what no procedure can be."""
    if entry.processing_unit is not None and entry.processing_unit not in set(LimitUnit):
        raise OfficeError("bad_limit", field="processing_unit", value=entry.processing_unit)
    if entry.processing_value is not None:
        try:
            Limit(entry.processing_value, LimitUnit(entry.processing_unit or LimitUnit.HOUR))
        except ValueError as error:
            raise OfficeError("bad_limit", field="processing_value", value=f"{entry.processing_value:g}") from error
    possible(entry.valid_from, "valid_from")
    possible(entry.valid_to, "valid_to")
    if entry.valid_from and entry.valid_to and entry.valid_to < entry.valid_from:
        raise OfficeError("ends_before_start", field="valid_to", start=entry.valid_from, end=entry.valid_to)
    texts: dict[str, Any] = {
        name: line(getattr(entry, name), name)
        for name in ("name", "field", "level", "processing_note", "managing_ministry", "publishing_decision", "note")
    }
    if not texts["name"]:
        raise OfficeError("missing_content", field="name")
    return replace(entry, code=normal_code(line(entry.code, "code", CODE_LIMIT)), **texts)


def _refuse_overlap(connection: Connection, entry: ProcedureEntry, except_id: int | None = None) -> None:
    first, last = entry.valid_from or date.min, entry.valid_to or date.max
    for row in versions(connection, entry.code):
        if row.id != except_id and first <= (row.valid_to or date.max) and (row.valid_from or date.min) <= last:
            raise OfficeError("overlapping_versions", field="valid_from", value=entry.code, id=row.id)


def _entry_values(entry: ProcedureEntry | ProcedureRow) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in _ENTRY_NAMES}


def check_procedure(connection: Connection, procedure_id: int | None, values: Mapping[str, Any]) -> ProcedureEntry:
    """The version as it would stand, a new one (None) or a corrected one. Raises OfficeError, also `overlapping_versions`."""
    stored = {} if procedure_id is None else _entry_values(load_procedure(connection, procedure_id))
    entry = _checked(ProcedureEntry(**{**stored, **values}))
    _refuse_overlap(connection, entry, except_id=procedure_id)
    return entry


def enter_procedure(tx: Transaction, entry: ProcedureEntry) -> int:
    """Enter one version inside a change. Raises OfficeError, also `overlapping_versions`."""
    return tx.insert(procedure, _entry_values(check_procedure(tx.connection, None, _entry_values(entry))))


def change_procedure(tx: Transaction, procedure_id: int, changes: Mapping[str, Any]) -> bool:
    """Correct a version inside a change; False when nothing differs. An unknown field is OfficeError `unknown_field`."""
    unknown = changes.keys() - _ENTRY_NAMES
    if unknown:
        raise OfficeError("unknown_field", field=min(unknown), name=min(unknown), fields=sorted(_ENTRY_NAMES))
    return tx.update(procedure, procedure_id, _entry_values(check_procedure(tx.connection, procedure_id, changes)))


def add_procedure(office: Office, entry: ProcedureEntry) -> Outcome:
    """Enter a procedure that the catalogue does not have."""
    with office.write("procedure.add", subject=line(entry.code, "code")) as tx:
        procedure_id = enter_procedure(tx, entry)
        row = load_procedure(tx.connection, procedure_id)
    return tx.outcome(id=procedure_id, uid=row.uid)


def add_version(office: Office, entry: ProcedureEntry, *, reason: str = "") -> Outcome:
    """From `entry.valid_from` on these are the name and the time of the code; the version before ends the day before.

    Dossiers keep what stood on the day of their receipt. Raises OfficeError `missing_content` without a first day,
    `overlapping_versions` when a later version stands already.
    """
    if entry.valid_from is None:
        raise OfficeError("missing_content", field="valid_from")
    code, first = normal_code(entry.code), entry.valid_from
    with office.write("procedure.version", subject=code, reason=line(reason, "reason")) as tx:
        before = procedure_on(tx.connection, code, first)
        if before is not None:
            if before.valid_from is not None and before.valid_from >= first:
                raise OfficeError("overlapping_versions", field="valid_from", value=code, id=before.id)
            tx.update(procedure, before.id, {"valid_to": first - timedelta(days=1)})
        procedure_id = enter_procedure(tx, replace(entry, code=code))
        row = load_procedure(tx.connection, procedure_id)
    return tx.outcome(id=procedure_id, uid=row.uid)


def correct_procedure(office: Office, procedure_id: int, changes: Mapping[str, Any], *, reason: str) -> Outcome:
    """Put right what was entered wrongly in one version. Appointments already given stay."""
    with office.write("procedure.correct", reason=reason_given(reason)) as tx:
        row = load_procedure(tx.connection, procedure_id)
        tx.subject = row.code
        change_procedure(tx, procedure_id, changes)
    return tx.outcome(id=procedure_id, uid=row.uid)


def end_procedure(office: Office, procedure_id: int, *, valid_to: date, reason: str) -> Outcome:
    """The version is repealed; `valid_to` is its last day in force."""
    with office.write("procedure.end", reason=reason_given(reason)) as tx:
        row = load_procedure(tx.connection, procedure_id)
        tx.subject = row.code
        change_procedure(tx, procedure_id, {"valid_to": valid_to})
    return tx.outcome(id=procedure_id, uid=row.uid)
