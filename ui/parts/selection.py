"""What a person selected in a list, as a value that actions and services take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QItemSelection


@dataclass(frozen=True, slots=True)
class Selection:
    """The records that were selected. `ids` None means all that `query` finds, `total` of them: a service is then given the query.

    `ids` are in the order of the list. `query` is what the list asks for in either case.
    """

    ids: tuple[int, ...] | None
    query: Any
    total: int

    def is_all(self) -> bool:
        """Whether everything found is meant, which no list of ids names."""
        return self.ids is None


def stretches(selected: QItemSelection) -> list[tuple[int, int]]:
    """The selected rows as (first, last), in order, touching ones joined. Reads no row, however many are selected."""
    joined: list[tuple[int, int]] = []
    parts = (selected.at(number) for number in range(selected.count()))
    for first, last in sorted((part.top(), part.bottom()) for part in parts):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined


def number_of(parts: Sequence[tuple[int, int]]) -> int:
    """How many rows these stretches hold."""
    return sum(last - first + 1 for first, last in parts)
