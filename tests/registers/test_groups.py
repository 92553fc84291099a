"""Groups of a list: they part it without remainder, each shows what it counts, and filters take several values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from models.errors import OfficeError
from models.office import Office
from models.registers.directives import groups as directive_groups
from models.registers.directives import queries as directives
from models.registers.directives.rows import DirectiveEntry, DirectiveQuery
from models.registers.directives.services import receive_directive
from models.registers.dossiers import groups as dossier_groups
from models.registers.dossiers import queries as dossiers
from models.registers.dossiers.receipt import receive_dossier
from models.registers.dossiers.rows import DossierEntry, DossierQuery
from models.registers.filters import NOBODY
from models.registers.groups import GROUPINGS
from models.registers.staff import DepartmentEntry, OfficialEntry, add_department, add_official
from models.registers.tasks import groups as task_groups
from models.registers.tasks import queries as tasks
from models.registers.tasks.rows import UNASSIGNED, TaskEntry, TaskQuery
from models.registers.tasks.services import assign_task, complete_task

UNITS = (*range(1, 40), NOBODY)
BOOKS = (
    (tasks, task_groups, TaskQuery()),
    (dossiers, dossier_groups, DossierQuery()),
    (directives, directive_groups, DirectiveQuery()),
)


@pytest.fixture
def filled(office: Office) -> Office:
    """Two units, two people, and a few records of every book: late, soon, done, without date, without anybody."""
    first = add_department(office, DepartmentEntry(name="Phòng Thử nghiệm")).id
    second = add_department(office, DepartmentEntry(name="Phòng Thứ hai")).id
    person = add_official(office, OfficialEntry(name="Đỗ Văn An", department_id=first)).id
    dues = (date(2026, 11, 2), date(2026, 11, 24), date(2026, 12, 31), None)
    for number, due in enumerate(dues):
        assign_task(office, TaskEntry(content=f"việc {number}", due_date=due, lead_department_id=(first, second, None, None)[number]))
        assign_task(office, TaskEntry(content=f"báo cáo {number}", due_date=due, lead_official_id=person, urgency="urgent"))
        receive_directive(
            office,
            DirectiveEntry(
                arrival_date=date(2026, 10, 1),
                issuing_agency="UBND tỉnh",
                document_number=f"{number}/UBND",
                subject="v/v kiểm tra",
                due_date=due,
                forwarded_date=date(2026, 10, 2),
                recipient_department_id=(first, second)[number % 2],
            ),
        )
        receive_dossier(
            office,
            DossierEntry(
                applicant=f"Lê Thị {number}",
                procedure_name="Khai sinh",
                received_at=datetime(2026, 10, 1, 8),
                # The last minute before and the first of a month: seven hours earlier it is another day in UTC.
                appointment_at=(datetime(2026, 10, 31, 23, 59), datetime(2026, 12, 1, 0, 0), datetime(2026, 12, 31, 17), None)[number],
                handling_department_id=first,
                appoint=False,
            ),
        )
    with office.read() as conn:
        done = tasks.find_ids(conn, TaskQuery(lead_department_id=first, due_to=date(2026, 11, 2)), office.when())[0]
    complete_task(office, done, completed_date=office.today(), evidence_number="1/BC")
    return office


@pytest.mark.parametrize("by", GROUPINGS)
@pytest.mark.parametrize(("queries", "module", "query"), BOOKS, ids=["tasks", "dossiers", "directives"])
def test_groups_part_the_list_and_show_what_they_count(filled: Office, queries, module, query, by: str) -> None:
    when = filled.when()
    with filled.read() as conn:
        groups = module.groups(conn, query, when, by)
        assert len(groups) > 1 or (by == "person" and module is not task_groups) or module is dossier_groups
        seen: list[int] = []
        for group in groups:
            ids = queries.find_ids(conn, group.query, when)
            assert len(ids) == group.count == queries.count(conn, group.query, when)
            late = [row for row in queries.load_rows(conn, ids, when, filled.calendar()) if row.state == "overdue"]
            assert len(late) == group.late
            seen += ids
        assert sorted(seen) == sorted(queries.find_ids(conn, query, when))
        assert len({group.name for group in groups}) == len(groups)


def test_months_are_those_of_vietnam(filled: Office) -> None:
    with filled.read() as conn:
        names = [group.name for group in dossier_groups.groups(conn, DossierQuery(), filled.when(), "month")]
    assert names == ["tháng 10/2026", "tháng 12/2026", "(không có hạn)"]


def test_a_month_stays_within_the_dates_that_are_asked_for(filled: Office) -> None:
    query = TaskQuery(due_from=date(2026, 11, 10))
    with filled.read() as conn:
        november = task_groups.groups(conn, query, filled.when(), "month")[0]
        assert november.count == len(tasks.find_ids(conn, november.query, filled.when())) == 2


def test_groups_follow_text_and_states(filled: Office) -> None:
    query = TaskQuery(text="báo cáo").with_states("overdue")
    with filled.read() as conn:
        groups = task_groups.groups(conn, query, filled.when(), "person")
    assert [(group.name, group.count, group.late) for group in groups] == [("Đỗ Văn An", 1, 1)]


def test_what_nobody_leads_has_no_groups_by_state(filled: Office) -> None:
    with filled.read() as conn:
        assert task_groups.groups(conn, TaskQuery().with_states(UNASSIGNED), filled.when(), "state") == []


def test_another_grouping_is_refused(filled: Office) -> None:
    with filled.read() as conn, pytest.raises(OfficeError, match="unknown_grouping"):
        task_groups.groups(conn, TaskQuery(), filled.when(), "colour")


@pytest.mark.parametrize(
    ("queries", "query", "field", "values"),
    [
        (tasks, TaskQuery(), "lead_department_id", UNITS),
        (tasks, TaskQuery(), "urgency", ("urgent", "normal")),
        (dossiers, DossierQuery(), "department_id", UNITS),
        (dossiers, DossierQuery(), "field", ("Đất đai", "")),
        (directives, DirectiveQuery(), "recipient_department_id", UNITS),
        (directives, DirectiveQuery(), "year", (2025, 2026)),
        (directives, DirectiveQuery(), "register", ("incoming", "secret")),
    ],
)
def test_several_values_find_what_each_of_them_finds(filled: Office, queries, query, field: str, values) -> None:
    when = filled.when()
    with filled.read() as conn:
        each = {row_id for value in values for row_id in queries.find_ids(conn, replace(query, **{field: (value,)}), when)}
        both = replace(query, **{field: values})
        assert set(queries.find_ids(conn, both, when)) == each
        assert queries.count(conn, both, when) == len(each) > 0
        counts = queries.state_counts(conn, both, when)
        assert sum(number for state, number in counts.items() if state != UNASSIGNED) == len(each)


def test_one_tag_of_several_is_enough(office: Office) -> None:
    for tags in (("đất",), ("nước", "đất"), ("lửa",), ()):
        assign_task(office, TaskEntry(content="việc", tags=tags, due_date=date(2026, 12, 1)))
    with office.read() as conn:
        assert tasks.count(conn, TaskQuery(tag=("đất", "lửa")), office.when()) == 3
        assert tasks.count(conn, TaskQuery(tag="nước"), office.when()) == 1
