"""Files kept by the hash of their content."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String

from models.storage.columns import Moment, detail_table, text_column

# `owner_table`, `owner_id`: the record it belongs to. The file itself lies under its hash in the office's `files` folder.
attachment = detail_table(
    "attachment",
    Column("owner_table", String(32), nullable=False),
    Column("owner_id", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    text_column("file_name"),
    Column("size", Integer, nullable=False),
    Column("added_at", Moment, nullable=False),
    text_column("added_by"),
)
Index("ix_attachment_owner", attachment.c.owner_table, attachment.c.owner_id)
