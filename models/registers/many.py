"""One service for many records: one change, one step to undo; what is refused for one record leaves the others alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.errors import OfficeError
from models.outcome import Outcome
from models.progress import Report, no_report

if TYPE_CHECKING:
    from models.office import Office


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A record that was not changed, and why."""

    id: int
    error: OfficeError


@dataclass(frozen=True, slots=True)
class Many:
    """What became of many records. `outcome.seq` is 0 where nothing was changed at all; `done` counts those the service accepted."""

    outcome: Outcome
    done: int
    left_out: tuple[LeftOut, ...]


def change_many(
    office: Office,
    label: str,
    ids: Sequence[int],
    service: Callable[[Office, int], object],
    *,
    subject: str,
    reason: str = "",
    report: Report = no_report,
) -> Many:
    """Call `service(office, id)` for each record inside one change named `label`.

    A refusal (OfficeError that is not the machine's) leaves that record out and goes on; the machine's own and a cancelling `report`
    take all of it back and are raised.
    """
    left_out = []
    with office.together(label, subject=subject, reason=reason) as tx:
        for number, record_id in enumerate(ids, start=1):
            try:
                service(office, record_id)
            except OfficeError as error:
                if error.environment:
                    raise
                left_out.append(LeftOut(record_id, error))
            report(number, len(ids))
    return Many(tx.outcome(), len(ids) - len(left_out), tuple(left_out))
