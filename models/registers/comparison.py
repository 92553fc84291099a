"""A list of another office beside our register, as a value: each difference with its two values, and what a person decides of it.

Who compares (`models.intake.reconcile`) fills it, who prints it (`models.reports.reconcile_sheet`) and the screen read it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import Any

from models.labels import LABELS, label, printed_date, tr

Values = Mapping[str, Any]

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


DOSSIER_FIELDS = (
    "status", "received_at", "appointment_at", "resolved_at", "returned_at", "procedure_code", "procedure_name", "field",
    "applicant", "phone", "address", "channel", "note",
)  # fmt: skip
TASK_FIELDS = (
    "status", "completed_date", "due_date", "due_text", "recurring", "assigned_date", "source_number", "source_date", "source_agency",
    "external_code", "content", "lead", "coordinating", "deliverable", "evidence_number", "evidence_date", "assigned_by", "note",
)  # fmt: skip
DAYS = frozenset(
    {
        "received_at",
        "appointment_at",
        "resolved_at",
        "returned_at",
        "completed_date",
        "due_date",
        "assigned_date",
        "source_date",
        "evidence_date",
    }
)
"""Dates and moments: an empty cell of theirs says that there is none. Elsewhere an empty cell says nothing."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which of our records are looked for in their list.

    `first`, `last`: received (dossiers) or assigned (tasks) on these days; None where the list tells no day. `open_only`: the title
    says that it lists what is not finished, and so it does. `field`: all its rows are of this field. `documents`: how many assigning
    documents it names; our tasks of these are looked for whatever their day.
    """

    kind: str
    first: date | None = None
    last: date | None = None
    open_only: bool = False
    field: str = ""
    documents: int = 0

    def told(self) -> str:
        """The scope in a sentence, for the screen and the workbook."""
        if self.kind == "dossiers":
            if self.first is None or self.last is None:
                return tr("Tệp không cho biết ngày tiếp nhận, nên không tìm được hồ sơ nào chỉ sổ ta có.")
            span = _span(self.first, self.last)
            told = tr("Phía sổ ta chỉ so hồ sơ tiếp nhận {span}", span=span)
            return told + self._more(tr(", lĩnh vực {field}", field=self.field), tr(", chưa giải quyết xong"))
        parts = [tr("nhiệm vụ của {count} văn bản giao có trong tệp", count=self.documents)] if self.documents else []
        if self.first is not None and self.last is not None:
            parts.append(tr("nhiệm vụ cấp trên giao {span}", span=_span(self.first, self.last)))
        if not parts:
            return tr("Tệp không nêu văn bản giao hay ngày giao, nên phía sổ ta chỉ so nhiệm vụ cấp trên giao chưa hoàn thành.")
        told = tr("Phía sổ ta chỉ so {parts}", parts=tr(" và ").join(parts))
        return told + self._more("", tr(", chưa hoàn thành"))

    def _more(self, of_field: str, not_finished: str) -> str:
        return (of_field if self.field else "") + (not_finished if self.open_only else "") + "."


def _span(first: date, last: date) -> str:
    if first == last:
        return tr("ngày {day}", day=printed_date(first))
    return tr("từ {first} đến {last}", first=printed_date(first), last=printed_date(last))


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
    rows, `not_ours` those that are addressed to others; `source` is their file, which is never written over. `unread` are the
    problems of rows that could not be read (as the plan of an import has them): they are compared with nothing.
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
    unread: tuple[Any, ...] = ()
    source: Path | None = None

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
    return label("task_state", value) if value in LABELS["task_state"] else str(value)


class Decision(StrEnum):
    """What is to become of a difference."""

    THEIRS = "theirs"
    """Our record is changed, or their row entered."""
    OURS = "ours"
    """Ours stays, and nothing is asked of them."""
    REPORT = "report"
    """Ours stays, and they are asked to put theirs right."""


Decisions = Mapping[tuple[int, str], Decision]
"""(id of the item, field) -> decision; the field is "" for what only one side has."""

# What a finished dossier or task is told by goes together: a result without its moment, or a moment without its status, is no state.
STATE_FIELDS = {
    "dossiers": frozenset({"status", "resolved_at", "returned_at"}),
    "tasks": frozenset({"status", "completed_date", "evidence_number", "evidence_date"}),
}


def fields_to_decide(item: Item) -> tuple[str, ...]:
    """The fields of an item that are decided; "" alone for what only one side has."""
    return tuple(each.field for each in item.differences) or ("",)


def linked_fields(kind: str, item: Item, name: str) -> tuple[str, ...]:
    """The fields that are decided together with this one: those that tell whether the record is finished, where that differs."""
    together = STATE_FIELDS[kind]
    if name in together and item.finding in (Finding.DONE_HERE, Finding.DONE_THERE):
        return tuple(each.field for each in item.differences if each.field in together)
    return (name,)


def may_be(item: Item, decision: Decision) -> bool:
    """Whether this can be decided of an item: neither what only we have nor what we cancelled can be taken from them."""
    return decision is not Decision.THEIRS or not (item.finding is Finding.ONLY_OURS or item.cancelled_here)
