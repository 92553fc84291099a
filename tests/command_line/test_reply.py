"""`reply`: the province's list goes in, its own file comes back answered; the whole way, from any kind of file."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from models.office import Office
from models.registers.tasks.followup import raise_obstacle
from models.registers.tasks.queries import find_ids, load_rows
from models.registers.tasks.rows import TaskQuery
from models.registers.tasks.services import cancel_task, complete_task
from tests.offices import TODAY
from tests.programs import needs
from tests.reports.packages import changed_cells, changed_parts, parts
from tests.reports.province_list import SHEET, make_list, write
from tests.reports.test_libreoffice import convert

LIST = """STT;Nội dung nhiệm vụ;Đơn vị chủ trì;Thời hạn
1;Rà soát hộ nghèo năm 2026;UBND xã Hoài Ân;25/12/2026
2;Báo cáo kết quả thu ngân sách;UBND các xã, phường;10/11/2026
3;Kiểm tra an toàn đập, hồ chứa;UBND xã Tây Sơn;25/12/2026
"""


def at_work(folder: Path) -> dict[str, int]:
    """The first task is done, the second one has an obstacle; the tasks by their content."""
    office = Office.open(str(folder), today=TODAY)
    try:
        with office.read() as conn:
            rows = load_rows(conn, find_ids(conn, TaskQuery(sort="id"), office.when()), office.when(), office.calendar())
        complete_task(
            office, rows[0].id, completed_date=date(2026, 11, 19), evidence_number="120/BC-UBND", evidence_date=date(2026, 11, 18)
        )
        raise_obstacle(office, rows[1].id, "Chưa có biểu mẫu", raised_to="Sở Tài chính", raised_date=date(2026, 11, 18))
        return {row.content: row.id for row in rows}
    finally:
        office.close()


@pytest.fixture
def sent(tmp_path):
    """A list as the province makes them, with two result columns of four."""
    path = tmp_path / "PL1.xlsx"
    make_list(path, "status", "completed_date")
    write(path, C10="UBND xã Tây Sơn", E10="Đang thực hiện", E9="Đang thực hiện", B11=None)
    return path


def test_the_list_comes_back_answered(run, plain, sent, tmp_path):
    run(plain, "import", "tasks", str(sent))
    at_work(plain)
    out = tmp_path / "tra-loi.xlsx"
    done = run(plain, "reply", str(sent), "--out", str(out)).one
    assert {key: done[key] for key in ("file", "sheet", "converted", "rows", "filled")} == {
        "file": str(out), "sheet": SHEET, "converted": False, "rows": 4, "filled": 3
    }  # fmt: skip
    assert [column["column"] for column in done["added_columns"]] == ["G", "H"]
    assert done["not_matched"] == [{"row": 11, "content": "", "reason": "rejected", "code": "missing_content"}]
    assert (done["kept"], done["changed"]) == ([], [])
    page = load_workbook(out)[SHEET]
    assert [page.cell(8, column).value for column in range(5, 9)] == [
        "Đã hoàn thành đúng hạn", datetime(2026, 11, 19), "120/BC-UBND ngày 18/11/2026", None
    ]  # fmt: skip
    # What the province wrote means the same; the other commune's row is not ours to touch.
    assert [page.cell(row, 5).value for row in (9, 10, 12)] == ["Đang thực hiện", "Đang thực hiện", "Đang thực hiện, trong hạn"]
    assert page["H9"].value == "Chưa có biểu mẫu"
    assert changed_parts(sent, out) <= {"xl/worksheets/sheet1.xml", "xl/styles.xml"}
    old, new = parts(sent)["xl/worksheets/sheet1.xml"], parts(out)["xl/worksheets/sheet1.xml"]
    assert {name for name in changed_cells(old, new) if name[0] < "G"} == {"E8", "F8", "E12"}


def test_answering_writes_nothing_into_the_register(run, plain, sent, tmp_path):
    run(plain, "import", "tasks", str(sent))
    before = run(plain, "history").out, run(plain, "list", "tasks").out
    assert run(plain, "reply", str(sent), "--out", str(tmp_path / "b.xlsx")).status == 0
    assert (run(plain, "history").out, run(plain, "list", "tasks").out) == before


def test_the_answer_is_a_list_that_can_be_taken_in_again(run, plain, sent, tmp_path):
    run(plain, "import", "tasks", str(sent))
    at_work(plain)
    run(plain, "reply", str(sent), "--out", str(tmp_path / "b.xlsx"))
    again = run(plain, "import", "tasks", str(tmp_path / "b.xlsx")).one
    assert (again["inserted"], again["updated"], again["unchanged"]) == (0, 0, 3)
    # And answered again it says the same.
    twice = run(plain, "reply", str(tmp_path / "b.xlsx"), "--out", str(tmp_path / "c.xlsx")).one
    assert (twice["cells"], twice["added_columns"]) == (0, [])
    assert (tmp_path / "b.xlsx").read_bytes() != b""
    assert changed_parts(tmp_path / "b.xlsx", tmp_path / "c.xlsx") == set()


def test_what_is_not_in_the_register_is_listed(run, plain, sent, tmp_path):
    run(plain, "import", "tasks", str(sent))
    tasks = at_work(plain)
    office = Office.open(str(plain), today=TODAY)
    cancel_task(office, tasks["Nhiệm vụ số 2"], reason="Tỉnh thu hồi")
    office.close()
    write(sent, B12="Một việc hoàn toàn khác của quý sau")
    done = run(plain, "reply", str(sent), "--out", str(tmp_path / "b.xlsx")).one
    assert [(row["row"], row["reason"]) for row in done["not_matched"]] == [
        (9, "cancelled"), (11, "rejected"), (12, "not_in_register")
    ]  # fmt: skip
    assert done["filled"] == 1


def test_a_text_table_is_answered_in_a_workbook_and_it_is_said(run, plain, tmp_path):
    path, out = tmp_path / "giao việc.csv", tmp_path / "b.xlsx"
    path.write_text(LIST, encoding="utf-8-sig")
    run(plain, "import", "tasks", str(path))
    at_work(plain)
    said = run(plain, "reply", str(path), "--out", str(out))
    assert said.one["converted"] is True
    assert said.err == "Tệp của tỉnh không phải dạng .xlsx nên câu trả lời nằm trong một tệp .xlsx mới: b.xlsx.\n"
    page = load_workbook(out).active
    assert [[cell.value for cell in row[1:7]] for row in page.iter_rows(max_row=4)] == [
        ["Nội dung nhiệm vụ", "Đơn vị chủ trì", "Thời hạn", "Tình trạng thực hiện", "Ngày hoàn thành", "Văn bản báo cáo kết quả"],
        [
            "Rà soát hộ nghèo năm 2026",
            "UBND xã Hoài Ân",
            "25/12/2026",
            "Đã hoàn thành đúng hạn",
            "19/11/2026",
            "120/BC-UBND ngày 18/11/2026",
        ],
        ["Báo cáo kết quả thu ngân sách", "UBND các xã, phường", "10/11/2026", "Đang thực hiện, quá hạn", None, None],
        ["Kiểm tra an toàn đập, hồ chứa", "UBND xã Tây Sơn", "25/12/2026", None, None, None],
    ]
    assert path.read_text(encoding="utf-8-sig") == LIST


@pytest.mark.slow
@needs("soffice")
@pytest.mark.parametrize("form", ["xls", "ods"])
def test_files_of_other_kinds_are_answered_beside(run, plain, sent, tmp_path, form):
    folder, out = tmp_path / form, tmp_path / "b.xlsx"
    folder.mkdir()
    path = convert(sent, form, folder, tmp_path / "profile")
    before = path.read_bytes()
    run(plain, "import", "tasks", str(path))
    at_work(plain)
    said = run(plain, "reply", str(path), "--out", str(out))
    assert (said.one["converted"], said.one["filled"]) == (True, 3)
    book = load_workbook(out)
    page = book[SHEET]
    assert [page.cell(8, column).value for column in (2, 4, 5, 6, 7)] == [
        "Nhiệm vụ số 1", datetime(2026, 11, 25), "Đã hoàn thành đúng hạn", datetime(2026, 11, 19), "120/BC-UBND ngày 18/11/2026"
    ]  # fmt: skip
    assert page["E10"].value == "Đang thực hiện"
    assert (page.row_dimensions[9].hidden, book["DM"].sheet_state) == (True, "hidden")
    assert {"A1:C1", "G5:G6"} <= {str(area) for area in page.merged_cells.ranges}
    assert path.read_bytes() == before


def test_a_workbook_with_macros_keeps_them(run, plain, sent, tmp_path):
    """The same list as a package that says it has macros, with a part for them."""
    path, out = tmp_path / "a.xlsm", tmp_path / "b.xlsm"
    with zipfile.ZipFile(sent) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            kinds = (b"openxmlformats-officedocument.spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml")
            new.writestr(name, old.read(name).replace(*kinds) if name == "[Content_Types].xml" else old.read(name))
        new.writestr("xl/vbaProject.bin", bytes(range(256)) * 20)
    run(plain, "import", "tasks", str(path))
    assert run(plain, "reply", str(path), "--out", str(tmp_path / "b.xlsx")).status == 1
    assert run(plain, "reply", str(path), "--out", str(out)).one["converted"] is False
    assert changed_parts(path, out) <= {"xl/worksheets/sheet1.xml", "xl/styles.xml"}
    assert parts(out)["xl/vbaProject.bin"] == bytes(range(256)) * 20


@pytest.mark.parametrize(
    ("out", "told"),
    [("PL1.xlsx", "Không ghi đè lên chính tệp của tỉnh"), ("b.pdf", "kết thúc bằng .xlsx"), ("no/b.xlsx", "Không ghi được tệp")],
)
def test_where_it_cannot_be_written_is_one_sentence(run, plain, sent, tmp_path, out, told):
    before = sent.read_bytes()
    said = run(plain, "reply", str(sent), "--out", str(tmp_path / out))
    assert (said.status, said.out) == (1, "")
    assert told in said.err
    assert sent.read_bytes() == before


def test_a_file_without_a_list_is_one_sentence(run, plain, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Xin chào\n", encoding="utf-8")
    said = run(plain, "reply", str(path), "--out", str(tmp_path / "b.xlsx"))
    assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
    assert not (tmp_path / "b.xlsx").exists()
