"""The lazy table model, on rows made by hand."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt

from models.errors import OfficeError
from ui.parts.columns import Column
from ui.parts.list_source import ListQuery, ListSource
from ui.parts.register_model import PAGE, PAGES_KEPT, RegisterModel, Unreadable

DISPLAY = Qt.ItemDataRole.DisplayRole


@dataclass(frozen=True)
class Row:
    id: int
    name: str
    state: str = "open"


@dataclass(frozen=True)
class Query:
    state: str | None = "open"
    sort: str = "name"
    descending: bool = False
    text: str = ""


class FakeBook:
    """A register in memory that counts how it is asked."""

    threaded = True

    def __init__(self, number: int) -> None:
        self.rows = {n: Row(n, f"row {n:07}") for n in range(1, number + 1)}
        self.asked: list[tuple[int, int]] = []
        self.broken: Exception | None = None

    def _found(self, query):
        rows = [row for row in self.rows.values() if query.state in (None, row.state)]
        return sorted(rows, key=lambda row: row.name, reverse=query.descending)

    def count(self, query):
        return len(self._found(query))

    def find_ids(self, query, *, offset, limit):
        if self.broken:
            raise self.broken
        self.asked.append((offset, limit))
        return [row.id for row in self._found(query)[offset : offset + limit]]

    def load_rows(self, ids):
        return [self.rows[n] for n in ids if n in self.rows]

    def matching(self, query, ids):
        return frozenset(row.id for row in self._found(query) if row.id in ids)

    def place_of(self, query, record_id):
        return next((place for place, row in enumerate(self._found(query)) if row.id == record_id), None)


COLUMNS = (
    Column("Tên", lambda row: row.name, 200, sort="name"),
    Column("Tình trạng", lambda row: row.state, 100, look="chip", tone=lambda row: "ok"),
)


def make(number: int = 1000) -> tuple[FakeBook, RegisterModel]:
    book = FakeBook(number)
    model = RegisterModel(book, COLUMNS, Query())
    model.reload()
    return book, model


def name(model: RegisterModel, place: int) -> str:
    return model.data(model.index(place, 0), DISPLAY)


def test_qt_s_own_tester_is_content(qtmodeltester):
    _, model = make(450)
    qtmodeltester.check(model, force_py=True)


def test_only_pages_that_are_looked_at_are_read():
    book, model = make(100_000)
    assert model.rowCount() == 100_000
    assert book.asked == [(0, PAGE)], "the first page comes with the number of rows"
    book.asked.clear()
    assert name(model, 99_999) == "row 0100000"
    assert book.asked == [(99_800, PAGE)]
    assert name(model, 99_900) == "row 0099901"
    assert len(book.asked) == 1


def test_flags_and_selection_read_nothing():
    book, model = make(5_000)
    book.asked.clear()
    for place in range(0, 5_000, 7):
        model.flags(model.index(place, 0))
    assert book.asked == []


def test_old_pages_are_forgotten():
    _, model = make(PAGE * (PAGES_KEPT + 5))
    for number in range(PAGES_KEPT + 5):
        model.row_at(number * PAGE)
    assert len(model._pages) == PAGES_KEPT
    assert model.place_of(1) is None
    assert model.place_of(PAGE * 24 + 1) == PAGE * 24


def test_sorting_is_a_new_query():
    _, model = make()
    model.sort_by(0, descending=True)
    assert name(model, 0) == "row 0001000"
    model.sort_by(1, descending=True)  # a column that cannot be sorted
    assert model.query.sort == "name"


@pytest.mark.parametrize("error", [OfficeError("not_found"), RuntimeError("lost")])
def test_a_page_that_cannot_be_read_is_grey_and_raises_nothing(error, caplog):
    book, model = make(300)
    book.broken = error
    assert isinstance(model.row_at(200), Unreadable)
    assert name(model, 200)
    assert model.data(model.index(200, 1), DISPLAY) == ""
    book.broken = None
    assert isinstance(model.row_at(201), Unreadable)  # not asked again at each repaint
    model.reload()
    assert name(model, 0) == "row 0000001"


def test_a_count_that_fails_leaves_an_empty_table_with_the_reason():
    book, model = make(10)
    book.count = lambda query: (_ for _ in ()).throw(OfficeError("database_busy", environment=True, path="x"))
    model.reload()
    assert model.rowCount() == 0
    assert model.problem


def test_a_corrected_row_is_read_anew_and_only_it_is_repainted(qtbot):
    book, model = make(600)
    model.row_at(0)
    model.row_at(300)
    book.rows[301] = Row(301, "corrected")
    with qtbot.waitSignal(model.dataChanged) as told:
        assert model.apply_changes(frozenset({301}))
    assert (told.args[0].row(), told.args[1].row()) == (300, 300)
    assert name(model, 300) == "corrected"


def test_a_row_that_no_longer_matches_stays_until_the_next_search():
    book, model = make(1000)
    model.row_at(3)
    book.rows[4] = replace(book.rows[4], state="done")
    assert model.apply_changes(frozenset({4}))
    assert model.rowCount() == 1000
    assert model.total() == 999
    assert model.row_at(3).state == "done"
    # Pages read afterwards neither skip nor repeat a row.
    assert [model.row_at(place).id for place in (199, 200, 201, 999)] == [200, 201, 202, 1000]
    model.reload()
    assert model.rowCount() == 999
    assert model.row_at(3).id == 5


def test_a_row_that_comes_back_is_counted_again():
    book, model = make(500)
    model.row_at(3)
    kept = book.rows[4]
    book.rows[4] = replace(kept, state="done")
    assert model.apply_changes(frozenset({4}))
    book.rows[4] = kept
    assert model.apply_changes(frozenset({4}))
    assert model.total() == 500
    assert [model.row_at(place).id for place in (3, 200, 499)] == [4, 201, 500]


def test_rows_that_came_or_went_elsewhere_ask_for_a_reload():
    book, model = make(500)
    model.row_at(0)
    book.rows[501] = Row(501, "row 0000501")
    assert not model.apply_changes(frozenset({501}))
    model.reload()
    book.rows[400] = replace(book.rows[400], state="done")
    model.row_at(0)
    assert not model.apply_changes(frozenset({400}))


def test_given_ids_are_shown_whatever_the_query_says():
    _, model = make(500)
    model.show_only((7, 499, 3))
    assert [model.row_at(place).id for place in range(model.rowCount())] == [7, 499, 3]
    assert model.shows_only()
    model.set_query(Query())
    assert model.rowCount() == 500
    assert not model.shows_only()


def test_cancelled_rows_are_struck_through():
    book, model = make(2)
    book.rows[1] = Row(1, "row 0000001", state="open")
    model.reload()
    assert model.data(model.index(0, 0), Qt.ItemDataRole.FontRole) is None
    book.rows[1] = Row(1, "row 0000001", state="cancelled")
    model.set_query(Query(state=None))
    assert model.data(model.index(0, 0), Qt.ItemDataRole.FontRole).strikeOut()


def test_a_short_list_is_filtered_without_marks_and_sorted():
    rows = [Row(1, "Đất đai"), Row(2, "Hộ tịch"), Row(3, "Chứng thực")]
    model = RegisterModel(ListSource(lambda: rows, {"name": lambda row: row.name}), COLUMNS, ListQuery())
    model.set_query(ListQuery(text="dat"))
    assert [model.row_at(place).id for place in range(model.rowCount())] == [1]
    model.set_query(ListQuery(sort="name", descending=True))
    assert [model.row_at(place).id for place in range(3)] == [1, 2, 3]
