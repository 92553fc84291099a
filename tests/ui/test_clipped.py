"""No text without room and nothing nameless, in both languages, on the usual screen and on a small one with large letters."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from tests import window_walk
from tests.source_texts import ROOT


@pytest.mark.parametrize(
    "look", [("vi", "1366", "768", "13"), ("en", "1366", "768", "13"), ("vi", "911", "512", "18"), ("en", "911", "512", "18")]
)
def test_every_text_has_its_room_and_everything_its_name(look: tuple[str, ...]) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "tests.window_walk", *look],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        check=True,
        timeout=120,
    )
    assert json.loads(told.stdout) == {"clipped": [], "nameless": []}


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
