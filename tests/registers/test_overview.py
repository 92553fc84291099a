"""What each role looks at first: the gaps of a book, what waits for a word, who is late and why, against a second count."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.office import Office
from models.registers.directives import overview as book
from models.registers.directives.entering import enter_directives
from models.registers.directives.queries import missing_numbers
from models.registers.directives.services import cancel_directive
from models.registers.dossiers import overview, services
from models.registers.dossiers import queries as dossiers
from models.registers.tasks import overview as work
from models.registers.tasks.followup import (
    answer_obstacle,
    decide_extension,
    raise_obstacle,
    request_extension,
    return_draft,
    submit_draft,
)
from models.registers.tasks.rows import CoordinatorEntry
from models.registers.tasks.services import complete_coordinator_part, complete_task, set_coordinators, suspend_task
from models.registers.when import When
from tests.factories import TODAY, directive_entry, official_id
from tests.factories_dossiers import PENSION, histories, make_dossier, moment, with_rows
from tests.factories_tasks import make_task, task_whole

LATE = date(2026, 11, 12)


def asked(office: Office, function, *args, **more):
    """A question to the books."""
    with office.read() as conn:
        return function(conn, *args, **more)


def test_gaps_are_told_with_the_papers_beside_them(office):
    # Only a paper book that was taken over has gaps: the program itself gives the numbers without any.
    entries = [
        directive_entry(document_number=f"{number}/UBND", arrival_number=number, arrival_date=date(2026, 11, 2)) for number in (3, 4, 7, 12)
    ]
    with office.write("import.directives") as tx:
        ids = enter_directives(tx, entries, from_paper=True)
    assert asked(office, book.gaps, 2026) == [book.Gap(8, 11, (ids[2], ids[3])), book.Gap(5, 6, (ids[1], ids[2]))]
    assert asked(office, book.gaps, 2026, limit=1) == [book.Gap(8, 11, (ids[2], ids[3]))]
    assert asked(office, book.gaps, 2025) == []
    cancel_directive(office, ids[2], reason="vào sổ hai lần")
    told = [(gap.first, gap.last) for gap in asked(office, book.gaps, 2026)]
    assert sorted(told) == asked(office, missing_numbers, "incoming", 2026), "a cancelled line keeps its number"


def test_an_extension_waits_until_it_is_decided(office):
    person = official_id(office, "Lê Thị Cúc")
    task = make_task(office, lead="", lead_official_id=person)
    request_extension(office, task, new_due=date(2026, 12, 11), reason="Chờ số liệu của thôn", requested_date=TODAY)
    [found] = asked(office, work.pending_extensions)
    assert (found.task_id, found.since, found.what, found.new_due) == (task, TODAY, "Chờ số liệu của thôn", date(2026, 12, 11))
    assert asked(office, work.pending_extensions, official_id=person) == [found]
    assert asked(office, work.pending_extensions, official_id=official_id(office, "Trần Văn Bình")) == []
    extension = task_whole(office, task).extensions[0].id
    decide_extension(office, extension, approved=False, decided_by="Chủ tịch", decided_date=TODAY)
    assert asked(office, work.pending_extensions) == []


def test_an_obstacle_waits_until_it_is_answered_or_the_task_ends(office):
    first, second = make_task(office, content="Việc một"), make_task(office, content="Việc hai")
    for task in (first, second):
        raise_obstacle(office, task, "Thiếu kinh phí", raised_to="Chủ tịch UBND xã", raised_date=TODAY)
    assert [one.task_id for one in asked(office, work.open_obstacles)] == [first, second]
    assert asked(office, work.tasks_with_open_obstacles, [first]) == {first}
    answer_obstacle(office, task_whole(office, first).obstacles[0].id, "Đã cấp", answered_date=TODAY)
    assert [one.task_id for one in asked(office, work.open_obstacles)] == [second]
    complete_task(office, second, completed_date=TODAY, evidence_number="2/BC", evidence_date=None, evidence_note="")
    assert asked(office, work.open_obstacles) == []


def test_only_the_newest_round_of_a_draft_waits(office):
    task = make_task(office)
    submit_draft(office, task, submitted_to="Chủ tịch", submitted_date=date(2026, 11, 16))
    return_draft(office, task, reason="Bổ sung số liệu", returned_date=date(2026, 11, 17))
    assert asked(office, work.waiting_drafts) == []
    submit_draft(office, task, submitted_to="Phó Chủ tịch", submitted_date=date(2026, 11, 18))
    [found] = asked(office, work.waiting_drafts)
    assert (found.since, found.asked) == (date(2026, 11, 18), "Phó Chủ tịch")


def test_shares_of_others_tasks_wait_until_they_are_done(office):
    person = official_id(office, "Lê Thị Cúc")
    early, late = make_task(office, content="Sớm", due_date=date(2026, 11, 25)), make_task(office, content="Muộn")
    set_coordinators(office, late, [CoordinatorEntry(official_id=person, part="Góp ý", due_date=date(2026, 11, 23))])
    set_coordinators(office, early, [CoordinatorEntry(official_id=person, part="Số liệu")])
    found = asked(office, work.open_parts, person)
    assert [(one.task_id, one.due) for one in found] == [(late, date(2026, 11, 23)), (early, date(2026, 11, 25))]
    complete_coordinator_part(office, task_whole(office, late).coordinators[0].id, completed_date=TODAY)
    assert [one.task_id for one in asked(office, work.open_parts, person)] == [early]


def test_who_is_late_and_what_holds_them_up(office):
    person = official_id(office, "Lê Thị Cúc")
    ids = [make_task(office, content=f"Trễ {n}", lead="", lead_official_id=person, due_date=LATE + timedelta(days=n)) for n in range(3)]
    make_task(office, content="Còn hạn", lead="", lead_official_id=person)
    nobody = make_task(office, content="Của phòng", lead="Phòng Kinh tế", due_date=LATE)
    suspend_task(office, ids[2], reason="chờ hướng dẫn")
    raise_obstacle(office, ids[0], "Thiếu kinh phí", raised_to="Chủ tịch", raised_date=TODAY)
    request_extension(office, ids[1], new_due=date(2026, 12, 11), reason="Chờ", requested_date=TODAY)
    first, rest = asked(office, work.late_by_official, office.when())
    assert (first.official_id, first.name, first.department) == (person, "Lê Thị Cúc", "Phòng Kinh tế")
    assert (first.running, first.late_ids, first.oldest_due) == (3, (ids[0], ids[1]), LATE)
    assert (first.obstacles, first.extensions) == (1, 1)
    assert (rest.official_id, rest.late_ids) == (None, (nobody,))


def test_a_kind_that_ends_at_the_last_moment_is_easily_late(office):
    def ended(place: int, due: datetime, resolved: datetime) -> dict:
        return {"procedure_code": PENSION, "status": 10, "received_at": moment(2), "appointment_at": due, "resolved_at": resolved}

    rows = [ended(n, moment(3 + n, 17), moment(3 + n, 16) if n < 7 else moment(2 + n, 9)) for n in range(10)]
    rows += [ended(n, moment(1, 17, month=10), moment(1, 17, month=10)) for n in range(5)]
    with with_rows(office, rows) as conn:
        [found] = overview.close_finishes(conn, [PENSION, ""]).values()
        assert (found.close, found.of) == (7, 10), "the last ten by their appointment, the older ones left out"
        assert found.risky
        assert overview.close_finishes(conn, ["9.999999"])["9.999999"] == overview.CloseFinishes(0, 0)
    assert not overview.CloseFinishes(4, 10).risky
    assert not overview.CloseFinishes(4, 4).risky, "four tell nothing"


def test_results_wait_for_the_citizen_until_they_are_returned(office):
    first, second = make_dossier(office), make_dossier(office, applicant="Trần Văn Tám")
    for dossier in (first, second):
        services.start_processing(office, dossier, holder="Phòng Kinh tế", at=moment(3))
        services.resolve_dossier(office, dossier, at=moment(10))
    when = office.when()
    found = asked(office, overview.not_returned, when)
    assert found.number == 2
    assert asked(office, dossiers.count, found.query, when) == 2
    services.return_dossier(office, first, at=moment(11))
    assert asked(office, dossiers.find_ids, found.query, when) == [second]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.tuples(histories(), st.sampled_from(("Phòng Kinh tế", "", "Một cửa")), st.sampled_from(("", "CBCC", "TBC"))), max_size=25
    )
)
def test_where_late_dossiers_lie_is_what_their_lists_show(office: Office, rows: list[tuple[dict, str, str]]) -> None:
    when = When(TODAY, datetime.combine(TODAY, datetime.min.time()) + timedelta(hours=12), TODAY + timedelta(days=5))
    with with_rows(office, [{**row, "holder": holder, "late_reason_code": code} for row, holder, code in rows]) as conn:
        lines = overview.late_by_holder(conn, when)
        assert sum(line.late for line in lines) == overview.overdue(conn, when).number
        for line in lines:
            late = dossiers.load_rows(conn, dossiers.find_ids(conn, line.late_query, when), when, office.calendar())
            assert len(late) == line.late > 0
            assert min(row.appointment_at for row in late) == line.oldest_due
            codes = [row.late_reason_code for row in late]
            assert dict(line.reasons) == {code: codes.count(code) for code in codes if code}
            assert line.unexplained == codes.count("")
            everything = dossiers.count(conn, overview.DossierQuery(holder=line.holder).with_states(*OPEN), when)
            assert everything == line.open


OPEN = ("overdue", "due_soon", "in_progress_within_due")


def test_paused_dossiers_are_the_list_they_open(office):
    dossier = make_dossier(office)
    services.start_processing(office, dossier, holder="Phòng Kinh tế", at=moment(3))
    services.pause_dossier(office, dossier, kind="supplement", at=moment(4), reason="Thiếu giấy khai sinh", document_number="")
    when = office.when()
    found = asked(office, overview.paused, when)
    assert found.number == asked(office, dossiers.count, found.query, when) == 1
