"""Carrying out a plan: one transaction, one step to undo, and a line in the list of what was taken in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from models.errors import OfficeError
from models.intake.workbooks import seen
from models.intake.workbooks.batches import import_batch, keep_layout
from models.intake.workbooks.kinds import RECORDS
from models.intake.workbooks.planned import Plan, PlannedRow, Verdict
from models.intake.workbooks.understanding.memory import Correction
from models.outcome import Outcome
from models.progress import Report, no_report
from models.storage.indexes import indexes_aside
from models.storage.journal import Transaction
from models.text import clean

if TYPE_CHECKING:
    from models.office import Office

# Rows written at once: few enough that a person who stops is heard soon.
_BATCH = 5_000
_LARGE = 5_000


def apply_plan(office: Office, plan: Plan, *, correction: Correction | None = None, report: Report = no_report) -> Outcome:
    """Enter and change what the plan says, and remember what the list said and how it was laid out (as the person corrected it).

    The outcome's uid names the batch. Nothing is written when no row says anything new, or when this very file said it before.
    Raises OfficeError `plan_outdated` when the office has changed since the plan was made: plan again.
    """
    uid = None
    with office.write(f"import.{plan.kind}", subject=plan.table.book.file_name, large=len(plan.rows) > _LARGE) as tx:
        if office.database.newest_seq(tx.connection) != plan.seq:
            raise OfficeError("plan_outdated")
        if _says_something(plan):
            batch_id = tx.insert(import_batch, _batch_values(plan, tx))
            _Application(office, plan, tx, batch_id, report).run()
            keep_layout(tx, plan.table.layout, correction)
            uid = tx.uid_of(import_batch, batch_id)
    return tx.outcome(uid=uid)


def _says_something(plan: Plan) -> bool:
    verdicts = {row.verdict for row in plan.rows}
    return bool(verdicts & {Verdict.NEW, Verdict.CHANGES}) or (plan.taken_in_at is None and Verdict.SAME in verdicts)


def _batch_values(plan: Plan, tx: Transaction) -> dict[str, object]:
    book, layout, counts = plan.table.book, plan.table.layout, plan.counts()
    return {
        "kind": plan.kind,
        "file_name": clean(book.file_name),
        "sha256": book.sha256,
        "sheet": clean(layout.sheet),
        "at": tx.now,
        "sender": clean(layout.sender),
        "fingerprint": layout.fingerprint,
        "title": clean(layout.title),
        **{name: counts[name] for name in ("inserted", "updated", "rejected", "unchanged", "skipped")},
    }


class _Application:
    def __init__(self, office: Office, plan: Plan, tx: Transaction, batch_id: int, report: Report) -> None:
        self._plan = plan
        self._tx = tx
        self._batch_id = batch_id
        self._report = report
        self._records = RECORDS[plan.kind](office, tx.connection)
        self._done = 0

    def run(self) -> None:
        """The new rows, the changed ones, and what those that say nothing new said."""
        new = self._rows(Verdict.NEW)
        with indexes_aside(self._tx.connection, self._records.FILLED, len(new)):
            self._write(new, self._enter)
        self._write(self._rows(Verdict.CHANGES), self._change)
        self._write(self._rows(Verdict.SAME), self._ids)

    def _rows(self, verdict: Verdict) -> list[PlannedRow]:
        return [row for row in self._plan.rows if row.verdict is verdict]

    def _write(self, rows: list[PlannedRow], write: Callable[[list[PlannedRow]], list[int]]) -> None:
        for start in range(0, len(rows), _BATCH):
            part = rows[start : start + _BATCH]
            said = zip(write(part), [row.number for row in part], seen.said_of([row.values for row in part]), strict=True)
            seen.remember(self._tx, self._batch_id, self._plan.kind, list(said))
            self._done += len(part)
            self._report(self._done, len(self._plan.rows))

    def _enter(self, rows: list[PlannedRow]) -> list[int]:
        return list(self._records.enter(self._tx, [row.values for row in rows]))

    def _change(self, rows: list[PlannedRow]) -> list[int]:
        ids = self._ids(rows)
        taken = [{field: change.theirs for field, change in row.changes.items() if not change.kept} for row in rows]
        self._records.change(self._tx, dict(zip(ids, taken, strict=True)))
        return ids

    @staticmethod
    def _ids(rows: list[PlannedRow]) -> list[int]:
        return [row.record_id for row in rows if row.record_id is not None]
