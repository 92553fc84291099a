"""Text tables: which letters they are written in, what parts their cells, and their records."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from models.errors import OfficeError
from models.intake.workbooks.cells import Cell
from models.intake.workbooks.reading.parts import ROWS_IN_A_PART, Part
from models.intake.workbooks.reading.texts import Texts, trimmed

DELIMITERS = (";", "\t", ",", "|")
MOST_COLUMNS = 16_384
# No spreadsheet puts more into one cell: a longer one is a quotation mark that nobody closed.
_LONGEST_CELL = 100_000
_SAMPLE = 200_000
_SAMPLE_RECORDS = 400
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)
# How web systems keep leading zeros from a spreadsheet: ="0123".
_FORCED_TEXT = re.compile(r'="([^"]*)"')


def delimiter_of(text: str) -> str:
    """What parts the cells: the letter by which most records have the same number of cells, and of such the one with the most cells."""
    sample = text[:_SAMPLE]
    best, best_score = ",", (0.0, 0)
    for delimiter in DELIMITERS:
        if delimiter not in sample:
            continue
        widths: Counter[int] = Counter()
        for record in _records(sample, delimiter):
            if record:
                widths[len(record)] += 1
            if widths.total() >= _SAMPLE_RECORDS:
                break
        wide = [(count, width) for width, count in widths.items() if width > 1]
        if wide:
            count, width = max(wide)
            score = (round(count / widths.total(), 1), width)
            if score > best_score:
                best, best_score = delimiter, score
    return best


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error:
        return


def text_parts(text: str, encoding: str, path: str, texts: Texts) -> Iterator[Part]:
    """The parts of a text table. Its rows are numbered by record. Raises OfficeError `sheet_too_wide`."""
    if said := _SEPARATOR_LINE.match(text):
        delimiter, text = said[1], text[said.end() :]
    else:
        delimiter = delimiter_of(text)
    yield ("book", "csv", encoding, delimiter, False)
    yield ("sheet", "", "visible")
    rows: list[tuple[int, tuple[Cell, ...], bool]] = []
    for number, record in enumerate(_whole_records(text, delimiter), 1):
        if len(record) > MOST_COLUMNS:
            raise OfficeError("sheet_too_wide", path=path, rows=number, columns=len(record))
        cells = trimmed([texts[cell] if '="' not in cell else texts[_FORCED_TEXT.sub(r"\1", cell)] for cell in record])
        if cells:
            rows.append((number, cells, False))
            if len(rows) >= ROWS_IN_A_PART:
                yield ("rows", rows)
                rows = []
    yield ("rows", rows)


def _whole_records(text: str, delimiter: str) -> Iterator[list[str]]:
    """Every record; from a quotation mark on that is never closed, every line is one."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    waiting: list[str] | None = None
    done = begun = 0  # lines before the record that waits, and before the one that comes
    while True:
        try:
            record = next(reader, None)
        except csv.Error:
            if waiting is not None:
                yield waiting
            done = begun
            break
        if record is None:
            if waiting is None:
                return
            if begun - done > 1 and _is_open(text, done, delimiter):
                break
            yield waiting
            return
        if waiting is not None:
            yield waiting
        waiting, done, begun = record, begun, reader.line_num
    csv.field_size_limit(len(text) + 1)
    yield from csv.reader(_from_line(text, done), delimiter=delimiter, quoting=csv.QUOTE_NONE)


def _is_open(text: str, line: int, delimiter: str) -> bool:
    """Whether the record that begins after so many lines reaches the end of the text inside quotation marks."""
    try:
        next(csv.reader(_from_line(text, line), delimiter=delimiter, strict=True), None)
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _from_line(text: str, line: int) -> io.StringIO:
    stream = io.StringIO(text, newline="")
    for _ in range(line):
        stream.readline()
    return stream
