"""The second step by keys: what a column is, where the names stand, where the table begins and ends, what a row is, another sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from models.intake.workbooks.table import RowRole
from tests.ui.importing import lying, province_list, reviewed, shown, tasks
from ui.workbooks.step_bar import COLUMNS

STRANGE = ("TT", "Đầu mục", "Ký hiệu giấy tờ", "Bên làm", "Mốc")


def press(widget, keys: str) -> None:
    combination = QKeySequence(keys)[0]
    QTest.keyClick(widget, combination.key(), combination.keyboardModifiers())


def at_columns(window, qtbot, path: Path, kind: str = "tasks"):
    """The second step of this file, reached by going back where it was passed."""
    window.take_workbooks((path,), kind)
    qtbot.waitUntil(lambda: lying(window).bar.now >= COLUMNS and not lying(window).session().busy(), timeout=20_000)
    if lying(window).bar.now != COLUMNS:
        lying(window)._go_back_to(COLUMNS)
    return lying(window).columns_step


def settled(window, qtbot):
    qtbot.waitUntil(lambda: not lying(window).session().busy(), timeout=20_000)
    return lying(window).columns_step


def stand_on(step, number: int, column: int) -> None:
    model = step.grid.sheet_model()
    step.grid.setCurrentIndex(model.index(model.place_of(number), column))
    step.grid.setFocus()


def choose(window, qtbot, step, column: int, letters: str) -> None:
    """Open the list of fields on this column and take the one that is found by these letters."""
    stand_on(step, step.grid.sheet_model().number_at(0), column)
    press(step.grid, "Return")
    panel = step._panel
    QTest.keyClicks(panel.finder, letters)
    press(panel.finder, "Return")
    # A window manager gives the keyboard back to the window below; without a screen there is none.
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    settled(window, qtbot)


@pytest.fixture
def usual(tmp_path) -> Path:
    return province_list(tmp_path / "T11.xlsx", tasks("30/11/2026", "15/12/2026", "20/12/2026"))


def test_the_guess_is_painted_on_the_sheet(window, qtbot, usual):
    step = at_columns(window, qtbot, usual)
    model = step.grid.sheet_model()
    said = [model.headerData(column, step.grid.horizontalHeader().orientation()) for column in range(model.columnCount())]
    assert said[1] == "Nội dung · đúng tên · B"
    assert said[4] == "Hạn · đúng tên · E"
    assert said[0].endswith("bỏ qua · A")
    roles = {model.number_at(place): model.role_at(place) for place in range(model.rowCount())}
    assert roles[1] is roles[3] is RowRole.TITLE
    assert roles[5] is RowRole.HEADER
    assert roles[6] is RowRole.COLUMN_NUMBERS
    assert roles[7] is RowRole.RECORD
    assert roles[10] is RowRole.TOTAL
    assert step.go_button.text() == "Tiếp tục: kiểm tra 3 dòng"


def test_a_column_is_given_another_field_and_the_other_lets_it_go(window, qtbot, usual):
    step = at_columns(window, qtbot, usual)
    choose(window, qtbot, step, 2, "han")
    columns = {column.index: column.fields for column in lying(window).session().table.layout.columns}
    assert columns[2] == ("due_date",)
    assert "due_date" not in columns.get(4, ())
    step.reset_button.click()
    settled(window, qtbot)
    assert not step.reset_button.isVisible()
    assert lying(window).session().table.layout.columns_of("due_date") == (4,)


def test_a_strange_sheet_is_explained_column_by_column(window, qtbot, tmp_path):
    path = province_list(tmp_path / "la.xlsx", tasks("30/11/2026", "15/12/2026"), header=STRANGE, title="")
    step = at_columns(window, qtbot, path)
    stand_on(step, 5, 1)
    press(step.grid, "H")
    settled(window, qtbot)
    choose(window, qtbot, step, 1, "noi dung")
    choose(window, qtbot, step, 2, "so van ban giao")
    choose(window, qtbot, step, 3, "chu tri")
    choose(window, qtbot, step, 4, "han")
    assert step.go_button.isEnabled()
    press(step.grid, "Ctrl+Return")
    importing = reviewed(window, qtbot)
    assert [row[1] for row in shown(importing)] == ["thêm", "thêm"]
    assert [row[4] for row in shown(importing)] == ["30/11/2026", "15/12/2026"]
    importing.write()
    qtbot.waitUntil(lambda: importing.written is not None and importing.written.isVisible(), timeout=20_000)
    importing._end_file()
    # Next month nothing is asked.
    again = province_list(tmp_path / "la2.xlsx", tasks("30/11/2026", "18/12/2026"), header=STRANGE, title="")
    window.take_workbooks((again,), "tasks")
    importing = reviewed(window, qtbot)
    assert importing.session().table.layout.remembered
    assert [row[1] for row in shown(importing)] == ["giống hệt", "đổi hạn"]


def test_what_was_said_so_far_is_seen_while_something_is_still_missing(window, qtbot, tmp_path):
    path = province_list(tmp_path / "la.xlsx", [("a", "b", "c", "d")], header=STRANGE, title="")
    step = at_columns(window, qtbot, path, "directives")
    assert not step.go_button.isEnabled()
    choose(window, qtbot, step, 1, "trich yeu")
    guess = step.grid.sheet_model().column_guess(1)
    assert guess is not None
    assert guess.fields == ("subject",)
    assert not step.go_button.isEnabled()


def test_the_table_is_made_shorter_and_a_row_is_left_out(window, qtbot, usual):
    step = at_columns(window, qtbot, usual)
    stand_on(step, 8, 1)
    press(step.grid, "C")
    settled(window, qtbot)
    assert step.go_button.text() == "Tiếp tục: kiểm tra 2 dòng"
    press(step.grid, "Space")
    settled(window, qtbot)
    press(step.grid, "Space")
    settled(window, qtbot)
    assert step.go_button.text() == "Tiếp tục: kiểm tra 1 dòng"
    stand_on(step, 7, 1)
    press(step.grid, "D")
    settled(window, qtbot)
    assert step.go_button.text() == "Tiếp tục: kiểm tra 1 dòng"


def test_another_sheet_is_chosen_by_keys(window, qtbot, usual, tmp_path):
    from openpyxl import load_workbook

    book = load_workbook(usual)
    more = book.create_sheet("Phụ lục 2")
    more.append(["Nội dung", "Hạn"])
    more.append(["Việc ở trang hai", "15/12/2026"])
    book.save(usual)
    step = at_columns(window, qtbot, usual)
    assert step.sheets.isVisible()
    press(step.grid, "Ctrl+PgDown")
    settled(window, qtbot)
    assert step.sheets.currentText() == "Phụ lục 2"
    assert step.go_button.text() == "Tiếp tục: kiểm tra 1 dòng"


def test_the_month_comes_first_only_where_every_cell_allows_it(window, qtbot, tmp_path):
    book = Workbook()
    for row in (("Nội dung", "Hạn"), ("Việc một", "11/12/2026"), ("Việc hai", "12/11/2026")):
        book.active.append(row)
    book.save(tmp_path / "m.xlsx")
    step = at_columns(window, qtbot, tmp_path / "m.xlsx")
    stand_on(step, 2, 1)
    press(step.grid, "M")
    settled(window, qtbot)
    assert step.grid.sheet_model().column_guess(1).month_first
    press(step.grid, "Ctrl+Return")
    assert [row[3] for row in shown(reviewed(window, qtbot))] == ["12/11/2026", "11/12/2026"]
    lying(window).leave()
    book.active.append(("Việc ba", "25/12/2026"))
    book.save(tmp_path / "m2.xlsx")
    step = at_columns(window, qtbot, tmp_path / "m2.xlsx")
    stand_on(step, 2, 1)
    press(step.grid, "M")
    assert not step.grid.sheet_model().column_guess(1).month_first
    assert step.facts.text() == "Cột này có ô không thể viết tháng trước ngày."


def test_old_letters_can_be_left_as_they_are(window, qtbot, tmp_path):
    path = Path(__file__).resolve().parents[3] / "shared" / "examples" / "workbooks" / "03_nhiem_vu_font_cu.xls"
    if not path.exists():
        pytest.skip("the example workbooks are not here")
    step = at_columns(window, qtbot, path)
    assert step.fonts.isVisible()
    assert "TCVN3" in step.fonts.text()
    step.fonts.click()
    qtbot.waitUntil(lambda: not lying(window).session().old_fonts and not lying(window).session().busy(), timeout=20_000)
    assert lying(window).session().book.old_fonts == ()
