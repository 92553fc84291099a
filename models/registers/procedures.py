"""Danh mục thủ tục hành chính: procedures with their processing times, in versions by date."""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, String

from models.storage.columns import IsoDate, Search, record_table, reference, text_column

# One row a version: a code may stand several times with dates of validity that do not overlap.
procedure = record_table(
    "procedure",
    Column("code", String(32), nullable=False),
    text_column("name"),
    text_column("field"),
    text_column("level"),
    Column("processing_value", Float),
    Column("processing_unit", String(16)),
    text_column("processing_note"),
    text_column("managing_ministry"),
    text_column("publishing_decision"),
    reference("department_id", "department"),
    Column("valid_from", IsoDate),
    Column("valid_to", IsoDate),
    text_column("note"),
    search=Search(words=("name", "field"), codes=("code",)),
)
Index("ix_procedure_code", procedure.c.code)
