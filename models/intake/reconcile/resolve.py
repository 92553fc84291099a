"""Carrying out what a person decided about the differences: one change, one step to undo. Nothing is taken that was not decided."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import Table, select

from models.errors import OfficeError
from models.intake.workbooks.kinds import RECORDS
from models.intake.workbooks.planned import Values
from models.intake.workbooks.records import Records
from models.labels import tr
from models.progress import Report, no_report
from models.registers.comparison import (
    DAYS,
    STATE_FIELDS,
    Comparison,
    Decision,
    Decisions,
    Difference,
    Finding,
    Item,
    linked_fields,
    may_be,
)
from models.registers.dossiers.services import end_pause
from models.registers.dossiers.states import DONE_STATUSES, PAUSED_STATUSES
from models.registers.dossiers.tables import dossier
from models.registers.many import Many, change_many
from models.registers.tasks.services import complete_task, reopen_task
from models.registers.tasks.tables import task
from models.storage.journal import Transaction

if TYPE_CHECKING:
    from models.office import Office


def apply_resolutions(office: Office, comparison: Comparison, decisions: Decisions, report: Report = no_report) -> Many:
    """Take theirs where that was decided; all else stays. A record that cannot take it is left out with the reason, the others go on.

    `LeftOut.id` is the item's. Of one item: OfficeError `reconcile_outdated` where our record is no longer as it was compared,
    `reconcile_only_ours`, `reconcile_cancelled`, `completion_day_unknown` for a task that they call finished without a day, and what the
    registers raise.
    """
    wanted: dict[int, set[str]] = {}
    for (item_id, name), decision in decisions.items():
        if decision is Decision.THEIRS:
            wanted.setdefault(item_id, set()).add(name)
    items = {item.id: item for item in comparison.items if item.id in wanted}
    taking = (_TakingDossiers if comparison.kind == "dossiers" else _TakingTasks)(office, items, wanted)
    return change_many(
        office,
        f"reconcile.{comparison.kind}",
        sorted(items),
        taking.take,
        subject=comparison.file_name,
        reason=taking.reason,
        report=report,
    )


class _Taking(ABC):
    """Takes theirs into one register. One object serves one change: it remembers what it looked up."""

    kind = ""
    table: Table

    def __init__(self, office: Office, items: Mapping[int, Item], wanted: Mapping[int, set[str]]) -> None:
        self.office = office
        self._items = items
        self._wanted = wanted
        self._records: Records | None = None
        self._there: set[int] = set()
        self.reason = tr("Theo danh sách đối chiếu của cơ quan gửi")

    def take(self, office: Office, item_id: int) -> None:
        """Take what was decided of one item."""
        item = self._items[item_id]
        if not may_be(item, Decision.THEIRS):
            raise OfficeError("reconcile_cancelled" if item.cancelled_here else "reconcile_only_ours")
        with office.write(f"reconcile.{self.kind}") as tx:
            if item.record_id is None:
                records = self.records(tx)
                if item_id in self._there:
                    raise OfficeError("reconcile_outdated")
                records.enter(tx, [dict(item.theirs)])
                return
            names = {each for name in self._wanted[item_id] for each in linked_fields(self.kind, item, name)}
            taken = {each.field: each for each in item.differences if each.field in names}
            stored = tx.connection.execute(
                select(self.table).where(self.table.c.id == item.record_id, self.table.c.voided == 0, self.table.c.cancelled_at.is_(None))
            )
            row = stored.mappings().one_or_none()
            if row is None or any(each.field in row and row[each.field] != each.ours for each in self.compared(taken.values())):
                raise OfficeError("reconcile_outdated")
            self.change(tx, item, dict(row), taken)

    def records(self, tx: Transaction) -> Records:
        """How rows of this kind become records, as the import knows; looks once which rows have become one since they were compared."""
        if self._records is None:
            self._records = RECORDS[self.kind](self.office, tx.connection)
            missing = [item for item in self._items.values() if item.finding is Finding.ONLY_THEIRS]
            matched = self._records.match([dict(item.theirs) for item in missing])
            self._there = {item.id for item, match in zip(missing, matched, strict=True) if match is not None and not match.cancelled}
        return self._records

    def compared(self, taken: Iterable[Difference]) -> Iterable[Difference]:
        """The differences whose side of ours stands in a column of its own."""
        return taken

    @abstractmethod
    def change(self, tx: Transaction, item: Item, stored: Values, taken: Mapping[str, Difference]) -> None:
        """Bring our record up to what they say in these fields."""


class _TakingDossiers(_Taking):
    """What the list says stands, as at an import; a pause that the new status ends is closed."""

    kind = "dossiers"
    table = dossier

    def change(self, tx: Transaction, item: Item, stored: Values, taken: Mapping[str, Difference]) -> None:
        """Through the register, so that all that follows from a status follows."""
        changes = {name: each.theirs for name, each in taken.items()}
        status = changes.get("status", stored["status"])
        if "status" in changes:
            for name in ("resolved_at", "returned_at"):
                if status not in DONE_STATUSES:
                    changes[name] = None
                elif stored[name] is None and item.theirs.get(name) is not None:
                    changes[name] = item.theirs[name]
        if stored["status"] in PAUSED_STATUSES and status not in PAUSED_STATUSES:
            end_pause(tx, stored["id"], changes.get("resolved_at") or tx.now)
        self.records(tx).change(tx, {stored["id"]: changes})


class _TakingTasks(_Taking):
    """Finishing and opening again go through the services of those names; a moved due date is kept as an extension."""

    kind = "tasks"
    table = task

    def compared(self, taken: Iterable[Difference]) -> Iterable[Difference]:
        """The state is computed, the coordinators have a table of their own."""
        return (each for each in taken if each.field not in ("status", "coordinating"))

    def change(self, tx: Transaction, item: Item, stored: Values, taken: Mapping[str, Difference]) -> None:
        """First whether it is finished, then the rest."""
        changes = {name: each.theirs for name, each in taken.items() if name != "status"}
        finishing = "status" in taken or "completed_date" in taken
        if finishing and item.finding is Finding.DONE_HERE:
            reopen_task(self.office, stored["id"], reason=self.reason)
        elif finishing and item.finding is Finding.DONE_THERE:
            day = item.theirs.get("completed_date")
            if day is None:
                raise OfficeError("completion_day_unknown")
            number, signed = item.theirs.get("evidence_number") or "", item.theirs.get("evidence_date")
            complete_task(
                self.office,
                stored["id"],
                completed_date=day,
                evidence_number=number,
                evidence_date=signed,
                evidence_note="" if number else self.reason,
            )
        if finishing and item.finding in (Finding.DONE_HERE, Finding.DONE_THERE):
            changes = {name: value for name, value in changes.items() if name not in STATE_FIELDS["tasks"]}
        if changes:
            kept = {name: "" if value is None and name not in _NULLS else value for name, value in changes.items()}
            self.records(tx).change(tx, {stored["id"]: kept})


# What may be NULL; texts never are.
_NULLS = DAYS | {"recurring"}
