"""Selecting rows: ranges, all that is found, what crosses to actions; never a row read for being selected."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.ui.lists import shown_table
from tests.ui.test_register_model import FakeBook, Query
from ui.parts.register_model import PAGE
from ui.parts.register_table import MOST_ROWS, RegisterTable
from ui.parts.selection import Selection

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def book() -> FakeBook:
    return FakeBook(100_000)


@pytest.fixture
def table(qtbot, book) -> RegisterTable:
    return shown_table(book, qtbot)


def test_all_that_is_found_is_named_by_the_query_and_reads_nothing(table, book, qtbot):
    before = list(book.asked)
    qtbot.keyClick(table, Qt.Key.Key_A, CTRL)
    assert table.selected_count() == 100_000
    assert table.selection() == Selection(None, Query(), 100_000)
    assert table.selection().is_all()
    assert book.asked == before


def test_shift_and_arrows_select_a_range_that_begins_where_the_list_was(table, qtbot):
    table.select_place(10)
    qtbot.keyClick(table, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClick(table, Qt.Key.Key_Down, SHIFT)
    assert table.selection().ids == (11, 12, 13)
    assert [row.id for row in table.current_rows()] == [11, 12, 13]
    assert table.current_row().id == 13
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.selection().ids == (14,)


def test_ctrl_space_takes_a_row_in_and_out(table, qtbot):
    qtbot.keyClick(table, Qt.Key.Key_Down, CTRL)
    qtbot.keyClick(table, Qt.Key.Key_Down, CTRL)
    qtbot.keyClick(table, Qt.Key.Key_Space, CTRL)
    assert table.selection().ids == (1, 3)
    qtbot.keyClick(table, Qt.Key.Key_Space, CTRL)
    assert table.selection().ids == (1,)
    assert table.current_row().id == 1, "of one selected row that one, wherever the keyboard is"


def test_a_long_range_is_named_by_ids_without_reading_its_rows(table, book, qtbot):
    table.select_place(50_000)
    loaded = []
    read = book.load_rows
    book.load_rows = lambda ids: loaded.append(len(ids)) or read(ids)
    qtbot.keyClick(table, Qt.Key.Key_End, SHIFT)
    selection = table.selection()
    assert selection.ids == tuple(range(50_001, 100_001))
    assert selection.total == 50_000
    assert sum(loaded) <= 3 * PAGE
    qtbot.keyClick(table, Qt.Key.Key_Home, SHIFT)
    assert table.selected_places() == [(0, 50_000)]
    assert len(table.current_rows()) == MOST_ROWS


def test_given_ids_are_always_named(table, qtbot):
    table.register_model.show_only((7, 3))
    qtbot.keyClick(table, Qt.Key.Key_A, CTRL)
    assert table.selection().ids == (7, 3)


def test_several_stay_selected_when_the_list_is_read_anew(table, book, qtbot):
    table.select_place(4)
    qtbot.keyClick(table, Qt.Key.Key_Down, SHIFT)
    del book.rows[1]
    table.reload_keeping()
    assert table.selection().ids == (5, 6)
    qtbot.keyClick(table, Qt.Key.Key_A, CTRL)
    del book.rows[2]
    table.reload_keeping()
    assert table.selection().is_all()
    assert table.selection().total == 99_998


def test_many_selected_are_told_beside_the_list(window, qtbot):
    window.show_page("tasks")
    page = window.page()
    page.view.select_place(0)
    for _ in range(2):
        qtbot.keyClick(page.view, Qt.Key.Key_Down, SHIFT)
    qtbot.waitUntil(lambda: "Đã chọn 3 nhiệm vụ. Sửa hàng loạt: Ctrl+B." in [label.text() for label in page.detail.findChildren(QLabel)])
    assert [row.id for row in page.current_rows()] == list(page.selection().ids)
