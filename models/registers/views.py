"""Saved views of a book: a named query with its columns, of one person or of the whole office."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Connection, Integer, String, select

from models.errors import OfficeError
from models.outcome import Outcome
from models.registers.checks import line
from models.storage.columns import detail_table, text_column
from models.storage.journal import Transaction

if TYPE_CHECKING:
    from models.office import Office

# `book` is the table of the records ("directive", "task", "dossier"); `owner` the user whose view it is, "" for everybody's;
# `content` JSON of what `ui` shows: the query, the columns in order, the grouping.
saved_view = detail_table(
    "saved_view",
    Column("book", String(16), nullable=False),
    text_column("name"),
    text_column("owner"),
    text_column("content"),
    Column("ordering", Integer, nullable=False, server_default="0"),
)
BOOKS = ("directive", "task", "dossier")
NAME_LIMIT = 60
_CONTENT_LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class View:
    """A saved view. `owner` is "" for one that everybody has. `content` is empty where what is stored cannot be read."""

    id: int
    book: str
    name: str
    owner: str
    content: Mapping[str, Any]

    @property
    def shared(self) -> bool:
        """Whether everybody in the office has it."""
        return not self.owner


def list_views(connection: Connection, book: str, user: str) -> list[View]:
    """The views of a book that this user has: the own ones, then everybody's, each in the order of saving."""
    c = saved_view.c
    asked = select(c.id, c.book, c.name, c.owner, c.content).where(c.book == book, c.voided == 0, c.owner.in_((user, "")))
    views = [View(*row[:4], _content(row.content)) for row in connection.execute(asked.order_by(c.ordering, c.id))]
    return [*(view for view in views if not view.shared), *(view for view in views if view.shared)]


def _content(stored: str) -> Mapping[str, Any]:
    """What is stored as an object of JSON; empty for anything else, which another program may have left there."""
    try:
        read = json.loads(stored)
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}


def save_view(office: Office, *, book: str, name: str, shared: bool, content: Mapping[str, Any], replace: bool = False) -> Outcome:
    """Keep what a page shows under a name, for the user or for everybody; with `replace` in the place of the one so named.

    Without a user's name the view is everybody's. Raises OfficeError `missing`, `too_long`, `duplicate_view`, `unknown_book`.
    """
    name = _name(name)
    if book not in BOOKS:
        raise OfficeError("unknown_book", book=book)
    written = json.dumps(content, ensure_ascii=False, sort_keys=True)
    if len(written) > _CONTENT_LIMIT:
        raise OfficeError("too_long", field="content", limit=_CONTENT_LIMIT)
    owner = "" if shared else office.settings().user_name
    with office.write("view.replace" if replace else "view.save", subject=name) as tx:
        same = _named(tx.connection, book, owner, name)
        if same is not None and not replace:
            raise OfficeError("duplicate_view", field="name", name=name)
        if same is not None:
            view_id = same
            tx.update(saved_view, view_id, {"content": written, "name": name})
        else:
            view_id = tx.insert(saved_view, {"book": book, "name": name, "owner": owner, "content": written})
    return tx.outcome(id=view_id)


def rename_view(office: Office, view_id: int, *, name: str) -> Outcome:
    """Call a view otherwise. Raises OfficeError `missing`, `too_long`, `duplicate_view`, `not_found`."""
    name = _name(name)
    with office.write("view.rename", subject=name) as tx:
        book, owner, _ = _owned(tx, view_id, office.settings().user_name)
        same = _named(tx.connection, book, owner, name)
        if same not in (None, view_id):
            raise OfficeError("duplicate_view", field="name", name=name)
        tx.update(saved_view, view_id, {"name": name})
    return tx.outcome(id=view_id)


def remove_view(office: Office, view_id: int) -> Outcome:
    """No longer offer a view; undo brings it back. Raises OfficeError `not_found`."""
    with office.write("view.remove") as tx:
        _, _, tx.subject = _owned(tx, view_id, office.settings().user_name)
        tx.update(saved_view, view_id, {"voided": 1})
    return tx.outcome(id=view_id)


def _name(name: str) -> str:
    tidy = line(name, "name", NAME_LIMIT)
    if not tidy:
        raise OfficeError("missing", field="name")
    return tidy


def _owned(tx: Transaction, view_id: int, user: str) -> tuple[str, str, str]:
    """Book, owner and name of a view that this user may change: the own ones and everybody's."""
    c = saved_view.c
    asked = select(c.book, c.owner, c.name).where(c.id == view_id, c.voided == 0, c.owner.in_((user, "")))
    found = tx.connection.execute(asked).one_or_none()
    if found is None:
        raise OfficeError("not_found", table="saved_view", id=view_id)
    return found.book, found.owner, found.name


def _named(connection: Connection, book: str, owner: str, name: str) -> int | None:
    """The view of this owner with this name, in whatever letters it was written."""
    c = saved_view.c
    asked = select(c.id, c.name).where(c.book == book, c.owner == owner, c.voided == 0)
    return next((row.id for row in connection.execute(asked) if row.name.casefold() == name.casefold()), None)
