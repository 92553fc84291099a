"""What a service gives back: what changed, so that exactly the screens that show it refresh."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Notice:
    """A remark that did not stop the work: a code for `ui/words.py` and its facts."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Which rows of which tables changed."""

    ids: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def touches(self, *tables: str) -> bool:
        """Whether any row of any of these tables changed."""
        return any(self.ids.get(table) for table in tables)

    def of(self, table: str) -> frozenset[int]:
        """The changed ids of one table."""
        return self.ids.get(table, frozenset())


@dataclass(frozen=True, slots=True)
class Outcome:
    """One acknowledged change: its journal entry, what it touched, and the record it was about.

    `seq` is the number of the journal entry, 0 when nothing needed to change.
    """

    seq: int
    label: str
    changes: ChangeSet
    id: int | None = None
    uid: str | None = None
    notices: tuple[Notice, ...] = ()
