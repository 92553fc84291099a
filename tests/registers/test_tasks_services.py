"""A task's life: assigned, corrected, shared, suspended, done, opened again, cancelled; each step refused where it does not fit."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from models.clock.deadlines import TaskState
from models.errors import OfficeError
from models.labels import LABELS
from models.office import Office
from models.registers.tasks.entering import amend_tasks, put_coordinators, subject_of
from models.registers.tasks.followup import (
    add_note,
    extend_task,
    log_reminder,
    raise_obstacle,
    request_extension,
    submit_draft,
)
from models.registers.tasks.queries import find_ids, known_tags
from models.registers.tasks.rows import CoordinatorEntry, TaskEntry, TaskQuery, to_list_json
from models.registers.tasks.services import (
    assign_task,
    cancel_task,
    complete_coordinator_part,
    complete_task,
    correct_task,
    reopen_task,
    resume_task,
    set_coordinators,
    set_tags,
    suspend_task,
)
from models.registers.tasks.whole import find_key
from models.storage.journal import entries
from tests.factories import TODAY, department_id, make_directive, official_id
from tests.factories_tasks import TASK, make_task, make_tasks, task_row, task_whole

LATER = date(2026, 12, 15)


def refused(code: str, field: str | None, call, *args: Any, **named: Any) -> OfficeError:
    """The call is refused with this code at this field."""
    with pytest.raises(OfficeError) as caught:
        call(*args, **named)
    assert (caught.value.code, caught.value.field) == (code, field)
    return caught.value


def test_an_assigned_task_is_kept_as_entered(office: Office) -> None:
    outcome = assign_task(office, TASK)
    assert outcome.id is not None
    assert outcome.changes.of("task") == {outcome.id}
    row = task_row(office, outcome.id)
    assert (row.uid, row.content, row.lead) == (outcome.uid, TASK.content, "Phòng Kinh tế")
    assert row.original_due_date == row.due_date == TASK.due_date
    assert row.state == TaskState.IN_PROGRESS
    assert row.days_left == 4  # 23, 25, 26 and 27 November; the 24th is a holiday


def test_texts_are_tidied_and_keep_their_lines(office: Office) -> None:
    row = task_row(office, make_task(office, content="  Rà soát \u200b hộ nghèo\r\n\r\n  theo   tiêu chí ", source_agency="UBND\u00a0tỉnh"))
    assert row.content == "Rà soát hộ nghèo\ntheo tiêu chí"
    assert row.source_agency == "UBND tỉnh"


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"content": " \n "}, "missing_content", "content"),
        ({"content": "x" * 32_768}, "too_long", "content"),
        ({"external_code": "x" * 201}, "too_long", "external_code"),
        ({"due_date": date(206, 11, 20)}, "impossible_date", "due_date"),
        ({"source_date": date(2101, 1, 1)}, "impossible_date", "source_date"),
        ({"urgency": "very"}, "bad_choice", "urgency"),
        ({"recurring": "often"}, "bad_choice", "recurring"),
        ({"directive_id": 99}, "not_found", "directive_id"),
        ({"lead_department_id": 99}, "not_found", "lead_department_id"),
        ({"lead_official_id": 99}, "not_found", "lead_department_id"),
        ({"completed_date": date(2026, 11, 2)}, "completed_before_assigned", "completed_date"),
        ({"coordinators": (CoordinatorEntry(name=" "),)}, "missing", "coordinators"),
    ],
)
def test_a_bad_entry_is_refused_by_its_field_and_nothing_stays(office: Office, changes: dict[str, Any], code: str, field: str) -> None:
    refused(code, field, make_task, office, **changes)
    with office.read() as conn:
        assert find_ids(conn, TaskQuery(), office.when()) == []


def test_an_official_implies_their_department_and_cannot_lead_for_another(office: Office) -> None:
    economy, person = department_id(office, "Phòng Kinh tế"), official_id(office, "Lê Thị Cúc")
    row = task_row(office, make_task(office, lead="", lead_official_id=person))
    assert (row.lead_department_id, row.lead_official_id, row.lead) == (economy, person, "Lê Thị Cúc (Phòng Kinh tế)")
    culture = department_id(office, "Phòng Văn hóa - Xã hội")
    refused("official_of_other_department", "lead_department_id", make_task, office, lead_department_id=culture, lead_official_id=person)


def test_the_lead_keeps_the_words_of_the_list_it_came_from(office: Office) -> None:
    row = task_row(office, make_task(office, lead="P. Kinh tế", lead_department_id=department_id(office, "Phòng Kinh tế")))
    assert row.lead == "P. Kinh tế"


def test_a_task_of_a_directive_takes_its_number_date_and_agency(office: Office) -> None:
    directive = make_directive(office, document_number="15/KH-UBND", issued_date=date(2026, 11, 10)).id
    row = task_row(office, make_task(office, directive_id=directive, source_number="", source_date=None, source_agency=""))
    assert (row.source_number, row.source_date, row.source_agency) == ("15/KH-UBND", date(2026, 11, 10), "UBND tỉnh Gia Lai")
    other = task_row(office, make_task(office, directive_id=directive))
    assert other.source_number == "06/CT-UBND"


def test_a_secret_paper_gives_no_task_whichever_way_it_is_asked(office: Office) -> None:
    paper = make_directive(office, secrecy="secret", subject="", document_type="", medium="paper").id
    refused("secret_refuses", "tasks", assign_task, office, TaskEntry("Nội dung mật", directive_id=paper))
    task_id = make_task(office)
    refused("secret_refuses", "tasks", correct_task, office, task_id, {"directive_id": paper}, reason="nhầm")
    with office.read() as conn:
        assert find_ids(conn, TaskQuery(text="mật"), office.when()) == []


def test_many_tasks_are_one_step_that_undo_takes_back_whole(office: Office) -> None:
    ids = make_tasks(office, *(TaskEntry(f"Việc {number}", coordinators=(CoordinatorEntry(name="Công an xã"),)) for number in range(20)))
    assert task_row(office, ids[7]).coordinating == ("Công an xã",)
    office.undo()
    with office.read() as conn:
        assert find_ids(conn, TaskQuery().with_text("viec"), office.when()) == []
    office.redo()
    with office.read() as conn:
        assert find_ids(conn, TaskQuery().sorted_by("id"), office.when()) == ids


def test_a_correction_needs_a_reason_and_known_fields(office: Office) -> None:
    task_id = make_task(office)
    refused("reason_needed", "reason", correct_task, office, task_id, {"content": "Khác"}, reason=" ")
    refused("not_correctable", "cancelled_at", correct_task, office, task_id, {"cancelled_at": None}, reason="x")
    refused("missing_content", "content", correct_task, office, task_id, {"content": ""}, reason="x")
    refused("not_found", None, correct_task, office, task_id + 1, {"note": ""}, reason="x")
    correct_task(office, task_id, {"deliverable": "Báo cáo"}, reason="Thiếu sản phẩm")
    row = task_row(office, task_id)
    assert (row.deliverable, row.content) == ("Báo cáo", TASK.content)
    assert task_whole(office, task_id).history[0].reason == "Thiếu sản phẩm"


def test_a_new_lead_replaces_the_old_one_whole(office: Office) -> None:
    person, culture = official_id(office, "Lê Thị Cúc"), department_id(office, "Phòng Văn hóa - Xã hội")
    task_id = make_task(office, lead="", lead_official_id=person)
    correct_task(office, task_id, {"lead_department_id": culture}, reason="Giao nhầm")
    row = task_row(office, task_id)
    assert (row.lead_department_id, row.lead_official_id, row.lead) == (culture, None, "Phòng Văn hóa - Xã hội")
    correct_task(office, task_id, {"lead": "Công an xã"}, reason="Giao nhầm")
    row = task_row(office, task_id)
    assert (row.lead_department_id, row.lead_official_id, row.lead) == (None, None, "Công an xã")


def test_a_first_due_date_is_given_by_correction_and_moved_only_by_extension(office: Office) -> None:
    task_id = make_task(office, due_date=None, due_text="khi có yêu cầu")
    correct_task(office, task_id, {"due_date": LATER}, reason="Tỉnh ấn định hạn")
    assert task_row(office, task_id).original_due_date == LATER
    refused("due_date_by_extension", "due_date", correct_task, office, task_id, {"due_date": date(2026, 12, 31)}, reason="x")
    refused("due_date_by_extension", "original_due_date", correct_task, office, task_id, {"original_due_date": None}, reason="x")
    correct_task(office, task_id, {"due_date": LATER, "note": "n"}, reason="không đổi hạn")


def test_a_mistyped_due_date_is_put_right_with_its_original_unless_the_task_was_extended(office: Office) -> None:
    task_id = make_task(office)
    correct_task(office, task_id, {"due_date": date(2026, 11, 26)}, reason="Gõ nhầm", typing_error=True)
    assert task_row(office, task_id).original_due_date == date(2026, 11, 26)
    extend_task(office, task_id, new_due=LATER, reason="Chờ số liệu", decided_by="Chủ tịch", decided_date=TODAY)
    correct_task(office, task_id, {"due_date": date(2026, 12, 14)}, reason="Gõ nhầm", typing_error=True)
    row = task_row(office, task_id)
    assert (row.due_date, row.original_due_date) == (date(2026, 12, 14), date(2026, 11, 26))


def test_coordinators_are_put_right_by_who_they_are(office: Office) -> None:
    culture = department_id(office, "Phòng Văn hóa - Xã hội")
    task_id = make_task(office, coordinators=(CoordinatorEntry(culture, part="Số liệu"), CoordinatorEntry(name="Công an xã")))
    first = task_whole(office, task_id).coordinators
    assert [part.name for part in first] == ["Phòng Văn hóa - Xã hội", "Công an xã"]
    complete_coordinator_part(office, first[0].id, completed_date=TODAY)
    changed = [CoordinatorEntry(culture, part="Số liệu và bản đồ", due_date=LATER), CoordinatorEntry(name="Hội Nông dân")]
    set_coordinators(office, task_id, changed)
    second = task_whole(office, task_id).coordinators
    assert [(part.name, part.part) for part in second] == [("Phòng Văn hóa - Xã hội", "Số liệu và bản đồ"), ("Hội Nông dân", "")]
    assert (second[0].id, second[0].completed_date, second[0].due_date) == (first[0].id, TODAY, LATER)
    office.undo()
    assert task_whole(office, task_id).coordinators[1].name == "Công an xã"


def test_the_lead_does_not_coordinate_itself(office: Office) -> None:
    economy = department_id(office, "Phòng Kinh tế")
    task_id = make_task(office, lead_department_id=economy)
    refused("coordinator_is_lead", "coordinators", set_coordinators, office, task_id, [CoordinatorEntry(economy)])


def test_completion_needs_evidence_or_a_note_and_a_possible_day(office: Office) -> None:
    task_id = make_task(office)
    refused("evidence_needed", "evidence_number", complete_task, office, task_id, completed_date=TODAY, evidence_number=" ")
    early = date(2026, 11, 2)
    refused("completed_before_assigned", "completed_date", complete_task, office, task_id, completed_date=early, evidence_note="x")
    tomorrow = date(2026, 11, 21)
    refused("date_in_future", "completed_date", complete_task, office, task_id, completed_date=tomorrow, evidence_note="x")
    complete_task(office, task_id, completed_date=TODAY, evidence_number="125/UBND-KT", evidence_date=TODAY)
    row = task_row(office, task_id)
    assert (row.state, row.evidence_number, row.days_left) == (TaskState.COMPLETED_ON_TIME, "125/UBND-KT", None)
    reopen_task(office, task_id, reason="Tỉnh trả lại báo cáo")
    row = task_row(office, task_id)
    assert (row.state, row.evidence_number, row.evidence_date) == (TaskState.IN_PROGRESS, "", None)
    refused("not_completed", None, reopen_task, office, task_id, reason="x")


def test_a_correction_neither_completes_nor_reopens(office: Office) -> None:
    task_id = make_task(office)
    refused("not_correctable", "completed_date", correct_task, office, task_id, {"completed_date": TODAY}, reason="x")
    complete_task(office, task_id, completed_date=TODAY, evidence_note="Báo cáo miệng")
    refused("not_correctable", "completed_date", correct_task, office, task_id, {"completed_date": None}, reason="x")
    correct_task(office, task_id, {"completed_date": date(2026, 11, 19)}, reason="Gõ nhầm ngày")
    assert task_row(office, task_id).completed_date == date(2026, 11, 19)
    before = {"completed_date": date(2026, 11, 1)}
    refused("completed_before_assigned", "completed_date", correct_task, office, task_id, before, reason="x")


def test_suspended_work_rests_until_it_goes_on_or_is_done(office: Office) -> None:
    task_id = make_task(office)
    refused("not_suspended", None, resume_task, office, task_id)
    suspend_task(office, task_id, reason="Chờ hướng dẫn của Sở")
    assert task_row(office, task_id).state == TaskState.SUSPENDED
    assert "Chờ hướng dẫn của Sở" in task_whole(office, task_id).explanation
    refused("already_suspended", None, suspend_task, office, task_id, reason="x")
    resume_task(office, task_id)
    assert task_row(office, task_id).state == TaskState.IN_PROGRESS
    suspend_task(office, task_id, reason="Chờ")
    complete_task(office, task_id, completed_date=TODAY, evidence_note="Xong")
    assert task_row(office, task_id).suspended_at is None


CLOSED = {
    "extend": lambda office, task_id: extend_task(office, task_id, new_due=LATER, reason="x", decided_date=TODAY),
    "request": lambda office, task_id: request_extension(office, task_id, new_due=LATER, reason="x", requested_date=TODAY),
    "obstacle": lambda office, task_id: raise_obstacle(office, task_id, "x", raised_to="", raised_date=TODAY),
    "draft": lambda office, task_id: submit_draft(office, task_id, submitted_to="", submitted_date=TODAY),
    "complete": lambda office, task_id: complete_task(office, task_id, completed_date=TODAY, evidence_note="x"),
    "suspend": lambda office, task_id: suspend_task(office, task_id, reason="x"),
    "resume": resume_task,
    "coordinators": lambda office, task_id: set_coordinators(office, task_id, []),
    "remind": log_reminder,
}
CANCELLED = CLOSED | {
    "note": lambda office, task_id: add_note(office, task_id, "x"),
    "correct": lambda office, task_id: correct_task(office, task_id, {"note": "x"}, reason="x"),
    "reopen": lambda office, task_id: reopen_task(office, task_id, reason="x"),
    "cancel": lambda office, task_id: cancel_task(office, task_id, reason="x"),
    "tags": lambda office, task_id: set_tags(office, task_id, ["x"]),
}


@pytest.mark.parametrize("name", CLOSED)
def test_a_completed_task_takes_no_more_work(office: Office, name: str) -> None:
    task_id = make_task(office, completed_date=TODAY, evidence_note="Xong")
    assert refused("task_closed", None, CLOSED[name], office, task_id).facts == {"state": "completed"}


@pytest.mark.parametrize("name", CANCELLED)
def test_a_cancelled_task_takes_nothing_at_all(office: Office, name: str) -> None:
    task_id = make_task(office)
    cancel_task(office, task_id, reason="Nhập trùng")
    before = task_whole(office, task_id)
    assert refused("task_closed", None, CANCELLED[name], office, task_id).facts == {"state": "cancelled"}
    assert task_whole(office, task_id) == before


def test_a_cancelled_task_shows_only_when_asked_for_and_keeps_its_reason(office: Office) -> None:
    task_id = make_task(office)
    cancel_task(office, task_id, reason="Nhập trùng")
    when = office.when()
    with office.read() as conn:
        assert find_ids(conn, TaskQuery(), when) == []
        assert find_ids(conn, TaskQuery().with_states("cancelled"), when) == [task_id]
    assert task_whole(office, task_id).explanation == "đã hủy ngày 20/11/2026: Nhập trùng"


def test_tags_are_each_once_and_found(office: Office) -> None:
    first, second = make_task(office, tags=("Đất đai", "ĐẤT ĐAI", " chuyển đổi số; Hộ tịch")), make_task(office)
    set_tags(office, second, ["100%", "Hộ tịch"])
    assert task_row(office, first).tags == ("Đất đai", "chuyển đổi số", "Hộ tịch")
    when = office.when()
    with office.read() as conn:
        assert known_tags(conn) == ["100%", "chuyển đổi số", "Đất đai", "Hộ tịch"]
        assert find_ids(conn, TaskQuery(tag="Hộ tịch"), when) == [first, second]
        assert find_ids(conn, TaskQuery(tag="Đất"), when) == []
        assert find_ids(conn, TaskQuery(tag="100%"), when) == [second]
        assert find_ids(conn, TaskQuery(tag="%"), when) == []


def test_a_newer_list_of_the_province_moves_the_due_date_as_an_extension(office: Office) -> None:
    task_id = make_task(office)
    with office.write("task.correct") as tx:
        newer = {"due_date": LATER, "note": "Theo danh sách mới"}
        assert amend_tasks(tx, {task_id: newer}, on=TODAY, reason="Danh sách 02", decided_by="UBND tỉnh")
        assert not amend_tasks(tx, {task_id: {"note": "Theo  danh sách mới "}}, on=TODAY, reason="")
        put_coordinators(tx, task_id, [CoordinatorEntry(name="Công an xã")])
    whole = task_whole(office, task_id)
    assert (whole.row.due_date, whole.row.original_due_date) == (LATER, TASK.due_date)
    assert [(found.decision, found.new_due_date, found.decided_by) for found in whole.extensions] == [("approved", LATER, "UBND tỉnh")]
    assert whole.row.coordinating == ("Công an xã",)
    without = make_task(office, due_date=None)
    with office.write("task.correct") as tx:
        amend_tasks(tx, {without: {"due_date": LATER}}, on=TODAY, reason="")
    assert (task_row(office, without).original_due_date, task_whole(office, without).extensions) == (LATER, ())


def test_undo_and_redo_of_each_step_give_the_same_pictures(office: Office) -> None:
    task_id = make_task(office, coordinators=(CoordinatorEntry(name="Công an xã"),))
    steps = [
        lambda: correct_task(office, task_id, {"note": "x", "lead": "Văn phòng"}, reason="r"),
        lambda: set_coordinators(office, task_id, [CoordinatorEntry(name="Hội Phụ nữ")]),
        lambda: suspend_task(office, task_id, reason="r"),
        lambda: resume_task(office, task_id),
        lambda: extend_task(office, task_id, new_due=LATER, reason="r", decided_date=TODAY),
        lambda: set_tags(office, task_id, ["a"]),
        lambda: complete_task(office, task_id, completed_date=TODAY, evidence_note="x"),
        lambda: reopen_task(office, task_id, reason="r"),
        lambda: cancel_task(office, task_id, reason="r"),
    ]

    def picture():
        whole = task_whole(office, task_id)
        return whole.row, whole.coordinators, whole.extensions

    for step in steps:
        before = picture()
        step()
        after = picture()
        assert after != before
        office.undo()
        assert picture() == before
        office.redo()
        assert picture() == after


def test_every_step_has_words_and_names_the_task(office: Office) -> None:
    task_id = make_task(office)
    extend_task(office, task_id, new_due=LATER, reason="r", decided_date=TODAY)
    with office.read() as conn:
        newest = entries(conn, limit=1)[0]
    assert newest.subject == TASK.content
    assert newest.label in LABELS["change"]
    assert subject_of("Rà soát " * 20).endswith("…")
    assert len(subject_of("x" * 200)) <= 61


def test_the_list_prints_the_keys_of_the_contract(office: Office) -> None:
    task_id = make_task(office, due_date=date(2026, 11, 10), coordinators=(CoordinatorEntry(name="Công an xã"),), external_code="NV-12")
    row = task_row(office, task_id)
    assert to_list_json(row) == {
        "uid": row.uid,
        "content": TASK.content,
        "external_code": "NV-12",
        "source_document": {"number": "06/CT-UBND", "date": "2026-11-02", "agency": "UBND tỉnh Gia Lai"},
        "assigned_date": "2026-11-03",
        "due_date": "2026-11-10",
        "original_due_date": "2026-11-10",
        "due_text": None,
        "recurring": None,
        "lead": "Phòng Kinh tế",
        "coordinating": ["Công an xã"],
        "deliverable": None,
        "note": None,
        "state": "overdue",
        "days_late": 8,
    }
    with office.read() as conn:
        assert find_key(conn, row.uid) == find_key(conn, " NV-12") == task_id
        assert find_key(conn, "") is None


@pytest.mark.folder_only
def test_the_evidence_is_kept_as_a_file_in_the_same_step(office: Office, tmp_path: Path):
    paper = tmp_path / "BC 45.txt"
    paper.write_text("Báo cáo", encoding="utf-8")
    task_id = make_task(office)
    complete_task(office, task_id, completed_date=TODAY, evidence_number="45/BC-UBND", files=[paper])
    assert [file.file_name for file in task_whole(office, task_id).attachments] == ["BC 45.txt"]
    office.undo()
    undone = task_whole(office, task_id)
    assert (undone.attachments, undone.row.completed_date) == ((), None)


def test_a_task_that_is_overdue_at_once_is_entered_and_told(office):
    outcome = assign_task(office, TaskEntry(content="Báo cáo", due_date=office.today() - timedelta(days=1)))
    assert [(notice.code, dict(notice.facts)) for notice in outcome.notices] == [
        ("task_overdue_at_once", {"count": 1, "due": office.today() - timedelta(days=1)})
    ]
    done = TaskEntry(content="Đã xong", due_date=office.today() - timedelta(days=9), completed_date=office.today() - timedelta(days=9))
    assert assign_task(office, done).notices == ()
    assert assign_task(office, TaskEntry(content="Còn hạn", due_date=office.today())).notices == ()
