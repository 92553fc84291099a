"""What the office uses most, for what is offered first while someone types: counted over the newest records of the books.

About a year of a commune. By the primary key backwards, so that a book of a million records answers as quickly as a new one.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import Column, Connection, func, select

from models.registers.directives.tables import directive
from models.registers.dossiers.tables import dossier
from models.registers.tasks.tables import task, task_extension

_NEWEST = 2_000


def agencies_used(connection: Connection) -> Counter[int]:
    """How many of the newest documents came from each agency, by its id."""
    found = _count(connection, directive.c.id, directive.c.voided, directive.c.issuing_agency_id)
    return Counter({key[0]: number for key, number in found.items() if key[0] is not None})


def procedures_used(connection: Connection) -> Counter[str]:
    """How many of the newest dossiers each procedure had, by its code."""
    found = _count(connection, dossier.c.id, dossier.c.voided, dossier.c.procedure_code)
    return Counter({key[0]: number for key, number in found.items() if key[0]})


def places_used(connection: Connection) -> Counter[tuple[int | None, int | None]]:
    """How often each department and official got a document, a task or a dossier lately, by the pair of their ids."""
    total: Counter[tuple[int | None, int | None]] = Counter()
    for table, unit, person in (
        (directive, "recipient_department_id", "recipient_official_id"),
        (task, "lead_department_id", "lead_official_id"),
        (dossier, "handling_department_id", "handler_id"),
    ):
        for key, number in _count(connection, table.c.id, table.c.voided, table.c[unit], table.c[person]).items():
            total[key[0], key[1]] += number
    del total[None, None]
    return total


def last_decider(connection: Connection) -> str:
    """Who allowed the last extension of a task; "" where none was allowed yet."""
    c = task_extension.c
    asked = select(c.decided_by).where(c.voided == 0, c.decided_by != "").order_by(c.id.desc()).limit(1)
    return connection.execute(asked).scalar() or ""


def _count(connection: Connection, id_column: Column[Any], voided: Column[Any], *columns: Column[Any]) -> dict[tuple[Any, ...], int]:
    newest = select(*columns).where(voided == 0).order_by(id_column.desc()).limit(_NEWEST).subquery()
    asked = select(*newest.c, func.count()).group_by(*newest.c)
    return {tuple(row[:-1]): row[-1] for row in connection.execute(asked)}
