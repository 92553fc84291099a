"""Issuing agencies: one agency under all its spellings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import OfficeError
from models.office import Founding, Office
from models.registers import agencies
from models.registers.agencies import agency_key, normal_agency, province_kind, recognise, suggest
from tests.factories import directive_row, make_directive


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("UBND tỉnh Gia Lai", "Ủy ban nhân dân tỉnh Gia Lai"),
        ("HĐND xã", "Hội đồng nhân dân xã"),
        ("TTg", "Thủ tướng Chính phủ"),
        ("VPCP", "Văn phòng Chính phủ"),
        ("Sở KH&ĐT", "Sở Kế hoạch và Đầu tư"),
        ("Sở GD và ĐT", "Sở Giáo dục và Đào tạo"),
        ("SGDĐT", "Sở Giáo dục và Đào tạo"),
        ("Sở VHTT&DL", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội"),
        ("Sở TP", "Sở Tư pháp"),
        ("UBND TP.HCM", "Ủy ban nhân dân thành phố Hồ Chí Minh"),
        ("Phòng VH-XH", "Phòng Văn hóa - Xã hội"),
        ("Văn phòng HĐND và UBND", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân"),
        ("Sở Tư pháp", "Sở Tư pháp"),
        ("Công ty CP Xây dựng Bình Minh", "Công ty CP Xây dựng Bình Minh"),
        ("Trường Tiểu học số 2", "Trường Tiểu học số 2"),
        ("", ""),
    ],
)
def test_abbreviations_are_written_out(typed, written):
    assert normal_agency(typed) == written


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UBND tỉnh Gia Lai", "ỦY BAN NHÂN DÂN TỈNH GIA LAI"),
        ("Uỷ ban nhân dân tỉnh Gia Lai", "Ủy ban nhân dân  tỉnh Gia Lai"),
        ("Sở NN&MT", "Sở Nông nghiệp và Môi trường"),
        ("Sở Văn hóa, Thể thao và Du lịch", "Sở Văn hoá Thể thao Du lịch"),
        ("UBND TP. Hồ Chí Minh", "Uy ban nhan dan thanh pho Ho Chi Minh"),
    ],
)
def test_spellings_of_one_agency_have_one_key(one, other):
    assert agency_key(one) == agency_key(other)


def test_different_agencies_have_different_keys():
    names = ["UBND tỉnh Gia Lai", "UBND tỉnh Đắk Lắk", "HĐND tỉnh Gia Lai", "Sở Tư pháp", "Sở Tài chính", "Bộ Tài chính", "Tỉnh ủy Gia Lai"]
    assert len({agency_key(name) for name in names}) == len(names)


@given(st.text(max_size=120))
def test_any_text_can_be_an_agency(typed):
    assert agency_key(normal_agency(typed)) == agency_key(typed)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("Gia Lai", ("tỉnh", "Gia Lai")),
        ("tỉnh Gia Lai", ("tỉnh", "Gia Lai")),
        ("Huế", ("thành phố", "Huế")),
        ("đà nẵng", ("thành phố", "đà nẵng")),
        ("TP. Hồ Chí Minh", ("thành phố", "Hồ Chí Minh")),
        ("Thành phố Hà Nội", ("thành phố", "Hà Nội")),
        ("", ("tỉnh", "")),
    ],
)
def test_what_kind_of_province(typed, kind):
    assert province_kind(typed) == kind


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh Gia Lai"),
        ("ubnd TINH gia lai", "Ủy ban nhân dân tỉnh Gia Lai"),
        ("Sở NN&MT", "Sở Nông nghiệp và Môi trường"),
        ("Sở Y tế tỉnh Gia Lai", "Sở Y tế"),
        ("Tỉnh uỷ", "Tỉnh ủy Gia Lai"),
        ("Đảng uỷ xã", "Đảng ủy xã Hoài Ân"),
        ("TTg", "Thủ tướng Chính phủ"),
        ("Công ty Không Ai Biết", None),
        ("  ", None),
    ],
)
def test_common_spellings_are_known_from_the_first_day(office: Office, spelling, name):
    with office.read() as connection:
        found = recognise(connection, spelling)
        assert (agencies.load_agencies(connection, [found])[0].name if found else None) == name


def test_a_city_has_its_own_names(tmp_path):
    made = Office.found(str(tmp_path / "city"), Founding("UBND phường Thuận Hóa", "ward", "Huế"))
    with made.read() as connection:
        names = [agencies.load_agencies(connection, [recognise(connection, spelling) or 0])[0].name for spelling in ("UBND TP", "Thành uỷ")]
    made.close()
    assert names == ["Ủy ban nhân dân thành phố Huế", "Thành ủy Huế"]


def test_a_new_agency_is_learnt_with_its_document(office: Office):
    first = make_directive(office, issuing_agency="Công ty TNHH Nước sạch Bình Minh", document_number="1/CV-NS")
    second = make_directive(office, issuing_agency="CÔNG TY TNHH NƯỚC SẠCH BÌNH MINH", document_number="2/CV-NS")
    rows = [directive_row(office, found.id) for found in (first, second)]
    assert rows[0].issuing_agency_id == rows[1].issuing_agency_id is not None
    assert rows[1].issuing_agency == "CÔNG TY TNHH NƯỚC SẠCH BÌNH MINH"
    assert first.changes.touches("agency")
    assert not second.changes.touches("agency", "agency_spelling")


def test_an_agency_in_another_script_is_entered_as_text(office: Office):
    made = make_directive(office, issuing_agency="中华人民共和国大使馆")
    row = directive_row(office, made.id)
    assert (row.issuing_agency, row.issuing_agency_id) == ("中华人民共和国大使馆", None)


def test_suggestions_come_most_used_first_and_folded(office: Office):
    with office.read() as connection:
        before = [row.name for row in suggest(connection, "so", limit=50)]
    for number in range(3):
        make_directive(office, issuing_agency="Sở Y tế", document_number=f"{number}/SYT-NVY")
    make_directive(office, issuing_agency="Sở Tư pháp", document_number="9/STP-VP")
    with office.read() as connection:
        found = suggest(connection, "SO", limit=50)
        assert suggest(connection, "ubnd tinh g")[0].name == "Ủy ban nhân dân tỉnh Gia Lai"
        assert suggest(connection, "mat tran")
        assert suggest(connection, "sở zzz") == []
        assert len(suggest(connection, "", limit=4)) == 4
    assert [(row.name, row.used) for row in found[:2]] == [("Sở Y tế", 3), ("Sở Tư pháp", 1)]
    assert sorted(row.name for row in found) == sorted(before)


def test_a_taught_spelling_is_recognised(office: Office):
    with office.read() as connection:
        health = recognise(connection, "Sở Y tế")
        justice = recognise(connection, "Sở Tư pháp")
    assert health is not None
    assert justice is not None
    agencies.teach_spelling(office, agency_id=health, spelling="Ngành Y tế tỉnh")
    with office.read() as connection:
        assert recognise(connection, "ngành y tế TỈNH") == health
    with pytest.raises(OfficeError) as refused:
        agencies.teach_spelling(office, agency_id=justice, spelling="Ngành y tế tỉnh")
    assert (refused.value.code, refused.value.facts["agency"]) == ("spelling_taken", "Sở Y tế")
    office.undo()
    with office.read() as connection:
        assert recognise(connection, "Ngành Y tế tỉnh") is None


def test_a_corrected_agency_keeps_its_old_spellings(office: Office):
    made = make_directive(office, issuing_agency="Cty Điện lực", document_number="1/ĐL")
    agency_id = directive_row(office, made.id).issuing_agency_id
    assert agency_id is not None
    agencies.correct_agency(office, agency_id, name="Công ty Điện lực Gia Lai", short_name="Điện lực")
    with office.read() as connection:
        assert recognise(connection, "Cty điện lực") == recognise(connection, "Công ty điện lực Gia Lai") == agency_id
    assert directive_row(office, made.id).issuing_agency == "Cty Điện lực"
    with pytest.raises(OfficeError, match="spelling_taken"):
        agencies.correct_agency(office, agency_id, name="Sở Y tế")
    with pytest.raises(OfficeError, match="missing_content"):
        agencies.correct_agency(office, agency_id, name=" . ")
    with pytest.raises(OfficeError, match="too_long"):
        agencies.correct_agency(office, agency_id, name="a" * 201)


def test_merging_moves_spellings_and_documents_and_can_be_undone(office: Office):
    kept = make_directive(office, issuing_agency="Điện lực An Nhơn", document_number="1/ĐL")
    other = make_directive(office, issuing_agency="Cty Điện An Nhơn", document_number="2/ĐL")
    keep_id = directive_row(office, kept.id).issuing_agency_id
    merge_id = directive_row(office, other.id).issuing_agency_id
    assert keep_id is not None
    assert merge_id is not None
    agencies.merge_agencies(office, keep_id=keep_id, merge_id=merge_id)
    with office.read() as connection:
        assert recognise(connection, "CTY điện An Nhơn") == keep_id
        assert [row.used for row in agencies.load_agencies(connection, [keep_id, merge_id])] == [2]
    assert directive_row(office, other.id).issuing_agency_id == keep_id
    with pytest.raises(OfficeError, match="not_found"):
        agencies.merge_agencies(office, keep_id=merge_id, merge_id=keep_id)
    with pytest.raises(OfficeError, match="same_agency"):
        agencies.merge_agencies(office, keep_id=keep_id, merge_id=keep_id)
    office.undo()
    assert directive_row(office, other.id).issuing_agency_id == merge_id


def test_an_agency_is_entered_before_its_first_document(office: Office):
    made = agencies.add_agency(office, name="Cty Điện lực Gia Lai", short_name="PC Gia Lai", parent="EVN")
    with office.read() as connection:
        assert recognise(connection, "PC GIA LAI") == recognise(connection, "cty điện lực gia lai") == made.id
        [known] = [each for each in agencies.known_agencies(connection) if each.id == made.id]
        [row] = agencies.load_agencies(connection, [made.id or 0])
    assert (known.name, len(known.spellings)) == ("Cty Điện lực Gia Lai", 2)
    assert (row.name, row.short_name, row.parent) == ("Cty Điện lực Gia Lai", "PC Gia Lai", "EVN")
    assert directive_row(office, make_directive(office, issuing_agency="PC Gia Lai").id).issuing_agency_id == made.id
    for name, short_name, code in (
        ("Sở Y tế", "", "spelling_taken"),
        ("X", "PC Gia Lai", "spelling_taken"),
        (" . ", "", "missing_content"),
    ):
        with pytest.raises(OfficeError, match=code):
            agencies.add_agency(office, name=name, short_name=short_name)
