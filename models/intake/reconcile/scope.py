"""Which of our records their list could hold: only of these may be said that they do not have them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_

from models.intake.reconcile.sameness import number_key, text_key
from models.intake.workbooks.planned import Values
from models.registers.comparison import Scope
from models.registers.dossiers.states import CLOSED_STATUSES, DONE_STATUSES, LIVE, Status
from models.registers.dossiers.tables import dossier
from models.registers.tasks.tables import task
from models.text import fold

_DAY_OF_CODE = re.compile(r"-([0-9]{2})([0-9]{2})([0-9]{2})-")
_FROM_TO = re.compile(
    r"tu(?:\s+ngay)?\s+([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})\s*(?:,|;)?\s*(?:den|toi|-)(?:\s+(?:het\s+)?ngay)?\s+"
    r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})"
)
_MONTH = re.compile(r"thang\s+([0-9]{1,2})\s*(?:/|-|nam\s)\s*([0-9]{4})")
_OPEN_TITLE = re.compile(
    r"chua (?:giai quyet|xu ly|tra|hoan thanh|thuc hien|co ket qua)|dang (?:giai quyet|xu ly|thuc hien)|ton dong|(?:tre|qua) han"
)
# A list of one field: so many rows tell that it is no accident.
_ROWS_OF_ONE_FIELD = 20
_RUNNING_STATUSES = frozenset(Status) - DONE_STATUSES - CLOSED_STATUSES


def _day(value: date | None) -> date | None:
    return value.date() if isinstance(value, datetime) else value


def _made(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def days_of_title(title: str) -> list[date]:
    """The first and last day of the period that a title names: "từ ngày … đến ngày …", "tháng 10/2026"; none where it names none."""
    folded = fold(title)
    days: list[date | None] = []
    for found in _FROM_TO.finditer(folded):
        days += [_made(found[3], found[2], found[1]), _made(found[6], found[5], found[4])]
    for found in _MONTH.finditer(folded):
        first = _made(found[2], found[1], "1")
        if first is not None:
            days += [first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)]
    return [day for day in days if day is not None]


def _bounds(days: Iterable[date | None], title: str) -> tuple[date | None, date | None]:
    """From the first to the last day that the rows tell, widened by the period of the title where that meets it."""
    known = [day for day in days if day is not None]
    if not known:
        return None, None
    first, last = min(known), max(known)
    named = days_of_title(title)
    if named and min(named) <= last and max(named) >= first:
        first, last = min(first, *named), max(last, *named)
    return first, last


def _open_list(title: str, finished: Iterable[bool | None]) -> bool:
    """Whether this is a list of what is not finished: it is called so, and no row of it says otherwise."""
    return bool(_OPEN_TITLE.search(fold(title))) and not any(finished)


def dossier_scope(rows: Sequence[Values], title: str, finished: Callable[[Values], bool | None]) -> Scope:
    """The days of receipt that a list of dossiers spans; where it has no such column, those that stand in the codes."""
    days = [_day(values.get("received_at")) for values in rows]
    if not any(days):
        codes = (_DAY_OF_CODE.search(values["dossier_code"]) for values in rows)
        days = [_made("20" + found[1], found[2], found[3]) for found in codes if found]
    first, last = _bounds(days, title)
    fields = {text_key(values.get("field") or ""): values.get("field") or "" for values in rows}
    only = next(iter(fields.values())) if len(fields) == 1 and len(rows) >= _ROWS_OF_ONE_FIELD else ""
    return Scope("dossiers", first, last, _open_list(title, map(finished, rows)), only)


def dossier_condition(scope: Scope) -> ColumnElement[bool]:
    """Our dossiers of this scope, but for the field, which is compared as text."""
    if scope.first is None or scope.last is None:
        return false()
    received = dossier.c.received_at
    since, until = datetime.combine(scope.first, time()), datetime.combine(scope.last, time()) + timedelta(days=1)
    found = and_(LIVE, received >= since, received < until)
    return and_(found, dossier.c.status.in_(sorted(_RUNNING_STATUSES))) if scope.open_only else found


def _assigned(values: Values) -> date | None:
    return values.get("assigned_date") or values.get("source_date")


def task_scope(rows: Sequence[Values], title: str, finished: Callable[[Values], bool | None]) -> Scope:
    """The documents that a list of tasks names and the days on which its tasks were given."""
    documents = {number_key(values["source_number"]) for values in rows if values.get("source_number")}
    first, last = _bounds(map(_assigned, rows), "")
    return Scope("tasks", first, last, _open_list(title, map(finished, rows)), documents=len(documents))


class TaskScope:
    """Says of our tasks whether their list could hold them."""

    def __init__(self, scope: Scope, rows: Sequence[Values], sender: str, who: Callable[[str], object]) -> None:
        self._scope = scope
        self._who = who
        self._documents = {number_key(values["source_number"]) for values in rows if values.get("source_number")}
        names = [values["source_agency"] for values in rows if values.get("source_agency")] or ([sender] if sender else [])
        self._agencies = {who(name) for name in names}

    def condition(self) -> ColumnElement[bool]:
        """The tasks that may be meant; `names` and `spans` look at each."""
        c = task.c
        from_above = or_(c.source_number != "", c.source_agency != "", c.external_code != "")
        found = and_(c.voided == 0, c.cancelled_at.is_(None), from_above)
        if self._scope.open_only or not (self._documents or self._scope.first):
            found = and_(found, c.completed_date.is_(None))
        if self._scope.first is not None and not self._documents:
            found = and_(found, func.coalesce(c.assigned_date, c.source_date).between(self._scope.first, self._scope.last))
        return found

    def names(self, row: Any) -> bool:
        """Whether it is a task of one of their documents."""
        return bool(self._documents and row["source_number"]) and number_key(row["source_number"]) in self._documents

    def spans(self, row: Any) -> bool:
        """Whether it was given by the same agency on the same days; where their list tells neither, every task that runs."""
        if self._agencies and row["source_agency"] and self._who(row["source_agency"]) not in self._agencies:
            return False
        if self._scope.first is None or self._scope.last is None:
            return not self._documents
        day = row["assigned_date"] or row["source_date"]
        return day is not None and self._scope.first <= day <= self._scope.last
