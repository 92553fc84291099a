"""The figures of departments and officials: each task in exactly one, every line adds up, and the tasks behind each are told."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.clock.periods import Period, parse_period
from models.office import Office
from models.registers.tasks.rows import TaskEntry
from models.registers.tasks.services import cancel_task, suspend_task
from models.registers.tasks.tables import task
from models.registers.tasks.totals import FIGURES, WorkTotals, ids_behind, totals_by_department, totals_by_official
from models.registers.when import When
from tests.factories import TODAY, department_id, make_office, official_id
from tests.factories_tasks import make_task, make_tasks

NOVEMBER = parse_period("2026-11")  # 15 October to 14 November
PARTS = FIGURES[1:]


def figures(line: WorkTotals) -> dict[str, int]:
    return {name: getattr(line, name) for name in FIGURES}


def test_each_kind_of_work_is_counted_where_it_belongs(office: Office) -> None:
    economy = department_id(office, "Phòng Kinh tế")
    common = {"lead_department_id": economy, "assigned_date": date(2026, 10, 20)}
    in_period, after = date(2026, 11, 10), date(2026, 11, 18)
    expected = {
        "done_on_time": make_task(office, **common, due_date=in_period, completed_date=in_period),
        "done_late": make_task(office, **common, due_date=date(2026, 11, 9), completed_date=in_period),
        "open_late": make_task(office, **common, due_date=in_period, completed_date=after),
        "open_in_time": make_task(office, **common, due_date=date(2026, 11, 14), completed_date=after),
        "no_due_date": make_task(office, **common, due_date=None),
    }
    make_task(office, **(common | {"assigned_date": date(2026, 11, 15)}))
    make_task(office, **(common | {"assigned_date": date(2026, 9, 1)}), completed_date=date(2026, 10, 14))
    cancel_task(office, make_task(office, **common), reason="Nhầm")
    suspend_task(office, rested := make_task(office, **common), reason="Chờ")
    with office.write("task.correct") as tx:
        tx.update(task, rested, {"suspended_at": datetime(2026, 11, 14, 23)})
    expected["suspended"] = rested
    when = office.when()
    with office.read() as conn:
        (line,) = totals_by_department(conn, NOVEMBER, when)
        found = {name: ids_behind(conn, name, NOVEMBER, when, lead="department", lead_id=economy) for name in PARTS}
    assert (line.id, line.name) == (economy, "Phòng Kinh tế")
    assert found == {name: [task_id] for name, task_id in expected.items()}
    assert figures(line) == {"assigned": 6, **dict.fromkeys(PARTS, 1)}


def test_a_running_period_is_told_as_of_today(office: Office) -> None:
    make_task(office, assigned_date=date(2026, 11, 16), due_date=TODAY - timedelta(days=1))
    make_task(office, assigned_date=date(2026, 11, 16), due_date=TODAY)
    with office.read() as conn:
        (line,) = totals_by_official(conn, parse_period("2026-12"), office.when())
    assert (line.open_late, line.open_in_time, line.id, line.name) == (1, 1, None, "")


def test_a_task_without_an_assigned_date_counts_from_its_entry(office: Office) -> None:
    make_task(office, assigned_date=None)
    with office.read() as conn:
        assert totals_by_department(conn, NOVEMBER, office.when()) == []
        assert totals_by_department(conn, parse_period("2026-12"), office.when())[0].assigned == 1


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with 400 tasks of all leads, dates and ends."""
    office = make_office(tmp_path_factory.mktemp("totals"))
    chance = random.Random(7)

    def day(before: int, after: int, share: float) -> date | None:
        return TODAY + timedelta(days=chance.randint(before, after)) if chance.random() < share else None

    leads = [
        {"lead_official_id": official_id(office, "Lê Thị Cúc")},
        {"lead_official_id": official_id(office, "Phạm Văn Dũng")},
        {"lead_department_id": department_id(office, "Phòng Kinh tế")},
        {"lead": "Công an xã"},
        {},
    ]
    entries = [
        TaskEntry(
            f"Việc {number}",
            assigned_date=day(-120, 10, 0.8),
            due_date=day(-90, 60, 0.85),
            completed_date=day(-90, 20, 0.5),
            created_at=datetime.combine(day(-120, 0, 1) or TODAY, datetime.min.time()),
            **chance.choice(leads),
        )
        for number in range(400)
    ]
    ids = make_tasks(office, *entries)
    with office.write("task.correct") as tx:
        for task_id in chance.sample(ids, 60):
            at = datetime.combine(day(-100, 0, 1) or TODAY, datetime.min.time())
            tx.update(task, task_id, {"suspended_at": at} if chance.random() < 0.6 else {"cancelled_at": at})
    yield office
    office.close()


@given(first=st.integers(-130, 20), length=st.integers(0, 90), today=st.integers(-60, 60))
@settings(max_examples=40, deadline=None)
def test_every_line_adds_up_and_every_task_stands_in_one_figure(busy: Office, first: int, length: int, today: int) -> None:
    start = TODAY + timedelta(days=first)
    period = Period("free", start, start + timedelta(days=length))
    asked = TODAY + timedelta(days=today)
    when = When(asked, datetime.combine(asked, datetime.min.time()), asked)
    with busy.read() as conn:
        departments, officials = totals_by_department(conn, period, when), totals_by_official(conn, period, when)
        behind = {name: ids_behind(conn, name, period, when) for name in FIGURES}
        lines = [{name: ids_behind(conn, name, period, when, lead="official", lead_id=line.id) for name in FIGURES} for line in officials]
    for line in (*departments, *officials):
        assert line.assigned == sum(getattr(line, name) for name in PARTS)
    for name in FIGURES:
        assert sum(getattr(line, name) for line in departments) == sum(getattr(line, name) for line in officials) == len(behind[name])
    assert sorted(row_id for name in PARTS for row_id in behind[name]) == sorted(behind["assigned"])
    for line, ids in zip(officials, lines, strict=True):
        assert figures(line) == {name: len(found) for name, found in ids.items()}


def test_figures_of_a_past_period_do_not_change_with_the_days_after_it(busy: Office) -> None:
    period = Period("free", TODAY - timedelta(days=80), TODAY - timedelta(days=50))
    with busy.read() as conn:
        then = [
            totals_by_department(conn, period, When(day, datetime.combine(day, datetime.min.time()), day))
            for day in (period.last, TODAY, TODAY + timedelta(days=400))
        ]
    assert then[0] == then[1] == then[2]
    assert sum(line.assigned for line in then[0]) > 50


def test_an_unknown_figure_is_a_fault_of_the_caller(office: Office) -> None:
    with office.read() as conn, pytest.raises(KeyError):
        ids_behind(conn, "late", NOVEMBER, office.when())
