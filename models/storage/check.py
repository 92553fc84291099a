"""The whole examination of an open office: pages, links, journal, search index, attachments. One finding a thing that is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, func, select, table, text

from models.errors import OfficeError
from models.progress import Report, no_report
from models.storage.attachments import attachment, file_path, hash_of
from models.storage.columns import metadata
from models.storage.database import Database
from models.storage.search import index_name, searched_tables
from models.storage.verify import Finding, verify_journal

_MOST = 20


def record_uids(connection: Connection) -> Iterator[str]:
    """The uid of every record ever entered, cancelled and voided ones too: what was acknowledged must be among them."""
    for known in metadata.sorted_tables:
        if "uid" in known.c:
            yield from connection.execute(select(known.c.uid)).scalars()


def check(database: Database, folder: Path | None, report: Report = no_report) -> Iterator[Finding]:
    """Everything that is not as the program left it. `report` counts journal entries first, then attachments."""
    if database.dialect == "sqlite":
        # A picture of its own: the journal's must be younger than the anchor that it is compared with, and pages take long.
        with database.read() as connection:
            yield from _check_pages(connection)
    with database.read() as connection:
        yield from verify_journal(connection, database.anchor, report)
        yield from check_search(connection)
        if folder is not None:
            yield from _check_files(connection, folder, report)


def _check_pages(connection: Connection) -> Iterator[Finding]:
    for (told,) in connection.execute(text(f"PRAGMA integrity_check({_MOST})")):
        if told != "ok":
            yield Finding("page_damaged", {"reason": told})
    for row in connection.execute(text("PRAGMA foreign_key_check")).fetchmany(_MOST):
        yield Finding("link_to_nothing", {"table": row[0], "id": row[1], "target": row[2]})


def check_search(connection: Connection) -> Iterator[Finding]:
    """A row that the index does not know would never be found by its words."""
    for indexed in searched_tables():
        rows = connection.execute(select(func.count()).select_from(indexed)).scalar_one()
        known = connection.execute(select(func.count()).select_from(table(index_name(indexed)))).scalar_one()
        if rows != known:
            yield Finding("search_incomplete", {"table": indexed.name, "rows": rows, "known": known})


def _check_files(connection: Connection, folder: Path, report: Report) -> Iterator[Finding]:
    asked = select(attachment.c.sha256, func.min(attachment.c.file_name)).group_by(attachment.c.sha256)
    rows = connection.execute(asked).all()
    for done, (sha256, name) in enumerate(rows, start=1):
        report(done, len(rows))
        try:
            path = file_path(folder, sha256)
            if not path.is_file():
                yield Finding("attachment_missing", {"name": name})
            elif hash_of(path) != sha256:
                yield Finding("attachment_changed", {"name": name})
        except (OSError, OfficeError):
            yield Finding("attachment_unreadable", {"name": name})
