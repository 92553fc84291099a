"""The book of documents by who they were forwarded to, by state, by month of the due date."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection

from models.clock.deadlines import DirectiveState
from models.registers.directives.queries import conditions, state_column, state_condition
from models.registers.directives.rows import DirectiveQuery
from models.registers.directives.tables import directive
from models.registers.groups import Group, Grouped, group
from models.registers.when import When


def _late(when: When) -> ColumnElement[bool]:
    return state_condition(DirectiveState.OVERDUE, when)


_BOOK = Grouped(
    unit=directive.c.recipient_department_id,
    person=directive.c.recipient_official_id,
    due=directive.c.due_date,
    unit_field="recipient_department_id",
    person_field="recipient_official_id",
    due_field="due",
    none="no_due",
    moments=False,
    states="directive_state",
    state=state_column,
    late=_late,
    conditions=conditions,
)


def groups(connection: Connection, query: DirectiveQuery, when: When, by: str) -> list[Group]:
    """The groups of a list of documents. Raises OfficeError `unknown_grouping`."""
    return group(connection, _BOOK, query, when, by)
