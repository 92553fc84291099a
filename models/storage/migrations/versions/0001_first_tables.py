"""Version 1: the tables as they were first released, and an empty search index for each of the four books that are searched."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SEARCH_INDEXES = ("search_procedure", "search_directive", "search_dossier", "search_task")


def upgrade() -> None:
    statements = Path(__file__).with_name("0001.sql").read_text(encoding="utf-8")
    for statement in statements.split(";\n"):
        if statement.strip():
            # Straight to the driver: a colon in a condition is no parameter.
            op.get_bind().exec_driver_sql(statement)
    for name in SEARCH_INDEXES:
        if op.get_bind().dialect.name == "sqlite":
            op.execute(f"CREATE VIRTUAL TABLE {name} USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii')")
        else:
            op.execute(f"CREATE TABLE {name} (rowid INTEGER PRIMARY KEY, words tsvector NOT NULL)")
            op.execute(f"CREATE INDEX ix_{name} ON {name} USING gin (words)")
