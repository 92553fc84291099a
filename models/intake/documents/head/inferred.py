"""Who issues a document whose head is missing: told by its symbol, its opening, its closing sentence and its signature. Always doubtful."""

from __future__ import annotations

import re
from functools import cache

from models.intake.documents.document_text import Span
from models.intake.documents.found import Found
from models.intake.documents.head.letters import flat, plain, upper_share
from models.intake.documents.head.sheet import HEAD_LETTERS
from models.intake.documents.head.vocabulary import head_words, province_names, sentence_case

_LEVEL = r"(?:tỉnh|[Tt]hành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)"
_SAYS = r"\s+(?:xin\s+)?(?:yêu cầu|đề nghị|thông báo|giao|ban hành|chỉ thị|kính báo cáo|báo cáo|trân trọng)"
_COMMITTEE_OF_NUMBER = re.compile(r"(?:^|[-/])(?:ubnd|ctubnd)(?:$|[-/])")
_WIRES = re.compile(r"^[^\w\n]{0,8}(?P<who>[^\n:]{4,90}?)\s+điện\W{0,4}:", re.MULTILINE | re.IGNORECASE)
# Symbols that one agency of the country has.
_OF_SYMBOL = (
    (re.compile(r"-TTg$"), "Thủ tướng Chính phủ"),
    (re.compile(r"-CP$"), "Chính phủ"),
    (re.compile(r"^VPCP-|-VPCP$"), "Văn phòng Chính phủ"),
)
_WINDOW = 8_000
_NAMED_IN = 20_000


@cache
def _speaks() -> re.Pattern[str]:
    """Who speaks in a sentence that closes a document: "Ủy ban nhân dân tỉnh yêu cầu …", "Sở Y tế thông báo …"."""
    committee = rf"(?:UBND|(?:Ủy|Uỷ) ban nhân dân)\s+{_LEVEL}(?:\s+[A-ZĐÀ-Ỹ][^\W\d_]*){{0,5}}"
    fields = "|".join(sorted(map(re.escape, head_words()["fields"]), key=len, reverse=True))
    return re.compile(rf"\b(?P<who>{committee}|(?:Bộ|Sở) (?:{fields})|Văn phòng Chính phủ|Thủ tướng Chính phủ){_SAYS}")


def inferred_agency(text: str, *, symbol: str, place: str | None, tail: int, title: Found | None) -> Found | None:
    """The agency that speaks in a text without a head.

    "Số: 136 /TB-UBND; Biên Hòa, ngày 19…" and "UBND thành phố Biên Hòa" in the text give that committee; "THỦ TƯỚNG CHÍNH PHỦ điện:"
    and a signature "THỦ TƯỚNG" give the Prime Minister.
    """
    return _named(text, symbol, place) or _wired(text, place) or _of_symbol(symbol) or _closing(text, place, tail) or _of_title(title)


def _named(text: str, symbol: str, place: str | None) -> Found | None:
    if not place or not _COMMITTEE_OF_NUMBER.search(plain(symbol)):
        return None
    named = re.search(rf"(?:UBND|(?:Ủy|Uỷ) ban nhân dân)\s+(?:{_LEVEL}|TP\.?)\s+{re.escape(place)}", text[:_NAMED_IN], re.IGNORECASE)
    if named is None:
        return None
    return Found(" ".join(named[0].split()), (Span(named.start(), named.end()),), 0.65, "from_body", "head.named_in_body")


def _wired(text: str, place: str | None) -> Found | None:
    wires = _WIRES.search(flat(text[:HEAD_LETTERS]))
    if wires is None or upper_share(wires["who"]) < 0.7:
        return None
    who, _ = sentence_case(re.sub(r"^CHỦ TỊCH\s+(?=ỦY|UỶ|UBND)", "", " ".join(wires["who"].split())))
    return Found(_placed(who, place), (Span(wires.start("who"), wires.end("who")),), 0.65, "from_body", "head.who_wires")


def _of_symbol(symbol: str) -> Found | None:
    agency = next((agency for pattern, agency in _OF_SYMBOL if pattern.search(symbol)), None)
    return Found(agency, (), 0.6, "from_symbol", "head.agency_of_symbol") if agency is not None else None


def _closing(text: str, place: str | None, tail: int) -> Found | None:
    base = max(0, tail - _WINDOW)
    spoken = list(_speaks().finditer(text[base:tail]))
    if not spoken:
        return None
    last = spoken[-1]
    who = " ".join(last["who"].split())
    span = Span(base + last.start("who"), base + last.end("who"))
    placed = _placed(who, place)
    if placed != who:
        return Found(placed, (span,), 0.6, "from_closing", "head.closing_sentence")
    whole = not who.endswith(("tỉnh", "phố", "huyện", "quận", "xã", "phường", "trấn", "khu"))
    return Found(who, (span,), 0.55 if whole else 0.4, "from_closing", "head.closing_sentence")


def _placed(who: str, place: str | None) -> str:
    """ "Ủy ban nhân dân tỉnh" with the province of the date line, which is the seat of nobody else."""
    level = plain(who).rsplit(" ", 1)[-1]
    if place and level in ("tinh", "pho") and (level == "pho" or plain(place) in province_names()):
        return f"{who} {place}"
    return who


def _of_title(title: Found | None) -> Found | None:
    if title is None or title.value not in ("Thủ tướng", "Phó Thủ tướng"):
        return None
    return Found("Thủ tướng Chính phủ", title.spans, 0.55, "from_signature", "head.agency_of_title")
