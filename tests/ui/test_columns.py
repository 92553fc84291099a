"""Columns of lists: chosen, ordered and widened by keyboard, remembered on this machine, never lost to a strange text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest

from tests.ui.lists import settle, settled
from ui.pages.tasks import TasksPage
from ui.parts import column_layout
from ui.parts.column_layout import Place

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
BOOKS = ("directives", "tasks", "dossiers")


def shown(page) -> list[str]:
    return [column.key for column in page.layout_of_columns.shown()]


@pytest.mark.parametrize("key", BOOKS)
def test_every_column_has_a_key_of_its_own_and_can_be_shown(window, qtbot, key):
    page = settled(window, key, qtbot)
    keys = [column.key for column in page.model.columns]
    assert "" not in keys
    assert len(set(keys)) == len(keys)
    assert len(shown(page)) < len(keys)
    page.layout_of_columns.show_only(keys)
    settle(page, qtbot)
    assert shown(page) == keys
    for place in range(min(5, page.model.rowCount())):
        assert all(isinstance(page.model.index(place, column).data(), str) for column in range(len(keys)))
    # The wide column is not squeezed: the table scrolls sideways instead.
    qtbot.waitUntil(lambda: page.view.horizontalScrollBar().maximum() > 0)
    wide = next(place for place, column in enumerate(page.model.columns) if column.stretch)
    assert page.view.columnWidth(wide) >= 80


def test_the_panel_shows_hides_moves_and_widens_by_keyboard(window, qtbot):
    page = settled(window, "tasks", qtbot)
    QTest.keyClick(page.view, Qt.Key.Key_L, CTRL | SHIFT)
    panel = page._column_panel
    assert panel.list.hasFocus()
    before = shown(page)
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert panel.current_key() == before[1]
    width = next(place.width for place in page.layout_of_columns.places() if place.key == before[1])
    QTest.keyClick(panel.list, Qt.Key.Key_Right, CTRL)
    assert next(place.width for place in page.layout_of_columns.places() if place.key == before[1]) == width + 10
    QTest.keyClick(panel.list, Qt.Key.Key_Down, CTRL)
    assert shown(page) == [before[0], before[2], before[1], *before[3:]]
    assert panel.current_key() == before[1]
    QTest.keyClick(panel.list, Qt.Key.Key_Space)
    assert before[1] not in shown(page)
    QTest.keyClick(panel.list, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert page.view.hasFocus()


def test_columns_are_remembered_and_can_be_reset(window, qtbot, practice):
    page = settled(window, "tasks", qtbot)
    first = shown(page)
    page.layout_of_columns.set_shown("note", shown=True)
    page.layout_of_columns.move("due", -1)
    page.layout_of_columns.widen("lead", 40)
    page.layout_of_columns.save()
    again = TasksPage(practice, window.operations)
    qtbot.addWidget(again)
    assert again.layout_of_columns.places() == page.layout_of_columns.places()
    assert shown(again) != first
    again.layout_of_columns.reset()
    assert shown(again) == first
    assert QSettings().value("columns/task") is None


def test_the_last_column_stays(window, qtbot):
    page = settled(window, "tasks", qtbot)
    for key in shown(page):
        page.layout_of_columns.set_shown(key, shown=False)
    assert len(shown(page)) == 1
    page.layout_of_columns.apply([Place(column.key, 100, shown=False) for column in page.model.columns])
    assert shown(page)


def test_what_is_seen_is_told_for_export(window, qtbot):
    page = settled(window, "tasks", qtbot)
    page.layout_of_columns.show_only(["state", "content"])
    page._states_chosen(frozenset({"overdue"}))
    settle(page, qtbot)
    seen = page.context().seen
    assert [column.key for column in seen.columns] == ["state", "content"]
    assert seen.query == page.model.query
    assert seen.total == page.model.total()
    assert seen.filters == ("Quá hạn",)
    assert seen.ids is None
    page.open((page.current_row().id,), None)
    settle(page, qtbot)
    assert page.seen().ids == (page.current_row().id,)


@given(st.text(max_size=60))
def test_no_remembered_text_is_an_error(text):
    places = column_layout.read(text)
    assert all(40 <= place.width <= 1_200 and place.key for place in places)


@given(st.lists(st.builds(Place, st.sampled_from(["a", "note", "due"]), st.integers(40, 1_200), st.booleans()), max_size=5))
def test_places_come_back_as_they_were(places):
    assert column_layout.read(column_layout.written(places)) == places


@pytest.mark.parametrize("text", ["nobody:100,-none:5", "note", "note:x", "note:99999999", ",,:,-", "due:100,due:120"])
def test_a_page_opens_with_any_remembered_text(window, qtbot, practice, text):
    QSettings().setValue("columns/task", text)
    page = settled(window, "tasks", qtbot)
    assert {"content", "lead", "due", "state"} <= set(shown(page))
    assert sorted(place.key for place in page.layout_of_columns.places()) == sorted(column.key for column in page.model.columns)
