"""Files of a record of any of the three books: several taken in at once, one taken off again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from models.errors import OfficeError
from models.outcome import Notice, Outcome
from models.registers.checks import reason_given
from models.registers.directives.services import live_directive, short_name
from models.registers.directives.tables import directive
from models.registers.dossiers.queries import load_stored
from models.registers.dossiers.tables import dossier
from models.registers.tasks.entering import stored_row, subject_of
from models.registers.tasks.tables import task
from models.storage.attachments import StoredFile, attach, attachments_of, detach, store_file

if TYPE_CHECKING:
    from models.office import Office

# How the journal names the step, by the book.
_ATTACH = {"directive": "directive.attach", "task": "task.attach", "dossier": "dossier.attach"}
_DETACH = {"directive": "directive.detach", "task": "task.detach", "dossier": "dossier.detach"}


def attach_files(office: Office, table: str, record_id: int, paths: Sequence[Path]) -> Outcome:
    """Keep copies of files with a record of this book: "directive", "task" or "dossier"; also of a finished one.

    What cannot be taken is told by a notice each (`file_refused_…`), `file_already_there` for what the record has already, and the others
    go on. Raises OfficeError `secret_refuses`, `directive_cancelled`, `task_closed`, `dossier_cancelled`, `not_found`; for a file alone
    what `store_file` says; and where the machine is the cause.
    """
    with office.read() as connection:
        # Asked before a file is copied: what belongs to a secret paper must not come into the folder at all.
        _open_record(connection, table, record_id)
        known = {file.sha256: file.file_name for file in attachments_of(connection, table, record_id)}
    stored: list[tuple[str, StoredFile]] = []
    notices = []
    for path in paths:
        try:
            file = store_file(office.folder, path)
        except OfficeError as error:
            if error.environment or len(paths) == 1:
                raise
            notices.append(_refusal(error, path.name))
            continue
        if file.sha256 in known:
            notices.append(Notice("file_already_there", {"name": path.name, "known": known[file.sha256]}))
            continue
        known[file.sha256] = path.name
        stored.append((path.name, file))
    label = _ATTACH[table]
    with office.write(label) as tx:
        uid, tx.subject = _open_record(tx.connection, table, record_id)
        user = office.settings().user_name
        for name, file in stored:
            attach(tx, owner_table=table, owner_id=record_id, stored=file, file_name=name, added_by=user)
    return tx.outcome(id=record_id, uid=uid, notices=notices)


def detach_file(office: Office, table: str, record_id: int, *, attachment_id: int, reason: str) -> Outcome:
    """Take a file off a record, with a reason; the file stays in the folder. Raises OfficeError `reason_needed`, `not_found`, and as
    `attach_files`.
    """
    why = reason_given(reason)
    label = _DETACH[table]
    with office.write(label, reason=why) as tx:
        uid, tx.subject = _open_record(tx.connection, table, record_id, files=False)
        if attachment_id not in {file.id for file in attachments_of(tx.connection, table, record_id)}:
            raise OfficeError("not_found", table="attachment", id=attachment_id)
        detach(tx, attachment_id)
    return tx.outcome(id=record_id, uid=uid)


def _refusal(error: OfficeError, name: str) -> Notice:
    """Why one file of several was not taken in."""
    if error.code == "file_too_large":
        return Notice("file_refused_file_too_large", {"name": name, "limit_mb": error.facts["limit_mb"]})
    if error.code == "not_a_file":
        return Notice("file_refused_not_a_file", {"name": name})
    if error.code == "file_missing":
        return Notice("file_refused_file_missing", {"name": name})
    return Notice("file_refused_cannot_read_file", {"name": name, "reason": error.facts.get("reason", "")})


def _open_record(connection: Connection, table: str, record_id: int, *, files: bool = True) -> tuple[str, str]:
    """The uid of a record in force and how the journal names it; `files`: it may be given some."""
    if table == directive.name:
        row = live_directive(connection, record_id)
        if files and row.secrecy != "none":
            raise OfficeError("secret_refuses", field="file")
        return row.uid, short_name(row)
    if table == task.name:
        work = stored_row(connection, task, record_id)
        if work["cancelled_at"] is not None:
            raise OfficeError("task_closed", state="cancelled")
        return work["uid"], subject_of(work["content"])
    if table != dossier.name:
        raise OfficeError("not_found", table=table, id=record_id)
    stored = load_stored(connection, record_id)
    if stored["cancelled_at"] is not None:
        raise OfficeError("dossier_cancelled", code_of=stored["dossier_code"])
    return stored["uid"], stored["dossier_code"]
