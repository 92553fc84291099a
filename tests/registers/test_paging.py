"""A page past the middle is read from the end: the same rows as read from the start, whatever the order, with and without dates."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from models.office import Office
from models.registers import paging
from models.registers.directives import queries as directives
from models.registers.directives.rows import SORTS as DIRECTIVE_SORTS
from models.registers.directives.rows import DirectiveQuery
from models.registers.dossiers import queries as dossiers
from models.registers.dossiers.rows import SORTS as DOSSIER_SORTS
from models.registers.dossiers.rows import DossierQuery
from models.registers.dossiers.tables import dossier
from models.registers.paging import Stretch, nearest
from models.registers.tasks import queries as tasks
from models.registers.tasks.rows import SORTS as TASK_SORTS
from models.registers.tasks.rows import TaskQuery
from models.registers.tasks.tables import task
from tests.factories import TODAY, make_directive

_DAY = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("offset", "limit", "total", "found"),
    [
        (0, 100, 1000, Stretch(0, 100)),
        (499, 100, 1000, Stretch(499, 100)),
        (500, 100, 1000, Stretch(400, 100, backwards=True)),
        (950, 100, 1000, Stretch(0, 50, backwards=True)),
        (1000, 100, 1000, Stretch(0, 0, backwards=True)),
        (1200, 100, 1000, Stretch(0, 0, backwards=True)),
        (900, None, 1000, Stretch(900, None)),
        (900, 100, None, Stretch(900, 100)),
    ],
)
def test_the_nearer_end(monkeypatch: pytest.MonkeyPatch, offset: int, limit: int | None, total: int | None, found: Stretch) -> None:
    monkeypatch.setattr(paging, "_FAR", 0)
    assert nearest(offset, limit, total) == found


def test_near_the_start_the_total_does_not_matter() -> None:
    assert nearest(600, 100, 1000) == Stretch(600, 100)


def _moment(number: int) -> datetime | None:
    return None if number % 3 == 0 else datetime(2026, 10, 1, 8) + timedelta(days=number % 5)


def _fill(office: Office) -> None:
    """Equal dates, missing dates, in no order."""
    for number in range(9):
        due = None if number % 3 == 0 else TODAY + timedelta(days=number % 4)
        make_directive(office, document_number=f"{number % 4}/CV", arrival_date=_DAY + timedelta(days=number % 2), due_date=due)
    with office.write("test") as tx:
        tx.insert_many(
            dossier,
            [
                {
                    "dossier_code": f"H21.88-261001-{7 * number % 10:04d}",
                    "field": "Đất đai" if number % 2 else "Hộ tịch",
                    "received_at": _moment(number),
                    "appointment_at": _moment(number + 1),
                    "resolved_at": _moment(number + 2),
                    "created_at": tx.now,
                }
                for number in range(10)
            ],
        )
        days = [None if number % 3 == 0 else _DAY + timedelta(days=number % 4) for number in range(12)]
        tx.insert_many(
            task,
            [
                {
                    "content": "việc",
                    "due_date": days[number],
                    "assigned_date": days[(number + 1) % 12],
                    "completed_date": days[(number + 2) % 12],
                    "created_at": tx.now,
                }
                for number in range(12)
            ],
        )


def test_a_page_from_the_end_is_the_same_page(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "_FAR", 0)
    _fill(office)
    when = office.when()
    with office.read() as connection:
        for queries, query, sorts in (
            (directives, DirectiveQuery(), DIRECTIVE_SORTS),
            (dossiers, DossierQuery(), DOSSIER_SORTS),
            (tasks, TaskQuery(), TASK_SORTS),
        ):
            for sort in sorts:
                for descending in (False, True):
                    asked = query.sorted_by(sort, descending=descending)
                    whole = queries.find_ids(connection, asked, when)
                    assert len(whole) == queries.count(connection, asked, when) >= 9
                    for offset in range(len(whole) + 1):
                        page = queries.find_ids(connection, asked, when, offset=offset, limit=4, total=len(whole))
                        assert page == whole[offset : offset + 4], (sort, descending, offset)
