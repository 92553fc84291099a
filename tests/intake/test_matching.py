"""Which task of the book a row is: edited wordings under one document, the same words under another, duties that come back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.intake.workbooks.matching import likeness, match_tasks, sought
from models.intake.workbooks.planned import Because

MEETING = "Tham mưu văn bản chỉ đạo về công tác bảo vệ rừng trên địa bàn xã"
PAPER = {"source_number": "164/KH-UBND", "source_date": date(2026, 9, 30)}


def task(content: str, **values):
    return {"content": content, **values}


def matched(rows, known, *, closed=(), cancelled=()):
    """For each row the place of the task that it is."""
    sides = [sought(place, values) for place, values in enumerate(rows)]
    book = [sought(place, values, closed=place in closed, cancelled=place in cancelled) for place, values in enumerate(known)]
    return [None if match is None else match.record_id for match in match_tasks(sides, book)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (MEETING, f"{MEETING}, bảo đảm thực chất", True),
        (MEETING, MEETING.replace("trên địa bàn xã", "trên địa bàn toàn xã"), True),
        (MEETING, MEETING.upper(), True),
        (MEETING, MEETING.replace("Tham mưu", "Khẩn trương tham mưu"), True),
        (MEETING, f"{MEETING}. Trong đó làm rõ kết quả đạt được, tồn tại, hạn chế, nguyên nhân và đề xuất giải pháp thời gian tới", True),
        ("Báo cáo kết quả tháng 10 năm 2026", "Báo cáo kết quả tháng 11 năm 2026", False),
        ("Báo cáo kết quả phòng cháy", "Báo cáo kết quả phòng cháy tháng 11", True),
        (
            "Báo cáo kết quả thực hiện kết luận thanh tra; gửi Sở Nội vụ tổng hợp, báo cáo UBND tỉnh",
            "Báo cáo kết quả thực hiện văn thư, lưu trữ và chỉnh lý tài liệu; gửi Sở Nội vụ tổng hợp, báo cáo UBND tỉnh",
            False,
        ),
        (MEETING, "", False),
        ("", "", False),
    ],
)
def test_an_edited_wording_is_the_same_another_subject_is_not(one, other, same):
    assert (matched([task(one, **PAPER)], [task(other, **PAPER)]) == [0]) is same
    assert likeness(one, other) == pytest.approx(likeness(other, one), abs=0.2)


def test_the_same_words_under_another_document_are_another_task():
    other = {"source_number": "165/KH-UBND", "source_date": date(2026, 9, 30)}
    assert matched([task(MEETING, **PAPER)], [task(MEETING, **other)]) == [None]
    last_year = {"source_number": "164/KH-UBND", "source_date": date(2025, 9, 30)}
    assert matched([task(MEETING, **PAPER)], [task(MEETING, **last_year)]) == [None]
    assert matched([task(MEETING, **PAPER)], [task(MEETING, source_number="Số 0164/KH - UBND")]) == [0]


def test_equal_words_come_before_like_ones_and_nothing_is_taken_twice():
    edited = f"{MEETING}, bảo đảm thực chất"
    known = [task(MEETING, **PAPER), task(edited, **PAPER)]
    assert matched([task(edited, **PAPER), task(MEETING, **PAPER)], known) == [1, 0]
    assert matched([task(f"{MEETING} (bằng văn bản)", **PAPER), task(MEETING, **PAPER)], known[:1]) == [None, 0]
    assert matched([task(MEETING, **PAPER), task(MEETING, **PAPER)], known[:1]) == [0, None]


def test_two_codes_are_two_tasks_and_a_list_without_codes_finds_coded_ones():
    assert matched([task(MEETING, external_code="A1", **PAPER)], [task(MEETING, external_code="A2", **PAPER)]) == [None]
    assert matched([task(MEETING, **PAPER)], [task(MEETING, external_code="A2", **PAPER)]) == [0]
    assert matched([task(MEETING, external_code="A1", **PAPER)], [task(MEETING, **PAPER)]) == [0]


def test_a_document_that_only_one_side_names_needs_a_date_in_common():
    due = date(2026, 12, 1)
    assert matched([task(MEETING, due_date=due)], [task(MEETING, due_date=due, **PAPER)]) == [0]
    assert matched([task(MEETING, due_date=due)], [task(MEETING, due_date=date(2026, 11, 1), **PAPER)]) == [None]


def test_without_documents_the_same_words_are_the_same_task_but_a_done_one_with_other_dates():
    earlier, later = date(2026, 10, 31), date(2026, 11, 30)
    assert matched([task("Báo cáo tháng", due_date=later)], [task("Báo cáo tháng", due_date=earlier)]) == [0]
    assert matched([task("Báo cáo tháng", due_date=later)], [task("Báo cáo tháng", due_date=earlier)], closed={0}) == [None]
    both = [task("Báo cáo tháng", due_date=earlier), task("Báo cáo tháng", due_date=later)]
    assert matched([task("Báo cáo tháng", due_date=later)], both) == [1]


def test_a_document_without_a_number_goes_by_its_date():
    said = {"source_date": date(2026, 10, 5)}
    found = match_tasks([sought(0, task(f"{MEETING} kịp thời", **said))], [sought(7, task(MEETING, **said))])
    assert (found[0].record_id, found[0].because) == (7, Because.SAME_SOURCE)


def test_tasks_that_stand_come_before_cancelled_ones():
    known = [task(MEETING, **PAPER), task(MEETING, **PAPER)]
    assert matched([task(MEETING, **PAPER)], known, cancelled={0}) == [1]


def test_a_thousand_edited_rows_under_one_document_find_their_own():
    known = [task(f"{MEETING} tại điểm dân cư thứ {number} thuộc khu {number * 7}", **PAPER) for number in range(1_000)]
    rows = [task(f"{values['content']} và báo cáo", **PAPER) for values in reversed(known)]
    assert matched(rows, known) == list(range(999, -1, -1))


VOCABULARY = ("báo cáo", "kết quả", "tháng", "10", "11", "rà soát", "hộ nghèo", "cháy rừng")
WORDS = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=7).map(" ".join)
DAYS = st.one_of(st.none(), st.sampled_from([date(2026, 10, 1), date(2026, 11, 1)]))
TASKS = st.lists(
    st.builds(
        task,
        WORDS,
        source_number=st.sampled_from(["", "1/KH", "2/KH"]),
        source_date=DAYS,
        assigned_date=DAYS,
        due_date=DAYS,
        external_code=st.sampled_from(["", "", "A", "B"]),
    ),
    max_size=8,
)


@settings(max_examples=150, deadline=None)
@given(TASKS, TASKS)
def test_no_task_is_two_rows_and_a_list_finds_itself(rows, known):
    found = [place for place in matched(rows, known) if place is not None]
    assert len(found) == len(set(found))
    # In any order a book is found whole by the list that it was made of, but for words that mean nothing.
    assert all(place is not None for place in matched(known, known))
