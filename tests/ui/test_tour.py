"""The tour of the practice office: it goes on when a step was really done, is left and taken up, and never touches a real office."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QProcess, QSettings, Qt, QUrl
from PySide6.QtTest import QTest

from models.office import Founding, Office
from models.registers.directives import queries as directives
from models.registers.directives.rows import DirectiveQuery
from models.registers.tasks.followup import add_note
from models.registers.tasks.queries import find_ids
from models.registers.tasks.rows import TaskQuery
from models.storage.journal import entries
from tests.journeys.clerk import Clerk
from ui.main_window import MainWindow
from ui.operations import Operations
from ui.parts import tour as tours
from ui.parts.help_view import TOUR
from ui.parts.tour import DONE, Seen, Tour


@pytest.fixture(autouse=True)
def _from_the_first_step() -> None:
    QSettings().remove("tour")


@pytest.fixture
def tour(window) -> Tour:
    """Begun in a practice office."""
    window.open_tour()
    [found] = window.findChildren(Tour)
    return found


def test_each_step_has_its_words_and_what_counts_as_done():
    assert len(DONE) == len(tours.step_texts()) == 7
    assert not any(done(Seen()) for done in DONE)


def test_seven_steps_by_keyboard_as_they_are_told(window, tour, practice, qtbot):
    clerk = Clerk(window, qtbot)
    overview = clerk.on("overview")
    assert tour.isVisible()
    assert "1/7" in tour.head.text()
    assert overview.isAncestorOf(window.focusWidget()), "the keyboard stays at the work"

    clerk.press("1")
    clerk.on("tasks")
    clerk.until(lambda: tour.step == 1)
    assert "2/7" in tour.head.text()

    clerk.press("Space")
    clerk.type("Đã gửi dự thảo")
    clerk.press("Ctrl+Return")
    clerk.no_form()
    clerk.until(lambda: tour.step == 2)

    clerk.press("Alt+2", "Ctrl+N")
    clerk.fill("77/UBND-VP", "h", "van phong", "Thử một văn bản")
    clerk.press("Ctrl+Return")
    clerk.until(lambda: tour.step == 3)
    clerk.press("Esc")

    clerk.press("Ctrl+Z")
    assert tour.step == 3, "taken back is half of it"
    clerk.press("Ctrl+Y")
    clerk.until(lambda: tour.step == 4)

    clerk.press("Ctrl+K")
    clerk.type("dat dai")
    clerk.until(lambda: tour.step == 5)
    clerk.press("Esc")

    clerk.press("Alt+4", "Ctrl+2")
    clerk.until(lambda: tour.step == 6)

    clerk.press("Alt+6")
    reports = window.page()
    clerk.until(lambda: reports.report is not None)
    clerk.press("Down", "Return")
    clerk.until(lambda: tour.step == 7)
    assert not tour.skip_button.isVisible()
    assert tour.again_button.isVisible()
    with practice.read() as conn:
        kinds = [entry.kind for entry in entries(conn, limit=4)]
        found = directives.count(conn, DirectiveQuery(text="77/UBND-VP thu mot van ban"), practice.when())
    assert kinds == ["redo", "undo", "change", "change"]
    assert found == 1


def test_what_was_done_before_a_step_does_not_count(window, tour, practice):
    with practice.read() as conn:
        task = find_ids(conn, TaskQuery().with_states("overdue"), practice.when(), limit=1)[0]
    window.operations.run(add_note, task, "Trước khi bắt đầu")
    tour.skip_button.click()
    tour.look()
    assert tour.step == 1
    window.operations.run(add_note, task, "Trong bước này")
    tour.look()
    assert tour.step == 2


def test_it_is_left_and_taken_up_where_it_was(window, tour, practice, qtbot):
    tour.skip_button.click()
    tour.skip_button.click()
    tour.back_button.click()
    tour.take_focus()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert not tour.isVisible()
    assert window.page().isAncestorOf(window.focusWidget())
    other = MainWindow()
    qtbot.addWidget(other)
    other.open_office(practice, Operations(practice, other))
    other.open_tour()
    assert other.findChildren(Tour)[0].step == 1


def test_the_keyboard_comes_to_it_by_f6_and_stays_when_its_buttons_change(window, tour):
    for _ in range(4):
        window.next_pane()
        if tour.isAncestorOf(window.focusWidget()):
            break
    assert window.focusWidget() is tour.skip_button
    for _ in DONE:
        tour.skip_button.click()
    assert window.focusWidget() is tour.again_button
    tour.again_button.click()
    assert tour.step == 0
    assert window.focusWidget() is tour.skip_button


def test_the_help_begins_it(window):
    window.open_help("practice")
    window._help.paper.anchorClicked.emit(QUrl(f"{TOUR}:"))
    assert window.findChildren(Tour)[0].isVisible()


def test_a_real_office_is_never_tried_on(qtbot, tmp_path, monkeypatch):
    office = Office.found(str(tmp_path / "real"), Founding("UBND xã Thật", "commune", "Gia Lai"))
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    window.open_office(office, Operations(office, window))
    page = window.page()
    qtbot.waitUntil(lambda: not page.busy())
    next(button for button in page.beginning.buttons if button.property("key") == "tour").click()
    [tour] = window.findChildren(Tour)
    assert tour.isVisible()
    assert not tour.skip_button.isVisible()
    started: list[tuple[str, list[str]]] = []

    def start(program: str, arguments: list[str]) -> tuple[bool, int]:
        started.append((program, arguments))
        return (len(started) > 1, 0)

    monkeypatch.setattr(QProcess, "startDetached", start)
    monkeypatch.setattr(sys, "orig_argv", ["python3", "-X", "utf8", "main.py", "--office", "/real"])
    monkeypatch.setattr(sys, "argv", ["main.py", "--office", "/real"])
    tour.open_button.click()
    assert tour.isVisible()
    assert "python3 main.py practice" in window.news.text()
    tour.open_button.click()
    assert not tour.isVisible()
    assert started[-1] == (sys.executable, ["-X", "utf8", "main.py", "--lang", "vi", "practice", "--tour"])
    office.close()
