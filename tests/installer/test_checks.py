"""`python3 -m tests` itself, the optional programs, and what the build machine calls."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import tests.__main__ as checks
from tests import programs

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize(
    ("line", "summary"),
    [
        ("============================== 3 passed in 0.12s ===============================", True),
        ("=================== 1 failed, 812 passed, 4 skipped in 93.20s (0:01:33) ===================", True),
        ("============ 2 passed, 1 warning in 1.00s ============", True),
        ("============================ no tests ran in 0.83s =============================", True),
        ("12 passed in 0.10s", True),
        ("1 failed, 1 error in 0.10s", True),
        ("=========================== short test summary info ============================", False),
        ("FAILED tests/x.py::test_y - assert 3 passed in 1s", False),
    ],
)
def test_the_closing_line_is_known(line, summary):
    assert bool(checks.SUMMARY.match(line)) is summary


@pytest.fixture
def run(monkeypatch, capsys):
    """Runs all checks with given results instead of the real ones; gives the status and the lines printed."""

    def run(statuses: dict[str, int], pytest_status: int):
        monkeypatch.setattr(checks.source_setup, "ensure", lambda **asked: None)
        order = []

        def check(command, **how):
            name = next(name for name, words in checks.CHECKS.items() if words == command[1:])
            order.append(name)
            return subprocess.CompletedProcess(command, statuses.get(name, 0))

        def tests(arguments):
            order.append("pytest")
            print("== 4 passed in 1.00s ==")
            return pytest_status, "== 4 passed in 1.00s =="

        monkeypatch.setattr(checks.subprocess, "run", check)
        monkeypatch.setattr(checks, "run_pytest", tests)
        status = checks.main([])
        assert order == ["ruff check", "ruff format", "mypy", "import contract", "pytest"]
        return status, capsys.readouterr().out.splitlines()

    return run


def test_all_clean(run):
    status, lines = run({}, 0)
    assert status == 0
    assert lines[-1] == "== 4 passed in 1.00s =="
    assert not any("Failed" in line for line in lines)


def test_a_failed_part_is_named_and_the_count_still_comes_last(run):
    status, lines = run({"mypy": 1, "ruff check": 1}, 0)
    assert status == 1
    assert lines[-2:] == ["Failed: ruff check, mypy", "== 4 passed in 1.00s =="]


def test_failed_tests_fail_the_run(run):
    assert run({}, 1)[0] == 1


@pytest.mark.parametrize("name", sorted(checks.CHECKS))
def test_every_part_can_be_started(name):
    """The same programs, asked only for their help: a missing one would otherwise pass for a finding."""
    told = subprocess.run([sys.executable, *checks.CHECKS[name], "--help"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert told.returncode == 0, told.stderr


def test_the_newest_of_several_is_found_beside_the_path(tmp_path, monkeypatch):
    for version in ("9", "15", "13"):
        folder = tmp_path / "postgresql" / version / "bin"
        folder.mkdir(parents=True)
        (folder / "initdb.exe" if os.name == "nt" else folder / "initdb").touch(mode=0o755)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(programs.PROGRAMS, "initdb", ("PostgreSQL", "apt-get install postgresql", (f"{tmp_path}/postgresql/*/bin",)))
    found = programs.find_program.__wrapped__("initdb")
    assert found is not None
    assert found.parent.parent.name == "15"


def test_a_missing_program_is_a_spoken_reason(monkeypatch):
    monkeypatch.setattr(programs, "find_program", lambda name: None)
    mark = programs.needs("initdb", "pg_ctl", "soffice").mark
    assert mark.args == (True,)
    assert mark.kwargs["reason"] == (
        "PostgreSQL is not installed here (apt-get install postgresql); "
        "LibreOffice Calc is not installed here (apt-get install libreoffice-calc)"
    )


@pytest.mark.skipif(os.name == "nt", reason="the build machine is no Windows")
def test_the_build_machine_goes_on_when_apt_fails(tmp_path):
    """apt without a network must not fail the run: the tests that need its programs skip and say so."""
    said = tmp_path / "said"
    for name, body in {
        "apt-get": "exit 100",
        "id": "echo 0",
        "python3": f'echo "$PWD|$*" > "{said}"; exit 3',
    }.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{body}\n")
        (tmp_path / name).chmod(0o755)
    told = subprocess.run(
        [str(ROOT / ".ci" / "run"), "-k", "x"],
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert told.returncode == 3, told.stderr
    assert said.read_text().strip() == f"{ROOT}|-m tests -k x"
    assert "without libreoffice-calc" in told.stdout
