"""What stands on the screen of a list, as a value: for "export what I see" and "print what I see"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ui.parts.columns import Column
from ui.parts.register_model import Source


@dataclass(frozen=True, slots=True)
class Seen:
    """`title` names the book, `columns` are the shown ones from left to right, `filters` say in words what is left out.

    `query` finds the `total` records in their order; `ids` are given instead where the list shows records that no query names.
    `source` answers for both, on another thread too where it is `threaded`.
    """

    title: str
    columns: tuple[Column, ...]
    query: Any
    total: int
    source: Source
    filters: tuple[str, ...] = ()
    ids: tuple[int, ...] | None = None
