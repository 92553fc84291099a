"""Documents as they are named in one cell."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.intake.workbooks.values.dates import Dates, ImpossibleDateError
from models.intake.workbooks.values.papers import Papers, document_type, is_paper, type_and_subject, without_mark

PAPERS = Papers(Dates(year=2026))
NO_DAY = None


@pytest.mark.parametrize(
    ("text", "number", "day", "agency"),
    [
        ("Chỉ thị số 22/CT-UBND ngày 17/08/2026 của UBND tỉnh", "22/CT-UBND", date(2026, 8, 17), "UBND tỉnh"),
        ("Công văn số: 3277 /UBND- KT ngày 08 tháng 10 năm 2026 của UBND tỉnh", "3277/UBND-KT", date(2026, 10, 8), "UBND tỉnh"),
        ("Công văn số 2342/SGDĐT-QLĐĐ\nngày 13/10/2026", "2342/SGDĐT-QLĐĐ", date(2026, 10, 13), ""),
        ("CV số 1645/UBND-TH, ngày 19/10/2026 của UBND tỉnh", "1645/UBND-TH", date(2026, 10, 19), "UBND tỉnh"),
        ("CV 3735/UBND-KGVX (17/8/2026)", "3735/UBND-KGVX", date(2026, 8, 17), ""),
        ("3429/SYT-NV ngày 12/10/2026", "3429/SYT-NV", date(2026, 10, 12), ""),
        ("Kết luận số 00188/KL-TU, ngày 6/10/2026 của Tỉnh ủy", "00188/KL-TU", date(2026, 10, 6), "Tỉnh ủy"),
        ("691/STC-QLĐĐ", "691/STC-QLĐĐ", NO_DAY, ""),
        ("Số 05/ CT - UBND", "05/CT-UBND", NO_DAY, ""),
        ("4734 / UBND - TH", "4734/UBND-TH", NO_DAY, ""),
        ("Số: 0026/CT -UBND ", "0026/CT-UBND", NO_DAY, ""),
        ("161/2025/QĐ-UBND", "161/2025/QĐ-UBND", NO_DAY, ""),
        ("Chỉ thị số 05/CT-TTg ngày 01/02/2026 của Thủ tướng Chính phủ", "05/CT-TTg", date(2026, 2, 1), "Thủ tướng Chính phủ"),
        ("Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị", "57-NQ/TW", date(2024, 12, 22), "Bộ Chính trị"),
        ("GM-155/UBND", "GM-155/UBND", NO_DAY, ""),
        ("Công văn số CV-12/ĐU ngày 1/2/2026", "CV-12/ĐU", date(2026, 2, 1), ""),
        ("12/KH-UBND-05/11/2026", "12/KH-UBND", date(2026, 11, 5), ""),
        ("Công văn 1234 ngày 05/11/2026", "1234", date(2026, 11, 5), ""),
        ("Công văn số 12/SVHTTDL-VP ngày 1/2/2026 của Sở Văn hóa, Thể thao và Du lịch", "12/SVHTTDL-VP", date(2026, 2, 1),
         "Sở Văn hóa, Thể thao và Du lịch"),
        ("12/UBND-NN2", "12/UBND-NN2", NO_DAY, ""),
        ("12a/KH-UBND", "12a/KH-UBND", NO_DAY, ""),
        ("123", "123", NO_DAY, ""),
        ("Công văn số 123 ngày 5/11/2026", "123", date(2026, 11, 5), ""),
        ("Quyết định số 12/QĐ-UBND ngày 5/11 của Chủ tịch UBND tỉnh về việc giao", "12/QĐ-UBND", date(2026, 11, 5), "Chủ tịch UBND tỉnh"),
        ("05/CT-UBND - Về việc tăng cường", "05/CT-UBND", NO_DAY, ""),
        ("Công văn số 12/UBND-TH ngày 5/10/2026; Công văn số 13/UBND-TH ngày 6/10/2026", "12/UBND-TH", date(2026, 10, 5), ""),
        ("12/UBND-TH, 13/UBND-KT ngày 6/10/2026", "12/UBND-TH", NO_DAY, ""),
        ("12/UBND-TH ngày 5/10/2026\n13/UBND-TH ngày 6/10/2026", "12/UBND-TH", date(2026, 10, 5), ""),
        ("Sở Công Thương: Quyết định số 1/QĐ-SCT ngày 01/10/2026", "1/QĐ-SCT", date(2026, 10, 1), "Sở Công Thương"),
        ("Công văn UBND tỉnh số 12/UBND-TH ngày 3/3/2026", "12/UBND-TH", date(2026, 3, 3), "UBND tỉnh"),
        ("UBND tỉnh - Công văn số 12/UBND-TH", "12/UBND-TH", NO_DAY, "UBND tỉnh"),
    ],
)  # fmt: skip
def test_number_date_and_agency_of_a_cell(text, number, day, agency):
    paper = PAPERS.read(text)
    assert (paper.number, paper.day, paper.agency, paper.words) == (number, day, agency, "")


@pytest.mark.parametrize(
    ("text", "day", "agency"),
    [
        ("Kết luận của Chủ tịch tại cuộc họp ngày 05/10/2026", date(2026, 10, 5), "Chủ tịch"),
        ("Chỉ đạo trực tiếp", None, ""),
        ("Ý kiến của Chủ tịch UBND tỉnh", None, "Chủ tịch UBND tỉnh"),
    ],
)
def test_a_paper_without_a_number_keeps_its_words(text, day, agency):
    paper = PAPERS.read(text)
    assert (paper.number, paper.day, paper.agency, paper.words) == ("", day, agency, text)


def test_a_day_that_no_calendar_has_is_named():
    with pytest.raises(ImpossibleDateError):
        PAPERS.read("Công văn số 12/UBND-TH ngày 31/11/2026")


@pytest.mark.parametrize(
    ("text", "kind", "subject"),
    [
        ("Công văn V/v góp ý dự thảo", "Công văn", "góp ý dự thảo"),
        ("CV v/v triển khai chương trình", "Công văn", "triển khai chương trình"),
        ("Chỉ thị về việc tăng cường kiểm tra", "Chỉ thị", "về việc tăng cường kiểm tra"),
        ("QUYẾT ĐỊNH Phê duyệt kế hoạch", "Quyết định", "Phê duyệt kế hoạch"),
        ("Thông báo: lịch nghỉ Tết", "Thông báo", "lịch nghỉ Tết"),
        ("Giấy mời họp giao ban", "Giấy mời", "họp giao ban"),
        ("Thông tư liên tịch quy định chế độ", "Thông tư liên tịch", "quy định chế độ"),
        ("V/v mời họp", "", "mời họp"),
        ("Thủ tướng làm việc với tỉnh", "", "Thủ tướng làm việc với tỉnh"),
        ("Mời họp ngày 20/11", "", "Mời họp ngày 20/11"),
        ("Công văn số 12/UBND-TH ngày 3/3/2026 v/v góp ý", "Công văn", "góp ý"),
        ("Quyết định", "Quyết định", "Quyết định"),
    ],
)
def test_type_and_subject_of_one_cell(text, kind, subject):
    assert type_and_subject(text) == (kind, subject)


def test_what_a_subject_and_a_type_are_called():
    assert without_mark("V/v: mời họp") == "mời họp"
    assert without_mark("Về việc mời họp") == "Về việc mời họp"
    assert [document_type(text) for text in ("CV", "QĐ", "ke hoach", "TTr", "Thư ngỏ")] == [
        "Công văn",
        "Quyết định",
        "Kế hoạch",
        "Tờ trình",
        "Thư ngỏ",
    ]


@pytest.mark.parametrize(
    ("heading", "named"),
    [
        ("Thông báo số 589/TB-VPUBND ngày 21/09/2026 của Văn phòng UBND tỉnh", True),
        ("Kết luận ngày 21/09/2026 của Chủ tịch", True),
        ("Phòng Kinh tế", False),
        ("Lĩnh vực quốc phòng, an ninh", False),
        ("Nhiệm vụ tháng 12/2026", False),
        ("Báo cáo định kỳ", False),
    ],
)
def test_headings_that_name_a_paper(heading, named):
    assert is_paper(heading) is named


@given(st.one_of(st.text(max_size=120), st.text(alphabet="0123456789/-ĐđCTUBNDsố ngàycủa.,;:\n", max_size=80)))
def test_no_text_breaks_the_reader(text):
    with suppress(ImpossibleDateError):
        PAPERS.read(text)
    type_and_subject(text)
    is_paper(text)
