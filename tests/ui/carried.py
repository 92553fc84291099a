"""Files on their way into the window, as a file manager gives them: copied, or dropped on a widget."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget


def carrying(*paths: Path) -> QMimeData:
    """What is carried when these files are."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def drop(widget: QWidget, mime: QMimeData, at: QPoint | None = None) -> bool:
    """Let it fall on a widget, as the window system tells it; whether the widget would have it."""
    at = at or QPoint(20, 20)
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, copy, mime, left, none)
    QApplication.sendEvent(widget, enter)
    QApplication.sendEvent(widget, QDropEvent(QPointF(at), copy, mime, left, none))
    return enter.isAccepted()
