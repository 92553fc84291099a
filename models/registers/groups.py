"""Totals of a list by unit, person, state or month: how many records each group holds and how many of them are late."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, String, case, func, select

from models.errors import OfficeError
from models.labels import LABELS, label, tr
from models.registers.filters import NOBODY
from models.registers.staff import department, official
from models.registers.when import When
from models.storage.columns import VIETNAM_OFFSET
from models.text import fold

GROUPINGS = ("unit", "person", "state", "month")
"""By what a list can be grouped; `LABELS["grouping"]` has their words."""

# The first hour of UTC that is the next day in Vietnam.
_TURN = f"{24 - int(VIETNAM_OFFSET.total_seconds()) // 3600:02}"


@dataclass(frozen=True, slots=True)
class Group:
    """One group of a list: its name, its number of records, how many are late now, and the query that shows it alone."""

    name: str
    count: int
    late: int
    query: Any


@dataclass(frozen=True, slots=True)
class Grouped:
    """What of a book its groups are made from. `due` is a date, or a moment where `moments`; `none` the query's flag for no date."""

    unit: ColumnElement[Any]
    person: ColumnElement[Any]
    due: ColumnElement[Any]
    unit_field: str
    person_field: str
    due_field: str
    none: str
    moments: bool
    states: str
    state: Callable[[When], ColumnElement[Any]]
    late: Callable[[When], ColumnElement[bool]]
    conditions: Callable[[Connection, Any, When], Sequence[ColumnElement[bool]]]


def group(connection: Connection, book: Grouped, query: Any, when: When, by: str) -> list[Group]:
    """The groups of a list, of which every record is in one; by name, months and states in their own order, nobody's last.

    Raises OfficeError `unknown_grouping`.
    """
    if by not in GROUPINGS:
        raise OfficeError("unknown_grouping", grouping=by)
    late = func.coalesce(func.sum(case((book.late(when), 1), else_=0)), 0)
    where = book.conditions(connection, query, when)

    def totals(*keys: ColumnElement[Any]) -> list[Any]:
        return list(connection.execute(select(*keys, func.count(), late).where(*where).group_by(*keys)))

    if by == "month":
        return _months(book, query, totals)
    if by == "state":
        counted = {key: (number, too_late) for key, number, too_late in totals(book.state(when))}
        known = [code for code in _states(book.states) if code in counted]
        return [Group(label(book.states, code), *counted[code], query.with_states(code)) for code in known]
    column, field, table = (book.unit, book.unit_field, department) if by == "unit" else (book.person, book.person_field, official)
    names: Mapping[int, str] = {row_id: name for row_id, name in connection.execute(select(table.c.id, table.c.name))}  # noqa: C416 - rows are no pairs to mypy
    found = [
        (key is None, fold(names.get(key, "")), Group(names.get(key) or tr("(chưa ghi)"), number, too_late, _with(query, field, key)))
        for key, number, too_late in totals(column)
    ]
    return [each for *_, each in sorted(found, key=lambda line: line[:2])]


def _states(group_of_labels: str) -> Sequence[str]:
    return [str(code) for code in LABELS[group_of_labels]]


def _with(query: Any, field: str, key: int | None) -> Any:
    return replace(query, **{field: NOBODY if key is None else key})


def _months(book: Grouped, query: Any, totals: Callable[..., list[Any]]) -> list[Group]:
    """By month of the due date. Moments are stored as UTC, so that the day in Vietnam is found from the day and the hour."""
    day = func.substr(book.due, 1, 10, type_=String)
    summed: dict[str, tuple[int, int]] = {}
    if book.moments:
        turned = case((func.substr(book.due, 12, 2, type_=String) >= _TURN, 1), else_=0)
        lines = [(_month(text, over), number, late) for text, over, number, late in totals(day, turned)]
    else:
        lines = [(text or "", number, late) for text, number, late in totals(func.substr(book.due, 1, 7, type_=String))]
    for month, number, late in lines:
        before = summed.get(month, (0, 0))
        summed[month] = (before[0] + number, before[1] + late)
    groups = []
    for month in sorted(summed, key=lambda text: (text == "", text)):
        if not month:
            groups.append(Group(tr("(không có hạn)"), *summed[month], replace(query, **{book.none: True})))
            continue
        first = date.fromisoformat(f"{month}-01")
        last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        groups.append(Group(tr("tháng {month}/{year}", month=month[5:], year=month[:4]), *summed[month], _within(book, query, first, last)))
    return groups


def _month(text: str | None, over: int) -> str:
    return "" if text is None else (date.fromisoformat(text) + timedelta(days=over)).isoformat()[:7]


def _within(book: Grouped, query: Any, first: date, last: date) -> Any:
    """The query, within this month as well as within the dates that it asks for."""
    begins, ends = getattr(query, f"{book.due_field}_from"), getattr(query, f"{book.due_field}_to")
    between = {f"{book.due_field}_from": max(first, begins or first), f"{book.due_field}_to": min(last, ends or last)}
    return replace(query, **between)
