"""The Reports page on the practice office: figures and the rows behind them, periods, the workbook, by mouse and by keyboard."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QDesktopServices, QFontMetrics
from PySide6.QtWidgets import QFileDialog

from models.clock.periods import parse_period
from models.errors import OfficeError
from models.registers.tasks.services import cancel_task
from models.reports.report import Check, Column, Figure, Line, Sheet
from ui import jobs
from ui.forms.period import PeriodDialog
from ui.pages import reports
from ui.parts.form_table import FormTable, SheetModel, cell_text, face
from ui.parts.latest import Latest
from ui.parts.period_chip import begun, finished_month, months

TODAY = date(2026, 11, 20)


def settle(page, qtbot):
    """Wait until report and rows stand."""
    qtbot.waitUntil(lambda: not (page._building.busy() or page._reading.busy() or jobs.running()), timeout=20_000)


@pytest.fixture
def page(window, qtbot):
    window.resize(1366, 768)
    window.show_page("reports")
    made = window.page()
    settle(made, qtbot)
    yield made
    settle(made, qtbot)


def figures(page):
    """The places of the figures with rows behind them."""
    model = page.table.sheet_model
    for row, line in enumerate(model.sheet.lines):
        for column, cell in enumerate(line.cells):
            if isinstance(cell, Figure) and cell.ids is not None:
                yield model.index(row, column), cell


def shown_rows(page):
    return page.rows.tables[page.rows._kind].register_model.rowCount()


def click(page, index, qtbot):
    page.table.scrollTo(index)
    place = page.table.visualRect(index).center()
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle(page, qtbot)


def test_it_opens_on_the_newest_finished_month_with_late_work_in_sight(page):
    assert page.report.period.code == "2026-11"
    assert page.report.as_of == date(2026, 11, 14)
    assert page.balance.text() == "✓ 7 phép cân đối đều khớp"
    assert [page.tabs.tabText(place) for place in range(page.tabs.count())] == [sheet.tab for sheet in page.report.sheets]
    assert page._figure.late
    assert shown_rows(page) == page._figure.value > 0


@pytest.mark.parametrize("tab", [0, 1, 3, 4])
def test_a_click_on_any_figure_shows_as_many_rows_and_its_rule(page, qtbot, tab):
    page.tabs.setCurrentIndex(tab)
    settle(page, qtbot)
    found = list(figures(page))
    assert found
    for index, figure in found[:: max(1, len(found) // 8)]:
        click(page, index, qtbot)
        assert shown_rows(page) == figure.value
        assert figure.rule in page.rows.rule.text()
        assert page.table.is_opened(index)


def test_arrows_go_from_figure_to_figure_and_enter_leads_to_the_record_and_back(page, window, qtbot):
    page.choose_report("ii06a")
    settle(page, qtbot)
    table = page.table
    assert table.hasFocus()
    first = table.sheet_model.index(0, 2)
    table.setCurrentIndex(first)
    qtbot.keyClick(table, Qt.Key.Key_Left)
    assert table.currentIndex() == first, "names are no figures"
    qtbot.keyClick(table, Qt.Key.Key_Right)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 3)
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.currentIndex().column() == 12
    qtbot.keyClick(table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert table.currentIndex() == first
    qtbot.keyClick(table, Qt.Key.Key_Return)
    settle(page, qtbot)
    rows = page.rows.tables["dossiers"]
    assert rows.hasFocus()
    qtbot.keyClick(rows, Qt.Key.Key_Escape)
    assert table.hasFocus()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    settle(page, qtbot)
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    wanted = rows.current_row().id
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert window.page() is not page
    assert window.page().current_row().id == wanted
    assert window.page().model.rowCount() == first.model().cell(first).value
    qtbot.waitUntil(lambda: not (window.page()._rest.isActive() or window.page()._counting.isActive() or window.page()._counts.busy()))


def test_headings_of_blocks_are_passed_over(page, qtbot):
    table = page.table
    model = table.sheet_model
    section = next(row for row, line in enumerate(model.sheet.lines) if line.style == "section" and row)
    table.setCurrentIndex(model.index(section - 1, 3))
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.currentIndex().row() == section + 1
    qtbot.keyClick(table, Qt.Key.Key_Up)
    assert table.currentIndex().row() == section - 1


def test_a_line_of_a_list_is_shown_whole_and_enter_opens_its_record(page, window, qtbot):
    page.tabs.setCurrentIndex(5)
    settle(page, qtbot)
    model = page.table.sheet_model
    click(page, model.index(2, 5), qtbot)
    assert page.rows.stack.currentWidget() is page.rows.facts
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert window.page().current_row().id == model.sheet.lines[2].record
    qtbot.waitUntil(lambda: not (window.page()._rest.isActive() or window.page()._counting.isActive() or window.page()._counts.busy()))


def test_another_period_is_counted_and_one_in_the_future_is_refused_in_its_place(page, qtbot):
    export = page.of_kind("record")[0]
    assert export.isEnabled()
    page.show_period(parse_period("2026-Q3"))
    settle(page, qtbot)
    assert page.report.period.code == "2026-Q3"
    assert "Quý III/2026" in page.period_line.text()
    page.show_period(parse_period("2027-Q1"))
    settle(page, qtbot)
    assert page.report is None
    assert page.stack.currentWidget() is page.message
    assert "14/12/2026" in page.message.text() or "15/12/2026" in page.message.text()
    assert not export.isEnabled()
    assert page.rows._kind == ""
    page.show_period(finished_month(TODAY, 15))
    settle(page, qtbot)
    assert page.stack.currentWidget() is page.table
    assert export.isEnabled()


def test_a_running_period_says_so(page, qtbot):
    page.show_period(months(TODAY, 15)[0])
    settle(page, qtbot)
    assert "chưa kết thúc" in page.as_of.text()
    assert page.as_of.isVisible()
    page.period_chip.drop()
    assert "đang chạy" in page.period_chip.menu_of_periods.actions()[0].text()
    page.period_chip.menu_of_periods.close()


def test_the_page_lives_while_the_report_is_counted(page, qtbot, monkeypatch):
    go_on = threading.Event()
    real = reports.build

    def slow(office, name, period, progress):
        assert threading.current_thread() is not threading.main_thread()
        assert go_on.wait(10)
        return real(office, name, period, progress)

    monkeypatch.setattr(reports, "build", slow)
    page.choose_report("ii06a")
    assert page.balance.text() == "Đang tính…"
    assert not page.of_kind("record")[0].isEnabled()
    # Someone in a hurry: only the last wish is answered.
    page.choose_report("monthly")
    page.show_period(parse_period("2026-10"))
    go_on.set()
    settle(page, qtbot)
    assert (page.report.name, page.report.period.code) == ("monthly", "2026-10")


def test_what_changes_is_counted_anew(page, window, qtbot):
    before = page.report.sheets[1].lines[-1].cells[2].value
    ids = page.operations.ask(page.report.sheets[1].lines[-1].cells[2].ids)
    window.operations.run(cancel_task, ids[0], reason="Giao nhầm")
    settle(page, qtbot)
    assert page.report.sheets[1].lines[-1].cells[2].value == before - 1


def test_a_balance_that_fails_is_said_in_red(page):
    sheet = replace(page.report.sheets[3], checks=(Check("(3) = (7) + (11)", holds=False), Check("(7) = (8)", holds=True)))
    page._built(replace(page.report, sheets=(sheet,)))
    assert page.balance.text() == "✗ 1 trong 2 phép cân đối không khớp"
    assert page.balance.property("tone") == "late"
    assert "✗ (3) = (7) + (11)" in page.balance.toolTip()
    assert not page.tabs.isVisible()


# ---- the workbook ----


def choose_file(monkeypatch, path, proposed=None):
    def choose(_parent, _title, name, _kinds):
        if proposed is not None:
            proposed.append(Path(name).name)
        return str(path) if path else "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)


def test_the_workbook_is_written_and_can_be_opened(page, window, qtbot, monkeypatch, tmp_path):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    proposed = []
    choose_file(monkeypatch, tmp_path / "bao cao", proposed)
    qtbot.keyClick(page.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    settle(page, qtbot)
    assert proposed == [f"bao-cao-cong-tac-dinh-ky-{page.report.period.code}.xlsx"]
    written = tmp_path / "bao cao.xlsx"
    qtbot.waitUntil(window.file_link.isVisible)
    assert window.news.text() == "Đã xuất bao cao.xlsx."
    assert load_workbook(written).sheetnames == [sheet.tab for sheet in page.report.sheets]
    qtbot.mouseClick(window.file_link, Qt.MouseButton.LeftButton)
    assert [Path(name) for name in opened] == [written]
    window.tell("Việc khác")
    assert not window.file_link.isVisible()


def test_where_nothing_opens_a_workbook_that_is_said(page, window, monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    window.tell_file("Đã xuất a.xlsx.", "/nơi nào/a.xlsx")
    window.file_link.click()
    assert "/nơi nào/a.xlsx" in window.news.text()


def test_another_file_is_not_overwritten_unasked(page, qtbot, monkeypatch, tmp_path, boxes):
    other = tmp_path / "a.xlsx"
    other.write_bytes(b"other")
    choose_file(monkeypatch, tmp_path / "a")
    page.of_kind("record")[0].trigger()
    settle(page, qtbot)
    assert "a.xlsx" in boxes.pop().text
    assert other.read_bytes() == b"other"


def test_no_file_chosen_and_no_place_to_write(page, window, qtbot, monkeypatch, tmp_path, boxes):
    news = window.news.text()
    choose_file(monkeypatch, None)
    page.of_kind("record")[0].trigger()
    settle(page, qtbot)
    assert window.news.text() == news
    choose_file(monkeypatch, tmp_path / "gone" / "a.xlsx")
    page.of_kind("record")[0].trigger()
    settle(page, qtbot)
    qtbot.waitUntil(lambda: len(boxes) == 1)
    assert "a.xlsx" in boxes.pop().text


# ---- parts ----


@pytest.mark.parametrize("report", ["monthly", "ii06a"])
def test_no_date_code_or_figure_is_cut(page, qtbot, report):
    page.choose_report(report)
    settle(page, qtbot)
    for place in range(page.tabs.count()):
        page.tabs.setCurrentIndex(place)
        settle(page, qtbot)
        table, model = page.table, page.table.sheet_model
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                metrics = QFontMetrics(face(pixels=table.pixels, bold=model.sheet.lines[row].style in ("section", "total")))
                text = str(model.index(row, column).data() or "")
                room = table.columnWidth(column) - 8
                if not isinstance(model.sheet.lines[row].cells[column], str):
                    assert metrics.horizontalAdvance(text) <= room, (model.sheet.tab, row, column, text)
                height = metrics.boundingRect(0, 0, room, 9_999, int(Qt.TextFlag.TextWordWrap), text).height()
                assert height <= table.rowHeight(row), (model.sheet.tab, row, column, text)
        assert table.horizontalScrollBar().maximum() == 0


def test_hostile_lines_are_drawn(qtbot):
    lines = tuple(
        Line((number, "\x00<b>" + "dài" * 20_000, "\u202e", Figure(10**17, "r"), date.min), record=number) for number in range(900)
    )
    columns = (Column(("TT",), 5), Column(("&a", "b"), 9), Column(("&a", "c"), 0.1), Column(("d",), 3, "number"), Column(("e",), 9, "date"))
    table = FormTable()
    qtbot.addWidget(table)
    table.resize(300, 200)
    table.show_sheet(Sheet("t", "T", columns, lines))
    table.show()
    qtbot.waitUntil(lambda: table._measured == 900)
    assert not table.grab().isNull()
    assert max(table.rowHeight(row) for row in range(900)) < 250
    qtbot.keyClick(table, Qt.Key.Key_PageDown)
    assert table.currentIndex().row() >= 1
    qtbot.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert table.currentIndex().row() == 899


def test_a_sheet_without_figures_has_no_place_to_stop(qtbot):
    table = FormTable()
    qtbot.addWidget(table)
    table.show_sheet(Sheet("t", "T", (Column(("a",), 5),), (Line(("không có",)),)))
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert not table.currentIndex().isValid()
    assert not table.late_figure().isValid()


def test_the_model_of_a_sheet_keeps_the_rules_of_qt(qtmodeltester):
    figure = Figure(3, "r", "tasks", lambda _: [1, 2, 3], late=True)
    model = SheetModel(Sheet("t", "T", (Column(("a",), 5), Column(("b", "c"), 5, "number")), (Line(("x", figure)),)))
    qtmodeltester.check(model)
    assert model.headerData(1, Qt.Orientation.Horizontal) == "b · c"
    assert model.data(QModelIndex()) is None


@pytest.mark.parametrize(
    ("cell", "share", "text"),
    [
        (None, False, ""),
        (12430, False, "12.430"),
        (-5, False, "-5"),
        (0.9444, True, "94,4 %"),
        (Figure(1.0, ""), True, "100 %"),
        (Figure(None, ""), True, ""),
        (date(2026, 1, 2), False, "02/01/2026"),
        (datetime(2026, 1, 2, 9, 5), False, "02/01/2026 09:05"),
        (2.5, False, "2,5"),
    ],
)
def test_cells_are_written_as_people_write(cell, share, text):
    assert cell_text(cell, share=share) == text


@pytest.mark.parametrize(
    ("due", "done", "late"),
    [
        (None, None, ""),
        (datetime(2026, 11, 12, 17), None, "1"),
        (datetime(2026, 11, 14, 17), None, ""),
        (datetime(2026, 10, 13, 17), datetime(2026, 10, 16, 9), "3"),
        (datetime(2026, 10, 13, 17), datetime(2026, 10, 13, 17, 1), "0"),
        (datetime(2026, 10, 13, 17), datetime(2026, 10, 13, 17), ""),
        # Done after the report's last day: still open then.
        (datetime(2026, 11, 12, 17), datetime(2026, 11, 18, 9), "1"),
        (date(2026, 11, 12), date(2026, 11, 13), "1"),
    ],
)
def test_late_is_told_as_on_the_last_day_of_the_report(page, due, done, late):
    assert page.rows._late(due, done) == late


def test_reasons_are_added_up(page, qtbot):
    page.tabs.setCurrentIndex(4)
    settle(page, qtbot)
    assert page.rows.reasons.isVisible()
    assert page.rows.reasons.text().startswith("Nguyên nhân: ")
    counted = sum(int(part.rsplit(" ", 1)[1]) for part in page.rows.reasons.text().split(" · "))
    assert counted == len(page.rows.ids)


def test_a_count_that_runs_does_not_hold_the_window_open(window, page, qtbot, monkeypatch):
    begun, ended = threading.Event(), threading.Event()

    def slow(office, name, period, report):
        begun.set()
        try:
            while True:
                report(0, 1)
                ended.wait(0.01)
        finally:
            ended.set()

    monkeypatch.setattr("ui.pages.reports.build", slow)
    page.refresh()
    assert begun.wait(5)
    assert not jobs.busy()
    assert window.close()
    assert ended.is_set()
    assert not jobs.running()


def test_the_newest_wish_alone_is_answered_and_refusals_come_apart(page, qtbot):
    answers, refusals = [], []
    latest = Latest(page)
    latest.done.connect(answers.append)
    latest.failed.connect(refusals.append)
    hold = threading.Event()

    def first(progress):
        hold.wait(10)
        return "first"

    def refused(progress):
        raise OfficeError("period_not_begun", first=TODAY, today=TODAY)

    latest.ask(first)
    latest.ask(lambda progress: "second")
    latest.ask(lambda progress: "third")
    hold.set()
    qtbot.waitUntil(lambda: not latest.busy())
    assert answers == ["third"]
    latest.ask(refused)
    qtbot.waitUntil(lambda: not latest.busy())
    assert [error.code for error in refusals] == ["period_not_begun"]
    latest.ask(lambda progress: "dropped")
    latest.drop()
    qtbot.waitUntil(lambda: not latest.busy())
    assert answers == ["third"]


def test_a_bug_while_counting_shows_the_bug_box(page, qtbot, monkeypatch, boxes):
    def broken(*_):
        raise RuntimeError("our fault")

    monkeypatch.setattr(reports, "build", broken)
    page.refresh()
    settle(page, qtbot)
    assert "our fault" in boxes.pop().report


# ---- periods ----


def test_offered_periods_have_begun_and_the_newest_stands_first():
    assert [period.code for period in months(TODAY, 15)] == ["2026-12", "2026-11", "2026-10", "2026-09", "2026-08", "2026-07"]
    assert finished_month(TODAY, 1).code == "2026-10"
    quarters = begun(("{year}-Q1", "{year}-Q2", "{year}-Q3", "{year}-Q4"), date(2026, 12, 20), 15)
    assert quarters[0].code == "2027-Q1"
    assert all(period.first <= date(2026, 12, 20) for period in quarters)
    assert begun(("{year}",), TODAY, 15)[0].code == "2026"


def test_any_period_can_be_asked_for_by_keyboard(page, qtbot):
    page.ask_period()
    dialog = page.findChild(PeriodDialog)
    dialog.kind.set_value("{year}-Q{number}")
    dialog.number.setValue(4)
    assert dialog.number.value() == 4
    dialog.year.setValue(2025)
    assert "Quý IV/2025" in dialog.said.text()
    dialog.kind.set_value("")
    dialog.first.setText("32/13")
    assert dialog.period() is None
    assert not dialog.take.isEnabled()
    dialog.first.setText("05/10/2026")
    dialog.last.setText("04/10/2026")
    assert not dialog.take.isEnabled()
    dialog.last.setText("20/10/2026")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(page, qtbot)
    assert page.report.period.code == "2026-10-05..2026-10-20"
    assert page.period_chip.period == page.report.period


def test_every_entry_of_the_period_menu_works(page, window, qtbot):
    menu = page.period_chip.menu_of_periods
    for place in range(3):
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        assert page.table.hasFocus(), "the keyboard stays where it was"
        qtbot.keyClick(page.table, Qt.Key.Key_F4)
        assert menu.isVisible()
        menus = page.period_chip._below
        assert len(menus) == 3
        entry = menus[place].actions()[0]
        entry.trigger()
        menu.close()
        settle(page, qtbot)
        assert page.report.period == entry.period
    page.period_chip.drop()
    menu.actions()[-1].trigger()
    menu.close()
    assert page.findChild(PeriodDialog).isVisible()
