"""The reminders of the day by keyboard, the slips that go out, and what is told beside the clock."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from models.clock.working_days import Calendar, seed_days
from models.registers.reminders.queries import list_slips
from models.registers.tasks.queries import find_ids
from models.registers.tasks.rows import TaskQuery
from models.registers.tasks.services import complete_task
from ui import theme
from ui.forms.reminders import RemindersSheet, SlipsSheet
from ui.parts import tray
from ui.parts.office_papers import left_words
from ui.parts.printing import PrintSheet
from ui.parts.tray import Tray, Waiting, badge_text, badged_icon, notice_text, session_of
from ui.parts.trees import data_of, lines_in, lines_of

TODAY = date(2026, 11, 20)
CALENDAR = Calendar(seed_days())
# The screenless platform has no tray, and says so when one is made all the same.
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged", extend=True)


@pytest.fixture
def sheet(window, qtbot) -> RemindersSheet:
    """The list of today, opened by its key on the page Nhiệm vụ."""
    window.show_page("tasks")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F8)
    [made] = window.findChildren(RemindersSheet)
    qtbot.waitUntil(lambda: made.tree.topLevelItemCount() > 0)
    return made


def slips(office):
    with office.read() as conn:
        return list_slips(conn)


def test_the_list_is_grouped_and_ticked(sheet):
    groups = {group.text(0): group for group in lines_of(sheet.tree)}
    assert any(name.startswith("Nguyễn Thị Hoa (Văn phòng HĐND và UBND) · ") for name in groups)
    ticked = sum(len(entry.task_ids) for entry in sheet.entries())
    tasks = [data_of(item) for group in groups.values() for item in lines_in(group) if data_of(item).kind == "tasks"]
    assert ticked == len(tasks) > 5
    assert f"Lập {len(sheet.entries())} phiếu" in sheet.issue_button.text()
    assert QApplication.focusWidget() is sheet.tree


def test_space_takes_one_out_and_the_slips_go_out_by_one_key(sheet, window, practice, qtbot):
    everything = sheet.entries()
    QTest.keyClick(sheet.tree, Qt.Key.Key_Space)
    assert [entry.addressee for entry in sheet.entries()] == [entry.addressee for entry in everything[1:]]
    sheet.message.setText("Báo cáo trước 16 giờ")
    QTest.keyClick(sheet.tree, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    [paper] = window.findChildren(PrintSheet)
    told = paper.document.toPlainText()
    assert told.count("PHIẾU NHẮC VIỆC") == len(everything) - 1
    assert "Báo cáo trước 16 giờ" in told
    assert f"Kính gửi: {everything[1].addressee}" in told
    assert [row.number for row in slips(practice)][::-1] == list(range(1, len(everything)))
    paper.leave()
    # What was not reminded still stands there.
    qtbot.waitUntil(lambda: [entry.addressee for entry in sheet.entries()] == [everything[0].addressee] or sheet.entries() == [])
    assert [each.id for each in sheet._wanted.tasks] == list(everything[0].task_ids)
    QTest.keyClick(sheet.tree, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(sheet._wanted.tasks) == sum(len(entry.task_ids) for entry in everything))
    assert slips(practice) == []


def test_a_department_gets_one_slip_where_that_is_chosen(sheet):
    by_person = len(sheet.entries())
    sheet.grouping.setCurrentIndex(1)
    entries = sheet.entries()
    assert 0 < len(entries) < by_person
    assert {entry.official_id for entry in entries} == {None}
    assert "Văn phòng HĐND và UBND" in [entry.addressee for entry in entries]


def test_a_task_that_ended_meanwhile_is_refused_on_the_sheet(sheet, practice):
    entry = sheet.entries()[0]
    sheet.context.operations.changed.disconnect(sheet._office_changed)
    complete_task(practice, entry.task_ids[0], completed_date=TODAY, evidence_number="12/BC-UBND")
    sheet.issue()
    assert "Nhiệm vụ đã kết thúc" in sheet.told.text()
    assert slips(practice) == []


def test_enter_opens_the_task(sheet, window, qtbot):
    QTest.keyClick(sheet.tree, Qt.Key.Key_Down)
    wanted = data_of(sheet.tree.currentItem())
    QTest.keyClick(sheet.tree, Qt.Key.Key_Return)
    assert not sheet.isVisible()
    qtbot.waitUntil(lambda: window.page().current_row() is not None and window.page().current_row().id == wanted.id)


def test_slips_are_printed_again(sheet, window):
    sheet.issue()
    window.findChildren(PrintSheet)[-1].leave()
    QTest.keyClick(sheet.tree, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    [slips_sheet] = window.findChildren(SlipsSheet)
    newest = slips_sheet.tree.topLevelItem(0)
    QTest.keyClick(slips_sheet.tree, Qt.Key.Key_Return)
    paper = window.findChildren(PrintSheet)[-1]
    assert f"Kính gửi: {newest.text(0)}" in paper.document.toPlainText()
    paper.leave()
    slips_sheet.leave()


def test_on_a_rest_day_the_sheet_says_so(window, practice, qtbot):
    practice._today = date(2026, 11, 22)
    window.show_page("tasks")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F8)
    [made] = window.findChildren(RemindersSheet)
    qtbot.waitUntil(lambda: "ngày nghỉ" in made.told.text())
    assert made.tree.topLevelItemCount() == 0
    assert not made.issue_button.isEnabled()
    made.leave()


@pytest.mark.parametrize(
    ("due", "left", "said"),
    [
        (date(2026, 11, 23), 1, "còn 1 ngày"),
        (TODAY, 0, "hôm nay"),
        (date(2026, 11, 17), -3, "quá 3 ngày"),
        (None, None, "không có hạn"),
    ],
)
def test_what_is_left_in_words(due, left, said):
    assert left_words(due, left, TODAY) == said


# ---- beside the clock ----


@pytest.mark.parametrize(
    ("waiting", "said"),
    [
        (Waiting(), ""),
        (Waiting(tasks_today=3, dossiers_late=2), "3 việc đến hạn hôm nay, 2 hồ sơ trễ"),
        (Waiting(1, 1_200, 1, 0), "1 việc đến hạn hôm nay, 1 hồ sơ hẹn trả hôm nay, 1.200 việc quá hạn"),
    ],
)
def test_the_notice_is_a_function_of_the_counts(waiting, said):
    assert notice_text(waiting) == said


@pytest.mark.parametrize(
    ("now", "session"),
    [
        (datetime(2026, 11, 20, 7, 29), ""),
        (datetime(2026, 11, 20, 7, 30), "2026-11-20 1"),
        (datetime(2026, 11, 20, 12, 0), ""),
        (datetime(2026, 11, 20, 13, 30), "2026-11-20 2"),
        (datetime(2026, 11, 20, 17, 0), ""),
        (datetime(2026, 11, 21, 9, 0), ""),
        (datetime(2026, 11, 24, 9, 0), ""),
    ],
)
def test_the_tray_is_quiet_outside_office_hours(now, session):
    assert session_of(now, CALENDAR) == session


def test_a_number_on_the_icon():
    assert [badge_text(number) for number in (0, 7, 99, 100)] == ["", "7", "99", "99+"]
    bare, badged = theme.icon("app").pixmap(32, 32).toImage(), badged_icon(7).pixmap(32, 32).toImage()
    red = theme.TONES["late"].text
    assert any(badged.pixelColor(x, y) == red for x in range(32) for y in range(32))
    assert not any(bare.pixelColor(x, y) == red for x in range(32) for y in range(32))


class Shown:
    """What the tray was asked to show."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def show(self, title: str, text: str, *_: object) -> None:
        self.texts.append(text)


@pytest.fixture
def shown(monkeypatch) -> Shown:
    """A desktop with a tray, at ten in the morning."""
    found = Shown()
    monkeypatch.setattr(tray, "there", lambda: True)
    monkeypatch.setattr(tray, "vietnam_now", lambda: datetime(2026, 11, 20, 10, 0))
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _, *said: found.show(*said))
    return found


def test_the_notice_comes_once_in_a_half_day(window, practice, qtbot, shown, monkeypatch):
    made = Tray(window, practice, window.operations)
    qtbot.waitUntil(lambda: made.waiting.total() > 0)
    assert shown.texts == [notice_text(made.waiting)]
    assert window.windowTitle().startswith(f"({badge_text(made.waiting.total())}) UBND xã Hoài Ân")
    with qtbot.waitSignal(made._reader.settled):
        made.look()
    assert len(shown.texts) == 1
    monkeypatch.setattr(tray, "vietnam_now", lambda: datetime(2026, 11, 20, 14, 0))
    with qtbot.waitSignal(made.told):
        made.look()
    assert window.windowTitle().count("(") == 1 + window.windowTitle().count("(sổ")


def test_the_notice_is_switched_off_on_this_machine(window, practice, qtbot, shown):
    tray.switch("notices", False)
    made = Tray(window, practice, window.operations)
    qtbot.waitUntil(lambda: made.waiting.total() > 0)
    assert shown.texts == []


def test_the_notice_leads_to_its_rows(window, practice, qtbot, shown):
    made = Tray(window, practice, window.operations)
    qtbot.waitUntil(lambda: made.waiting.total() > 0)
    made.icon.messageClicked.emit()
    assert window.page_key() == "tasks"
    states = window.page().query().states
    assert states == frozenset({"due_soon" if made.waiting.tasks_today else "overdue"})


def test_the_count_follows_the_book(window, practice, qtbot, shown):
    made = Tray(window, practice, window.operations)
    qtbot.waitUntil(lambda: made.waiting.total() > 0)
    before = made.waiting.tasks_late
    with practice.read() as conn:
        [late] = find_ids(conn, TaskQuery().with_states("overdue"), practice.when(), limit=1)
    window.operations.run(complete_task, late, completed_date=TODAY, evidence_number="12/BC-UBND")
    qtbot.waitUntil(lambda: made.waiting.tasks_late == before - 1)


class Spontaneous(QCloseEvent):
    """The window's own button."""

    def spontaneous(self) -> bool:
        return True


def test_closing_hides_only_where_that_is_wanted(window, practice, qtbot, shown):
    made = Tray(window, practice, window.operations)
    assert not made.eventFilter(window, Spontaneous())
    tray.switch("hiding", True)
    assert made.eventFilter(window, Spontaneous())
    assert not window.isVisible()
    made.bring()
    assert window.isVisible()
    # Ctrl+Q is a call, and closes.
    assert not made.eventFilter(window, QCloseEvent())
    assert not made.eventFilter(window, QEvent(QEvent.Type.Resize))
    assert QSettings().value("tray/hiding") == "1"


def test_without_a_tray_the_number_stays(window, practice, qtbot, monkeypatch):
    monkeypatch.setattr(tray, "there", lambda: False)
    made = Tray(window, practice, window.operations)
    qtbot.waitUntil(lambda: window.windowTitle().startswith("("))
    assert made.icon is None


def test_the_record_tells_the_round_of_its_reminder(sheet, window, practice):
    wanted = sheet._wanted.tasks[0]
    sheet.issue()
    window.findChildren(PrintSheet)[-1].leave()
    detail = window.page().load_detail(wanted.id)
    assert dict(detail.facts)["Đã nhắc"] == f"lần {wanted.times + 1}, 20/11"
    assert any(f"lần {wanted.times + 1}" in each.remark and "Phiếu nhắc việc số" in each.remark for each in detail.happenings)
    sheet.leave()


def test_the_sheet_opens_once(sheet, window):
    from ui.actions.reminders import remind_today

    assert remind_today(window.page().context()) is sheet
    assert window.findChildren(RemindersSheet) == [sheet]
    sheet.leave()
