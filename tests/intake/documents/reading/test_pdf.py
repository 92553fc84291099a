"""PDF files: columns apart, tables cell by cell, stamps told from the text, each word's place kept; bad files refused with a reason."""

import pypdf
import pytest

from models.errors import Cancelled, OfficeError
from models.intake.documents.reading import ocr
from models.intake.documents.reading.pdf import read_pdf
from tests.intake.documents.made_papers import Paper, pdf_of
from tests.intake.documents.pdf_writer import PdfFile

LEFT = ("UBND TỈNH HÒA BÌNH", "**SỞ NỘI VỤ**", "Số: 12/SNV-CCHC", "V/v rà soát thủ tục hành chính")
RIGHT = (
    "**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**",
    "**Độc lập - Tự do - Hạnh phúc**",
    "*Hòa Bình, ngày 02 tháng 3 năm 2026*",
)
SIGNED = ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "", "", "Nguyễn Văn An")
RECIPIENTS = ("- Như trên;", "- UBND tỉnh (b/c);", "- Lưu: VT, CCHC.")


@pytest.fixture(autouse=True)
def _no_ocr(monkeypatch):
    monkeypatch.setattr("models.intake.documents.reading.pdf.program", lambda: None)


def small(path, fill):
    """A PDF of one page that `fill` writes."""
    file = PdfFile()
    fill(file.page())
    return file.save(path)


def looks(document, look):
    return [document.text[mark.start : mark.end] for mark in document.marks if mark.look == look]


def test_the_two_columns_of_head_and_end_are_read_one_after_the_other(tmp_path, qapp):
    paper = Paper(
        LEFT, RIGHT, body=["Thực hiện Kế hoạch số 5, Sở Nội vụ đề nghị các cơ quan rà soát."], recipients=RECIPIENTS, signature=SIGNED
    )
    document = read_pdf(pdf_of(paper, tmp_path / "a.pdf"))
    assert document.text == (
        "UBND TỈNH HÒA BÌNH\nSỞ NỘI VỤ\nSố: 12/SNV-CCHC\nV/v rà soát thủ tục hành chính\n\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nHòa Bình, ngày 02 tháng 3 năm 2026\n\n"
        "Thực hiện Kế hoạch số 5, Sở Nội vụ đề nghị các cơ quan rà soát.\n\n"
        "Nơi nhận:\n- Như trên;\n- UBND tỉnh (b/c);\n- Lưu: VT, CCHC.\n\n"
        "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nNguyễn Văn An"
    )
    assert document.kind == "pdf"
    assert document.doubts == ()
    assert "SỞ NỘI VỤ" in looks(document, "bold")
    assert "Hòa Bình, ngày 02 tháng 3 năm 2026" in looks(document, "italic")
    assert "Độc lập - Tự do - Hạnh phúc" in looks(document, "centred")
    assert not any("Thực hiện" in words for words in looks(document, "centred"))


@pytest.mark.parametrize("agency", ["ỦY BAN NHÂN DÂN TỈNH ĐỒNG XUÂN", "BAN CHỈ ĐẠO CÔNG TÁC DÂN SỐ"])
def test_an_agency_that_nearly_touches_the_national_title_stays_apart(tmp_path, agency):
    def fill(page):
        page.write(60, 50, agency, 12)
        page.write(60 + 6 * len(agency) + 7, 50, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True)
        page.write(80, 66, "Số: 7/QĐ-BCĐ", 12).write(300, 66, "Độc lập - Tự do - Hạnh phúc", 12)

    lines = read_pdf(small(tmp_path / "a.pdf", fill)).text.split("\n")
    assert lines[:2] == [agency, "Số: 7/QĐ-BCĐ"]
    assert lines[3] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def test_items_of_a_list_keep_their_numbers(tmp_path):
    def fill(page):
        for number, words in enumerate(("Rà soát các thủ tục", "Báo cáo kết quả về Sở", "Công khai tại bộ phận")):
            page.write(70, 100 + 20 * number, f"{number + 1}.").write(110, 100 + 20 * number, words)

    assert read_pdf(small(tmp_path / "a.pdf", fill)).text == (
        "1. Rà soát các thủ tục\n\n2. Báo cáo kết quả về Sở\n\n3. Công khai tại bộ phận"
    )


def test_a_paragraph_goes_on_over_the_end_of_a_page_and_page_numbers_are_no_text(tmp_path, qapp):
    long = "Các cơ quan, đơn vị, địa phương tổ chức triển khai thực hiện nghiêm túc các nhiệm vụ được giao; " * 100
    document = read_pdf(pdf_of(Paper(LEFT, RIGHT, body=[long]), tmp_path / "a.pdf"))
    assert len(document.pages) == 3
    body = document.text[document.text.index("Các cơ quan") :]
    assert "\n\n" not in body
    assert " ".join(body.split()) == long.strip()
    assert all(document.text[start - 1] == "\n" for start in document.pages[1:])


def test_lines_at_the_edge_of_every_page_stay_once(tmp_path):
    file = PdfFile()
    for number in range(4):
        page = file.page()
        page.write(70, 20, "Văn phòng HĐND và UBND tỉnh").write(280, 800, f"Trang {number + 1}/4")
        page.write(70, 300, f"Nội dung của phần {number} được trình bày tại đây.")
    document = read_pdf(file.save(tmp_path / "a.pdf"))
    assert document.text.count("Văn phòng HĐND") == 1
    assert looks(document, "header") == ["Văn phòng HĐND và UBND tỉnh"]
    assert "Trang" not in document.text
    assert [document.page_of(document.text.index(f"phần {number}")) for number in range(4)] == [0, 1, 2, 3]


def test_a_table_is_read_cell_by_cell(tmp_path, qapp):
    rows = (
        ("TT", "Nhiệm vụ", "Chủ trì", "Thời gian"),
        ("1", "Xây dựng kế hoạch phòng, chống dịch bệnh trên địa bàn", "Sở Y tế", "Trước ngày 15/3/2026"),
        ("2", "Rà soát cơ sở dữ liệu", "Công an tỉnh", ""),
    )
    document = read_pdf(pdf_of(Paper(LEFT, RIGHT, body=["Phân công như sau:"], rows=rows), tmp_path / "a.pdf"))
    (table,) = document.tables
    assert tuple(tuple(" ".join(document.said(cell).split()) for cell in row) for row in table.rows) == rows
    assert document.said(table.span).startswith("TT\nNhiệm vụ\nChủ trì\nThời gian\n\n1\nXây dựng")


def test_merged_cells_have_their_words_in_every_place(tmp_path):
    def fill(page):
        for x in (60, 160, 300, 460):
            page.rule(x, 100, x, 180)
        for y, left in ((100, 60), (140, 160), (180, 60)):
            page.rule(left, y, 460, y)
        page.write(70, 110, "Sở Y tế").write(170, 110, "Lập kế hoạch").write(310, 110, "Quý I")
        page.write(170, 150, "Báo cáo").write(310, 150, "Quý II")

    document = read_pdf(small(tmp_path / "a.pdf", fill))
    (table,) = document.tables
    assert [[document.said(cell) for cell in row] for row in table.rows] == [
        ["Sở Y tế", "Lập kế hoạch", "Quý I"],
        ["Sở Y tế", "Báo cáo", "Quý II"],
    ]


def test_rules_around_a_head_make_no_table(tmp_path):
    def fill(page):
        for x in (50, 280, 550):
            page.rule(x, 40, x, 90)
        page.rule(50, 40, 550, 40).rule(50, 90, 550, 90)
        page.write(60, 50, "SỞ NỘI VỤ").write(290, 50, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12)
        page.write(60, 70, "Số: 3/SNV").write(290, 70, "Độc lập - Tự do - Hạnh phúc", 12)

    document = read_pdf(small(tmp_path / "a.pdf", fill))
    assert document.tables == ()
    assert document.text.startswith("SỞ NỘI VỤ\nSố: 3/SNV\n\nCỘNG HÒA")


def signed(page):
    page.write(60, 60, "Sở Nội vụ đề nghị các đơn vị báo cáo kết quả trước ngày 20 tháng 3.")
    page.write(60, 300, "Nơi nhận:", 11, bold=True).write(60, 314, "- Như trên;", 11).write(60, 328, "- Lưu: VT.", 11)
    page.write(350, 300, "KT. GIÁM ĐỐC", bold=True).write(350, 400, "Nguyễn Văn An", bold=True)


def test_the_stamp_of_a_signing_program_stands_at_the_end(tmp_path):
    def fill(page):
        signed(page)
        page.write(380, 330, "Ký bởi: Sở Nội vụ tỉnh Hòa", 6).write(380, 338, "An", 6).write(380, 346, "Email: snv@hoaan.gov.vn", 6)
        page.write(380, 354, "Thời gian ký: 05.03.2026 10:11:12 +07:00", 6)

    document = read_pdf(small(tmp_path / "a.pdf", fill))
    assert document.text.endswith(
        "KT. GIÁM ĐỐC\n\nNguyễn Văn An\n\nKý bởi: Sở Nội vụ tỉnh Hòa\nAn\nEmail: snv@hoaan.gov.vn\nThời gian ký: 05.03.2026 10:11:12 +07:00"
    )
    assert len(looks(document, "stamp")) == 4


def test_an_address_in_the_text_is_no_stamp(tmp_path):
    def fill(page):
        signed(page)
        page.write(60, 100, "Cơ quan: Sở Nội vụ tỉnh Hòa An").write(60, 116, "Email: sonoivu@hoaan.gov.vn")

    document = read_pdf(small(tmp_path / "a.pdf", fill))
    assert looks(document, "stamp") == []
    assert document.text.index("Email") < document.text.index("Nơi nhận")


def test_annotations_a_number_is_text_and_a_stamp_is_not(tmp_path):
    def fill(page):
        signed(page)
        page.write(60, 30, "Số:           /SNV-CCHC", 12).write(300, 30, "Hòa Bình, ngày      tháng 3 năm 2026", 12)
        page.note("Widget", "1234", 85, 28, 110, 46, 12).note("Stamp", "05", 380, 28, 395, 46, 12)
        page.note("Widget", "Người ký: Nguyễn Văn An\nNgày ký: 05-03-2026 10:11:12", 340, 330, 480, 390, 6)
        page.note("FreeText", "Giao Hùng xử lý", 200, 500, 300, 520, 12)

    document = read_pdf(small(tmp_path / "a.pdf", fill))
    assert "Số: 1234 /SNV-CCHC" in document.text
    assert "ngày 05 tháng 3 năm 2026" in document.text
    assert sorted(looks(document, "stamp")) == ["Giao Hùng xử lý", "Ngày ký: 05-03-2026 10:11:12", "Người ký: Nguyễn Văn An"]
    assert document.text.index("Giao Hùng") > document.text.index("Nguyễn Văn An")


@pytest.mark.parametrize(
    "lines",
    [
        ("CÔNG VĂN ĐẾN", "Số: 1544", "Ngày: 02/12/2025"),
        ("ĐẾN Số: 1544", "Ngày: 02/12/2025", "Chuyển: Phòng Kinh tế"),
        ("ĐẾN", "Giờ: 8", "Ngày: 02/12/2025", "Số: 1544"),
    ],
)
def test_the_stamp_of_the_office_that_received_it_and_words_askew_are_no_text(tmp_path, lines):
    def fill(page):
        signed(page)
        for number, line in enumerate(lines):
            page.write(60, 120 + 14 * number, line, 10)
        page.write(200, 500, "BẢN SAO", 30, angle=45)

    document = read_pdf(small(tmp_path / "a.pdf", fill))
    assert set(lines) < set(looks(document, "stamp"))
    assert document.text.index("1544") > document.text.index("Nguyễn Văn An") < document.text.index("BẢN")


def test_a_date_until_which_is_no_stamp(tmp_path):
    def fill(page):
        signed(page)
        page.write(60, 120, "Thời gian thực hiện từ ngày 01 tháng 3").write(60, 136, "đến").write(
            60, 152, "Ngày 20 tháng 3 năm 2026 các đơn vị báo cáo"
        )

    assert looks(read_pdf(small(tmp_path / "a.pdf", fill)), "stamp") == []


def test_each_word_has_its_place_on_the_page_as_it_is_shown(tmp_path):
    document = read_pdf(small(tmp_path / "a.pdf", lambda page: page.write(119, 421 - 13, "Sở Nội vụ đề nghị", 20)))
    first = document.boxes[0]
    assert document.text[first.start : first.end] == "Sở"
    assert first.left == pytest.approx(119 / 595, abs=0.01)
    assert first.top < 0.5 < first.bottom
    assert [document.text[box.start : box.end] for box in document.boxes] == document.text.split()


def test_a_turned_page_is_read_as_it_is_shown(tmp_path):
    file = PdfFile()
    file.page(turned=90).write(300, 300, "Phụ lục kèm theo", 14, angle=90)
    document = read_pdf(file.save(tmp_path / "a.pdf"))
    assert document.text == "Phụ lục kèm theo"
    assert document.boxes[0].right < document.boxes[-1].left
    assert document.boxes[0].top == pytest.approx(document.boxes[-1].top, abs=0.001)
    assert not looks(document, "stamp")


@pytest.mark.parametrize("angle", [90, -90])
def test_a_page_whose_words_lie_on_their_side_is_read(tmp_path, qapp, angle):
    lines = ["Dòng thứ nhất của phụ lục", "Dòng thứ hai của phụ lục", "Dòng thứ ba có nhiều chữ hơn"]
    document = read_pdf(turned_lines(tmp_path / "a.pdf", lines, angle))
    assert document.text.split("\n") == lines
    assert all(0 <= edge <= 1 for box in document.boxes for edge in box[3:])
    first, last = document.boxes[0], document.boxes[-1]
    assert (first.left > last.left) == (angle == 90)


def turned_lines(path, lines, angle):
    """Lines of text that a program drew turned, on a page that is not."""
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QFont, QPainter, QPdfWriter

    writer = QPdfWriter(str(path))
    writer.setResolution(72)
    painter = QPainter(writer)
    painter.setFont(QFont("Liberation Serif", 13))
    painter.translate(250, 350)
    painter.rotate(angle)
    for number, line in enumerate(lines):
        painter.drawText(QPointF(-150, 20 * number), line)
    painter.end()
    return path


@pytest.mark.parametrize("turned", [90, 270])
def test_a_table_on_its_side_is_a_table(tmp_path, qapp, turned):
    rows = (("TT", "Nhiệm vụ", "Chủ trì"), ("1", "Rà soát danh mục", "Sở Y tế"), ("2", "Báo cáo kết quả", "Công an tỉnh"))
    whole = pypdf.PdfWriter(clone_from=pdf_of(Paper(LEFT, RIGHT, body=["Phân công như sau:"], rows=rows), tmp_path / "a.pdf"))
    whole.pages[0].rotate(turned)
    whole.write(tmp_path / "b.pdf")
    document = read_pdf(tmp_path / "b.pdf")
    (table,) = document.tables
    assert [[document.said(cell) for cell in row] for row in table.rows] == [list(row) for row in rows]
    assert document.text.startswith("UBND TỈNH HÒA BÌNH\nSỞ NỘI VỤ")


def test_a_pdf_with_a_password_says_so(tmp_path):
    locked = pypdf.PdfWriter(clone_from=small(tmp_path / "a.pdf", lambda page: page.write(60, 60, "Sở Nội vụ")))
    locked.encrypt("kín", algorithm="RC4-128")
    locked.write(tmp_path / "b.pdf")
    assert refused(tmp_path / "b.pdf") == "document_password"


def test_what_was_cropped_away_is_not_read(tmp_path):
    file = PdfFile()
    file.page(crop=(0, 400, 595, 842)).write(60, 100, "Phần giữ lại").write(60, 700, "Phần đã cắt")
    assert read_pdf(file.save(tmp_path / "a.pdf")).text == "Phần giữ lại"


def test_letters_of_old_fonts_become_unicode(tmp_path):
    file = PdfFile(fonts={"V1": ".VnTime", "V2": ".VnTimeH"})
    page = file.page()
    page.write(60, 60, "ñy ban nh©n d©n tØnh", 13, font="V2")
    page.write(60, 80, "§Ò nghÞ c¸c së, ngµnh b¸o c¸o kÕt qu¶ thùc hiÖn", 13, font="V1")
    document = read_pdf(file.save(tmp_path / "a.pdf"))
    assert " ".join(document.text.split()) == "ỦY BAN NHÂN DÂN TỈNH Đề nghị các sở, ngành báo cáo kết quả thực hiện"
    assert [doubt.code for doubt in document.doubts] == ["old_font_mended"]


def test_unseen_words_over_a_picture_are_used_and_told(tmp_path):
    document = read_pdf(small(tmp_path / "a.pdf", lambda page: page.write(60, 60, "Sở Nội vụ đề nghị các đơn vị báo cáo", unseen=True)))
    assert document.text == "Sở Nội vụ đề nghị các đơn vị báo cáo"
    assert [doubt.code for doubt in document.doubts] == ["scan_read"]


def test_two_signatures_beside_each_other_are_read_one_after_the_other(tmp_path):
    def fill(page):
        page.write(60, 100, "Hai Bộ hướng dẫn các địa phương thực hiện thống nhất như sau đây trong cả nước.")
        for left, body, name in ((60, "BỘ CÔNG AN", "Lê Quốc Hùng"), (330, "BỘ TƯ PHÁP", "Nguyễn Thanh Tịnh")):
            page.write(left, 300, f"KT. BỘ TRƯỞNG {body}", 12).write(left + 30, 316, "THỨ TRƯỞNG", 12).write(left + 20, 400, name, 12)
        page.write(60, 440, "Nơi nhận:", 11).write(60, 454, "- Như trên;", 11).write(60, 468, "- Lưu: VT.", 11)

    lines = [line for line in read_pdf(small(tmp_path / "a.pdf", fill)).text.split("\n") if line]
    assert lines[1:] == [
        "KT. BỘ TRƯỞNG BỘ CÔNG AN", "THỨ TRƯỞNG", "Lê Quốc Hùng", "KT. BỘ TRƯỞNG BỘ TƯ PHÁP", "THỨ TRƯỞNG", "Nguyễn Thanh Tịnh",
        "Nơi nhận:", "- Như trên;", "- Lưu: VT.",
    ]  # fmt: skip


def test_the_head_of_a_party_body_is_read_in_columns_too(tmp_path):
    def fill(page):
        page.write(80, 50, "ĐẢNG ỦY XÃ HÒA AN").write(340, 50, "ĐẢNG CỘNG SẢN VIỆT NAM", bold=True).write(130, 68, "*")
        page.write(60, 86, "Số 12-CV/ĐU").write(300, 86, "Hòa An, ngày 05 tháng 3 năm 2026").write(60, 104, "Về việc rà soát hội nghị", 12)
        page.write(150, 140, "Kính gửi: Các chi bộ trực thuộc Đảng ủy xã Hòa An")

    lines = read_pdf(small(tmp_path / "a.pdf", fill)).text.split("\n")
    assert lines[:4] == ["ĐẢNG ỦY XÃ HÒA AN", "*", "Số 12-CV/ĐU", "Về việc rà soát hội nghị"]
    assert lines[5] == "ĐẢNG CỘNG SẢN VIỆT NAM"
    assert lines[-1].startswith("Kính gửi")


def test_a_line_that_is_stretched_stays_a_line(tmp_path):
    def fill(page):
        page.write(60, 100, "Các cơ quan gửi báo cáo về Sở Nội vụ để tổng hợp theo địa chỉ thư điện tử sau", 12)
        for left, word in ((60, "của"), (160, "Sở"), (260, "Nội vụ"), (400, "tại địa chỉ")):
            page.write(left, 118, word, 12)
        page.write(60, 136, "phongcchc.sonoivu@hoaan.gov.vn trước ngày 15 tháng 3 năm 2026 để theo dõi", 12)

    assert "của Sở Nội vụ tại địa chỉ\nphongcchc" in read_pdf(small(tmp_path / "a.pdf", fill)).text


def test_a_table_goes_on_over_the_end_of_a_page_and_says_its_head_once(tmp_path):
    file = PdfFile()
    for number in range(2):
        page = file.page()
        for x in (60, 300, 500):
            page.rule(x, 100, x, 180)
        for y in (100, 140, 180):
            page.rule(60, y, 500, y)
        page.write(70, 110, "Nhiệm vụ").write(310, 110, "Chủ trì")
        page.write(70, 150, f"Việc thứ {number + 1}").write(310, 150, "Sở Y tế")
    document = read_pdf(file.save(tmp_path / "a.pdf"))
    (one,) = document.tables
    said = [[document.said(cell) for cell in row] for row in one.rows]
    assert said == [["Nhiệm vụ", "Chủ trì"], ["Việc thứ 1", "Sở Y tế"], ["Việc thứ 2", "Sở Y tế"]]
    assert document.text.count("Chủ trì") == 1


def test_a_row_that_the_end_of_a_page_cuts_is_one_row(tmp_path):
    file = PdfFile()
    cells = (
        (("TT", "Nhiệm vụ", "Chủ trì"), ("1", "Rà soát danh mục", "Sở Y tế"), ("2", "Báo cáo kết quả", "Công an tỉnh")),
        (("TT", "Nhiệm vụ", "Chủ trì"), ("", "trước ngày 05/3/2026", ""), ("3", "Tổng hợp", "Sở Tài chính")),
    )
    for rows in cells:
        page = file.page()
        for x in (60, 100, 300, 500):
            page.rule(x, 100, x, 220)
        for y in (100, 140, 180, 220):
            page.rule(60, y, 500, y)
        for number, row in enumerate(rows):
            for left, words in zip((70, 110, 310), row, strict=True):
                if words:
                    page.write(left, 110 + 40 * number, words)
    document = read_pdf(file.save(tmp_path / "a.pdf"))
    (one,) = document.tables
    said = [[" ".join(document.said(cell).split()) for cell in row] for row in one.rows]
    assert said[2:] == [["2", "Báo cáo kết quả trước ngày 05/3/2026", "Công an tỉnh"], ["3", "Tổng hợp", "Sở Tài chính"]]
    day = next(box for box in document.boxes if document.text[box.start : box.end] == "05/3/2026")
    assert day.page == 1


def refused(path):
    with pytest.raises(OfficeError) as caught:
        read_pdf(path)
    return caught.value.code


def test_what_is_no_pdf_is_refused(tmp_path):
    whole = small(tmp_path / "a.pdf", lambda page: page.write(60, 60, "Sở Nội vụ")).read_bytes()
    for name, content in {"cut": whole[:200], "noise": b"%PDF-1.7\n" + bytes(range(256)) * 20, "nothing": b"%PDF-1.4\n"}.items():
        (tmp_path / name).write_bytes(content)
        assert refused(tmp_path / name) == "document_damaged", name


def test_empty_pages_say_so(tmp_path):
    assert refused(small(tmp_path / "a.pdf", lambda page: page)) == "document_empty"


def test_a_reading_stops_when_it_is_told_to(tmp_path):
    def stop(done, total):
        raise Cancelled

    with pytest.raises(Cancelled):
        read_pdf(small(tmp_path / "a.pdf", lambda page: page.write(60, 60, "Sở Nội vụ")), report=stop)


def test_programs_are_looked_for_where_windows_puts_them(monkeypatch, tmp_path):
    monkeypatch.setattr(ocr.shutil, "which", lambda name: None)
    monkeypatch.setattr(ocr.sys, "platform", "win32")
    program = tmp_path / "Tesseract-OCR" / "tesseract.exe"
    program.parent.mkdir()
    program.touch()
    monkeypatch.setenv("ProgramFiles", str(tmp_path))
    assert str(program) in list(ocr._candidates())
