"""What earlier lists said: of each record, so that it is known who changed what since; and which records the last list still had."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from json.encoder import encode_basestring
from typing import Any

from sqlalchemy import Connection, select

from models.intake.workbooks.batches import import_batch, import_seen
from models.intake.workbooks.planned import Values
from models.intake.workbooks.table import Layout
from models.storage.journal import Transaction

_CHUNK = 2_000
# Older lists than these are not looked at for one that a new list may follow.
_LISTS_BACK = 12
# A list follows another when it still has so much of it.
_STILL_THERE = 1 / 3
_MOSTLY_THERE = 1 / 2
_LISTS_SAID = "SELECT seen.record_id, seen.said FROM import_seen AS seen JOIN import_batch AS batch ON batch.id = seen.batch_id"
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

Said = Mapping[str, Any]
"""What a list said of a record, by field, as JSON values."""


def said_in(kept: Iterable[str], together: frozenset[str] = frozenset()) -> Said:
    """What the lists said, the older first: of each field the last that any of them told; nothing where no list had the record.

    `together` are fields that are told at once: of those that a list left blank beside the others it said that there is nothing.
    """
    said: dict[str, Any] = {}
    for text in kept:
        told = json.loads(text)
        if not together.isdisjoint(told):
            said |= dict.fromkeys(together)
        said |= told
    return said


def taken_in_at(connection: Connection, kind: str, sha256: str) -> datetime | None:
    """When this very file was last taken in as this kind, and not taken back."""
    c = import_batch.c
    asked = select(c.at).where(c.kind == kind, c.sha256 == sha256, c.voided == 0).order_by(c.id.desc()).limit(1)
    return connection.execute(asked).scalar()


def rows_of_file(connection: Connection, kind: str, sha256: str, sheet: str) -> dict[int, int]:
    """The record that each row of this very file became when it was taken in, also where the row was put right before."""
    batch, seen = import_batch.c, import_seen.c
    asked = (
        select(seen.row_number, seen.record_id)
        .join_from(import_seen, import_batch, batch.id == seen.batch_id)
        .where(batch.kind == kind, batch.sha256 == sha256, batch.sheet == sheet, batch.voided == 0)
        .order_by(batch.id)
    )
    return {row.row_number: row.record_id for row in connection.execute(asked)}


def lists_said(connection: Connection, kind: str, ids: Iterable[int]) -> dict[int, list[str]]:
    """For each record what the lists that had it said, the older first, as it is kept: `Said` for the few rows that say something else."""
    found: dict[int, list[str]] = {}
    wanted = sorted(ids)
    for start in range(0, len(wanted), _CHUNK):
        listed = ", ".join(map(str, wanted[start : start + _CHUNK]))
        # The ids are numbers, the kind is a word of this program.
        statement = f"{_LISTS_SAID} WHERE seen.record_id IN ({listed}) AND seen.kind = '{kind}' AND batch.voided = 0 ORDER BY seen.batch_id"
        for record_id, said in connection.exec_driver_sql(statement).all():
            found.setdefault(record_id, []).append(said)
    return found


@dataclass(frozen=True, slots=True)
class Earlier:
    """A list that was taken in: its batch, and the row that each record was."""

    batch_id: int
    rows: Mapping[int, int]


def list_before(connection: Connection, layout: Layout, present: frozenset[int]) -> Earlier | None:
    """The last list that this one follows: a good part of it is still there, a greater one where form and sender are others."""
    c = import_batch.c
    asked = select(c.id, c.fingerprint, c.sender).where(c.kind == layout.kind, c.voided == 0)
    for batch in connection.execute(asked.order_by(c.id.desc()).limit(_LISTS_BACK)):
        alike = batch.fingerprint == layout.fingerprint or (bool(batch.sender) and batch.sender == layout.sender)
        statement = f"SELECT record_id, row_number FROM import_seen WHERE batch_id = {int(batch.id)}"  # noqa: S608 - a number
        rows = {row[0]: row[1] for row in connection.exec_driver_sql(statement)}
        if rows and len(present.intersection(rows)) >= (_STILL_THERE if alike else _MOSTLY_THERE) * len(rows):
            return Earlier(batch.id, rows)
    return None


def said_of(rows: Sequence[Values]) -> list[str]:
    """What rows say, as it is kept: JSON, put together field by field since a hundred thousand rows are. Blank cells say nothing."""
    told = [_told(name, [values.get(name) for values in rows]) for name in dict.fromkeys(chain.from_iterable(rows))]
    if not told:
        return ["{}"] * len(rows)
    return [f"{{{','.join(filter(None, parts))}}}" for parts in zip(*told, strict=True)]


def _told(name: str, values: list[Any]) -> list[str]:
    """What the rows say of one field, "" where nothing; what many of them say is put together once."""
    known: dict[Any, str] = {}
    for value in set(values):
        if value is None or value == "" or value == ():
            known[value] = ""
        elif isinstance(value, str):
            known[value] = f'"{name}":{encode_basestring(value)}'
        elif isinstance(value, date):
            known[value] = f'"{name}":"{value.isoformat()}"'
        else:
            known[value] = f'"{name}":{_ENCODER.encode(value)}'
    return [known[value] for value in values]


def remember(tx: Transaction, batch_id: int, kind: str, rows: Sequence[tuple[int, int, str]]) -> None:
    """Keep what these rows said: (record id, row number, what it said)."""
    mark = "?" if tx.connection.dialect.name == "sqlite" else "%s"
    tx.connection.exec_driver_sql(
        f"INSERT INTO import_seen (batch_id, record_id, kind, row_number, said) VALUES ({', '.join([mark] * 5)})",  # noqa: S608
        [(batch_id, record_id, kind, number, said) for record_id, number, said in rows],
    )
