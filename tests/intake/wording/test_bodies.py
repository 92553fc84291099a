"""Who leads and who takes part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.intake.wording.bodies import lead_and_others, split_bodies, tidy_lead


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Kho bạc Nhà nước khu vực XIII; Công ty Điện lực Gia Lai; Bộ Chỉ huy quân sự tỉnh",
         ["Kho bạc Nhà nước khu vực XIII", "Công ty Điện lực Gia Lai", "Bộ Chỉ huy quân sự tỉnh"]),
        ("Sở Giáo dục và Đào tạo, Công an tỉnh, các cơ quan liên quan", ["Sở Giáo dục và Đào tạo", "Công an tỉnh",
        "các cơ quan liên quan"]),
        ("- Trạm Y tế xã;\n- Phòng Văn hóa - Xã hội;\n- Hội Nông dân xã.", ["Trạm Y tế xã", "Phòng Văn hóa - Xã hội", "Hội Nông dân xã"]),
        ("Sở Văn hóa, Thể thao và Du lịch, Sở Y tế và Sở Tài chính", ["Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế", "Sở Tài chính"]),
        ("UBND các xã: Ia Ly, Ia Krái, Hoài Ân", ["UBND các xã: Ia Ly, Ia Krái, Hoài Ân"]),
        ("Sở Nội vụ, UBND các xã: Ia Ly, Hoài Ân, Sở Y tế", ["Sở Nội vụ", "UBND các xã: Ia Ly, Hoài Ân", "Sở Y tế"]),
        ("Báo và Phát thanh, Truyền hình Gia Lai, Sở Nội vụ", ["Báo và Phát thanh, Truyền hình Gia Lai", "Sở Nội vụ"]),
        ("Sở Xây dựng\nSở Tài chính\nCác cơ quan, đơn vị liên quan", ["Sở Xây dựng", "Sở Tài chính", "Các cơ quan, đơn vị liên quan"]),
        ("Sở Nông nghiệp và\nMôi trường\nSở Y tế", ["Sở Nông nghiệp và Môi trường", "Sở Y tế"]),
        ("Các sở, ban, ngành; UBND các xã, phường", ["Các sở, ban, ngành", "UBND các xã, phường"]),
        ("Văn phòng HĐND và UBND, Sở Khoa học và Công nghệ và Sở Công Thương",
         ["Văn phòng HĐND và UBND", "Sở Khoa học và Công nghệ", "Sở Công Thương"]),
        ("Phòng Văn hóa - Xã hội - Phòng Kinh tế", ["Phòng Văn hóa - Xã hội", "Phòng Kinh tế"]),
        ("Sở Lao động - Thương binh và Xã hội", ["Sở Lao động - Thương binh và Xã hội"]),
        ("Văn phòng Đoàn ĐBQH và HĐND tỉnh, Sở Nội vụ", ["Văn phòng Đoàn ĐBQH và HĐND tỉnh", "Sở Nội vụ"]),
        ("Sở Tư pháp, UBND các xã, phường, Sở Y tế, các địa phương", ["Sở Tư pháp", "UBND các xã, phường", "Sở Y tế", "các địa phương"]),
        ("1. Công an xã\n2. Trạm Y tế xã", ["Công an xã", "Trạm Y tế xã"]),
        ("Sở Y tế; Sở Y tế", ["Sở Y tế"]),
        ("", []),
        ("-", []),
    ],
)  # fmt: skip
def test_bodies_of_a_cell(text, bodies):
    assert split_bodies(text) == tuple(bodies)


@pytest.mark.parametrize(
    ("text", "lead", "others"),
    [
        ("Chủ trì: UBND các xã: Ia Púch, Hoài Ân. Phối hợp: Sở Dân tộc và Tôn giáo", "UBND các xã: Ia Púch, Hoài Ân",
        ["Sở Dân tộc và Tôn giáo"]),
        ("Chủ trì: UBND xã Hoài Ân. Phối hợp: Chi cục Kiểm lâm; Sở Văn hóa, Thể thao và Du lịch", "UBND xã Hoài Ân",
         ["Chi cục Kiểm lâm", "Sở Văn hóa, Thể thao và Du lịch"]),
        ("Chủ trì: UBND cấp xã", "UBND cấp xã", []),
        ("Sở Y tế (chủ trì), UBND các xã, phường (phối hợp)", "Sở Y tế", ["UBND các xã, phường"]),
        ("Sở Nội vụ chủ trì, phối hợp với UBND các xã", "Sở Nội vụ", ["UBND các xã"]),
        ("Phòng Kinh tế phối hợp với Công an xã, Trạm Y tế xã", "Phòng Kinh tế", ["Công an xã", "Trạm Y tế xã"]),
        ("Cơ quan chủ trì: Phòng KT\nCơ quan phối hợp: Công an xã, Trạm Y tế xã", "Phòng KT", ["Công an xã", "Trạm Y tế xã"]),
        ("CT: Sở Y tế; PH: UBND các xã", "Sở Y tế", ["UBND các xã"]),
        ("- Chủ trì: Sở Y tế\n- Phối hợp: UBND các xã", "Sở Y tế", ["UBND các xã"]),
        ("Phối hợp: Công an xã; Chủ trì: Phòng Kinh tế", "Phòng Kinh tế", ["Công an xã"]),
        ("Sở Nội vụ chủ trì; Sở Tài chính, UBND các xã phối hợp", "Sở Nội vụ", ["Sở Tài chính", "UBND các xã"]),
        ("Sở Nội vụ – chủ trì, Sở Tài chính – phối hợp", "Sở Nội vụ", ["Sở Tài chính"]),
        ("UBND các xã: An Vinh, Hoài Ân chủ trì", "UBND các xã: An Vinh, Hoài Ân", []),
        ("Sở Nội vụ, Sở Tài chính chủ trì", "Sở Nội vụ, Sở Tài chính", []),
        ("ĐVCT: Phòng Kinh tế, ĐVPH: Công an xã", "Phòng Kinh tế", ["Công an xã"]),
        ("Phòng Kinh tế (CT), Công an xã (PH)", "Phòng Kinh tế", ["Công an xã"]),
        ("+ Chủ trì: Sở Y tế\n+ Phối hợp: UBND các xã", "Sở Y tế", ["UBND các xã"]),
        ("Phòng Kinh tế / Công an xã, Trạm Y tế xã", "Phòng Kinh tế", ["Công an xã", "Trạm Y tế xã"]),
        ("Sở Nội vụ\nSở Tài chính; UBND các xã, phường", "Sở Nội vụ", ["Sở Tài chính", "UBND các xã, phường"]),
        ("UBND các xã, phường", "UBND các xã, phường", []),
        ("Phòng Kinh tế", "Phòng Kinh tế", []),
        ("", "", []),
    ],
)  # fmt: skip
def test_lead_and_coordinators_of_one_cell(text, lead, others):
    assert lead_and_others(text) == (lead, tuple(others))


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Phòng Kinh tế\nPhòng Văn hóa - Xã hội", "Phòng Kinh tế; Phòng Văn hóa - Xã hội"),
        ("UBND các xã,\nphường", "UBND các xã, phường"),
        ("Chủ trì: Phòng Kinh tế", "Phòng Kinh tế"),
        ("Trung tâm Phục vụ\nhành chính công", "Trung tâm Phục vụ hành chính công"),
    ],
)
def test_a_lead_over_several_lines(text, lead):
    assert tidy_lead(text) == (lead, ())


@given(
    st.one_of(
        st.text(max_size=100),
        st.lists(
            st.sampled_from(["Sở Y tế", "UBND các xã:", "Hoài Ân", ",", "và", "-", ";", "\n", "(chủ trì)", "Phối hợp:"]), max_size=9
        ).map(" ".join),
    )
)
def test_no_text_breaks_the_split(text):
    assert all(body.strip() for body in split_bodies(text))
    lead, others = lead_and_others(text)
    assert lead == lead.strip()
    assert all(others)
