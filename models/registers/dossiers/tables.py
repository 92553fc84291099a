"""The tables of one-stop dossiers (hồ sơ một cửa)."""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, String, text

from models.storage.columns import IsoDate, Moment, Search, detail_table, flag_column, record_table, reference, text_column

# Procedure, field, limit and clock rules stand on the dossier as they were on the day of receipt: a later change of the catalogue
# or of the settings does not move a date that was promised. `status` and `channel` are the national codes (domain.md 2.2, 2.5).
# `clock_rules` is the JSON text of the rules; `holder` the body that has the dossier now.
dossier = record_table(
    "dossier",
    Column("dossier_code", String(64), nullable=False),
    reference("procedure_id", "procedure"),
    text_column("procedure_code"),
    text_column("procedure_name"),
    text_column("field"),
    text_column("applicant"),
    text_column("phone"),
    text_column("address"),
    Column("channel", Integer, nullable=False, server_default="1"),
    Column("received_at", Moment),
    Column("appointment_at", Moment),
    Column("original_appointment_at", Moment),
    Column("resolved_at", Moment),
    Column("returned_at", Moment),
    Column("status", Integer, nullable=False, server_default="2"),
    Column("limit_value", Float),
    Column("limit_unit", String(16)),
    text_column("clock_rules"),
    reference("handling_department_id", "department"),
    reference("handler_id", "official"),
    text_column("holder"),
    Column("extension_count", Integer, nullable=False, server_default="0"),
    text_column("apology_number"),
    Column("apology_date", IsoDate),
    text_column("late_reason_code"),
    text_column("late_reason"),
    flag_column("digitised"),
    flag_column("financial_obligation"),
    flag_column("paid_online"),
    flag_column("non_territorial"),
    text_column("return_method"),
    text_column("note"),
    Column("created_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("cancelled_at", Moment),
    text_column("cancel_reason"),
    search=Search(
        words=("procedure_name", "field", "applicant", "address", "note"),
        codes=("dossier_code", "procedure_code"),
        phones=("phone",),
    ),
)
_LIVE = text("cancelled_at IS NULL AND voided = 0")
_OPEN = text("resolved_at IS NULL AND cancelled_at IS NULL AND voided = 0")
Index("uq_dossier_code_live", dossier.c.dossier_code, unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE)
Index("ix_dossier_open_appointment", dossier.c.appointment_at, dossier.c.id, sqlite_where=_OPEN, postgresql_where=_OPEN)
Index("ix_dossier_received", dossier.c.received_at, dossier.c.id)
Index("ix_dossier_resolved", dossier.c.resolved_at, dossier.c.appointment_at, dossier.c.field)
Index("ix_dossier_appointment", dossier.c.appointment_at, dossier.c.id)
Index("ix_dossier_field", dossier.c.field, dossier.c.id)

# `kind` is "supplement" (one notice that states all that is missing), "financial" or "other".
dossier_pause = detail_table(
    "dossier_pause",
    reference("dossier_id", "dossier", nullable=False),
    Column("kind", String(16), nullable=False),
    Column("paused_from", Moment, nullable=False),
    Column("paused_to", Moment),
    text_column("reason"),
    text_column("document_number"),
)

dossier_step = detail_table(
    "dossier_step",
    reference("dossier_id", "dossier", nullable=False),
    Column("at", Moment, nullable=False),
    text_column("action"),
    text_column("holder"),
    text_column("author"),
    text_column("note"),
)

dossier_extension = detail_table(
    "dossier_extension",
    reference("dossier_id", "dossier", nullable=False),
    Column("requested_at", Moment, nullable=False),
    text_column("reason"),
    Column("old_appointment_at", Moment),
    Column("new_appointment_at", Moment, nullable=False),
    text_column("apology_number"),
    Column("apology_date", IsoDate),
)
