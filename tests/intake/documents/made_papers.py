"""Papers as offices lay them out, printed to PDF for tests: two columns at the head and at the end, tables, page numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

FONT = "Liberation Serif, Tinos, Times New Roman, Noto Serif, DejaVu Serif"


@dataclass(frozen=True, slots=True)
class Paper:
    """One administrative document; `**` around a line makes it bold, `*` italic. `rows` are a ruled table after the body."""

    left: Sequence[str]
    right: Sequence[str]
    titles: Sequence[str] = ()
    addressed: Sequence[str] = ()
    body: Sequence[str] = ()
    recipients: Sequence[str] = ()
    signature: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = field(default=())
    size: int = 13


def pdf_of(paper: Paper, path: Path) -> Path:
    """Print the paper on A4, page numbers at the top from the second page on, as Nghị định 30/2020 asks. Needs a QGuiApplication."""
    from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF, Qt
    from PySide6.QtGui import QAbstractTextDocumentLayout, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument

    writer = QPdfWriter(str(path))
    writer.setResolution(300)
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    dots = 300 / 25.4
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    width, height = 210 * dots, 297 * dots
    document.setPageSize(QSizeF(width, height))
    document.setHtml(_html(paper))
    edges = document.rootFrame().frameFormat()
    for set_edge, wide in (
        (edges.setLeftMargin, 30), (edges.setRightMargin, 15), (edges.setTopMargin, 20), (edges.setBottomMargin, 25),
    ):  # fmt: skip
        set_edge(wide * 96 / 25.4)
    document.rootFrame().setFrameFormat(edges)
    painter = QPainter(writer)
    for page in range(document.pageCount()):
        if page:
            writer.newPage()
            painter.setFont(document.defaultFont())
            painter.drawText(QRectF(0, 10 * dots, width, 8 * dots), Qt.AlignmentFlag.AlignCenter, str(page + 1))
        painter.save()
        painter.translate(QPointF(0, -page * height))
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = QRectF(0, page * height, width, height)
        document.documentLayout().draw(painter, context)
        painter.restore()
    painter.end()
    return path


def _html(paper: Paper) -> str:
    size = paper.size
    parts = [
        _columns(_lines(paper.left, "center", size - 1), _lines(paper.right, "center", size - 1)),
        _lines([f"**{line}**" for line in paper.titles], "center", size, before=6),
        _lines(paper.addressed, "left", size, before=6, indent=50),
        _lines(paper.body, "justify", size, before=6, first=36),
        _grid(paper.rows, size - 2) if paper.rows else "",
    ]
    if paper.recipients or paper.signature:
        left = _lines(["**Nơi nhận:**", *paper.recipients] if paper.recipients else [""], "left", size - 3)
        parts.append(
            _lines([""], "left", 6) + _columns(left, _lines([f"**{line}**" if line else "" for line in paper.signature], "center", size))
        )
    return f'<html><body style="font-family:{FONT}">{"".join(parts)}</body></html>'


def _lines(lines: Sequence[str], align: str, size: int, *, before: int = 0, first: int = 0, indent: int = 0) -> str:
    return "".join(
        f'<p align="{align}" style="margin:{before}px 0 0 {indent}px;text-indent:{first}px;font-size:{size}pt">{_words(line)}</p>'
        for line in lines
    )


def _words(line: str) -> str:
    line = line.strip()
    for mark, tag in (("**", "b"), ("*", "i")):
        if line.startswith(mark) and line.endswith(mark) and len(line) > 2 * len(mark):
            return f"<{tag}>{_words(line[len(mark) : -len(mark)])}</{tag}>"
    return escape(line).replace("\n", "<br>") or "&nbsp;"


def _columns(left: str, right: str) -> str:
    return f'<table width="100%" border="0"><tr><td width="40%">{left}</td><td width="60%">{right}</td></tr></table>'


def _grid(rows: Sequence[Sequence[str]], size: int) -> str:
    share = 100 // max(map(len, rows))
    cells = ("".join(f'<td width="{share}%">{_lines([cell], "left", size)}</td>' for cell in row) for row in rows)
    inside = "".join(f"<tr>{row}</tr>" for row in cells)
    return f'<table width="100%" border="1" cellspacing="0" cellpadding="3" style="border-collapse:collapse">{inside}</table>'
