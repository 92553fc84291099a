"""What a person decides about a comparison: one step, undone as a whole, and nothing that was not decided."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.intake.reconcile.resolve import apply_resolutions
from models.office import Office
from models.registers.comparison import Comparison, Decision, Finding, fields_to_decide, linked_fields, may_be
from models.registers.dossiers.receipt import cancel_dossier
from models.registers.dossiers.services import pause_dossier, resolve_dossier, return_dossier
from models.registers.dossiers.states import Status
from models.registers.many import Many
from models.registers.tasks.followup import add_note
from models.registers.tasks.services import cancel_task, complete_task
from models.storage.journal import entries
from tests.factories_dossiers import make_dossier, moment, picture, row_of, whole_of
from tests.factories_tasks import make_task, task_row, task_whole
from tests.intake import test_reconcile_dossiers, test_reconcile_tasks
from tests.intake.reconciling import compared

THEIRS, OURS, REPORT = Decision.THEIRS, Decision.OURS, Decision.REPORT
dossier_row, task_of_theirs = test_reconcile_dossiers.as_theirs, test_reconcile_tasks.as_theirs


def decide_all(comparison: Comparison, decision: Decision) -> dict[tuple[int, str], Decision]:
    return {(item.id, name): decision for item in comparison.items for name in fields_to_decide(item)}


def take_all(office: Office, kind: str, rows: list[dict[str, Any]], **more: Any) -> Many:
    found = compared(office, kind, rows, **more)
    return apply_resolutions(office, found, decide_all(found, THEIRS))


def test_nothing_is_taken_that_was_not_decided(office: Office) -> None:
    made = make_dossier(office)
    found = compared(office, "dossiers", [dossier_row(office, made, applicant="Người khác"), {"dossier_code": "H21.88-261102-0999"}])
    before = picture(office)
    for decisions in ({}, decide_all(found, OURS), decide_all(found, REPORT)):
        many = apply_resolutions(office, found, decisions)
        assert (many.outcome.seq, many.done) == (0, 0)
    assert picture(office) == before


def test_all_of_it_is_one_step_and_undone_as_a_whole(office: Office) -> None:
    first, second = make_dossier(office), make_dossier(office)
    rows = [
        dossier_row(office, first, applicant="Người khác", phone="0905999888"),
        dossier_row(office, second, status=10, resolved_at=moment(9, 10), returned_at=moment(10, 8)),
        {"dossier_code": "H21.88-261102-0999", "applicant": "Phan Anh", "received_at": moment(2), "status": 4},
    ]
    before = picture(office)
    many = take_all(office, "dossiers", rows)
    assert (many.done, many.left_out) == (3, ())
    assert row_of(office, first).applicant == "Người khác"
    assert (row_of(office, second).status, row_of(office, second).returned_at) == (10, moment(10, 8))
    assert not compared(office, "dossiers", rows).items
    with office.read() as connection:
        [step] = entries(connection, limit=1)
    assert (step.label, step.subject) == ("reconcile.dossiers", "thang-11.xlsx")
    office.undo()
    assert picture(office) == before


def test_one_field_of_many(office: Office) -> None:
    made = make_dossier(office)
    found = compared(office, "dossiers", [dossier_row(office, made, applicant="Người khác", phone="0905999888")])
    apply_resolutions(office, found, {(1, "phone"): THEIRS, (1, "applicant"): REPORT})
    assert (row_of(office, made).applicant, row_of(office, made).phone) == ("Nguyễn Thị Lan", "0905999888")


def test_a_finished_dossier_is_opened_again_whole(office: Office) -> None:
    made = make_dossier(office)
    theirs = dossier_row(office, made)
    del theirs["resolved_at"], theirs["returned_at"]
    resolve_dossier(office, made, at=moment(4))
    return_dossier(office, made, at=moment(5))
    assert take_all(office, "dossiers", [theirs]).done == 1
    row = row_of(office, made)
    assert (row.status, row.resolved_at, row.returned_at) == (2, None, None)
    assert whole_of(office, made).closed_at is None


def test_status_and_moments_go_together(office: Office) -> None:
    made = make_dossier(office)
    found = compared(office, "dossiers", [dossier_row(office, made, status=9, resolved_at=moment(9, 10), phone="0905999888")])
    [item] = found.items
    assert set(linked_fields("dossiers", item, "resolved_at")) == {"status", "resolved_at"}
    assert linked_fields("dossiers", item, "phone") == ("phone",)
    apply_resolutions(office, found, {(1, "resolved_at"): THEIRS})
    row = row_of(office, made)
    assert (row.status, row.resolved_at, row.phone) == (9, moment(9, 10), "0905123218")


def test_a_pause_ends_with_the_result(office: Office) -> None:
    made = make_dossier(office)
    pause_dossier(office, made, kind="supplement", reason="thiếu bản sao", at=moment(3))
    assert take_all(office, "dossiers", [dossier_row(office, made, status=9, resolved_at=moment(9, 10))]).done == 1
    whole = whole_of(office, made)
    assert whole.row.status == Status.RESOLVED
    assert [pause.paused_to for pause in whole.pauses] == [moment(9, 10)]


def test_what_was_changed_meanwhile_is_left_out(office: Office) -> None:
    first, second = make_dossier(office), make_dossier(office)
    found = compared(office, "dossiers", [dossier_row(office, each, status=9, resolved_at=moment(9, 10)) for each in (first, second)])
    resolve_dossier(office, first, at=moment(6))
    many = apply_resolutions(office, found, decide_all(found, THEIRS))
    assert many.done == 1
    assert [(found.items[each.id - 1].record_id, each.error.code) for each in many.left_out] == [(first, "reconcile_outdated")]
    assert row_of(office, first).resolved_at == moment(6)
    assert row_of(office, second).resolved_at == moment(9, 10)


def test_a_row_that_became_a_record_meanwhile_is_left_out(office: Office) -> None:
    theirs = {"dossier_code": "H21.88-261102-0999", "applicant": "Phan Anh", "received_at": moment(2), "status": 4}
    found = compared(office, "dossiers", [theirs])
    make_dossier(office, dossier_code="H21.88-261102-0999")
    many = apply_resolutions(office, found, decide_all(found, THEIRS))
    assert [each.error.code for each in many.left_out] == ["reconcile_outdated"]


def test_what_only_we_have_cannot_be_taken(office: Office) -> None:
    first, second = make_dossier(office), make_dossier(office)
    found = compared(office, "dossiers", [dossier_row(office, first)])
    [item] = found.items
    assert (item.finding, item.record_id) == (Finding.ONLY_OURS, second)
    assert not may_be(item, THEIRS)
    assert may_be(item, REPORT)
    many = apply_resolutions(office, found, {(item.id, ""): THEIRS})
    assert [each.error.code for each in many.left_out] == ["reconcile_only_ours"]


def test_tasks_are_taken_and_undone(office: Office) -> None:
    made = make_task(office)
    rows = [
        task_of_theirs(office, made, due_date=date(2026, 12, 5), lead="Công an xã", coordinating=("Phòng Kinh tế",)),
        {
            "content": "Việc mới",
            "source_number": "06/CT-UBND",
            "source_date": date(2026, 11, 2),
            "status": "Đang thực hiện",
            "coordinating": (),
        },
    ]
    before = task_row(office, made)
    assert take_all(office, "tasks", rows).done == 2
    row = task_row(office, made)
    assert (row.due_date, row.original_due_date, row.lead, row.coordinating) == (
        date(2026, 12, 5),
        date(2026, 11, 27),
        "Công an xã",
        ("Phòng Kinh tế",),
    )
    assert len(task_whole(office, made).extensions) == 1
    office.undo()
    assert task_row(office, made) == before


def test_a_task_is_finished_as_they_say(office: Office) -> None:
    made = make_task(office)
    theirs = task_of_theirs(office, made, status="Đã hoàn thành", completed_date=date(2026, 11, 12), evidence_number="15/BC-UBND")
    assert take_all(office, "tasks", [theirs]).done == 1
    row = task_row(office, made)
    assert (row.completed_date, row.evidence_number) == (date(2026, 11, 12), "15/BC-UBND")


def test_without_a_day_it_is_not_finished(office: Office) -> None:
    made = make_task(office)
    add_note(office, made, "đang làm")
    many = take_all(office, "tasks", [task_of_theirs(office, made, status="Đã hoàn thành")])
    assert [each.error.code for each in many.left_out] == ["completion_day_unknown"]
    assert task_row(office, made).completed_date is None


def test_a_finished_task_is_opened_again(office: Office) -> None:
    made = make_task(office)
    complete_task(office, made, completed_date=date(2026, 11, 13), evidence_number="15/BC-UBND")
    assert take_all(office, "tasks", [task_of_theirs(office, made, status="Đang thực hiện")]).done == 1
    row = task_row(office, made)
    assert (row.completed_date, row.evidence_number) == (None, "")


@pytest.mark.parametrize("kind", ["dossiers", "tasks"])
def test_a_cancelled_record_is_not_taken_back(office: Office, kind: str) -> None:
    made = make_dossier(office) if kind == "dossiers" else make_task(office)
    theirs = dossier_row(office, made) if kind == "dossiers" else task_of_theirs(office, made)
    cancel = cancel_dossier if kind == "dossiers" else cancel_task
    cancel(office, made, reason="nhập nhầm")
    found = compared(office, kind, [theirs])
    many = apply_resolutions(office, found, decide_all(found, THEIRS))
    assert [each.error.code for each in many.left_out] == ["reconcile_cancelled"]
