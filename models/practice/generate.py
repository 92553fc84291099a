"""Fills an office with invented records: quickly and in bulk for measurement, with all their details for practice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from random import Random

from sqlalchemy import Table, func, select

from models.errors import OfficeError
from models.office import Founding, Office
from models.practice.inventor import Inventor, KnownProcedure, Person, Row, Unit
from models.progress import Report, no_report
from models.registers.directives.tables import directive
from models.registers.dossiers.tables import dossier, dossier_pause, dossier_step
from models.registers.procedures import procedure
from models.registers.staff import department, official
from models.registers.tasks.tables import task, task_coordinator, task_extension, task_note, task_obstacle, task_reminder
from models.storage.journal import Transaction

# Rows a transaction: large enough that a page of an index is written for many rows, small enough that stopping loses little.
_BATCH = 100_000
# Rows made and written at once: as many as the processor's own memory holds.
_HANDFUL = 2_000
# From this many records on, details (notes, steps, pauses) are left out: measurement wants rows.
_DETAILED_BELOW = 20_000
_MOST_SOURCES = 50_000
PRACTICE = Founding(
    name="UBND xã Hoài Ân", level="commune", province="Gia Lai", agency_code="H21.88", user_name="Nguyễn Thị Hoa", practice=True
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many records of each register to invent, up to which day, from which seed."""

    directives: int = 0
    tasks: int = 0
    dossiers: int = 0
    seed: int = 1
    until: date | None = None

    @property
    def total(self) -> int:
        """All records wanted."""
        return self.directives + self.tasks + self.dossiers


YEAR_OF_PRACTICE = Wanted(directives=430, tasks=520, dossiers=2_400, seed=2026)


def generate(office: Office, wanted: Wanted, report: Report = no_report) -> dict[str, int]:
    """Invent records into this office; how many of each were added. They are journaled in bulk and cannot be undone."""
    until = wanted.until or office.today()
    years = max(1, min(10, max(wanted.dossiers // 50_000, wanted.directives // 20_000, wanted.tasks // 30_000)))
    inventor = _inventor(office, Random(wanted.seed), until - timedelta(days=365 * years), until)
    detailed = wanted.total < _DETAILED_BELOW
    done = 0

    def add(table: Table, rows: Iterator[Row], details: Callable[[Transaction, Inventor, Sequence[Row]], None] | None) -> list[Row]:
        nonlocal done
        kept: list[Row] = []
        handful = list(islice(rows, _HANDFUL))
        while handful:
            with office.database.write("practice.generate", subject=table.name, kind="bulk", large=True, now=office.now()) as tx:
                for _ in range(_BATCH // _HANDFUL):
                    for row_id, row in zip(tx.insert_many(table, handful), handful, strict=True):
                        row["id"] = row_id
                    if detailed and details is not None:
                        details(tx, inventor, handful)
                    if table is directive:
                        kept.extend(handful[:: max(1, wanted.directives // _MOST_SOURCES)])
                    done += len(handful)
                    handful = list(islice(rows, _HANDFUL))
                    if not handful:
                        break
            report(done, wanted.total)
        return kept

    sources = add(directive, inventor.directives(wanted.directives, _last_numbers(office)), None) if wanted.directives else []
    if wanted.tasks:
        add(task, inventor.tasks(wanted.tasks, sources), _task_details)
    if wanted.dossiers:
        add(dossier, inventor.dossiers(wanted.dossiers, _last_sequences(office)), _dossier_details)
    return {"directives": wanted.directives, "tasks": wanted.tasks, "dossiers": wanted.dossiers}


def found_practice_office(location: str, *, today: date | None = None, report: Report = no_report) -> Office:
    """Make the practice office at this place: invented people and a year of records up to today."""
    office = Office.found(location, PRACTICE, today=today)
    office.change_settings(signer_name="Phan Xuân Trung")
    generate(office, YEAR_OF_PRACTICE, report)
    return office


def _inventor(office: Office, random: Random, first: date, until: date) -> Inventor:
    settings = office.settings()
    calendar = office.calendar()
    with office.read() as connection:
        units = [Unit(*row) for row in connection.execute(select(department.c.id, department.c.name).where(department.c.voided == 0))]
        has_people = connection.execute(select(func.count()).select_from(official)).scalar_one() > 0
        columns = (procedure.c.id, procedure.c.code, procedure.c.name, procedure.c.field, procedure.c.processing_value)
        known = [
            KnownProcedure(*row)
            for row in connection.execute(
                select(*columns, procedure.c.processing_unit).where(procedure.c.voided == 0, procedure.c.valid_to.is_(None))
            )
        ]
    if not units or not known:
        raise OfficeError("practice_needs_catalogue")
    inventor = Inventor(random, settings, calendar, first=first, until=until, units=units, people=(), procedures=known)
    if not has_people:
        _add_people(office, inventor, units)
    with office.read() as connection:
        rows = connection.execute(select(official.c.id, official.c.name, official.c.department_id).where(official.c.voided == 0))
        inventor.employ([Person(*row) for row in rows])
    return inventor


def _add_people(office: Office, inventor: Inventor, units: Sequence[Unit]) -> None:
    rows = [
        {
            "name": name,
            "department_id": units[place % len(units)].id if place is not None else None,
            "role": role,
            "active_from": inventor.days[0],
        }
        for name, place, role in inventor.words["officials"]
    ]
    with office.database.write("practice.generate", subject=official.name, kind="bulk", large=True, now=office.now()) as tx:
        tx.insert_many(official, rows)


def _last_numbers(office: Office) -> dict[int, int]:
    with office.read() as connection:
        asked = select(directive.c.year, func.max(directive.c.arrival_number)).where(directive.c.register == "incoming")
        return {row[0]: row[1] for row in connection.execute(asked.group_by(directive.c.year))}


def _last_sequences(office: Office) -> dict[str, int]:
    """The codes given so far, by their part before the last dash: a generated code must not meet one."""
    sequences: dict[str, int] = {}
    with office.read() as connection:
        for (code,) in connection.execute(select(dossier.c.dossier_code)):
            stem, _, number = code.rpartition("-")
            if number.isdigit():
                sequences[stem] = max(sequences.get(stem, 0), int(number))
    return sequences


def _task_details(tx: Transaction, inventor: Inventor, rows: Sequence[Row]) -> None:
    """Coordinators, notes, extensions, obstacles and reminders of invented tasks."""
    random, words, until = inventor.random, inventor.words, inventor.until
    coordinators: list[Row] = []
    notes: list[Row] = []
    extensions: list[Row] = []
    obstacles: list[Row] = []
    reminders: list[Row] = []
    for row in rows:
        last = row["completed_date"] or until
        middle = row["assigned_date"] + (last - row["assigned_date"]) / 2
        others = [unit for unit in inventor.units if unit.id != row["lead_department_id"]]
        if random.random() < 0.3 and others:
            unit = random.choice(others)
            part = random.choice(("Cung cấp số liệu", "Góp ý dự thảo", "Phối hợp kiểm tra"))
            coordinators.append(
                {"task_id": row["id"], "department_id": unit.id, "name": unit.name, "part": part, "due_date": row["due_date"]}
            )
        if random.random() < 0.35:
            at = datetime.combine(middle, time(random.randint(8, 16), random.randint(0, 59)))
            notes.append(
                {"task_id": row["id"], "at": at, "author": random.choice(inventor.people).name, "content": random.choice(words["notes"])}
            )
        if row["due_date"] != row["original_due_date"]:
            asked = inventor.calendar.subtract_working_days(row["original_due_date"], 2)
            extensions.append(
                {
                    "task_id": row["id"],
                    "requested_date": asked,
                    "reason": random.choice(words["extension_reasons"]),
                    "old_due_date": row["original_due_date"],
                    "new_due_date": row["due_date"],
                    "decision": "approved",
                    "decided_by": "Phan Xuân Trung",
                    "decided_date": asked,
                }
            )
        if random.random() < 0.06:
            answered = random.random() < 0.6
            obstacles.append(
                {
                    "task_id": row["id"],
                    "raised_date": middle,
                    "content": random.choice(words["obstacles"]),
                    "raised_to": "Chủ tịch UBND xã",
                    "answered_date": min(middle + timedelta(days=2), until) if answered else None,
                    "answer": random.choice(words["answers"]) if answered else "",
                }
            )
        if row["completed_date"] is None and row["due_date"] is not None and row["due_date"] < until:
            at = datetime.combine(row["due_date"] + timedelta(days=1), time(8, 0))
            reminders.append({"task_id": row["id"], "number": 1, "at": at, "addressee": row["lead"], "content": "Đôn đốc nhiệm vụ quá hạn"})
    for table, found in (
        (task_coordinator, coordinators),
        (task_note, notes),
        (task_extension, extensions),
        (task_obstacle, obstacles),
        (task_reminder, reminders),
    ):
        tx.insert_many(table, found)


def _dossier_details(tx: Transaction, inventor: Inventor, rows: Sequence[Row]) -> None:
    """Steps and pauses of invented dossiers."""
    random, words = inventor.random, inventor.words
    steps: list[Row] = []
    pauses: list[Row] = []
    for row in rows:
        received: datetime = row["received_at"]
        author = random.choice(inventor.people).name
        forwarded = received + timedelta(hours=1)
        if row["resolved_at"] is None or forwarded < row["resolved_at"]:
            steps.append({"dossier_id": row["id"], "at": forwarded, "action": "forward", "holder": row["holder"], "author": author})
        if row["status"] in (5, 6):
            kind = "supplement" if row["status"] == 5 else "financial"
            reason = random.choice(words["supplements"]) if kind == "supplement" else "Chờ công dân nộp nghĩa vụ tài chính"
            pauses.append({"dossier_id": row["id"], "kind": kind, "paused_from": received + timedelta(hours=3), "reason": reason})
    tx.insert_many(dossier_step, steps)
    tx.insert_many(dossier_pause, pauses)
