"""Document numbers, arrival numbers and types of documents as they are written in offices."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.registers.directives.document_types import document_types, normal_document_type, type_of_number
from models.registers.directives.numbers import number_key, printed_arrival, split_arrival, split_number, tidy_number


@pytest.mark.parametrize(
    ("typed", "tidy", "parts"),
    [
        ("06/CT-UBND", "06/CT-UBND", ("06", "CT-UBND")),
        ("Số: 06 /CT-UBND ", "06/CT-UBND", ("06", "CT-UBND")),
        ("SỐ 012/CT – UBND", "012/CT-UBND", ("012", "CT-UBND")),
        ("Số 125/UBND-TH.", "125/UBND-TH", ("125", "UBND-TH")),
        ("161/2025/QĐ-UBND", "161/2025/QĐ-UBND", ("161/2025", "QĐ-UBND")),
        ("2025/UBND-VP", "2025/UBND-VP", ("2025", "UBND-VP")),
        ("06-CT/TU", "06-CT/TU", ("06", "CT/TU")),
        ("2536QĐ-TTg", "2536QĐ-TTg", ("2536", "QĐ-TTg")),
        ("12a/QĐ-UBND", "12a/QĐ-UBND", ("12a", "QĐ-UBND")),
        ("/UBND-VP", "/UBND-VP", ("", "UBND-VP")),
        ("125", "125", ("125", "")),
        ("Sở Y tế", "SởYtế", ("", "SởYtế")),
        ("", "", ("", "")),
        ("Số:", "", ("", "")),
        ("Số: 5\u200b/GM\u00a0- UBND", "5/GM-UBND", ("5", "GM-UBND")),
        ("Sô\u0301: 07/KH-UBND", "07/KH-UBND", ("07", "KH-UBND")),
    ],
)
def test_a_number_is_tidied_and_split(typed, tidy, parts):
    assert tidy_number(typed) == tidy
    assert split_number(typed) == parts


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("06/CT-UBND", "6/CT - UBND", True),
        ("012/QĐ-UBND", "Số: 12/QD-UBND", True),
        ("2536QĐ-TTg", "2536/QĐ-TTg", True),
        ("06/CT-UBND", "60/CT-UBND", False),
        ("06/CT-UBND", "06/QĐ-UBND", False),
        ("1/23-UB", "12/3-UB", False),
        ("06/CT-UBND", "06/2026/CT-UBND", False),
    ],
)
def test_spellings_of_one_number_have_one_key(one, other, same):
    assert (number_key(one) == number_key(other)) is same


@given(st.integers(1, 99_999), st.integers(1, 99_999))
def test_keys_sort_as_the_numbers_do(first, second):
    assert (number_key(f"{first}/KH-UBND") < number_key(f"{second:03d}/KH-UBND")) == (first < second)


@given(st.text(max_size=80))
def test_any_text_can_be_a_number(typed):
    tidy = tidy_number(typed)
    assert "".join(tidy.split()) == tidy
    assert tidy_number(tidy) == tidy or tidy.lower().startswith("s")
    number, symbol = split_number(typed)
    assert number in tidy
    assert symbol in tidy
    number_key(typed)
    type_of_number(typed)
    normal_document_type(typed)
    split_arrival(typed)


@given(st.integers(1, 999_999), st.sampled_from(["", "a", "b", "z"]))
def test_a_printed_arrival_number_reads_back(number, suffix):
    assert split_arrival(printed_arrival(number, suffix)) == (number, suffix)


@pytest.mark.parametrize(
    ("number", "suffix", "printed"), [(7, "", "07"), (10, "", "10"), (117, "a", "117a"), (3, "b", "03b"), (1234, "", "1234")]
)
def test_an_arrival_number_is_printed_as_on_the_stamp(number, suffix, printed):
    assert printed_arrival(number, suffix) == printed


@pytest.mark.parametrize("typed", ["", "a", "0", "117ab", "-5", "12/2026", "1234567", "mười"])
def test_what_is_no_arrival_number(typed):
    assert split_arrival(typed) is None


def test_the_decree_has_twenty_nine_types():
    administrative = [found for found in document_types() if found.kind == "administrative"]
    assert len(administrative) == 29
    assert len({found.archive_code for found in administrative}) == 29
    assert [found.abbreviation for found in document_types() if found.kind == "copy"] == ["SY", "TrS", "SL"]
    assert all("(" not in found.name for found in document_types())


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Quyết định", "Quyết định"),
        ("QUYẾT ĐỊNH", "Quyết định"),
        ("quyet dinh", "Quyết định"),
        ("Quyết định (cá biệt)", "Quyết định"),
        ("QĐ", "Quyết định"),
        ("QyĐ", "Quy định"),
        ("HĐ", "Hợp đồng"),
        ("HD", "Hướng dẫn"),
        ("CTr", "Chương trình"),
        ("CT", "Chỉ thị"),
        ("CV", "Công văn"),
        ("cv", "Công văn"),
        ("Nghị định", "Nghị định"),
        ("Giấy khen", "Giấy khen"),
        ("", ""),
    ],
)
def test_a_type_goes_by_its_official_name(typed, name):
    assert normal_document_type(typed) == name


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("06/CT-UBND", "Chỉ thị"),
        ("125/UBND-TH", "Công văn"),
        ("5095/SGDĐT-CTTTHSSV", "Công văn"),
        ("889/CV-TU", "Công văn"),
        ("4/HĐ-UBND", "Hợp đồng"),
        ("4/HD-SNV", "Hướng dẫn"),
        ("161/2025/QĐ-UBND", "Quyết định"),
        ("118/2025/NĐ-CP", "Nghị định"),
        ("246/NQ-HĐND", "Nghị quyết"),
        ("12/HĐND-VP", "Công văn"),
        ("125", ""),
        ("", ""),
    ],
)
def test_a_symbol_tells_the_type(number, name):
    assert type_of_number(number) == name


def test_the_labelled_examples_tell_their_type(shared: Path):
    labels = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((shared / "examples" / "directives").glob("*.json"))]
    named = [(found["number"], found["document_type"]) for found in labels if found.get("number") and found.get("document_type")]
    assert len(named) > 10
    assert [(number, type_of_number(number)) for number, _ in named] == named
