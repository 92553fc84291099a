"""Which workbooks were taken in, when, what came of it, what each said, and how lists of a form are laid out."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, PrimaryKeyConstraint, String, Table, select

from models.intake.workbooks.table import Layout
from models.storage.columns import Moment, metadata, record_table, text_column
from models.storage.journal import Transaction

if TYPE_CHECKING:
    from models.intake.workbooks.understanding.memory import Correction, RememberedLayout

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


def remembered_layouts(connection: Connection, kind: str | None = None) -> tuple[RememberedLayout, ...]:
    """How the forms of a kind (of all kinds) are laid out, as persons agreed to; those used last come first."""
    from models.intake.workbooks.understanding.memory import RememberedLayout

    c = import_layout.c
    asked = select(c.layout).where(c.voided == 0).order_by(c.used_at.desc(), c.id.desc())
    found: list[RememberedLayout] = []
    for text in connection.execute(asked if kind is None else asked.where(c.kind == kind)).scalars():
        # What another version of the program wrote and this one cannot read is asked for again.
        with suppress(ValueError):
            found.append(RememberedLayout.from_json(text))
    return tuple(found)


def keep_layout(tx: Transaction, layout: Layout, correction: Correction | None) -> None:
    """Remember how a list is laid out that was taken in: the next one of its form and sender asks nothing."""
    from models.intake.workbooks.understanding.memory import remember

    kept = remember(layout, correction)
    c = import_layout.c
    known = select(c.id).where(c.kind == kept.kind, c.fingerprint == kept.fingerprint, c.sender == kept.sender, c.voided == 0)
    values = {"kind": kept.kind, "fingerprint": kept.fingerprint, "sender": kept.sender, "layout": kept.to_json(), "used_at": tx.now}
    row_id = tx.connection.execute(known).scalar()
    if row_id is None:
        tx.insert(import_layout, values)
    else:
        tx.update(import_layout, row_id, values)
