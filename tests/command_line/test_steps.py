"""Undo, history, copies, restoring, the check, invented records and reports, as scheduled jobs use them."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from models.office import Office
from models.storage import check as checking
from tests.offices import TODAY

RECORD = ("record", "--agency", "Sở Y tế", "--number", "12/SYT", "--subject", "Báo cáo")


def test_undo_takes_back_the_newest_step_and_says_which(run, plain):
    run(plain, *RECORD)
    said = run(plain, "undo")
    assert said.status == 0
    assert (said.one["change"], said.one["told"]) == ("directive.receive", "Đã hoàn tác: vào sổ văn bản đến.")
    assert run(plain, "history", "--limit", "1").one["kind"] == "undo"


def test_the_founding_is_never_taken_back(run, plain):
    said = run(plain, "undo")
    assert (said.status, said.out, said.err) == (1, "", "Không còn bước nào để hoàn tác.\n")


def test_history_tells_the_newest_first(run, plain):
    run(plain, *RECORD)
    steps = run(plain, "history").rows
    assert [step["seq"] for step in steps] == [2, 1]
    newest = {"seq": 2, "actor": "Nguyễn Thị Hoa", "label": "directive.receive", "told": "vào sổ văn bản đến 12/SYT"}
    assert newest.items() <= steps[0].items()
    assert run(plain, "history", "--limit", "1").rows == steps[:1]
    assert run(plain, "history", "--limit", "0").rows == steps


def test_a_copy_is_made_where_it_is_asked_and_can_be_put_back(run, plain, tmp_path):
    made = run(plain, "backup", "--to", str(tmp_path / "usb")).one
    assert Path(made["path"]).parent == tmp_path / "usb"
    run(plain, *RECORD)
    done = run(plain, "restore", made["path"])
    assert done.status == 0
    assert done.one["seq"] == 1
    assert Path(done.one["replaced"]).is_file(), "what was replaced is kept"
    assert run(plain, "list", "directives").rows == []
    assert run(plain, "check").status == 0


def test_a_copy_goes_into_the_office_by_itself(run, plain):
    assert Path(run(plain, "backup").one["path"]).parent == plain / "backups"


@pytest.mark.parametrize("content", [None, b"", b"not a database", b"SQLite format 3\0" + b"\0" * 5000])
def test_what_is_no_copy_is_not_put_in_place(run, plain, tmp_path, content):
    run(plain, *RECORD)
    place = tmp_path / "copy.db"
    if content is not None:
        place.write_bytes(content)
    said = run(plain, "restore", str(place))
    assert (said.status, said.out) == (1, "")
    assert said.err.count("\n") == 1
    assert len(run(plain, "list", "directives").rows) == 1
    assert run(plain, "check").status == 0


def test_the_check_is_quiet_about_a_whole_office(run, filled):
    said = run(filled, "check")
    assert (said.status, said.out) == (0, "Không có lỗi: dữ liệu, tệp đính kèm và nhật ký đều khớp.\n")


def test_the_check_tells_each_finding_on_a_line_of_its_own(run, plain, tmp_path):
    for name in ("a", "b"):
        path = tmp_path / f"{name}.pdf"
        path.write_text(name)
        run(plain, RECORD[0], str(path), *RECORD[1:])
    first, second = sorted(plain.glob("files/*/*"))
    first.unlink()
    second.write_text("something else")
    said = run(plain, "check")
    assert said.status == 1
    lines = said.out.splitlines()
    assert len(lines) == 2
    assert {line.rsplit(" ", 1)[1] for line in lines} == {"[attachment_missing]", "[attachment_changed]"}


def test_a_check_beside_a_writer_finds_nothing_cut_off(run, plain, monkeypatch):
    """The pages of a large office take long to look at; what is written meanwhile is no finding."""
    writer = Office.open(str(plain), today=TODAY)

    def slow(connection):
        connection.exec_driver_sql("SELECT count(*) FROM journal").scalar()
        writer.change_settings(soon_days=9)
        return iter(())

    monkeypatch.setattr(checking, "_check_pages", slow)
    said = run(plain, "check")
    writer.close()
    assert (said.status, said.out) == (0, "Không có lỗi: dữ liệu, tệp đính kèm và nhật ký đều khớp.\n")


def test_beside_an_open_window_everything_is_read_and_nothing_changed(run, filled, tmp_path):
    window = Office.open(str(filled), today=TODAY)
    made = run(filled, "backup", "--to", str(tmp_path))
    try:
        for words in (
            ["list", "tasks"], ["list", "procedures"], ["show", "directives", "1"], ["history"], ["check"], ["reports"],
            ["report", "ii06a", "--period", "2026-10", "--out", str(tmp_path / "r.xlsx")],
        ):  # fmt: skip
            assert run(filled, *words).status == 0, words
        assert made.status == 0
        source = tmp_path / "in.csv"
        source.write_text("Nội dung nhiệm vụ\nRà soát\n", encoding="utf-8")
        assert run(filled, "import", "tasks", str(source), "--dry-run").one["inserted"] == 1
        for words in (["undo"], [*RECORD], ["import", "tasks", str(source)], ["generate", "--tasks", "1"], ["restore", made.one["path"]]):
            said = run(filled, *words)
            assert (said.status, said.out) == (1, ""), words
            assert said.err.startswith("Sổ đang được mở ở máy")
    finally:
        window.close()


def test_invented_records_end_on_the_given_day(run, plain):
    counts = ("--directives", "5", "--tasks", "6", "--dossiers", "7", "--seed", "4", "--until", "2026-06-30")
    assert run(plain, "generate", *counts).one == {"directives": 5, "tasks": 6, "dossiers": 7}
    assert [len(run(plain, "list", kind).rows) for kind in ("directives", "tasks", "dossiers")] == [5, 6, 7]
    assert all(row["arrival_date"] <= "2026-06-30" for row in run(plain, "list", "directives").rows)
    assert run(plain, "check").status == 0


def test_reports_are_named_and_made(run, filled, tmp_path):
    names = [line.split("\t")[0] for line in run(filled, "reports").out.splitlines()]
    assert "monthly" in names
    for name in names:
        out = tmp_path / f"{name}.xlsx"
        said = run(filled, "report", name, "--period", "2026-10-01..2026-10-31", "--out", str(out))
        assert said.status == 0
        assert said.one == {
            "report": name, "period": "2026-10-01..2026-10-31", "first": "2026-10-01", "last": "2026-10-31", "file": str(out),
        }  # fmt: skip
        assert load_workbook(out).sheetnames


@pytest.mark.parametrize("period", ["2026-11", "2026-Q4", "2026-H1", "2026-9M", "2026"])
def test_every_kind_of_period_is_understood(run, filled, tmp_path, period):
    said = run(filled, "report", "ii06a", "--period", period, "--out", str(tmp_path / "r.xlsx"))
    assert (said.status, said.one["period"]) == (0, period)


@pytest.mark.parametrize(
    ("name", "period", "out", "told"),
    [
        ("weekly", "2026-11", "r.xlsx", "Không có báo cáo “weekly”. Hãy chọn một trong: monthly"),
        ("monthly", "2026-13", "r.xlsx", "Kỳ báo cáo “2026-13” không hợp lệ"),
        ("monthly", "x" * 5000, "r.xlsx", "không hợp lệ"),
        ("monthly", "2027-06", "r.xlsx", "Kỳ này bắt đầu"),
        ("monthly", "2026-11", "r.txt", "không xuất ra dạng .txt"),
        ("monthly", "2026-11", "none/r.xlsx", "không có tệp hoặc thư mục này"),
    ],
)
def test_an_impossible_report_is_told_and_writes_nothing(run, filled, tmp_path, name, period, out, told):
    said = run(filled, "report", name, "--period", period, "--out", str(tmp_path / out))
    assert (said.status, said.out) == (1, "")
    assert told in said.err
    assert said.err.count("\n") == 1
    assert not list(tmp_path.glob("r.*"))
