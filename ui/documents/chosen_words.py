"""Words that a person chose in a document, made into what a field takes."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from models.intake.workbooks.values.dates import Dates, ImpossibleDateError, plain
from models.intake.workbooks.values.due import DueDates
from models.registers.directives.document_types import normal_document_type
from models.registers.directives.numbers import tidy_number
from models.text import clean, fold
from ui import words
from ui.forms.inputs import DueInput
from ui.forms.suggest_line import SuggestInput
from ui.parts.date_field import DateField

if TYPE_CHECKING:
    from models.intake.documents.document_text import Span

# Of what a person can paste into a field by mistake.
_MOST = 2_000
_MARKS = re.compile(r"\*+|_{2,}|(?<!\S)#+(?!\S)")
_ABOUT = re.compile(r"^v/v\s*:?\s*", re.IGNORECASE)
_CLOSING = ".,;:/"


def tidy(text: str) -> str:
    """One line without marks of emphasis: lines are joined, signs at the edges that belong to the sentence around are dropped."""
    joined = clean(_MARKS.sub("", text[:_MOST]))
    return joined.rstrip(_CLOSING).strip()


def value_words(widget: QWidget, name: str, text: str, today: date) -> str:
    """What is written into the field `name` for these words; words that are none of its kind stand as they are, and show as wrong."""
    said = tidy(text)
    if isinstance(widget, DateField):
        day = _due(said, today) if isinstance(widget, DueInput) else _day(said, today)
        return words.day(day) if day is not None else said
    if name == "document_number":
        return tidy_number(said)
    if name == "document_type":
        return normal_document_type(said)
    if name == "subject":
        return sentence_case(_ABOUT.sub("", said))
    if name == "signer":
        return said.title() if said.isupper() else said
    return sentence_case(said) if name in ("issuing_agency", "signer_title") else said


def sentence_case(text: str) -> str:
    """A text that is all capitals with but the first one; any other as it is."""
    return words.capital(text.lower()) if text.isupper() and len(text) > 4 else text


def _day(said: str, today: date) -> date | None:
    """The day that is named in these words, whatever stands around it."""
    try:
        found = Dates(year=today.year).find_day(plain(said), said)
    except ImpossibleDateError:
        return None
    return found[0] if found is not None else None


def _due(said: str, today: date) -> date | None:
    """The last day that satisfies these words: "trước ngày 20/01/2026" is the day before it."""
    try:
        return DueDates(Dates(year=today.year)).read(said).day
    except ImpossibleDateError:
        return None


def write(widget: QWidget, text: str) -> None:
    """Write this into a field as its keyboard would, so that Ctrl+Z there takes it back. A choice takes the entry that these words name."""
    if isinstance(widget, QLineEdit):
        before = widget.text()
        # The list of suggestions is for who types.
        blocked = widget.blockSignals(True)  # noqa: FBT003 - Qt's own
        widget.selectAll()
        if text:
            widget.insert(text[: widget.maxLength()])
        else:
            widget.del_()
        widget.setCursorPosition(0)
        widget.blockSignals(blocked)
        if widget.text() != before:
            widget.textChanged.emit(widget.text())
        if isinstance(widget, SuggestInput):
            widget.write_out()
    elif isinstance(widget, QPlainTextEdit):
        cursor = widget.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(text)
        # Nothing stays selected that the next key would replace.
        cursor.movePosition(cursor.MoveOperation.Start)
        widget.setTextCursor(cursor)
    elif isinstance(widget, QComboBox):
        typed = fold(text)
        named = [at for at in range(widget.count()) if fold(widget.itemText(at)) in typed]
        place = max(named, key=lambda at: len(widget.itemText(at)), default=-1)
        if place >= 0:
            widget.setCurrentIndex(place)


def takes_words(widget: QWidget) -> bool:
    """Whether words can be written into this at all."""
    return isinstance(widget, (QLineEdit, QPlainTextEdit, QComboBox)) and widget.isEnabled()


def joined(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans in the order of the text, each once and none empty."""
    return tuple(sorted({span for span in spans if span.end > span.start}))
