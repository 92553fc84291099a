"""The stamp: what each start reads, and what makes it not enough."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from installer import first_run, source_setup


@pytest.fixture
def environment(tmp_path, monkeypatch):
    """A checkout with an environment that looks complete."""
    (tmp_path / "requirements.txt").write_text("tiny==1.0\n")
    (tmp_path / "requirements-dev.txt").write_text("pytest\n")
    monkeypatch.setattr(source_setup, "ROOT", str(tmp_path))
    monkeypatch.setattr(source_setup, "VENV", str(tmp_path / ".venv"))
    monkeypatch.setattr(source_setup, "STAMP", str(tmp_path / ".venv" / "ready"))
    packages = Path(source_setup.site_packages(source_setup.running_version()))
    for folder in (packages / "tiny", packages / "tiny-1.0.dist-info", Path(source_setup.venv_python()).parent):
        folder.mkdir(parents=True)
    Path(source_setup.venv_python()).touch()
    return tmp_path


def write_stamp(lines) -> None:
    Path(source_setup.STAMP).write_text("\n".join(lines), encoding="utf-8")


def whole_stamp(files=source_setup.PROGRAM, screen=None) -> list[str]:
    facts = source_setup.wanted(files, screen=screen)
    return [f"python {source_setup.running_version()}", *sorted(facts), "have tiny", "have tiny-1.0.dist-info"]


def test_a_whole_stamp_is_enough(environment):
    write_stamp(whole_stamp())
    assert source_setup.is_ready(source_setup.wanted(source_setup.PROGRAM, screen=None))


def test_what_was_not_asked_before_is_asked_now(environment):
    write_stamp(whole_stamp())
    assert not source_setup.is_ready(source_setup.wanted(source_setup.TESTS, screen=None))
    assert not source_setup.is_ready(source_setup.wanted(source_setup.PROGRAM, screen=False))
    write_stamp(whole_stamp(source_setup.TESTS, screen=True))
    assert source_setup.is_ready(source_setup.wanted(source_setup.PROGRAM, screen=False))


@given(st.data())
def test_a_stamp_that_lost_a_line_it_needs_or_names_one_too_many_is_not_enough(data):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source_setup, "_checksum", lambda name: "0")
        patch.setattr(source_setup.os, "listdir", lambda folder: ["tiny", "tiny-1.0.dist-info"])
        patch.setattr(source_setup.os.path, "exists", lambda path: True)
        whole = whole_stamp(source_setup.TESTS, screen=True)
        needed = [line for line in whole if not line.startswith("have ")]
        lost = data.draw(st.sampled_from(needed))
        changed = data.draw(st.sampled_from([[line for line in whole if line != lost], [*whole, "have gone"]]))
        patch.setattr(source_setup, "read_stamp", lambda: set(changed))
        assert not source_setup.is_ready(source_setup.wanted(source_setup.TESTS, screen=True))


def test_changed_requirements_are_noticed(environment):
    write_stamp(whole_stamp())
    (environment / "requirements.txt").write_text("tiny==1.1\n")
    assert not source_setup.is_ready(source_setup.wanted(source_setup.PROGRAM, screen=None))


@pytest.mark.parametrize("spoilt", [b"", b"\xff\xfe\x00 half a st", b"python 3.\nhave tiny", b"have tiny\n" * 100_000])
def test_a_spoilt_stamp_is_no_stamp(environment, spoilt):
    Path(source_setup.STAMP).write_bytes(spoilt)
    assert not source_setup.is_whole()


def test_packages_that_are_no_folder_are_noticed(environment):
    write_stamp(whole_stamp())
    packages = Path(source_setup.site_packages(source_setup.running_version()))
    packages.rename(packages.with_name("gone"))
    packages.touch()
    assert not source_setup.is_whole()


def test_another_python_uses_the_environment_while_it_works(environment, monkeypatch):
    write_stamp(whole_stamp())
    made_by = source_setup.running_version()
    monkeypatch.setattr(source_setup, "running_version", lambda: "3.99")
    monkeypatch.setattr(first_run, "version_of", lambda python: made_by)
    assert source_setup.is_whole()
    monkeypatch.setattr(first_run, "version_of", lambda python: "3.99")  # the system's Python moved on under it
    assert not source_setup.is_whole()


def test_a_python_that_does_not_start_has_no_version(tmp_path):
    assert first_run.version_of(str(tmp_path / "python")) == ""


@pytest.mark.parametrize(
    ("platform", "screen"),
    [(None, True), ("xcb", True), ("wayland", True), ("offscreen", False), ("offscreen:size=1", False), ("minimal", False)],
)
def test_which_platform_needs_the_libraries_of_a_screen(monkeypatch, platform, screen):
    monkeypatch.delenv("QT_QPA_PLATFORM")
    if platform:
        monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    assert source_setup.needs_screen_libraries() is screen


def test_an_installed_program_sets_nothing_up(environment, monkeypatch):
    (environment / "requirements.txt").unlink()
    monkeypatch.setattr(os, "execv", lambda *what: pytest.fail("started again"))
    source_setup.ensure(window=True)
    assert not (environment / ".venv" / "ready").exists()


def test_the_versions_are_pinned():
    root = Path(__file__).resolve().parent.parent.parent
    lines = [
        line
        for name in source_setup.TESTS
        for line in (root / name).read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    assert any(line.startswith("PySide6-Essentials>=6.11,<6.12 ") for line in lines)
    assert [line for line in lines if "==" not in line.split("#")[0] and "<" not in line.split("#")[0]] == []
    assert [line for line in lines if "  # " not in line and " # " not in line] == []  # each says what it is for
