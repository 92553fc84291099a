"""The door: window or command, and what it says without a screen."""

from __future__ import annotations

import ast
import importlib.util
import io
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

import main
from models import labels

ROOT = Path(main.__file__).parent


@pytest.fixture
def no_setup(monkeypatch):
    monkeypatch.setenv("SODIEUHANH_SETUP", "skip")


@pytest.fixture
def opened(monkeypatch, no_setup):
    """Stands in for the window; collects what it was opened with."""
    calls = []
    window = ModuleType("ui.application")
    window.run = lambda **asked: calls.append(asked) or 5
    monkeypatch.setitem(sys.modules, "ui.application", window)
    return calls


@pytest.mark.parametrize(
    ("words", "window"),
    [
        ("", True),
        ("practice", True),
        ("practice --folder x", True),
        ("--office x", True),
        ("--office=x --today 2026-11-02", True),
        ("--office practice list", False),
        ("--lang en practice", True),
        ("reports", False),
        ("--office x list tasks", False),
        ("--help", False),
        ("--office", False),
        ("--offices x", False),
        ("list practice", False),
    ],
)
def test_window_or_command(words, window):
    assert main.asks_for_window(words.split()) is window


def test_the_window_gets_what_was_asked(opened, monkeypatch):
    spoken = []
    monkeypatch.setattr(labels, "set_language", spoken.append)
    assert main.main(["--office", "/x y", "--today", "2026-11-02", "--lang", "en"]) == 5
    assert opened == [{"office": "/x y", "practice_folder": None, "today": date(2026, 11, 2), "language": "en", "tour": False}]
    assert spoken == ["en"]


@pytest.mark.parametrize(("words", "folder"), [(["practice"], ""), (["practice", "--folder", "tập dùng"], "tập dùng")])
def test_practice_gets_its_folder(opened, words, folder):
    main.main(words)
    assert opened[0]["practice_folder"] == folder


@pytest.mark.parametrize("words", [[], ["practice"]])
@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there a window always can appear")
def test_without_a_screen_one_sentence_names_the_commands(opened, words, monkeypatch, capsys):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main.main(words) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert "Cửa sổ cần một màn hình" in told.err
    assert all(name in told.err for name in ("import", "list", "report", "python3 main.py reports"))
    assert opened == []


@pytest.mark.parametrize(
    ("words", "screen", "root", "libraries"),
    [([], True, False, True), ([], False, True, True), ([], False, False, False), (["reports"], True, True, False)],
)
def test_who_is_asked_for_the_libraries_of_qt(opened, monkeypatch, words, screen, root, libraries):
    """Where no window can open, the sentence about the screen comes before any word about libraries."""
    asked = []
    room = ModuleType("ui.command_line")
    room.main, room.iso_day = len, str
    monkeypatch.setitem(sys.modules, "ui.command_line", room)
    monkeypatch.setattr(main, "has_screen", lambda: screen)
    monkeypatch.setattr(main.source_setup, "is_root", lambda: root)
    monkeypatch.setattr(main.source_setup, "ensure", lambda *, window: asked.append(window))
    main.main(words)
    assert asked == [libraries]


def test_a_day_that_is_none_is_wrong_usage(opened, capsys):
    with pytest.raises(SystemExit) as end:
        main.main(["--today", "2026-02-30"])
    assert end.value.code == 2
    assert "YYYY-MM-DD" in capsys.readouterr().err


def test_commands_go_to_the_command_line(no_setup, monkeypatch):
    room = ModuleType("ui.command_line")
    room.main = len  # of the words it was given
    monkeypatch.setitem(sys.modules, "ui.command_line", room)
    assert main.main(["--office", "x", "list", "tasks"]) == 4


def test_output_is_utf8_whatever_the_pipe_was(monkeypatch):
    kept = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(kept, encoding="cp1252"))
    monkeypatch.setattr(sys, "stderr", None)  # a window started without a console has none
    main.speak_utf8()
    print("Sổ Điều hành \udcff", end="", flush=True)
    assert kept.getvalue() == "Sổ Điều hành \\udcff".encode()


def test_an_old_python_reaches_the_sentence_about_its_age():
    """What is read before the check of the version must be readable by old versions, and import none of ours."""
    tree = ast.parse((ROOT / "main.py").read_text(encoding="utf-8"), feature_version=(3, 7))
    check = next(place for place, node in enumerate(tree.body) if isinstance(node, ast.If))
    before = [name.name for node in tree.body[:check] if isinstance(node, ast.Import) for name in node.names]
    assert before == ["os", "sys"]


@pytest.mark.skipif(importlib.util.find_spec("ui.command_line") is None, reason="needs the command line")
def test_a_command_needs_no_qt():
    script = "import sys, ui.command_line; sys.exit('PySide6' in sys.modules)"
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)


@pytest.mark.skipif(importlib.util.find_spec("ui.command_line") is None, reason="needs the command line")
def test_the_commands_named_are_the_commands_there_are():
    here = {**os.environ, "SODIEUHANH_SETUP": "skip"}
    told = subprocess.run(
        [sys.executable, "main.py", "--help"], cwd=ROOT, env=here, capture_output=True, encoding="utf-8", check=True
    ).stdout
    assert [name for name in main.COMMANDS if name not in told] == []
