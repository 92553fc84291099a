"""`read` and `record FILE`: what a document says is printed with its places, and entered with our tasks and its file."""

import pytest

from models.text import clean

CHI_THI = """ỦY BAN NHÂN DÂN
TỈNH GIA LAI
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 15/CT-UBND
Gia Lai, ngày 10 tháng 11 năm 2026

CHỈ THỊ
Về việc tăng cường công tác phòng cháy, chữa cháy rừng mùa khô

Để chủ động phòng cháy, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:

1. Sở Nông nghiệp và Môi trường
a) Chủ trì, phối hợp với Công an tỉnh kiểm tra các chủ rừng trước ngày 15/12/2026.

2. Ủy ban nhân dân các xã, phường
a) Xây dựng phương án phòng cháy, chữa cháy rừng, hoàn thành trước ngày 30/11/2026.
b) Báo cáo kết quả về Sở Nông nghiệp và Môi trường trước ngày 20/12/2026.

Nơi nhận:
- Như mục 2;
- Lưu: VT, NL.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Nguyễn Tuấn Anh
"""
KEYS = {
    "issuing_agency", "parent_agency", "number", "document_type", "place", "issue_date", "subject", "signer", "signer_title", "recipients",
    "urgency", "tasks", "evidence", "text",
}  # fmt: skip
TASK_KEYS = {"text", "text_start", "assignees", "coordinating", "deadline_text", "deadline_iso", "recurring", "evidence"}


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "chỉ thị.txt"
    path.write_text(CHI_THI, encoding="utf-8")
    return path


def test_a_document_is_printed_with_the_places_of_its_values(run, paper):
    said = run(None, "read", str(paper)).one
    assert said.keys() >= KEYS
    assert said["number"] == "15/CT-UBND"
    assert said["issue_date"] == "2026-11-10"
    assert said["text"] == CHI_THI
    for name in ("number", "document_type", "place", "signer"):
        place = said["evidence"][name]
        assert clean(CHI_THI[place["start"] : place["end"]]).casefold() == said[name].casefold()
    for task in said["tasks"]:
        assert task.keys() >= TASK_KEYS
        place = task["evidence"]["text"]
        assert task["text_start"].split()[0] in CHI_THI[place["start"] : place["end"]]


def test_reading_needs_no_office_and_leaves_none(run, paper, tmp_path):
    assert run(tmp_path / "none", "read", str(paper)).status == 0
    assert [path.name for path in tmp_path.iterdir()] == [paper.name]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [("a.xlsx", b"PK\x03\x04", "hỏng"), ("a.txt", b"", "không có chữ nào"), ("a.exe", bytes(range(256)) * 8, "không phải văn bản")],
)
def test_what_cannot_be_read_is_one_sentence(run, tmp_path, name, content, told):
    (tmp_path / name).write_bytes(content)
    said = run(None, "read", str(tmp_path / name))
    assert (said.status, said.out) == (1, "")
    assert told in said.err
    assert said.err.count("\n") == 1


def test_a_page_that_is_no_document_says_nothing(run, tmp_path):
    (tmp_path / "tin.txt").write_text("Sáng nay, tại hội trường, nhiều người dân đã đến dự lễ hội.\n" * 5, encoding="utf-8")
    said = run(None, "read", str(tmp_path / "tin.txt")).one
    assert {said[name] for name in KEYS - {"recipients", "tasks", "evidence", "text"}} == {None}
    assert (said["recipients"], said["tasks"]) == ([], [])


def test_a_file_is_entered_with_our_tasks_in_one_step(run, plain, paper):
    said = run(plain, "record", str(paper), "--arrival-date", "2026-11-12")
    assert said.status == 0, said.err
    entry = said.one
    assert (entry["document_number"], entry["issued_date"], entry["document_type"]) == ("15/CT-UBND", "2026-11-10", "Chỉ thị")
    assert (entry["issuing_agency"], entry["arrival_date"]) == ("UBND tỉnh Gia Lai", "2026-11-12")
    assert entry["subject"] == "Về việc tăng cường công tác phòng cháy, chữa cháy rừng mùa khô"
    assert [task["due_date"] for task in entry["tasks"]] == ["2026-11-29", "2026-12-19"]
    assert entry["due_date"] == "2026-11-29"
    assert {task["lead"] for task in entry["tasks"]} == {None}, "nobody looks, so nobody is guessed"
    assert [task["source_document"]["number"] for task in entry["tasks"]] == ["15/CT-UBND"] * 2
    shown = run(plain, "show", "directives", entry["uid"]).one
    assert [file["file_name"] for file in shown["attachments"]] == ["chỉ thị.txt"]
    assert [step["label"] for step in shown["history"]] == ["directive.record"]
    assert run(plain, "check").status == 0
    assert run(plain, "undo").status == 0
    assert run(plain, "list", "tasks").rows == []


def test_what_is_given_by_hand_wins(run, plain, paper):
    entry = run(
        plain, "record", str(paper), "--number", "16/CT-UBND", "--agency", "Sở Y tế", "--due-date", "2026-12-31", "--urgency", "urgent"
    ).one
    assert (entry["document_number"], entry["issuing_agency"], entry["due_date"]) == ("16/CT-UBND", "Sở Y tế", "2026-12-31")
    assert entry["urgency"] == "urgent"
    assert entry["issued_date"] == "2026-11-10"


def test_the_same_file_is_entered_once_only(run, plain, paper):
    """A job that goes over a folder again must not double the book."""
    run(plain, "record", str(paper))
    again = run(plain, "record", str(paper))
    assert (again.status, again.out) == (1, "")
    assert "số đến 01/" in again.err
    assert len(run(plain, "list", "directives").rows) == 1
    assert run(plain, "record", str(paper), "--number", "16/CT-UBND").status == 0, "who names it says that it is another"


def test_the_same_paper_in_another_file_is_told(run, plain, paper, tmp_path):
    run(plain, "record", str(paper))
    other = tmp_path / "bản khác.txt"
    other.write_text(CHI_THI + "\n", encoding="utf-8")
    said = run(plain, "record", str(other))
    assert said.status == 0
    assert "số đến 01" in said.err


def test_what_is_missing_is_named_with_its_option(run, plain, tmp_path):
    path = tmp_path / "thiếu.txt"
    path.write_text(CHI_THI.replace("Số: 15/CT-UBND", "Số:      /CT-UBND"), encoding="utf-8")
    said = run(plain, "record", str(path))
    assert (said.status, said.out) == (1, "")
    assert "--number" in said.err
    assert run(plain, "list", "directives").rows == []
    assert run(plain, "record", str(path), "--number", "").one["document_number"] is None


def test_a_secret_paper_leaves_neither_words_nor_file(run, plain, tmp_path):
    path = tmp_path / "mật.txt"
    path.write_text("MẬT\n\n" + CHI_THI, encoding="utf-8")
    said = run(plain, "record", str(path))
    assert said.status == 0, said.err
    assert (said.one["secrecy"], said.one["subject"], said.one["tasks"]) == ("confidential", None, [])
    assert "mật.txt" in said.err
    assert not list(plain.glob("files/*/*"))


def test_a_file_that_cannot_be_read_is_kept_where_the_options_say_enough(run, plain, tmp_path):
    path = tmp_path / "bản vẽ.bin"
    path.write_bytes(bytes(range(256)) * 8)
    assert run(plain, "record", str(path)).status == 1
    assert run(plain, "list", "directives").rows == []
    said = run(plain, "record", str(path), "--agency", "Sở Y tế", "--number", "1/SYT", "--subject", "Báo cáo")
    assert said.status == 0
    assert "không phải văn bản" in said.err
    assert len(list(plain.glob("files/*/*"))) == 1
