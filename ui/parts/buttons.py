"""The plain button of sheets, steps and bars."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton


def push_button(text: str, slot: object) -> QPushButton:
    """A button that calls `slot` (or emits it, a signal) when it is pressed; Enter in a field beside it does not press it."""
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(slot)
    return button
