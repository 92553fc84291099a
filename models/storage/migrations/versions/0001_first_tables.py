"""The tables of the first version."""

from __future__ import annotations

from alembic import op

from models.schema import metadata
from models.storage import search

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    metadata.create_all(op.get_bind())
    search.create_indexes(op.get_bind())
