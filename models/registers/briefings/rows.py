"""What crosses the line about the weekly briefing (giao ban). All frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class BriefingRow:
    """A briefing as lists show it; `closed_at` is None while it runs. `said`, `assigned`, `conclusions` count what stands in it."""

    id: int
    uid: str
    held_date: date
    chair: str
    attendees: str
    note: str
    closed_at: datetime | None
    said: int
    assigned: int
    conclusions: int


@dataclass(frozen=True, slots=True)
class BriefingItem:
    """One thing of a briefing. `kind`: "said", "assigned" or "conclusion" (of LABELS["briefing_item"]).

    `content` is what was said; of a task given it is the task itself, with `due`. `about` is the content of the task that a word was
    about, `person` whom it was about or who got the task.
    """

    id: int
    kind: str
    at: datetime
    content: str
    person: str
    task_id: int | None
    about: str
    due: date | None


@dataclass(frozen=True, slots=True)
class BriefingWhole:
    """A briefing with all that was said, in the order in which it was said."""

    row: BriefingRow
    items: tuple[BriefingItem, ...]

    def of_kind(self, kind: str) -> tuple[BriefingItem, ...]:
        """The items of one kind."""
        return tuple(item for item in self.items if item.kind == kind)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at the table: an official, or a department for the work that no official of it leads in person.

    `late`, `soon` (due from today to the end of the week that begins), `running` count their tasks as they stand, `done` those
    completed in the seven days before; `obstacles` are those of running tasks that nobody answered.
    """

    official_id: int | None
    department_id: int | None
    name: str
    unit: str
    late: int
    soon: int
    running: int
    done: int
    obstacles: int


@dataclass(frozen=True, slots=True)
class PersonTask:
    """A task of a person as the briefing shows it. `days_left` counts working days, negative when late, None without a due date."""

    id: int
    content: str
    source: str
    due: date | None
    days_left: int | None
    completed: date | None
    obstacle: str
    reminders: int


@dataclass(frozen=True, slots=True)
class PersonWork:
    """The work of one person in the order in which a briefing goes through it."""

    late: tuple[PersonTask, ...]
    soon: tuple[PersonTask, ...]
    obstacles: tuple[PersonTask, ...]
    done: tuple[PersonTask, ...]
