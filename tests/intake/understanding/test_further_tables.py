"""Tables under each other in one sheet, each with its own header."""

from models.intake.workbooks.table import RowRole
from models.intake.workbooks.understanding.memory import Correction
from models.intake.workbooks.understanding.understand import understand
from tests.intake.understanding.books import book_of, numbers, roles, sheet_of, tasks

CONTENT = "Báo cáo kết quả thực hiện công tác cải cách hành chính"
FIRST = [
    ["DANH MỤC NHIỆM VỤ GIAO UBND CÁC XÃ"],
    ["STT", "Nội dung", "Đơn vị chủ trì", "Hạn"],
    [1, CONTENT, "UBND xã Hoài Ân", "30/11/2026"],
    [2, CONTENT + " quý III", "UBND xã Hoài Ân", "05/12/2026"],
]
SECOND = [
    [""],
    ["Bảng 2. Nhiệm vụ phối hợp"],
    ["STT", "Hạn", "Đơn vị phối hợp", "Nội dung", "Đơn vị chủ trì"],
    [1, "15/12/2026", "UBND xã Hoài Ân", CONTENT + " quý IV", "Sở Nội vụ"],
    [2, "20/12/2026", "UBND xã Hoài Ân", CONTENT + " năm 2026", "Sở Y tế"],
    ["", "", "", "NGƯỜI LẬP BIỂU", ""],
]


def test_a_table_with_another_order_of_columns_is_read_by_its_own_header():
    table = tasks([*FIRST, *SECOND])
    assert numbers(table) == [3, 4, 8, 9]
    assert table.rows[0].cells == {"content": CONTENT, "lead": "UBND xã Hoài Ân", "due_date": "30/11/2026"}
    assert table.rows[2].cells == {
        "content": CONTENT + " quý IV", "lead": "Sở Nội vụ", "due_date": "15/12/2026", "coordinating": "UBND xã Hoài Ân",
    }  # fmt: skip
    assert table.rows[2].sections == ("Bảng 2. Nhiệm vụ phối hợp",)
    assert table.rows[0].sections == ()
    assert table.layout.header_rows == (2,)
    assert table.layout.apart == {8, 9}
    assert (table.layout.first_row, table.layout.last_row) == (3, 9)
    assert roles(table) == {6: "section", 7: "header_repeat", 10: "signature"}


def test_a_header_of_two_rows_further_down():
    rows = [
        *FIRST,
        ["STT", "Văn bản giao", "", "Nội dung", "Hạn"],
        ["", "Số, ký hiệu", "Ngày", "", ""],
        [1, "12/UBND-TH", "01/10/2026", CONTENT + " quý IV", "15/12/2026"],
    ]
    table = tasks(rows, merges=["A5:A6", "B5:C5", "D5:D6", "E5:E6"])
    assert numbers(table) == [3, 4, 7]
    last = table.rows[-1].cells
    assert (last["source_number"], last["source_date"], last["due_date"]) == ("12/UBND-TH", "01/10/2026", "15/12/2026")


def test_three_tables_and_a_repeated_header():
    third = [["TT", "Đơn vị chủ trì", "Nội dung", "Hạn"], [1, "Sở Tư pháp", CONTENT + " năm 2027", "30/12/2026"]]
    table = tasks([*FIRST, *SECOND[:-1], *third, third[0], [2, "Sở Xây dựng", CONTENT + " năm 2028", "31/12/2026"]])
    assert [row.cells["lead"] for row in table.rows] == [
        "UBND xã Hoài Ân",
        "UBND xã Hoài Ân",
        "Sở Nội vụ",
        "Sở Y tế",
        "Sở Tư pháp",
        "Sở Xây dựng",
    ]


def test_the_same_header_again_begins_no_other_table():
    table = tasks([*FIRST, FIRST[1], [3, CONTENT + " quý IV", "UBND xã Hoài Ân", "15/12/2026"]])
    assert numbers(table) == [3, 4, 6]
    assert roles(table) == {5: "header_repeat"}


def test_another_kind_of_table_is_not_read_by_its_header():
    other = [["STT", "Họ và tên", "Chức vụ", "Số điện thoại"], [1, "Lê Thị Phúc", "Phó Chủ tịch", "0905123456"]]
    table = tasks([*FIRST, *other])
    assert [row.cells["content"] for row in table.rows][:2] == [CONTENT, CONTENT + " quý III"]
    assert all(set(row.cells) == {"content", "lead", "due_date"} for row in table.rows)


def test_the_person_may_say_that_a_row_is_no_header():
    correction = Correction(roles={7: RowRole.NOTE})
    table = understand(book_of(sheet_of([*FIRST, *SECOND])), "tasks", correction=correction)
    assert table.layout.roles[7] is RowRole.NOTE
    assert all("coordinating" not in row.cells for row in table.rows)


def test_columns_that_the_person_moved_are_those_of_the_first_table():
    table = understand(book_of(sheet_of([*FIRST, *SECOND])), "tasks", correction=Correction(columns={2: ("note",)}))
    assert table.rows[0].cells["note"] == "UBND xã Hoài Ân"
    assert table.rows[-1].cells["lead"] == "Sở Y tế"
