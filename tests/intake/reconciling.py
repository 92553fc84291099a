"""Plans of lists for the tests of reconciling: values as a reader gives them, matched as the import matches them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from models.intake.reconcile.compare import compare
from models.intake.workbooks.book import Book
from models.intake.workbooks.kinds import RECORDS
from models.intake.workbooks.planned import Because, Plan, PlannedRow, Problem, Verdict
from models.intake.workbooks.table import Layout, Table, TableRow
from models.office import Office
from models.registers.comparison import Comparison


def plan_of(
    office: Office,
    kind: str,
    rows: Sequence[Mapping[str, Any]],
    *,
    title: str = "",
    sender: str = "",
    refused: Sequence[Mapping[str, Any]] = (),
    others: Sequence[Mapping[str, Any]] = (),
    form: str = "form",
) -> Plan:
    """A plan whose rows stand from row 5 on; `refused` rows could not be read, `others` are addressed to others."""
    values = [dict(row) for row in rows]
    with office.read() as connection:
        seq = office.database.newest_seq(connection)
        matches = RECORDS[kind](office, connection).match(values)
    planned = []
    for number, (each, match) in enumerate(zip(values, matches, strict=True), 5):
        if match is None:
            planned.append(PlannedRow(number, Verdict.NEW, each))
        elif match.cancelled:
            planned.append(PlannedRow(number, Verdict.SKIPPED, each, match.record_id, because=Because.CANCELLED))
        else:
            planned.append(PlannedRow(number, Verdict.CHANGES, each, match.record_id))
    number = 5 + len(planned)
    table_rows = [TableRow(row.number, row.values) for row in planned]
    problems = []
    for place, each in enumerate(refused):
        planned.append(PlannedRow(number + place, Verdict.REJECTED, {}))
        table_rows.append(TableRow(number + place, dict(each)))
        problems.append(Problem(number + place, "D", "impossible_date", {"value": "31/11/2026"}))
    number += len(refused)
    planned += [PlannedRow(number + place, Verdict.SKIPPED, dict(each), because=Because.NOT_OURS) for place, each in enumerate(others)]
    layout = Layout(kind, "Sheet1", (4,), (), {}, 5, number, form, sender=sender, title=title)
    book = Book("thang-11.xlsx", "0" * 64, 1, "xlsx", ())
    return Plan(kind, Table(kind, book, layout, tuple(table_rows)), tuple(planned), tuple(problems), seq)


def compared(office: Office, kind: str, rows: Sequence[Mapping[str, Any]], **more: Any) -> Comparison:
    """What comes of laying these rows beside the register."""
    return compare(office, plan_of(office, kind, rows, **more))
