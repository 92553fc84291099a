"""Tables of reminder slips (phiếu nhắc việc): a slip is numbered within the year and names the reminders that it carried."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer

from models.storage.columns import IsoDate, detail_table, record_table, reference, text_column

reminder_slip = record_table(
    "reminder_slip",
    Column("year", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("issued_date", IsoDate, nullable=False),
    reference("department_id", "department"),
    reference("official_id", "official"),
    text_column("addressee"),
    text_column("content"),
    text_column("signer"),
)
# A number once given is never given again, not even that of an undone slip.
Index("uq_reminder_slip_year_number", reminder_slip.c.year, reminder_slip.c.number, unique=True)

reminder_slip_line = detail_table(
    "reminder_slip_line",
    reference("slip_id", "reminder_slip", nullable=False),
    reference("task_id", "task", nullable=False),
    reference("reminder_id", "task_reminder", nullable=False),
)
