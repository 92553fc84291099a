"""Rows of a task list."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import Connection, Table

from models.intake.workbooks.matching import Sought, content_key, match_tasks, sought, source_key
from models.intake.workbooks.planned import Because, Values
from models.intake.workbooks.records import Match, Records, read_columns
from models.labels import tr
from models.registers.agencies import agency_key
from models.registers.staff import Staff, load_staff
from models.registers.tasks.entering import CORRECTABLE, amend_tasks, enter_checked_tasks, put_coordinators
from models.registers.tasks.rows import CoordinatorEntry
from models.registers.tasks.tables import task, task_coordinator
from models.storage.journal import Transaction
from models.text import compact

if TYPE_CHECKING:
    from models.office import Office

_PART = 2_000
_STORED = (
    "external_code", "content", "source_number", "source_date", "source_agency", "assigned_by", "assigned_date", "due_date", "due_text",
    "recurring", "lead", "deliverable", "note",
)  # fmt: skip


class TaskRecords(Records):
    """A task goes by its code; where the list has no code, by its source document and content, or by its content and date."""

    KEY = "content"
    FILLED: ClassVar[tuple[Table, ...]] = (task, task_coordinator)
    APART: ClassVar[frozenset[str]] = frozenset({"due_date", "due_text", "recurring"})

    def __init__(self, office: Office, connection: Connection) -> None:
        super().__init__(office, connection)
        self._staff: _People | None = None

    def key(self, values: Values) -> Hashable:
        """The code, else content and source document, else content and dates."""
        if values.get("external_code"):
            return ("code", compact(values["external_code"]))
        content, number = content_key(values["content"]), source_key(values.get("source_number") or "")
        if number or values.get("source_date"):
            return (content, number, values.get("source_date"))
        return (content, values.get("assigned_date"), values.get("due_date"))

    def key_field(self, values: Values) -> str:
        """The code where the list has one."""
        return "external_code" if values.get("external_code") else "content"

    def match(self, rows: Sequence[Values]) -> list[Match | None]:
        """By code; what is not found so, in one pass over the tasks that may be meant."""
        found: list[Match | None] = [None] * len(rows)
        places = {values["external_code"]: place for place, values in enumerate(rows) if values.get("external_code")}
        uncoded = len(places) < len(rows)
        # Two spellings of one code are one: most are spelt alike, and looked up so first.
        spelt = {compact(code): place for code, place in places.items()}
        statement = f"SELECT id, external_code, cancelled_at FROM {task.name} WHERE voided = 0"  # noqa: S608 - of this program's own words
        for task_id, code, cancelled_at in chain.from_iterable(self.connection.exec_driver_sql(statement).partitions(_PART)):
            if not code:
                uncoded = True
                continue
            place = places.get(code)
            if place is None:
                place = spelt.get(compact(code))
            if place is not None and (found[place] is None or cancelled_at is None):
                found[place] = Match(task_id, Because.SAME_CODE, cancelled_at is not None)
        left = [place for place, match in enumerate(found) if match is None]
        if left and uncoded:
            wanted = [sought(place, rows[place]) for place in left]
            used = {match.record_id for match in found if match is not None}
            for place, match in zip(left, match_tasks(wanted, [one for one in self._known(wanted) if one.place not in used]), strict=True):
                found[place] = match
        return found

    def _known(self, wanted: Sequence[Sought]) -> Iterator[Sought]:
        numbers = {row.number for row in wanted if row.number}
        contents = {row.key for row in wanted}
        issued = {row.issued for row in wanted if row.issued is not None and not row.number}
        names = ("external_code", "content", "source_number", "source_date", "assigned_date", "due_date", "completed_date", "cancelled_at")
        for task_id, values in read_columns(self.connection, task, names, where="voided = 0"):
            number = source_key(values["source_number"])
            likely = number in numbers if number else values["source_date"] in issued
            if likely or content_key(values["content"]) in contents:
                yield sought(task_id, values, closed=values["completed_date"] is not None, cancelled=values["cancelled_at"] is not None)

    def stored(self, ids: Sequence[int]) -> dict[int, Values]:
        """With the names of those who take part."""
        found = dict(read_columns(self.connection, task, _STORED, ids))
        for values in found.values():
            values["coordinating"] = ()
        for _, part in read_columns(self.connection, task_coordinator, ("task_id", "name"), ids, key="task_id", where="voided = 0"):
            found[part["task_id"]]["coordinating"] += (part["name"],)
        return found

    def labels(self, ids: Sequence[int]) -> dict[int, str]:
        """The content of the tasks that stand."""
        rows = read_columns(self.connection, task, ("content",), ids, where="voided = 0 AND cancelled_at IS NULL")
        return {task_id: values["content"] for task_id, values in rows}

    def differs(self, field: str, ours: Any, theirs: Any) -> bool:
        """Names and numbers go by what they mean, not by how they are spelt."""
        if ours == theirs:
            return False
        match field:
            case "coordinating":
                return sorted(map(agency_key, ours or ())) != sorted(map(agency_key, theirs or ()))
            case "lead" | "source_agency":
                return agency_key(ours or "") != agency_key(theirs or "")
            case "source_number":
                return source_key(ours or "") != source_key(theirs or "")
        return super().differs(field, ours, theirs)

    def differences(self, stored: Values, said: Values) -> dict[str, Any]:
        """A deadline is one thing, in its three fields: the words go with their day, and a bare date says nothing against them."""
        found = super().differences(stored, said)
        due, cycle, written = said.get("due_date"), said.get("recurring") or None, said.get("due_text") or ""
        if not (due or cycle or written):
            return found
        reworded = bool(written) and compact(written) != compact(stored["due_text"])
        if (due, cycle) == (stored["due_date"], stored["recurring"]) and not reworded:
            return found
        told = {"due_date": due, "recurring": cycle, "due_text": written}
        return found | {name: value for name, value in told.items() if value != stored[name]}

    def enter(self, tx: Transaction, rows: Sequence[Values]) -> Sequence[int]:
        """Leads and coordinators are recognised among the staff where they can be."""
        people = self._people()
        given = [values | people.lead(values.get("lead")) for values in rows]
        coordinators = [[people.coordinator(name) for name in values.get("coordinating") or ()] for values in rows]
        return enter_checked_tasks(tx, given, coordinators)

    def _people(self) -> _People:
        if self._staff is None:
            self._staff = _People(load_staff(self.connection))
        return self._staff

    def change(self, tx: Transaction, changes: Mapping[int, Values]) -> None:
        """What the newer list says is the assigning agency's decision."""
        people = self._people()
        reason, today = tr("Theo danh sách cập nhật của cơ quan giao việc"), self.office.today()
        amended: dict[int, Values] = {}
        for task_id, said in changes.items():
            columns = {name: value for name, value in said.items() if name in CORRECTABLE}
            if columns.get("lead"):
                columns["lead_department_id"], columns["lead_official_id"] = people.ids(columns["lead"])
            if columns:
                amended[task_id] = columns
            if "coordinating" in said:
                put_coordinators(tx, task_id, [people.coordinator(name) for name in said["coordinating"]])
        amend_tasks(tx, amended, on=today, reason=reason)


class _People:
    """The staff, each written name looked up once."""

    def __init__(self, staff: Staff) -> None:
        self._staff = staff
        self._ids: dict[str, tuple[int | None, int | None]] = {}
        self._leads: dict[str, Values] = {}
        self._coordinators: dict[str, CoordinatorEntry] = {}

    def ids(self, name: str) -> tuple[int | None, int | None]:
        """Department and official that a name means."""
        if name not in self._ids:
            self._ids[name] = self._staff.recognise(name)
        return self._ids[name]

    def lead(self, name: str | None) -> Values:
        """The columns of a lead of this name beside the name."""
        if not name:
            return {}
        if name not in self._leads:
            self._leads[name] = dict(zip(("lead_department_id", "lead_official_id"), self.ids(name), strict=True))
        return self._leads[name]

    def coordinator(self, name: str) -> CoordinatorEntry:
        """Who takes part under this name."""
        if name not in self._coordinators:
            department_id, official_id = self.ids(name)
            self._coordinators[name] = CoordinatorEntry(department_id=department_id, official_id=official_id, name=name)
        return self._coordinators[name]
