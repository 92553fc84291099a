"""A whole book: which sheet counts, what kind it is, what is remembered, what cannot be read."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import OfficeError
from models.intake.workbooks.book import Visibility
from models.intake.workbooks.cells import ErrorCell, UnsavedFormula
from models.intake.workbooks.table import How, RowRole
from models.intake.workbooks.understanding.memory import (
    Correction,
    RememberedLayout,
    remember,
    with_bounds,
    with_column,
    with_header_rows,
    with_month_first,
    with_role,
    with_sheet,
)
from models.intake.workbooks.understanding.names import NEEDED
from models.intake.workbooks.understanding.understand import guess_kind, understand
from tests.intake.understanding.books import book_of, fields, numbers, roles, sheet_of, tasks

HEADER = ["STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời hạn", "Ghi chú"]
LETTERHEAD = [
    ["UBND TỈNH GIA LAI", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["SỞ NỘI VỤ", "", "Độc lập - Tự do - Hạnh phúc"],
    ["", "", "Gia Lai, ngày 05 tháng 01 năm 2027"],
    ["DANH MỤC NHIỆM VỤ GIAO UBND CẤP XÃ QUÝ IV NĂM 2026"],
    ["(Kèm theo Công văn số 3125/SNV-TH ngày 05/11/2026 của Sở Nội vụ)"],
]


def record(number, content="Báo cáo kết quả công tác cải cách hành chính", lead="UBND các xã", due="30/12/2026", note=""):
    return [number, content, lead, due, note]


def test_the_sheet_with_the_list_counts():
    guide = sheet_of([["HƯỚNG DẪN"], ["Cột Nội dung nhiệm vụ: ghi đầy đủ"], ["Cột Thời hạn: ghi dd/mm/yyyy"]], name="Hướng dẫn")
    summary = sheet_of([["STT", "Đơn vị", "Tổng số", "Ghi chú"], [1, "Phòng Kinh tế", 4, ""]], name="Tổng hợp")
    real = sheet_of([HEADER, record(1), record(2)], name="Phụ lục")
    old = sheet_of([HEADER, *(record(number) for number in range(1, 30))], name="Cũ", visibility=Visibility.HIDDEN)
    copy = sheet_of([HEADER, record(1), record(2)], name="Phụ lục (2)")
    book = book_of(guide, summary, copy, old, real)
    assert understand(book, "tasks").layout.sheet == "Phụ lục"
    assert understand(book, "tasks", sheet="Cũ").layout.sheet == "Cũ"
    assert understand(book, "tasks", sheet="phu luc").layout.sheet == "Phụ lục"


def test_a_hidden_sheet_counts_where_nothing_else_is():
    book = book_of(sheet_of([HEADER, record(1)], visibility=Visibility.HIDDEN))
    assert numbers(understand(book, "tasks")) == [2]


def test_the_title_tells_sender_document_and_year():
    layout = tasks([*LETTERHEAD, HEADER, record(1)]).layout
    assert layout.sender == "SỞ NỘI VỤ UBND TỈNH GIA LAI"
    assert layout.title == "DANH MỤC NHIỆM VỤ GIAO UBND CẤP XÃ QUÝ IV NĂM 2026"
    assert layout.document == "Công văn số 3125/SNV-TH ngày 05/11/2026 của Sở Nội vụ"
    assert layout.agency == "Sở Nội vụ"
    assert layout.year == 2026


@pytest.mark.parametrize(
    ("above", "year"),
    [
        ([["Theo dõi nhiệm vụ tháng 12/2025"]], 2025),
        ([["THEO DÕI NHIỆM VỤ"], ["(Kèm theo Công văn số 12/UBND-TH ngày 05/11/2024)"]], 2024),
        ([["THEO DÕI NHIỆM VỤ"]], None),
        ([], None),
    ],
)
def test_the_year_of_the_title(above, year):
    assert tasks([*above, HEADER, record(1)]).layout.year == year


def test_a_book_of_the_register_has_no_agency_for_a_name():
    header = ["Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu", "Trích yếu"]
    layout = understand(
        book_of([["SỔ VĂN BẢN ĐẾN NĂM 2026"], header, ["01/10/2026", 1, "UBND tỉnh", "1/KH-UBND", "V/v tuyển quân"]]), "directives"
    ).layout
    assert (layout.sender, layout.title, layout.year) == ("", "SỔ VĂN BẢN ĐẾN NĂM 2026", 2026)


@pytest.mark.parametrize(
    ("kind", "header", "row"),
    [
        ("tasks", HEADER, record(1)),
        ("dossiers", ["Mã hồ sơ", "Tên TTHC", "Chủ hồ sơ", "Ngày tiếp nhận"], ["H21.88-261001-0001", "Khai sinh", "Lê An", "01/10/2026"]),
        (
            "directives",
            ["Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu", "Trích yếu"],
            ["01/10/2026", 1, "UBND tỉnh", "1/KH-UBND", "V/v tuyển quân"],
        ),
        ("procedures", ["Mã TTHC", "Tên TTHC", "Lĩnh vực", "Thời hạn giải quyết"], ["1.000893", "Đăng ký khai sinh", "Hộ tịch", "5 ngày"]),
        ("staff", ["STT", "Họ và tên", "Chức vụ", "Điện thoại"], [1, "Lê Thị An", "Chuyên viên", "0905123456"]),
    ],
)
def test_the_kind_of_a_book(kind, header, row):
    assert guess_kind(book_of([header, row]))[0][0] == kind


def test_a_book_of_no_kind():
    assert guess_kind(book_of([["Tỉnh", "Mã", "Huyện"], ["Kon Tum", "62", "Đắk Tô"]])) == ()


def test_chosen_names_come_before_the_known_ones():
    table = tasks(
        [["STT", "Việc của ta", "Nội dung", "Hạn"], [1, "Rà soát hộ nghèo", "Cấp xã", "30/11/2026"]], chosen={"Việc của ta": "content"}
    )
    assert fields(table) == {"B": "content", "D": "due_date"}
    assert table.layout.columns[1].how is How.CHOSEN


def test_what_cannot_be_understood_says_what_was_looked_for():
    with pytest.raises(OfficeError) as missing:
        tasks([["STT", "Họ và tên", "Ngày sinh"], [1, "Lê An", "01/01/1990"]])
    assert (missing.value.code, missing.value.facts["missing"]) == ("columns_not_found", ["content"])
    assert "Họ và tên" in missing.value.facts["found"]
    with pytest.raises(OfficeError) as no_rows:
        tasks([HEADER, ["", "Tổng cộng", "", "", ""]])
    assert no_rows.value.code == "no_rows_found"
    with pytest.raises(OfficeError) as sheet:
        understand(book_of([HEADER, record(1)]), "tasks", sheet="Khác")
    assert sheet.value.code == "sheet_not_found"
    with pytest.raises(OfficeError) as field:
        tasks([HEADER, record(1)], chosen={"Ghi chú": "color"})
    assert field.value.code == "unknown_field"
    with pytest.raises(OfficeError) as empty:
        understand(book_of(sheet_of([])), "tasks")
    assert empty.value.code == "sheet_empty"


def test_what_the_person_moves_counts():
    rows = [*LETTERHEAD, HEADER, record(1), record(2), ["", "Ngoài bảng", "x", "y", ""], record(3)]
    moved = with_column(with_column(Correction(), 4, ["deliverable"]), 2, [])
    moved = with_role(with_bounds(moved, last_row=9), 7, RowRole.NOTE)
    table = tasks(rows, correction=moved)
    assert fields(table) == {"B": "content", "D": "due_date", "E": "deliverable"}
    assert numbers(table) == [8, 9]
    assert roles(table)[7] == "note"
    assert table.layout.sure
    first = tasks(rows, correction=with_bounds(Correction(), first_row=8, last_row=8))
    assert numbers(first) == [8]


def test_a_field_moved_to_another_column_leaves_the_first():
    table = tasks([HEADER, record(1)], correction=with_column(Correction(), 4, ["content"]))
    assert fields(table) == {"C": "lead", "D": "due_date", "E": "content"}


def test_the_header_may_be_pointed_out():
    rows = [["A1", "B1", "C1"], ["x", "y", "z"], ["Rà soát hộ nghèo năm 2026 trên địa bàn xã", "Phòng KT", "30/11/2026"]]
    table = tasks(rows, correction=with_column(with_header_rows(Correction(), [1, 2]), 0, ["content"]))
    assert table.layout.header_rows == (1, 2)
    assert numbers(table) == [3]


def test_months_before_days_are_said_of_a_column():
    table = tasks([HEADER, record(1)], correction=with_month_first(Correction(), 3, month_first=True))
    assert [column.month_first for column in table.layout.columns] == [False, False, False, True, False]
    assert with_month_first(Correction(month_first=frozenset([3])), 3, month_first=False) == Correction()


def test_another_sheet_forgets_what_was_said_of_the_first():
    said = with_column(with_sheet(Correction(), "A"), 1, ["content"])
    assert with_sheet(said, "A") == said
    assert with_sheet(said, "B") == Correction(sheet="B")


def test_the_next_list_of_the_same_form_asks_nothing():
    form = ["TT", "Nhiệm vụ A", "Gửi ai", "Lúc nào", "Khác"]
    october = [*LETTERHEAD, form, record(1), record(2)]
    chosen = with_column(with_column(Correction(header_rows=(6,)), 1, ["content"]), 3, ["due_date"])
    kept = remember(tasks(october, correction=chosen).layout, chosen)
    kept = RememberedLayout.from_json(kept.to_json())
    november = [*LETTERHEAD, [text.upper() + " (*)" for text in form], record(5), record(6), record(7)]
    table = tasks(november, remembered=[kept])
    assert table.layout.remembered
    assert table.layout.sure
    assert table.layout.fingerprint == kept.fingerprint
    assert {letter: field for letter, field in fields(table).items() if letter in "BD"} == {"B": "content", "D": "due_date"}
    assert numbers(table) == [7, 8, 9]
    other = tasks([HEADER, record(1)], remembered=[kept])
    assert not other.layout.remembered


def test_of_two_senders_with_the_same_form_the_one_at_hand_is_used():
    def kept(sender, field):
        layout = tasks([HEADER, record(1)]).layout
        return RememberedLayout("tasks", layout.fingerprint, sender, Correction(columns={4: (field,)}))

    remembered = [kept("SỞ NỘI VỤ UBND TỈNH GIA LAI", "deliverable"), kept("SỞ Y TẾ", "obstacle")]
    assert fields(tasks([*LETTERHEAD, HEADER, record(1)], remembered=remembered))["E"] == "deliverable"
    assert fields(tasks([["SỞ Y TẾ"], HEADER, record(1)], remembered=remembered))["E"] == "obstacle"
    # Of another sender the one that was used last: they come in that order.
    assert fields(tasks([["SỞ TÀI CHÍNH"], HEADER, record(1)], remembered=remembered))["E"] == "deliverable"


@pytest.mark.parametrize("text", ["", "[]", "null", '{"columns": 5}', '{"columns": {"x": []}}', '{"roles": {"1": "nonsense"}}', "{"])
def test_what_was_not_kept_by_us_is_refused(text):
    with pytest.raises(ValueError):
        Correction.from_json(text)


def test_a_correction_is_kept_whole():
    said = Correction("Phụ lục", (6, 7), 9, 40, {1: ("content",), 2: ("lead", "coordinating"), 3: ()}, frozenset([4]), {12: RowRole.NOTE})
    assert Correction.from_json(said.to_json()) == said


def test_error_cells_and_unsaved_formulas_pass_as_they_are():
    table = tasks([HEADER, record(1, ErrorCell("#N/A")), record(2, due=UnsavedFormula("=A1"))])
    assert table.rows[0].cells["content"] == ErrorCell("#N/A")
    assert table.rows[1].cells["due_date"] == UnsavedFormula("=A1")


def test_rows_of_different_lengths():
    table = tasks([HEADER, [1, "Rà soát hộ nghèo trên địa bàn xã", "Phòng KT"], record(2), [3, "Tham mưu kế hoạch tuyển quân", "Phòng VH"]])
    assert [row.cells["due_date"] for row in table.rows] == [None, "30/12/2026", None]


CELLS = st.one_of(
    st.none(),
    st.text(max_size=30),
    st.sampled_from(
        [
            "STT",
            "Nội dung",
            "Thời hạn",
            "Mã hồ sơ",
            "Tên TTHC",
            "Mã TTHC",
            "Ngày đến",
            "Tác giả",
            "Trích yếu",
            "nt",
            "I",
            "1",
            "(1)",
            "Cộng",
            "TM.",
        ]
    ),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=True, allow_infinity=True),
    st.booleans(),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.just(datetime(2026, 11, 1, 9, 30)),
    st.just(ErrorCell("#REF!")),
    st.just(UnsavedFormula("=A1")),
)


@given(
    rows=st.lists(st.lists(CELLS, max_size=6), max_size=12),
    kind=st.sampled_from(list(NEEDED)),
    area=st.sampled_from(["A1:C1", "A2:A9", "B2:F3", "A1:F12", "D4:XFD1048576"]),
)
def test_any_sheet_is_understood_or_refused_with_a_code(rows, kind, area):
    book = book_of(sheet_of(rows, merges=[area]))
    assert all(0 < sure <= 1 for _, sure in guess_kind(book))
    table = understood_or_refused(book, kind)
    if table is not None:
        seen = {row.number for row in table.rows}
        assert seen
        assert seen.isdisjoint(table.layout.roles)
        assert seen | table.layout.roles.keys() >= {row.number for row in book.sheets[0].rows}


def understood_or_refused(book, kind):
    try:
        return understand(book, kind)
    except OfficeError as error:
        if error.code not in ("columns_not_found", "no_rows_found", "sheet_empty"):
            raise
        return None
