"""A page of a book held against the raw query of the same rows; far jumps; the first page of every list an index serves."""

from __future__ import annotations

import random
import statistics
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import text

from models.office import Office
from tests.benchmarks.measuring import Figure, milliseconds, ratio
from tests.benchmarks.offices import TODAY, Offices
from tests.benchmarks.registers import PAGE, REGISTERS, Reader, Register

# The rows of a page as one plain query: all that a line of the list is made of.
_RAW = {
    "dossier": """
        SELECT d.id, d.uid, dossier_code, procedure_code, procedure_name, field, applicant, d.phone, address, channel, received_at,
            appointment_at, original_appointment_at, resolved_at, returned_at, status, handling_department_id, handler_id, holder,
            extension_count, apology_number, apology_date, late_reason_code, return_method, d.note, cancelled_at,
            u.name, o.name
        FROM dossier d LEFT JOIN department u ON u.id = handling_department_id LEFT JOIN official o ON o.id = handler_id
        WHERE d.id IN ({marks})""",
    "directive": """
        SELECT id, uid, register, year, arrival_number, arrival_suffix, insertion_reason, arrival_date, arrival_time, issuing_agency_id,
            issuing_agency, document_number, issued_date, document_type, subject, urgency, secrecy, medium, signer, signer_title,
            recipient, recipient_department_id, recipient_official_id, forwarded_date, leader_instruction, due_date, original_due_date,
            reply_number, reply_date, external_code, note, created_at, cancel_reason, cancelled_at, voided
        FROM directive WHERE id IN ({marks})""",
    "task": """
        SELECT id, uid, content, directive_id, source_clause, source_number, source_date, source_agency, assigned_by, assigned_date,
            lead_department_id, lead_official_id, lead, due_date, original_due_date, due_text, recurring, recurring_duty_id, nominal_date,
            urgency, deliverable, external_code, tags, completed_date, evidence_number, evidence_date, evidence_note, suspended_at,
            suspend_reason, note, created_at, cancelled_at, cancel_reason,
            (SELECT group_concat(name) FROM task_coordinator c WHERE c.task_id = task.id AND c.voided = 0)
        FROM task WHERE id IN ({marks})""",
}


def measure(offices: Offices, rounds: int) -> list[Figure]:
    """All books of the large office."""
    office = Office.open(str(offices.large), today=TODAY)
    try:
        figures = []
        for register in REGISTERS:
            reader = Reader(office, register)
            figures.append(_page(reader, rounds))
            figures.append(_far_jump(reader, rounds))
            figures.append(_first_pages(reader, rounds))
        return figures
    finally:
        office.close()


def _page(reader: Reader, rounds: int) -> Figure:
    """The rows of a page with their computed states, from its ids, against the driver's tuples of the same."""
    queries, name = reader.register.queries, reader.register.name
    with reader.office.read() as connection:
        ids = queries.find_ids(connection, reader.register.query, reader.when, limit=PAGE)
        plain = connection.connection.dbapi_connection
        statement = _RAW[name].format(marks=", ".join("?" * len(ids)))
        jobs = {
            "page": lambda: queries.load_rows(connection, ids, reader.when, reader.calendar),
            "raw query": lambda: plain.execute(statement, ids).fetchall(),
        }
        return ratio(f"page of {PAGE} rows, {name}", 2.0, jobs, 20 * rounds)


def _far_jump(reader: Reader, rounds: int) -> Figure:
    """A page from anywhere, in every order that a list can have; the slowest order counts."""
    chance = random.Random(3)
    number = reader.number(reader.register.query)
    slowest = ("", 0.0)
    for sort in reader.register.sorts:
        for descending in (False, True):
            query = reader.register.query.sorted_by(sort, descending=descending)
            places = [chance.randrange(max(1, number - PAGE)) for _ in range(2 * rounds)]
            taken = statistics.median(milliseconds(lambda place=place, query=query: reader.rows(query, place, number)) for place in places)
            slowest = max(slowest, (f"{sort} {'down' if descending else 'up'}", taken), key=lambda found: found[1])
    return Figure(f"far jump, {reader.register.name}", slowest[1], 30, "ms", f"slowest order: {slowest[0]}")


def _first_pages(reader: Reader, rounds: int) -> Figure:
    """Number of rows and first page of every state, filter and order, and of some together; the slowest list counts."""
    slowest = ("", 0.0)
    number = 0
    for name, query in _lists(reader):
        number += 1
        taken = statistics.median(milliseconds(lambda query=query: reader.first_page(query)) for _ in range(rounds))
        slowest = max(slowest, (name, taken), key=lambda found: found[1])
    return Figure(f"first page of {number} lists, {reader.register.name}", slowest[1], 150, "ms", f"slowest: {slowest[0]}")


def _lists(reader: Reader) -> Iterator[tuple[str, Any]]:
    register = reader.register
    for sort in register.sorts:
        yield f"sort {sort}", register.query.sorted_by(sort)
        yield f"sort {sort} down", register.query.sorted_by(sort, descending=True)
    for state in register.states:
        yield f"state {state}", register.query.with_states(state)
    for column, field in register.filters.items():
        for value in _commonest_and_rarest(reader.office, register, column):
            narrowed = replace(register.query, **{field: value})
            yield f"{field} {value}", narrowed
            for state in register.states:
                yield f"{field} {value}, state {state}", narrowed.with_states(state)


def _commonest_and_rarest(office: Office, register: Register, column: str) -> list[Any]:
    asked = f"SELECT {column} FROM {register.name} WHERE {column} IS NOT NULL AND {column} <> '' GROUP BY 1 ORDER BY count(*) DESC"
    with office.read() as connection:
        values = list(connection.execute(text(asked)).scalars())
    return list(dict.fromkeys([*values[:1], *values[-1:]]))
