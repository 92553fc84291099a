"""What the preview of a workbook says, row by row: words, colours, chips, cards; made from plans by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.intake.workbooks.book import Visibility
from models.intake.workbooks.planned import Change, Problem, Verdict
from tests.ui import workbook_values as made
from tests.ui.carried import carrying
from ui import words
from ui.parts.list_source import ListQuery
from ui.workbooks import saying
from ui.workbooks import survey as states
from ui.workbooks.review_rows import ReviewSource, cell_words, editable_text, review_row, shown_fields
from ui.workbooks.sources import workbooks_of


def row_of(number: int):
    found = made.surveyed()
    return review_row(found, found.planned(number))


def test_every_row_is_in_one_state_and_the_sums_add_up():
    found = made.surveyed()
    beside = (states.WARNED, states.GONE)
    assert sum(found.number(state) for state in states.STATES if state not in beside) == len(found.plan.rows)
    assert {state: found.number(state) for state in states.STATES if found.number(state)} == {
        "rejected": 2,
        "changed": 1,
        "new": 2,
        "kept": 1,
        "same": 1,
        "others": 1,
        "gone": 1,
    }
    assert found.to_write() == 3
    assert found.changed == {"due_date": 1}
    assert (found.passed.blank, found.passed.totals) == (1, 1)


@pytest.mark.parametrize(
    ("number", "chip", "why"),
    [
        (8, "thêm", ""),
        (9, "đổi hạn", "khớp nhiệm vụ theo số văn bản và nội dung"),
        (10, "cần sửa", "Không có ngày “31/11/2026”. Chọn: 30/11/2026 · bỏ trống · sửa tay"),
        (12, "cần sửa", "Thiếu: Nội dung"),
        (13, "giống hệt", "giống hệt bản đang có, khớp nhiệm vụ cùng mã"),
        (14, "nơi khác", "giao cho nơi khác, không phải cơ quan ta"),
        (15, "giữ của ta", "ta đã sửa sau lần nhập trước"),
    ],
)
def test_what_becomes_of_a_row_and_why(number, chip, why):
    row = row_of(number)
    assert (row.chip, row.why) == (chip, why)


def test_theirs_stands_over_ours_and_what_is_kept_over_theirs():
    changed, kept = row_of(9), row_of(15)
    assert (changed.cells["due_date"], changed.struck["due_date"]) == ("25/11/2026", "20/11/2026")
    assert (kept.cells["due_date"], kept.struck["due_date"], kept.tones["due_date"]) == ("20/12/2026", "14/12/2026", "soon")


def test_a_wrong_cell_is_red_and_says_what_stands_there():
    impossible, empty = row_of(10), row_of(12)
    assert (impossible.tones, impossible.cells["due_date"]) == ({"due_date": "late"}, "31/11/2026")
    assert (empty.tones, empty.cells["content"]) == ({"content": "late"}, "(trống)")


def test_a_deadline_in_words_is_shown_by_its_words():
    assert row_of(11).cells["due_date"] == "hằng tháng, ngày 20"


def test_what_was_last_taken_in_is_told():
    said = saying.change_words("due_date", Change("a", "c", "b"))
    assert said == "Hạn: sổ ghi “a”, tệp ghi “c” (lần nhập trước tệp ghi “b”) → lấy theo tệp"
    kept = saying.change_words("due_date", Change("a", "c", "c", ours_changed=True, kept=True))
    assert kept.endswith("(ta đã sửa sau lần nhập trước) → giữ của ta")


def test_codes_are_told_in_words():
    assert saying.value("channel", "2") == saying.value("channel", 2) == "Trực tuyến"
    assert saying.value("coordinating", ("Sở A", "Sở B")) == "Sở A, Sở B"
    assert saying.value("processing_value", 0.5) == "0,5"
    assert saying.value("content", None) == ""


def test_the_table_is_read_as_it_is_seen():
    source = ReviewSource(made.surveyed())
    everything = ListQuery()
    assert source.count(everything) == 8
    assert list(source.find_ids(everything, offset=2, limit=3)) == [10, 11, 12]
    wrong = ListQuery(states=frozenset({states.REJECTED, states.GONE}))
    assert source.count(wrong) == 3
    ids = source.find_ids(wrong, offset=0, limit=10)
    rows = source.load_rows(ids)
    assert [row.chip for row in rows] == ["cần sửa", "cần sửa", "đã bỏ?"]
    assert [source.place_of(wrong, each) for each in (10, 12, 13, *ids[2:])] == [0, 1, None, 2]
    assert rows[2].cells["content"] == "Kiểm kê rừng quý III"


def test_a_record_that_is_gone_is_shown_only_when_asked_for():
    source = ReviewSource(made.surveyed())
    assert source.count(ListQuery(states=frozenset({states.NEW}))) == 2
    assert source.count(ListQuery(states=frozenset({states.GONE}))) == 1


def test_the_columns_are_the_main_ones_and_those_where_something_is():
    assert shown_fields(made.surveyed()) == ("content", "source_number", "due_date", "lead")


def test_a_cell_that_was_put_right_is_shown_so():
    from dataclasses import replace

    from models.intake.workbooks.planned import Choices
    from ui.workbooks.survey import survey

    found = made.surveyed(choices=Choices(mended={(10, "due_date"): "30/11/2026"}))
    rows = tuple(replace(row, verdict=Verdict.NEW) if row.number == 10 else row for row in found.plan.rows)
    found = survey(replace(found.plan, rows=rows, problems=()))
    assert cell_words(found, found.planned(10), "due_date") == "30/11/2026"
    assert editable_text(found, 10, "due_date") == "30/11/2026"
    assert editable_text(found, 8, "due_date") == "30/11/2026"


def test_the_cards_tell_what_was_passed_over_and_what_changes():
    found = made.surveyed()
    assert saying.passed_over(found.passed) == "bỏ qua 1 dòng trống, 1 dòng cộng"
    assert saying.changed_fields(found.changed, "tasks") == "tệp đổi hạn của 1 nhiệm vụ"
    assert saying.changed_fields({}, "tasks") == ""


def test_the_file_is_told_in_one_line():
    table = made.table()
    said = saying.book_words(table.book, table.layout)
    assert said == "Danh-muc-nhiem-vu-T11.xls · tiêu đề ở dòng 6 · phông TCVN3 đã đổi sang Unicode"


def test_sheets_that_are_not_taken_are_told_unless_nobody_sees_them():
    table = made.table()
    [taken] = table.book.sheets
    shown, hidden = replace(taken, name="Tháng 12"), replace(taken, name="Cũ", visibility=Visibility.HIDDEN)
    book = replace(table.book, sheets=(taken, shown, hidden, replace(taken, name="Trống", rows=())))
    assert "trang tính “NV giao xã” · không lấy 1 trang khác" in saying.book_words(book, table.layout)
    assert "không lấy" not in saying.book_words(replace(book, sheets=(taken, hidden)), table.layout)


def test_a_problem_without_short_words_is_told_by_its_sentence():
    found = Problem(5, "B", "unknown_department", {"value": "Phòng X"}, field="department")
    assert saying.short_problem(found) == words.capital(words.problem_reason(found))


def test_a_head_has_our_name_and_theirs_without_hints():
    assert saying.column_title("due_date", "Hạn xử lý\n(dd/mm/yyyy)") == "Hạn ← “Hạn xử lý”"
    assert saying.column_title("due_date", "") == "Hạn"


def test_what_was_once_said_of_a_row_is_found_by_its_number():
    found = made.surveyed()
    assert found.said(9).cells["content"] == "Báo cáo kết quả số hóa hồ sơ"
    assert found.said(99) is None
    assert found.planned(7) is None


@pytest.mark.parametrize(
    ("names", "taken"),
    [(("a.xlsx",), 1), (("a.XLS", "b.ods"), 2), (("a.xlsx", "b.pdf"), 0), (("a.docx",), 0), ((), 0)],
)
def test_only_workbooks_are_taken_from_what_is_dropped(tmp_path, names, taken):
    assert len(workbooks_of(carrying(*(tmp_path / name for name in names)))) == taken
