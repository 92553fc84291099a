"""What stands under what, and which lines say who leads."""

from __future__ import annotations

import time

from models.intake.documents.document_text import DocumentText, Span
from models.intake.documents.tasks.items import Item
from models.intake.documents.tasks.structure import items_of, quotations


def _items(text: str) -> tuple[DocumentText, tuple[Item, ...]]:
    document = DocumentText(text)
    return document, items_of(document, Span(0, len(text)))


def _by(items: tuple[Item, ...], words: str) -> Item:
    return next(item for item in items if words in " ".join(item.flat.split()))


TREE = """Chủ tịch UBND tỉnh yêu cầu các sở, ngành thực hiện các nội dung sau:
I. NHIỆM VỤ CHUNG
1. Sở Nội vụ:
a) Tham mưu kế hoạch.
- Xây dựng dự thảo;
+ Lấy ý kiến các đơn vị.
b) Theo dõi việc thực hiện.
Báo cáo kết quả với UBND tỉnh.
2. Sở Tài chính bố trí kinh phí.
II. TỔ CHỨC THỰC HIỆN
1. Các sở, ngành thực hiện Kế hoạch này.
"""


def test_items_stand_under_their_headings() -> None:
    _, items = _items(TREE)
    parents = {" ".join(item.flat.split())[:24]: " ".join(item.parent.flat.split())[:24] if item.parent else None for item in items}
    assert parents == {
        "Chủ tịch UBND tỉnh yêu c": None,
        "NHIỆM VỤ CHUNG": "Chủ tịch UBND tỉnh yêu c",
        "Sở Nội vụ:": "NHIỆM VỤ CHUNG",
        "Tham mưu kế hoạch.": "Sở Nội vụ:",
        "Xây dựng dự thảo;": "Tham mưu kế hoạch.",
        "Lấy ý kiến các đơn vị.": "Xây dựng dự thảo;",
        "Theo dõi việc thực hiện.": "Sở Nội vụ:",
        "Báo cáo kết quả với UBND": "Sở Nội vụ:",
        "Sở Tài chính bố trí kinh": "NHIỆM VỤ CHUNG",
        "TỔ CHỨC THỰC HIỆN": "Chủ tịch UBND tỉnh yêu c",
        "Các sở, ngành thực hiện ": "TỔ CHỨC THỰC HIỆN",
    }


def test_flat_keeps_every_letter_at_its_place() -> None:
    document, items = _items("**1. Sở\nNội vụ**\n\na) Tham mưu\nkế hoạch *năm* 2025.\n")
    for item in items:
        assert len(item.flat) == item.words.end - item.words.start
        for at, letter in enumerate(item.flat):
            assert letter in (document.text[item.words.start + at], " ")


BLOCK = """1. Rà soát, kiện toàn đội ngũ
- Rà soát đội ngũ công chức.
- Kiện toàn tổ công tác.
Đơn vị chủ trì: Sở Nội vụ.
Đơn vị phối hợp: Sở Tư pháp;
Thời gian thực hiện: Quý IV năm 2025.
- Tổ chức tập huấn.
Đơn vị chủ trì: Sở Tư pháp; thời gian: hằng năm.
2. Tổ chức kiểm tra
- Cơ quan thực hiện: Thanh tra tỉnh.
"""


def test_lines_of_a_block_are_slots_of_the_tasks_before_them() -> None:
    document, items = _items(BLOCK)
    told = {" ".join(item.flat.split()): [(slot.name, document.said(slot.span)) for slot in item.slots] for item in items}
    first = [("lead", "Sở Nội vụ."), ("partner", "Sở Tư pháp"), ("time", "Quý IV năm 2025.")]
    assert told == {
        "Rà soát, kiện toàn đội ngũ": [],
        "Rà soát đội ngũ công chức.": first,
        "Kiện toàn tổ công tác.": first,
        "Tổ chức tập huấn.": [("lead", "Sở Tư pháp"), ("time", "hằng năm.")],
        "Tổ chức kiểm tra": [("lead", "Thanh tra tỉnh.")],
    }


def test_slips_of_a_scan_do_not_hide_a_slot() -> None:
    _, items = _items("- Rà soát đội ngũ công chức.\nDơn vị chu trì: Sở Nội vụ.\n")
    assert [slot.name for slot in items[0].slots] == ["lead"]


def test_time_and_place_of_a_meeting_are_no_block() -> None:
    _, items = _items(
        "Kính mời các đồng chí dự họp.\nChủ trì: Đồng chí Chủ tịch UBND xã.\nThời gian: 8 giờ 00.\nĐịa điểm: Phòng họp số 1.\n"
    )
    assert [item.slots for item in items] == [()]


def test_a_time_alone_is_that_of_the_point_before_it() -> None:
    _, items = _items("a) Sở Tư pháp chủ trì biên soạn tài liệu.\nThời gian thực hiện: Quý III năm 2025.\nb) Sở Nội vụ tổ chức tập huấn.\n")
    assert [[slot.name for slot in item.slots] for item in items] == [["time"], []]


def test_a_heading_and_its_words_in_one_item() -> None:
    document, items = _items("- Về nguồn vật liệu: tiếp tục hỗ trợ các chủ đầu tư.\n")
    assert items[0].heading is not None
    assert document.said(items[0].heading) == "Về nguồn vật liệu"
    assert _by(items, "tiếp tục").opens is False


def test_a_part_number_that_a_scan_spoilt_is_the_next_one() -> None:
    _, items = _items("I. MỤC ĐÍCH\nNâng cao.\nII. NỘI DUNG\nRà soát.\nHI. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế tổng hợp.\n")
    assert [item.number for item in items if item.kind == "part"] == ["I", "II", "III"]


def test_lines_of_a_block_before_its_tasks_and_leads_in_a_heading() -> None:
    _, items = _items(
        "1. Phát triển nền tảng số\nChủ trì: Sở A.\nThời gian: Quý II/2026.\n- Nâng cấp trung tâm dữ liệu.\n- Xây dựng kho dữ liệu.\n"
        "2. Chuyển đổi số (Cơ quan chủ trì: Sở B; thời gian: thường xuyên)\n- Tích hợp dữ liệu.\n"
    )
    told = {" ".join(item.flat.split()): [slot.name for slot in item.slots] for item in items if item.kind == "bullet"}
    assert told == {
        "Nâng cấp trung tâm dữ liệu.": ["lead", "time"],
        "Xây dựng kho dữ liệu.": ["lead", "time"],
        "Tích hợp dữ liệu.": ["lead", "time"],
    }


def test_the_closing_sentence_stands_under_no_point() -> None:
    text = "III. TỔ CHỨC THỰC HIỆN\n\n1. Các hiệp hội\n\nPhối hợp tuyên truyền.\n\nTrên đây là Kế hoạch, yêu cầu các sở triển khai./.\n"
    _, items = _items(text)
    assert _by(items, "Phối hợp").parent is _by(items, "Các hiệp hội")
    assert _by(items, "Trên đây").parent is None


def test_a_part_whose_point_a_scan_lost_is_a_part() -> None:
    _, items = _items(
        "I. MỤC ĐÍCH, YÊU CẦU\n\n1. Mục đích\n\nII NỘI DUNG\n\n1. Tập huấn.\n\nII KINH PHÍ\n\nlV, TỔ CHỨC THỰC HIỆN\n\n1. Các sở.\n"
    )
    assert [item.number for item in items if item.kind == "part"] == ["I", "II", "III", "IV"]


def test_what_stands_behind_a_quotation_does_not_stand_under_it() -> None:
    quoted = "“Điều 9. Thời điểm\n\n1. Bên bán lập hóa đơn.\n\n2. Bên mua trả tiền.”"
    text = f"Tại Nghị định số 123 quy định:\n\n{quoted}\n\nĐề nghị Thuế tỉnh kiểm tra.\n"
    _, items = _items(text)
    assert _by(items, "Bên mua").parent is _by(items, "Thời điểm")
    assert _by(items, "Thuế tỉnh").parent is _by(items, "Tại Nghị định")


def test_words_in_quotation_marks_begin_no_quotation() -> None:
    assert quotations(["“Tết vì người nghèo” được phát động.", "Sở Y tế phát động “Tháng hành động”."]) == []
    assert quotations(["Luật quy định:", "“1. Bên bán", "2. Bên mua.”", "Sở Y tế."]) == [(1, 2)]


def test_who_takes_part_is_a_line_of_a_plan_too() -> None:
    _, items = _items(
        "1. Hội nghị lần thứ nhất\n1.1. Nội dung: Hiệp thương về cơ cấu.\n- Thời gian: Ngày 05/12/2025.\n- Thành phần: Các tổ chức.\n"
        "- Đơn vị chủ trì: Ban Thường trực.\n2. Hội nghị lần thứ hai\n"
    )
    assert {"time", "lead"} <= {slot.name for slot in _by(items, "Hiệp thương").slots}


def test_blanks_behind_what_opens_a_list_take_no_time() -> None:
    begun = time.perf_counter()
    _items(f"Yêu cầu thực hiện các nội dung sau{' ' * 60_000}x\n1. Sở Y tế báo cáo.")
    assert time.perf_counter() - begun < 2
