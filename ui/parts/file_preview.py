"""A file of a record over the window. What has no pages of its own (.docx, .doc, .html…) is read, and its words are shown as a paper."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.errors import OfficeError
from models.labels import tr
from models.storage.attachments import Attachment
from ui import words
from ui.parts.attachments import stored_place
from ui.parts.buttons import push_button
from ui.parts.document_view import OTHER, DocumentView
from ui.parts.latest import Latest
from ui.parts.overlay import Overlay

if TYPE_CHECKING:
    from models.intake.documents.found import Reading
    from models.progress import Report
    from ui.operations import Operations

_WIDTH = 980
# What need not be said: that it is no text is seen.
_PLAIN = ("document_is_workbook", "not_a_document", "document_empty")


class FilePreview(Overlay):
    """A paper over the window, as high as there is room; Esc closes."""

    def __init__(self, operations: Operations, over: QWidget) -> None:
        super().__init__(over, width=_WIDTH, top=24)
        self._operations = operations
        self._file: Attachment | None = None
        self.view = DocumentView(operations, self.panel)
        self.column.setContentsMargins(6, 6, 6, 6)
        self.column.addWidget(self.view, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(push_button(tr("Đóng (Esc)"), self.leave))
        self.column.addLayout(foot)
        self._reading = Latest(self)
        self._reading.done.connect(self._read)
        self.view.reading_stopped.connect(self._reading.drop)
        self.view.settled.connect(self._settled)
        self.closed.connect(self._forget)

    def show_file(self, file: Attachment) -> None:
        """Show this file of a record."""
        self._reading.drop()
        self._file = file
        self.view.show_attachment(file)
        self.show_over()

    def wanted_height(self) -> int:
        """All that there is."""
        return self.over.height()

    def first(self) -> QWidget:
        """The paper."""
        return self.view.area

    def _settled(self) -> None:
        if not self.isVisible():
            return
        if self._file is not None and self.view.why_not() == OTHER and self.view.reading() is None:
            file, self._file = self._file, None
            self.view.await_reading()
            self._reading.ask(partial(_words_of, stored_place(self._operations.office, file), file.file_name))
        self.view.take_focus()

    def _read(self, result: Reading | OfficeError) -> None:
        if not isinstance(result, OfficeError):
            self.view.show_reading(result.text, result.head)
        else:
            self.view.reading_failed("" if result.code in _PLAIN else words.sentence(result))

    def _forget(self) -> None:
        self._file = None
        self._reading.drop()
        self.view.show_nothing()


def _words_of(path: Path, name: str, report: Report) -> Reading | OfficeError:
    """On the thread: no Qt."""
    from models.intake.documents.reading.files import read_file

    try:
        return read_file(path, report=report)
    except OfficeError as error:
        # Where the program keeps the file is nothing for a person: they know it by its name.
        error.facts["path"] = name
        return error
