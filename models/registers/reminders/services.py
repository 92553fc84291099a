"""Issuing reminder slips: one transaction, one journal entry, a reminder logged for each task."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import RowMapping, func, literal_column, select

from models.errors import OfficeError
from models.labels import tr
from models.outcome import Outcome
from models.registers.checks import line, lines
from models.registers.reminders.queries import rounds_of
from models.registers.reminders.rows import SlipEntry
from models.registers.reminders.tables import reminder_slip, reminder_slip_line
from models.registers.staff import load_staff
from models.registers.tasks.tables import task, task_reminder
from models.storage.journal import Transaction

if TYPE_CHECKING:
    from models.office import Office


def slip_number(number: int, year: int) -> str:
    """How a slip is called: "05/2026"."""
    return f"{number:02}/{year}"


def issue_slips(office: Office, entries: Sequence[SlipEntry]) -> Outcome:
    """Issue slips (phiếu nhắc việc), numbered within the year in the order given, and log a reminder with its round for every task on them.

    All or nothing. The outcome names the first slip; its changes name all. Undone, the reminders are gone and the numbers stay used.
    Raises OfficeError `no_tasks` (a slip about nothing), `missing` for a slip to nobody, `task_closed`, `not_found`, `too_long`, and
    `official_of_other_department`.
    """
    entries = [entry for entry in entries if entry.task_ids]
    if not entries:
        raise OfficeError("no_tasks", field="task_ids")
    today = office.today()
    with office.write("reminder_slip.issue") as tx:
        first = _next_number(tx, today.year)
        staff = load_staff(tx.connection)
        slips = []
        for place, entry in enumerate(entries):
            department_id, official_id = staff.place(entry.department_id, entry.official_id, field="addressee")
            addressee = line(entry.addressee, "addressee") or line(staff.name_of(department_id, official_id), "addressee")
            if not addressee:
                raise OfficeError("missing", field="addressee")
            slips.append(
                {
                    "year": today.year,
                    "number": first + place,
                    "issued_date": today,
                    "department_id": department_id,
                    "official_id": official_id,
                    "addressee": addressee,
                    "content": lines(entry.content, "content"),
                    "signer": office.settings().signer_name,
                }
            )
        ids = tx.insert_many(reminder_slip, slips)
        pairs = [(slip, task_id) for slip, entry in enumerate(entries) for task_id in dict.fromkeys(entry.task_ids)]
        _check_running(tx, [task_id for _, task_id in pairs])
        reminders = tx.insert_many(task_reminder, list(_reminders(tx, slips, pairs)))
        named = [
            {"slip_id": ids[slip], "task_id": task_id, "reminder_id": reminder}
            for (slip, task_id), reminder in zip(pairs, reminders, strict=True)
        ]
        tx.insert_many(reminder_slip_line, named)
        last = first + len(slips) - 1
        tx.subject = slip_number(first, today.year) if last == first else f"{first:02}–{slip_number(last, today.year)}"
        uid = tx.uid_of(reminder_slip, ids[0])
    return tx.outcome(id=ids[0], uid=uid)


def _next_number(tx: Transaction, year: int) -> int:
    """The number after the greatest one ever given in the year, also to a slip that was undone."""
    c = reminder_slip.c
    return (tx.connection.execute(select(func.max(c.number)).where(c.year == year)).scalar() or 0) + 1


def _reminders(tx: Transaction, slips: Sequence[dict[str, Any]], pairs: Sequence[tuple[int, int]]) -> Iterator[dict[str, Any]]:
    rounds = rounds_of(tx.connection, (task_id for _, task_id in pairs))
    for slip, task_id in pairs:
        rounds[task_id] = rounds.get(task_id, 0) + 1
        number = slip_number(slips[slip]["number"], slips[slip]["year"])
        yield {
            "task_id": task_id,
            "number": rounds[task_id],
            "at": tx.now,
            "addressee": slips[slip]["addressee"],
            "content": tr("Phiếu nhắc việc số {number}", number=number),
        }


def _check_running(tx: Transaction, task_ids: Sequence[int]) -> None:
    """Raises OfficeError `not_found` for a task that is not there and `task_closed` for one that has ended."""
    c = task.c
    found: dict[int, RowMapping] = {}
    for start in range(0, len(task_ids), 500):
        asked = select(c.id, c.completed_date, c.cancelled_at).where(
            c.id.in_(task_ids[start : start + 500]), c.voided == literal_column("0")
        )
        found.update({row["id"]: row for row in tx.connection.execute(asked).mappings()})
    for task_id in task_ids:
        if task_id not in found:
            raise OfficeError("not_found", table="task", id=task_id)
        if found[task_id]["cancelled_at"] is not None:
            raise OfficeError("task_closed", state="cancelled")
        if found[task_id]["completed_date"] is not None:
            raise OfficeError("task_closed", state="completed")
