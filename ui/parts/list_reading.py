"""What a page of a book asks on a thread beside its rows. Knows no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any

from models.progress import Report
from models.registers.groups import Group

if TYPE_CHECKING:
    from models.office import Office
    from models.registers.when import When


def count_states(office: Office, queries: ModuleType, query: Any, when: When, report: Report) -> Mapping[str, int]:
    """How many records stand in each state."""
    with office.read() as conn:
        counts: Mapping[str, int] = queries.state_counts(conn, query, when)
    report(1, 1)
    return counts


def read_groups(office: Office, module: ModuleType, query: Any, when: When, by: str, report: Report) -> Sequence[Group]:
    """The groups of what the query finds."""
    with office.read() as conn:
        groups: Sequence[Group] = module.groups(conn, query, when, by)
    report(1, 1)
    return groups
