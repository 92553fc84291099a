"""What a start from outside `.venv` costs more than one from inside: `python3 -m tests.benchmarks.second_start`.

Told as a ratio to the start of an empty Python, which moves with the machine; the goal is under 50 ms.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.installer.checkout import BASE_PYTHON, environment, make_checkout, start

ROUNDS = 40


def measure() -> dict[str, float]:
    """Medians in milliseconds, of interleaved rounds: `empty` Python, the door from `inside`, the door from `outside`."""
    with tempfile.TemporaryDirectory() as folder:
        place = make_checkout(Path(folder) / "Sổ Điều hành")
        start(place, "0")
        door = str(place / "main.py")
        commands = {
            "empty": [BASE_PYTHON, "-c", "pass"],
            "inside": [str(place / ".venv" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")), door, "0"],
            "outside": [BASE_PYTHON, door, "0"],
        }
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(ROUNDS):
            for name, command in commands.items():
                before = time.perf_counter()
                subprocess.run(command, env=environment(place), stdout=subprocess.DEVNULL, check=True)
                taken[name].append((time.perf_counter() - before) * 1000)
    return {name: statistics.median(values) for name, values in taken.items()}


if __name__ == "__main__":
    figures = measure()
    added = figures["outside"] - figures["inside"]
    print(f"added by the way in: {added:.1f} ms = {added / figures['empty']:.2f} of the start of an empty Python", file=sys.stdout)
