"""The list on paper: its head, its titles on every page, the sums of the pages; too long a list is told to go into a workbook."""

from __future__ import annotations

import shutil
import subprocess
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.lists import settled
from ui import jobs
from ui.parts import list_print
from ui.parts.list_paper import ListPaper, PaperColumn
from ui.parts.printing import PrintSheet, pdf_bytes

CTRL = Qt.KeyboardModifier.ControlModifier
COLUMNS = (PaperColumn("Nội dung", 3), PaperColumn("Hạn", 1, right=True))


def made(office, number, text="Rà soát hộ nghèo") -> ListPaper:
    return ListPaper(office, "DANH SÁCH", ("Đang xem: tất cả",), COLUMNS, [[f"{text} {place}", "20/11/2026"] for place in range(number)])


def pages_of(content: bytes, tmp_path) -> list[str]:
    """The words of each page, as another program reads them."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    path = tmp_path / "ds.pdf"
    path.write_bytes(content)
    said = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True).stdout.decode()
    return said.split("\f")[:-1]


def test_titles_and_sums_stand_on_every_page(practice, qapp, tmp_path):
    pages = pages_of(pdf_bytes(made(practice, 120), landscape=True), tmp_path)
    assert len(pages) > 3
    assert "ĐỘC LẬP" in pages[0].upper()
    assert "DANH SÁCH" in pages[0]
    sums = []
    for number, page in enumerate(pages, start=1):
        assert f"Trang {number}/{len(pages)}" in page
        if "Cộng trang" not in page:
            continue
        assert "Nội dung" in page
        line = next(each for each in page.splitlines() if "Cộng trang" in each)
        sums.append(tuple(int(part.split(":")[1].split()[0]) for part in line.split(";")))
    assert sum(here for here, _ in sums) == 120
    assert sums[-1][1] == 120
    assert all(after == before + here for (_, before), (here, after) in pairwise(sums))
    assert "NGƯỜI LẬP" in pages[-1]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=600), st.text(max_size=40)), max_size=60))
def test_every_row_stands_on_one_page_only(practice_template, qapp, rows):
    from datetime import date

    from models.office import Office

    office = Office.open(str(practice_template), today=date(2026, 11, 20), writable=False)
    try:
        paper = ListPaper(office, "DANH SÁCH", (), COLUMNS, [list(row) for row in rows])
        paper._lay_out(3_000, 2_000)
        assert [page.first for page in paper._pages if page.number] == [
            sum(page.number for page in paper._pages[:place]) for place, page in enumerate(paper._pages) if page.number
        ]
        assert sum(page.number for page in paper._pages) == len(rows)
        for page in paper._pages[1:]:
            assert sum(paper._heights[page.first : page.first + page.number]) + paper._title_height + paper._foot <= 2_000
    finally:
        office.close()


def test_no_line_is_wider_than_its_column(practice, qapp):
    paper = made(practice, 5, text="x" * 400 + " " + "chữ " * 200)
    paper._lay_out(3_000, 2_000)
    for cells in paper._lines:
        for lines, room in zip(cells, paper._widths, strict=True):
            assert len(lines) <= 5
            assert all(paper._text.metrics.horizontalAdvance(line) <= room - 19 for line in lines)


def test_a_thousand_rows_are_laid_out_in_a_moment(practice, qapp):
    paper = made(practice, 2_000)
    began = time.perf_counter()
    paper._lay_out(3_000, 2_000)
    assert time.perf_counter() - began < 1


def test_the_key_shows_the_list_as_it_is_seen(window, qtbot):
    page = settled(window, "tasks", qtbot)
    page.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: bool(window.findChildren(PrintSheet)))
    sheet = window.findChildren(PrintSheet)[0]
    assert isinstance(sheet.document, ListPaper)
    assert [column.title for column in sheet.document._columns] == [
        "TT", "Nhiệm vụ", "Văn bản giao", "Chủ trì", "Giao", "Hạn", "Tình trạng",
    ]  # fmt: skip
    assert sheet.document._rows[0][0] == page.model.row_at(0).content
    assert len(sheet.document._rows) == page.model.total()
    assert sheet.document._remarks[0] == "Đang xem: Đang làm"
    sheet.leave()


def test_a_list_that_is_too_long_is_told_to_go_into_a_workbook(window, qtbot, monkeypatch):
    page = settled(window, "tasks", qtbot)
    page.setFocus()
    monkeypatch.setattr(list_print, "MOST_PRINTED", 3)
    QTest.keyClick(page.view, Qt.Key.Key_P, CTRL)
    assert "xuất Excel (Ctrl+E)" in window.news.text()
    assert not jobs.running()
    assert window.findChildren(PrintSheet) == []
