"""Reading the register: which lines, in which order, how many in each state, one line whole."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, UnaryExpression, and_, bindparam, case, func, literal_column, or_, select

from models.clock.deadlines import DirectiveState, days_late, directive_state, due_sentence, working_days_left
from models.clock.working_days import Calendar
from models.errors import OfficeError
from models.registers.agencies import agency_key, recognise
from models.registers.directives.numbers import number_key, split_arrival
from models.registers.directives.rows import SORTS, DirectiveQuery, DirectiveRow, DirectiveWhole
from models.registers.directives.tables import directive
from models.registers.filters import among, asks
from models.registers.paging import Key, nearest, stands_before
from models.registers.tasks.tables import task
from models.registers.when import When
from models.storage.attachments import attachment, attachments_of, files_of
from models.storage.journal import entries
from models.storage.search import has_words, query_terms, search_condition
from models.text import clean

# A search by words that finds more is counted no further: people then type another word.
COUNT_LIMIT = 1000
_CHUNK = 500
# Written into the statement, not bound: SQLite uses a partial index only where it can read the value.
_ZERO: ColumnElement[int] = literal_column("0")

_c = directive.c
_ORDERS: Mapping[str, tuple[ColumnElement[Any], ...]] = {
    "arrival_number": (_c.year, _c.arrival_number, _c.arrival_suffix, _c.id),
    "document_number": (_c.number_key, _c.id),
    **{name: (_c[name], _c.id) for name in SORTS if name not in ("arrival_number", "document_number")},
}
_NULLABLE = frozenset({"issued_date", "due_date", "forwarded_date"})
_EQUAL = {
    "register": _c.register,
    "year": _c.year,
    "agency_id": _c.issuing_agency_id,
    "document_type": _c.document_type,
    "urgency": _c.urgency,
    "recipient_department_id": _c.recipient_department_id,
    "recipient_official_id": _c.recipient_official_id,
}
_RANGES = {"arrival": _c.arrival_date, "issued": _c.issued_date, "due": _c.due_date}


def live() -> ColumnElement[bool]:
    """In force: neither cancelled nor undone. The register itself shows the others too, struck through."""
    return and_(_c.cancelled_at.is_(None), _c.voided == _ZERO)


def _missing(column: ColumnElement[Any]) -> ColumnElement[bool]:
    """No date, written so that no index of that date is tried: much of the book has none, and the order of the book is quicker."""
    nothing: ColumnElement[str] = literal_column("''")
    return func.coalesce(column, nothing) == nothing


def state_condition(state: str, when: When) -> ColumnElement[bool]:
    """`models.clock.deadlines.directive_state` in SQL. Raises OfficeError `unknown_state`."""
    waiting = and_(_c.reply_date.is_(None), live())
    forwarded = _c.forwarded_date.is_not(None)
    due_later = _c.due_date >= when.today
    match state:
        case DirectiveState.CANCELLED:
            return or_(_c.cancelled_at.is_not(None), _c.voided != _ZERO)
        case DirectiveState.COMPLETED_LATE:
            return and_(_c.reply_date > _c.due_date, live())
        case DirectiveState.COMPLETED_ON_TIME:
            return and_(_c.reply_date.is_not(None), or_(_c.due_date.is_(None), _c.reply_date <= _c.due_date), live())
        case DirectiveState.OVERDUE:
            return and_(_c.due_date < when.today, waiting)
        case DirectiveState.NOT_FORWARDED:
            return and_(_missing(_c.forwarded_date), or_(_c.due_date.is_(None), due_later), waiting)
        case DirectiveState.NO_DUE_DATE:
            return and_(_missing(_c.due_date), forwarded, waiting)
        case DirectiveState.DUE_SOON:
            return and_(due_later, _c.due_date <= when.soon_until, forwarded, waiting)
        case DirectiveState.IN_PROGRESS:
            return and_(due_later, _c.due_date > when.soon_until, forwarded, waiting)
    raise OfficeError("unknown_state", state=state, states=", ".join(DirectiveState))


def state_column(when: When) -> ColumnElement[str]:
    """The state of a line as a column."""
    return case(*((state_condition(state, when), state.value) for state in DirectiveState), else_="")


def _conditions(query: DirectiveQuery, when: When) -> list[ColumnElement[bool]]:
    """All that the query asks but its words."""
    wanted = [(column, getattr(query, name), name.endswith("_id")) for name, column in _EQUAL.items()]
    found = [among(column, value, ids=ids) for column, value, ids in wanted if asks(value)]
    if query.no_due:
        found.append(_missing(_c.due_date))
    for name, column in _RANGES.items():
        first, last = getattr(query, f"{name}_from"), getattr(query, f"{name}_to")
        if first is not None:
            found.append(column >= first)
        if last is not None:
            found.append(column <= last)
    if query.states:
        found.append(or_(*(state_condition(state, when) for state in sorted(query.states))))
    return found


def _matching(connection: Connection, query: DirectiveQuery, when: When, *, all_finds: bool = False) -> tuple[Select[Any], bool]:
    """The ids asked for, unordered, and whether they were found by words: of those the newest, unless `all_finds` are wanted."""
    conditions = _conditions(query, when)
    newest = None if conditions or all_finds else COUNT_LIMIT
    by_words = search_condition(directive, query.text, connection.dialect.name, newest=newest) if query.text else None
    if by_words is not None:
        conditions.append(by_words)
    return select(_c.id).where(*conditions), by_words is not None


def conditions(connection: Connection, query: DirectiveQuery, when: When) -> list[ColumnElement[bool]]:
    """All that a list asks, for totals over it."""
    by_words = search_condition(directive, query.text, connection.dialect.name) if query.text else None
    return [*_conditions(query, when), *([] if by_words is None else [by_words])]


def count(connection: Connection, query: DirectiveQuery, when: When) -> int:
    """How many lines are found; by words at most `COUNT_LIMIT`, which then means "as many or more"."""
    asked, by_words = _matching(connection, query, when)
    if by_words:
        asked = asked.limit(COUNT_LIMIT)
    return connection.execute(select(func.count()).select_from(asked.subquery())).scalar_one()


def _order(query: DirectiveQuery, *, backwards: bool = False) -> list[UnaryExpression[Any]]:
    columns = _ORDERS.get(query.sort)
    if columns is None:
        raise OfficeError("unknown_sort", sort=query.sort)
    order = [column.desc() if query.descending != backwards else column.asc() for column in columns]
    if query.sort in _NULLABLE:
        order[0] = order[0].nulls_first() if backwards else order[0].nulls_last()
    return order


def find_ids(
    connection: Connection, query: DirectiveQuery, when: When, *, offset: int = 0, limit: int | None = None, total: int | None = None
) -> list[int]:
    """The ids found, in the query's order; by words the newest first. Raises OfficeError `unknown_sort` or `unknown_state`.

    `total`, how many there are where that is known, makes far parts quick.
    """
    asked, by_words = _matching(connection, query, when, all_finds=limit is None)
    part = nearest(offset, limit, None if by_words else total)
    order = [_c.id.desc()] if by_words else _order(query, backwards=part.backwards)
    found = list(connection.execute(asked.order_by(*order).offset(part.offset or None).limit(part.limit)).scalars())
    return found[::-1] if part.backwards else found


def matching(connection: Connection, query: DirectiveQuery, when: When, ids: Collection[int]) -> frozenset[int]:
    """Those of these few ids that the query finds."""
    rows = connection.execute(select(directive).where(_c.id.in_(list(ids)), *_conditions(query, when))).mappings()
    return frozenset(row["id"] for row in rows if has_words(directive, dict(row), query.text))


def place_of(connection: Connection, query: DirectiveQuery, when: When, record_id: int) -> int | None:
    """Where in the list of the query this line stands, from 0; None when the list does not hold it."""
    if not matching(connection, query, when, [record_id]):
        return None
    if query_terms(query.text):
        found = find_ids(connection, query, when, limit=COUNT_LIMIT)
        return found.index(record_id) if record_id in found else None
    columns = _ORDERS.get(query.sort)
    if columns is None:
        raise OfficeError("unknown_sort", sort=query.sort)
    keys = [Key(column, query.descending, "last") for column in columns]
    values = connection.execute(select(*columns).where(_c.id == record_id)).one()
    before = select(func.count()).select_from(directive).where(*_conditions(query, when), stands_before(keys, values))
    return connection.execute(before).scalar_one()


def state_counts(connection: Connection, query: DirectiveQuery, when: When) -> dict[str, int]:
    """How many of the found lines are in each state, all states named; the states that the query asks for are left aside.

    By words the newest `COUNT_LIMIT` are counted.
    """
    asked, by_words = _matching(connection, query.with_states(), when)
    state = state_column(when).label("state")
    found = asked.with_only_columns(_c.id, state)
    if by_words:
        found = found.order_by(_c.id.desc()).limit(COUNT_LIMIT)
    inner = found.subquery()
    rows = connection.execute(select(inner.c.state, func.count()).group_by(inner.c.state)).all()
    return {state.value: 0 for state in DirectiveState} | {row[0]: row[1] for row in rows}


# The stored fields stand first in `DirectiveRow`, so that a row is built from a tuple by position, which is what a page of rows costs.
_STORED = [name for name in DirectiveRow._fields if name in _c]
_DUE, _REPLIED, _FORWARDED = (_STORED.index(name) for name in ("due_date", "reply_date", "forwarded_date"))
_CANCELLED = or_(_c.cancelled_at.is_not(None), _c.voided != _ZERO).label("cancelled")
# Built once: putting so many columns together anew takes as long as reading a page.
_ROWS = select(*(_c[name] for name in _STORED), _CANCELLED).where(_c.id.in_(bindparam("ids", expanding=True)))


def load_rows(connection: Connection, ids: Sequence[int], when: When, calendar: Calendar) -> list[DirectiveRow]:
    """The lines with these ids, in their order; an id that does not exist is left out."""
    found: dict[int, DirectiveRow] = {}
    for start in range(0, len(ids), _CHUNK):
        stored = connection.execute(_ROWS, {"ids": list(ids[start : start + _CHUNK])}).all()
        found.update((row[0], _row(row, when, calendar)) for row in stored)
    return [found[row_id] for row_id in ids if row_id in found]


def _row(stored: Any, when: When, calendar: Calendar) -> DirectiveRow:
    """A line as stored, with what is computed for the day of asking."""
    due, replied, cancelled = stored[_DUE], stored[_REPLIED], bool(stored[-1])
    state = directive_state(
        due=due,
        replied=replied,
        forwarded=stored[_FORWARDED],
        cancelled=cancelled,
        today=when.today,
        soon_until=when.soon_until,
    )
    left, late = None, 0
    if due is not None and not cancelled:
        left = working_days_left(due, when.today, calendar) if replied is None else None
        late = days_late(due, replied or when.today, calendar)
    return DirectiveRow._make((*stored[:-1], cancelled, state, left, late))


def load_whole(connection: Connection, directive_id: int, when: When, calendar: Calendar) -> DirectiveWhole:
    """One document with all that belongs to it. Raises OfficeError `not_found`."""
    rows = load_rows(connection, [directive_id], when, calendar)
    if not rows:
        raise OfficeError("not_found", table="directive", id=directive_id)
    row = rows[0]
    tasks = select(task.c.id).where(task.c.directive_id == directive_id, task.c.voided == _ZERO).order_by(task.c.id)
    explanation = ""
    if row.due_date is not None and not row.cancelled:
        explanation = due_sentence(row.due_date, row.original_due_date, row.reply_date, when.today, calendar)
    files = {attachment.name: files_of(directive.name, directive_id)}
    return DirectiveWhole(
        row=row,
        attachments=tuple(attachments_of(connection, directive.name, directive_id)),
        task_ids=tuple(connection.execute(tasks).scalars()),
        history=tuple(entries(connection, table=directive.name, row_id=directive_id, details=files)),
        explanation=explanation,
    )


def find_key(connection: Connection, key: str) -> int | None:
    """The id of the document that a person names: its uid, "117/2026" or "117" (the newest year's), or its own number (the newest)."""
    typed = clean(key)
    found = connection.execute(select(_c.id).where(_c.uid == typed)).scalar()
    if found is not None:
        return found
    printed, _, year = typed.partition("/")
    arrival = split_arrival(printed)
    if arrival is not None and (not year or re.fullmatch("[0-9]{4}", year)):
        asked = select(_c.id).where(_c.register == "incoming", _c.arrival_number == arrival[0], _c.arrival_suffix == arrival[1])
        if year:
            asked = asked.where(_c.year == int(year))
        found = connection.execute(asked.order_by(_c.year.desc()).limit(1)).scalar()
        if found is not None:
            return found
    if not number_key(typed):
        return None
    return connection.execute(select(_c.id).where(_c.number_key == number_key(typed), live()).order_by(_c.id.desc()).limit(1)).scalar()


def next_number(connection: Connection, register: str, year: int) -> int:
    """The arrival number that the next document gets, for showing in the form; the service gives it for certain."""
    newest = select(func.max(_c.arrival_number)).where(_c.register == register, _c.year == year)
    return (connection.execute(newest).scalar() or 0) + 1


def missing_numbers(connection: Connection, register: str, year: int) -> list[tuple[int, int]]:
    """Gaps between the first and the last number of a book, as (first, last) of each; a book kept here from its start has none."""
    asked = select(_c.arrival_number).where(_c.register == register, _c.year == year).distinct().order_by(_c.arrival_number)
    used = list(connection.execute(asked).scalars())
    return [(before + 1, after - 1) for before, after in pairwise(used) if after > before + 1]


def find_duplicates(
    connection: Connection, *, agency: str, number: str, year: int | None = None, ignore_id: int | None = None
) -> list[int]:
    """Documents in force that seem to be the same paper: number and year of issue (of arrival where none was written) and agency.

    An empty agency, while the clerk is still typing, matches all; likewise no year. Leading zeros and spelling make no difference.
    """
    key = number_key(number)
    if not key:
        return []
    asked = select(_c.id, _c.issuing_agency, _c.issuing_agency_id, _c.issued_date, _c.arrival_date).where(_c.number_key == key, live())
    wanted_key, wanted_id = agency_key(agency), recognise(connection, agency)
    found = []
    for row in connection.execute(asked.order_by(_c.id)):
        same_agency = (
            not wanted_key or (wanted_id is not None and row.issuing_agency_id == wanted_id) or agency_key(row.issuing_agency) == wanted_key
        )
        same_year = year is None or (row.issued_date or row.arrival_date).year == year
        if same_agency and same_year and row.id != ignore_id:
            found.append(row.id)
    return found


def directives_with_file(connection: Connection, sha256: str) -> tuple[int, ...]:
    """Documents in force with which the file of this content is kept. Goes through all files: not for the window's thread."""
    kept = attachment.c
    holders = select(kept.owner_id).where(kept.sha256 == sha256, kept.owner_table == directive.name, kept.voided == 0)
    return tuple(connection.execute(select(_c.id).where(_c.id.in_(holders), live()).order_by(_c.id)).scalars())


def match_directives(connection: Connection, papers: Sequence[tuple[str, str, date | None]]) -> list[int | None]:
    """For each (agency, number, date of issue) the document in force that it is, or None: what an import needs, in few queries."""
    keys = sorted({number_key(number) for _, number, _ in papers} - {""})
    known: dict[tuple[str, date | None], list[Any]] = {}
    for start in range(0, len(keys), _CHUNK):
        asked = select(_c.id, _c.number_key, _c.issuing_agency, _c.issuing_agency_id, _c.issued_date)
        for row in connection.execute(asked.where(_c.number_key.in_(keys[start : start + _CHUNK]), live()).order_by(_c.id)):
            known.setdefault((row.number_key, row.issued_date), []).append(row)
    ids: dict[str, int | None] = {}
    found: list[int | None] = []
    for agency, number, issued in papers:
        candidates = known.get((number_key(number), issued), [])
        if candidates and agency not in ids:
            ids[agency] = recognise(connection, agency)
        wanted = agency_key(agency)
        same = (
            row.id
            for row in candidates
            if (ids[agency] is not None and row.issuing_agency_id == ids[agency]) or agency_key(row.issuing_agency) == wanted
        )
        found.append(next(same, None))
    return found
