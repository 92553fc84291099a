"""The pages' modules are loaded one by one while nobody waits."""

from __future__ import annotations

import importlib.util
import sys

from PySide6.QtCore import QObject

from ui.parts import warming


def test_every_module_that_is_named_is_there():
    assert [name for name in warming.MODULES if importlib.util.find_spec(name) is None] == []


def test_it_loads_one_after_another_and_ends(qtbot, monkeypatch):
    loaded = []
    monkeypatch.setattr(warming, "import_module", loaded.append)
    monkeypatch.setattr(warming, "_BEGIN_AFTER_MS", 1)
    monkeypatch.setattr(warming, "_PAUSE_MS", 1)
    parent = QObject()
    made = warming.Warming(parent)
    assert loaded == []
    qtbot.waitUntil(lambda: not made._left)
    assert loaded == list(warming.MODULES)
    assert not made._timer.isActive()


def test_the_window_does_so(window, qtbot):
    found = window.findChild(warming.Warming)
    qtbot.waitUntil(lambda: not found._left)
    assert set(warming.MODULES) <= sys.modules.keys()
