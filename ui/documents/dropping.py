"""A document may be dropped or pasted anywhere on the window: it fills an entry of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QKeySequence

from models.errors import OfficeError
from ui import words
from ui.parts.attachments import files_of, has_files
from ui.workbooks.sources import workbooks_of

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.pages.directives import DirectivesPage


class DocumentDrop(QObject):
    """Takes what is dropped on the window and is no workbook. A record that a file is dropped on keeps it instead."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Documents and pictures."""
        if isinstance(event, (QDragEnterEvent, QDragMoveEvent, QDropEvent)):
            mime = event.mimeData()
            if has_files(mime) and not workbooks_of(mime):
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self._take(mime)
                return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Paste):
            # It came up to the window: no field and no list wanted it.
            return self._paste()
        return super().eventFilter(watched, event)

    def _paste(self) -> bool:
        from ui.documents.pasting import pasted_documents

        if self._window.office is None:
            return False
        try:
            paths = pasted_documents(self._window.office)
        except OfficeError as error:
            self._window.tell(words.sentence(error))
            return True
        if paths:
            self._enter(paths)
        return bool(paths)

    def _take(self, mime: QMimeData) -> None:
        window = self._window
        assert window.office is not None
        try:
            paths = files_of(mime, window.office)
        except OfficeError as error:
            window.tell(words.sentence(error))
            return
        self._enter(paths)

    def _enter(self, paths: list[Path]) -> None:
        self._window.show_page("directives")
        cast("DirectivesPage", self._window.page()).take_documents(paths)
