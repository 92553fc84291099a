"""The files of a book's records: dropped on a line or on the record beside, pasted, seen over the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QPoint

from models.errors import OfficeError
from models.labels import tr
from models.storage.attachments import Attachment
from ui.parts import alerts, attachments
from ui.parts.attachments import FileDrop
from ui.parts.file_preview import FilePreview

if TYPE_CHECKING:
    from ui.pages.register_page import RegisterPage


class RecordFiles(QObject):
    """Joins a page of a book with what can be done with the files of its records."""

    def __init__(self, page: RegisterPage) -> None:
        super().__init__(page)
        self._page = page
        self.preview: FilePreview | None = None
        page.detail.file_wanted.connect(self.show_file)
        page.detail.file_open_wanted.connect(self._open_outside)
        on_rows = FileDrop(page.view.viewport(), but_workbooks=True)
        on_rows.moved.connect(self._choose_row)
        on_rows.dropped.connect(self._dropped_on_row)
        on_record = FileDrop(page.detail, but_workbooks=True)
        on_record.dropped.connect(self._dropped_on_record)

    def show_file(self, file: Attachment) -> None:
        """Over the window, inside it."""
        if self.preview is None:
            self.preview = FilePreview(self._page.operations, self._page.window())
        self.preview.show_file(file)

    def _open_outside(self, file: Attachment) -> None:
        try:
            attachments.open_by_system(self._page.office, file)
        except OfficeError as error:
            alerts.problem(self._page, error)

    def paste(self) -> bool:
        """Attach to the selected record what was copied as files or as a picture; False where there is no such thing."""
        mime = attachments.clipboard()
        if not attachments.has_files(mime):
            return False
        self._attach(mime)
        return True

    def _choose_row(self, at: QPoint) -> None:
        """The line under the files is the one that would take them; the record beside says which it is."""
        index = self._page.view.indexAt(at)
        if index.isValid() and index.row() != self._page.view.currentIndex().row():
            self._page.view.select_place(index.row())

    def _dropped_on_row(self, mime: QMimeData, at: QPoint) -> None:
        self._choose_row(at)
        if self._page.view.indexAt(at).isValid():
            self._attach(mime)
        elif not self._enter(mime):
            self._tell(tr("Hãy thả tệp lên một dòng."))

    def _dropped_on_record(self, mime: QMimeData, at: QPoint) -> None:  # noqa: ARG002 - the record takes it wherever it falls
        self._attach(mime)

    def _attach(self, mime: QMimeData) -> None:
        row = self._page.current_row()
        if row is None or self._page.selected_count() > 1:
            if row is not None or not self._enter(mime):
                self._tell(tr("Hãy chọn một dòng để đính kèm tệp."))
            return
        if paths := self._files(mime):
            attachments.attach(self._page.operations, self._page.table, row.id, paths)

    def _enter(self, mime: QMimeData) -> bool:
        """Where no record is meant, a book of documents enters them; whether this is one."""
        take = getattr(self._page, "take_documents", None)
        if take is not None and (paths := self._files(mime)):
            take(paths)
        return take is not None

    def _files(self, mime: QMimeData) -> list[Path]:
        try:
            return attachments.files_of(mime, self._page.office)
        except OfficeError as error:
            alerts.problem(self._page, error)
            return []

    def _tell(self, text: str) -> None:
        self._page.operations.told.emit(text, False)  # noqa: FBT003 - the signal's own
