"""A whole document: text, place, bodies and time of its tasks; the plan behind a decision; time that its reading takes."""

from __future__ import annotations

import time
from datetime import date

import pytest

from models.intake.documents.document_text import DocumentText, Span
from models.intake.documents.found import Found, FoundTask, Head
from models.intake.documents.reading_document import read_text
from models.intake.documents.tasks.reading_tasks import read_tasks

LETTER = """Để phục vụ tổng hợp, Sở Nội vụ đề nghị UBND các xã, phường báo cáo kết quả cải cách
hành chính năm 2025 theo đề cương gửi kèm.

Báo cáo gửi về Sở Nội vụ (qua Phòng Cải cách hành chính) trước ngày 20/11/2025.
"""


def _read(text: str, **head: object) -> tuple[FoundTask, ...]:
    full: dict[str, object] = {"is_document": True, "body": Span(0, len(text)), "issue_date": Found("2025-11-05")} | head
    return read_tasks(DocumentText(text), Head(**full))  # type: ignore[arg-type]


def test_a_paragraph_that_only_tells_the_day_gives_it_to_the_request_before() -> None:
    (task,) = _read(LETTER)
    assert task.text.startswith("Để phục vụ tổng hợp, Sở Nội vụ đề nghị")
    assert task.deadline is not None
    assert task.deadline.day == date(2025, 11, 19)
    assert [found.value for found in task.assignees] == ["UBND các xã, phường"]


def test_spans_are_places_of_the_text() -> None:
    text = "Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Tài chính bố trí\nkinh phí; giao Sở Nội vụ theo dõi./.\n"
    first, second = _read(text)
    assert text[first.span.start : first.span.end] == "1. Sở Tài chính bố trí\nkinh phí;"
    assert text[second.span.start : second.span.end] == "giao Sở Nội vụ theo dõi./."
    assert (first.text, second.text) == ("Sở Tài chính bố trí kinh phí;", "giao Sở Nội vụ theo dõi.")


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Chủ tịch UBND tỉnh yêu cầu:\n8. Sở Nội vụ tổng hợp kết quả.\n", "Khoản 8"),
        ("II. NHIỆM VỤ\n1. Sở Nội vụ:\na) Tổng hợp kết quả thực hiện.\n", "Mục II.1.a"),
        ("2. Sở Nội vụ\n2.1. Tổng hợp kết quả thực hiện.\n", "Mục 2.1"),
        ("Điều 3. Giao Sở Nội vụ tổng hợp kết quả.\n", "Điều 3"),
        ("Điều 2. Tổ chức thực hiện\n1. Sở Nội vụ:\na) Tổng hợp kết quả thực hiện.\n", "Điểm a khoản 1 Điều 2"),
        ("Điều 2. Tổ chức thực hiện\n1. Giao Sở Nội vụ tổng hợp.\n", "Khoản 1 Điều 2"),
        ("Giao Sở Nội vụ tổng hợp kết quả.\n", ""),
    ],
)
def test_the_place_is_cited_as_clerks_do(text: str, clause: str) -> None:
    (task,) = _read(text)
    assert task.clause == clause


def test_a_plan_behind_a_decision_is_read_and_the_recipients_are_not() -> None:
    text = (
        "Điều 2. Giao Sở Nội vụ theo dõi việc thực hiện Kế hoạch.\n\nNơi nhận:\n- Sở Nội vụ (để biết);\n- Lưu: VT.\n\nCHỦ TỊCH\n\nA\n\n"
        "KẾ HOẠCH\nTriển khai Luật\n(Kèm theo Quyết định số 1/QĐ-UBND ngày 15/8/2025)\n\n"
        "I. TỔ CHỨC THỰC HIỆN\n1. Sở Tư pháp biên soạn tài liệu tuyên truyền.\n"
    )
    found = _read(text, body=Span(0, text.index("\n\nNơi nhận")))
    assert [task.text.split(" ", 2)[:2] for task in found] == [["Giao", "Sở"], ["Sở", "Tư"]]
    assert _read(text)[0].text.startswith("Giao Sở Nội vụ")


def test_a_page_that_is_no_document_has_no_tasks() -> None:
    news = "Chiều 18/7, Phó Chủ tịch UBND tỉnh giao Sở Tư pháp rà soát các quy định.\n" * 3
    assert read_text(DocumentText(news)).tasks == ()


@pytest.mark.parametrize(
    "piece",
    [
        "1. Sở Tài chính chủ trì, phối hợp với các sở, ngành rà soát, báo cáo UBND tỉnh trước ngày 15/11/2025.\n",
        "Trong thời gian qua, các cơ quan, đơn vị, địa phương, các cấp, các ngành, ",
        "đề nghị các sở, các ngành; ",
        "- a) 1. I. ",
        "- \n",
        "Đơn vị chủ trì: Sở A; phối hợp: Sở B; ",
    ],
)
def test_long_documents_are_read_in_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    start = time.perf_counter()
    _read(text)
    assert time.perf_counter() - start < 3


@pytest.mark.parametrize("end", ["./. Nơi\nnhận:\n", "./. Nơi nhận: GIÁM ĐỐC\n", "./.\n\nNơi nhận:\n"])
def test_the_list_of_recipients_holds_no_tasks_wherever_its_line_is_broken(end: str) -> None:
    asked = (
        "Sở Y tế đề nghị:\n\n1. Các trạm y tế tổ chức trực dịch 24/24 giờ"
        + end
        + "- Các Bộ: Y tế, Tài chính kịp thời chỉ đạo;\n- Lưu: VT.\n"
    )
    assert len(_read(asked)) == 1
