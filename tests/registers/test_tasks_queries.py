"""Lists of tasks: filters, words, and plans that stay within the indexes whatever is asked."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest
from sqlalchemy import Connection, func, select, text

from models.clock.deadlines import TaskState
from models.office import Office
from models.registers.tasks.queries import COUNT_LIMIT, count, find_ids, ids_statement, load_rows, state_condition, state_counts
from models.registers.tasks.rows import SORTS, UNASSIGNED, CoordinatorEntry, TaskEntry, TaskQuery
from models.registers.tasks.services import cancel_task
from models.registers.tasks.tables import task
from tests.factories import department_id, make_directive, official_id
from tests.factories_tasks import make_task, make_tasks


def found(office: Office, query: TaskQuery) -> list[int]:
    with office.read() as conn:
        ids = find_ids(conn, query, office.when())
        assert count(conn, query, office.when()) == len(ids)
    return ids


def test_each_filter_finds_what_it_names_and_nothing_else(office: Office) -> None:
    economy, culture = department_id(office, "Phòng Kinh tế"), department_id(office, "Phòng Văn hóa - Xã hội")
    person = official_id(office, "Lê Thị Cúc")
    directive = make_directive(office).id
    wanted = make_task(
        office,
        lead_official_id=person,
        coordinators=(CoordinatorEntry(culture),),
        directive_id=directive,
        urgency="urgent",
        tags=("Đất đai",),
        source_number="99/KH-UBND",
        due_date=date(2026, 12, 1),
        assigned_date=date(2026, 11, 5),
        completed_date=date(2026, 11, 12),
    )
    make_task(office, lead_department_id=culture, coordinators=(CoordinatorEntry(economy),))
    for filters in (
        {"lead_department_id": economy},
        {"lead_official_id": person},
        {"coordinating_department_id": culture},
        {"directive_id": directive},
        {"urgency": "urgent"},
        {"tag": "Đất đai"},
        {"source_number": "99/KH-UBND"},
        {"due_from": date(2026, 12, 1)},
        {"assigned_from": date(2026, 11, 5), "assigned_to": date(2026, 11, 5)},
        {"completed_from": date(2026, 11, 12), "completed_to": date(2026, 11, 12)},
    ):
        assert found(office, TaskQuery(**filters)) == [wanted], filters
    assert found(office, TaskQuery(due_to=date(2026, 11, 30), completed_from=date(2026, 1, 1))) == []
    assert found(office, TaskQuery(coordinating_official_id=person)) == []


@pytest.mark.parametrize(
    "typed",
    ["rà soát", "RA SOAT ho ngheo", "06/CT-UBND", "6ctubnd", "ct ubnd", "nv 12", "kinh tế", "đất đai", "bao cao tien do", "soá"],
)
def test_words_and_code_parts_find_a_task_however_they_are_typed(office: Office, typed: str) -> None:
    wanted = make_task(
        office,
        content="Rà soát hộ nghèo, cận nghèo",
        external_code="NV-12",
        lead="Phòng Kinh tế",
        deliverable="Báo cáo tiến độ",
        tags=("Đất đai",),
    )
    make_tasks(office, TaskEntry("Việc khác"))
    assert found(office, TaskQuery(text=typed)) == [wanted]


def test_words_are_looked_for_among_what_else_is_asked_newest_first(office: Office) -> None:
    first, second, third = (make_task(office, lead=lead) for lead in ("A", "B", "A"))
    cancel_task(office, third, reason="Nhầm")
    assert found(office, TaskQuery(text="rà soát")) == [second, first]
    assert found(office, TaskQuery(text="rà soát", states=frozenset({"cancelled"}))) == [third]
    assert found(office, TaskQuery(text="rà soát", due_from=date(2027, 1, 1))) == []
    assert found(office, TaskQuery(text=" ?!, ")) == [first, second], "no word to look for"


def test_a_common_word_is_counted_to_the_limit_and_a_choosy_filter_still_finds_the_old_ones(office: Office) -> None:
    entries = [
        TaskEntry(f"Báo cáo {number}", lead="Cũ" if number < 3 else "Mới", urgency="flash" if number < 3 else "normal")
        for number in range(5000)
    ]
    ids = make_tasks(office, *entries)
    when = office.when()
    query = TaskQuery(text="báo cáo")
    with office.read() as conn:
        assert count(conn, query, when) == COUNT_LIMIT
        assert find_ids(conn, query, when, limit=3) == ids[:-4:-1]
        assert find_ids(conn, query, when, offset=2000, limit=2) == [ids[-2001], ids[-2002]]
        assert find_ids(conn, query, when) == ids[::-1]
        assert sum(state_counts(conn, query, when)[state] for state in TaskState) == COUNT_LIMIT
        choosy = TaskQuery(text="báo cáo", urgency="flash")
        assert find_ids(conn, choosy, when, limit=10) == ids[2::-1]
        assert count(conn, choosy, when) == 3


def test_rows_come_in_the_order_of_their_ids_and_unknown_ones_are_left_out(office: Office) -> None:
    first, second = make_task(office), make_task(office)
    with office.read() as conn:
        rows = load_rows(conn, [second, 999, first, second], office.when(), office.calendar())
    assert [row.id for row in rows] == [second, first, second]


def plan(conn: Connection, statement: Any) -> str:
    """What SQLite means to do, one step a line."""
    asked = statement.compile(conn, compile_kwargs={"literal_binds": True})
    return "\n".join(row.detail for row in conn.execute(text(f"EXPLAIN QUERY PLAN {asked}".replace(":", r"\:"))))


EACH_STATE = [frozenset({state}) for state in (*TaskState, UNASSIGNED)]
RUNNING = {TaskState.OVERDUE, TaskState.DUE_SOON, TaskState.IN_PROGRESS, TaskState.NO_DUE_DATE, UNASSIGNED}
STATE_SETS = [frozenset(), *EACH_STATE, frozenset({"overdue", "due_soon"}), frozenset(TaskState)]


@pytest.mark.folder_only
@pytest.mark.parametrize("states", STATE_SETS, ids=lambda states: "+".join(sorted(states)) or "all")
def test_a_page_of_any_state_and_sort_is_read_from_an_index_in_order(office: Office, states: frozenset[str]) -> None:
    with office.read() as conn:
        for sort, descending in product(SORTS, (False, True)):
            if sort == "id":
                continue  # the table itself stands in this order
            query = TaskQuery(states=states).sorted_by(sort, descending=descending)
            steps = plan(conn, ids_statement(query, office.when(), offset=1000, limit=100))
            assert "INDEX ix_task_" in steps, (sort, steps)
            if sort == "due_date":
                assert "TEMP B-TREE" not in steps, steps
            # What runs is little: when sorted otherwise it may be fetched.
            if sort == "due_date" or not states & RUNNING:
                assert "COVERING INDEX" in steps, (sort, steps)


@pytest.mark.folder_only
def test_what_runs_is_read_from_the_small_index_and_leads_from_theirs(office: Office) -> None:
    when = office.when()
    with office.read() as conn:
        for state in ("overdue", "due_soon", "in_progress_within_due", "no_due_date"):
            assert "ix_task_running" in plan(conn, ids_statement(TaskQuery(states=frozenset({state})), when, limit=100)), state
        both = TaskQuery(states=frozenset({"overdue", "due_soon"}))
        assert "ix_task_running" in plan(conn, ids_statement(both, when, limit=100))
        assert "ix_task_unassigned" in plan(conn, ids_statement(TaskQuery(states=frozenset({UNASSIGNED})), when, limit=100))
        for lead in ("department", "official"):
            query = TaskQuery(**{f"lead_{lead}_id": 1})
            for sort in ("due_date", "assigned_date", "completed_date"):
                steps = plan(conn, ids_statement(query.sorted_by(sort), when, limit=100))
                assert f"COVERING INDEX ix_task_lead_{lead}" in steps, (sort, steps)
        assert "ix_task_tags" in plan(conn, ids_statement(TaskQuery(tag="x"), when, limit=100))
        assert "ix_task_source" in plan(conn, ids_statement(TaskQuery(source_number="06/CT-UBND"), when, limit=100))


@pytest.mark.folder_only
def test_counting_a_state_touches_no_row(office: Office) -> None:
    when = office.when()
    with office.read() as conn:
        for state in (*TaskState, UNASSIGNED):
            asked = select(func.count()).select_from(task).where(task.c.voided == text("0"), state_condition(state, when))
            assert "COVERING INDEX ix_task_" in plan(conn, asked), state
