"""From rows to a plan: one verdict a row, nothing written. The preview shows the plan, `apply` carries the same plan out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from models.errors import OfficeError
from models.intake.workbooks.columns import match_columns
from models.intake.workbooks.reader import Cell, Sheet, SheetRow
from models.intake.workbooks.values import ImpossibleDateError
from models.intake.workbooks.values.refused import RowRefusedError as RowRefusedError  # noqa: PLC0414  kinds take it from here
from models.storage.journal import Transaction
from models.text import clean

if TYPE_CHECKING:
    from models.office import Office

Values = dict[str, Any]


class Verdict(StrEnum):
    """What becomes of a row."""

    NEW = "inserted"
    CHANGES = "updated"
    SAME = "unchanged"
    SKIPPED = "skipped"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row: its number and column as a spreadsheet shows them, a code, and the facts of its sentence."""

    row: int
    column: str
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row with its verdict; `record_id` and `changes` where the record is there already."""

    row: SheetRow
    verdict: Verdict
    values: Values
    record_id: int | None = None
    changes: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """What would come of taking in a sheet, as the office stood at journal entry `seq`."""

    kind: str
    sheet: Sheet
    columns: Mapping[str, int]
    rows: tuple[PlannedRow, ...]
    problems: tuple[Problem, ...]
    seq: int

    def counts(self) -> dict[str, int]:
        """How many rows were read, and how many of each verdict; they add up."""
        counted = dict.fromkeys(Verdict, 0)
        for row in self.rows:
            counted[row.verdict] += 1
        return {"read": len(self.rows), **{str(verdict): number for verdict, number in counted.items()}}


class Records(ABC):
    """How rows of one kind become records. One object serves one import; it may remember what it looked up."""

    def __init__(self, office: Office, connection: Connection) -> None:
        self.office = office
        self.connection = connection

    @abstractmethod
    def read(self, cells: Mapping[str, Cell]) -> Values:
        """The values of a row, tidied and checked; only the fields that the sheet has. Raises RowRefusedError or OfficeError."""

    @abstractmethod
    def key(self, values: Values) -> Hashable:
        """What makes two rows of a file the same record; None when nothing can be said."""

    @abstractmethod
    def match(self, rows: Sequence[Values]) -> list[int | None]:
        """For each row the record that it is, in few queries."""

    @abstractmethod
    def differences(self, found: Mapping[int, Values]) -> dict[int, Values]:
        """For each record what the row says differently. A blank cell says nothing."""

    def allow(self, record_id: int | None, values: Values) -> None:
        """Refuse a new record (None), or changes of one, that the book as it stands cannot take; asked in the order of the sheet.

        Raises RowRefusedError or OfficeError. What `read` checks is not asked again.
        """
        del record_id, values

    @abstractmethod
    def enter(self, tx: Transaction, rows: Sequence[Values]) -> None:
        """Enter new records."""

    @abstractmethod
    def change(self, tx: Transaction, record_id: int, changes: Values) -> None:
        """Take over what the sheet says of a record."""


def column_letter(index: int) -> str:
    """The name of a column as a spreadsheet shows it: 0 is A, 26 is AA."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def plan_import(office: Office, kind: str, sheet: Sheet, *, chosen: Mapping[str, str] | None = None) -> Plan:
    """The plan for a sheet. Raises OfficeError `columns_not_found` or `unknown_field`; a wrong row is a problem, not an error."""
    from models.intake.workbooks.kinds import RECORDS

    columns = match_columns(kind, sheet.header, chosen)
    problems: list[Problem] = []
    with office.read() as connection:
        seq = office.database.newest_seq(connection)
        records = RECORDS[kind](office, connection)
        read: list[tuple[SheetRow, Values]] = []
        planned: list[PlannedRow] = []

        def reject(row: SheetRow, refused: RowRefusedError | OfficeError) -> None:
            column = column_letter(columns[refused.field]) if refused.field in columns else ""
            problems.append(Problem(row.number, column, refused.code, {"field": refused.field, **refused.facts}))
            planned.append(PlannedRow(row, Verdict.REJECTED, {}))

        seen: dict[Hashable, int] = {}
        for row in sheet.rows:
            cells = {name: row.cells[index] if index < len(row.cells) else None for name, index in columns.items()}
            try:
                values = records.read(cells)
                key = records.key(values)
                if key is not None and key in seen:
                    raise RowRefusedError("duplicate_in_file", next(iter(columns)), first=seen[key])
            except (RowRefusedError, OfficeError) as refused:
                reject(row, refused)
                continue
            if key is not None:
                seen[key] = row.number
            read.append((row, values))
        matched = records.match([values for _, values in read])
        known = {record_id: values for record_id, (_, values) in zip(matched, read, strict=True) if record_id is not None}
        differences = records.differences(known)
        for record_id, (row, values) in zip(matched, read, strict=True):
            changes = differences.get(record_id, {}) if record_id is not None else {}
            verdict = Verdict.NEW if record_id is None else Verdict.CHANGES if changes else Verdict.SAME
            try:
                if verdict is not Verdict.SAME:
                    records.allow(record_id, changes or values)
            except (RowRefusedError, OfficeError) as refused:
                reject(row, refused)
            else:
                planned.append(PlannedRow(row, verdict, values, record_id, changes))
    planned.sort(key=lambda one: one.row.number)
    problems.sort(key=lambda problem: problem.row)
    return Plan(kind, sheet, columns, tuple(planned), tuple(problems), seq)


def leaving_out(plan: Plan, rows: Collection[int]) -> Plan:
    """The same plan without these rows (by their numbers), which the person does not want."""
    skipped = [replace(row, verdict=Verdict.SKIPPED) if row.row.number in rows else row for row in plan.rows]
    return replace(plan, rows=tuple(skipped))


def differing(stored: Mapping[Any, Any], said: Values) -> Values:
    """What a row says differently from the record. A blank cell says nothing; spaces and Unicode form of texts make no difference."""
    return {name: value for name, value in said.items() if value not in (None, "") and _comparable(stored[name]) != _comparable(value)}


def _comparable(value: object) -> object:
    return clean(value) if isinstance(value, str) else value


def dated(cells: Mapping[str, Cell], name: str, parse: Any) -> Any:
    """The parsed cell. Raises RowRefusedError `impossible_date`, so that row and column are named."""
    try:
        return parse(cells.get(name))
    except ImpossibleDateError as error:
        raise RowRefusedError("impossible_date", name, value=str(error)) from error
