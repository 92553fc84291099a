"""Inputs that suggest what the office knows while a person types: places, agencies, procedures, documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QListView, QWidget

from models.labels import tr
from models.registers import agencies, procedures
from models.registers.directives import queries as directives
from models.registers.directives.document_types import document_types
from models.registers.directives.rows import DirectiveQuery
from models.registers.procedures import ProcedureRow
from models.registers.staff import Staff, list_departments, list_officials, load_staff
from models.text import fold, words
from ui import theme
from ui import words as ui_words
from ui.parts.tips import tip

if TYPE_CHECKING:
    from ui.parts.action import Context

_SHOWN = 12
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is offered, and what it stands for."""

    text: str
    value: Any = None


Suggest = Callable[[str], Sequence[Suggestion]]


class SuggestInput(QLineEdit):
    """A line with a list below it: letters narrow it, ↓ opens it, Enter or Tab takes what is marked. Other texts may stand too."""

    changed = Signal()

    def __init__(self, suggest: Suggest, parent: QWidget | None = None, *, list_width: int = 0) -> None:
        super().__init__(parent)
        self._suggest = suggest
        self._offered: dict[str, Any] = {}
        self._model = QStringListModel(self)
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(_SHOWN)
        self._list = QListView()
        self._list.setObjectName("suggestions")
        self._list.setMinimumWidth(list_width)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setUniformItemSizes(True)
        completer.setPopup(self._list)
        self.setCompleter(completer)
        opener = QAction(theme.icon("down"), tr("Mở danh sách (↓)"), self)
        opener.triggered.connect(self.open_list)
        self.addAction(opener, QLineEdit.ActionPosition.TrailingPosition)
        self.setMaxLength(1_000)
        self.textEdited.connect(self._offer)
        self.textChanged.connect(self.changed)
        self.textChanged.connect(self._show_whole)

    def _show_whole(self, text: str) -> None:
        """A text that is longer than the line."""
        self.setToolTip(tip(text))

    def chosen(self) -> Any:
        """What the text stands for: the value of the suggestion that reads so (capitals and marks do not matter), else None."""
        text = self.text().strip()
        if not text:
            return None
        if text not in self._offered:
            self._offer(text)
        key = fold(text)
        return self._offered.get(text) or next((value for known, value in self._offered.items() if fold(known) == key), None)

    def value(self) -> Any:
        """The text; subclasses give what it stands for."""
        return self.text().strip()

    def set_value(self, value: Any) -> None:
        """Show this text."""
        self.setText(value or "")
        self.setCursorPosition(0)

    def valid(self) -> bool:
        """Other texts than those suggested may stand."""
        return True

    def open_list(self) -> None:
        """Show all that can be chosen."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._offer("")
        self.completer().complete()

    def _offer(self, letters: str) -> None:
        found = self._suggest(letters)
        self._offered = {each.text: each.value for each in found}
        self._model.setStringList(list(self._offered))
        if not self._offered and self._list.isVisible():
            # Qt hides an empty list, but on some platforms leaves the keyboard with it.
            self._list.hide()
            self.window().activateWindow()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The list goes with the keyboard."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._list.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↓ opens the list. Enter while nothing is marked in it goes on as if there were no list."""
        if event.key() == Qt.Key.Key_Down and not self._list.isVisible():
            self.open_list()
        elif event.key() in _ENTER and self._list.isVisible() and not self._list.currentIndex().isValid():
            self._list.hide()
            QApplication.sendEvent(self, QKeyEvent(event.type(), event.key(), event.modifiers(), event.text()))
            event.accept()
        else:
            super().keyPressEvent(event)


class ShortInput(SuggestInput):
    """Where letters without Vietnamese marks ("so giao duc") leave one suggestion, they are written out when the keyboard leaves."""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A short hand is not a name: kept as typed it would become one."""
        super().focusOutEvent(event)
        text = self.text().strip()
        # Capitals ("VNPT") are an abbreviation that may be the name itself.
        short = text.isascii() and not text.isupper() and event.reason() != Qt.FocusReason.PopupFocusReason
        if text and short and text not in self._offered:
            self._offer(text)
            same = [known for known in self._offered if fold(known) == fold(text)] or list(self._offered)
            if len(same) == 1:
                self.set_value(same[0])


def _begin(typed: Sequence[str], text: str) -> bool:
    """Whether each typed word begins a word of the text, whatever the capitals and marks."""
    return all(any(known.startswith(part) for known in words(text)) for part in typed)


class Place(NamedTuple):
    """A department, one of its officials, or somebody by name alone."""

    department_id: int | None = None
    official_id: int | None = None
    name: str = ""


class PlaceInput(SuggestInput):
    """Who gets or leads something: a department or official of the office, or a name as written."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self._staff: Staff = context.operations.ask(load_staff)
        today = context.office.today()
        units = context.operations.ask(list_departments, on=today)
        people = context.operations.ask(list_officials, on=today)
        ids: list[tuple[int | None, int | None]] = [(unit.id, None) for unit in units]
        ids += [(person.department_id, person.id) for person in people]
        self._places = [Suggestion(self._staff.name_of(*pair), Place(*pair)) for pair in ids]
        self._own_names = [*(unit.name for unit in units), *(person.name for person in people)]
        super().__init__(self._matching, parent, list_width=340)

    def _matching(self, letters: str) -> Sequence[Suggestion]:
        typed = words(letters)
        return [place for place in self._places if _begin(typed, place.text)]

    def value(self) -> Place:
        """The department and official meant, by any of their spellings; the text as a name where it is none of ours."""
        text = self.text().strip()
        if not text:
            return Place()
        chosen = self.chosen()
        if isinstance(chosen, Place):
            return chosen
        ids = self._staff.recognise(text)
        return Place(*ids) if ids != (None, None) else Place(name=text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Where what was typed can mean but one department or official, write their name out: it is seen who is meant."""
        super().focusOutEvent(event)
        if self.text().strip() and self.chosen() is None:
            typed, start = words(self.text()), fold(self.text()).strip()
            named = [(place, name) for place, name in zip(self._places, self._own_names, strict=True) if _begin(typed, name)]
            # "văn phòng" begins one name; its words stand in "Phòng Văn hóa" too.
            meant = [each for each in named if fold(each[1]).startswith(start)] or named
            if len(meant) == 1:
                super().set_value(meant[0][0].text)

    def set_value(self, value: Place | None) -> None:
        """Show this place under the name it has now."""
        place = value or Place()
        known = place.department_id is not None or place.official_id is not None
        super().set_value(self._staff.name_of(place.department_id, place.official_id) if known else place.name)


class ProcedureInput(SuggestInput):
    """A procedure of the catalogue by its code or the words of its name, or a name that the catalogue does not have."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self._context = context
        super().__init__(self._find, parent, list_width=620)
        self.setPlaceholderText(tr("mã hoặc vài chữ trong tên thủ tục"))

    def _find(self, letters: str) -> Sequence[Suggestion]:
        if letters.strip() and letters in self._offered:
            letters = letters.split(" · ", maxsplit=1)[0]
        day = self._context.office.today()
        found = self._context.operations.ask(procedures.suggest, letters, day, limit=_SHOWN if letters else 400)
        return [Suggestion(procedure_text(row.code, row.name), row) for row in found]

    def row(self) -> ProcedureRow | None:
        """The procedure meant: the one chosen, or the one whose code was typed."""
        chosen = self.chosen()
        if isinstance(chosen, ProcedureRow):
            return chosen
        code = self.text().split(" · ", maxsplit=1)[0].strip()
        return next((row for row in self._offered.values() if row.code == code), None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Who typed a code sees the name that it has."""
        super().focusOutEvent(event)
        row = self.row() if event.reason() != Qt.FocusReason.PopupFocusReason else None
        if row is not None and self.text() != procedure_text(row.code, row.name):
            self.set_value((row.code, row.name))

    def value(self) -> tuple[str, str]:
        """Code and name; no code for a name of one's own."""
        row = self.row()
        return (row.code, row.name) if row is not None else ("", self.text().strip())

    def set_value(self, value: tuple[str, str] | None) -> None:
        """Show this code and name."""
        code, name = value or ("", "")
        super().set_value(procedure_text(code, name))


def procedure_text(code: str, name: str) -> str:
    """A procedure in one line."""
    return " · ".join(part for part in (code, name) if part)


class Source(NamedTuple):
    """Where a task comes from: a document of the register, or the number of another."""

    directive_id: int | None = None
    number: str = ""


class SourceInput(SuggestInput):
    """A document of the register by its number, sender or words; another number may stand."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self._context = context
        super().__init__(self._find, parent, list_width=460)
        self.setPlaceholderText(tr("số hoặc vài chữ của văn bản đến"))

    def _find(self, letters: str) -> Sequence[Suggestion]:
        office = self._context.office
        when = office.when()
        with office.read() as conn:
            ids = directives.find_ids(conn, DirectiveQuery(text=letters.split(" · ", maxsplit=1)[0]), when, limit=_SHOWN)
            rows = directives.load_rows(conn, ids, when, office.calendar())
        return [
            Suggestion(source_text(row.document_number or row.printed_number, row.issuing_agency, ui_words.day(row.issued_date)), row.id)
            for row in rows
            if not row.cancelled and not row.secret
        ]

    def value(self) -> Source:
        """The document meant."""
        chosen = self.chosen()
        return Source(chosen) if isinstance(chosen, int) else Source(number=self.text().strip())

    def set_value(self, value: Source | None) -> None:
        """Show this document or number."""
        source = value or Source()
        super().set_value(source.number)
        if source.directive_id is not None:
            self._offered = {source.number: source.directive_id}


def source_text(number: str, agency: str, issued: str) -> str:
    """A document in one line."""
    return " · ".join(part for part in (number, agency, issued) if part)


# ---- makers ----


def place(context: Context) -> QWidget:
    """A department, an official, or a name."""
    return PlaceInput(context)


def procedure(context: Context) -> QWidget:
    """A procedure."""
    return ProcedureInput(context)


def source(context: Context) -> QWidget:
    """The document a task comes from."""
    return SourceInput(context)


def agency(context: Context) -> QWidget:
    """An issuing agency, the most frequent first."""

    def find(letters: str) -> Sequence[Suggestion]:
        return [Suggestion(row.name, row.id) for row in context.operations.ask(agencies.suggest, letters, _SHOWN)]

    return ShortInput(find, list_width=340)


def document_type(context: Context) -> QWidget:  # noqa: ARG001 - all makers are called alike
    """One of the types of documents, or another."""

    def find(letters: str) -> Sequence[Suggestion]:
        typed = words(letters)
        short = letters.strip().lower()
        return [
            Suggestion(each.name, each.name) for each in document_types() if each.abbreviation.lower() == short or _begin(typed, each.name)
        ]

    return ShortInput(find, list_width=220)
