"""The register beside a file of the province, by the command line: from the file to the numbers and the workbook."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from models.labels import label

COLUMNS = ("Mã hồ sơ", "Tên TTHC", "Người nộp", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày có kết quả", "Trạng thái")
FIELDS = ("dossier_code", "procedure_name", "applicant", "received_at", "appointment_at", "resolved_at")


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    """A list with a title above it, as provinces send them."""
    book = Workbook()
    sheet = book.active
    sheet.append(["SỞ TƯ PHÁP TỈNH GIA LAI"])
    sheet.append(["DANH SÁCH HỒ SƠ MỘT CỬA"])
    sheet.append(COLUMNS)
    for row in rows:
        moments = [datetime.fromisoformat(row[name]) if row[name] and name.endswith("_at") else row[name] for name in FIELDS]
        sheet.append([*moments, label("dossier_status", row["status"])])
    book.save(path)


@pytest.fixture
def dossiers(run, filled) -> list[dict[str, Any]]:
    """The register as the list of it tells."""
    return sorted(run(filled, "list", "dossiers").rows, key=lambda row: row["received_at"])


def test_a_file_that_says_the_same(run, filled, dossiers, tmp_path):
    write(tmp_path / "tinh.xlsx", dossiers)
    said = run(filled, "reconcile", "dossiers", str(tmp_path / "tinh.xlsx"), "--out", str(tmp_path / "ra.xlsx"))
    assert (said.status, said.err) == (0, "")
    assert said.one["same"] == said.one["compared"] == said.one["read"] == len(dossiers)
    assert said.one["different"] == said.one["only_theirs"] == said.one["only_ours"] == 0


def test_what_differs_is_counted_and_written(run, filled, dossiers, tmp_path):
    done = next(row for row in dossiers if row["status"] == 10 and row["appointment_at"] < "2026-10")
    done |= {"status": 4, "resolved_at": None}
    named = next(row for row in dossiers if row is not done and row["status"] == 4)
    named |= {"applicant": "Người Khác Hẳn"}
    foreign = {**dossiers[5], "dossier_code": dossiers[5]["dossier_code"][:-4] + "9999"}
    missing = dossiers.pop(next(place for place in range(20, 40) if dossiers[place] not in (done, named)))
    write(tmp_path / "tinh.xlsx", [*dossiers, foreign])
    before = run(filled, "history").out
    said = run(filled, "reconcile", "dossiers", str(tmp_path / "tinh.xlsx"), "--out", str(tmp_path / "ra.xlsx")).one
    assert (said["done_here"], said["virtually_late"], said["texts"], said["only_theirs"], said["only_ours"]) == (1, 1, 1, 1, 1)
    assert said["different"] == 2
    assert said["scope"]["first"] == dossiers[0]["received_at"][:10]
    assert run(filled, "history").out == before
    book = load_workbook(tmp_path / "ra.xlsx")
    different = list(book["Khác nhau"].iter_rows(values_only=True))
    first = next(row for row in different if row[0] == 1)
    assert first[1].startswith("Trễ hạn ảo")
    assert first[2] == done["dossier_code"]
    assert missing["dossier_code"] in {row[1] for row in book["Chỉ sổ ta có"].iter_rows(values_only=True)}
    assert foreign["dossier_code"] in {row[1] for row in book["Chỉ tệp của tỉnh có"].iter_rows(values_only=True)}


def test_refusals_leave_no_file(run, plain, tmp_path):
    write(tmp_path / "tinh.xlsx", [])
    out = tmp_path / "ra.xlsx"
    for file, target in (("tinh.xlsx", out), ("khong-co.xlsx", out), ("tinh.xlsx", tmp_path / "ra.pdf")):
        said = run(plain, "reconcile", "dossiers", str(tmp_path / file), "--out", str(target))
        assert (said.status, said.out) == (1, "")
        assert said.err.count("\n") == 1
        assert not target.exists()
    book = Workbook()
    book.active.append(COLUMNS)
    book.active.append(["H21.88-261102-0001"])
    book.save(tmp_path / "tinh.xlsx")
    kept = (tmp_path / "tinh.xlsx").read_bytes()
    said = run(plain, "reconcile", "dossiers", str(tmp_path / "tinh.xlsx"), "--out", str(tmp_path / "tinh.xlsx"))
    assert said.status == 1
    assert "ghi đè" in said.err
    assert (tmp_path / "tinh.xlsx").read_bytes() == kept
    assert run(plain, "reconcile", "staff", "x", "--out", "y").status == 2
    assert run(plain, "reconcile", "dossiers", "x").status == 2


def test_tasks_by_their_status(run, plain, tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.append(["STT", "Nội dung nhiệm vụ", "Văn bản giao nhiệm vụ", "Thời hạn hoàn thành", "Cơ quan chủ trì"])
    rows = [
        [1, "Rà soát hộ nghèo năm 2026", "Công văn số 12/UBND-VX ngày 05/11/2026", "30/11/2026", "UBND xã Hoài Ân"],
        [2, "Báo cáo kết quả trồng rừng", "Công văn số 12/UBND-VX ngày 05/11/2026", "10/11/2026", "UBND xã Hoài Ân"],
    ]
    for row in rows:
        sheet.append(row)
    book.save(tmp_path / "tinh.xlsx")
    assert run(plain, "import", "tasks", str(tmp_path / "tinh.xlsx")).one["inserted"] == 2
    sheet["F1"], sheet["F2"], sheet["F3"] = "Tình trạng", "Đã hoàn thành", "Đang thực hiện"
    sheet["D3"] = "15/11/2026"
    book.save(tmp_path / "tinh.xlsx")
    said = run(plain, "reconcile", "tasks", str(tmp_path / "tinh.xlsx"), "--out", str(tmp_path / "ra.xlsx")).one
    assert (said["compared"], said["done_there"], said["dates"], said["only_theirs"]) == (2, 1, 1, 0)
