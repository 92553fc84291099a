"""Task lists of the province, of an exporting system and of the commune's own office."""

import dataclasses
import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.made_workbooks import words
from tests.made_workbooks.deadlines import IMPOSSIBLE, spell
from tests.made_workbooks.sheets import Formula, Item, iso

REQUIRED = ["missing_content", "missing_required", "missing_subject", "missing_name", "missing", "required", "empty"]
CODES = {
    "missing_content": REQUIRED,
    "impossible_date": ["impossible_date", "invalid_date", "bad_date"],
    "duplicate_in_file": ["duplicate_in_file", "duplicate", "duplicate_row"],
    "error_cell": ["error_cell", "cell_error", "formula_error", "missing_content", "missing_code", "bad_code", "impossible_date",
    "missing_required"],
    "formula_without_value": ["formula_without_value", "formula_not_calculated", "uncached_formula", "no_cached_value", "error_cell",
    "missing_content",
                              "missing_required", "impossible_date"],
    "missing_code": ["missing_code", "missing_required", "missing", "required", "empty", "bad_code"],
    "bad_code": ["bad_code", "invalid_code", "code_format"],
}  # fmt: skip

US = ["UBND xã Hoài Ân", "Xã Hoài Ân", "Ủy ban nhân dân xã Hoài Ân", "UBND xã  Hoài Ân"]
ALL_OF_US = [
    "UBND các xã, phường", "UBND cấp xã", "Các xã, phường", "UBND các xã", "Các địa phương", "UBND các xã, phường trên địa bàn tỉnh",
    "Ủy ban nhân dân các xã, phường", "Chủ tịch UBND các xã, phường", "UBND 135 xã, phường", "UBND các xã/phường",
]  # fmt: skip
MIXED = ["Các sở, ban, ngành; UBND các xã, phường", "Thủ trưởng các sở, ban, ngành; Chủ tịch UBND các xã, phường"]
OUR_ODD = [
    "Chủ tịch UBND xã Hoài Ân", "UBND các xã, phường, đặc khu", "UBND các xã: Ân Hảo, Hoài Ân; UBND các phường: Bồng Sơn, Tam Quan",
    "UBND XÃ HOÀI ÂN", "Công an xã Hoài Ân",
    "Trạm Y tế xã Hoài Ân", "UBND xã Hoài Ân, tỉnh Gia Lai", "Các sở, ban, ngành, địa phương", "UBND các xã, phường (qua Phòng Kinh tế)",
    "Các xã: Kim Sơn; Ân Tường; Hoài Ân",
    "UBND các xã Vạn Đức, Hoài Ân", "Phòng Kinh tế xã Hoài Ân", "UBND cấp xã trên địa bàn tỉnh", "Toàn bộ các xã, phường",
    "100% UBND các xã, phường",
]  # fmt: skip
NOT_OURS_ODD = [
    "UBND các phường: Bồng Sơn, Hoài Nhơn", "Công an xã Ân Hảo", "UBND phường Hoài Nhơn Đông", "UBND các xã: Ân Hảo, Ân Tường Đông",
    "Sở Y tế; Bệnh viện Đa khoa khu vực Bồng Sơn",
    "Chủ tịch UBND xã Kim Sơn", "UBND các phường thuộc thị xã cũ", "Ban Quản lý dự án tỉnh", "Trạm Y tế xã Vạn Đức", "UBND xã Hoài Đức",
    "UBND phường Hoài Thanh",
]  # fmt: skip
ABBREVIATED = {
    "Phòng Kinh tế": ["Phòng KT", "P. Kinh tế", "P.KT"], "Phòng Văn hóa - Xã hội": ["Phòng VH-XH", "P.VHXH", "Phòng Văn hóa – Xã hội",
    "P. VH-XH"],
    "Văn phòng HĐND và UBND": ["VP HĐND&UBND", "Văn phòng HĐND - UBND", "VP. HĐND và UBND"],
    "Trung tâm Phục vụ hành chính công": ["TTPVHCC", "TT PVHCC", "Trung tâm PVHCC"],
}  # fmt: skip


@dataclass(frozen=True)
class TaskHabits:
    """What a list of tasks holds and how its cells are spelled."""

    count: int = 30
    leads: tuple[str, ...] = ("us", "all", "list")
    dues: tuple[str, ...] = ("dmy",)
    sources: str = "full"  # "full", "short", "bracket", "lines", "bare", "apart", "section"
    source_spaces: bool = False
    coordinators: str = "\n"  # separator, or "dash"
    others: int = 3
    sections: tuple[str, ...] = ()
    codes: str = ""
    rejects: tuple[str, ...] = ("missing_content", "impossible_date", "duplicate_in_file")
    assigned: str = "dmy"  # "real", "dmy", "d/m/y", "none", "dot"
    documents: int = 8
    same_words: bool = False
    no_number: int = 0
    in_one: str = ""  # lead and coordinators in one cell: "words", "brackets", "lines"
    section_gives: str = ""  # "lead", "source"
    long_content: float = 0.1
    papers: bool = False  # documents of the party, the Government, ministries too
    formula_like: bool = False
    hidden: float = 0.0


def _lead(rng: random.Random, habits: TaskHabits) -> tuple[str, list[str]]:
    kind = rng.choice(habits.leads)
    if kind == "us":
        return rng.choice(US), []
    if kind == "all":
        return rng.choice(ALL_OF_US), ["UBND xã Hoài Ân"]
    if kind == "mixed":
        return rng.choice(MIXED), ["UBND xã Hoài Ân", "UBND các xã, phường", "Chủ tịch UBND các xã, phường"]
    if kind == "ours_odd":
        return rng.choice(OUR_ODD), ["UBND xã Hoài Ân"]
    if kind == "internal":
        name = rng.choice(words.INTERNAL)
        written = rng.choice([name, *ABBREVIATED.get(name, [])])
        return written, [name, *ABBREVIATED.get(name, [])]
    names = [*rng.sample(words.COMMUNES, rng.randint(1, 4)), words.OFFICE]
    rng.shuffle(names)
    form = rng.choice(["UBND các xã: {}", "UBND các xã {}", "Các xã: {}", "UBND các xã, phường: {}"])
    text = form.format(", ".join(names)) if rng.random() < 0.7 else form.format(", ".join(names[:-1]) + " và " + names[-1])
    return text, ["UBND xã Hoài Ân"]


def _other_lead(rng: random.Random) -> str:
    return rng.choice([
        f"UBND xã {rng.choice(words.COMMUNES)}", f"UBND phường {rng.choice(words.WARDS)}", "UBND các phường", rng.choice(words.PROVINCIAL),
        "UBND các xã: " + ", ".join(rng.sample(words.COMMUNES, 3)),
        f"UBND các xã {', '.join(rng.sample(words.COMMUNES, 2))}; UBND phường {rng.choice(words.WARDS)}",
        f"Xã {rng.choice(words.COMMUNES)}",
    ])  # fmt: skip


def _coordinators(rng: random.Random, habits: TaskHabits) -> list[str]:
    pool = words.INTERNAL if "internal" in habits.leads else words.PROVINCIAL
    if habits.coordinators == ", ":
        pool = [x for x in pool if "," not in x]
    return rng.sample(pool, rng.choice([0, 1, 1, 2, 3, 4]))


def _joined(names: Sequence[str], separator: str) -> str | None:
    if not names:
        return None
    return ";\n".join(f"- {x}" for x in names) + "." if separator == "dash" else separator.join(names)


def _source(document: words.Document, style: str, rng: random.Random) -> tuple[str, dict[str, Any]]:
    """The cell and what it gives of number, date and agency."""
    day = document.date
    part: dict[str, Any] = {"number": document.number, "date": iso(day)}
    if style == "short":
        return f"{document.number} ngày {day:%d/%m/%Y}", part
    if style == "bracket":
        return f"{document.short} {document.number} ({day.day}/{day.month}/{day.year})", part
    if style == "lines":
        return f"{document.type} số {document.number}\nngày {day:%d/%m/%Y}", part
    if style == "bare":
        return document.number, {"number": document.number}
    part["agency"] = document.agency
    form = rng.choice([
        "{t} số {n} ngày {d} của {a}", "{t} số {n}, ngày {d} của {a}", "{t} {n} ngày {l} của {a}", "{t} số: {n} ngày {s} của {a}",
        "{a}: {t} số {n} ngày {d}",
    ] if style == "varied" else ["{t} số {n} ngày {d} của {a}"])  # fmt: skip
    spelled = f"{day.day:02d} tháng {day.month:02d} năm {day.year}"
    return form.format(
        t=document.type, n=document.number, d=f"{day:%d/%m/%Y}", s=f"{day.day}/{day.month}/{day.year}", l=spelled, a=document.agency
    ), part


def _in_one(lead: str, coordinators: Sequence[str], style: str) -> str:
    if style == "brackets":
        return f"{lead} (chủ trì)" + (f"; {', '.join(coordinators)} (phối hợp)" if coordinators else "")
    if style == "sentence":
        return f"{lead} chủ trì" + (f", phối hợp với {'; '.join(coordinators)}" if coordinators else "")
    if style == "lines":
        return f"- Chủ trì: {lead}" + (f"\n- Phối hợp: {'; '.join(coordinators)}" if coordinators else "")
    return f"Chủ trì: {lead}. Phối hợp: {'; '.join(coordinators)}" if coordinators else f"Chủ trì: {lead}"


def _assigned(day: dt.date, style: str) -> Any:
    if style == "real":
        return day
    if style == "d/m/y":
        return f"{day.day}/{day.month}/{day.year}"
    return f"{day:%d.%m.%Y}" if style == "dot" else f"{day:%d/%m/%Y}"


def _row(rng: random.Random, habits: TaskHabits, content: str, document: words.Document, number: int, ours: bool) -> Item:
    lead, accepted = _lead(rng, habits) if ours else (_other_lead(rng), [])
    coordinators = _coordinators(rng, habits)
    if ours and "coordinating" in habits.leads and rng.random() < 0.25:
        lead, accepted = rng.choice(words.PROVINCIAL), []
        commas = habits.coordinators != ", " and habits.in_one != "brackets"
        coordinators = [*coordinators[:2], "UBND các xã, phường" if commas and rng.random() < 0.5 else "UBND xã Hoài Ân"]
    if habits.coordinators == ", " or habits.in_one == "brackets":
        coordinators = [x for x in coordinators if "," not in x]
    cell, day, text, recurring = spell(rng, list(habits.dues))
    source, part = _source(document, habits.sources, rng)
    if habits.source_spaces and rng.random() < 0.3:
        source = source.replace("/", rng.choice([" /", "/ "]), 1)
    assigned = document.date + dt.timedelta(days=rng.randint(0, 4))
    if rng.random() < habits.long_content:
        content += "\n- Thống kê theo từng thôn;\n- Nêu rõ khó khăn, nguyên nhân;\n- Đề xuất, kiến nghị."
    deliverable = rng.choice([None, *words.DELIVERABLES])
    note = rng.choice([None, None, None, *words.NOTES])
    state = rng.choice(["Chưa thực hiện", "Đang thực hiện", "Đã hoàn thành"])
    record: dict[str, Any] = {
        "content": content, "external_code": habits.codes.format(number) if habits.codes else None, "source_document": part,
        "assigned_date": iso(assigned), "due_date": iso(day), "due_text": text,
        "recurring": recurring, "lead": lead, "coordinating": coordinators, "deliverable": deliverable, "note": note,
        "accept": {"lead": accepted} if accepted else {},
    }  # fmt: skip
    if ";" in lead:  # who else is named there may as well be said to coordinate
        record["accept"]["coordinating"] = [[lead.split(";")[0], *coordinators]]
    if part.get("agency") and "tỉnh" not in part["agency"]:
        record["accept"]["source_document.agency"] = [part["agency"] + " Gia Lai", part["agency"] + " tỉnh Gia Lai"]
    elif part.get("agency"):
        record["accept"]["source_document.agency"] = [part["agency"] + " Gia Lai"]
    cells = {
        "content": content, "code": record["external_code"], "source": source, "number": document.number, "date": document.date,
        "date_text": f"{document.date:%d/%m/%Y}", "agency": document.agency,
        "assigned": _assigned(assigned, habits.assigned), "due": cell, "lead": lead, "coordinating": _joined(coordinators,
        habits.coordinators),
        "both": _in_one(lead, coordinators, habits.in_one), "deliverable": deliverable, "note": note, "state": state,
        "done": f"{assigned + dt.timedelta(days=9):%d/%m/%Y}" if state == "Đã hoàn thành" else None, "leader": rng.choice(["Chủ tịch",
        "PCT Nguyễn Hữu B", "PCT Trần C"]),
        "signer": words.person(rng), "start": f"{assigned:%d/%m/%Y}", "created": f"{assigned:%d/%m/%Y} 07:45",
        "priority": rng.choice(["Cao", "Trung bình", None]),
        "progress": rng.choice(["30%", "50%", None]),
        "report": None, "hardship": None,
        "number_of_report": f"{rng.randint(10, 300)}/BC-UBND" if state == "Đã hoàn thành" else None,
        "field_of_work": rng.choice(["Kinh tế", "Văn hóa - xã hội", "Nội chính"]),
    }  # fmt: skip
    cells[rng.choice(["x1", "x2", "x3", "x4"])] = "x"
    item = Item("record" if ours else "not_addressed", cells, record if ours else None, why=None if ours else "not_addressed")
    item.hidden = rng.random() < habits.hidden
    return item


def tasks(rng: random.Random, habits: TaskHabits) -> list[Item]:
    """The rows of a list, in the order of the list; the truth is not yet cut down to the columns that the sheet has."""
    contents = words.duties(rng, habits.count + habits.others + len(habits.rejects))
    documents = [words.paper(rng) if habits.papers else words.document(rng) for _ in range(habits.documents)]
    items = []
    for n, content in enumerate(contents[: habits.count + habits.others]):
        document = documents[n * len(documents) // (habits.count + habits.others)]
        items.append(_row(rng, habits, content, document, 101 + n, ours=True))
    odd = "ours_odd" in habits.leads
    for item in rng.sample(items, habits.others):
        other = _row(rng, habits, item.cells["content"], documents[0], 0, ours=False)
        for key in ("lead", "both"):
            item.cells[key] = other.cells[key]
        item.cells["coordinating"] = other.cells["coordinating"]
        if odd:
            item.cells["lead"] = rng.choice(NOT_OURS_ODD)
        item.role, item.record, item.why = "not_addressed", None, "not_addressed"
    if habits.same_words:
        twin = items[2] if items[2].record else items[3]
        _same_words(rng, items, twin, documents[-1], habits)
    for item in rng.sample([i for i in items if i.record], habits.no_number):
        item.cells["source"] = rng.choice(
            ["Chỉ đạo trực tiếp", "Kết luận tại cuộc họp giao ban", "Chỉ đạo của Chủ tịch UBND tỉnh tại hội nghị"]
        )
        item.record["source_document"] = {"number": None}
    if habits.formula_like:
        first = next(i for i in items if i.record)
        first.cells["content"] = first.record["content"] = "=Tổng hợp " + first.record["content"].lower()
        last = [i for i in items if i.record][-1]
        last.cells["note"] = last.record["note"] = "+84 liên hệ lại"
    return _with_rejects(rng, items, contents[habits.count + habits.others :], habits)


def _same_words(rng: random.Random, items: list[Item], twin: Item, document: words.Document, habits: TaskHabits) -> None:
    if twin.cells["number"] == document.number:
        return
    again = _row(rng, habits, twin.record["content"], document, 99, ours=True)
    again.cells["content"] = again.record["content"] = twin.record["content"]
    items.append(again)


def _with_rejects(rng: random.Random, items: list[Item], contents: list[str], habits: TaskHabits) -> list[Item]:
    for n, code in enumerate(habits.rejects):
        at = rng.randint(2, len(items) - 2)
        if code == "duplicate_in_file":
            first = rng.choice([i for i in items[: max(3, at - 1)] if i.record])
            again = Item(
                "reject",
                dict(first.cells),
                None,
                {"field": "content", "code": code, "codes": CODES[code], "about": first.record["content"]},
            )
            items.insert(max(items.index(first) + 1, at), again)
            continue
        document = next(i for i in items[at:] if i.role != "section").cells
        row = _row(
            rng,
            dataclasses.replace(habits, long_content=0),
            contents[n],
            words.Document(document["number"], document["date"], document["agency"], "Công văn", "CV"),
            900 + n,
            ours=True,
        )
        for key in ("source", "number", "date", "date_text", "agency"):
            row.cells[key] = document[key]
        reject = {"field": "content", "code": code, "codes": CODES[code], "about": contents[n]}
        if code == "impossible_date":
            row.cells["due"] = rng.choice(IMPOSSIBLE)
            reject["field"] = "due_date"
        elif code == "formula_without_value":
            row.cells["due"] = Formula("=A1+30")
            reject |= {"field": "due_date", "may_import": True}
        else:
            row.cells["content"] = "#N/A" if code == "error_cell" else None
        items.insert(at, Item("reject", row.cells, None, reject))
    return items


def sectioned(items: Sequence[Item], sections: Sequence[str]) -> list[Item]:
    """The rows under headings, in equal parts."""
    size = -(-len(items) // len(sections))
    out: list[Item] = []
    for n, text in enumerate(sections):
        part = items[n * size : (n + 1) * size]
        if part:
            out += [Item("section", {"text": text}), *part]
    return out


def by_document(items: Sequence[Item], rng: random.Random) -> list[Item]:
    """The rows under the document that gives them, which stands in the heading only."""
    out: list[Item] = []
    last = None
    for item in items:
        key = item.cells["number"]
        if key != last:
            document = words.Document(
                key, item.cells["date"], item.cells["agency"], "Công văn" if "-UBND" not in key else "Quyết định", "CV"
            )
            text, part = _source(document, "full", rng)
            out.append(Item("section", {"text": text}))
            last = key
            given = part
        if item.record:
            item.record["source_document"] = dict(given)
        out.append(item)
    return out


def by_lead(items: Sequence[Item], names: Sequence[str]) -> list[Item]:
    """The rows under the department that leads, which stands in the heading only."""
    size = -(-len(items) // len(names))
    out: list[Item] = []
    for n, name in enumerate(names):
        out.append(Item("section", {"text": name}))
        for item in items[n * size : (n + 1) * size]:
            if item.record:
                item.record["lead"] = name
                item.record["accept"].pop("lead", None)
            out.append(item)
    return out


def by_addressee(items: Sequence[Item], rng: random.Random) -> list[Item]:
    """The rows under whom they are given to, which stands in the heading only: us, all of us, the province, another commune."""
    heads = [
        ("UBND các xã, phường", True),
        ("Sở Nông nghiệp và Môi trường", False),
        ("UBND xã Hoài Ân", True),
        (f"UBND xã {rng.choice(words.COMMUNES)}", False),
    ]
    size = -(-len(items) // len(heads))
    out: list[Item] = []
    for n, (name, ours) in enumerate(heads):
        out.append(Item("section", {"text": f"Giao {name}" if n % 2 else name}))
        for item in items[n * size : (n + 1) * size]:
            if ours and item.record:
                item.record["lead"] = name
                item.record["accept"]["lead"] = ["UBND xã Hoài Ân", "Giao " + name]
            elif not ours:
                item.role, item.record, item.reject, item.why = "not_addressed", None, None, "not_addressed"
            out.append(item)
    return out


FIELDS = {
    "content": ["content"], "code": ["external_code"], "source": ["source_document"], "number": ["source_document.number"],
    "date": ["source_document.date"], "date_text": ["source_document.date"],
    "agency": ["source_document.agency"], "assigned": ["assigned_date"], "due": ["due_date", "due_text", "recurring"], "lead": ["lead"],
    "coordinating": ["coordinating"],
    "both": ["lead", "coordinating"], "deliverable": ["deliverable"], "note": ["note"],
}  # fmt: skip


def projected(record: dict[str, Any], keys: Sequence[str], also: Sequence[str] = ()) -> dict[str, Any]:
    """The truth of a row cut down to what the sheet's columns (and its headings) give."""
    wanted = {f for k in keys for f in FIELDS.get(k, [])} | set(also)
    out: dict[str, Any] = {}
    for key, value in record.items():
        if key == "accept":
            continue
        if key == "source_document":
            parts = value if "source_document" in wanted else {p: v for p, v in value.items() if f"source_document.{p}" in wanted}
            if parts:
                out[key] = parts
        elif key in wanted:
            out[key] = value
    accept = {k: v for k, v in record["accept"].items() if k in wanted or ("source_document" in wanted and k.startswith("source_document"))}
    return {**out, "accept": accept} if accept else out


def updated(rng: random.Random, items: Sequence[Item], habits: TaskHabits, *, new: int = 4, gone: int = 3) -> tuple[list[Item], list[str]]:
    """Next month's copy of a list: some rows gone, some new, deadlines moved, wording edited; and the contents that are gone."""
    old = [i for i in items if i.record]
    lost = rng.sample(old, gone)
    kept = [i for i in old if i not in lost]
    rng.shuffle(kept)
    out = []
    for n, item in enumerate(kept):
        again = Item("record", dict(item.cells), {**item.record, "accept": dict(item.record["accept"])}, changed=False)
        if n % 5 == 0:
            day = dt.date(2027, 4, 1) + dt.timedelta(days=n)
            again.cells["due"] = again.record["due_date"] = f"{day:%d/%m/%Y}"
            again.record |= {"due_date": iso(day), "due_text": None, "recurring": None}
            again.changed = True
        elif n % 7 == 1 and "\n" not in item.record["content"]:
            edited = item.record["content"].rstrip(".") + ", hoàn thành đúng tiến độ"
            again.cells["content"] = again.record["content"] = edited
            again.changed = True
        elif n % 11 == 2:
            again.cells["note"] = again.record["note"] = "Đã gia hạn theo đề nghị"
            again.changed = True
        out.append(again)
    used = {i.record["content"] for i in old}
    fresh = [c for c in words.duties(rng, new * 6) if not any(c.split(" ", 2)[-1][:18] in u for u in used)][:new]
    document = words.document(rng)
    for n, content in enumerate(fresh):
        row = _row(rng, dataclasses.replace(habits, long_content=0), content, document, 701 + n, ours=True)
        row.changed = None
        out.insert(rng.randint(0, len(out)), row)
    return out, [i.record["content"] for i in lost]
