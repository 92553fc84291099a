"""Answering the province on the screen: what will be filled in is seen first, one key saves it, the file that was sent stays."""

from __future__ import annotations

import shutil

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from models.registers.tasks.queries import find_ids
from models.registers.tasks.rows import TaskQuery
from models.reports.reply import make_reply
from tests.reports.province_list import FIRST, SHEET, make_list, read, write
from tests.ui.importing import drop, province_list, reviewed, tasks
from ui import jobs
from ui.parts.sheet import Sheet
from ui.workbooks import reply_view
from ui.workbooks.reply_view import ReplySheet, lines_of, summary


@pytest.fixture
def sent_path(tmp_path):
    path = tmp_path / "PL1.xlsx"
    make_list(path, "status", "completed_date")
    write(path, E8="Đang thực hiện", E10="=1+1")
    return path


@pytest.fixture
def reply(practice, sent_path):
    """Two tasks that are done, one behind a formula, and a row that is in no register."""
    with practice.read() as conn:
        done = find_ids(conn, TaskQuery().with_states("completed_on_time"), practice.when(), limit=3)
    return make_reply(practice, read(sent_path, {FIRST: done[0], 9: done[1], 10: done[2], 11: None}))


@pytest.fixture
def sheet(window, reply, qtbot) -> ReplySheet:
    made = ReplySheet(window.operations, window.page(), reply)
    made.show_it()
    qtbot.waitUntil(lambda: made.table.register_model.rowCount() > 0)
    return made


def shown(sheet):
    model = sheet.table.register_model
    return [model.row_at(place) for place in range(model.rowCount())]


def test_every_cell_is_seen_before_it_is_written(sheet, reply):
    assert summary(reply).startswith("4 dòng giao cho ta, 3 dòng có trong sổ, ")
    lines = shown(sheet)
    first = lines[0]
    assert (first.row, first.kind, first.place, first.old, first.new) == (
        8, "changed", "E · Tình trạng thực hiện", "Đang thực hiện", "Đã hoàn thành đúng hạn"
    )  # fmt: skip
    # What a row is about stands once.
    assert [line.content for line in lines[:3]] == ["Nhiệm vụ số 1", "", ""]
    assert {(line.row, line.kind, line.new) for line in lines} >= {
        (10, "kept", "ô là công thức"), (11, "unmatched", "chưa có trong sổ")
    }  # fmt: skip


def test_a_chip_shows_what_is_not_answered(sheet):
    [chip] = [chip for chip in sheet.chips.chips if chip.text() == "Không trả lời 1"]
    chip.click()
    assert [(line.row, line.kind) for line in shown(sheet)] == [(11, "unmatched")]


def test_enter_saves_it_beside_the_file_that_was_sent(sheet, sent_path, tmp_path, monkeypatch, qtbot):
    before = sent_path.read_bytes()
    asked = []

    def save(*arguments: object, **_: object) -> tuple[str, str]:
        asked.append(arguments[2])
        return str(tmp_path / "tra-loi.xlsx"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", save)
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    assert QApplication.focusWidget() is sheet.save
    with qtbot.waitSignal(sheet._operations.made_file) as told:
        QTest.keyClick(sheet.save, Qt.Key.Key_Return)
    assert asked == [str(tmp_path / "PL1-tra-loi.xlsx")]
    assert told.args == ["Đã lưu tệp trả lời: tra-loi.xlsx.", str(tmp_path / "tra-loi.xlsx")]
    assert load_workbook(tmp_path / "tra-loi.xlsx")[SHEET]["E8"].value == "Đã hoàn thành đúng hạn"
    assert sent_path.read_bytes() == before
    # The next Enter opens the folder.
    qtbot.waitUntil(lambda: not jobs.running())
    assert QApplication.focusWidget() is sheet.open_folder
    QTest.keyClick(sheet.open_folder, Qt.Key.Key_Return)
    assert opened == [str(tmp_path)]
    QTest.keyClick(sheet.open_folder, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_nothing_is_saved_where_no_row_has_a_task(window, practice, sent_path, monkeypatch):
    made = ReplySheet(window.operations, window.page(), make_reply(practice, read(sent_path, {8: None})))
    made.show_it()
    assert not made.save.isEnabled()
    assert QApplication.focusWidget() is made.table
    made.save_answer()
    made.leave()


def test_a_file_of_another_kind_is_answered_in_a_new_one_and_it_is_said(window, practice, sent_path):
    from dataclasses import replace

    sent = replace(read(sent_path, {8: None}), converted=True, format="xls")
    made = ReplySheet(window.operations, window.page(), make_reply(practice, sent))
    words = [label.text() for label in made.findChildren(type(made.summary))]
    assert any("không phải dạng .xlsx" in text and "PL1-tra-loi.xlsx" in text for text in words)
    made.deleteLater()


def test_what_is_wrong_with_the_file_is_one_sentence(window, tmp_path, monkeypatch, qtbot):
    from ui.parts import alerts

    told = []
    monkeypatch.setattr(alerts, "problem", lambda _, error: told.append(error.code))
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 no workbook")
    reply_view.answer(window.operations, window.page(), path)
    qtbot.waitUntil(lambda: bool(told) and not jobs.running(), timeout=20_000)
    assert told == ["not_a_workbook"]
    assert window.findChildren(ReplySheet) == []


def test_the_lines_are_in_the_order_of_the_sheet(reply):
    lines = lines_of(reply)
    assert [line.row for line in lines] == sorted(line.row for line in lines)
    assert [line.id for line in lines] == list(range(1, len(lines) + 1))


def test_the_action_asks_for_a_file(window, sent_path, monkeypatch, qtbot):
    """From the page by the palette's action: the file is chosen, read, and what becomes of it lies over the window."""
    copy = sent_path.with_name("Giao viec.xlsx")
    shutil.copy(sent_path, copy)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(copy), ""))
    window.show_page("tasks")
    [entry] = [entry for entry in window.page().entries if entry.action.key == "task.reply"]
    entry.trigger()
    qtbot.waitUntil(lambda: any(isinstance(each, ReplySheet) for each in window.findChildren(Sheet)), timeout=30_000)
    [made] = window.findChildren(ReplySheet)
    # None of the rows stands in the practice office.
    assert "0 dòng có trong sổ" in made.summary.text()
    made.leave()


def test_right_after_the_import_the_same_file_is_answered(window, qtbot, tmp_path):
    """From the report of what was written; Esc leads back to it, and the keyboard with it."""
    path = province_list(tmp_path / "T11.xlsx", tasks("30/11/2026", "15/12/2026"))
    drop(window, path)
    importing = reviewed(window, qtbot)
    QTest.keyClick(importing.review.write_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: importing.written is not None and importing.written.isVisible(), timeout=20_000)
    assert importing.written.reply_button.isVisible()
    importing.written.reply_button.setFocus()
    QTest.keyClick(importing.written.reply_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.findChildren(ReplySheet)), timeout=30_000)
    [made] = window.findChildren(ReplySheet)
    assert made.summary.text().startswith("2 dòng giao cho ta, 2 dòng có trong sổ")
    assert QApplication.focusWidget() is made.save
    QTest.keyClick(made.save, Qt.Key.Key_Escape)
    assert importing.isVisible()
    assert importing.isAncestorOf(QApplication.focusWidget())
    importing._end_file()
