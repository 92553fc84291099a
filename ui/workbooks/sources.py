"""What can be taken in: a file of this computer, or rows that were copied in a spreadsheet. Light: the main window knows it too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

ENDINGS = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods", ".ots", ".csv", ".tsv"})


@dataclass(frozen=True, slots=True)
class Pasted:
    """Rows from the clipboard, as text and as HTML; `titles` are the columns of the list, for rows without names over them."""

    text: str
    html: str = ""
    titles: tuple[str, ...] = ()


Source = Path | Pasted


def workbooks_of(mime: QMimeData) -> tuple[Path, ...]:
    """The files of what is dropped, where all of them are workbooks by their names; else none: papers go elsewhere."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if not paths or any(path.suffix.lower() not in ENDINGS for path in paths):
        return ()
    return tuple(dict.fromkeys(paths))


def source_name(source: Source, pasted: str) -> str:
    """What it is called; `pasted` for rows from the clipboard."""
    return source.name if isinstance(source, Path) else pasted


def files_first(sources: Sequence[Source]) -> list[Source]:
    """Each once, in the order they came."""
    return list(dict.fromkeys(sources))
