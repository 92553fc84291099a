"""Departments and officials: entered, corrected, ended, and recognised by the names that others write."""

from __future__ import annotations

from datetime import date

import pytest

from models.errors import OfficeError
from models.office import Office
from models.registers.staff import (
    DepartmentEntry,
    OfficialEntry,
    add_department,
    add_official,
    close_department,
    correct_department,
    correct_official,
    end_service,
    list_departments,
    list_officials,
    load_staff,
)
from tests.factories import TODAY, department_id, official_id


def names(rows) -> list[str]:
    return [row.name for row in rows]


def test_a_new_office_has_the_departments_of_a_commune_in_order(office: Office) -> None:
    with office.read() as conn:
        found = names(list_departments(conn))
    assert found == ["Văn phòng HĐND và UBND", "Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Trung tâm Phục vụ hành chính công"]


def test_officials_stand_by_department_and_given_name(office: Office) -> None:
    add_official(office, OfficialEntry("Vũ Thị An", department_id(office, "Phòng Kinh tế")))
    add_official(office, OfficialEntry("Nguyễn Văn Chủ", role="chair"))
    with office.read() as conn:
        found = names(list_officials(conn))
        of_culture = names(list_officials(conn, department_id=department_id(office, "Phòng Văn hóa - Xã hội")))
    assert found == ["Vũ Thị An", "Trần Văn Bình", "Lê Thị Cúc", "Phạm Văn Dũng", "Nguyễn Văn Chủ"]
    assert of_culture == ["Phạm Văn Dũng"]


@pytest.mark.parametrize(
    ("written", "department"),
    [
        ("Phòng Kinh tế", "Phòng Kinh tế"),
        ("PHÒNG KINH TẾ", "Phòng Kinh tế"),
        ("P. Kinh tế", "Phòng Kinh tế"),
        ("Kinh te", "Phòng Kinh tế"),
        ("Phòng VH-XH", "Phòng Văn hóa - Xã hội"),
        ("Phòng VHXH", "Phòng Văn hóa - Xã hội"),
        ("Phòng Văn hoá – Xã hội", "Phòng Văn hóa - Xã hội"),
        ("VHXH", "Phòng Văn hóa - Xã hội"),
        ("Văn phòng HĐND&UBND", "Văn phòng HĐND và UBND"),
        ("VP HĐND - UBND", "Văn phòng HĐND và UBND"),
        ("Văn phòng Hội đồng nhân dân và Ủy ban nhân dân", "Văn phòng HĐND và UBND"),
        ("Trung tâm Phục vụ HCC", "Trung tâm Phục vụ hành chính công"),
        ("Phòng Nội vụ", None),
        ("", None),
    ],
)
def test_a_department_is_recognised_as_others_write_it(office: Office, written: str, department: str | None) -> None:
    with office.read() as conn:
        staff = load_staff(conn)
        found, person = staff.recognise(written)
    assert person is None
    assert (staff.departments[found].name if found else None) == department


def test_an_official_is_recognised_with_their_department_unless_two_share_the_name(office: Office) -> None:
    economy, culture = department_id(office, "Phòng Kinh tế"), department_id(office, "Phòng Văn hóa - Xã hội")
    with office.read() as conn:
        assert load_staff(conn).recognise("lê thị cúc") == (economy, official_id(office, "Lê Thị Cúc"))
    add_official(office, OfficialEntry("Lê Thị Cúc", culture))
    with office.read() as conn:
        staff = load_staff(conn)
        assert staff.recognise("Lê Thị Cúc") == (None, None)
        assert staff.recognise("Lê Thị Cúc, Phòng Văn hóa - Xã hội")[0] == culture


def test_the_same_name_twice_is_refused_whatever_its_capitals(office: Office) -> None:
    with pytest.raises(OfficeError, match="name_taken"):
        add_department(office, DepartmentEntry("PHÒNG  KINH TẾ"))
    with pytest.raises(OfficeError, match="name_taken"):
        add_official(office, OfficialEntry("trần văn bình", department_id(office, "Phòng Kinh tế")))
    assert add_official(office, OfficialEntry("Trần Văn Bình", department_id(office, "Phòng Văn hóa - Xã hội"))).id


@pytest.mark.parametrize(
    ("entry", "code", "field"),
    [
        (OfficialEntry(" "), "missing", "name"),
        (OfficialEntry("x" * 201), "too_long", "name"),
        (OfficialEntry("Ngô Văn Em", role="king"), "bad_choice", "role"),
        (OfficialEntry("Ngô Văn Em", department_id=999), "not_found", "department_id"),
        (OfficialEntry("Ngô Văn Em", active_from=date(206, 1, 1)), "impossible_date", "active_from"),
        (OfficialEntry("Ngô Văn Em", active_from=date(2026, 5, 1), active_to=date(2026, 4, 1)), "ends_before_start", "active_to"),
    ],
)
def test_a_bad_entry_is_refused_by_its_field_and_nothing_stays(office: Office, entry: OfficialEntry, code: str, field: str) -> None:
    with office.read() as conn:
        before = list_officials(conn)
    with pytest.raises(OfficeError) as caught:
        add_official(office, entry)
    assert (caught.value.code, caught.value.field) == (code, field)
    with office.read() as conn:
        assert list_officials(conn) == before


def test_correcting_changes_only_what_is_named(office: Office) -> None:
    person = official_id(office, "Lê Thị Cúc")
    correct_official(office, person, {"phone": "0905 123 218", "department_id": department_id(office, "Phòng Văn hóa - Xã hội")})
    with office.read() as conn:
        row = load_staff(conn).officials[person]
    assert (row.name, row.phone, row.department, row.role) == ("Lê Thị Cúc", "0905 123 218", "Phòng Văn hóa - Xã hội", "official")
    with pytest.raises(OfficeError, match="not_correctable"):
        correct_official(office, person, {"uid": "x"})
    assert correct_official(office, person, {"phone": "0905 123 218"}).seq == 0


def test_a_renamed_department_keeps_its_id_and_cannot_take_anothers_name(office: Office) -> None:
    economy = department_id(office, "Phòng Kinh tế")
    correct_department(office, economy, {"name": "Phòng Kinh tế, Hạ tầng và Đô thị", "short_name": "P.KTHT"}, reason="Lên phường")
    with office.read() as conn:
        assert load_staff(conn).recognise("P.KTHT") == (economy, None)
    with pytest.raises(OfficeError, match="name_taken"):
        correct_department(office, economy, {"name": "Phòng Văn hóa - Xã hội"})


def test_who_left_is_offered_no_more_and_stays_in_the_book(office: Office) -> None:
    person = official_id(office, "Phạm Văn Dũng")
    culture = department_id(office, "Phòng Văn hóa - Xã hội")
    with pytest.raises(OfficeError, match="department_has_officials"):
        close_department(office, culture, last_day=TODAY, reason="Sáp nhập")
    end_service(office, person, last_day=TODAY, reason="Nghỉ hưu")
    close_department(office, culture, last_day=TODAY, reason="Sáp nhập")
    after = date(2026, 11, 23)
    with office.read() as conn:
        assert "Phạm Văn Dũng" in names(list_officials(conn, on=TODAY))
        assert "Phạm Văn Dũng" not in names(list_officials(conn, on=after))
        assert "Phòng Văn hóa - Xã hội" not in names(list_departments(conn, on=after))
        assert person in load_staff(conn).officials
    with pytest.raises(OfficeError, match="reason_needed"):
        end_service(office, person, last_day=TODAY, reason=" ")


def test_undo_takes_a_new_official_back(office: Office) -> None:
    add_official(office, OfficialEntry("Ngô Văn Em"))
    office.undo()
    with office.read() as conn:
        assert "Ngô Văn Em" not in names(list_officials(conn))
    office.redo()
    with office.read() as conn:
        assert "Ngô Văn Em" in names(list_officials(conn))
