"""Paper: plain words stay plain, nothing is torn apart, a PDF is whole or not at all, a machine without a printer says so."""

from __future__ import annotations

import subprocess
from pathlib import Path
from shutil import which

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from shiboken6 import isValid

from models.errors import OfficeError
from ui.parts import paper, printing
from ui.parts.sheet import Sheet


def small_paper(office, rows: int = 3):
    """A small paper with everything that papers have."""
    document = paper.new_document("Phiếu thử")
    cursor = QTextCursor(document)
    paper.paper_heading(cursor, office, number="Số: 05/PNV")
    paper.paper_title(cursor, "PHIẾU NHẮC VIỆC", "Kính gửi: Phòng Kinh tế")
    paper.paragraph(cursor, "Đề nghị <b>khẩn trương</b> & báo cáo:")
    lines = [(str(place), "Rà soát, báo cáo kết quả kiểm kê", "20/11/2026") for place in range(1, rows + 1)]
    paper.table(cursor, ("TT", "Nội dung", "Hạn"), lines, shares=(8, 70, 22))
    paper.paragraph(cursor, "Trân trọng./.")
    paper.signature(cursor, office, left=("Nơi nhận:", "- Như trên;"))
    return document


def pages_of(path: Path) -> list[str]:
    """What a reader sees on each page."""
    if which("pdftotext") is None:
        pytest.skip("needs pdftotext, which is not installed")
    told = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True).stdout.decode()
    return told.split("\f")[:-1]


def test_words_from_outside_are_no_markup(practice, tmp_path):
    printing.write_pdf(small_paper(practice), tmp_path / "a.pdf")
    [page] = pages_of(tmp_path / "a.pdf")
    assert "Đề nghị <b>khẩn trương</b> & báo cáo:" in page
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in page
    assert "XÃ HOÀI ÂN" in page
    assert "Trang" not in page


@pytest.mark.parametrize("rows", range(20, 60))
def test_a_signature_stays_whole_and_with_the_last_line(practice, tmp_path, rows):
    printing.write_pdf(small_paper(practice, rows), tmp_path / "a.pdf")
    pages = pages_of(tmp_path / "a.pdf")
    signer = practice.settings().signer_name
    [last] = [page for page in pages if signer in page]
    assert "Trân trọng./." in last
    assert "Nơi nhận:" in last
    assert len(pages) == 1 or all("Nội dung" in page for page in pages[:-1])
    assert len(pages) == 1 or f"Trang {len(pages)}/{len(pages)}" in last


def test_a_pdf_is_whole_or_not_at_all(practice, tmp_path):
    with pytest.raises(OfficeError, match="cannot_write_file"):
        printing.write_pdf(small_paper(practice), tmp_path / "nowhere" / "a.pdf")
    assert list(tmp_path.rglob("*.pdf")) == []


def test_a_landscape_page_is_wide(practice, tmp_path):
    assert printing.page_layout(landscape=True).paintRect().width() > printing.page_layout().paintRect().width()
    content = printing.pdf_bytes(small_paper(practice), landscape=True)
    assert content.startswith(b"%PDF")


def test_the_sheet_says_where_no_printer_is_and_saves(window, practice, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(printing.QPrinterInfo, "availablePrinterNames", list)
    sheet = printing.offer_print(window, window.operations, "Phiếu thử", "phieu-thu", small_paper(practice))
    qtbot.waitUntil(lambda: sheet.pages_told.text() == "1 trang")
    assert QApplication.focusWidget() is sheet.print_button
    QTest.keyClick(sheet.print_button, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert "chưa cài máy in" in sheet.told.text()
    place = tmp_path / "phieu"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(place), ""))
    with qtbot.waitSignal(window.operations.made_file) as told:
        QTest.keyClick(sheet.pdf_button, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert told.args[1] == str(place) + ".pdf"
    assert Path(told.args[1]).read_bytes().startswith(b"%PDF")
    assert not sheet.isVisible()


def test_a_refused_file_is_told_on_the_sheet(window, practice, tmp_path, monkeypatch):
    sheet = printing.offer_print(window, window.operations, "Phiếu thử", "phieu-thu", small_paper(practice))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "nowhere" / "a.pdf"), ""))
    sheet.save_pdf()
    assert "Không ghi được tệp" in sheet.told.text()
    assert sheet.isVisible()
    sheet.leave()


def test_the_keyboard_stays_on_a_sheet_and_comes_back(window):
    before = QApplication.focusWidget()
    sheet = Sheet(window, "Thử")
    first, second = QLineEdit(), QLineEdit()
    sheet.body.addWidget(first)
    sheet.body.addWidget(second)
    sheet.show_it()
    seen = []
    for _ in range(4):
        seen.append(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert seen == [first, second, sheet.close_button, first]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert QApplication.focusWidget() is before


def test_another_page_puts_a_sheet_away(window, qtbot):
    sheet = Sheet(window, "Thử")
    sheet.show_it()
    with qtbot.waitSignal(sheet.closed):
        window.show_page("tasks")


def test_the_palette_and_the_help_lie_over_and_beside_a_sheet(window, qtbot):
    sheet = Sheet(window, "Thử")
    line = QLineEdit()
    sheet.body.addWidget(line)
    sheet.show_it()
    QTest.keyClick(line, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert not sheet.isAncestorOf(QApplication.focusWidget())
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is line
    window.toggle_help()
    qtbot.waitUntil(lambda: sheet.width() < window.width() - 100)
    assert sheet.isAncestorOf(window.centralWidget().childAt(sheet.geometry().center()))
    window.toggle_help()
    # What lies below never gets the keyboard.
    qtbot.waitUntil(lambda: QApplication.focusWidget() is line)
    assert sheet.width() == window.centralWidget().width()
    sheet.leave()


def test_the_sheet_of_keys_tells_those_of_the_sheet(window, practice):
    sheet = printing.offer_print(window, window.operations, "Phiếu thử", "phieu-thu", small_paper(practice))
    window.show_keys()
    shown = [key for group in window._keys.groups for key in group.keys]
    assert ("Ctrl+P", "In") in shown
    window.show_keys()
    sheet.leave()


def test_the_keyboard_goes_to_the_sheet_below_where_its_place_is_gone(window):
    below = Sheet(window, "Dưới")
    line, gone = QLineEdit(), QLineEdit()
    below.body.addWidget(line)
    below.body.addWidget(gone)
    below.show_it()
    gone.setFocus()
    above = Sheet(window, "Trên")
    above.show_it()
    gone.hide()
    above.leave()
    assert QApplication.focusWidget() is line
    line.hide()
    below.leave()
    assert QApplication.focusWidget() is not None
    assert window.page().isAncestorOf(QApplication.focusWidget())


def test_a_sheet_that_goes_takes_nothing_of_the_window_along(window, qtbot):
    """The binding once took the whole chain of Tab for children of the sheet: the next change of size ended the program."""
    sheet = Sheet(window, "Thử")
    others = window.page().findChildren(QWidget)
    sheet.body.addWidget(QLineEdit())
    sheet.show_it()
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    with qtbot.waitSignal(sheet.destroyed):
        sheet.leave()
    assert all(isValid(each) for each in others)


def test_tab_follows_the_eye(window, practice):
    from ui.actions.reminders import brief, remind_today

    window.show_page("tasks")
    sheet = remind_today(window.page().context())
    names = [each.accessibleName() or each.text() for each in sheet._stops()]
    assert names[:3] == ["Mỗi phiếu gửi cho", "Lời nhắn trên phiếu", "Việc cần nhắc"]
    assert names[-2:] == ["Lập phiếu nhắc việc (Ctrl+Enter)", "Đóng (Esc)"] or names[-1] == "Đóng (Esc)"
    sheet.leave()
    sheet = brief(window.page().context())
    names = [each.accessibleName() or each.text() for each in sheet._stops()]
    assert names == ["Người chủ trì", "Thành phần dự", "Bắt đầu giao ban (Ctrl+Enter)", "Các buổi đã họp", "Đóng (Esc)"]
    sheet.leave()
