"""The commands that the fault scripts drive: what they acknowledge is there, whenever they are killed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from models.errors import OfficeError
from models.office import Office
from models.storage.database import DATABASE_NAME
from tests.conftest import ROOT
from ui import fault_commands
from ui.fault_commands import fault_open, fault_verify, fault_writer


def words_of(said: str, word: str) -> list[str]:
    return [line.removeprefix(word).strip() for line in said.splitlines() if line.startswith(word)]


def test_what_is_acknowledged_is_found_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert fault_writer(str(tmp_path), ["--n", "65"]) == 0
    said = capsys.readouterr().out
    acknowledged = words_of(said, "COMMIT")
    assert said.startswith("READY\n")
    assert len(acknowledged) == len(set(acknowledged)) == 65
    # A copy was made on the way, files were attached, a table was taken in.
    assert len(words_of(said, "BACKUP")) == 1
    assert list(tmp_path.glob("backups/*.db"))
    assert list(tmp_path.glob("files/??/*"))
    assert fault_verify(str(tmp_path), []) == 0
    found = words_of(capsys.readouterr().out, "ID")
    assert set(acknowledged) <= set(found)
    assert fault_open(str(tmp_path), []) == 0
    assert capsys.readouterr().out == "OK UBND xã Thử 66\n"


def test_a_place_without_an_office_asks_for_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert fault_open(str(tmp_path), []) == 0
    assert fault_verify(str(tmp_path), []) == 0
    assert "Chưa có sổ" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_refusals_are_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fault_writer(str(tmp_path), ["--n", "1"])
    office = Office.open(str(tmp_path))
    capsys.readouterr()
    assert fault_writer(str(tmp_path), []) == 3
    assert fault_open(str(tmp_path), []) == 3
    office.close()
    (tmp_path / DATABASE_NAME).write_bytes(b"xxx")
    assert fault_open(str(tmp_path), []) == 3
    assert fault_verify(str(tmp_path), []) == 3
    said = capsys.readouterr().out.splitlines()
    assert len(said) == 4
    assert all(line.startswith("ERR ") and "[" not in line for line in said)


def test_findings_are_told_with_another_status(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fault_writer(str(tmp_path), ["--n", "12"])
    office = Office.open(str(tmp_path))
    with office.database.engine.connect() as connection, connection.begin():
        connection.exec_driver_sql("UPDATE task SET content = 'khác' WHERE id = 1")
    office.close()
    capsys.readouterr()
    assert fault_verify(str(tmp_path), []) == 1
    assert "[row_changed_outside]" in capsys.readouterr().out


def test_a_failure_that_was_handled_ends_the_writer_or_is_tried_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = fault_commands._Clerk._assign_task
    failures = iter([1])

    def sometimes(self: object, number: int) -> object:
        if next(failures, None):
            raise OfficeError("disk_full", environment=True, path="x")
        return real(self, number)

    monkeypatch.setattr(fault_commands._Clerk, "_assign_task", sometimes)
    assert fault_writer(str(tmp_path), ["--n", "20"]) == 3
    assert len(words_of(capsys.readouterr().out, "ERR")) == 1
    failures = iter([1])
    assert fault_writer(str(tmp_path), ["--n", "20", "--retry"]) == 0
    said = capsys.readouterr().out
    assert (len(words_of(said, "ERR")), len(words_of(said, "COMMIT"))) == (1, 20)


@pytest.mark.slow
def test_killed_at_any_moment_nothing_acknowledged_is_lost(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    acknowledged: list[str] = []
    for wanted in (1, 7, 25, 55):
        writer = subprocess.Popen(
            [sys.executable, "main.py", "--office", str(tmp_path / "office"), "fault-writer"], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        seen = 0
        for line in writer.stdout:
            if line.startswith("COMMIT "):
                acknowledged.append(line.split()[1])
                seen += 1
                if seen == wanted:
                    break
        writer.kill()
        rest = writer.stdout.read()
        acknowledged += words_of(rest[: rest.rfind("\n") + 1], "COMMIT")
        writer.stdout.close()
        writer.wait()
        assert fault_open(str(tmp_path / "office"), []) == 0
        assert "ERR" not in capsys.readouterr().out
    assert fault_verify(str(tmp_path / "office"), []) == 0
    assert set(acknowledged) <= set(words_of(capsys.readouterr().out, "ID"))
    assert len(acknowledged) >= 88
