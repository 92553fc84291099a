"""Which office a command works on, and how a new one is made."""

from __future__ import annotations

import pytest

from models.office import Office
from tests import postgres


def test_a_new_office_knows_what_it_was_told(run, tmp_path):
    place = tmp_path / "sổ"
    words = ("init", "--name", "UBND đặc khu Phú Quý", "--level", "special-zone", "--province", "Lâm Đồng", "--agency-code", "H36.99")
    said = run(place, *words)
    assert (said.status, said.one) == (0, {"office": str(place), "name": "UBND đặc khu Phú Quý"})
    office = Office.open(str(place), writable=False)
    settings = office.settings()
    office.close()
    assert (settings.office_name, settings.level, settings.province) == ("UBND đặc khu Phú Quý", "special_zone", "Lâm Đồng")
    assert (settings.agency_code, settings.practice) == ("H36.99", False)


def test_a_second_office_in_the_same_place_is_refused(run, plain):
    before = run(plain, "history").out
    said = run(plain, "init", "--name", "Khác", "--level", "ward", "--province", "Huế")
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith(f"Ở {plain} đã có sổ.")
    assert run(plain, "history").out == before


@pytest.mark.parametrize(("name", "told"), [("", "Chưa điền “Tên cơ quan”"), ("  \u200b ", "Chưa điền"), ("x" * 301, "dài quá 300 ký tự")])
def test_an_impossible_name_leaves_no_office_behind(run, tmp_path, name, told):
    place = tmp_path / "office"
    said = run(place, "init", "--name", name, "--level", "commune", "--province", "Gia Lai")
    assert said.status == 1
    assert told in said.err
    assert "Chưa có sổ nào" in run(place, "list", "tasks").err


def test_bytes_that_are_no_text_do_not_break_a_name(run, tmp_path):
    place = tmp_path / "office"
    assert run(place, "init", "--name", "UBND\udcff xã", "--level", "commune", "--province", "Gia Lai").status == 0
    assert run(place, "check").status == 0


def test_a_practice_office_has_a_year_of_records(run, tmp_path):
    place = tmp_path / "office"
    assert run(place, "init", "--name", "Tập", "--level", "ward", "--province", "Huế", "--practice").status == 0
    office = Office.open(str(place), writable=False)
    practice = office.settings().practice
    office.close()
    assert practice
    for kind in ("tasks", "directives", "dossiers", "staff"):
        assert len(run(place, "list", kind, "--limit", "3").rows) == 3


def test_the_environment_names_the_usual_office(run, plain, monkeypatch):
    monkeypatch.setenv("SODIEUHANH_OFFICE", str(plain))
    assert len(run(None, "history").rows) == 1


def test_an_option_comes_before_the_environment(run, plain, tmp_path, monkeypatch):
    monkeypatch.setenv("SODIEUHANH_OFFICE", str(tmp_path / "nowhere"))
    assert run(plain, "history").status == 0


def test_without_either_the_persons_own_folder_is_used(run):
    assert "SoDieuHanh" in run(None, "list", "tasks").err


@pytest.mark.parametrize("words", [["list", "tasks"], ["undo"], ["check"], ["history"], ["backup"], ["generate", "--tasks", "1"]])
def test_a_place_without_an_office_is_told_and_stays_empty(run, tmp_path, words):
    place = tmp_path / "nowhere"
    said = run(place, *words)
    assert (said.status, said.out) == (1, "")
    assert said.err == f"Chưa có sổ nào ở {place}. Hãy lập sổ mới ở đó, hoặc chọn đúng thư mục của sổ.\n"
    assert not place.exists()


@pytest.mark.parametrize("url", ["mysql://u:secret@127.0.0.1/x", "postgresql+psycopg://:::", "postgresql://u:secret@127.0.0.1:1/x"])
def test_a_wrong_address_is_told_without_its_password(run, url):
    said = run(url, "list", "tasks")
    assert (said.status, said.out) == (1, "")
    assert "máy chủ" in said.err
    assert "secret" not in said.err


def test_the_same_commands_on_a_server(run, tmp_path):
    server = postgres.server()
    url = server.new_database()
    try:
        said = run(url, "init", "--name", "UBND xã Thử", "--level", "commune", "--province", "Gia Lai", "--agency-code", "H21.77")
        assert said.status == 0
        assert run(url, "init", "--name", "Khác", "--level", "commune", "--province", "Gia Lai").status == 1
        source = tmp_path / "list.csv"
        source.write_text("Nội dung nhiệm vụ;Hạn hoàn thành\nRà soát hộ nghèo;25/12/2026\n", encoding="utf-8")
        assert run(url, "import", "tasks", str(source)).one["inserted"] == 1
        uid = run(url, "list", "tasks", "--text", "ho ngheo", "--state", "in_progress_within_due").one["uid"]
        assert run(url, "show", "tasks", uid).one["content"] == "Rà soát hộ nghèo"
        assert run(url, "generate", "--dossiers", "5", "--directives", "5").status == 0
        assert len(run(url, "list", "dossiers").rows) == 5
        assert run(url, "check").status == 0
        assert "pg_dump" in run(url, "backup").err
        assert "máy chủ" in run(url, "restore", str(source)).err
    finally:
        server.drop(url)
