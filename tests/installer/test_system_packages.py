"""What the first run does about the libraries that only the system can bring."""

from __future__ import annotations

import pytest

from installer import first_run, source_setup


@pytest.fixture
def machine(monkeypatch):
    """A Debian with all there; `lacking` names what is not, `ran` collects what was run, `works` says whether apt does."""

    class Machine:
        lacking: set[str] = set()
        fonts = True
        works = True
        ran: list[list[str]] = []

        def run(self, command, environment=None):
            self.ran.append(command)
            if "install" in command and self.works:
                self.lacking = {name for name in self.lacking if first_run_package(name) not in command}
            return 0 if self.works else 100

    it = Machine()
    it.ran = []
    monkeypatch.setattr(first_run.sys, "platform", "linux")
    monkeypatch.setattr(first_run, "_all_open", lambda names: not it.lacking.intersection(names))
    monkeypatch.setattr(first_run, "_has_font", lambda pattern: it.fonts)
    monkeypatch.setattr(first_run, "_logged", it.run)
    monkeypatch.setattr(first_run.importlib.util, "find_spec", lambda name: object())
    monkeypatch.setattr(first_run.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(source_setup, "is_root", lambda: True)
    return it


def first_run_package(library: str) -> str:
    tables = (first_run.QT_OFFSCREEN, first_run.QT_SCREEN, first_run.QT_WELCOME)
    return next(package for table in tables for package, names in table.items() if library in names)


def bring(screen: bool | None, files=source_setup.PROGRAM) -> None:
    first_run._system_packages(files=files, screen=screen)


def test_nothing_missing_runs_nothing(machine, capsys):
    bring(True)
    assert machine.ran == []
    assert capsys.readouterr().err == ""


def test_a_command_needs_no_library_of_qt(machine):
    machine.lacking = {"libGL.so.1", "libxcb-cursor.so.0"}
    bring(None)
    assert machine.ran == []


def test_root_installs_what_is_missing(machine, capsys):
    machine.lacking = {"libGL.so.1", "libxcb-cursor.so.0"}
    bring(True)
    assert [command[0] for command in machine.ran] == ["/usr/bin/apt-get"] * 2
    assert machine.ran[0][-1] == "update"
    assert machine.ran[1][-2:] == ["libgl1", "libxcb-cursor0"]
    assert "libgl1 libxcb-cursor0" in capsys.readouterr().err


def test_another_person_is_told_the_one_line(machine, monkeypatch, capsys):
    monkeypatch.setattr(source_setup, "is_root", lambda: False)
    monkeypatch.setattr(first_run.importlib.util, "find_spec", lambda name: None)
    machine.lacking = {"libEGL.so.1"}
    with pytest.raises(SystemExit) as end:
        bring(True)
    assert end.value.code == 1
    assert machine.ran == []
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1
    venv = f"python{source_setup.running_version()}-venv"
    assert told[0].endswith(f"sudo sh -c 'apt-get update; apt-get install -y --no-install-recommends {venv} libegl1'")
    monkeypatch.setattr(first_run.shutil, "which", lambda name: None if name == "sudo" else f"/usr/bin/{name}")
    assert first_run.apt_line(["libegl1"]).startswith("su -c 'apt-get update; ")


def test_without_a_screen_the_libraries_of_the_screen_do_not_stop_anybody(machine, monkeypatch, capsys):
    monkeypatch.setattr(source_setup, "is_root", lambda: False)
    machine.lacking = {"libxcb-cursor.so.0"}
    bring(False)
    assert "libxcb-cursor0" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        bring(True)


def test_apt_that_fails_ends_with_a_sentence(machine, capsys):
    machine.lacking = {"libGL.so.1"}
    machine.works = False
    with pytest.raises(SystemExit) as end:
        bring(True)
    assert end.value.code == 1
    assert "apt-get install -y --no-install-recommends libgl1" in capsys.readouterr().err.splitlines()[-1]


def test_a_font_that_cannot_be_had_stops_nobody(machine):
    machine.fonts = False
    machine.works = False
    bring(True)
    assert machine.ran[-1][-1] == "fonts-dejavu-core"


def test_what_is_welcome_does_not_take_the_needed_down_with_it(machine, monkeypatch):
    machine.lacking = {"libGL.so.1", "libcups.so.2"}

    def run(command, environment=None):
        if "libcups2" in command:
            machine.ran.append(command)
            return 100
        return machine.run(command)

    monkeypatch.setattr(first_run, "_logged", run)
    bring(True)
    assert machine.ran[-1][-1] == "libgl1"
    assert "libGL.so.1" not in machine.lacking


def test_tests_ask_for_the_font_they_measure_in(machine):
    machine.fonts = False
    bring(True, files=source_setup.TESTS)
    assert machine.ran[-1][-2:] == ["fonts-dejavu-core", "fonts-liberation2"]


def test_a_system_without_apt_hears_what_is_missing(machine, monkeypatch, capsys):
    monkeypatch.setattr(first_run.shutil, "which", lambda name: None)
    machine.lacking = {"libdbus-1.so.3"}
    with pytest.raises(SystemExit):
        bring(True)
    assert "libdbus-1-3" in capsys.readouterr().err
