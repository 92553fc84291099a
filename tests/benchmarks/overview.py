"""The first page of every role: its cards, what is urgent, its blocks, its months."""

from __future__ import annotations

from functools import partial

from models.office import Office
from models.progress import no_report
from tests.benchmarks.measuring import Figure, interleaved
from tests.benchmarks.offices import TODAY, Offices


def measure(offices: Offices, rounds: int) -> list[Figure]:
    """What the page reads on its thread, without drawing it; the slowest role counts."""
    from ui.pages.overview_blocks import ROLES
    from ui.pages.overview_reading import people, read

    office = Office.open(str(offices.large), today=TODAY)
    try:
        person = people(office)[0].id
        medians = interleaved({role: partial(read, office, role, person, no_report) for role in ROLES}, rounds)
    finally:
        office.close()
    detail = ", ".join(f"{name} {taken:.1f}" for name, taken in medians.items())
    return [Figure("overview", max(medians.values()), 300, "ms", detail)]
