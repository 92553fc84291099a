"""Every measurement runs and gives its figures; nothing here judges how quick anything was."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.__main__ import SUBJECTS

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.slow
def test_all_measurements_give_figures(tmp_path):
    told = tmp_path / "figures.json"
    command = [sys.executable, "-m", "tests.benchmarks", "--small", "--json", str(told), "--office-folder", str(tmp_path)]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "SODIEUHANH_SETUP": "skip"}, capture_output=True, text=True, timeout=110, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    # Without a screen Qt says this of windows that may not be made smaller.
    assert not [line for line in done.stderr.splitlines() if not line.startswith("This plugin does not support")]
    figures = json.loads(told.read_text(encoding="utf-8"))
    assert {figure["subject"] for figure in figures} == set(SUBJECTS)
    assert all(figure["value"] > 0 for figure in figures)
    assert len(figures) == len({figure["name"] for figure in figures})
