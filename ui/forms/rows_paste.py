"""A block of cells pasted into the rows of a form: each line fills a row, from the field on in which it was pasted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from models.errors import OfficeError
from models.intake.workbooks.pasted import cells_of
from models.intake.workbooks.understanding.names import known_names
from models.text import compact, fold
from ui import words

if TYPE_CHECKING:
    from ui.forms.rows import RowsInput

# More rows than this belong into the list, which shows them before they are written.
MOST = 100


def paste_block(rows: RowsInput, widget: QWidget) -> bool:
    """Spread what lies on the clipboard over the rows; False where it is no block and is pasted as usual."""
    text = QGuiApplication.clipboard().text()
    if "\t" not in text and (isinstance(widget, QPlainTextEdit) or "\n" not in text.strip("\r\n")):
        return False
    try:
        table = cells_of(text)
    except OfficeError as error:
        rows.tell(words.sentence(error))
        return True
    if not table:
        return False
    if len(table) > MOST:
        rows.tell(words.sentence(OfficeError("paste_too_large", most=MOST)))
        return True
    names = rows.names()
    columns = _header(table[0], names, rows.titles())
    if columns is None:
        first = next((place for place, name in enumerate(names) if rows.widget(rows.row_of(widget), name) is widget), 0)
        columns = dict(enumerate(names[first:]))
    else:
        table = table[1:]
    begin = rows.row_of(widget)
    rows.make_rows(begin + len(table))
    for number, line in enumerate(table, begin):
        for place, name in columns.items():
            if place < len(line):
                _put(rows.widget(number, name), line[place])
    rows.tell("")
    return True


def _header(line: Sequence[str], names: Sequence[str], titles: Mapping[str, str]) -> dict[int, str] | None:
    """Column -> field where the first line names the fields; None where it does not."""
    known = {**known_names("tasks"), **{compact(title): name for title, name in titles.items()}}
    found = {place: known[compact(cell)] for place, cell in enumerate(line) if known.get(compact(cell)) in names}
    return found if names[0] in found.values() else None


def _put(widget: QWidget, text: str) -> None:
    """As if it had been typed there. A choice takes the entry with these words, and stays as it is where there is none."""
    if isinstance(widget, QLineEdit):
        widget.setText(" ".join(text.split()))
        widget.editingFinished.emit()
    elif isinstance(widget, QPlainTextEdit):
        widget.setPlainText(text)
    elif isinstance(widget, QComboBox):
        place = next((place for place in range(widget.count()) if fold(widget.itemText(place)) == fold(text)), -1)
        if place >= 0:
            widget.setCurrentIndex(place)
