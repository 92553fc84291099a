"""How an office's data is found, made and opened."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine

from models.errors import OfficeError
from models.outcome import Notice
from models.storage import search
from models.storage.anchor import Anchor
from models.storage.columns import metadata
from models.storage.database import APPLICATION_ID, DATABASE_NAME, Database, connect_sqlite, sqlite_engine


@dataclass(slots=True)
class Opened:
    """An opened office: its data, its folder (None on a server), and what the person should know."""

    database: Database
    folder: Path | None
    notices: tuple[Notice, ...] = ()

    def close(self) -> None:
        """Let go of the data."""
        self.database.close()


def is_url(location: str) -> bool:
    """Whether the office lies on a server rather than in a folder."""
    return "://" in location


def office_exists(location: str) -> bool:
    """Whether there is an office at this place."""
    return is_url(location) or (Path(location) / DATABASE_NAME).exists()


def create_database(location: str) -> None:
    """Make the empty tables of a new office. Raises OfficeError `office_exists`."""
    if is_url(location):
        engine = create_engine(location)
    else:
        folder = Path(location)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / DATABASE_NAME
        if path.exists():
            raise OfficeError("office_exists", path=str(folder))
        connection = connect_sqlite(path, mode="rwc")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.close()
        engine = sqlite_engine(path, writable=True)
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        metadata.create_all(connection)
        search.create_indexes(connection)
    engine.dispose()


def open_database(location: str, *, writable: bool) -> Opened:
    """Open an office. Raises OfficeError `no_office` where there is none."""
    if is_url(location):
        return Opened(Database(create_engine(location), None), None)
    folder = Path(location)
    if not (folder / DATABASE_NAME).exists():
        raise OfficeError("no_office", path=str(folder))
    return Opened(Database(sqlite_engine(folder / DATABASE_NAME, writable=writable), Anchor(folder)), folder)
