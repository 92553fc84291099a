"""What is finished gives way to the next; letters typed on a list search."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtTest import QTest

from models.registers.tasks.rows import TaskQuery
from models.registers.tasks.services import cancel_task, complete_task
from ui import theme


def opened(window, *states):
    window.show_page("tasks")
    page = window.page()
    page.open(TaskQuery().with_states(*states), None)
    return page


def finish(window, page, *, row=None):
    row = row or page.current_row()
    window.operations.run(complete_task, row.id, completed_date=window.office.today(), evidence_number="12/BC-UBND")
    return row


def test_after_finishing_the_next_one_is_chosen_and_the_finished_stays_struck(window, qtbot):
    page = opened(window, "overdue")
    total = page.model.total()
    page.view.select_place(1)
    second = page.model.row_at(2)
    done = finish(window, page)
    assert page.current_row().id == second.id
    assert page.model.row_at(1).id == done.id
    assert page.model.total() == total - 1
    index = page.model.index(1, 0)
    assert index.data(Qt.ItemDataRole.FontRole).strikeOut()
    page.view.grab()
    assert not theme.font(bold=True).strikeOut()
    assert QFont(theme.font()).strikeOut() is False
    # Again: rows that are through are passed over; the last one goes up.
    finish(window, page, row=page.model.row_at(3))
    finish(window, page)
    assert page.view.currentIndex().row() == 4
    page.view.select_place(page.model.rowCount() - 1)
    finish(window, page)
    assert page.view.currentIndex().row() == page.model.rowCount() - 2


def test_taking_it_back_chooses_it_again(window, qtbot):
    page = opened(window, "overdue")
    page.view.select_place(2)
    done = finish(window, page)
    assert page.current_row().id != done.id
    window.operations.undo()
    assert page.current_row().id == done.id
    assert page.current_row().state == "overdue"
    assert not page.model.index(2, 0).data(Qt.ItemDataRole.FontRole)


def test_of_several_that_are_finished_one_after_another_the_selection_waits_for_the_last(window, qtbot):
    page = opened(window, "overdue")
    page.view.select_places([0, 1, 2])
    rows = page.current_rows()
    for row in rows:
        window.operations.run(cancel_task, row.id, reason="giao trùng")
    assert page.view.selected_places() == [(3, 3)]


def test_what_still_belongs_to_the_list_stays_chosen(window, qtbot):
    page = opened(window)
    place = next(place for place in range(page.model.rowCount()) if page.model.row_at(place).state == "overdue")
    page.view.select_place(place)
    done = finish(window, page)
    assert page.current_row().id == done.id
    assert page.current_row().state == "completed_late"


def test_letters_typed_on_a_list_search_and_the_arrow_leads_back(window, qtbot):
    page = opened(window)
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_B)
    box = window.search_box
    assert window.focusWidget() is box
    assert box.text() == "b"
    for letter in "áo":
        QCoreApplication.sendEvent(box, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))
    qtbot.waitUntil(lambda: page.model.query.text == "báo")
    assert page.model.rowCount() > 0
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert window.focusWidget() is page.view
    assert page.current_row() is not None


def test_letters_typed_on_a_catalogue_search_it(window, qtbot):
    window.show_page("catalogues")
    page = window.page()
    page.view().setFocus()
    QTest.keyClick(page.view(), Qt.Key.Key_K)
    assert window.focusWidget() is window.search_box
    assert window.search_box.text() == "k"
    qtbot.waitUntil(lambda: page.query().text == "k")
