"""Documents as they are named in one cell: type, number and symbol, date, agency."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from models.intake.wording.bodies import begins_body
from models.intake.workbooks.values.dates import DAY_MONTH, Dates, NoDateError, plain
from models.registers.directives.document_types import LETTER, document_types, normal_document_type
from models.registers.directives.numbers import tidy_number
from models.text import clean

# A number, perhaps a year, then a symbol in groups: the groups of a badly typed symbol have spaces between them.
_SIGN = r"[-–—−‐‑]"
_SYMBOL = (
    rf"[A-Za-zĐđÂâÊêÔôƠơƯư&]+\d*(?:(?:{_SIGN}|\.)(?!\d+\s?[/.])[A-Za-zĐđ0-9&]+"
    rf"|\s?{_SIGN}\s?(?:TTr|CTr|QyĐ|TrS|TTg|[A-ZĐÂÊÔƠƯ][A-ZĐÂÊÔƠƯ0-9&]*)(?![A-Za-zÀ-ỹĐđ]))*"
)
# The Party writes its type before the stroke: 57-NQ/TW.
_PARTY = rf"\d{{1,6}}\s?{_SIGN}\s?[A-ZĐ][A-Za-zĐđ]{{1,4}}\s?/\s?[A-ZĐ][A-Za-zĐđ]*"
_NUMBER = re.compile(
    rf"(?:\b[Ss][ốỐôÔ]\s*[:.]?\s*)?(?<![\w/.])"
    rf"(?:((?:[A-ZĐ][A-Za-zĐđ]{{1,3}}-)?\d{{1,6}}[a-zđ]?(?:\s?/\s?(?:19|20)\d\d(?=\s?/))?)\s?[/\\]\s?({_SYMBOL})|({_PARTY}))"
)
_BARE_NUMBER = re.compile(
    r"\b(?:[Ss][ốỐ]\s*[:.]?\s*(\d{1,6}[a-zđ]?)(?![\w/.\-])|(?:CV|Công văn|QĐ|Quyết định)\s+(\d{1,6})(?=\s*(?:$|[,;(]|ngày\b)))"
)
_ONLY_NUMBER = re.compile(r"(?:[Ss][ốỐ]\s*[:.]?\s*)?\d{1,6}[a-zđ]?")
_OF = re.compile(r"\b(?:của|do)\s+(.+)", re.IGNORECASE | re.DOTALL)
_AGENCY_END = re.compile(
    r"[;\n()\[\]]|,(?=\s*(?:ngày|v/v|về|số|\d))|\.(?=\s|$)|\s[-–]\s"
    r"|\s(?:v/v|về việc|về|tại|ngày|ban hành|trong|thông qua|quy định|hướng dẫn|để|nhằm|giao)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\b(?:v/v|về việc)\b", re.IGNORECASE)
_NEXT = r"(?=(?:số\s*)?\d+\s*/|công văn|quyết định|kế hoạch|thông báo|chỉ thị|kết luận)"
_BETWEEN = re.compile(rf"[;\n]|,\s*{_NEXT}|\svà\s{_NEXT}", re.IGNORECASE)
_SUBJECT_MARK = re.compile(r"^[\s:;,.\-–—()]*(?:v\s*/\s*v|vv)\s*[:.]?\s*", re.IGNORECASE)
_EDGE = " \t:;,.-–—()"
# How clerks shorten types before a text; abbreviations of the decree are compared with their marks and capitals.
_SHORT_TYPES = {
    "CV": LETTER, "C.V": LETTER, "QĐ": "Quyết định", "KH": "Kế hoạch", "TB": "Thông báo", "BC": "Báo cáo", "CT": "Chỉ thị",
    "NQ": "Nghị quyết", "TTr": "Tờ trình", "KL": "Kết luận", "CĐ": "Công điện", "HD": "Hướng dẫn", "GM": "Giấy mời",
    "CTr": "Chương trình", "NĐ": "Nghị định", "TT": "Thông tư", "ĐA": "Đề án", "PA": "Phương án", "BB": "Biên bản", "QC": "Quy chế",
}  # fmt: skip
_SHORT_TYPE = re.compile(rf"({'|'.join(map(re.escape, _SHORT_TYPES))})(?=[^\w])")
_MORE_TYPES = (
    "Kết luận",
    "Thư mời",
    "Luật",
    "Nghị định",
    "Thông tư liên tịch",
    "Thông tư",
    "Lệnh",
    "Tài liệu",
    "Danh sách",
    "Điện mật",
    "Điện",
    "Thư",
)
_HIGH = re.compile(r"(?:Chính phủ|Thủ tướng|Quốc hội|Trung ương|Tỉnh|Thành)(?!\w)")
_LONGEST_AGENCY = 100
_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as a cell names it; what it does not name is empty. `words` is the cell where it bears no number."""

    number: str = ""
    day: date | None = None
    agency: str = ""
    kind: str = ""
    words: str = ""


@lru_cache(maxsize=1)
def _type_names() -> dict[str, list[tuple[str, str]]]:
    """The types by their first two letters, the longest first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name in sorted({*(each.name for each in document_types()), *_MORE_TYPES}, key=lambda name: -len(name)):
        folded = plain(name)
        found.setdefault(folded[:2], []).append((folded, name))
    return found


def split_type(text: str) -> tuple[str, str]:
    """The type of a document that stands before its subject, and the rest: "CV V/v góp ý" is ("Công văn", "V/v góp ý")."""
    shortened = _SHORT_TYPE.match(text)
    if shortened is not None:
        return _SHORT_TYPES[shortened[1]], text[shortened.end(1) :].lstrip(_EDGE)
    folded, lower = plain(text), text.lower()
    for name_folded, name in _type_names().get(folded[:2], ()):
        if folded.startswith(name_folded) and not folded[len(name_folded) : len(name_folded) + 1].isalnum():
            if " " not in name and not lower.startswith(name.lower()):
                # One short word is another one with other marks: "Thư" and "Thủ tướng".
                continue
            words = len(name_folded.split())
            rest = text.split(maxsplit=words)
            return name, (rest[words] if len(rest) > words else text[len(" ".join(rest)) :]).lstrip(_EDGE)
    return "", text


def type_and_subject(text: str) -> tuple[str, str]:
    """Type and subject of one cell; "V/v" is not part of a subject."""
    kind, rest = split_type(text)
    numbered = _NUMBER.match(rest) or _BARE_NUMBER.match(rest)
    if kind and numbered is not None:
        about = _ABOUT.search(rest)
        rest = rest[about.start() :] if about is not None else rest
    return kind, without_mark(rest) if without_mark(rest) else text


def without_mark(subject: str) -> str:
    """A subject without its "V/v"."""
    return _SUBJECT_MARK.sub("", subject).strip()


def has_mark(subject: str) -> bool:
    """Whether a subject begins with "V/v", as only letters do."""
    return _SUBJECT_MARK.match(subject) is not None


def document_type(text: str) -> str:
    """A type as it is called in the list of types; another text stays."""
    return _SHORT_TYPES.get(text) or normal_document_type(text)


class Papers:
    """Reads the cells of one column that name documents; `dates` is how days are read there."""

    def __init__(self, dates: Dates) -> None:
        self._dates = dates
        self._known: dict[str, Paper] = {}

    def read(self, text: str) -> Paper:
        """The document of a cell, the first of several. Raises ImpossibleDateError for a date that the calendar has not."""
        found = self._known.get(text)
        if found is None:
            found = self._read(text)
            if len(self._known) < _REMEMBERED:
                self._known[text] = found
        return found

    def _read(self, text: str) -> Paper:
        written = clean(text)
        if not written:
            return Paper()
        if _ONLY_NUMBER.fullmatch(written):
            return Paper(number=tidy_number(written))
        first = self._first(text)
        numbered = _NUMBER.search(first)
        bare = None if numbered is not None else _BARE_NUMBER.search(first)
        match = numbered or bare
        number = ""
        if numbered is not None:
            number = tidy_number(numbered[3] or f"{numbered[1]}/{numbered[2]}")
        elif bare is not None:
            number = tidy_number(bare[1] or bare[2])
        after = first[match.end() :] if match is not None else first
        kind, before = split_type(first[: match.start()] if match is not None else first)
        agency = agency_of(after)
        if match is not None and not agency:
            agency, kind = _agency_in_front(before, kind)
        return Paper(number, self._day(after), agency, kind, "" if number else written)

    def _first(self, text: str) -> str:
        """The part of a cell that is its first document."""
        joined = clean(text.replace("\n", " \u2028")).replace("\u2028", "\n") if "\n" in text else clean(text)
        parts = _BETWEEN.split(joined)
        first = parts[0].strip()
        for part in parts[1:]:
            # A line break or a comma inside one document: what follows has no number of its own.
            if _NUMBER.search(first) and (_NUMBER.search(part) or _BARE_NUMBER.search(part)):
                break
            first = f"{first} {part.strip()}"
        return first

    def _day(self, after: str) -> date | None:
        folded = plain(after)
        try:
            found = self._dates.find_day(folded, clean(after))
        except NoDateError:
            return None
        if found is None:
            return None
        day, start, _ = found
        if DAY_MONTH.match(folded, start) and not re.search(r"(?:ngay|\()\s*$", folded[:start]):
            return None
        return day


def agency_of(text: str) -> str:
    """The agency that words after a number name: "ngày 05/11/2026 của UBND tỉnh" is of "UBND tỉnh"."""
    found = _OF.search(text)
    if found is None:
        return ""
    return _AGENCY_END.split(found[1], maxsplit=1)[0].strip(_EDGE)


def _agency_in_front(before: str, kind: str) -> tuple[str, str]:
    """Agency and type of what stands before a number: "Sở Công Thương: Quyết định số", "Công văn UBND tỉnh số"."""
    body, _, rest = re.sub(r"\s*\bsố\s*:?\s*$", "", before.strip(_EDGE), flags=re.IGNORECASE).partition(":")
    if not rest:
        for short in (" Công văn", " Quyết định", " Kế hoạch", " Thông báo", " Chỉ thị", " Công điện", " CV", " QĐ"):
            if short in body:
                body, rest = body[: body.index(short)], body[body.index(short) :].strip()
                break
    body = body.strip(_EDGE)
    if not body or len(body) > _LONGEST_AGENCY or not (begins_body(body) or _HIGH.match(body)):
        return "", kind
    return body, kind or split_type(f"{rest.strip()} ")[0]


def is_paper(text: str) -> bool:
    """Whether a heading names a document: by a number, or a type with a day."""
    return _NUMBER.search(text) is not None or (bool(split_type(text)[0]) and " ngày " in f" {text.lower()} ")
