"""All figures of the first page: cards, what is urgent, months, departments."""

from __future__ import annotations

from models.office import Office
from tests.benchmarks.measuring import Figure, interleaved
from tests.benchmarks.offices import TODAY, Offices


def measure(offices: Offices, rounds: int) -> list[Figure]:
    """What the page reads, without drawing it."""
    from ui.pages import day_figures

    office = Office.open(str(offices.large), today=TODAY)
    parts = (day_figures.day_figures, day_figures.urgent_work, day_figures.months, day_figures.departments)
    try:
        medians = interleaved({part.__name__: lambda part=part: part(office) for part in parts}, rounds)
    finally:
        office.close()
    detail = ", ".join(f"{name} {taken:.1f}" for name, taken in medians.items())
    return [Figure("overview", sum(medians.values()), 300, "ms", detail)]
