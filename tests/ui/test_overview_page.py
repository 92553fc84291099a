"""The overview on the practice office: every figure opens its rows with one key, the roles, the charts, the empty office."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.office import Office
from models.registers.tasks.followup import raise_obstacle, request_extension
from models.registers.tasks.rows import TaskQuery
from tests.offices import FOUNDING, TODAY
from ui.main_window import MainWindow
from ui.operations import Operations
from ui.pages.overview import KEYS, OverviewPage
from ui.pages.overview_blocks import ARRANGEMENTS, ROLES, page_of, same_person
from ui.pages.overview_reading import people
from ui.parts.bar_chart import Bar, BarChart
from ui.parts.chart import round_steps
from ui.parts.trend_chart import TrendChart, TrendPoint


def overview(window, qtbot) -> OverviewPage:
    """The overview with its figures read."""
    window.show_page("overview")
    page = window.page()
    qtbot.waitUntil(lambda: not page.busy() and page.reading is not None and page.reading.role == page.role)
    return page


def as_role(window, qtbot, role: str) -> OverviewPage:
    """The overview of this role."""
    page = overview(window, qtbot)
    page.choose_role(role)
    return overview(window, qtbot)


def shown_rows(window) -> int:
    return window.page().model.total()


def first_number(text: str) -> int:
    """The number in the words of a link: "12 nhiệm vụ", "vào sổ hôm nay: 3"."""
    return next(int(word.replace(".", "")) for word in text.split() if word.replace(".", "").isdigit())


@pytest.mark.parametrize("role", ROLES)
def test_one_key_opens_the_rows_of_every_figure(window, qtbot, role):
    page = as_role(window, qtbot, role)
    pressed = 0
    for place, key in enumerate(KEYS):
        page = overview(window, qtbot)
        view = page._views[role]
        figure = page.figures()[place] if place < len(page.cards) else None
        link = None if figure else view.link_of(key)
        if figure is None and link is None:
            continue
        QTest.keyClick(page.keyboard_place, getattr(Qt.Key, f"Key_{key}"))
        pressed += 1
        there = figure or link
        assert window.page() is window._pages[there.page]
        if figure is not None and figure.figure.endswith("%"):
            assert window.page().model.query == figure.query
        elif figure is not None:
            assert shown_rows(window) == int(figure.figure.replace(".", ""))
        elif "trống" not in link.text:
            assert shown_rows(window) == first_number(link.text)
    assert pressed == len(page.cards) + sum(len(block.links) for block in page.reading.blocks.values())


@pytest.mark.parametrize("role", ROLES)
def test_every_line_opens_its_record_and_every_figure_of_a_line_its_rows(window, qtbot, role):
    page = as_role(window, qtbot, role)
    for key, block in page.reading.blocks.items():
        for line in block.lines[:2]:
            page = overview(window, qtbot)
            table = page._views[role].blocks[key].table
            table.select_place(line.id - 1)
            qtbot.keyClick(table, Qt.Key.Key_Return)
            assert window.page() is window._pages[line.page]
            if line.record_id is not None:
                assert window.page().current_row().id == line.record_id
            for column, query in (line.by_column or {}).items():
                overview(window, qtbot)
                table.setCurrentIndex(table.register_model.index(line.id - 1, column))
                qtbot.keyClick(table, Qt.Key.Key_Return)
                assert shown_rows(window) == first_number(line.cells[column])
                assert query is not None


def test_lines_are_in_the_order_of_their_dates(window, qtbot):
    page = overview(window, qtbot)
    assert [row.due for row in page.reading.urgent] == sorted(row.due for row in page.reading.urgent)


def test_a_card_is_opened_by_mouse_and_by_enter_and_walked_by_arrows(window, qtbot):
    page = overview(window, qtbot)
    page.cards[0].setFocus()
    QTest.keyClick(page.cards[0], Qt.Key.Key_Right)
    assert page.cards[1].hasFocus()
    QTest.keyClick(page.cards[1], Qt.Key.Key_Return)
    assert window.page().model.query == page.figures()[1].query
    page = overview(window, qtbot)
    qtbot.mouseClick(page.cards[2], Qt.MouseButton.LeftButton)
    assert window.page().model.query == page.figures()[2].query


def test_the_user_of_the_office_sees_the_page_of_their_role(window, qtbot, practice):
    page = overview(window, qtbot)
    assert page.role == "clerk"  # Nguyễn Thị Hoa is the records clerk
    practice.change_settings(user_name="phan xuan trung")
    window.operations.changed.emit(practice.change_settings(soon_days=4).changes)
    page = overview(window, qtbot)
    assert page.role == "leader"
    assert [page_of(role) for role in ("one_stop", "official", "head_of_department", "chief_of_office")] == [
        "one_stop",
        "official",
        "official",
        "leader",
    ]
    assert not same_person("", "")


def test_another_role_is_shown_from_its_top(window, qtbot):
    """What had the keyboard on the page before is hidden: the next in line must not scroll the figures away."""
    window.resize(1366, 768)
    for role in ("official", "one_stop", "leader", "clerk", "leader", "clerk"):
        page = as_role(window, qtbot, role)
        qtbot.waitUntil(page._views[page.role].isVisible)
        assert page.room.verticalScrollBar().value() == 0, role
        assert page._views[role].isAncestorOf(QApplication.focusWidget())


def test_the_chosen_role_and_person_are_kept_on_this_machine(window, qtbot, practice):
    page = overview(window, qtbot)
    QTest.keyClick(page.keyboard_place, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    page = overview(window, qtbot)
    assert page.role == "official"
    assert page.person.isVisible()
    someone = people(practice)[-1]
    next(action for action in page.person_menu.actions() if action.data() == someone.id).trigger()
    page = overview(window, qtbot)
    with practice.read() as conn:
        from models.registers.tasks.queries import count

        led = count(conn, TaskQuery(lead_official_id=someone.id).with_states(*RUNNING), practice.when())
    assert first_number(page.reading.blocks["own"].links[0].text) == led
    again = OverviewPage(practice, window.operations)
    qtbot.addWidget(again)
    assert (again.role, again.person_id) == ("official", someone.id)
    QSettings().setValue("overview/person", "99999")
    again._find_role()
    assert again.person_id in {one.id for one in people(practice)}


RUNNING = ("overdue", "due_soon", "in_progress_within_due", "no_due_date")


def test_what_waits_for_a_word_shows_at_once(window, qtbot, practice):
    page = as_role(window, qtbot, "leader")
    before = len(page.reading.blocks["waiting"].lines)
    window.show_page("tasks")
    with practice.read() as conn:
        from models.registers.tasks.queries import find_ids, load_rows

        when = practice.when()
        query = TaskQuery().with_states("in_progress_within_due")
        row = load_rows(conn, find_ids(conn, query, when, limit=1), when, practice.calendar())[0]
    later = practice.calendar().add_working_days(row.due_date, 5)
    window.operations.run(request_extension, row.id, new_due=later, reason="Chờ số liệu", requested_date=TODAY)
    window.operations.run(raise_obstacle, row.id, "Thiếu số liệu", raised_date=TODAY, raised_to="Chủ tịch UBND xã")
    page = overview(window, qtbot)
    lines = page.reading.blocks["waiting"].lines
    assert len(lines) == before + 2
    assert sum(line.record_id == row.id for line in lines) == 2


def test_a_small_window_stacks_the_blocks_and_cuts_nothing(window, qtbot):
    page = as_role(window, qtbot, "leader")
    window.setMinimumSize(0, 0)
    window.resize(911, 512)
    qtbot.waitUntil(lambda: page._cards.property("across") < len(page.cards))
    body = page.room.widget()
    assert body.minimumSizeHint().width() <= page.room.viewport().width()


def test_an_empty_office_says_how_to_begin(qtbot, tmp_path, monkeypatch):
    office = Office.found(str(tmp_path / "empty"), FOUNDING, today=TODAY)
    made = MainWindow()
    qtbot.addWidget(made)
    made.show()
    made.open_office(office, Operations(office, made))
    page = overview(made, qtbot)
    assert page.beginning.isVisible()
    assert page.keyboard_place is page.beginning.buttons[0]
    assert page.cards[0].height() < page.beginning.height()
    assert not any(view.isVisible() for view in page._views.values())
    pressed = []
    for entry in page.entries:
        monkeypatch.setattr(entry, "trigger", lambda entry=entry: pressed.append(entry.action.key))
    for button in page.beginning.buttons[1:]:
        button.click()
    assert pressed == ["directive.new", "task.new", "dossier.new"]
    page.beginning.buttons[0].click()
    assert made.page() is made._pages["catalogues"]
    made.close()
    office.close()


def test_every_block_has_words_and_something_to_say_when_it_is_empty(window, qtbot):
    for role in ROLES:
        page = as_role(window, qtbot, role)
        for block in page._views[role].blocks.values():
            assert block.table.accessibleName()
            assert block.table.empty_text.endswith(".")
        assert set(page.reading.blocks) | set(page._views[role].charts) >= set(ARRANGEMENTS[role].keys)


@pytest.fixture
def bars(qtbot) -> BarChart:
    chart = BarChart()
    qtbot.addWidget(chart)
    chart.resize(480, 160)
    chart.show_bars([Bar("10", 120, 8), Bar("11", 95, 0), Bar("12", 140, 12)])
    chart.show()
    return chart


def test_a_chart_is_walked_and_opened_by_keyboard_and_mouse(bars, qtbot):
    opened = []
    bars.opened.connect(opened.append)
    bars.setFocus()
    assert bars.cursor_place == 2  # the newest
    QTest.keyClick(bars, Qt.Key.Key_Left)
    QTest.keyClick(bars, Qt.Key.Key_Return)
    QTest.keyClick(bars, Qt.Key.Key_Home)
    QTest.keyClick(bars, Qt.Key.Key_Left)
    QTest.keyClick(bars, Qt.Key.Key_Space)
    qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=bars.column(2).center().toPoint())
    assert opened == [1, 0, 2]


def test_a_chart_is_told_to_a_screen_reader(bars):
    seen = QAccessible.queryAccessibleInterface(bars)
    said = seen.text(QAccessible.Text.Description)
    assert said.splitlines()[0] == bars.sentence(2)
    assert all(bars.sentence(place) in said for place in range(3))
    bars.move_to(0)
    assert seen.text(QAccessible.Text.Description).splitlines()[0] == "Tháng 10: 120 hồ sơ, trễ 8"
    assert seen.text(QAccessible.Text.Name) == "Biểu đồ: hồ sơ giải quyết theo tháng"


def test_the_trend_leaves_out_months_in_which_nothing_ended(qtbot):
    chart = TrendChart()
    qtbot.addWidget(chart)
    chart.show_points([TrendPoint("1", None, 0), TrendPoint("2", 71.5, 3), TrendPoint("3", 100.0, 0)], 98.0)
    chart.resize(480, 200)
    assert not chart.grab().isNull()
    assert chart._lowest() == 70
    assert chart.sentence(0) == "Tháng 1: chưa có hồ sơ nào xong"
    assert chart.sentence(1) == "Tháng 2: đúng hạn 71,5 %, trễ 3"


@pytest.mark.parametrize("largest", [0, 1, 3, 7, 10, 99, 101, 12_430, 1_000_000])
def test_the_marks_of_an_axis_are_round_and_few(largest):
    marks = round_steps(largest)
    assert marks[-1] >= largest
    assert 2 <= len(marks) <= 6
    step = marks[1]
    assert str(int(step)).rstrip("0") in {"1", "2", "5"}


def test_the_charts_of_the_page_open_their_months(window, qtbot):
    page = as_role(window, qtbot, "leader")
    view = page._views["leader"]
    months = page.reading.months
    view.charts["months"].opened.emit(10)
    assert window.page().model.query == months[10].query
    assert shown_rows(window) == months[10].resolved
    overview(window, qtbot)
    view.charts["trend"].opened.emit(9)
    assert shown_rows(window) == months[9].late
