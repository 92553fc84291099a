"""Registers of incoming documents, kept by hand or exported."""

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.made_workbooks import words
from tests.made_workbooks.sheets import Item, iso
from tests.made_workbooks.tasks import CODES

_TYPES = [("Công văn", "CV", ""), ("Công văn", "CV", ""), ("Kế hoạch", "KH", "KH"), ("Quyết định", "QĐ", "QĐ"), ("Thông báo", "TB", "TB"),
("Báo cáo", "BC", "BC"),
          ("Giấy mời", "GM", "GM"), ("Tờ trình", "TTr", "TTr"), ("Chỉ thị", "CT", "CT"), ("Hướng dẫn", "HD", "HD")]  # fmt: skip
_UNITS = ["TH", "VP", "KT", "QLNS", "NVK", "CCHC"]


@dataclass(frozen=True)
class DirectiveHabits:
    """What a register holds and how its cells are spelled."""

    count: int = 45
    dates: str = "dmy"  # "dmy", "real", "d/m/y", "dot", "short"
    arrival_text: bool = False
    type_subject: str = "apart"  # "apart", "together", "short" (CV v/v …)
    vv: bool = False
    number_form: str = "whole"  # "whole", "apart", "with_date", "so"
    zeros: bool = False
    agency_form: str = "full"  # "full", "short"
    rejects: tuple[str, ...] = ("missing_content", "duplicate_in_file", "impossible_date")
    first_number: int = 412
    spaces_in_numbers: bool = False
    papers: bool = False  # documents of the party, the Government, ministries


def _written(day: dt.date, form: str) -> Any:
    return {
        "real": day, "d/m/y": f"{day.day}/{day.month}/{day.year}", "dot": f"{day:%d.%m.%Y}", "short": f"{day.day}/{day.month}/{day:%y}",
        "dash": f"{day:%d-%m-%Y}",
        "iso": f"{day:%Y-%m-%d}",
    }.get(form, f"{day:%d/%m/%Y}")  # fmt: skip


def _row(rng: random.Random, habits: DirectiveHabits, subject: str, arrival: dt.date, number: int) -> Item:
    name, short, symbol = rng.choice(_TYPES)
    agency, accepted = rng.choice(
        [("UBND tỉnh Gia Lai", ["UBND tỉnh"]), *[(x, [x + " tỉnh Gia Lai", x + " Gia Lai"]) for x in words.SYMBOLS]]
    )
    if habits.agency_form == "short" and agency == "UBND tỉnh Gia Lai":
        agency, accepted = "UBND tỉnh", ["UBND tỉnh Gia Lai"]
    sign = words.SYMBOLS.get(agency, "UBND")
    figure = str(rng.randint(1, 9800))
    if habits.zeros and rng.random() < 0.4:
        figure = figure.zfill(5)
    elif len(figure) < 2:
        figure = figure.zfill(2)
    tail = f"{symbol}-{sign}" if symbol else f"{sign}-{rng.choice(_UNITS)}"
    document = f"{figure}/{tail}"
    if habits.papers:
        found = words.paper(rng)
        document, agency, name, short, accepted = (
            found.number,
            found.agency,
            found.type,
            found.short,
            [found.agency + " Gia Lai", found.agency + " tỉnh Gia Lai"],
        )
        symbol = short
    issued = arrival - dt.timedelta(days=rng.randint(0, 5))
    forwarded = arrival + dt.timedelta(days=rng.randint(0, 1))
    recipient = rng.choice(words.INTERNAL) if rng.random() < 0.8 else "; ".join(rng.sample(words.INTERNAL, 2))
    note = rng.choice([None, None, None, "Trả lời trước 30/11", "Mật", "Đã sao gửi các thôn", "Họp 14h00"])
    subject = subject[0].lower() + subject[1:] if rng.random() < 0.5 else subject
    lead = rng.choice(["V/v ", "Về việc ", ""]) if habits.vv else ""
    if habits.type_subject == "apart":
        cell = lead + subject
    elif habits.type_subject == "short":
        cell = (
            (f"{short} v/v {subject}" if rng.random() < 0.6 else f"{name} về việc {subject}")
            if symbol in ("", "TB", "KH")
            else f"{name} {subject}"
        )
    else:
        cell = f"{name} {lead}{subject}"
    shown = document
    if habits.spaces_in_numbers and rng.random() < 0.35:
        shown = rng.choice([document.replace("/", " /"), document.replace("-", " - "), "Số: " + document, document + " "])
    record: dict[str, Any] = {
        "arrival_date": iso(arrival), "arrival_number": number, "issuing_agency": agency, "document_number": document,
        "issued_date": iso(issued), "document_type": name,
        "subject": subject, "recipient": recipient, "forwarded_date": iso(forwarded), "note": note, "accept": {"issuing_agency": accepted,
        "subject": [cell, lead + subject]},
    }  # fmt: skip
    cells = {
        "arrival_date": _written(arrival, habits.dates), "arrival_number": f"{number:03d}" if habits.arrival_text else number,
        "agency": agency, "number": shown, "figure": figure, "symbol": tail,
        "issued": _written(issued, habits.dates),
        "number_date": f"{document}\nngày {issued:%d/%m/%Y}" if rng.random() < 0.5 else f"{document}, {issued:%d/%m/%Y}", "type": name,
        "subject": cell, "recipient": recipient,
        "forwarded": _written(forwarded, habits.dates), "note": note, "signature": None, "urgency": rng.choice([None, None, "Khẩn",
        "Hỏa tốc"]), "secrecy": None, "signer": words.person(rng),
        "due": rng.choice([None, f"{arrival + dt.timedelta(days=12):%d/%m/%Y}"]), "pages": rng.randint(1, 9), "file": "VB.pdf",
        "leader": rng.choice(["Chủ tịch", "Phó Chủ tịch"]), "book": "Sổ công văn đến 2026",
        "state": rng.choice(["Đã chuyển", "Chưa xử lý"]),
    }  # fmt: skip
    return Item("record", cells, record)


def directives(rng: random.Random, habits: DirectiveHabits) -> list[Item]:
    """The rows of a register, in the order of arrival."""
    subjects = words.duties(rng, habits.count + len(habits.rejects))
    day = dt.date(2026, 9, 3)
    rows = []
    for n in range(habits.count + len(habits.rejects)):
        if rng.random() < 0.45:
            day += dt.timedelta(days=rng.choice([1, 1, 2, 3]))
        rows.append(_row(rng, habits, subjects[n].rstrip("."), day, habits.first_number + n))
    for code in sorted(habits.rejects, key=lambda c: c == "duplicate_in_file"):  # what is refused has no second
        row = rng.choice([r for r in rows[4:-2] if r.record])
        about = row.record["document_number"]
        reject = {"field": "document_number", "code": code, "codes": CODES[code], "about": about}
        if code == "duplicate_in_file":
            first = rng.choice([r for r in rows[: rows.index(row)] if r.record])
            row.cells = dict(first.cells)
            reject["about"] = first.record["document_number"]
        elif code == "missing_content":
            row.cells["subject"] = None
            reject["field"] = "subject"
        elif code == "error_cell":
            row.cells["subject"] = "#REF!"
        else:
            row.cells["issued"] = rng.choice(["31/09/2026", "29/02/2026", "35/10/2026"])
            row.cells["number_date"] = f"{about}, {row.cells['issued']}"
            reject["field"] = "issued_date"
        row.role, row.record, row.reject = "reject", None, reject
    return rows


def by_month(items: Sequence[Item], form: str = "Tháng {m}/2026") -> list[Item]:
    """The rows under the month in which they came."""
    out: list[Item] = []
    last = 0
    for item in items:
        month = int(item.record["arrival_date"][5:7]) if item.record else last
        if month != last:
            out.append(Item("section", {"text": form.format(m=month)}))
            last = month
        out.append(item)
    return out


FIELDS = {
    "arrival_date": ["arrival_date"], "arrival_number": ["arrival_number"], "agency": ["issuing_agency"], "number": ["document_number"],
    "figure": ["document_number"], "symbol": ["document_number"],
    "issued": ["issued_date"], "number_date": ["document_number", "issued_date"], "type": ["document_type"], "subject": ["subject"],
    "recipient": ["recipient"],
    "forwarded": ["forwarded_date"], "note": ["note"],
}  # fmt: skip


def projected(record: dict[str, Any], keys: Sequence[str], also: Sequence[str] = ()) -> dict[str, Any]:
    """The truth of a row cut down to what the sheet's columns give."""
    wanted = {f for k in keys for f in FIELDS.get(k, [])} | set(also)
    out = {k: v for k, v in record.items() if k in wanted}
    accept = {k: v for k, v in record["accept"].items() if k in wanted}
    return {**out, "accept": accept} if accept else out


def updated(
    rng: random.Random, items: Sequence[Item], habits: DirectiveHabits, *, new: int = 6, gone: int = 3
) -> tuple[list[Item], list[str]]:
    """A later copy of the register: recipients changed here and there, documents come in since."""
    old = [i for i in items if i.record]
    lost = rng.sample(old, gone)
    out = []
    for n, item in enumerate(i for i in old if i not in lost):
        again = Item("record", dict(item.cells), dict(item.record), changed=False)
        if n % 6 == 0:
            again.cells["note"] = again.record["note"] = "Đã có văn bản trả lời"
            again.changed = True
        elif n % 9 == 1:
            name = next(u for u in words.INTERNAL if u != item.record["recipient"])
            again.cells["recipient"] = again.record["recipient"] = name
            again.changed = True
        out.append(again)
    last = max(i.record["arrival_number"] for i in old)
    used = {i.record["subject"].lower() for i in old}
    subjects = [s.rstrip(".") for s in words.duties(rng, new * 5) if s.rstrip(".").lower() not in used][:new]
    for n, subject in enumerate(subjects):
        row = _row(rng, habits, subject, dt.date(2026, 11, 18), last + 10 + n)
        row.changed = None
        out.append(row)
    return out, [i.record["document_number"] for i in lost]
