"""Reasons for lateness; a starting list that the office edits (domain.md 3.2)."""

from __future__ import annotations

from sqlalchemy import Column, String

from models.storage.columns import flag_column, record_table, text_column

overdue_reason = record_table(
    "overdue_reason",
    Column("code", String(16), nullable=False),
    text_column("name"),
    flag_column("retired"),
)
