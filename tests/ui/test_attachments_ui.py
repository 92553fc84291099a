"""Files of the records of all three books: dropped, pasted, seen, saved."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.storage.attachments import attachments_of
from tests.intake.documents.reading.made_docx import docx, p, run
from tests.ui.carried import carrying, drop
from ui.parts import attachments
from ui.parts.detail import FileLink

BOOKS = {"directives": "directive", "tasks": "task", "dossiers": "dossier"}


@pytest.fixture(params=BOOKS)
def page(request, window, qtbot):
    """One of the three books, in front."""
    window.show_page(request.param)
    qtbot.waitUntil(lambda: window.page().current_row() is not None)
    return window.page()


def paper(folder, name="kết quả.txt", text="Đã xong"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def names(page, practice):
    with practice.read() as conn:
        return [file.file_name for file in attachments_of(conn, page.table, page.current_row().id)]


def test_files_dropped_on_the_record_beside_are_kept_with_it(page, practice, window, tmp_path, qtbot):
    mime = carrying(paper(tmp_path), paper(tmp_path, "phụ lục.txt", "2"), tmp_path)
    drop(page.detail, mime)
    assert names(page, practice) == ["kết quả.txt", "phụ lục.txt"]
    assert "thư mục" in window.news.toolTip() + window.news.text(), "what cannot be taken is told"
    qtbot.waitUntil(lambda: len(page.detail.findChildren(FileLink)) == 2)
    practice.undo()
    assert names(page, practice) == []


def test_a_file_dropped_on_a_line_goes_to_that_line(page, practice, tmp_path):
    at = page.view.visualRect(page.model.index(2, 0)).center()
    wanted = page.model.row_at(2).id
    drop(page.view.viewport(), carrying(paper(tmp_path)), at)
    assert page.current_row().id == wanted
    assert names(page, practice) == ["kết quả.txt"]


def test_a_copied_file_is_pasted_and_told_when_it_is_there_already(page, practice, window, tmp_path):
    page.detail.take_focus()
    QGuiApplication.clipboard().setMimeData(carrying(paper(tmp_path)))
    page.paste()
    QGuiApplication.clipboard().setMimeData(carrying(paper(tmp_path, "bản khác tên.txt")))
    page.paste()
    assert names(page, practice) == ["kết quả.txt"]
    assert "đã có rồi" in window.news.toolTip() + window.news.text()


def test_a_copied_picture_becomes_a_file(page, practice):
    page.detail.take_focus()
    image = QImage(20, 10, QImage.Format.Format_RGB32)
    image.fill(0)
    QGuiApplication.clipboard().setImage(image)
    page.paste()
    [name] = names(page, practice)
    assert name.startswith("Ảnh dán")
    assert name.endswith(".png")


def test_a_file_is_seen_over_the_window_by_keyboard(page, window, tmp_path, qtbot, monkeypatch):
    opened = []
    monkeypatch.setattr(attachments.QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    drop(page.detail, carrying(paper(tmp_path)))
    qtbot.waitUntil(lambda: page.detail.findChild(FileLink) is not None)
    link = page.detail.findChild(FileLink)
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert opened
    assert opened[0].endswith("kết quả.txt")
    QTest.keyClick(link, Qt.Key.Key_Space)
    preview = page.files.preview
    qtbot.waitUntil(lambda: preview.view.text.toPlainText() == "Đã xong", timeout=15_000)
    assert preview.isVisible()
    place = tmp_path / "bản sao.txt"
    monkeypatch.setattr(attachments.QFileDialog, "getSaveFileName", lambda *_: (str(place), ""))
    preview.view.save_button.click()
    assert place.read_text(encoding="utf-8") == "Đã xong"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not preview.isVisible()


def test_a_file_without_pages_is_read_and_shown_as_a_paper(page, window, tmp_path, qtbot):
    letter = tmp_path / "06-CT-UBND.docx"
    letter.write_bytes(docx(p(run("CHỈ THỊ")) + p(run("8. Các sở báo cáo trước ngày 20/11/2026."))))
    broken = tmp_path / "hỏng.docx"
    broken.write_bytes(letter.read_bytes()[:400])
    drop(page.detail, carrying(letter))
    drop(page.detail, carrying(broken))
    qtbot.waitUntil(lambda: len(page.detail.findChildren(FileLink)) == 2)
    links = {link.file.file_name: link for link in page.detail.findChildren(FileLink)}
    page.files.show_file(links["06-CT-UBND.docx"].file)
    preview = page.files.preview
    qtbot.waitUntil(lambda: "Các sở báo cáo" in preview.view.text.toPlainText(), timeout=30_000)
    assert preview.view.stack.currentWidget() is preview.view.text
    page.files.show_file(links["hỏng.docx"].file)
    qtbot.waitUntil(lambda: preview.view.strips.said() != (), timeout=30_000)
    assert "hỏng.docx" in preview.view.strips.said()[0], "by the name that a person knows"
    assert preview.view.stack.currentWidget() is preview.view.message
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not preview.isVisible()
    assert preview.view.reading() is None


@pytest.mark.parametrize(("size", "said"), [(0, "0 byte"), (999, "999 byte"), (1000, "1,0 kB"), (12_662, "12 kB"), (3_600_000, "3,4 MB")])
def test_sizes_as_people_read_them(size, said):
    assert attachments.size_in_words(size) == said
