"""A text shown as a paper: places, light, looking, choosing by mouse and keyboard; long texts are laid in parts."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextTable
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.intake.documents.document_text import DocumentText, Span, TextTable
from tests.ui.lit_papers import span_of
from ui import theme
from ui.parts.lights import Light
from ui.parts.lit_text import LitText

LETTER = (
    "**CHỈ THỊ**\nVề việc cải tiến lề lối làm việc, nâng cao chất lượng tham mưu, thực hiện\nnhiệm vụ của các sở 𝔸 ngành\n\n"
    "Số: 06/CT-UBND\n\n8. Các sở, ngành, địa phương báo cáo trước ngày 20/11/2026.\n"
)


@pytest.fixture
def paper(qtbot):
    """A paper of usual size, in sight."""
    made = LitText()
    qtbot.addWidget(made)
    made.resize(520, 600)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def chosen(paper):
    """What was chosen."""
    got = []
    paper.words_chosen.connect(lambda words, span: got.append((words, span)))
    return got


def point_of(paper, offset, *, shift=2):
    """Where a letter stands on the screen."""
    place = paper.cursorRect(paper._at(paper.place_of(offset)))
    return QPoint(place.left() + shift, place.center().y())


def test_every_letter_has_its_place(paper):
    paper.show_text(DocumentText(LETTER))
    assert paper.toPlainText().startswith("CHỈ THỊ\nVề việc cải tiến lề lối làm việc"), "signs of looks are not seen"
    hidden = {place for place, letter in enumerate(LETTER) if letter in "*\n"}
    for place, letter in enumerate(LETTER):
        if place not in hidden:
            assert paper.offset_of(paper.place_of(place)) == place
            assert paper.document().characterAt(paper.place_of(place)) == (letter if ord(letter) < 0x10000 else "\ufffd")


@pytest.mark.parametrize("kind", ["text", "docx"])
def test_in_columns_too_every_letter_has_its_place(paper, chosen, kind):
    blanks = "UBND TỈNH          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/SNV         Gia Lai, ngày 20 tháng 11 năm 2026"
    blocks = "UBND TỈNH\nSố: 12/SNV\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    text = (blanks if kind == "text" else blocks) + "\n\nKính gửi: các sở"
    paper.show_text(DocumentText(text, kind))
    assert any(isinstance(each, QTextTable) for each in paper.document().rootFrame().childFrames())
    for place, letter in enumerate(text):
        if not letter.isspace():
            assert paper.document().characterAt(paper.place_of(place)) == letter
            assert paper.offset_of(paper.place_of(place)) == place
    wanted = span_of(text, "12/SNV")
    paper.look_at(wanted)
    QTest.mouseDClick(paper.viewport(), Qt.MouseButton.LeftButton, pos=point_of(paper, wanted.start + 1))
    assert chosen == [("12/SNV", wanted)]


def test_a_text_is_never_markup_and_odd_letters_do_no_harm(paper):
    text = "<b>đậm</b> &amp; \u2028\u2029\x0b\x00\ufdd0\ufffc\r\nhết"
    paper.show_text(DocumentText(text))
    assert paper.toPlainText().startswith("<b>đậm</b> &amp;")
    at = text.index("hết")
    assert paper.document().characterAt(paper.place_of(at)) == "h"
    assert paper.offset_of(paper.place_of(at)) == at
    paper.show_text(DocumentText(""))
    assert paper.toPlainText() == ""
    paper.look_at(Span(0, 0))
    paper.light([Light((Span(0, 5),), "task")])


def test_words_are_lit_in_the_order_of_their_tones(paper):
    paper.show_text(DocumentText(LETTER))
    number, duty = span_of(LETTER, "06/CT-UBND"), span_of(LETTER, "báo cáo trước ngày 20/11/2026")
    paper.light([Light((number,), "chosen"), Light((number, duty), "task")])
    lit = [(each.cursor.selectedText(), each.format.background().color()) for each in paper.extraSelections()]
    assert lit == [
        ("06/CT-UBND", theme.LIGHTS["task"]),
        ("báo cáo trước ngày 20/11/2026", theme.LIGHTS["task"]),
        ("06/CT-UBND", theme.LIGHTS["chosen"]),
    ]
    paper.light([])
    assert not paper.extraSelections()


def test_in_high_contrast_what_is_lit_has_a_line_under_it(paper):
    theme.choose(contrast=True)
    try:
        paper.show_text(DocumentText(LETTER))
        paper.light([Light((Span(0, 5),), "field")])
        assert paper.extraSelections()[0].format.fontUnderline()
    finally:
        theme.choose()


def test_words_are_brought_into_sight_and_what_is_in_sight_stays(paper):
    text = "\n".join(f"{number}. Giao Sở Nội vụ báo cáo." for number in range(400))
    paper.show_text(DocumentText(text))
    paper.look_at(span_of(text, "3. Giao"))
    assert paper.verticalScrollBar().value() == 0
    last = span_of(text, "390. Giao")
    paper.look_at(last)
    place = paper.cursorRect(paper._at(paper.place_of(last.start)))
    assert 0 < place.top() < paper.viewport().height()
    before = paper.verticalScrollBar().value()
    paper.look_at(span_of(text, "391. Giao"))
    assert paper.verticalScrollBar().value() == before
    paper.show_text(DocumentText(text))
    assert paper.verticalScrollBar().value() == before, "the same text read again stays where it is"


def test_dragging_chooses(paper, chosen):
    paper.show_text(DocumentText(LETTER))
    wanted = span_of(LETTER, "06/CT-UBND")
    QTest.mousePress(paper.viewport(), Qt.MouseButton.LeftButton, pos=point_of(paper, wanted.start, shift=1))
    QTest.mouseMove(paper.viewport(), point_of(paper, wanted.end, shift=0))
    QTest.mouseRelease(paper.viewport(), Qt.MouseButton.LeftButton, pos=point_of(paper, wanted.end, shift=0))
    assert chosen == [("06/CT-UBND", wanted)]


def test_over_a_break_the_words_are_those_of_the_file(paper, chosen):
    paper.show_text(DocumentText(LETTER))
    wanted = span_of(LETTER, "thực hiện\nnhiệm vụ của các sở 𝔸 ngành")
    paper.setTextCursor(paper._cursor(wanted))
    paper.take()
    assert chosen == [("thực hiện\nnhiệm vụ của các sở 𝔸 ngành", wanted)]


def test_a_click_alone_chooses_nothing_two_the_word_three_the_line(paper, chosen):
    paper.show_text(DocumentText(LETTER))
    at = point_of(paper, LETTER.index("CT-UBND"))
    port = paper.viewport()
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=at)
    assert chosen == []
    QTest.mouseDClick(port, Qt.MouseButton.LeftButton, pos=at)
    assert chosen == [("06/CT-UBND", span_of(LETTER, "06/CT-UBND"))]
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=at)
    assert chosen[1:] == [("Số: 06/CT-UBND", span_of(LETTER, "Số: 06/CT-UBND"))]
    assert paper.textCursor().selectedText() == "Số: 06/CT-UBND"
    start, end = point_of(paper, LETTER.index("06"), shift=1), point_of(paper, LETTER.index("/CT"), shift=0)
    QTest.mousePress(port, Qt.MouseButton.LeftButton, delay=QApplication.doubleClickInterval() + 10, pos=start)
    QTest.mouseMove(port, end)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)
    assert chosen[2:] == [("06", span_of(LETTER, "06"))], "out of what is chosen a part is chosen, not carried away"


def test_the_keyboard_chooses_and_copies(paper, chosen):
    paper.show_text(DocumentText(LETTER))
    paper.look_at(span_of(LETTER, "Các sở"))
    paper.setFocus()
    QTest.keyClick(paper, Qt.Key.Key_Return)
    assert chosen == [("Các", span_of(LETTER, "Các"))], "without a choice the word at the caret"
    QTest.keyClick(paper, Qt.Key.Key_Right)
    for _ in range(3):
        QTest.keyClick(paper, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(paper, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert chosen[1:] == [(" sở", span_of(LETTER, " sở", 1))]
    QTest.keyClick(paper, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == " sở"


@pytest.mark.parametrize(
    ("key", "modifier"),
    [(Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)],
)
def test_the_keyboard_leaves_what_is_not_its_own(paper, chosen, key, modifier):
    paper.show_text(DocumentText(LETTER))
    event = QKeyEvent(QEvent.Type.KeyPress, key, modifier)
    paper.keyPressEvent(event)
    assert not event.isAccepted()
    assert chosen == []


def test_tables_are_drawn_with_their_cells_and_merges(paper):
    words = "Đầu\nTT\tViệc\tHạn\n1\tRà soát\t20/11\nRà soát chung\nCuối"

    def at(said):
        return span_of(words, said)

    joined = at("Rà soát chung")
    rows = ((at("TT"), at("Việc"), at("Hạn")), (at("1"), at("Rà soát"), at("20/11")), (joined, joined, joined))
    paper.show_text(DocumentText(words, "docx", tables=(TextTable(Span(4, words.index("\nCuối")), rows),)))
    table = next(each for each in paper.document().rootFrame().childFrames() if isinstance(each, QTextTable))
    assert (table.rows(), table.columns(), table.cellAt(2, 0).columnSpan()) == (3, 3, 3)
    for place, letter in enumerate(words):
        if letter not in "\n\t":
            assert paper.document().characterAt(paper.place_of(place)) == letter
            assert paper.offset_of(paper.place_of(place)) == place
    paper.light([Light((at("20/11"),), "task")])
    assert paper.extraSelections()[0].cursor.selectedText() == "20/11"


def long_text(letters):
    line = "Giao Văn phòng HĐND và UBND chủ trì, tổng hợp, báo cáo kết quả thực hiện Chỉ thị này trước ngày 04/12/2026, gửi Sở Nội vụ.\n"
    return line * (letters // len(line))


def test_a_long_text_is_laid_in_parts_and_a_late_word_is_reached_at_once(paper, qtbot):
    text = long_text(900_000) + "chữ cuối"
    begun = time.perf_counter()
    paper.show_text(DocumentText(text))
    opened = time.perf_counter() - begun
    assert paper._more.isActive(), "the rest is laid in pauses"
    wanted = span_of(text, "chữ cuối")
    paper.look_at(wanted)
    assert paper.document().characterAt(paper.place_of(wanted.start)) == "c"
    place = paper.cursorRect(paper._at(paper.place_of(wanted.start)))
    assert 0 <= place.top() < paper.viewport().height()
    # A tenth of a second is the promise; a busy machine is not the paper's fault.
    assert opened < 0.5


@pytest.mark.parametrize("piece", ["*a* ", "**a\n", "ỦY BAN\n", " " * 50 + "a\n", "\n", "ă", "\u0e81\u0683\u1100\U0001f600 "])
def test_hostile_texts_are_laid_in_parts_too(paper, piece):
    text = piece * (400_000 // len(piece)) + "\nhết"
    begun = time.perf_counter()
    paper.show_text(DocumentText(text))
    # Far below a busy machine's second where each part is small; far above where the whole is worked at once.
    assert time.perf_counter() - begun < 3
    laid = paper.document().characterCount()
    assert laid < 130_000, "not all at once"
    paper.light([Light((Span(0, len(text)),), "task")])


def test_many_lights_are_quick(paper):
    text = long_text(100_000)
    paper.show_text(DocumentText(text))
    lights = [Light((Span(each * 150, each * 150 + 60),), "task") for each in range(600)]
    begun = time.perf_counter()
    paper.light(lights)
    assert time.perf_counter() - begun < 0.1
    assert len(paper.extraSelections()) == 600


def test_lights_of_what_is_not_laid_yet_come_when_it_is(paper, qtbot):
    text = long_text(300_000)
    paper.show_text(DocumentText(text))
    assert paper._more.isActive()
    paper.light([Light((Span(len(text) - 100, len(text) - 50),), "field")])
    qtbot.waitUntil(lambda: not paper._more.isActive(), timeout=10_000)
    assert paper.extraSelections()[0].cursor.selectedText() == text[-100:-50]


def test_letters_grow_with_the_zoom(paper):
    paper.show_text(DocumentText(LETTER))
    before = paper.document().size().height()
    paper.set_zoom(2.0)
    assert paper.document().size().height() > before * 1.6
    assert paper.accessibleName()
