"""The comparison with a list of the province, for `tests.screens` and the tests of its sheet."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import select

from models.intake.reconcile.compare import compare
from models.office import Office
from models.progress import Report, no_report
from models.registers.comparison import Comparison, Decision
from models.registers.dossiers.tables import dossier
from models.registers.tasks.queries import find_ids, load_rows
from models.registers.tasks.rows import TaskQuery
from tests.intake.reconciling import plan_of
from tests.sheet_screens import _laid as laid
from ui.parts.sheet import Sheet
from ui.workbooks.reconcile_view import ReconcileView

_DOSSIER_COLUMNS = (
    "dossier_code", "procedure_code", "procedure_name", "field", "applicant", "phone", "address", "channel", "received_at",
    "appointment_at", "resolved_at", "returned_at", "status",
)  # fmt: skip
_OPEN = {"status": 4, "resolved_at": None, "returned_at": None}


def dossier_rows(office: Office) -> list[dict[str, Any]]:
    """Dossiers of two months as the province has them: some left open, misspelt, moved, missing, foreign."""
    with office.read() as connection:
        asked = select(dossier).where(dossier.c.voided == 0, dossier.c.received_at.is_not(None)).order_by(dossier.c.received_at.desc())
        stored = [dict(row) for row in connection.execute(asked.limit(120)).mappings()]
    rows = [{name: row[name] for name in _DOSSIER_COLUMNS} for row in stored]
    for place, row in enumerate(rows):
        if place % 9 == 0 and row["status"] >= 9:
            row.update(_OPEN)
        elif place % 13 == 0 and row["status"] == 4:
            row.update(status=9, resolved_at=row["received_at"] + timedelta(hours=5))
        elif place % 17 == 3:
            row["applicant"] = f"{row['applicant']} Anh"
        elif place % 19 == 4 and row["appointment_at"] is not None:
            row["appointment_at"] += timedelta(days=1)
        elif place % 23 == 5:
            row["dossier_code"] = f"{row['dossier_code'][:-4]}9{row['dossier_code'][-3:]}"
    return [row for place, row in enumerate(rows) if place % 31 != 6]


def task_rows(office: Office) -> list[dict[str, Any]]:
    """Tasks as the province has them: done ones still open, another due date, another lead."""
    with office.read() as connection:
        ids = find_ids(connection, TaskQuery(), office.when(), limit=60)
        found = load_rows(connection, ids, office.when(), office.calendar())
    rows = []
    for place, row in enumerate(found):
        values = {
            name: getattr(row, name) for name in ("content", "source_number", "source_date", "source_agency", "assigned_date", "lead")
        }
        values |= {"due_date": row.due_date, "status": "Đã hoàn thành" if row.completed_date and place % 5 else "Đang thực hiện"}
        if place % 7 == 2 and row.due_date:
            values["due_date"] = row.due_date + timedelta(days=10)
        elif place % 11 == 5:
            values["lead"] = "Công an xã"
        rows.append(values)
    return rows


def comparison_of(office: Office, kind: str, rows: list[dict[str, Any]], *, report: Report = no_report) -> Comparison:
    """These rows beside the register."""
    return compare(office, plan_of(office, kind, rows, sender="Sở Tư pháp tỉnh Gia Lai", refused=[{}]), report)


def view_of(context: Any, kind: str) -> ReconcileView:
    """The sheet, not yet shown."""
    rows = dossier_rows(context.office) if kind == "dossiers" else task_rows(context.office)
    again = partial(comparison_of, kind=kind, rows=rows)
    return ReconcileView(context.operations, context.parent, again(context.office), again)


def dossiers(context: Any) -> Sheet:
    """Dossiers compared, nothing decided."""
    return laid(view_of(context, "dossiers"))


def decided(context: Any) -> Sheet:
    """The first three decided, each otherwise."""
    view = view_of(context, "dossiers")
    for place, decision in enumerate((Decision.REPORT, Decision.OURS, Decision.THEIRS)):
        view.table.select_place(place)
        view.decide(decision)
    return laid(view)


def tasks(context: Any) -> Sheet:
    """Tasks compared."""
    return laid(view_of(context, "tasks"))
