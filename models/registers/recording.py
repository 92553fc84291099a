"""An incoming document entered with the tasks it gives and its files: one action of the clerk, one step of the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import OfficeError
from models.outcome import Outcome
from models.registers.checks import line
from models.registers.directives.entering import doubts, enter_directive
from models.registers.directives.rows import DirectiveEntry
from models.registers.directives.services import duplicate_notices, live_directive, put_right, short_name
from models.registers.directives.tables import directive
from models.registers.tasks.entering import enter_task, overdue_at_once
from models.registers.tasks.rows import TaskEntry
from models.storage.attachments import attach, store_file
from models.storage.journal import Transaction

if TYPE_CHECKING:
    from models.office import Office


def record_directive(office: Office, entry: DirectiveEntry, tasks: Sequence[TaskEntry] = (), files: Sequence[Path] = ()) -> Outcome:
    """Enter a document under the next arrival number, the tasks that it gives, and copies of its files; all of it or nothing.

    A task without its own date of assignment counts as assigned on the day of arrival. Notices as `receive_directive`. Raises
    OfficeError as `receive_directive`, `enter_tasks` (with the fact `task`, the place of the task that is wrong) and `store_file`;
    `secret_refuses` for tasks or files of a secret paper, whose content must not come into the computer.
    """
    if entry.secrecy != "none" and (tasks or files):
        raise OfficeError("secret_refuses", field="tasks" if tasks else "files")
    # Copied before the transaction: a large file must not hold up the book. One that no row names after a refusal harms nobody.
    stored = [(path.name, store_file(office.folder, path)) for path in files]
    user, today = office.settings().user_name, office.today()
    with office.write("directive.record" if tasks else "directive.receive", reason=line(entry.insertion_reason, "insertion_reason")) as tx:
        row_id = enter_directive(tx, entry)
        row = live_directive(tx.connection, row_id)
        tx.subject = short_name(row)
        _enter_tasks(tx, row, tasks)
        for name, file in stored:
            attach(tx, owner_table=directive.name, owner_id=row_id, stored=file, file_name=name, added_by=user)
        notices = duplicate_notices(tx.connection, row._asdict(), ignore_id=row_id) + doubts(row._asdict(), today)
        notices += overdue_at_once(tasks, today)
    return tx.outcome(id=row_id, uid=row.uid, notices=notices)


def correct_recorded(
    office: Office, directive_id: int, changes: Mapping[str, Any], *, tasks: Sequence[TaskEntry] = (), reason: str = ""
) -> Outcome:
    """Put a document right and enter tasks that it gives and the book does not have: its file was read again. All of it or nothing.

    Raises OfficeError as `correct_directive` and, for the tasks, as `record_directive`.
    """
    with office.write("directive.correct_with_tasks" if tasks else "directive.correct", reason=line(reason, "reason")) as tx:
        row, notices = put_right(tx, directive_id, changes, reason=reason, today=office.today())
        if tasks and row.secrecy != "none":
            raise OfficeError("secret_refuses", field="tasks")
        _enter_tasks(tx, row, tasks)
    return tx.outcome(id=directive_id, uid=row.uid, notices=notices + overdue_at_once(tasks, office.today()))


def _enter_tasks(tx: Transaction, row: Any, tasks: Sequence[TaskEntry]) -> None:
    """The tasks that a document gives; one that is wrong is told by its place, the fact `task`."""
    for place, task in enumerate(tasks):
        try:
            enter_task(tx, replace(task, directive_id=row.id, assigned_date=task.assigned_date or row.arrival_date))
        except OfficeError as error:
            error.facts.setdefault("task", place)
            raise
