"""Where an office may lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import OfficeError
from models.office import Office
from models.storage import places
from models.storage.places import ALLOW_NETWORK, file_system_of, folder_of, is_url, server_url, shown
from tests.offices import found_office

MOUNTS = """\
/dev/vda / ext4 rw 0 0
//server/share /mnt/share\\040phường cifs rw 0 0
server:/x /mnt nfs4 rw 0 0
tmpfs /mnt/local tmpfs rw 0 0
broken
"""


@pytest.mark.parametrize(
    ("folder", "expected"),
    [("/home/hoa", "ext4"), ("/mnt/x/y", "nfs4"), ("/mnt/share phường/sổ", "cifs"), ("/mnt/local/sổ", "tmpfs"), ("/mntx", "ext4")],
)
def test_the_file_system_of_a_folder(folder: str, expected: str) -> None:
    assert file_system_of(Path(folder), MOUNTS) == expected


def test_a_network_drive_is_refused_unless_one_insists(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "file_system_of", lambda place, mounts: "cifs")
    for location in (folder, tmp_path / "new"):
        with pytest.raises(OfficeError) as refused:
            (Office.open if location == folder else found_office)(str(location))
        assert (refused.value.code, refused.value.environment) == ("network_drive", True)
    monkeypatch.setenv(ALLOW_NETWORK, "1")
    Office.open(str(folder)).close()


@pytest.mark.parametrize(
    "wrong", ["mysql://x/y", "foo://", "postgresql://host:port/x", "oracle+x://y", "sqlite://office", "sqlite:x://y", "sqlitefoo://x"]
)
def test_an_address_that_is_none(wrong: str) -> None:
    with pytest.raises(OfficeError, match="bad_location"):
        Office.open(wrong)


def test_a_server_that_does_not_answer() -> None:
    with pytest.raises(OfficeError) as refused:
        Office.open("postgresql://office@127.0.0.1:1/x")
    assert (refused.value.code, refused.value.environment) == ("server_unreachable", True)


def test_addresses() -> None:
    assert is_url("postgresql://host/x")
    assert not is_url("C:\\sổ")
    assert server_url("postgresql://host/x").drivername == "postgresql+psycopg"
    assert "bí" not in shown("postgresql://hoa:bí@host/x")
    assert folder_of("~/sổ") == Path.home() / "sổ"
