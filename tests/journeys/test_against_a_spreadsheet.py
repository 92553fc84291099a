"""What the same jobs cost here as in a spreadsheet: the keys of `docs/against-a-spreadsheet.md`, pressed on the full practice office."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtGui import QGuiApplication

from tests.factories_tasks import make_task, task_row
from ui.parts.printing import PrintSheet
from ui.workbooks.import_window import ImportWindow
from ui.workbooks.step_bar import REVIEW


@pytest.fixture
def at_tasks(in_practice):
    """A clerk at the list of tasks."""
    in_practice.goes_to("Alt+3", "tasks")
    return in_practice


def rests(clerk):
    """The list of tasks once it stands."""
    return clerk.on("tasks")


def test_enter_a_row(at_tasks, counted):
    with counted(at_tasks, "enter a row of three cells", 4):
        at_tasks.press("Ctrl+N")
        at_tasks.fill("Báo cáo trồng rừng", "kinh te")
        at_tasks.type("+5")
        at_tasks.press("Ctrl+Return")
    at_tasks.no_form()
    row = rests(at_tasks).current_row()
    assert (row.content, row.due_date) == ("Báo cáo trồng rừng", date(2026, 11, 30))


def test_filter_sort_and_find(at_tasks, counted):
    with counted(at_tasks, "only what is late", 1):
        at_tasks.press("Ctrl+2")
    page = rests(at_tasks)
    assert {page.model.row_at(place).state for place in range(page.model.total())} == {"overdue"}
    with counted(at_tasks, "sort by another column", 2):
        at_tasks.press("Ctrl+K")
        at_tasks.type("xep theo giao")
        at_tasks.press("Return")
    assert rests(at_tasks).query().sort == "assigned_date"
    with counted(at_tasks, "find a number", 2):
        page = at_tasks.find("3486/QĐ-STC", "directives")
    # The document itself; its tasks are the lines below it in what was found.
    assert page.current_row().document_number == "3486/QĐ-STC"


def test_copy_ten_rows(at_tasks, counted):
    with counted(at_tasks, "copy ten rows", 10):
        at_tasks.press(*["Shift+Down"] * 9, "Ctrl+C")
    copied = QGuiApplication.clipboard().text().splitlines()
    assert len(copied) in (10, 11), "with or without the titles"


def test_paste_twenty_rows(at_tasks, counted):
    lines = ["Nội dung\tHạn xử lý", *(f"Việc dán {place:02}\t15/12/2026" for place in range(20))]
    QGuiApplication.clipboard().setText("\n".join(lines))
    with counted(at_tasks, "paste twenty rows", 2):
        at_tasks.press("Ctrl+V")
        at_tasks.until(lambda: any(each.bar.now == REVIEW for each in at_tasks.window.findChildren(ImportWindow)))
        at_tasks.press("Return")
        at_tasks.until(at_tasks.window.page().model.shows_only)
    assert rests(at_tasks).model.total() == 20


def test_fix_a_typo(at_tasks, practice, counted):
    made = make_task(practice, content="Báo cáo trồng rùng")
    at_tasks.find("bao cao trong rung", "tasks")
    with counted(at_tasks, "fix a typo, with its reason", 4):
        at_tasks.press("F2")
        at_tasks.press("Ctrl+A")
        at_tasks.type("Báo cáo trồng rừng")
        at_tasks.press("Ctrl+Return")
        at_tasks.type("gõ sai dấu")
        at_tasks.press("Ctrl+Return")
    at_tasks.no_form()
    assert task_row(practice, made).content == "Báo cáo trồng rừng"


def test_print(at_tasks, counted):
    with counted(at_tasks, "the list on paper", 1):
        at_tasks.press("Ctrl+P")
        at_tasks.until(lambda: any(sheet.isVisible() for sheet in at_tasks.window.findChildren(PrintSheet)))
    [paper] = [sheet for sheet in at_tasks.window.findChildren(PrintSheet) if sheet.isVisible()]
    assert paper.focusWidget() is paper.print_button, "Enter prints"
    at_tasks.press("Esc")
