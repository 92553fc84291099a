"""Rounds, medians and figures: what all measurements share."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Job = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured. `value` holds when it is not above `limit` (not below, for a rate); `unit` is "×", "ms" or "/s".

    `detail` says what the value came from, with the medians in milliseconds.
    """

    name: str
    value: float
    limit: float
    unit: str = "×"
    detail: str = ""

    @property
    def holds(self) -> bool:
        """Whether the limit is kept."""
        return self.value >= self.limit if self.unit == "/s" else self.value <= self.limit

    def shown(self) -> str:
        """The value with its unit."""
        return f"{self.value:,.0f}{self.unit}" if self.unit == "/s" else f"{self.value:.2f} {self.unit}"


def milliseconds(job: Job) -> float:
    """How long this takes."""
    before = time.perf_counter()
    job()
    return (time.perf_counter() - before) * 1000


def interleaved(jobs: dict[str, Job], rounds: int) -> dict[str, float]:
    """The median time of each job in milliseconds, one after the other in each round, after a round that is not counted."""
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for number in range(rounds + 1):
        for name, job in jobs.items():
            taken = milliseconds(job)
            if number:
                times[name].append(taken)
    return {name: statistics.median(taken) for name, taken in times.items()}


def ratio(name: str, limit: float, jobs: dict[str, Job], rounds: int) -> Figure:
    """The first job held against the second, its yardstick."""
    medians = interleaved(jobs, rounds)
    (thing, taken), (yardstick, allowed) = medians.items()
    return Figure(name, taken / allowed, limit, detail=f"{thing} {taken:.2f} ms, {yardstick} {allowed:.2f} ms")


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of all does not exceed."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]
