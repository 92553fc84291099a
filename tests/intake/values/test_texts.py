"""Codes, telephones, addresses, processing times and states, as spreadsheets leave them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import OfficeError
from models.intake.workbooks.cells import ErrorCell, UnsavedFormula
from models.intake.workbooks.planned import Repair
from models.intake.workbooks.values.processing import processing_time
from models.intake.workbooks.values.repairs import repairs_for
from models.intake.workbooks.values.statuses import national_code
from models.intake.workbooks.values.texts import address_and_phone, code_and_name, phone, procedure_code, said, tidy


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  Phòng\u00a0 Kinh  tế\n", "Phòng Kinh tế"), ("tie\u0302\u0301ng", "tiếng"), ("=1+1", "=1+1"), ("@a", "@a"), (12.0, "12"),
        (52425737476.0, "52425737476"), (None, ""), (ErrorCell("#N/A"), ""), (UnsavedFormula(), ""), ("a\u200bb", "a b"),
    ],
)  # fmt: skip
def test_a_tidy_cell(cell, text):
    assert tidy(cell) == text


def test_dashes_say_nothing():
    assert [said(cell) for cell in ("-", "…", "--", "x", "0", "- a")] == ["", "", "", "x", "0", "- a"]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (2.00077, "2.000770"), ("2.00077", "2.000770"), (1.01, "1.010000"), ("1,004194", "1.004194"), ("1.004194.000.00.00.H21",
        "1.004194"),
        ("1.004194.H21", "1.004194"), ("1004194", "1.004194"), (1004194, "1.004194"), (" 1.004194 ", "1.004194"), ("1.004194.", "1.004194"),
        ("'1.004194", "1.004194"), ("6.000123", "6.000123"),
    ],
)  # fmt: skip
def test_codes_of_procedures(cell, code):
    assert procedure_code(cell) == code


@pytest.mark.parametrize("cell", ["4194", "1.00419x", "9.1234", "Chưa có", 12, "1.0041941"])
def test_what_is_no_code_of_a_procedure(cell):
    with pytest.raises(OfficeError, match="bad_code"):
        procedure_code(cell)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (912345678.0, "0912345678"), (841236817.0, "0841236817"), ("0912.345.678", "0912345678"), ("+84 912 345 678", "0912345678"),
        ("84912345678", "0912345678"), ("(0269) 3824 123", "02693824123"), ("0912345678 - 0987654321", "0912345678 - 0987654321"),
        ("không có", "không có"), ("", ""), (None, ""),
    ],
)  # fmt: skip
def test_telephones(cell, number):
    assert phone(cell) == number


@pytest.mark.parametrize(
    ("cell", "address", "number"),
    [
        ("Thôn An Hậu, xã Hoài Ân; ĐT: 0957167148", "Thôn An Hậu, xã Hoài Ân", "0957167148"),
        ("Thôn Linh Chiểu - 0356896585", "Thôn Linh Chiểu", "0356896585"),
        ("Thôn A\nSĐT: 0379179267", "Thôn A", "0379179267"),
        ("Thôn 1/0833779011", "Thôn 1", "0833779011"),
        ("Số 12 đường 30/4 (ĐT 0912 345 678)", "Số 12 đường 30/4", "0912345678"),
        ("SĐT: 0911222333, Thôn 2", "Thôn 2", "0911222333"),
        ("Thôn Hội An", "Thôn Hội An", ""),
        ("0911222333", "", "0911222333"),
        ("", "", ""),
    ],
)
def test_address_and_telephone_of_one_cell(cell, address, number):
    assert address_and_phone(cell) == (address, number)


@pytest.mark.parametrize(
    ("cell", "time"),
    [
        ("Không quá 15 ngày", (15, "day")), ("35 ngày làm việc, kể từ ngày tiếp nhận", (35, "working_day")),
        ("Trong ngày", (0, "working_day")),
        ("Ngay trong ngày làm việc tiếp nhận hồ sơ", (0, "working_day")), ("Trả kết quả ngay", (0, "working_day")),
        ("08 giờ làm việc", (8, "hour")), ("24h", (24, "hour")), ("½ ngày", (0.5, "day")), ("1/2 ngày làm việc", (0.5, "working_day")),
        ("nửa ngày", (0.5, "day")), ("0,5 ngày", (0.5, "day")), ("15 (mười lăm) ngày làm việc", (15, "working_day")),
        ("7 ngày LV", (7, "working_day")),
        ("02 tuần", (14, "day")), ("01 tháng", (30, "day")), ("30 phút", (0.5, "hour")), ("3-5 ngày làm việc", (5, "working_day")),
        ("05 ngày làm việc; trong ngày nếu đủ hồ sơ", (5, "working_day")), ("trong 05 ngày làm việc", (5, "working_day")),
        ("10 ngày (trong đó Sở 05 ngày)", (10, "day")), (5.0, (5, "day")), ("Không quy định", None), ("", None), (None, None), ("-", None),
    ],
)  # fmt: skip
def test_processing_times(cell, time):
    assert processing_time(cell) == time


def test_code_and_name_of_one_cell():
    assert code_and_name("1.004194 - Đăng ký tạm trú") == ("1.004194", "Đăng ký tạm trú")
    assert code_and_name("Thủ tục đăng ký khai tử (1.000656.000.00.00.H21)") == ("1.000656.000.00.00.H21", "Thủ tục đăng ký khai tử")
    assert code_and_name("Thủ tục đăng ký giám hộ - 1.004837") == ("1.004837", "Thủ tục đăng ký giám hộ")
    assert code_and_name("Thủ tục đăng ký giám hộ") is None


def test_a_bare_number_takes_its_unit_from_beside_or_above():
    assert processing_time("05", "ngày làm việc") == (5, "working_day")
    assert processing_time(15.0, "Ngày") == (15, "day")
    assert processing_time(8, "giờ") == (8, "hour")
    assert processing_time(5.0, None, "Thời hạn giải quyết (ngày làm việc)") == (5, "working_day")
    assert processing_time("05 ngày", "", "Thời hạn (ngày làm việc)") == (5, "day")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Mới đăng ký", 1), ("Chờ tiếp nhận", 1), ("Được tiếp nhận", 2), ("ĐÃ TIẾP NHẬN", 2), ("Không được tiếp nhận", 3),
        ("Không đủ điều kiện tiếp nhận", 3), ("Trình lãnh đạo phê duyệt", 4), ("Đang thẩm định", 4),
        ("Từ chối tiếp nhận", 3),
        ("Đang xử lý", 4), ("Đang  giải quyết", 4), ("Chờ ký duyệt", 4), ("chờ liên thông", 4), ("Chuyển phòng chuyên môn", 4),
        ("Chưa có kết quả", 4),
        ("Yêu cầu bổ sung giấy tờ", 5), ("Chờ bổ sung", 5), ("Yêu cầu thực hiện nghĩa vụ tài chính", 6), ("Chờ thanh toán", 6),
        ("Công dân yêu cầu rút hồ sơ", 7), ("Dừng xử lý", 8), ("Đã hủy", 8), ("Đã xử lý xong", 9), ("Có kết quả", 9), ("Đã giải quyết", 9),
        ("Chờ trả kết quả", 9), ("Chưa nhận kết quả", 9), ("Đã trả kết quả", 10), ("đã trả", 10), ("9", 9), ("04", 4), ("11", None),
        ("Trễ hạn", None), ("gì đó", None),
    ],
)  # fmt: skip
def test_words_for_the_state_of_a_dossier(words, code):
    assert national_code(words, "dossier_status") == code


@pytest.mark.parametrize(
    ("words", "code"),
    [("Trực tiếp", 1), ("Nộp trực tiếp", 1), ("Tại quầy", 1), ("Trực tuyến toàn trình", 2), ("online", 2), ("Qua Cổng DVC", 2),
    ("Bưu  chính công ích", 3),
     ("BCCI", 3), ("Bưu điện", 3), ("2", 2), ("4", None), ("khác", None)],
)  # fmt: skip
def test_words_for_the_channel(words, code):
    assert national_code(words, "channel") == code


@pytest.mark.parametrize(
    ("code", "field", "value", "texts"),
    [
        ("impossible_date", "due_date", "31/11/2026", ["30/11/2026", ""]),
        ("impossible_date", "due_date", "trước ngày 31/11/2026", ["trước ngày 30/11/2026", ""]),
        ("impossible_date", "received_at", "31/09/2026 14:20", ["30/09/2026 14:20", ""]),
        ("impossible_date", "arrival_date", "12/13/2026", ["13/12/2026"]),
        ("impossible_date", "issued_date", "5/6/206", ["05/06/2026", ""]),
        ("impossible_date", "issued_date", "45/10/2026", [""]),
        ("impossible_date", "arrival_date", "abc", []),
        ("bad_code", "dossier_code", "H21.88-2611O2-0052", ["H21.88-261102-0052"]),
        ("bad_code", "dossier_code", "H21.88.261102.0052", ["H21.88-261102-0052"]),
        ("bad_code", "dossier_code", "12345", []),
        ("bad_code", "code", "4194", []),
        ("missing_content", "content", "", []),
    ],
)
def test_mends_at_hand(code, field, value, texts):
    assert repairs_for(code, field, value) == tuple(Repair(field, text) for text in texts)


@given(st.sampled_from(["impossible_date", "bad_code"]), st.sampled_from(["due_date", "dossier_code"]), st.text(max_size=40))
def test_no_value_breaks_the_mends(code, field, value):
    repairs_for(code, field, value)


@given(st.one_of(st.text(max_size=60), st.floats(allow_nan=True), st.integers(), st.booleans(), st.none(), st.datetimes()))
def test_no_cell_breaks_the_texts(cell):
    said(cell)
    phone(cell)
    processing_time(cell, cell)
    address_and_phone(cell)
    national_code(tidy(cell), "dossier_status")
    with suppress(OfficeError):
        procedure_code(cell)
