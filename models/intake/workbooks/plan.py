"""From a table to a plan: one verdict a row, nothing written. The preview shows the plan, `apply` carries the same plan out."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from models.errors import OfficeError
from models.intake.wording.addressing import Addressed
from models.intake.wording.office_facts import office_facts
from models.intake.workbooks import seen
from models.intake.workbooks.cells import cell_text, column_letter
from models.intake.workbooks.kinds import RECORDS
from models.intake.workbooks.planned import (
    Because,
    Change,
    Choices,
    Gone,
    Plan,
    PlannedRow,
    Problem,
    Repair,
    Values,
    Verdict,
)
from models.intake.workbooks.records import Match, Records, is_told, plain_value
from models.intake.workbooks.table import Table, TableRow
from models.intake.workbooks.values.readers import READERS
from models.intake.workbooks.values.refused import CellWarning, RowRefusedError
from models.intake.workbooks.values.repairs import repairs_for
from models.progress import Report, no_report
from models.text import compact

if TYPE_CHECKING:
    from models.office import Office

_TURN = 1_000
# A change of one field goes with that of another: whoever keeps a deadline keeps its words.
_GOES_WITH = {"due_text": "due_date", "recurring": "due_date"}


def make_plan(office: Office, table: Table, choices: Choices | None = None, report: Report = no_report) -> Plan:
    """The plan for a table, with what the person chose. A wrong row is a problem, not an error."""
    with office.read() as connection:
        return _Planning(office, connection, table, choices or Choices(), report).plan()


@dataclass(slots=True)
class _Accepted:
    """A row that can become a record; `place` is its place in the table."""

    place: int
    row: TableRow
    values: Values
    coordinating_only: bool


class _Planning:
    def __init__(self, office: Office, connection: Connection, table: Table, choices: Choices, report: Report) -> None:
        self._office = office
        self._connection = connection
        self._table = table
        self._choices = choices
        self._report = report
        self._records: Records = RECORDS[table.kind](office, connection)
        self._planned: list[PlannedRow | None] = [None] * len(table.rows)
        self._problems: list[Problem] = []
        self._refused_texts: set[str] = set()
        self._left_out: list[Values] = []
        self._mended = _by_row(choices)

    def plan(self) -> Plan:
        table, connection = self._table, self._connection
        seq = self._office.database.newest_seq(connection)
        accepted = self._read()
        matches = self._records.match([one.values for one in accepted])
        self._judge(accepted, matches)
        # A row that the person does not want is still in the list.
        unwanted = self._records.match(self._left_out) if self._left_out else ()
        present = frozenset(match.record_id for match in (*matches, *unwanted) if match is not None)
        self._problems.sort(key=lambda problem: problem.row)
        return Plan(
            table.kind,
            table,
            tuple(row for row in self._planned if row is not None),
            tuple(self._problems),
            seq,
            self._choices,
            self._gone(present),
            seen.taken_in_at(connection, table.kind, table.book.sha256),
        )

    def _read(self) -> list[_Accepted]:
        """The rows that can become records; the others have their verdict."""
        facts = office_facts(self._office, self._connection)
        reader = READERS[self._table.kind](facts, self._table)
        total = len(self._table.rows)
        accepted: list[_Accepted] = []
        first: dict[Hashable, int] = {}
        for place, whole in enumerate(self._table.rows):
            if place % _TURN == 0:
                self._report(place, 2 * total)
            row = self._put_right(whole)
            wanted = row.number not in self._choices.left_out
            try:
                reading = reader.read(row)
                if reading.addressed is Addressed.OTHERS and not self._choices.with_others:
                    self._skip(place, row, reading.values, Because.NOT_OURS)
                    continue
                if not wanted:
                    self._skip(place, row, reading.values, Because.LEFT_OUT)
                    self._left_out.append(reading.values)
                    continue
                key = self._records.key(reading.values)
                if key is not None and first.setdefault(key, row.number) != row.number:
                    raise RowRefusedError("duplicate_in_file", self._records.key_field(reading.values), first=first[key])
            except (RowRefusedError, OfficeError) as refused:
                if getattr(refused, "addressed", None) is Addressed.OTHERS and not self._choices.with_others:
                    self._skip(place, row, {}, Because.NOT_OURS)
                elif wanted:
                    self._reject(place, row, refused)
                else:
                    self._skip(place, row, {}, Because.LEFT_OUT)
                continue
            for warning in reading.warnings:
                self._warn(row, warning)
            accepted.append(_Accepted(place, row, reading.values, reading.addressed is Addressed.COORDINATING))
        return accepted

    def _put_right(self, row: TableRow) -> TableRow:
        """The row with the cells that the person mended; fields that share a cell share the mended one."""
        mended = self._mended.get(row.number)
        if not mended:
            return row
        cells = dict(row.cells)
        for field, text in mended.items():
            together = next((group for group in self._table.composites if field in group), (field,))
            cells.update(dict.fromkeys(together, text))
        return replace(row, cells=cells)

    def _skip(self, place: int, row: TableRow, values: Values, because: Because) -> None:
        self._planned[place] = PlannedRow(row.number, Verdict.SKIPPED, values, because=because, hidden=row.hidden)

    def _column(self, row: TableRow, field: str | None) -> str:
        # The columns of a further table stand elsewhere.
        index = self._table.field_columns.get(field) if field and row.number not in self._table.layout.apart else None
        return "" if index is None else column_letter(index)

    def _reject(
        self, place: int, row: TableRow, refused: RowRefusedError | OfficeError, values: Values | None = None, record_id: int | None = None
    ) -> None:
        field = refused.field or ""
        self._problem(row, refused.code, field, refused.facts)
        self._planned[place] = PlannedRow(row.number, Verdict.REJECTED, values or {}, record_id, hidden=row.hidden)
        self._refused_texts.update(compact(cell_text(cell)) for cell in row.cells.values() if isinstance(cell, str))

    def _warn(self, row: TableRow, warning: CellWarning) -> None:
        self._problem(row, warning.code, warning.field, warning.facts, warning=True)

    def _problem(self, row: TableRow, code: str, field: str, facts: Mapping[str, Any], *, warning: bool = False) -> None:
        repairs: tuple[Repair, ...] = repairs_for(code, field, str(facts.get("value", "")))
        said = {"field": field, **facts}
        self._problems.append(Problem(row.number, self._column(row, field), code, said, warning, field, repairs))

    def _judge(self, accepted: Sequence[_Accepted], matches: Sequence[Match | None]) -> None:
        """New, changed, the same; in the order of the sheet, since a book may take one number only once."""
        total = len(accepted)
        for start in range(0, total, _TURN):
            self._report(total + start, 2 * total)
            part = list(zip(accepted[start : start + _TURN], matches[start : start + _TURN], strict=True))
            ids = [match.record_id for _, match in part if match is not None and not match.cancelled]
            stored = self._records.stored(ids) if ids else {}
            said = seen.lists_said(self._connection, self._table.kind, ids)
            for one, match in part:
                if match is None:
                    self._settle(one, Verdict.NEW, None, {}, Because.NONE)
                elif match.cancelled:
                    self._settle(one, Verdict.SKIPPED, match.record_id, {}, Because.CANCELLED)
                else:
                    self._compare(one, match, stored[match.record_id], said.get(match.record_id, ()))

    def _compare(self, one: _Accepted, match: Match, stored: Values, said: Sequence[str]) -> None:
        changes = self._changes(one, stored, said)
        taken = any(not change.kept for change in changes.values())
        verdict = Verdict.CHANGES if taken else Verdict.SAME
        self._settle(one, verdict, match.record_id, changes, Because.KEPT if changes and not taken else match.because)

    def _settle(self, one: _Accepted, verdict: Verdict, record_id: int | None, changes: Mapping[str, Change], because: Because) -> None:
        try:
            if verdict is Verdict.NEW:
                self._records.allow(None, one.values)
            elif verdict is Verdict.CHANGES:
                self._records.allow(record_id, {field: change.theirs for field, change in changes.items() if not change.kept})
        except (RowRefusedError, OfficeError) as refused:
            self._reject(one.place, one.row, refused, one.values, record_id)
            return
        self._planned[one.place] = PlannedRow(
            one.row.number, verdict, one.values, record_id, changes, because, one.row.hidden, one.coordinating_only
        )

    def _changes(self, one: _Accepted, stored: Values, lists: Sequence[str]) -> dict[str, Change]:
        """What the row says differently, and of each whether it was the list or the office that changed it since a list told it."""
        records, number = self._records, one.row.number
        changes: dict[str, Change] = {}
        differences = records.differences(stored, one.values)
        said = seen.said_in(lists, records.APART) if differences else {}
        for field, theirs in differences.items():
            ours, before = stored.get(field), said.get(field)
            told = field in said
            ours_changed = told and records.differs(field, plain_value(ours), before)
            # What the list says as it did before is not news: the office changed it, and knows better.
            kept = records.stays(field, stored, theirs) or (ours_changed and not records.differs(field, plain_value(theirs), before))
            # What came of the work the office knows best, where it was not a list that told it.
            kept = kept or (field in records.RESULTS and is_told(ours) and (ours_changed or not told))
            if (number, field) in self._choices.keep_ours:
                kept = True
            elif (number, field) in self._choices.take_theirs:
                kept = False
            changes[field] = Change(ours, theirs, before, ours_changed, kept)
        for field, other in _GOES_WITH.items():
            if field in changes and other in changes:
                changes[field] = replace(changes[field], kept=changes[other].kept, ours_changed=changes[other].ours_changed)
        return changes

    def _gone(self, present: frozenset[int]) -> tuple[Gone, ...]:
        """What the list before this one had and this one has no more. A row that was refused is still there; so it is by its code."""
        earlier = seen.list_before(self._connection, self._table.layout, present)
        if earlier is None:
            return ()
        labels = self._records.labels([record_id for record_id in earlier.rows if record_id not in present])
        gone = (
            Gone(record_id, label, earlier.rows[record_id])
            for record_id, label in labels.items()
            if self._refused_texts.isdisjoint((compact(label), compact(label.split(" ", maxsplit=1)[0])))
        )
        return tuple(sorted(gone, key=lambda one: one.row))


def _by_row(choices: Choices) -> dict[int, dict[str, str]]:
    mended: dict[int, dict[str, str]] = {}
    for (number, field), text in choices.mended.items():
        mended.setdefault(number, {})[field] = text
    return mended
