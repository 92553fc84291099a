"""A paper beside the work: what is shown, what is said instead, and that nothing of it can harm the program."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QPdfWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from models.registers.attaching import attach_files
from models.storage.attachments import attachments_of, file_path
from tests.factories_tasks import make_task
from ui.operations import Operations
from ui.parts import attachments, preview_source, preview_worker
from ui.parts.document_view import DocumentView


@pytest.fixture
def view(qtbot, practice):
    """A view as wide as beside a form."""
    holder = QWidget()
    qtbot.addWidget(holder)
    made = DocumentView(Operations(practice, holder))
    qtbot.addWidget(made)
    made.resize(500, 600)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.source.close()


@pytest.fixture
def said(view, qtbot):
    """Show a file; what is said instead of it, "" where it is seen."""

    def show(path):
        with qtbot.waitSignal(view.settled, timeout=30_000) as settled:
            view.show_path(path)
        return settled.args[0]

    return show


def pdf(path, pages=1):
    """A paper of so many pages."""
    writer = QPdfWriter(str(path))
    painter = QPainter(writer)
    for page in range(pages):
        if page:
            writer.newPage()
        painter.drawText(500, 500, f"Trang {page + 1}")
    painter.end()
    return path


def locked_pdf(path):
    """A paper that wants a password which nobody knows."""
    key = "<" + "a7" * 32 + ">"
    parts = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
        f"<</Filter/Standard/V 1/R 2/P -4/O {key}/U {key}>>",
    ]
    text, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(text))
        text += f"{number} 0 obj{part}endobj\n"
    start = len(text)
    text += "xref\n0 5\n0000000000 65535 f \n" + "".join(f"{place:010} 00000 n \n" for place in places)
    text += f"trailer<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>\nstartxref\n{start}\n%%EOF"
    path.write_bytes(text.encode("ascii"))
    return path


def picture(path, width, height):
    image = QImage(width, height, QImage.Format.Format_Mono)
    image.fill(1)
    assert image.save(str(path))
    return path


def wait_page(view, qtbot, number):
    qtbot.waitUntil(lambda: view.page() == number and any(page == number for page, _ in view._pages), timeout=15_000)


def test_a_pdf_is_shown_page_by_page(view, said, qtbot, tmp_path):
    assert said(pdf(tmp_path / "chỉ thị.pdf", 3)) == ""
    assert view.place.text() == "trang 1/3"
    assert view.sheet.image.width() >= 400
    assert not view.back_button.isEnabled()
    view.on_button.click()
    wait_page(view, qtbot, 1)
    assert view.place.text() == "trang 2/3"
    view.take_focus()
    QTest.keyClick(view.area, Qt.Key.Key_End)
    wait_page(view, qtbot, 2)
    assert not view.on_button.isEnabled()
    view.go_to_page(3)
    assert view.page() == 2
    QTest.keyClick(view.area, Qt.Key.Key_Home)
    wait_page(view, qtbot, 0)
    QTest.keyClick(view.area, Qt.Key.Key_PageDown)
    assert view.area.verticalScrollBar().value() > 0


def test_it_is_drawn_anew_as_large_as_is_wanted(view, said, qtbot, tmp_path):
    assert said(pdf(tmp_path / "a.pdf")) == ""
    before = view.sheet.image.width()
    view.zoom_in()
    view.zoom_in()
    qtbot.waitUntil(lambda: view.sheet.image.width() > before * 1.4, timeout=15_000)
    view.fit_width()
    qtbot.waitUntil(lambda: view.sheet.image.width() == before, timeout=15_000)


@pytest.mark.parametrize("size", [(1, 1), (9_000, 9_000), (30_000, 3)])
def test_pictures_of_any_size(view, said, tmp_path, size):
    assert said(picture(tmp_path / "ảnh.png", *size)) == ""
    image = view.sheet.image
    assert 1 <= image.width() * image.height() <= preview_worker.MOST_PIXELS


def test_what_cannot_be_shown_says_why(view, said, tmp_path):
    whole = pdf(tmp_path / "whole.pdf", 2).read_bytes()
    cut = tmp_path / "cut.pdf"
    cut.write_bytes(whole[:200])
    noise = tmp_path / "noise.pdf"
    noise.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 40)
    empty = tmp_path / "empty.pdf"
    empty.touch()
    word = tmp_path / "a.docx"
    word.write_bytes(b"PK\x03\x04" + bytes(300))
    half = tmp_path / "half.png"
    half.write_bytes(picture(tmp_path / "p.png", 400, 400).read_bytes()[:20])
    assert "mật khẩu" in said(locked_pdf(tmp_path / "locked.pdf"))
    assert "hỏng" in said(cut)
    assert "hỏng" in said(noise)
    assert "trống" in said(empty)
    assert "không xem được ngay" in said(word)
    assert view.message_button.isVisible(), "and offers the program of the computer"
    assert "hỏng" in said(half)
    assert "quá lớn" in said(picture(tmp_path / "huge.png", 20_000, 20_000))
    assert "không còn" in said(tmp_path / "gone.pdf")
    assert "không còn" in said(tmp_path), "a folder"
    assert said(pdf(tmp_path / "good.pdf")) == "", "and goes on"


def test_what_a_file_is_shows_in_its_content(view, said, tmp_path):
    fake = tmp_path / "thật ra là chữ.pdf"
    fake.write_text("chỉ là chữ", encoding="utf-8")
    assert said(fake) == ""
    assert view.text.toPlainText() == "chỉ là chữ"
    renamed = tmp_path / "thật ra là pdf.txt"
    renamed.write_bytes(pdf(tmp_path / "x.pdf").read_bytes())
    assert said(renamed) == ""
    assert view.place.text() == "trang 1/1"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1258"])
def test_text_in_the_usual_encodings(encoding):
    text = "Ủy ban nhân dân xã" if encoding != "cp1258" else "Hoài Ân"
    assert preview_worker.as_text(text.encode(encoding)) == text


def test_long_text_is_cut_and_markup_is_only_text(view, said, tmp_path):
    path = tmp_path / "dài.txt"
    path.write_text("<b>đậm</b>\n" + "ă" * 300_000, encoding="utf-8")
    assert said(path) == ""
    assert view.text.toPlainText().startswith("<b>đậm</b>")
    assert "phần đầu" in view.place.text()


def test_noise_is_no_text():
    assert preview_worker.as_text(bytes(range(256)) * 20) is None


def test_a_reader_that_stops_is_told_and_started_again(view, said, qtbot, tmp_path):
    path = pdf(tmp_path / "a.pdf")
    assert said(path) == ""
    with qtbot.waitSignal(view.settled, timeout=15_000) as settled:
        view.source._worker.process.kill()
        view.source._waiting[99] = ("open",)
    assert "dừng lại" in settled.args[0]
    assert said(path) == ""


def test_a_reader_that_takes_too_long_is_ended(view, said, qtbot, tmp_path, monkeypatch):
    path = pdf(tmp_path / "a.pdf")
    assert said(path) == ""
    view.source._waiting[99] = ("open",)
    with qtbot.waitSignal(view.settled, timeout=15_000) as settled:
        view.source._slow.start(1)
    assert "dừng lại" in settled.args[0]
    assert not preview_source._Worker.alive


def test_the_file_of_a_record_is_read_where_it_lies_and_opened_from_a_copy(view, practice, qtbot, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(attachments.QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    record_id = make_task(practice)
    script = tmp_path / "cài đặt.bat"
    script.write_text("del *.*", encoding="utf-8")
    attach_files(practice, "task", record_id, [pdf(tmp_path / "kết quả.pdf"), script])
    with practice.read() as conn:
        paper, program = attachments_of(conn, "task", record_id)
    with qtbot.waitSignal(view.settled, timeout=15_000) as settled:
        view.show_attachment(paper)
    assert settled.args == [""]
    view.open_by_system()
    assert opened[0].endswith("kết quả.pdf")
    assert str(practice.folder) not in opened[0]
    with qtbot.waitSignal(view.settled, timeout=15_000):
        view.show_attachment(program)
    view.open_by_system()
    assert len(opened) == 1, "a program is not started"
    assert "chương trình" in view.said.text()
    file_path(practice.folder, paper.sha256).unlink()
    with qtbot.waitSignal(view.settled, timeout=15_000) as settled:
        view.show_attachment(paper)
    assert "không còn" in settled.args[0]
