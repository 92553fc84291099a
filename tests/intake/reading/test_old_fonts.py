"""Texts from before Unicode: turned where they are, and nothing else is touched."""

import struct
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.intake.lettering.old_codings import CODINGS, LETTERS, TCVN3, VNI, coding_of_font
from models.intake.lettering.syllables import is_syllable
from models.intake.workbooks.book import Book, RawSheet, SheetRow, Visibility
from models.intake.workbooks.reading.old_fonts import Watch, in_unicode, turned_text
from tests.intake.reading.made_files import cells, ods, record, xls, xls_text, xlsx

SENTENCES = [
    "Phối hợp thực hiện công tác phổ cập giáo dục, xóa mù chữ, kịp thời tháo gỡ khó khăn, vướng mắc",
    "Đẩy nhanh tiến độ thực hiện danh sách người có công đề nghị điều dưỡng năm 2027",
    "Rà soát, tổng hợp việc kê khai tài sản; gửi kết quả về Sở Nội vụ trước ngày 25/11/2026",
    "Uỷ ban nhân dân xã Hoài Ân, tỉnh Gia Lai",
    "Quyết định số 12/QĐ-UBND của Chủ tịch UBND tỉnh về chuẩn bị Tết Nguyên đán",
    "Trưởng phòng Kinh tế, Phó Trưởng phòng Văn hóa - Xã hội",
    "Quỹ tín dụng, thuế, khuyến nông, quyền sử dụng đất, thủy lợi, ngoằn ngoèo, khuỷu tay",
]
UPPER = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM, ĐỘC LẬP - TỰ DO - HẠNH PHÚC"


def encoded(text, coding):
    """A text as it was typed in an old font; in TCVN3 capitals with a tone become the small letter."""
    table = TCVN3 if coding == "tcvn3" else VNI
    written = {modern: old for old, modern in reversed(table.items())}
    return "".join(written.get(letter, written.get(letter.lower(), letter)) for letter in unicodedata.normalize("NFC", text))


def book_of(*rows):
    return Book(
        "tệp", "", 0, "xls", (RawSheet("A", Visibility.VISIBLE, tuple(SheetRow(n, tuple(cells)) for n, cells in enumerate(rows, 1))),)
    )


def turned(*rows):
    """The cells of a book after what was found in it was turned, and the counts."""
    watch = Watch()
    for row in rows:
        for cell in row:
            if isinstance(cell, str) and not cell.isascii():
                watch.look(cell)
    found = watch.found()
    book = in_unicode(book_of(*rows), found) if found else book_of(*rows)
    return [row.cells for row in book.sheets[0].rows], dict(book.old_fonts)


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_comes_back(coding, sentence):
    assert turned([encoded(sentence, coding)], [encoded(SENTENCES[0], coding)])[0][0] == (sentence,)


def test_capitals_come_back():
    assert turned([encoded(UPPER, "vni")])[0] == [(UPPER,)]
    assert turned([encoded(UPPER, "tcvn3")])[0] == [(UPPER,)]


@pytest.mark.parametrize(
    ("coding", "modern"),
    [("tcvn3", letter) for letter in "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵĂÂĐÊÔƠƯ"]
    + [("vni", letter) for low in "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ" for letter in (low, low.upper())],
)
def test_every_letter_has_its_code(coding, modern):
    old = encoded(modern, coding)
    assert CODINGS[coding](old) == modern
    assert old != modern or modern in "ýíìÍÌ"
    assert old.encode("cp1252")


def test_the_letters_are_all_that_the_coding_is_made_of():
    assert len(TCVN3) == 74
    assert LETTERS["tcvn3"] == set(TCVN3)


@pytest.mark.parametrize("coding", CODINGS)
def test_cells_that_could_be_either_go_with_their_column(coding):
    old, new = (lambda text: encoded(text, coding)), SENTENCES[5]
    rows = [[old(SENTENCES[0]), new], [old("hộ"), new], [old("12/QĐ-UBND"), "12/QĐ-UBND"], [old(SENTENCES[3]), "Hé mở"], [5, "Hé"]]
    found, counts = turned(*rows)
    assert [row[0] for row in found] == [SENTENCES[0], "hộ", "12/QĐ-UBND", SENTENCES[3], 5]
    assert [row[1] for row in found] == [new, new, "12/QĐ-UBND", "Hé mở", "Hé"]
    assert set(counts) == {coding}


def test_in_a_mixed_column_they_go_with_their_row():
    old = lambda text: encoded(text, "vni")
    rows = [[old(text), old("Xã Hoài Ân")] for text in SENTENCES[:4]] + [
        ["Hoàn thành trong tháng 3/2027", "Hoài"],
        [SENTENCES[4], "Hoài Ân"],
    ]
    found, _ = turned(*rows)
    assert [row[1] for row in found] == ["Xã Hoài Ân"] * 4 + ["Hoài", "Hoài Ân"]
    assert found[4][0] == "Hoàn thành trong tháng 3/2027"


def test_the_font_decides_what_could_be_either():
    old = lambda text: encoded(text, "tcvn3")
    rows = [[old(SENTENCES[0])], ["hé"], ["hé"], [old("ủy ban nhân dân")], ["Gia Lai"]]
    book = in_unicode(
        book_of(*rows), {"tcvn3": 9}, {0: {1: {0: "tcvn3"}, 3: {0: "tcvn3"}, 4: {0: "tcvn3_capitals"}, 5: {0: "tcvn3_capitals"}}}
    )
    assert [row.cells[0] for row in book.sheets[0].rows] == [SENTENCES[0], "hé", "hộ", "ỦY BAN NHÂN DÂN", "GIA LAI"]


@pytest.mark.parametrize(
    ("name", "coding"),
    [
        (".VnTime", "tcvn3"), (".VnTimeH", "tcvn3_capitals"), (".VnArial NarrowH", "tcvn3_capitals"), (".vnarial", "tcvn3"),
        ("VNI-Times", "vni"), ("Times New Roman", ""), ("", ""), ("Vni", ""),
    ],
)  # fmt: skip
def test_fonts(name, coding):
    assert coding_of_font(name) == coding


def test_fonts_of_spreadsheets():
    old = encoded(SENTENCES[0], "tcvn3")
    styles = (
        '<fonts count="2"><font><name val="Arial"/></font><font><name val=".VnTimeH"/></font></fonts><fills count="1"><fill/></fills>'
        '<borders count="1"><border/></borders><cellXfs count="2"><xf numFmtId="0" fontId="0"/><xf numFmtId="0" fontId="1"/></cellXfs>'
    )
    row = f'<c r="A1" s="1" t="inlineStr"><is><t>{old}</t></is></c><c r="B1" t="inlineStr"><is><t>hé</t></is></c>'
    assert cells(xlsx(f'<sheetData><row r="1">{row}</row></sheetData>', styles=styles)) == {1: (SENTENCES[0].upper(), "hé")}
    fonts = record(0x31, struct.pack("<14xBB", 5, 0) + b"Arial") + record(0x31, struct.pack("<14xBB", 8, 0) + b".VnTimeH")
    formats = b"".join(record(0xE0, struct.pack("<HH16x", font, 0)) for font in (0, 1))
    assert cells(xls(xls_text(0, 0, old, 1) + xls_text(0, 1, "hé"), before=fonts + formats)) == {1: (SENTENCES[0].upper(), "hé")}
    style = '<style:style style:name="ce1" style:family="table-cell"><style:text-properties style:font-name=".VnTimeH"/></style:style>'
    inside = (
        '<table:table table:name="A"><table:table-column table:default-cell-style-name="ce1"/><table:table-row>'
        f'<table:table-cell office:value-type="string"><text:p>{old}</text:p></table:table-cell>'
        '<table:table-cell office:value-type="string"><text:p>hé</text:p></table:table-cell></table:table-row></table:table>'
    )
    assert cells(ods(inside, styles=style)) == {1: (SENTENCES[0].upper(), "hé")}


@pytest.mark.parametrize(
    "text",
    [
        "café",
        "Đăk Tô",
        "Ê Đê",
        "Krông Nô",
        "São Paulo",
        "Größe für München",
        "10 µm",
        "5 m²",
        "© 2026 ®",
        "“ngoặc” – «kép»",
        "25°C ± 2",
        "2×3",
        "§ 5",
    ],
)
def test_other_words_are_left_alone(text):
    assert turned([text], *[[sentence] for sentence in SENTENCES], [text])[0][0] == (text,)
    assert turned([text], [text])[0] == [(text,), (text,)]


@given(st.lists(st.sampled_from(" ".join(SENTENCES).split()), min_size=1, max_size=12).map(" ".join))
def test_unicode_is_never_changed(text):
    assert turned([text], ["Hồ sơ"])[0][0] == (text,)


@given(st.lists(st.sampled_from([word for word in " ".join(SENTENCES).split() if not word[0].isupper()]), min_size=3, max_size=12))
@pytest.mark.parametrize("coding", CODINGS)
def test_any_words_come_back(coding, words):
    text = " ".join(words)
    assert turned_text(encoded(text, coding), coding) == text


@given(st.lists(st.text(max_size=20), max_size=6))
def test_any_text_at_all_breaks_nothing(texts):
    turned([*texts], [encoded(SENTENCES[0], "tcvn3")])


@pytest.mark.parametrize(
    "word", ["nghiêng", "quyết", "gì", "giếng", "ưu", "khuỷu", "ngoằn", "Ủy", "ý", "yêu", "thuở", "quốc", "Đắc", "khoẻ", "khỏe"]
)
def test_syllables(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["cé", "Größe", "café", "kà", "ngề", "càt", "thùch", "ghà", "µm", "x", "", "đ", "àá"])
def test_no_syllables(word):
    assert not is_syllable(word)
