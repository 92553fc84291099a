"""A plan: what would become of each row. The preview shows it, `apply_plan` carries the same one out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from models.intake.workbooks.table import Table

Values = dict[str, Any]


class Verdict(StrEnum):
    """What becomes of a row."""

    NEW = "inserted"
    CHANGES = "updated"
    SAME = "unchanged"
    SKIPPED = "skipped"
    REJECTED = "rejected"


class Because(StrEnum):
    """Why a row has its verdict, beyond what the verdict says."""

    NONE = ""
    SAME_CODE = "same_code"
    """It is the record of the same code."""
    SAME_SOURCE = "same_source"
    """Same document and content, or nearly the same content."""
    SAME_CONTENT = "same_content"
    """Same content and date."""
    NOT_OURS = "not_ours"
    """It is addressed to others: left out unless asked for."""
    LEFT_OUT = "left_out"
    """The person does not want it."""
    CANCELLED = "cancelled"
    """The office cancelled that record: it stays cancelled."""
    KEPT = "kept"
    """All that it says differently is kept as we have it."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A mend that is at hand: what the cell would say instead."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row: its number and column as a spreadsheet shows them, a code, the facts of its sentence.

    A `warning` does not keep the row out.
    """

    row: int
    column: str
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    warning: bool = False
    field: str = ""
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One field that a row says differently: ours, theirs, and what the list said when it was last taken in (None: never said).

    `ours_changed`: we changed it ourselves since. `kept`: ours stays.
    """

    ours: Any
    theirs: Any
    before: Any = None
    ours_changed: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row with its verdict; `record_id` and `changes` (by field) where the record is there already."""

    number: int
    verdict: Verdict
    values: Values
    record_id: int | None = None
    changes: Mapping[str, Change] = field(default_factory=dict)
    because: Because = Because.NONE
    hidden: bool = False
    coordinating_only: bool = False


@dataclass(frozen=True, slots=True)
class Gone:
    """A record that the last list of this sender had and this one has no more ("tỉnh đã bỏ?"). It stays in the register."""

    record_id: int
    label: str
    row: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person decided about a plan: mended cells (row, field) -> text, rows left out, fields (row, field) where ours stays
    or theirs is taken against the rule, and whether rows addressed to others are wanted too."""

    mended: Mapping[tuple[int, str], str] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()
    keep_ours: frozenset[tuple[int, str]] = frozenset()
    take_theirs: frozenset[tuple[int, str]] = frozenset()
    with_others: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What would come of taking in a table, as the office stood at journal entry `seq`.

    `taken_in_at`: this very file was taken in before, then.
    """

    kind: str
    table: Table
    rows: tuple[PlannedRow, ...]
    problems: tuple[Problem, ...]
    seq: int
    choices: Choices = field(default_factory=Choices)
    gone: tuple[Gone, ...] = ()
    taken_in_at: datetime | None = None

    def counts(self) -> dict[str, int]:
        """How many rows were read, and how many of each verdict; they add up."""
        counted = dict.fromkeys(Verdict, 0)
        for row in self.rows:
            counted[row.verdict] += 1
        return {"read": len(self.rows), **{str(verdict): number for verdict, number in counted.items()}}
