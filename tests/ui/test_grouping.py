"""Groups beside the list: by keyboard, in step with filters and changes, and gone without a trace."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models.registers.groups import GROUPINGS
from models.registers.tasks.services import cancel_task
from tests.ui.lists import settle, settled

BOOKS = ("directives", "tasks", "dossiers")


@pytest.mark.parametrize("by", GROUPINGS)
@pytest.mark.parametrize("key", BOOKS)
def test_each_group_shows_as_many_as_it_says(window, qtbot, key, by):
    page = settled(window, key, qtbot)
    base = page.model.query
    everything = page.model.total()
    page.group_by(by)
    settle(page, qtbot)
    assert page.group_list.isVisible()
    assert sum(group.count for group in page.group_list.groups) == everything
    for group in page.group_list.groups[:3]:
        QTest.keyClick(page.group_list, Qt.Key.Key_Down)
        settle(page, qtbot)
        assert page.group_list.current() == group
        assert page.model.total() == group.count
        assert group.name in page.filter_text.text()
        assert page.base_query() == base
    page.group_by("")
    settle(page, qtbot)
    assert not page.group_list.isVisible()
    assert page.model.query == base
    assert page.model.total() == everything


def test_the_keyboard_goes_into_the_rows_of_a_group(window, qtbot):
    page = settled(window, "tasks", qtbot)
    page.group_by("unit")
    settle(page, qtbot)
    assert page.group_list.hasFocus()
    QTest.keyClick(page.group_list, Qt.Key.Key_Down)
    settle(page, qtbot)
    QTest.keyClick(page.group_list, Qt.Key.Key_Right)
    assert page.view.hasFocus()
    assert page.group_list in page.panes()


def test_a_group_stays_chosen_when_a_state_is_pressed(window, qtbot):
    page = settled(window, "tasks", qtbot)
    page.group_by("unit")
    settle(page, qtbot)
    QTest.keyClick(page.group_list, Qt.Key.Key_Down)
    settle(page, qtbot)
    name = page.group_list.current().name
    page._states_chosen(frozenset())
    qtbot.waitUntil(lambda: page._group is not None)
    settle(page, qtbot)
    assert page.group_list.current().name == name
    assert page.base_query().states == frozenset()
    assert page.model.total() == page.group_list.current().count


def test_a_change_counts_the_groups_anew_and_leaves_the_row(window, qtbot):
    page = settled(window, "tasks", qtbot)
    page.group_by("unit")
    settle(page, qtbot)
    QTest.keyClick(page.group_list, Qt.Key.Key_Down)
    settle(page, qtbot)
    before, row = page.group_list.current(), page.view.current_row()
    window.operations.run(cancel_task, row.id, reason="ghi nhầm")
    qtbot.waitUntil(lambda: page.group_list.current().count == before.count - 1)
    settle(page, qtbot)
    # The row stays until the next search, as without groups.
    assert page.model.place_of(row.id) is not None


def test_a_figure_that_is_clicked_leaves_the_groups(window, qtbot):
    page = settled(window, "tasks", qtbot)
    page.group_by("unit")
    settle(page, qtbot)
    query = page.first_query().with_states("overdue")
    window.show_page("tasks", query)
    settle(page, qtbot)
    assert not page.group_list.isVisible()
    assert page.model.query == query


def test_on_a_narrow_page_list_and_record_take_turns(window, qtbot):
    window.resize(911, 512)
    page = settled(window, "dossiers", qtbot)
    qtbot.waitUntil(page.is_narrow)
    assert page.view.isVisible()
    assert not page.detail.isVisible()
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert page.detail.isVisible()
    assert not page.view.isVisible()
    page.back_link.click()
    assert page.view.hasFocus()
    assert not page.detail.isVisible()
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: page.detail.isVisible() and page.view.isVisible())


def test_a_list_is_sorted_by_keyboard(window, qtbot):
    page = settled(window, "tasks", qtbot)
    QTest.keyClick(page.view, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(window.focusWidget(), "xep theo giao")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    settle(page, qtbot)
    assert (page.query().sort, page.query().descending) == ("assigned_date", False)
    next(each for each in page.entries if each.action.key == "list.sort.assigned_date").trigger()
    settle(page, qtbot)
    assert page.query().descending
    assert len({each.action.key for each in page.entries}) == len(page.entries)
