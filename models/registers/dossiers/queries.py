"""Asking the register of dossiers: counts, ids, rows by page, one dossier whole.

Lists are read in two steps, ids over an index that holds all they need and then the rows of one page, so that a million dossiers
cost no more than a thousand.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, Select, bindparam, case, func, literal_column, or_, select

from models.clock.deadlines import DossierState, days_late, dossier_state, working_days_left
from models.clock.working_days import Calendar
from models.errors import OfficeError
from models.registers.dossiers.explanation import explain, timeline
from models.registers.dossiers.rows import SORTS, DossierQuery, DossierRow, DossierWhole, ExtensionRow, PauseRow, StepRow
from models.registers.dossiers.states import NOT_VOIDED, PHASE, PHASE_READ, state_condition, states_condition
from models.registers.dossiers.statistics import figure_condition
from models.registers.dossiers.tables import dossier, dossier_extension, dossier_pause, dossier_step
from models.registers.filters import among
from models.registers.paging import Key, Stretch, nearest, stands_before
from models.registers.staff import department, official
from models.registers.when import When
from models.storage.journal import entries
from models.storage.search import has_words, query_terms, search_condition

COUNT_CAP = 1_000
"""Finds of a text are counted up to here; one more means "more than that"."""

_PAGE = 500
# So many dossiers are sorted as quickly as an index is walked; more are read in the order of an index.
_FEW = 20_000
_NEWEST = 10_000
_WAITING = frozenset({DossierState.IN_PROGRESS, DossierState.DUE_SOON, DossierState.OVERDUE})


@dataclass(frozen=True, slots=True)
class _Asked:
    """A list's conditions. `leads`: the filters and states may be looked up in their own indexes; else the index of the order leads."""

    query: DossierQuery
    when: When
    dialect: str
    leads: bool
    newest: int | None = None
    whole: bool = False

    def conditions(self) -> list[ColumnElement[bool]]:
        """All of them."""
        query, c = self.query, dossier.c
        filters: list[ColumnElement[bool]] = []
        for column, value, ids in (
            (c.field, query.field, False),
            (c.procedure_code, query.procedure_code, False),
            (c.handling_department_id, query.department_id, True),
            (c.handler_id, query.handler_id, True),
        ):
            if value is not None:
                filters.append(among(self._read(column), value, ids=ids))
        filters += self._days(c.received_at, query.received_from, query.received_to)
        filters += self._days(c.resolved_at, query.resolved_from, query.resolved_to)
        if query.figure is not None:
            filters.append(figure_condition(query.figure))
        # With another filter the state is read from that one's index, which holds it.
        phase = PHASE if self.leads and not filters else PHASE_READ
        filters.append(states_condition(query.states, self.when, phase=phase))
        filters += self._days(c.appointment_at, query.appointment_from, query.appointment_to)
        if query.no_appointment:
            filters.append(c.appointment_at.is_(None))
        for column, value in (
            (c.channel, query.channel),
            (c.status, query.status),
            (c.late_reason_code, query.late_reason_code),
            (c.holder, query.holder),
        ):
            if value is not None:
                filters.append(among(column, value))
        if query.apology is not None:
            none = (c.apology_date.is_(None)) & (c.apology_number == "")
            filters.append(~none if query.apology else none)
        found = search_condition(dossier, query.text, self.dialect, newest=self.newest, whole=self.whole) if query.text else None
        if found is not None:
            filters.append(found)
        return filters

    def _read(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        """The column itself, or so that no index is looked up by it."""
        if self.leads or self.dialect != "sqlite":
            return column
        return literal_column(f"+{column}", column.type)

    def _days(self, column: ColumnElement[Any], first: date | None, last: date | None) -> list[ColumnElement[bool]]:
        """The moments from the first day to the last, both included."""
        found = []
        if first is not None:
            found.append(self._read(column) >= datetime.combine(first, time()))
        if last is not None:
            found.append(self._read(column) < datetime.combine(last, time()) + timedelta(days=1))
        return found


def _counted(connection: Connection, asked: _Asked, cap: int | None) -> int:
    conditions = asked.conditions()
    if cap is None:
        return connection.execute(select(func.count()).select_from(dossier).where(*conditions)).scalar_one()
    found: Select[Any] = select(literal_column("1")).select_from(dossier).where(*conditions).limit(cap + 1)
    return connection.execute(select(func.count()).select_from(found.subquery())).scalar_one()


def count(connection: Connection, query: DossierQuery, when: When) -> int:
    """How many dossiers a list has. With a text at most `COUNT_CAP` + 1."""
    asked = _Asked(query, when, connection.dialect.name, leads=True)
    if not query.text:
        return _counted(connection, asked, None)
    # A common word has its first thousand finds among the newest; only a rare one is looked for everywhere, and as a beginning.
    number = _counted(connection, replace(asked, newest=_NEWEST, whole=True), COUNT_CAP)
    return number if number > COUNT_CAP else _counted(connection, asked, COUNT_CAP)


def _is_bare(query: DossierQuery) -> bool:
    """Whether a list asks for nothing but an order."""
    return replace(query, sort="appointment_at", descending=False) == DossierQuery()


def _order(query: DossierQuery, *, backwards: bool = False) -> list[ColumnElement[Any]]:
    c = dossier.c
    if query.text:
        return [c.id.desc()]
    if query.sort not in SORTS:
        raise ValueError(query.sort)
    keys: list[ColumnElement[Any]] = [c[query.sort], c.id]
    if query.sort == "field":
        keys.insert(1, c.appointment_at)
    ordered: list[ColumnElement[Any]] = [key.desc() if query.descending != backwards else key.asc() for key in keys]
    if c[query.sort].nullable:
        # What has no moment yet comes last in either order.
        ordered[0] = ordered[0].nulls_first() if backwards else ordered[0].nulls_last()
    return ordered


def find_ids(
    connection: Connection, query: DossierQuery, when: When, *, offset: int = 0, limit: int | None = None, total: int | None = None
) -> list[int]:
    """The ids of a list in its order, all of them or a part; `total`, how many there are where that is known, makes far parts quick."""
    asked = _Asked(query, when, connection.dialect.name, leads=True)
    if query.text:
        if limit is not None:
            found = _ids(connection, replace(asked, newest=_NEWEST), Stretch(offset, limit))
            if len(found) == limit:
                return found
        total = None
    elif not _is_bare(query) and (query.sort != "appointment_at" or len(query.states) > 1):
        asked = replace(asked, leads=_counted(connection, asked, _FEW) <= _FEW)
    return _ids(connection, asked, nearest(offset, limit, total))


def _ids(connection: Connection, asked: _Asked, part: Stretch) -> list[int]:
    statement = select(dossier.c.id).where(*asked.conditions()).order_by(*_order(asked.query, backwards=part.backwards))
    if part.limit is not None:
        statement = statement.limit(part.limit)
    if part.offset:
        statement = statement.offset(part.offset)
    found = list(connection.execute(statement).scalars())
    return found[::-1] if part.backwards else found


def conditions(connection: Connection, query: DossierQuery, when: When) -> list[ColumnElement[bool]]:
    """All that a list asks, for totals over it."""
    return _Asked(query, when, connection.dialect.name, leads=True).conditions()


def matching(connection: Connection, query: DossierQuery, when: When, ids: Collection[int]) -> frozenset[int]:
    """Those of these few ids that the query finds."""
    asked = _Asked(replace(query, text=""), when, connection.dialect.name, leads=False)
    rows = connection.execute(select(dossier).where(dossier.c.id.in_(list(ids)), *asked.conditions())).mappings()
    return frozenset(row["id"] for row in rows if has_words(dossier, dict(row), query.text))


def place_of(connection: Connection, query: DossierQuery, when: When, record_id: int) -> int | None:
    """Where in the list of the query this dossier stands, from 0; None when the list does not hold it."""
    if not matching(connection, query, when, [record_id]):
        return None
    if query_terms(query.text):
        found = find_ids(connection, query, when, limit=COUNT_CAP + 1)
        return found.index(record_id) if record_id in found else None
    if query.sort not in SORTS:
        raise ValueError(query.sort)
    c, smallest = dossier.c, connection.dialect.name == "sqlite"
    # Only the first key has its empty moments put last; those of the second stand where the database has them.
    loose = "first" if smallest != query.descending else "last"
    names = dict.fromkeys((query.sort, *(("appointment_at",) if query.sort == "field" else ()), "id"))
    keys = [Key(c[name], query.descending, "last" if not place else loose) for place, name in enumerate(names)]
    values = connection.execute(select(*(key.column for key in keys)).where(c.id == record_id)).one()
    asked = _Asked(query, when, connection.dialect.name, leads=True)
    before = select(func.count()).select_from(dossier).where(*asked.conditions(), stands_before(keys, values))
    return connection.execute(before).scalar_one()


def state_counts(connection: Connection, query: DossierQuery, when: When) -> dict[str, int]:
    """How many dossiers of this list (whatever states it asks for) are in each state, all states named."""
    everything = replace(query, states=frozenset())
    of_states = {state: replace(query, states=frozenset({state})) for state in DossierState}
    if _is_bare(everything):
        return {str(state): count(connection, of_state, when) for state, of_state in of_states.items()}
    # With filters the dossiers are read once and told apart on the way.
    asked = _Asked(everything, when, connection.dialect.name, leads=True)
    live = [state for state in DossierState if state is not DossierState.CANCELLED]
    sums = [func.coalesce(func.sum(case((state_condition(state, when, phase=PHASE_READ), 1), else_=0)), 0) for state in live]
    numbers = connection.execute(select(*sums).select_from(dossier).where(*asked.conditions())).one()
    counted = dict(zip(map(str, live), numbers, strict=True))
    return {**counted, str(DossierState.CANCELLED): count(connection, of_states[DossierState.CANCELLED], when)}


_ROW_COLUMNS = (
    "id",
    "uid",
    "dossier_code",
    "procedure_code",
    "procedure_name",
    "field",
    "applicant",
    "phone",
    "address",
    "channel",
    "received_at",
    "appointment_at",
    "original_appointment_at",
    "resolved_at",
    "returned_at",
    "status",
    "handling_department_id",
    "handler_id",
)
_ROW_COLUMNS_AFTER_NAMES = (
    "holder",
    "extension_count",
    "apology_number",
    "apology_date",
    "late_reason_code",
    "return_method",
    "note",
    "cancelled_at",
)


@cache
def _rows_statement() -> Select[Any]:
    """The lines of a page; built once, for building costs as much as reading."""
    c = dossier.c
    joined = dossier.outerjoin(department, department.c.id == c.handling_department_id).outerjoin(official, official.c.id == c.handler_id)
    names = (func.coalesce(department.c.name, ""), func.coalesce(official.c.name, ""))
    columns = (*(c[name] for name in _ROW_COLUMNS), *names, *(c[name] for name in _ROW_COLUMNS_AFTER_NAMES))
    return select(*columns).select_from(joined).where(c.id.in_(bindparam("ids", expanding=True)))


def load_rows(connection: Connection, ids: Sequence[int], when: When, calendar: Calendar) -> list[DossierRow]:
    """The lines of these dossiers in the order of the ids; one that is no longer there is left out."""
    rows: dict[int, DossierRow] = {}
    for start in range(0, len(ids), _PAGE):
        for values in connection.execute(_rows_statement(), {"ids": list(ids[start : start + _PAGE])}).all():
            rows[values[0]] = _row(values, when, calendar)
    return [rows[found] for found in ids if found in rows]


def _row(values: Sequence[Any], when: When, calendar: Calendar) -> DossierRow:
    _, due, _, resolved, _, status = values[10:16]
    state = dossier_state(
        status=status, appointment_at=due, resolved_at=resolved, cancelled=values[-1] is not None, now=when.now, soon_until=when.soon_until
    )
    late = 0
    left = None
    if state in _WAITING:
        left = working_days_left(due.date(), when.today, calendar)
    if state is DossierState.OVERDUE:
        late = days_late(due.date(), when.today, calendar)
    elif state is DossierState.COMPLETED_LATE:
        late = days_late(due.date(), resolved.date(), calendar)
    return DossierRow._make((*values[:-1], state, late, left))


def find_by_key(connection: Connection, key: str) -> int | None:
    """The id by uid or dossier code, whichever it is; a live dossier before a cancelled one."""
    code = "".join(key.split()).upper()
    same = or_(dossier.c.uid == key, dossier.c.dossier_code == code)
    live_first = dossier.c.cancelled_at.is_not(None), dossier.c.id.desc()
    return connection.execute(select(dossier.c.id).where(same, NOT_VOIDED).order_by(*live_first).limit(1)).scalar()


def load_whole(connection: Connection, dossier_id: int, when: When, calendar: Calendar) -> DossierWhole:
    """One dossier with all that happened to it. Raises OfficeError `not_found`."""
    stored = load_stored(connection, dossier_id)
    [row] = load_rows(connection, [dossier_id], when, calendar)
    pauses = load_pauses(connection, dossier_id)
    c = dossier_step.c
    asked = select(c.id, c.at, c.action, c.holder, c.author, c.note).where(c.dossier_id == dossier_id, c.voided == 0)
    steps = tuple(StepRow(*step) for step in connection.execute(asked.order_by(c.at, c.id)))
    extensions = load_extensions(connection, dossier_id)
    return DossierWhole(
        row=row,
        procedure_id=stored["procedure_id"],
        limit_value=stored["limit_value"],
        limit_unit=stored["limit_unit"],
        late_reason=stored["late_reason"],
        digitised=bool(stored["digitised"]),
        financial_obligation=bool(stored["financial_obligation"]),
        paid_online=bool(stored["paid_online"]),
        non_territorial=bool(stored["non_territorial"]),
        created_at=stored["created_at"],
        closed_at=stored["closed_at"],
        close_reason=stored["close_reason"],
        cancelled_at=stored["cancelled_at"],
        cancel_reason=stored["cancel_reason"],
        pauses=pauses,
        steps=steps,
        extensions=extensions,
        timeline=timeline(stored, pauses, steps, extensions),
        history=tuple(entries(connection, table="dossier", row_id=dossier_id)),
        explanation=explain(stored, pauses, row, calendar),
    )


def load_stored(connection: Connection, dossier_id: int) -> Mapping[str, Any]:
    """A dossier's columns by name. Raises OfficeError `not_found`."""
    stored = connection.execute(select(dossier).where(dossier.c.id == dossier_id, NOT_VOIDED)).mappings().one_or_none()
    if stored is None:
        raise OfficeError("not_found", table="dossier", id=dossier_id)
    return cast("Mapping[str, Any]", stored)


def load_pauses(connection: Connection, dossier_id: int) -> tuple[PauseRow, ...]:
    """The pauses in order of time."""
    c = dossier_pause.c
    asked = select(c.id, c.kind, c.paused_from, c.paused_to, c.reason, c.document_number).where(c.dossier_id == dossier_id, c.voided == 0)
    return tuple(PauseRow(*pause) for pause in connection.execute(asked.order_by(c.paused_from, c.id)))


def load_extensions(connection: Connection, dossier_id: int) -> tuple[ExtensionRow, ...]:
    """The extensions in order of time."""
    c = dossier_extension.c
    columns = (c.id, c.requested_at, c.reason, c.old_appointment_at, c.new_appointment_at, c.apology_number, c.apology_date)
    asked = select(*columns).where(c.dossier_id == dossier_id, c.voided == 0).order_by(c.requested_at, c.id)
    return tuple(ExtensionRow(*extension) for extension in connection.execute(asked))
