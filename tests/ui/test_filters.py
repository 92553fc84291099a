"""Filters of lists by keyboard: several values, days, what is filtered in words, and the way back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models.registers.tasks.rows import TaskQuery
from models.text import fold
from tests.ui.lists import settle, settled
from ui.parts import spans
from ui.parts.spans import Span

TODAY = date(2026, 11, 20)
CTRL = Qt.KeyboardModifier.ControlModifier


def leads(page) -> set[int]:
    return {page.model.row_at(place).lead_department_id for place in range(page.model.rowCount())}


def test_ctrl_l_goes_to_the_filters_and_enter_takes_one_value(window, qtbot):
    page = settled(window, "tasks", qtbot)
    QTest.keyClick(page.view, Qt.Key.Key_L, CTRL)
    chip = page.filter_chips[0]
    assert chip.hasFocus()
    QTest.keyClick(chip, Qt.Key.Key_Return)
    assert chip._panel.isVisible()
    QTest.keyClick(chip._panel.list, Qt.Key.Key_Down)
    QTest.keyClick(chip._panel.list, Qt.Key.Key_Return)
    assert not chip._panel.isVisible()
    settle(page, qtbot)
    wanted = chip.filter.choices[1][1]
    assert chip.values == (wanted,)
    assert page.model.query.lead_department_id == wanted
    assert leads(page) == {wanted}
    assert chip.filter.choices[1][0] in page.filter_text.text()
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    settle(page, qtbot)
    assert page.model.query == page.first_query()


def test_space_ticks_several_values_and_they_are_asked_for_at_once(window, qtbot):
    page = settled(window, "tasks", qtbot)
    chip = page.filter_chips[0]
    chip.drop()
    QTest.keyClick(chip._panel.list, Qt.Key.Key_Space)
    QTest.keyClick(chip._panel.list, Qt.Key.Key_Down)
    QTest.keyClick(chip._panel.list, Qt.Key.Key_Space)
    QTest.keyClick(chip._panel, Qt.Key.Key_Escape)
    settle(page, qtbot)
    both = tuple(value for _, value in chip.filter.choices[:2])
    assert page.model.query.lead_department_id == both
    assert leads(page) == set(both)
    assert "+1" in chip.text()


def test_letters_find_a_value_without_its_marks(window, qtbot):
    page = settled(window, "tasks", qtbot)
    chip = page.filter_chips[1]
    name, value = chip.filter.choices[len(chip.filter.choices) // 2]
    chip.drop()
    assert chip._panel.finder.hasFocus()
    QTest.keyClicks(chip._panel.finder, fold(name))
    QTest.keyClick(chip._panel.finder, Qt.Key.Key_Return)
    settle(page, qtbot)
    assert chip.values == (value,)


def test_the_counts_of_the_states_follow_the_filters(window, qtbot, practice):
    page = settled(window, "tasks", qtbot)
    chip = page.filter_chips[0]
    chip.pick(chip.filter.choices[0][1])
    settle(page, qtbot)
    pressed = page.chips.chips[0].text()
    assert pressed.endswith(f" {page.model.total()}")


def test_ctrl_and_a_digit_press_the_states(window, qtbot):
    page = settled(window, "tasks", qtbot)
    QTest.keyClick(page.view, Qt.Key.Key_2, CTRL)
    settle(page, qtbot)
    assert page.model.query.states == frozenset({"overdue"})
    assert page.chips.chips[1].isChecked()
    assert page.filter_text.text() == "Đang xem: Quá hạn"


def test_all_filters_and_the_search_are_let_go_at_once(window, qtbot):
    page = settled(window, "tasks", qtbot)
    page.filter_chips[0].pick(page.filter_chips[0].filter.choices[0][1])
    window.search_box.setText("bao cao")
    qtbot.waitUntil(lambda: page.model.query.text == "bao cao")
    assert page.bar.clear_button.isVisible()
    assert "bao cao" in page.filter_text.text()
    page.bar.clear_button.click()
    settle(page, qtbot)
    assert page.model.query == page.first_query()
    assert window.search_box.text() == ""
    assert not page.bar.clear_button.isVisible()


def test_seldom_filters_show_when_they_filter(window, qtbot):
    page = settled(window, "tasks", qtbot)
    chip = next(chip for chip in page.filter_chips if chip.filter.field == "urgency")
    assert not chip.isVisible()
    page.open(TaskQuery(urgency="urgent"), None)
    settle(page, qtbot)
    assert chip.isVisible()
    page.clear_filters()
    assert not chip.isVisible()


def test_what_no_chip_tells_is_told_and_let_go(window, qtbot):
    page = settled(window, "tasks", qtbot)
    page.open(TaskQuery(source_number="1/X"), None)
    settle(page, qtbot)
    assert "theo con số vừa bấm" in page.filter_text.text()
    assert page.bar.clear_button.isVisible()
    page.bar.clear_button.click()
    settle(page, qtbot)
    assert page.model.query.source_number == ""


def test_days_are_chosen_by_name_or_typed(window, qtbot):
    page = settled(window, "tasks", qtbot)
    chip = next(chip for chip in page.filter_chips if chip.filter.field == "due")
    chip.drop()
    QTest.keyClick(chip._panel.list, Qt.Key.Key_Down)
    QTest.keyClick(chip._panel.list, Qt.Key.Key_Down)
    QTest.keyClick(chip._panel.list, Qt.Key.Key_Return)
    settle(page, qtbot)
    assert (page.model.query.due_from, page.model.query.due_to) == (date(2026, 11, 16), date(2026, 11, 22))
    assert "tuần này" in chip.text()
    chip.drop()
    chip._panel.first.setText("1/11")
    chip._panel.last.setText("5/11")
    QTest.keyClick(chip._panel.last, Qt.Key.Key_Return)
    settle(page, qtbot)
    assert (page.model.query.due_from, page.model.query.due_to) == (date(2026, 11, 1), date(2026, 11, 5))
    assert "01/11 – 05/11" in chip.text()


@pytest.mark.parametrize(("first", "last"), [("không phải ngày", ""), ("5/11", "1/11")])
def test_days_that_make_no_sense_are_told_beside_the_fields(window, qtbot, first, last):
    page = settled(window, "tasks", qtbot)
    chip = next(chip for chip in page.filter_chips if chip.filter.field == "due")
    before = page.model.query
    chip.drop()
    chip._panel.first.setText(first)
    chip._panel.last.setText(last)
    chip._panel.apply_button.click()
    assert chip._panel.isVisible()
    assert chip._panel.wrong.text()
    assert page.model.query == before
    chip._panel.close()


def test_a_list_without_rows_says_why_and_leads_on(window, qtbot):
    page = settled(window, "tasks", qtbot)
    chip = next(chip for chip in page.filter_chips if chip.filter.field == "due")
    chip.pick(Span(date(1990, 1, 1), date(1990, 1, 2)))
    settle(page, qtbot)
    assert page.empty_note.isVisible()
    assert "bộ lọc" in page.empty_note.text.text()
    page.empty_note.button.click()
    settle(page, qtbot)
    assert page.model.rowCount()
    assert not page.empty_note.isVisible()
    page.search("zzzzqq")
    settle(page, qtbot)
    assert "zzzzqq" in page.empty_note.text.text()


def test_nothing_late_is_good_news(window, qtbot):
    page = settled(window, "dossiers", qtbot)
    page._states_chosen(frozenset({"overdue"}))
    settle(page, qtbot)
    page.model._total = 0
    page._say_why_empty()
    assert page._why_empty()[0] == page.good_news


@given(st.dates(date(1991, 1, 1), date(2099, 12, 31)), st.integers(1, 28))
def test_named_days_are_whole_and_known_again(today, cutoff):
    for span in spans.offered(today, cutoff):
        assert span.first is not None
        assert span.last is not None
        assert span.first <= span.last
        assert spans.named(span.code, today, cutoff) == span
        assert spans.of_days(span.first, span.last, today, cutoff) == span
        assert spans.in_words(span, today)
    for code, days in (("week", 7), ("next_week", 7), ("today", 1)):
        span = spans.named(code, today, cutoff)
        assert (span.last - span.first).days + 1 == days
    for code in ("today", "week", "month", "period", "quarter", "year"):
        span = spans.named(code, today, cutoff)
        assert span.first <= today <= span.last
    month, before = spans.named("month", today, cutoff), spans.named("last_month", today, cutoff)
    assert (month.first - before.last).days == 1


def test_words_of_days():
    assert spans.in_words(Span(None, date(2026, 11, 30)), TODAY) == "đến 30/11"
    assert spans.in_words(Span(date(2025, 1, 1)), TODAY) == "từ 01/01/2025"
    assert spans.in_words(spans.named("last_period", TODAY, 15), TODAY) == "15/10 – 14/11"
    assert spans.named("nobody knows", TODAY, 15) is None
