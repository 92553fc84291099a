"""The type of a document and what it is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial

from models.intake.documents.document_text import DocumentText, Span
from models.intake.documents.found import Found
from models.intake.documents.head.letters import letter_share, plain, upper_share
from models.intake.documents.head.rules import (
    ABOUT,
    ABOUT_ONLY,
    ADDRESSED,
    AGENCY_SPEAKS,
    ARRIVAL_STAMP,
    BODY_START,
    BULLET,
    ISSUER_LINE,
    LETTER_SUBJECT,
    NO_SUBJECT,
    TORN_ADDRESSED,
    WIRED,
)
from models.intake.documents.head.sheet import HEAD_LETTERS, Line, without_junk
from models.intake.documents.head.signature_words import title_in
from models.intake.documents.head.vocabulary import abbreviations, letters_of, province_names
from models.intake.lettering.syllables import is_syllable
from models.registers.directives.document_types import LETTER, document_types, type_of_number

# Types that are none of the decree's 29, and longer titles that some offices print.
_MORE_TYPES = {
    "Luật": "Luật",
    "Pháp lệnh": "Pháp lệnh",
    "Lệnh": "Lệnh",
    "Nghị định": "Nghị định",
    "Thông tư": "Thông tư",
    "Thông tư liên tịch": "Thông tư liên tịch",
    "Kết luận": "Kết luận",
    "Kết luận thanh tra": "Kết luận thanh tra",
    "Kết luận kiểm tra": "Kết luận kiểm tra",
    "Giấy triệu tập": "Giấy triệu tập",
    "Thông tri": "Thông tri",
    "Công điện khẩn": "Công điện",
    "Công điện hỏa tốc": "Công điện",
    "Thông báo kết luận": "Thông báo",
    "Thông báo khẩn": "Thông báo",
    "Kế hoạch hành động": "Kế hoạch",
    "Kế hoạch liên tịch": "Kế hoạch",
    "Chương trình hành động": "Chương trình",
    "Chương trình phối hợp": "Chương trình",
    "Chương trình công tác": "Chương trình",
    "Hướng dẫn liên ngành": "Hướng dẫn",
    "Giấy mời họp": "Giấy mời",
    "Thư mời": "Thư mời",
    "Phiếu trình": "Phiếu trình",
    "Phiếu xin ý kiến": "Phiếu xin ý kiến",
    "Lời kêu gọi": "Lời kêu gọi",
    "Thư công": "Thư công",
}
# "Quy chế" or "Quy định" on a line is a part of the decision that issues it, unless the number says so.
_PARTS_OF_OTHERS = ("Quy chế", "Quy định")
_SUBJECT_LINES = 12
_SUBJECT_LETTERS = 900
_COLUMN = 50
_PARAGRAPH = 200
_BLOCK = 160
_LINE = 90
_WRAPPED = 110
_SENTENCES = re.compile(r"[^\W\d_]{3,}\.\s+[A-ZĐÀ-Ỹ][^\W\d_]+ ")
_WIDER = 1.5
_GoesOn = Callable[[Sequence[Line], Line, bool], bool]
# They look at the letters as printed: without marks "tải" would be "tại".
_ENDS_OPEN = re.compile(
    r"(?:[,\-–/(]|\b(?:và|của|các|về|cho|tại|trong|theo|đến|với|tỉnh|thành phố|xã|phường|năm|ngày|số|tháng|đối|thực hiện|việc|do|là"
    r"|trên|địa bàn))\s*$",
    re.IGNORECASE,
)
_ENDS_MIDWAY = re.compile(r"(?:[,\-–(]|\b(?:và|của|các|về|cho|tại|trong|theo|đến|với|việc))\s*$", re.IGNORECASE)
# Without marks "PHƯỜNG AN NHƠN" would begin as "PHƯƠNG ÁN" does.
_WARD = re.compile(r"ph[ưừ][ờừ]ng\s", re.IGNORECASE)
# "BÁO CÁO TÓM TẮT", "KẾ HOẠCH LIÊN NGÀNH": what kind of such a paper it is, not what it is about.
_KIND_OF_PAPER = re.compile(r"\W*(?:tom tat|chuyen de|nhanh|bo sung|dot xuat|lien tich|lien nganh|lan \w+|khan|hoa toc|so bo)\W*")
_OF_WHOM = re.compile(r"^\W*cua\s")
_ISSUER_ALONE = re.compile(r"\W*(?:[a-z]+\s+){0,3}(?:ubnd|uy ban nhan dan|hoi dong nhan dan|chinh phu|giam doc|bo truong|quoc hoi)\b.*")


@dataclass(frozen=True, slots=True)
class Title:
    """The line that names the type; `rest` is where words after the type begin on the same line, -1 for none."""

    value: str
    line: int
    span: Span
    rest: int = -1


@cache
def _printed_types() -> dict[str, str]:
    """The types by the letters of what is printed for them."""
    decreed = {each.name: each.name for each in document_types() if each.kind == "administrative"}
    return {letters_of(name): value for name, value in (decreed | _MORE_TYPES).items()}


@cache
def _types() -> dict[str, str]:
    return {letters.replace(" ", ""): value for letters, value in _printed_types().items()}


def _any_type() -> str:
    return "|".join(sorted(_printed_types(), key=lambda name: (-len(name), name)))


@cache
def _beginnings() -> re.Pattern[str]:
    return re.compile(rf"(?P<type>{_any_type()})(?![a-z])")


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(rf"[^\w\s,.;()/-]\s*(?P<type>{_any_type()})\s*$")


def find_title(lines: Sequence[Line], *, after: int = -1) -> Title | None:
    """The line that is the name of a type, alone or with the subject behind it in capitals: "QUYẾT ĐỊNH", "K Ế  H O Ạ C H".

    `after` is where the number stands: what comes before it in capitals is of the agency ("BAN ĐIỀU HÀNH / CHƯƠNG TRÌNH HỖ TRỢ …").
    """
    return _title_among(lines, after) or (_title_among(lines, -1, alone=True) if after >= 0 else None)


def _title_among(lines: Sequence[Line], after: int, *, alone: bool = False) -> Title | None:
    for at, line in enumerate(lines):
        span = without_junk(line)
        words = line.flat[span.start - line.start : span.end - line.start]
        if line.start < after or not words or len(words) > 300 or ARRIVAL_STAMP.search(line.letters) or _WARD.match(words):
            continue
        letters = "".join(sign for sign in plain(words) if sign.isalnum())
        name = _types().get(letters)
        if name is None and at + 1 < len(lines) and len(words) < 12 and upper_share(words) > 0.9:
            below = lines[at + 1]
            name = _types().get(letters + letters_of(below.text).replace(" ", "")) if upper_share(below.text) > 0.9 else None
            if name is not None:
                # "THÔNG / TƯ": the name of a type over two lines.
                return Title(name, at + 1, Span(span.start, below.span.end))
        if name is not None and (upper_share(words) > 0.7 or words.istitle() or words[:1].isupper()):
            return Title(name, at, span)
        if alone:
            continue
        ends = _at_end(words) if name is None else None
        if ends is not None:
            # A stamp of arrival beside it: "ĐẾN … : _¬ CHỈ THỊ".
            return Title(_types()[letters_of(ends["type"]).replace(" ", "")], at, Span(span.start + ends.start("type"), span.end))
        begins = _beginnings().match(plain(words))
        if begins is not None and upper_share(words) > 0.85 and len(words.split()) > len(begins[0].split()):
            value = _types()[begins["type"].replace(" ", "")]
            return Title(value, at, Span(span.start, span.start + begins.end()), span.start + begins.end())
    return None


def _at_end(words: str) -> re.Match[str] | None:
    """The name of a type in capitals at the end of a line, behind signs that are no letters."""
    found = _ends().search(plain(words))
    return found if found is not None and upper_share(words[found.start("type") :]) > 0.9 else None


def document_type(title: Title | None, *, number: Found | None, symbol: str, marked: bool, addressed: bool) -> Found | None:
    """The type by its title, else by the symbol, else Công văn for what is addressed or `marked` with "V/v".

    A letter's symbol begins with its agency, which may be written as a type is: "5012/CT-CS" of a Cục Thuế is no Chỉ thị.
    """
    told = type_of_number(number.value) if number is not None else _type_of_symbol(symbol)
    if title is not None:
        if told and told not in (LETTER, title.value) and title.value in _PARTS_OF_OTHERS:
            return Found(told, (), 0.6, "from_symbol", "head.type_of_symbol")
        return Found(title.value, (title.span,), 0.95, "", "head.title")
    if marked:
        return Found(LETTER, (), 0.9 if told in ("", LETTER) else 0.75, "" if told in ("", LETTER) else "several", "head.letter")
    if told and told != LETTER:
        return Found(told, (), 0.7, "from_symbol", "head.type_of_symbol")
    if addressed or told == LETTER:
        return Found(LETTER, (), 0.9 if addressed else 0.6, "" if addressed else "from_symbol", "head.letter")
    return None


def _type_of_symbol(symbol: str) -> str:
    return type_of_number(f"1/{symbol}") if symbol else ""


def letter_subject(document: DocumentText, lines: Sequence[Line], *, closed: bool = False) -> Found | None:
    """What a letter is about: the lines from "V/v" on, until the address, a blank line or the other column.

    `closed` tells that the lines end at the address, so that long ones among them are of the subject too.
    """
    marks = [LETTER_SUBJECT.search(line.letters) or ABOUT.match(line.letters) for line in lines]
    marked = any(marks)
    for at, (line, mark) in enumerate(zip(lines, marks, strict=True)):
        if mark is None and not marked and upper_share(line.text) < 0.5:
            mark = ABOUT_ONLY.match(line.letters)
        if mark is None or ADDRESSED.search(line.letters[: mark.start()]):
            continue
        first = line.cut(mark.end())
        spans = _gathered([first, *lines[at + 1 :]], partial(_letter_goes_on, closed=closed))
        return _subject(document, spans, 0.92, LETTER_SUBJECT.name) if marked else _subject(document, spans, 0.7, ABOUT_ONLY.name)
    return None


def title_subject(document: DocumentText, lines: Sequence[Line], title: Title) -> Found | None:
    """What a document with a title is about: the lines under it, until the body begins."""
    after = list(lines[title.line + 1 :])
    if title.rest >= 0:
        line = lines[title.line]
        rest = line.cut(title.rest - line.start)
        if _KIND_OF_PAPER.fullmatch(rest.letters) is None:
            after.insert(0, rest)
    while after and not after[0].text:
        after.pop(0)
    if len(after) > 1 and _OF_WHOM.match(after[0].letters) and re.match(r"\W*ve\b", after[1].letters):
        # "CHỈ THỊ / CỦA BAN THƯỜNG VỤ TỈNH ỦY / về tăng cường …"
        after.pop(0)
    if not after:
        return None
    behind = re.match(r".{0,30}?[|¦]\s+(?=Về\s)", after[0].flat)
    if behind is not None:
        # "Ig-Q612/2020 -| Về các nhiệm vụ": a stamp of arrival beside the first line.
        after[0] = after[0].cut(behind.end())
    about = ABOUT.match(after[0].letters) or LETTER_SUBJECT.match(after[0].letters)
    if about is None and re.fullmatch(r"\W*v[ea]\W*", after[0].letters) and len(after) > 1 and after[1].letters.lstrip().startswith("viec"):
        after.pop(0)
        about = re.match(r"\W*viec\b\s{0,2}[:.]?", after[0].letters)
    if about is not None:
        after[0] = after[0].cut(about.end())
    elif NO_SUBJECT.match(after[0].letters) or ADDRESSED.search(after[0].letters) or _is_paragraph(after[0]):
        return None
    spans = _gathered(after, _title_goes_on(document))
    return _subject(document, spans, 0.93 if about is not None else 0.88, "head.title_subject")


def _is_paragraph(line: Line) -> bool:
    """A line of a whole paragraph, or with the end of a sentence in it: no line of a subject is one."""
    words = line.text
    if upper_share(words) > 0.7:
        return False
    return (len(words) > _PARAGRAPH and words.endswith((".", ":", ";"))) or (len(words) > _COLUMN and _SENTENCES.search(words) is not None)


def _gathered(lines: Sequence[Line], goes_on: _GoesOn) -> list[Span]:
    """The places of the lines of a subject, from the first on."""
    spans: list[Span] = []
    said: list[Line] = []
    blank = False
    for line in lines[: _SUBJECT_LINES * 2]:
        span = without_junk(line)
        words = line.flat[span.start - line.start : span.end - line.start]
        if not words.strip() or letter_share(words) < 0.75 or not any(sign.isalnum() for sign in words):
            blank = blank or bool(said)
            continue
        bare = line.cut(span.start - line.start, span.end - line.start)
        if said and not goes_on(said, line if BULLET.match(line.flat) and words[:1].isupper() else bare, blank):
            break
        # What stood between is understood already: "V/v báo cáo tình hình Cần Thơ, ngày 20 tháng 8 năm 2025 nhà ở công vụ".
        spans += [column.span for column in bare.columns()]
        said.append(bare)
        blank = False
        if len(said) >= _SUBJECT_LINES:
            break
    return spans


def _stops(line: Line) -> bool:
    if ADDRESSED.search(line.letters) or TORN_ADDRESSED.match(line.letters) or ARRIVAL_STAMP.search(line.letters):
        return True
    return title_in(line.letters, line.flat, alone=True) is not None and ISSUER_LINE.match(line.letters) is not None and len(line.text) < 40


def _letter_goes_on(said: Sequence[Line], line: Line, blank: bool, *, closed: bool) -> bool:  # noqa: FBT001  one of two shapes
    if _stops(line) or BULLET.match(line.flat):
        return False
    words = line.text
    midway = _ENDS_MIDWAY.search(said[-1].flat) is not None
    if blank:
        return words[:1].islower() and len(words) < 90 and is_syllable(words.split()[0].strip(",.;:"))
    if upper_share(words) > 0.95 and len(words.split()) > 2 and upper_share(said[0].flat) < 0.7:
        return False
    # The column of a letter's subject is narrow: a line much longer than those before is of the body.
    if not closed and len(words) > _WIDER * max(_COLUMN, *(len(each.text) for each in said)):
        return False
    return midway or not (BODY_START.match(line.letters) and words[:1].isupper())


def _title_goes_on(document: DocumentText) -> _GoesOn:
    marks = [mark for mark in document.marks if mark.look in ("bold", "centred") and mark.start < HEAD_LETTERS]

    def looks(line: Line) -> set[str]:
        at = line.span.start
        return {mark.look for mark in marks if mark.start <= at < mark.end}

    def goes_on(said: Sequence[Line], line: Line, blank: bool) -> bool:  # noqa: FBT001  one of two shapes of a callable
        words = line.text
        if _stops(line) or WIRED.search(line.letters) or (BULLET.match(line.flat) and not words[:1].isalpha()):
            return False
        # Bold or centred lines end where the next is neither, and so does a subject before a sentence that opens the body.
        if looks(said[0]) - looks(line) or (words.endswith(":") and upper_share(words) < 0.7):
            return False
        if blank:
            return _goes_on_after_blank(said, line, same_look=bool(looks(said[0])))
        return _goes_on_below(said, line)

    return goes_on


def _goes_on_after_blank(said: Sequence[Line], line: Line, *, same_look: bool) -> bool:
    """Whether a line behind a blank one is of the subject: it has the same look, is in capitals as it is, or goes on with a sentence."""
    words = line.text
    begins_body = BODY_START.match(line.letters) is not None
    if len(words) >= _BLOCK or (begins_body and words[:1].isupper()):
        return False
    if words[:1].islower():
        return True
    in_capitals = upper_share(words) > 0.9 and all(upper_share(each.flat) > 0.9 for each in said) and len(words.split()) > 1
    if (same_look or in_capitals) and ISSUER_LINE.match(line.letters) is None:
        return True
    return _ENDS_MIDWAY.search(said[-1].flat) is not None and len(words) < _LINE


def _goes_on_below(said: Sequence[Line], line: Line) -> bool:
    """Whether the next line is of the subject, where no blank line parts it from the body."""
    words = line.text
    open_end = _ENDS_OPEN.search(said[-1].flat) is not None
    capitals = upper_share(" ".join(each.flat for each in said)) > 0.8
    if ISSUER_LINE.match(line.letters) and upper_share(words) > 0.8 and not (capitals and open_end):
        return _ISSUER_ALONE.fullmatch(line.letters) is None
    if capitals:
        return upper_share(words) > 0.6
    if words[:1].isupper() and _ENDS_MIDWAY.search(said[-1].flat) is None:
        if BODY_START.match(line.letters) or AGENCY_SPEAKS.match(line.letters):
            return False
        ended = said[-1].text.endswith((".", ";", ":")) or len(words) > _WRAPPED or _is_paragraph(line)
        if ended and not open_end:
            return False
    return sum(len(each.text) for each in said) < _SUBJECT_LETTERS


def _subject(document: DocumentText, spans: Sequence[Span], confidence: float, rule: str) -> Found | None:
    words = " ".join(document.said(span) for span in spans).replace("*", " ").replace("_", " ")
    value = " ".join(words.split()).strip(" .;:/-")
    if len(value) < 3:
        return None
    if upper_share(value) > 0.7:
        value = _in_small_letters(value, document.text, spans[-1].end)
    reason = ""
    if letter_share(value) < 0.97:
        confidence, reason = 0.7, "noisy"
    return Found(value, tuple(spans), confidence, reason, rule)


_WORDS_TOGETHER = 8
_LOOKS = 12
_FEW_LETTERS = 12
_MARKS = 0.06


def _in_small_letters(capitals: str, text: str, after: int) -> str:
    """A subject in capitals as it is written in a sentence: names get their capitals from the body, which says them again.

    Capitals whose marks a scan lost get them back from the same words of the body.
    """
    body = text[after : after + 20_000]
    bare = _has_no_marks(capitals)
    small = plain(body) if bare else body.lower()
    words = capitals.split()
    said: list[str] = []
    at = 0
    while at < len(words):
        length, written = _longest_known(words, at, body, small, bare=bare)
        said.append(written)
        at += length
    value = " ".join(said)
    return value[:1].upper() + value[1:]


def _longest_known(words: Sequence[str], at: int, body: str, small: str, *, bare: bool) -> tuple[int, str]:
    """The longest phrase from here that the body or the list of provinces says, and how they write it; else the word in small letters."""
    for length in range(min(_WORDS_TOGETHER, len(words) - at), 0, -1):
        phrase = " ".join(words[at : at + length])
        if length > 1 or bare:
            written = _as_in_body(plain(phrase) if bare else phrase.lower(), body, small, anywhere=bare)
            if written:
                return length, written
        name = province_names().get(letters_of(phrase), "") if length > 1 else ""
        if name:
            return length, name + phrase[len(phrase.rstrip(",.;:)")) :]
    return 1, words[at] if _kept(words[at]) else words[at].lower()


def _has_no_marks(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > _FEW_LETTERS and sum(not letter.isascii() for letter in letters) < _MARKS * len(letters)


def _kept(word: str) -> bool:
    return word.strip('()[],.;:"“”') in abbreviations() or any(sign.isdigit() for sign in word)


def _as_in_body(phrase: str, body: str, small: str, *, anywhere: bool) -> str:
    """How the body writes a phrase in the middle of a sentence; with `anywhere`, the whole words wherever they stand."""
    at = -1
    for _ in range(_LOOKS):
        at = small.find(phrase, at + 1)
        if at < 0:
            break
        written = body[at : at + len(phrase)]
        before, behind = body[at - 1 : at], body[at + len(phrase) : at + len(phrase) + 1]
        whole = not before.isalnum() and not behind.isalnum()
        middle = before == " " and body[at - 2 : at - 1] not in (".", "\n", ":", "")
        if (whole if anywhere else middle) and upper_share(written) < 0.7:
            return written if middle else written[:1].lower() + written[1:]
    return ""
