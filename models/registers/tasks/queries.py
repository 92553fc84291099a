"""Finding tasks: which ids, how many, in which states, and the rows of a page. Reads only."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from operator import itemgetter
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, Select, and_, bindparam, case, func, literal, literal_column, or_, select

from models.clock.deadlines import TaskState, days_late, task_state, working_days_left
from models.clock.working_days import Calendar
from models.errors import OfficeError
from models.registers.filters import among, asks
from models.registers.paging import Key, nearest, stands_before
from models.registers.tasks.rows import SORTS, TAG_SEPARATOR, UNASSIGNED, TaskQuery, TaskRow
from models.registers.tasks.tables import task, task_coordinator
from models.registers.when import When
from models.storage.search import has_words, query_terms, search_condition
from models.text import fold

COUNT_LIMIT = 1_000
"""A list found by words is counted up to here, which then means "as many or more"."""

_CHUNK = 500
# As in the conditions of the partial indexes, to the letter: literals, not parameters, and `coalesce`, for the planner takes a plain
# `completed_date IS NULL` for a value to look up in an index of that column, and would sort all that runs afterwards.
_VISIBLE = task.c.voided == literal_column("0")
_NOT_CANCELLED = task.c.cancelled_at.is_(None)
_RUNNING = func.coalesce(task.c.completed_date, task.c.suspended_at, task.c.cancelled_at).is_(None)
_RESTING = and_(func.coalesce(task.c.completed_date, task.c.cancelled_at).is_(None), task.c.suspended_at.is_not(None))
_NO_LEAD = and_(func.coalesce(task.c.lead_department_id, task.c.lead_official_id).is_(None), task.c.lead == literal_column("''"))
_RUNNING_STATES = frozenset({TaskState.NO_DUE_DATE, TaskState.OVERDUE, TaskState.DUE_SOON, TaskState.IN_PROGRESS, UNASSIGNED})


def state_condition(state: str, when: When) -> ColumnElement[bool]:
    """The SQL of one state, the same as `models.clock.deadlines.task_state`; also of "unassigned". Raises OfficeError `unknown_state`."""
    if state not in (*TaskState, UNASSIGNED):
        raise OfficeError("unknown_state", state=state, states=", ".join((*TaskState, UNASSIGNED)))
    if state in _RUNNING_STATES:
        return and_(_RUNNING, _due_condition(state, when))
    due, completed = task.c.due_date, task.c.completed_date
    match TaskState(state):
        case TaskState.CANCELLED:
            return task.c.cancelled_at.is_not(None)
        case TaskState.COMPLETED_ON_TIME:
            return and_(_NOT_CANCELLED, completed.is_not(None), or_(due.is_(None), completed <= due))
        case TaskState.COMPLETED_LATE:
            return and_(_NOT_CANCELLED, completed > due)
        case _:
            return _RESTING


def _due_condition(state: str, when: When) -> ColumnElement[bool]:
    """What tells the states of running tasks from each other."""
    due = task.c.due_date
    if state == UNASSIGNED:
        return _NO_LEAD
    match TaskState(state):
        case TaskState.NO_DUE_DATE:
            return due.is_(None)
        case TaskState.OVERDUE:
            return due < when.today
        case TaskState.DUE_SOON:
            return due.between(when.today, when.soon_until)
        case _:
            return due > max(when.soon_until, when.today - timedelta(days=1))


def _states_condition(states: Collection[str], when: When) -> ColumnElement[bool]:
    """The SQL of any of these states. What all running ones share stands once in front, where the planner finds it."""
    if not states:
        return _NOT_CANCELLED
    if _RUNNING_STATES.issuperset(states):
        return and_(_RUNNING, or_(*(_due_condition(state, when) for state in sorted(states))))
    return or_(*(state_condition(state, when) for state in sorted(states)))


def _filters(query: TaskQuery) -> list[ColumnElement[bool]]:
    """The conditions of a query without its states and its text."""
    c = task.c
    found: list[ColumnElement[bool]] = [_VISIBLE]
    for name in ("lead_department_id", "lead_official_id", "directive_id", "recurring_duty_id", "source_number", "urgency"):
        wanted = getattr(query, name)
        if asks(wanted):
            found.append(among(c[name], wanted, ids=name.endswith("_id")))
    for name in ("due", "assigned", "completed"):
        first, last = getattr(query, f"{name}_from"), getattr(query, f"{name}_to")
        if first is not None:
            found.append(c[f"{name}_date"] >= first)
        if last is not None:
            found.append(c[f"{name}_date"] <= last)
    for name, value in (("department_id", query.coordinating_department_id), ("official_id", query.coordinating_official_id)):
        if value is not None:
            part = task_coordinator.c
            found.append(c.id.in_(select(part.task_id).where(part[name] == value, part.voided == literal_column("0"))))
    if query.no_due:
        found.append(c.due_date.is_(None))
    if query.tag:
        found.append(c.id.in_(_tagged(query.tag if isinstance(query.tag, tuple) else (query.tag,))))
    return found


def _tagged(tags: tuple[str, ...]) -> Select[int]:
    """The ids of tasks with one of these tags: looked for among the tagged alone, by their index, before anything else is compared."""
    other = task.alias("tagged")
    padded = literal(TAG_SEPARATOR) + other.c.tags + literal(TAG_SEPARATOR)
    wanted = [padded.contains(f"{TAG_SEPARATOR}{tag}{TAG_SEPARATOR}", autoescape=True) for tag in tags]
    return select(other.c.id).where(other.c.tags != literal_column("''"), or_(*wanted))


def _order(query: TaskQuery, *, backwards: bool = False) -> list[ColumnElement[Any]]:
    """The order of a list. Raises OfficeError `unknown_sort` for one that has no index."""
    if query.sort not in SORTS:
        raise OfficeError("unknown_sort", sort=query.sort)
    falling = query.descending != backwards
    number: ColumnElement[Any] = task.c.id.desc() if falling else task.c.id.asc()
    if query.sort == "id":
        return [number]
    day = task.c[query.sort]
    first = day.desc() if falling else day.asc()
    return [first.nulls_first() if backwards else first.nulls_last(), number]


def _found_by_words(conn: Connection, query: TaskQuery, when: When, wanted: int | None) -> list[int] | None:
    """So many of the newest finds of the query's text, or all; None when there is no word to look for.

    A common word is looked for among its newest finds first, which mostly suffices. What runs is so little of all tasks that it is
    looked for in all finds at once.
    """
    words = search_condition(task, query.text, conn.dialect.name)
    if words is None:
        return None
    conditions = [*_filters(query), _states_condition(query.states, when)]
    choosy = bool(query.states) and _RUNNING_STATES.issuperset(query.states)
    if wanted is not None and not choosy:
        newest = 4 * wanted
        among_newest = search_condition(task, query.text, conn.dialect.name, newest=newest)
        assert among_newest is not None
        looked_at = conn.execute(select(task.c.id, and_(*conditions)).where(among_newest).order_by(task.c.id.desc())).all()
        found = [row_id for row_id, fits in looked_at if fits][:wanted]
        if len(found) == wanted or len(looked_at) < newest:
            return found
    return list(conn.execute(select(task.c.id).where(*conditions, words).order_by(task.c.id.desc()).limit(wanted)).scalars())


def conditions(conn: Connection, query: TaskQuery, when: When) -> list[ColumnElement[bool]]:
    """All that a list asks, for totals over it."""
    by_words = search_condition(task, query.text, conn.dialect.name)
    return [*_filters(query), _states_condition(query.states, when), *([] if by_words is None else [by_words])]


def count(conn: Connection, query: TaskQuery, when: When) -> int:
    """How many tasks the query finds; with a text at most `COUNT_LIMIT`, which means "as many or more"."""
    found = _found_by_words(conn, query, when, COUNT_LIMIT)
    if found is not None:
        return len(found)
    return conn.execute(select(func.count()).select_from(task).where(*_filters(query), _states_condition(query.states, when))).scalar_one()


def ids_statement(query: TaskQuery, when: When, *, offset: int = 0, limit: int | None = None, backwards: bool = False) -> Select[int]:
    """The statement that reads a page of ids, in order or in turned order, for a query without a text."""
    asked = select(task.c.id).where(*_filters(query), _states_condition(query.states, when))
    return asked.order_by(*_order(query, backwards=backwards)).offset(offset or None).limit(limit)


def find_ids(
    conn: Connection, query: TaskQuery, when: When, *, offset: int = 0, limit: int | None = None, total: int | None = None
) -> list[int]:
    """The ids of a page, in order; without a limit all of them. With a text the newest come first.

    `total`, how many there are where that is known, makes far pages quick.
    """
    found = _found_by_words(conn, query, when, None if limit is None else offset + limit)
    if found is not None:
        return found[offset:]
    part = nearest(offset, limit, total)
    statement = ids_statement(query, when, offset=part.offset, limit=part.limit, backwards=part.backwards)
    ids = list(conn.execute(statement).scalars())
    return ids[::-1] if part.backwards else ids


def matching(conn: Connection, query: TaskQuery, when: When, ids: Collection[int]) -> frozenset[int]:
    """Those of these few ids that the query finds."""
    asked = select(task).where(task.c.id.in_(list(ids)), *_filters(query), _states_condition(query.states, when))
    return frozenset(row["id"] for row in conn.execute(asked).mappings() if has_words(task, dict(row), query.text))


def place_of(conn: Connection, query: TaskQuery, when: When, record_id: int) -> int | None:
    """Where in the list of the query this task stands, from 0; None when the list does not hold it."""
    if not matching(conn, query, when, [record_id]):
        return None
    if query_terms(query.text):
        found = _found_by_words(conn, query, when, COUNT_LIMIT) or []
        return found.index(record_id) if record_id in found else None
    if query.sort not in SORTS:
        raise OfficeError("unknown_sort", sort=query.sort)
    keys = [Key(task.c[name], query.descending, "last") for name in dict.fromkeys((query.sort, "id"))]
    values = conn.execute(select(*(key.column for key in keys)).where(task.c.id == record_id)).one()
    wanted = [*_filters(query), _states_condition(query.states, when)]
    before = select(func.count()).select_from(task).where(*wanted, stands_before(keys, values))
    return conn.execute(before).scalar_one()


def _number_of(condition: ColumnElement[bool], name: str) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0).label(name)


def state_counts(conn: Connection, query: TaskQuery, when: When) -> dict[str, int]:
    """How many tasks of the query stand in each state, whatever states it asks for; and how many running ones nobody leads.

    The eight states add up to all tasks. What runs is counted in its own small index, the rest in one pass over another.
    """
    conditions = _filters(query)
    found = _found_by_words(conn, query.with_states(*TaskState), when, COUNT_LIMIT)
    if found is not None:
        conditions = [task.c.id.in_(found)]
    running = sorted(_RUNNING_STATES - {UNASSIGNED})
    ended = sorted(set(TaskState) - _RUNNING_STATES)
    counts: dict[str, int] = {}
    for states, asked in (
        (running, select(*(_number_of(_due_condition(state, when), state) for state in running)).where(_RUNNING, *conditions)),
        (ended, select(*(_number_of(state_condition(state, when), state) for state in ended)).where(*conditions)),
        ([UNASSIGNED], select(func.count()).select_from(task).where(_RUNNING, _NO_LEAD, *conditions)),
    ):
        counts.update(zip((str(state) for state in states), conn.execute(asked).one(), strict=True))
    return counts


_STORED = tuple(name for name in TaskRow._fields if name in task.c)
_TAGS = _STORED.index("tags")
_dates_of = itemgetter(*(_STORED.index(name) for name in ("due_date", "completed_date", "suspended_at", "cancelled_at")))
# Built once: putting so many columns together anew takes as long as reading a page.
_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_ROWS = select(*(task.c[name] for name in _STORED)).where(task.c.id.in_(_IDS))
_NAMES = (
    select(task_coordinator.c.task_id, task_coordinator.c.name)
    .where(task_coordinator.c.task_id.in_(_IDS), task_coordinator.c.voided == literal_column("0"))
    .order_by(task_coordinator.c.id)
)


def load_rows(conn: Connection, ids: Sequence[int], when: When, calendar: Calendar) -> list[TaskRow]:
    """The rows of these ids, in their order; an id that nobody has is left out."""
    rows: dict[int, TaskRow] = {}
    for start in range(0, len(ids), _CHUNK):
        chunk = {"ids": ids[start : start + _CHUNK]}
        coordinating: dict[int, list[str]] = {}
        for task_id, name in conn.execute(_NAMES, chunk):
            coordinating.setdefault(task_id, []).append(name)
        for stored in conn.execute(_ROWS, chunk).all():
            rows[stored[0]] = _row(stored, tuple(coordinating.get(stored[0], ())), when, calendar)
    return [rows[row_id] for row_id in ids if row_id in rows]


def _row(stored: Any, coordinating: tuple[str, ...], when: When, calendar: Calendar) -> TaskRow:
    """A row as stored, with what is computed for the day of asking."""
    due, completed, suspended, cancelled = _dates_of(stored)
    state = task_state(
        due=due,
        completed=completed,
        suspended=suspended is not None,
        cancelled=cancelled is not None,
        today=when.today,
        soon_until=when.soon_until,
    )
    late = days_late(due, completed or when.today, calendar) if state in (TaskState.OVERDUE, TaskState.COMPLETED_LATE) else 0
    left = working_days_left(due, when.today, calendar) if state in _RUNNING_STATES and due is not None else None
    values = [*stored, coordinating, state, late, left]
    values[_TAGS] = split_tags(values[_TAGS])
    return TaskRow._make(values)


def split_tags(stored: str) -> tuple[str, ...]:
    """The tags of a stored text."""
    return tuple(stored.split(TAG_SEPARATOR)) if stored else ()


def known_tags(conn: Connection) -> list[str]:
    """All tags in use, each once, in alphabetical order."""
    asked = select(task.c.tags).where(task.c.tags != literal_column("''"), _VISIBLE).distinct()
    return sorted({tag for stored in conn.execute(asked).scalars() for tag in split_tags(stored)}, key=fold)
