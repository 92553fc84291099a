"""A block of cells pasted into the rows of a form fills a row a line."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from ui.forms.form import Ask
from ui.forms.inputs import due, line
from ui.forms.rows import RowsInput
from ui.forms.rows_paste import MOST

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def table(context, qtbot):
    made = RowsInput(context, (Ask("content", "Nội dung", line), Ask("due_date", "Hạn", due)), more="+ Thêm")
    qtbot.addWidget(made)
    made.show()
    return made


def paste(qtbot, table, text, *, row=0, name="content"):
    QGuiApplication.clipboard().setText(text)
    qtbot.keyClick(table.widget(row, name), Qt.Key.Key_V, CTRL)


def test_each_line_is_a_row_and_dates_are_understood(table, qtbot):
    paste(qtbot, table, 'Việc một\t05/12/2026\n"Việc\nhai"\t06/12/2026\n')
    assert table.value() == (
        {"content": "Việc một", "due_date": date(2026, 12, 5)},
        {"content": "Việc hai", "due_date": date(2026, 12, 6)},
    )


def test_a_header_says_which_column_is_which(table, qtbot):
    paste(qtbot, table, "Thời hạn hoàn thành\tCột lạ\tNội dung nhiệm vụ\n05/12/2026\tx\tViệc một\n")
    assert table.value() == ({"content": "Việc một", "due_date": date(2026, 12, 5)},)


def test_it_goes_on_from_the_field_where_it_was_pasted(table, qtbot):
    table.make_rows(2)
    paste(qtbot, table, "05/12/2026\n06/12/2026", row=1, name="due_date")
    assert [row.get("due_date") for row in table.value()] == [date(2026, 12, 5), date(2026, 12, 6)]
    assert len(table._rows) == 3


def test_plain_words_are_pasted_as_ever(table, qtbot):
    table.widget(0, "content").setText("Họp ")
    table.widget(0, "content").end(False)
    paste(qtbot, table, "giao ban\n")
    assert table.value()[0]["content"].split() == ["Họp", "giao", "ban"]
    assert len(table._rows) == 1


def test_too_long_a_block_is_told_below_the_rows(table, qtbot):
    paste(qtbot, table, "a\tb\n" * (MOST + 1))
    assert "quá lớn" in table._wrong.text()
    assert table.value() == ()
