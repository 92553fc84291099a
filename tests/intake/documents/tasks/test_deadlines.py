"""Until when: the rules of days, periods, cycles and words without an end."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.intake.documents.document_text import DocumentText, Span
from models.intake.documents.rules import Rule
from models.intake.documents.tasks.deadlines import deadline_of, document_year, of_slot, of_words
from models.intake.documents.tasks.deadlines_rules import RULES
from models.intake.documents.tasks.one_line import plain_letters
from models.intake.documents.tasks.structure import items_of

ISSUED = date(2025, 11, 18)

WORDS = [
    ("báo cáo trước ngày 03/12/2025 để tổng hợp", "2025-12-02", ""),
    ("trước 30/11/2025", "2025-11-29", ""),
    ("đến hết ngày 15/12/2025", "2025-12-15", ""),
    ("chậm nhất ngày 05/12/2025", "2025-12-05", ""),
    ("chậm nhất trước ngày 31/01/2026", "2026-01-30", ""),
    ("tổ chức vào ngày 01/12/2025", "2025-12-01", ""),
    ("báo cáo trước 16h00 ngày 20/11/2025", "2025-11-20", ""),
    ("trước ngày 10 tháng 12", "2025-12-09", ""),
    ("trước ngày 15/01", "2026-01-14", ""),
    ("hoàn thành trong Quý IV năm 2025", "2025-12-31", ""),
    ("hoàn thành trong Quý II, Quý III năm 2026", "2026-09-30", ""),
    ("trong tháng 12/2025", "2025-12-31", ""),
    ("Hoàn thành trong năm 2025, chậm nhất quý I/2026", "2026-03-31", ""),
    ("Trong 6 tháng đầu năm 2026 hoàn thành rà soát", "2026-06-30", ""),
    ("từ nay đến hết năm 2025", "2025-12-31", ""),
    ("hoàn thành trước ngày 31/12/2025; xây dựng lại chậm nhất trước ngày 31/01/2026", "2026-01-30", ""),
    ("Thời gian thực hiện: Quý IV/2025 và năm 2026", "2026-12-31", ""),
    ("báo cáo kết quả tại cuộc họp giao ban ngày 24/12/2025", "2025-12-24", ""),
    ("trong 15 ngày kể từ ngày ký ban hành Kế hoạch này", "2025-12-03", ""),
    ("trưóc ngày 25/11/2025", "2025-11-24", ""),
    ("hoàn thành trong quý 11/2026", "2026-06-30", ""),
    ("Tổ chức đợt cao điểm từ ngày 01/12/2025 đến ngày 15/01/2026", "2026-01-15", ""),
    ("tổ chức vệ sinh chuồng trại, phun khử trùng hàng ngày.", None, "daily"),
    ("bố trí kinh phí thực hiện công tác phòng chống dịch hằng năm.", None, "annual"),
    ("định kỳ trước ngày 20 hằng tháng", None, "monthly"),
    ("báo cáo trước ngày 20 của tháng cuối quý và trước ngày 15/11 hằng năm", None, "quarterly"),
    ("quán triệt trong sinh hoạt định kỳ tháng 6/2026", None, ""),
    ("báo cáo hằng tháng, quý, 6 tháng, năm", None, "monthly"),
    ("định kỳ 03 tháng/1lần báo cáo UBND tỉnh", None, "quarterly"),
    ("trong báo cáo định kỳ (06 tháng, năm)", None, "semiannual"),
    ("các sở, ban, ngành hằng quý báo cáo tình hình", None, "quarterly"),
    ("giám sát tuyến xã và báo cáo hằng ngày.", None, "daily"),
    ("xây dựng kế hoạch xong trong tháng 12/2025. Định kỳ báo cáo kết quả hằng năm (trước ngày 15 tháng 11)", "2025-12-31", "annual"),
    ("họp trong tuần thứ ba của tháng 12 năm 2025", "2025-12-21", ""),
    ("báo cáo kết quả chậm nhất sáng 07/12", "2025-12-07", ""),
    ("gửi về Sở trước 16h00 thứ Sáu (21/11)", "2025-11-21", ""),
    ("bảo đảm đến hết năm 2025 hoàn thành", "2025-12-31", ""),
    ("hoàn thành trước quý II/2026", "2026-03-31", ""),
    ("gửi báo cáo đến 17h00' ngày 25/11/2025", "2025-11-25", ""),
    ("gửi trước ngày mùng 5 hằng tháng", None, "monthly"),
    ("tổ chức tập huấn mỗi năm ít nhất 02 lần", None, "semiannual"),
    ("báo cáo trước ngày 15 tháng thứ hai của quý", None, "quarterly"),
    ("Từ ngày 05/02/2026 - 08/02/2026: Ban Thường trực trao đổi", "2026-02-08", ""),
    ("- Ngày 09/02/2026: Ban Công tác Mặt trận các thôn gửi biên bản", "2026-02-09", ""),
    ("Tháng 12/2025: UBND xã tổ chức tổng kết", "2025-12-31", ""),
    ("lúc 08 giờ 00 ngày 14/12/2025", "2025-12-14", ""),
    ("tổ chức vào hồi 7 giờ 30 phút ngày 30 tháng 12 năm 2025", "2025-12-30", ""),
    ("kiểm tra ít nhất 02 lân/tuần", None, "weekly"),
    ("tập luyện mỗi tuần 02 buổi", None, "weekly"),
    ("tổ chức đối thoại 2 lần/năm", None, "semiannual"),
    ("Báo cáo 6 tháng (trước ngày 15/6) và báo cáo năm (trước ngày 15/12)", None, "semiannual"),
    ("trong vòng 05 ngày làm việc kể từ ngày ban hành", None, ""),
    ("tham mưu công bố đúng thời hạn", None, ""),
]


@pytest.mark.parametrize(("words", "day", "cycle"), WORDS)
def test_what_words_of_time_mean(words: str, day: str | None, cycle: str) -> None:
    found = of_words(words, 0, 2025, ISSUED)
    assert found is not None
    assert (found.day.isoformat() if found.day else None, found.recurring) == (day, cycle)


@pytest.mark.parametrize(
    "words",
    [
        "thực hiện Nghị định số 158/2007/NĐ-CP ngày 27 tháng 10 năm 2007 của Chính phủ",
        "số liệu báo cáo tính từ ngày 01/01/2025 đến hết ngày 30/11/2025",
        "những kết quả đã đạt được trong năm 2025",
        "tập trung thu ngân sách trong những tháng cuối năm 2025",
        "mức độ hoàn thành nhiệm vụ hàng năm",
        "trong dự toán ngân sách nhà nước hằng năm",
        "triển khai Đề án giai đoạn 2022-2025, tầm nhìn đến năm 2030",
        "yêu cầu hoàn thành trước ngày 30 tháng 10 năm 2025",
        "khẩn trương, kịp thời triển khai",
        "từ ngày 18 đến ngày 20/12/2025 có mưa vừa đến mưa to",
        "cắt giảm tối thiểu 30% thời gian",
    ],
)
def test_what_is_no_deadline(words: str) -> None:
    assert of_words(words, 0, 2025, ISSUED) is None


@pytest.mark.parametrize(
    ("cell", "day", "cycle"),
    [
        ("Tháng 12/2025", "2025-12-31", ""),
        ("Quý I, II/2026", "2026-06-30", ""),
        ("Năm 2025", "2025-12-31", ""),
        ("2026-2030", "2030-12-31", ""),
        ("Trước ngày 15/12/2025", "2025-12-14", ""),
        ("Hằng năm", None, "annual"),
        ("Năm 2025 và các năm tiếp theo", None, ""),
        ("Giai đoạn 2026-2030 và những năm tiếp theo", None, ""),
        ("Từ 01/7/2025", None, ""),
        ("Theo kế hoạch công tác tư pháp hàng năm", None, ""),
        ("Thường xuyên, theo yêu cầu nhiệm vụ", None, ""),
        ("31/02/2025", None, ""),
    ],
)
def test_what_a_cell_of_time_means(cell: str, day: str | None, cycle: str) -> None:
    found = of_slot(cell, 0, 2025)
    assert found is not None
    assert found.words == cell
    assert (found.day.isoformat() if found.day else None, found.recurring) == (day, cycle)


def test_the_words_stand_where_they_were_read() -> None:
    body = "1. Rà soát, báo cáo\ntrước ngày\n05/12/2025 để tổng hợp.\n"
    text = DocumentText(body)
    found = deadline_of(text, items_of(text, Span(0, len(body)))[0], ISSUED)
    assert found is not None
    assert text.said(found.span) == "trước ngày\n05/12/2025"
    assert found.words == "trước ngày 05/12/2025"


def test_a_list_has_the_deadline_of_the_sentence_that_opens_it() -> None:
    body = "1. Sở Nội vụ hoàn thành trước ngày 15/12/2025 các nội dung sau:\n\na) Rà soát biên chế.\n"
    text = DocumentText(body)
    found = deadline_of(text, items_of(text, Span(0, len(body)))[-1], ISSUED)
    assert found is not None
    assert found.day == date(2025, 12, 14)
    assert found.rule == "opener"


def test_a_period_in_the_purpose_of_an_opener_is_no_deadline_of_its_points() -> None:
    body = "1. Để hoàn thành mục tiêu trong năm 2026, yêu cầu các Sở thực hiện các nhiệm vụ sau:\n\na) Rà soát biên chế.\n"
    text = DocumentText(body)
    assert deadline_of(text, items_of(text, Span(0, len(body)))[-1], ISSUED) is None


def test_the_year_of_a_document_whose_day_cannot_be_read() -> None:
    assert document_year("Bắc Giang, ngày 0Ÿ tháng I] năm 2012\nV/v báo cáo") == 2012
    assert document_year("không có năm nào") is None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_of_deadlines_finds_its_own_example(rule: Rule) -> None:
    plain = plain_letters(rule.example)
    assert any(rule.search(said) is not None for said in (plain, plain.lower(), rule.example))


@given(st.text(st.sampled_from("trướcngàyđếnhếtquýămằg 0123456789/.-:;,()IVh\n"), max_size=100))
def test_whatever_is_written_a_deadline_stands_inside_it(words: str) -> None:
    for found in (of_words(words, 5, 2025, ISSUED), of_slot(words, 5, 2025)):
        if found is not None:
            assert 5 <= found.span.start <= found.span.end <= 5 + len(words)
