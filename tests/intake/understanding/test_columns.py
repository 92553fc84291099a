"""Which column is which field."""

from datetime import date

import pytest

from models.intake.workbooks.table import How
from models.intake.workbooks.understanding.understand import understand
from tests.intake.understanding.books import book_of, fields, sheet_of, tasks

CONTENT = "Báo cáo kết quả thực hiện công tác cải cách hành chính"


def column(table, letter):
    return next(each for each in table.layout.columns if each.index == ord(letter) - ord("A"))


def test_names_give_the_fields_and_leave_nothing_to_ask():
    table = tasks([["STT", "Nội dung", "Chủ trì", "Hạn"], [1, CONTENT, "Phòng Kinh tế", "30/11/2026"]])
    assert fields(table) == {"B": "content", "C": "lead", "D": "due_date"}
    assert table.layout.sure
    assert column(table, "B").how is How.NAME


def test_names_under_groups():
    table = tasks(
        [
            ["TT", "Nội dung công việc", "Đơn vị thực hiện", "", "Thời gian", "", "Văn bản giao", ""],
            ["", "", "Chủ trì", "Phối hợp", "Giao", "Hoàn thành", "Số, ký hiệu", "Ngày"],
            [1, CONTENT, "Phòng KT", "", "01/10/2026", "30/11/2026", "12/UBND-TH", "01/10/2026"],
        ],
        merges=["A1:A2", "B1:B2", "C1:D1", "E1:F1", "G1:H1"],
    )
    assert table.layout.header_rows == (1, 2)
    assert fields(table) == {
        "B": "content", "C": "lead", "D": "coordinating", "E": "assigned_date", "F": "due_date", "G": "source_number", "H": "source_date",
    }  # fmt: skip
    assert column(table, "F").group == "Thời gian"


def test_groups_that_are_not_joined_count_too():
    table = tasks(
        [
            ["TT", "Nội dung công việc", "Văn bản giao", "", "Hạn"],
            ["", "", "Số", "Ngày", ""],
            [1, CONTENT, "12/UBND-TH", "01/10/2026", "30/11/2026"],
        ]
    )
    assert fields(table) == {"B": "content", "C": "source_number", "D": "source_date", "E": "due_date"}


def test_a_completion_date_beside_a_deadline_is_not_the_deadline():
    rows = [[1, CONTENT, date(2026, 11, 30), ""], [2, "Rà soát hộ nghèo năm 2026", date(2026, 12, 5), "20/11/2026"]]
    assert fields(tasks([["STT", "Nội dung", "Hạn xử lý", "Ngày hoàn thành"], *rows])) == {
        "B": "content",
        "C": "due_date",
        "D": "completed_date",
    }


def test_a_completion_date_alone_in_every_row_is_the_deadline():
    rows = [[1, CONTENT, date(2026, 11, 30)], [2, "Rà soát hộ nghèo năm 2026", date(2026, 12, 5)]]
    assert fields(tasks([["STT", "Nội dung", "Ngày hoàn thành"], *rows]))["C"] == "due_date"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        (("Báo cáo", "Kế hoạch"), "deliverable"),
        (("Đã hoàn thành", "Đang thực hiện"), "status"),
        (("Đạt 8/10 chỉ tiêu", "Nhiều nội dung"), "result"),
    ],
)
def test_what_is_called_result_is_told_by_what_stands_in_it(values, field):
    table = tasks([["STT", "Nội dung", "Kết quả"], [1, CONTENT, values[0]], [2, CONTENT + " quý IV", values[1]]])
    assert fields(table)["C"] == field


def test_lead_and_coordinators_in_one_cell():
    named = tasks([["STT", "Nội dung", "Cơ quan chủ trì, phối hợp"], [1, CONTENT, "Sở Nội vụ"]])
    seen = tasks([["STT", "Nội dung", "Cơ quan thực hiện"], [1, CONTENT, "Chủ trì: Sở Nội vụ. Phối hợp: Sở Y tế"]])
    for table in (named, seen):
        assert table.composites == (("lead", "coordinating"),)
        assert table.rows[0].cells["lead"] == table.rows[0].cells["coordinating"]


def test_number_and_symbol_apart_are_one_number():
    table = tasks(
        [
            ["STT", "Nội dung", "Ký hiệu", "Số", "Ngày văn bản"],
            [1, CONTENT, "UBND-TH", 125.0, "01/10/2026"],
            [2, CONTENT, "/KH-UBND", "012", ""],
            [3, CONTENT, "15/KH-UBND", "15", ""],
            [4, CONTENT, "", "7", ""],
        ]
    )
    assert [row.cells["source_number"] for row in table.rows] == ["125/UBND-TH", "012/KH-UBND", "15/KH-UBND", "7"]


def test_a_number_without_a_symbol_beside_it_is_the_number():
    table = tasks([["STT", "Nội dung", "Số văn bản", "Hạn"], [1, CONTENT, "125/UBND-TH", "30/11/2026"]])
    assert fields(table)["C"] == "source_number"


def test_address_and_telephone_in_one_cell():
    table = understand(book_of([["Mã hồ sơ", "Địa chỉ"], ["H21.88-261001-0001", "Thôn An Hậu, xã Hoài Ân - 0905123456"]]), "dossiers")
    assert table.composites == (("address", "phone"),)


def test_type_and_subject_in_one_cell_by_what_stands_there():
    header = ["Ngày đến", "Số đến", "Nơi gửi", "Số hiệu", "Ngày VB", "Trích yếu"]
    row = ["01/10/2026", "12", "UBND tỉnh", "15/KH-UBND", "28/09/2026", "Kế hoạch tuyển quân năm 2027"]
    assert understand(book_of([header, row]), "directives").composites == (("document_type", "subject"),)


def test_values_that_contradict_a_likeness_refuse_it():
    table = tasks([["STT", "Nội dung", "Thời hạn xử lý theo đơn vị"], [1, CONTENT, "Phòng Kinh tế"], [2, CONTENT, "Sở Nội vụ"]])
    assert "due_date" not in fields(table).values()


def test_a_table_without_a_header_is_read_by_its_values_and_asked_about():
    rows = [[1, CONTENT, "Phòng Kinh tế", "30/11/2026"], [2, "Tham mưu kế hoạch phát triển kinh tế - xã hội", "Văn phòng", "Quý IV/2026"]]
    table = tasks(rows)
    assert fields(table) == {"B": "content", "C": "lead", "D": "due_date"}
    assert [row.number for row in table.rows] == [1, 2]
    assert not table.layout.sure
    assert column(table, "B").how is How.SHAPE


def test_two_columns_as_good_for_a_needed_field_are_asked_about():
    table = tasks([["STT", "Nội dung", "Nội dung nhiệm vụ", "Hạn"], [1, CONTENT, CONTENT, "30/11/2026"]])
    assert not table.layout.sure


def test_dossier_codes_are_found_under_any_name():
    table = understand(
        book_of([["TT", "Ký tự", "Chủ hồ sơ", "Trạng thái"], [1, "H21.88-261001-0001", "Lê Thị Phúc", "Đang xử lý"]]), "dossiers"
    )
    assert fields(table)["B"] == "dossier_code"
    assert not table.layout.sure


def test_the_header_may_stand_deep():
    above = [[f"Căn cứ văn bản số {number}"] for number in range(20)]
    table = tasks([*above, ["STT", "Nội dung", "Chủ trì", "Hạn"], [1, CONTENT, "Phòng Kinh tế", "30/11/2026"]])
    assert table.layout.header_rows == (21,)


def test_joined_cells_and_ditto_marks_have_the_value_above():
    sheet = sheet_of(
        [
            ["STT", "Nội dung", "Văn bản giao", "Chủ trì", "Hạn"],
            [1, CONTENT, "12/UBND-TH", "Phòng Kinh tế", "30/11/2026"],
            [2, CONTENT + " 2", "", "-nt-", '"'],
            [3, CONTENT + " 3", "", "như trên", "15/12/2026"],
            [4, CONTENT + " 4", "15/UBND-TH", "-", "nt"],
        ],
        merges=["C2:C4"],
    )
    table = understand(book_of(sheet), "tasks")
    assert [row.cells["source_number"] for row in table.rows] == ["12/UBND-TH"] * 3 + ["15/UBND-TH"]
    assert [row.cells["lead"] for row in table.rows] == ["Phòng Kinh tế"] * 3 + ["-"]
    assert [row.cells["due_date"] for row in table.rows] == ["30/11/2026", "30/11/2026", "15/12/2026", "15/12/2026"]


def test_the_owner_of_a_dossier_is_its_applicant():
    header = ["Mã hồ sơ", "Người nộp hồ sơ", "Chủ hồ sơ"]
    assert fields(understand(book_of([header, ["H21.88-261001-0001", "Trần Văn An", "Lê Thị Phúc"]]), "dossiers"))["C"] == "applicant"


def test_moments_are_told_by_one_word_of_their_name():
    header = ["Mã hồ sơ", "Nộp lúc", "Hẹn ngày nào", "Xử lý xong lúc", "Trả công dân"]
    row = ["H21.88-261001-0001", "08:00 01/10/2026", "17:00 05/10/2026", "09:00 04/10/2026", "10:00 05/10/2026"]
    found = fields(understand(book_of([header, row]), "dossiers"))
    assert found == {"A": "dossier_code", "B": "received_at", "C": "appointment_at", "D": "resolved_at", "E": "returned_at"}


def test_papers_at_the_right_of_the_result_are_of_the_answer():
    header = ["STT", "Nội dung", "Văn bản giao", "Ngày văn bản", "Hạn", "Tình trạng", "Số văn bản", "Ngày văn bản"]
    row = [1, CONTENT, "12/UBND-TH", "01/10/2026", "30/11/2026", "Đã hoàn thành", "15/BC-UBND", "20/11/2026"]
    found = fields(tasks([header, row]))
    assert (found["C"], found["D"], found["G"], found["H"]) == ("source_number", "source_date", "evidence_number", "evidence_date")


def test_ticks_are_no_papers():
    header = ["STT", "Nội dung", "Hạn", "Số văn bản phúc đáp theo mẫu", "Đã hoàn thành", "Chưa hoàn thành"]
    found = fields(tasks([header, [1, CONTENT, "30/11/2026", "x", "x", ""]]))
    assert set(found) == {"B", "C"}


def test_a_blank_column_in_a_group_does_not_take_its_name():
    rows = [
        ["STT", "Nội dung", "Đơn vị thực hiện", "", "", "Hạn"],
        ["", "", "Đầu mối thực hiện", "", "Phối hợp", ""],
        [1, CONTENT, "Phòng Kinh tế", "", "Văn phòng", "30/11/2026"],
    ]
    assert fields(tasks(rows, merges=["C1:E1"])) == {"B": "content", "C": "lead", "E": "coordinating", "F": "due_date"}
