"""The calendar on the practice office: figures that are the rows behind them, days by keyboard, rest days, filters."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from models.registers.due_days import KINDS, Concern
from tests.factories import TODAY
from ui.pages.calendar import CalendarPage
from ui.pages.calendar_grid import CalendarGrid
from ui.pages.calendar_reading import month_of, read_day, read_span, sentence, week_of


def nothing_told(done: int, total: int) -> None:
    """A report that nobody reads."""


@pytest.fixture
def page(window, qtbot) -> CalendarPage:
    """The calendar with its days read."""
    window.show_page("calendar")
    shown = window.page()
    settle(shown, qtbot)
    return shown


def settle(page: CalendarPage, qtbot) -> None:
    """Wait until nothing is read any more and the grid shows the day."""
    qtbot.waitUntil(lambda: not page.busy() and page.span is not None and page.grid.current_day() == page.day)


def press(page: CalendarPage, qtbot, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(page.grid, key, modifier)
    settle(page, qtbot)


def test_the_days_of_a_month_are_whole_weeks():
    assert month_of(date(2026, 11, 20)) == (date(2026, 10, 26), date(2026, 12, 6))
    assert month_of(date(2027, 2, 3)) == (date(2027, 2, 1), date(2027, 2, 28))
    assert week_of(date(2026, 11, 22)) == (date(2026, 11, 16), date(2026, 11, 22))


def test_today_is_chosen_first_and_its_work_stands_beside(page, practice):
    assert page.grid.current_day() == TODAY
    assert page.list.heading.text() == "Thứ Sáu 20/11/2026"
    _, block = read_day(practice, TODAY, Concern(), nothing_told)
    assert page.list.table.register_model.rowCount() == len(block.lines) > 0


def test_arrows_walk_the_days_and_turn_the_month(page, qtbot):
    press(page, qtbot, Qt.Key.Key_Right)
    assert page.day == TODAY + timedelta(days=1)
    press(page, qtbot, Qt.Key.Key_Up)
    assert page.day == TODAY - timedelta(days=6)
    for _ in range(3):
        press(page, qtbot, Qt.Key.Key_Down)
    assert page.day == date(2026, 12, 5)
    assert page.title.text() == "Tháng 12/2026"
    press(page, qtbot, Qt.Key.Key_PageDown)
    assert page.day == date(2027, 1, 5)
    press(page, qtbot, Qt.Key.Key_PageUp)
    press(page, qtbot, Qt.Key.Key_Home)
    assert page.day == TODAY


def test_a_month_that_is_shorter_has_another_last_day(page, qtbot):
    page.choose_day(date(2027, 1, 31))
    settle(page, qtbot)
    page.turn(1)
    assert page.day == date(2027, 2, 28)


def test_views_change_by_letters_by_chips_and_by_ctrl(page, qtbot):
    press(page, qtbot, Qt.Key.Key_W)
    assert not page.whole_month
    assert page.grid.days.rowCount() == 1
    assert page.week_chip.isChecked()
    press(page, qtbot, Qt.Key.Key_PageDown)
    assert page.day == TODAY + timedelta(days=7)
    press(page, qtbot, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert page.whole_month
    qtbot.mouseClick(page.week_chip, Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    assert not page.whole_month


def test_the_view_is_kept_on_this_machine(page, qtbot, practice):
    page.show_month(whole_month=False)
    settle(page, qtbot)
    again = CalendarPage(practice, page.operations)
    qtbot.addWidget(again)
    assert not again.whole_month


def test_enter_goes_to_the_list_and_there_to_the_record(window, page, qtbot):
    press(page, qtbot, Qt.Key.Key_Return)
    assert page.list.table.hasFocus()
    line = page.list.table.current_row()
    QTest.keyClick(page.list.table, Qt.Key.Key_Return)
    assert window.page() is window._pages[line.page]
    assert window.page().current_row().id == line.record_id


def test_the_figures_of_a_day_open_as_many_rows(window, page, qtbot):
    numbers = [(button.key, button.link) for button in page.list.links if button.link is not None]
    assert numbers
    for key, link in numbers:
        window.show_page("calendar")
        settle(page, qtbot)
        QTest.keyClick(page.grid, getattr(Qt.Key, f"Key_{key}"))
        assert window.page() is window._pages[link.page]
        assert window.page().model.total() == int(link.text.split()[0])


def test_rest_days_say_why_and_swaps_their_name(practice):
    span = read_span(practice, TODAY, True, Concern(), nothing_told)
    days = {day.date: day for day in span.days}
    assert days[date(2026, 11, 24)].special == "Ngày Văn hóa Việt Nam"
    assert "Ngày Văn hóa Việt Nam" in sentence(days[date(2026, 11, 24)])
    assert "nghỉ: cuối tuần" in sentence(days[date(2026, 11, 22)])
    assert days[TODAY].today
    assert "hôm nay" in sentence(days[TODAY])
    assert not days[date(2026, 12, 1)].inside


def test_kinds_and_people_filter_the_days(page, qtbot, practice):
    page.kind_chips["dossiers"].click()
    settle(page, qtbot)
    assert all(one.kind != "dossiers" for day in page.span.days for one in day.counts)
    for chip in page.kind_chips.values():
        if chip.isChecked():
            chip.click()
    settle(page, qtbot)
    assert not any(day.counts for day in page.span.days)
    for chip in page.kind_chips.values():
        chip.click()
    everybody = read_span(practice, TODAY, True, Concern(), nothing_told)
    mine = next(action for action in page.whose_menu.actions() if action.text() == "Của tôi")
    mine.trigger()
    settle(page, qtbot)
    assert page.concern.official_id is not None
    assert page.concern.kinds == KINDS
    assert sum(day.waiting for day in page.span.days) < sum(day.waiting for day in everybody.days)


def test_a_week_lists_its_records_and_says_how_many_more(practice):
    span = read_span(practice, TODAY, False, Concern(), nothing_told)
    assert len(span.days) == 7
    assert [day.date.weekday() for day in span.days] == list(range(7))
    assert any(day.lines for day in span.days)
    assert all(bool(day.lines) == bool(day.counts) for day in span.days)


def test_each_cell_is_told_to_a_screen_reader(page):
    table = QAccessible.queryAccessibleInterface(page.grid)
    assert table.text(QAccessible.Text.Name) == "Lịch việc đến hạn"
    index = page.grid.days.index_of(TODAY)
    assert page.grid.days.data(index).startswith("Thứ Sáu 20/11/2026; hôm nay")
    assert page.grid.days.data(index, int(Qt.ItemDataRole.ToolTipRole))


def test_the_calendar_model_is_a_sound_model(qtmodeltester, page):
    qtmodeltester.check(page.grid.days)


def test_both_views_are_painted(page, qtbot):
    pictures = [page.grid.grab().toImage()]
    page.show_month(whole_month=False)
    settle(page, qtbot)
    pictures.append(page.grid.grab().toImage())
    assert pictures[0] != pictures[1]


def test_an_empty_grid_asks_for_nothing(qtbot):
    grid = CalendarGrid()
    qtbot.addWidget(grid)
    assert grid.current_day() is None
    QTest.keyClick(grid, Qt.Key.Key_Right)
    assert grid.days.rowCount() == 0


def test_a_change_shows_at_once(window, page, qtbot, practice):
    from dataclasses import replace

    from models.registers.tasks.services import assign_task
    from tests.factories_tasks import TASK

    before = next(day for day in page.span.days if day.date == TODAY).waiting
    window.operations.run(assign_task, replace(TASK, due_date=TODAY))
    settle(page, qtbot)
    assert next(day for day in page.span.days if day.date == TODAY).waiting == before + 1
