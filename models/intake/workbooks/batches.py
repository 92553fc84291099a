"""Which workbooks were taken in, when, what came of it, what each said, and how lists of a form are laid out."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, String, Table

from models.storage.columns import Moment, metadata, record_table, text_column

# `fingerprint` and `sender` as in `Layout`: by them the list that a newer one follows is found.
import_batch = record_table(
    "import_batch",
    Column("kind", String(16), nullable=False),
    text_column("file_name"),
    Column("sha256", String(64), nullable=False),
    text_column("sheet"),
    Column("at", Moment, nullable=False),
    Column("inserted", Integer, nullable=False, server_default="0"),
    Column("updated", Integer, nullable=False, server_default="0"),
    Column("rejected", Integer, nullable=False, server_default="0"),
    Column("unchanged", Integer, nullable=False, server_default="0"),
    Column("skipped", Integer, nullable=False, server_default="0"),
    text_column("sender"),
    text_column("fingerprint"),
    text_column("title"),
)

# What a person said of the columns and rows of a form, as text of `understanding.memory`; the next list of the form asks nothing.
import_layout = record_table(
    "import_layout",
    Column("kind", String(16), nullable=False),
    text_column("fingerprint"),
    text_column("sender"),
    text_column("layout"),
    Column("used_at", Moment, nullable=False),
)
Index("ix_import_layout_form", import_layout.c.kind, import_layout.c.fingerprint)

# What each row of a list said of the record that it is, as JSON by field: without it nobody could tell whether the list or the office
# changed something since. Not in the journal, whose step has the records themselves: a line counts where its batch is not undone.
import_seen = Table(
    "import_seen",
    metadata,
    Column("batch_id", Integer, ForeignKey("import_batch.id"), nullable=False),
    Column("record_id", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("row_number", Integer, nullable=False),
    text_column("said"),
    PrimaryKeyConstraint("batch_id", "record_id"),
    info={"search": None, "journaled": False},
)
Index("ix_import_seen_record", import_seen.c.record_id, import_seen.c.kind)
