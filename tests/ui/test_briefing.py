"""The Monday briefing by keyboard, from the first key to the printed conclusions."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.registers.briefings.queries import list_briefings, load_briefing, running_briefing
from models.registers.briefings.services import close_briefing
from ui.pages.briefing import BriefingSheet
from ui.pages.briefing_line import split_due
from ui.parts.printing import PrintSheet
from ui.parts.trees import lines_of

TODAY = date(2026, 11, 20)
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize(
    ("text", "content", "due"),
    [
        ("Rà soát hộ nghèo / t6", "Rà soát hộ nghèo", date(2026, 11, 27)),
        ("Rà soát hộ nghèo; 5/12", "Rà soát hộ nghèo", date(2026, 12, 5)),
        ("Rà soát hộ nghèo hạn 5/12", "Rà soát hộ nghèo", date(2026, 12, 5)),
        ("Báo cáo 06/CT-UBND / cuối tháng", "Báo cáo 06/CT-UBND", date(2026, 11, 30)),
        ("Trả lời văn bản 05/12", "Trả lời văn bản 05/12", None),
        ("Họp thôn; báo cáo lại / +3", "Họp thôn; báo cáo lại", date(2026, 11, 23)),
        ("Chỉ có chữ / không phải ngày", "Chỉ có chữ / không phải ngày", None),
        (" / t6", "/ t6", None),
        ("", "", None),
    ],
)
def test_the_due_date_behind_a_mark(text, content, due):
    assert split_due(text, TODAY) == (content, due)


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, held)


@pytest.fixture
def sheet(window, qtbot) -> BriefingSheet:
    """The briefing, opened by its key on the overview and begun."""
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F9)
    [made] = window.findChildren(BriefingSheet)
    assert QApplication.focusWidget() is made.start.chair
    press(Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: bool(made.sitting.people_found) and not made.sitting._work_reader.busy())
    return made


def whole(office, sheet):
    with office.read() as conn:
        return load_briefing(conn, sheet.sitting.briefing_id)


def say(sheet, qtbot, text: str, key: Qt.Key = Qt.Key.Key_Return, held=Qt.KeyboardModifier.NoModifier) -> None:
    """Type into the line and press; wait until the screen follows."""
    sheet.sitting.line.setText(text)
    press(key, held)
    assert sheet.sitting.line.text() == "", sheet.sitting.hint.text()
    settled(sheet, qtbot)


def settled(sheet, qtbot) -> None:
    sitting = sheet.sitting
    qtbot.waitUntil(lambda: not sitting._people_reader.busy() and not sitting._work_reader.busy())


def test_a_briefing_by_keyboard(sheet, window, practice, qtbot):
    sitting = sheet.sitting
    assert QApplication.focusWidget() is sitting.line
    first = sitting.person()
    late = sitting.task()
    assert first.late > 0
    say(sheet, qtbot, "Đẩy nhanh, báo cáo trước thứ Tư", held=CONTROL)
    press(Qt.Key.Key_Down)
    settled(sheet, qtbot)
    second = sitting.person()
    assert second != first
    say(sheet, qtbot, "Rà soát hộ nghèo / t6")
    # The person in front stays in front when the screen is read anew.
    assert sitting.person().official_id == second.official_id
    say(sheet, qtbot, "Các phòng gửi số liệu trước 16 giờ", held=CONTROL | SHIFT)
    said, assigned, conclusion = whole(practice, sheet).items
    assert (said.kind, said.task_id, said.person) == ("said", late.id, first.name)
    assert (assigned.kind, assigned.person, assigned.content, assigned.due) == (
        "assigned",
        second.name,
        "Rà soát hộ nghèo",
        date(2026, 11, 27),
    )
    assert conclusion.kind == "conclusion"
    assert sitting.recorded.item(0).text().startswith("Kết luận\nCác phòng gửi số liệu")
    press(Qt.Key.Key_H, CONTROL)
    [paper] = window.findChildren(PrintSheet)
    told = paper.document.toPlainText()
    for words in ("Kết luận tại cuộc họp giao ban ngày 20/11/2026", "Đẩy nhanh, báo cáo trước thứ Tư", second.name, "27/11/2026"):
        assert words in told
    paper.leave()
    assert sheet.rooms.currentWidget() is sheet.start
    with practice.read() as conn:
        assert running_briefing(conn) is None
        assert [row.closed_at is not None for row in list_briefings(conn)] == [True]


def test_the_last_word_is_taken_back_by_the_usual_key(sheet, practice, qtbot):
    say(sheet, qtbot, "Việc nhầm")
    assert [item.content for item in whole(practice, sheet).items] == ["Việc nhầm"]
    press(Qt.Key.Key_Z, CONTROL)
    settled(sheet, qtbot)
    assert whole(practice, sheet).items == ()
    # In a line with letters the same key belongs to the letters.
    say(sheet, qtbot, "Việc thật")
    sheet.sitting.line.setFocus()
    QTest.keyClicks(sheet.sitting.line, "abc")
    press(Qt.Key.Key_Z, CONTROL)
    assert len(whole(practice, sheet).items) == 1


def test_leaving_ends_nothing(sheet, window, practice, qtbot):
    say(sheet, qtbot, "Một kết luận", held=CONTROL | SHIFT)
    press(Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert not window.windowState() & Qt.WindowState.WindowFullScreen
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F9)
    again = window.findChildren(BriefingSheet)[-1]
    assert window.windowState() & Qt.WindowState.WindowFullScreen
    qtbot.waitUntil(lambda: again.sitting.recorded.count() == 1)
    assert again.sitting.briefing_id == sheet.sitting.briefing_id
    again.leave()


def test_a_word_is_taken_out_of_the_list(sheet, practice, qtbot):
    say(sheet, qtbot, "Nói nhầm", held=CONTROL | SHIFT)
    sheet.setGeometry(0, 0, 1366, 768)
    sheet.sitting.recorded.setFocus()
    sheet.sitting.recorded.setCurrentRow(0)
    press(Qt.Key.Key_Delete)
    settled(sheet, qtbot)
    assert whole(practice, sheet).items == ()


def test_arrows_stop_at_the_ends_and_go_through_tasks(sheet, qtbot):
    sitting = sheet.sitting
    press(Qt.Key.Key_Up)
    assert sitting.people.currentItem() is lines_of(sitting.people)[0]
    tasks = sitting._task_lines()
    assert sitting.tasks.currentItem() is tasks[0]
    for item in tasks[1:]:
        press(Qt.Key.Key_Down, CONTROL)
        assert sitting.tasks.currentItem() is item
    press(Qt.Key.Key_Down, CONTROL)
    assert sitting.tasks.currentItem() is tasks[-1]
    for _ in lines_of(sitting.people):
        press(Qt.Key.Key_Down)
    assert sitting.people.currentItem() is lines_of(sitting.people)[-1]


def test_a_refusal_stands_below_the_line(sheet, practice):
    # Closed meanwhile at another machine.
    close_briefing(practice, sheet.sitting.briefing_id)
    sheet.sitting.line.setText("Muộn rồi")
    press(Qt.Key.Key_Return)
    assert "đã kết thúc nên không ghi thêm được" in sheet.sitting.hint.text()
    assert sheet.sitting.line.text() == "Muộn rồi"
    assert whole(practice, sheet).items == ()


def test_the_line_says_what_enter_would_do(sheet):
    sheet.sitting.line.setText("Rà soát / t6")
    assert f"Enter: giao “Rà soát” cho {sheet.sitting.person().name}, Thứ Sáu 27/11/2026" in sheet.sitting.hint.text()
    sheet.sitting.line.clear()
    assert "Esc rời giao ban" in sheet.sitting.hint.text()


def test_a_second_one_is_not_begun_beside_it(sheet, practice):
    sheet.start.begin()
    assert "chưa kết thúc" in sheet.start.wrong.text()
