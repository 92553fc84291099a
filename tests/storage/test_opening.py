"""An office is looked at before it is touched, and appears whole or not at all."""

from __future__ import annotations

import errno
import gzip
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from models.errors import OfficeError
from models.office import Office
from models.safekeeping import check_office
from models.storage import migrations, opening
from models.storage.database import DATABASE_NAME, connect_sqlite, sqlite_module
from models.storage.office_lock import LOCK_NAME, End, OfficeLock, last_end
from models.storage.opening import new_database, office_exists
from tests.conftest import ROOT
from tests.offices import found_office
from tests.storage.steps import add_task, contents, row

HOLDER = """
import sys
from models.office import Office
office = Office.open(sys.argv[1])
print("READY", flush=True)
sys.stdin.read()
"""


def refusal(place: Path, **how: bool) -> OfficeError:
    with pytest.raises(OfficeError) as refused:
        Office.open(str(place), **how)
    return refused.value


def codes(office: Office) -> list[str]:
    return [remark.code for remark in office.notices]


def poke(place: Path, *statements: str) -> None:
    """Somebody at work with another SQLite tool."""
    with closing(sqlite3.connect(place / DATABASE_NAME)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


# --- founding


def test_a_new_office_leaves_nothing_of_its_making(tmp_path: Path) -> None:
    place = tmp_path / "chưa có" / "sổ"
    office = found_office(str(place))
    office.close()
    assert sorted(path.name for path in place.iterdir()) == ["journal.anchor", "office.db", "office.lock"]
    office = Office.open(str(place))
    assert office.settings().office_name == "UBND xã Hoài Ân"
    assert office.notices == ()
    office.close()


def test_a_founding_that_fails_leaves_no_office(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), new_database(str(tmp_path)):
        raise ZeroDivisionError
    assert [path.name for path in tmp_path.iterdir()] == [LOCK_NAME]
    assert not office_exists(str(tmp_path))
    assert refusal(tmp_path).code == "no_office"
    found_office(str(tmp_path)).close()


def test_what_an_interrupted_founding_left_is_cleared(tmp_path: Path) -> None:
    (tmp_path / "office.db.new").write_bytes(b"half")
    (tmp_path / "office.db.new-wal").write_bytes(b"half")
    (tmp_path / "journal.anchor").write_bytes(b"half")
    assert refusal(tmp_path).code == "no_office"
    office = found_office(str(tmp_path))
    assert not list(tmp_path.glob("*.new*"))
    assert office.notices == ()
    office.close()


def test_an_office_is_never_founded_over_another(folder: Path) -> None:
    before = contents(folder)
    with pytest.raises(OfficeError, match="office_exists"):
        found_office(str(folder))
    assert contents(folder) == before


@pytest.mark.parametrize("left", ["journal.anchor", "files/x", "backups/x"])
def test_an_office_that_lost_its_database_is_not_replaced(tmp_path: Path, left: str) -> None:
    (tmp_path / left).parent.mkdir(exist_ok=True)
    (tmp_path / left).touch()
    assert refusal(tmp_path).code == "database_missing"
    with pytest.raises(OfficeError, match="database_missing"):
        found_office(str(tmp_path))
    assert (tmp_path / left).exists()


def test_nothing_is_no_office(tmp_path: Path) -> None:
    assert refusal(tmp_path).code == "no_office"
    assert refusal(tmp_path / "nowhere").code == "no_office"
    (tmp_path / "file").touch()
    assert refusal(tmp_path / "file").code == "no_office"
    with pytest.raises(OfficeError, match="not_a_folder"):
        found_office(str(tmp_path / "file"))


def test_an_office_goes_by_its_folder_its_file_or_a_url(folder: Path) -> None:
    for location in (str(folder), str(folder / DATABASE_NAME), f"sqlite:///{folder / DATABASE_NAME}"):
        assert office_exists(location)
        office = Office.open(location)
        assert office.folder == folder
        office.close()


# --- who holds it


def test_a_second_process_is_told_who_holds_the_office(folder: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(folder)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert holder.stdout.readline().strip() == b"READY"
        refused = refusal(folder)
        assert refused.code == "office_held"
        assert refused.environment
        assert refused.facts["pid"] == holder.pid
        assert refused.facts["since"].year >= 2026
        # Who only reads does not wait and is not refused.
        reader = Office.open(str(folder), writable=False)
        assert reader.settings().office_name == "UBND xã Hoài Ân"
        with pytest.raises(OfficeError, match="view_only"):
            add_task(reader)
        reader.close()
    finally:
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        holder.stdin.close()
        holder.stdout.close()
    # Killed: the lock went with it, and the end counts as unclean.
    assert last_end(folder, folder / DATABASE_NAME) is End.UNCLEAN
    office = Office.open(str(folder))
    add_task(office)
    office.close()


def test_in_one_process_too_there_is_one_writer(filed: Office) -> None:
    assert refusal(filed.folder).code == "office_held"
    add_task(filed)


def test_a_note_that_makes_no_sense_still_says_that_the_office_is_held(filed: Office) -> None:
    assert filed.folder is not None
    (filed.folder / LOCK_NAME).write_text(json.dumps({"by": 7, "since": "hôm qua"}).ljust(1024), encoding="ascii")
    refused = refusal(filed.folder)
    assert (refused.code, refused.facts["by"], refused.facts["since"]) == ("office_held", "7", None)


def test_how_the_office_was_left(folder: Path, tmp_path: Path) -> None:
    database = folder / DATABASE_NAME
    assert last_end(folder, database) is End.IN_ORDER
    copied = tmp_path / "copied"
    copied.mkdir()
    for path in folder.iterdir():
        shutil.copyfile(path, copied / path.name)
        os.utime(copied / path.name, (1, 1))
    assert last_end(copied, copied / DATABASE_NAME) is End.COPIED
    usb = tmp_path / "usb"
    shutil.copytree(folder, usb)
    even = database.stat().st_mtime_ns // 2_000_000_000 * 2_000_000_000
    os.utime(usb / DATABASE_NAME, ns=(even, even))
    assert last_end(usb, usb / DATABASE_NAME) is End.IN_ORDER
    poke(folder, "UPDATE task SET note = 'x'", "CREATE TABLE extra (x)")
    assert last_end(folder, database) is End.TOUCHED
    office = Office.open(str(folder))
    assert codes(office) == ["touched_outside"]
    assert last_end(folder, database) is End.UNCLEAN
    office.close()
    assert last_end(folder, database) is End.IN_ORDER
    for torn in (b"", b"{", b"[1]", b'{"closed": "x"}', b"\xff" * 2000):
        (folder / LOCK_NAME).write_bytes(torn)
        assert last_end(folder, database) is End.UNCLEAN


# --- what is refused, and stays as it was


def _zeros_in_the_middle(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as stream:
        stream.seek(size // 2 // 4096 * 4096)
        stream.write(b"\0" * min(65536, size // 3))


def _other_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE customers (x)")


def _folder_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGE = {
    "empty": (lambda path: path.write_bytes(b""), "damaged_database"),
    "text": (lambda path: path.write_text("xin chào\n" * 500), "not_our_database"),
    "workbook": (lambda path: path.write_bytes(b"PK\3\4" + bytes(range(256)) * 20), "not_our_database"),
    "folder": (_folder_instead, "not_our_database"),
    "other program": (_other_program, "not_our_database"),
    "zeros": (_zeros_in_the_middle, "damaged_database"),
    "cut to half": (lambda path: os.truncate(path, path.stat().st_size // 2), "damaged_database"),
    "cut to 50 bytes": (lambda path: os.truncate(path, 50), "damaged_database"),
    "cut in a page": (lambda path: os.truncate(path, path.stat().st_size - 2055), "damaged_database"),
    "newer": (lambda path: poke(path.parent, "PRAGMA user_version = 999"), "newer_database"),
    "table dropped": (lambda path: poke(path.parent, "DROP TABLE attachment"), "table_missing"),
    "link to nothing": (
        lambda path: poke(path.parent, "INSERT INTO task_note (id, task_id, at) VALUES (1, 99, '2026-01-01T00:00:00Z')"),
        "damaged_database",
    ),
}


@pytest.mark.parametrize("how", DAMAGE, ids=str)
@pytest.mark.parametrize("writable", [True, False], ids=["to write", "to read"])
def test_what_is_no_sound_office_is_refused_and_not_touched(folder: Path, how: str, writable: bool) -> None:
    damage, expected = DAMAGE[how]
    damage(folder / DATABASE_NAME)
    before = contents(folder)
    refused = refusal(folder, writable=writable)
    assert (refused.code, refused.environment) == (expected, True)
    assert contents(folder) == before
    if expected == "newer_database":
        assert (refused.facts["found"], refused.facts["known"]) == (999, migrations.SCHEMA_VERSION)


def test_changes_still_in_the_log_are_there_after_a_crash(folder: Path, tmp_path: Path) -> None:
    office = Office.open(str(folder))
    outcome = add_task(office, "kịp ghi")
    crashed = tmp_path / "crashed"
    shutil.copytree(folder, crashed)
    office.close()
    assert (crashed / "office.db-wal").stat().st_size > 0
    again = Office.open(str(crashed))
    assert row(again, outcome.id)["content"] == "kịp ghi"
    assert again.notices == ()
    again.close()


def test_an_older_copy_put_in_place_is_told(folder: Path, tmp_path: Path) -> None:
    shutil.copy2(folder / DATABASE_NAME, tmp_path / "old.db")
    office = Office.open(str(folder))
    add_task(office)
    add_task(office)
    office.close()
    shutil.copy2(tmp_path / "old.db", folder / DATABASE_NAME)
    office = Office.open(str(folder))
    assert "older_than_last_time" in codes(office)
    facts = office.notices[0].facts
    assert facts["anchored"] == facts["seq"] + 2
    add_task(office)
    office.close()
    office = Office.open(str(folder))
    assert office.notices == ()
    office.close()


def test_a_lost_anchor_is_told_once(folder: Path) -> None:
    (folder / "journal.anchor").unlink()
    office = Office.open(str(folder))
    assert codes(office) == ["anchor_missing"]
    office.close()
    office = Office.open(str(folder))
    assert office.notices == ()
    office.close()


# --- when the disk does not play along


def test_a_full_disk_still_shows_everything(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: OfficeLock) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(OfficeLock, "note_open", full)
        office = Office.open(str(folder))
        assert codes(office) == ["view_only_copy"]
        assert office.settings().office_name == "UBND xã Hoài Ân"
        copy = office._opened.copy
        with pytest.raises(OfficeError, match="view_only"):
            add_task(office)
        office.close()
        assert not copy.exists()
    # With room again, the same office is written as before.
    office = Office.open(str(folder))
    assert office.notices == ()
    add_task(office)
    office.close()


def test_a_change_that_meets_a_full_disk_is_told_and_taken_back(filed: Office) -> None:
    with filed.database.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    # The limit holds for one connection: the pool of this test has to have only that one.
    filed.database.engine.dispose()
    with filed.database.engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(OfficeError) as told:
        add_task(filed, "dài " * 5000)
    assert (told.value.code, told.value.environment) == ("disk_full", True)
    filed.database.engine.dispose()
    assert add_task(filed, "có chỗ lại").id == 1


def test_a_folder_that_may_not_be_written_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def forbidden(path: object, flags: int, *rest: int, **more: int) -> int:
        if str(path).startswith(str(folder)) and flags & (os.O_WRONLY | os.O_RDWR):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path, flags, *rest, **more)

    monkeypatch.setattr(os, "open", forbidden)
    before = contents(folder)
    refused = refusal(folder)
    assert (refused.code, refused.environment, refused.facts["path"]) == ("read_only_folder", True, str(folder))
    assert contents(folder) == before


def test_a_log_that_stays_behind_stops_the_founding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A read error while the log is brought in must not lose what is in it under the new name."""

    def fails(path: Path) -> None:
        raise OfficeError("disk_error", environment=True)

    monkeypatch.setattr(opening, "into_one_file", fails)
    with pytest.raises(OfficeError, match="disk_error"):
        found_office(str(tmp_path / "office"))
    assert not (tmp_path / "office" / DATABASE_NAME).exists()


def test_the_library_is_new_enough_and_keeps_what_is_acknowledged(filed: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    with filed.database.read() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "trusted_schema", "cell_size_check")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0, "cell_size_check": 1}
    monkeypatch.setattr(sqlite_module(), "sqlite_version", "3.51.2")
    with pytest.raises(OfficeError) as told:
        connect_sqlite(filed.folder / DATABASE_NAME)
    assert (told.value.code, told.value.facts["found"]) == ("sqlite_too_old", "3.51.2")


def test_an_older_version_is_not_shown_by_who_only_reads(folder: Path) -> None:
    poke(folder, "PRAGMA user_version = 0")
    assert refusal(folder, writable=False).code == "upgrade_needed"


def test_an_office_of_every_stored_version_opens(tmp_path: Path) -> None:
    stored = sorted((ROOT / "tests" / "data" / "offices").glob("*.db.gz"))
    assert [path.name[:4] for path in stored] == [f"{number:04}" for number in range(1, migrations.SCHEMA_VERSION + 1)]
    for path in stored:
        place = tmp_path / path.name[:4]
        place.mkdir()
        (place / DATABASE_NAME).write_bytes(gzip.decompress(path.read_bytes()))
        office = Office.open(str(place))
        assert office.settings().office_name == "UBND xã Hoài Ân"
        assert row(office, 1)["content"] == "Nhiệm vụ thứ nhất"
        assert list(check_office(office)) == []
        add_task(office)
        office.undo()
        office.close()


def test_one_bit_changed_in_an_index_is_found_after_the_file_was_touched(tmp_path: Path) -> None:
    found_office(str(tmp_path / "sổ")).close()
    database = tmp_path / "sổ" / DATABASE_NAME
    with closing(sqlite3.connect(database)) as connection:
        page_size = connection.execute("PRAGMA page_size").fetchone()[0]
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_journal_change_row'").fetchone()[0]
        # A leaf of the index, wherever it lies: the first page after the root that begins like one and holds a table's name.
        content = bytearray(database.read_bytes())
    pages = range((root - 1) * page_size, len(content), page_size)
    leaf = next(start for start in pages if content[start] == 10 and b"procedure" in content[start : start + page_size])
    content[leaf + bytes(content[leaf : leaf + page_size]).rindex(b"procedure")] ^= 1
    database.write_bytes(bytes(content))
    assert refusal(tmp_path / "sổ").code == "damaged_database"
