"""Scans: pictures of pages are read where Tesseract is, said plainly where it is not; lines are straightened, columns and tables kept."""

import struct
import subprocess
import sys
import zlib
from difflib import SequenceMatcher

import pytest

from models.errors import Cancelled, OfficeError
from models.intake.documents.reading import ocr, scans
from models.intake.documents.reading.ocr import Program, Reader, SeenPage, SeenWord, pages_told
from models.intake.documents.reading.page import Page, PageWord, Rule
from models.intake.documents.reading.page_tables import tables_of
from models.intake.documents.reading.pdf import read_pdf
from models.intake.documents.reading.picture_rules import add_rules, lines_in, without_lines
from models.intake.documents.reading.pictures import as_pdf
from models.intake.documents.reading.run_together import apart
from models.intake.documents.reading.scans import page_seen, read_scan, without_inks
from tests.intake.documents.made_papers import Paper, pdf_of
from tests.intake.documents.made_pictures import tiff
from tests.intake.documents.pdf_writer import PdfFile

needs_ocr = pytest.mark.skipif(ocr.program() is None, reason="Tesseract with Vietnamese data is not installed here (tesseract-ocr-vie)")

LETTER = Paper(
    ("UBND TỈNH BẮC NINH", "**SỞ NỘI VỤ**", "Số: 127/SNV-CCHC", "V/v rà soát thủ tục hành chính"),
    ("**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**", "**Độc lập - Tự do - Hạnh phúc**", "*Bắc Ninh, ngày 12 tháng 3 năm 2026*"),
    body=["Thực hiện Kế hoạch số 15/KH-UBND, Sở Nội vụ đề nghị các cơ quan, đơn vị rà soát các thủ tục hành chính."],
    rows=(("Nhiệm vụ", "Chủ trì"), ("Rà soát danh mục", "Sở Tư pháp"), ("Báo cáo kết quả", "Văn phòng tỉnh")),
    recipients=("- Như trên;", "- Lưu: VT."),
    signature=("GIÁM ĐỐC", "", "", "Nguyễn Văn Thành"),
)


def picture(paper, folder, *, turn=0, ending="jpg"):
    """The paper as a picture of its first page, turned by so many degrees."""
    import pypdfium2
    from PySide6.QtGui import QImage, QTransform

    pdf = pypdfium2.PdfDocument(pdf_of(paper, folder / "paper.pdf"))
    drawn = pdf[0].render(scale=200 / 72, grayscale=True)
    image = QImage(bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride, QImage.Format.Format_Grayscale8)
    path = folder / f"page.{ending}"
    assert image.transformed(QTransform().rotate(turn)).save(str(path))
    pdf.close()
    return path


def alike(said, meant):
    """Whether a scan says what was meant: a letter in ten may be lost, for which font draws the picture is the machine's."""
    return SequenceMatcher(None, said, meant).ratio() >= 0.9


def scan_of(path):
    return read_scan(path.read_bytes(), path)


def codes(document):
    return [doubt.code for doubt in document.doubts]


@needs_ocr
def test_a_picture_is_read_with_its_columns_and_its_table(tmp_path, qapp):
    document = scan_of(picture(LETTER, tmp_path))
    assert document.kind == "scan"
    assert codes(document) == ["scan_read"]
    lines = document.text.split("\n")
    assert all(alike(said, meant.strip("*")) for said, meant in zip(lines, LETTER.left, strict=False))
    assert any(alike(said, "Bắc Ninh, ngày 12 tháng 3 năm 2026") for said in lines)
    assert lines.index("Nơi nhận:") < lines.index("- Như trên;") < lines.index("GIÁM ĐỐC") < lines.index("Nguyễn Văn Thành")
    (table,) = document.tables
    assert [len(row) for row in table.rows] == [2, 2, 2]
    assert all(
        alike(document.said(cell), meant)
        for row, said in zip(table.rows, LETTER.rows, strict=True)
        for cell, meant in zip(row, said, strict=True)
    )
    name = next(box for box in document.boxes if document.text[box.start : box.end] == "Thành")
    assert name.left > 0.6


@needs_ocr
def test_a_page_on_its_side_is_turned_and_its_words_keep_their_place(tmp_path, qapp):
    document = scan_of(picture(LETTER, tmp_path, turn=90, ending="png"))
    assert alike(document.text[:28], "UBND TỈNH BẮC NINH\nSỞ NỘI VỤ")
    first = document.boxes[0]
    assert first.left > 0.8
    assert first.top < 0.4
    assert first.bottom - first.top > first.right - first.left


@needs_ocr
def test_pages_with_words_are_read_and_pages_that_are_pictures_too(tmp_path, qapp):
    file = PdfFile()
    file.page().write(60, 60, "Sở Nội vụ gửi kèm theo văn bản này phụ lục đã được phê duyệt.")
    file.page().picture(picture(LETTER, tmp_path).read_bytes())
    told = []
    document = read_pdf(file.save(tmp_path / "mixed.pdf"), report=lambda done, total: told.append((done, total)))
    assert document.text.startswith("Sở Nội vụ gửi kèm theo")
    assert document.page_of(document.text.index("127/SNV")) == 1
    assert codes(document) == ["scan_read"]
    assert document.kind == "pdf"
    assert (0, 1) in told


@needs_ocr
def test_words_that_another_program_read_without_marks_are_read_again(tmp_path, qapp):
    file = PdfFile()
    page = file.page().picture(picture(LETTER, tmp_path).read_bytes())
    for number in range(8):
        page.write(60, 60 + 20 * number, "UY BAN NHAN DAN TINH de nghi cac don vi", 10, unseen=True)
    document = read_pdf(file.save(tmp_path / "a.pdf"))
    assert alike(document.text[:28], "UBND TỈNH BẮC NINH\nSỞ NỘI VỤ")
    assert "UY BAN" not in document.text
    assert codes(document) == ["scan_read"]


@needs_ocr
def test_what_is_no_picture_is_damaged_and_an_empty_one_is_empty(tmp_path):
    for name, content, code in (
        ("a.tif", b"II*\x00" + bytes(200), "document_damaged"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(200), "document_damaged"),
        ("a.png", png(200, 200, 255), "document_empty"),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(OfficeError) as caught:
            scan_of(tmp_path / name)
        assert caught.value.code == code, name


@needs_ocr
def test_a_picture_of_several_pages_under_a_vietnamese_name_is_read(tmp_path, qapp):
    shades = [_shades(picture(LETTER, tmp_path, ending="png")) for _ in range(2)]
    path = tmp_path / "Công văn đến số 5.tif"
    path.write_bytes(tiff(shades))
    document = scan_of(path)
    assert len(document.pages) == 2
    assert document.text.count("127/SNV") == 2  # an office font of another machine may cost the scan a letter


def _shades(path):
    from PySide6.QtGui import QImage

    image = QImage(str(path)).convertToFormat(QImage.Format.Format_Grayscale8)
    content = bytes(image.constBits())
    rows = [content[row * image.bytesPerLine() :][: image.width()] for row in range(image.height())]
    return image.width(), image.height(), b"".join(rows)


def png(width, height, shade):
    def part(kind, data):
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    rows = (b"\0" + bytes([shade]) * width) * height
    about = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", about) + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b"")


def test_without_tesseract_a_scan_says_so(tmp_path, monkeypatch, qapp):
    monkeypatch.setattr("models.intake.documents.reading.pdf.program", lambda: None)
    monkeypatch.setattr(scans, "program", lambda: None)
    page = picture(LETTER, tmp_path)
    file = PdfFile()
    file.page().picture(page.read_bytes())
    for read, path in ((scan_of, page), (read_pdf, file.save(tmp_path / "scan.pdf"))):
        with pytest.raises(OfficeError) as caught:
            read(path)
        assert caught.value.code == "no_ocr"
    file.page().write(60, 60, "Sở Nội vụ gửi kèm theo văn bản này phụ lục đã được phê duyệt.")
    document = read_pdf(file.save(tmp_path / "mixed.pdf"))
    assert document.text.startswith("Sở Nội vụ")
    assert document.doubts[0].code == "pages_unread"
    assert dict(document.doubts[0].facts) == {"pages": "1", "count": 1}


def test_stopping_ends_the_program_that_reads(tmp_path):
    script = tmp_path / "slow.py"
    script.write_text("import time; time.sleep(60)", encoding="utf-8")
    slow = tmp_path / "slow.sh"
    slow.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{script}"\n', encoding="utf-8")
    slow.chmod(0o755)
    if sys.platform == "win32":
        pytest.skip("a shell script stands in for the program")
    started: list[subprocess.Popen] = []

    def stop():
        started.extend(reader._running)
        if started:
            raise Cancelled

    with pytest.raises(Cancelled), Reader(Program(str(slow), False)) as reader:
        reader.wait_for([reader.start(b"P5 1 1 255\n\0")], stop)
    assert started[0].wait(5) != 0


TOLD = (
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
    "1\t1\t0\t0\t0\t0\t0\t0\t2480\t3508\t-1\t\n"
    "5\t1\t1\t1\t1\t1\t300\t200\t90\t40\t96.1\tSở\n"
    "5\t1\t1\t1\t1\t2\t400\t200\t90\t40\t95.0\tY\u0323\n"
    "5\t1\t1\t1\t1\t3\t500\t200\t9\t40\t90.0\t|\n"
    "5\t1\t1\t1\t1\t4\t520\t200\t60\t40\t31.0\t—“z><\n"
    "5\t1\t1\t1\t2\t1\t300\t300\t20\t10\t91.0\t-\n"
    "5\t1\tx\n"
    "1\t2\t0\t0\t0\t0\t0\t0\t2480\t3508\t-1\t\n"
)


def test_the_table_that_tesseract_writes_becomes_pages():
    first, second = pages_told(TOLD)
    assert [word.text for word in first.words] == ["Sở", "Ỵ", "-"]
    assert first.words[0][1:5] == (300, 200, 390, 240)
    assert second.words == []


def test_lines_that_slope_lie_flat_for_the_reading():
    """A scanner laid the page askew by one degree: the two halves of a line are 35 dots apart in height."""
    seen = SeenPage(2480, 3508)
    for line in range(6):
        for place in range(12):
            left = 200 + 170 * place
            top = 300 + 60 * line + round(left * 0.01746)
            seen.words.append(SeenWord(f"chữ{place}", left, top, left + 120, top + 40, ("1", "1", str(line)), 95.0))
    page = page_seen(seen)
    tops = {round(word.top) for word in page.words[:12]}
    assert max(tops) - min(tops) <= 1
    assert page.words[11].box[1] > page.words[0].box[1] + 0.005


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("ĐẢNGỦYXÃ", ["ĐẢNG", "ỦY", "XÃ"]),
        ("thựchiện;", ["thực", "hiện;"]),
        ("BộCôngan", ["Bộ", "Công", "an"]),
        ("Nguyễn", ["Nguyễn"]),
        ("UBND-VX", ["UBND-VX"]),
        ("VPUBND", ["VPUBND"]),
        ("thưộc", ["thưộc"]),
        ("internet", ["internet"]),
        ("12/KHUBNDtỉnh", ["12/KHUBNDtỉnh"]),
    ],
)
def test_words_that_were_run_together_are_taken_apart(word, parts):
    assert apart(word) == parts


@pytest.mark.parametrize(("turned", "order"), [(0, "left"), (90, "up"), (180, "right"), (270, "down")])
def test_parts_of_a_word_share_its_place(turned, order):
    seen = SeenPage(1000, 1000, [SeenWord("thựchiện", 100, 100, 500, 140, ("1", "1", "1"), 90.0)])
    first, second = page_seen(seen, turned).words
    assert (first.text, second.text) == ("thực", "hiện")
    assert first.left < second.left
    assert first.top == second.top
    ahead = {
        "left": first.box[2] == pytest.approx(second.box[0]),
        "right": first.box[0] == pytest.approx(second.box[2]),
        "down": first.box[3] == pytest.approx(second.box[1]),
        "up": first.box[1] == pytest.approx(second.box[3]),
    }
    assert ahead[order]


def test_seals_fade_but_for_those_of_the_head():
    black, red, blue, white = b"\x10\x10\x10\0", b"\x20\x20\xd0\0", b"\xb0\x40\x30\0", b"\xff\xff\xff\0"
    shades = without_inks(red + black + red + blue + white, 1)
    assert shades[0] < 100  # "HỎA TỐC" at the head
    assert shades[1] < 40
    assert min(shades[2:]) > 200


def test_ruled_lines_are_seen_in_a_picture():
    width, height = 800, 400
    rows = [bytearray(b"\xff" * width) for _ in range(height)]
    for row in (50, 51, 150, 151, 250, 251):
        rows[row][100:701] = bytes(601)
    for column in (100, 400, 700):
        for row in range(50, 251):
            rows[row][column] = 0
    page = Page(800, 400)
    shades = b"".join(map(bytes, rows))
    lines = lines_in(shades, width, height)
    assert lines is not None
    assert without_lines(shades, width, height, lines) == b"\xff" * (width * height)
    add_rules(lines, lambda x, y: (x, y), page)
    assert {round(rule.at) for rule in page.across} == {50, 150, 250}
    assert {round(rule.at) for rule in page.down} == {100, 400, 700}
    assert tables_of(page, lambda words: False) == ([], [])


def test_a_picture_of_text_alone_has_no_lines():
    assert lines_in(b"\xff" * 160_000, 400, 400) is None


def test_columns_seen_with_gaps_are_whole():
    page = Page(600, 800, seen=True)
    page.across = [Rule(at, 100, 500) for at in (100, 150, 200)]
    page.down = [Rule(at, 100, 200) for at in (100, 500)] + [Rule(300, 100, 118), Rule(300, 160, 195)]
    file = [("Việc", 110, 110), ("Ai", 310, 110), ("Rà soát", 110, 160), ("Sở", 310, 160)]
    page.words = [PageWord(text, left, top, left + 40, top + 12, (0, 0, 0, 0)) for text, left, top in file]
    ((table,), rest) = tables_of(page, lambda words: False)
    assert rest == []
    assert [[table.words[room][0].text for room in row] for row in table.rooms] == [["Việc", "Ai"], ["Rà soát", "Sở"]]


def test_pictures_become_pages_as_they_are_held():
    assert as_pdf(b"GIF89a") is None
    made = as_pdf(png(300, 150, 255))
    assert made is not None
    assert b"/MediaBox [0 0 842.0 421.0]" in made
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
    frame = b"\x08" + struct.pack(">HH", 100, 200) + b"\x03" + bytes(9)
    jpeg = b"\xff\xd8\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + b"\xff\xc0" + (len(frame) + 2).to_bytes(2, "big") + frame
    turned = as_pdf(jpeg)
    assert turned is not None
    assert b"/Rotate 90" in turned
    assert as_pdf(jpeg[:30]) is None
