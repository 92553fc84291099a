"""No text without room and nothing nameless, in both languages, on the usual screen and on a small one with large letters."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from tests import window_walk
from tests.source_texts import ROOT

# All four take more than a minute: the other two only where SODIEUHANH_ALL_LOOKS is set.
LOOKS = [("vi", "1366", "768", "13"), ("en", "911", "512", "18")]
MORE = [("en", "1366", "768", "13"), ("vi", "911", "512", "18")]


def test_every_text_has_its_room_and_everything_its_name() -> None:
    looks = LOOKS + (MORE if os.environ.get("SODIEUHANH_ALL_LOOKS") else [])
    children = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.window_walk", *look],
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        for look in looks
    ]
    try:
        told = {look: json.loads(child.communicate(timeout=240)[0]) for look, child in zip(looks, children, strict=True)}
    finally:
        for child in children:
            child.kill()
            child.wait()
    assert told == {look: {"clipped": [], "nameless": []} for look in looks}


def test_a_text_without_room_and_a_field_without_a_name_are_found(qtbot) -> None:
    """The walk can fail."""
    window = QWidget()
    qtbot.addWidget(window)
    narrow, button = QLabel("Số văn bản xin lỗi", window), QPushButton("Giao việc tiếp theo", window)
    for widget in (narrow, button):
        widget.setFixedWidth(20)
    row = QHBoxLayout(window)
    for widget in (narrow, button, QLineEdit(window)):
        row.addWidget(widget)
    window.show()
    assert [text.partition(" ")[0] for text in window_walk.clipped(window)] == ["QLabel", "QPushButton"]
    assert list(window_walk.nameless(window)) == ["QLineEdit"]
    narrow.setToolTip("Số văn bản xin lỗi")
    assert [text.partition(" ")[0] for text in window_walk.clipped(window)] == ["QPushButton"]
