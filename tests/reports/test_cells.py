"""Cells: text stays text whatever it holds, dates are dates, formulas carry their values."""

from __future__ import annotations

from datetime import date, datetime
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import to_excel

from models.reports.cells import TEXT_LIMIT, RowWriter, day_number, moment_number, plain_text

STYLES = {(style, column, quoted): 10 * column + quoted for style in ("plain",) for column in range(3) for quoted in (False, True)}


def cell(value: object, formula: str = "") -> ET.Element:
    row = ET.fromstring(RowWriter(3, STYLES).row(7, 15.84, "plain", [value], [formula]))
    assert row.attrib == {"r": "7", "ht": "15.84"}
    return row[0]


@given(st.text(st.characters(), max_size=200))
def test_any_text_is_well_formed_and_reads_back(text: str) -> None:
    found = cell(text)
    written = "".join(found.itertext())
    assert written.replace("_x005F_", "_") == plain_text(text)[0].replace("_x005F_", "_")
    assert found.get("t") == ("inlineStr" if text else None)
    assert found.find("f") is None


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x.vn";"xem")', "+84905123218", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_looks_like_a_formula_is_marked_as_text(text: str) -> None:
    found = cell(text)
    assert (found.get("t"), found.get("s")) == ("inlineStr", "1")


@pytest.mark.parametrize("text", ["Hộ tịch", "06/CT-UBND", "a=b", " =1", "😀"])
def test_other_text_is_not_marked(text: str) -> None:
    assert cell(text).get("s") == "0"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\x00b\x07c\x1fd", "abcd"),
        ("một\r\nhai\rba\tbốn", "một\nhai\nba\tbốn"),
        ("\ud800x\udfff", "x"),
        ("\ufffe\uffff", ""),
        ("\x7f\x9f giữ", "\x7f\x9f giữ"),
        ("👨‍👩‍👧 nhà", "👨‍👩‍👧 nhà"),
    ],
)
def test_characters_that_xml_forbids_are_left_out(text: str, kept: str) -> None:
    assert plain_text(text) == (kept, False)


@pytest.mark.parametrize(
    ("text", "cut"), [("x" * TEXT_LIMIT, False), ("x" * (TEXT_LIMIT + 1), True), ("😀" * 16_383, False), ("😀" * 16_384, True)]
)
def test_long_texts_are_cut_with_a_mark(text: str, cut: bool) -> None:
    kept, was_cut = plain_text(text)
    assert was_cut == cut
    assert len(kept.encode("utf-16-le")) // 2 <= TEXT_LIMIT
    assert kept.endswith("[đã cắt bớt]") == cut
    assert len(kept) > 16_000


def test_cuts_are_counted() -> None:
    writer = RowWriter(3, STYLES)
    writer.row(1, 15, "plain", ["x" * 40_000, "kept", "y" * 40_000])
    assert writer.cut == 2


def test_what_spreadsheets_would_unescape_is_escaped() -> None:
    assert "".join(cell("_x0041_ _x00_").itertext()) == "_x005F_x0041_ _x00_"


@given(st.dates(date(1900, 3, 1), date(9999, 12, 31)))
def test_days_are_counted_as_spreadsheets_do(day: date) -> None:
    assert day_number(day) == to_excel(day)


@given(st.datetimes(datetime(1900, 3, 1), datetime(9999, 12, 31)))
def test_moments_are_counted_as_spreadsheets_do(moment: datetime) -> None:
    assert moment_number(moment) == pytest.approx(to_excel(moment), abs=1e-8)


@pytest.mark.parametrize(
    ("value", "text"), [(date(1, 2, 3), "03/02/0001"), (date(1900, 2, 28), "28/02/1900"), (datetime(1890, 5, 19, 7, 5), "19/05/1890 07:05")]
)
def test_days_before_spreadsheets_begin_are_text(value: date, text: str) -> None:
    assert "".join(cell(value).itertext()) == text


@pytest.mark.parametrize(("value", "written"), [(12, "12"), (0, "0"), (-3, "-3"), (0.5, "0.5"), (1 / 3, repr(1 / 3))])
def test_numbers_are_numbers(value: float, written: str) -> None:
    found = cell(value)
    assert (found.get("t"), found.findtext("v")) == (None, written)


@pytest.mark.parametrize("empty", [None, ""])
def test_empty_cells_keep_their_border(empty: str | None) -> None:
    found = cell(empty)
    assert (found.attrib, len(found)) == ({"r": "A7", "s": "0"}, 0)


@pytest.mark.parametrize(
    ("value", "kind", "written"), [(5, None, "5"), (0.25, None, "0.25"), ("", "str", ""), (None, "str", ""), ("<&>", "str", "<&>")]
)
def test_formulas_carry_their_value(value: object, kind: str | None, written: str) -> None:
    found = cell(value, 'IF(A1<2,"&",B1)')
    assert (found.get("t"), found.findtext("f"), found.findtext("v")) == (kind, 'IF(A1<2,"&",B1)', written)


@pytest.mark.parametrize("value", [object(), b"x"])
def test_other_things_are_no_cells(value: object) -> None:
    with pytest.raises(TypeError):
        cell(value)
    with pytest.raises(TypeError):
        cell(value, "A1")
