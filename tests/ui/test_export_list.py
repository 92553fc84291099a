"""What is exported is what is seen: the columns in their order, the filters named, the values as values; and it can be read back."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from models.errors import Cancelled
from models.intake.workbooks.taking import plan_file
from models.progress import no_report
from models.registers.tasks.rows import TaskEntry
from models.registers.tasks.services import assign_task
from tests.ui.importing import reviewed
from tests.ui.lists import settled
from ui import jobs
from ui.parts.list_export import order_words, write_seen

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opened(window, qtbot):
    """Gives the page of a book with its rows read, the keyboard in the list."""

    def give(key):
        page = settled(window, key, qtbot)
        page.setFocus()
        return page

    return give


def written(path: Path):
    """The rows of the sheet below its head, the titles first; and the head."""
    lines = [[cell.value for cell in row] for row in load_workbook(path).worksheets[0].iter_rows()]
    start = next(number for number, line in enumerate(lines) if not any(line)) + 1
    return lines[start:], [line[0] for line in lines[: start - 1]]


@pytest.fixture
def place(tmp_path, monkeypatch):
    path = tmp_path / "ds.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path.with_suffix("")), ""))
    return path


def test_the_key_writes_the_filtered_list_in_the_order_of_its_columns(window, opened, qtbot, place):
    page = opened("tasks")
    page.layout_of_columns.move("lead", -1)
    page.open(page.first_query().with_states("overdue"), None)
    with qtbot.waitSignal(window.operations.made_file) as told:
        QTest.keyClick(page.view, Qt.Key.Key_E, CTRL)
    assert told.args == [f"Đã xuất {page.model.total()} dòng vào ds.xlsx.", str(place)]
    rows, head = written(place)
    assert rows[0] == ["Chủ trì", "Nhiệm vụ", "Văn bản giao", "Giao", "Hạn", "Tình trạng"]
    seen = [page.model.row_at(number) for number in range(page.model.total())]
    assert [row[1] for row in rows[1:]] == [row.content for row in seen]
    assert [row[4].date() for row in rows[1:]] == [row.due_date for row in seen]
    assert head[0] == "UBND xã Hoài Ân"
    assert head[1] == "Nhiệm vụ"
    assert head[2] == "Đang xem: Quá hạn"
    assert head[3] == "Xếp theo: Hạn, từ nhỏ đến lớn."
    assert f"{len(seen)} dòng." in head[4]


@pytest.mark.parametrize("key", ["tasks", "dossiers", "directives"])
def test_every_column_of_every_book_has_a_value(opened, tmp_path, key):
    page = opened(key)
    keys = tuple(column.key for column in page.columns())
    page.layout_of_columns.show_only(keys)
    page.open(page.first_query().with_states(), None)
    seen = page.seen()
    path = tmp_path / "ds.xlsx"
    write_seen(page.office, seen, path, report=no_report)
    rows, _ = written(path)
    assert len(rows) == page.model.total() + 1
    titles = rows[0]
    for column in page.columns():
        cells = [row[titles.index(column.title)] for row in rows[1:]]
        shown = [column.text(page.model.row_at(place)) for place in range(page.model.total())]
        assert [cell is None for cell in cells] == [text in ("", "—") for text in shown], column.key
        if column.kind in ("date", "moment"):
            assert all(cell is None or isinstance(cell, datetime) for cell in cells), column.key


def test_no_formula_from_outside(opened, tmp_path):
    page = opened("tasks")
    assign_task(page.office, TaskEntry(content='=HYPERLINK("http://x","y")', assigned_date=page.office.today()))
    page.refresh()
    page.open(page.first_query().with_text("hyperlink").with_states(), None)
    path = tmp_path / "ds.xlsx"
    write_seen(page.office, page.seen(), path, report=no_report)
    sheet = load_workbook(path).worksheets[0]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert any(cell.value == '=HYPERLINK("http://x","y")' for row in sheet.iter_rows() for cell in row)


def test_it_comes_back_through_the_plain_reader(opened, tmp_path):
    page = opened("tasks")
    page.open(page.first_query().with_states("overdue"), None)
    path = tmp_path / "ds.xlsx"
    write_seen(page.office, page.seen(), path, report=no_report)
    plan = plan_file(page.office, "tasks", path)
    assert {"content", "lead", "assigned_date", "due_date"} <= plan.table.field_columns.keys()
    assert plan.counts()["read"] == page.model.total()


def test_ids_shown_alone_are_exported_alone(opened, tmp_path):
    page = opened("tasks")
    ids = tuple(page.model.row_at(place).id for place in (3, 1))
    page.open(ids, None)
    path = tmp_path / "ds.xlsx"
    assert write_seen(page.office, page.seen(), path, report=no_report) == (2, 0)
    assert order_words(page.seen()) == ""
    assert written(path)[1][2] == "Đang xem: những mục vừa nhập hay vừa mở từ nơi khác"


def test_stopping_leaves_what_stood_there(opened, tmp_path):
    page = opened("tasks")
    path = tmp_path / "ds.xlsx"
    path.write_bytes(b"before")

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        write_seen(page.office, page.seen(), path, report=stop)
    assert path.read_bytes() == b"before"
    assert list(tmp_path.glob("*.part")) == []


def test_a_workbook_is_taken_in_through_the_same_preview(window, opened, qtbot, tmp_path, monkeypatch):
    page = opened("tasks")
    before = page.model.total()
    page.open(page.first_query().with_states("overdue"), None)
    path = tmp_path / "ds.xlsx"
    write_seen(page.office, page.seen(), path, report=no_report)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    sheet.cell(sheet.max_row - 1, 1).value = "Việc mới tinh từ bảng tính"
    book.save(path)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
    next(entry for entry in page.entries if entry.action.key == "list.import").trigger()
    importing = reviewed(window, qtbot)
    assert importing.session().survey.plan.counts()["read"] == page.model.total()
    assert before
    importing.leave()


def test_what_cannot_be_written_is_told(opened, qtbot, tmp_path, monkeypatch, boxes):
    page = opened("tasks")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "nowhere" / "ds.xlsx"), ""))
    QTest.keyClick(page.view, Qt.Key.Key_E, CTRL)
    qtbot.waitUntil(lambda: not jobs.running())
    qtbot.waitUntil(lambda: bool(boxes))
    assert "ds.xlsx" in boxes.pop().text


def test_a_catalogue_is_exported_too(window, qtbot, place):
    window.show_page("catalogues")
    page = window.page()
    page.tabs.setCurrentIndex(2)
    page.search("nguyễn")
    with qtbot.waitSignal(window.operations.made_file):
        next(entry for entry in page.of_kind("page") if entry.action.key == "list.export").trigger()
    rows, head = written(place)
    assert head[1] == "Cán bộ"
    assert head[2] == "Đang xem: tìm “nguyễn”"
    assert rows[0][0] == "Họ tên"
    assert [row[0] for row in rows[1:]] == [page.view().register_model.row_at(at).name for at in range(page.view().register_model.total())]


def test_a_hundred_thousand_rows_take_seconds(tmp_path):
    """The rows of a page are made and written at the pace of the workbook, not of the words: a small sample, so that it stays quick."""
    from ui.parts.columns import Column
    from ui.parts.list_source import ListQuery, ListSource
    from ui.parts.seen import Seen
    from ui.workbooks.review_rows import ReviewRow

    class Named:
        @staticmethod
        def settings():
            return Named

        office_name = "UBND xã"

        @staticmethod
        def now():
            return datetime(2026, 11, 20, 8)

    rows = [ReviewRow(number, str(number), "new", "thêm", {}, "x" * 40) for number in range(1, 5_001)]
    source = ListSource(lambda: rows)
    source.count(ListQuery())
    seen = Seen("Dòng", (Column("Lý do", lambda row: row.why), Column("Số", str, kind="number", field="id")), ListQuery(), 5_000, source)
    began = time.perf_counter()
    assert write_seen(Named, seen, tmp_path / "ds.xlsx", report=no_report)[0] == 5_000
    assert time.perf_counter() - began < 5
