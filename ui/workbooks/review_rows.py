"""The rows of the preview, made from the plan as they come into sight: a file of 100,000 rows costs what the screen shows of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from models.intake.workbooks.cells import cell_text
from models.intake.workbooks.planned import Gone, Plan, PlannedRow
from models.labels import tr
from ui import words
from ui.parts.list_source import ListQuery
from ui.workbooks import saying
from ui.workbooks import survey as states
from ui.workbooks.survey import Survey, state_of, told_changes

# Records that the list has no more have no row in it: their numbers begin here, past every sheet.
_GONE_FROM = 1 << 40

#: What is shown first of each kind, in the order of the printed books; the other fields of the file follow where they matter.
MAIN_FIELDS = {
    "tasks": ("content", "source_number", "due_date", "lead"),
    "dossiers": ("dossier_code", "applicant", "procedure_name", "appointment_at", "status"),
    "directives": ("arrival_number", "arrival_date", "issuing_agency", "document_number", "issued_date", "subject"),
    "procedures": ("code", "name", "field", "processing_value"),
    "staff": ("name", "department", "role", "title", "phone"),
    "calendar": ("date", "kind", "name", "basis"),
}
WIDE_FIELDS = frozenset({"content", "subject", "name", "procedure_name"})
# A field with several columns of words (a deadline that is only words) is shown by these where it has no value of its own.
_IN_WORDS = {"due_date": ("due_text", "recurring")}


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A row of the preview. `struck` are our values where the file has others, `tones` the ground of a cell: late, soon."""

    id: int
    number: str
    state: str
    chip: str
    cells: Mapping[str, str]
    why: str
    struck: Mapping[str, str] = field(default_factory=dict)
    tones: Mapping[str, str] = field(default_factory=dict)


def shown_fields(found: Survey) -> tuple[str, ...]:
    """The columns of the preview: the main fields that the file has, then those that something is wrong or different in."""
    plan = found.plan
    have = {name: None for column in plan.table.layout.columns for name in column.fields}
    wanted = [name for name in MAIN_FIELDS[plan.kind] if name in have]
    return tuple(dict.fromkeys([*wanted, *(name for name in have if name in found.changed or name in found.wrong_fields)]))


class ReviewSource:
    """What the table of the preview asks. `states` of the query are those to be shown; none means every row of the file."""

    threaded = False

    def __init__(self, found: Survey) -> None:
        self.found = found
        self._places: Sequence[int] = ()
        self._gone: Sequence[Gone] = ()

    def count(self, query: ListQuery, /) -> int:
        """Which rows are shown, in the order of the file."""
        plan, wanted = self.found.plan, query.states
        self._gone = plan.gone if states.GONE in wanted else ()
        if not wanted:
            self._places = range(len(plan.rows))
        else:
            self._places = sorted({place for state in wanted for place in self.found.places[state]})
        return len(self._places) + len(self._gone)

    def find_ids(self, query: ListQuery, /, *, offset: int, limit: int) -> Sequence[int]:  # noqa: ARG002 - counted before
        """The numbers of the rows at these places."""
        rows = self.found.plan.rows
        found = [rows[place].number for place in self._places[offset : offset + limit]]
        rest = max(0, offset - len(self._places))
        return [*found, *(_GONE_FROM + at for at in islice(range(len(self._gone)), rest, rest + limit - len(found)))]

    def load_rows(self, ids: Sequence[int], /) -> Sequence[ReviewRow]:
        """These rows as they are shown."""
        return [made for number in ids if (made := self._made(number)) is not None]

    def matching(self, query: ListQuery, ids: frozenset[int], /) -> frozenset[int]:
        """Those of these rows that are shown."""
        return frozenset(each for each in ids if self.place_of(query, each) is not None)

    def place_of(self, query: ListQuery, record_id: int, /) -> int | None:  # noqa: ARG002
        """Where this row stands."""
        if record_id >= _GONE_FROM:
            at = record_id - _GONE_FROM
            return len(self._places) + at if at < len(self._gone) else None
        rows = self.found.plan.rows
        low, high = 0, len(self._places)
        while low < high:
            middle = (low + high) // 2
            if rows[self._places[middle]].number < record_id:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self._places) and rows[self._places[low]].number == record_id else None

    def _made(self, number: int) -> ReviewRow | None:
        if number >= _GONE_FROM:
            return _gone_row(number, self._gone[number - _GONE_FROM], self.found.plan)
        row = self.found.planned(number)
        return review_row(self.found, row) if row is not None else None


def review_row(found: Survey, row: PlannedRow) -> ReviewRow:
    """One row as it is shown."""
    problems = found.problems.get(row.number, ())
    state = state_of(row)
    tones: dict[str, str] = {}
    cells: dict[str, str] = {}
    struck: dict[str, str] = {}
    for name, change in told_changes(row).items():
        ours, theirs = saying.value(name, change.ours), saying.value(name, change.theirs) or in_words(row, name)
        cells[name], struck[name] = (ours, theirs) if change.kept else (theirs, ours)
        if change.ours_changed:
            tones[name] = "soon"
    for problem in problems:
        if problem.field:
            tones[problem.field] = "soon" if problem.warning else "late"
    for name in shown_fields(found):
        if name not in cells:
            cells[name] = cell_words(found, row, name)
            if not cells[name] and tones.get(name):
                cells[name] = tr("(trống)")
    why = saying.why(row, state, problems, found.plan.kind)
    if any((row.number, name) in found.plan.choices.mended for name in cells):
        why = ". ".join(part for part in (why.rstrip("."), tr("Đã sửa tại đây")) if part)
    return ReviewRow(row.number, str(row.number), state, saying.state_word(state, row), cells, why, struck, tones)


def cell_words(found: Survey, row: PlannedRow, name: str) -> str:
    """What a field of a row says: as it was understood, else as it was mended or stands in the file."""
    mended = found.plan.choices.mended.get((row.number, name))
    if said := saying.value(name, row.values.get(name)) or in_words(row, name):
        return said
    if mended is not None:
        return mended
    table_row = found.said(row.number)
    return cell_text(table_row.cells.get(name)) if table_row is not None else ""


def in_words(row: PlannedRow, name: str) -> str:
    """What a field says that has no value but words of its own."""
    return next((said for each in _IN_WORDS.get(name, ()) if (said := saying.value(each, row.values.get(each)))), "")


def editable_text(found: Survey, number: int, name: str) -> str:
    """What is put right in a cell: its text as the file has it, or as it was mended before."""
    if (mended := found.plan.choices.mended.get((number, name))) is not None:
        return mended
    row = found.said(number)
    return cell_text(row.cells.get(name)) if row is not None else ""


def _gone_row(number: int, gone: Gone, plan: Plan) -> ReviewRow:
    main = next((name for name in MAIN_FIELDS[plan.kind] if name in WIDE_FIELDS), MAIN_FIELDS[plan.kind][0])
    why = tr("Có trong danh sách lần trước (dòng {row}), lần này không còn. Vẫn giữ trong sổ.", row=words.number(gone.row))
    return ReviewRow(number, "—", states.GONE, saying.state_word(states.GONE), {main: gone.label}, why)
