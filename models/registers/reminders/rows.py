"""What crosses the line about reminders: who is to be reminded of what, slips that go out, slips that went out. All frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something that wants a reminder. `kind` is the book by the name of its page: "tasks", "dossiers" or "directives".

    `addressee` is who has the work, as written; `content` is empty for a secret paper. `offset` is the step of the ladder in working
    days (negative: before the due date), `days_left` how many working days are left today (negative: late by so many). `times` is how
    many reminders of a task went out before, the last of them at `last_at`.
    """

    kind: str
    id: int
    content: str
    source: str
    due: date
    offset: int
    days_left: int
    department_id: int | None
    official_id: int | None
    addressee: str
    times: int = 0
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class WantedToday:
    """All that wants a reminder today, by due date; `left_off` of the tasks did not come along because there are too many."""

    tasks: tuple[Wanted, ...]
    dossiers: tuple[Wanted, ...]
    directives: tuple[Wanted, ...]
    left_off: int = 0

    def everything(self) -> tuple[Wanted, ...]:
        """Tasks, dossiers and documents one after the other."""
        return (*self.tasks, *self.dossiers, *self.directives)


@dataclass(frozen=True, slots=True)
class SlipEntry:
    """A slip to be issued: to whom (a department, an official, or a name as written) and about which tasks; `content` is a word to them."""

    addressee: str
    task_ids: tuple[int, ...]
    department_id: int | None = None
    official_id: int | None = None
    content: str = ""


@dataclass(frozen=True, slots=True)
class SlipRow:
    """A slip as lists show it: `tasks` is how many it names, `done` how many of these are completed by now."""

    id: int
    uid: str
    year: int
    number: int
    issued_date: date
    addressee: str
    content: str
    signer: str
    tasks: int
    done: int


@dataclass(frozen=True, slots=True)
class SlipLine:
    """A task on a slip as it stood on the day of issue: its due date then, and the round of the reminder."""

    task_id: int
    content: str
    source: str
    due: date | None
    days_left: int | None
    round: int


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip with its lines, as it was printed."""

    row: SlipRow
    lines: tuple[SlipLine, ...]
