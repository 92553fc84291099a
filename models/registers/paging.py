"""Where a page of a list is read from, and where in a list a record stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_

# Below this, counting off rows from the start costs nothing.
_FAR = 20_000


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some rows of a list: so many after an offset, counted from the end and in turned order when `backwards`."""

    offset: int
    limit: int | None
    backwards: bool = False


def nearest(offset: int, limit: int | None, total: int | None) -> Stretch:
    """The stretch that gives these rows with the fewest skipped; `total` is how many rows the list has, where that is known."""
    if total is None or limit is None or offset < _FAR or 2 * offset < total:
        return Stretch(offset, limit)
    number = max(0, min(limit, total - offset))
    return Stretch(max(0, total - offset - number), number, backwards=True)


@dataclass(frozen=True, slots=True)
class Key:
    """A column that a list is ordered by. `nulls`: where rows without a value stand, "first" or "last"."""

    column: ColumnElement[Any]
    descending: bool
    nulls: str


def stands_before(keys: Sequence[Key], values: Sequence[Any]) -> ColumnElement[bool]:
    """The condition of all rows that stand before the row with these values in a list ordered by these keys."""
    before: list[ColumnElement[bool]] = []
    same: list[ColumnElement[bool]] = []
    for key, value in zip(keys, values, strict=True):
        column = key.column
        earlier: ColumnElement[bool]
        if value is None:
            earlier = column.is_not(None) if key.nulls == "last" else false()
            equal = column.is_(None)
        else:
            earlier = column > value if key.descending else column < value
            if key.nulls == "first":
                earlier = or_(earlier, column.is_(None))
            equal = column == value
        before.append(and_(*same, earlier))
        same.append(equal)
    first, value = keys[0], values[0]
    if value is None or first.nulls == "first":
        return or_(*before)
    # Said once more of the first column alone, so that its index leads there.
    return and_(first.column >= value if first.descending else first.column <= value, or_(*before))
