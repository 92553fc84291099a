"""Which column is which field: by its name, confirmed or refused by what stands in it, and by what stands in it alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from models.intake.workbooks.table import ColumnGuess, How
from models.intake.workbooks.understanding.header import Heading
from models.intake.workbooks.understanding.marks import mark_columns
from models.intake.workbooks.understanding.matching import Match, matches
from models.intake.workbooks.understanding.names import NEEDED, name_words
from models.intake.workbooks.understanding.shapes import Profile, fit

# What a guess must reach to be taken, before and after a look at the values.
_TAKEN = 0.66
_BY_SHAPE = 0.6
# A column whose name says nothing must look this much like a field that is not needed.
_TELLS = 0.8
# A likeness that the values contradict this much is dropped.
_CONTRADICTED = -0.5
# Two columns that are as good for one field as this leave the guess unsure.
_NEAR = 0.1
_SURE = 0.85
# Where number and symbol stand apart, each is a part before it is the whole.
_PART = 0.1
_EMPTY = 0.04


@dataclass(frozen=True, slots=True)
class _Candidate:
    index: int
    match: Match
    score: float
    filled: bool

    @property
    def rank(self) -> float:
        """Of two columns for one field the one that holds anything comes first."""
        return self.score if self.filled else self.score - _EMPTY


@dataclass(frozen=True, slots=True)
class Assigned:
    """The columns of a sheet, and whether nothing about the needed ones is doubtful."""

    columns: tuple[ColumnGuess, ...]
    sure: bool


def assign(kind: str, headings: Sequence[Heading], looks: Mapping[int, Profile]) -> Assigned:
    """Give each column its fields. Columns without a name that hold something are looked at by their values."""
    candidates = sorted(_candidates(kind, headings, looks), key=lambda each: (-each.rank, each.index))
    taken: dict[str, tuple[int, int]] = {}
    given: dict[int, ColumnGuess] = {}
    doubtful: set[str] = set()
    lost: dict[int, tuple[str, ...]] = {}
    names = {heading.index: heading for heading in headings}
    for each in candidates:
        if each.index in given:
            continue
        fields = each.match.meaning.fields
        part = each.match.meaning.part
        free = tuple(name for name in fields if name not in taken or (part and taken[name][1] not in (0, part)))
        if fields and not free:
            lost.setdefault(each.index, fields)
            rival = given[taken[fields[0]][0]]
            if rival.confidence - each.score < _NEAR and rival.how is not How.SHAPE and looks.get(each.index, Profile()).filled:
                doubtful.add(fields[0])
            continue
        for name in free:
            taken.setdefault(name, (each.index, part))
        given[each.index] = _guess(names[each.index], free, round(min(1.0, each.score), 2), each.match.how)
    columns = {heading.index: given.get(heading.index) or _guess(heading, (), 0.0, How.UNKNOWN) for heading in headings}
    for index, look in looks.items():
        if index not in columns and look.filled:
            columns[index] = ColumnGuess(index, "", (), 0.0, How.UNKNOWN)
    _rescue(kind, columns, candidates)
    _by_shape(kind, columns, looks)
    thoughts = _SecondThoughts(columns, looks, lost)
    {
        "tasks": thoughts.tasks,
        "dossiers": thoughts.dossiers,
        "directives": thoughts.directives,
        "procedures": thoughts.procedures,
    }.get(kind, lambda: None)()
    if kind == "tasks":
        mark_columns(kind, columns, looks)
    found = {name: column for column in columns.values() for name in column.fields}
    sure = all(
        name in found and found[name].how in (How.NAME, How.LIKE) and found[name].confidence >= _SURE and name not in doubtful
        for name in NEEDED[kind]
    )
    return Assigned(tuple(columns[index] for index in sorted(columns)), sure)


def _guess(heading: Heading, fields: tuple[str, ...], confidence: float, how: How) -> ColumnGuess:
    return ColumnGuess(heading.index, heading.name, fields, confidence, how, group=" / ".join(heading.groups))


def _candidates(kind: str, headings: Sequence[Heading], looks: Mapping[int, Profile]) -> list[_Candidate]:
    found = []
    meant = [match.meaning for heading in headings for match in matches(kind, heading.name, heading.groups)]
    symbols = {name for meaning in meant if meaning.part == 2 for name in meaning.fields}
    for heading in headings:
        look = looks.get(heading.index, Profile())
        for match in matches(kind, heading.name, heading.groups):
            meaning = match.meaning
            if meaning.part and not symbols & set(meaning.fields):
                # "Số" alone is the whole number, if anything.
                match = Match(replace(meaning, part=0), match.confidence - 0.2, match.how)
            score = match.confidence + (_PART if match.meaning.part else _bonus(match, look))
            if score >= _TAKEN:
                found.append(_Candidate(heading.index, match, score, filled=look.filled > 0))
    return found


def _bonus(match: Match, look: Profile) -> float:
    """What the values add to or take from a match by name."""
    if match.meaning.part or not match.meaning.fields or not look.filled:
        return 0.0
    fits = [fit(name, look) for name in match.meaning.fields]
    best = max(fits)
    if match.how is How.LIKE:
        return -1.0 if best <= _CONTRADICTED else 0.12 * best
    # One or two cells say little against an exact name.
    return 0.02 * best if best > _CONTRADICTED or look.filled < _FEW_CELLS else -0.25


def _rescue(kind: str, columns: dict[int, ColumnGuess], candidates: Sequence[_Candidate]) -> None:
    """A needed field that no column got takes one that could also be it, if that one's other meaning is not needed."""
    needed = set(NEEDED[kind])
    for name in NEEDED[kind]:
        if any(name in column.fields for column in columns.values()):
            continue
        for each in candidates:
            if name in each.match.meaning.fields and needed.isdisjoint(columns[each.index].fields):
                columns[each.index] = replace(columns[each.index], fields=(name,), confidence=min(0.8, round(each.score, 2)), how=How.LIKE)
                break


def _by_shape(kind: str, columns: dict[int, ColumnGuess], looks: Mapping[int, Profile]) -> None:
    """Find the needed fields that no name gave among the columns left, and those that their values tell for certain."""
    for name in (*NEEDED[kind], *_TELLING.get(kind, ())):
        if any(name in column.fields for column in columns.values()):
            continue
        best, best_fit = None, _BY_SHAPE
        for index, column in columns.items():
            look = looks.get(index, Profile())
            if column.fields or not look.filled or (column.header and name not in NEEDED[kind] and column.how is not How.UNKNOWN):
                continue
            suits = fit(name, look) if name not in ("content", "subject", "name") else fit(name, look) * min(1.0, look.length / 40)
            if suits > best_fit and (suits >= _TELLS or name in NEEDED[kind] or not column.header):
                best, best_fit = index, suits
        if best is not None:
            columns[best] = replace(columns[best], fields=(name,), confidence=round(0.7 * best_fit, 2), how=How.SHAPE)


# Fields that the values of a nameless column give away, in the order in which they are looked for.
_TELLING: Mapping[str, tuple[str, ...]] = {
    "tasks": ("source_number", "due_date", "lead"),
    "dossiers": ("procedure_code", "status", "channel", "phone", "applicant"),
    "directives": ("document_number",),
    "procedures": ("processing_time",),
}


# So few cells do not speak against a name.
_FEW_CELLS = 3
# How sure a field is that second thoughts give.
_GIVEN = 0.75
# What tells how a task stands: the papers at its right are of the answer.
_ACHIEVED = ("status", "completed_date", "result", "progress_percent")
# How the name of a column over persons begins.
_PERSONS = ("nguoi ", "ca nhan ", "can bo ", "chuyen vien ", "lanh dao ")
# The words that tell the moments of a dossier, in the order in which they count: "hẹn trả" is no "trả".
_MOMENT_WORDS = (
    ("appointment_at", frozenset(("hen", "han"))),
    ("returned_at", frozenset(("tra",))),
    ("resolved_at", frozenset(("xong", "quyet", "qua", "xu", "thanh"))),
    ("received_at", frozenset(("nop", "nhan", "ky"))),
)


class _SecondThoughts:
    """What only the whole table tells: two fields in one column, "Kết quả" for a product, a deadline called "Ngày hoàn thành"."""

    def __init__(self, columns: dict[int, ColumnGuess], looks: Mapping[int, Profile], lost: Mapping[int, tuple[str, ...]]) -> None:
        self.columns = columns
        self.looks = looks
        self.lost = lost

    def has(self, name: str) -> bool:
        return any(name in column.fields for column in self.columns.values())

    def look(self, name: str) -> Profile:
        """What the column of a field looks like; empty where it has none."""
        index = next((index for index, column in self.columns.items() if name in column.fields), None)
        return self.looks.get(index, Profile()) if index is not None else Profile()

    def turn(self, old: str, *new: str) -> None:
        """The column of `old` fills these instead."""
        for index, column in self.columns.items():
            if old in column.fields:
                self.columns[index] = replace(column, fields=(*new, *(name for name in column.fields if name != old)))

    def place(self, name: str) -> int | None:
        """The column of a field."""
        return next((index for index, column in self.columns.items() if name in column.fields), None)

    def give(self, index: int, name: str) -> None:
        """This column fills the field, as far as one can tell."""
        self.columns[index] = replace(self.columns[index], fields=(name,), confidence=_GIVEN, how=How.LIKE)

    def _papers_of_the_result(self) -> None:
        """A second number and a second date of a document, at the right of what was achieved, are of the document that tells it."""
        first = min((place for name in _ACHIEVED if (place := self.place(name)) is not None), default=None)
        if first is None:
            return
        for index in sorted(self.columns):
            fields, lost = self.columns[index].fields, self.lost.get(index)
            if index > first and not fields and lost == ("source_number",) and not self.has("evidence_number"):
                self.give(index, "evidence_number")
            near = index - 1 in self.columns and "evidence_number" in self.columns[index - 1].fields
            # Where every row has the date and few have the paper before it, it is of another one.
            near = near and self.looks.get(index, Profile()).filled <= 2 * self.looks.get(index - 1, Profile()).filled
            if near and ("source_date" in fields or lost == ("source_date",)) and not self.has("evidence_date"):
                self.give(index, "evidence_date")

    def _row_identities(self) -> None:
        """What is called ID and has bare numbers names the rows of somebody's table, not the tasks."""
        place = self.place("external_code")
        if place is None or name_words(self.columns[place].header) != ("id",):
            return
        if self.looks.get(place, Profile()).share("whole") >= _TELLS:
            self.columns[place] = replace(self.columns[place], fields=())

    def tasks(self) -> None:
        """The source, the deadline, the states and results of tasks."""
        self._papers_of_the_result()
        self._row_identities()
        if not self.has("source_number") and self.look("source_agency").share("number_inside", "document") >= 0.5:
            self.turn("source_agency", "source_number")
        if not self.has("due_date") and self.look("completed_date").filled >= max(1, 0.5 * self.look("content").filled):
            self.turn("completed_date", "due_date")
        if not self.has("due_date") and fit("due_date", self.look("status")) >= 0.5:
            self.turn("status", "due_date")
        status = self.place("status")
        in_percent = status is not None and "%" in self.columns[status].header
        if not self.has("progress_percent") and (in_percent or self.look("status").share("whole", "number", "percent") >= 0.5):
            self.turn("status", "progress_percent")
        if not self.has("deliverable") and self.look("result").share("type") >= 0.5:
            self.turn("result", "deliverable")
        if not self.has("status") and self.look("result").share("status") >= 0.5:
            self.turn("result", "status")
        if not self.has("coordinating") and self.look("lead").share("both") >= 0.2:
            self.turn("lead", "lead", "coordinating")

    def _owner(self) -> None:
        """Where the one who brings a dossier and the one whose it is stand apart, it is the owner's."""
        bearer = self.place("applicant")
        owner = next((index for index, lost in self.lost.items() if lost == ("applicant",) and not self.columns[index].fields), None)
        if bearer is None or owner is None:
            return
        if "chu" in name_words(self.columns[owner].header) and "chu" not in name_words(self.columns[bearer].header):
            self.columns[bearer] = replace(self.columns[bearer], fields=())
            self.give(owner, "applicant")

    def _abbreviated_status(self) -> None:
        """ "TT" over words is "tình trạng", not a running number."""
        for index, column in sorted(self.columns.items()):
            named = not column.fields and name_words(column.header) == ("tt",)
            if named and not self.has("status") and self.looks.get(index, Profile()).share("status") >= _TELLS:
                self.give(index, "status")

    def dossiers(self) -> None:
        """Moments whose names are known by one word only, addresses with a telephone."""
        self._owner()
        for index, column in sorted(self.columns.items()):
            look = self.looks.get(index, Profile())
            if column.fields or column.how is not How.UNKNOWN or look.share("date", "moment") < _TELLS:
                continue
            said = set(name_words(column.header))
            name = next((name for name, stems in _MOMENT_WORDS if said & stems), None)
            if name is not None and not self.has(name):
                self.give(index, name)
        self._abbreviated_status()
        if not self.has("procedure_code") and self.look("procedure_name").share("procedure_inside") >= _TELLS:
            self.turn("procedure_name", "procedure_code", "procedure_name")
        if not self.has("phone") and self.look("address").share("phone_inside", "phone") >= 0.5:
            self.turn("address", "address", "phone")

    def _of_persons(self, index: int) -> bool:
        return f"{' '.join(name_words(self.columns[index].header))} ".startswith(_PERSONS)

    def _unit_before_person(self) -> None:
        """Where a person and a unit that deal with a document stand apart, it goes to the unit."""
        person = self.place("recipient")
        if person is None or not self._of_persons(person):
            return
        for index, lost in sorted(self.lost.items()):
            free = not self.columns[index].fields and lost == ("recipient",)
            if free and not self._of_persons(index) and self.looks.get(index, Profile()).filled:
                self.columns[person] = replace(self.columns[person], fields=())
                self.give(index, "recipient")
                return

    def procedures(self) -> None:
        """Names that have the code with them."""
        if not self.has("code") and self.look("name").share("procedure_inside") >= _TELLS:
            self.turn("name", "code", "name")

    def directives(self) -> None:
        """Subjects with their type, numbers with their date, whom they go to."""
        self._unit_before_person()
        if not self.has("document_type") and self.look("subject").share("type") >= 0.6:
            self.turn("subject", "document_type", "subject")
        if not self.has("issued_date") and self.look("document_number").share("date_inside") >= 0.5:
            self.turn("document_number", "document_number", "issued_date")
