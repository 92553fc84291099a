"""A row that cannot become a record, and a cell that was not understood though its row can."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from models.intake.wording.addressing import Addressed


class RowRefusedError(Exception):
    """A row that cannot become a record: the code, the field that is wrong, the facts.

    `addressed` tells to whom the row is addressed all the same: what is wrong with the rows of others is none of our business.
    """

    def __init__(self, code: str, field_name: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.field = field_name
        self.facts = facts
        self.addressed: Addressed | None = None


@dataclass(frozen=True, slots=True)
class CellWarning:
    """A cell that says nothing usable in a row that is entered all the same: a code, the facts of its sentence, the field."""

    code: str
    facts: Mapping[str, Any]
    field: str
