"""Who does a row, told by a mark in the column of the body."""

import pytest

from models.intake.workbooks.table import How
from models.intake.workbooks.understanding.marks import marked_bodies
from tests.intake.understanding.books import fields, tasks

CONTENT = "Báo cáo kết quả thực hiện công tác cải cách hành chính"
COMMUNES = ["UBND xã Hoài Ân", "UBND xã Ân Tường", "UBND xã Kim Sơn"]


def people(table):
    return [(row.cells["lead"], row.cells.get("coordinating")) for row in table.rows]


@pytest.mark.parametrize("mark", ["x", "X", "✓", "v", 1, True, "1", "CT", "+"])
def test_a_mark_under_a_commune_names_it(mark):
    table = tasks(
        [
            ["STT", "Nội dung", *COMMUNES, "Hạn"],
            [1, CONTENT, mark, "", "", "30/11/2026"],
            [2, CONTENT + " quý III", mark, mark, "", "30/11/2026"],
            [3, CONTENT + " quý IV", "", "", "", "30/11/2026"],
        ]
    )
    assert fields(table) == {"B": "content", "C": "lead", "D": "lead", "E": "lead", "F": "due_date"}
    assert people(table) == [("UBND xã Hoài Ân", None), ("UBND xã Hoài Ân; UBND xã Ân Tường", None), (None, None)]
    assert "coordinating" not in table.rows[0].cells
    assert table.field_columns["lead"] == 2
    assert table.layout.columns[2].how is How.SHAPE


def test_names_without_their_kind_under_a_group_of_bodies():
    table = tasks(
        [
            ["STT", "Nội dung", "Đơn vị thực hiện", "", "", "Hạn"],
            ["", "", "Hoài Ân", "Ân Tường", "Kim Sơn", ""],
            [1, CONTENT, "x", "", "x", "30/11/2026"],
            [2, CONTENT + " quý IV", "", "x", "", "30/11/2026"],
        ],
        merges=["A1:A2", "B1:B2", "C1:E1", "F1:F2"],
    )
    assert people(table) == [("Hoài Ân; Kim Sơn", None), ("Ân Tường", None)]


def test_who_leads_and_who_takes_part():
    table = tasks(
        [
            ["STT", "Nội dung", "Phòng Kinh tế", "Phòng VH-XH", "Công an xã", "Hạn"],
            [1, CONTENT, "CT", "PH", "PH", "30/11/2026"],
            [2, CONTENT + " quý IV", "x", "CT", "", "30/11/2026"],
            [3, CONTENT + " năm 2026", "", "", "CT", "30/11/2026"],
        ]
    )
    assert people(table) == [("Phòng Kinh tế", "Phòng VH-XH; Công an xã"), ("Phòng VH-XH", "Phòng Kinh tế"), ("Công an xã", None)]


def test_those_who_take_part_stand_beside_those_who_are_named():
    table = tasks([["STT", "Nội dung", "Phòng Kinh tế", "Phòng VH-XH", "Phối hợp"], [1, CONTENT, "x", "PH", "Hội Nông dân"]])
    assert people(table) == [("Phòng Kinh tế", "Hội Nông dân; Phòng VH-XH")]


def test_a_column_that_names_the_lead_counts_before_marks_but_not_where_it_is_empty():
    header = ["STT", "Nội dung", "Đơn vị chủ trì", *COMMUNES]
    named = tasks([header, [1, CONTENT, "Sở Nội vụ", "x", "x", ""], [2, CONTENT + " quý IV", "Sở Y tế", "x", "", "x"]])
    assert [row.cells["lead"] for row in named.rows] == ["Sở Nội vụ", "Sở Y tế"]
    empty = tasks([header, [1, CONTENT, "", "x", "x", ""], [2, CONTENT + " quý IV", "", "", "", "x"]])
    assert fields(empty)["D"] == "lead"
    assert "C" not in fields(empty)
    assert [row.cells["lead"] for row in empty.rows] == ["UBND xã Hoài Ân; UBND xã Ân Tường", "UBND xã Kim Sơn"]


@pytest.mark.parametrize(
    "names",
    [("Đã hoàn thành", "Đang thực hiện"), ("Ban hành mới", "Trường hợp khẩn"), ("Số quyết định", "Số kế hoạch"), ("Đúng hạn", "Quá hạn")],
)
def test_marks_under_what_is_no_body_name_nobody(names):
    table = tasks([["STT", "Nội dung", *names], [1, CONTENT, "x", ""], [2, CONTENT + " quý IV", "", "x"]])
    assert "lead" not in table.rows[0].cells


def test_numbers_under_communes_are_no_marks():
    table = tasks([["STT", "Nội dung", *COMMUNES], [1, CONTENT, 5, 1, 12], [2, CONTENT + " quý IV", 7, 3, 4]])
    assert "lead" not in table.rows[0].cells


def test_a_header_of_all_communes_of_a_province_is_found():
    names = [f"UBND xã Mỹ Thạnh {number}" for number in range(1, 121)]
    table = tasks([["STT", "Nội dung", *names, "Hạn"], [1, CONTENT, *["x"] * 120, "30/11/2026"], [2, CONTENT + " 2", "x", *[""] * 119, ""]])
    assert table.layout.header_rows == (1,)
    assert table.rows[1].cells["lead"] == names[0]


def test_marks_that_say_no():
    assert marked_bodies([("A", "-"), ("B", 0), ("C", False), ("D", None), ("E", "Không"), ("F", "x")]) == ("F", None)
    assert marked_bodies([("A", "○"), ("B", "●")]) == ("B", "A")
    assert marked_bodies([("A", " P/H "), ("B", "Chủ trì")]) == ("B", "A")
    assert marked_bodies([]) == (None, None)
