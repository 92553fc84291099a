"""Workbooks of chance: names of columns, their order, habits, layout and form drawn anew for each; for measuring over many."""

import random
from collections.abc import Iterator
from typing import Any

from tests.made_workbooks import directives, dossiers, procedures, synonyms, tasks
from tests.made_workbooks.building import build, guide_sheet, hidden_old_sheet, office_titles, province_titles, signed, summary_sheet
from tests.made_workbooks.deadlines import SPELLINGS
from tests.made_workbooks.files import Made
from tests.made_workbooks.sheets import Item, Layout

_FORMS = ["xlsx"] * 6 + ["xls"] * 3 + ["ods"] * 2 + ["xlsm"] + ["csv"] * 5
_TITLES = {
    "tasks": "Danh mục nhiệm vụ giao năm 2026",
    "dossiers": "Danh sách hồ sơ",
    "directives": "Sổ văn bản đến",
    "procedures": "Danh mục thủ tục hành chính",
}
_TAIL = [{2: "Nơi nhận:"}, {2: "- Như trên;"}, {2: "- Lưu: VT."}]


def chosen_columns(rng: random.Random, kind: str, keys: list[str], names: dict[str, list[str]], grouped: bool) -> str:
    """The columns as text, in groups where neighbours allow it."""
    group_of = {}
    for first, second, titles in synonyms.GROUPS[kind] if grouped else ():
        if first in keys and second in keys and rng.random() < 0.6:
            keys.remove(second)
            keys.insert(keys.index(first) + 1, second)
            group_of[first] = group_of[second] = rng.choice(titles)
    parts = []
    for key in keys:
        title = rng.choice(synonyms.NUMBERS if key == "stt" else names[key])
        parts.append(f"{group_of[key]}>{key}={title}" if key in group_of else f"{key}={title}")
    return "|".join(parts)


def _chosen(rng: random.Random, must: list[str], may: list[str], *, shuffled: bool) -> list[str]:
    keys = must + [k for k in may if rng.random() < 0.6]
    if shuffled:
        rng.shuffle(keys)
    return (["stt"] if rng.random() < 0.85 else []) + keys


def chosen_layout(rng: random.Random, kind: str, form: str, width: int, **more: Any) -> Layout:
    plain = form == "csv" or rng.random() < 0.2
    titles = office_titles(_TITLES[kind], width=width) if kind != "tasks" else province_titles(_TITLES[kind], width=width)
    return Layout(
        titles=([{1: _TITLES[kind].upper() + " NĂM 2026"}] if plain and rng.random() < 0.5 else []) if plain else titles,
        top=0 if plain else rng.choice([0, 0, 1, 2]), left=0 if plain else rng.choice([0, 0, 0, 1, 2]),
        spacers=() if plain or rng.random() < 0.85 else (3,),
        breaks=form != "csv" and rng.random() < 0.3, upper=rng.random() < 0.25, edges=rng.random() < 0.2, nfd=rng.random() < 0.12,
        numbers=rng.choice(["", "", "(n)", "n", "[n]"]) if not plain else "",
        stt=rng.choice(["1", "1", "01", "1.", "text"]), repeat_header=rng.choice([0, 0, 0, 13]) if not plain else 0,
        blank_every=rng.choice([0, 0, 0, 9]),
        total=rng.choice(["", "Tổng cộng", "Tổng số: {n}"]) if not plain else "",
        end_notes=("Ghi chú: số liệu đến ngày 20/11/2026.",) if not plain and rng.random() < 0.3 else (),
        closing=_TAIL if not plain and rng.random() < 0.25 else (),
        signature=signed(width=width) if not plain and rng.random() < 0.5 else (), spaces=rng.choice([0.0, 0.0, 0.08, 0.2]),
        empty_numbered=rng.choice([0, 0, 0, 3]) if not plain else 0, **more,
    )  # fmt: skip


def written_as(rng: random.Random, form: str) -> dict[str, Any]:
    """How the file is written."""
    more: dict[str, Any] = {}
    if form == "csv":
        more["encoding"] = rng.choice(["utf-8", "utf-8-sig", "utf-8-sig", "utf-16", "cp1258"])
        more["separator"] = "\t" if more["encoding"] == "utf-16" else rng.choice([",", ";", ";"])
    elif rng.random() < 0.2:
        more |= {"font": rng.choice(["tcvn3", "vni"]), "unicode_rows": rng.choice([0.0, 0.2])}
    if form != "csv":
        more["sheet"] = rng.choice(["Sheet1", "Phụ lục", "Danh sách", "T11", "PL kèm theo CV"])
        if rng.random() < 0.3:
            more["front"] = [rng.choice([guide_sheet, summary_sheet])()]
        if rng.random() < 0.3:
            more["behind"] = [hidden_old_sheet()]
    return more


def _task_list(rng: random.Random, name: str, form: str) -> Made:
    internal = rng.random() < 0.25
    dues = rng.sample([k for k in SPELLINGS if k not in ("real", "real_time", "serial", "epoch", "blank", "no_year")], 4)
    if form != "csv":
        dues += rng.sample(["real", "serial", "real_time"], 2)
    source = rng.choice(["full", "varied", "short", "bracket", "lines", "apart"])
    in_one = "" if internal else rng.choice(["", "", "", "words", "brackets", "lines", "sentence"])
    habits = tasks.TaskHabits(
        count=rng.randint(20, 45), leads=("internal",) if internal else tuple(rng.sample(["us", "all", "list", "mixed", "coordinating"],
        3)), dues=tuple(dues), sources="short" if source == "apart" else source,
        coordinators=rng.choice(["\n", "; ", ";\n", "dash", ", "]), others=0 if internal else rng.randint(2, 6), codes=rng.choice(["", "",
        "NV-{}", "{:05d}"]), in_one=in_one,
        rejects=tuple(rng.sample(["missing_content", "impossible_date", "duplicate_in_file"], 2)), assigned=rng.choice(["dmy", "d/m/y",
        "dot"] if form == "csv" else ["dmy", "real", "dot"]),
        documents=rng.randint(4, 15), hidden=0.15 if form != "csv" and rng.random() < 0.2 else 0.0, source_spaces=rng.random() < 0.2,
    )  # fmt: skip
    items = tasks.tasks(rng, habits)
    must = (
        ["content", "due"]
        + (["number", "date_text"] if source == "apart" else ["source"])
        + (["both"] if in_one else ["lead", "coordinating"])
        + (["code"] if habits.codes else [])
    )
    keys = _chosen(
        rng,
        must,
        ["assigned", "deliverable", "note", "state", "done", "leader", "field_of_work", "number_of_report", "hardship"],
        shuffled=rng.random() < 0.5,
    )
    if source == "apart" and rng.random() < 0.5:
        keys.insert(keys.index("number") + 1, "agency")
    names = {**synonyms.TASKS, "both": ["Cơ quan thực hiện", "Đơn vị thực hiện", "Phân công thực hiện"]}
    text = chosen_columns(rng, "tasks", keys, names, grouped=form != "csv" and rng.random() < 0.5)
    if rng.random() < 0.4:
        items = tasks.sectioned(items, ["Lĩnh vực kinh tế", "Văn hóa - xã hội", "Nội chính"])
    layout = chosen_layout(
        rng,
        "tasks",
        form,
        len(keys),
        section_at=rng.choice(["stt", "merged", "second", "one"]) if form != "csv" else "stt",
        subtotal=rng.choice(["", "Cộng", "Cộng: {n} nhiệm vụ"]),
    )
    return build(name, "tasks", form, text, items, layout, **written_as(rng, form))


def _dossier_list(rng: random.Random, name: str, form: str) -> Made:
    forms = [k for k in dossiers.MOMENTS if k != "day" and (k != "real" or form != "csv")]
    habits = dossiers.DossierHabits(
        count=rng.randint(40, 120), moments=tuple(rng.sample(forms, rng.choice([1, 1, 2]))), states=rng.choice(list(dossiers.STATES)),
        channels=rng.choice(list(dossiers.CHANNELS)), odd_codes=rng.random() < 0.3,
        procedure_codes=rng.choice(["plain", "plain", "long", "agency", "comma"]), phone=rng.choice(["text", "number", "spaced", "84"]),
        returned_date_only=rng.random() < 0.3,
        code_form=rng.choice(["H21.88-{d:%y%m%d}-{n:04d}", "H21.88.05-{d:%y%m%d}-{n:04d}", "000.00.88.H21-{d:%y%m%d}-{n:04d}"]),
    )  # fmt: skip
    place = rng.choice([["address", "phone"], ["address", "phone"], ["place_phone"]])
    must = ["code", "procedure_name", "applicant", "received_at", "appointment_at", "status"]
    keys = _chosen(
        rng,
        must,
        ["procedure_code", "field", *place, "channel", "resolved_at", "returned_at", "note", "officer", "identity", "fee", "unit", "step"],
        shuffled=rng.random() < 0.5,
    )
    text = chosen_columns(rng, "dossiers", keys, synonyms.DOSSIERS, grouped=form != "csv" and rng.random() < 0.4)
    return build(
        name,
        "dossiers",
        form,
        text,
        dossiers.dossiers(rng, habits),
        chosen_layout(rng, "dossiers", form, len(keys)),
        **written_as(rng, form),
    )


def _register(rng: random.Random, name: str, form: str) -> Made:
    together = rng.random() < 0.4
    habits = directives.DirectiveHabits(
        count=rng.randint(30, 70), dates=rng.choice(["dmy", "d/m/y", "dot", "short", "dash", "iso"] + (["real",
        "real"] if form != "csv" else [])), type_subject=rng.choice(["together", "short"]) if together else "apart",
        vv=rng.random() < 0.5, zeros=rng.random() < 0.4, agency_form=rng.choice(["full", "short"]), arrival_text=rng.random() < 0.3,
        spaces_in_numbers=rng.random() < 0.3,
    )  # fmt: skip
    must = ["arrival_date", "arrival_number", "agency", "number", "issued", *([] if together else ["type"]), "subject"]
    keys = [
        k
        for k in _chosen(
            rng, must, ["recipient", "forwarded", "note", "signature", "urgency", "signer", "due"], shuffled=rng.random() < 0.3
        )
        if k != "stt" or rng.random() < 0.5
    ]
    names = dict(synonyms.DIRECTIVES)
    if together:
        names["subject"] = [
            "Tên loại và trích yếu nội dung",
            "Tên loại, trích yếu nội dung văn bản",
            "Loại và trích yếu",
            "Trích yếu nội dung",
        ]
    text = chosen_columns(rng, "directives", keys, names, grouped=form != "csv" and rng.random() < 0.4)
    items: list[Item] = directives.directives(rng, habits)
    if rng.random() < 0.4:
        items = directives.by_month(items, rng.choice(["Tháng {m}/2026", "THÁNG {m} NĂM 2026", "Tháng {m:02d}"]))
    ditto = {"agency": "nt"} if rng.random() < 0.25 else {}
    merged = ("arrival_date",) if form != "csv" and rng.random() < 0.25 else ()
    layout = chosen_layout(
        rng,
        "directives",
        form,
        len(keys),
        ditto=ditto,
        merge_down=merged,
        section_at=rng.choice(["merged", "one", "second"]),
        section_numbers=rng.random() < 0.5,
    )
    return build(name, "directives", form, text, items, layout, also=("document_type",) if together else (), **written_as(rng, form))


def _catalogue(rng: random.Random, name: str, form: str) -> Made:
    sections = rng.random() < 0.4
    codes = rng.choice(["plain", "long", "agency", "comma"] + (["number"] if form != "csv" else []))
    habits = procedures.ProcedureHabits(
        count=rng.randint(20, 34),
        times=tuple(rng.sample(list(procedures.TIMES), 2)),
        codes=codes,
        rejects=tuple(rng.sample(["missing_code", "bad_code", "duplicate_in_file", "missing_content"], 3)),
        blank_times=rng.choice([0.0, 0.2]),
    )
    keys = _chosen(
        rng,
        ["code", "name", "time", *([] if sections else ["field"])],
        ["fee", "level", "place", "law", "executor", "decision", "note"],
        shuffled=rng.random() < 0.5,
    )
    text = chosen_columns(rng, "procedures", keys, synonyms.PROCEDURES, grouped=False)
    items = procedures.procedures(rng, habits)
    if sections:
        items = procedures.by_field(items, lead_in=rng.choice(["", "Lĩnh vực ", "LĨNH VỰC: "]))
    layout = chosen_layout(
        rng,
        "procedures",
        form,
        len(keys),
        section_at=rng.choice(["merged", "one", "stt"]),
        subtotal=rng.choice(["", "Cộng: {n} TTHC"]),
        restart=rng.random() < 0.5,
    )
    return build(name, "procedures", form, text, items, layout, also=("field",) if sections else (), **written_as(rng, form))


def workbooks(seed: int = 1, count: int = 60) -> Iterator[Made]:
    """As many workbooks of chance as asked for."""
    makers = (
        [("tasks", _task_list)] * 5 + [("dossiers", _dossier_list)] * 3 + [("directives", _register)] * 3 + [("procedures", _catalogue)] * 2
    )
    for n in range(1, count + 1):
        rng = random.Random(f"chance:{seed}:{n}")
        kind, maker = makers[n % len(makers)]
        form = rng.choice(_FORMS)
        yield maker(rng, f"r{seed}_{n:03d}_{kind}_{form}", form)
