"""Measures all limits of speed: `python3 -m tests.benchmarks [--small] [--only NAME] [--json FILE] [--office-folder DIR]`.

The large office (about 1.5 GB) is made once and used again; `--small` tries the measurements on a fiftieth of it. Ratios of one run
can be trusted, seconds only on a machine that does nothing else. The exit status is 1 where a limit is missed.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from installer import source_setup

SUBJECTS = (
    "generation",
    "window",
    "pages",
    "scrolling",
    "searching",
    "overview",
    "saving",
    "reporting",
    "importing",
    "import_window",
    "reconciling",
    "reading",
    "paper",
    "heartbeat",
)


def main(arguments: list[str]) -> int:
    """Measure what is asked for and print a line a figure."""
    parser = argparse.ArgumentParser(prog="python3 -m tests.benchmarks", description="Measures all limits of speed.")
    parser.add_argument("--small", action="store_true", help="on a fiftieth of the records: only to see that everything runs")
    parser.add_argument("--only", choices=SUBJECTS, action="append", help="measure this subject; may be given several times")
    parser.add_argument("--rounds", type=int, default=7, help="interleaved rounds, of which the median counts")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    parser.add_argument("--office-folder", type=Path, default=Path(tempfile.gettempdir()) / "so-dieu-hanh-benchmarks", metavar="DIR")
    asked = parser.parse_args(arguments)
    source_setup.ensure(tests=True)
    from tests.benchmarks.offices import prepare

    offices = prepare(asked.office_folder, small=asked.small)
    found = []
    for subject in asked.only or SUBJECTS:
        for figure in import_module(f"tests.benchmarks.{subject}").measure(offices, 1 if asked.small else asked.rounds):
            limit = f"{'≥' if figure.unit == '/s' else '≤'} {figure.limit:g}"
            print(f"{'ok  ' if figure.holds else 'MISS'} {figure.name:42} {figure.shown():>12} {limit:>8}   {figure.detail}", flush=True)
            found.append({"subject": subject, **asdict(figure), "holds": figure.holds})
    if asked.json:
        asked.json.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0 if all(figure["holds"] for figure in found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
