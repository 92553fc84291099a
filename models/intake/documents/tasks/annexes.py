"""Tables of tasks, mostly annexes: a row is a task with its lead, partners, time and product."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from models.intake.documents.document_text import DocumentText, Span, TextTable
from models.intake.documents.found import Deadline, Found, FoundTask, Head
from models.intake.documents.tasks.bodies import listed, whole_names
from models.intake.documents.tasks.deadlines import document_year, of_slot, of_words
from models.intake.documents.tasks.flat_tables import flat_tables, line_tables
from models.intake.workbooks.understanding.matching import matches
from models.intake.workbooks.understanding.names import name_key
from models.text import clean, words

_FIELDS = ("content", "lead", "coordinating", "due_date", "deliverable")
_DONE_FIELDS = ("status", "completed_date", "evidence_number", "progress_percent")
"""Columns of what was done: a list that has one reports and gives no work."""

_NO_TASKS = ("báo cáo", "tờ trình", "giấy mời")
"""Types whose tables tell what was done or ask for it."""

_HEADER_ROWS = 5
_SURE_NAME = 0.78
# What names over columns mean in a plan, where they mean another thing in a list of results, or stand in no list at all.
_IN_PLANS = {
    name_key(name): field
    for field, names in {
        "due_date": ("Tiến độ", "Tiến độ thực hiện", "Thời gian, tiến độ", "Thời gian/Tiến độ", "Thời điểm"),
        "deliverable": ("Kết quả", "Kết quả thực hiện", "Dự kiến sản phẩm", "Dự kiến kết quả", "Sản phẩm dự kiến", "Đầu ra"),
        "content": (
            "Hoạt động",
            "Các hoạt động",
            "Tên đề án",
            "Tên văn bản",
            "Tên chương trình, đề án",
            "Nhiệm vụ, hoạt động",
            "Nội dung, hoạt động",
        ),
        "lead": ("Đơn vị trực tiếp thực hiện", "Cơ quan soạn thảo", "Cơ quan chủ trì soạn thảo", "Cơ quan, đơn vị tham mưu"),
    }.items()
    for name in names
}
_LONGEST_HEADER = 90
_MOST_ROWS = 2000
_BODIES_SHARE = 0.5
_ANNEX = re.compile(
    r"^[ *#\t]*(?:PHỤ LỤC|Phụ lục|PHỤ BIỂU|Phụ biểu|BIỂU)(?:[ \t]+(?:SỐ|số)?[ \t]*([IVX]{1,4}|\d{1,2}|[A-Z]))?[ \t]*[.:*]*[ \t]*$",
    re.MULTILINE,
)
_NUMBERING = re.compile(r"[\s*]*\(?(?:\d{1,3}|[IVXivx]{1,5}|[A-Za-zĐđ])(?:\.\d{1,3})*[.)]?[\s*]*")
_COUNTED = re.compile(r"[\s*]*\(?\d{1,2}\)?[\s*]*")
_ROW_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*")
_SAME_AS_ABOVE = re.compile(r"[\s*\"“”'-]*(?:-?\s*nt\s*-?|như trên|\"|”)[\s*\"“”'.-]*", re.IGNORECASE)
_MARK = re.compile(r"^[\s*]*(?:\(?\d{1,3}(?:\.\d{1,3})*[.)]|[-–+•])\s+")
_CARRIED = 0.6
_LONGEST_TIME = 80
_ANY_YEAR = 2000
_OPEN_TIME = re.compile(r"(?:thường xuyên|hằng|hàng|theo|sau khi|khi |năm|quý|tháng|trước|từ)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TaskTable:
    """A table whose header says that its rows are tasks: the column of each field, and where its rows begin."""

    table: TextTable
    columns: dict[str, int]
    numbers: int | None
    first_row: int


def task_tables(text: DocumentText, head: Head) -> tuple[TaskTable, ...]:
    """The tables of a document that list tasks: those of the file, and those that a text shows by lines."""
    kind = head.document_type.value.lower() if head.document_type is not None else ""
    if kind in _NO_TASKS:
        return ()
    tables = list(text.tables)
    for flat in (*flat_tables(text.text), *line_tables(text.text, _is_bodies, _is_time)):
        if not any(_overlap(flat.span, table.span) for table in tables):
            tables.append(flat)
    understood = (_understood(text, table) for table in tables)
    return tuple(each for each in understood if each is not None and _names_bodies(text, each))


def tasks_of_tables(text: DocumentText, head: Head, tables: tuple[TaskTable, ...]) -> tuple[FoundTask, ...]:
    """The tasks of all tables of a document that list tasks, row by row."""
    year = head.year or (head.day.year if head.day is not None else document_year(text.text))
    found: list[FoundTask] = []
    for each in tables:
        found += _rows(text, each, year)
    return tuple(found)


def _is_bodies(said: str) -> bool:
    """Whether a piece is nothing but names of bodies."""
    names = whole_names(said, 0)
    return bool(names) and sum(len(value) for value, _ in names) >= len(said) * _BODIES_SHARE


def _is_time(said: str) -> bool:
    """Whether a piece tells a time and little else."""
    if len(said) > _LONGEST_TIME:
        return False
    found = of_slot(said, 0, _ANY_YEAR)
    return found is not None and (found.day is not None or bool(found.recurring) or _OPEN_TIME.match(said) is not None)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _said(text: DocumentText, span: Span) -> str:
    return clean(text.said(span).replace("*", "").replace("|", " "))


def _understood(text: DocumentText, table: TextTable) -> TaskTable | None:
    """What the columns of a table mean, by their header of one row or two; None where they are no list of tasks."""
    best: TaskTable | None = None
    for at in range(min(_HEADER_ROWS, len(table.rows))):
        for depth in (1, 2):
            if at + depth > len(table.rows) or len(table.rows[at]) < 2:
                continue
            columns = _columns(text, table.rows[at : at + depth])
            if "content" not in columns or not ({"lead", "coordinating", "both"} & columns.keys()):
                continue
            if any(name in columns for name in _DONE_FIELDS):
                return None
            if best is None or len(columns) > len(best.columns):
                first = at + depth
                while first < len(table.rows) and _only_numbers(text, table.rows[first]):
                    first += 1
                best = TaskTable(table, columns, _number_column(text, table, first, columns), first)
        if best is not None:
            return best
    return None


def _columns(text: DocumentText, rows: tuple[tuple[Span, ...], ...]) -> dict[str, int]:
    """The field of each column, by the names over it: the best of each field."""
    found: dict[str, tuple[float, int]] = {}
    for column in range(max(len(row) for row in rows)):
        names = dict.fromkeys(_said(text, row[column]) for row in rows if column < len(row))
        spoken = [name for name in names if name]
        if not spoken or len(spoken[-1]) > _LONGEST_HEADER:
            continue
        planned = _IN_PLANS.get(name_key(spoken[-1]))
        if planned is not None and planned not in found:
            found[planned] = (_SURE_NAME, column)
            continue
        told = matches("tasks", spoken[-1], tuple(spoken[:-1]))
        if not told or told[0].confidence < _SURE_NAME:
            continue
        fields = told[0].meaning.fields
        name = "both" if fields == ("lead", "coordinating") else fields[0] if fields else ""
        if name in (*_FIELDS, *_DONE_FIELDS, "both") and (name not in found or told[0].confidence > found[name][0]):
            found[name] = (told[0].confidence, column)
    return {name: column for name, (_, column) in found.items()}


def _only_numbers(text: DocumentText, row: tuple[Span, ...]) -> bool:
    """Whether a row counts the columns: (1) (2) (3)."""
    said = [_said(text, cell) for cell in row]
    return all(not each or _COUNTED.fullmatch(each) for each in said) and sum(bool(each) for each in said) > 1


def _number_column(text: DocumentText, table: TextTable, first: int, columns: dict[str, int]) -> int | None:
    """The column of the rows' numbers, when the first one is."""
    if 0 in columns.values():
        return None
    said = [_said(text, row[0]) for row in table.rows[first : first + 30] if row]
    numbered = sum(bool(_NUMBERING.fullmatch(each)) or not each for each in said)
    return 0 if said and numbered >= len(said) * 0.7 else None


def _names_bodies(text: DocumentText, found: TaskTable) -> bool:
    """Whether the cells of the column of leads are bodies at all: "Đơn vị" may be a measure."""
    column = found.columns.get("lead", found.columns.get("both", found.columns.get("coordinating", 0)))
    cells = dict.fromkeys(row[column] for row in found.table.rows[found.first_row : found.first_row + 60] if column < len(row))
    said = [cell for cell in cells if len(_said(text, cell)) > 1]
    known = sum(bool(whole_names(text.said(cell), cell.start)) for cell in said)
    return bool(said) and known >= len(said) * _BODIES_SHARE


def _rows(text: DocumentText, found: TaskTable, year: int | None) -> list[FoundTask]:
    """The tasks of a table; a row across it or without anything but words is a heading, and may name who does what is under it."""
    tasks: list[FoundTask] = []
    annex = _annex(text, found.table.span.start)
    section: tuple[Found, ...] = ()
    last: FoundTask | None = None
    count = 0
    for row in found.table.rows[found.first_row : found.first_row + _MOST_ROWS]:
        content = _cell(row, found.columns["content"])
        filled = {cell for cell in row if _said(text, cell)}
        if not filled or (len(filled) == 1 and _NUMBERING.fullmatch(_said(text, next(iter(filled))))):
            continue
        if _is_heading(text, row, found, filled):
            names = whole_names(_MARK.sub("", _said(text, max(filled, key=len))), 0)
            where = max(filled, key=lambda cell: cell.end - cell.start)
            section = tuple(Found(value, (where,), 0.9, "", "section") for value, _ in names)
            last = None
            continue
        if not words(_said(text, content)):
            continue
        count += 1
        number = _said(text, row[found.numbers]).strip(" .()") if found.numbers is not None else ""
        place = number if _ROW_NUMBER.fullmatch(number) else str(count)
        task = _task(text, row, found, year, section, last)
        if not task.assignees:
            continue
        last = task
        tasks.append(replace(task, clause=f"{annex}, dòng {place}"))
    return tasks


def _cell(row: tuple[Span, ...], column: int | None) -> Span:
    return row[column] if column is not None and column < len(row) else Span(0, 0)


def _is_heading(text: DocumentText, row: tuple[Span, ...], found: TaskTable, filled: set[Span]) -> bool:
    """A row whose one text goes across the table, or that has words under "nội dung" and nothing else but a number."""
    content = _cell(row, found.columns["content"])
    across = sum(cell == content for cell in row) > 1
    others = {cell for cell in filled if cell != content and not _NUMBERING.fullmatch(_said(text, cell))}
    if across and not others:
        return True
    if others or not _said(text, content):
        return not _said(text, content) and len(others) == 1 and len(filled) <= 2
    number = _said(text, row[found.numbers]) if found.numbers is not None else ""
    said = _said(text, content)
    return (
        re.fullmatch(r"[IVXA-H]{1,5}[.)]?", number.strip()) is not None
        or said.isupper()
        or text.said(content).strip().startswith("**")
        or not number
    )


def _task(
    text: DocumentText, row: tuple[Span, ...], found: TaskTable, year: int | None, section: tuple[Found, ...], last: FoundTask | None
) -> FoundTask:
    content = _cell(row, found.columns["content"])
    leads: tuple[Found, ...] = ()
    partners: tuple[Found, ...] = ()
    for name in ("lead", "both", "coordinating"):
        cell = _cell(row, found.columns.get(name))
        said = _said(text, cell)
        if last is not None and said and _SAME_AS_ABOVE.fullmatch(said):
            leads = leads or (last.assignees if name != "coordinating" else ())
            partners = partners or (last.coordinating if name == "coordinating" else ())
        elif words(said):
            who = listed(text.said(cell), cell.start)
            if name == "coordinating":
                partners += who.leads + who.coordinating
            else:
                leads += who.leads
                partners += who.coordinating
    confidence = 1.0
    if not leads and section:
        leads = section
    elif not leads and last is not None:
        leads = tuple(replace(each, confidence=_CARRIED) for each in last.assignees)
        confidence = _CARRIED
    time = _cell(row, found.columns.get("due_date"))
    deadline: Deadline | None = of_slot(text.said(time), time.start, year)
    if deadline is None:
        deadline = of_words(text.said(content), content.start, year)
    return FoundTask(
        _MARK.sub("", _said(text, content)),
        content,
        assignees=leads,
        coordinating=partners,
        deadline=deadline,
        deliverable=_said(text, _cell(row, found.columns.get("deliverable"))),
        confidence=confidence,
        rule="table",
    )


def _annex(text: DocumentText, start: int) -> str:
    """The annex in which a table stands, as it is cited."""
    name = "Bảng"
    for heading in _ANNEX.finditer(text.text, 0, start):
        name = f"Phụ lục {heading[1]}" if heading[1] else "Phụ lục"
    return name
