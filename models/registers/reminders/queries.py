"""Who is to be reminded today, and which slips went out. Reads only; `today`, the calendar and the rules are arguments."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, literal_column, select

from models.clock.working_days import Calendar
from models.errors import OfficeError
from models.registers.directives.queries import live
from models.registers.directives.tables import directive
from models.registers.dossiers.states import LIVE, PHASE
from models.registers.dossiers.tables import dossier
from models.registers.reminders.ladder import LadderRules, Step, reminders_due
from models.registers.reminders.rows import Slip, SlipLine, SlipRow, Wanted, WantedToday
from models.registers.reminders.tables import reminder_slip, reminder_slip_line
from models.registers.tasks.tables import task, task_extension, task_reminder
from models.registers.when import When

LIMIT = 1_000
"""So many tasks come along; nobody ticks more in a day."""

_t, _r, _s, _l = task.c, task_reminder.c, reminder_slip.c, reminder_slip_line.c
_ZERO: ColumnElement[int] = literal_column("0")
_RUNNING = and_(func.coalesce(_t.completed_date, _t.suspended_at, _t.cancelled_at).is_(None), _t.voided == _ZERO)
_OPEN_PHASE = 2
# What is not logged (dossiers, documents) is told on the day of a step only; a year back no step is worth looking for.
_FARTHEST = timedelta(days=366)


class _Ladder:
    """The newest step of a due date as of today, each date computed once."""

    def __init__(self, today: date, calendar: Calendar, rules: LadderRules) -> None:
        self.today = today
        self.works = calendar.is_working_day(today)
        # Also on a rest day: what falls due meanwhile has had its steps before.
        self.horizon = calendar.add_working_days(today, rules.first() + 1)
        self._calendar = calendar
        self._rules = rules
        self._steps: dict[date, Step | None] = {}

    def step(self, due: date) -> Step | None:
        if due not in self._steps:
            self._steps[due] = reminders_due(due, self.today, self._calendar, self._rules)
        return self._steps[due]

    def days_left(self, due: date) -> int:
        return self._calendar.working_days_between(self.today, due)


def wanted_today(conn: Connection, when: When, calendar: Calendar, rules: LadderRules, *, limit: int = LIMIT) -> WantedToday:
    """What wants a reminder today: nothing on a rest day.

    A running task wants one when the newest step of its ladder has fallen since its assignment and no reminder went out since that
    step: what was missed while the program stood still is not lost. Dossiers and documents, whose reminders are not logged, are named
    on the day of a step only.
    """
    ladder = _Ladder(when.today, calendar, rules)
    if not ladder.works:
        return WantedToday((), (), ())
    tasks, left_off = _tasks(conn, ladder, limit)
    return WantedToday(tasks, _dossiers(conn, ladder, limit), _directives(conn, ladder, limit), left_off)


def _tasks(conn: Connection, ladder: _Ladder, limit: int) -> tuple[tuple[Wanted, ...], int]:
    sent = (_r.task_id == _t.id, _r.voided == _ZERO)
    last = select(func.max(_r.at)).where(*sent).correlate(task).scalar_subquery()
    asked = (
        select(_t.id, _t.due_date, _t.assigned_date, last.label("last_at"))
        .where(_RUNNING, _t.due_date <= ladder.horizon)
        .order_by(_t.due_date, _t.id)
    )
    found: dict[int, Step] = {}
    left_off = 0
    for task_id, due, assigned, last_at in conn.execute(asked):
        step = ladder.step(due)
        if step is None or (assigned is not None and step.day <= assigned) or (last_at is not None and last_at.date() >= step.day):
            continue
        if len(found) < limit:
            found[task_id] = step
        else:
            left_off += 1
    return tuple(_task_lines(conn, ladder, found)), left_off


def _task_lines(conn: Connection, ladder: _Ladder, found: dict[int, Step]) -> Iterable[Wanted]:
    ids = list(found)
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        columns = (
            _t.id,
            _t.content,
            _t.source_number,
            _t.source_agency,
            _t.due_date,
            _t.lead_department_id,
            _t.lead_official_id,
            _t.lead,
        )
        rows = {row.id: row for row in conn.execute(select(*columns).where(_t.id.in_(some)))}
        sent = select(_r.task_id, func.count(), func.max(_r.at)).where(_r.task_id.in_(some), _r.voided == _ZERO).group_by(_r.task_id)
        before = {task_id: (times, last) for task_id, times, last in conn.execute(sent)}
        for task_id in some:
            row = rows[task_id]
            times, last_at = before.get(task_id, (0, None))
            yield Wanted(
                "tasks",
                task_id,
                row.content,
                _source(row.source_number, row.source_agency),
                row.due_date,
                found[task_id].offset,
                ladder.days_left(row.due_date),
                row.lead_department_id,
                row.lead_official_id,
                row.lead,
                times,
                last_at,
            )


def _source(number: str, agency: str) -> str:
    return " · ".join(part for part in (number, agency) if part)


def _dossiers(conn: Connection, ladder: _Ladder, limit: int) -> tuple[Wanted, ...]:
    c = dossier.c
    start = datetime.combine(ladder.today - _FARTHEST, time())
    end = datetime.combine(ladder.horizon + timedelta(days=1), time())
    asked = (
        select(c.id, c.dossier_code, c.procedure_name, c.applicant, c.appointment_at, c.handling_department_id, c.handler_id, c.holder)
        .where(LIVE, PHASE == _OPEN_PHASE, c.appointment_at >= start, c.appointment_at < end)
        .order_by(c.appointment_at, c.id)
    )
    found: list[Wanted] = []
    for row in conn.execute(asked):
        due = row.appointment_at.date()
        step = ladder.step(due)
        if step is not None and step.day == ladder.today and len(found) < limit:
            what, source = " · ".join(part for part in (row.procedure_name, row.applicant) if part), row.dossier_code
            left = ladder.days_left(due)
            found.append(
                Wanted("dossiers", row.id, what, source, due, step.offset, left, row.handling_department_id, row.handler_id, row.holder)
            )
    return tuple(found)


def _directives(conn: Connection, ladder: _Ladder, limit: int) -> tuple[Wanted, ...]:
    c = directive.c
    columns = (
        c.id,
        c.subject,
        c.secrecy,
        c.document_number,
        c.issuing_agency,
        c.due_date,
        c.recipient_department_id,
        c.recipient_official_id,
        c.recipient,
    )
    asked = (
        select(*columns)
        .where(live(), c.reply_date.is_(None), c.due_date >= ladder.today - _FARTHEST, c.due_date <= ladder.horizon)
        .order_by(c.due_date, c.id)
    )
    found: list[Wanted] = []
    for row in conn.execute(asked):
        step = ladder.step(row.due_date)
        if step is not None and step.day == ladder.today and len(found) < limit:
            # What a secret paper says stays on the paper.
            subject = row.subject if row.secrecy == "none" else ""
            ids = (row.recipient_department_id, row.recipient_official_id)
            left, source = ladder.days_left(row.due_date), _source(row.document_number, row.issuing_agency)
            found.append(Wanted("directives", row.id, subject, source, row.due_date, step.offset, left, *ids, row.recipient))
    return tuple(found)


def rounds_of(conn: Connection, task_ids: Iterable[int]) -> dict[int, int]:
    """How many reminders of each of these tasks went out; tasks without any are left out."""
    ids = sorted(set(task_ids))
    found: dict[int, int] = {}
    for start in range(0, len(ids), 500):
        asked = select(_r.task_id, func.max(_r.number)).where(_r.task_id.in_(ids[start : start + 500]), _r.voided == _ZERO)
        found.update(iter(conn.execute(asked.group_by(_r.task_id))))
    return found


# ---- slips that went out ----


def _slip_rows(conn: Connection, *conditions: Any, limit: int | None) -> list[SlipRow]:
    lines, done = func.count(_l.id), func.coalesce(func.sum(case((_t.completed_date.is_not(None), 1), else_=0)), 0)
    asked = (
        select(_s.id, _s.uid, _s.year, _s.number, _s.issued_date, _s.addressee, _s.content, _s.signer, lines, done)
        .select_from(reminder_slip)
        .join(reminder_slip_line, and_(_l.slip_id == _s.id, _l.voided == _ZERO), isouter=True)
        .join(task, _t.id == _l.task_id, isouter=True)
        .where(_s.voided == _ZERO, *conditions)
        .group_by(_s.id)
        .order_by(_s.year.desc(), _s.number.desc())
        .limit(limit)
    )
    return [SlipRow(*row) for row in conn.execute(asked)]


def list_slips(conn: Connection, *, year: int | None = None, limit: int = 500) -> list[SlipRow]:
    """The slips issued, the newest first, at most `limit`; of one year where one is given."""
    return _slip_rows(conn, *(() if year is None else (_s.year == year,)), limit=limit)


def load_slip(conn: Connection, slip_id: int, calendar: Calendar) -> Slip:
    """A slip with its lines as they stood on the day of issue: a due date moved since is told as it was. Raises OfficeError `not_found`."""
    rows = _slip_rows(conn, _s.id == slip_id, limit=1)
    if not rows:
        raise OfficeError("not_found", table="reminder_slip", id=slip_id)
    row = rows[0]
    asked = (
        select(_t.id, _t.content, _t.source_number, _t.source_agency, _t.due_date, _r.number)
        .select_from(task)
        .join(reminder_slip_line, _l.task_id == _t.id)
        .join(task_reminder, _r.id == _l.reminder_id)
        .where(_l.slip_id == slip_id, _l.voided == _ZERO)
        .order_by(_l.id)
    )
    found = conn.execute(asked).all()
    moved = _due_then(conn, [line.id for line in found], row.issued_date)
    lines = []
    for line in found:
        due = moved.get(line.id, line.due_date)
        left = None if due is None else calendar.working_days_between(row.issued_date, due)
        lines.append(SlipLine(line.id, line.content, _source(line.source_number, line.source_agency), due, left, line.number))
    return Slip(row, tuple(lines))


def _due_then(conn: Connection, task_ids: list[int], day: date) -> dict[int, date]:
    """The due dates of these tasks on that day, where an extension moved them since."""
    c = task_extension.c
    found: dict[int, date] = {}
    for start in range(0, len(task_ids), 500):
        asked = select(c.task_id, c.old_due_date).where(
            c.task_id.in_(task_ids[start : start + 500]),
            c.decision == "approved",
            c.decided_date > day,
            c.old_due_date.is_not(None),
            c.voided == _ZERO,
        )
        for task_id, old in conn.execute(asked.order_by(c.decided_date, c.id)):
            found.setdefault(task_id, old)
    return found
