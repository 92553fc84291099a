"""A text that lost its line breaks (a page copied as one paragraph) gets them back where the parts of a head and of an end begin."""

from __future__ import annotations

import re
from dataclasses import replace

from models.intake.documents.document_text import DocumentText

_LONG = 400
_MOST = 200_000
_CAPITAL = "A-ZĐÀ-Ỹ"
# A page without breaks has all of these in one line.
_SIGNS = (re.compile(r"VIỆT NAM"), re.compile(r"Hạnh phúc", re.IGNORECASE), re.compile(r"Số\s?:", re.IGNORECASE))
_BEFORE = re.compile(
    rf" (?=(?:CỘNG H|Độc lập\s*[-–]|Số\s?:|V/v\b|Kính gửi|Nơi nhận|(?:TM|KT|TL|TUQ)\.|PHÓ [{_CAPITAL}]|GIÁM ĐỐC|\((?:đã|Đã) ký"
    rf"|[-–] [{_CAPITAL}]|(?:QUYẾT ĐỊNH|CHỈ THỊ|KẾ HOẠCH|THÔNG BÁO|CÔNG ĐIỆN|BÁO CÁO|TỜ TRÌNH|NGHỊ QUYẾT|GIẤY MỜI|HƯỚNG DẪN|PHỤ LỤC)\b"
    r"|(?:Căn cứ|Thực hiện|Thời gian qua|Để) ))"
)
_AFTER = re.compile(
    rf"(VIỆT NAM|Hạnh phúc|năm \d{{4}}|ký\)|[.;]|QUYẾT ĐỊNH|CHỈ THỊ|KẾ HOẠCH|THÔNG BÁO|CÔNG ĐIỆN|BÁO CÁO|TỜ TRÌNH|NGHỊ QUYẾT|GIẤY MỜI"
    rf"|HƯỚNG DẪN|GIÁM ĐỐC|CHỦ TỊCH|VĂN PHÒNG|TRƯỞNG|BÍ THƯ|CHỦ NHIỆM|THỦ TƯỚNG) (?=[{_CAPITAL}\-(])"
)


def unrolled(document: DocumentText) -> DocumentText:
    """The same letters with breaks for blanks, so that places stay places; the document itself where it has its lines."""
    text = document.text[:_MOST]
    longest = max(text[: _LONG * 30].split("\n"), key=len)
    if len(longest) < _LONG or not all(sign.search(longest) for sign in _SIGNS):
        return document
    broken = _AFTER.sub(lambda found: f"{found[1]}\n", _BEFORE.sub("\n", text))
    return replace(document, text=broken + document.text[_MOST:])
