"""What is due on which day: the figures against a second count in Python, and against the lists that they open."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.office import Office
from models.registers.directives import queries as directives
from models.registers.directives.services import reply_to_directive
from models.registers.dossiers import queries as dossiers
from models.registers.due_days import KINDS, Concern, due_counts, query_of
from models.registers.tasks import queries as tasks
from models.registers.tasks.services import cancel_task, complete_task, suspend_task
from models.registers.when import When
from tests.factories import TODAY, department_id, make_directive, official_id
from tests.factories_dossiers import histories, make_dossier, with_rows
from tests.factories_tasks import make_task

QUERIES = {"tasks": tasks, "dossiers": dossiers, "directives": directives}
FIRST, LAST = date(2026, 9, 28), date(2026, 12, 6)
_MORE_ROWS = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def by_day(office: Office, concern: Concern | None = None) -> dict[tuple[date, str], tuple[int, int, int]]:
    """The figures of the stretch, by day and kind."""
    with office.read() as conn:
        found = due_counts(conn, FIRST, LAST, office.when(), concern or Concern())
    return {(one.day, one.kind): (one.waiting, one.late, one.ended) for one in found}


def test_tasks_wait_are_late_or_have_ended(office):
    day = date(2026, 11, 18)
    open_, done, cancelled, resting = (make_task(office, due_date=day, content=f"Việc {n}") for n in range(4))
    assert open_
    complete_task(office, done, completed_date=TODAY, evidence_number="1/BC", evidence_date=None, evidence_note="")
    cancel_task(office, cancelled, reason="ghi nhầm")
    suspend_task(office, resting, reason="chờ hướng dẫn")
    assert by_day(office)[day, "tasks"] == (2, 1, 1)


def test_documents_wait_until_they_are_answered(office):
    day = date(2026, 11, 19)
    for number in ("1/UBND", "2/UBND"):
        made = make_directive(office, document_number=number, due_date=day, arrival_date=date(2026, 11, 10))
    assert by_day(office)[day, "directives"] == (2, 2, 0)
    reply_to_directive(office, made.id, reply_number="9/BC-UBND", reply_date=TODAY)
    assert by_day(office)[day, "directives"] == (1, 1, 1)


def test_the_work_of_one_person_or_department_alone(office):
    person, unit = official_id(office, "Lê Thị Cúc"), department_id(office, "Phòng Kinh tế")
    day = date(2026, 11, 27)
    make_task(office, lead="", lead_official_id=person, due_date=day)
    make_task(office, lead="", lead_department_id=unit, due_date=day)
    make_task(office, lead="Phòng Văn hóa - Xã hội", due_date=day)
    make_dossier(office, handler_id=person, appointment_at=datetime.combine(day, time(11, 0)))
    assert by_day(office)[day, "tasks"][0] == 3
    assert by_day(office, Concern(department_id=unit)) == {(day, "tasks"): (2, 0, 0), (day, "dossiers"): (1, 0, 0)}
    assert by_day(office, Concern(official_id=person)) == {(day, "tasks"): (1, 0, 0), (day, "dossiers"): (1, 0, 0)}
    assert by_day(office, Concern(official_id=person, kinds=("tasks",))) == {(day, "tasks"): (1, 0, 0)}
    assert by_day(office, Concern(kinds=())) == {}


@_MORE_ROWS
@given(rows=st.lists(histories(), max_size=25), hour=st.sampled_from((0, 9, 17, 23)))
def test_dossiers_are_counted_as_their_lists_show_them(office: Office, rows: list[dict], hour: int) -> None:
    when = When(TODAY, datetime.combine(TODAY, time(hour)), TODAY + timedelta(days=5))
    ended = {"completed_on_time", "completed_late", "closed"}
    with with_rows(office, rows) as conn:
        found = {one.day: one for one in due_counts(conn, FIRST, LAST, when, Concern(kinds=("dossiers",)))}
        for place in range((LAST - FIRST).days + 1):
            day = FIRST + timedelta(days=place)
            ids = dossiers.find_ids(conn, query_of("dossiers", Concern(), day, day), when)
            states = [row.state for row in dossiers.load_rows(conn, ids, when, office.calendar())]
            one = found.get(day)
            told = (one.waiting, one.late, one.ended) if one else (0, 0, 0)
            over = sum(state in ended for state in states)
            assert told == (len(states) - over, states.count("overdue"), over)


def test_each_figure_is_the_length_of_its_list(office):
    for place in range(12):
        make_task(office, due_date=TODAY + timedelta(days=place % 5), content=f"Việc {place}")
        due = TODAY + timedelta(days=place % 3)
        make_directive(office, document_number=f"{place}/UBND", due_date=due, recipient_official_id=official_id(office, "Lê Thị Cúc"))
    when = office.when()
    for concern in (Concern(), Concern(official_id=official_id(office, "Lê Thị Cúc"))):
        with office.read() as conn:
            found = due_counts(conn, FIRST, LAST, when, concern)
            for one in found:
                rows = QUERIES[one.kind].count(conn, query_of(one.kind, concern, one.day, one.day), when)
                assert rows == one.waiting + one.ended
            for kind in KINDS:
                together = QUERIES[kind].count(conn, query_of(kind, concern, FIRST, LAST), when)
                assert together == sum(one.waiting + one.ended for one in found if one.kind == kind)
