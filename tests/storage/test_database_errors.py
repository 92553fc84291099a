"""What the machine caused is told apart by type and code, and what is our mistake stays one."""

from __future__ import annotations

import errno
from pathlib import Path

import psycopg.errors
import pytest
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError

from models.errors import OfficeError
from models.office import Office
from models.registers.tasks.tables import task_note
from models.storage import database_errors
from models.storage.database import sqlite_module
from models.storage.database_errors import told_apart
from tests.offices import Locations, opened
from ui.sentences import SENTENCES


def sqlite_error(code: int) -> Exception:
    error = sqlite_module().OperationalError("words that nobody matches")
    error.sqlite_errorcode = code
    return OperationalError("SELECT 1", {}, error)


@pytest.mark.parametrize(
    ("code", "expected"),
    [(5, "database_busy"), (6, "database_busy"), (15, "database_busy"), (7, "out_of_memory"), (8, "read_only_folder"), (10, "disk_error"),
     (10 | 19 << 8, "disk_error"), (11, "damaged_database"), (13, "disk_full"), (14, "cannot_open"), (26, "damaged_database")],
)  # fmt: skip
def test_sqlite(code: int, expected: str, tmp_path: Path) -> None:
    known = told_apart(sqlite_error(code), tmp_path)
    assert (known.code, known.environment, known.facts["path"]) == (expected, True, str(tmp_path))


def test_an_input_output_error_without_room_is_the_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_errors.shutil, "disk_usage", lambda place: type("Usage", (), {"free": 4096}))
    assert told_apart(sqlite_error(10), tmp_path).code == "disk_full"


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (psycopg.errors.DiskFull, "disk_full"),
        (psycopg.errors.AdminShutdown, "server_unreachable"),
        (psycopg.errors.TooManyConnections, "server_unreachable"),
        (psycopg.errors.ConnectionFailure, "server_unreachable"),
        (psycopg.errors.InvalidPassword, "server_refused"),
        (psycopg.errors.InsufficientPrivilege, "server_refused"),
        (psycopg.errors.SerializationFailure, "database_busy"),
        (psycopg.errors.DataCorrupted, "damaged_database"),
        (psycopg.OperationalError, "server_unreachable"),
    ],
)
def test_postgresql(error: type[Exception], expected: str) -> None:
    assert told_apart(OperationalError("SELECT 1", {}, error("words\nmore words"))).code == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EACCES, "read_only_folder"),
        (errno.EROFS, "read_only_folder"),
        (errno.EIO, "disk_error"),
        (errno.EMFILE, "disk_error"),
    ],
)
def test_files(number: int, expected: str, tmp_path: Path) -> None:
    assert told_apart(OSError(number, "x"), tmp_path).code == expected


@pytest.mark.parametrize(
    "error",
    [
        IntegrityError("", {}, sqlite_module().IntegrityError("x")),
        sqlite_error(1),
        sqlite_error(19),
        ProgrammingError("", {}, psycopg.errors.UndefinedTable("x")),
        IntegrityError("", {}, psycopg.errors.UniqueViolation("x")),
        ValueError("x"),
    ],
)
def test_our_own_mistakes_stay_mistakes(error: Exception) -> None:
    assert told_apart(error) is None


def test_a_broken_link_is_a_mistake_that_changes_nothing(office: Office) -> None:
    def wrong() -> None:
        with office.write("task.add_note") as tx:
            tx.insert(task_note, {"task_id": 404, "at": tx.now, "content": "x"})

    with pytest.raises(IntegrityError):
        wrong()
    with office.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM task_note").scalar() == 0


def test_a_server_that_ends_in_the_middle_is_told(locations: Locations, tmp_path: Path) -> None:
    for office in opened(locations, "postgresql", tmp_path):
        with pytest.raises(OfficeError, match="server_unreachable"), office.read() as connection:
            connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")
        # The next one is a new connection.
        assert office.settings().office_name == "UBND xã Hoài Ân"


def test_every_known_code_has_its_sentence() -> None:
    codes = {*database_errors._SQLITE.values(), *database_errors._POSTGRESQL.values(), *database_errors._OS.values()}
    assert codes <= SENTENCES.keys()
