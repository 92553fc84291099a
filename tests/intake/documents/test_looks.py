"""How a text stands as a paper: paragraphs, guessed looks, tables; and that no letter is lost or changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.intake.documents.document_text import DocumentText, Span, TextMark, TextTable
from models.intake.documents.found import Found, Head
from models.intake.documents.looks import (
    BOLD,
    CENTRED,
    ITALIC,
    LOOK_RULES,
    RIGHT,
    SOFT,
    Grid,
    Paragraph,
    TextLooks,
    line_at,
    word_at,
)


def laid(text, head=None):
    return list(TextLooks(text, head).laid())


def said(text, paragraph):
    return "".join(text.text[piece.start : piece.end] for piece in paragraph.pieces)


def looks(text, words):
    """The looks of the piece that holds these words, with those of its paragraph."""
    at = text.text.index(words)
    for part in laid(text):
        for piece in part.pieces:
            if piece.start <= at < piece.end:
                return piece.looks | part.looks
    raise AssertionError(words)


@pytest.mark.parametrize("rule", LOOK_RULES.values(), ids=lambda rule: rule.name)
def test_every_rule_finds_its_example(rule):
    assert rule.search(rule.example)


def test_lines_broken_for_want_of_room_are_one_paragraph():
    text = DocumentText(
        "1. Các sở, ngành, địa phương tổng hợp, báo cáo tình hình, kết quả thực\nhiện Chỉ thị này.\n- Lưu: VT;\n\nNgười ký\nNguyễn Tấn Tuân"
    )
    made = laid(text)
    assert [said(text, part) for part in made] == [
        "1. Các sở, ngành, địa phương tổng hợp, báo cáo tình hình, kết quả thực\nhiện Chỉ thị này.",
        "- Lưu: VT;",
        "Người ký",
        "Nguyễn Tấn Tuân",
    ]
    assert [part.gap for part in made] == [False, False, True, False]


@pytest.mark.parametrize(
    ("following", "parts"),
    [
        ("24/KH-UBND của tỉnh", 1),
        ("2025 của Bộ", 1),
        ("2. Rà soát", 2),
        ("2.1. Rà soát", 2),
        ("đ) Rà soát", 2),
        ("- Rà soát", 2),
        ("PHỤ LỤC", 2),
    ],
)
def test_a_number_may_go_on_and_an_item_never_does(following, parts):
    text = DocumentText(f"Thực hiện chỉ đạo của Ban Thường vụ Tỉnh ủy và Kế hoạch số\n{following}")
    assert len(laid(text)) == parts


def test_an_item_never_goes_on_as_the_sentence_before():
    text = DocumentText("Ủy ban nhân dân tỉnh yêu cầu các sở, ngành, địa phương thực hiện\na) Rà soát thủ tục.\nb) Báo cáo.")
    assert len(laid(text)) == 3


def test_lines_of_an_office_file_are_paragraphs():
    words = "1. Các sở, ngành, địa phương tổng hợp, báo cáo tình hình, kết quả thực\nhiện Chỉ thị này"
    assert [len(laid(DocumentText(words, kind))) for kind in ("text", "scan", "docx", "html")] == [1, 1, 2, 2]


def test_looks_are_guessed_where_the_file_tells_none():
    text = DocumentText(
        "UBND TỈNH KHÁNH HÒA\nCộng hòa xã hội chủ nghĩa Việt Nam\nĐộc lập - Tự do - Hạnh phúc\nSố: 06/CT-UBND\n"
        "Khánh Hòa, ngày 21 tháng 4 năm 2020\nCHỈ THỊ\n\nĐiều 1. Phạm vi\nNội dung.\nNơi nhận:\n- Lưu: VT."
    )
    assert looks(text, "UBND TỈNH") == BOLD | CENTRED
    assert looks(text, "Cộng hòa") == BOLD | CENTRED
    assert looks(text, "Độc lập") == BOLD | CENTRED
    assert looks(text, "Khánh Hòa, ngày") == ITALIC
    assert looks(text, "CHỈ THỊ") == BOLD | CENTRED
    assert looks(text, "Điều 1") == BOLD
    assert looks(text, "Nơi nhận") == BOLD | ITALIC
    assert looks(text, "Nội dung") == looks(text, "- Lưu") == looks(text, "Số: 06") == 0


def test_what_was_read_of_the_head_tells_subject_and_signer():
    words = "CHỈ THỊ\nVề việc cải tiến lề lối làm việc\n\nNội dung.\n\nKT. CHỦ TỊCH\nNguyễn Tấn Tuân"

    def found(said):
        return Found(said, (Span(words.index(said), words.index(said) + len(said)),))

    body = Span(words.index("Nội"), words.index("\n\nKT."))
    head = Head(True, subject=found("Về việc cải tiến lề lối làm việc"), signer=found("Nguyễn Tấn Tuân"), body=body)
    made = laid(DocumentText(words), head)
    assert [part.looks for part in made] == [CENTRED, CENTRED, 0, RIGHT, RIGHT]


def test_of_a_subject_the_whole_line_stands_in_the_middle():
    words = "CHỈ THỊ\nVề việc cải tiến\nlề lối\n\nNội dung."
    at = words.index("cải")
    head = Head(True, subject=Found("x", (Span(at, words.index("\n\n")),)), body=Span(words.index("Nội"), len(words)))
    assert [part.looks for part in laid(DocumentText(words), head)] == [CENTRED, CENTRED, CENTRED, 0], "lines of a head stay lines"


def test_blanks_that_moved_a_line_are_not_seen():
    words = " " * 30 + "PHÓ CHỦ TỊCH\n" + " " * 20 + "Nguyễn Tấn Tuân\n  - mục con"
    text = DocumentText(words)
    assert [(said(text, part), part.looks) for part in laid(text)] == [
        ("PHÓ CHỦ TỊCH", CENTRED),
        ("Nguyễn Tấn Tuân", CENTRED),
        ("  - mục con", 0),
    ]


HEAD = """ỦY BAN NHÂN DÂN                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH GIA LAI                         Độc lập - Tự do - Hạnh phúc

Số: 4821/UBND-KT                Gia Lai, ngày 20 tháng 11 năm 2026
V/v rà soát các điểm có nguy cơ
sạt lở đất mùa mưa năm 2026

Xét đề nghị của Sở:    có hai phần
Một câu dài hơn cả hai cột của đầu văn bản nên không thể là một cột của nó được."""


def test_columns_kept_apart_by_blanks_stand_beside_each_other():
    text = DocumentText(HEAD)
    first, second, *rest = laid(text)
    assert [[said(text, part) for part in cell[4]] for cell in first.cells] == [
        ["ỦY BAN NHÂN DÂN"],
        ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["TỈNH GIA LAI"],
        ["Độc lập - Tự do - Hạnh phúc"],
    ]
    assert (first.ruled, first.columns, second.cells[0][4][0].gap) == (False, 2, True)
    assert [said(text, part) for cell in second.cells for part in cell[4]] == [
        "Số: 4821/UBND-KT",
        "Gia Lai, ngày 20 tháng 11 năm 2026",
        "V/v rà soát các điểm có nguy cơ",
        "sạt lở đất mùa mưa năm 2026",
    ]
    assert [piece.looks for piece in first.cells[3][4][0].pieces] == [BOLD | CENTRED]
    assert [piece.looks for piece in second.cells[1][4][0].pieces] == [ITALIC]
    assert all(isinstance(part, Paragraph) for part in rest), "wide blanks alone make no columns"


def test_a_subject_a_little_wider_than_its_column_stands_below_the_number():
    text = DocumentText(HEAD.replace("Số: 4821/UBND-KT", "MẬT\n\nSố: 12/UBND-NC"))
    grids = [part for part in laid(text) if not isinstance(part, Paragraph)]
    assert [said(text, part) for cell in grids[1].cells[::2] for part in cell[4]] == [
        "Số: 12/UBND-NC",
        "V/v rà soát các điểm có nguy cơ",
        "sạt lở đất mùa mưa năm 2026",
    ]


@pytest.mark.parametrize("kind", ["text", "docx"])
def test_the_blocks_of_a_head_and_an_end_stand_beside_each_other(kind):
    words = (
        "UBND TỈNH\nSỞ NỘI VỤ\nSố: 12/SNV\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nKính gửi: các sở.\n\n"
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nNguyễn Văn An\n\nPHỤ LỤC"
    )
    text = DocumentText(words, kind)
    head, letter, end, annex = laid(text)
    assert [[said(text, part) for part in cell[4]] for cell in head.cells] == [
        ["UBND TỈNH", "SỞ NỘI VỤ", "Số: 12/SNV"],
        ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
    ]
    assert [[said(text, part) for part in cell[4]] for cell in end.cells] == [
        ["Nơi nhận:", "- Như trên;", "- Lưu: VT."],
        ["GIÁM ĐỐC", "Nguyễn Văn An"],
    ]
    assert [part.looks for part in end.cells[0][4]] == [0, 0, 0]
    assert (said(text, letter), said(text, annex)) == ("Kính gửi: các sở.", "PHỤ LỤC")


def test_marks_of_the_file_are_taken_and_nothing_is_guessed_then():
    words = "CHỈ THỊ nhỏ\nHỌ TÊN\ntrang 1"
    text = DocumentText(words, "docx", marks=(TextMark(0, 7, "bold"), TextMark(4, 11, "italic"), TextMark(19, 26, "footer")))
    made = laid(text)
    assert [(text.text[piece.start : piece.end], piece.looks) for piece in made[0].pieces] == [
        ("CHỈ ", BOLD),
        ("THỊ", BOLD | ITALIC),
        (" nhỏ", ITALIC),
    ]
    assert looks(text, "HỌ TÊN") == 0
    assert looks(text, "trang") == SOFT


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("**Ý kiến kết luận\ncủa Chủ tịch** tỉnh", "Ý kiến kết luận\ncủa Chủ tịch tỉnh"),
        ("*Kính gửi:* các sở", "Kính gửi: các sở"),
        ("Biểu (*) và (**) ghi chú", "Biểu (*) và (**) ghi chú"),
        ("2 * 3 = 6", "2 * 3 = 6"),
        ("**một bên\n\nkhông có **", "một bên\n\nkhông có **"),
        ("**ỦY BAN\n---\n**CỘNG HÒA\nXÃ HỘI**", "ỦY BAN\n---\nCỘNG HÒA\nXÃ HỘI"),
        ("**1. **Sở Nội vụ****: **làm", "1. Sở Nội vụ****: làm"),
        ("**2. Các sở****: **Là các đơn vị", "2. Các sở: Là các đơn vị"),
        ("*Đơn vị chủ trì: *Các sở 5*3*2", "Đơn vị chủ trì: Các sở 5*3*2"),
        ("****", "****"),
    ],
)
def test_stars_that_stood_for_looks_are_not_seen(words, seen):
    text = DocumentText(words)
    assert TextLooks(text).shown(Span(0, len(words))) == seen
    assert TextLooks(DocumentText(words, "docx")).shown(Span(0, len(words))) == words


def table(words, rows, start=0):
    """Cells by their words, each looked for after the one before; "=" is the cell at the left, "^" the one above."""
    place, made = start, []
    for row in rows:
        line = []
        for across, cell in enumerate(row):
            if cell == "=":
                line.append(line[-1])
            elif cell == "^":
                line.append(made[-1][across])
            elif not cell:
                line.append(Span(place, place))
            else:
                at = words.index(cell, place)
                place = at + len(cell)
                line.append(Span(at, place))
        made.append(tuple(line))
    return TextTable(Span(start, place), tuple(made))


def test_tables_stand_between_the_paragraphs_with_merged_cells_once():
    words = "Kế hoạch\nTT\tNhiệm vụ\tPhối hợp\n1\tRà soát\n\nThủ tục chung\nHết"
    rows = [("TT", "Nhiệm vụ", "Phối hợp"), ("1", "Rà soát", ""), ("^", "Thủ tục chung", "=")]
    text = DocumentText(words, "docx", tables=(table(words, rows, 9),), marks=(TextMark(0, 8, "bold"),))
    first, grid, last = laid(text)
    assert (said(text, first), said(text, last)) == ("Kế hoạch", "Hết")
    assert isinstance(grid, Grid)
    assert [(cell[:4], "".join(said(text, each) for each in cell[4])) for cell in grid.cells] == [
        ((0, 0, 1, 1), "TT"),
        ((0, 1, 1, 1), "Nhiệm vụ"),
        ((0, 2, 1, 1), "Phối hợp"),
        ((1, 0, 2, 1), "1"),
        ((1, 1, 1, 1), "Rà soát"),
        ((1, 2, 1, 1), ""),
        ((2, 1, 1, 2), "Thủ tục chung"),
    ]


def test_a_long_table_is_laid_in_parts_and_a_cell_over_both_is_said_once():
    cells = [f"ô {number:03}" for number in range(400)]
    words = "chung\n" + "\n".join(cells)
    every = Span(0, 5)
    rows = tuple((every, Span(6 + 6 * number, 11 + 6 * number)) for number in range(400))
    text = DocumentText(words, "docx", tables=(TextTable(Span(0, len(words)), rows),))
    grids = laid(text)
    assert [grid.goes_on for grid in grids] == [False, True, True]
    assert sum(grid.rows for grid in grids) == 400
    told = [said(text, part) for grid in grids for cell in grid.cells for part in cell[4]]
    assert told == ["chung", *cells]
    assert {grid.widths for grid in grids} == {grids[0].widths}


def test_a_table_that_does_not_follow_the_text_is_shown_as_lines():
    words = "một hai"
    backwards = TextTable(Span(0, 7), ((Span(4, 7), Span(0, 3)),))
    outside = TextTable(Span(0, 3), ((Span(0, 7),),))
    wide = TextTable(Span(0, 7), ((Span(0, 3), *[Span(3, 3)] * 50),))
    for bad in (backwards, outside, wide, TextTable(Span(0, 7), ()), TextTable(Span(0, 7), ((),))):
        text = DocumentText(words, "docx", tables=(bad,))
        assert [said(text, part) for part in laid(text)] == [words]


def test_a_line_without_end_is_laid_in_parts():
    for words in ("ă" * 100_000, "từ " * 40_000):
        made = laid(DocumentText(words))
        assert max(piece.end - piece.start for part in made for piece in part.pieces) <= 4_000
        assert sum(piece.end - piece.start for part in made for piece in part.pieces) == len(words)


spans = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: (min(pair), max(pair)))


@given(
    st.text(alphabet="aB* \nđ.;1", max_size=60),
    st.lists(st.tuples(spans, st.sampled_from(["bold", "italic", "centred", "stamp"])), max_size=6),
    spans,
)
def test_every_letter_is_laid_once_in_its_order(words, marks, cell):
    inside = Span(min(cell[0], len(words)), min(cell[1], len(words)))
    text = DocumentText(
        words,
        tables=(TextTable(inside, ((inside, inside),)),),
        marks=tuple(TextMark(*span, look) for span, look in marks),
    )
    parts = laid(text)
    paragraphs = [each for part in parts for each in ([part] if isinstance(part, Paragraph) else [p for c in part.cells for p in c[4]])]
    places = [place for part in paragraphs for piece in part.pieces for place in range(piece.start, piece.end)]
    assert places == sorted(set(places))
    left_out = "".join(words[place] for place in range(len(words)) if place not in set(places))
    assert set(left_out) <= set("* \n"), "only stars that stood for looks, and room between paragraphs"


@pytest.mark.parametrize(
    ("text", "at", "word"),
    [
        ("Số: 06/CT-UBND, ngày", 6, "06/CT-UBND"),
        ("(trước 20/11/2026).", 9, "20/11/2026"),
        ("**Kính** gửi", 3, "Kính"),
        ("hết", 3, "hết"),
        ("a  b", 1, "a"),
        ("  ", 1, ""),
        ("", 0, ""),
    ],
)
def test_the_word_at_a_place(text, at, word):
    span = word_at(text, at)
    assert text[span.start : span.end] == word


@pytest.mark.parametrize(("at", "line"), [(0, "một"), (3, "một"), (5, "hai ba"), (13, "hai ba"), (14, "")])
def test_the_line_at_a_place(at, line):
    text = "một\n  hai ba \n"
    span = line_at(text, at)
    assert text[span.start : span.end] == line
