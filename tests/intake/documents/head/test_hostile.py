"""Texts that are no documents, are huge, or are torn: a head is read in no time, and its places lie in the text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.intake.documents.document_text import DocumentText
from models.intake.documents.head.reading_head import read_head
from tests.intake.documents.head.test_heads import LETTER

LETTERS = 2_000_000
PIECES = {
    "one_letter": "a",
    "capitals": "A" * 79 + "\n",
    "numbers": "Số: ",
    "number_lines": "Số: 12/CT-UBND\n",
    "days": "Hà Nội, ngày 1 tháng 2 năm ",
    "recipients": "Nơi nhận:\n- Như trên;\n",
    "addresses": "Kính gửi:\n- ",
    "titles": "KT. CHỦ TỊCH\n",
    "names": "Nguyễn Văn ",
    "subjects": "V/v ",
    "mottos": "CỘNG HÒA XÃ HỘI CHỦ ",
    "kinds": "KẾ HOẠCH " * 50 + "\n",
    "glued": "ĐẢNGỦYXÃTÂN",
    "blanks": " ",
    "breaks": "\n",
    "stars": "*",
    "dashes": "- ",
    "semicolons": "Nơi nhận:\n- " + "a;" * 500,
}


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES.keys())
def test_two_million_letters_take_no_time(piece: str) -> None:
    text = DocumentText((piece * (LETTERS // len(piece) + 1))[:LETTERS])
    started = time.perf_counter()
    read_head(text)
    assert time.perf_counter() - started < 2


WHOLE = LETTER.format(number="06/STC-NS", day="05", month="8")


@settings(max_examples=200, deadline=None)
@given(start=st.integers(0, len(WHOLE)), end=st.integers(0, len(WHOLE)), noise=st.text(alphabet='*\n ;:-./|–ÂĐa1\t_("', max_size=12))
def test_a_torn_text_is_read(start: int, end: int, noise: str) -> None:
    low, high = sorted((start, end))
    text = WHOLE[:low] + noise + WHOLE[high:]
    head = read_head(DocumentText(text))
    named = (head.issuing_agency, head.number, head.place, head.issue_date, head.subject, head.signer, head.signer_title)
    for found in (*(each for each in named if each), *head.recipients, *head.addressees):
        assert all(0 <= span.start <= span.end <= len(text) for span in found.spans)
    assert head.day is None or head.issue_date is not None
