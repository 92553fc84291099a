"""Copies count once they are checked, and no failure empties their rotation."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import OfficeError
from models.office import Office
from models.registers.tasks.tables import task
from models.safekeeping import back_up, back_up_if_due, check_office
from models.storage import backup, copies
from models.storage.attachments import attach, store_file
from models.storage.backup import BackupFile, is_due, kept, list_backups, make_backup
from models.storage.database import DATABASE_NAME
from models.storage.restoring import restore
from tests.offices import Locations, opened
from tests.storage.steps import add_task, contents, row

NOW = datetime(2026, 11, 20, 9, 30)


def contents_of(copy: Path) -> list[str]:
    with closing(sqlite3.connect(f"{copy.as_uri()}?mode=ro", uri=True)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [content for (content,) in connection.execute("SELECT content FROM task ORDER BY id")]


def with_file(office: Office, tmp_path: Path) -> int:
    source = tmp_path / "Công văn số 1.pdf"
    source.write_bytes(b"%PDF cong van")
    stored = store_file(office.folder, source)
    with office.write("directive.attach") as tx:
        row_id = tx.insert(task, {"content": "có tệp", "created_at": tx.now})
        attach(tx, owner_table="task", owner_id=row_id, stored=stored, file_name=source.name)
    return row_id


def test_a_copy_holds_what_is_still_in_the_log_and_needs_no_other_file(filed: Office) -> None:
    add_task(filed, "một")
    made = back_up(filed)
    assert made.path.parent == filed.folder / "backups"
    assert contents_of(made.path) == ["một"]
    assert (made.size, made.notices, made.second) == (made.path.stat().st_size, (), None)
    assert sorted(path.name for path in made.path.parent.iterdir()) == [made.path.name]
    with filed.read() as connection:
        assert made.seq == filed.database.newest_seq(connection)


def test_copies_of_the_same_second_have_names_of_their_own(filed: Office) -> None:
    made = [make_backup(filed.database, filed.folder, now=NOW, keep=9).path for _ in range(3)]
    assert len(set(made)) == 3
    assert [found.path for found in list_backups(filed.folder / "backups")] == made[::-1]


def test_a_copy_is_made_beside_a_busy_writer(filed: Office) -> None:
    stop = threading.Event()

    def work() -> None:
        while not stop.is_set():
            add_task(filed)

    writer = threading.Thread(target=work)
    writer.start()
    try:
        made = [back_up(filed) for _ in range(3)]
    finally:
        stop.set()
        writer.join(10)
    assert [copy.seq for copy in made] == sorted(copy.seq for copy in made)
    for copy in made:
        assert len(contents_of(copy.path)) == copy.seq - 1  # the first entry is the founding


def test_a_copy_into_another_folder_takes_the_files_along(filed: Office, tmp_path: Path) -> None:
    with_file(filed, tmp_path)
    made = back_up(filed, to=tmp_path / "usb" / "sổ")
    assert made.path.parent == tmp_path / "usb" / "sổ"
    assert [path.read_bytes() for path in made.path.parent.glob("files/??/*")] == [b"%PDF cong van"]
    assert not (filed.folder / "backups").exists()


def test_the_second_place_is_copied_to_where_it_is_there(filed: Office, tmp_path: Path) -> None:
    with_file(filed, tmp_path)
    usb = tmp_path / "usb"
    filed.change_settings(backup_second_folder=str(usb))
    made = back_up(filed)
    assert (made.second, [notice.code for notice in made.notices]) == (None, ["second_folder_missing"])
    assert contents_of(made.path) == ["có tệp"]
    usb.mkdir()
    made = back_up(filed)
    assert made.second == usb / made.path.name
    assert contents_of(made.second) == ["có tệp"]
    assert len(list(usb.glob("files/??/*"))) == 1


def test_a_second_place_that_fails_costs_nothing(filed: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(source: Path, place: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "copy_in_place", fails)
    made = make_backup(filed.database, filed.folder, now=NOW, keep=3, second=tmp_path)
    assert [notice.code for notice in made.notices] == ["second_folder_failed"]
    assert made.path.exists()


# --- the rotation


def test_a_failed_copy_removes_nothing_and_leaves_nothing(filed: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    old = [make_backup(filed.database, filed.folder, now=NOW - timedelta(days=900 + days), keep=3).path for days in range(3)]

    def damaged(path: Path, *, at_least: int = 0) -> None:
        raise OfficeError("copy_unproven", environment=True, path=str(path))

    monkeypatch.setattr(copies, "prove", damaged)
    for _ in range(5):
        with pytest.raises(OfficeError, match="copy_unproven"):
            make_backup(filed.database, filed.folder, now=NOW, keep=3)
    assert sorted((filed.folder / "backups").iterdir()) == sorted(old)


def test_a_copy_with_a_damaged_page_does_not_count(filed: Office) -> None:
    made = back_up(filed).path
    copies.prove(made)
    with made.open("r+b") as stream:
        stream.seek(made.stat().st_size // 2 // 4096 * 4096)
        stream.write(b"\xff" * 4096)
    with pytest.raises(OfficeError, match="copy_unproven"):
        copies.prove(made)


def test_a_copy_that_would_not_fit_is_not_begun(filed: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(filed.folder)
    monkeypatch.setattr(copies.shutil, "disk_usage", lambda place: usage._replace(free=100_000))
    with pytest.raises(OfficeError, match="disk_full"):
        back_up(filed)
    assert list((filed.folder / "backups").iterdir()) == []


def files_of(moments: list[datetime]) -> list[BackupFile]:
    return [BackupFile(moment, 0, Path(f"office-{moment:%Y%m%d-%H%M%S}.db")) for moment in moments]


@given(st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), unique=True, max_size=60), st.integers(3, 20))
def test_the_rotation_never_empties(moments: list[datetime], keep: int) -> None:
    files = files_of(moments)
    newest_first = sorted(files, key=lambda found: found.at, reverse=True)
    staying = kept(files, now=NOW, keep=keep)
    assert {found.path for found in newest_first[:keep]} <= staying
    assert len(staying) >= min(len({found.path for found in files}), keep)
    # Of each of the last fourteen days, and of each month of the last year, the newest stays.
    for reach, label in ((13, "%Y%m%d"), (364, "%Y%m")):
        for found in files:
            same = [other for other in newest_first if other.at.strftime(label) == found.at.strftime(label)]
            if timedelta(0) <= NOW - same[0].at <= timedelta(days=reach):
                assert same[0].path in staying


def test_a_year_of_copies_every_two_hours_stays_small(filed: Office) -> None:
    moments = [NOW - timedelta(hours=2 * turn) for turn in range(365 * 12)]
    assert len(kept(files_of(moments), now=NOW, keep=20)) <= 20 + 15 + 13


def test_other_files_in_the_folder_are_left_alone(filed: Office) -> None:
    place = filed.folder / "backups"
    place.mkdir()
    others = [
        "before-version-2-20250101-080000.db",
        "replaced-20200101-080000.db",
        "office-x.db",
        "office-99999999-999999.db",
        "ghi chú.txt",
    ]
    for name in others:
        (place / name).write_bytes(b"x")
    for days in range(8):
        make_backup(filed.database, filed.folder, now=NOW + timedelta(days=1000 * days), keep=3)
    assert {path.name for path in place.iterdir()} > set(others)
    assert len(list_backups(place)) == 3


# --- when


def test_due_when_something_changed_and_time_has_passed(filed: Office) -> None:
    def due(hours: float, later: timedelta = timedelta(0)) -> bool:
        return is_due(filed.database, filed.folder, now=filed.now() + later, hours=hours)

    assert due(2), "an office without any copy"
    assert back_up_if_due(filed, 2) is not None
    assert back_up_if_due(filed, 0) is None, "nothing changed"
    assert not due(2, timedelta(days=9))
    add_task(filed)
    assert due(0), "at exit"
    assert not due(2, timedelta(minutes=119))
    assert due(2, timedelta(minutes=121))
    assert due(2, -timedelta(days=400)), "the newest copy is from a clock that went wrong"


def test_a_newest_copy_that_cannot_be_read_is_no_copy(filed: Office) -> None:
    made = back_up(filed)
    made.path.write_bytes(b"rubbish")
    assert is_due(filed.database, filed.folder, now=filed.now() + timedelta(hours=3), hours=2)


# --- putting back


@pytest.fixture
def worked(folder: Path) -> tuple[Path, Path]:
    """A closed office with a second task that its copy does not know."""
    office = Office.open(str(folder))
    add_task(office, "một")
    copy = back_up(office).path
    add_task(office, "hai")
    office.close()
    return folder, copy


def tasks_of(folder: Path) -> list[str]:
    office = Office.open(str(folder))
    assert office.notices == ()
    assert list(check_office(office)) == []
    with office.read() as connection:
        found = [content for (content,) in connection.exec_driver_sql("SELECT content FROM task ORDER BY id")]
    office.close()
    return found


def test_what_is_replaced_is_kept_and_can_be_put_back_in_turn(worked: tuple[Path, Path]) -> None:
    folder, copy = worked
    done = restore(str(folder), copy, now=NOW)
    assert done.notices == ()
    assert tasks_of(folder) == ["một"]
    assert contents_of(done.replaced) == ["một", "hai"]
    again = restore(str(folder), done.replaced, now=NOW)
    assert tasks_of(folder) == ["một", "hai"]
    assert again.replaced != done.replaced
    assert copy.exists()


def test_an_open_office_is_not_replaced(worked: tuple[Path, Path]) -> None:
    folder, copy = worked
    office = Office.open(str(folder))
    with pytest.raises(OfficeError, match="office_held"):
        restore(str(folder), copy, now=NOW)
    add_task(office, "ba")
    office.close()
    assert tasks_of(folder) == ["một", "hai", "ba"]


BAD_COPIES = {
    "damaged": (lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]), "damaged_database"),
    "not ours": (lambda path: path.write_bytes(b"x" * 9000), "not_our_database"),
    "newer": (
        lambda path: path.write_bytes(path.read_bytes()[:60] + (999).to_bytes(4, "big") + path.read_bytes()[64:]),
        "newer_database",
    ),
    "gone": (Path.unlink, "file_missing"),
    "a folder": (lambda path: (path.unlink(), path.mkdir()), "file_missing"),
}


@pytest.mark.parametrize("how", BAD_COPIES, ids=str)
def test_a_copy_that_proves_bad_replaces_nothing(worked: tuple[Path, Path], how: str) -> None:
    folder, copy = worked
    spoil, expected = BAD_COPIES[how]
    spoil(copy)
    before = contents(folder)
    with pytest.raises(OfficeError, match=expected):
        restore(str(folder), copy, now=NOW)
    assert contents(folder) == before
    assert tasks_of(folder) == ["một", "hai"]


def test_a_damaged_office_is_replaced_and_kept_as_evidence(worked: tuple[Path, Path]) -> None:
    folder, copy = worked
    (folder / DATABASE_NAME).write_bytes(b"rubbish")
    (folder / "office.db-wal").write_bytes(b"more rubbish")
    done = restore(str(folder), copy, now=NOW)
    assert tasks_of(folder) == ["một"]
    assert done.replaced.read_bytes() == b"rubbish"
    assert done.replaced.with_name(f"{done.replaced.name}-wal").read_bytes() == b"more rubbish"


def test_a_lost_database_and_a_new_computer(worked: tuple[Path, Path], tmp_path: Path) -> None:
    folder, copy = worked
    (folder / DATABASE_NAME).unlink()
    assert restore(str(folder), copy, now=NOW).replaced is None
    assert tasks_of(folder) == ["một"]
    restore(str(tmp_path / "máy mới"), copy, now=NOW)
    assert tasks_of(tmp_path / "máy mới") == ["một"]


def test_files_beside_the_copy_come_back_too(folder: Path, tmp_path: Path) -> None:
    office = Office.open(str(folder))
    with_file(office, tmp_path)
    usb = tmp_path / "usb"
    copy = back_up(office, to=usb).path
    office.close()
    restore(str(tmp_path / "máy mới"), copy, now=NOW)
    assert tasks_of(tmp_path / "máy mới") == ["có tệp"]


def test_a_copy_in_which_somebody_meddled_is_put_back_and_told(worked: tuple[Path, Path]) -> None:
    folder, copy = worked
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("UPDATE task SET content = 'khác'")
        connection.commit()
    done = restore(str(folder), copy, now=NOW)
    assert [(notice.code, notice.facts["count"]) for notice in done.notices] == [("copy_has_findings", 1)]
    office = Office.open(str(folder))
    assert row(office, 1)["content"] == "khác"
    office.close()


def test_a_server_makes_its_own_copies(locations: Locations, tmp_path: Path) -> None:
    for office in opened(locations, "postgresql", tmp_path):
        assert not is_due(office.database, office.folder, now=NOW, hours=0)
        with pytest.raises(OfficeError, match="backup_by_server"):
            back_up(office)
        with pytest.raises(OfficeError, match="backup_by_server"):
            restore(office.location, tmp_path, now=NOW)
