"""Which rows are records, and what the others are."""

import pytest

from tests.intake.understanding.books import numbers, roles, tasks

HEADER = ["STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời hạn", "Ghi chú"]


def record(number, content="Báo cáo kết quả công tác cải cách hành chính", lead="UBND các xã", due="30/12/2026", note=""):
    return [number, content, lead, due, note]


def lone(number, text):
    return [number, text, "", "", ""]


@pytest.mark.parametrize(
    ("rows", "records", "others"),
    [
        # Headings.
        ([lone("I", "Lĩnh vực kinh tế"), record(1), record(2)], [3, 4], {2: "section"}),
        (
            [lone("", "Phòng Kinh tế"), record(1), record(2), lone("", "Văn phòng HĐND và UBND"), record(3)],
            [3, 4, 6],
            {2: "section", 5: "section"},
        ),
        ([["I", "Lĩnh vực nội vụ", "", "", "17 nhiệm vụ"], record(1), record(2)], [3, 4], {2: "section"}),
        ([lone("1", "Công tác tài chính"), record("1.1"), record("1.2")], [3, 4], {2: "section"}),
        ([lone("1", "Công tác tài chính"), record("a"), record("b")], [3, 4], {2: "section"}),
        # A record may be nearly empty.
        ([record(1), lone(2, "Tham mưu kế hoạch tuyển quân"), record(3)], [2, 3, 4], {}),
        ([record(1), record(2, "", "", "30/11/2026"), record(3)], [2, 3, 4], {}),
        ([record("I"), record("II"), record("III")], [2, 3, 4], {}),
        # Numbers of columns, the header again.
        ([["(1)", "(2)", "(3)", "(4)", "(5)"], record(1)], [3], {2: "column_numbers"}),
        ([["A", "B", 1, 2, 3], record(1)], [3], {2: "column_numbers"}),
        (
            [record(1), [text.upper() for text in HEADER], ["1", "2", "3", "4", "5"], record(2)],
            [2, 5],
            {3: "header_repeat", 4: "column_numbers"},
        ),
        # Sums, and contents that only begin like one.
        ([record(1), lone("", "Cộng"), record(2), lone("", "TỔNG CỘNG: 2 nhiệm vụ")], [2, 4], {3: "subtotal", 5: "total"}),
        ([record(1), ["Tổng cộng", "", "", "", 1]], [2], {3: "total"}),
        (
            [record(1, "Tổng hợp số liệu"), record(2, "Cộng đồng dân cư tự quản"), record(3, "Tổng số hộ nghèo cần rà soát")],
            [2, 3, 4],
            {},
        ),
        ([record(1, "Tổng"), record(2)], [2, 3], {}),
        # Under the table.
        ([record(1), [2, "", "", "", ""], [3, "", "", "", ""]], [2], {3: "empty_numbered", 4: "empty_numbered"}),
        ([record(1), lone("(*) Thay danh mục đã gửi", "")], [2], {3: "note"}),
        ([record(1), lone("Ghi chú: báo cáo trước ngày 20", ""), record(2)], [2, 4], {3: "note"}),
        (
            [
                record(1),
                record(2),
                ["", "", "Hoài Ân, ngày 20 tháng 11 năm 2026", "", ""],
                ["", "Người lập biểu", "TM. ỦY BAN NHÂN DÂN", "", ""],
                ["", "Nguyễn Văn An", "Trần Văn Bình", "", ""],
                ["Nơi nhận:", "", "", "", ""],
                ["- Lưu: VT.", "", "", "", ""],
            ],
            [2, 3],
            dict.fromkeys(range(4, 9), "signature"),
        ),
        # After a blank row the table goes on.
        ([record(1), ["", "", "", "", ""], record(2)], [2, 4], {}),
    ],
)
def test_rows(rows, records, others):
    table = tasks([HEADER, *rows])
    assert numbers(table) == records
    assert roles(table) == others
    assert (table.layout.first_row, table.layout.last_row) == (records[0], records[-1])


def test_headings_are_nested():
    table = tasks(
        [
            HEADER,
            lone("A", "Nhiệm vụ của Trung ương"),
            lone("I", "Kinh tế"),
            record(1),
            record(2),
            lone("II", "Xã hội"),
            record(3),
            lone("B", "Nhiệm vụ của tỉnh"),
            lone("I", "Nội vụ"),
            record(4),
        ]
    )
    assert [row.sections for row in table.rows] == [
        ("Nhiệm vụ của Trung ương", "Kinh tế"),
        ("Nhiệm vụ của Trung ương", "Kinh tế"),
        ("Nhiệm vụ của Trung ương", "Xã hội"),
        ("Nhiệm vụ của tỉnh", "Nội vụ"),
    ]


def test_two_headings_without_numbers_are_nested_and_one_takes_the_place_of_the_inner():
    table = tasks(
        [
            HEADER,
            lone("", "UBND tỉnh giao"),
            lone("", "Công văn số 12/UBND-TH"),
            record(1),
            lone("", "Công văn số 15/UBND-TH"),
            record(2),
            lone("", "Bộ Nội vụ giao"),
            lone("", "Công văn số 3/BNV"),
            record(3),
        ]
    )
    assert [row.sections for row in table.rows] == [
        ("UBND tỉnh giao", "Công văn số 12/UBND-TH"),
        ("UBND tỉnh giao", "Công văn số 15/UBND-TH"),
        ("Bộ Nội vụ giao", "Công văn số 3/BNV"),
    ]


def test_the_number_of_a_heading_is_no_part_of_it():
    table = tasks([HEADER, ["II. Chỉ thị số 23/CT-UBND ngày 11/09/2026", "", "", "", ""], record(1)], merges=["A2:E2"])
    assert table.rows[0].sections == ("Chỉ thị số 23/CT-UBND ngày 11/09/2026",)


def test_every_other_row_has_a_role():
    table = tasks([["UBND TỈNH GIA LAI"], [""], HEADER, record(1), [""], record(2), [""], lone("", "Cộng")])
    assert {number: str(role) for number, role in table.layout.roles.items()} == {
        1: "title", 2: "blank", 3: "header", 5: "blank", 7: "blank", 8: "total",
    }  # fmt: skip


def test_hidden_rows_count():
    from models.intake.workbooks.book import RawSheet, SheetRow, Visibility
    from models.intake.workbooks.understanding.understand import understand
    from tests.intake.understanding.books import book_of

    rows = (SheetRow(1, tuple(HEADER)), SheetRow(2, tuple(record(1)), hidden=True))
    table = understand(book_of(RawSheet("S", Visibility.VISIBLE, rows)), "tasks")
    assert [row.hidden for row in table.rows] == [True]


@pytest.mark.parametrize("text", ["Lĩnh vực nội vụ (05 nhiệm vụ)", "Lĩnh vực nội vụ: 05 nhiệm vụ", "Lĩnh vực nội vụ (gồm 5 việc)"])
def test_a_count_behind_a_heading_is_no_part_of_it(text):
    assert tasks([HEADER, lone("I", text), record(1), record(2)]).rows[0].sections == ("Lĩnh vực nội vụ",)


def test_a_heading_right_under_the_header_is_no_second_header_row():
    table = tasks([HEADER, ["I. LĨNH VỰC: Hộ tịch", "", "", "", ""], record(1), record(2)])
    assert table.layout.header_rows == (1,)
    assert roles(table) == {2: "section"}
