"""How long the window stands still: a clock of 5 ms beats while a person scrolls, sorts, filters, searches and changes pages.

Each act is done in the running event loop of the real window, which then waits until all that the act asked for stands on the screen;
the longest gap between two beats is what the person felt.
"""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice

from models.office import Office
from models.outcome import ChangeSet
from tests.benchmarks.measuring import Figure, percentile
from tests.benchmarks.offices import TODAY, Offices
from tests.benchmarks.registers import REGISTERS

BEAT_MS = 5
LIMIT_MS = 100
# So many beats without anything left to do: what the act began has come to its end.
_QUIET_BEATS = 5
_LONGEST_S = 20
_SEARCHES = {
    "dossier": ("nguyen van", "H21", "le thi zzqx", "0912", "dat dai"),
    "directive": ("bao cao", "12/ct", "zzqx", "ubnd tinh"),
    "task": ("bao cao ket qua", "h21", "zzqx", "1", "so noi vu"),
}


class Heartbeat:
    """Beats in the event loop of this thread and knows the longest gap."""

    def __init__(self) -> None:
        from PySide6.QtCore import QEventLoop, Qt, QTimer

        self._loop = QEventLoop()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._late: Callable[[], bool] = bool
        self._act: Callable[[], object] | None = None
        self._last = self._worst = self._until = 0.0
        self._quiet = 0

    def longest_gap(self, act: Callable[[], object], busy: Callable[[], bool] = bool, *, longest_s: float = _LONGEST_S) -> float:
        """Do this inside the event loop; milliseconds of the longest gap until `busy` has said no for some beats, or it took too long."""
        self._act, self._late = act, busy
        self._last = time.perf_counter()
        self._until = self._last + longest_s
        self._worst, self._quiet = 0.0, 0
        self._timer.start()
        self._loop.exec()
        self._timer.stop()
        return self._worst * 1000

    def _beat(self) -> None:
        now = time.perf_counter()
        self._worst = max(self._worst, now - self._last)
        self._last = now
        if self._act is not None:
            act, self._act = self._act, None
            act()
            return
        self._quiet = 0 if self._late() else self._quiet + 1
        if self._quiet >= _QUIET_BEATS or now > self._until:
            self._loop.quit()


def measure(offices: Offices, rounds: int) -> list[Figure]:
    """One figure a kind of act: the longest gap of all as a share of the limit."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        os.environ["XDG_CONFIG_HOME"] = home
        gaps = gaps_of(str(offices.large), rounds, every=7 if offices.is_small else 1)
    return [_figure(kind, found) for kind, found in gaps.items()]


def _figure(kind: str, gaps: list[tuple[float, str]]) -> Figure:
    values = [gap for gap, _ in gaps]
    worst, which = max(gaps)
    detail = f"{len(gaps)} acts, p50 {statistics.median(values):.0f}, p95 {percentile(values, 0.95):.0f}, most {worst:.0f} ms: {which}"
    return Figure(f"window held up, {kind}", worst / LIMIT_MS, 1.0, detail=detail)


@contextmanager
def window_on(office: Office):
    """The main window on an office, and its heart; a person has looked at the overview for a moment before going on."""
    from PySide6.QtWidgets import QApplication

    from ui.application import prepare
    from ui.main_window import MainWindow
    from ui.operations import Operations
    from ui.parts.warming import Warming

    app = QApplication.instance() or QApplication([])
    prepare(app, "vi")
    window = MainWindow()
    window.resize(1366, 768)
    window.show()
    window.open_office(office, Operations(office, window))
    heart = Heartbeat()
    heart.longest_gap(bool, lambda: bool(window.findChild(Warming)._left))
    try:
        yield window, heart
    finally:
        from ui import jobs

        jobs.end_reading()
        window.close()
        window.deleteLater()
        office.close()


def gaps_of(location: str, rounds: int = 1, *, every: int = 1) -> dict[str, list[tuple[float, str]]]:
    """Kind of act -> the longest gap of each act in milliseconds, with what it was; `every` leaves out all but each so many-th act."""
    gaps: dict[str, list[tuple[float, str]]] = {}
    with window_on(Office.open(location, today=TODAY)) as (window, heart):
        for kind, name, act, busy in islice(_acts(window, rounds), 0, None, every):
            gaps.setdefault(kind, []).append((heart.longest_gap(act, busy), name))
    return gaps


Act = tuple[str, str, Callable[[], object], Callable[[], bool]]


def _acts(window, rounds: int) -> Iterator[Act]:
    keys = [f"{register.name}s" for register in REGISTERS]
    for key in keys:
        yield "first visit", key, lambda key=key: window.show_page(key), lambda: _busy(window)
    for _ in range(max(1, rounds // 2)):
        for key in (*keys, "overview"):
            yield "page change", key, lambda key=key: window.show_page(key), lambda: _busy(window)
    for register in REGISTERS:
        key = f"{register.name}s"
        window.show_page(key)
        page = window.page()
        busy = lambda: _busy(window)
        yield "page change", f"{key}, all", lambda page=page, register=register: page.open(register.query, None), busy
        yield from _scrolling(page, key, busy)
        yield from _selecting(page, key, busy)
        yield from _sorting(page, key, busy)
        yield from _filtering(page, key, busy)
        yield from _grouping(page, key, busy)
        yield from _searching(window, page, register.name, busy)
        yield from _changing(window, page, key, busy)


def _busy(window) -> bool:
    """Whether something that was asked for is still to come."""
    page = window.page()
    waits = (getattr(page, name, None) for name in ("_rest", "_counting"))
    if window.search_box._pause.isActive() or any(wait is not None and wait.isActive() for wait in waits):
        return True
    return job_runs()


def job_runs() -> bool:
    """Whether a job is at work."""
    from ui import jobs

    return jobs.running()


def _press(view, key, modifiers=None) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    QTest.keyClick(view, key, modifiers or Qt.KeyboardModifier.NoModifier)


def _scrolling(page, key: str, busy) -> Iterator[Act]:
    from PySide6.QtCore import QPoint, QPointF, Qt
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    view, chance = page.view, random.Random(4)

    def wheel(delta: int) -> None:
        place = QPointF(view.viewport().rect().center())
        event = QWheelEvent(
            place,
            QPointF(view.viewport().mapToGlobal(place.toPoint())),
            QPoint(),
            QPoint(0, delta),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(view.viewport(), event)

    for _ in range(20):
        yield "scroll", f"wheel, {key}", lambda: wheel(-360), busy
    for _ in range(20):
        yield "scroll", f"page down, {key}", lambda: _press(view, Qt.Key.Key_PageDown), busy
    bar = view.verticalScrollBar()
    for _ in range(20):
        yield "scroll", f"drag, {key}", lambda: bar.setValue(chance.randrange(bar.maximum() + 1)), busy
    yield "scroll", f"end, {key}", lambda: _press(view, Qt.Key.Key_End), busy
    yield "scroll", f"page up, {key}", lambda: _press(view, Qt.Key.Key_PageUp), busy
    yield "scroll", f"home, {key}", lambda: _press(view, Qt.Key.Key_Home), busy


def _selecting(page, key: str, busy) -> Iterator[Act]:
    from PySide6.QtCore import Qt

    view = page.view
    shift, ctrl = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    for _ in range(10):
        yield "selection", f"down, {key}", lambda: _press(view, Qt.Key.Key_Down), busy
    for _ in range(5):
        yield "selection", f"shift down, {key}", lambda: _press(view, Qt.Key.Key_Down, shift), busy
    yield "selection", f"to the end, {key}", lambda: _press(view, Qt.Key.Key_End, shift), busy
    yield "selection", f"all, {key}", lambda: _press(view, Qt.Key.Key_A, ctrl), busy
    yield "selection", f"home, {key}", lambda: _press(view, Qt.Key.Key_Home), busy


def _sorting(page, key: str, busy) -> Iterator[Act]:
    view = page.view
    for states, name in ((frozenset(), "all"), (page.first_query().states, "first chip")):
        yield "filter", f"{name}, {key}", lambda states=states: page._states_chosen(states), busy
        for place, column in enumerate(page.model.columns):
            if column.sort:
                for turn in ("once", "again"):
                    click = lambda place=place: view.horizontalHeader().sectionClicked.emit(place)
                    yield "sort", f"{column.sort} {turn}, {name}, {key}", click, busy


def _filtering(page, key: str, busy) -> Iterator[Act]:
    first = page.first_query()
    yield "filter", f"first, {key}", lambda: page.open(first, None), busy
    for chip, choice in zip(page.chips.chips, page.choices(), strict=True):
        yield "filter", f"{choice.text}, {key}", chip.click, busy
        for other in page.filter_chips:
            for words, value in (*other.filter.choices[:1], *other.filter.choices[-1:]):
                pick = lambda other=other, value=value: other.pick(value)
                yield "filter", f"{choice.text} + {other.filter.name} {words}, {key}", pick, busy
            yield "filter", f"{choice.text} without, {key}", other.pick, busy


def _grouping(page, key: str, busy) -> Iterator[Act]:
    from models.registers.groups import GROUPINGS

    for by in GROUPINGS:
        yield "groups", f"{by}, {key}", lambda by=by: page.group_by(by), busy
    yield "groups", f"none, {key}", lambda: page.group_by(""), busy


def _searching(window, page, name: str, busy) -> Iterator[Act]:
    box = window.search_box
    for text in _SEARCHES[name]:
        for until in range(1, len(text) + 1):
            yield "search", f"{text[:until]!r}, {name}s", lambda typed=text[:until]: box.setText(typed), busy
    yield "search", f"emptied, {name}s", box.clear, busy


def _changing(window, page, key: str, busy) -> Iterator[Act]:
    """What follows a change of the selected record, as far as the window goes; nothing is written."""

    def changed() -> None:
        row = page.current_row()
        window.operations.changed.emit(ChangeSet({page.table: frozenset({row.id})}))

    yield "after a change", key, changed, busy
    yield "after a change", f"{key}, elsewhere", lambda: window.operations.changed.emit(ChangeSet({page.table: frozenset({1})})), busy
    yield "refresh", key, page.refresh, busy
