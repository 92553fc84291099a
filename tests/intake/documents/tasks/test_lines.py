"""Lines become paragraphs whatever a printer, a scan or a web page did to them."""

from __future__ import annotations

import textwrap
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.intake.documents.document_text import DocumentText, Span, TextMark
from models.intake.documents.tasks.lines import paragraphs

POINTS = (
    "Để chủ động trong công tác phòng cháy, chữa cháy rừng mùa khô năm nay trên địa bàn tỉnh, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:",
    "1. Sở Nông nghiệp và Môi trường chủ trì, phối hợp với Công an tỉnh kiểm tra công tác phòng cháy, chữa cháy rừng ở các chủ rừng lớn.",
    "2. Chủ tịch UBND các xã, phường:",
    "a) Kiện toàn Ban Chỉ huy các vấn đề cấp bách trong bảo vệ và phát triển rừng; hoàn thành trước ngày 31 tháng 10 năm 2025.",
    "b) Tổ chức tuyên truyền, vận động nhân dân ký cam kết bảo vệ rừng, không đốt nương làm rẫy trong những ngày nắng nóng.",
    "- Rà soát, thống kê các hộ dân sống gần rừng, nhất là các hộ có hoạt động canh tác nương rẫy ở bìa rừng.",
)


@pytest.mark.parametrize("filler", [" ", "*", "* ", "_", ">", "-", "."])
def test_a_number_before_nothing_but_filling_takes_no_time(filler: str) -> None:
    begun = time.perf_counter()
    _read(f"Yêu cầu:\n1. {filler * 60_000}x\n2. Sở Y tế báo cáo.")
    assert time.perf_counter() - begun < 2, "a pattern goes over the filling again and again"


def _read(text: str, **more: object) -> list[str]:
    document = DocumentText(text, **more)  # type: ignore[arg-type]
    found = paragraphs(document, Span(0, len(text)))
    return [" ".join(text[each.start : each.end].replace("*", "").split()) for each in found]


def _wrapped(width: int, gap: str = "\n") -> str:
    return gap.join("\n".join(textwrap.wrap(point, width, break_on_hyphens=False)) for point in POINTS)


@pytest.mark.parametrize("width", [60, 72, 80, 95, 120])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_broken_lines_are_joined(width: int, gap: str) -> None:
    assert _read(_wrapped(width, gap)) == list(POINTS)


def test_an_empty_line_between_all_lines_parts_nothing() -> None:
    assert _read(_wrapped(80).replace("\n", "\n\n")) == list(POINTS)


def test_lines_of_word_are_paragraphs() -> None:
    assert _read("\n".join(POINTS), kind="docx") == list(POINTS)


def test_page_numbers_and_running_heads_are_left_out() -> None:
    first, second = (
        "1. Sở Tài chính chủ trì, phối hợp với các sở, ban, ngành và địa phương liên quan",
        "bố trí kinh phí thực hiện các nhiệm vụ của Kế hoạch này.",
    )
    text = f"{first}\n\n2\n\nUBND TỈNH – KẾ HOẠCH\n{second}\n"
    at = text.index("UBND")
    document = DocumentText(text, marks=(TextMark(at, at + len("UBND TỈNH – KẾ HOẠCH"), "header"),))
    (found,) = paragraphs(document, Span(0, len(text)))
    hidden = [text[span.start : span.end].strip() for span in found.hidden]
    assert text[found.start :].startswith("1. Sở Tài chính")
    assert found.end == len(text) - 1
    assert hidden == ["2", "UBND TỈNH – KẾ HOẠCH"]


def test_a_number_alone_on_its_line_belongs_to_the_words_below() -> None:
    assert _read("**III.\nĐÁNH GIÁ NGUY CƠ**\n\n-\nTrường hợp ô nhiễm nghiêm trọng, các đơn vị tạm dừng hoạt động.\n") == [
        "III. ĐÁNH GIÁ NGUY CƠ",
        "- Trường hợp ô nhiễm nghiêm trọng, các đơn vị tạm dừng hoạt động.",
    ]


def test_a_dash_inside_a_broken_name_is_no_bullet() -> None:
    text = "Giao Sở Lao động\n- Thương binh và Xã hội chủ trì, phối hợp với các sở, ngành liên quan tổ chức thực hiện nhiệm vụ này.\n"
    assert len(_read(text)) == 1


def test_an_order_behind_a_point_begins_a_paragraph() -> None:
    text = (
        "1. Sở Y tế cập nhật tình hình dịch bệnh, báo cáo Bộ Y tế hằng ngày theo quy định, không để chậm trễ.\n"
        "Giao Trung tâm Y tế tổ chức trực dịch 24/24 giờ, chuẩn bị đủ thuốc, vật tư và phương tiện cấp cứu lưu động.\n"
    )
    assert len(_read(text)) == 2


def test_words_below_a_heading_in_bold_begin_for_themselves() -> None:
    text = "**4. Báo và Đài Phát thanh, Truyền\nhình Thủ đô**\nPhối hợp tuyên truyền về thương\nmại điện tử.\n\n**5. Các hội**\nTham gia.\n"
    assert _read(text) == [
        "4. Báo và Đài Phát thanh, Truyền hình Thủ đô",
        "Phối hợp tuyên truyền về thương mại điện tử.",
        "5. Các hội",
        "Tham gia.",
    ]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aĐ1.-)*: \n\f|~IVX", max_size=300))
def test_no_text_is_too_strange(text: str) -> None:
    found = paragraphs(DocumentText(text), Span(0, len(text)))
    assert all(each.start <= each.words_start <= each.end <= len(text) for each in found)
    assert all(one.end <= two.start for one, two in pairwise(found))


def test_who_may_be_asked_is_a_paragraph_of_its_own() -> None:
    text = (
        "- Lập danh sách hộ cần rà soát theo mẫu số 01, gửi về phòng chậm nhất ngày 15/10/2025.\n"
        "Mọi vướng mắc liên hệ đồng chí Hà để được hướng dẫn.\n"
    )
    assert len(_read(text)) == 2


def test_a_line_that_ends_within_a_name_goes_on() -> None:
    text = "**Điều 2. **Sở\nCông Thương có trách nhiệm quản lý chợ.\n**Điều 4. **Chánh\nVăn phòng UBND tỉnh thi hành Quyết định này./.\n"
    assert [each.split(" ", 2)[0] for each in _read(text)] == ["Điều", "Điều"]


def test_a_page_break_that_a_file_spells_out_is_no_line() -> None:
    text = "Tổng cục Thuế đề nghị Cục Thuế các tỉnh thành phố\n\n--- PAGE BREAK ---\n\n2\n\ntrực thuộc Trung ương thực hiện:\n"
    assert len(_read(text)) == 1
