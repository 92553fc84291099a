"""Documents of Word: what prints is read, in the order in which it prints, and nothing else."""

import io
import zipfile

import pytest

from models.errors import OfficeError
from models.intake.documents.document_text import DocumentText, Span, TextDoubt, TextTable
from models.intake.documents.reading.docx import read_docx
from models.intake.documents.reading.files import read_document_text
from models.intake.workbooks.reading.package import DamagedError, Package
from tests.intake.documents.reading.made_docx import W, cell, counted, docx, levels, p, run, table


def read(body="", **more):
    return read_docx(Package(docx(body, **more), "a.docx"))


def text(body="", **more):
    return read(body, **more).text


def marked(document, look):
    return [document.text[mark.start : mark.end] for mark in document.marks if mark.look == look]


def test_a_head_in_two_columns_stays_in_two_columns():
    head = table(
        [
            cell(p("ỦY BAN NHÂN DÂN", align="center"), p("TỈNH HÒA AN", align="center"), p("Số: 12/CT-UBND", align="center")),
            cell(p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), p("Độc lập - Tự do - Hạnh phúc"), p("Hòa An, ngày 02 tháng 3 năm 2026")),
        ],
        properties="",
    )
    body = head + p("CHỈ THỊ", align="center") + p("Về việc phòng cháy", align="center") + p("Thời gian qua …") + p("Yêu cầu:")
    assert text(body) == (
        "ỦY BAN NHÂN DÂN\nTỈNH HÒA AN\nSố: 12/CT-UBND\n\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nHòa An, ngày 02 tháng 3 năm 2026\n\n"
        "CHỈ THỊ\nVề việc phòng cháy\n\nThời gian qua …\n\nYêu cầu:"
    )
    assert read(body).tables == ()


def test_a_head_is_told_by_its_words_even_where_lines_are_drawn():
    body = table(
        [cell("UBND TỈNH"), cell("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM")], [cell("Số: 5/KH-UBND"), cell("An, ngày 5 tháng 5 năm 2026")]
    )
    assert read(body).tables == ()
    assert text(body).split("\n\n") == ["UBND TỈNH", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 5/KH-UBND", "An, ngày 5 tháng 5 năm 2026"]


def test_a_table_of_tasks_is_told_cell_by_cell():
    body = p("Phụ lục") + table(
        ["TT", "Nhiệm vụ", "Chủ trì"],
        [cell("1", properties='<w:vMerge w:val="restart"/>'), cell("Xây dựng", "kế hoạch"), cell("Sở Nội vụ")],
        [cell(properties="<w:vMerge/>"), "Rà soát", "Sở Y tế"],
        [cell("Lĩnh vực y tế", properties='<w:gridSpan w:val="3"/>')],
    )
    document = read(body + p("Hết"))
    (grid,) = document.tables
    assert [[document.said(span) for span in row] for row in grid.rows] == [
        ["TT", "Nhiệm vụ", "Chủ trì"],
        ["1", "Xây dựng\nkế hoạch", "Sở Nội vụ"],
        ["1", "Rà soát", "Sở Y tế"],
        ["Lĩnh vực y tế"] * 3,
    ]
    assert document.said(grid.span) == ("TT\nNhiệm vụ\nChủ trì\n\n1\nXây dựng\nkế hoạch\nSở Nội vụ\n\nRà soát\nSở Y tế\n\nLĩnh vực y tế")
    assert document.text.startswith("Phụ lục\n\nTT\n")
    assert document.text.endswith("Lĩnh vực y tế\n\nHết")


def test_lines_of_a_table_may_come_from_its_style_or_its_cells():
    style = (
        '<w:style w:type="table" w:styleId="G"><w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="H"><w:basedOn w:val="G"/></w:style>'
    )
    drawn = '<w:tcBorders><w:top w:val="single"/></w:tcBorders>'
    none = '<w:tblBorders><w:top w:val="nil"/></w:tblBorders>'
    assert len(read(table(["a", "b"], properties='<w:tblStyle w:val="H"/>'), styles=style).tables) == 1
    assert len(read(table(["a", "b"], properties=f'<w:tblStyle w:val="H"/>{none}'), styles=style).tables) == 0
    assert len(read(table([cell("a", properties=drawn), cell("b", properties=drawn)], properties="")).tables) == 1


def test_numbers_are_printed_as_word_counts_them():
    lists = levels(
        7, ("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "-"), ("bullet", "\uf0b7", '<w:rPr/>'),
    ) + levels(8, ("decimal", "Điều %1."), ("decimal", "%1.%2.")) + counted(1, 7) + counted(2, 8) + counted(
        3, 8, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    )  # fmt: skip
    order = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 3), (1, 4), (1, 0), (1, 1), (2, 0), (2, 1), (2, 1), (2, 0), (2, 1), (3, 0), (3, 0)]
    body = "".join(p("x", number=number, level=level) for number, level in order)
    assert text(body, numbering=lists).replace(" x", "").split("\n\n") == [
        "I.", "1.", "2.", "a)", "b)", "-", "•", "II.", "1.", "Điều 1.", "1.1.", "1.2.", "Điều 2.", "2.1.", "Điều 5.", "Điều 6.",
    ]  # fmt: skip


def test_numbers_may_come_from_styles_and_stop_by_zero():
    lists = levels(7, ("decimal", "%1)"), ("lowerRoman", "%2)", '<w:pStyle w:val="B"/>')) + counted(1, 7)
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    body = p("x", style="A") + p("x", style="B") + p("x", style="A", number=0) + p("x", style="A")
    assert text(body, numbering=lists, styles=styles).split("\n\n") == ["1) x", "i) x", "x", "2) x"]


def test_a_list_that_points_to_a_style_of_lists():
    lists = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="S"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="S"/><w:lvl w:ilvl="0"><w:numFmt w:val="upperLetter"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    )
    assert text(p("x", number=4, level=0), numbering=lists + counted(4, 1)) == "A. x"


@pytest.mark.parametrize(
    ("form", "seen"),
    [("decimalZero", "03."), ("upperRoman", "III."), ("lowerLetter", "c."), ("ordinalText", "3."), ("numberInDash", "- 3 -.")],
)
def test_forms_of_numbers(form, seen):
    lists = levels(1, (form, "%1.")) + counted(1, 1)
    assert text(p("x", number=1, level=0) * 3, numbering=lists).endswith(f"{seen} x")


def test_letters_go_on_after_z_and_legal_numbers_are_digits():
    lists = levels(1, ("lowerLetter", "%1)")) + counted(1, 1)
    assert text(p("x", number=1, level=0) * 28, numbering=lists).endswith("z) x\n\naa) x\n\nbb) x")
    lists = levels(1, ("upperRoman", "%1."), ("decimal", "%1.%2", "<w:isLgl/>")) + counted(1, 1)
    assert text(p("x", number=1, level=0) + p("x", number=1, level=1), numbering=lists) == "I. x\n\n1.1 x"


def test_deletions_and_hidden_letters_do_not_print_insertions_do():
    body = (
        "<w:p><w:r><w:t>Giao </w:t></w:r><w:del><w:r><w:delText>Sở Y tế</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>Sở Nội vụ</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t> cũ</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t> mới</w:t></w:r></w:moveTo>"
        f"{run('ẩn', '<w:vanish/>')}{run('.', '<w:vanish w:val=&quot;0&quot;/>'.replace('&quot;', chr(34)))}</w:p>"
    )
    assert text(body) == "Giao Sở Nội vụ mới."


def test_a_deleted_mark_joins_two_paragraphs_and_a_deleted_row_is_gone():
    assert text(p("Một ", mark="<w:del/>") + p("hai") + p("ba")) == "Một hai\n\nba"
    rows = table(["a", "b"], ["c", "d"]).replace("<w:tr><w:tc><w:tcPr></w:tcPr><w:p><w:pPr></w:pPr><w:r><w:rPr></w:rPr>"
        '<w:t xml:space="preserve">c', "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:tcPr></w:tcPr><w:p><w:pPr></w:pPr><w:r><w:rPr></w:rPr>"
        '<w:t xml:space="preserve">c')  # fmt: skip
    assert text(rows) == "a\nb"


def test_capitals_bold_and_centred():
    styles = (
        '<w:style w:type="paragraph" w:styleId="T"><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:caps/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="E"><w:rPr><w:i/></w:rPr></w:style>'
    )
    document = read(p("quyết định", style="T") + p(run("Điều 1.", "<w:b/>"), run(" Lời", '<w:rStyle w:val="E"/>')), styles=styles)
    assert document.text == "QUYẾT ĐỊNH\n\nĐiều 1. Lời"
    assert marked(document, "bold") == ["QUYẾT ĐỊNH", "Điều 1."]
    assert marked(document, "italic") == [" Lời"]
    assert marked(document, "centred") == ["QUYẾT ĐỊNH"]


def test_of_a_field_only_the_result_prints():
    field = (
        '<w:p><w:r><w:t>Trang </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:t>x</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>12</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        '<w:fldSimple w:instr="DATE"><w:r><w:t>/5</w:t></w:r></w:fldSimple><w:hyperlink><w:r><w:t> nối</w:t></w:r></w:hyperlink></w:p>'
    )
    assert text(field) == "Trang 12/5 nối"


def test_a_text_box_is_read_once_after_its_paragraph():
    box = f"<w:txbxContent>{p('HỎA TỐC')}{table(['a', 'b'])}</w:txbxContent>"
    body = (
        f"<w:p><w:r><w:t>Kính gửi</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><v:textbox>{box}</v:textbox></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>: Sở</w:t></w:r></w:p>"
    )
    assert text(body + p("hết")) == "Kính gửi: Sở\n\nHỎA TỐC\n\na\nb\n\nhết"
    assert text('<w:p><w:r><w:pict><v:textpath string="KHẨN"/></w:pict></w:r></w:p>') == "KHẨN"


def test_what_stands_above_and_below_is_read_once_without_page_numbers():
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="h1"/><w:headerReference w:type="first" r:id="h2"/>'
        '<w:footerReference w:type="default" r:id="f1"/><w:titlePg/></w:sectPr>'
    )
    parts = [
        ("h1", "header1.xml", "hdr", p("Dự thảo") + p("2")),
        ("h2", "header2.xml", "hdr", p("Dự thảo") + p("Lần 3")),
        ("f1", "footer1.xml", "ftr", p("Trang 1/12") + p("123 phố X")),
    ]
    document = read(p("Lời") + section, parts=parts)
    assert "Lần 3" not in read(p("Lời") + section.replace("<w:titlePg/>", ""), parts=parts).text
    assert document.text == "Dự thảo\nLần 3\n\nLời\n\n123 phố X"
    assert (marked(document, "header"), marked(document, "footer")) == (["Dự thảo", "Lần 3"], ["123 phố X"])


def test_notes_come_at_the_end_and_leave_nothing_in_the_words():
    body = '<w:p><w:r><w:t>Số 5</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>.</w:t></w:r></w:p>'
    notes = f'<w:footnote w:id="-1">{p("dòng kẻ")}</w:footnote><w:footnote w:id="2">{p("Nguồn: báo cáo")}</w:footnote>'
    assert text(body, parts=[("n", "footnotes.xml", "footnotes", notes)]) == "Số 5.\n\nNguồn: báo cáo"


def test_content_controls_symbols_and_special_letters():
    body = (
        f"<w:sdt><w:sdtPr><w:alias w:val='x'/><w:docPartObj><w:t>không</w:t></w:docPartObj></w:sdtPr>"
        f"<w:sdtContent>{p('Trong ô')}</w:sdtContent></w:sdt>"
        "<w:p><w:r><w:t>a\u00adb\u00a0c\u200b</w:t><w:softHyphen/><w:noBreakHyphen/><w:tab/><w:t>d</w:t><w:br/><w:t>e</w:t>"
        '<w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Lạ" w:char="F001"/></w:r>'
        "<m:oMath><m:r><m:t>x²</m:t></m:r></m:oMath></w:p>"
    )
    assert text(body) == "Trong ô\n\nab c-\td\ne✓x²"


def test_letters_of_old_fonts_become_unicode():
    fonts = '<w:rFonts w:ascii=".VnTime"/>', '<w:rFonts w:ascii=".VnTimeH"/>', '<w:rFonts w:ascii="VNI-Times"/>'
    document = read(
        p(run("Uû ban nh©n d©n", fonts[0]))
        + p(run("chØ thÞ", fonts[1]))
        + p(run("UÛY BAN NHA", fonts[2]), run("ÂN DAÂN", fonts[2]))
        + p(run("l­u tr÷", fonts[0] + "<w:caps/>"))
        + p(run("Ủy ban", fonts[0]))
    )
    assert document.text == "Uỷ ban nhân dân\n\nCHỈ THỊ\n\nỦY BAN NHÂN DÂN\n\nLƯU TRỮ\n\nỦy ban"
    assert document.doubts == (TextDoubt("old_font_mended"),)


def test_a_text_of_today_in_a_font_of_old_days_stays_as_it_is():
    font = '<w:rFonts w:ascii=".VnTime"/>'
    document = read(p(run("Ủy ban nhân dân tỉnh", font)) + p(run("Sở Nội vụ", font)) + p(run("có", font)))
    assert (document.text, document.doubts) == ("Ủy ban nhân dân tỉnh\n\nSở Nội vụ\n\ncó", ())


def test_old_letters_without_their_font_are_told_by_their_words():
    document = read(p("Uû ban nh©n d©n tØnh yªu cÇu c¸c së, ban, ngµnh l­u tr÷."))
    assert document.text == "Uỷ ban nhân dân tỉnh yêu cầu các sở, ban, ngành lưu trữ."
    assert document.doubts == (TextDoubt("old_font_mended"),)


def test_decomposed_letters_are_composed_even_across_looks():
    assert text(p(run("U"), run("\u0309y ban nhân dân", "<w:b/>"))) == "Ủy ban nhân dân"


def test_a_web_page_put_into_a_document_is_read_at_its_place():
    parts = [("c", "chunk.html", "x", "")]
    page = "<html><body><p>Số: 5</p></body></html>"
    content = docx(p("trước") + '<w:altChunk r:id="c"/>' + p("sau"), parts=parts).replace(b"word/chunk.html", b"word/chunkX.htm")
    stream = io.BytesIO(content)
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("word/chunk.html", page)
    assert read_docx(Package(stream.getvalue(), "a")).text == "trước\n\nSố: 5\n\nsau"


def test_prefixes_may_be_others():
    other = f"<n:document {W.replace('xmlns:w', 'xmlns:n')}><n:body><n:p><n:r><n:t>Lời</n:t></n:r></n:p></n:body></n:document>"
    package = docx(main="word/other.xml", more=[("word/document2.xml", other)])
    assert read_docx(Package(package, "a")).text == "Lời"


def test_what_is_broken_is_damaged():
    for body in ("<w:p>", "&bomb;", "<w:p></w:r>"):
        with pytest.raises(DamagedError):
            read(body)


def test_thousands_of_tables_in_tables_are_read_without_end():
    body = p("đáy")
    for _ in range(3_000):
        body = f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>"
    assert text(body) == "đáy"


def picture_document(tmp_path, size):
    """A document of Word that holds a picture and no words."""
    parts = [("p1", "media/image1.png", "x", "")]
    body = '<w:p><w:r><w:drawing><a:blip xmlns:a="urn:drawingml/main" r:embed="p1"/></w:drawing></w:r></w:p>'
    path = tmp_path / "ảnh.docx"
    path.write_bytes(docx(body, parts=parts).replace(b"word/media/image1.png", b"word/media/imageX.png"))
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("word/media/image1.png", b"\x89PNG\r\n\x1a\n" + bytes(size), zipfile.ZIP_STORED)
    return path


def test_a_document_of_nothing_but_pictures_is_read_as_a_scan(tmp_path, monkeypatch):
    seen = []

    def read_scan(content, _path, *, report):
        seen.append(content[:4])
        report(1, 1)
        return DocumentText("Số: 12", "scan", tables=(TextTable(Span(0, 6), ((Span(0, 2),),)),))

    monkeypatch.setattr("models.intake.documents.reading.scans.read_scan", read_scan)
    text = read_document_text(picture_document(tmp_path, 20_000))
    assert (text.text, text.kind, text.doubts, seen) == ("Số: 12", "docx", (TextDoubt("scan_read"),), [b"\x89PNG"])
    assert text.tables == (TextTable(Span(0, 6), ((Span(0, 2),),)),)


def test_a_small_picture_alone_is_no_page(tmp_path):
    with pytest.raises(OfficeError) as caught:
        read_document_text(picture_document(tmp_path, 2_000))
    assert caught.value.code == "document_empty"


def test_columns_set_by_tabs_are_lines_of_one_block():
    tab = "<w:r><w:tab/></w:r>"
    body = p("UBND TỈNH", tab, "CỘNG HÒA") + p("Số: 5", tab, "An, ngày 5") + p("Lời") + p("a", tab, "x" * 200) + p("b", tab, "c")
    assert text(body) == "UBND TỈNH\tCỘNG HÒA\nSố: 5\tAn, ngày 5\n\nLời\n\na\t" + "x" * 200 + "\n\nb\tc"


def test_a_stamp_in_a_box_does_not_part_the_lines_of_its_cell():
    box = f"<w:r><w:txbxContent>{p('HỎA TỐC')}</w:txbxContent></w:r>"
    body = table([cell(p("ỦY BAN NHÂN DÂN", box), p("TỈNH GIA LAI")), cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")], properties="")
    assert text(body) == "ỦY BAN NHÂN DÂN\nTỈNH GIA LAI\n\nHỎA TỐC\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
