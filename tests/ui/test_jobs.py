"""Work on threads outlives nothing and is outlived by nothing: what asked for it may go at any time."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

from models.errors import Cancelled
from ui import jobs
from ui.parts.latest import Latest


class Slow:
    """Reads until it is let go; then says how far it is once, as all long reads do."""

    def __init__(self) -> None:
        self.begun, self.let_go = threading.Event(), threading.Event()
        self.stopped = False

    def __call__(self, progress) -> str:
        self.begun.set()
        assert self.let_go.wait(20)
        try:
            progress(1, 2)
        except Cancelled:
            self.stopped = True
            raise
        return "read"


def gone(widget: QWidget) -> None:
    """Closed and deleted, as a sheet is."""
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete)


@pytest.fixture
def reading(qtbot):
    """A widget that reads, and its work, which has begun."""
    widget, work = QWidget(), Slow()
    Latest(widget).ask(work)
    assert work.begun.wait(20)
    yield widget, work
    work.let_go.set()
    jobs.end_reading()


def test_a_sheet_that_goes_while_it_reads_stops_its_reading(reading, qtbot):
    widget, work = reading
    gone(widget)
    work.let_go.set()
    qtbot.waitUntil(lambda: not jobs.running())
    assert work.stopped


def test_the_window_can_be_closed_after_a_sheet_went_while_it_read(reading):
    """What ended there was told to an object that had gone: the refusal came out of closing the window, and ended the program."""
    widget, work = reading
    gone(widget)
    work.let_go.set()
    jobs.end_reading()
    assert not jobs.running()


def test_a_job_goes_by_itself(qtbot):
    ended = []
    job = jobs.Job(lambda _: "made", reading=True)
    job.done.connect(ended.append)
    with qtbot.waitSignal(job.destroyed):
        job.start()
    assert ended == ["made"]
