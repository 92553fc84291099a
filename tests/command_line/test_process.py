"""The program as scripts start it: its own process, any locale, pipes that close, another program holding the office."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = [sys.executable, str(ROOT / "main.py")]


def environment(**changes: str) -> dict[str, str]:
    """The environment of a script that knows nothing of the locale; the libraries are those of the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
    return {**kept, "SODIEUHANH_SETUP": "skip", "PYTHONPATH": os.pathsep.join(sys.path), **changes}


def start(*words: str, cwd: Path | None = None, **changes: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*PROGRAM, *words], capture_output=True, cwd=cwd, env=environment(**changes), check=False, timeout=60)


@pytest.mark.parametrize(
    "changes",
    [
        {"LANG": "C"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "latin-1"},
        {"LANG": "vi_VN.TCVN"},
    ],
    ids=lambda changes: " ".join(f"{name}={value}" for name, value in changes.items()),
)
def test_output_is_utf8_whatever_the_locale(filled, changes):
    done = start("--office", str(filled), "list", "procedures", "--limit", "1", **changes)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.decode("utf-8"))["field"] == "Hộ tịch"
    refused = start("--office", str(filled), "show", "tasks", "x", **changes)
    assert (refused.returncode, refused.stderr.decode("utf-8")) == (1, "Không tìm thấy “x”. Hãy kiểm tra lại mã, số hoặc uid.\n")


def test_it_runs_from_any_folder(filled, tmp_path):
    done = start("--office", "filled", "history", "--limit", "1", cwd=tmp_path)
    assert done.returncode == 0, done.stderr


def test_a_reader_that_had_enough_is_no_error_worth_a_word(filled):
    child = subprocess.Popen(
        [*PROGRAM, "--office", str(filled), "list", "procedures"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    )
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdout.readline()
    child.stdout.close()
    told = child.stderr.read()
    child.stderr.close()
    assert child.wait(timeout=60) in (0, 1)
    assert told == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_output_that_cannot_be_written_is_told_in_one_line(filled):
    with Path("/dev/full").open("wb") as full:
        words = [*PROGRAM, "--office", str(filled), "list", "tasks"]
        done = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, env=environment(), check=False, timeout=60)
    assert done.returncode == 1
    assert done.stderr.decode("utf-8").startswith("Không ghi được kết quả ra ngoài")
    assert done.stderr.count(b"\n") == 1


def test_an_office_held_by_another_program_is_read_and_not_written(filled):
    writer = subprocess.Popen([*PROGRAM, "--office", str(filled), "fault-writer"], stdout=subprocess.PIPE, env=environment())
    assert writer.stdout is not None
    try:
        assert writer.stdout.readline() == b"READY\n"
        assert start("--office", str(filled), "list", "tasks", "--limit", "1").returncode == 0
        refused = start("--office", str(filled), "undo")
        assert refused.returncode == 1
        assert refused.stderr.decode("utf-8").startswith("Sổ đang được mở ở máy")
    finally:
        writer.kill()
        writer.stdout.close()
        writer.wait()
    assert start("--office", str(filled), "undo").returncode == 0, "a dead program holds nothing"
    assert start("--office", str(filled), "check").returncode == 0


@pytest.mark.parametrize(
    "words",
    [
        ["list", "tasks"], ["show", "directives", "1"], ["report", "monthly", "--period", "2026-10", "--out", "r.xlsx"], ["reports"],
        ["history"], ["check"], ["generate", "--tasks", "1"], ["undo"], ["read", "x"], ["--help"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_no_command_needs_qt(filled, tmp_path, words):
    """Qt is made impossible to import; the command must not notice."""
    program = f"""
import sys
sys.modules["PySide6"] = None
sys.path.insert(0, {str(ROOT)!r})
from main import main
status = main(sys.argv[1:])
assert not [name for name in sys.modules if name.startswith("PySide6.")]
sys.exit(status)
"""
    command = [sys.executable, "-c", program, "--office", str(filled), *words]
    done = subprocess.run(command, capture_output=True, cwd=tmp_path, env=environment(), check=False, timeout=60)
    assert b"Traceback" not in done.stderr
    assert done.returncode == (1 if words[0] in ("undo", "read") else 0), done.stderr
