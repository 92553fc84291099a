"""The days on which this office rests or works against the rule."""

from __future__ import annotations

from sqlalchemy import Column, Index, String

from models.storage.columns import IsoDate, detail_table, flag_column, text_column

calendar_day = detail_table(
    "calendar_day",
    Column("date", IsoDate, nullable=False),
    Column("kind", String(24), nullable=False),
    text_column("name"),
    text_column("basis"),
    flag_column("estimated"),
)
Index("ix_calendar_day_date", calendar_day.c.date)
