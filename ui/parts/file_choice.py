"""Where a file goes: the folder used last, a name that goes through every mail, and never over another file unasked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QWidget

from models import text
from models.labels import tr
from ui.parts import alerts


def plain_name(title: str) -> str:
    """The title without marks and spaces, as the name of a file."""
    return "-".join(text.words(title))


def workbook_path(
    parent: QWidget, name: str, *, endings: Sequence[str] = (".xlsx",), key: str = "lists/folder", beside: Path | None = None
) -> Path | None:
    """Ask where a workbook goes; None when the person thought better of it. `key` remembers the folder on this machine.

    `beside`: it belongs beside this file, whatever folder was used last.
    """
    folder = str(beside.parent if beside is not None else QSettings().value(key) or Path.home())
    proposed = str(Path(folder) / f"{name}{endings[0]}")
    chosen, _ = QFileDialog.getSaveFileName(parent, tr("Xuất Excel"), proposed, tr("Sổ tính Excel (*.xlsx)"))
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.lower() not in endings:
        path = path.with_name(path.name + endings[0])
        # The file dialog asked about the name as it was typed, not about this one.
        if path.exists() and not alerts.ask(parent, tr("Ghi đè lên tệp {name}?", name=path.name), verb=tr("Ghi đè")):
            return None
    QSettings().setValue(key, str(path.parent))
    return path
