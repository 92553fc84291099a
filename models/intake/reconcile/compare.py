"""Laying their rows beside our records. Reading, understanding and matching are those of the import: a row is the same record for both."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select

from models.clock.deadlines import days_late, task_state
from models.errors import OfficeError
from models.intake.reconcile.sameness import Sameness, text_key
from models.intake.reconcile.scope import TaskScope, dossier_condition, dossier_scope, task_scope
from models.intake.reconcile.task_words import says_finished
from models.intake.wording.office_facts import office_facts
from models.intake.workbooks.batches import import_batch, import_seen
from models.intake.workbooks.cells import cell_text
from models.intake.workbooks.planned import Because, Plan, PlannedRow, Values, Verdict
from models.intake.workbooks.table import TableRow
from models.progress import Report, no_report
from models.registers.comparison import DAYS, DOSSIER_FIELDS, KINDS, TASK_FIELDS, Comparison, Difference, Finding, Item, Scope
from models.registers.dossiers.codes import normal_dossier_code
from models.registers.dossiers.states import CLOSED_STATUSES, DONE_STATUSES, PAUSED_STATUSES
from models.registers.dossiers.tables import dossier
from models.registers.tasks.tables import task, task_coordinator
from models.text import clean, compact

if TYPE_CHECKING:
    from models.office import Office

# Ids of one statement, and rows between two reports.
_CHUNK = 2_000
_ENDED = DONE_STATUSES | CLOSED_STATUSES
_ORDER = {finding: place for place, finding in enumerate(Finding)}


def compare(office: Office, plan: Plan, report: Report = no_report) -> Comparison:
    """Lay the rows of a plan beside the register; the plan says which row is which record.

    Raises OfficeError `cannot_reconcile` for another kind than dossiers and tasks, `plan_outdated` when the office has changed since.
    """
    if plan.kind not in KINDS:
        raise OfficeError("cannot_reconcile", kind=plan.kind)
    with office.read() as connection:
        if office.database.newest_seq(connection) != plan.seq:
            raise OfficeError("plan_outdated")
        side: _Side = _DossierSide(office, connection, plan) if plan.kind == "dossiers" else _TaskSide(office, connection, plan)
        return _compared(side, plan, report)


def _compared(side: _Side, plan: Plan, report: Report) -> Comparison:
    rows = [row for row in plan.rows if row.verdict is not Verdict.REJECTED and row.because is not Because.NOT_OURS]
    side.look_at(rows)
    known = [row for row in rows if row.record_id is not None and row.because is not Because.CANCELLED]
    found: list[Item] = []
    for start in range(0, len(known), _CHUNK):
        part = known[start : start + _CHUNK]
        stored = side.load(row.record_id for row in part)
        for row in part:
            ours = stored.get(row.record_id or 0)
            if ours is not None and (item := side.differing(row, ours)) is not None:
                found.append(item)
        report(min(start + _CHUNK, len(known)), len(plan.rows))
    agreeing = len(known) - len(found)
    found += [side.theirs_alone(row) for row in rows if row.record_id is None or row.because is Because.CANCELLED]
    found += side.only_ours({row.record_id for row in plan.rows if row.record_id is not None})
    report(len(plan.rows), len(plan.rows))
    found.sort(key=lambda item: (_ORDER[item.finding], not item.late, -item.days_late, item.row or 0, item.record_id or 0))
    layout = plan.table.layout
    return Comparison(
        kind=plan.kind,
        file_name=plan.table.book.file_name,
        sheet=layout.sheet,
        sender=layout.sender,
        today=side.today,
        fields=side.fields,
        scope=side.scope,
        items=tuple(_numbered(found)),
        read=len(plan.rows),
        same=agreeing,
        not_ours=sum(1 for row in plan.rows if row.because is Because.NOT_OURS),
        unread=tuple(problem for problem in plan.problems if not problem.warning),
    )


def _numbered(items: Iterable[Item]) -> Iterable[Item]:
    """The items with their numbers in this order."""
    for number, item in enumerate(items, 1):
        yield replace(item, id=number)


class _Side(ABC):
    """What is particular to a kind of record."""

    all_fields: tuple[str, ...] = ()

    def __init__(self, office: Office, connection: Connection, plan: Plan) -> None:
        self.connection = connection
        self.plan = plan
        self.calendar = office.calendar()
        self.when = office.when()
        self.today: date = self.when.today
        self.sameness = Sameness(office_facts(office, connection))
        self.fields: tuple[str, ...] = ()
        self.scope = Scope(plan.kind)

    def look_at(self, rows: Sequence[PlannedRow]) -> None:
        """Learn which fields their list has, and of which of our records it speaks."""
        named: set[str] = set()
        for row in rows:
            named |= row.values.keys()
        self.fields = tuple(name for name in self.all_fields if name in named)
        self.scope = self.scope_of([row.values for row in rows], self.plan.table.layout.title)

    @abstractmethod
    def scope_of(self, rows: Sequence[Values], title: str) -> Scope:
        """The scope of their list."""

    @abstractmethod
    def load(self, ids: Iterable[int | None]) -> dict[int, Values]:
        """Our records by id."""

    @abstractmethod
    def finished_there(self, theirs: Values) -> bool | None:
        """Whether they count it as finished; None where the list does not say."""

    @abstractmethod
    def finished_here(self, ours: Values) -> bool:
        """Whether we have finished it."""

    @abstractmethod
    def due(self, theirs: Values, ours: Values) -> date | None:
        """When it is due, by their list, or by our register where the list does not say."""

    @abstractmethod
    def named(self, values: Values) -> tuple[str, str]:
        """Its code and what it is."""

    @abstractmethod
    def only_ours(self, matched: set[int]) -> list[Item]:
        """Our records that their list could hold and does not."""

    def compared(self, name: str, theirs: Values, ours: Values) -> bool:  # noqa: ARG002 - of those kinds where one field rules another
        """Whether a field counts beside what else both say; the status is looked at by itself."""
        return name != "status"

    def status_differs(self, theirs: Values, ours: Values) -> Difference | None:
        """How the status differs."""
        if theirs.get("status") is None or theirs["status"] == ours["status"]:
            return None
        return Difference("status", ours["status"], theirs["status"])

    def differing(self, row: PlannedRow, ours: Values) -> Item | None:
        """A record that both have, when they do not agree on it."""
        theirs = row.values
        differences = [
            Difference(name, ours[name], theirs[name])
            for name in self.fields
            if name in theirs and self.compared(name, theirs, ours) and not self.sameness.same(name, ours[name], theirs[name])
        ]
        status = self.status_differs(theirs, ours)
        if status is not None:
            differences.insert(0, status)
        if not differences:
            return None
        there, here = self.finished_there(theirs), self.finished_here(ours)
        late, days = False, 0
        if there is False and here:
            finding = Finding.DONE_HERE
            late, days = self.counted_late(theirs, ours)
        elif there and not here:
            finding = Finding.DONE_THERE
        elif status is not None:
            finding = Finding.STATE
        else:
            finding = Finding.DATES if any(each.field in DAYS for each in differences) else Finding.TEXTS
        code, title = self.named(ours)
        return Item(0, finding, row.number, row.record_id, code, title, theirs, ours, tuple(differences), late, days)

    def counted_late(self, theirs: Values, ours: Values) -> tuple[bool, int]:
        """Whether they count it as late today, and by how many working days."""
        due = self.due(theirs, ours)
        if due is None:
            return False, 0
        if isinstance(due, datetime):
            return due < self.when.now, days_late(due.date(), self.today, self.calendar) if due < self.when.now else 0
        return due < self.today, days_late(due, self.today, self.calendar) if due < self.today else 0

    def theirs_alone(self, row: PlannedRow) -> Item:
        """A row that is no record of ours, or one that we cancelled."""
        code, title = self.named(row.values)
        gone = row.because is Because.CANCELLED
        return Item(0, Finding.ONLY_THEIRS, row.number, None, code, title, row.values, {}, cancelled_here=gone)

    def ours_alone(self, ours: Values) -> Item:
        """A record that only we have."""
        code, title = self.named(ours)
        return Item(0, Finding.ONLY_OURS, None, ours["id"], code, title, {}, ours)

    def unread_rows(self) -> list[TableRow]:
        """Rows that could not be read. What they name is not missing in their list."""
        refused = {row.number for row in self.plan.rows if row.verdict is Verdict.REJECTED}
        return [row for row in self.plan.table.rows if row.number in refused]


class _DossierSide(_Side):
    """Dossiers go by their code; status and moments are those of the one-stop system."""

    all_fields = DOSSIER_FIELDS
    _columns = (dossier.c.id, dossier.c.dossier_code, *(dossier.c[name] for name in DOSSIER_FIELDS))

    def scope_of(self, rows: Sequence[Values], title: str) -> Scope:
        """The days of receipt."""
        return dossier_scope(rows, title, self.finished_there)

    def load(self, ids: Iterable[int | None]) -> dict[int, Values]:
        """The shared columns."""
        wanted = [each for each in ids if each is not None]
        return {values["id"]: values for values in self._read(dossier.c.id.in_(wanted))}

    def _read(self, condition: ColumnElement[bool]) -> list[Values]:
        return [dict(row) for row in self.connection.execute(select(*self._columns).where(condition)).mappings()]

    def finished_there(self, theirs: Values) -> bool | None:
        """By the status; without one by the moments of result and return, where the list has a column for them."""
        if theirs.get("status") is not None:
            return theirs["status"] in _ENDED
        told = [theirs[name] for name in ("resolved_at", "returned_at") if name in theirs]
        return any(told) if told else None

    def finished_here(self, ours: Values) -> bool:
        """With or without a result: nothing is waited for any more."""
        return ours["status"] in _ENDED

    def due(self, theirs: Values, ours: Values) -> date | None:
        """The appointment; the clock stands still while they wait for papers or money."""
        if theirs.get("status") in PAUSED_STATUSES:
            return None
        due: datetime | None = theirs.get("appointment_at") or ours["appointment_at"]
        return due

    def named(self, values: Values) -> tuple[str, str]:
        """Code; applicant and procedure."""
        told = (values.get("applicant") or "", values.get("procedure_name") or "")
        return values["dossier_code"], " · ".join(each for each in told if each)

    def only_ours(self, matched: set[int]) -> list[Item]:
        """Received on the days of their list, and named by none of its rows."""
        unread = set()
        for row in self.unread_rows():
            try:
                unread.add(normal_dossier_code(cell_text(row.cells.get("dossier_code"))))
            except OfficeError:
                continue
        field = text_key(self.scope.field)
        return [
            self.ours_alone(ours)
            for ours in self._read(dossier_condition(self.scope))
            if ours["id"] not in matched
            and ours["dossier_code"] not in unread
            and (not field or not ours["field"] or text_key(ours["field"]) == field)
        ]


class _TaskSide(_Side):
    """Tasks go by code, or by document and content; finished or not is what counts of their status."""

    all_fields = TASK_FIELDS
    _columns = (
        task.c.id, task.c.suspended_at, task.c.cancelled_at, task.c.lead_department_id, task.c.lead_official_id,
        *(task.c[name] for name in TASK_FIELDS if name not in ("status", "coordinating")),
    )  # fmt: skip

    def look_at(self, rows: Sequence[PlannedRow]) -> None:
        """Also of which documents and agencies their list speaks."""
        super().look_at(rows)
        sender = self.plan.table.layout.sender
        self._of_list = TaskScope(self.scope, [row.values for row in rows], sender, self.sameness.who)

    def scope_of(self, rows: Sequence[Values], title: str) -> Scope:
        """Documents and days."""
        return task_scope(rows, title, self.finished_there)

    def load(self, ids: Iterable[int | None]) -> dict[int, Values]:
        """The shared columns, with state and coordinators."""
        return self._read(task.c.id.in_([each for each in ids if each is not None]))

    def _read(self, condition: ColumnElement[bool]) -> dict[int, Values]:
        found = {row["id"]: self._whole(row) for row in self.connection.execute(select(*self._columns).where(condition)).mappings()}
        ids, c = list(found), task_coordinator.c
        for start in range(0, len(ids), _CHUNK):
            asked = select(c.task_id, c.name).where(c.task_id.in_(ids[start : start + _CHUNK]), c.voided == 0).order_by(c.id)
            for task_id, name in self.connection.execute(asked):
                found[task_id]["coordinating"] = (*found[task_id]["coordinating"], name)
        return found

    def _whole(self, row: Mapping[Any, Any]) -> Values:
        state = task_state(
            due=row["due_date"],
            completed=row["completed_date"],
            suspended=row["suspended_at"] is not None,
            cancelled=row["cancelled_at"] is not None,
            today=self.today,
            soon_until=self.when.soon_until,
        )
        return {**row, "status": str(state), "coordinating": ()}

    def finished_there(self, theirs: Values) -> bool | None:
        """By the words of the status; without them by the day of completion, where the list has a column for it."""
        told = says_finished(theirs.get("status") or "")
        if told is None and theirs.get("completed_date") is not None:
            return True
        return False if told is None and "completed_date" in theirs else told

    def finished_here(self, ours: Values) -> bool:
        """With a day of completion."""
        return ours["completed_date"] is not None

    def compared(self, name: str, theirs: Values, ours: Values) -> bool:
        """The words of a deadline count where neither side has its day."""
        return name != "status" and not (name == "due_text" and (theirs.get("due_date") or ours["due_date"]))

    def status_differs(self, theirs: Values, ours: Values) -> Difference | None:
        """Only whether it is finished: "trong hạn" and "sắp đến hạn" are computed by each for themselves."""
        there = self.finished_there(theirs)
        if there is None or there == self.finished_here(ours) or not theirs.get("status"):
            return None
        return Difference("status", ours["status"], theirs["status"])

    def due(self, theirs: Values, ours: Values) -> date | None:
        """The due date."""
        due: date | None = theirs.get("due_date") or ours["due_date"]
        return due

    def named(self, values: Values) -> tuple[str, str]:
        """Its code, or the number of its document; its content."""
        return values.get("external_code") or values.get("source_number") or "", clean(values.get("content") or "")

    def only_ours(self, matched: set[int]) -> list[Item]:
        """Of their documents, or given by them on the days of their list; also what their last list had and this one has no more."""
        codes, contents = set(), set()
        for row in self.unread_rows():
            codes.add(compact(cell_text(row.cells.get("external_code"))))
            contents.add(text_key(cell_text(row.cells.get("content"))))
        gone = {each.record_id for each in self.plan.gone}
        found = self._read(self._of_list.condition())
        if missing := gone - found.keys():
            found |= self._read(task.c.id.in_(sorted(missing)))
        others = self._of_other_lists()
        return [
            self.ours_alone(ours)
            for ours in found.values()
            if ours["id"] not in matched
            and (ours["id"] in gone or self._of_list.names(ours) or (self._of_list.spans(ours) and ours["id"] not in others))
            and not (ours["external_code"] and compact(ours["external_code"]) in codes)
            and text_key(ours["content"]) not in contents
        ]

    def _of_other_lists(self) -> set[int]:
        """The tasks that came with lists of another form and sender, never with one like this: nobody expects them here."""
        layout = self.plan.table.layout
        batch, seen = import_batch.c, import_seen.c
        like_this = or_(batch.fingerprint == layout.fingerprint, and_(batch.sender == layout.sender, batch.sender != ""))
        mine = func.max(case((like_this, 1), else_=0))
        asked = (
            select(seen.record_id)
            .join(import_batch, batch.id == seen.batch_id)
            .where(seen.kind == self.plan.kind, batch.voided == 0)
            .group_by(seen.record_id)
            .having(mine == 0)
        )
        return set(self.connection.execute(asked).scalars())
