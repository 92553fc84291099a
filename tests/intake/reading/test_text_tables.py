"""Text tables: letters, separators, records."""

import codecs
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import OfficeError
from models.intake.lettering.letters import decoded
from models.intake.lettering.old_codings import TCVN3
from models.intake.workbooks.reading.delimited import MOST_COLUMNS, delimiter_of
from tests.code_pages import in_cp1258
from tests.intake.reading.made_files import answer, cells, read

WORDS = "STT;Nội dung nhiệm vụ;Thời hạn\r\n1;Rà soát quy hoạch chung xã Hoài Ân;30/11/2026\r\n2;Báo cáo kết quả thực hiện;Quý IV\r\n"
ROWS = {1: ("STT", "Nội dung nhiệm vụ", "Thời hạn"), 2: ("1", "Rà soát quy hoạch chung xã Hoài Ân", "30/11/2026")}


def in_tcvn3(text):
    letters = {modern: old for old, modern in TCVN3.items()}
    return "".join(letters.get(letter, letter) for letter in text).encode("cp1252")


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (WORDS.encode("utf-8"), "utf-8"),
        (WORDS.encode("utf-8-sig"), "utf-8-sig"),
        (WORDS.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), "utf-16"),
        (WORDS.encode("utf-16-le"), "utf-16-le"),
        (WORDS.encode("utf-16-be"), "utf-16-be"),
        (in_cp1258(WORDS), "cp1258"),
        (in_tcvn3(WORDS), "windows-1252"),
        (WORDS.encode("utf-8").decode("cp1252", "ignore").encode("utf-8"), "utf-8"),
        (WORDS.encode("utf-8")[:-1] + b"\xe1", "utf-8"),
    ],
    ids=["utf8", "utf8 mark", "utf16 le mark", "utf16 be mark", "utf16 le", "utf16 be", "cp1258", "tcvn3", "some lost", "cut letter"],
)
def test_letters(content, encoding):
    book = read(content)
    assert book.encoding == encoding
    if encoding != "utf-8" or b"\xc3\xa1" not in content:
        assert {row.number: row.cells for row in book.sheets[0].rows[:2]} == ROWS


def test_a_text_that_was_written_as_utf_8_twice_is_mended():
    twice = WORDS.encode("utf-8").decode("latin-1").encode("utf-8")
    assert cells(twice)[2] == ROWS[2]


def test_a_broken_letter_does_not_make_it_another_coding():
    content = (WORDS * 20).encode("utf-8").replace("Rà soát".encode(), b"R\xff so\xc3\xa1t", 1)
    assert read(content).encoding == "utf-8"
    assert cells(content)[5] == ROWS[2]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_separator_is_the_one_most_records_agree_on(delimiter):
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter)
    writer.writerow(["DANH MỤC; NHIỆM VỤ, GIAO"])
    writer.writerow([])
    for number in range(30):
        writer.writerow([number, f"Việc {number}, kèm theo; phụ lục", "a, b, c" if number % 3 else "", "x\ty|z", f"{number}/11/2026"])
    content = stream.getvalue().encode()
    assert read(content).delimiter == delimiter
    found = cells(content)
    assert found[5] == ("2", "Việc 2, kèm theo; phụ lục", "a, b, c", "x\ty|z", "2/11/2026")
    assert 2 not in found


def test_the_line_that_names_the_separator_is_no_row():
    assert cells(b"sep=|\r\na|b;c\r\n") == {1: ("a", "b;c")}


def test_one_column_without_any_separator():
    assert cells("Tên\nMột\nHai\n".encode()) == {1: ("Tên",), 2: ("Một",), 3: ("Hai",)}


def test_rows_are_numbered_by_record_not_by_line():
    assert cells(b'a;b\n"1\n2\n3";x\n\ny;z\n') == {1: ("a", "b"), 2: ("1\n2\n3", "x"), 4: ("y", "z")}


def test_a_text_forced_by_a_formula_is_its_text():
    assert cells(b'a,b\n="0912345678",="007"\n=1+1,@x\n') == {1: ("a", "b"), 2: ("0912345678", "007"), 3: ("=1+1", "@x")}


def test_a_quotation_mark_that_nobody_closed_swallows_nothing():
    lines = ["a;b", 'x;"y'] + [f"{number};Việc số {number} của xã" for number in range(9_000)]
    found = cells("\n".join(lines).encode())
    assert found[2] == ("x", '"y')
    assert found[9_002] == ("8999", "Việc số 8999 của xã")


def test_the_last_quotation_mark_not_closed_swallows_no_rows():
    assert cells(b'a;b\n"1\n2";x\n3;"y\n4;z\n5;w\n') == {1: ("a", "b"), 2: ("1\n2", "x"), 3: ("3", '"y'), 4: ("4", "z"), 5: ("5", "w")}


def test_nuls_are_left_out():
    assert cells(b"a;b\nx\0y;z" + b" " * 200) == {1: ("a", "b"), 2: ("xy", "z" + " " * 200)}


def test_too_many_columns_are_refused():
    with pytest.raises(OfficeError) as caught:
        read(b"," * (MOST_COLUMNS + 1))
    assert caught.value.code == "sheet_too_wide"


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=8), min_size=2, max_size=5), min_size=1))
def test_whatever_the_cells_hold_it_is_read(rows):
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    content = stream.getvalue().encode()
    assert answer(content) in ("read", "unknown_file_kind", "not_a_workbook", "sheet_empty")


@given(st.binary(max_size=400))
def test_whatever_the_bytes_are_they_are_a_book_or_a_refusal(content):
    assert answer(content) in ("read", "unknown_file_kind", "not_a_workbook", "sheet_empty")


@given(st.text(max_size=200))
def test_utf_8_is_what_was_written(text):
    written, encoding = decoded(text.encode("utf-8", "surrogatepass"))
    if encoding == "utf-8" and written.isascii():
        assert written == text


def test_the_separator_of_nothing():
    assert delimiter_of("") == ","
