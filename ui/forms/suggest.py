"""Inputs that suggest what the office knows while a person types: places, agencies, procedures, documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QWidget

from models.labels import tr
from models.registers import agencies, procedures, recent_use
from models.registers.directives import queries as directives
from models.registers.directives.document_types import document_types
from models.registers.directives.rows import DirectiveQuery
from models.registers.procedures import ProcedureRow
from models.registers.staff import Staff, list_departments, list_officials, load_staff
from models.text import fold, words
from ui import words as ui_words
from ui.forms.suggest_line import SuggestInput, Suggestion
from ui.forms.suggest_rank import Choice, Choices, begin

if TYPE_CHECKING:
    from models.outcome import Outcome
    from ui.parts.action import Context

__all__ = ["Place", "Source", "SuggestInput", "Suggestion", "agency", "document_type", "place", "procedure", "source", "source_text"]

_SHOWN = 12
_ALL = 400


class ShortInput(SuggestInput):
    """Where letters without Vietnamese marks ("so giao duc") leave one suggestion, they are written out when the keyboard leaves."""

    def write_out(self) -> None:
        """A short hand is not a name: kept as typed it would become one."""
        text = self.text().strip()
        # Capitals ("VNPT") are an abbreviation that may be the name itself.
        if text and text.isascii() and not text.isupper() and text not in self._offered:
            self._look_up(text)
            same = [known for known in self._offered if fold(known) == fold(text)] or list(self._offered)
            if len(same) == 1:
                self.set_value(same[0])


class Place(NamedTuple):
    """A department, one of its officials, or somebody by name alone."""

    department_id: int | None = None
    official_id: int | None = None
    name: str = ""

    @property
    def ours(self) -> bool:
        """Whether it is a department or an official of the office."""
        return self.department_id is not None or self.official_id is not None

    def shown(self, staff: Staff) -> str:
        """The name that it has now, or as written."""
        return staff.name_of(self.department_id, self.official_id) if self.ours else self.name


def place_named(text: str, staff: Staff) -> Place:
    """The department and official meant, by any of their spellings; the text as a name where it is none of ours."""
    ids = staff.recognise(text)
    return Place(*ids) if ids != (None, None) else Place(name=text)


class PlaceInput(SuggestInput):
    """Who gets or leads something: a department or official of the office, or a name as written."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self._context = context
        super().__init__(self._matching, parent, list_width=340, add=self._enter)

    # Read when they are first needed: a form has several of this input, and most stay empty.

    @cached_property
    def _staff(self) -> Staff:
        return self._context.operations.ask(load_staff)

    @cached_property
    def _places(self) -> list[Choice]:
        ask, today = self._context.operations.ask, self._context.office.today()
        used = ask(recent_use.places_used)
        units = ask(list_departments, on=today)
        people = ask(list_officials, on=today)
        ids: list[tuple[int | None, int | None]] = [(unit.id, None) for unit in units]
        ids += [(person.department_id, person.id) for person in people]
        names = [*(unit.name for unit in units), *(person.name for person in people)]
        return [Choice(self._staff.name_of(*pair), Place(*pair), name=name, used=used[pair]) for pair, name in zip(ids, names, strict=True)]

    @cached_property
    def _choices(self) -> Choices:
        return Choices(self._places)

    def _read_again(self) -> None:
        """The catalogue was changed since."""
        for name in ("_staff", "_places", "_choices"):
            self.__dict__.pop(name, None)

    def _matching(self, letters: str) -> Sequence[Suggestion]:
        found = self._choices.find(letters, _ALL)
        # What the office writes short ("VH-XH", "kt") means a department although its name does not begin so.
        meant = self._staff.recognise(letters) if letters.strip() else (None, None)
        first = [each.suggestion for each in self._places if each.value == Place(*meant)] if meant != (None, None) else []
        return [*first, *(each for each in found if each not in first)]

    def value(self) -> Place:
        """The department and official meant, by any of their spellings; the text as a name where it is none of ours."""
        text = self.text().strip()
        if not text:
            return Place()
        chosen = self.chosen()
        if isinstance(chosen, Place):
            return chosen
        return place_named(text, self._staff)

    def write_out(self) -> None:
        """Where what was typed can mean but one department or official, write their name out: it is seen who is meant."""
        ids = self._staff.recognise(self.text())
        if ids != (None, None):
            self.set_value(Place(*ids))
        elif self.text().strip() and self.chosen() is None:
            typed, start = words(self.text()), fold(self.text()).strip()
            named = [each for each in self._places if begin(typed, words(each.name)) or each.initials == start]
            # "văn phòng" begins one name; its words stand in "Phòng Văn hóa" too.
            meant = [each for each in named if fold(each.name).startswith(start) or each.initials == start] or named
            if len(meant) == 1:
                super().set_value(meant[0].text)

    def set_value(self, value: Place | None) -> None:
        """Show this place under the name it has now."""
        place = value or Place()
        if place.ours and not self._staff.knows(place.department_id, place.official_id):
            self._read_again()
        # For a name as written the catalogue is not read.
        super().set_value(place.shown(self._staff) if place.ours else place.name)

    def _enter(self, typed: str) -> None:
        from ui.forms.in_place import new_place

        new_place(self._context, self, typed, self._entered)

    def _entered(self, outcome: Outcome) -> None:
        self._read_again()
        made = next((each.value for each in self._places if self._is_of(each.value, outcome)), None)
        if made is not None:
            self.set_value(made)

    def _is_of(self, place: Place, outcome: Outcome) -> bool:
        if outcome.label == "official.add":
            return place.official_id == outcome.id
        return place.official_id is None and place.department_id == outcome.id


class ProcedureInput(SuggestInput):
    """A procedure of the catalogue by its code or the words of its name, or a name that the catalogue does not have."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self._context = context
        self._choices: Choices | None = None
        super().__init__(self._find, parent, list_width=620, add=self._enter)
        self.setPlaceholderText(tr("mã hoặc vài chữ trong tên thủ tục"))

    def _find(self, letters: str) -> Sequence[Suggestion]:
        if letters.strip() and letters in self._offered:
            letters = letters.split(" · ", maxsplit=1)[0]
        if self._choices is None:
            used: Mapping[str, int] = self._context.operations.ask(recent_use.procedures_used)
            rows = self._context.operations.ask(procedures.find, day=self._context.office.today())
            self._choices = Choices(
                Choice(procedure_text(row.code, row.name), row, name=row.name, used=used.get(row.code, 0), code=row.code) for row in rows
            )
        return self._choices.find(letters, _SHOWN if letters.strip() else _ALL)

    def row(self) -> ProcedureRow | None:
        """The procedure meant: the one chosen, or the one whose code was typed."""
        chosen = self.chosen()
        if isinstance(chosen, ProcedureRow):
            return chosen
        code = self.text().split(" · ", maxsplit=1)[0].strip()
        return next((row for row in self._offered.values() if row.code == code), None)

    def write_out(self) -> None:
        """Who typed a code sees the name that it has."""
        row = self.row()
        if row is not None and self.text() != procedure_text(row.code, row.name):
            self.set_value((row.code, row.name))

    def _enter(self, typed: str) -> None:
        from ui.forms.in_place import new_procedure

        new_procedure(self._context, self, typed, self._entered)

    def _entered(self, outcome: Outcome) -> None:
        self._choices = None
        row = self._context.operations.ask(procedures.load_procedure, outcome.id or 0)
        self._look_up(row.code)
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

    def marks_first(self, letters: str, first: str) -> bool:
        """A number that the register does not have may stand: only one that reads just so is taken."""
        return fold(first).startswith(fold(letters).strip() + " ")

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


class AgencyInput(ShortInput):
    """An issuing agency in any of its spellings, those met most often first; a new name may stand, and is learnt with the paper."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self._context = context
        self._choices: Choices | None = None
        super().__init__(self._find, parent, list_width=340, add=self._enter)

    def _find(self, letters: str) -> Sequence[Suggestion]:
        if self._choices is None:
            used = self._context.operations.ask(recent_use.agencies_used)
            known = self._context.operations.ask(agencies.known_agencies)
            self._choices = Choices(Choice(each.name, each.id, used=used[each.id], spellings=each.spellings) for each in known)
        # "UBND tỉnh" is written out before it is compared, as the register does when it recognises a name.
        return self._choices.find(letters, _SHOWN, written_out=agencies.agency_key(letters))

    def _enter(self, typed: str) -> None:
        from ui.forms.in_place import new_agency

        new_agency(self._context, self, typed, self._entered)

    def _entered(self, outcome: Outcome) -> None:
        self._choices = None
        name = next((each.name for each in self._context.operations.ask(agencies.known_agencies) if each.id == outcome.id), "")
        self.set_value(name)


def agency(context: Context) -> QWidget:
    """An issuing agency."""
    return AgencyInput(context)


def document_type(context: Context) -> QWidget:  # noqa: ARG001 - all makers are called alike
    """One of the types of documents, or another."""

    def find(letters: str) -> Sequence[Suggestion]:
        typed = words(letters)
        short = letters.strip().lower()
        return [
            Suggestion(each.name, each.name)
            for each in document_types()
            if each.abbreviation.lower() == short or begin(typed, words(each.name))
        ]

    return ShortInput(find, list_width=220)
