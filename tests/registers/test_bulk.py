"""Many records changed alike: left alone, filled, replaced, made empty; each whole or not at all; one step to undo."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from models.errors import OfficeError
from models.office import Office
from models.registers.bulk import FieldChange, Mode, change_directives, change_dossiers, change_tasks, count_filled, ids_of
from models.registers.directives.rows import DirectiveEntry, DirectiveQuery
from models.registers.directives.services import cancel_directive, receive_directive
from models.registers.directives.tables import directive
from models.registers.dossiers.receipt import receive_dossier
from models.registers.dossiers.rows import DossierEntry
from models.registers.dossiers.tables import dossier, dossier_step
from models.registers.tasks.rows import TaskQuery
from models.registers.tasks.services import cancel_task, complete_task
from models.registers.tasks.tables import task, task_extension, task_note
from models.safekeeping import check_office
from models.storage.journal import journal
from tests.factories import copy_office
from tests.storage.steps import add_task

TODAY = date(2026, 11, 20)
DUE = TODAY + timedelta(days=5)
LATER = TODAY + timedelta(days=20)


def rows(office: Office, table) -> list:
    with office.read() as conn:
        return conn.execute(select(table).order_by(table.c.id)).all()


def steps(office: Office) -> int:
    with office.read() as conn:
        return conn.execute(select(func.count()).select_from(journal)).scalar()


def tasks(office: Office) -> list[int]:
    """Three: one with a lead and a due date, one with neither, one with a due date and tags."""
    return [
        add_task(office, "Việc 0", lead="Phòng Kinh tế", due_date=DUE, original_due_date=DUE).id,
        add_task(office, "Việc 1").id,
        add_task(office, "Việc 2", due_date=DUE, original_due_date=DUE, tags="đê điều; họp").id,
    ]


def replace(value) -> FieldChange:
    return FieldChange(Mode.REPLACE, value)


def fill(value) -> FieldChange:
    return FieldChange(Mode.FILL, value)


NOBODY = (None, None, "")


def test_left_alone_filled_replaced_and_emptied_differ(office: Office) -> None:
    ids = tasks(office)
    name = (None, None, "Trạm Y tế")
    cases = {
        FieldChange(Mode.KEEP, name): None,
        fill(name): ["Phòng Kinh tế", "Trạm Y tế", "Trạm Y tế"],
        replace(name): ["Trạm Y tế"] * 3,
        FieldChange(Mode.CLEAR): ["", "", ""],
    }
    for change, expected in cases.items():
        before = rows(office, task)
        if expected is None:
            with pytest.raises(OfficeError, match="nothing_to_change"):
                change_tasks(office, ids, {"lead": change}, reason="chia lại")
            continue
        count = steps(office)
        many = change_tasks(office, ids, {"lead": change}, reason="chia lại")
        assert [row.lead for row in rows(office, task)] == expected
        assert steps(office) == count + 1
        assert {each.error.code for each in many.left_out} <= {"already_filled"}
        office.undo()
        assert rows(office, task) == before
    assert list(check_office(office)) == []


def test_a_due_date_is_first_given_or_extended(office: Office) -> None:
    ids = tasks(office)
    change_tasks(office, ids, {"due_date": replace(LATER)}, reason="mưa lũ")
    assert [(row.due_date, row.original_due_date) for row in rows(office, task)] == [(LATER, DUE), (LATER, LATER), (LATER, DUE)]
    assert [(row.task_id, row.reason) for row in rows(office, task_extension)] == [(ids[0], "mưa lũ"), (ids[2], "mưa lũ")]
    office.undo()
    many = change_tasks(office, ids, {"due_date": fill(LATER)}, reason="mưa lũ")
    assert [row.due_date for row in rows(office, task)] == [DUE, LATER, DUE]
    assert (many.done, [each.id for each in many.left_out]) == (1, [ids[0], ids[2]])


def test_a_record_is_changed_whole_or_left_out(office: Office) -> None:
    ids = tasks(office)
    complete_task(office, ids[0], completed_date=TODAY, evidence_number="1/BC")
    cancel_task(office, ids[1], reason="trùng")
    before = rows(office, task)
    many = change_tasks(
        office, ids, {"urgency": replace("urgent"), "due_date": replace(LATER), "progress": replace("đang làm")}, reason="gấp"
    )
    # The urgency of a completed task may be put right, its due date not moved: so nothing of it is changed.
    assert {each.id: each.error.code for each in many.left_out} == {ids[0]: "task_closed", ids[1]: "task_closed"}
    after = rows(office, task)
    assert after[:2] == before[:2]
    assert (after[2].urgency, after[2].due_date) == ("urgent", LATER)
    assert [row.task_id for row in rows(office, task_note)] == [ids[2]]
    assert list(check_office(office)) == []


def test_tags_are_added_and_taken_off(office: Office) -> None:
    ids = tasks(office)
    many = change_tasks(office, ids, {"add_tags": replace("Họp; bão"), "remove_tags": replace("đê điều")}, reason="xếp lại")
    assert [row.tags for row in rows(office, task)] == ["Họp; bão", "Họp; bão", "họp; bão"]
    assert many.done == 3
    again = change_tasks(office, ids, {"add_tags": replace("bão")}, reason="xếp lại")
    assert (again.done, {each.error.code for each in again.left_out}) == (0, {"already_filled"})


def test_what_is_needed_is_asked_for_before_anything_is_touched(office: Office) -> None:
    ids = tasks(office)
    count = steps(office)
    for changes in ({"lead": replace(NOBODY)}, {"due_date": fill(None)}, {"progress": replace("")}):
        with pytest.raises(OfficeError, match="missing"):
            change_tasks(office, ids, changes, reason="x")
    with pytest.raises(OfficeError, match="reason_needed"):
        change_tasks(office, ids, {"lead": fill((None, None, "Trạm Y tế"))}, reason=" ")
    assert steps(office) == count


def test_how_many_have_a_value_is_counted_for_ids_and_for_queries(office: Office) -> None:
    ids = tasks(office)
    expected = {"lead": 1, "due_date": 2, "urgency": 0, "deliverable": 0, "note": 0}
    with office.read() as conn:
        assert count_filled(conn, "task", ids=ids, query=None, when=office.when()) == expected
        assert count_filled(conn, "task", ids=None, query=TaskQuery(), when=office.when()) == expected
        assert count_filled(conn, "task", ids=ids[1:2], query=None, when=office.when())["due_date"] == 0
        assert count_filled(conn, "task", ids=None, query=TaskQuery().with_text("việc 2"), when=office.when())["due_date"] == 1
        assert count_filled(conn, "task", ids=(), query=None, when=office.when()) == dict.fromkeys(expected, 0)
        assert sorted(ids_of(conn, "task", TaskQuery(), office.when())) == ids


def test_dossiers_are_handed_on_and_remarked(office: Office) -> None:
    at = datetime(2026, 11, 19, 8)
    ids = [
        receive_dossier(office, DossierEntry(applicant=f"Người {number}", procedure_name="Chứng thực", received_at=at)).id
        for number in range(3)
    ]
    changes = {"handler": replace((None, None, "Chi nhánh VPĐK đất đai")), "note": fill("chuyển theo lô")}
    count = steps(office)
    many = change_dossiers(office, ids, changes, reason="chuyển theo lô")
    assert (many.done, many.left_out) == (3, ())
    assert {(row.holder, row.note) for row in rows(office, dossier)} == {("Chi nhánh VPĐK đất đai", "chuyển theo lô")}
    assert steps(office) == count + 1
    office.undo()
    assert {(row.holder, row.note) for row in rows(office, dossier)} != {("Chi nhánh VPĐK đất đai", "chuyển theo lô")}
    assert [row for row in rows(office, dossier_step) if row.holder == "Chi nhánh VPĐK đất đai" and not row.voided] == []


def test_documents_are_forwarded_but_secret_and_cancelled_ones_keep_what_they_keep(office: Office) -> None:
    def entry(**more):
        return DirectiveEntry(arrival_date=TODAY, issuing_agency="UBND tỉnh", document_number="1/CT", **more)

    ids = [
        receive_directive(office, entry(subject="Một")).id,
        receive_directive(office, entry(subject="", secrecy="secret")).id,
        receive_directive(office, entry(subject="Ba")).id,
    ]
    cancel_directive(office, ids[2], reason="trùng")
    changes = {"recipient": fill((None, None, "Văn phòng")), "leader_instruction": replace("Xử lý gấp")}
    many = change_directives(office, ids, changes, reason="")
    assert {each.id: each.error.code for each in many.left_out} == {ids[1]: "secret_refuses", ids[2]: "directive_cancelled"}
    first, second, _ = rows(office, directive)
    assert (first.recipient, first.leader_instruction) == ("Văn phòng", "Xử lý gấp")
    assert not second.recipient, "whole or not at all"
    with office.read() as conn:
        assert count_filled(conn, "directive", ids=None, query=DirectiveQuery(), when=office.when())["recipient"] == 1


FIELDS = {
    "lead": (None, None, "Trạm Y tế"),
    "due_date": LATER,
    "urgency": "urgent",
    "deliverable": "Báo cáo",
    "note": "ghi chú",
    "add_tags": "một; hai",
    "progress": "đang làm",
}


@settings(max_examples=20, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(FIELDS)), st.sampled_from([Mode.KEEP, Mode.FILL, Mode.REPLACE]), min_size=1))
def test_undo_gives_the_picture_of_before(office_template: Path, tmp_path_factory: pytest.TempPathFactory, modes: dict[str, Mode]) -> None:
    office = copy_office(office_template, tmp_path_factory.mktemp("bulk"))
    ids = tasks(office)
    cancel_task(office, add_task(office, "Việc đã hủy").id, reason="thừa")
    before, count = rows(office, task), steps(office)
    changes = {name: FieldChange(mode, FIELDS[name]) for name, mode in modes.items()}
    if all(mode is Mode.KEEP for mode in modes.values()):
        with pytest.raises(OfficeError, match="nothing_to_change"):
            change_tasks(office, ids, changes, reason="thử")
    else:
        many = change_tasks(office, [*ids, ids[-1] + 1], changes, reason="thử")
        assert many.left_out[-1].error.code == "task_closed"
        if many.outcome.seq:
            assert steps(office) == count + 1
            office.undo()
    assert rows(office, task) == before
    office.close()
