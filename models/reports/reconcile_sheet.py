"""A comparison with their list as a workbook: a summary, then what is told differently, what only they have, what only we have.

And the slip that asks them to put theirs right. Every text is text; a difference is marked by colour and by word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from models.errors import OfficeError
from models.labels import label, printed_date, tr
from models.progress import Report, no_report
from models.registers.comparison import (
    DIFFERENT,
    DOSSIER_FIELDS,
    TASK_FIELDS,
    Comparison,
    Decision,
    Decisions,
    Difference,
    Finding,
    Item,
    shown,
)
from models.reports.list_workbook import PLAIN, ListCell, ListColumn, ListHead, ListPage, write_pages

# Light grounds that stay apart in print: red, amber, blue, grey.
_COLOURS = {
    "virtual": "FFF9D4D2",
    Finding.DONE_HERE: "FFFBE3C8",
    Finding.DONE_THERE: "FFFBE3C8",
    Finding.STATE: "FFFFF3C4",
    Finding.DATES: "FFDCE9F9",
    Finding.TEXTS: "FFEDEFF2",
}
_FIRST = {
    "dossiers": ("applicant", "procedure_name", "received_at", "appointment_at", "status", "resolved_at", "returned_at"),
    "tasks": ("content", "source_number", "source_date", "lead", "due_date", "status", "completed_date"),
}
_WIDE = {"content": 50.0, "procedure_name": 42.0, "applicant": 26.0, "lead": 26.0, "status": 20.0, "source_number": 20.0}


@dataclass(frozen=True, slots=True)
class Made:
    """Who compares, when, and how a field is called: names of fields are words of the screen."""

    office: str
    at: datetime
    field: Callable[[str], str]


def finding_words(item: Item) -> str:
    """What is the matter with a record, in words; with how late they count it."""
    if item.late and item.days_late:
        return tr("Trễ hạn ảo {days} ngày", days=item.days_late)
    if item.late:
        return tr("Trễ hạn ảo, quá giờ hẹn")
    return label("reconcile", item.finding)


def difference_words(difference: Difference) -> str:
    """How a field differs, in a word."""
    if difference.theirs in (None, "", ()):
        return tr("tỉnh bỏ trống")
    if difference.ours in (None, "", ()):
        return tr("ta bỏ trống")
    return tr("khác")


def write_comparison(comparison: Comparison, path: Path, made: Made, report: Report = no_report) -> int:
    """Write the workbook; the number of texts that had to be cut. Raises OfficeError `format_not_offered`,
    `reconcile_over_source` for their own file, and as `write_pages`."""
    _check_name(path, comparison)
    different = [item for item in comparison.items if item.finding in DIFFERENT]
    pages = [
        _summary(comparison, made),
        _different(comparison, different, made),
        _alone(comparison, Finding.ONLY_THEIRS, made),
        _alone(comparison, Finding.ONLY_OURS, made),
    ]
    return write_pages(path, pages, report)


def write_requests(comparison: Comparison, decisions: Decisions, path: Path, made: Made, report: Report = no_report) -> int:
    """Write the slip that asks the other office to put its data right, for what was decided so; how many lines it has.

    Raises OfficeError `nothing_to_report`, `format_not_offered`, `reconcile_over_source`, and as `write_pages`.
    """
    _check_name(path, comparison)
    rows = list(_requests(comparison, decisions, made))
    if not rows:
        raise OfficeError("nothing_to_report")
    columns = (
        ListColumn(tr("STT"), 5, "number"),
        ListColumn(_code_title(comparison.kind), 26),
        ListColumn(_title_title(comparison.kind), 44),
        ListColumn(tr("Nội dung cần sửa"), 20),
        ListColumn(tr("Dữ liệu của tỉnh"), 26),
        ListColumn(tr("Dữ liệu của đơn vị"), 26),
        ListColumn(tr("Đề nghị"), 40),
    )
    remarks = (
        tr("Kính gửi: {name}", name=comparison.sender or tr("cơ quan quản lý danh sách")),
        tr(
            "Qua đối chiếu tệp “{file}” với sổ của đơn vị ngày {day}, đề nghị điều chỉnh {count} nội dung sau:",
            file=comparison.file_name,
            day=printed_date(comparison.today),
            count=len(rows),
        ),
    )
    head = ListHead(made.office, tr("Phiếu đề nghị điều chỉnh dữ liệu"), remarks)
    foot = ("", tr("Người lập: …………………………        Thủ trưởng đơn vị: …………………………"))
    marks = {"asked": (_COLOURS[Finding.DATES], frozenset({4, 5}))}
    write_pages(path, [ListPage(head, columns, (("asked", row) for row in rows), len(rows), marks, foot=foot)], report)
    return len(rows)


def _check_name(path: Path, comparison: Comparison) -> None:
    if path.suffix.lower() != ".xlsx":
        raise OfficeError("format_not_offered", field="out", format=path.suffix, offered=".xlsx")
    if comparison.source is not None and path.exists() and path.samefile(comparison.source):
        raise OfficeError("reconcile_over_source", field="out", path=str(path))


def _requests(comparison: Comparison, decisions: Decisions, made: Made) -> Iterator[list[ListCell]]:
    number = 0
    asked: dict[int, set[str]] = {}
    for (item_id, name), decision in decisions.items():
        if decision is Decision.REPORT:
            asked.setdefault(item_id, set()).add(name)
    for item in comparison.items:
        names = asked.get(item.id, set())
        if not names:
            continue
        if item.finding in DIFFERENT:
            for each in item.differences:
                if each.field in names:
                    number += 1
                    theirs, ours = shown(each.field, each.theirs), shown(each.field, each.ours)
                    wish = tr("Sửa thành: {value}", value=ours) if ours else tr("Xóa, vì đơn vị không có")
                    yield [number, item.code, item.title, made.field(each.field), theirs, ours, _with_row(item, wish)]
        else:
            number += 1
            there = item.finding is Finding.ONLY_THEIRS
            wish = tr("Bỏ khỏi danh sách, vì không phải của đơn vị") if there else tr("Bổ sung vào danh sách")
            if item.cancelled_here:
                wish = tr("Bỏ khỏi danh sách, vì đơn vị đã hủy")
            sides = (tr("có"), tr("không có")) if there else (tr("không có"), tr("có"))
            yield [number, item.code, item.title, label("reconcile", item.finding), *sides, _with_row(item, wish)]


def _with_row(item: Item, wish: str) -> str:
    return tr("{wish} (dòng {row} của tệp)", wish=wish, row=item.row) if item.row else wish


def _code_title(kind: str) -> str:
    return tr("Mã hồ sơ") if kind == "dossiers" else tr("Mã, số văn bản")


def _title_title(kind: str) -> str:
    return tr("Người nộp, thủ tục") if kind == "dossiers" else tr("Nội dung nhiệm vụ")


def _head(comparison: Comparison, made: Made, title: str, *more: str) -> ListHead:
    day = f"{printed_date(made.at)} {made.at:%H:%M}"
    file = comparison.file_name
    told = tr("Tệp “{file}” đối chiếu với sổ lúc {moment}.", file=file, moment=day)
    return ListHead(made.office, title, (told, *more))


def _summary(comparison: Comparison, made: Made) -> ListPage:
    """How many of each, the gravest first; what was compared and what could not be."""
    counts = comparison.counts()
    late = counts["virtually_late"]
    rows: list[tuple[str, list[ListCell]]] = [
        (PLAIN, [tr("Dòng đọc được từ tệp"), counts["read"], ""]),
        (PLAIN, [tr("Có ở cả hai bên"), counts["compared"], ""]),
        (PLAIN, [tr("Giống nhau"), counts["same"], ""]),
        ("virtual" if late else PLAIN, [tr("Trễ hạn ảo"), late, tr("Ta đã xong, tỉnh vẫn tính là chưa xong và đã quá hạn.")]),
    ]
    remarks = {
        Finding.DONE_HERE: tr("Gồm cả trễ hạn ảo."),
        Finding.ONLY_OURS: comparison.scope.told(),
    }
    for finding in Finding:
        look = finding if finding in DIFFERENT and counts[finding] else PLAIN
        rows.append((str(look), [label("reconcile", finding), counts[finding], remarks.get(finding, "")]))
    if counts["unread"]:
        rows.append((PLAIN, [tr("Dòng không đọc được"), counts["unread"], _numbers({problem.row for problem in comparison.unread})]))
    if counts["not_ours"]:
        rows.append((PLAIN, [tr("Dòng của cơ quan khác"), counts["not_ours"], tr("Không so.")]))
    fields = ", ".join(made.field(name) for name in comparison.fields)
    head = _head(comparison, made, tr("Kết quả đối chiếu với tệp của tỉnh"), tr("Các cột đã so: {fields}.", fields=fields))
    columns = (ListColumn(tr("Kết quả"), 34), ListColumn(tr("Số lượng"), 10, "number"), ListColumn(tr("Ghi chú"), 90))
    return ListPage(head, columns, rows, len(rows), _marks({0, 1}), tr("Tổng hợp"))


def _numbers(rows: Iterable[int]) -> str:
    """Row numbers in a few words."""
    found = sorted(rows)
    told = ", ".join(map(str, found[:20]))
    return tr("Dòng {rows}", rows=told) + (" …" if len(found) > 20 else "")


def _marks(columns: Iterable[int]) -> Mapping[str, tuple[str, frozenset[int]]]:
    return {str(look): (colour, frozenset(columns)) for look, colour in _COLOURS.items()}


def _different(comparison: Comparison, items: Sequence[Item], made: Made) -> ListPage:
    """One line a difference, so that it can be filtered by field."""
    columns = (
        ListColumn(tr("STT"), 6, "number"),
        ListColumn(tr("Mức độ"), 30),
        ListColumn(_code_title(comparison.kind), 26),
        ListColumn(_title_title(comparison.kind), 46),
        ListColumn(tr("Trường"), 20),
        ListColumn(tr("Tỉnh ghi"), 30),
        ListColumn(tr("Ta ghi"), 30),
        ListColumn(tr("Khác thế nào"), 14),
        ListColumn(tr("Tỉnh tính trễ (ngày)"), 11, "number"),
        ListColumn(tr("Dòng trong tệp"), 10, "number"),
    )

    def rows() -> Iterator[tuple[str, list[ListCell]]]:
        for number, item in enumerate(items, 1):
            look = "virtual" if item.late else str(item.finding)
            told = finding_words(item)
            for each in item.differences:
                values = [shown(each.field, each.theirs), shown(each.field, each.ours), difference_words(each)]
                late = item.days_late if item.late else None
                yield look, [number, told, item.code, item.title, made.field(each.field), *values, late, item.row]

    count = sum(len(item.differences) for item in items)
    title = tr("Hai bên cùng có nhưng khác nhau")
    head = _head(comparison, made, title, tr("{count} bản ghi, {lines} chỗ khác.", count=len(items), lines=count))
    return ListPage(head, columns, rows(), count, _marks({1, 5, 6, 7}), tr("Khác nhau"))


def _alone(comparison: Comparison, finding: Finding, made: Made) -> ListPage:
    """What only one side has."""
    there = finding is Finding.ONLY_THEIRS
    items = [item for item in comparison.items if item.finding is finding]
    first = _FIRST[comparison.kind]
    every = DOSSIER_FIELDS if comparison.kind == "dossiers" else TASK_FIELDS
    shared = set(comparison.fields) if there else set(every)
    names = [name for name in first if name in shared]
    columns = [ListColumn(tr("STT"), 6, "number"), ListColumn(_code_title(comparison.kind), 26)]
    columns += [ListColumn(made.field(name), _WIDE.get(name, 17.0)) for name in names]
    columns.append(ListColumn(tr("Dòng trong tệp"), 10, "number") if there else ListColumn(tr("Kết luận"), 30))

    def rows() -> Iterator[tuple[str, list[ListCell]]]:
        for number, item in enumerate(items, 1):
            side = item.theirs if there else item.ours
            values: list[Any] = [shown(name, side.get(name)) for name in names]
            yield PLAIN, [number, item.code, *values, item.row if there else tr("Tệp của tỉnh không có")]

    title = tr("Chỉ tệp của tỉnh có") if there else tr("Chỉ sổ ta có")
    more = (tr("{count} bản ghi.", count=len(items)), *(() if there else (comparison.scope.told(),)))
    return ListPage(_head(comparison, made, title, *more), columns, rows(), len(items), {}, title)
