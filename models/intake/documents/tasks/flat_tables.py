"""Tables that a text shows by lines: cells between strokes, one row a line."""

from __future__ import annotations

import re

from models.intake.documents.document_text import Span, TextTable

_ROW = re.compile(r"^[ \t]*\|(?P<cells>.*)$", re.MULTILINE)
_RULE = re.compile(r"[\s|:\-+=]*")
_LEAST_CELLS = 3


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
