"""Tables of the weekly briefing (giao ban): who sat, what was concluded, which task or person each word was about."""

from __future__ import annotations

from sqlalchemy import Column, String

from models.storage.columns import IsoDate, Moment, detail_table, record_table, reference, text_column

# `closed_at` is when the minutes were closed; None while the briefing runs.
briefing = record_table(
    "briefing",
    Column("held_date", IsoDate, nullable=False),
    text_column("chair"),
    text_column("attendees"),
    text_column("note"),
    Column("closed_at", Moment),
)

# `kind`: "said" (a word about a task or a person), "assigned" (a task given at the table), "conclusion" (for all).
briefing_item = detail_table(
    "briefing_item",
    reference("briefing_id", "briefing", nullable=False),
    reference("task_id", "task"),
    reference("official_id", "official"),
    Column("at", Moment, nullable=False),
    Column("kind", String(16), nullable=False, server_default="said"),
    text_column("content"),
)
