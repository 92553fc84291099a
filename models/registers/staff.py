"""Departments and officials of the office: who leads and who coordinates. Who left stays in the book, with the last day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, Integer, RowMapping, String, Table, func, literal_column, select

from models.errors import OfficeError
from models.labels import LABELS
from models.outcome import Outcome
from models.registers.checks import CODE_LIMIT, line, possible, reason_given
from models.storage.columns import IsoDate, record_table, reference, text_column
from models.storage.journal import Transaction
from models.text import compact, fold, words

if TYPE_CHECKING:
    from models.office import Office

department = record_table(
    "department",
    text_column("name"),
    text_column("short_name"),
    text_column("code"),
    Column("ordering", Integer, nullable=False, server_default="0"),
    Column("active_to", IsoDate),
)

official = record_table(
    "official",
    text_column("name"),
    reference("department_id", "department"),
    Column("role", String(32), nullable=False, server_default="official"),
    text_column("title"),
    text_column("phone"),
    Column("active_from", IsoDate),
    Column("active_to", IsoDate),
)


def _visible(table: Table) -> ColumnElement[bool]:
    return table.c.voided == literal_column("0")


@dataclass(frozen=True, slots=True)
class DepartmentEntry:
    """A department to be entered. `code` is its electronic identification (H21.88.02); `ordering` its place in lists."""

    name: str
    short_name: str = ""
    code: str = ""
    ordering: int = 0
    active_to: date | None = None


@dataclass(frozen=True, slots=True)
class OfficialEntry:
    """An official to be entered. `role` is a code of LABELS["role"]; `title` the words on paper (Công chức tư pháp - hộ tịch)."""

    name: str
    department_id: int | None = None
    role: str = "official"
    title: str = ""
    phone: str = ""
    active_from: date | None = None
    active_to: date | None = None


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """A department as it stands. `active_to` is its last day, None while it works."""

    id: int
    uid: str
    name: str
    short_name: str
    code: str
    ordering: int
    active_to: date | None


@dataclass(frozen=True, slots=True)
class OfficialRow:
    """An official as they stand. `department` is the name of their department."""

    id: int
    uid: str
    name: str
    department_id: int | None
    department: str
    role: str
    title: str
    phone: str
    active_from: date | None
    active_to: date | None


_Row = TypeVar("_Row", DepartmentRow, OfficialRow)


def at_work(rows: Iterable[_Row], day: date) -> list[_Row]:
    """Those of the departments or officials who have not left by this day."""
    return [row for row in rows if row.active_to is None or row.active_to >= day]


@dataclass(frozen=True, slots=True)
class Staff:
    """All departments and officials at one moment, also those that left: names for ids, and ids for names."""

    departments: Mapping[int, DepartmentRow]
    officials: Mapping[int, OfficialRow]
    _by_words: Mapping[str, tuple[int | None, int | None]] = field(repr=False, default_factory=dict)

    def name_of(self, department_id: int | None, official_id: int | None) -> str:
        """How a department or an official is written on a list: "Nguyễn Văn A (Phòng Kinh tế)"; empty for nobody."""
        if official_id is not None:
            person = self.officials[official_id]
            unit = self.departments.get(person.department_id) if person.department_id is not None else None
            return f"{person.name} ({unit.name})" if unit else person.name
        return self.departments[department_id].name if department_id is not None else ""

    def knows(self, department_id: int | None, official_id: int | None) -> bool:
        """Whether these ids, where given, are those of a department and an official."""
        return (department_id is None or department_id in self.departments) and (official_id is None or official_id in self.officials)

    def place(self, department_id: int | None, official_id: int | None, *, field: str) -> tuple[int | None, int | None]:
        """The pair of ids made whole: an official implies their department.

        Raises OfficeError `not_found` for an id nobody has and `official_of_other_department` where the two contradict each other.
        """
        if department_id is not None and department_id not in self.departments:
            raise OfficeError("not_found", field=field, table="department", id=department_id)
        if official_id is None:
            return department_id, None
        person = self.officials.get(official_id)
        if person is None:
            raise OfficeError("not_found", field=field, table="official", id=official_id)
        if department_id is not None and person.department_id not in (None, department_id):
            raise OfficeError("official_of_other_department", field=field, official=person.name, department=person.department)
        return person.department_id if department_id is None else department_id, official_id

    def recognise(self, text: str) -> tuple[int | None, int | None]:
        """Department and official meant by a written name (full, short, or initials as "VH-XH"), whatever its capitals and marks.

        (None, None) when nobody or more than one is meant.
        """
        return self._by_words.get(_key(text), (None, None))


def _key(text: str) -> str:
    """A name without marks, punctuation and the words that some write and others leave out."""
    found = [word for word in words(text) if word != "va"]
    return " ".join(found)


_SHORT_FORMS = (("hoi dong nhan dan", "hdnd"), ("uy ban nhan dan", "ubnd"), ("hanh chinh cong", "hcc"), ("van phong", "vp"))


def _spellings(unit: DepartmentRow) -> set[str]:
    """The ways in which a department is written: its name, its short name, its long words shortened, its field as initials."""
    spellings = {_key(unit.name), _key(unit.short_name), compact(unit.short_name)}
    kind, _, rest = unit.name.partition(" ")
    if fold(kind) in ("phong", "ban") and rest:
        # "Văn hóa - Xã hội" is written VHXH and VH-XH.
        initials = ["".join(word[0] for word in words(part) if word != "va") for part in re.split("[-–,]", rest)]
        fields = {_key(rest), " ".join(initials), "".join(initials)}
        spellings |= fields | {f"{word} {field}" for word in (_key(kind), "p") for field in fields}
    for long, short in _SHORT_FORMS:
        spellings |= {spelling.replace(long, short) for spelling in spellings}
        spellings |= {spelling.replace(short, long) for spelling in spellings}
    return spellings - {""}


def load_staff(conn: Connection) -> Staff:
    """All departments and officials, also those that left. A commune has some dozens, so they are read at once."""
    departments = {row.id: row for row in list_departments(conn)}
    officials = {row.id: row for row in list_officials(conn)}
    found: dict[str, set[tuple[int | None, int | None]]] = {}
    for unit in departments.values():
        for spelling in _spellings(unit):
            found.setdefault(spelling, set()).add((unit.id, None))
    for person in officials.values():
        written = {person.name, f"{person.title} {person.name}"} | ({f"{person.name} {person.department}"} if person.department else set())
        for spelling in {_key(text) for text in written}:
            found.setdefault(spelling, set()).add((person.department_id, person.id))
    return Staff(departments, officials, {spelling: next(iter(ids)) for spelling, ids in found.items() if len(ids) == 1})


def _active(table: Table, on: date) -> ColumnElement[bool]:
    return table.c.active_to.is_(None) | (table.c.active_to >= on)


def list_departments(conn: Connection, *, on: date | None = None) -> list[DepartmentRow]:
    """The departments in the order of the office's lists; with `on`, those that work on that day."""
    asked = select(*(department.c[name] for name in DepartmentRow.__dataclass_fields__)).where(_visible(department))
    if on is not None:
        asked = asked.where(_active(department, on))
    return [DepartmentRow(*row) for row in conn.execute(asked.order_by(department.c.ordering, department.c.id))]


def list_officials(conn: Connection, *, department_id: int | None = None, on: date | None = None) -> list[OfficialRow]:
    """The officials by department and given name (Vietnamese lists sort by the last word); with `on`, those in office that day."""
    c = official.c
    own = [c[name] for name in OfficialRow.__dataclass_fields__ if name in c]
    asked = (
        select(*own, func.coalesce(department.c.name, "").label("department"))
        .outerjoin(department, department.c.id == c.department_id)
        .where(_visible(official))
        .order_by(department.c.ordering, department.c.id, c.id)
    )
    if department_id is not None:
        asked = asked.where(c.department_id == department_id)
    if on is not None:
        asked = asked.where(_active(official, on), c.active_from.is_(None) | (c.active_from <= on))
    rows = [OfficialRow(**row) for row in conn.execute(asked).mappings()]
    places = list(dict.fromkeys(row.department_id for row in rows))
    return sorted(rows, key=lambda row: (row.department_id is None, places.index(row.department_id), fold(row.name).split()[::-1]))


def _department_values(given: Mapping[str, Any]) -> dict[str, Any]:
    """The given columns of a department, checked."""
    values = dict(given)
    for name, limit in (("name", 300), ("short_name", 100), ("code", CODE_LIMIT)):
        if name in values:
            values[name] = line(values[name], name, limit)
    if values.get("name") == "":
        raise OfficeError("missing", field="name")
    possible(values.get("active_to"), "active_to")
    return values


def official_values(conn: Connection, given: Mapping[str, Any]) -> dict[str, Any]:
    """The given columns of an official, checked."""
    values = dict(given)
    for name, limit in (("name", 200), ("title", 300), ("phone", 50)):
        if name in values:
            values[name] = line(values[name], name, limit)
    if values.get("name") == "":
        raise OfficeError("missing", field="name")
    if "role" in values and values["role"] not in LABELS["role"]:
        raise OfficeError("bad_choice", field="role", value=values["role"])
    if values.get("department_id") is not None:
        _existing(conn, department, values["department_id"], field="department_id")
    start, end = possible(values.get("active_from"), "active_from"), possible(values.get("active_to"), "active_to")
    if start is not None and end is not None and end < start:
        raise OfficeError("ends_before_start", field="active_to", start=start)
    return values


def _existing(conn: Connection, table: Table, row_id: int, *, field: str | None = None) -> RowMapping:
    """The visible row of this id. Raises OfficeError `not_found`."""
    row = conn.execute(select(table).where(table.c.id == row_id, _visible(table))).mappings().one_or_none()
    if row is None:
        raise OfficeError("not_found", field=field, table=table.name, id=row_id)
    return row


def _refuse_twin(conn: Connection, table: Table, values: Mapping[str, Any], *, but: int | None = None) -> None:
    """Raises OfficeError `name_taken` where a department, or an official of the same department, works under this name already."""
    asked = select(table.c.id, table.c.name).where(_visible(table), table.c.active_to.is_(None))
    if table is official:
        asked = asked.where(official.c.department_id.is_not_distinct_from(values.get("department_id")))
    for row in conn.execute(asked):
        if row.id != but and _key(row.name) == _key(values["name"]):
            raise OfficeError("name_taken", field="name", name=row.name)


def enter_department(tx: Transaction, entry: DepartmentEntry) -> int:
    """Enter a department within a change; its id. Raises OfficeError `missing`, `too_long`, `name_taken`."""
    values = _department_values({name: getattr(entry, name) for name in DepartmentEntry.__dataclass_fields__})
    _refuse_twin(tx.connection, department, values)
    return tx.insert(department, values)


def check_official(conn: Connection, entry: OfficialEntry) -> dict[str, Any]:
    """The columns of a new official. Raises OfficeError `missing`, `too_long`, `bad_choice`, `name_taken`, `not_found`."""
    values = official_values(conn, {name: getattr(entry, name) for name in OfficialEntry.__dataclass_fields__})
    _refuse_twin(conn, official, values)
    return values


def enter_official(tx: Transaction, entry: OfficialEntry) -> int:
    """Enter an official within a change; their id. Raises OfficeError as `check_official`."""
    return tx.insert(official, check_official(tx.connection, entry))


def seed_departments(tx: Transaction, names: Iterable[str]) -> range:
    """The departments of a new office, in this order."""
    return tx.insert_many(department, [{"name": name, "ordering": place} for place, name in enumerate(names, start=1)])


def add_department(office: Office, entry: DepartmentEntry) -> Outcome:
    """A new department."""
    with office.write("department.add", subject=entry.name) as tx:
        row_id = enter_department(tx, entry)
    return tx.outcome(id=row_id)


def add_official(office: Office, entry: OfficialEntry) -> Outcome:
    """A new official."""
    with office.write("official.add", subject=entry.name) as tx:
        row_id = enter_official(tx, entry)
    return tx.outcome(id=row_id)


def correct_department(office: Office, department_id: int, changes: Mapping[str, Any], *, reason: str = "") -> Outcome:
    """Put a department's fields right; fields not named stay. Names written on papers and tasks before stay as they were written."""
    return _correct(office, department, department_id, changes, DepartmentEntry, reason)


def correct_official(office: Office, official_id: int, changes: Mapping[str, Any], *, reason: str = "") -> Outcome:
    """Put an official's fields right, or move them to another department; fields not named stay."""
    return _correct(office, official, official_id, changes, OfficialEntry, reason)


def change_official(tx: Transaction, official_id: int, changes: Mapping[str, Any]) -> None:
    """Put an official's fields right as part of a larger change. Raises OfficeError `not_correctable`, and as `enter_official`."""
    _change(tx, official, official_id, changes, OfficialEntry)


def _correct(office: Office, table: Table, row_id: int, changes: Mapping[str, Any], entry: type, reason: str) -> Outcome:
    with office.write(f"{table.name}.correct", reason=line(reason, "reason")) as tx:
        row = _change(tx, table, row_id, changes, entry)
    return tx.outcome(id=row_id, uid=row["uid"])


def _change(tx: Transaction, table: Table, row_id: int, changes: Mapping[str, Any], entry: type) -> RowMapping:
    """Change these fields of a department or official; the row as it stood."""
    row = _existing(tx.connection, table, row_id)
    fields = entry.__dataclass_fields__  # type: ignore[attr-defined]
    unknown = changes.keys() - fields.keys()
    if unknown:
        raise OfficeError("not_correctable", field=min(unknown))
    whole = {name: changes.get(name, row[name]) for name in fields}
    values = _department_values(whole) if table is department else official_values(tx.connection, whole)
    if values["active_to"] is None and "name" in changes:
        _refuse_twin(tx.connection, table, values, but=row_id)
    tx.subject = tx.subject or values["name"]
    tx.update(table, row_id, values)
    return row


def close_department(office: Office, department_id: int, *, last_day: date, reason: str) -> Outcome:
    """A department ends with this day: it is offered no more, its tasks stay with it. Refused while officials work there
    (OfficeError `department_has_officials`)."""
    reason = reason_given(reason)
    with office.write("department.close", reason=reason) as tx:
        row = _existing(tx.connection, department, department_id)
        tx.subject = row["name"]
        staying = [person.name for person in list_officials(tx.connection, department_id=department_id) if person.active_to is None]
        if staying:
            raise OfficeError("department_has_officials", count=len(staying), names=", ".join(staying[:3]))
        tx.update(department, department_id, {"active_to": possible(last_day, "last_day")})
    return tx.outcome(id=department_id, uid=row["uid"])


def end_service(office: Office, official_id: int, *, last_day: date, reason: str) -> Outcome:
    """An official leaves with this day: they are offered no more, what they led stays written. Raises OfficeError `ends_before_start`."""
    reason = reason_given(reason)
    with office.write("official.end", reason=reason) as tx:
        row = _existing(tx.connection, official, official_id)
        tx.subject = row["name"]
        if row["active_from"] is not None and last_day < row["active_from"]:
            raise OfficeError("ends_before_start", field="last_day", start=row["active_from"])
        tx.update(official, official_id, {"active_to": possible(last_day, "last_day")})
    return tx.outcome(id=official_id, uid=row["uid"])
