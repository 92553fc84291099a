"""`import` and `record`: what they print, that a dry run tells the truth and writes nothing, that a refusal leaves nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from models.errors import Cancelled
from models.intake.workbooks.kinds.tasks import TaskRecords

TASKS = """Nội dung nhiệm vụ;Số văn bản giao;Hạn hoàn thành
Rà soát hộ nghèo;1/KH-UBND;25/12/2026
Báo cáo thu ngân sách;1/KH-UBND;31/11/2026
;1/KH-UBND;25/12/2026
Rà soát hộ nghèo;1/KH-UBND;25/12/2026
=cmd|'/c calc'!A1;2/KH-UBND;
"""
COUNTS = ("read", "inserted", "updated", "unchanged", "skipped", "rejected")


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "giao việc.csv"
    path.write_text(TASKS, encoding="utf-8")
    return path


def test_the_dry_run_prints_what_the_run_prints_and_writes_nothing(run, plain, sheet):
    before = run(plain, "history").out
    dry = run(plain, "import", "tasks", str(sheet), "--dry-run").one
    assert run(plain, "history").out == before
    assert run(plain, "list", "tasks").rows == []
    done = run(plain, "import", "tasks", str(sheet)).one
    assert {key: dry[key] for key in (*COUNTS, "problems")} == {key: done[key] for key in (*COUNTS, "problems")}
    assert [dry[key] for key in COUNTS] == [5, 2, 0, 0, 0, 3]
    assert (dry["batch"], len(done["batch"])) == (None, 16)
    assert [(found["row"], found["column"], found["code"]) for found in done["problems"]] == [
        (3, "C", "impossible_date"),
        (4, "A", "missing_content"),
        (5, "A", "duplicate_in_file"),
    ]
    assert all(found["message"].startswith(f"Dòng {found['row']}, cột {found['column']}: ") for found in done["problems"])
    assert len(run(plain, "list", "tasks").rows) == 2


def test_the_same_file_again_changes_nothing(run, plain, sheet):
    run(plain, "import", "tasks", str(sheet))
    before = run(plain, "history").out
    again = run(plain, "import", "tasks", str(sheet)).one
    assert [again[key] for key in COUNTS] == [5, 0, 0, 2, 0, 3]
    assert again["batch"] is None
    assert run(plain, "history").out == before


@pytest.mark.parametrize("stop", [KeyboardInterrupt, Cancelled])
def test_an_import_that_is_stopped_says_one_sentence_and_leaves_nothing(run, plain, sheet, monkeypatch, stop):
    enter = TaskRecords.enter

    def entered_and_stopped(records, tx, rows):
        enter(records, tx, rows)
        raise stop

    monkeypatch.setattr(TaskRecords, "enter", entered_and_stopped)
    said = run(plain, "import", "tasks", str(sheet))
    assert (said.status, said.out, said.err) == (1, "", "Đã dừng; phần đang làm dở không được ghi.\n")
    assert run(plain, "list", "tasks").rows == []
    assert len(run(plain, "history").rows) == 1
    assert run(plain, "check").status == 0


def test_an_import_is_one_step_to_undo(run, plain, sheet):
    run(plain, "import", "tasks", str(sheet))
    assert run(plain, "undo").one["change"] == "import.tasks"
    assert run(plain, "list", "tasks").rows == []


def test_the_refused_rows_come_as_a_workbook_that_can_be_sent_again(run, plain, sheet, tmp_path):
    out = tmp_path / "từ chối.xlsx"
    run(plain, "import", "tasks", str(sheet), "--rejects", str(out))
    rows = [[cell.value for cell in row] for row in load_workbook(out).active.iter_rows()]
    assert rows[0][1:4] == ["Nội dung nhiệm vụ", "Số văn bản giao", "Hạn hoàn thành"]
    assert [row[0] for row in rows[1:]] == [3, 4, 5]
    assert rows[1][1] == "Báo cáo thu ngân sách"
    assert "31/11/2026" in rows[1][4]


def test_refused_rows_that_cannot_be_written_stop_the_import(run, plain, sheet, tmp_path):
    said = run(plain, "import", "tasks", str(sheet), "--rejects", str(tmp_path / "nowhere" / "out.xlsx"))
    assert (said.status, said.out) == (1, "")
    assert "(không có tệp hoặc thư mục này)" in said.err
    assert run(plain, "list", "tasks").rows == []


def test_a_sheet_is_chosen_by_name(run, plain, tmp_path):
    book = Workbook()
    book.active.append(["Ghi chú"])
    other = book.create_sheet("Giao việc")
    other.append(["Nội dung nhiệm vụ"])
    other.append(["Rà soát"])
    path = tmp_path / "two.xlsx"
    book.save(path)
    assert run(plain, "import", "tasks", str(path), "--sheet", "Giao việc").one["inserted"] == 1
    said = run(plain, "import", "tasks", str(path), "--sheet", "Khác")
    assert said.status == 1
    assert "Giao việc" in said.err


def test_columns_are_chosen_by_a_map(run, plain, tmp_path):
    path = tmp_path / "odd.csv"
    path.write_text("Việc phải làm gấp;Ai\nRà soát;Phòng Kinh tế\n", encoding="utf-8")
    assert "(Nội dung)" in run(plain, "import", "tasks", str(path)).err
    chosen = tmp_path / "map.json"
    chosen.write_text(json.dumps({"Việc phải làm gấp": "content", "Ai": "lead"}), encoding="utf-8-sig")
    assert run(plain, "import", "tasks", str(path), "--map", str(chosen)).one["inserted"] == 1
    row = run(plain, "list", "tasks").one
    assert (row["content"], row["lead"]) == ("Rà soát", "Phòng Kinh tế")


@pytest.mark.parametrize("written", ["", "[]", '{"a": 1}', "{", "\x00"])
def test_a_broken_map_is_told(run, plain, sheet, tmp_path, written):
    chosen = tmp_path / "map.json"
    chosen.write_text(written)
    said = run(plain, "import", "tasks", str(sheet), "--map", str(chosen))
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith("Không đọc được tệp chỉ định cột")


def test_a_map_to_an_unknown_field_is_told(run, plain, sheet, tmp_path):
    chosen = tmp_path / "map.json"
    chosen.write_text('{"Nội dung nhiệm vụ": "colour"}', encoding="utf-8")
    assert "“colour”" in run(plain, "import", "tasks", str(sheet), "--map", str(chosen)).err


@pytest.mark.parametrize("name", ["missing.xlsx", "missing.csv", "folder"])
def test_a_file_that_cannot_be_read_is_told(run, plain, tmp_path, name):
    (tmp_path / "folder").mkdir()
    said = run(plain, "import", "tasks", str(tmp_path / name))
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith("Không đọc được tệp")
    assert said.err.count("\n") == 1


def test_a_file_whose_name_is_no_text_can_be_taken_in(run, plain, tmp_path):
    path = tmp_path / "giao\udcff việc.csv"
    path.write_text(TASKS, encoding="utf-8")
    assert run(plain, "import", "tasks", str(path)).one["inserted"] == 2
    assert run(plain, "history", "--limit", "1").one["subject"] == "giao việc.csv"


@pytest.mark.parametrize("kind", ["tasks", "directives", "dossiers", "procedures", "staff", "calendar"])
def test_every_kind_can_be_taken_in(run, plain, tmp_path, kind):
    content = {
        "tasks": "Nội dung nhiệm vụ\nRà soát",
        "directives": "Ngày đến;Cơ quan ban hành;Trích yếu\n02/11/2026;Sở Y tế;Báo cáo",
        "dossiers": "Mã hồ sơ;Ngày tiếp nhận\nH21.88-261102-0001;08:15 02/11/2026",
        "procedures": "Mã thủ tục;Tên thủ tục;Thời hạn giải quyết\n9.999999;Thủ tục thử;5 ngày làm việc",
        "staff": "Họ và tên;Phòng ban\nLê Thị Cúc;Phòng Kinh tế",
        "calendar": "Ngày;Loại;Tên\n31/12/2026;Nghỉ thêm;Ngày nghỉ thử",
    }[kind]
    path = tmp_path / "in.csv"
    path.write_text(content.replace(";", "\t"), encoding="utf-16")
    done = run(plain, "import", kind, str(path))
    assert done.status == 0, done.err
    assert (done.one["inserted"], done.one["problems"]) == (1, [])


RECORD = ("--agency", "UBND tỉnh Gia Lai", "--number", "06/CT-UBND", "--issued-date", "2026-11-18")


def test_a_document_is_recorded_with_its_file(run, plain, tmp_path):
    path = tmp_path / "chỉ thị 06.pdf"
    path.write_bytes(b"%PDF-1.7 something")
    said = run(plain, "record", str(path), *RECORD, "--type", "Chỉ thị", "--subject", "Tăng cường", "--due-date", "2026-12-01")
    entry = said.one
    assert said.status == 0
    assert (entry["arrival_number"], entry["arrival_date"], entry["document_number"]) == ("01", "2026-11-20", "06/CT-UBND")
    assert (entry["due_date"], entry["state"]) == ("2026-12-01", "not_forwarded")
    shown = run(plain, "show", "directives", entry["uid"]).one
    assert [file["file_name"] for file in shown["attachments"]] == ["chỉ thị 06.pdf"]
    assert [step["label"] for step in shown["history"]] == ["directive.receive"], "one step, its file too"
    assert run(plain, "check").status == 0


def test_all_options_reach_the_book(run, plain):
    words = (
        "--subject", "Tăng cường", "--type", "Công văn", "--signer", "Trần A", "--signer-title", "Phó Chủ tịch", "--note", "bản sao",
        "--recipient", "Phòng Kinh tế", "--instruction", "Làm ngay", "--forwarded-date", "2026-11-19", "--arrival-date", "2026-11-19",
        "--urgency", "urgent", "--medium", "paper",
    )  # fmt: skip
    uid = run(plain, "record", *RECORD, *words).one["uid"]
    record = run(plain, "show", "directives", uid).one["record"]
    assert (record["signer"], record["signer_title"], record["note"]) == ("Trần A", "Phó Chủ tịch", "bản sao")
    assert (record["recipient"], record["forwarded_date"], record["leader_instruction"]) == ("Phòng Kinh tế", "2026-11-19", "Làm ngay")
    assert (record["urgency"], record["medium"], record["arrival_date"]) == ("urgent", "paper", "2026-11-19")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "Chưa điền “Cơ quan ban hành”"),
        ((*RECORD,), "Chưa điền “Trích yếu”"),
        ((*RECORD, "--subject", "x" * 501), "“Trích yếu” dài quá 500 ký tự"),
        ((*RECORD, "--subject", "x", "--arrival-date", "1900-01-01"), "“Ngày đến”: 01/01/1900"),
        ((*RECORD, "--subject", "x", "--secrecy", "secret"), "Văn bản mật"),
    ],
)
def test_a_refused_document_takes_no_number(run, plain, words, told):
    said = run(plain, "record", *words)
    assert (said.status, said.out) == (1, "")
    assert told in said.err
    assert run(plain, "list", "directives").rows == []


def test_a_missing_file_takes_no_number(run, plain, tmp_path):
    said = run(plain, "record", str(tmp_path / "none.pdf"), *RECORD, "--subject", "x")
    assert said.status == 1
    assert said.err.startswith("Không có tệp")
    assert run(plain, "list", "directives").rows == []


def test_a_secret_paper_refuses_its_file_and_leaves_no_copy(run, plain, tmp_path):
    path = tmp_path / "mat.pdf"
    path.write_bytes(b"secret")
    said = run(plain, "record", str(path), *RECORD, "--secrecy", "secret")
    assert said.status == 1
    assert "“Tệp đính kèm” phải để trống" in said.err
    assert not list(plain.glob("files/*/*"))
    assert run(plain, "record", *RECORD, "--secrecy", "secret").one["subject"] is None


def test_doubts_are_remarked_and_the_document_entered(run, plain):
    run(plain, "record", *RECORD, "--subject", "x")
    said = run(plain, "record", *RECORD, "--subject", "x", "--arrival-date", "2026-12-24")
    assert said.one["arrival_number"] == "02"
    assert "Ngày đến 24/12/2026 chưa tới" in said.err
    assert "số đến 01" in said.err
