"""Issuing agencies and the spellings under which they come."""

from __future__ import annotations

from sqlalchemy import Column, Index, String

from models.storage.columns import detail_table, record_table, reference, text_column

# An issuing agency once, and every spelling under which it came (folded, so that "UBND tỉnh" and "ubnd TINH" are one).
agency = record_table("agency", text_column("name"), text_column("short_name"), text_column("parent"))

agency_spelling = detail_table(
    "agency_spelling",
    reference("agency_id", "agency", nullable=False),
    text_column("spelling"),
    Column("folded", String(300), nullable=False),
)
Index("ix_agency_spelling_folded", agency_spelling.c.folded)
