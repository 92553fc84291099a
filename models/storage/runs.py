"""Rows that came in together: one line of the journal for the whole run of their ids, with the digest of their images.

A run is made by inserting many rows at once, and taken back or done again as one. Its digest is over the rows as they came in, so that
`voided`, which undo sets, counts as 0 in it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

RUN_SQL = "substr(after_image, 1, 8) = '{\"rows\":'"
"""The condition that a line of the journal is about a run; an index and a question must have it in the same words."""
# Plain ASCII: half the time.
_ENCODER = json.JSONEncoder(separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Run:
    """`rows` rows from id `first` on, and the digest of their images by `columns`, those of that day. `voided`: taken back."""

    table_name: str
    first: int
    rows: int
    digest: str
    columns: tuple[str, ...]
    voided: int = 0

    @property
    def ids(self) -> range:
        """The ids of its rows."""
        return range(self.first, self.first + self.rows)

    def text(self) -> str:
        """As the journal keeps it."""
        told = {"rows": self.rows, "digest": self.digest, "columns": self.columns}
        return json.dumps({**told, "voided": 1} if self.voided else told)


def run_of(table_name: str, first: int, after: str) -> Run | None:
    """The run of a line of the journal; None for the image of a row."""
    if not after.startswith('{"rows":'):
        return None
    told = json.loads(after)
    return Run(table_name, first, told["rows"], told["digest"], tuple(told["columns"]), told.get("voided", 0))


class RunDigest:
    """The digest of a run, taken in piece by piece."""

    def __init__(self, columns: Sequence[str] = ()) -> None:
        self._columns = columns
        self._digest = hashlib.sha256()
        self.rows = 0

    def add(self, images: Sequence[Sequence[Any]]) -> None:
        """Take in rows by their values in the order of the columns, as they came in."""
        if images:
            text = _ENCODER.encode(images)[1:-1]
            self._digest.update((f",{text}" if self.rows else text).encode("ascii"))
            self.rows += len(images)

    def add_stored(self, images: Sequence[Mapping[str, Any]]) -> None:
        """Take in rows as they stand in the table, taken back or not."""
        self.add([[0 if name == "voided" else image[name] for name in self._columns] for image in images])

    def hex(self) -> str:
        """The digest."""
        return self._digest.hexdigest()
