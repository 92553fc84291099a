"""The pages on the practice office: chips, filters, search, sorting, the record beside, figures that lead somewhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models.registers.tasks import queries as tasks
from models.registers.tasks.rows import CoordinatorEntry, TaskQuery
from models.registers.tasks.services import cancel_task, set_coordinators
from models.text import words
from ui.pages.base import Page
from ui.pages.overview import OverviewPage
from ui.parts.action import Action


@pytest.fixture(autouse=True)
def given_actions(monkeypatch) -> list[tuple[str, object, object]]:
    """Every page has one action of each kind; what is called with which context and row is listed."""
    called: list[tuple[str, object, object]] = []

    def action(key, kind, shortcut, **more):
        return Action(key, key, lambda context, row: called.append((key, context, row)), kind=kind, shortcut=shortcut, **more)

    def actions(self):
        return (
            action("new", "new", "Ctrl+N"),
            action("export", "page", "Ctrl+E"),
            action("correct", "record", "F2"),
            action("finish", "record", "Ctrl+D", detail=True, enabled=lambda row: getattr(row, "state", "") == "overdue"),
        )

    monkeypatch.setattr(Page, "actions", actions)
    monkeypatch.setattr(OverviewPage, "actions", actions)
    return called


def settle(page, qtbot):
    """Wait until the record beside and the counts of the chips stand."""
    qtbot.waitUntil(
        lambda: not (page.view._telling.isActive() or page._rest.isActive() or page._counting.isActive() or page._counts.busy())
    )


def visit(window, key, qtbot):
    window.show_page(key)
    page = window.page()
    if key in {"directives", "tasks", "dossiers"}:
        settle(page, qtbot)
    return page


@pytest.mark.parametrize("key", ["directives", "tasks", "dossiers"])
def test_chips_count_what_they_show(window, qtbot, key):
    page = visit(window, key, qtbot)
    for chip, choice in zip(page.chips.chips, page.choices(), strict=True):
        if choice.counted:
            qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
            settle(page, qtbot)
            assert chip.isChecked()
            shown = int(chip.text().rsplit(" ", 1)[1].replace(".", ""))
            assert page.model.rowCount() == shown, choice.text


@pytest.mark.parametrize("key", ["directives", "tasks", "dossiers"])
def test_every_column_that_says_so_sorts_both_ways(window, qtbot, key):
    page = visit(window, key, qtbot)
    total = page.model.rowCount()
    for place, column in enumerate(page.model.columns):
        if column.sort:
            page.view.horizontalHeader().sectionClicked.emit(place)
            assert page.model.query.sort == column.sort
            first = page.model.row_at(0).id
            page.view.horizontalHeader().sectionClicked.emit(place)
            assert page.model.rowCount() == total
            assert page.model.row_at(0).id, first


@pytest.mark.parametrize("key", ["directives", "tasks", "dossiers"])
def test_every_cell_of_the_first_page_has_words(window, qtbot, key):
    page = visit(window, key, qtbot)
    model = page.model
    for place in range(min(60, model.rowCount())):
        cells = [str(model.index(place, column).data() or "") for column in range(model.columnCount())]
        assert cells[0], cells
        assert cells[[column.key for column in model.columns].index("state")], cells
        assert not any(cell.startswith("[") for cell in cells), cells


@pytest.mark.parametrize("key", ["directives", "tasks", "dossiers"])
def test_the_record_beside_follows_the_arrows(window, qtbot, key):
    page = visit(window, key, qtbot)
    titles = set()
    for _ in range(3):
        settle(page, qtbot)
        titles.add(page.detail.title.text())
        qtbot.keyClick(page.view, Qt.Key.Key_Down)
    assert len(titles) == 3
    assert page.view.currentIndex().row() == 3


@pytest.mark.parametrize(("key", "typed"), [("tasks", "báo cáo"), ("dossiers", "nguyen"), ("directives", "sở")])
def test_typing_finds_whatever_the_state_and_emptying_brings_the_chip_back(window, qtbot, key, typed):
    page = visit(window, key, qtbot)
    before = page.model.query
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    for letter in typed:
        window.search_box.insert(letter)
    qtbot.waitUntil(lambda: page.model.query.text == typed)
    assert page.model.query.states == frozenset()
    assert page.model.rowCount() > 0
    qtbot.keyClick(window.search_box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.model.query.text == "")
    assert page.model.query == before


def test_each_page_keeps_its_own_words(window, qtbot):
    page = visit(window, "tasks", qtbot)
    page.search("báo cáo")
    visit(window, "dossiers", qtbot)
    assert window.search_box.text() == ""
    visit(window, "tasks", qtbot)
    assert window.search_box.text() == "báo cáo"


def test_a_filter_narrows_and_is_let_go(window, qtbot):
    page = visit(window, "tasks", qtbot)
    page._states_chosen(frozenset())
    settle(page, qtbot)
    everything = page.model.rowCount()
    chip = page.filter_chips[0]
    value = chip.filter.choices[0][1]
    chip.pick(value)
    settle(page, qtbot)
    assert chip.isChecked()
    assert 0 < page.model.rowCount() < everything
    assert {page.model.row_at(place).lead_department_id for place in range(page.model.rowCount())} == {value}
    chip.pick()
    settle(page, qtbot)
    assert page.model.rowCount() == everything
    assert not chip.isChecked()


def test_no_filter_is_pressed_before_one_is_chosen(window, qtbot):
    for key in ("directives", "tasks", "dossiers"):
        page = visit(window, key, qtbot)
        page._states_chosen(frozenset())
        assert not any(chip.isChecked() for chip in page.filter_chips)
        for chip in page.filter_chips:
            if chip.filter.choices:
                chip.pick(chip.filter.choices[0][1])
                assert chip.isChecked()
                chip.pick()
        assert page.model.query == page.first_query().with_states()


def test_a_change_refreshes_the_row_under_the_hand_and_the_badges(window, qtbot, practice):
    page = visit(window, "tasks", qtbot)
    page.open(TaskQuery().with_states("overdue"), None)
    row = page.current_row()
    late = page.model.total()
    assert window.rail_buttons["tasks"].accessibleDescription() == str(late)
    window.operations.run(cancel_task, row.id, reason="ghi nhầm")
    assert page.model.row_at(0).state == "cancelled"  # it stays until the next search
    assert page.model.total() == late - 1
    assert window.rail_buttons["tasks"].accessibleDescription() == str(late - 1)
    assert window.news.text().startswith("Đã lưu: hủy nhiệm vụ")
    assert window.undo_link.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.current_row().state == "overdue")
    assert page.model.total() == late
    assert window.actions_here.redo.isEnabled()
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert page.model.rowCount() == late


def test_a_page_that_was_hidden_reads_anew_when_it_is_shown(window, qtbot):
    page = visit(window, "tasks", qtbot)
    row = page.current_row()
    visit(window, "dossiers", qtbot)
    window.operations.run(cancel_task, row.id, reason="ghi nhầm")
    page = visit(window, "tasks", qtbot)
    assert page.model.place_of(row.id) is None


@pytest.mark.parametrize("by", ["figure", "hit"])
def test_a_page_that_was_hidden_reads_anew_when_it_is_opened_at_a_place(window, qtbot, by):
    query = TaskQuery().with_states("overdue")
    window.show_page("tasks", query)
    first, second = (window.page().model.row_at(place).id for place in (0, 1))
    visit(window, "dossiers", qtbot)
    window.operations.run(cancel_task, first, reason="ghi nhầm")
    window.show_page("tasks", *((query, None) if by == "figure" else (None, second)))
    page = window.page()
    assert page.model.place_of(first) is None
    assert page.current_row().id == second


def test_the_search_box_says_what_the_page_shows(window, qtbot):
    page = visit(window, "tasks", qtbot)
    page.search("báo cáo")
    visit(window, "overview", qtbot)
    window.show_page("tasks", TaskQuery().with_states("overdue"))
    assert window.search_box.text() == ""
    page = visit(window, "catalogues", qtbot)
    window.search_box.setText("ket hon")
    qtbot.waitUntil(lambda: page.query().text == "ket hon")
    page.tabs.setCurrentIndex(2)
    assert window.search_box.text() == ""
    page.tabs.setCurrentIndex(0)
    assert window.search_box.text() == "ket hon"


def test_actions_get_the_context_and_the_row(window, qtbot, given_actions):
    page = visit(window, "tasks", qtbot)
    page.open(TaskQuery().with_states("overdue"), None)
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_F2)
    key, context, row = given_actions.pop()
    assert (key, row) == ("correct", page.current_row())
    assert context.query == page.model.query
    assert context.office is window.office
    QTest.keyClick(page.view, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert given_actions.pop()[2] is None


def test_what_is_not_possible_is_grey_and_its_key_does_nothing(window, qtbot, given_actions):
    page = visit(window, "tasks", qtbot)
    page.open(TaskQuery().with_states("completed_on_time"), None)
    settle(page, qtbot)
    finish = next(entry for entry in page.entries if entry.action.key == "finish")
    assert not finish.isEnabled()
    QTest.keyClick(page.view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert given_actions == []
    page.open(TaskQuery().with_states("overdue"), None)
    qtbot.waitUntil(finish.isEnabled)


def test_the_rail_is_walked_with_alt_and_numbers(window, qtbot):
    for place, entry in enumerate(window._entries, start=1):
        if entry.key != "reports":
            QTest.keyClick(window, getattr(Qt.Key, f"Key_{place}"), Qt.KeyboardModifier.AltModifier)
            assert window.page() is window._pages[entry.key]
            assert window.title.text() == entry.text


def test_enter_opens_the_record_beside(window, qtbot):
    page = visit(window, "tasks", qtbot)
    page.open(TaskQuery().with_states("overdue"), None)
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert page.detail.isAncestorOf(window.focusWidget())
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert window.focusWidget() is page.view


def test_every_change_is_in_the_history_when_it_is_looked_at(window, qtbot, practice):
    task = visit(window, "tasks", qtbot).current_row()
    page = visit(window, "system", qtbot)
    visit(window, "tasks", qtbot)
    window.operations.run(set_coordinators, task.id, coordinators=[CoordinatorEntry(name="Công an xã")])
    visit(window, "system", qtbot)
    assert "phối hợp" in page.history.register_model.row_at(0).what


def test_a_record_that_is_not_among_the_rows_is_shown_alone(window, qtbot, practice):
    page = visit(window, "tasks", qtbot)
    with practice.read() as conn:
        done = tasks.find_ids(conn, TaskQuery().with_states("completed_late"), practice.when(), limit=1)[0]
    page.show_record(done)
    assert page.model.rowCount() == 1
    assert page.current_row().id == done
    page.open((done, page.first_query() and 1), None)
    assert page.model.rowCount() == 2


def test_searching_everywhere_lists_all_books(practice):
    from ui.parts.everywhere import find_everywhere

    groups = find_everywhere(practice, "báo cáo")
    assert [group.page for group in groups][:2] == ["directives", "tasks"]
    assert all(1 <= len(group.hits) <= 5 for group in groups)
    assert find_everywhere(practice, "zzzz") == []


def test_catalogues_show_every_list_and_filter_it(window, qtbot):
    page = visit(window, "catalogues", qtbot)
    for place, catalogue in enumerate(page.catalogues):
        page.tabs.setCurrentIndex(place)
        if catalogue.table != "recurring_duty":
            assert page.view().register_model.rowCount() > 0, catalogue.title
    page.tabs.setCurrentIndex(0)
    page.search("ket hon")
    names = [page.view().register_model.row_at(n).name for n in range(page.view().register_model.rowCount())]
    assert "Thủ tục đăng ký kết hôn" in names
    assert len(names) < 30
    assert all(word in words(name) for name in names[:3] for word in ("ket", "hon"))


def test_settings_are_saved_as_one_step_and_a_wrong_one_is_marked(window, qtbot, practice):
    page = visit(window, "system", qtbot)
    form = page.settings_form
    assert form.changes() == {}
    form._fields["soon_days"][1].setValue(5)
    form._fields["cutoff_time"][1].setText("14h30")
    assert set(form.changes()) == {"soon_days", "cutoff_time"}
    window.activateWindow()
    form._fields["cutoff_time"][1].setFocus()
    qtbot.keyClick(form._fields["cutoff_time"][1], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert practice.settings().soon_days == 5
    assert practice.settings().cutoff_time.hour == 14
    assert page.history.register_model.row_at(0).what.startswith("đổi thiết lập")
    form._fields["cutoff_day"][1].setValue(31)
    qtbot.mouseClick(form.save, Qt.MouseButton.LeftButton)
    assert practice.settings().cutoff_day == 15
    assert not form._wrong["cutoff_day"].isHidden()


def test_a_copy_is_made_and_listed_and_the_check_is_clean(window, qtbot, practice):
    page = visit(window, "system", qtbot)
    page.tabs.setCurrentIndex(1)
    with qtbot.waitSignal(window.operations.told, timeout=20_000) as told:
        page.back_up()
    assert told.args[0].startswith("Đã sao lưu vào")
    assert page.copies.register_model.rowCount() == 1
    assert window.backup_news.text().startswith("Sao lưu gần nhất: ")
    with qtbot.waitSignal(window.operations.told, timeout=20_000) as told:
        page.check()
    assert told.args[0].startswith("Đã kiểm tra")


def test_nothing_of_the_frame_is_clipped_at_the_usual_screen(window, qtbot):
    window.resize(1366, 768)
    for key in ("overview", "directives", "tasks", "dossiers", "catalogues", "system"):
        page = visit(window, key, qtbot)
        assert page.minimumSizeHint().width() <= 1366 - 196, key
        assert window.width() == 1366, key


def test_the_keyboard_comes_back_to_the_table_when_the_record_beside_is_shown_anew(window, qtbot, given_actions):
    page = visit(window, "tasks", qtbot)
    page.open(TaskQuery().with_states("overdue"), None)
    settle(page, qtbot)
    page.view.opened.emit()
    assert page.detail.isAncestorOf(window.focusWidget()), "on the button of the first thing to do"
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert given_actions[-1][0] == "finish", "Enter presses it"
    page.operations.run(cancel_task, page.current_row().id, reason="giao trùng")
    settle(page, qtbot)
    assert window.focusWidget() is page.view
