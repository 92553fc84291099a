"""Undo and redo from the journal: the images are put back as a new change, or it is said why not."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import groupby, islice, takewhile
from operator import itemgetter

from sqlalchemy import Connection, func, select, text

from models.errors import OfficeError
from models.progress import Report, no_report
from models.storage.columns import metadata
from models.storage.journal import Image, JournalEntry, Transaction, entries, journal_change, read_images, same_row
from models.storage.runs import RUN_SQL, Run, RunDigest, run_of

# How far back undo looks: more steps than a person remembers, few enough to read at once.
_REACH = 200
_AT_ONCE = 1_000


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


_Change = Run | tuple[str, int, Image | None, Image]


def _changes_of(connection: Connection, seq: int) -> list[_Change]:
    rows = connection.execute(
        select(journal_change.c.table_name, journal_change.c.row_id, journal_change.c.before_image, journal_change.c.after_image)
        .where(journal_change.c.seq == seq)
        .order_by(journal_change.c.id)
    ).all()
    return [
        run_of(name, row_id, after) or (name, row_id, None if before is None else json.loads(before), json.loads(after))
        for name, row_id, before, after in rows
    ]


_Put = tuple[str, int, Image, Image]


class _Count:
    """How many rows of a step are put back; told after each part of them."""

    def __init__(self, report: Report, total: int) -> None:
        self._report, self._total, self._done = report, total, 0

    def add(self, number: int) -> None:
        self._done += number
        self._report(self._done, self._total)


def _put(tx: Transaction, rows: Iterable[_Put], count: _Count) -> None:
    """Make rows (table, id, what the step left, what is wanted) what is wanted, in order; say who changed one since, if somebody did."""
    for table_name, group in groupby(rows, key=itemgetter(0)):
        table = metadata.tables[table_name]
        while part := list(islice(group, _AT_ONCE)):
            standing = read_images(tx.connection, table, [row_id for _, row_id, _, _ in part])
            pairs = []
            for _, row_id, expected, wanted in part:
                current = standing.get(row_id)
                if current is None or not same_row(current, expected):
                    raise _changed_since(tx, table_name, row_id)
                pairs.append((current, {**current, **{name: value for name, value in wanted.items() if name in current}}))
            tx.put_images(table, pairs)
            count.add(len(part))


def _put_run(tx: Transaction, run: Run, seq: int, count: _Count, *, voided: int) -> None:
    """Take back a run of a step or do it again, where each of its rows still is what the step left."""
    table = metadata.tables[run.table_name]
    change = journal_change.c
    of_run = (change.table_name == run.table_name, change.row_id >= run.first, change.row_id < run.ids.stop)
    alone = select(change.row_id).where(*of_run, text(f"NOT ({RUN_SQL})"))
    apart = {*tx.connection.execute(alone).scalars(), *tx.touched(run.table_name)}.intersection(run.ids)
    digest = RunDigest(run.columns)
    pairs: list[tuple[Image, Image]] = []
    for start in range(run.first, run.ids.stop, _AT_ONCE):
        ids = range(start, min(start + _AT_ONCE, run.ids.stop))
        images = list(read_images(tx.connection, table, ids).values())
        images.sort(key=itemgetter("id"))
        digest.add_stored(images)
        other = next((image["id"] for image in images if image["voided"] == voided), None)
        if other is not None:
            raise _changed_since(tx, run.table_name, other)
        pairs.extend((image, {**image, "voided": voided}) for image in images if image["id"] in apart)
        count.add(len(ids))
    if digest.hex() != run.digest:
        since = tx.connection.execute(select(change.row_id).where(*of_run, change.seq > seq).order_by(change.id.desc()).limit(1)).scalar()
        raise _changed_since(tx, run.table_name, since or run.first)
    tx.put_images(table, pairs)
    tx.put_run(run, voided=voided, apart=apart)


def _changed_since(tx: Transaction, table_name: str, row_id: int) -> OfficeError:
    since = entries(tx.connection, limit=1, table=table_name, row_id=row_id)
    return OfficeError(
        "changed_since",
        table=table_name,
        id=row_id,
        label=since[0].label if since else "",
        actor=since[0].actor if since else "",
        at=since[0].at if since else None,
    )


def _put_all(tx: Transaction, changes: Sequence[_Change], seq: int, report: Report, *, undone: bool) -> None:
    """Put the changes of a step back (or in place again), in the given order."""
    count = _Count(report, sum(len(change.ids) if isinstance(change, Run) else 1 for change in changes))
    for in_run, group in groupby(changes, key=lambda change: isinstance(change, Run)):
        if in_run:
            for run in group:
                assert isinstance(run, Run)  # so they were grouped
                _put_run(tx, run, seq, count, voided=int(undone))
        else:
            _put(tx, (_sides(change, undone=undone) for change in group if not isinstance(change, Run)), count)


def _sides(change: tuple[str, int, Image | None, Image], *, undone: bool) -> _Put:
    """What must stand and what is wanted. A row that the step made cannot vanish: it is voided, and its number stays used."""
    name, row_id, before, after = change
    without = {**after, "voided": 1} if before is None else before
    return (name, row_id, after, without) if undone else (name, row_id, without, after)


def rows_of_step(connection: Connection, seq: int) -> int:
    """How many rows a step changed, without reading them: whether taking it back takes long."""
    change = journal_change.c
    runs = connection.execute(select(change.table_name, change.row_id, change.after_image).where(change.seq == seq, text(RUN_SQL))).all()
    lines: int = connection.execute(select(func.count()).where(change.seq == seq)).scalar_one()
    return lines + sum(len(run.ids) for run in (run_of(*row) for row in runs) if run is not None)


def apply_undo(tx: Transaction, report: Report = no_report) -> JournalEntry:
    """Take back the newest step that is not undone. Raises OfficeError `nothing_to_undo` or `changed_since`."""
    step = next_undo(tx.connection)
    if step is None:
        raise OfficeError("nothing_to_undo")
    _put_all(tx, _changes_of(tx.connection, step.seq)[::-1], step.seq, report, undone=True)
    tx.kind, tx.undoes, tx.label, tx.subject = "undo", step.seq, step.label, step.subject
    return step


def apply_redo(tx: Transaction, report: Report = no_report) -> JournalEntry:
    """Do the newest undone step again. Raises OfficeError `nothing_to_redo` or `changed_since`."""
    step = next_redo(tx.connection)
    if step is None:
        raise OfficeError("nothing_to_redo")
    _put_all(tx, _changes_of(tx.connection, step.seq), step.seq, report, undone=False)
    tx.kind, tx.undoes, tx.label, tx.subject = "redo", step.seq, step.label, step.subject
    return step
