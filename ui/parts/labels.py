"""Plain labels with a role: text from outside is never markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget


def plain(text: str = "", role: str = "", *, wrap: bool = False, select: bool = False, parent: QWidget | None = None) -> QLabel:
    """A label. `role` names its look in the style sheet: heading, soft, small, strong, fieldName, wrong."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(wrap)
    if role:
        label.setProperty("role", role)
    if select:
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setCursor(Qt.CursorShape.IBeamCursor)
    return label


def boxed(text: str, tone: str) -> QFrame:
    """A sentence on the ground of a tone: late, soon, ok, paused or done."""
    frame = QFrame()
    frame.setProperty("box", tone)
    column = QVBoxLayout(frame)
    column.setContentsMargins(10, 8, 10, 8)
    column.addWidget(plain(text, wrap=True, select=True))
    return frame


def card(parent: QWidget | None = None) -> QFrame:
    """A white panel with a hairline and round corners."""
    frame = QFrame(parent)
    frame.setProperty("card", "true")
    return frame


def framed(view: QWidget) -> QFrame:
    """A table on a card."""
    frame = card()
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(1, 1, 1, 1)
    inside.addWidget(view)
    return frame


def set_property(widget: QWidget, name: str, value: str) -> None:
    """Give a widget another value of a property that the style sheet looks at."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().polish(widget)
