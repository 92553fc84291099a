"""A workbook may be dropped anywhere on the window, whatever lies there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.workbooks.sources import workbooks_of


class WorkbookDrop(QObject):
    """What is dropped on the window and taken by nothing in it: `dropped` gives the files, and no kind."""

    dropped = Signal(object, str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        # The line above the pages would take the path of a file for words.
        for line in window.findChildren(QLineEdit):
            line.setAcceptDrops(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take workbooks; papers and pictures are for the parts of the window that know them."""
        if isinstance(event, (QDragEnterEvent, QDragMoveEvent, QDropEvent)) and (paths := workbooks_of(event.mimeData())):
            # The file stays where it is: its rows are read.
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                self.dropped.emit(paths, "")
            return True
        return super().eventFilter(watched, event)
