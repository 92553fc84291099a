"""How long the window stands still while a list of a hundred thousand rows is dropped on it, looked through, put right and written."""

from __future__ import annotations

import gc
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from models.office import Office
from tests.benchmarks.heartbeat import LIMIT_MS, job_runs, window_on
from tests.benchmarks.importing import write_list
from tests.benchmarks.measuring import Figure
from tests.benchmarks.offices import FOUNDING, TODAY, Offices

_ROWS, _FEW_ROWS = 100_000, 2_000
_LONGEST_S = 240
Act = tuple[str, Callable[[], object]]


def measure(offices: Offices, rounds: int) -> list[Figure]:
    """The longest gap of all acts, as a share of the limit. One round tells: every act is another."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    number = _FEW_ROWS if offices.is_small else _ROWS
    with tempfile.TemporaryDirectory() as home:
        os.environ["XDG_CONFIG_HOME"] = home
        gaps = gaps_of(Path(home), number)
    worst, which = max((gap, name) for name, gap in gaps)
    told = ", ".join(f"{name} {gap:.0f}" for name, gap in gaps)
    return [Figure("window held up, import", worst / LIMIT_MS, 1.0, detail=f"{number:,} rows, most {worst:.0f} ms: {which} ({told})")]


def gaps_of(folder: Path, number: int) -> list[tuple[str, float]]:
    """Each act with the longest gap in milliseconds; an office of its own is founded for it."""
    path = folder / "danh muc.xlsx"
    write_list(path, number)
    with window_on(Office.found(str(folder / "office"), FOUNDING, today=TODAY)) as (window, heart):
        # The page itself is measured elsewhere.
        heart.longest_gap(lambda: window.show_page("tasks"), job_runs)
        # As in the program: no collection while threads work.
        gc.disable()
        try:
            return [(name, heart.longest_gap(act, job_runs, longest_s=_LONGEST_S)) for name, act in _acts(window, path)]
        finally:
            gc.enable()


def _acts(window, path: Path) -> Iterator[Act]:
    yield "read and plan", lambda: window.take_workbooks((path,), "tasks")
    importing = window._import_here()
    review = importing.review
    yield "new rows alone", lambda: review.show_states(frozenset({"new"}))
    yield "all rows", lambda: review.show_states(frozenset())
    yield "to the end", lambda: review.table.select_place(review.table.register_model.rowCount() - 1)
    yield "leave a row out", review.turn
    yield "the sheet", lambda: importing._go_back_to(1)
    yield "check again", importing.session().plan
    yield "write", importing.write
    yield "done", importing.leave
