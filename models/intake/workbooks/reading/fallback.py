"""Sheets that calamine refuses, or would take too much memory for, read by openpyxl: slower, and calmer about odd files."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from models.intake.workbooks.cells import Cell, ErrorCell
from models.intake.workbooks.reading.package import DamagedError
from models.intake.workbooks.reading.texts import Texts


class Fallback:
    """Raises DamagedError where openpyxl refuses the file too."""

    def __init__(self, content: bytes) -> None:
        from openpyxl import load_workbook

        warnings.simplefilter("ignore")
        try:
            self._book: Any = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        except MemoryError:
            raise
        except Exception as error:
            # What a broken file makes of it has no end of names.
            raise DamagedError(str(error)) from error

    def sheets(self) -> list[tuple[str, str]]:
        """Name and visibility of every sheet that has cells."""
        words = {"hidden": "hidden", "veryHidden": "very_hidden"}
        return [(sheet.title, words.get(sheet.sheet_state, "visible")) for sheet in self._book.worksheets]

    def rows(self, name: str, texts: Texts) -> Iterator[tuple[int, list[Cell]]]:
        """The rows of one sheet with their numbers, blank ones too."""
        try:
            sheet = self._book[name]
            sheet.reset_dimensions()
            for number, row in enumerate(sheet.iter_rows(), 1):
                yield number, [_value(cell, texts) for cell in row] if row else []
        except MemoryError:
            raise
        except Exception as error:
            raise DamagedError(str(error)) from error


def _value(cell: Any, texts: Texts) -> Cell:
    value = cell.value
    if isinstance(value, str):
        return ErrorCell(value) if cell.data_type == "e" else texts[value]
    if isinstance(value, datetime) and value.time() == time():
        return value.date()  # as calamine gives it
    return float(value) if type(value) is int else value
