"""Whether the journal and the registers still agree: finds a changed, removed, inserted or cut-off entry, and rows changed behind it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, select, text

from models.progress import Report, no_report
from models.storage.anchor import Anchor
from models.storage.columns import metadata
from models.storage.journal import change_digest, entry_hash, image_text, journal, journal_change, same_row, select_images
from models.storage.runs import RunDigest, run_of

_BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: a code whose sentence `ui/words.py` owns, and its facts."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True, order=True)
class _Run:
    """Rows that came in together, by the last that the journal says of them: ids from `first` to before `end`."""

    first: int
    end: int
    digest: str
    voided: int
    found: RunDigest = field(compare=False)


@dataclass(slots=True)
class _Expected:
    """What the journal says of one table: the last image of each row by its hash, and the bulk runs with their digests."""

    last: dict[int, bytes] = field(default_factory=dict)
    loaded: dict[int, str] = field(default_factory=dict)
    runs: dict[int, _Run] = field(default_factory=dict)


def _hash(image: str) -> bytes:
    return hashlib.blake2b(image.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _walk_chain(connection: Connection, expected: dict[str, _Expected], report: Report) -> Iterator[Finding]:
    """Follow the chain from the first entry; on the way learn what each row should be."""
    previous_seq, previous_hash = 0, ""
    newest = connection.execute(select(journal.c.seq).order_by(journal.c.seq.desc()).limit(1)).scalar() or 0
    asked = select(journal_change).order_by(journal_change.c.seq, journal_change.c.id)
    all_changes = iter(connection.execution_options(yield_per=_BATCH).execute(asked).mappings())
    waiting = next(all_changes, None)
    for entry in connection.execute(select(journal).order_by(journal.c.seq)).mappings():
        seq = entry["seq"]
        report(seq, newest)
        if seq != previous_seq + 1:
            yield Finding("journal_entry_missing", {"seq": previous_seq + 1})
        changes: list[tuple[str, int, str | None, str]] = []
        while waiting is not None and waiting["seq"] <= seq:
            if waiting["seq"] < seq:
                yield Finding("journal_change_stray", {"seq": waiting["seq"]})
            else:
                changes.append((waiting["table_name"], waiting["row_id"], waiting["before_image"], waiting["after_image"]))
            waiting = next(all_changes, None)
        whole = len(changes) == entry["change_count"] and change_digest(changes) == entry["digest"]
        if not whole or entry_hash(previous_hash, dict(entry)) != entry["hash"]:
            yield Finding("journal_entry_changed", {"seq": seq})
        for table_name, row_id, before, after in changes:
            rows = expected.setdefault(table_name, _Expected())
            run = run_of(table_name, row_id, after) if before is None else None
            if run is not None:
                rows.runs[run.first] = _Run(run.first, run.ids.stop, run.digest, run.voided, RunDigest(run.columns))
                continue
            if before is not None:
                rows.loaded.setdefault(row_id, before)
            rows.last[row_id] = _hash(after)
        previous_seq, previous_hash = seq, entry["hash"]
    if waiting is not None:
        yield Finding("journal_change_stray", {"seq": waiting["seq"]})


def _check_rows(connection: Connection, table: Table, expected: _Expected) -> Iterator[Finding]:
    """Every row is what the journal last said, no row is missing, none came in beside the journal."""
    runs = sorted(expected.runs.values())
    position = 0
    seen = 0
    rows = connection.execution_options(yield_per=_BATCH).execute(text(select_images(table, "1 = 1") + " ORDER BY id")).mappings()
    for row in rows:
        row_id = row["id"]
        image = dict(row)
        while position < len(runs) and row_id >= runs[position].end:
            position += 1
        in_run = position < len(runs) and runs[position].first <= row_id
        if in_run:
            loaded = expected.loaded.get(row_id)
            runs[position].found.add_stored([image if loaded is None else json.loads(loaded)])
        if row_id in expected.last:
            seen += 1
            if _hash(image_text(image)) != expected.last[row_id] and not _is_last_image(connection, table, image):
                yield Finding("row_changed_outside", {"table": table.name, "id": row_id})
        elif not in_run:
            yield Finding("row_unknown_to_journal", {"table": table.name, "id": row_id})
        elif image["voided"] != runs[position].voided:
            yield Finding("row_changed_outside", {"table": table.name, "id": row_id})
    if seen < len(expected.last):
        yield Finding("rows_missing", {"table": table.name, "count": len(expected.last) - seen})
    for run in runs:
        if run.found.rows != run.end - run.first:
            yield Finding("rows_missing", {"table": table.name, "count": run.end - run.first - run.found.rows})
        elif run.found.hex() != run.digest:
            yield Finding("bulk_rows_changed", {"table": table.name, "first": run.first, "last": run.end - 1})


def _is_last_image(connection: Connection, table: Table, image: Mapping[str, Any]) -> bool:
    """Whether a row is what the journal says when columns are left out that a newer version of the program added."""
    asked = select(journal_change.c.after_image).where(journal_change.c.table_name == table.name, journal_change.c.row_id == image["id"])
    last = json.loads(connection.execute(asked.order_by(journal_change.c.id.desc()).limit(1)).scalar_one())
    return last.keys() < image.keys() and same_row(dict(image), last)


def verify_journal(connection: Connection, anchor: Anchor | None, report: Report = no_report) -> Iterator[Finding]:
    """All findings of the chain, the rows and the anchor; none when everything is as the program left it."""
    # Read first: a writer may go on meanwhile, and the anchor must not run ahead of the picture that is looked at.
    remembered = anchor.read() if anchor is not None else None
    expected: dict[str, _Expected] = {}
    yield from _walk_chain(connection, expected, report)
    for name, table in metadata.tables.items():
        if name not in (journal.name, journal_change.name) and table.info.get("journaled", True):
            yield from _check_rows(connection, table, expected.get(name, _Expected()))
    if anchor is None:
        return
    newest = connection.execute(select(journal.c.seq).order_by(journal.c.seq.desc()).limit(1)).scalar() or 0
    if remembered is None:
        yield Finding("anchor_missing")
    elif remembered.seq > newest:
        yield Finding("journal_cut_off", {"seq": newest, "anchored": remembered.seq})
    else:
        at_anchor = connection.execute(select(journal.c.hash).where(journal.c.seq == remembered.seq)).scalar()
        if at_anchor != remembered.hash:
            yield Finding("journal_entry_changed", {"seq": remembered.seq})
