"""Lists that take longer than a moment: the old rows stay, late answers are dropped, nothing waits in the window."""

from __future__ import annotations

import threading

import pytest

from models.errors import OfficeError
from tests.ui.lists import shown_table
from tests.ui.test_register_model import FakeBook, Query, name
from ui import jobs
from ui.parts import reading
from ui.parts.register_model import PAGE
from ui.parts.register_table import RegisterTable


class SlowBook(FakeBook):
    """A book whose counts and pages come when the test opens the gate."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.gate = threading.Event()
        self.gate.set()

    def count(self, query):
        assert self.gate.wait(10)
        return super().count(query)

    def find_ids(self, query, *, offset, limit):
        assert self.gate.wait(10)
        return super().find_ids(query, offset=offset, limit=limit)


@pytest.fixture
def book():
    made = SlowBook(1000)
    yield made
    made.gate.set()
    jobs.end_reading()


@pytest.fixture
def table(qtbot, book, monkeypatch) -> RegisterTable:
    made = shown_table(book, qtbot)
    monkeypatch.setattr(reading, "PATIENCE_MS", 0)
    return made


def test_the_old_rows_stay_until_the_new_ones_stand(table, book, qtbot):
    model = table.register_model
    book.gate.clear()
    table.show_query(Query(descending=True))
    assert model.loading
    assert name(model, 0) == "row 0000001"
    assert model.query == Query(descending=True)
    table.grab()  # painted greyed, reads nothing
    with qtbot.waitSignal(model.arrived):
        book.gate.set()
    assert not model.loading
    assert name(model, 0) == "row 0001000"
    assert table.currentIndex().row() == 0


def test_a_late_answer_to_an_older_wish_is_dropped(table, book, qtbot):
    model = table.register_model
    book.gate.clear()
    table.show_query(Query(descending=True))
    table.show_query(Query(state=None))
    totals = []
    model.arrived.connect(lambda place: totals.append(model.query))
    book.gate.set()
    qtbot.waitUntil(lambda: not jobs.running())
    assert totals == [Query(state=None)]
    assert name(model, 0) == "row 0000001"


def test_a_page_that_is_still_to_come_stands_as_grey_lines(table, book, qtbot):
    model = table.register_model
    book.gate.clear()
    assert name(model, 700) == "…"
    table.select_place(700)
    assert table.current_row() is None, "nothing can be done with a row that is not known"
    with qtbot.waitSignal(model.dataChanged) as told:
        book.gate.set()
    assert (told.args[0].row(), told.args[1].row()) == (600, 799)
    assert table.current_row().id == 701


def test_what_is_chosen_while_a_list_is_read_is_chosen_when_it_stands(table, book, qtbot):
    book.gate.clear()
    table.show_query(Query(descending=True))
    table.select_place(3)
    book.gate.set()
    qtbot.waitUntil(lambda: table.currentIndex().row() == 3)
    assert table.current_row().id == 997


def test_a_list_that_is_read_anew_twice_keeps_what_was_selected(table, book, qtbot):
    table.select_place(450)
    qtbot.waitUntil(lambda: table.current_row() is not None)
    book.gate.clear()
    del book.rows[7]
    table.reload_keeping()
    table.reload_keeping()
    book.gate.set()
    qtbot.waitUntil(lambda: table.currentIndex().row() == 449)
    assert table.current_row().id == 451


def test_a_refusal_that_comes_late_is_told_in_the_list(table, book, qtbot):
    model = table.register_model

    def refuse(query):
        raise OfficeError("database_busy", environment=True, path="x")

    book.count = refuse
    table.show_query(Query(state=None))
    qtbot.waitUntil(lambda: not model.loading)
    assert model.problem
    assert model.rowCount() == 0


def test_sorting_keeps_the_selected_record_wherever_it_goes(table, qtbot, monkeypatch):
    monkeypatch.setattr(reading, "PATIENCE_MS", 20_000)
    table.select_place(10)
    table.horizontalHeader().sectionClicked.emit(0)
    assert table.register_model.query.descending
    assert table.current_row().id == 11
    assert table.currentIndex().row() == 989
    assert table.visualRect(table.currentIndex()).intersects(table.viewport().rect())


def test_a_record_is_found_where_it_stands_far_from_the_rows_read(table, book, qtbot, monkeypatch):
    monkeypatch.setattr(reading, "PATIENCE_MS", 20_000)
    book.asked.clear()
    table.show_record(900)
    assert table.current_row().id == 900
    assert book.asked == [(0, PAGE), (800, PAGE)] or book.asked == [(800, PAGE), (0, PAGE)]
    with qtbot.waitSignal(table.missing) as told:
        table.show_record(4711)
    assert told.args == [4711]


def test_a_record_that_was_looked_for_does_not_come_between_what_was_opened_since(table, book, qtbot):
    missing = []
    table.missing.connect(missing.append)
    book.gate.clear()
    table.show_record(4711)
    table.register_model.show_only((5, 6))
    table.select_place(1)
    book.gate.set()
    qtbot.waitUntil(lambda: not jobs.running())
    assert missing == []
    assert table.current_row().id == 6
