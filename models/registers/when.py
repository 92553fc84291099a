"""The moment for which states are computed: one value, asked of the office once and handed to every query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class When:
    """`today` and `now` in Vietnam time; `soon_until` is the last day that counts as "due soon"."""

    today: date
    now: datetime
    soon_until: date
