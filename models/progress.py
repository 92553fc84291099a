"""How long work tells where it is, and is stopped."""

from __future__ import annotations

from typing import Protocol


class Report(Protocol):
    """Called with what is done and the whole; raises `models.errors.Cancelled` when the person stopped it."""

    def __call__(self, done: int, total: int, /) -> None:
        """Tell how far the work is, in the units of `total` (0 while nobody knows)."""


def no_report(done: int, total: int, /) -> None:
    """Tells nobody and never stops."""
