"""The Monday briefing, by keyboard alone: people by arrows, tasks and words typed live, the conclusions to a file, the slips of the day."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QFileDialog

from models.registers.briefings.queries import list_briefings, load_briefing
from models.registers.reminders.queries import list_slips
from models.registers.tasks.queries import find_ids, load_rows
from models.registers.tasks.rows import TaskQuery
from ui.forms.reminders import RemindersSheet
from ui.pages.briefing import BriefingSheet
from ui.parts.printing import PrintSheet


def lying(clerk, kind):
    """The sheet of this kind that lies over the window."""
    [sheet] = [each for each in clerk.window.findChildren(kind) if each.isVisible()]
    return sheet


@pytest.fixture
def saved_as(monkeypatch, tmp_path):
    """The system's dialog for a place is answered with this one."""
    place = tmp_path / "ket-luan.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(place), ""))
    return place


def test_the_monday_briefing(in_practice, practice, counted, journey, saved_as):
    clerk, office = in_practice, practice
    clerk.goes_to("Alt+1", "overview")
    with counted(clerk, "briefing: begun", 2):
        clerk.press("F9", "Ctrl+Return")
    sheet = lying(clerk, BriefingSheet)
    sitting = sheet.sitting

    def rests():
        clerk.until(lambda: bool(sitting.people_found) and not sitting._people_reader.busy() and not sitting._work_reader.busy())

    rests()
    first, about = sitting.person(), sitting.task()
    with counted(clerk, "briefing: a word about the first task of the first person", 1):
        clerk.type("Nộp trước thứ Tư")
        clerk.press("Ctrl+Return")
    rests()
    with counted(clerk, "briefing: a new task for the next person", 2):
        clerk.press("Down")
        clerk.type("Rà soát hộ nghèo / t6")
        clerk.press("Return")
    rests()
    second = sitting.person()
    assert second.name != first.name
    with counted(clerk, "briefing: a conclusion for all", 1):
        clerk.type("Các bộ phận gửi số liệu trước 16 giờ thứ Sáu")
        clerk.press("Ctrl+Shift+Return")
    rests()
    # A wrong one is taken back by the usual key while the line is empty.
    clerk.type("Gõ nhầm")
    clerk.press("Ctrl+Shift+Return")
    rests()
    clerk.press("Ctrl+Z")
    rests()

    with office.read() as conn:
        items = load_briefing(conn, sitting.briefing_id).items
        [assigned] = load_rows(
            conn, find_ids(conn, TaskQuery(text="Rà soát hộ nghèo").with_states(), office.when(), limit=1), office.when(), office.calendar()
        )
    assert [(item.kind, item.content) for item in items] == [
        ("said", "Nộp trước thứ Tư"),
        ("assigned", "Rà soát hộ nghèo"),
        ("conclusion", "Các bộ phận gửi số liệu trước 16 giờ thứ Sáu"),
    ]
    assert (items[0].task_id, items[0].person) == (about.id, first.name)
    assert (assigned.content, assigned.due_date) == ("Rà soát hộ nghèo", date(2026, 11, 27))
    assert assigned.lead_official_id == second.official_id

    with counted(clerk, "briefing: closed, its conclusions in a file", 2):
        clerk.press("Ctrl+H")
        told = lying(clerk, PrintSheet).document.toPlainText()
        clerk.press("Ctrl+S")
    assert saved_as.read_bytes().startswith(b"%PDF")
    assert "Rà soát hộ nghèo" in told
    with office.read() as conn:
        assert [row.closed_at is not None for row in list_briefings(conn)] == [True]
    clerk.press("Esc")
    assert not sheet.isVisible()

    # The slips of the day: all who are to be reminded, by one key more.
    with counted(clerk, "briefing: the slips of the day made", 2):
        clerk.press("F8")
        reminders = lying(clerk, RemindersSheet)
        clerk.until(lambda: bool(reminders.entries()))
        wanted = [entry.addressee for entry in reminders.entries()]
        clerk.press("Ctrl+Return")
    slips = lying(clerk, PrintSheet)
    assert slips.document.toPlainText().count("PHIẾU NHẮC VIỆC") == len(wanted)
    with office.read() as conn:
        assert [row.addressee for row in list_slips(conn)][::-1] == wanted
    clerk.press("Esc", "Esc")
    assert not reminders.isVisible()
    journey(clerk, "Monday briefing", 16)
