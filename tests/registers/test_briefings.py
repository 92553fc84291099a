"""The weekly briefing: every word is kept at once, tasks are really given, undo and a power cut lose nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from models.errors import OfficeError
from models.office import Office
from models.registers.briefings.queries import list_briefings, load_briefing, people, person_work, running_briefing
from models.registers.briefings.rows import BriefingWhole, Person
from models.registers.briefings.services import (
    assign_at_briefing,
    close_briefing,
    conclude,
    correct_briefing,
    say,
    start_briefing,
    take_back_item,
)
from models.registers.tasks.followup import raise_obstacle
from models.registers.tasks.services import complete_task
from tests.factories import TODAY, department_id, official_id
from tests.factories_tasks import make_task, task_row, task_whole

LATE = date(2026, 11, 17)


def begun(office: Office) -> int:
    office.change_settings(signer_name="Phan Xuân Trung")
    found = start_briefing(office, attendees="Lãnh đạo UBND, các trưởng phòng").id
    assert found is not None
    return found


def whole(office: Office, briefing_id: int) -> BriefingWhole:
    with office.read() as conn:
        return load_briefing(conn, briefing_id)


def test_a_briefing_from_the_first_word_to_the_minutes(office: Office) -> None:
    person = official_id(office, "Lê Thị Cúc")
    task_id = make_task(office, due_date=LATE, lead="", lead_official_id=person)
    sitting = begun(office)
    say(office, sitting, "Xong trong tuần", task_id=task_id)
    given = assign_at_briefing(office, sitting, "Rà soát hộ nghèo", official_id=person, due_date=date(2026, 11, 27))
    conclude(office, sitting, "Các phòng báo cáo trước thứ Sáu")
    close_briefing(office, sitting)
    found = whole(office, sitting)
    assert (found.row.chair, found.row.said, found.row.assigned, found.row.conclusions) == ("Phan Xuân Trung", 1, 1, 1)
    assert found.row.closed_at is not None
    said, assigned, conclusion = found.items
    assert (said.kind, said.person, said.content) == ("said", "Lê Thị Cúc", "Xong trong tuần")
    assert said.about.startswith("Báo cáo kết quả rà soát")
    assert (assigned.kind, assigned.person, assigned.content, assigned.due) == (
        "assigned",
        "Lê Thị Cúc",
        "Rà soát hộ nghèo",
        date(2026, 11, 27),
    )
    assert (conclusion.kind, conclusion.content) == ("conclusion", "Các phòng báo cáo trước thứ Sáu")
    assert given.id is not None
    row = task_row(office, given.id)
    assert (row.assigned_by, row.source_number, row.assigned_date, row.due_date) == (
        "Phan Xuân Trung",
        "Giao ban 20/11/2026",
        TODAY,
        date(2026, 11, 27),
    )
    assert row.lead == "Lê Thị Cúc (Phòng Kinh tế)"
    assert [note.content for note in task_whole(office, task_id).notes] == ["Giao ban 20/11/2026: Xong trong tuần"]


@pytest.mark.folder_only
def test_a_running_briefing_is_found_again_after_the_power_failed(office: Office) -> None:
    sitting = begun(office)
    conclude(office, sitting, "Một kết luận")
    location = office.location
    office.close()
    again = Office.open(location, today=TODAY)
    try:
        with again.read() as conn:
            running = running_briefing(conn)
        assert running is not None
        assert (running.id, running.conclusions) == (sitting, 1)
        with pytest.raises(OfficeError, match="briefing_runs"):
            start_briefing(again)
    finally:
        again.close()


def test_a_closed_briefing_takes_no_more_words_until_the_closing_is_undone(office: Office) -> None:
    sitting = begun(office)
    close_briefing(office, sitting)
    for call in (
        lambda: say(office, sitting, "Muộn"),
        lambda: conclude(office, sitting, "Muộn"),
        lambda: assign_at_briefing(office, sitting, "Muộn"),
        lambda: close_briefing(office, sitting),
    ):
        with pytest.raises(OfficeError, match="briefing_closed"):
            call()
    office.undo()
    conclude(office, sitting, "Còn kịp")
    assert [item.content for item in whole(office, sitting).items] == ["Còn kịp"]


def test_undo_takes_the_task_and_its_line_together(office: Office) -> None:
    sitting = begun(office)
    given = assign_at_briefing(office, sitting, "Việc nhầm")
    office.undo()
    assert whole(office, sitting).items == ()
    assert given.id is not None
    with pytest.raises(OfficeError, match="not_found"):
        say(office, sitting, "Về việc nhầm", task_id=given.id)


def test_words_are_taken_back_but_not_tasks(office: Office) -> None:
    sitting = begun(office)
    said = say(office, sitting, "Nói nhầm").id
    assert said is not None
    take_back_item(office, said)
    assert whole(office, sitting).items == ()
    assign_at_briefing(office, sitting, "Việc thật")
    with pytest.raises(OfficeError, match="item_is_task"):
        take_back_item(office, whole(office, sitting).items[0].id)


def test_nothing_is_said_without_words(office: Office) -> None:
    sitting = begun(office)
    for call, code in (
        (lambda: say(office, sitting, "  "), "missing"),
        (lambda: conclude(office, sitting, ""), "missing"),
        (lambda: assign_at_briefing(office, sitting, " "), "missing_content"),
        (lambda: say(office, 99, "Ai đó"), "not_found"),
    ):
        with pytest.raises(OfficeError, match=code):
            call()


def test_who_sat_is_put_right_later(office: Office) -> None:
    sitting = begun(office)
    close_briefing(office, sitting)
    correct_briefing(office, sitting, chair="Phó Chủ tịch", attendees="Đủ", note="Vắng một")
    row = whole(office, sitting).row
    assert (row.chair, row.attendees, row.note) == ("Phó Chủ tịch", "Đủ", "Vắng một")
    with office.read() as conn:
        assert [each.id for each in list_briefings(conn)] == [sitting]


def test_the_people_and_the_work_of_each(office: Office) -> None:
    cuc, unit = official_id(office, "Lê Thị Cúc"), department_id(office, "Phòng Văn hóa - Xã hội")
    mine = {"lead": "", "lead_official_id": cuc}
    late = make_task(office, due_date=LATE, **mine)
    friday = make_task(office, due_date=TODAY, **mine)
    make_task(office, due_date=date(2026, 12, 30), **mine)
    done = make_task(office, due_date=TODAY, **mine)
    complete_task(office, done, completed_date=date(2026, 11, 18), evidence_number="12/BC-UBND")
    raise_obstacle(office, late, "Thiếu số liệu thôn", raised_to="Chủ tịch", raised_date=TODAY)
    make_task(office, content="Việc của phòng", due_date=LATE, lead="", lead_department_id=unit)
    with office.read() as conn:
        found = people(conn, TODAY)
        work = person_work(conn, cuc, None, TODAY, office.calendar())
        of_unit = person_work(conn, None, unit, TODAY, office.calendar())
    by_name = {person.name: person for person in found}
    assert _counts(by_name["Lê Thị Cúc"]) == (1, 1, 3, 1, 1)
    assert _counts(by_name["Phòng Văn hóa - Xã hội"]) == (1, 0, 1, 0, 0)
    assert _counts(by_name["Trần Văn Bình"]) == (0, 0, 0, 0, 0)
    assert [person.name for person in found][:2] == ["Lê Thị Cúc", "Trần Văn Bình"]
    assert [(each.id, each.days_left, each.obstacle) for each in work.late] == [(late, -3, "Thiếu số liệu thôn")]
    assert [each.id for each in work.soon] == [friday]
    assert [each.id for each in work.obstacles] == [late]
    assert [(each.id, each.completed) for each in work.done] == [(done, date(2026, 11, 18))]
    assert [each.content for each in of_unit.late] == ["Việc của phòng"]


def _counts(person: Person) -> tuple[int, int, int, int, int]:
    return person.late, person.soon, person.running, person.done, person.obstacles


def test_a_task_with_an_impossible_person_is_refused_whole(office: Office) -> None:
    sitting = begun(office)
    with pytest.raises(OfficeError, match="not_found"):
        assign_at_briefing(office, sitting, "Việc", official_id=999)
    assert whole(office, sitting).items == ()
