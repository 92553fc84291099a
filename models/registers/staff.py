"""Departments and officials of the office."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String

from models.storage.columns import IsoDate, record_table, reference, text_column

department = record_table(
    "department",
    text_column("name"),
    text_column("short_name"),
    text_column("code"),
    Column("ordering", Integer, nullable=False, server_default="0"),
    Column("active_to", IsoDate),
)

official = record_table(
    "official",
    text_column("name"),
    reference("department_id", "department"),
    Column("role", String(32), nullable=False, server_default="official"),
    text_column("title"),
    text_column("phone"),
    Column("active_from", IsoDate),
    Column("active_to", IsoDate),
)
