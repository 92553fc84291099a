"""Lists come in, and in again without doubling; wrong rows are named by row and column while the others go in."""

from __future__ import annotations

from datetime import date, datetime

import openpyxl
import pytest

from models.errors import Cancelled, OfficeError
from models.intake.workbooks.apply import apply_plan
from models.intake.workbooks.cells import UnsavedFormula, column_letter
from models.intake.workbooks.pasted import book_of_pasted
from models.intake.workbooks.rejects import write_rejects
from models.intake.workbooks.taking import plan_book, plan_file
from models.registers.directives import queries as directive_queries
from models.registers.directives.rows import DirectiveEntry, DirectiveQuery
from models.registers.directives.services import receive_directive
from models.registers.dossiers import queries as dossier_queries
from models.registers.dossiers.rows import DossierQuery
from models.registers.tasks import queries as task_queries
from models.registers.tasks.rows import TaskQuery
from models.storage.verify import verify_journal
from tests.intake.books import book_of, take_in, text_book

TASK_HEADER = [
    "STT",
    "Nội dung nhiệm vụ",
    "Văn bản giao nhiệm vụ",
    "Ngày giao",
    "Thời hạn hoàn thành",
    "Cơ quan chủ trì",
    "Cơ quan phối hợp",
    "Ghi chú",
]
TASK_ROWS = [
    [1, "Báo cáo rà soát hộ nghèo", "06/CT-UBND", "05/11/2026", "30/11/2026", "Phòng Kinh tế", "Phòng Văn hóa - Xã hội; Công an xã", ""],
    [2, "Kế hoạch phòng cháy rừng", "15/KH-UBND", "05/11/2026", "31/11/2026", "Phòng Kinh tế", "", "ngày sai"],
    [3, "Thống kê số liệu quý", "15/KH-UBND", datetime(2026, 11, 5), datetime(2026, 12, 10), "Văn phòng HĐND và UBND", "", "=1+1"],
    [4, "", "15/KH-UBND", "05/11/2026", "30/11/2026", "Phòng Kinh tế", "", "không có nội dung"],
    [5, "Báo cáo rà soát hộ nghèo", "06/CT-UBND", "05/11/2026", "30/11/2026", "Phòng Kinh tế", "", "trùng"],
]
DOSSIER_HEADER = [
    "Mã hồ sơ",
    "Mã TTHC",
    "Tên thủ tục",
    "Lĩnh vực",
    "Người nộp",
    "Số điện thoại",
    "Hình thức nộp",
    "Ngày tiếp nhận",
    "Hẹn trả",
    "Trạng thái",
]
DOSSIER_ROWS = [
    [
        "h21.88-261109-0001 ",
        "1.004194",
        "Đăng ký tạm trú",
        "Cư trú",
        "Võ Thị Lành",
        905123218,
        "Trực tuyến",
        "09:15 09/11/2026",
        "13/11/2026 17:00",
        "Đang xử lý",
    ],
    [
        "H21.88-261109-0002",
        "1.004194",
        "Đăng ký tạm trú",
        "Cư trú",
        "Hồ Ngọc Anh",
        "0905 111 222",
        "Trực tiếp",
        "30/02/2026",
        "13/11/2026",
        "Đang xử lý",
    ],
    [
        "H21.88-261109-0003",
        "1.004194",
        "Đăng ký tạm trú",
        "Cư trú",
        "Lý Thị Ba",
        "",
        "BCCI",
        "10/11/2026 08:00",
        "16/11/2026",
        "Đã trả kết quả",
    ],
    ["không phải mã", "1.004194", "", "", "", "", "", "", "", ""],
]


def counts(plan) -> tuple[int, ...]:
    found = plan.counts()
    assert found["read"] == sum(number for name, number in found.items() if name != "read")
    return tuple(found[name] for name in ("read", "inserted", "updated", "unchanged", "rejected"))


def tasks_of(office):
    with office.read() as connection:
        ids = task_queries.find_ids(connection, TaskQuery(sort="id"), office.when())
        return task_queries.load_rows(connection, ids, office.when(), office.calendar())


def test_a_task_list_comes_in_and_wrong_rows_are_named(office, tmp_path):
    plan, _ = take_in(office, "tasks", book_of(TASK_HEADER, TASK_ROWS))
    assert counts(plan) == (5, 2, 0, 0, 3)
    assert [(p.row, p.column, p.code) for p in plan.problems] == [
        (3, "E", "impossible_date"),
        (5, "B", "missing_content"),
        (6, "B", "duplicate_in_file"),
    ]
    first, second = tasks_of(office)
    assert (first.content, first.due_date, first.original_due_date) == ("Báo cáo rà soát hộ nghèo", date(2026, 11, 30), date(2026, 11, 30))
    assert (first.source_number, first.lead, first.assigned_date) == ("06/CT-UBND", "Phòng Kinh tế", date(2026, 11, 5))
    assert first.lead_department_id is not None
    assert first.coordinating == ("Phòng Văn hóa - Xã hội", "Công an xã")
    assert (second.note, second.due_date) == ("=1+1", date(2026, 12, 10))


def test_in_again_nothing_doubles_and_nothing_is_written(office, tmp_path):
    book = book_of(TASK_HEADER, TASK_ROWS)
    take_in(office, "tasks", book)
    plan, outcome = take_in(office, "tasks", book)
    assert counts(plan) == (5, 0, 0, 2, 3)
    assert outcome.seq == 0
    assert len(tasks_of(office)) == 2


def test_a_newer_list_changes_what_it_says_and_blank_cells_say_nothing(office, tmp_path):
    take_in(office, "tasks", book_of(TASK_HEADER, TASK_ROWS))
    moved = [list(TASK_ROWS[0]), list(TASK_ROWS[2])]
    moved[0][4], moved[0][5], moved[0][6] = "15/12/2026", "", ""
    plan, _ = take_in(office, "tasks", book_of(TASK_HEADER, moved, "moi.xlsx"))
    assert counts(plan) == (2, 0, 1, 1, 0)
    first = tasks_of(office)[0]
    assert (first.due_date, first.original_due_date) == (date(2026, 12, 15), date(2026, 11, 30))
    assert first.lead == "Phòng Kinh tế"
    assert first.coordinating == ("Phòng Văn hóa - Xã hội", "Công an xã")


def test_an_import_is_one_step_to_undo(office, tmp_path):
    take_in(office, "tasks", book_of(TASK_HEADER, TASK_ROWS))
    office.undo()
    assert tasks_of(office) == []
    office.redo()
    assert len(tasks_of(office)) == 2
    with office.read() as connection:
        assert list(verify_journal(connection, office.database.anchor)) == []


def test_dossiers_come_in_by_code(office, tmp_path):
    book = book_of(DOSSIER_HEADER, DOSSIER_ROWS)
    plan, _ = take_in(office, "dossiers", book)
    assert counts(plan) == (4, 2, 0, 0, 2)
    assert [(p.row, p.column, p.code) for p in plan.problems] == [(3, "H", "impossible_date"), (5, "A", "bad_code")]
    with office.read() as connection:
        ids = dossier_queries.find_ids(connection, DossierQuery(sort="dossier_code"), office.when())
        rows = dossier_queries.load_rows(connection, ids, office.when(), office.calendar())
    assert [row.dossier_code for row in rows] == ["H21.88-261109-0001", "H21.88-261109-0003"]
    assert (rows[0].phone, rows[0].channel, rows[0].status, rows[0].received_at) == ("0905123218", 2, 4, datetime(2026, 11, 9, 9, 15))
    assert (rows[1].channel, rows[1].status) == (3, 10)
    again, _ = take_in(office, "dossiers", book)
    assert counts(again) == (4, 0, 0, 2, 2)


def test_a_paper_register_keeps_its_numbers(office, tmp_path):
    header = ["Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu văn bản", "Ngày tháng văn bản", "Tên loại", "Trích yếu"]
    rows = [
        ["05/01/2026", "01", "UBND tỉnh Gia Lai", "06/CT-UBND", "02/01/2026", "Chỉ thị", "Về cải cách hành chính"],
        ["06/01/2026", "02", "Sở Nội vụ", "12/SNV-CCHC", "05/01/2026", "Công văn", "Báo cáo biên chế"],
        ["06/01/2026", "04", "Sở Nội vụ", "13/SNV-CCHC", "05/01/2026", "Công văn", "Số 03 bỏ trống trên sổ giấy"],
    ]
    plan, _ = take_in(office, "directives", book_of(header, rows))
    assert counts(plan) == (3, 3, 0, 0, 0)
    with office.read() as connection:
        ids = directive_queries.find_ids(connection, DirectiveQuery(descending=False), office.when())
        found = directive_queries.load_rows(connection, ids, office.when(), office.calendar())
    assert [row.printed_number for row in found] == ["01", "02", "04"]
    again, _ = take_in(office, "directives", book_of(header, rows))
    assert counts(again) == (3, 0, 0, 3, 0)


@pytest.mark.parametrize(
    ("kind", "header", "rows", "expected"),
    [
        (
            "procedures",
            ["Mã TTHC", "Tên TTHC", "Thời hạn giải quyết"],
            [["9.123456.000.00.00.H21", "Thủ tục mới", "Không quá 15 ngày làm việc"]],
            (1, 1, 0, 0, 0),
        ),
        (
            "staff",
            ["Họ và tên", "Đơn vị", "Chức vụ"],
            [["Đỗ Thị Em", "Phòng Kinh tế", "Chuyên viên"], ["Ai đó", "Phòng không có", ""]],
            (2, 1, 0, 0, 1),
        ),
        ("calendar", ["Ngày", "Loại", "Tên"], [["12/12/2026", "Làm thêm", "Bù ngày bầu cử"], ["12/12/2026", "lạ", ""]], (2, 1, 0, 0, 1)),
    ],
)
def test_catalogues_come_in_and_in_again(office, tmp_path, kind, header, rows, expected):
    book = book_of(header, rows)
    plan, _ = take_in(office, kind, book)
    assert counts(plan) == expected
    again, outcome = take_in(office, kind, book)
    assert again.counts()["inserted"] == again.counts()["updated"] == 0
    assert outcome.seq == 0


def test_a_sheet_without_the_needed_columns_is_refused_whole(office, tmp_path):
    book = book_of(["Cột lạ", "Khác"], [["a", "b"], ["c", "d"]])
    with pytest.raises(OfficeError) as refused:
        plan_book(office, "tasks", book)
    assert refused.value.code == "columns_not_found"
    assert refused.value.facts["missing"] == ["content"]


def test_columns_can_be_named_by_a_map(office, tmp_path):
    book = book_of(["Việc", "Hạn chót"], [["Báo cáo", "30/11/2026"]])
    plan = plan_book(office, "tasks", book, chosen={"Việc": "content", "Hạn chót": "due_date"})
    assert counts(plan) == (1, 1, 0, 0, 0)
    with pytest.raises(OfficeError, match="unknown_field"):
        plan_book(office, "tasks", book, chosen={"Việc": "gì đó"})


def test_a_plan_made_before_another_change_is_not_carried_out(office, tmp_path):
    book = book_of(TASK_HEADER, TASK_ROWS)
    plan = plan_book(office, "tasks", book)
    take_in(office, "tasks", book)
    with pytest.raises(OfficeError, match="plan_outdated"):
        apply_plan(office, plan)
    assert len(tasks_of(office)) == 2


def test_stopping_an_import_leaves_nothing(office, tmp_path):
    plan = plan_book(office, "tasks", book_of(TASK_HEADER, TASK_ROWS))

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        apply_plan(office, plan, report=stop)
    assert tasks_of(office) == []


def test_rejected_rows_go_back_as_a_workbook_that_runs_nothing(office, tmp_path):
    rows = [['=HYPERLINK("http://x")', "06/CT-UBND", "", "31/11/2026", "", "", "@cmd"]]
    book = book_of(TASK_HEADER[1:], rows)
    plan = plan_book(office, "tasks", book)
    assert write_rejects(plan, tmp_path / "loi.xlsx", lambda problem: f"{problem.column}{problem.row} {problem.code}") == 1
    sheet = openpyxl.load_workbook(tmp_path / "loi.xlsx").active
    header, line = list(sheet.iter_rows())
    assert (header[0].value, header[-1].value) == ("Dòng", "Lý do")
    assert (line[0].value, line[-1].value) == (2, "D2 impossible_date")
    assert line[1].data_type == "s"
    assert line[1].quotePrefix
    assert line[7].data_type == "s"
    # To be read and mended as it lies: what is wrong is coloured, the words are whole, the names stay in sight.
    assert [cell.fill.fill_type for cell in line].count("solid") == 1
    assert line[4].fill.fill_type == "solid"
    assert line[-1].alignment.wrap_text
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["I"].width > sheet.column_dimensions["A"].width


def test_letters_of_columns():
    assert [column_letter(index) for index in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


BOOK = "Số đến,Ngày đến,Tác giả,Số ký hiệu,Trích yếu\n"


@pytest.mark.parametrize(
    ("kind", "table", "code", "column"),
    [
        (
            "directives",
            f"{BOOK}7,20/11/2026,Sở B,1/B,Một\n7,20/11/2026,Sở B,2/B,Hai\n8,20/11/2026,Sở B,3/B,Ba\n",
            "number_taken",
            "A",
        ),
        (
            "directives",
            f"{BOOK}7,20/11/2026,Sở B,1/B,Một\n0,20/11/2026,Sở B,2/B,Hai\n8,20/11/2026,Sở B,3/B,Ba\n",
            "bad_code",
            "A",
        ),
        (
            "directives",
            f"{BOOK}7,20/11/2026,Sở B,1/B,Một\n9,20/11/2026,Sở Mật,5/M,Hai\n8,20/11/2026,Sở B,3/B,Ba\n",
            "secret_refuses",
            "E",
        ),
        ("procedures", "Mã TTHC,Tên TTHC\n1.999991,Một\n2.001009,Đã bãi bỏ\n1.999992,Ba\n", "overlapping_versions", ""),
        ("staff", f"Họ và tên,Chức danh\nAn,x\n{'B' * 201},x\nBình,x\n", "too_long", "A"),
    ],
)
def test_a_row_that_the_book_cannot_take_is_named_and_the_others_go_in(office, tmp_path, kind, table, code, column):
    receive_directive(office, DirectiveEntry(date(2026, 11, 20), "Sở Mật", document_number="5/M", secrecy="secret"))
    plan = plan_book(office, kind, text_book(table))
    assert [(problem.row, problem.column, problem.code) for problem in plan.problems] == [(3, column, code)]
    assert apply_plan(office, plan).seq > 0
    assert plan.counts()["inserted"] == 2


def test_rejects_that_cannot_be_written_leave_nothing_behind(office, tmp_path):
    plan = plan_book(office, "tasks", text_book("Nội dung nhiệm vụ,Thời hạn hoàn thành\nMột,31/02/2026\n"))
    place = tmp_path / "rejects.xlsx"
    place.mkdir()
    with pytest.raises(OfficeError, match="cannot_write_file"):
        write_rejects(plan, place, lambda problem: problem.code)
    assert sorted(found.name for found in tmp_path.iterdir() if found.name.startswith("rejects")) == ["rejects.xlsx"]


def test_rejected_rows_that_were_put_right_come_in_from_their_own_workbook(office, tmp_path):
    header = ["STT", "Nội dung nhiệm vụ", "Số văn bản giao", "Hạn hoàn thành", "Cơ quan chủ trì"]
    rows = [
        ["DANH MỤC NHIỆM VỤ NĂM 2026", "", "", "", ""],
        header,
        ["I", "Phòng Kinh tế", "", "", ""],
        [1, "Rà soát hộ nghèo", "06/CT-UBND", "30/11/2026", ""],
        [2, "Báo cáo thu ngân sách", "06/CT-UBND", "31/11/2026", ""],
        [3, "Rà soát hộ nghèo", "06/CT-UBND", "30/11/2026", ""],
    ]
    plan, _ = take_in(office, "tasks", book_of(rows[0], rows[1:]))
    assert counts(plan) == (3, 1, 0, 0, 2)
    path = tmp_path / "từ chối.xlsx"
    assert write_rejects(plan, path, lambda problem: problem.code) == 2
    book = openpyxl.load_workbook(path)
    [cell] = [cell for line in book.active.iter_rows() for cell in line if cell.value == "31/11/2026"]
    cell.value = "28/11"
    book.save(path)
    mended = plan_file(office, "tasks", path)
    assert counts(mended) == (2, 1, 0, 1, 0)
    assert [mended.rows[0].values[name] for name in ("content", "lead", "due_date")] == [
        "Báo cáo thu ngân sách", "Phòng Kinh tế", date(2026, 11, 28),
    ]  # fmt: skip


def test_a_formula_without_a_value_is_refused_again_until_somebody_mends_it(office, tmp_path):
    rows = [["Nhiệm vụ", "Thời hạn hoàn thành"], ["Rà soát hộ nghèo", UnsavedFormula("TODAY()+5")], ["Báo cáo thu ngân sách", "30/11/2026"]]
    plan, _ = take_in(office, "tasks", book_of(rows[0], rows[1:]))
    path = tmp_path / "từ chối.xlsx"
    assert write_rejects(plan, path, lambda problem: problem.code) == 1
    again = plan_file(office, "tasks", path)
    assert [(problem.code, problem.field) for problem in again.problems if not problem.warning] == [("formula_without_value", "due_date")]
    assert counts(again) == (1, 0, 0, 0, 1)
    copied = "\n".join("\t".join(str(cell.value or "") for cell in line) for line in openpyxl.load_workbook(path).active.iter_rows())
    assert counts(plan_book(office, "tasks", book_of_pasted(copied))) == (1, 0, 0, 0, 1)


def test_rejected_rows_keep_the_group_without_which_a_column_says_nothing(office, tmp_path):
    header = ["Thủ tục hành chính", "Mã TTHC", "Thời hạn", None]
    rows = [[None, None, "Số lượng", "Đơn vị tính"], ["Chứng thực chữ ký", None, 3, "ngày"], ["Khai sinh", "1.001193", 2, "ngày"]]
    plan, _ = take_in(office, "procedures", book_of(header, rows))
    path = tmp_path / "từ chối.xlsx"
    assert write_rejects(plan, path, lambda problem: problem.code) == 1
    names = [cell.value for cell in next(openpyxl.load_workbook(path).active.iter_rows())]
    assert names[3:5] == ["Thời hạn – Số lượng", "Đơn vị tính"]
