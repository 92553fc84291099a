"""Finding records by words: one index a table, kept by the transaction that changes the row, asked by `search_condition`.

The index holds folded words only (`models.text`), so tone marks, đ/d, Unicode forms and punctuation never hide a record. Codes are
indexed by every part one may remember: "06/CT-UBND" is found by `06`, `6`, `ubnd`, `6ctubnd` and `ctubnd`; a telephone number by any
run of its digits. On SQLite the index is a contentless FTS5 table, on PostgreSQL a tsvector column; nothing else knows which.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, bindparam, column, literal_column, select, table, text

from models.storage.columns import Search, metadata
from models.text import fold, spaced_words, words

_GROUP = re.compile(r"[a-z0-9]+")
_SEPARATE_GROUPS = re.compile(r"\d+|[a-z]+")
# Numbers longer than this are also found by their end: 261103 (year, month, day) by 1103.
_LONG_NUMBER = 5
_SHORTEST_TAIL = 3
# So many groups select enough without the last one.
_LONG_CODE = 3
_WHOLE_PHONE = 9
_PHONE = re.compile(r"[+\d.()]+")
_MOST_TERMS = 12


@lru_cache(maxsize=16_384)
def _group_terms(group: str) -> tuple[str, ...]:
    """The words under which one group of a code is found by itself."""
    if group.isdigit():
        terms = [group]
        if group[0] == "0":
            terms.append(group.lstrip("0") or "0")
        if len(group) > _LONG_NUMBER:
            terms.extend([group[2:], group[-4:]])
        return tuple(dict.fromkeys(terms))
    return (group,) if group.isalpha() else (group, *_SEPARATE_GROUPS.findall(group))


def code_terms(code: str | int | None) -> list[str]:
    """The words under which a code is found: its groups, its groups run together from each boundary, tails of long numbers."""
    if code is None or code == "":
        return []
    groups = _GROUP.findall(fold(str(code)))
    terms: list[str] = []
    rest = "".join(groups)
    for group in groups:
        if rest != group:
            terms.append(rest)
            if rest[0] == "0":
                terms.append(rest.lstrip("0"))
        rest = rest[len(group) :]
        terms += _group_terms(group)
    return terms


def phone_digits(phone: str | None) -> str:
    """A telephone number as digits with its leading 0, whether it came with +84, spaces or dots."""
    if not phone:
        return ""
    digits = phone if phone.isdecimal() and phone.isascii() else "".join(character for character in fold(phone) if character.isdigit())
    if digits.startswith("84") and len(digits) >= 11:
        digits = "0" + digits[2:]
    return digits


def phone_terms(phone: str | None) -> list[str]:
    """The words under which a telephone number is found: its digits, and its tails down to three, since the end is what one remembers."""
    digits = phone_digits(phone)
    return [digits[start:] for start in range(max(1, len(digits) - _SHORTEST_TAIL + 1))] if digits else []


def _in_words(text: str | None) -> str:
    return spaced_words(text)


def _in_code_terms(code: str | int | None) -> str:
    return " ".join(code_terms(code))


def _in_phone_terms(phone: str | None) -> str:
    return " ".join(phone_terms(phone))


def _written(search: Search) -> list[tuple[str, Callable[[Any], str]]]:
    """The searched columns, each with what writes its value as words."""
    return [
        *((name, _in_words) for name in search.words),
        *((name, _in_code_terms) for name in search.codes),
        *((name, _in_phone_terms) for name in search.phones),
    ]


def index_words(search: Search, image: Mapping[str, Any]) -> str:
    """All words under which a row is found; one that stands in several columns comes several times, which costs the index nothing."""
    return " ".join(filter(None, (write(image[name]) for name, write in _written(search))))


def bulk_words(search: Search, columns: Mapping[str, Sequence[Any]]) -> Iterator[str]:
    """`index_words` of many rows given by columns: each value is written once, however many rows have it."""
    parts = []
    for name, write in _written(search):
        known = {value: write(value) for value in set(columns[name])}
        if any(known.values()):
            parts.append(map(known.__getitem__, columns[name]))
    return map(" ".join, zip(*parts, strict=True)) if parts else iter([""] * len(columns["id"]))


def query_terms(typed: str) -> list[tuple[str, bool]]:
    """What a person typed, as the words to look for (at most twelve), each with whether it may be only a beginning.

    The last word may be one, and so may a run of digits typed by itself, since of numbers one remembers parts. Words before the last
    and the inner groups of a code are whole: as beginnings the commonest would cost a hundred times as much. So would a single letter:
    after other words it is a word not yet typed, and left out; likewise the first digits of the last group of a long code. What is
    followed by a mark is whole.
    """
    terms: dict[str, bool] = {}
    pieces = typed.split()
    for position, piece in enumerate(pieces):
        digits = phone_digits(piece)
        groups = [digits] if len(digits) >= _WHOLE_PHONE and _PHONE.fullmatch(piece) else list(words(piece))
        finished = not fold(piece)[-1:].isalnum()
        if len(groups) >= _LONG_CODE and not finished and groups[-1].isdigit() and len(groups[-1]) < _SHORTEST_TAIL:
            groups.pop()
            finished = True
        for place, group in enumerate(groups):
            ends = place == len(groups) - 1 and position == len(pieces) - 1
            number = len(groups) == 1 and group.isdigit() and len(group) >= _SHORTEST_TAIL
            inner_end = place == len(groups) - 1 and len(groups) > 1
            terms[group] = terms.get(group, False) or (len(group) > 1 and not finished and (ends or number or inner_end))
    if len(terms) > 1 and pieces and len(pieces[-1]) == 1 and pieces[-1].isalpha():
        terms.popitem()
    return list(terms.items())[:_MOST_TERMS]


def has_words(indexed: Table, image: Mapping[str, Any], typed: str) -> bool:
    """Whether a search for what was typed finds this row (an image as stored): asked of few rows, where the index would gather all."""
    search: Search = indexed.info["search"]
    found = set(index_words(search, image).split())
    return all(term in found or (open_ended and any(word.startswith(term) for word in found)) for term, open_ended in query_terms(typed))


def index_name(indexed: Table) -> str:
    """The name of a table's search index."""
    return f"search_{indexed.name}"


def searched_tables() -> list[Table]:
    """The tables that have a search index."""
    return [found for found in metadata.sorted_tables if found.info.get("search")]


def create_indexes(connection: Connection) -> None:
    """Make the empty search indexes of a new office."""
    for indexed in searched_tables():
        name = index_name(indexed)
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(
                f"CREATE VIRTUAL TABLE {name} USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii')"
            )
        else:
            connection.exec_driver_sql(f"CREATE TABLE {name} (rowid INTEGER PRIMARY KEY, words tsvector NOT NULL)")
            connection.exec_driver_sql(f"CREATE INDEX ix_{name} ON {name} USING gin (words)")


def write_index(connection: Connection, indexed: Table, images: Iterable[Mapping[str, Any]], *, new: bool) -> None:
    """Index these rows (images as stored). `new` rows have no entry yet, which saves looking for one."""
    search: Search | None = indexed.info.get("search")
    if search is not None:
        _write_pairs(connection, indexed, [(image["id"], index_words(search, image)) for image in images], new=new)


def write_bulk_index(connection: Connection, indexed: Table, columns: Mapping[str, Sequence[Any]]) -> None:
    """Index many new rows, given by columns as stored."""
    search: Search | None = indexed.info.get("search")
    if search is not None:
        _write_pairs(connection, indexed, list(zip(columns["id"], bulk_words(search, columns), strict=True)), new=True)


def _write_pairs(connection: Connection, indexed: Table, pairs: list[tuple[int, str]], *, new: bool) -> None:
    if not pairs:
        return
    name = index_name(indexed)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"INSERT {'' if new else 'OR REPLACE '}INTO {name} (rowid, words) VALUES (?, ?)", pairs)
    else:
        rows = [{"rowid": row_id, "words": found} for row_id, found in pairs]
        insert = f"INSERT INTO {name} (rowid, words) VALUES (:rowid, to_tsvector('simple', :words))"
        connection.execute(text(f"{insert} ON CONFLICT (rowid) DO UPDATE SET words = excluded.words"), rows)


def search_condition(
    indexed: Table, typed: str, dialect: str = "sqlite", *, newest: int | None = None, whole: bool = False
) -> ColumnElement[bool] | None:
    """The condition that a row holds every typed word; None when nothing was typed to look for.

    `newest` looks only among that many newest finds: what a list without other filters needs, and quick for the commonest word.
    `whole` takes every word as a whole one: fewer finds, but at once, where all with a common beginning would have to be gathered.
    """
    terms = [(term, open_ended and not whole) for term, open_ended in query_terms(typed)]
    if not terms:
        return None
    name = index_name(indexed)
    source = table(name, column("rowid"), column("words"))
    if dialect == "sqlite":
        # A term is letters and digits only; the quotes keep AND, OR, NOT and NEAR plain words.
        asked = " AND ".join(f'"{term}"{"*" if open_ended else ""}' for term, open_ended in terms)
        match: ColumnElement[bool] = literal_column(name).op("MATCH", is_comparison=True)(bindparam(None, asked, unique=True))
    else:
        asked = " & ".join(f"{term}{':*' if open_ended else ''}" for term, open_ended in terms)
        match = text(f"{name}.words @@ to_tsquery('simple', :asked)").bindparams(asked=asked)  # type: ignore[assignment]
    found = select(source.c.rowid).where(match)
    if newest is not None:
        found = found.order_by(source.c.rowid.desc()).limit(newest)
    return indexed.c.id.in_(found)
