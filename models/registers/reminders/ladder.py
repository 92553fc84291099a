"""The ladder of reminders: on which working days before and after a due date somebody is reminded. Pure functions.

A step before the due date falls on the working day on which so many working days are left; a step after it on the working day by which
the work is so many working days late. A due date on a rest day has its step 0 on the working day before, its step 1 after on the next
one: no step ever falls on a rest day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from models.clock.working_days import Calendar

LONGEST_STEP = 60
"""No step is farther from the due date than this, in working days."""


@dataclass(frozen=True, slots=True)
class LadderRules:
    """The steps in working days: `before` (0 is the due date itself), `after`, and every `repeat` days after the last one (0: never)."""

    before: tuple[int, ...] = (5, 3, 1, 0)
    after: tuple[int, ...] = (1, 3, 5)
    repeat: int = 5

    def first(self) -> int:
        """How many working days before the due date the first reminder goes out."""
        return max(self.before, default=0)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the working day on which it falls, and how many working days it is after the due date (negative: before it)."""

    day: date
    offset: int


def parse_steps(text: str) -> tuple[int, ...]:
    """The steps written as "5, 3, 1, 0", each once, as they were ordered. Raises ValueError for anything else or beyond `LONGEST_STEP`."""
    parts = [part.strip() for part in text.replace(";", ",").split(",")]
    steps = [int(part) for part in parts if part]
    if any(not 0 <= step <= LONGEST_STEP for step in steps):
        raise ValueError(text)
    return tuple(dict.fromkeys(steps))


def written_steps(steps: Iterable[int]) -> str:
    """Steps as they are written: "5, 3, 1, 0"."""
    return ", ".join(map(str, steps))


def reminders_due(due: date, today: date, calendar: Calendar, rules: LadderRules) -> Step | None:
    """The newest step that has fallen by `today`; None where none has. Whether a reminder went out since is the caller's to know.

    On a rest day the answer is that of the working day before: nobody is reminded on a rest day, but nothing is forgotten over it.
    """
    day = calendar.subtract_working_days(today, 0)
    late = calendar.working_days_between(due, day)
    # A due date on a rest day is late only from the next working day on, and on the working day before it no day is left.
    offset = late if late > 0 else -calendar.working_days_between(day, due)
    steps = [step for step in (*(-days for days in rules.before), *rules.after) if step <= offset and (step != 0 or 0 in rules.before)]
    # The repeated steps begin one stretch after the last one.
    beyond = offset - max(rules.after, default=0)
    if rules.repeat and beyond >= rules.repeat:
        steps.append(offset - beyond % rules.repeat)
    if not steps:
        return None
    newest = max(steps)
    return Step(step_day(due, newest, calendar), newest)


def step_day(due: date, offset: int, calendar: Calendar) -> date:
    """The working day of the step that is so many working days after the due date (negative: before it)."""
    if offset > 0:
        return calendar.add_working_days(due, offset)
    last = calendar.subtract_working_days(due, 0)
    return last if offset == 0 else calendar.subtract_working_days(last, -offset)
