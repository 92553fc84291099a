"""The texts of cells as they are kept: NFC, and every text once, however often it stands in a file."""

from __future__ import annotations

import re
import unicodedata

from models.intake.workbooks.cells import UNSAVED_TEXT, Cell, UnsavedFormula
from models.intake.workbooks.reading.old_fonts import Watch

# How the XML of a workbook writes what XML cannot hold.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Texts(dict[str, str | UnsavedFormula | None]):
    """`texts[raw]` is the text to keep; None for what shows nothing. What stands for a formula without a value is one.

    `watch` sees every text that is not plain ASCII.
    """

    def __init__(self) -> None:
        super().__init__()
        self.watch = Watch()

    def __missing__(self, raw: str) -> str | UnsavedFormula | None:
        text: str | UnsavedFormula | None = None
        if raw.strip():
            text = raw
            if "_x" in raw:
                text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), raw)
            if not text.isascii():
                text = unicodedata.normalize("NFC", text)
                self.watch.look(text)
                if text == UNSAVED_TEXT:
                    text = UnsavedFormula()
        self[raw] = text
        return text


def trimmed(cells: list[Cell]) -> tuple[Cell, ...]:
    """The cells of a row without the empty ones at its end."""
    end = len(cells)
    while end and cells[end - 1] is None:
        end -= 1
    return tuple(cells[:end]) if end else ()
