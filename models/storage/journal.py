"""Who changed what: every change is one transaction with its journal entry, chained by hash.

An entry keeps the image of each changed row before and after. Undo puts the images back as a new change, so history only grows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, partial
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Column, Connection, Float, Index, Integer, Select, String, Table, Text, func, select, text, union_all

from models.errors import OfficeError
from models.outcome import ChangeSet, Notice, Outcome
from models.storage.columns import Moment, Search, metadata, moment_of, moment_text, new_uid, new_uids, text_column
from models.storage.runs import RUN_SQL, Run, RunDigest, run_of
from models.storage.search import write_bulk_index, write_index
from models.text import clean

Image = dict[str, Any]

# `kind`: "change", "undo", "redo"; or, never undone, "found" (the office's first rows) and "bulk" (invented rows).
journal = Table(
    "journal",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", String(20), nullable=False),
    text_column("actor"),
    Column("kind", String(8), nullable=False),
    Column("label", String(64), nullable=False),
    text_column("subject"),
    text_column("reason"),
    Column("undoes", Integer),
    Column("change_count", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)
journal_change = Table(
    "journal_change",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False, index=True),
    Column("table_name", String(32), nullable=False),
    Column("row_id", Integer, nullable=False),
    Column("before_image", Text),
    Column("after_image", Text, nullable=False),
)
Index("ix_journal_change_row", journal_change.c.table_name, journal_change.c.row_id)
Index(
    "ix_journal_change_run",
    journal_change.c.table_name,
    journal_change.c.row_id,
    sqlite_where=text(RUN_SQL),
    postgresql_where=text(RUN_SQL),
)

_CHUNK = 10_000
# So many rows inserted at once are a run: their images would only repeat what stands in the table.
_SHORTEST_RUN = 50
_READ_AT_ONCE = 1_000
_IMAGE_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One line of the history. `at` is Vietnam time; `undoes` the entry that an undo or redo was about."""

    seq: int
    at: datetime
    actor: str
    kind: str
    label: str
    subject: str
    reason: str
    undoes: int | None


def image_text(image: Mapping[str, Any]) -> str:
    """A row image as the one text that is stored and hashed."""
    return _IMAGE_ENCODER.encode(image)


def _as_text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"text is wanted, not {type(value).__name__}")
    return value


@cache
def _converters(table: Table) -> dict[str, Callable[[Any], Any]]:
    """For each column, what turns a Python value into what stands in the table; the wrong type is a bug and raises TypeError."""
    converters: dict[str, Callable[[Any], Any]] = {}
    for column in table.c:
        process = getattr(column.type, "process_bind_param", None)
        if process is not None:
            converters[column.name] = partial(process, dialect=None)
        elif isinstance(column.type, Float):
            converters[column.name] = float
        else:
            converters[column.name] = int if isinstance(column.type, Integer) else _as_text
    return converters


@cache
def _blank(table: Table) -> Image:
    """The image of a row of which nothing is given, in the order of the columns."""
    image: Image = {}
    for column in table.c:
        default = None if column.server_default is None else column.server_default.arg  # type: ignore[attr-defined]
        image[column.name] = int(default) if default is not None and isinstance(column.type, Integer) else default
    return image


def _stored(table: Table, values: Mapping[str, Any]) -> Image:
    """Values by column name as they stand in the table; an unknown column is a bug and raises KeyError."""
    converters = _converters(table)
    return {name: None if value is None else converters[name](value) for name, value in values.items()}


@cache
def _searched(table: Table) -> frozenset[str]:
    """The columns by which rows of a table are found."""
    search: Search | None = table.info.get("search")
    return frozenset() if search is None else frozenset((*search.words, *search.codes, *search.phones))


def select_images(table: Table, condition: str) -> str:
    """The SQL that reads raw row images."""
    return f"SELECT {', '.join(column.name for column in table.c)} FROM {table.name} WHERE {condition}"


def read_images(connection: Connection, table: Table, ids: Iterable[int]) -> dict[int, Image]:
    """The rows of these ids as they stand in the table, untranslated; those that are not there are left out."""
    wanted = list(ids)
    found: dict[int, Image] = {}
    for start in range(0, len(wanted), _READ_AT_ONCE):
        listed = ", ".join(str(int(row_id)) for row_id in wanted[start : start + _READ_AT_ONCE])
        for row in connection.execute(text(select_images(table, f"id IN ({listed})"))).mappings():
            found[row["id"]] = dict(row)
    return found


def change_digest(changes: Iterable[tuple[str, int, str | None, str]]) -> str:
    """One hash over the changes of an entry, in order."""
    digest = hashlib.sha256()
    for change in changes:
        digest.update(json.dumps(change, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))
        digest.update(b"\n")
    return digest.hexdigest()


def entry_hash(previous: str, entry: Mapping[str, Any]) -> str:
    """The hash that chains an entry to the one before it."""
    fields = [entry[name] for name in ("seq", "at", "actor", "kind", "label", "subject", "reason", "undoes", "change_count", "digest")]
    return hashlib.sha256(json.dumps([previous, *fields], ensure_ascii=False, separators=(",", ":")).encode("utf-8")).hexdigest()


# Put together once: every change and every question of the window begins with it.
_NEWEST = select(journal.c.seq, journal.c.hash).order_by(journal.c.seq.desc()).limit(1)


def last_entry(connection: Connection) -> tuple[int, str]:
    """Number and hash of the newest entry; (0, "") in an empty journal."""
    row = connection.execute(_NEWEST).one_or_none()
    return (row.seq, row.hash) if row is not None else (0, "")


def changed_since(connection: Connection, seq: int, tables: Sequence[str]) -> bool:
    """Whether an entry after this one changed any of these tables."""
    asked = select(journal_change.c.id).where(journal_change.c.seq > seq, journal_change.c.table_name.in_(tables))
    return connection.execute(asked.limit(1)).first() is not None


def same_row(current: Image | None, expected: Image) -> bool:
    """Whether a row still is what the journal says, by the columns that stood in the journal then."""
    return current is not None and all(current[name] == value for name, value in expected.items() if name in current)


class Transaction:
    """One change of the office being made. Reads go through `connection`; writes through the methods, which keep the journal."""

    def __init__(self, connection: Connection, *, label: str, now: datetime, at: datetime, actor: str, reason: str, subject: str) -> None:
        """`now` is the moment for which records are written, `at` the machine's own: the history always tells the true one."""
        self.connection = connection
        self.now = now
        self._at = at
        self.subject = subject
        self.label = label
        self.kind = "change"
        self.undoes: int | None = None
        self.seq = 0
        self.hash = ""
        self._actor = actor
        self._reason = reason
        self._images: dict[tuple[str, int], tuple[Image | None, Image]] = {}
        # While a part runs: what `_images` held before, for the rows that the part touched.
        self._before_part: dict[tuple[str, int], tuple[Image | None, Image] | None] | None = None
        self._runs: list[Run] = []
        self._next_ids: dict[str, int] = {}
        self._changes = ChangeSet()

    def _take_ids(self, table: Table, number: int) -> range:
        first = self._next_ids.get(table.name)
        if first is None:
            first = (self.connection.execute(select(func.max(table.c.id))).scalar() or 0) + 1
        self._next_ids[table.name] = first + number
        return range(first, first + number)

    def _new_image(self, table: Table, row_id: int, values: Mapping[str, Any]) -> Image:
        image = _blank(table).copy()
        if "uid" in image:
            image["uid"] = new_uid()
        image.update(_stored(table, values))
        image["id"] = row_id
        return image

    def insert(self, table: Table, values: Mapping[str, Any]) -> int:
        """Add one row and return its id. Columns not given take their defaults; `uid` is made here."""
        return self.insert_many(table, [values])[0]

    def insert_many(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> range:
        """Add many rows; their ids are consecutive.

        Many at once that name the same columns are turned column by column (a value that many rows share is looked at once) and
        journaled as one run.
        """
        ids = self._take_ids(table, len(rows))
        if len(rows) >= _SHORTEST_RUN and all(row.keys() == rows[0].keys() for row in rows):
            self._insert_run(table, ids, {name: [row[name] for row in rows] for name in rows[0]})
            return ids
        images = [self._new_image(table, row_id, values) for row_id, values in zip(ids, rows, strict=True)]
        self._write_new(table, images)
        for image in images:
            self._keep((table.name, image["id"]), None, image)
        return ids

    def insert_columns(self, table: Table, columns: Mapping[str, Sequence[Any]]) -> range:
        """Add many rows given by columns, of one length; as `insert_many`, without a mapping for each."""
        number = len(next(iter(columns.values())))
        if number < _SHORTEST_RUN:
            return self.insert_many(table, [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)])
        ids = self._take_ids(table, number)
        self._insert_run(table, ids, columns)
        return ids

    def _insert_run(self, table: Table, ids: range, given: Mapping[str, Sequence[Any]]) -> None:
        columns = self._columns_of(table, ids, given)
        images = list(zip(*columns.values(), strict=True))
        self._insert_images(table, images)
        write_bulk_index(self.connection, table, columns)
        digest = RunDigest()
        digest.add(images)
        # The columns of that day stand in the entry: a later version of the program may have more.
        self._runs.append(Run(table.name, ids.start, len(images), digest.hex(), tuple(table.c.keys())))

    def put_run(self, run: Run, *, voided: int, apart: Collection[int]) -> None:
        """Take a run back or do it again, all but the rows `apart`, which stand in the journal by themselves. For undo and redo."""
        excluded = f" AND id NOT IN ({', '.join(map(str, sorted(apart)))})" if apart else ""
        statement = f"UPDATE {run.table_name} SET voided = {int(voided)} WHERE id >= :first AND id < :end{excluded}"
        self.connection.execute(text(statement), {"first": run.first, "end": run.ids.stop})
        self._runs.append(replace(run, voided=voided))

    def touched(self, table_name: str) -> set[int]:
        """The rows of a table that this change touched one by one."""
        return {row_id for name, row_id in self._images if name == table_name}

    def _keep(self, key: tuple[str, int], before: Image | None, after: Image) -> None:
        if self._before_part is not None:
            self._before_part.setdefault(key, self._images.get(key))
        self._images[key] = (before, after)

    @contextmanager
    def part(self) -> Iterator[None]:
        """A part that may fail alone: an OfficeError inside takes back what this part did, is raised on, and the change goes on.

        A part inside another belongs to that one: what is refused there, and not caught, takes back the whole outer part.
        """
        if self._before_part is not None:
            yield
            return
        ids, runs, subject = dict(self._next_ids), len(self._runs), self.subject
        self._before_part = {}
        try:
            with self.connection.begin_nested():
                yield
        except OfficeError:
            for key, images in self._before_part.items():
                if images is None:
                    del self._images[key]
                else:
                    self._images[key] = images
            self._next_ids = ids
            del self._runs[runs:]
            raise
        finally:
            self._before_part = None
            # The whole is named, not its last part.
            self.subject = subject

    def _columns_of(self, table: Table, ids: range, given: Mapping[str, Sequence[Any]]) -> dict[str, Sequence[Any]]:
        """The rows as they will stand in the table, by columns in the table's order."""
        converters = _converters(table)
        columns: dict[str, Sequence[Any]] = {name: [value] * len(ids) for name, value in _blank(table).items()}
        if "uid" in columns:
            columns["uid"] = new_uids(len(ids))
        moments: dict[Any, Any] = {}
        for name, values in given.items():
            convert = converters[name]
            if convert is _as_text and set(map(type, values)) == {str}:
                columns[name] = values
                continue
            # The moments of a record are often the same one.
            stored = moments if isinstance(table.c[name].type, Moment) else {}
            for value in set(values).difference(stored):
                stored[value] = None if value is None else convert(value)
            columns[name] = list(map(stored.__getitem__, values))
        columns["id"] = ids
        return columns

    def _write_new(self, table: Table, images: list[Image]) -> None:
        if images:
            self._insert_images(table, [tuple(image.values()) for image in images])
            write_index(self.connection, table, images, new=True)

    def _insert_images(self, table: Table, images: list[tuple[Any, ...]]) -> None:
        names = table.c.keys()
        # The driver's own parameter style: the general way costs as much again as the insert itself.
        mark = "?" if self.connection.dialect.name == "sqlite" else "%s"
        statement = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join([mark] * len(names))})"
        for start in range(0, len(images), _CHUNK):
            self.connection.exec_driver_sql(statement, images[start : start + _CHUNK])

    def uid_of(self, table: Table, row_id: int) -> str:
        """The uid of a row that this change made or touched."""
        kept = self._images.get((table.name, row_id))
        return str(
            kept[1]["uid"] if kept is not None else self.connection.execute(select(table.c.uid).where(table.c.id == row_id)).scalar_one()
        )

    def update(self, table: Table, row_id: int, values: Mapping[str, Any]) -> bool:
        """Change a row's columns; False when nothing differs. Raises OfficeError("not_found")."""
        return self.update_many(table, {row_id: values}) == 1

    def update_many(self, table: Table, changes: Mapping[int, Mapping[str, Any]]) -> int:
        """Change many rows; the number of rows that differ afterwards. Raises OfficeError("not_found")."""
        images = read_images(self.connection, table, changes)
        pairs: list[tuple[Image, Image]] = []
        for row_id, values in changes.items():
            before = images.get(row_id)
            if before is None:
                raise OfficeError("not_found", table=table.name, id=row_id)
            fresh = _stored(table, values)
            different = {name: value for name, value in fresh.items() if before[name] != value}
            if different:
                pairs.append((before, {**before, **different}))
        self.put_images(table, pairs)
        return len(pairs)

    def put_images(self, table: Table, pairs: Iterable[tuple[Image, Image]]) -> None:
        """Make rows exactly these images (as stored), each given with what stands. What undo and redo use; services use `update`.

        In the given order, since one row may take the place that another leaves; rows beside each other that differ in the same
        columns are written at once.
        """
        differing = ((tuple(name for name in after if before[name] != after[name]), before, after) for before, after in pairs)
        searched = _searched(table)
        for names, group in groupby(differing, key=itemgetter(0)):
            if not names:
                continue
            rows = [(before, after) for _, before, after in group]
            assignments = ", ".join(f"{name} = :{name}" for name in names)
            self.connection.execute(
                text(f"UPDATE {table.name} SET {assignments} WHERE id = :id"),
                [{**{name: after[name] for name in names}, "id": after["id"]} for _, after in rows],
            )
            if searched.intersection(names):
                write_index(self.connection, table, [after for _, after in rows], new=False)
            for before, after in rows:
                key = (table.name, after["id"])
                self._keep(key, self._images[key][0] if key in self._images else before, after)

    def write_entry(self) -> bool:
        """Write the journal entry of all changes; False (nothing to keep) when no row differs. Called once, before the commit."""
        # Runs first: what was changed of them one by one came after, and is taken back before them.
        changes: list[tuple[str, int, str | None, str]] = [(run.table_name, run.first, None, run.text()) for run in self._runs]
        changes.extend(
            (table_name, row_id, None if before is None else image_text(before), image_text(after))
            for (table_name, row_id), (before, after) in self._images.items()
            if before != after
        )
        if not changes:
            return False
        previous_seq, previous_hash = last_entry(self.connection)
        self.seq = previous_seq + 1
        entry = {
            "seq": self.seq,
            "at": moment_text(self._at),
            "actor": self._actor,
            "kind": self.kind,
            "label": self.label,
            # It may be the name of a file, which need not be text at all.
            "subject": clean(self.subject),
            "reason": self._reason,
            "undoes": self.undoes,
            "change_count": len(changes),
            "digest": change_digest(changes),
        }
        self.hash = entry["hash"] = entry_hash(previous_hash, entry)
        self.connection.execute(journal.insert(), entry)
        ids = self._take_ids(journal_change, len(changes))
        rows = [
            {"id": row, "seq": self.seq, "table_name": change[0], "row_id": change[1], "before_image": change[2], "after_image": change[3]}
            for row, change in zip(ids, changes, strict=True)
        ]
        for start in range(0, len(rows), _CHUNK):
            self.connection.execute(journal_change.insert(), rows[start : start + _CHUNK])
        touched: dict[str, set[int]] = {}
        for run in self._runs:
            # Of rows that were invented nobody asks which.
            touched.setdefault(run.table_name, set()).update(run.ids[:1] if self.kind == "bulk" else run.ids)
        for table_name, row_id, _, _ in changes:
            touched.setdefault(table_name, set()).add(row_id)
        self._changes = ChangeSet({name: frozenset(found) for name, found in touched.items()})
        return True

    def outcome(self, *, id: int | None = None, uid: str | None = None, notices: Sequence[Notice] = ()) -> Outcome:  # noqa: A002
        """What the finished change gives back; call it after the `with` block."""
        return Outcome(self.seq, self.label, self._changes, id, uid, tuple(notices))


def _run_start(connection: Connection, table_name: str, row_id: int | None) -> int | None:
    """The first id of the run in which a row came in; the row's own id where it came alone."""
    change = journal_change.c
    asked = select(change.row_id, change.after_image).where(change.table_name == table_name, change.row_id <= row_id, text(RUN_SQL))
    found = connection.execute(asked.order_by(change.row_id.desc()).limit(1)).one_or_none()
    run = None if found is None else run_of(table_name, found.row_id, found.after_image)
    return run.first if run is not None and row_id in run.ids else row_id


def entries(
    connection: Connection,
    *,
    limit: int | None = 50,
    table: str | None = None,
    row_id: int | None = None,
    details: Mapping[str, Select[int]] | None = None,
) -> list[JournalEntry]:
    """The newest entries first; of one record (and the run it came in with) when table and id are given.

    With those of its `details`: table -> their ids.
    """
    asked = select(
        journal.c.seq, journal.c.at, journal.c.actor, journal.c.kind, journal.c.label, journal.c.subject, journal.c.reason, journal.c.undoes
    )
    if table is not None:
        change = journal_change.c
        of_row = select(change.seq).where(change.table_name == table, change.row_id.in_((row_id, _run_start(connection, table, row_id))))
        of_details = [select(change.seq).where(change.table_name == name, change.row_id.in_(ids)) for name, ids in (details or {}).items()]
        asked = asked.where(journal.c.seq.in_(union_all(of_row, *of_details)))
    rows = connection.execute(asked.order_by(journal.c.seq.desc()).limit(limit)).all()
    return [JournalEntry(row.seq, moment_of(row.at), *row[2:]) for row in rows]
