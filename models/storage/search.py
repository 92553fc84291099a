"""Finding records by words: one index a table, kept by the transaction that changes the row, asked by `search_condition`.

The index holds folded words only (`models.text`), so tone marks, đ/d, Unicode forms and punctuation never hide a record. Codes are
indexed by every part one may remember: "06/CT-UBND" is found by `06`, `6`, `ubnd`, `6ctubnd` and `ctubnd`; a telephone number by any
run of its digits. On SQLite the index is a contentless FTS5 table, on PostgreSQL a tsvector column; nothing else knows which.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, bindparam, column, literal_column, select, table, text

from models.storage.columns import Search, metadata
from models.text import fold, words

_GROUP = re.compile(r"[a-z0-9]+")
_SEPARATE_GROUPS = re.compile(r"\d+|[a-z]+")
# Numbers longer than this are also found by their end: 261103 (year, month, day) by 1103.
_LONG_NUMBER = 5
_SHORTEST_TAIL = 3
_MOST_TERMS = 12


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
        terms.append(group)
        if group.isdigit():
            if group[0] == "0":
                terms.append(group.lstrip("0") or "0")
            if len(group) > _LONG_NUMBER:
                terms.extend([group[2:], group[-4:]])
        elif not group.isalpha():
            terms.extend(_SEPARATE_GROUPS.findall(group))
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


def index_words(search: Search, image: Mapping[str, Any]) -> str:
    """All words under which a row is found, each once."""
    found: dict[str, None] = {}
    for name in search.words:
        found.update(dict.fromkeys(words(image[name])))
    for name in search.codes:
        found.update(dict.fromkeys(code_terms(image[name])))
    for name in search.phones:
        found.update(dict.fromkeys(phone_terms(image[name])))
    return " ".join(found)


def query_terms(typed: str) -> list[str]:
    """What a person typed, as the words to look for (at most twelve)."""
    terms: list[str] = []
    for piece in typed.split():
        digits = phone_digits(piece)
        if len(digits) >= 9 and re.fullmatch(r"[+\d.()-]+", piece) and piece.count("-") == 0:
            terms.append(digits)
        else:
            terms.extend(words(piece))
    return list(dict.fromkeys(terms))[:_MOST_TERMS]


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
    if search is None:
        return
    rows = [{"rowid": image["id"], "words": index_words(search, image)} for image in images]
    if not rows:
        return
    name = index_name(indexed)
    if connection.dialect.name == "sqlite":
        pairs = [(row["rowid"], row["words"]) for row in rows]
        connection.exec_driver_sql(f"INSERT {'' if new else 'OR REPLACE '}INTO {name} (rowid, words) VALUES (?, ?)", pairs)
    else:
        insert = f"INSERT INTO {name} (rowid, words) VALUES (:rowid, to_tsvector('simple', :words))"
        connection.execute(text(f"{insert} ON CONFLICT (rowid) DO UPDATE SET words = excluded.words"), rows)


def search_condition(indexed: Table, typed: str, dialect: str = "sqlite", *, newest: int | None = None) -> ColumnElement[bool] | None:
    """The condition that a row holds every typed word; None when nothing was typed to look for.

    The last word may be a beginning, and so may all that holds a digit, since of codes and telephone numbers one types parts. Words
    before the last are whole ones: as beginnings the commonest would cost fifty times as much.

    `newest` looks only among that many newest finds: what a list without other filters needs, and quick for the commonest word.
    """
    terms = query_terms(typed)
    if not terms:
        return None
    marked = [(term, term == terms[-1] or any(character.isdigit() for character in term)) for term in terms]
    name = index_name(indexed)
    source = table(name, column("rowid"), column("words"))
    if dialect == "sqlite":
        # A term is letters and digits only; the quotes keep AND, OR, NOT and NEAR plain words.
        asked = " AND ".join(f'"{term}"{"*" if open_ended else ""}' for term, open_ended in marked)
        match: ColumnElement[bool] = literal_column(name).op("MATCH", is_comparison=True)(bindparam(None, asked, unique=True))
    else:
        asked = " & ".join(f"{term}{':*' if open_ended else ''}" for term, open_ended in marked)
        match = text(f"{name}.words @@ to_tsquery('simple', :asked)").bindparams(asked=asked)  # type: ignore[assignment]
    found = select(source.c.rowid).where(match)
    if newest is not None:
        found = found.order_by(source.c.rowid.desc()).limit(newest)
    return indexed.c.id.in_(found)
