"""Who is to be reminded today, slips with their numbers and rounds, and what stays after undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import select

from models.errors import OfficeError
from models.office import Office
from models.registers.reminders.ladder import LadderRules
from models.registers.reminders.queries import list_slips, load_slip, wanted_today
from models.registers.reminders.rows import Slip, SlipEntry, SlipRow, WantedToday
from models.registers.reminders.services import issue_slips
from models.registers.reminders.tables import reminder_slip
from models.registers.tasks.followup import extend_task, log_reminder
from models.registers.tasks.rows import TaskEntry
from models.registers.tasks.services import complete_task, suspend_task
from tests.factories import TODAY, department_id, directive_entry, official_id
from tests.factories_tasks import TASK, make_task, make_tasks, task_whole

LATE = date(2026, 11, 17)  # three working days late today
RULES = LadderRules()


def wanted(office: Office, rules: LadderRules = RULES, today: date = TODAY, **more: int) -> WantedToday:
    when = replace(office.when(), today=today, now=datetime.combine(today, office.now().time()))
    with office.read() as conn:
        return wanted_today(conn, when, office.calendar(), rules, **more)


def slips(office: Office) -> list[SlipRow]:
    with office.read() as conn:
        return list_slips(conn)


def slip(office: Office, slip_id: int | None) -> Slip:
    assert slip_id is not None
    with office.read() as conn:
        return load_slip(conn, slip_id, office.calendar())


def ids(found: WantedToday) -> list[int]:
    return [each.id for each in found.tasks]


def test_a_task_wants_its_reminder_until_one_went_out(office: Office) -> None:
    due_soon = make_task(office, due_date=date(2026, 11, 26))
    late = make_task(office, due_date=LATE)
    make_task(office, due_date=date(2026, 12, 31))
    make_task(office, due_date=None)
    found = wanted(office)
    assert [(each.id, each.offset, each.days_left, each.times) for each in found.tasks] == [(late, 3, -3, 0), (due_soon, -3, 3, 0)]
    log_reminder(office, late)
    assert ids(wanted(office)) == [due_soon]
    # The next step: five working days late.
    later = wanted(office, today=date(2026, 11, 25))
    assert [(each.id, each.offset, each.times) for each in later.tasks] == [(late, 5, 1), (due_soon, -1, 0)]


def test_what_was_missed_is_not_lost(office: Office) -> None:
    # Due on Thursday: step 1 fell yesterday is today's; nobody was there on the day of step 0.
    missed = make_task(office, due_date=date(2026, 11, 18))
    assert [(each.id, each.offset, each.days_left) for each in wanted(office).tasks] == [(missed, 1, -2)]


@pytest.mark.parametrize("day", [date(2026, 11, 21), date(2026, 11, 22), date(2026, 11, 24)])
def test_nobody_is_reminded_on_a_rest_day(office: Office, day: date) -> None:
    make_task(office, due_date=LATE)
    assert wanted(office, today=day).everything() == ()


def test_a_step_before_the_assignment_is_none(office: Office) -> None:
    make_task(office, assigned_date=TODAY, due_date=date(2026, 11, 26))
    assert ids(wanted(office)) == []


def test_what_does_not_run_wants_nothing(office: Office) -> None:
    done, resting = make_task(office, due_date=LATE), make_task(office, due_date=LATE)
    complete_task(office, done, completed_date=TODAY, evidence_number="12/BC-UBND")
    suspend_task(office, resting, reason="Chờ hướng dẫn")
    assert ids(wanted(office)) == []


def test_too_many_are_counted(office: Office) -> None:
    make_tasks(office, *(replace(TASK, due_date=LATE) for _ in range(5)))
    found = wanted(office, limit=3)
    assert (len(found.tasks), found.left_off) == (3, 2)


def test_documents_are_named_on_the_day_of_a_step_without_the_words_of_secret_ones(office: Office) -> None:
    from models.registers.directives.services import receive_directive

    receive_directive(office, directive_entry(subject="Về kiểm kê", due_date=date(2026, 11, 23)))
    receive_directive(
        office, directive_entry(due_date=date(2026, 11, 23), secrecy="secret", document_number="15/QĐ", subject="", document_type="")
    )
    receive_directive(office, directive_entry(subject="Không đúng ngày", due_date=date(2026, 11, 25)))
    assert [(each.content, each.offset) for each in wanted(office).directives] == [("Về kiểm kê", -1), ("", -1)]
    assert wanted(office, today=date(2026, 11, 25)).directives != ()


def test_slips_are_numbered_and_their_reminders_logged(office: Office) -> None:
    unit, person = department_id(office, "Phòng Kinh tế"), official_id(office, "Lê Thị Cúc")
    first = make_task(office, due_date=LATE)
    second, third = make_tasks(office, *(TaskEntry(content=f"Việc {place}", due_date=LATE, lead_official_id=person) for place in (2, 3)))
    log_reminder(office, second)
    before = len(journal(office))
    done = issue_slips(
        office,
        [
            SlipEntry("Phòng Kinh tế", (first,), department_id=unit),
            SlipEntry("", (second, third), official_id=person, content="Báo cáo trước 16 giờ"),
        ],
    )
    assert len(journal(office)) == before + 1
    assert done.changes.of("reminder_slip") == frozenset({1, 2})
    assert [(row.number, row.addressee, row.tasks, row.done) for row in slips(office)] == [
        (2, "Lê Thị Cúc (Phòng Kinh tế)", 2, 0),
        (1, "Phòng Kinh tế", 1, 0),
    ]
    printed = slip(office, 2)
    assert printed.row.content == "Báo cáo trước 16 giờ"
    assert [(line.task_id, line.days_left, line.round) for line in printed.lines] == [(second, -3, 2), (third, -3, 1)]
    told = task_whole(office, second).timeline[-1]
    assert (told.kind, told.facts["number"], told.facts["content"]) == ("reminder", "2", "Phiếu nhắc việc số 02/2026")
    assert ids(wanted(office)) == []


def journal(office: Office) -> list[object]:
    from models.storage.journal import entries

    with office.read() as conn:
        return list(entries(conn, limit=None))


def test_the_number_of_an_undone_slip_stays_used(office: Office) -> None:
    task_id = make_task(office, due_date=LATE)
    issue_slips(office, [SlipEntry("Phòng Kinh tế", (task_id,))])
    office.undo()
    assert slips(office) == []
    assert ids(wanted(office)) == [task_id]
    assert task_whole(office, task_id).reminders == ()
    issue_slips(office, [SlipEntry("Phòng Kinh tế", (task_id,))])
    assert [(row.number, row.tasks) for row in slips(office)] == [(2, 1)]
    assert [sent.number for sent in task_whole(office, task_id).reminders] == [1]


def test_a_slip_tells_the_due_date_of_its_day(office: Office) -> None:
    task_id = make_task(office, due_date=LATE)
    done = issue_slips(office, [SlipEntry("Phòng Kinh tế", (task_id,))])
    office._today = date(2026, 11, 23)
    extend_task(office, task_id, new_due=date(2026, 12, 15), reason="Chờ số liệu", decided_date=date(2026, 11, 23))
    complete_task(office, task_id, completed_date=date(2026, 11, 23), evidence_number="12/BC-UBND")
    again = slip(office, done.id)
    assert [(line.due, line.days_left) for line in again.lines] == [(LATE, -3)]
    assert again.row.done == 1


def test_all_or_nothing(office: Office) -> None:
    running, done = make_task(office, due_date=LATE), make_task(office, due_date=LATE)
    complete_task(office, done, completed_date=TODAY, evidence_number="12/BC-UBND")
    for entries, code in (
        ([SlipEntry("Phòng Kinh tế", (running,)), SlipEntry("Ai đó", (done,))], "task_closed"),
        ([SlipEntry("Phòng Kinh tế", (running, 999))], "not_found"),
        ([SlipEntry("", (running,))], "missing"),
        ([SlipEntry("Phòng Kinh tế", ())], "no_tasks"),
        ([SlipEntry("Phòng Kinh tế", (running,), official_id=99)], "not_found"),
    ):
        with pytest.raises(OfficeError, match=code):
            issue_slips(office, entries)
    with office.read() as conn:
        assert conn.execute(select(reminder_slip.c.id)).all() == []
    assert task_whole(office, running).reminders == ()


@pytest.mark.parametrize(("written", "kept"), [("3,1,0", "3, 1, 0"), ("", ""), (" 7 ;2", "7, 2")])
def test_the_ladder_is_a_setting(office: Office, written: str, kept: str) -> None:
    office.change_settings(remind_before_days=written)
    assert office.settings().remind_before_days == kept
    assert office.settings().ladder_rules().after == (1, 3, 5)


def test_a_ladder_nobody_can_climb_is_refused(office: Office) -> None:
    for written in ("a", "3,-1", "99"):
        with pytest.raises(OfficeError, match="bad_setting") as caught:
            office.change_settings(remind_after_days=written)
        assert caught.value.field == "remind_after_days"
