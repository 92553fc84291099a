"""Carrying out a plan: one transaction, one step to undo, and a line in the list of what was taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.errors import OfficeError
from models.intake.workbooks.batches import import_batch
from models.intake.workbooks.kinds import RECORDS
from models.intake.workbooks.plan import Plan, Verdict
from models.outcome import Outcome
from models.progress import Report, no_report
from models.text import clean

if TYPE_CHECKING:
    from models.office import Office

# Rows entered at once: few enough that a person who stops is heard soon.
_BATCH = 1_000


def apply_plan(office: Office, plan: Plan, report: Report = no_report) -> Outcome:
    """Enter and change what the plan says. The outcome's uid names the batch; nothing is written when no row says anything new.

    Raises OfficeError `plan_outdated` when the office has changed since the plan was made: plan again.
    """
    new = [row.values for row in plan.rows if row.verdict is Verdict.NEW]
    changed = [row for row in plan.rows if row.verdict is Verdict.CHANGES]
    counts = plan.counts()
    uid = None
    with office.write(f"import.{plan.kind}", subject=plan.sheet.file_name) as tx:
        if office.database.newest_seq(tx.connection) != plan.seq:
            raise OfficeError("plan_outdated")
        if new or changed:
            records = RECORDS[plan.kind](office, tx.connection)
            for start in range(0, len(new), _BATCH):
                records.enter(tx, new[start : start + _BATCH])
                report(min(start + _BATCH, len(new)), len(new) + len(changed))
            for number, row in enumerate(changed, 1):
                assert row.record_id is not None  # a row that changes a record names it
                records.change(tx, row.record_id, row.changes)
                if number % _BATCH == 0:
                    report(len(new) + number, len(new) + len(changed))
            batch_id = tx.insert(
                import_batch,
                {
                    "kind": plan.kind,
                    "file_name": clean(plan.sheet.file_name),
                    "sha256": plan.sheet.sha256,
                    "sheet": clean(plan.sheet.name),
                    "at": tx.now,
                    "inserted": counts["inserted"],
                    "updated": counts["updated"],
                    "rejected": counts["rejected"],
                },
            )
            uid = tx.uid_of(import_batch, batch_id)
    return tx.outcome(uid=uid)
