"""The table of the register of incoming documents (sổ đăng ký văn bản đến, Nghị định 30/2020/NĐ-CP Phụ lục IV)."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, UniqueConstraint, text

from models.storage.columns import IsoDate, Moment, Search, record_table, reference, text_column

# `register` is "incoming" or "secret": secret papers are registered separately (Điều 22). `arrival_suffix` is "" or the letter
# of a late insertion (117a). `issuing_agency` keeps the name as entered; `issuing_agency_id` the agency it was recognised as.
# `number_key` is the document number as `models.registers.directives.numbers.number_key` writes it, for duplicates and for sorting.
directive = record_table(
    "directive",
    Column("register", String(16), nullable=False, server_default="incoming"),
    Column("year", Integer, nullable=False),
    Column("arrival_number", Integer, nullable=False),
    text_column("arrival_suffix"),
    text_column("insertion_reason"),
    Column("arrival_date", IsoDate, nullable=False),
    text_column("arrival_time"),
    reference("issuing_agency_id", "agency"),
    text_column("issuing_agency"),
    text_column("document_number"),
    text_column("number_part"),
    text_column("symbol_part"),
    text_column("number_key"),
    Column("issued_date", IsoDate),
    text_column("document_type"),
    text_column("subject"),
    Column("urgency", String(16), nullable=False, server_default="normal"),
    Column("secrecy", String(16), nullable=False, server_default="none"),
    Column("medium", String(16), nullable=False, server_default="electronic"),
    text_column("signer"),
    text_column("signer_title"),
    text_column("recipient"),
    reference("recipient_department_id", "department"),
    reference("recipient_official_id", "official"),
    Column("forwarded_date", IsoDate),
    text_column("leader_instruction"),
    Column("due_date", IsoDate),
    Column("original_due_date", IsoDate),
    text_column("reply_number"),
    Column("reply_date", IsoDate),
    text_column("external_code"),
    text_column("note"),
    Column("created_at", Moment, nullable=False),
    Column("cancelled_at", Moment),
    text_column("cancel_reason"),
    # Voided rows keep their number too: a number is never used again.
    UniqueConstraint("register", "year", "arrival_number", "arrival_suffix"),
    search=Search(
        words=("document_type", "subject", "issuing_agency", "signer", "recipient", "note"),
        codes=("document_number", "arrival_number", "reply_number", "external_code"),
    ),
)
_OPEN = text("reply_date IS NULL AND cancelled_at IS NULL AND voided = 0")
_ORDER = (directive.c.year, directive.c.arrival_number, directive.c.arrival_suffix, directive.c.id)
_STATE = (directive.c.due_date, directive.c.forwarded_date, directive.c.reply_date, directive.c.cancelled_at, directive.c.voided)
# Each holds all that a state is computed from, so that lists and counts of states never touch the table: in the order of the book,
# by due date, and for the few lines that still wait.
Index("ix_directive_order", *_ORDER, directive.c.register, *_STATE)
Index("ix_directive_due_date", directive.c.due_date, directive.c.id, *_STATE[1:])
Index("ix_directive_open", directive.c.due_date, *_ORDER[::-1], *_STATE[1:], sqlite_where=_OPEN, postgresql_where=_OPEN)
Index("ix_directive_number_key", directive.c.number_key, directive.c.id)
for _column in ("arrival_date", "issued_date", "forwarded_date", "issuing_agency", "document_type", "urgency"):
    Index(f"ix_directive_{_column}", directive.c[_column], directive.c.id)
