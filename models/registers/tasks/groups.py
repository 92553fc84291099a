"""The list of tasks by who leads, by state, by month of the due date."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, case

from models.clock.deadlines import TaskState
from models.registers.groups import Group, Grouped, group
from models.registers.tasks.queries import conditions, state_condition
from models.registers.tasks.rows import UNASSIGNED, TaskQuery
from models.registers.tasks.tables import task
from models.registers.when import When


def _state(when: When) -> ColumnElement[str]:
    return case(*((state_condition(state, when), state.value) for state in TaskState), else_="")


def _late(when: When) -> ColumnElement[bool]:
    return state_condition(TaskState.OVERDUE, when)


_BOOK = Grouped(
    unit=task.c.lead_department_id,
    person=task.c.lead_official_id,
    due=task.c.due_date,
    unit_field="lead_department_id",
    person_field="lead_official_id",
    due_field="due",
    none="no_due",
    moments=False,
    states="task_state",
    state=_state,
    late=_late,
    conditions=conditions,
)


def groups(connection: Connection, query: TaskQuery, when: When, by: str) -> list[Group]:
    """The groups of a list of tasks; none by state of what nobody leads, which no state tells. Raises OfficeError `unknown_grouping`."""
    if by == "state" and UNASSIGNED in query.states:
        return []
    return group(connection, _BOOK, query, when, by)
