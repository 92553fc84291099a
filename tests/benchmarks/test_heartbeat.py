"""The meter of the window's pauses: it sees one that is there, none that is not, and runs through all acts on a small office."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QTimer

from models.practice.generate import Wanted, generate
from tests.benchmarks.heartbeat import Heartbeat, gaps_of
from tests.benchmarks.offices import FOUNDING, TODAY, Office
from tests.ui.conftest import _plain_settings  # noqa: F401 - the window's settings in a folder of the test


def stand_still(seconds: float) -> None:
    """Hold the event loop up, as slow work does."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        pass


def test_a_pause_is_seen_as_long_as_it_was(qapp):
    gap = Heartbeat().longest_gap(lambda: stand_still(0.12))
    assert 120 <= gap < 400


def test_a_pause_that_comes_later_is_seen_as_long_as_something_is_busy(qapp):
    late = QTimer()
    late.setSingleShot(True)
    late.setInterval(60)
    late.timeout.connect(lambda: stand_still(0.1))
    gap = Heartbeat().longest_gap(late.start, late.isActive)
    assert gap >= 100


def test_doing_nothing_is_no_pause(qapp):
    heart = Heartbeat()
    assert min(heart.longest_gap(bool) for _ in range(5)) < 50


@pytest.mark.slow
def test_every_act_runs_on_a_small_office(qapp, tmp_path):
    office = Office.found(str(tmp_path / "office"), FOUNDING, today=TODAY)
    generate(office, Wanted(directives=60, tasks=80, dossiers=120))
    office.close()
    # A number that has nothing in common with how the acts repeat: some of each kind.
    gaps = gaps_of(str(tmp_path / "office"), every=11)
    assert {"first visit", "scroll", "selection", "filter", "sort", "groups", "search"} <= gaps.keys()
    assert all(gap > 0 for found in gaps.values() for gap, _ in found)
