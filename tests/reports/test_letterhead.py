"""The head and the signature block, from what the office set."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.registers.settings import Settings
from models.reports.letterhead import letterhead

SETTINGS = Settings(office_name="UBND xã Hoài Ân", province="Gia Lai", user_name="Nguyễn Thị Hoa", signer_name="Lê Văn Nam")
DAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("name", "agency", "place"),
    [
        ("UBND xã Hoài Ân", ("ỦY BAN NHÂN DÂN", "XÃ HOÀI ÂN"), "Hoài Ân"),
        ("Ủy ban nhân dân phường Quy Nhơn", ("ỦY BAN NHÂN DÂN", "PHƯỜNG QUY NHƠN"), "Quy Nhơn"),
        ("Uỷ ban nhân dân đặc khu Phú Quốc", ("ỦY BAN NHÂN DÂN", "ĐẶC KHU PHÚ QUỐC"), "Phú Quốc"),
        ("ubnd  xã  Ia Đal ", ("ỦY BAN NHÂN DÂN", "XÃ IA ĐAL"), "Ia Đal"),
        ("Văn phòng Đảng ủy", ("VĂN PHÒNG ĐẢNG ỦY",), "Văn phòng Đảng ủy"),
    ],
)
def test_agency_and_place(name: str, agency: tuple[str, ...], place: str) -> None:
    head = letterhead(replace(SETTINGS, office_name=name), DAY)
    assert (head.agency, head.place_and_date) == (agency, f"{place}, ngày 25 tháng 11 năm 2026")


@pytest.mark.parametrize(
    ("day", "written"), [(date(2027, 2, 5), "ngày 05 tháng 02 năm 2027"), (date(2027, 3, 5), "ngày 05 tháng 3 năm 2027")]
)
def test_only_january_and_february_are_padded(day: date, written: str) -> None:
    assert letterhead(SETTINGS, day).place_and_date.endswith(written)


@pytest.mark.parametrize(
    ("title", "authority"),
    [
        ("CHỦ TỊCH", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        ("Phó Chủ tịch", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("Phó Chủ tịch Thường trực", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH THƯỜNG TRỰC")),
    ],
)
def test_a_deputy_signs_for_the_chair(title: str, authority: tuple[str, ...]) -> None:
    assert letterhead(replace(SETTINGS, signer_title=title), DAY).authority == authority


@pytest.mark.parametrize(
    ("province", "set_receiver", "receiver"),
    [
        ("Gia Lai", "", "UBND tỉnh Gia Lai"),
        ("tỉnh Gia Lai", "", "UBND tỉnh Gia Lai"),
        ("Huế", "", "UBND thành phố Huế"),
        ("Gia Lai", "Sở Tư pháp tỉnh Gia Lai", "Sở Tư pháp tỉnh Gia Lai"),
        ("", "", ""),
    ],
)
def test_receiver(province: str, set_receiver: str, receiver: str) -> None:
    assert letterhead(replace(SETTINGS, province=province, report_receiver=set_receiver), DAY).receiver == receiver


def test_people() -> None:
    head = letterhead(SETTINGS, DAY)
    assert (head.maker, head.signer, head.reporter) == ("Nguyễn Thị Hoa", "Lê Văn Nam", "UBND xã Hoài Ân")
