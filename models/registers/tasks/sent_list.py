"""A list of tasks as it was sent to us, each row with the task of ours that it is: what an answer in the sender's own file is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

Area = tuple[int, int, int, int]
"""First row, last row (as a spreadsheet shows them), first column, last column (from 0); both ends belong to it."""


@dataclass(frozen=True, slots=True)
class SentColumn:
    """A column: its place from 0, its name as written, the fields that it fills, whether it was known for sure what they are, and the
    names of the groups that it stands in, outermost first."""

    index: int
    header: str
    fields: tuple[str, ...]
    sure: bool = True
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SentRow:
    """A row that is addressed to us. `task_id` is the task that it is, None where it could not be told, with the reason in `refusal`
    where the row itself is wrong (a code of OfficeError). `shown` are its cells as a person reads them, by column.
    """

    number: int
    content: str
    task_id: int | None
    shown: Mapping[int, str]
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class SentList:
    """The list and the file that it stands in.

    `package` is the whole file as .xlsx or .xlsm: the sender's own bytes, or, where theirs was of another kind (`converted`), one made
    of what stood in it. `header` are the rows with the names of columns, `repeats` those that repeat them, `numbers` those that number
    the columns, with the last number as written; `lines` all rows of the table from its header on. `edge` is the first free column at
    its right. `others` has the cells of the small sheets, by sheet and row, for lists of allowed values.
    """

    path: Path
    sha256: str
    format: str
    converted: bool
    package: bytes = field(repr=False)
    sheet: str
    date_1904: bool
    columns: tuple[SentColumn, ...]
    header: tuple[int, ...]
    repeats: tuple[int, ...]
    numbers: Mapping[int, str]
    lines: tuple[int, ...]
    edge: int
    merges: tuple[Area, ...]
    rows: tuple[SentRow, ...]
    others: Mapping[str, Mapping[int, tuple[str, ...]]] = field(default_factory=dict)
