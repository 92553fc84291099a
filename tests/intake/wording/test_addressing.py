"""To whom a task is addressed."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.intake.wording.addressing import Addressed, Addressing
from models.intake.wording.office_facts import OfficeFacts
from models.registers.staff import DepartmentRow, OfficialRow, Staff

COMMUNE = Addressing(OfficeFacts("UBND xã Hoài Ân", "commune", "Gia Lai"))
WARD = Addressing(OfficeFacts("UBND phường Quy Nhơn", "ward", "Gia Lai"))
ZONE = Addressing(OfficeFacts("UBND đặc khu Phú Quý", "special_zone", "Lâm Đồng"))


@pytest.mark.parametrize(
    "text",
    [
        # by name
        "UBND xã Hoài Ân", "Xã Hoài Ân", "UBND X. Hoài Ân", "Ủy ban nhân dân xã Hoài Ân", "UỶ BAN NHÂN DÂN XÃ HOÀI ÂN", "Hoài Ân",
        "UBND Hoài Ân", "UBND xã Hoài Ân, tỉnh Gia Lai", "Chủ tịch UBND xã Hoài Ân", "Trạm Y tế xã Hoài Ân", "UBND xã: Hoài Ân",
        "UBND xa\u0303 Hoa\u0300i A\u0302n",
        # in a list
        "UBND các xã: Ia Ly, Ia Krái, Hoài Ân", "UBND các xã Ia Ly, Ia Krái và Hoài Ân", "Các xã: Ân Hảo, Hoài Ân",
        "UBND các xã: Ân Hảo - Hoài Ân", "Sở Y tế; UBND xã Hoài Ân",
        # as a group
        "UBND các xã, phường", "UBND cấp xã", "các địa phương", "Các xã, phường", "UBND các xã, phường, đặc khu", "100% xã",
        "135 xã, phường",
        "các xã trên địa bàn", "UBND các xã", "UBND các xã, phường trên địa bàn tỉnh", "UBND 135 xã, phường", "UBND CÁC XÃ, PHƯỜNG",
        "Các sở, ban, ngành; UBND các xã, phường", "Các sở, ban, ngành, địa phương", "UBND xã, phường", "UBND xã/phường", "các xã còn lại",
        "UBND các xã (trừ xã Ân Hảo)", "Chủ tịch UBND các xã, phường", "Công an các xã, phường", "UBND các xã biên giới",
        "UBND các xã liên quan", "Chính quyền các xã, phường", "Các cơ quan, đơn vị, địa phương",
        "Toàn tỉnh", "Trên địa bàn tỉnh", "Các cấp, các ngành", "Các đơn vị, địa phương trong tỉnh",
        "Các cơ quan, đơn vị trên địa bàn tỉnh",
        # bodies and people of ours
        "Phòng KT", "P. VH-XH", "P.VHXH", "Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "VP HĐND&UBND", "Văn phòng HĐND và UBND", "Văn phòng",
        "TTPVHCC", "Trung tâm PVHCC", "Trung tâm Phục vụ hành chính công xã", "Trạm Y tế xã", "Công an xã", "Ban CHQS xã",
        "Ban Chỉ huy quân sự xã", "Hội Nông dân xã", "Trưởng các thôn", "Mặt trận Tổ quốc xã", "Đoàn Thanh niên xã", "Thôn Gia Chiểu 2",
        "Trường THCS số 2", "Chủ tịch UBND xã", "Công chức Tư pháp - Hộ tịch", "UBND xã", "Nguyễn Văn A", "Đ/c Lê Văn B",
    ],
)  # fmt: skip
def test_what_means_our_commune(text):
    assert COMMUNE.is_ours(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sở Y tế", "UBND các phường", "UBND các phường: Diên Hồng, Bình Định", "UBND các phường: Hoài Ân, Bình Định",
        "UBND các xã: Kon Chiêng, Cát Tiến, Ia Dreh", "UBND các xã Ia Ly, Ia Krái", "UBND các xã: A và B", "UBND xã Ân Hảo",
        "UBND xã Hoài Ân Tây", "Phường Hoài Ân", "Công an xã Ân Hảo", "UBND các xã (trừ xã Hoài Ân)", "UBND các xã, trừ Hoài Ân",
        "UBND các xã (không gồm Hoài Ân và Ân Hảo)",
        "Hạt Kiểm lâm Hoài Ân", "UBND các huyện, thị xã, thành phố", "UBND phường Quy Nhơn", "Thuế tỉnh", "Công an tỉnh",
        "Văn phòng UBND tỉnh", "Trung tâm Phục vụ hành chính công tỉnh", "Bảo hiểm xã hội tỉnh", "Các cơ quan, đơn vị liên quan",
        "Bộ Chỉ huy quân sự tỉnh", "Liên minh Hợp tác xã tỉnh", "Báo và Phát thanh, Truyền hình Gia Lai", "Kho bạc Nhà nước khu vực XIII",
        "Ban Quản lý Khu kinh tế tỉnh", "Chi cục Kiểm lâm", "Thanh tra tỉnh", "Văn phòng Đăng ký đất đai tỉnh", "UBND tỉnh", "Tỉnh đoàn",
        "Hội Nông dân tỉnh", "Sở Lao động - Thương binh và Xã hội", "Văn phòng Chính phủ", "Các sở, ban, ngành", "Tỉnh ủy", "", "-",
    ],
)  # fmt: skip
def test_what_means_others(text):
    assert not COMMUNE.is_ours(text)


@pytest.mark.parametrize(
    ("addressing", "text", "ours"),
    [
        (WARD, "UBND các phường", True),
        (WARD, "P. Quy Nhơn", True),
        (WARD, "các xã, phường", True),
        (WARD, "UBND cấp xã", True),
        (WARD, "Công an phường", True),
        (WARD, "Các phường: Quy Nhơn, Diên Hồng", True),
        (WARD, "UBND các xã", False),
        (WARD, "UBND các phường: Diên Hồng", False),
        (WARD, "Công an xã", False),
        (ZONE, "UBND đặc khu Phú Quý", True),
        (ZONE, "UBND các xã, phường, đặc khu", True),
        (ZONE, "UBND các xã, phường", True),
        (ZONE, "UBND các xã", False),
    ],
)
def test_each_level_has_its_groups(addressing, text, ours):
    assert addressing.is_ours(text) is ours


def test_departments_and_officials_of_the_book_are_ours():
    unit = DepartmentRow(1, "u", "Đội Quản lý trật tự", "ĐQLTT", "", 0, None)
    person = OfficialRow(1, "o", "Y Blok Niê", 1, unit.name, "official", "", "", None, None)
    staff = Staff({1: unit}, {1: person}, {"doi quan ly trat tu": (1, None), "y blok nie": (1, 1)})
    known = Addressing(OfficeFacts("UBND xã Hoài Ân", "commune", "Gia Lai", staff=staff))
    assert known.is_ours("Đội Quản lý trật tự")
    assert known.is_ours("Y Blok Niê")
    assert not COMMUNE.is_ours("Đội Quản lý trật tự")
    assert Addressing(OfficeFacts("UBND xã Hoài Ân", departments=("Đội Quản lý trật tự", "ĐQLTT"))).is_ours("ĐQLTT")


@pytest.mark.parametrize(
    ("lead", "others", "addressed"),
    [
        ("UBND xã Hoài Ân", ["Sở Y tế"], Addressed.LEAD),
        ("Sở Y tế; UBND các xã, phường", [], Addressed.LEAD),
        ("Sở Y tế", ["Sở Nội vụ", "UBND các xã, phường"], Addressed.COORDINATING),
        ("Sở Y tế", ["Sở Nội vụ"], Addressed.OTHERS),
        ("", [], Addressed.NOBODY),
        ("", ["UBND các xã"], Addressed.COORDINATING),
        ("", ["Sở Y tế"], Addressed.NOBODY),
        ("UBND phường Quy Nhơn", ["Đoàn Thanh niên"], Addressed.OTHERS),
        ("UBND xã Ân Hảo", ["Phòng Kinh tế", "Công an xã Hoài Ân"], Addressed.COORDINATING),
        ("Sở Y tế", ["Trạm Y tế xã"], Addressed.COORDINATING),
    ],
)
def test_what_a_row_is_to_us(lead, others, addressed):
    assert COMMUNE.of(lead, others) is addressed


@given(st.text(max_size=80))
def test_no_name_breaks_the_judge(text):
    assert COMMUNE.is_ours(text) in (True, False)


@pytest.mark.parametrize("said", ["các ", "100 ", "xã ", "các xã ", "( "])
def test_a_cell_of_one_word_over_and_over_is_judged_at_once(said):
    begun = time.perf_counter()
    assert COMMUNE.is_ours(said * 600) in (True, False)
    assert time.perf_counter() - begun < 2
