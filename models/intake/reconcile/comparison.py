"""What a comparison is: their rows and our records side by side, each difference with its two values. Nothing is decided here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from models.intake.reconcile.scope import Scope
from models.intake.workbooks.planned import Problem, Values
from models.labels import label, printed_date

KINDS = ("dossiers", "tasks")
"""The lists that can be compared."""


class Finding(StrEnum):
    """What is the matter with a record, the gravest first."""

    DONE_HERE = "done_here"
    """We have finished it, they still count it as open: "trễ hạn ảo" from the day it is due."""
    DONE_THERE = "done_there"
    ONLY_THEIRS = "only_theirs"
    ONLY_OURS = "only_ours"
    STATE = "state"
    """Another status, but open with both or finished with both."""
    DATES = "dates"
    TEXTS = "texts"


DIFFERENT = frozenset({Finding.DONE_HERE, Finding.DONE_THERE, Finding.STATE, Finding.DATES, Finding.TEXTS})
"""What both have, but differently."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that both fill differently. `theirs` None or "": their column leaves it empty."""

    field: str
    ours: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class Item:
    """A record that is not the same on both sides. `id` counts the items from 1; `row` is theirs, `record_id` ours.

    `code` names it, `title` says what it is. `late`: they count it as late although we have finished it, by `days_late` working days.
    `cancelled_here`: only theirs because we cancelled it.
    """

    id: int
    finding: Finding
    row: int | None
    record_id: int | None
    code: str
    title: str
    theirs: Values
    ours: Values
    differences: tuple[Difference, ...] = ()
    late: bool = False
    days_late: int = 0
    cancelled_here: bool = False

    def difference(self, name: str) -> Difference | None:
        """How a field differs; None where it does not."""
        return next((each for each in self.differences if each.field == name), None)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A list beside the register, as the office stood on `today`.

    `fields` are those that their sheet has and the register too. `same` counts the records that agree in all of them, `read` their
    rows, `not_ours` those that are addressed to others. `unread` are rows that could not be read: they are compared with nothing.
    """

    kind: str
    file_name: str
    sheet: str
    sender: str
    today: date
    fields: tuple[str, ...]
    scope: Scope
    items: tuple[Item, ...]
    read: int
    same: int
    not_ours: int = 0
    unread: tuple[Problem, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        """How many of each; `compared` is what both have, `different` what both have but not alike."""
        found = dict.fromkeys(Finding, 0)
        for item in self.items:
            found[item.finding] += 1
        different = sum(found[each] for each in DIFFERENT)
        return {
            "read": self.read,
            "compared": self.same + different,
            "same": self.same,
            "different": different,
            **{str(finding): number for finding, number in found.items()},
            "virtually_late": sum(1 for item in self.items if item.late),
            "unread": len({problem.row for problem in self.unread}),
            "not_ours": self.not_ours,
        }


_LABELLED = {"channel": "channel", "recurring": "recurrence"}
_MIDNIGHT = time()


def shown(name: str, value: Any) -> str:
    """A value as a person reads it: codes in words, moments to the minute, a day alone where no hour is known; "" for none."""
    if value is None or value == "" or value == ():
        return ""
    if name == "status":
        return label("dossier_status", value) if isinstance(value, int) else _task_status(value)
    if name in _LABELLED:
        return label(_LABELLED[name], value)
    if isinstance(value, datetime):
        return printed_date(value) if value.time() == _MIDNIGHT else f"{printed_date(value)} {value:%H:%M}"
    if isinstance(value, date):
        return printed_date(value)
    if isinstance(value, (tuple, list)):
        return "; ".join(str(each) for each in value)
    return str(value)


def _task_status(value: str) -> str:
    """A task's state of ours by its code, theirs in their own words."""
    from models.labels import LABELS

    return label("task_state", value) if value in LABELS["task_state"] else str(value)
