"""The one crossing: what follows a change, a refusal, a bug; jobs end exactly once."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from models.errors import Cancelled, OfficeError
from models.outcome import ChangeSet, Outcome
from models.registers.staff import DepartmentEntry, add_department
from models.storage.journal import entries
from ui import jobs
from ui.operations import Operations
from ui.parts import alerts


@pytest.fixture
def parent(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def operations(practice, parent):
    return Operations(practice, parent)


def newest_step(office):
    with office.read() as conn:
        return entries(conn, limit=1)[0].seq


def test_a_change_is_told_to_pages_status_bar_and_undo_menu(operations, qtbot):
    told, undo = [], []
    operations.told.connect(lambda text, undoable: told.append((text, undoable)))
    operations.undo_texts.connect(lambda *texts: undo.append(texts))
    with qtbot.waitSignal(operations.changed) as changed:
        outcome = operations.run(add_department, DepartmentEntry("Ban Quản lý chợ"))
    assert changed.args[0].of("department") == {outcome.id}
    assert told == [("Đã lưu: thêm đơn vị.", True)]
    assert undo == [("Hoàn tác: thêm đơn vị Ban Quản lý chợ", "")]


def test_undo_and_redo_go_through_the_same_door(operations, qtbot):
    operations.run(add_department, DepartmentEntry("Ban Quản lý chợ"))
    texts = []
    operations.undo_texts.connect(lambda *each: texts.append(each))
    with qtbot.waitSignal(operations.changed):
        operations.undo()
    assert texts[-1][1] == "Làm lại: thêm đơn vị Ban Quản lý chợ"
    with qtbot.waitSignal(operations.changed):
        operations.redo()
    assert texts[-1][0] == "Hoàn tác: thêm đơn vị Ban Quản lý chợ"


def test_a_step_of_many_rows_is_taken_back_on_the_worker(operations, qtbot, monkeypatch):
    monkeypatch.setattr("ui.operations._MANY_ROWS", 0)
    operations.run(add_department, DepartmentEntry("Ban Quản lý chợ"))
    told, ended = [], []
    operations.told.connect(lambda text, _: told.append(text))
    with qtbot.waitSignal(operations.changed):
        operations.undo(on_success=ended.append)
        assert jobs.busy()
        assert not ended
    qtbot.waitUntil(lambda: not jobs.busy())
    assert len(ended) == 1
    with qtbot.waitSignal(operations.changed):
        operations.redo()
    qtbot.waitUntil(lambda: not jobs.busy())
    assert told == ["Đã hoàn tác: thêm đơn vị.", "Đã làm lại: thêm đơn vị."]


def test_a_refusal_is_shown_once_in_a_box(operations, boxes):
    assert operations.run(add_department, DepartmentEntry("")) is None
    assert boxes.pop().text == "Chưa điền “Tên”. Hãy điền rồi lưu lại."


def test_a_form_that_shows_the_refusal_itself_gets_no_box(operations):
    seen = []
    operations.run(add_department, DepartmentEntry(""), on_error=lambda error: seen.append(error.field) or True)
    assert seen == ["name"]


def test_a_cancelled_work_says_nothing(operations):
    def stopped(office):
        raise Cancelled

    assert operations.run(stopped) is None


def test_a_bug_is_told_with_a_report_and_the_cursor_comes_back(operations, boxes, caplog):
    def broken(office):
        raise ZeroDivisionError("ours")

    assert operations.run(broken) is None
    box = boxes.pop()
    assert box.text == "Có lỗi trong chương trình."
    assert "ZeroDivisionError: ours" in box.report
    assert QGuiApplication.overrideCursor() is None


def test_the_busy_cursor_shows_while_a_service_runs(operations):
    shapes = []

    def service(office):
        shapes.append(QGuiApplication.overrideCursor().shape())
        return Outcome(0, "task.note", ChangeSet())

    operations.run(service)
    assert shapes == [Qt.CursorShape.WaitCursor]
    assert QGuiApplication.overrideCursor() is None


def test_a_job_reports_and_hands_its_outcome_to_the_operations(operations, parent, qtbot):
    done = []

    def work(office, *, report):
        report(1, 2)
        report(2, 2)
        return add_department(office, DepartmentEntry("Ban Quản lý chợ"))

    job = jobs.start(operations, work, title="…", parent=parent, on_success=done.append)
    with qtbot.waitSignals([operations.changed, job.finished]):
        pass
    assert done[0].label == "department.add"
    assert not jobs.running()


def test_a_job_that_is_stopped_leaves_nothing(operations, parent, practice, qtbot):
    going, stopped = threading.Event(), []

    def work(office, *, report):
        with office.write("department.add", subject="x"):
            going.set()
            while True:
                report(0, 0)

    before = newest_step(practice)
    job = jobs.start(operations, work, title="…", parent=parent, on_cancel=lambda: stopped.append(True))
    assert going.wait(5)
    with qtbot.waitSignal(job.finished):
        job.cancel()
    assert stopped == [True]
    assert not jobs.running()
    assert newest_step(practice) == before


@pytest.mark.parametrize(("error", "said"), [(OfficeError("no_such_thing"), "Không làm được"), (ValueError("ours"), "Có lỗi trong")])
def test_a_job_that_fails_is_told_once(operations, parent, qtbot, boxes, error, said, caplog):
    def work(office, *, report):
        raise error

    job = jobs.start(operations, work, title="…", parent=parent)
    with qtbot.waitSignal(job.finished):
        pass
    assert boxes.pop().text.startswith(said)


def test_only_one_job_at_a_time(operations, parent, qtbot):
    let_go, told = threading.Event(), []
    operations.told.connect(lambda text, undoable: told.append(text))
    job = jobs.start(operations, lambda office, report: let_go.wait(5), title="…", parent=parent)
    assert jobs.start(operations, lambda office, report: None, title="…", parent=parent) is None
    assert told == ["Đang có việc khác chạy: hãy đợi xong đã."]
    with qtbot.waitSignal(job.finished):
        let_go.set()


def test_boxes_ask_with_verbs_and_never_read_markup(parent, monkeypatch, boxes):
    assert not alerts.ask(parent, "<b>Hủy 06/CT-UBND?</b>", verb="Hủy văn bản")
    box = boxes.pop()
    assert box.buttons == ["Hủy văn bản", "Để sau"]
    assert box.text == "<b>Hủy 06/CT-UBND?</b>"
    formats = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: formats.append(box.textFormat()) or box.buttons()[0].click())
    assert alerts.ask(parent, "?", verb="Hủy văn bản")
    assert formats == [Qt.TextFormat.PlainText]
