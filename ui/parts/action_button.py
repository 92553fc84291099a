"""A menu entry as a button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

if TYPE_CHECKING:
    from ui.pages.base import MenuEntry


class ActionButton(QPushButton):
    """Text, tip, enabled or not follow the entry."""

    def __init__(self, entry: MenuEntry, *, primary: bool = False, plus: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry = entry
        self._plus = "+ " if plus else ""
        if primary:
            self.setProperty("primary", "true")
        self._follow()
        # Enter presses it too, not the space bar alone.
        self.setAutoDefault(True)
        self.clicked.connect(entry.trigger)
        entry.changed.connect(self._follow)

    def _follow(self) -> None:
        self.setText(self._plus + self._entry.text())
        page = self._entry.parent()
        if not self._entry.isEnabled() and self.window().focusWidget() is self and isinstance(page, QWidget):
            # Else Qt hands the keyboard to any other widget, and the keys of the page no longer work.
            page.setFocus()
        self.setEnabled(self._entry.isEnabled())
        keys = self._entry.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(f"{self._entry.text()} ({keys})" if keys else self._entry.text())
