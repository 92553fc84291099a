"""Where a page of a list is read from: a page past the middle is nearer from the end."""

from __future__ import annotations

from dataclasses import dataclass

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
