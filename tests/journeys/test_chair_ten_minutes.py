"""The chair's ten minutes, by keyboard alone: who is late and why, an obstacle answered, an extension decided, a month of the trend."""

from __future__ import annotations

from datetime import date

from models.registers.tasks.followup import raise_obstacle, request_extension
from tests.factories import TODAY, department_id
from tests.factories_tasks import make_task, task_row, task_whole
from ui.pages.overview_blocks import Line

CHAIR = "Phan Xuân Trung"


def lines_of(block) -> list[Line]:
    """What stands in a block of the overview."""
    model = block.table.register_model
    return [model.row_at(place) for place in range(model.rowCount())]


def test_the_chairs_ten_minutes(in_practice, practice, counted, journey):
    clerk, office = in_practice, practice
    unit = department_id(office, "Phòng Kinh tế")
    stuck = make_task(office, content="Giải phóng mặt bằng đường liên thôn", lead="", lead_department_id=unit, due_date=date(2026, 12, 1))
    slow = make_task(office, content="Rà soát quỹ đất công ích", lead="", lead_department_id=unit, due_date=date(2026, 11, 25))
    raise_obstacle(office, stuck, "Ba hộ chưa nhận tiền bồi thường", raised_to=CHAIR, raised_date=date(2026, 11, 19))
    request_extension(office, slow, new_due=date(2026, 12, 10), reason="Chờ bản đồ địa chính", requested_date=date(2026, 11, 19))
    clerk.window.operations.changed.emit(office.change_settings(user_name=CHAIR).changes)

    def overview():
        page = clerk.goes_to("Alt+1", "overview")
        clerk.until(lambda: page.reading is not None and page.reading.role == "leader" and not page.busy())
        return page

    # Who is late: the first line is the one with most, its figure opens exactly these tasks.
    page = overview()
    view = page._views["leader"]
    people = lines_of(view.blocks["late_people"])
    with counted(clerk, "chair: the late tasks of all, from the figure", 1):
        clerk.press("1")
    shown = clerk.on("tasks")
    assert shown.model.total() == int(page.figures()[0].figure)
    page = overview()
    assert view.blocks["late_people"].table.hasFocus()
    with counted(clerk, "chair: what the first person is late with", 3):
        clerk.press("Right", "Right", "Return")
    shown = clerk.on("tasks")
    assert shown.model.total() == int(people[0].cells[2])

    # What waits for a word: the obstacle is answered, the extension decided.
    page = overview()
    waiting = [line.record_id for line in lines_of(view.blocks["waiting"])]
    assert {stuck, slow} <= set(waiting)
    with counted(clerk, "chair: to what waits for a word", 1):
        # The link in the head of the block has its key.
        clerk.press(next(key for key, link in view._keyed.items() if link in page.reading.blocks["waiting"].links))
    shown = clerk.on("tasks")
    listed = {shown.model.row_at(place).id for place in range(shown.model.total())}
    assert {stuck, slow} <= listed

    clerk.find("giai phong mat bang duong lien thon", "tasks")
    with counted(clerk, "chair: an obstacle answered", 3):
        clerk.press("Ctrl+K")
        clerk.type("tra loi vuong mac")
        clerk.press("Return")
        clerk.type("Giao Phòng Kinh tế mời ba hộ làm việc trước 25/11")
        clerk.press("Ctrl+Return")
    clerk.no_form()
    assert [(each.answer, each.answered_date) for each in task_whole(office, stuck).obstacles] == [
        ("Giao Phòng Kinh tế mời ba hộ làm việc trước 25/11", TODAY)
    ]
    clerk.find("ra soat quy dat cong ich", "tasks")
    with counted(clerk, "chair: an extension decided", 3):
        clerk.press("Ctrl+K")
        clerk.type("quyet dinh gia han")
        clerk.press("Return", "Ctrl+Return")
    clerk.no_form()
    whole = task_whole(office, slow)
    assert (whole.row.due_date, whole.row.original_due_date) == (date(2026, 12, 10), date(2026, 11, 25))
    assert [(each.decision, each.decided_by) for each in whole.extensions] == [("approved", CHAIR)]
    # What was taken back by its name.
    clerk.press("Ctrl+Z")
    assert task_row(office, slow).due_date == date(2026, 11, 25)
    clerk.press("Ctrl+Y")
    assert task_row(office, slow).due_date == date(2026, 12, 10)

    # A month of the trend opens the dossiers that were late in it.
    page = overview()
    assert not {stuck, slow} & {line.record_id for line in lines_of(view.blocks["waiting"])}
    trend = view.charts["trend"]
    steps = 0
    while not trend.hasFocus():
        clerk.press("Tab")
        steps += 1
        assert steps < 30, "the chart is reached by Tab"
    month = next(place for place in range(11, -1, -1) if page.reading.months[place].late)
    clerk.press(*["Left"] * (trend.cursor_place - month))
    with counted(clerk, "chair: a month of the trend to its late dossiers", 1):
        clerk.press("Return")
    assert clerk.on("dossiers").model.total() == page.reading.months[month].late
    journey(clerk, "chair's ten minutes", 26)
