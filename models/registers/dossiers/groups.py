"""The list of dossiers by who handles them, by state, by month of the appointment."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, case

from models.clock.deadlines import DossierState
from models.registers.dossiers.queries import conditions
from models.registers.dossiers.rows import DossierQuery
from models.registers.dossiers.states import PHASE_READ, state_condition
from models.registers.dossiers.tables import dossier
from models.registers.groups import Group, Grouped, group
from models.registers.when import When


def _state(when: When) -> ColumnElement[str]:
    return case(*((state_condition(state, when, phase=PHASE_READ), state.value) for state in DossierState), else_="")


def _late(when: When) -> ColumnElement[bool]:
    return state_condition(DossierState.OVERDUE, when, phase=PHASE_READ)


_BOOK = Grouped(
    unit=dossier.c.handling_department_id,
    person=dossier.c.handler_id,
    due=dossier.c.appointment_at,
    unit_field="department_id",
    person_field="handler_id",
    due_field="appointment",
    none="no_appointment",
    moments=True,
    states="dossier_state",
    state=_state,
    late=_late,
    conditions=conditions,
)


def groups(connection: Connection, query: DossierQuery, when: When, by: str) -> list[Group]:
    """The groups of a list of dossiers. Raises OfficeError `unknown_grouping`."""
    return group(connection, _BOOK, query, when, by)
