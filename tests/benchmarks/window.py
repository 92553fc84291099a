"""The start of the window and its memory, each in a process of its own, held against a bare PySide6 window."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.measuring import Figure
from tests.benchmarks.offices import TODAY, Offices

ROOT = Path(__file__).resolve().parent.parent.parent
_SECONDS = 60


def measure(offices: Offices, rounds: int) -> list[Figure]:
    """Milliseconds from the start of Python to what is seen; megabytes after a walk through the books."""
    with tempfile.TemporaryDirectory() as home:
        jobs = {"bare": ["bare"], **{what: [what, str(offices.large)] for what in ("paint", "rows", "ready")}}
        times: dict[str, list[float]] = {name: [] for name in jobs}
        memory: dict[str, list[float]] = {"large": [], "empty": []}
        for number in range(rounds + 1):
            for name, arguments in jobs.items():
                begun = time.monotonic()
                taken = (_ask(arguments, home) - begun) * 1000
                if number:
                    times[name].append(taken)
        for _ in range(max(1, rounds // 2)):
            memory["large"].append(_ask(["memory", str(offices.large)], home))
            memory["empty"].append(_ask(["memory", str(offices.empty)], home))
    bare, paint, rows, ready = (statistics.median(times[name]) for name in jobs)
    large, empty = statistics.median(memory["large"]), statistics.median(memory["empty"])
    seen = f"{rows:.0f} ms, bare window {bare:.0f} ms; office open {ready / bare:.2f} ×"
    return [
        Figure("first paint of the window", paint / bare, 1.4, detail=f"{paint:.0f} ms, bare window {bare:.0f} ms"),
        Figure("first rows visible", rows / bare, 4.0, detail=seen),
        Figure("memory of the window", large / empty, 1.5, detail=f"{large:.0f} MB, with an empty office {empty:.0f} MB"),
    ]


def _ask(arguments: list[str], home: str) -> float:
    """The number that a child tells, see `window_child`."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        **dict.fromkeys(("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "LOCALAPPDATA", "APPDATA"), home),
    }
    command = [sys.executable, "-m", "tests.benchmarks.window_child", *arguments, TODAY.isoformat()]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=_SECONDS, check=False)
    if done.returncode or not done.stdout.strip():
        raise RuntimeError(f"{arguments}: {done.stdout}{done.stderr}")
    return float(done.stdout.split()[-1])
