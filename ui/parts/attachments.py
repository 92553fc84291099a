"""Files on their way in and out: dropped, pasted or chosen; taken in by a service; opened by the system from a copy, or saved."""

from __future__ import annotations

import stat
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QWidget

from models.errors import OfficeError
from models.labels import tr
from models.registers.attaching import attach_files
from models.storage.attachments import Attachment, copy_out, file_path, may_run, safe_name
from ui.parts import alerts
from ui.workbooks.sources import workbooks_of

if TYPE_CHECKING:
    from models.office import Office
    from models.outcome import Outcome
    from ui.operations import Operations

# More at once are a folder dropped by mistake.
_MOST = 200
_UNITS = ("byte", "kB", "MB", "GB")


def size_in_words(size: int) -> str:
    """A size in bytes as people read it: 12 kB, 3,4 MB."""
    amount, unit = float(size), 0
    while amount >= 1000 and unit < len(_UNITS) - 1:
        amount, unit = amount / 1024, unit + 1
    number = f"{amount:.0f}" if unit == 0 or amount >= 10 else f"{amount:.1f}".replace(".", ",")
    return f"{number} {_UNITS[unit]}"


# ---- in ----


def has_files(mime: QMimeData) -> bool:
    """Whether something of this may be kept as a file. Copied cells come with a picture of them too: those are cells."""
    return any(url.isLocalFile() for url in mime.urls()) or (mime.hasImage() and not mime.hasText())


def files_of(mime: QMimeData, office: Office) -> list[Path]:
    """The files that were dropped or pasted; a picture without a file is written to one named after the moment. Nothing is read yet."""
    paths = list(dict.fromkeys(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()))[:_MOST]
    if not paths and mime.hasImage() and isinstance(image := mime.imageData(), QImage) and not image.isNull():
        place = _Copies.folder() / safe_name(tr("Ảnh dán {moment}", moment=f"{office.now():%d-%m-%Y %H.%M.%S}") + ".png")
        if image.save(str(place)):
            paths.append(place)
    return paths


def copied_as(kind: str) -> str:
    """What another program copied, as text of this kind ("html", "uri-list"); "" where it has none.

    The clipboard's own data is never touched: it goes when another program copies something or Qt ends, and takes Python along.
    """
    text, _ = cast("tuple[str, str]", QGuiApplication.clipboard().text(kind))
    return text


def clipboard() -> QMimeData:
    """The files or the picture that another program copied, as a thing of our own; empty where there is no such thing."""
    board, copied = QGuiApplication.clipboard(), QMimeData()
    if urls := [QUrl(line) for line in copied_as("uri-list").splitlines() if line and not line.startswith("#")]:
        copied.setUrls(urls)
    elif not board.text() and not (image := board.image()).isNull():
        copied.setImageData(image)
    return copied


def text_file(text: str, office: Office) -> Path:
    """A text that was pasted, as a file named after the moment. Raises OfficeError where this machine cannot write one."""
    place = _Copies.folder() / safe_name(tr("Văn bản dán {moment}", moment=f"{office.now():%d-%m-%Y %H.%M.%S}") + ".txt")
    try:
        place.write_text(text, encoding="utf-8", errors="replace")
    except OSError as error:
        raise OfficeError("cannot_write_file", environment=True, path=str(place), reason=error.strerror or str(error)) from error
    return place


def choose_files(parent: QWidget) -> list[Path]:
    """Ask for files of this computer."""
    names, _ = QFileDialog.getOpenFileNames(parent, tr("Chọn tệp đính kèm"), "", tr("Mọi tệp (*)"))
    return [Path(name) for name in names]


def attach(operations: Operations, table: str, record_id: int, paths: Sequence[Path]) -> Outcome | None:
    """Keep these with a record, as one step; the status bar tells what could not be taken."""
    return operations.run(attach_files, table, record_id, paths)


class FileDrop(QObject):
    """Lets files be dropped on a widget, or pasted into it: `dropped` gives what came and where (QMimeData, QPoint)."""

    dropped = Signal(object, object)
    #: Something that may be dropped hangs over this point (QPoint).
    moved = Signal(object)
    #: It hangs there, or does not any more.
    over = Signal(bool)

    def __init__(self, widget: QWidget, *, but_workbooks: bool = False) -> None:
        """`but_workbooks`: those are for the window below, which takes their rows in."""
        super().__init__(widget)
        self._but_workbooks = but_workbooks
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def on_all(self, widgets: Iterable[QWidget]) -> None:
        """Also on these, which would take the path of a file for text."""
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what carries files, leave the rest to the widget."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.matches(QKeySequence.StandardKey.Paste) and has_files(copied := clipboard()):
                self.dropped.emit(copied, QPoint())
                return True
        elif kind == QEvent.Type.DragLeave:
            self.over.emit(False)  # noqa: FBT003 - the signal's own
        elif isinstance(event, (QDragEnterEvent, QDragMoveEvent, QDropEvent)) and self._takes(event.mimeData()):
            # The files stay where they are: a copy is taken.
            event.acceptProposedAction()
            self.over.emit(kind != QEvent.Type.Drop)
            self.moved.emit(event.position().toPoint())
            if kind == QEvent.Type.Drop:
                self.dropped.emit(event.mimeData(), event.position().toPoint())
            return True
        return super().eventFilter(watched, event)

    def _takes(self, mime: QMimeData) -> bool:
        return has_files(mime) and not (self._but_workbooks and workbooks_of(mime))


# ---- out ----


class _Copies:
    """The folder of the copies that other programs are shown; it goes with the program, but for what is still open then."""

    _made: tempfile.TemporaryDirectory[str] | None = None

    @classmethod
    def folder(cls) -> Path:
        """A new folder in it: two files of one name get different ones."""
        try:
            if cls._made is None or not Path(cls._made.name).is_dir():
                cls._made = tempfile.TemporaryDirectory(prefix="so-dieu-hanh-", ignore_cleanup_errors=True)
            return Path(tempfile.mkdtemp(dir=cls._made.name))
        except OSError as error:
            raise OfficeError(
                "cannot_write_file", environment=True, path=tempfile.gettempdir(), reason=error.strerror or str(error)
            ) from error


def stored_place(office: Office, file: Attachment) -> Path:
    """Where a record's file lies, to be read only. Raises OfficeError `files_need_folder` or `not_found`."""
    if office.folder is None:
        raise OfficeError("files_need_folder", environment=True)
    return file_path(office.folder, file.sha256)


def readable_copy(office: Office, file: Attachment) -> Path:
    """A read-only copy under its own name, for another program to show. Raises OfficeError `attachment_runs`, and as `copy_out`."""
    if may_run(file.file_name):
        raise OfficeError("attachment_runs", name=file.file_name)
    place = _Copies.folder() / safe_name(file.file_name)
    copy_out(office.folder, file, place)
    place.chmod(stat.S_IREAD)
    return place


def open_by_system(office: Office, file: Attachment) -> None:
    """Show a file of a record in the program that the computer has for it. Raises OfficeError, also where there is no such program."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(readable_copy(office, file)))):
        raise OfficeError("no_program_for_file", name=file.file_name)


def open_path_by_system(path: Path) -> None:
    """The same for a file of this computer that is not taken in yet. Raises OfficeError."""
    if may_run(path.name):
        raise OfficeError("attachment_runs", name=path.name)
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        raise OfficeError("no_program_for_file", name=path.name)


def save_copy(parent: QWidget, operations: Operations, file: Attachment) -> None:
    """Ask where, and write a copy there; a refusal is told."""
    name, _ = QFileDialog.getSaveFileName(parent, tr("Lưu bản sao"), safe_name(file.file_name), tr("Mọi tệp (*)"))
    if not name:
        return
    try:
        copy_out(operations.office.folder, file, Path(name))
    except OfficeError as error:
        alerts.problem(parent, error)
    else:
        operations.made_file.emit(tr("Đã lưu bản sao: {name}", name=Path(name).name), name)
