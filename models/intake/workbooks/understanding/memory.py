"""What a person moved in the guess about a sheet, and how it is kept for the next list of the same form."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from models.intake.workbooks.table import Layout, RowRole
from models.intake.workbooks.understanding.names import fields_of


@dataclass(frozen=True, slots=True)
class Correction:
    """What the person said of a sheet; None and absent is what the program guesses.

    `columns` maps the index of a column to its fields (none: no field of ours). `month_first` are the columns whose days are written
    after the month. `roles` are the rows whose role was changed, by row number; rows between `first_row` and `last_row` are the table.
    """

    sheet: str | None = None
    header_rows: tuple[int, ...] | None = None
    first_row: int | None = None
    last_row: int | None = None
    columns: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    month_first: frozenset[int] = frozenset()
    roles: Mapping[int, RowRole] = field(default_factory=dict)

    def to_json(self) -> str:
        """As text, for keeping."""
        return json.dumps(self._facts(), ensure_ascii=False, sort_keys=True)

    def _facts(self) -> dict[str, Any]:
        return {
            "sheet": self.sheet,
            "header_rows": None if self.header_rows is None else list(self.header_rows),
            "first_row": self.first_row,
            "last_row": self.last_row,
            "columns": {str(index): list(fields) for index, fields in self.columns.items()},
            "month_first": sorted(self.month_first),
            "roles": {str(number): str(role) for number, role in self.roles.items()},
        }

    @classmethod
    def from_json(cls, text: str) -> Correction:
        """From text that `to_json` made. Raises ValueError for any other text."""
        return cls._of(json.loads(text))

    @classmethod
    def _of(cls, facts: Any) -> Correction:
        if not isinstance(facts, dict):
            raise ValueError(facts)  # noqa: TRY004 -- it is text from outside that is wrong
        try:
            return cls(
                sheet=facts.get("sheet"),
                header_rows=None if facts.get("header_rows") is None else tuple(int(row) for row in facts["header_rows"]),
                first_row=facts.get("first_row"),
                last_row=facts.get("last_row"),
                columns={int(index): tuple(str(name) for name in names) for index, names in facts.get("columns", {}).items()},
                month_first=frozenset(int(index) for index in facts.get("month_first", ())),
                roles={int(number): RowRole(role) for number, role in facts.get("roles", {}).items()},
            )
        except (TypeError, AttributeError) as error:
            raise ValueError(facts) from error


@dataclass(frozen=True, slots=True)
class RememberedLayout:
    """How the lists of one form are laid out: found again by the fingerprint of their header, and by who sends them where several do."""

    kind: str
    fingerprint: str
    sender: str
    correction: Correction

    def to_json(self) -> str:
        """As text, for keeping."""
        facts = {"kind": self.kind, "fingerprint": self.fingerprint, "sender": self.sender, "correction": self.correction._facts()}  # noqa: SLF001
        return json.dumps(facts, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> RememberedLayout:
        """From text that `to_json` made. Raises ValueError for any other text."""
        facts = json.loads(text)
        if not isinstance(facts, dict) or not all(isinstance(facts.get(name), str) for name in ("kind", "fingerprint", "sender")):
            raise ValueError(text)
        return cls(facts["kind"], facts["fingerprint"], facts["sender"], Correction._of(facts.get("correction")))  # noqa: SLF001


def remember(layout: Layout, correction: Correction | None = None) -> RememberedLayout:
    """What is kept of a layout that the person agreed to: its columns as they are now. Which rows are what is of that one file only."""
    header_rows = correction.header_rows if correction is not None else None
    kept = Correction(
        sheet=layout.sheet or None,
        header_rows=header_rows,
        columns={column.index: column.fields for column in layout.columns},
        month_first=frozenset(column.index for column in layout.columns if column.month_first),
    )
    return RememberedLayout(layout.kind, layout.fingerprint, layout.sender, kept)


def field_choices(kind: str) -> tuple[str, ...]:
    """The fields that a column may be given, in the order of the form."""
    return fields_of(kind)


def with_sheet(correction: Correction, sheet: str) -> Correction:
    """Another sheet of the book: what was said of the rows and columns of the other one no longer counts."""
    return correction if correction.sheet == sheet else Correction(sheet=sheet)


def with_column(correction: Correction, index: int, fields: Iterable[str]) -> Correction:
    """This column fills these fields (none: it is left out)."""
    return replace(correction, columns={**correction.columns, index: tuple(fields)})


def with_month_first(correction: Correction, index: int, *, month_first: bool) -> Correction:
    """The dates of this column have the month before the day, or not."""
    columns = correction.month_first | {index} if month_first else correction.month_first - {index}
    return replace(correction, month_first=frozenset(columns))


def with_header_rows(correction: Correction, rows: Iterable[int]) -> Correction:
    """These rows are the header."""
    return replace(correction, header_rows=tuple(sorted(rows)))


def with_bounds(correction: Correction, *, first_row: int | None = None, last_row: int | None = None) -> Correction:
    """The table begins or ends with this row; what is not given stays."""
    return replace(
        correction,
        first_row=correction.first_row if first_row is None else first_row,
        last_row=correction.last_row if last_row is None else last_row,
    )


def with_role(correction: Correction, number: int, role: RowRole) -> Correction:
    """This row is that."""
    return replace(correction, roles={**correction.roles, number: role})
