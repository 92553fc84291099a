"""Which workbooks were taken in, when, and what came of it."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String

from models.storage.columns import Moment, record_table, text_column

import_batch = record_table(
    "import_batch",
    Column("kind", String(16), nullable=False),
    text_column("file_name"),
    Column("sha256", String(64), nullable=False),
    text_column("sheet"),
    Column("at", Moment, nullable=False),
    Column("inserted", Integer, nullable=False, server_default="0"),
    Column("updated", Integer, nullable=False, server_default="0"),
    Column("rejected", Integer, nullable=False, server_default="0"),
)
