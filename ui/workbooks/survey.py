"""What a plan comes to, as the window shows it: how many rows of each state, which rows these are, what is wrong with them. No Qt."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter

from models.intake.workbooks.planned import Because, Change, Plan, PlannedRow, Problem, Verdict
from models.intake.workbooks.table import RowRole, TableRow
from models.progress import Report, no_report

REJECTED, CHANGED, NEW, KEPT, SAME, OTHERS, LEFT_OUT, WARNED, GONE = (
    "rejected",
    "changed",
    "new",
    "kept",
    "same",
    "others",
    "left_out",
    "warned",
    "gone",
)
STATES = (REJECTED, CHANGED, NEW, KEPT, SAME, OTHERS, LEFT_OUT, WARNED, GONE)
"""A row is in one of these; `WARNED` rows are beside in one of the others, `GONE` are no rows of the file at all."""

TO_DECIDE = frozenset({REJECTED, CHANGED, KEPT, WARNED})
"""What a person looks at first."""

WRITTEN = (NEW, CHANGED)

_STEP = 2_000
_number = attrgetter("number")
_BLANK = frozenset({RowRole.BLANK, RowRole.EMPTY_NUMBERED})
_TOTALS = frozenset({RowRole.TOTAL, RowRole.SUBTOTAL})
_GROUPS = frozenset({RowRole.SECTION})
_OF_THE_DEADLINE = frozenset({"due_text", "recurring"})
_REST = frozenset({RowRole.NOTE, RowRole.SIGNATURE})


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Rows of the sheet that are no records, by what they are."""

    blank: int = 0
    totals: int = 0
    groups: int = 0
    rest: int = 0


@dataclass(frozen=True, slots=True)
class Survey:
    """`places` has for each state where its rows stand in `plan.rows`; `changed` how many rows change a field, of those to be written."""

    plan: Plan
    places: Mapping[str, tuple[int, ...]]
    problems: Mapping[int, tuple[Problem, ...]]
    changed: Mapping[str, int]
    wrong_fields: frozenset[str]
    passed: PassedOver

    def number(self, state: str) -> int:
        """How many are in this state."""
        return len(self.plan.gone) if state == GONE else len(self.places[state])

    def to_write(self) -> int:
        """How many rows would be written."""
        return sum(self.number(state) for state in WRITTEN)

    def said(self, number: int) -> TableRow | None:
        """What the sheet says in this row; None where it is no record there."""
        rows = self.plan.table.rows
        place = bisect_left(rows, number, key=_number)
        return rows[place] if place < len(rows) and rows[place].number == number else None

    def planned(self, number: int) -> PlannedRow | None:
        """What would become of this row."""
        rows = self.plan.rows
        place = bisect_left(rows, number, key=_number)
        return rows[place] if place < len(rows) and rows[place].number == number else None


def state_of(row: PlannedRow) -> str:
    """The state of a row by its verdict and why it has it."""
    if row.verdict is Verdict.REJECTED:
        return REJECTED
    if row.verdict is Verdict.NEW:
        return NEW
    if row.verdict is Verdict.CHANGES:
        return CHANGED
    if row.verdict is Verdict.SAME:
        return KEPT if row.because is Because.KEPT or row.changes else SAME
    return OTHERS if row.because is Because.NOT_OURS else LEFT_OUT


def survey(plan: Plan, report: Report = no_report) -> Survey:
    """Go through a plan once; for a thread."""
    problems: dict[int, list[Problem]] = {}
    for problem in plan.problems:
        problems.setdefault(problem.row, []).append(problem)
    places: dict[str, list[int]] = {state: [] for state in STATES}
    changed: Counter[str] = Counter()
    for place, row in enumerate(plan.rows):
        state = state_of(row)
        places[state].append(place)
        if state == CHANGED:
            changed.update(name for name, _ in written_changes(row))
        if state != REJECTED and row.number in problems:
            places[WARNED].append(place)
        if place % _STEP == 0:
            report(place, len(plan.rows))
    roles = Counter(plan.table.layout.roles.values())
    return Survey(
        plan,
        {state: tuple(found) for state, found in places.items()},
        {number: tuple(found) for number, found in problems.items()},
        changed,
        frozenset(problem.field for problem in plan.problems if problem.field),
        PassedOver(*(sum(roles[role] for role in group) for group in (_BLANK, _TOTALS, _GROUPS, _REST))),
    )


def told_changes(row: PlannedRow) -> dict[str, Change]:
    """The fields that the row says differently, as a person counts them: the words of a deadline go with its day."""
    with_day = "due_date" in row.changes
    return {name: change for name, change in row.changes.items() if not (with_day and name in _OF_THE_DEADLINE)}


def written_changes(row: PlannedRow) -> Iterator[tuple[str, Change]]:
    """Those of them that would be written: not those where ours stays."""
    return ((name, change) for name, change in told_changes(row).items() if not change.kept)
