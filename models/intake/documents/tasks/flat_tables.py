"""Tables that a text shows by lines: cells between strokes, one row a line, or cells under each other."""

from __future__ import annotations

import re
from collections.abc import Callable

from models.intake.documents.document_text import Span, TextTable
from models.intake.workbooks.understanding.matching import matches
from models.text import compact

_ROW = re.compile(r"^[ \t]*\|(?P<cells>.*)$", re.MULTILINE)
_RULE = re.compile(r"[\s|:\-+=]*")
_AN_ITEM = re.compile(r"(?:\d{1,2}[.)]|[-–+•]|[a-zđ]\)) ?[^\W\d_]")
_LEAST_CELLS = 3
_KNOWN = 0.97
_PART = re.compile(r"[IVX]{1,5}[.)] ?\S.{5,}")
# What ends a table that has no end of its own.
_BEHIND = re.compile(r"Nơi nhận|TM\.|KT\.|TL\.|PHỤ LỤC|Phụ lục|Ghi chú:|STT$|Điều \d|Trên đây|Trong quá trình")


def flat_tables(text: str) -> tuple[TextTable, ...]:
    """The tables of a text whose lines begin with a stroke: "| 1 | Xây dựng kế hoạch | Sở Nội vụ |"."""
    tables: list[TextTable] = []
    rows: list[tuple[Span, ...]] = []
    begin = end = 0
    for match in _ROW.finditer(text):
        if rows and text[end : match.start()].strip():
            tables += _made(rows, begin, end)
            rows = []
        if not rows:
            begin = match.start()
        end = match.end()
        if not _RULE.fullmatch(match["cells"]):
            rows.append(_cells(text, match.start("cells"), match.end()))
    tables += _made(rows, begin, end)
    return tuple(tables)


def _made(rows: list[tuple[Span, ...]], begin: int, end: int) -> list[TextTable]:
    if len(rows) < 2 or max(len(row) for row in rows) < _LEAST_CELLS:
        return []
    return [TextTable(Span(begin, end), tuple(rows))]


def _cells(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The cells of a line, blanks at their edges left out."""
    cells: list[Span] = []
    at = start
    for part in text[start:end].split("|"):
        inner = part.strip()
        lead = len(part) - len(part.lstrip()) if inner else 0
        cells.append(Span(at + lead, at + lead + len(inner)))
        at += len(part) + 1
    if cells and cells[-1].start == cells[-1].end:
        cells.pop()
    return tuple(cells)


# --- Tables of web pages whose cells stand under each other, a line or more each.

_COLUMN_LINES = re.compile(r"[^\n]+")
_ANCHOR = frozenset(("stt", "tt", "sott"))
_MOST_COLUMNS = 9
_MOST_HEADER_LINES = 24
_LONGEST_NAME = 60
_SECTION = re.compile(r"[IVX]{1,5}|[A-H]")
_COUNT = re.compile(r"\(?(\d{1,3})(?:\.(\d{1,3}))?[.)]?")
_MOST_LINES = 4000
_LONGEST_ROW = 120


def line_tables(text: str, names_body: Callable[[str], bool], tells_time: Callable[[str], bool]) -> tuple[TextTable, ...]:
    """The tables whose cells were laid under each other: a header that begins "STT", rows that begin with their number.

    `names_body` and `tells_time` say what a cell is, where a row has more or fewer pieces than there are columns.
    """
    lines = [Span(match.start(), match.end()) for match in _COLUMN_LINES.finditer(text) if not match[0].isspace()][:_MOST_LINES]
    bare = [_bare(text, line) for line in lines]
    tables: list[TextTable] = []
    at = 0
    while at < len(lines):
        closed = frozenset(
            index for index in range(at, min(len(lines), at + _MOST_HEADER_LINES)) if text.endswith("**", 0, lines[index].end)
        )
        header = _header(bare, at, closed) if compact(bare[at]) in _ANCHOR else None
        if header is None:
            at += 1
            continue
        table, at = _line_table(text, lines, bare, header, names_body, tells_time)
        tables += table
    return tuple(tables)


def _bare(text: str, line: Span) -> str:
    return " ".join(text[line.start : line.end].replace("*", "").split())


def _header(bare: list[str], at: int, closed: frozenset[int]) -> list[tuple[int, int]] | None:
    """The lines of each column's name, the first of them the number's; None where they name no list of tasks. `closed`: bold ends there."""
    columns = [(at, at + 1)]
    fields: set[str] = set()
    place = at + 1
    while place < min(len(bare), at + _MOST_HEADER_LINES) and len(columns) < _MOST_COLUMNS:
        for joined in (3, 2, 1):
            name = " ".join(bare[place : place + joined])
            known = matches("tasks", name) if len(name) <= _LONGEST_NAME else ()
            apart = joined > 1 and (
                any(index in closed for index in range(place, place + joined - 1)) or len(known[:1] and known[0].meaning.fields) > 1
            )
            if known and known[0].confidence >= _KNOWN and place + joined <= len(bare) and not apart:
                columns.append((place, place + joined))
                fields.update(known[0].meaning.fields)
                place += joined
                break
        else:
            break
    return columns if len(columns) >= _LEAST_CELLS and "content" in fields and fields & {"lead", "coordinating"} else None


def _line_table(
    text: str,
    lines: list[Span],
    bare: list[str],
    header: list[tuple[int, int]],
    names_body: Callable[[str], bool],
    tells_time: Callable[[str], bool],
) -> tuple[list[TextTable], int]:
    """The rows under a header, and where the lines go on behind the table."""
    head = tuple(Span(lines[first].start, lines[last - 1].end) for first, last in header)
    kinds = tuple(_kind(" ".join(bare[first:last])) for first, last in header[1:])
    rows: list[tuple[Span, ...]] = [head]
    place = header[-1][1]
    expected = 1
    while place < len(lines):
        section = _is_section(bare, place, expected)
        if not section and not _begins_row(bare, place, expected):
            break
        counted = _COUNT.fullmatch(bare[place])
        if counted is not None and counted[2] is None:
            expected = int(counted[1]) + 1
        end = _told_all(bare, place, _row_end(bare, place, expected), kinds, tells_time)
        rows.append(_row(text, lines, bare, place, end, kinds, names_body, tells_time, is_section=section))
        place = end
    if len(rows) < 2:
        return [], place
    return [TextTable(Span(head[0].start, lines[place - 1].end), tuple(rows))], place


def _kind(name: str) -> str:
    known = matches("tasks", name)
    return known[0].meaning.fields[0] if known and known[0].meaning.fields else ""


def _is_section(bare: list[str], at: int, following: int) -> bool:
    """Whether a line heads rows of the table: "II", or "II. CÔNG TÁC CÁN BỘ" with a row behind it, unlike "III. TỔ CHỨC THỰC HIỆN"."""
    if _SECTION.fullmatch(bare[at].strip(". ")):
        return True
    return _PART.match(bare[at]) is not None and at + 1 < len(bare) and _begins_row(bare, at + 1, following)


def _begins_row(bare: list[str], at: int, following: int) -> bool:
    """Whether a line is the number of a row: the one that follows, 1 again, or one under a number ("2.1")."""
    counted = _COUNT.fullmatch(bare[at])
    return counted is not None and (counted[2] is not None or int(counted[1]) in (following, 1))


def _row_end(bare: list[str], place: int, following: int) -> int:
    """Where the next row begins, or the table ends: at a heading or a list that is no cell."""
    for at in range(place + 1, min(len(bare), place + _LONGEST_ROW)):
        if _begins_row(bare, at, following) or _SECTION.fullmatch(bare[at].strip(". ")) or _PART.match(bare[at]) or _BEHIND.match(bare[at]):
            return at
    return min(len(bare), place + _LONGEST_ROW)


def _told_all(bare: list[str], place: int, end: int, kinds: tuple[str, ...], tells_time: Callable[[str], bool]) -> int:
    """Where a row ends whose last cell, its time, is followed by an item or by a long line that tells none."""
    if kinds[-1] != "due_date":
        return end
    for at in range(place + max(2, len(kinds) - 1), end - 1):
        following = bare[at + 1]
        if len(bare[at]) < _LONGEST_NAME and tells_time(bare[at]):
            goes_on = len(following) < _LONGEST_NAME and (_AN_ITEM.match(following) is None or tells_time(following))
            return end if goes_on else at + 1
    return end


def _row(
    text: str,
    lines: list[Span],
    bare: list[str],
    place: int,
    end: int,
    kinds: tuple[str, ...],
    names_body: Callable[[str], bool],
    tells_time: Callable[[str], bool],
    *,
    is_section: bool,
) -> tuple[Span, ...]:
    """The cells of a row: a new one begins with a capital; where that makes too many, what they are decides."""
    number = lines[place]
    cells: list[Span] = []
    for at in range(place + 1, end):
        begins = not cells or bare[at][:1].isupper() or bare[at][:1].isdigit()
        broken = bool(cells) and re.search(r"(?:,|;| và| của| các| -|\bSở|\bBộ|\bUBND)$", _bare(text, cells[-1])) is not None
        if begins and not broken:
            cells.append(lines[at])
        else:
            cells[-1] = Span(cells[-1].start, lines[at].end)
    nothing = Span(number.end, number.end)
    if is_section and not cells:
        return (Span(number.start, number.start), *(number if kind == "content" else nothing for kind in kinds))
    if is_section:
        whole = Span(cells[0].start, cells[-1].end)
        return (number, *(whole if kind == "content" else nothing for kind in kinds))
    if len(cells) == len(kinds):
        return (number, *cells)
    placed: dict[int, Span] = {}
    wanted = list(enumerate(kinds))
    for cell in cells:
        said = _bare(text, cell)
        kind = "body" if names_body(said) else "time" if tells_time(said) else "words"
        column = next(
            (
                index
                for index, name in wanted
                if _fits(kind, name) and (index not in placed or name == "content") and index >= max(placed, default=0)
            ),
            None,
        )
        if column is None:
            column = max(placed, default=0)
        placed[column] = Span(placed[column].start, cell.end) if column in placed else cell
    return (number, *(placed.get(index, nothing) for index, _ in wanted))


def _fits(kind: str, column: str) -> bool:
    if kind == "body":
        return column in ("lead", "coordinating")
    if kind == "time":
        return column == "due_date"
    return column not in ("lead", "coordinating", "due_date")
