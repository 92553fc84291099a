"""A short list as the source of a table: all rows at once, filtered and sorted here. For lists of hundreds, not of thousands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from models.text import words


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What of the list is shown: rows that have all these words in their `searched` text; `sort` is a name of `keys`."""

    text: str = ""
    sort: str = ""
    descending: bool = False
    states: frozenset[str] = frozenset()

    def with_text(self, text: str) -> ListQuery:
        """The same, with these words."""
        return replace(self, text=text)


def _every_text(row: Any) -> str:
    """All texts of a row, to search in."""
    names = getattr(row, "__dataclass_fields__", ())
    return " ".join(str(getattr(row, name)) for name in names if isinstance(getattr(row, name), str))


def _has(found: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether each wanted word begins one of the found ones, as in the registers."""
    return all(any(word.startswith(start) for word in found) for start in wanted)


class ListSource:
    """Asks `load()` once a count (a table counts first), then answers from what it got."""

    threaded = False

    def __init__(self, load: Callable[[], Sequence[Any]], keys: dict[str, Callable[[Any], Any]] | None = None) -> None:
        self._load = load
        self._keys = keys or {}
        self._found: list[Any] = []
        self._by_id: dict[int, Any] = {}

    def count(self, query: ListQuery, /) -> int:
        """Load, filter and sort; how many there are."""
        rows = list(self._load())
        self._by_id = {row.id: row for row in rows}
        if wanted := words(query.text):
            rows = [row for row in rows if _has(words(_every_text(row)), wanted)]
        if query.sort in self._keys:
            rows.sort(key=self._keys[query.sort], reverse=query.descending)
        self._found = rows
        return len(rows)

    def find_ids(self, query: ListQuery, /, *, offset: int, limit: int) -> Sequence[int]:  # noqa: ARG002 - counted before
        """The ids at these places."""
        return [row.id for row in self._found[offset : offset + limit]]

    def load_rows(self, ids: Sequence[int], /) -> Sequence[Any]:
        """The rows of these ids."""
        return [self._by_id[row_id] for row_id in ids if row_id in self._by_id]

    def matching(self, query: ListQuery, ids: frozenset[int], /) -> frozenset[int]:  # noqa: ARG002 - counted before
        """Those of these ids that are in the list."""
        return frozenset(row.id for row in self._found if row.id in ids)

    def place_of(self, query: ListQuery, record_id: int, /) -> int | None:  # noqa: ARG002 - counted before
        """Where in the list this row stands."""
        return next((place for place, row in enumerate(self._found) if row.id == record_id), None)
