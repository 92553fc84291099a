"""A page with the places of its words: light, choosing by mouse and keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.intake.documents.document_text import DocumentText, Span, WordBox
from ui import theme
from ui.parts.lights import Light
from ui.parts.lit_page import LitPage, PageWords
from ui.parts.page_area import PageArea

# Two columns of a head, read the left one first, then a sentence over the whole page; a second page.
COLUMNS = [
    ("UBND", 0, 0.10, 0.10),
    ("TỈNH", 0, 0.20, 0.10),
    ("Số:", 0, 0.10, 0.14),
    ("06/CT-UBND", 0, 0.20, 0.14),
    ("CỘNG", 0, 0.60, 0.10),
    ("HÒA", 0, 0.70, 0.10),
    ("Độc", 0, 0.60, 0.14),
    ("lập", 0, 0.70, 0.14),
    ("báo", 0, 0.10, 0.30),
    ("cáo", 0, 0.18, 0.30),
    ("trước", 0, 0.10, 0.34),
    ("20/11", 0, 0.22, 0.34),
    ("sau", 1, 0.10, 0.10),
]
LINE_ENDS = {"TỈNH", "06/CT-UBND", "HÒA", "lập", "cáo"}


def read_page():
    """The text and the boxes of the page above; a word is 0.08 wide and 0.03 high."""
    text, boxes = "", []
    for word, page, left, top in COLUMNS:
        boxes.append(WordBox(len(text), len(text) + len(word), page, left, top, left + 0.08, top + 0.03))
        text += word + ("\n" if word in LINE_ENDS else " ")
    return DocumentText(text, "pdf", (0, text.index("sau")), boxes=tuple(boxes))


TEXT = read_page()


def span_of(words):
    at = TEXT.text.index(words)
    return Span(at, at + len(words))


@pytest.fixture
def area(qtbot):
    """The desk with the first page on it, 1000 x 1000."""
    made = PageArea()
    qtbot.addWidget(made)
    made.resize(1040, 700)
    blank = QImage(1000, 1000, QImage.Format.Format_RGB32)
    blank.fill(0xFFFFFFFF)
    made.sheet.show_image(blank)
    made.sheet.resize(1000, 1000)
    made.sheet.show_words(PageWords(TEXT, 0))
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def page(area) -> LitPage:
    return area.sheet


@pytest.fixture
def chosen(page):
    """What was chosen."""
    got = []
    page.words_chosen.connect(lambda words, span: got.append((words, span)))
    return got


def on(page, word):
    return page.place_of(span_of(word)).center()


def drag(page, start, end):
    QTest.mousePress(page, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(page, (start + end) / 2)
    QTest.mouseMove(page, end)
    QTest.mouseRelease(page, Qt.MouseButton.LeftButton, pos=end)


def test_a_span_touches_the_words_of_its_page():
    words = PageWords(TEXT, 0)
    assert len(words) == 12
    assert list(words.of(span_of("CT-UBND"))) == [3], "a part of a word lights the word"
    assert list(words.of(span_of("báo cáo\ntrước"))) == [8, 9, 10]
    assert list(words.of(span_of("sau"))) == []
    assert list(words.of(Span(0, 0))) == []
    assert list(words.of(Span(0, 10_000))) == list(range(12))
    assert list(PageWords(TEXT, 1).of(span_of("sau"))) == [0]


def test_words_of_a_line_are_one_strip():
    words = PageWords(TEXT, 0)
    strips = words.strips(words.of(span_of("báo cáo\ntrước")))
    assert [(round(each.left(), 2), round(each.right(), 2), round(each.top(), 2)) for each in strips] == [
        (0.1, 0.26, 0.3),
        (0.1, 0.18, 0.34),
    ]
    dash = PageWords(DocumentText("- một", boxes=(WordBox(0, 1, 0, 0.1, 0.115, 0.11, 0.12), WordBox(2, 5, 0, 0.13, 0.1, 0.2, 0.13))), 0)
    assert len(dash.strips(range(2))) == 1, "a low sign belongs to its line"
    assert len(words.strips(words.of(span_of("06/CT-UBND\nCỘNG")))) == 2, "the other column is no part of the line"


def lying(turn):
    """Three lines of long words on a page that was turned by so many degrees to the right after it was written."""
    text, boxes = "", []
    for row in range(3):
        for column in range(4):
            left, top = 0.1 + 0.2 * column, 0.1 + 0.1 * row
            boxes.append(WordBox(len(text), len(text) + 6, 0, left, top, left + 0.15, top + 0.03))
            text += "nghiêm" + (" " if column < 3 else "\n")
    upright = DocumentText(text, "scan", boxes=tuple(boxes))
    return DocumentText(text, "scan", boxes=tuple(PageWords(upright, 0, turn).boxes))


@pytest.mark.parametrize(("turned", "back"), [(0, 0), (90, 270), (180, 180), (270, 90)])
def test_a_page_that_lies_is_turned_so_that_it_can_be_read(turned, back):
    text = lying(turned)
    assert PageWords(text, 0).upright() == back
    stands = PageWords(text, 0, back)
    assert [round(edge, 3) for edge in stands.boxes[5][3:]] == [0.3, 0.2, 0.45, 0.23]
    assert PageWords(TEXT, 0).upright() == 0, "too few words to tell"


def test_lit_words_take_the_colour_and_keep_their_letters(page):
    page.image.setPixel(240, 155, 0xFF000000)
    page.light([Light((span_of("06/CT-UBND"),), "task"), Light((span_of("Số:"),), "field"), Light((span_of("sau"),), "chosen")])
    seen = page.grab().toImage()
    assert seen.pixelColor(230, 150) == theme.LIGHTS["task"]
    assert seen.pixelColor(130, 150) == theme.LIGHTS["field"]
    assert seen.pixelColor(500, 500).name() == "#ffffff"
    assert seen.pixelColor(240, 155).name() == "#000000"
    page.light([Light((span_of("Số: 06/CT-UBND"),), "task"), Light((span_of("06/CT-UBND"),), "chosen")])
    seen = page.grab().toImage()
    assert (seen.pixelColor(130, 150), seen.pixelColor(230, 150)) == (theme.LIGHTS["task"], theme.LIGHTS["chosen"]), "one colour a word"
    page.light([])
    assert page.grab().toImage().pixelColor(230, 150).name() == "#ffffff"


def test_in_high_contrast_what_is_lit_has_a_line_under_it(page):
    theme.choose(contrast=True)
    try:
        page.light([Light((span_of("Số:"),), "field")])
        assert page.grab().toImage().pixelColor(130, 171) == theme.INK
    finally:
        theme.choose()


def test_where_words_stand(page):
    place = page.place_of(span_of("20/11"))
    assert (round(place.left(), -1), round(place.top(), -1)) == (220, 340)
    assert page.place_of(span_of("sau")) is None
    words = PageWords(TEXT, 0)
    assert [words.at(*point) for point in ((0.12, 0.11), (0.12, 0.335), (0.185, 0.115), (0.5, 0.11), (0.12, 0.6))] == [0, 10, 0, None, None]


def test_dragging_over_words_chooses_them_in_the_order_of_the_text(page, chosen):
    drag(page, on(page, "báo"), on(page, "trước"))
    assert chosen == [("báo cáo\ntrước", span_of("báo cáo\ntrước"))]
    drag(page, on(page, "20/11"), on(page, "cáo"))
    assert chosen[1:] == [("cáo\ntrước 20/11", span_of("cáo\ntrước 20/11"))], "backwards too"


def test_dragging_beside_words_draws_a_frame(page, chosen):
    drag(page, QPoint(570, 60), QPoint(990, 200))
    assert chosen == [("CỘNG HÒA\nĐộc lập", span_of("CỘNG HÒA\nĐộc lập"))], "a column alone"
    drag(page, QPoint(190, 60), QPoint(690, 120))
    assert chosen[1:] == [("TỈNH\nCỘNG", span_of("TỈNH\nSố: 06/CT-UBND\nCỘNG"))], "what lies between in the text is not taken"
    drag(page, QPoint(400, 500), QPoint(600, 600))
    assert len(chosen) == 2
    assert page.chosen() is None


def test_a_click_alone_chooses_nothing_two_the_word_three_the_line(page, chosen):
    at = on(page, "06/CT-UBND")
    QTest.mouseClick(page, Qt.MouseButton.LeftButton, pos=at)
    assert chosen == []
    QTest.mouseDClick(page, Qt.MouseButton.LeftButton, pos=at)
    assert chosen == [("06/CT-UBND", span_of("06/CT-UBND"))]
    QTest.mouseClick(page, Qt.MouseButton.LeftButton, pos=at)
    assert chosen[1:] == [("Số: 06/CT-UBND", span_of("Số: 06/CT-UBND"))]


def test_shift_and_a_click_chooses_from_there_to_here(page, chosen):
    QTest.mouseClick(page, Qt.MouseButton.LeftButton, pos=on(page, "báo"))
    QTest.mouseClick(page, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, on(page, "20/11"))
    assert chosen == [("báo cáo\ntrước 20/11", span_of("báo cáo\ntrước 20/11"))]


def test_the_keyboard_goes_from_word_to_word(area, page, chosen):
    page.light([Light((span_of("06/CT-UBND"),), "chosen")])
    area.setFocus()
    QTest.keyClick(area, Qt.Key.Key_Return)
    assert chosen == []
    QTest.keyClick(area, Qt.Key.Key_Right)
    QTest.keyClick(area, Qt.Key.Key_Return)
    assert chosen.pop() == ("06/CT-UBND", span_of("06/CT-UBND")), "it begins at what is lit"
    QTest.keyClick(area, Qt.Key.Key_Left)
    QTest.keyClick(area, Qt.Key.Key_Up)
    QTest.keyClick(area, Qt.Key.Key_Return)
    assert chosen.pop() == ("UBND", span_of("UBND"))
    QTest.keyClick(area, Qt.Key.Key_Left)
    QTest.keyClick(area, Qt.Key.Key_Down)
    QTest.keyClick(area, Qt.Key.Key_Down)
    QTest.keyClick(area, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(area, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(area, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(area, Qt.Key.Key_Return)
    assert chosen.pop() == ("báo cáo\ntrước 20/11", span_of("báo cáo\ntrước 20/11"))
    QTest.keyClick(area, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "báo cáo\ntrước 20/11"


def test_the_caret_is_brought_into_sight(area, page):
    area.setFocus()
    page.light([Light((span_of("báo"),), "field")])
    area.resize(1040, 200)
    QTest.keyClick(area, Qt.Key.Key_Down)
    assert page.visibleRegion().boundingRect().contains(page.place_of(span_of("báo")))
    assert area.accessibleDescription() == "báo", "said by a reader of the screen"


def test_dragging_out_of_sight_scrolls(area, page, chosen):
    area.resize(1040, 200)
    QTest.mousePress(page, Qt.MouseButton.LeftButton, pos=on(page, "UBND"))
    QTest.mouseMove(page, on(page, "báo"))
    QTest.mouseMove(page, on(page, "cáo"))
    assert area.verticalScrollBar().value() > 0
    QTest.mouseRelease(page, Qt.MouseButton.LeftButton, pos=on(page, "cáo"))
    assert chosen[0][0].startswith("UBND TỈNH")


def test_a_page_without_words_only_scrolls(area, page, chosen):
    page.show_words(PageWords(DocumentText(""), 0))
    area.setFocus()
    QTest.keyClick(area, Qt.Key.Key_Down)
    assert area.verticalScrollBar().value() > 0
    drag(page, QPoint(100, 100), QPoint(500, 500))
    QTest.mouseDClick(page, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    QTest.keyClick(area, Qt.Key.Key_Return)
    assert chosen == []


def test_at_the_edge_of_a_page_the_next_is_wanted(area, qtbot):
    turned = []
    area.turned.connect(turned.append)
    area.setFocus()
    QTest.keyClick(area, Qt.Key.Key_PageUp)
    QTest.keyClick(area, Qt.Key.Key_PageDown)
    assert turned == [-1]
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    QTest.keyClick(area, Qt.Key.Key_PageDown)
    assert turned == [-1, 1]
