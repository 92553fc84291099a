"""Columns whose name alone says too little, or too much."""

from models.intake.workbooks.understanding.understand import understand
from tests.intake.understanding.books import book_of, fields, tasks

CONTENT = "Báo cáo kết quả thực hiện công tác cải cách hành chính"


def test_an_answer_is_not_what_was_asked_for():
    header = ["STT", "Nội dung kiến nghị của cử tri", "Cơ quan giải quyết", "Thời hạn giải quyết", "Nội dung trả lời"]
    found = fields(tasks([header, [1, CONTENT, "Phòng Kinh tế", "31/12/2026", "Đã có văn bản trả lời cử tri"], [2, CONTENT, "", "", ""]]))
    assert found["B"] == "content"
    assert found.get("E") != "content"


def test_identities_of_rows_are_no_codes_of_tasks():
    assert fields(tasks([["ID", "Tiêu đề", "Hạn chót"], ["131", CONTENT, "2026-12-10"]])) == {"B": "content", "C": "due_date"}
    assert fields(tasks([["ID", "Tiêu đề", "Hạn chót"], ["NV-131", CONTENT, "2026-12-10"]]))["A"] == "external_code"


def test_the_channel_under_a_name_without_blanks():
    found = fields(understand(book_of([["maHoSo", "chuHoSo", "kenhThucHien"], ["H21.88-261001-0001", "Lê Thị Phúc", "2"]]), "dossiers"))
    assert found["C"] == "channel"


def test_tt_over_words_is_the_status():
    header = ["TT", "Mã hồ sơ", "Chủ hồ sơ", "TT"]
    found = fields(understand(book_of([header, [1, "H21.88-261001-0001", "Lê Thị Phúc", "Đang xử lý"]]), "dossiers"))
    assert found == {"B": "dossier_code", "C": "applicant", "D": "status"}


def test_code_and_name_of_a_procedure_in_one_cell_are_told_by_the_values():
    header = ["STT", "Tên thủ tục hành chính\n(Mã số TTHC)", "Thời hạn giải quyết"]
    rows = [[1, "Thủ tục đăng ký khai tử\n(1.000656.000.00.00.H21)", "Trong ngày"], [2, "Đăng ký giám hộ - 1.004837", "03 ngày làm việc"]]
    table = understand(book_of([header, *rows]), "procedures")
    assert table.composites == (("code", "name"),)
    dossiers = understand(
        book_of([["Mã hồ sơ", "Thủ tục", "Chủ hồ sơ"], ["H21.88-261001-0001", "1.000656 - Đăng ký khai tử", "Lê Thị Phúc"]]), "dossiers"
    )
    assert dossiers.composites == (("procedure_code", "procedure_name"),)


def test_a_document_goes_to_the_unit_where_a_person_stands_beside_it():
    header = ["Số đến", "Ngày đến", "Số hiệu", "Nơi gửi", "Trích yếu", "Người xử lý chính", "Phòng ban xử lý"]
    row = ["12", "01/10/2026", "15/KH-UBND", "UBND tỉnh", "V/v rà soát hộ nghèo năm 2026", "Lê Thị Phúc", "Phòng Kinh tế"]
    assert fields(understand(book_of([header, row]), "directives"))["G"] == "recipient"
    alone = understand(book_of([header[:6], row[:6]]), "directives")
    assert fields(alone)["F"] == "recipient"


def test_whom_a_document_is_given_to():
    header = ["Ngày đến", "Số hiệu", "Nơi gửi", "Về việc", "Giao cho"]
    row = ["01/10/2026", "15/KH-UBND", "UBND tỉnh", "V/v rà soát hộ nghèo năm 2026", "Ban CHQS xã"]
    assert fields(understand(book_of([header, row]), "directives"))["E"] == "recipient"
