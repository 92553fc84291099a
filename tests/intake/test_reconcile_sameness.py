"""What makes a difference between two texts, numbers and moments, and what does not."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.intake.reconcile.sameness import same_number, same_phone, same_procedure, same_text, same_time, same_title, text_key
from models.intake.reconcile.scope import days_of_title


@pytest.mark.parametrize(
    ("compare", "ours", "theirs", "same"),
    [
        (same_text, "Nguyễn Thị Hoà", "NGUYỄN THỊ HÒA", True),
        (same_text, "Thôn 3, xã Ân Tường", "Thôn 3 - xã Ân Tường.", True),
        (same_text, "Trần Văn Thuý", "Trần Văn Thúy", True),
        (same_text, "Trần Thị Hạnh", "Trần Thị Hành", False),
        (same_text, "Lê Văn Đạt", "Lê Văn Dạt", False),
        (same_text, "Lê Thị Lan", "Lê Thị Lân", False),
        (same_number, "05/CT-UBND", "5 /CT-UBND", True),
        (same_number, "05/CT-UBND", "50/CT-UBND", False),
        (same_number, "105/UBND-VX", "15/UBND-VX", False),
        (same_procedure, "1.004873", "1.004873.000.00.00.H21", True),
        (same_procedure, "1.004873", "1,004873", True),
        (same_procedure, "1.004873", "1.004874", False),
        (same_phone, "0905123218", "+84 905 123 218", True),
        (same_phone, "0905123218", "905.123.218", True),
        (same_phone, "0905123218", "0905123219", False),
        (same_title, "Thủ tục đăng ký khai sinh", "Đăng ký khai sinh", True),
        (same_title, "Lĩnh vực: Hộ tịch", "Hộ tịch", True),
        (same_title, "Đăng ký khai sinh", "Đăng ký khai tử", False),
        (same_time, datetime(2026, 11, 2, 9, 15), datetime(2026, 11, 2, 9, 15, 42), True),
        (same_time, datetime(2026, 11, 2, 9, 15), datetime(2026, 11, 2), True),
        (same_time, datetime(2026, 11, 2), date(2026, 11, 2), True),
        (same_time, datetime(2026, 11, 2, 9, 15), datetime(2026, 11, 2, 9, 16), False),
        (same_time, datetime(2026, 11, 2), datetime(2026, 11, 3), False),
        (same_time, datetime(2026, 11, 2), None, False),
    ],
)
def test_what_is_the_same(compare, ours, theirs, same):
    assert compare(ours, theirs) is same
    assert compare(theirs, ours) is same


@given(st.text(max_size=60))
def test_unicode_form_and_capitals_make_no_difference(text):
    key = text_key(text)
    assert text_key(unicodedata.normalize("NFD", text)) == key
    assert text_key(f"  {text}  ") == key


@given(st.lists(st.sampled_from(["an", "đất", "hộ", "nghèo", "2026", "xã", "khuỷu", "ngoài"]), min_size=1, max_size=8))
def test_spaces_and_signs_make_no_difference(words):
    assert text_key(" ".join(words)) == text_key(" , ".join(words).upper())


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)), st.integers(0, 59))
def test_seconds_make_no_difference(moment, seconds):
    assert same_time(moment.replace(second=0), moment.replace(second=seconds))
    assert not same_time(moment, moment + timedelta(days=1))


@pytest.mark.parametrize(
    ("title", "days"),
    [
        ("DANH SÁCH HỒ SƠ từ ngày 01/10/2026 đến ngày 31/10/2026", [date(2026, 10, 1), date(2026, 10, 31)]),
        ("Từ 15/10/2026 đến hết ngày 14/11/2026", [date(2026, 10, 15), date(2026, 11, 14)]),
        ("Kỳ báo cáo tháng 02/2028", [date(2028, 2, 1), date(2028, 2, 29)]),
        ("Tháng 12 năm 2026", [date(2026, 12, 1), date(2026, 12, 31)]),
        ("Danh sách tháng 13/2026", []),
        ("Từ ngày 31/02/2026 đến ngày 05/03/2026", [date(2026, 3, 5)]),
        ("Danh sách hồ sơ", []),
    ],
)
def test_the_period_of_a_title(title, days):
    assert days_of_title(title) == days
