"""What stands above a table: who sends it, what it is called, the document that it belongs to and the year it is of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.text import fold

_AGENCY = re.compile(
    r"^(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan|so|van phong|bo|ban|cuc|chi cuc|trung tam|phong|cong an|tinh uy|thanh uy"
    r"|dang uy|huyen uy|doan|mat tran|uy ban|kho bac"
    r"|bao hiem|thanh tra|vien|truong|bch|bo chi huy|thue|dang bo|to)\b"
)
_PARENT = re.compile(r"^(?:ubnd|uy ban nhan dan|hdnd|tinh uy|bo|chinh phu)\b")
_DOCUMENT = re.compile(
    r"(?:k[eè]m|g[ửu]i k[eè]m|ban h[aà]nh|theo)\b.*?\b(?P<document>(?:Công văn|Công điện|Quyết định|Kế hoạch|Thông báo|Chỉ thị"
    r"|Kết luận|Tờ trình|Báo cáo|Văn bản|Nghị quyết|Chương trình"
    r"|Hướng dẫn|Thông tư|CV|QĐ|KH|TB)\b.*?)\s*\)?\s*$",
    re.IGNORECASE | re.DOTALL,
)
_OF = re.compile(r"\bcủa\s+(?P<agency>.+?)\s*[.)]*$", re.IGNORECASE)
_REST_OF_NAME = re.compile(r"^(?:tinh|thanh pho|xa|phuong|huyen|dac khu|thi xa|thi tran)\b")
_YEAR = re.compile(r"nam\s*(20\d{2})\b")
_PERIOD_YEAR = re.compile(r"(?:quy\s*[ivx\d]+|thang\s*\d{1,2}|dot\s*\d+)\s*[/-]\s*(20\d{2})\b")
_ANY_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")
_MOTTO = re.compile(r"cong hoa xa hoi chu nghia|doc lap\W+tu do|dang cong san viet nam")
_PLACE_AND_DAY = re.compile(r"^[^,]{2,40},\s*ngay\b.*\bthang\b.*\bnam\b")
_NAMELESS = re.compile(r"^(?:phu luc|bieu|mau|phan|don vi tinh|so\s*:|ky bao cao|tu ngay)\b")
_LONGEST_SENDER = 120
_LONGEST_AGENCY = 80


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """What the rows above a table say; "" and None for what they do not."""

    title: str = ""
    sender: str = ""
    document: str = ""
    agency: str = ""
    year: int | None = None


def read_title(lines: Sequence[Sequence[str]], *, sheet_name: str = "", below: Sequence[str] = ()) -> TitleBlock:
    """Understand the texts of the rows above a table, each row from left to right. `below` are those under it, for the year alone."""
    texts = [text for line in lines for text in line if text]
    named = (found["document"].strip() for text in texts if (found := _DOCUMENT.search(text)))
    document = next((name for name in named if any(map(str.isdigit, name))), "")
    agency = ""
    if document and (of := _OF.search(document)):
        agency = of["agency"].strip()
    title = _title(texts)
    sender = _letterhead(lines) or agency
    return TitleBlock(title, sender[:_LONGEST_SENDER], document, agency, _year(title, document, texts, sheet_name, below))


def _is_agency(text: str) -> bool:
    """Whether a line names an agency. "Sổ" (a book) is no "Sở" (a department of the province)."""
    return bool(_AGENCY.match(fold(text))) and not text.strip().lower().startswith("sổ")


def _letterhead(lines: Sequence[Sequence[str]]) -> str:
    """The agency at the left of the first rows; with the one over it where it only says "Văn phòng"."""
    agencies: list[str] = []
    for line in lines[:6]:
        first = next((text for text in line if text), "")
        names = [text.strip() for text in first.split("\n")]
        agencies += [name for name in names if _is_agency(name) and len(name) <= _LONGEST_AGENCY and not any(map(str.isdigit, name))]
        if agencies and first and not _is_agency(first):
            if _REST_OF_NAME.match(fold(first)) and len(first) <= _LONGEST_AGENCY:
                # "ỦY BAN NHÂN DÂN" and "TỈNH GIA LAI" under it are one name.
                agencies[-1] += " " + first
                continue
            break
    if not agencies:
        return ""
    last = agencies[-1]
    return last if len(agencies) == 1 or _PARENT.match(fold(last)) else f"{last} {agencies[0]}"


def _title(texts: Sequence[str]) -> str:
    """The longest line that is a name, in capitals if any is."""
    names = [
        text
        for text in texts
        if not _MOTTO.search(fold(text))
        and not _PLACE_AND_DAY.match(fold(text))
        and not _DOCUMENT.search(text)
        and not _NAMELESS.match(fold(text))
        and not (_is_agency(text) and len(text) < 40)
    ]
    capitals = [text for text in names if text.isupper()]
    return max(capitals or names, key=len, default="")


def _year(title: str, document: str, texts: Sequence[str], sheet_name: str, below: Sequence[str]) -> int | None:
    """The year in the title, else of the document, of any line above, of the sheet's name, of the lines under the table."""
    for text in (title, *texts):
        folded = fold(text)
        if not _PLACE_AND_DAY.match(folded) and not _DOCUMENT.search(text):
            found = _YEAR.search(folded) or _PERIOD_YEAR.search(folded)
            if found:
                return int(found[1])
    for text in (document, *texts, sheet_name, *below):
        years = _ANY_YEAR.findall(text)
        if years:
            return int(years[-1])
    return None
