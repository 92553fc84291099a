"""What is to be taken in: files of this computer, or the rows that lie on the clipboard."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from models.errors import OfficeError
from models.labels import tr
from ui import words
from ui.parts.attachments import copied_as
from ui.workbooks.sources import Pasted

if TYPE_CHECKING:
    from ui.operations import Operations

_FOLDER_KEY = "lists/folder"


def choose_workbooks(parent: QWidget) -> list[Path]:
    """Ask for workbooks of this computer."""
    folder = str(QSettings().value(_FOLDER_KEY) or Path.home())
    wanted = tr("Sổ tính (*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv);;Mọi tệp (*)")
    names, _ = QFileDialog.getOpenFileNames(parent, tr("Nhập Excel"), folder, wanted)
    if names:
        QSettings().setValue(_FOLDER_KEY, str(Path(names[0]).parent))
    return [Path(name) for name in names]


def copied_rows(operations: Operations, titles: Sequence[str]) -> Pasted | None:
    """What was copied in a spreadsheet or a table of a document; None, and a word in the status bar, where nothing was."""
    text, html = QGuiApplication.clipboard().text(), copied_as("html")
    if text.strip() or html:
        return Pasted(text, html, tuple(titles))
    operations.told.emit(words.sentence(OfficeError("paste_empty")), False)  # noqa: FBT003 - the signal's own
    return None
