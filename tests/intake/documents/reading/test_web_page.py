"""Web pages: what a reader sees of them, and nothing else."""

import time

import pytest

from models.intake.documents.reading.blocks import text_of
from models.intake.documents.reading.web_page import letter_page, looks_like_page, read_page


def text(html):
    return text_of(read_page(html), "html").text


def test_lines_paragraphs_and_what_is_not_seen():
    assert text(
        "<html><head><title>Trang</title><style>p {}</style></head><body><script>x()</script><nav>Trang chủ</nav>"
        "<p>Số:&nbsp;12 <b>/CT</b>-UBND<br>hai</p><div hidden>ẩn</div><p style='display: none'>ẩn</p><p>  ba\n  bốn </p></body>"
    ) == "Số: 12 /CT-UBND\nhai\n\nba bốn"  # fmt: skip


def test_looks_and_centred_titles():
    document = text_of(read_page("<center><b>CHỈ THỊ</b><br></center><p align=center><i>Về việc</i></p><p>Lời</p>"), "html")
    assert document.text == "CHỈ THỊ\nVề việc\n\nLời"
    assert {(document.text[mark.start : mark.end], mark.look) for mark in document.marks} == {
        ("CHỈ THỊ", "bold"), ("CHỈ THỊ", "centred"), ("Về việc", "italic"), ("Về việc", "centred"),
    }  # fmt: skip


def test_tables_with_lines_are_tables_others_set_columns():
    html = (
        "<table><tr><td>UBND TỈNH<br>Số: 5</td><td>CỘNG HÒA</td></tr></table>"
        "<table border=1><tr><th>TT<th>Việc</tr><tr><td rowspan=2>1<td>A</tr><tr><td>B</tr><tr><td colspan=2>C</tr></table>"
    )
    document = text_of(read_page(html), "html")
    assert document.text.startswith("UBND TỈNH\nSố: 5\n\nCỘNG HÒA\n\nTT\nViệc\n\n1\nA\n\nB\n\nC")
    (table,) = document.tables
    assert [[document.said(span) for span in row] for row in table.rows] == [["TT", "Việc"], ["1", "A"], ["1", "B"], ["C", "C"]]


def test_lists_are_numbered_as_they_print():
    assert text("<ol start=3><li>a</li><li>b<ol type=a><li>c</li></ol></li></ol><ul><li>d</ul>") == "3. a\n\n4. b\n\na. c\n\n- d"


@pytest.mark.parametrize("html", ["<p>mở", "<td>a</td><tr><td>b", "</div></p><b>a</i></b>", "<table><td>a<table><td>b", "<p>a<!-- b"])
def test_broken_pages_are_read_as_far_as_they_go(html):
    assert "a" in text(html) or "mở" in text(html)


@pytest.mark.parametrize(
    "piece", ["<div>", "<table><tr><td>", "<b>", "</p>", "<ol><li>", "<td rowspan=999 colspan=99>", "<!-", "&#x", "< "]
)
def test_endless_markup_comes_to_an_end(piece):
    began = time.monotonic()
    text(piece * 20_000 + "đáy")
    assert time.monotonic() - began < 10


def test_what_is_a_page():
    assert looks_like_page("\ufeff\n<!DOCTYPE html><html>")
    assert looks_like_page("<p>Lời</p>")
    assert not looks_like_page("Điều 1 <p>")
    assert not looks_like_page("<<Mẫu số 1>>")


def test_a_page_packed_as_a_letter():
    letter = (
        b"From: x\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n--B\nContent-Type: text/html; charset=utf-8\n"
        b"Content-Transfer-Encoding: quoted-printable\n\n<p>S=E1=BB=91: 12</p>\n--B--\n"
    )
    page = letter_page(letter, letter.decode("latin-1"))
    assert page is not None
    assert text(page.decode()) == "Số: 12"
    assert letter_page(b"Kinh gui: x", "Kính gửi: x") is None
