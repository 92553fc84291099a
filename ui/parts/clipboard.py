"""Rows of a table on the clipboard as spreadsheets take them: text with tabs, and the same as an HTML table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import partial
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication

from models.errors import OfficeError
from models.labels import tr
from models.progress import Report
from models.reports.cells import begins_like_formula
from ui import words
from ui.jobs import Job, JobWindow
from ui.parts import alerts
from ui.parts.columns import Column

if TYPE_CHECKING:
    from ui.parts.register_table import RegisterTable

# So many rows are copied at once; more are read on a thread, behind a progress window.
AT_ONCE = 600
# A clipboard holds everything in memory twice; what is longer is for an export.
MOST = 100_000
_SLICE = 400
_NUMBER = re.compile(r"[+-]?[\d., ]+%?")


def guarded(text: str) -> str:
    """The text as it may lie in a spreadsheet: what would be computed there is marked as text, with the apostrophe that one types."""
    return f"'{text}" if begins_like_formula(text) and not _NUMBER.fullmatch(text) else text


def cell_of(column: Column, row: Any) -> str:
    """A cell as it is seen, but days with their year: a spreadsheet does not know which one the list leaves unsaid."""
    value = column.value(row)
    if isinstance(value, datetime):
        return words.moment(value)
    if isinstance(value, date):
        return words.day(value)
    return column.text(row) or ""


def as_tabs(lines: Sequence[Sequence[str]]) -> str:
    """Cells with tabs between and a line each; quoted where a cell holds a tab, a quote or a line break."""
    return "\n".join("\t".join(map(_quoted, line)) for line in lines)


def _quoted(text: str) -> str:
    text = guarded(text)
    return '"{}"'.format(text.replace('"', '""')) if any(mark in text for mark in '\t\n\r"') else text


def as_html(lines: Sequence[Sequence[str]], *, headed: bool) -> str:
    """The same as a table; every cell is marked as text, so that "06/2026" does not become a date."""
    made = ['<html><head><meta charset="utf-8"></head><body><table>']
    for number, line in enumerate(lines):
        tag = "th" if headed and number == 0 else "td"
        cells = (escape(guarded(cell)).replace("\n", "<br>") for cell in line)
        made.append("<tr>" + "".join(f"<{tag} style=\"mso-number-format:'\\@'\">{cell}</{tag}>" for cell in cells) + "</tr>")
    made.append("</table></body></html>")
    return "".join(made)


def put(lines: Sequence[Sequence[str]], *, headed: bool) -> None:
    """Put these cells on the clipboard. `headed`: the first line has the names of the columns."""
    data = QMimeData()
    data.setText(as_tabs(lines))
    data.setHtml(as_html(lines, headed=headed))
    QGuiApplication.clipboard().setMimeData(data)


class Copying(QObject):
    """Copies the selected rows of a table, the visible columns as they stand; tells the table's `told` when they lie on the clipboard."""

    def __init__(self, table: RegisterTable) -> None:
        super().__init__(table)
        self._table = table
        self._columns: list[Column] = []
        self._lines: list[list[str]] = []
        self._rows: Iterator[Any] = iter(())
        self._busy = False
        self._slices = QTimer(self)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._next_slice)

    def cell(self) -> None:
        """The cell that the keyboard is on."""
        index = self._table.currentIndex()
        if index.isValid():
            put([[str(index.data() or "")]], headed=False)
            self._table.told.emit(tr("Đã chép một ô."))

    def rows(self) -> None:
        """All selected rows, with the names of the columns over more than one."""
        number = self._table.selected_count()
        if not number or self._busy:
            return
        self._columns = [self._table.register_model.columns[place] for place in self._table.shown_columns()]
        self._lines = [[column.title for column in self._columns]] if number > 1 else []
        if number > MOST:
            self._table.told.emit(
                tr("Chép được nhiều nhất {most} dòng một lần: hãy chọn ít hơn, hoặc xuất Excel.", most=words.number(MOST))
            )
        elif number <= AT_ONCE:
            self._lines += self._written(self._table.current_rows())
            self._finish()
        else:
            self._read()

    def _read(self) -> None:
        """Read the rows on a thread: it gets places and plain values."""
        work = partial(_read_rows, self._table.register_model.reader(), self._table.selected_places(), self._table.selected_count())
        job = Job(work, self, reading=True)
        job.done.connect(self._rows_read)
        job.failed.connect(self._failed)
        job.broken.connect(self._broken)
        job.cancelled.connect(self._stopped)
        JobWindow(job, tr("Đang chép các dòng đã chọn…"), self._table)
        self._busy = True
        job.start()

    def _rows_read(self, rows: list[Any]) -> None:
        self._rows = iter(rows)
        self._slices.start()

    def _next_slice(self) -> None:
        """Words are made here, a few hundred rows at a time, so that the window goes on."""
        some = list(islice(self._rows, _SLICE))
        self._lines += self._written(some)
        if len(some) < _SLICE:
            self._slices.stop()
            self._busy = False
            self._finish()

    def _written(self, rows: Sequence[Any]) -> list[list[str]]:
        return [[cell_of(column, row) for column in self._columns] for row in rows]

    def _finish(self) -> None:
        headed = self._table.selected_count() > 1
        put(self._lines, headed=headed)
        number = len(self._lines) - headed
        self._table.told.emit(tr("Đã chép {number} dòng, dán được vào bảng tính.", number=words.number(number)))
        self._lines, self._rows = [], iter(())

    def _failed(self, error: OfficeError) -> None:
        self._busy = False
        alerts.problem(self._table, error)

    def _broken(self, report: str) -> None:
        self._busy = False
        alerts.bug(self._table, report, words.log_file())

    def _stopped(self) -> None:
        self._busy = False


def _read_rows(read: Any, places: Sequence[tuple[int, int]], number: int, report: Report) -> list[Any]:
    """On the thread: no Qt. `read(first, count)` gives the rows from a place on."""
    rows: list[Any] = []
    for first, last in places:
        for start in range(first, last + 1, _SLICE):
            rows += [row for row in read(start, min(_SLICE, last - start + 1)) if row.id]
            report(min(len(rows), number), number)
    return rows
