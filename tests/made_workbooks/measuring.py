"""Runs workbooks through the command line, in this process, and scores them as the examples are scored."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
from pathlib import Path
from types import ModuleType
from typing import Any

from ui.command_line import main

EXAMPLES = Path(__file__).resolve().parents[3] / "shared" / "examples"
"""Where the examples and their scorer lie, beside the project; not part of it."""
TODAY = "2026-11-22"
FOUNDING = ["--name", "UBND xã Hoài Ân", "--level", "commune", "--province", "Gia Lai", "--agency-code", "H21.88"]


def scorer() -> ModuleType | None:
    """The examples' own scorer; None where the examples are not there."""
    path = EXAMPLES / "score_workbooks.py"
    if not path.exists():
        return None
    spec = importlib.util.spec_from_file_location("score_workbooks", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def command(office: Path, *words: str) -> list[dict[str, Any]]:
    """What a command prints, line by line. Fails where the command does."""
    out, complaints = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(complaints):
        day = [] if words[0] == "init" else ["--today", TODAY]
        status = main(["--office", str(office), *day, *words])
    assert status == 0, f"{words}: {complaints.getvalue()}"
    return [json.loads(line) for line in out.getvalue().splitlines() if line.startswith("{")]


def found(office: Path) -> Path:
    """An office as the examples are measured in."""
    command(office, "init", *FOUNDING)
    return office


def taken_in(office: Path, kind: str, path: Path) -> dict[str, Any]:
    """What the office says of one workbook: before, dry, in earnest, after."""
    before = command(office, "list", kind, "--limit", "0")
    dry = command(office, "import", kind, str(path), "--dry-run")[-1]
    real = command(office, "import", kind, str(path))[-1]
    return {"list_before": before, "dry_run": dry, "import": real, "list": command(office, "list", kind, "--limit", "0")}


def taken_in_after(office: Path, kind: str, first: Path, second: Path) -> dict[str, Any]:
    """What the office says of a list that updates an earlier one."""
    before = len(command(office, "list", kind, "--limit", "0"))
    command(office, "import", kind, str(first))
    dry = command(office, "import", kind, str(second), "--dry-run")[-1]
    real = command(office, "import", kind, str(second))[-1]
    return {"dry_run": dry, "import": real, "total": len(command(office, "list", kind, "--limit", "0")) - before}
