"""What tests of the window share: the practice office once a session, copied; no message box may open unasked."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QSettings
from PySide6.QtWidgets import QFileDialog, QMessageBox

from models.office import Office
from models.practice.generate import found_practice_office
from ui import jobs, places, theme
from ui.main_window import MainWindow
from ui.operations import Operations
from ui.parts import reading

TODAY = date(2026, 11, 20)
# So many new objects since the last collection: some tests of windows, a few hundred MB at most.
_GARBAGE = 200_000


@pytest.fixture(scope="session")
def practice_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed practice office, to be copied."""
    folder = tmp_path_factory.mktemp("practice") / "office"
    found_practice_office(str(folder), today=TODAY).close()
    return folder


@pytest.fixture
def practice(practice_template: Path, tmp_path: Path) -> Iterator[Office]:
    """A practice office of its own for each test."""
    shutil.copytree(practice_template, tmp_path / "office")
    office = Office.open(str(tmp_path / "office"), today=TODAY)
    yield office
    office.close()


@pytest.fixture(autouse=True)
def _no_garbage_on_threads() -> Iterator[None]:
    """As in the program: a collection on a worker that meets a closed window ends the process. So only here, when no thread reads."""
    gc.disable()
    yield
    jobs.end_reading()
    if sum(gc.get_count()) > _GARBAGE:
        gc.collect()
    # Left off: a thread of this test may still be ending when the next begins.


@pytest.fixture(autouse=True)
def _no_dialog_of_files(monkeypatch) -> None:
    """A dialog of the system would wait for a hand that is not there: it is left unanswered. A test that answers sets its own."""
    for name, nothing in (
        ("getOpenFileName", ("", "")),
        ("getOpenFileNames", ([], "")),
        ("getSaveFileName", ("", "")),
        ("getExistingDirectory", ""),
    ):
        monkeypatch.setattr(QFileDialog, name, partial(_unanswered, nothing))


def _unanswered(nothing: object, *_: object, **__: object) -> object:
    return nothing


@pytest.fixture(autouse=True)
def _plain_settings(tmp_path, qapp, monkeypatch):
    """The window's place is kept in a folder of the test; the theme is on, as in the program."""
    QCoreApplication.setOrganizationName("tests")
    QCoreApplication.setApplicationName("tests")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))
    # Drafts of forms too.
    monkeypatch.setattr(places, "data_folder", lambda: tmp_path / "data")
    # What one test copied is nothing for the next to paste.
    qapp.clipboard().clear()
    if not qapp.styleSheet():
        # Once is enough, and takes a third of a second.
        theme.apply(qapp)
    yield
    # Without a screen Qt takes the clipboard apart after Python has ended, with what a test has put there.
    qapp.clipboard().clear()


@pytest.fixture(autouse=True)
def _patient_lists(monkeypatch):
    """A list stands when it was asked for, however busy the machine; what is slow on purpose sets another patience."""
    monkeypatch.setattr(reading, "PATIENCE_MS", 20_000)


class Told:
    """What a box said, kept after the box itself is gone."""

    def __init__(self, box: QMessageBox) -> None:
        self.text = box.text()
        self.detail = box.informativeText()
        self.report = box.detailedText()
        self.buttons = [button.text() for button in box.buttons()]


@pytest.fixture(autouse=True)
def boxes(monkeypatch) -> Iterator[list[Told]]:
    """Message boxes are not shown but listed, and answered by their default button. A test takes those it expects with `pop`."""
    shown: list[Told] = []

    def show(box: QMessageBox) -> int:
        shown.append(Told(box))
        box.defaultButton().click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", show)
    yield shown
    assert not shown, f"unexpected box: {shown[0].text}"


@pytest.fixture
def window(qtbot, practice: Office) -> MainWindow:
    """The main window with the practice office open on the overview."""
    made = MainWindow()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.open_office(practice, Operations(practice, made))
    return made
