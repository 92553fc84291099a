"""Undo and redo from the journal: the images are put back as a new change, or it is said why not."""

from __future__ import annotations

import json
from itertools import takewhile

from sqlalchemy import Connection, select

from models.errors import OfficeError
from models.storage.columns import metadata
from models.storage.journal import Image, JournalEntry, Transaction, entries, journal_change, read_image, same_row

# How far back undo looks: more steps than a person remembers, few enough to read at once.
_REACH = 200


def _steps(connection: Connection) -> tuple[JournalEntry | None, JournalEntry | None]:
    """The step that undo would take back, and the one that redo would do again."""
    # Never behind the founding or a load of invented rows: those may build on any row before them, and are not undone.
    newest = list(takewhile(lambda entry: entry.kind not in ("bulk", "found"), entries(connection, limit=_REACH)))
    undone: dict[int, bool] = {}
    redo_seq: int | None = None
    changed_since = False
    for entry in newest:
        if entry.kind in ("undo", "redo") and entry.undoes is not None:
            first_word = entry.undoes not in undone
            undone.setdefault(entry.undoes, entry.kind == "undo")
            if entry.kind == "undo" and first_word and not changed_since and redo_seq is None:
                redo_seq = entry.undoes
        elif entry.kind == "change" and not undone.get(entry.seq, False):
            changed_since = True
    by_seq = {entry.seq: entry for entry in newest}
    undo_step = next((entry for entry in newest if entry.kind == "change" and not undone.get(entry.seq, False)), None)
    # A redo is offered only while nothing new was done since the undo: `changed_since` counts changes newer than it.
    return undo_step, by_seq.get(redo_seq) if redo_seq is not None else None


def next_undo(connection: Connection) -> JournalEntry | None:
    """The step that undo would take back; None when there is none."""
    return _steps(connection)[0]


def next_redo(connection: Connection) -> JournalEntry | None:
    """The undone step that redo would do again; None when there is none or something was changed since."""
    return _steps(connection)[1]


def _changes_of(connection: Connection, seq: int) -> list[tuple[str, int, Image | None, Image]]:
    rows = connection.execute(
        select(journal_change.c.table_name, journal_change.c.row_id, journal_change.c.before_image, journal_change.c.after_image)
        .where(journal_change.c.seq == seq)
        .order_by(journal_change.c.id)
    ).all()
    return [
        (row.table_name, row.row_id, None if row.before_image is None else json.loads(row.before_image), json.loads(row.after_image))
        for row in rows
    ]


def _put(tx: Transaction, table_name: str, row_id: int, expected: Image, wanted: Image) -> None:
    """Make the row the wanted image if it is what the step left; else say who changed it since."""
    table = metadata.tables[table_name]
    current = read_image(tx.connection, table, row_id)
    if current is None or not same_row(current, expected):
        since = entries(tx.connection, limit=1, table=table_name, row_id=row_id)
        raise OfficeError(
            "changed_since",
            table=table_name,
            id=row_id,
            label=since[0].label if since else "",
            actor=since[0].actor if since else "",
            at=since[0].at if since else None,
        )
    tx.put_image(table, current, {**current, **{name: value for name, value in wanted.items() if name in current}})


def apply_undo(tx: Transaction) -> JournalEntry:
    """Take back the newest step that is not undone. Raises OfficeError `nothing_to_undo` or `changed_since`."""
    step = next_undo(tx.connection)
    if step is None:
        raise OfficeError("nothing_to_undo")
    for table_name, row_id, before, after in reversed(_changes_of(tx.connection, step.seq)):
        # A row that the step made cannot vanish: it is voided, and its number stays used.
        _put(tx, table_name, row_id, after, {**after, "voided": 1} if before is None else before)
    tx.kind, tx.undoes, tx.label, tx.subject = "undo", step.seq, step.label, step.subject
    return step


def apply_redo(tx: Transaction) -> JournalEntry:
    """Do the newest undone step again. Raises OfficeError `nothing_to_redo` or `changed_since`."""
    step = next_redo(tx.connection)
    if step is None:
        raise OfficeError("nothing_to_redo")
    for table_name, row_id, before, after in _changes_of(tx.connection, step.seq):
        _put(tx, table_name, row_id, {**after, "voided": 1} if before is None else before, after)
    tx.kind, tx.undoes, tx.label, tx.subject = "redo", step.seq, step.label, step.subject
    return step
