"""What lies on the clipboard after Ctrl+C: as spreadsheets take it, and nothing that they would compute."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from tests.ui.lists import shown_table
from tests.ui.test_register_model import FakeBook
from ui import jobs
from ui.parts import clipboard
from ui.parts.register_table import RegisterTable

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def book() -> FakeBook:
    return FakeBook(3_000)


@pytest.fixture
def table(qtbot, book) -> RegisterTable:
    return shown_table(book, qtbot)


def text() -> str:
    return QGuiApplication.clipboard().text()


def test_one_row_is_copied_without_the_names_of_the_columns(table, qtbot):
    with qtbot.waitSignal(table.told) as told:
        qtbot.keyClick(table, Qt.Key.Key_C, CTRL)
    assert text() == "row 0000001\topen"
    assert told.args == ["Đã chép 1 dòng, dán được vào bảng tính."]


def test_several_rows_have_the_names_over_them_and_only_what_is_shown_in_its_order(table, qtbot):
    qtbot.keyClick(table, Qt.Key.Key_Down, SHIFT)
    table.horizontalHeader().moveSection(1, 0)
    qtbot.keyClick(table, Qt.Key.Key_C, CTRL)
    assert text().split("\n") == ["Tình trạng\tTên", "open\trow 0000001", "open\trow 0000002"]
    table.setColumnHidden(1, True)
    qtbot.keyClick(table, Qt.Key.Key_C, CTRL)
    assert text().split("\n") == ["Tên", "row 0000001", "row 0000002"]


def test_the_cell_under_the_keyboard_is_copied_alone(table, qtbot):
    qtbot.keyClick(table, Qt.Key.Key_Right)
    qtbot.keyClick(table, Qt.Key.Key_C, CTRL | SHIFT)
    assert text() == "open"


def test_what_would_be_computed_is_marked_as_text_in_both_forms(table, book, qtbot):
    book.rows[1] = replace(book.rows[1], name='=HYPERLINK("http://x")', state="<b>&")
    table.register_model.show_only((1,))
    table.select_place(0)
    qtbot.keyClick(table, Qt.Key.Key_C, CTRL)
    assert text() == '"\'=HYPERLINK(""http://x"")"\t<b>&'
    html = QGuiApplication.clipboard().mimeData().html()
    assert "'=HYPERLINK" in html.replace("&#x27;", "'")
    assert "&lt;b&gt;&amp;" in html
    assert "<b>" not in html


def test_many_rows_are_read_on_a_thread(table, qtbot):
    qtbot.keyClick(table, Qt.Key.Key_A, CTRL)
    with qtbot.waitSignal(table.told, timeout=10_000) as told:
        qtbot.keyClick(table, Qt.Key.Key_C, CTRL)
        assert jobs.running()
    lines = text().split("\n")
    assert len(lines) == 3_001
    assert lines[-1] == "row 0003000\topen"
    assert told.args == ["Đã chép 3.000 dòng, dán được vào bảng tính."]


def test_too_many_rows_are_refused_in_a_sentence(table, qtbot, monkeypatch):
    monkeypatch.setattr(clipboard, "MOST", 10)
    QGuiApplication.clipboard().setText("as it was")
    qtbot.keyClick(table, Qt.Key.Key_A, CTRL)
    with qtbot.waitSignal(table.told) as told:
        qtbot.keyClick(table, Qt.Key.Key_C, CTRL)
    assert told.args[0].startswith("Chép được nhiều nhất 10 dòng")
    assert text() == "as it was"


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=12)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=6))
def test_a_spreadsheet_reads_the_same_cells_back(lines):
    read = list(csv.reader(io.StringIO(clipboard.as_tabs(lines), newline=""), delimiter="\t"))
    assert read == [[clipboard.guarded(cell) for cell in line] for line in lines]


@pytest.mark.parametrize(
    ("written", "guarded"),
    [("=1+1", "'=1+1"), ("@sum", "'@sum"), ("+84912", "+84912"), ("-5,5 %", "-5,5 %"), ("- Giao", "'- Giao"), ("Chỉ thị", "Chỉ thị")],
)
def test_numbers_stay_numbers_and_formulas_become_text(written, guarded):
    assert clipboard.guarded(written) == guarded


def test_letters_are_told_and_keys_of_actions_are_not(table, qtbot):
    told = []
    table.letters.connect(told.append)
    for key, keys in ((Qt.Key.Key_B, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_7, Qt.KeyboardModifier.KeypadModifier)):
        qtbot.keyClick(table, key, keys)
    QCoreApplication.sendEvent(table, QKeyEvent(QEvent.Type.KeyPress, 0, SHIFT, "Đ"))
    qtbot.keyClick(table, Qt.Key.Key_Space)
    qtbot.keyClick(table, Qt.Key.Key_G, CTRL)
    qtbot.keyClick(table, Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert told == ["b", "7", "Đ"]
