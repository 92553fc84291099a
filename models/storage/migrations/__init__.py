"""The steps from one version of the database to the next. Each stands alone and never imports today's tables.

`docs/database-versions.md` tells what each version is for. Alembic is imported only when there is a step to take.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, text

# The newest version that this program knows: the number of the last file in `versions`, and SQLite's `user_version`.
SCHEMA_VERSION = 3
_VERSION_TABLE = "alembic_version"
_FOLDERS = [Path(__file__).parent / "versions"]


def upgrade(connection: Connection) -> None:
    """Take all steps that are missing, from zero for a new office, inside the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    # A % in a path would be read as a reference to another option.
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(str(folder) for folder in _FOLDERS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def version_of(connection: Connection) -> int:
    """The version that the steps have reached; 0 where there are no tables yet."""
    if not inspect(connection).has_table(_VERSION_TABLE):
        return 0
    found: Any = connection.execute(text(f"SELECT version_num FROM {_VERSION_TABLE}")).scalar()
    return int(found or 0)
