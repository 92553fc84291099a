"""Heads of made-up documents in the layouts that offices, web pages, PDF readers and scans give them: `tests/data/heads`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from models.intake.documents.document_text import DocumentText, TextDoubt, TextMark
from models.intake.documents.found import Found, Head
from models.intake.documents.head.reading_head import read_head

HEADS = Path(__file__).parents[3] / "data" / "heads"
NAMES = sorted(path.stem for path in HEADS.glob("*.json"))


def text_of(name: str) -> str:
    """The text of a case."""
    return (HEADS / f"{name}.txt").read_text(encoding="utf-8")


def said(head: Head, key: str) -> Any:
    """What was read of a field, in the form of the labels."""
    if key == "recipients":
        return [found.value for found in head.recipients]
    found = getattr(head, key)
    return found.value if isinstance(found, Found) else found


def same(got: Any, want: Any) -> bool:
    """Capitals, single blanks and the place of a tone do not matter."""
    if isinstance(got, str) and isinstance(want, str):
        return _plain_tones(got) == _plain_tones(want)
    return bool(got == want)


def _plain_tones(text: str) -> str:
    small = " ".join(text.lower().split())
    for old, new in (("hoá", "hóa"), ("hoà", "hòa"), ("khoá", "khóa"), ("uỷ", "ủy")):
        small = small.replace(old, new)
    return small


@pytest.mark.parametrize("name", NAMES)
def test_a_head_is_read(name: str) -> None:
    head = read_head(DocumentText(text_of(name)))
    want: dict[str, Any] = json.loads((HEADS / f"{name}.json").read_text(encoding="utf-8"))
    assert {key: said(head, key) for key, value in want.items() if not same(said(head, key), value)} == {}


@pytest.mark.parametrize("name", NAMES)
def test_values_stand_where_their_spans_say(name: str) -> None:
    text = text_of(name)
    head = read_head(DocumentText(text))
    for key in ("number", "place", "signer", "issuing_agency", "parent_agency", "subject"):
        found = getattr(head, key)
        if found is None or found.reason == "noisy":
            # Letters that a scan spoilt are put right in the value.
            continue
        there = " ".join(" ".join(text[span.start : span.end] for span in found.spans).replace("*", "").split())
        letters = "".join(sign for sign in there.lower() if sign.isalnum())
        value = "".join(sign for sign in found.value.lower() if sign.isalnum())
        assert _plain_tones(letters) == _plain_tones(value), key
    for recipient in (*head.recipients, *head.addressees):
        assert all(0 <= span.start < span.end <= len(text) for span in recipient.spans)


def test_the_body_lies_between_head_and_end() -> None:
    text = text_of(next(name for name in NAMES if name.endswith("-giay-moi")))
    head = read_head(DocumentText(text))
    body = text[head.body.start : head.body.end]
    assert body.strip().startswith("Thừa lệnh")
    assert "Nơi nhận" not in body


def test_addressees_are_one_each() -> None:
    text = text_of(next(name for name in NAMES if name.endswith("-giay-moi")))
    assert [found.value for found in read_head(DocumentText(text)).addressees] == [
        "Giám đốc các Sở: Tài chính, Xây dựng",
        "Chủ tịch UBND các xã, phường",
    ]


LETTER = """UBND TỈNH CAO BẰNG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ TÀI CHÍNH Độc lập - Tự do - Hạnh phúc
Số: {number} Cao Bằng, ngày {day} tháng {month} năm 2025
V/v quyết toán ngân sách
Kính gửi: UBND các xã, phường.
Sở Tài chính đề nghị UBND các xã, phường gửi báo cáo.
Nơi nhận: GIÁM ĐỐC
- Như trên;
- Lưu: VT.
Lê Thị Hoa
"""


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("06 /STC-NS", "06/STC-NS"),
        ("012/STC - NS", "012/STC-NS"),
        ("1/STC–NS", "1/STC-NS"),
        ("2101/QÐ-STC", "2101/QĐ-STC"),
        ("15a/STC-NS", "15a/STC-NS"),
        ("15/QD-STC", "15/QĐ-STC"),
        ("15/CĐĐ-STC", "15/CĐ-STC"),
        ("15/TTIr-STC", "15/TTr-STC"),
        ("15/QĐ-VPĐKĐĐ", "15/QĐ-VPĐKĐĐ"),
        ("4#/STC-NS", None),
        ("04+ /STC-NS", None),
        ("      /STC-NS", None),
        ("……/STC-NS", None),
        ("5(Ö /STC-NS", None),
    ],
)
def test_a_number_is_read_or_told_to_be_unreadable(number: str, value: str | None) -> None:
    head = read_head(DocumentText(LETTER.format(number=number, day="05", month="8")))
    assert (head.number.value if head.number else None) == value
    assert ("number" in head.unreadable) == (value is None)


@pytest.mark.parametrize(
    ("day", "month", "value"),
    [
        ("05", "8", "2025-08-05"),
        ("0 5", "8", "2025-08-05"),
        ("", "8", None),
        ("   ", "11", None),
        ("0Ÿ", "I]", None),
        ("⁄{#", "01", None),
        ("31", "02", None),
        ("….", "…", None),
    ],
)
def test_a_day_is_read_or_told_to_be_unreadable(day: str, month: str, value: str | None) -> None:
    head = read_head(DocumentText(LETTER.format(number="06/STC-NS", day=day, month=month)))
    assert (head.issue_date.value if head.issue_date else None) == value
    assert ("issue_date" in head.unreadable) == (value is None)
    assert head.place is not None
    assert head.place.value == "Cao Bằng"
    assert head.year == 2025


def test_figures_beside_handwriting_are_doubted() -> None:
    sure = read_head(DocumentText(LETTER.format(number="06/STC-NS", day="05", month="8"))).number
    doubtful = read_head(DocumentText(LETTER.format(number="06/STC-NS", day="⁄{#", month="8"))).number
    assert sure is not None
    assert sure.sure
    assert doubtful is not None
    assert not doubtful.sure


def test_numbers_of_a_scan_are_doubted() -> None:
    text = DocumentText(LETTER.format(number="06/STC-NS", day="05", month="8"), doubts=(TextDoubt("scan_read"),))
    number = read_head(text).number
    assert number is not None
    assert not number.sure


def test_the_seal_tells_a_day_that_cannot_be_read() -> None:
    head = read_head(DocumentText("Thời gian ký: 04/08/2025 16:42:36\n\n" + LETTER.format(number="06/STC-NS", day="{", month="8")))
    assert head.issue_date is not None
    assert head.issue_date.value == "2025-08-04"
    assert head.issue_date.reason == "from_signature"
    assert not head.issue_date.sure


@pytest.mark.parametrize(
    ("stamp", "code"), [("KHẨN", "urgent"), ("THƯỢNG KHẨN", "very_urgent"), ("HỎA TỐC", "flash"), ("HOẢ TỐC", "flash")]
)
def test_urgency(stamp: str, code: str) -> None:
    head = read_head(DocumentText(LETTER.format(number="06/STC-NS", day="05", month="8").replace("Kính gửi", f"{stamp}\nKính gửi")))
    assert head.urgency is not None
    assert head.urgency.value == code
    assert head.subject is not None
    assert head.subject.value == "quyết toán ngân sách"


@pytest.mark.parametrize(("stamp", "code"), [("MẬT", "confidential"), ("TỐI MẬT", "secret"), ("TUYỆT MẬT", "top_secret")])
def test_secrecy(stamp: str, code: str) -> None:
    head = read_head(DocumentText(LETTER.format(number="06/STC-NS", day="05", month="8").replace("V/v", f"{stamp}\nV/v")))
    assert head.secrecy is not None
    assert head.secrecy.value == code


def test_the_word_in_a_sentence_is_no_stamp() -> None:
    text = LETTER.format(number="06/STC-NS", day="05", month="8").replace("gửi báo cáo.", "gửi báo cáo khẩn, giữ bí mật.")
    head = read_head(DocumentText(text))
    assert head.urgency is None
    assert head.secrecy is None


NO_HEAD = """Số: 9/CT-UBND

Lạng Sơn, ngày 2 tháng 6 năm 2025

CHỈ THỊ

Về việc phòng, chống đuối nước

Thời gian qua, tai nạn còn xảy ra. Chủ tịch UBND tỉnh yêu cầu:

1. Sở Y tế hướng dẫn.

Ủy ban nhân dân tỉnh yêu cầu các sở, ngành nghiêm túc thực hiện./.

Nơi nhận:
- Các sở;
- Lưu: VT.
"""


def test_a_missing_head_is_inferred_and_doubted() -> None:
    head = read_head(DocumentText(NO_HEAD))
    assert head.issuing_agency is not None
    assert head.issuing_agency.value == "Ủy ban nhân dân tỉnh Lạng Sơn"
    assert head.issuing_agency.reason == "from_closing"
    assert not head.issuing_agency.sure


def test_a_subject_in_bold_ends_where_bold_ends() -> None:
    text = (
        "UBND XÃ A LƯỚI 1\nSố: 5/TB-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "A Lưới 1, ngày 2 tháng 6 năm 2025\nTHÔNG BÁO\nLịch tiếp công dân của lãnh đạo xã\n"
        "UBND xã A Lưới 1 thông báo lịch tiếp công dân như sau\nNơi nhận:\n- Lưu: VT."
    )
    start = text.index("Lịch tiếp")
    bold = (TextMark(start, text.index("\n", start), "bold"),)
    subject = read_head(DocumentText(text, kind="docx", marks=bold)).subject
    assert subject is not None
    assert subject.value == "Lịch tiếp công dân của lãnh đạo xã"


FORM = """CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

ĐƠN ĐỀ NGHỊ

Kính gửi: UBND xã ……
Tôi tên là: ……
……, ngày … tháng … năm …
NGƯỜI LÀM ĐƠN
(Ký, ghi rõ họ tên)
"""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hôm nay trời đẹp.\n",
        "Hà Nội, ngày 20 tháng 11 năm 2025, Thủ tướng dự lễ khai mạc.\nTheo Quyết định số 12/QĐ-TTg, các địa phương triển khai.",
        "Hỏi: Thủ tục cấp lại thẻ thế nào?\nTrả lời: Theo khoản 1 Điều 5 Nghị định số 137/2015/NĐ-CP thì hồ sơ gồm đơn.\n",
        "KẾ HOẠCH\nbài giảng tuần 5\n",
        FORM,
        "Bạn đọc hỏi về mẫu công văn.\n" + "Theo quy định, mẫu công văn được trình bày như sau, mời bạn tham khảo.\n" * 60 + LETTER,
    ],
)
def test_a_page_that_is_no_document_gives_nothing(text: str) -> None:
    head = read_head(DocumentText(text))
    assert head == Head()
