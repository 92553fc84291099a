"""Puts rows, layout and columns together into one workbook with its truth."""

import random
from collections.abc import Callable, Sequence
from typing import Any

from tests.made_workbooks import directives, dossiers, procedures, tasks
from tests.made_workbooks.files import Made
from tests.made_workbooks.old_fonts import tcvn3, vni
from tests.made_workbooks.sheets import Col, Composer, Grid, Item, Layout

_FIELDS = {"tasks": tasks.FIELDS, "dossiers": dossiers.FIELDS, "directives": directives.FIELDS, "procedures": procedures.FIELDS}
_ALWAYS = {"directives": ("arrival_number", "issued_date", "document_number", "subject")}


def columns(kind: str, text: str) -> list[Col]:
    """Columns from `key=Title|Group>key=Title|Group>Sub>key=Title`."""
    out = []
    for part in text.split("|"):
        *groups, last = part.split(">")
        key, title = last.split("=", 1)
        out.append(Col(key.strip(), title.strip(), "+".join(_FIELDS[kind].get(key.strip(), [])) or None, tuple(groups)))
    return out


def _project(kind: str, record: dict[str, Any], keys: Sequence[str], also: Sequence[str]) -> dict[str, Any]:
    if kind == "tasks":
        return tasks.projected(record, keys, also)
    if kind == "dossiers":
        return dossiers.projected(record, keys)
    if kind == "procedures":
        return procedures.projected(record, keys, also)
    return directives.projected(record, keys, (*also, *_ALWAYS["directives"]))


def build(
    name: str, kind: str, form: str, cols: str, items: Sequence[Item], layout: Layout, *, seed: int = 1, also: Sequence[str] = (),
    sheet: str = "Sheet1",
    front: Sequence[Grid] = (), behind: Sequence[Grid] = (), font: str = "", unicode_rows: float = 0.0, hidden_columns: Sequence[str] = (),
    habits: Sequence[str] = (),
    change: Callable[[Composer], None] | None = None, **more: Any,
) -> Made:  # fmt: skip
    """One workbook: the composed sheet, other sheets before and behind it, and the truth."""
    rng = random.Random(f"{name}:{seed}")
    made_columns = columns(kind, cols)
    keys = [c.key for c in made_columns]
    shown = [
        Item(i.role, i.cells, None if i.record is None else _project(kind, i.record, keys, also), i.reject, i.why, i.hidden, i.changed)
        for i in items
    ]
    composer = Composer(layout, made_columns, rng, sheet)
    composer.titles()
    composer.header()
    composer.body(shown)
    if change:
        change(composer)
    grid = composer.grid
    if font:
        grid.encode = {"tcvn3": tcvn3, "vni": vni}[font]
        grid.font = {"tcvn3": ".VnTime", "vni": "VNI-Times"}[font]
        grid.plain_rows = {r["row"] for r in composer.records if rng.random() < unicode_rows}
    grid.hidden_columns = {composer.place[k] for k in hidden_columns}
    truth = {"sheet": None if form == "csv" else sheet, **composer.truth()}
    made = Made(name, kind, form, [*front, grid, *behind], truth, [*habits, *_habits(layout, font, form)], **more)
    for reject in truth["rejects"]:
        reject.setdefault("column", None)
    if made.update_of:
        inserted, updated = len(composer.changes["inserted"]), len(composer.changes["updated"])
        made.after_first = {
            "inserted": inserted,
            "updated": updated,
            "unchanged": len(composer.records) - inserted - updated,
            "total": inserted,
        }
    return made


def paired(first: Made, second: Made) -> list[Made]:
    """Two lists of which the second updates the first: how many there are after both."""
    if second.after_first:
        second.after_first["total"] = len(first.truth["records"]) + second.after_first["inserted"]
    return [first, second]


def _habits(layout: Layout, font: str, form: str) -> list[str]:
    told = {
        "title_block": layout.titles, "blank_leading_rows": layout.top, "blank_leading_column": layout.left,
        "spacer_columns": layout.spacers, "header_line_breaks": layout.breaks,
        "header_upper_case": layout.upper, "header_star": layout.star, "nfd": layout.nfd, "column_number_row": layout.numbers,
        "header_repeated": layout.repeat_header,
        "blank_rows_inside": layout.blank_every, "subtotal_rows": layout.subtotal, "total_row": layout.total,
        "note_rows": layout.end_notes, "signature_block": layout.signature,
        "merged_value_cells": layout.merge_down, "ditto_marks": layout.ditto, "spaces_in_cells": layout.spaces,
        "numbered_empty_rows": layout.empty_numbered,
    }  # fmt: skip
    return [k for k, v in told.items() if v] + ([font] if font else []) + [f"format_{form}"]


def province_titles(title: str, *, width: int = 6, extra: Sequence[str] = ()) -> list[dict[int, str]]:
    """The block above a list that the province sends."""
    right = max(3, width - 3)
    return [
        {1: "ỦY BAN NHÂN DÂN", right: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"}, {1: "TỈNH GIA LAI", right: "Độc lập - Tự do - Hạnh phúc"},
        {1: title.upper()},
        {1: "(Ban hành kèm theo Công văn số 4021/UBND-TH ngày 06/11/2026 của UBND tỉnh)"}, *[{1: x} for x in extra],
    ]  # fmt: skip


def office_titles(title: str, *, width: int = 6) -> list[dict[int, str]]:
    """The block above a list of the commune's own."""
    right = max(3, width - 3)
    return [
        {1: "UBND XÃ HOÀI ÂN", right: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"}, {1: "VĂN PHÒNG HĐND VÀ UBND",
        right: "Độc lập - Tự do - Hạnh phúc"},
        {right: "Hoài Ân, ngày 06 tháng 11 năm 2026"}, {1: title.upper()},
    ]  # fmt: skip


def signed(*, width: int = 6, left: str = "NGƯỜI LẬP", right: str = "TL. CHỦ TỊCH") -> list[dict[int, str]]:
    """The block under a list."""
    at = max(3, width - 2)
    return [
        {at: "Gia Lai, ngày 06 tháng 11 năm 2026"},
        {2: left, at: right},
        {2: "(Ký, họ tên)", at: "CHÁNH VĂN PHÒNG"},
        {},
        {2: "Phan Thị Quyên", at: "Võ Quốc Bảo"},
    ]


def guide_sheet() -> Grid:
    """A sheet of instructions in front of the list."""
    grid = Grid("Hướng dẫn")
    for n, text in enumerate(
        [
            "HƯỚNG DẪN SỬ DỤNG BIỂU MẪU",
            "- Cột Nội dung: ghi rõ việc phải làm",
            "- Cột Thời hạn: ghi ngày/tháng/năm",
            "- Gửi trước ngày 25 hằng tháng",
        ],
        1,
    ):
        grid.put(n, 1, text)
    return grid


def summary_sheet(name: str = "Tổng hợp") -> Grid:
    """A sheet of sums beside the list."""
    grid = Grid(name)
    for n, row in enumerate(
        [
            ["STT", "Đơn vị", "Tổng số", "Hoàn thành", "Quá hạn", "Ghi chú"],
            [1, "Sở Nội vụ", 12, 10, 2],
            [2, "Sở Tài chính", 9, 9, 0],
            [3, "UBND các xã, phường", 31, 22, 4],
        ],
        1,
    ):
        for at, value in enumerate(row, 1):
            grid.put(n, at, value)
    return grid


def hidden_old_sheet() -> Grid:
    """Last year's list, hidden: it does not count."""
    grid = Grid("2025", state="hidden")
    rows = [["STT", "Nội dung nhiệm vụ", "Thời hạn hoàn thành", "Cơ quan chủ trì"]]
    rows += [[n, f"Việc cũ số {n} năm 2025", "30/06/2025", "UBND xã Hoài Ân"] for n in range(1, 40)]
    for n, row in enumerate(rows, 1):
        for at, value in enumerate(row, 1):
            grid.put(n, at, value)
    return grid
