"""The mouse wheel scrolls the form; it never changes a field it happens to be over."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class _Still(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's own
        """Hands the wheel on to what lies below."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return False


def still(widget: QWidget) -> None:
    """From now on the wheel passes over this list, number or time: who scrolls would change it without seeing it."""
    widget.installEventFilter(_Still(widget))
