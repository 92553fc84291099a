"""The plain button of sheets, steps and bars."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from ui import theme


def push_button(text: str, slot: object) -> QPushButton:
    """A button that calls `slot` (or emits it, a signal) when it is pressed; Enter in a field beside it does not press it."""
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(slot)
    return button


def sign_button(sign: str, name: str, slot: object, *, wide: int = 30) -> QPushButton:
    """One that shows but a sign; `name` says what it does, as its tip and to who hears the screen."""
    button = push_button(sign, slot)
    button.setProperty("sign", "true")
    button.setFixedWidth(theme.px(wide))
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button
