"""A paper beside the work: what is shown, what is said instead, and that nothing of it can harm the program."""

from __future__ import annotations

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QTransform
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from models.intake.documents.document_text import DocumentText, Span, TextDoubt
from models.registers.attaching import attach_files
from models.storage.attachments import attachments_of, file_path
from tests.factories_tasks import make_task
from tests.intake.documents.made_pictures import tiff
from tests.ui.lit_papers import read_words, span_of, written_pdf
from ui.operations import Operations
from ui.parts import attachments, preview_source, preview_worker
from ui.parts.document_view import DocumentView
from ui.parts.lights import Light
from ui.parts.lit_page import PageWords


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
    return written_pdf(path, [[f"Trang {page + 1}"] for page in range(pages)])


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


def test_all_pages_of_a_scan_are_shown(view, said, qtbot, tmp_path):
    path = tmp_path / "quét.tif"
    path.write_bytes(tiff((50, 60, bytes([shade]) * 3000) for shade in (255, 128, 0)))
    assert said(path) == ""
    assert view.place.text() == "trang 1/3"
    assert view.sheet.image.pixelColor(5, 5).name() == "#ffffff"
    view.page_on()
    wait_page(view, qtbot, 1)
    assert view.sheet.image.pixelColor(5, 5).name() == "#808080"
    view.go_to_page(2)
    wait_page(view, qtbot, 2)
    assert view.sheet.image.pixelColor(5, 5).name() == "#000000"


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


# ---- what was read of it ----

READ = DocumentText("CHỈ THỊ\n\nSố: 06/CT-UBND\n\nBáo cáo trước ngày 20/11/2026.", "docx")


def office_file(path):
    path.write_bytes(b"PK\x03\x04" + bytes(300))
    return path


def test_a_file_without_pages_is_shown_as_what_was_read_of_it(view, qtbot, tmp_path):
    view.show_path(office_file(tmp_path / "06.docx"))
    view.await_reading()
    qtbot.waitUntil(lambda: "Đang đọc" in view.said.text(), timeout=15_000)
    view.light([Light((span_of(READ.text, "06/CT-UBND"),), "field")])
    with qtbot.waitSignal(view.settled) as settled:
        view.show_reading(READ)
    assert settled.args == [""]
    assert view.stack.currentWidget() is view.text
    assert view.text.toPlainText().startswith("CHỈ THỊ")
    assert [each.cursor.selectedText() for each in view.text.extraSelections()] == ["06/CT-UBND"], "also what was lit before it came"
    assert view.reading() is READ
    assert view.open_button.isVisible()


def test_a_reading_that_comes_first_waits_for_its_file(view, qtbot, tmp_path):
    view.show_path(office_file(tmp_path / "06.docx"))
    with qtbot.waitSignal(view.settled, timeout=15_000) as settled:
        view.show_reading(READ)
    assert settled.args == [""]
    assert view.stack.currentWidget() is view.text
    view.show_nothing("Kéo tệp vào đây")
    assert view.reading() is None
    assert view.stack.currentWidget() is view.message


def test_where_nothing_could_be_read_the_view_says_why(view, qtbot, tmp_path):
    view.show_path(office_file(tmp_path / "06.docx"))
    view.await_reading()
    qtbot.waitUntil(lambda: "Đang đọc" in view.said.text(), timeout=15_000)
    with qtbot.waitSignal(view.settled) as settled:
        view.reading_failed("Tệp có mật khẩu nên không đọc được.")
    assert "không xem được ngay" in settled.args[0]
    assert view.strips.said() == ("Tệp có mật khẩu nên không đọc được.",)
    view.show_path(office_file(tmp_path / "07.docx"))
    assert view.strips.said() == ()


def test_an_empty_reading_leaves_the_file_as_it_is(view, said, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("chữ của tệp", encoding="utf-8")
    assert said(path) == ""
    view.show_reading(DocumentText(""))
    assert view.text.toPlainText() == "chữ của tệp"
    assert "không xem được ngay" in said(office_file(tmp_path / "06.docx"))
    view.show_reading(DocumentText("  \n"))
    assert view.stack.currentWidget() is view.message
    view.look_at(Span(0, 1))


def test_waiting_is_told_after_a_moment_and_can_be_ended(view, said, qtbot, tmp_path):
    assert said(pdf(tmp_path / "a.pdf")) == ""
    view.await_reading()
    assert not view.strips.isVisible(), "what is quick is not told"
    qtbot.waitUntil(view.strips.isVisible, timeout=5_000)
    assert view.strips._waiting.words.toolTip() == "Đang đọc a.pdf…"
    with qtbot.waitSignal(view.reading_stopped):
        view.strips._waiting.button.click()
    assert not view.strips.isVisible()
    view.await_reading()
    view.show_reading(DocumentText("chữ", "pdf"))
    assert not view.strips._soon.isActive()


def test_what_is_doubtful_is_said_line_by_line_and_closed(view, said, tmp_path):
    assert said(pdf(tmp_path / "a.pdf")) == ""
    view.show_reading(DocumentText("chữ", "scan", doubts=(TextDoubt("scan_read"), TextDoubt("text_cut"))))
    assert view.strips.isVisible()
    first, second = view.strips.said()
    assert "Bản quét" in first
    assert "phần đầu" in second
    view.strips._said[0].button.click()
    assert view.strips.said() == (second,)
    view.strips._said[0].button.click()
    assert not view.strips.isVisible()


@pytest.fixture
def lit(view, said, tmp_path):
    """A PDF of three pages with its words read."""
    line = "báo cáo trước ngày"
    pages = [[f"{page}. Mục {page}"] + [f"{row}/{page} {line} {row}/12/2026" for row in range(1, 28)] for page in (1, 2, 3)]
    path = written_pdf(tmp_path / "lit.pdf", pages)
    assert said(path) == ""
    view.show_reading(read_words(path))
    return view


def test_words_of_a_pdf_are_lit_on_its_own_pages(lit, qtbot):
    text = lit.reading()
    assert lit.stack.currentWidget() is lit.area
    lit.light([Light((span_of(text.text, "Mục 1"), span_of(text.text, "Mục 3")), "field")])
    assert len(lit.sheet._strips) == 1
    there = span_of(text.text, "27/3")
    lit.look_at(there)
    assert lit.page() == 2
    wait_page(lit, qtbot, 2)
    assert len(lit.sheet._strips) == 1, "the lights of this page"
    assert lit.sheet.visibleRegion().boundingRect().contains(lit.sheet.place_of(there))
    assert lit.place.text().startswith("trang 3/3")
    before = lit.area.verticalScrollBar().value()
    lit.look_at(span_of(text.text, "27/12/2026", 2))
    assert lit.area.verticalScrollBar().value() == before, "in sight already"
    lit.look_at(span_of(text.text, "Mục 1"))
    assert lit.page() == 0


def test_words_of_a_pdf_are_chosen_on_its_pages(lit, qtbot):
    text, chosen = lit.reading(), []
    lit.words_chosen.connect(lambda words, span: chosen.append((words, span)))
    there = span_of(text.text, "27/2")
    lit.look_at(there)
    QTest.mouseDClick(lit.sheet, Qt.MouseButton.LeftButton, pos=lit.sheet.place_of(there).center())
    assert chosen == [("27/2", there)]
    lit.take_focus()
    QTest.keyClick(lit.area, Qt.Key.Key_Left)
    lit.go_to_page(0)
    assert lit.sheet.chosen() is None, "what was chosen on another page is not any more"


def test_there_is_room_for_the_caption_or_it_is_left_out(lit):
    lit.resize(900, 600)
    assert lit.place.text() == "trang 1/3"
    lit.light([Light((Span(0, 5),), "field")])
    assert lit.place.text() == "trang 1/3 · bấm vào ô bên trái để thấy chỗ đã đọc"
    lit.resize(500, 600)
    assert lit.place.text() == "trang 1/3"


def test_a_page_that_lies_is_shown_upright_and_turned_by_hand(view, said, qtbot, tmp_path):
    path = written_pdf(tmp_path / "lit.pdf", [[f"{row} báo cáo nghiêm trước hạn" for row in range(1, 20)]])
    upright = read_words(path)
    # The picture of a page that was scanned lying: its head at the left.
    image = pypdfium2.PdfDocument(path)[0].render(scale=1, prefer_bgrx=True)
    drawn = QImage(bytes(image.buffer), image.width, image.height, image.stride, QImage.Format.Format_RGB32)
    assert drawn.transformed(QTransform().rotate(270)).save(str(tmp_path / "nằm.png"))
    assert said(tmp_path / "nằm.png") == ""
    assert view.sheet.width() > view.sheet.height()
    lies = DocumentText(upright.text, "scan", boxes=tuple(PageWords(upright, 0, 270).boxes))
    view.show_reading(lies)
    qtbot.waitUntil(lambda: view.sheet.width() < view.sheet.height(), timeout=15_000)
    there = span_of(lies.text, "báo")
    place = view.sheet.place_of(there)
    assert place.width() > place.height(), "its words lie as they are read"
    assert place.top() < view.sheet.height() * 0.2
    view.turn_button.click()
    qtbot.waitUntil(lambda: view.sheet.width() > view.sheet.height(), timeout=15_000)
    assert view.sheet.place_of(there).height() > view.sheet.place_of(there).width()
    assert said(pdf(tmp_path / "a.pdf")) == ""
    assert view.sheet.width() < view.sheet.height(), "the next file is not turned"
    view.turn_button.click()
    qtbot.waitUntil(lambda: view.sheet.width() > view.sheet.height(), timeout=15_000)


def test_pages_of_a_pdf_may_be_given_without_places(view, said, tmp_path):
    assert said(pdf(tmp_path / "a.pdf", 2)) == ""
    text = DocumentText("một\n\nhai", "pdf", pages=(0, 5))
    view.show_reading(text)
    view.light([Light((span_of(text.text, "hai"),), "chosen")])
    view.look_at(span_of(text.text, "hai"))
    assert view.page() == 1


def test_letters_of_a_text_grow_with_the_keys_and_the_wheel(view, said, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("chữ của tệp", encoding="utf-8")
    assert said(path) == ""
    before = view.text.document().defaultFont().pixelSize()
    view.zoom_in()
    view.text.zoomed.emit(1)
    assert view.text.document().defaultFont().pixelSize() > before
    view.fit_width()
    assert view.text.document().defaultFont().pixelSize() == before
