"""The monthly report against the same aggregates in plain SQL and the same cells written by openpyxl's write-only mode."""

from __future__ import annotations

import tempfile
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from models.clock.periods import Period, parse_period, period_before
from models.office import Office
from models.reports.catalogue import build
from models.reports.report import value_of
from models.reports.workbook import write_workbook
from models.storage.journal import moment_text
from tests.benchmarks.measuring import Figure, ratio
from tests.benchmarks.offices import TODAY, Offices

_MONTH = "2026-10"
_COUNTS = "cancelled_at IS NULL AND voided = 0 AND +received_at < :end AND (status NOT IN (1, 3) OR resolved_at IS NOT NULL)"
# A plus keeps an index from being chosen that would read the whole book.
_FIELDS = """
    SELECT field, count(*), sum(received_at < :start), sum(received_at >= :start AND channel = 2),
        sum(received_at >= :start AND channel <> 2), sum(closed_at < :end AND resolved_at > appointment_at),
        sum(closed_at < :end AND date(resolved_at, '+7 hours') < date(appointment_at, '+7 hours')),
        sum(closed_at < :end), sum((closed_at IS NULL OR closed_at >= :end) AND appointment_at < :end AND status NOT IN (5, 6))
    FROM dossier WHERE {part} AND {counts} GROUP BY +field"""
_PARTS = ("closed_at IS NULL", "closed_at >= :start")
_LATE = """
    SELECT dossier_code, procedure_name, holder, received_at, appointment_at, resolved_at, late_reason_code, late_reason, apology_number
    FROM dossier WHERE {part} AND {counts} AND {late} ORDER BY +appointment_at, id"""
_LATE_LISTS = (
    ("closed_at IS NULL", "+appointment_at < :end AND status NOT IN (5, 6)"),
    ("closed_at >= :end", "+appointment_at < :end AND status NOT IN (5, 6)"),
    ("closed_at >= :start AND closed_at < :end", "resolved_at > appointment_at"),
)
_WORK = """
    SELECT {lead}, count(*), sum(completed_date <= :last), sum(completed_date <= :last AND completed_date > due_date),
        sum((completed_date IS NULL OR completed_date > :last) AND due_date < :last),
        sum((completed_date IS NULL OR completed_date > :last) AND due_date >= :last), sum(suspended_at IS NOT NULL)
    FROM task WHERE voided = 0 AND cancelled_at IS NULL AND (completed_date IS NULL OR completed_date >= :first) AND assigned_date <= :last
    GROUP BY 1"""
_OVERDUE = """
    SELECT content, source_number, source_date, source_agency, lead, assigned_date, original_due_date, due_date FROM task
    WHERE voided = 0 AND cancelled_at IS NULL AND (completed_date IS NULL OR completed_date > :last) AND suspended_at IS NULL
        AND assigned_date <= :last AND due_date < :last ORDER BY due_date, id"""
_DIRECTIVES = """
    SELECT sum(arrival_date >= :first), sum(arrival_date >= :first AND forwarded_date <= :last), sum(due_date IS NOT NULL),
        sum(reply_date <= :last AND reply_date <= due_date), sum(reply_date <= :last AND reply_date > due_date),
        sum(due_date >= :last AND (reply_date IS NULL OR reply_date > :last))
    FROM directive WHERE register = 'incoming' AND cancelled_at IS NULL AND voided = 0 AND (arrival_date BETWEEN :first AND :last
        OR (due_date IS NOT NULL AND arrival_date <= :last AND (reply_date IS NULL OR reply_date >= :first)))"""
_BOOK = """
    SELECT arrival_date, arrival_number, issuing_agency, document_number, issued_date, document_type, subject, recipient, forwarded_date,
        note
    FROM directive WHERE register = 'incoming' AND arrival_date BETWEEN :first AND :last ORDER BY year, arrival_number, arrival_suffix"""


def measure(offices: Offices, rounds: int) -> list[Figure]:
    """October 2026, counted and written."""
    office = Office.open(str(offices.large), today=TODAY)
    with tempfile.TemporaryDirectory() as folder:
        try:
            period = parse_period(_MONTH, office.settings().cutoff_day)
            before = period_before(period, office.settings().cutoff_day)
            sheets = [
                [[value_of(cell) for cell in line.cells] for line in sheet.lines] for sheet in build(office, "monthly", period).sheets
            ]

            def report() -> None:
                write_workbook(build(office, "monthly", period), Path(folder) / "report.xlsx")

            def plain() -> None:
                _plain_sql(office, period, before)
                _plain_cells(sheets, Path(folder) / "plain.xlsx")

            cells = sum(len(line) for sheet in sheets for line in sheet)
            return [ratio(f"monthly report, {cells:,} cells", 3.0, {"report": report, "plain SQL and cells": plain}, rounds)]
        finally:
            office.close()


def _plain_sql(office: Office, period: Period, before: Period) -> None:
    with office.read() as connection:
        raw = connection.connection.dbapi_connection

        def ask(statement: str, of: Period) -> list[Any]:
            facts = {
                "first": of.first.isoformat(),
                "last": of.last.isoformat(),
                "start": moment_text(datetime.combine(of.first, time())),
                "end": moment_text(datetime.combine(of.last, time()) + timedelta(days=1)),
            }
            return raw.execute(statement, facts).fetchall()

        for of in (period, before):
            for part in _PARTS:
                ask(_FIELDS.format(part=part, counts=_COUNTS), of)
            ask(_WORK.format(lead="lead_department_id"), of)
            ask(_DIRECTIVES, of)
        ask(_WORK.format(lead="lead_official_id"), period)
        ask(_OVERDUE, period)
        ask(_BOOK, period)
        for part, late in _LATE_LISTS:
            ask(_LATE.format(part=part, late=late, counts=_COUNTS), period)


def _plain_cells(sheets: list[list[list[Any]]], path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for lines in sheets:
        sheet = book.create_sheet()
        for line in lines:
            sheet.append(line)
    book.save(path)
