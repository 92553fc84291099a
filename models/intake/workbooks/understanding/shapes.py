"""What the values of a column look like: dates, codes, telephones, document numbers, agencies, long texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import lru_cache

from models.intake.workbooks.cells import Cell, ErrorCell, UnsavedFormula, cell_text, is_blank
from models.text import clean, fold

DOSSIER_CODE = re.compile(r"^[0-9a-z.]+\s*-\s*\d{6}\s*-\s*\d{3,7}$")
PROCEDURE_CODE = re.compile(r"^[1-9][.,]\s?\d{5,6}(?:\.[0-9a-z.]+)?$")
_PROCEDURE_INSIDE = re.compile(r"(?<![\d.,])[1-9][.,]\d{6}(?!\d)")
DOCUMENT_NUMBER = re.compile(r"^(?:so\s*:?\s*)?\d{1,6}[a-z]?\s*/\s*(?:\d{4}\s*/\s*)?[a-z][a-z0-9&\s.-]{1,30}(?:/[a-z][a-z0-9-]*)?$")
_NUMBER_INSIDE = re.compile(r"\b\d{1,6}\s*/\s*(?:\d{4}\s*/\s*)?(?:[a-z]{2,6}\s*-\s*[a-z]{2,}|ubnd|[a-z]{3,})")
_DATE = re.compile(r"^\W*(?:ngay\s*)?\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{2,4})?\W*$|^\d{4}-\d{1,2}-\d{1,2}\W*$")
_MOMENT = re.compile(
    r"^\W*(?:\d{1,2}\s*[:h]\s*\d{0,2}(?::\d{2})?\s*[,\-]?\s*)(?:ngay\s*)?\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\W*$"
    r"|^\W*\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\W+(?:luc\s*)?\d{1,2}\s*[:h]|^\d{4}-\d{1,2}-\d{1,2}[t ]\d{1,2}:"
)
_DATE_INSIDE = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}|ngay\s*\d{1,2}\s*thang")
_DEADLINE = re.compile(
    r"^(?:truoc|sau|den|cham nhat|xong|trong|het|tu|quy|thang|nam|t\d|hang|dinh ky|6 thang|9 thang|thuong xuyen|khi co|theo|ngay khi"
    r"|cuoi|giua|dau"
    r"|hoan thanh truoc|khong thoi han|khong qua|lien tuc|ca nam)\b"
)
_PHONE = re.compile(r"^\W*(?:\+?84|0)?[1-9]\d{7,9}\W*$")
_PHONE_INSIDE = re.compile(r"(?<!\d)(?:\+84|0)[\s.-]?\d{2,4}[\s.-]?\d{3}[\s.-]?\d{2,4}(?!\d)")
_LONG_DIGITS = re.compile(r"^\d{9}$|^\d{12}$")
AGENCY = re.compile(
    r"^(?:[-+*•]\s*)?(?:(?:chu tri|thuong truc|lanh dao|dang uy|hdnd|ubnd|uy ban|ubmttq|so|phong|p\.|ban|bo|cuc|chi cuc|van phong|vp"
    r"|trung tam|tt|cong an|toa an|vien|truong"
    r"|tram|hoi|doan|mat tran|tinh uy|thanh uy|thanh tra|cong ty|kho bac|thue|bao hiem|dien luc|xa|phuong|thi tran|thanh pho|tinh"
    r"|huyen|cac xa|cac phong|cac co quan"
    r"|cac don vi|cac so|cac dia phuong|dac khu|ngan hang|hat kiem lam|lien doan|hop tac xa|to|bi thu|chu tich|pho chu tich"
    r"|chanh van phong|giam doc|cac ban|cac nganh"
    r"|cac thon|thon truong|truong thon|khoi|bqp|bca|btc|chinh phu|thu tuong|quoc hoi|hdnd)\b)"
)
_PLACE = re.compile(r"\b(?:thon|xom|ap|khu pho|to dan pho|to \d|duong|so nha|xa|phuong|tinh|thanh pho|ban|buon|lang|khoi pho|quoc lo)\b")
_PERSON = re.compile(r"^(?:(?:ong|ba|anh|chi|dong chi|d/c)\s+)?[^\W\d_]+(?:\s[^\W\d_]+){1,4}$")
_ORGANISATION = re.compile(r"^(?:cong ty|ho kinh doanh|hop tac xa|htx|doanh nghiep|dntn|chi nhanh|truong|hoi|ubnd|ho ong|ho ba)\b")
_STATUS = re.compile(
    r"^(?:da |dang |chua |cho |moi |yeu cau|dung |tu choi|hoan thanh|khong |duoc |co ket qua|rut|tra |tam dung|huy|cong dan|xong"
    r"|thuc hien|in progress|done|todo|open|closed|completed|pending)"
)
_CHANNEL = re.compile(
    r"^(?:nop )?(?:truc tiep|truc tuyen|buu chinh|qua mang|qua buu|bcci|dvc|cong dich vu|cong dvc|tai quay|mot cua|online)"
)
_DOCUMENT_TYPE = re.compile(
    r"^(?:nghi quyet|quyet dinh|chi thi|quy che|quy dinh|thong cao|thong bao|huong dan|chuong trinh|ke hoach|phuong an|de an|du an"
    r"|bao cao|bien ban|to trinh|hop dong|cong van"
    r"|cong dien|giay moi|giay|phieu|thu cong|thong tu|nghi dinh|luat|ket luan|cv|qd|tb|kh|bc|ct|tt|nq|danh sach|van ban)\b"
)
_TIME_LIMIT = re.compile(
    r"^(?:khong qua |trong |toi da |con )?(?:thoi han )?\d{1,3}(?:[.,]\d+)?\s*(?:ngay|gio|thang|\(|$)|^(?:\d+ ?)?½|^trong ngay"
    r"|^ngay trong ngay|^ngay khi"
)
_UNIT = re.compile(r"^(?:ngay(?: lam viec)?|gio(?: lam viec)?|thang|nam)$")
_TICK = re.compile(r"^[xv✓✔√+]{1,2}$")
# What is put into the column of a body that does the row.
_MARK = re.compile(r"^(?:[xv✓✔√☑+●◉▲○◯△]{1,2}|1|(?:ct|ph|c/t|p/h|chu tri|phoi hop)\W*|true|false|-)$")
_PERCENT = re.compile(r"^\d{1,3}(?:[.,]\d+)?\s*%$")
_LONG = 25
# So much of a long text tells what it is.
_READ = 200
_SERIAL = range(36_000, 55_000)


@dataclass(frozen=True, slots=True)
class Profile:
    """The share of the filled cells of a column that look like each thing, how many were filled, and how long the texts are."""

    filled: int = 0
    seen: int = 0
    shares: Mapping[str, float] = field(default_factory=dict)
    length: float = 0.0
    different: float = 0.0

    def share(self, *looks: str) -> float:
        """The share of cells that look like one of these; at most 1."""
        return min(1.0, sum(self.shares.get(look, 0.0) for look in looks))


def profile(cells: Iterable[Cell]) -> Profile:
    """What the cells of one column look like."""
    counted: Counter[str] = Counter()
    filled = seen = length = 0
    texts = set()
    for cell in cells:
        seen += 1
        if is_blank(cell) or isinstance(cell, ErrorCell | UnsavedFormula):
            continue
        filled += 1
        text = clean(cell[:_READ] if isinstance(cell, str) else cell_text(cell))
        length += len(cell) if isinstance(cell, str) else len(text)
        texts.add(text)
        counted.update(_looks(cell, text))
    if not filled:
        return Profile(0, seen)
    return Profile(filled, seen, {look: number / filled for look, number in counted.items()}, length / filled, len(texts) / filled)


def _looks(cell: Cell, text: str) -> frozenset[str]:
    if isinstance(cell, bool):
        return frozenset({"tick", "mark"})
    if isinstance(cell, datetime):
        return frozenset({"date"}) if cell.time() == time() else frozenset({"date", "moment"})
    if isinstance(cell, date):
        return frozenset({"date"})
    if isinstance(cell, int | float):
        return _number_looks(float(cell), text)
    return _text_looks(text[:_READ])


def _number_looks(number: float, text: str) -> frozenset[str]:
    looks = {"number"}
    if number.is_integer():
        looks |= {"whole", "mark"} if number == 1 else {"whole"}
        if int(number) in _SERIAL:
            looks.add("serial")
        if _LONG_DIGITS.match(text):
            looks.add("phone" if len(text) == 9 else "identity")
    elif PROCEDURE_CODE.match(text) or (1 <= number < 10 and 3 <= len(text.partition(".")[2]) <= 6):
        looks.add("procedure")
    return frozenset(looks)


_TESTS = (
    ("date", _DATE), ("moment", _MOMENT), ("dossier", DOSSIER_CODE), ("procedure", PROCEDURE_CODE),
    ("procedure_inside", _PROCEDURE_INSIDE), ("document", DOCUMENT_NUMBER),
    ("number_inside", _NUMBER_INSIDE), ("date_inside", _DATE_INSIDE), ("deadline", _DEADLINE), ("phone", _PHONE),
    ("phone_inside", _PHONE_INSIDE),
    ("agency", AGENCY), ("place", _PLACE), ("organisation", _ORGANISATION), ("status", _STATUS), ("channel", _CHANNEL),
    ("type", _DOCUMENT_TYPE), ("limit", _TIME_LIMIT), ("unit", _UNIT), ("percent", _PERCENT), ("tick", _TICK), ("mark", _MARK),
)  # fmt: skip


@lru_cache(maxsize=8192)
def _text_looks(text: str) -> frozenset[str]:
    # A sign alone ("✓") has nothing that folding leaves.
    folded = fold(text) or text
    looks = {name for name, test in _TESTS if test.search(folded)}
    if folded.strip(".() ").isdigit():
        looks |= {"whole"} | ({"identity"} if len(folded) == 12 else set())
    elif len(text) >= _LONG and not looks & {"dossier", "date", "moment"}:
        looks.add("long")
    if "chu tri" in folded and "phoi hop" in folded:
        looks.add("both")
    if _PERSON.match(text) and text == text.title() and "agency" not in looks:
        looks.add("person")
    return frozenset(looks)


_NEVER_DATES = ("tick", "agency", "dossier", "document", "person", "status", "phone", "identity")
_DATES = (("date", "moment", "serial", "deadline"), _NEVER_DATES)
_MOMENTS = (("date", "moment", "serial"), (*_NEVER_DATES, "long"))
_AGENCIES = (("agency", "person", "organisation"), ("tick", "date", "moment", "dossier", "document", "number_inside", "phone", "whole"))
_TEXTS = (("long",), ("tick", "date", "moment", "dossier", "procedure", "document", "phone", "whole", "serial"))
# For each field: how its values look, and how they never look.
_FITS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "due_date": _DATES, "assigned_date": _MOMENTS, "source_date": _MOMENTS, "completed_date": _MOMENTS, "evidence_date": _MOMENTS,
    "arrival_date": _MOMENTS, "issued_date": _MOMENTS, "forwarded_date": _MOMENTS, "received_at": _MOMENTS, "appointment_at": _MOMENTS,
    "resolved_at": _MOMENTS, "returned_at": _MOMENTS, "date": _MOMENTS,
    "lead": _AGENCIES, "coordinating": _AGENCIES, "source_agency": _AGENCIES, "issuing_agency": _AGENCIES, "recipient": _AGENCIES,
    "department": _AGENCIES,
    "content": _TEXTS, "subject": _TEXTS, "procedure_name": _TEXTS,
    "name": (("long", "person"), ("date", "moment", "dossier", "procedure", "document", "phone", "whole")),
    "dossier_code": (("dossier",), ("date", "moment", "agency", "person", "long")),
    "procedure_code": (("procedure",), ("date", "moment", "agency", "person", "long")),
    "code": (("procedure",), ("date", "moment", "agency", "person", "long")),
    "phone": (("phone", "phone_inside"), ("date", "moment", "agency", "long", "person", "identity")),
    "address": (("place",), ("date", "moment", "dossier", "whole", "status")),
    "applicant": (("person", "organisation"), ("date", "moment", "dossier", "whole", "status", "procedure")),
    "status": (("status",), ("date", "moment", "dossier", "phone", "document")),
    "channel": (("channel",), ("date", "moment", "dossier", "phone", "person")),
    "source_number": (("document", "number_inside", "type"), ("tick", "moment", "dossier", "phone")),
    "document_number": (("document", "number_inside"), ("date", "moment", "dossier", "phone")),
    "evidence_number": (("document", "number_inside", "type"), ("tick", "moment", "dossier", "phone")),
    "document_type": (("type",), ("date", "moment", "whole", "dossier")),
    "processing_time": (("limit", "whole", "number"), ("date", "agency", "dossier", "procedure")),
    "processing_unit": (("unit",), ("date", "moment", "whole", "dossier")),
}  # fmt: skip


def fit(name: str, looks: Profile) -> float:
    """How well a column's values suit a field: from -1 (never) over 0 (nothing known) to 1."""
    if not looks.filled or name not in _FITS:
        return 0.0
    good, bad = _FITS[name]
    liked = max((looks.shares.get(look, 0.0) for look in good), default=0.0)
    together = min(1.0, sum(looks.shares.get(look, 0.0) for look in good))
    return max(-1.0, min(1.0, max(liked, together * 0.9) - max((looks.shares.get(look, 0.0) for look in bad), default=0.0)))
