"""The program from its start to its end, in a process of its own or piece by piece."""

from __future__ import annotations

import gc
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QLineEdit

from models.labels import set_language
from ui import application
from ui.application import BugPost, Collector, Instance, Loader, Session, prepare
from ui.main_window import MainWindow
from ui.parts.qt_words import QtWords

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def empty_window(qtbot):
    made = MainWindow()
    qtbot.addWidget(made)
    return made


def test_nothing_heavy_is_loaded_before_the_first_paint():
    """SQLAlchemy, the models' rooms and even the namespace Qt wait until the frame stands on the screen."""
    code = """
import sys
from ui import application
from ui.main_window import MainWindow
def painted(self):
    import PySide6.QtCore
    heavy = [name for name in ("sqlalchemy", "models.office", "models.clock", "openpyxl", "alembic", "platformdirs", "ui.pages.base",
                               "ui.words", "logging.handlers", "socket") if name in sys.modules]
    made = {**vars(PySide6.QtCore), **vars(PySide6.QtWidgets)}
    late = [name for name in ("Qt", "QStyle", "QTableView", "QMessageBox") if name in made]
    print("HEAVY", heavy, late, flush=True)
    import os
    os._exit(0)
application.Session.__init__ = lambda self, *a: None
start = MainWindow.paintEvent
def paint(self, event):
    start(self, event)
    painted(self)
MainWindow.paintEvent = paint
application.run("/nowhere", None, None, "vi")
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout.strip() == "HEAVY [] []", done.stdout + done.stderr


def test_the_office_is_opened_on_a_thread_and_shown(qtbot, practice_template, tmp_path, empty_window, monkeypatch):
    import shutil

    from ui.pages.base import Page
    from ui.pages.overview import OverviewPage

    monkeypatch.setattr(Page, "actions", lambda self: ())
    monkeypatch.setattr(OverviewPage, "actions", lambda self: ())
    shutil.copytree(practice_template, tmp_path / "office")
    session = Session(empty_window, str(tmp_path / "office"), None, None)
    empty_window.show()
    qtbot.waitUntil(lambda: session.office is not None, timeout=20_000)
    assert empty_window.windowTitle() == "UBND xã Hoài Ân (sổ tập dùng)"
    assert empty_window.rail.office_province.text() == "sổ tập dùng", "nobody takes it for the real one"
    qtbot.waitUntil(lambda: empty_window.page().reading is not None)
    assert empty_window.page().reading.urgent
    assert empty_window.rail.user.text() == "Nguyễn Thị Hoa · Văn thư"
    session.finish()
    assert session.office is None


def test_where_there_is_no_office_the_person_is_asked(qtbot, tmp_path):
    parent = QTimer()
    loader = Loader(lambda: str(tmp_path / "nothing"), None, practice=False, parent=parent)
    with qtbot.waitSignal(loader.missing, timeout=20_000):
        loader.start()
        loader.start()  # asking twice begins once
    loader.close()


def test_a_folder_that_is_no_office_is_told_and_ends_the_program(qtbot, tmp_path, empty_window, boxes, monkeypatch):
    (tmp_path / "office.db").write_bytes(b"this is no database at all" * 100)
    ended = []
    monkeypatch.setattr(QCoreApplication, "exit", ended.append)
    Session(empty_window, str(tmp_path), None, None)
    empty_window.show()
    qtbot.waitUntil(lambda: bool(ended), timeout=20_000)
    assert ended == [1]
    assert str(tmp_path) in boxes.pop().text


def test_the_window_is_first_shown_with_a_word_of_patience(empty_window, qtbot):
    with qtbot.waitSignal(empty_window.first_painted):
        empty_window.show()
    assert not any(button.isEnabled() for button in empty_window.rail_buttons.values())
    assert not empty_window.search_box.isEnabled()


def test_a_second_start_calls_the_first(qtbot, empty_window):
    first = Instance("an office")
    assert first.first
    first.serve(empty_window)
    empty_window.showMinimized()
    second = Instance("an office")
    assert not second.first
    qtbot.waitUntil(lambda: not empty_window.isMinimized())
    assert Instance("another office").first
    first.release()
    third = Instance("an office")
    assert third.first
    third.release()


@pytest.fixture
def hooks():
    kept = sys.excepthook, threading.excepthook
    yield
    sys.excepthook, threading.excepthook = kept


def test_what_nobody_caught_is_told_once_on_the_main_thread(qtbot, empty_window, boxes, hooks, caplog):
    post = BugPost(empty_window)

    def broken():
        raise ZeroDivisionError("in a thread")

    thread = threading.Thread(target=broken)
    thread.start()
    thread.join()
    assert not boxes  # not on the thread itself
    qtbot.waitUntil(lambda: bool(boxes))
    report = boxes.pop().report
    assert "ZeroDivisionError: in a thread" in report
    post._show(report)  # the same fault again within a minute
    assert not boxes
    post._show("another fault")
    assert boxes.pop().report == "another fault"


def test_the_collector_runs_on_the_main_thread_only(empty_window):
    enabled = gc.isenabled()
    try:
        collector = Collector(empty_window)
        assert not gc.isenabled()
        assert collector._timer.isActive()
        collector._collect()
    finally:
        if enabled:
            gc.enable()


def test_qt_s_own_words_are_vietnamese(qapp, qtbot):
    words = QtWords(qapp)
    qapp.installTranslator(words)
    try:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        qtbot.addWidget(box)
        assert [button.text() for button in box.buttons()] == ["Lưu", "Bỏ qua"]
        line = QLineEdit()
        qtbot.addWidget(line)
        texts = [action.text().split("\t")[0] for action in line.createStandardContextMenu().actions() if action.text()]
        assert texts == ["Hoàn tác", "Làm lại", "Cắt", "Sao chép", "Dán", "Xóa", "Chọn tất cả"]
        assert words.translate("x", "a text that nobody translated") is None
        set_language("en")
        assert words.translate("QShortcut", "Save") is None
    finally:
        set_language("vi")
        qapp.removeTranslator(words)


# Where Qt's own dialogs say something, and what is no word: keys, sizes of paper, what stands in the drawn form until it is filled.
SPEAKING = ("QFileDialog", "QFileSystemModel", "QAbstractFileIconProvider", "QPrint", "QPageSetup", "QLineEdit", "QWidgetTextControl")
NO_WORDS = re.compile(r"Alt\+\w+|Form|\.\.\.|%1%|&?OK")


class Heard(QtWords):
    """Also keeps what has no Vietnamese."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.missing: set[str] = set()

    def translate(self, context, source, disambiguation=None, n=-1):
        said = super().translate(context, source, disambiguation, n)
        if said is None and context.startswith(SPEAKING) and not NO_WORDS.fullmatch(source):
            self.missing.add(f"{context}: {source}")
        return said


def test_the_dialogs_of_files_and_printers_are_vietnamese_where_the_system_has_none(qapp, qtbot, tmp_path):
    (tmp_path / "thư mục").mkdir()
    heard = Heard(qapp)
    qapp.installTranslator(heard)
    try:
        for mode in (QFileDialog.FileMode.ExistingFiles, QFileDialog.FileMode.Directory, QFileDialog.FileMode.AnyFile):
            files = QFileDialog(None, "", str(tmp_path))
            qtbot.addWidget(files)
            files.setOption(QFileDialog.Option.DontUseNativeDialog)
            files.setFileMode(mode)
            files.setViewMode(QFileDialog.ViewMode.Detail)
            files.show()
        printer = QPrinter()
        printer.setOutputFileName(str(tmp_path / "in.pdf"))
        printing = QPrintDialog(printer)
        qtbot.addWidget(printing)
        printing.show()
        assert printing.windowTitle() == "In"
        assert heard.missing == set()
    finally:
        qapp.removeTranslator(heard)


def test_the_log_is_written_and_a_place_that_cannot_be_written_is_no_end(tmp_path, caplog):
    import logging

    application.open_log(tmp_path / "log" / "x.log")
    added = logging.getLogger().handlers[-1]
    logging.getLogger("test").warning("một dòng")
    assert "một dòng" in (tmp_path / "log" / "x.log").read_text(encoding="utf-8")
    logging.getLogger().removeHandler(added)
    added.close()
    (tmp_path / "file").write_text("")
    application.open_log(tmp_path / "file" / "x.log")
    assert "no log at" in caplog.text


def test_what_can_wait_is_done_a_moment_later(qtbot, empty_window, monkeypatch):
    import logging

    handlers = list(logging.getLogger().handlers)
    instance = Instance("late")
    application.Late(instance, empty_window)
    gc.collect()
    try:
        qtbot.waitUntil(lambda: logging.getLogger().handlers != handlers, timeout=10_000)
        assert not empty_window.windowIcon().isNull()
    finally:
        for handler in set(logging.getLogger().handlers) - set(handlers):
            logging.getLogger().removeHandler(handler)
            handler.close()
        instance.release()


def test_decimals_are_written_with_a_comma(qapp):
    from PySide6.QtCore import QLocale
    from PySide6.QtWidgets import QDoubleSpinBox

    kept = QLocale()
    try:
        prepare(qapp, "vi")
        spin = QDoubleSpinBox()
        spin.setDecimals(1)
        spin.setValue(97.4)
        assert spin.text() == "97,4"
    finally:
        QLocale.setDefault(kept)
