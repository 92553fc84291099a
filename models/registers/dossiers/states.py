"""The ten national statuses and what may follow which; the computed states, as SQL conditions for lists."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from enum import IntEnum

from sqlalchemy import ColumnElement, Integer, and_, literal_column, or_

from models.clock.deadlines import DossierState
from models.errors import OfficeError
from models.labels import label
from models.registers.dossiers.tables import dossier
from models.registers.phases import PHASE_SQL
from models.registers.when import When


class Status(IntEnum):
    """The national statuses (domain.md 2.5; words in LABELS["dossier_status"])."""

    REGISTERED = 1
    ACCEPTED = 2
    REFUSED = 3
    PROCESSING = 4
    SUPPLEMENT = 5
    FINANCIAL = 6
    WITHDRAWN = 7
    STOPPED = 8
    RESOLVED = 9
    RETURNED = 10


OPEN_STATUSES = frozenset({Status.ACCEPTED, Status.PROCESSING})
PAUSED_STATUSES = frozenset({Status.SUPPLEMENT, Status.FINANCIAL})
CLOSED_STATUSES = frozenset({Status.REFUSED, Status.WITHDRAWN, Status.STOPPED})
DONE_STATUSES = frozenset({Status.RESOLVED, Status.RETURNED})

# Which status may follow which, step by step. A wrong step is put right by undo or a correction with a reason, never by a step back.
_LEAVES = frozenset({Status.WITHDRAWN, Status.STOPPED})
TRANSITIONS: dict[Status, frozenset[Status]] = {
    Status.REGISTERED: frozenset({Status.ACCEPTED, Status.REFUSED, Status.WITHDRAWN}),
    Status.ACCEPTED: frozenset({Status.REFUSED, Status.PROCESSING, Status.RESOLVED}) | PAUSED_STATUSES | _LEAVES,
    Status.PROCESSING: frozenset({Status.PROCESSING, Status.RESOLVED}) | PAUSED_STATUSES | _LEAVES,
    Status.SUPPLEMENT: frozenset({Status.PROCESSING}) | _LEAVES,
    Status.FINANCIAL: frozenset({Status.PROCESSING}) | _LEAVES,
    Status.RESOLVED: frozenset({Status.RETURNED}),
    Status.REFUSED: frozenset(),
    Status.WITHDRAWN: frozenset(),
    Status.STOPPED: frozenset(),
    Status.RETURNED: frozenset(),
}


def may_follow(current: int, following: Status) -> bool:
    """Whether a dossier may step from this status to that one."""
    return following in TRANSITIONS[Status(current)]


def bad_transition(current: int, following: Status) -> OfficeError:
    """The refusal of a step that cannot be, with both statuses in words."""
    words = (label("dossier_status", current), label("dossier_status", int(following)))
    return OfficeError("bad_transition", field="status", current=words[0], following=words[1])


def check_transition(current: int, following: Status) -> None:
    """Raises OfficeError `bad_transition` for a step that cannot be."""
    if not may_follow(current, following):
        raise bad_transition(current, following)


# The part of the state that does not depend on the day, numbered as in PHASE_SQL.
_OPEN_PHASE = 2
_PHASES = {
    DossierState.NOT_ACCEPTED_YET: 1,
    DossierState.NO_DUE_DATE: 3,
    DossierState.PAUSED: 4,
    DossierState.CLOSED: 5,
    DossierState.COMPLETED_ON_TIME: 6,
    DossierState.COMPLETED_LATE: 7,
}
_OPEN_STATES = frozenset({DossierState.OVERDUE, DossierState.DUE_SOON, DossierState.IN_PROGRESS})


PHASE: ColumnElement[int] = literal_column(PHASE_SQL, Integer)
# The plus keeps SQLite from looking a phase up where another index should lead; the value is still read from that index.
PHASE_READ: ColumnElement[int] = literal_column(f"+{PHASE_SQL}", Integer)
LATE_PHASE = _PHASES[DossierState.COMPLETED_LATE]
DONE_PHASES = (_PHASES[DossierState.COMPLETED_ON_TIME], LATE_PHASE)
# Written out, not bound: SQLite then sees that the indexes of live dossiers fit.
NOT_VOIDED: ColumnElement[bool] = dossier.c.voided == literal_column("0")
LIVE: ColumnElement[bool] = and_(dossier.c.cancelled_at.is_(None), NOT_VOIDED)
DEAD: ColumnElement[bool] = or_(dossier.c.cancelled_at.is_not(None), dossier.c.voided == literal_column("1"))


def soon_end(when: When) -> datetime:
    """The first moment that is no longer "due soon"."""
    return datetime.combine(when.soon_until, time()) + timedelta(days=1)


def open_condition(state: DossierState, when: When) -> ColumnElement[bool]:
    """What tells apart the three states of an open dossier with an appointment."""
    due = dossier.c.appointment_at
    if state is DossierState.OVERDUE:
        return due < when.now
    if state is DossierState.DUE_SOON:
        return and_(due >= when.now, due < soon_end(when))
    return due >= max(when.now, soon_end(when))


def states_condition(states: frozenset[DossierState], when: When, *, phase: ColumnElement[int] = PHASE) -> ColumnElement[bool]:
    """The dossiers in any of these states; without states all that are not cancelled."""
    wanted = states - {DossierState.CANCELLED}
    cancelled = and_(NOT_VOIDED, dossier.c.cancelled_at.is_not(None))
    if states and not wanted:
        return cancelled
    live = LIVE
    if wanted:
        phases = {_PHASES[state] for state in wanted - _OPEN_STATES}
        open_states = wanted & _OPEN_STATES
        if open_states:
            phases.add(_OPEN_PHASE)
        live = and_(LIVE, phase.in_(sorted(phases)) if len(phases) > 1 else phase == min(phases))
        if open_states and open_states != _OPEN_STATES:
            due = or_(*(open_condition(state, when) for state in sorted(open_states)))
            live = and_(live, due if len(phases) == 1 else or_(phase != _OPEN_PHASE, due))
    return or_(live, cancelled) if DossierState.CANCELLED in states else live


def state_condition(state: DossierState, when: When, *, phase: ColumnElement[int] = PHASE) -> ColumnElement[bool]:
    """The dossiers in this state, the same as `models.clock.deadlines.dossier_state` says of each."""
    return states_condition(frozenset({state}), when, phase=phase)
