"""Extensions, notes, obstacles, rounds of a draft and reminders, and the line of events that tells them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from models.errors import OfficeError
from models.labels import LABELS
from models.office import Office
from models.registers.tasks.followup import (
    add_note,
    answer_obstacle,
    decide_extension,
    extend_task,
    log_reminder,
    raise_obstacle,
    request_extension,
    return_draft,
    submit_draft,
)
from models.registers.tasks.rows import CoordinatorEntry
from models.registers.tasks.services import cancel_task, complete_coordinator_part, complete_task, suspend_task
from models.registers.tasks.tables import task
from models.registers.tasks.whole import load_whole
from models.storage.attachments import attachment
from models.storage.database import vietnam_now
from tests.factories import TODAY
from tests.factories_tasks import TASK, make_task, task_row, task_whole

LATER = date(2026, 12, 15)
TOMORROW = date(2026, 11, 21)
BEFORE = date(2026, 11, 16)


def refused(code: str, field: str | None, call, *args: Any, **named: Any) -> None:
    with pytest.raises(OfficeError) as caught:
        call(*args, **named)
    assert (caught.value.code, caught.value.field) == (code, field)


def asked_extension(office: Office, task_id: int, new_due: date = LATER) -> int:
    request_extension(office, task_id, new_due=new_due, reason="Chờ số liệu của thôn", requested_date=BEFORE)
    return task_whole(office, task_id).extensions[-1].id


def test_an_extension_moves_the_date_only_when_approved_and_keeps_the_original(office: Office) -> None:
    task_id = make_task(office)
    extension = asked_extension(office, task_id)
    assert task_row(office, task_id).due_date == TASK.due_date
    decide_extension(office, extension, approved=True, decided_by="Chủ tịch UBND xã", decided_date=TODAY)
    whole = task_whole(office, task_id)
    assert (whole.row.due_date, whole.row.original_due_date) == (LATER, TASK.due_date)
    assert whole.extensions[0].old_due_date == TASK.due_date
    assert "đã gia hạn từ 27/11/2026" in whole.explanation


def test_a_refused_extension_moves_nothing_and_another_may_be_asked(office: Office) -> None:
    task_id = make_task(office)
    extension = asked_extension(office, task_id)
    refused("extension_pending", None, request_extension, office, task_id, new_due=LATER, reason="x", requested_date=TODAY)
    refused("extension_pending", None, extend_task, office, task_id, new_due=LATER, reason="x", decided_date=TODAY)
    decide_extension(office, extension, approved=False, decided_by="Chủ tịch", decided_date=TODAY, note="Không đủ lý do")
    assert task_row(office, task_id).due_date == TASK.due_date
    refused("not_pending", None, decide_extension, office, extension, approved=True, decided_by="", decided_date=TODAY)
    asked_extension(office, task_id)
    assert [found.decision for found in task_whole(office, task_id).extensions] == ["refused", "pending"]


def test_extensions_that_make_no_sense_are_refused(office: Office) -> None:
    task_id, timeless = make_task(office), make_task(office, due_date=None)
    assert TASK.due_date is not None
    for new_due in (TASK.due_date, TODAY):
        refused("extension_not_later", "new_due", extend_task, office, task_id, new_due=new_due, reason="x", decided_date=TODAY)
    refused("impossible_date", "new_due", extend_task, office, task_id, new_due=date(9999, 1, 1), reason="x", decided_date=TODAY)
    refused("no_due_date", None, extend_task, office, timeless, new_due=LATER, reason="x", decided_date=TODAY)
    refused("reason_needed", "reason", extend_task, office, task_id, new_due=LATER, reason="", decided_date=TODAY)
    refused("date_in_future", "decided_date", extend_task, office, task_id, new_due=LATER, reason="x", decided_date=TOMORROW)
    extension = asked_extension(office, task_id)
    early = date(2026, 11, 13)
    refused(
        "decided_before_requested", "decided_date", decide_extension, office, extension, approved=True, decided_by="", decided_date=early
    )
    assert task_whole(office, task_id).extensions[0].decision == "pending"


def test_a_second_extension_starts_from_the_first(office: Office) -> None:
    task_id = make_task(office)
    extend_task(office, task_id, new_due=LATER, reason="Lần 1", decided_by="Chủ tịch", decided_date=TODAY)
    extend_task(office, task_id, new_due=date(2026, 12, 31), reason="Lần 2", decided_by="Chủ tịch", decided_date=TODAY)
    whole = task_whole(office, task_id)
    assert [(found.old_due_date, found.new_due_date) for found in whole.extensions] == [
        (TASK.due_date, LATER),
        (LATER, date(2026, 12, 31)),
    ]
    assert whole.row.original_due_date == TASK.due_date


def test_an_extension_overtaken_by_the_due_date_cannot_be_approved(office: Office) -> None:
    task_id = make_task(office)
    extension = asked_extension(office, task_id)
    with office.write("task.correct") as tx:
        tx.update(task, task_id, {"due_date": date(2026, 12, 31)})
    refused("extension_not_later", "new_due", decide_extension, office, extension, approved=True, decided_by="", decided_date=TODAY)
    assert task_whole(office, task_id).extensions[0].decision == "pending"


def test_drafts_go_round_by_round(office: Office) -> None:
    task_id = make_task(office)
    refused("no_draft", None, return_draft, office, task_id, reason="x", returned_date=TODAY)
    submit_draft(office, task_id, submitted_to="Phó Chủ tịch", submitted_date=date(2026, 11, 12))
    refused("draft_pending", None, submit_draft, office, task_id, submitted_to="", submitted_date=TODAY)
    early = date(2026, 11, 11)
    refused("returned_before_submitted", "returned_date", return_draft, office, task_id, reason="x", returned_date=early)
    return_draft(office, task_id, reason="Thiếu phụ lục", returned_date=BEFORE)
    submit_draft(office, task_id, submitted_to="Phó Chủ tịch", submitted_date=TODAY)
    drafts = task_whole(office, task_id).drafts
    assert [(found.round, found.returned_reason) for found in drafts] == [(1, "Thiếu phụ lục"), (2, "")]


def test_obstacles_are_raised_and_answered_once_even_after_the_task_is_done(office: Office) -> None:
    task_id = make_task(office)
    refused("missing", "content", raise_obstacle, office, task_id, " ", raised_to="x", raised_date=TODAY)
    raise_obstacle(office, task_id, "Chưa có kinh phí", raised_to="Sở Tài chính", raised_date=BEFORE)
    obstacle = task_whole(office, task_id).obstacles[0]
    assert (obstacle.raised_to, obstacle.answered_date) == ("Sở Tài chính", None)
    complete_task(office, task_id, completed_date=TODAY, evidence_note="Xong")
    early = date(2026, 11, 13)
    refused("answered_before_raised", "answered_date", answer_obstacle, office, obstacle.id, "x", answered_date=early)
    answer_obstacle(office, obstacle.id, "Đã cấp", answered_date=TODAY)
    refused("already_answered", None, answer_obstacle, office, obstacle.id, "x", answered_date=TODAY)
    refused("not_found", None, answer_obstacle, office, obstacle.id + 1, "x", answered_date=TODAY)
    assert task_whole(office, task_id).obstacles[0].answer == "Đã cấp"


def test_reminders_are_numbered_and_go_to_the_lead_unless_told(office: Office) -> None:
    task_id = make_task(office)
    log_reminder(office, task_id)
    log_reminder(office, task_id, addressee="Trưởng thôn", content="Gửi số liệu", at=datetime(2026, 11, 19, 9))
    log_reminder(office, make_task(office))
    reminders = task_whole(office, task_id).reminders
    assert [(found.number, found.addressee) for found in reminders] == [(1, "Phòng Kinh tế"), (2, "Trưởng thôn")]
    refused("date_in_future", "at", log_reminder, office, task_id, at=datetime(2026, 11, 21))
    for _ in range(3):
        office.undo()
    log_reminder(office, task_id)
    assert [found.number for found in task_whole(office, task_id).reminders] == [1, 2]


def test_the_line_of_events_tells_all_in_order(office: Office) -> None:
    task_id = make_task(office, coordinators=(CoordinatorEntry(name="Công an xã"),))
    part = task_whole(office, task_id).coordinators[0]
    submit_draft(office, task_id, submitted_to="Chủ tịch", submitted_date=date(2026, 11, 5))
    return_draft(office, task_id, reason="Thiếu", returned_date=date(2026, 11, 6))
    raise_obstacle(office, task_id, "Thiếu người", raised_to="Chủ tịch", raised_date=date(2026, 11, 7))
    answer_obstacle(office, task_whole(office, task_id).obstacles[0].id, "Đã bổ sung", answered_date=date(2026, 11, 8))
    add_note(office, task_id, "Đã xong 3/5 thôn", author="Lê Thị Cúc", at=datetime(2026, 11, 9, 10, 30))
    log_reminder(office, task_id, at=datetime(2026, 11, 10, 8))
    complete_coordinator_part(office, part.id, completed_date=date(2026, 11, 11))
    decide_extension(office, asked_extension(office, task_id), approved=False, decided_by="Chủ tịch", decided_date=date(2026, 11, 17))
    extend_task(office, task_id, new_due=LATER, reason="Mưa lũ", decided_by="Chủ tịch", decided_date=date(2026, 11, 18))
    suspend_task(office, task_id, reason="Chờ hướng dẫn")
    cancel_task(office, task_id, reason="Tỉnh thu hồi")
    events = task_whole(office, task_id).timeline
    assert [event.kind for event in events] == [
        "assigned",
        "draft_submitted",
        "draft_returned",
        "obstacle_raised",
        "obstacle_answered",
        "note",
        "reminder",
        "part_completed",
        "extension_requested",
        "extension_refused",
        "extension_requested",
        "extension_approved",
        "suspended",
        "cancelled",
    ]
    assert {event.kind for event in events} <= LABELS["task_event"].keys()
    assert (events[5].at, events[5].timed, events[5].facts) == (
        datetime(2026, 11, 9, 10, 30),
        True,
        {"author": "Lê Thị Cúc", "content": "Đã xong 3/5 thôn"},
    )
    assert events[11].facts["new_due_date"] == "15/12/2026"


def test_the_history_of_a_task_holds_every_step_of_its_details_and_no_other_tasks(office: Office) -> None:
    task_id, other = make_task(office), make_task(office)
    add_note(office, task_id, "Ghi 1")
    add_note(office, other, "Ghi 2")
    extend_task(office, task_id, new_due=LATER, reason="Chờ", decided_date=TODAY)
    history = task_whole(office, task_id).history
    assert [entry.label for entry in history] == ["task.extend", "task.note", "task.assign"]
    assert {entry.actor for entry in history} == {"Nguyễn Thị Hoa"}
    assert all(abs(vietnam_now() - entry.at) < timedelta(minutes=5) for entry in history)


def test_files_of_a_task_belong_to_its_whole(office: Office) -> None:
    task_id = make_task(office)
    file = {"owner_table": "task", "owner_id": task_id, "sha256": "a" * 64, "file_name": "bao-cao.pdf", "size": 7, "added_at": office.now()}
    with office.write("task.note") as tx:
        tx.insert_many(attachment, [file, {**file, "owner_table": "directive"}])
    whole = task_whole(office, task_id)
    assert [(found.file_name, found.size) for found in whole.attachments] == [("bao-cao.pdf", 7)]
    assert len(whole.history) == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"due_date": None}, "không có hạn"),
        ({"due_date": None, "due_text": "thường xuyên"}, "không có hạn (thường xuyên)"),
        ({"due_date": None, "completed_date": TODAY}, "không có hạn; xong 20/11/2026"),
        ({"due_date": date(2026, 11, 17)}, "hạn 17/11/2026; quá hạn 3 ngày làm việc"),
        ({"due_date": TODAY}, "hạn 20/11/2026; hạn là hôm nay"),
    ],
)
def test_the_explanation_says_where_the_due_date_stands(office: Office, changes: dict[str, Any], words: str) -> None:
    assert task_whole(office, make_task(office, **changes)).explanation == words


def test_what_is_not_there_is_said_to_be_not_found(office: Office) -> None:
    with office.read() as conn, pytest.raises(OfficeError, match="not_found"):
        load_whole(conn, 999, office.when(), office.calendar())
