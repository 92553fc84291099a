"""Files by their hash: whole, once, and watched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sqlalchemy import text

from models.errors import OfficeError
from models.office import Office
from models.safekeeping import check_office
from models.storage.attachments import attach, attachments_of, copy_out, detach, file_path, may_run, safe_name, store_file
from tests.storage.steps import add_task


def source_of(tmp_path: Path, content: bytes = b"%PDF-1.7", name: str = "Chỉ thị số 06.pdf") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def attached(office: Office, source: Path, file_name: str | None = None) -> int:
    stored = store_file(office.folder, source)
    with office.write("task.attach") as tx:
        return attach(tx, owner_table="task", owner_id=1, stored=stored, file_name=file_name or source.name, added_by="Hoa")


def files(office: Office) -> list[str]:
    with office.read() as connection:
        return [found.file_name for found in attachments_of(connection, "task", 1)]


def test_a_file_comes_back_byte_for_byte(filed: Office, tmp_path: Path) -> None:
    add_task(filed)
    content = os.urandom(3_000_000)
    attached(filed, source_of(tmp_path, content))
    with filed.read() as connection:
        (found,) = attachments_of(connection, "task", 1)
    assert (found.file_name, found.size, found.added_by, found.added_at.year) == ("Chỉ thị số 06.pdf", 3_000_000, "Hoa", filed.now().year)
    assert file_path(filed.folder, found.sha256).read_bytes() == content
    assert list(check_office(filed)) == []


def test_the_same_content_is_kept_once(filed: Office, tmp_path: Path) -> None:
    attached(filed, source_of(tmp_path))
    attached(filed, source_of(tmp_path, name="bản khác.pdf"))
    assert len([path for path in (filed.folder / "files").rglob("*") if path.is_file()]) == 1
    assert files(filed) == ["Chỉ thị số 06.pdf", "bản khác.pdf"]


def test_storing_again_heals_a_damaged_file(filed: Office, tmp_path: Path) -> None:
    source = source_of(tmp_path)
    attached(filed, source)
    place = next(path for path in (filed.folder / "files").rglob("*") if path.is_file())
    place.write_bytes(b"xxx")
    assert [finding.code for finding in check_office(filed)] == ["attachment_changed"]
    store_file(filed.folder, source)
    assert list(check_office(filed)) == []
    place.unlink()
    assert [(finding.code, finding.facts["name"]) for finding in check_office(filed)] == [("attachment_missing", "Chỉ thị số 06.pdf")]


def test_a_file_taken_off_is_gone_from_the_record_and_comes_back_with_undo(filed: Office, tmp_path: Path) -> None:
    row_id = attached(filed, source_of(tmp_path))
    with filed.write("task.detach") as tx:
        detach(tx, row_id)
    assert files(filed) == []
    filed.undo()
    assert files(filed) == ["Chỉ thị số 06.pdf"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Hoa\\Công văn.docx", "Công văn.docx"),
        ("a\x00b\u202egnp.exe", "a b gnp.exe"),
        ("x" * 400, "x" * 150),
        ("   ", None),
        ("thư/", None),
    ],
)
def test_a_name_is_a_name_only(filed: Office, tmp_path: Path, given: str, kept: str | None) -> None:
    attached(filed, source_of(tmp_path), given)
    (found,) = files(filed)
    assert found == (kept or store_file(filed.folder, source_of(tmp_path)).sha256[:12])


def test_what_cannot_be_attached(filed: Office, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    big = source_of(tmp_path, b"x" * 5000, "big")
    cases = [
        (tmp_path / "none", "file_missing"),
        (tmp_path / "folder", "not_a_file"),
        (tmp_path / "pipe", "not_a_file"),
        (Path("/dev/zero"), "not_a_file"),
        (Path("a\x00b"), "cannot_read_file"),
        (big, "file_too_large"),
    ]
    for source, expected in cases:
        with pytest.raises(OfficeError) as refused:
            store_file(filed.folder, source, largest=4000)
        assert refused.value.code == expected
    assert not (filed.folder / "files").exists()
    with pytest.raises(OfficeError, match="files_need_folder"):
        store_file(None, big)


def test_a_file_that_grows_while_it_is_read_is_refused_and_leaves_nothing(
    filed: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = source_of(tmp_path, b"x" * 5000)
    monkeypatch.setattr("models.storage.attachments._read", lambda stream, path: b"y" * 3000)
    with pytest.raises(OfficeError, match="file_too_large"):
        store_file(filed.folder, source, largest=6000)
    assert [path for path in (filed.folder / "files").rglob("*") if path.is_file()] == []


def test_a_row_that_was_meddled_with_reaches_no_other_file(filed: Office, tmp_path: Path) -> None:
    attached(filed, source_of(tmp_path))
    with pytest.raises(OfficeError, match="not_found"):
        file_path(filed.folder, "../../etc/passwd")
    with filed.database.engine.connect() as connection, connection.begin():
        connection.execute(text("UPDATE attachment SET sha256 = '../office.db'"))
    assert "attachment_unreadable" in [finding.code for finding in check_office(filed)]


def test_a_copy_leaves_only_whole_and_leaves_the_stored_one_alone(filed: Office, tmp_path: Path) -> None:
    attached(filed, source_of(tmp_path, b"%PDF whole"))
    with filed.read() as connection:
        (file,) = attachments_of(connection, "task", 1)
    out = tmp_path / "ra ngoài"
    out.mkdir()
    place = out / "bản sao.pdf"
    copy_out(filed.folder, file, place)
    assert place.read_bytes() == b"%PDF whole"
    place.write_bytes(b"changed outside")
    assert list(check_office(filed)) == []
    stored = file_path(filed.folder, file.sha256)
    stored.write_bytes(b"meddled with")
    with pytest.raises(OfficeError, match="attachment_changed"):
        copy_out(filed.folder, file, place)
    stored.unlink()
    with pytest.raises(OfficeError, match="attachment_missing"):
        copy_out(filed.folder, file, place)
    with pytest.raises(OfficeError, match="files_need_folder"):
        copy_out(None, file, place)
    assert [path.name for path in out.iterdir()] == ["bản sao.pdf"]
    assert place.read_bytes() == b"changed outside", "what stood there stays where the copy failed"


@pytest.mark.parametrize(
    ("name", "runs"),
    [
        ("cài đặt.EXE", True),
        ("hóa đơn.pdf.js", True),
        ("lối tắt.lnk", True),
        ("mở.desktop", True),
        ("thư.scr. . ", True),  # Windows drops points and spaces at the end
        ("06-CT-UBND.pdf", False),
        ("exe", False),
        ("bảng.xlsx", False),
    ],
)
def test_what_starts_a_program_is_known_by_its_name(name: str, runs: bool) -> None:
    assert may_run(name) is runs


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Chỉ thị 06/CT-UBND.pdf", "Chỉ thị 06_CT-UBND.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("nul", "_nul"),
        ("a:b*c?.txt", "a_b_c_.txt"),
        ("gnp.\u202etxt.exe", "gnp._txt.exe"),
        ("..", "_"),
        ("", "_"),
    ],
)
def test_a_name_that_every_system_can_give(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_long_name_keeps_its_ending_and_fits() -> None:
    name = safe_name("ữ" * 300 + ".pdf")
    assert name.endswith("ữ.pdf")
    assert len(name.encode()) <= 255
