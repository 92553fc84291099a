"""The left column of a head: the agency that issues and the one over it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.intake.documents.document_text import Span
from models.intake.documents.found import Found
from models.intake.documents.head.letters import letter_share, plain, upper_share
from models.intake.documents.head.rules import ARRIVAL_STAMP, SEAL_NOISE
from models.intake.documents.head.sheet import Line, without_junk
from models.intake.documents.head.vocabulary import (
    head_pattern,
    nearest_agency,
    sentence_case,
    unglued,
    whole_names,
    whole_spellings,
)

# Words with which a name begins, where a head is not in capitals: with their marks, since "Bạn đang xem" is no Ban.
_IN_SMALL_LETTERS = re.compile(
    r"\W*(?:UBND|[UỦ][yỷ] ban|HĐND|Hội |Sở |Bộ |Ban |Phòng |Văn phòng|Cục |Chi cục|Tổng cục|Trung tâm|Công an|Thanh tra|Tỉnh [uủ][yỷ]"
    r"|Thành [uủ][yỷ]|Đảng |Trường |Viện |Chính phủ|Thủ tướng|Công ty|Đoàn |Liên đoàn|Mặt trận|Kho bạc|Bảo hiểm|Ngân hàng|Thuế )"
)
_LEVEL = re.compile(r"\W*(?:tinh|thanh pho|tp\.?|huyen|quan|thi xa|xa|phuong|thi tran|dac khu|khu vuc)\s+(?!uy\b|doan\b)")
# Names that are not whole yet: what follows belongs to them whatever it begins with.
_UNFINISHED = re.compile(
    r"(?:[-,&]|\b(?:va|cua|cho|ve|cac|tai|voi|phong chong)|\b(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan|cong an) (?:tinh|thanh pho"
    r"|tp\.?|huyen|quan|thi xa|xa|phuong|thi tran|dac khu)"
    r"|^\W*(?:so|bo|ban|phong|hoi|doan|cuc|chi cuc|van phong|trung tam|ban chi dao|ban quan ly|ban chap hanh|bch|hoi dong|uy ban"
    r"|thuong truc|ban chi huy|bo chi huy|uy ban mttq|lien doan|lien hiep cac|hoi lien hiep|vien|truong|chi nhanh|cong ty|benh vien"
    r"|to))\s*$"
)
# A stamp printed over the line: "TONG CỤC THU. cue THUẾ: TỈNH HÒA BÌNH".
_STAMPED_OVER = re.compile(r"[.:;]\s+[^\W\d_A-ZĐÀ-Ỹ]{2,}(?=\s).*$")
# A small word behind capitals is of a rule or a stamp: "TỈNH THANH HÓA th".
_STRAY_END = re.compile(r"\s+[^\W\d_A-ZĐÀ-Ỹ]{1,3}$")
# "UBND XÃ ĐĂK PXI / CHỦ TỊCH": the chairman's form of the committee above.
_CHAIR = re.compile(r"\W*chu tich\W*")
_COMMITTEE = re.compile(r"(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan)\b")
_TOP = re.compile(
    r"(?:thu tuong|chinh phu|quoc hoi|chu tich nuoc|bo (?!chi huy|tu lenh|doi)|uy ban thuong vu|van phong (?:chinh phu|quoc hoi))"
)
_AGENCY_LETTERS = 30


def agencies_of(lines: Sequence[Line], *, noisy: bool) -> tuple[Found | None, Found | None]:
    """Issuing agency and the agency over it, from the lines of the left column (what else stood there is blanked).

    "UBND TỈNH BẮC GIANG / BAN ĐIỀU HÀNH CHƯƠNG / TRÌNH HỖ TRỢ PHÁP LÝ CHO / DOANH NGHIỆP" is two names over four lines.
    """
    places: list[list[Span]] = []
    said: list[str] = []
    waiting: tuple[Span, str] | None = None
    for line in lines:
        span = without_junk(line)
        for noise in (_STAMPED_OVER, _STRAY_END):
            stray = noise.search(line.flat, 0, span.end - line.start)
            if stray is not None and upper_share(line.flat[: stray.start()]) > 0.9:
                span = Span(span.start, line.start + stray.start())
        words = unglued(line.flat[span.start - line.start : span.end - line.start])
        if not _is_of_a_name(words) or _CHAIR.fullmatch(plain(words)):
            continue
        letters = plain(words)
        if waiting is not None:
            span_before, words_before = waiting
            waiting = None
            if not said and head_pattern().match(plain(f"{words_before} {words}")):
                places.append([span_before, span])
                said.append(f"{words_before} {words}")
                continue
        if not said and not head_pattern().match(letters) and not _LEVEL.match(letters):
            # "THỦ / TƯỚNG CHÍNH PHỦ": the first word of a name alone on its line.
            waiting = (span, words)
        elif said and not _begins_another(plain(said[-1]), letters):
            places[-1].append(span)
            said[-1] = f"{said[-1]} {words}"
        else:
            places.append([span])
            said.append(words)
    if not said:
        return None, None
    found = [_found(text, spans, noisy=noisy) for text, spans in zip(said, places, strict=True)]
    issuing = found[-1]
    if len(found) == 1:
        return issuing, None
    over = found[-2]
    below, above = plain(said[-1]), plain(said[-2])
    none_over = (_COMMITTEE.match(below) and _COMMITTEE.match(above)) or _TOP.match(below)
    return issuing, None if none_over else over


def _is_of_a_name(words: str) -> bool:
    """Capitals, or a line that begins as a name does; no noise of a seal."""
    letters = plain(words)
    if len(words) < 2 or len(words) > 120 or letter_share(words) < 0.85 or SEAL_NOISE.search(letters) or ARRIVAL_STAMP.search(letters):
        return False
    if not any(len(word) > 1 and word.isalpha() for word in words.split()):
        return False
    return upper_share(words) >= 0.7 or (_IN_SMALL_LETTERS.match(words) is not None and len(words) <= 2 * _AGENCY_LETTERS)


def _begins_another(before: str, letters: str) -> bool:
    if len(letters.split()) < 2 or _LEVEL.match(letters):
        return False
    if not head_pattern().match(letters):
        # "BỘ TÀI CHÍNH / TONG CYC THUE": a name that is whole does not go on, however a scan spoilt the next.
        return before in whole_names() and not re.match(r"\W*(?:va|-|,)(?![a-z])", letters)
    return _UNFINISHED.search(before) is None


def _found(text: str, spans: Sequence[Span], *, noisy: bool) -> Found:
    value, mended = sentence_case(" ".join(text.split())) if upper_share(text) >= 0.7 else (" ".join(text.split()), False)
    near = nearest_agency(value, noisy=noisy) if upper_share(text) >= 0.7 else ""
    if near:
        value, mended = near, True
    confidence, reason = 0.95, ""
    letters = plain(value)
    if noisy:
        # All words of the tables are as they should be; others may have wrong letters.
        confidence, reason = (0.85, "") if value in whole_spellings() else (0.75, "noisy")
    if mended:
        confidence, reason = 0.75, "noisy"
    if not head_pattern().match(letters) or re.fullmatch(
        r"(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan)(?: (?:tinh|thanh pho|xa|phuong))?", letters
    ):
        confidence, reason = 0.6, "incomplete"
    return Found(value, tuple(spans), confidence, reason, "head.left_column")
