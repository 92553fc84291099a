"""The set-up of a source checkout, by real runs: made once, kept, moved, broken, healed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.installer.checkout import BASE_PYTHON, ask_for, environment, make_checkout, make_wheel, start

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the runs below end processes and move folders the POSIX way")


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A checkout after its first run, in a path with spaces and Vietnamese letters, and what that run said."""
    place = make_checkout(tmp_path_factory.mktemp("Xã Đại Thắng") / "Sổ Điều hành")
    return place, start(place, "list", "0")


@pytest.fixture
def checkout(first, tmp_path) -> Path:
    """A copy of it to break: another folder, so that it also shows that a moved environment works."""
    place = tmp_path / "Bản sao của sổ"
    shutil.copytree(first[0], place, symlinks=True)
    return place


def test_first_run_sets_up_and_runs(first):
    place, told = first
    assert told.returncode == 0, told.stderr
    assert told.stdout.splitlines() == [f"prefix {place / '.venv'}", "tiny 1.0", "argv list 0"]
    assert "Tạo môi trường Python" in told.stderr
    assert "Cài thư viện" in told.stderr


def test_second_start_is_silent_from_any_folder_and_passes_the_status_on(first, tmp_path):
    place, _ = first
    told = start(place, "show", "hồ sơ số 1", "7", cwd=tmp_path)
    assert (told.returncode, told.stderr) == (7, "")
    assert "argv show hồ sơ số 1 7" in told.stdout


def test_a_moved_checkout_works_without_network(checkout):
    shutil.rmtree(checkout / "wheels")
    told = start(checkout, "0")
    assert (told.returncode, told.stderr) == (0, "")
    assert f"prefix {checkout / '.venv'}" in told.stdout


def lose_python(place: Path) -> None:
    (place / ".venv/bin/python").unlink()


def lose_library(place: Path) -> None:
    shutil.rmtree(next((place / ".venv/lib").glob("python*/site-packages")) / "tiny")


def lose_stamp(place: Path) -> None:
    lose_library(place)  # half installed, as an interruption leaves it: the description is there, the code is not
    (place / ".venv/ready").unlink()


@pytest.mark.parametrize("damage", [lose_python, lose_library, lose_stamp])
def test_a_broken_environment_is_made_anew(checkout, damage):
    damage(checkout)
    told = start(checkout, "0")
    assert told.returncode == 0, told.stderr
    assert "Tạo môi trường Python" in told.stderr
    assert start(checkout, "0").stderr == ""


def test_without_network_one_sentence_then_the_next_run_heals(checkout):
    shutil.rmtree(checkout / ".venv")
    (checkout / "wheels").rename(checkout / "away")
    told = start(checkout, "0")
    assert told.returncode == 1
    assert told.stdout == ""
    assert told.stderr.splitlines()[-1].startswith("Không cài được thư viện: lần chạy đầu tiên cần mạng")
    assert "Traceback" not in told.stderr
    (checkout / "away").rename(checkout / "wheels")
    assert start(checkout, "0").returncode == 0


def test_changed_requirements_are_installed_into_the_same_environment(checkout):
    make_wheel(checkout / "wheels", "2.0")
    ask_for(checkout, "2.0")
    told = start(checkout, "0")
    assert "tiny 2.0" in told.stdout
    assert "Tạo môi trường Python" not in told.stderr
    assert start(checkout, "0").stderr == ""


def test_a_killed_first_run_is_taken_up_again(checkout):
    shutil.rmtree(checkout / ".venv")
    command = [BASE_PYTHON, str(checkout / "main.py"), "0"]
    with subprocess.Popen(
        command, env=environment(checkout), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True
    ) as killed:
        for line in killed.stderr:
            if "Cài thư viện" in line:
                break
        os.killpg(killed.pid, 9)
    assert not (checkout / ".venv/ready").exists()
    told = start(checkout, "0")
    assert told.returncode == 0, told.stderr


def test_two_first_runs_at_once_make_one_environment(checkout):
    shutil.rmtree(checkout / ".venv")
    command = [BASE_PYTHON, str(checkout / "main.py"), "0"]
    both = [
        subprocess.Popen(command, env=environment(checkout), stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") for _ in "12"
    ]
    told = [one.communicate() for one in both]
    assert [one.returncode for one in both] == [0, 0], told
    assert sum("Tạo môi trường Python" in errors for _, errors in told) == 1
    assert all("tiny 1.0" in output for output, _ in told)


def test_a_folder_that_cannot_be_written_gets_a_sentence(tmp_path):
    place = make_checkout(tmp_path / "không ghi được")
    (place / ".venv.lock").mkdir()  # no right that root could ignore
    told = start(place, "0")
    assert told.returncode == 1
    assert len(told.stderr.splitlines()) == 1
    assert told.stderr.startswith(f"Không ghi được vào {place}")


def test_the_way_in_imports_little(first):
    """What a second start costs is the import of what it needs: nothing of the set-up, and not even pathlib."""
    place, _ = first
    script = (
        "import os, sys; sys.path.insert(0, sys.argv[1]); before = set(sys.modules)\n"
        "from installer import source_setup\n"
        "os.execv = lambda *what: None\n"
        "sys.orig_argv = ['python']\n"
        "source_setup.ensure()\n"
        "print(*sorted(set(sys.modules) - before))"
    )
    told = subprocess.run(
        [BASE_PYTHON, "-S", "-c", script, str(place)], env=environment(place), capture_output=True, encoding="utf-8", check=True
    )
    assert set(told.stdout.split()) <= {"__future__", "installer", "installer.source_setup", "zlib"}
