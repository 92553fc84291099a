"""Plain labels with a role: text from outside is never markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui import theme


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


def in_the_middle(page: QWidget, wide: int) -> QFrame:
    """A card at the top of this page, in its middle and at most so wide (for letters of the usual size); a low page scrolls."""
    around = QVBoxLayout(page)
    around.setContentsMargins(0, 0, 0, 0)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    around.addWidget(area)
    inside = QWidget()
    grid = QGridLayout(inside)
    grid.setContentsMargins(0, 0, 0, 0)
    holder = card()
    holder.setMaximumWidth(theme.px(wide))
    grid.addWidget(holder, 0, 1)
    for edge in (0, 2):
        grid.setColumnStretch(edge, 1)
    grid.setColumnStretch(1, 8)
    grid.setRowStretch(1, 1)
    area.setWidget(inside)
    return holder


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
