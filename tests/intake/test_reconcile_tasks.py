"""A list of tasks beside our register."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.intake.reconcile.task_words import says_finished
from models.intake.workbooks.apply import apply_plan
from models.office import Office
from models.registers.comparison import Finding
from models.registers.tasks.rows import CoordinatorEntry
from models.registers.tasks.services import complete_task
from tests.factories_tasks import make_task, task_row
from tests.intake.reconciling import compared, plan_of


def as_theirs(office: Office, task_id: int, **other: Any) -> dict[str, Any]:
    """A row of their list that says the same of a task, with what the test cares about replaced."""
    row = task_row(office, task_id)
    names = ("content", "source_number", "source_date", "source_agency", "assigned_date", "lead", "due_date", "coordinating", "deliverable")
    return {**{name: getattr(row, name) for name in names}, **other}


def finish(office: Office, task_id: int, day: date) -> None:
    complete_task(office, task_id, completed_date=day, evidence_number="15/BC-UBND")


@pytest.mark.parametrize(
    ("words", "finished"),
    [
        ("Đã hoàn thành", True),
        ("Hoàn thành", True),
        ("HOÀN THÀNH ĐÚNG HẠN", True),
        ("Hoàn thành quá hạn", True),
        ("Đã thực hiện xong", True),
        ("Hoàn thành 100%", True),
        ("Đã báo cáo tại Công văn số 15/BC-UBND", True),
        ("completed", True),
        ("Chưa hoàn thành", False),
        ("Đang thực hiện", False),
        ("Đang thực hiện (đã hoàn thành 60%)", False),
        ("80 %", False),
        ("Chờ xác nhận hoàn thành", False),
        ("Quá hạn", False),
        ("Trong hạn", False),
        ("Đã giao đơn vị", False),
        ("IN_PROGRESS", False),
        ("not started", False),
        ("", None),
        ("Theo dõi", None),
    ],
)
def test_words_of_a_status(words: str, finished: bool | None) -> None:
    assert says_finished(words) is finished


def test_spellings_make_no_difference(office: Office) -> None:
    made = make_task(
        office, lead="Phòng Văn hóa - Xã hội", coordinators=(CoordinatorEntry(name="Công an xã"), CoordinatorEntry(name="Phòng Kinh tế"))
    )
    theirs = as_theirs(
        office,
        made,
        content="BÁO CÁO kết quả rà soát  hộ nghèo năm 2026.",
        lead="P. VH-XH",
        source_number="6 /CT- UBND",
        source_agency="Uỷ ban nhân dân tỉnh Gia Lai",
        coordinating=("Phòng KT", "Công an xã"),
        note="",
    )
    assert not compared(office, "tasks", [theirs]).items


def test_another_due_date(office: Office) -> None:
    [item] = compared(office, "tasks", [as_theirs(office, make_task(office), due_date=date(2026, 12, 5))]).items
    assert item.finding is Finding.DATES
    assert [(each.field, each.ours, each.theirs) for each in item.differences] == [("due_date", date(2026, 11, 27), date(2026, 12, 5))]


def test_who_does_it_here_is_our_own_affair(office: Office) -> None:
    parts = (CoordinatorEntry(name="Phòng Văn hóa - Xã hội"), CoordinatorEntry(name="Công an tỉnh"))
    made = make_task(office, lead="Phòng Kinh tế", coordinators=parts)
    theirs = as_theirs(office, made, lead="UBND xã Hoài Ân", coordinating=("Công an tỉnh", "UBND xã Hoài Ân"))
    assert not compared(office, "tasks", [theirs]).items
    assert not compared(office, "tasks", [{**theirs, "lead": "UBND các xã, phường"}]).items
    [item] = compared(office, "tasks", [{**theirs, "coordinating": ("Sở Nội vụ", "UBND xã Hoài Ân")}]).items
    assert [each.field for each in item.differences] == ["coordinating"]
    [item] = compared(office, "tasks", [{**theirs, "lead": "Phòng Văn hóa - Xã hội"}]).items
    assert [each.field for each in item.differences] == ["lead"]


def test_words_of_a_deadline_count_where_no_side_has_its_day(office: Office) -> None:
    made = make_task(office)
    assert not compared(office, "tasks", [as_theirs(office, made, due_text="trước ngày 28/11/2026")]).items
    without = make_task(office, content="Việc thường xuyên", due_date=None, due_text="thường xuyên")
    theirs = as_theirs(office, without, due_text="khi có yêu cầu")
    assert [each.field for each in compared(office, "tasks", [theirs]).items[-1].differences] == ["due_text"]


def test_another_lead(office: Office) -> None:
    made = make_task(office, lead="UBND xã Hoài Ân")
    [item] = compared(office, "tasks", [as_theirs(office, made, lead="UBND xã Ân Tường")]).items
    assert (item.finding, item.title) == (Finding.TEXTS, "Báo cáo kết quả rà soát hộ nghèo năm 2026")


def test_finished_here_late_there(office: Office) -> None:
    made = make_task(office, due_date=date(2026, 11, 16))
    finish(office, made, date(2026, 11, 13))
    [item] = compared(office, "tasks", [as_theirs(office, made, status="Quá hạn")]).items
    assert (item.finding, item.late, item.days_late) == (Finding.DONE_HERE, True, 4)
    assert [(each.field, each.ours, each.theirs) for each in item.differences] == [("status", "completed_on_time", "Quá hạn")]


def test_an_empty_day_of_completion_is_open(office: Office) -> None:
    made = make_task(office)
    finish(office, made, date(2026, 11, 13))
    [item] = compared(office, "tasks", [as_theirs(office, made, completed_date=None)]).items
    assert (item.finding, item.late) == (Finding.DONE_HERE, False)


def test_finished_there_open_here(office: Office) -> None:
    made = make_task(office)
    theirs = as_theirs(office, made, status="Đã hoàn thành", completed_date=date(2026, 11, 12))
    [item] = compared(office, "tasks", [theirs]).items
    assert item.finding is Finding.DONE_THERE
    assert {each.field for each in item.differences} == {"status", "completed_date"}


def test_open_with_both_whatever_the_words(office: Office) -> None:
    assert not compared(office, "tasks", [as_theirs(office, make_task(office), status="Trong hạn")]).items


def test_only_ours_are_those_of_their_documents_and_days(office: Office) -> None:
    first = make_task(office)
    same_document = make_task(office, content="Lập danh sách", assigned_date=date(2026, 10, 1))
    same_days = make_task(office, content="Tổng kết", source_number="12/KH-UBND", assigned_date=date(2026, 11, 3))
    make_task(office, content="Việc của Sở", source_number="77/SNV-VP", source_agency="Sở Nội vụ")
    make_task(office, content="Việc cũ", source_number="9/KH-UBND", source_date=None, assigned_date=date(2026, 9, 1))
    make_task(office, content="Việc nội bộ", source_number="", source_date=None, source_agency="")
    found = compared(office, "tasks", [as_theirs(office, first)])
    assert [(item.finding, item.record_id) for item in found.items] == [(Finding.ONLY_OURS, same_document), (Finding.ONLY_OURS, same_days)]
    assert "1 văn bản giao" in found.scope.told()


def test_tasks_of_another_list_are_not_missed(office: Office) -> None:
    first = make_task(office)
    row = as_theirs(office, first)
    for form, content in (("form", "Việc của danh mục này"), ("other", "Việc của danh mục khác")):
        apply_plan(office, plan_of(office, "tasks", [{**row, "content": content, "source_number": "99/KH-UBND"}], form=form))
    assert [item.title for item in compared(office, "tasks", [row]).items] == ["Việc của danh mục này"]


def test_rows_of_others_are_counted_and_left_alone(office: Office) -> None:
    found = compared(office, "tasks", [as_theirs(office, make_task(office))], others=[{"content": "Việc của xã khác"}])
    assert not found.items
    assert found.counts()["not_ours"] == 1


def test_an_unread_row_is_not_missing_there(office: Office) -> None:
    first, unread = make_task(office), make_task(office, content="Lập danh sách")
    assert task_row(office, unread).content == "Lập danh sách"
    assert not compared(office, "tasks", [as_theirs(office, first)], refused=[{"content": "LẬP danh sách"}]).items
