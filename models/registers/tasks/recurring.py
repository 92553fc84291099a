"""Duties that come back (nhiệm vụ định kỳ): the template, and the tasks made from it, one for each turn and never two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, RowMapping, func, literal_column, select

from models.clock.recurrence import Recurrence, decode, describe, encode, next_occurrence, occurrences
from models.clock.working_days import Calendar
from models.errors import OfficeError
from models.outcome import Notice, Outcome
from models.registers.checks import possible, reason_given
from models.registers.staff import load_staff
from models.registers.tasks.entering import checked, enter_tasks, placed_lead, stored_row, subject_of
from models.registers.tasks.rows import DutyEntry, DutyRow, TaskEntry
from models.registers.tasks.tables import recurring_duty, task
from models.storage.journal import Transaction

if TYPE_CHECKING:
    from models.office import Office

_CORRECTABLE = frozenset({"content", "lead_department_id", "lead_official_id", "lead", "deliverable", "note"})


def add_recurring_duty(office: Office, entry: DutyEntry) -> Outcome:
    """A new duty; its tasks are made by `create_due_occurrences`. Raises OfficeError `ends_before_start`, and as `enter_tasks`."""
    values = checked({each.name: getattr(entry, each.name) for each in fields(entry) if each.name != "rule"})
    start, end = possible(entry.active_from, "active_from"), possible(entry.active_to, "active_to")
    if start is not None and end is not None and end < start:
        raise OfficeError("ends_before_start", field="active_to", start=start)
    with office.write("recurring_duty.add", subject=subject_of(entry.content)) as tx:
        values.update(placed_lead(load_staff(tx.connection), values))
        duty_id = tx.insert(recurring_duty, {**values, "rule": encode(entry.rule)})
        uid = stored_row(tx.connection, recurring_duty, duty_id)["uid"]
    return tx.outcome(id=duty_id, uid=uid)


def correct_recurring_duty(office: Office, duty_id: int, changes: Mapping[str, Any], *, reason: str) -> Outcome:
    """Put the template's words or lead right, for tasks made from now on; those made stay as they are.

    The rule itself does not change, so that no turn is skipped or doubled: end this duty and add another. Raises OfficeError
    `reason_needed`, `not_correctable`, and as `enter_tasks`.
    """
    reason = reason_given(reason)
    unknown = changes.keys() - _CORRECTABLE
    if unknown:
        raise OfficeError("not_correctable", field=min(unknown))
    values = checked(changes)
    with office.write("recurring_duty.correct", reason=reason) as tx:
        row = stored_row(tx.connection, recurring_duty, duty_id)
        tx.subject = subject_of(row["content"])
        lead = {"lead_department_id": None, "lead_official_id": None, "lead": ""}
        if values.keys() & lead.keys():
            values.update(placed_lead(load_staff(tx.connection), {**lead, **values}))
        tx.update(recurring_duty, duty_id, values)
    return tx.outcome(id=duty_id, uid=row["uid"])


def end_recurring_duty(office: Office, duty_id: int, *, last_day: date, reason: str) -> Outcome:
    """The duty ends with this day: no task is made for a later turn. Those made already stay, and a notice counts them.

    Raises OfficeError `reason_needed`, `ends_before_start`, `not_found`.
    """
    reason = reason_given(reason)
    possible(last_day, "last_day")
    with office.write("recurring_duty.end", reason=reason) as tx:
        row = stored_row(tx.connection, recurring_duty, duty_id)
        tx.subject = subject_of(row["content"])
        if last_day < row["active_from"]:
            raise OfficeError("ends_before_start", field="last_day", start=row["active_from"])
        tx.update(recurring_duty, duty_id, {"active_to": last_day})
        beyond = select(func.count()).where(
            task.c.recurring_duty_id == duty_id,
            task.c.nominal_date > last_day,
            task.c.voided == literal_column("0"),
            task.c.cancelled_at.is_(None),
            task.c.completed_date.is_(None),
        )
        number = tx.connection.execute(beyond).scalar_one()
    notices = [Notice("tasks_after_end", {"count": number})] if number else []
    return tx.outcome(id=duty_id, uid=row["uid"], notices=notices)


def create_due_occurrences(office: Office, until: date) -> Outcome:
    """Make the tasks of all duties for every turn up to this day that has none yet; running it again makes nothing.

    A turn is known by its duty and the day the rule names (`nominal_date`). A task that was cancelled keeps its turn; one whose making
    was undone does not. The task counts as assigned on the day after the turn before, so that its time is the whole turn.
    """
    possible(until, "until")
    calendar = office.calendar()
    with office.write("recurring_duty.create_tasks") as tx:
        entries = [entry for duty in _standing(tx.connection) for entry in _missing(tx, duty, until, calendar)]
        enter_tasks(tx, entries)
        tx.subject = str(len(entries))
    return tx.outcome()


def _standing(conn: Connection) -> list[RowMapping]:
    asked = select(recurring_duty).where(recurring_duty.c.voided == literal_column("0"), recurring_duty.c.cancelled_at.is_(None))
    return list(conn.execute(asked.order_by(recurring_duty.c.id)).mappings())


def _missing(tx: Transaction, duty: RowMapping, until: date, calendar: Calendar) -> list[TaskEntry]:
    """The tasks of a duty's turns that have none yet."""
    rule = decode(duty["rule"])
    made = select(task.c.nominal_date).where(task.c.recurring_duty_id == duty["id"], task.c.voided == literal_column("0"))
    taken = set(tx.connection.execute(made).scalars())
    last = until if duty["active_to"] is None else min(until, duty["active_to"])
    entries = []
    begins = duty["active_from"]
    for turn in occurrences(rule, duty["active_from"] - timedelta(days=1), last, calendar):
        if turn.nominal not in taken:
            entries.append(_turn(duty, rule, turn.nominal, turn.due, min(begins, turn.due)))
        begins = turn.nominal + timedelta(days=1)
    return entries


def _turn(duty: RowMapping, rule: Recurrence, nominal: date, due: date, begins: date) -> TaskEntry:
    return TaskEntry(
        content=duty["content"],
        assigned_date=begins,
        lead_department_id=duty["lead_department_id"],
        lead_official_id=duty["lead_official_id"],
        lead=duty["lead"],
        due_date=due,
        recurring=rule.every,
        deliverable=duty["deliverable"],
        note=duty["note"],
        recurring_duty_id=duty["id"],
        nominal_date=nominal,
    )


def list_duties(conn: Connection, today: date, calendar: Calendar) -> list[DutyRow]:
    """All duties in order of entry, each with its rule in words and the day on which it comes up next."""
    rows = []
    for duty in _standing(conn):
        rule = decode(duty["rule"])
        turn = next_occurrence(rule, max(today, duty["active_from"]) - timedelta(days=1), calendar)
        ended = duty["active_to"] is not None and turn.nominal > duty["active_to"]
        known = {name: duty[name] for name in DutyRow.__dataclass_fields__ if name in duty and name != "rule"}
        rows.append(DutyRow(**known, rule=rule, description=describe(rule), next_due=None if ended else turn.due))
    return rows
