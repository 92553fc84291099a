"""XML Spreadsheet 2003: one XML file that web systems give the name .xls."""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat

from models.intake.workbooks.cells import Cell, ErrorCell, UnsavedFormula
from models.intake.workbooks.reading.ods import MOST_COLUMNS, MOST_ROWS, moment
from models.intake.workbooks.reading.package import DamagedError, new_parser
from models.intake.workbooks.reading.parts import Part, Row, in_parts
from models.intake.workbooks.reading.texts import Texts, trimmed

_SS = "urn:schemas-microsoft-com:office:spreadsheet "
_X = "urn:schemas-microsoft-com:office:excel "
_MOST_FORMULA = 200


class _Walk:
    """What expat calls. `done` holds finished parts until they are fetched."""

    def __init__(self, texts: Texts) -> None:
        self.done: list[Part] = []
        self.rows: list[Row] = []
        self.date_1904 = False
        self._texts = texts
        self._name = ""
        self._row = 0
        self._hidden = False
        self._cells: list[Cell] = []
        self._merges: list[tuple[int, int, int, int]] = []
        self._cell: dict[str, str] = {}
        self._place = 0
        self._kind = ""
        self._written: list[str] | None = None
        self._visible: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if tag == _SS + "Worksheet":
            self._name = attributes.get(_SS + "Name", "")
            self.done.append(("sheet", self._name, "visible"))
            self._row, self._merges = 0, []
        elif tag == _SS + "Row":
            self._row = min(_number(attributes.get(_SS + "Index")) or self._row + 1, MOST_ROWS)
            self._hidden = attributes.get(_SS + "Hidden") == "1"
            self._cells, self._place = [], 0
        elif tag == _SS + "Cell":
            self._cell = attributes
            self._place = min((_number(attributes.get(_SS + "Index")) or self._place + 1), MOST_COLUMNS)
            self._kind, self._written = "", None
        elif tag == _SS + "Data":
            self._kind, self._written = attributes.get(_SS + "Type", "String"), []
        elif tag == _X + "Date1904":
            self.date_1904 = True
        elif tag == _X + "Visible":
            self._visible = []

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == _SS + "Cell":
            self._end_cell()
        elif tag == _SS + "Row":
            cells = trimmed(self._cells)
            if cells:
                self.rows.append((self._row, cells, self._hidden))
        elif tag == _SS + "Worksheet":
            self.done.extend(in_parts(self.rows))
            self.rows = []
            if self._merges:
                self.done.append(("merges", self._merges))
        elif tag == _X + "Visible" and self._visible is not None:
            said, self._visible = "".join(self._visible), None
            if said in ("SheetHidden", "SheetVeryHidden"):
                self.done.append(("seen", "hidden" if said == "SheetHidden" else "very_hidden"))

    def _end_cell(self) -> None:
        column = self._place - 1
        if len(self._cells) <= column:
            self._cells.extend([None] * (column + 1 - len(self._cells)))
        self._cells[column] = self._value()
        across, down = _number(self._cell.get(_SS + "MergeAcross")), _number(self._cell.get(_SS + "MergeDown"))
        if across or down:
            self._merges.append((self._row, self._row + down, column, column + across))
        self._place = min(self._place + across, MOST_COLUMNS)
        self._written = None

    def text(self, data: str) -> None:
        """Letters of a value."""
        if self._visible is not None:
            self._visible.append(data)
        elif self._written is not None:
            self._written.append(data)

    def _value(self) -> Cell:
        formula = self._cell.get(_SS + "Formula")
        if self._written is None:
            return UnsavedFormula(formula[:_MOST_FORMULA]) if formula else None
        written = "".join(self._written)
        if self._kind == "Error":
            return ErrorCell(written.strip() or "#N/A")
        if self._kind == "Boolean":
            return written.strip() == "1"
        if self._kind == "DateTime":
            found = moment(written)
            return found if found is not None else self._texts[written]
        if self._kind == "Number":
            try:
                return float(written)
            except ValueError:
                return self._texts[written]
        return self._texts[written]


def _number(written: str | None) -> int:
    return int(written) if written is not None and written.isascii() and written.isdigit() and len(written) < 8 else 0


def xml2003_parts(content: bytes, texts: Texts) -> Iterator[Part]:
    """The parts of an XML Spreadsheet 2003. Raises DamagedError."""
    walk = _Walk(texts)
    parser = new_parser(walk.start, walk.end, walk.text, " ")
    seen = False
    try:
        for place in range(0, len(content) + 1, 1 << 20):
            piece = content[place : place + (1 << 20)]
            parser.Parse(piece, place + (1 << 20) > len(content))
            done, walk.done = walk.done, []
            seen = seen or bool(done)
            yield from done
    except expat.ExpatError as error:
        raise DamagedError(str(error)) from error
    if not seen:
        raise DamagedError("no sheets")
    yield ("book", "xml", "", "", walk.date_1904)
