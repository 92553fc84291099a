"""Names in capitals as they are written in a sentence, and what a scan made of them."""

from __future__ import annotations

import pytest

from models.intake.documents.head.vocabulary import head_words, is_place, nearest_agency, sentence_case, unglued, whole_names


@pytest.mark.parametrize(
    ("printed", "written", "mended"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK", "Ủy ban nhân dân tỉnh Đắk Lắk", False),
        ("UỶ BAN NHÂN ĐÂN TỈNH BẮC GIANG", "Ủy ban nhân dân tỉnh Bắc Giang", True),
        ("ỦY BAN NHÂN DÂN TĨNH QUANG NGAI", "Ủy ban nhân dân tỉnh Quảng Ngãi", True),
        ("ỦY BAN NHÂN DÂN XÃ TRIỆU PHONG", "Ủy ban nhân dân xã Triệu Phong", False),
        ("ỦY BAN NHÂN DÂN PHƯỜNG TÂN AN", "Ủy ban nhân dân phường Tân An", False),
        ("UBND XÃ THANH HÒA", "UBND xã Thanh Hòa", False),
        ("CÔNG AN TĨNH SƠN LA", "Công an tỉnh Sơn La", True),
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "Sở Giáo dục và Đào tạo", False),
        ("SỞ THÔNG TIN VÀ TRUYÊN THÔNG", "Sở Thông tin và Truyền thông", True),
        ("BAN QUẢN LÝ CÁC KCN", "Ban Quản lý các KCN", False),
        ("VĂN PHÒNG HĐND VÀ UBND TỈNH LAI CHÂU", "Văn phòng HĐND và UBND tỉnh Lai Châu", False),
        ("TRƯỜNG THPT ĐỐC BINH KIỀU", "Trường THPT Đốc Binh Kiều", False),
        ("TRUNG TÂM Y TẾ KHU VỰC TÂN AN", "Trung tâm Y tế khu vực Tân An", False),
    ],
)
def test_names_of_agencies(printed: str, written: str, mended: bool) -> None:
    assert sentence_case(printed) == (written, mended)


@pytest.mark.parametrize(
    ("glued", "apart"),
    [
        ("ĐẢNGỦYXÃTÂNHỒNG", "ĐẢNG ỦY XÃ TÂN HỒNG"),
        ("BỘCÔNG AN", "BỘ CÔNG AN"),
        ("TỈNHPHÚ THỌ", "TỈNH PHÚ THỌ"),
        ("THỦ TUONG CHINH PHU", "THỦ TUONG CHINH PHU"),
        ("NGHIÊNG NGHIÊNG", "NGHIÊNG NGHIÊNG"),
        ("Nguyễnvăn", "Nguyễnvăn"),
        ("KRÔNG PẮC", "KRÔNG PẮC"),
        ("TTPVHCC", "TTPVHCC"),
    ],
)
def test_blanks_that_a_scan_lost(glued: str, apart: str) -> None:
    assert unglued(glued) == apart


@pytest.mark.parametrize(
    ("spoilt", "meant"), [("Tong cyc Thuế", "Tổng cục Thuế"), ("Sở Xqy dung", "Sở Xây dựng"), ("Sở Nội vụ", ""), ("Vườn cây", "")]
)
def test_spoilt_names(spoilt: str, meant: str) -> None:
    assert nearest_agency(spoilt) == meant


@pytest.mark.parametrize(
    ("name", "known"), [("Bình Định", True), ("Huế", True), ("hoài ân", True), ("Khanh Hoa", True), ("Xứ Sở", False), ("", False)]
)
def test_places(name: str, known: bool) -> None:
    assert is_place(name) is known


def test_whole_names_do_not_go_on() -> None:
    assert "bo tai chinh" in whole_names()
    assert "ubnd tinh gia lai" in whole_names()
    assert "so nong nghiep" not in whole_names()


def test_the_tables_hold_no_word_twice() -> None:
    for name, words in head_words().items():
        assert len(words) == len(set(words)), name
        assert all(word == word.strip() and word for word in words), name
