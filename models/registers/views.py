"""Saved views of a book: a named query with its columns, of one person or of the whole office."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String

from models.storage.columns import detail_table, text_column

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
