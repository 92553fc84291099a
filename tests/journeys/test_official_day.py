"""An official's day in the full practice office, by keyboard alone: from the own list to the calendar."""

from __future__ import annotations

from datetime import date

from models.registers.staff import list_officials
from models.registers.tasks.services import cancel_task
from tests.factories import TODAY
from tests.factories_tasks import make_task, task_row, task_whole

NAME = "Phạm Minh Đức"
MINE = (("Tổng hợp số liệu hộ nghèo", 19), ("Báo cáo cải cách hành chính quý IV", 20), ("Góp ý dự thảo kế hoạch chuyển đổi số", 23))


def test_an_officials_day(in_practice, practice, counted, journey):
    clerk, office = in_practice, practice
    with office.read() as conn:
        me = next(one for one in list_officials(conn) if one.name == NAME)
    late, today, soon = (
        make_task(
            office,
            content=content,
            lead="",
            lead_department_id=me.department_id,
            lead_official_id=me.id,
            due_date=date(2026, 11, day),
            assigned_date=date(2026, 11, 3),
            urgency="flash",
        )
        for content, day in MINE
    )
    clerk.window.operations.changed.emit(office.change_settings(user_name=NAME).changes)

    # The first page is the official's own, what has least time left on top.
    overview = clerk.goes_to("Alt+1", "overview")
    clerk.until(lambda: overview.reading is not None and overview.reading.role == "official")
    own = overview.reading.blocks["own"].lines
    assert overview.person_id == me.id
    assert [line.record_id for line in own if line.record_id in (late, today, soon)] == [late, today, soon]
    with counted(clerk, "official: the own tasks, from the overview", 1):
        clerk.press("6")
    page = clerk.on("tasks")
    assert {row.lead_official_id for row in map(page.model.row_at, range(page.model.total()))} == {me.id}

    # The latest of all is finished with its document, and the next one is chosen.
    page = clerk.find("tong hop so lieu ho ngheo", "tasks")
    place = page.view.currentIndex().row()
    following = page.model.row_at(place + 1)
    with counted(clerk, "official: finished with evidence", 4):
        clerk.press("Ctrl+H")
        clerk.fill("112/BC-UBND")
        clerk.fill("20/11")
        clerk.type("Đã gửi qua trục liên thông")
        clerk.press("Ctrl+Return")
    clerk.no_form()
    assert task_row(office, late).state == "completed_late"
    assert clerk.on("tasks").current_row().id == following.id, "the next one is chosen"

    # The one of today: how far it is, what is in the way, and the later date that was allowed.
    clerk.find("cai cach hanh chinh quy iv", "tasks")
    with counted(clerk, "official: progress, obstacle, extension", 3 + 4 + 4):
        clerk.press("Space")
        clerk.type("Đã có số liệu của 7 trên 9 thôn")
        clerk.press("Ctrl+Return")
        clerk.no_form()
        clerk.press("Ctrl+M")
        clerk.fill("Hai thôn chưa gửi số liệu")
        clerk.type("Phan Xuân Trung")
        clerk.press("Ctrl+Return")
        clerk.no_form()
        clerk.press("Ctrl+G")
        clerk.fill("+3")
        clerk.type("Chờ hai thôn gửi số liệu")
        clerk.press("Ctrl+Return")
    clerk.no_form()
    whole = task_whole(office, today)
    assert [each.content for each in whole.notes] == ["Đã có số liệu của 7 trên 9 thôn"]
    assert [(each.content, each.raised_to) for each in whole.obstacles] == [("Hai thôn chưa gửi số liệu", "Phan Xuân Trung")]
    # Three working days after Friday 20/11; Tuesday 24/11 is a rest day.
    assert (whole.row.original_due_date, whole.row.due_date) == (date(2026, 11, 20), date(2026, 11, 26))

    # In the calendar the day it moved to has it; from there back to it.
    calendar = clerk.goes_to("Alt+5", "calendar")
    assert calendar.day == TODAY
    clerk.press("Down", "Left")
    calendar = clerk.on("calendar")
    assert calendar.day == date(2026, 11, 26)
    assert today in {line.record_id for line in calendar.list._lines}
    clerk.press("Return")
    table = calendar.list.table
    assert table.hasFocus()
    lines = [line.record_id for line in calendar.list._lines]
    clerk.press(*["Down"] * lines.index(today), "Return")
    assert clerk.on("tasks").current_row().id == today
    journey(clerk, "official's day", 30)


def test_what_was_taken_away_meanwhile_is_told_and_nothing_is_half_done(in_practice, practice):
    """A colleague cancels the task while its form is open: the form says so and stays."""
    clerk, office = in_practice, practice
    made = make_task(office, content="Việc bị hủy giữa chừng", due_date=date(2026, 11, 30))
    page = clerk.goes_to("Alt+3", "tasks")
    page.refresh()
    clerk.on("tasks")
    page.show_record(made)
    clerk.on("tasks")
    clerk.press("Space")
    clerk.type("Đang làm")
    cancel_task(office, made, reason="Giao nhầm")
    clerk.press("Ctrl+Return")
    assert clerk.form().complaints()
    assert task_whole(office, made).notes == ()
    clerk.press("Esc")
    clerk.no_form()
