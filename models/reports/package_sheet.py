"""The XML of one worksheet: looked at and changed where it lies, so that every byte that is not meant stays as it is.

The part is walked through once with expat, which tells where each element begins and ends; what is to change is cut out there and
put in anew. Nothing is parsed into a tree and written again: a tree forgets prefixes, spaces, extensions and the order of attributes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.parsers import expat

from openpyxl.utils import get_column_letter

from models.errors import OfficeError
from models.reports.cells import escaped, plain_text, written_number

Area = tuple[int, int, int, int]
"""First row, last row (as a spreadsheet shows them), first column, last column (from 0); both ends belong to it."""

_TAG = re.compile(rb"<[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")
_ELEMENT_PREFIX = re.compile(rb"<([^\s/>:]+:)?")
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_DECLARED = re.compile(rb"^<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"'][^>]*\?>")
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def place(reference: str) -> tuple[int, int] | None:
    """Row and column (from 0) of a reference such as "K12"; None where it is none."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column - 1


def area(reference: str) -> Area | None:
    """The area of a reference such as "K12:L14" or "K12"; None where it is none."""
    first, _, last = reference.partition(":")
    begin, end = place(first), place(last or first)
    return None if begin is None or end is None else (begin[0], end[0], begin[1], end[1])


def in_area(where: Area, row: int, column: int) -> bool:
    """Whether the cell lies in the area."""
    return where[0] <= row <= where[1] and where[2] <= column <= where[3]


@dataclass(frozen=True, slots=True)
class SeenCell:
    """A cell as it stands: the number of its style (None: none), whether a formula makes its value."""

    style: int | None
    formula: bool


@dataclass(frozen=True, slots=True)
class Validation:
    """A list of allowed values: where it holds, and the formula that names them (a text in quotes, or a range)."""

    areas: tuple[Area, ...]
    formula: str


@dataclass(frozen=True, slots=True)
class SheetLook:
    """What a look at a worksheet found: the cells asked for that are there, lists of allowed values, whether it computes anything."""

    cells: Mapping[tuple[int, int], SeenCell]
    validations: tuple[Validation, ...]
    formulas: bool


@dataclass(frozen=True, slots=True)
class NewCell:
    """What a cell is to be: a text, a number, or None for an empty one; `style` None keeps the cell's own."""

    value: str | float | None
    style: int | None = None


@dataclass(frozen=True, slots=True)
class SheetChange:
    """What is to change in a worksheet: cells by row and column, widths (in characters) of columns that have none of their own, areas
    to join, and whether a spreadsheet shall compute its formulas anew when it opens the file."""

    cells: Mapping[int, Mapping[int, NewCell]]
    widths: Mapping[int, float] = field(default_factory=dict)
    merges: Sequence[Area] = ()
    recalculate: bool = False


@dataclass(slots=True)
class _Cell:
    column: int
    start: int
    end: int
    attributes: Mapping[str, str]
    formula: bool = False


@dataclass(slots=True)
class _Row:
    number: int
    start: int
    tag_end: int
    wanted: bool
    cells: list[_Cell] = field(default_factory=list)
    close: int = 0
    next_column: int = 0


class _Walk:
    """One way through a worksheet. Subclasses say which rows they want and what to do with each row and element."""

    def __init__(self, xml: bytes, file: str) -> None:
        self.xml = _as_utf8(xml, file)
        self._file = file
        self.arrays: list[Area] = []
        self.formulas = False
        self.row: _Row | None = None
        self._cell: _Cell | None = None
        self._in_data = False
        self._last_row = 0
        parser = expat.ParserCreate(namespace_separator="}")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._refuse
        self.parser = parser

    def walk(self) -> None:
        """Go through the whole part. Raises OfficeError `not_a_workbook` where it is damaged."""
        try:
            self.parser.Parse(self.xml, True)  # noqa: FBT003 - expat's own
        except expat.ExpatError as error:
            raise OfficeError("not_a_workbook", path=self._file) from error

    def wants(self, number: int) -> bool:
        """Whether the cells of a row are looked at."""
        raise NotImplementedError

    def row_begins(self, row: _Row) -> None:
        """A row begins."""

    def row_ended(self, row: _Row) -> None:
        """A row is whole."""

    def element(self, name: str, attributes: dict[str, str], start: int) -> None:
        """Any element but rows and what lies in them begins."""

    def ended(self, name: str, position: int) -> None:
        """Any element but rows and what lies in them ends; `position` is that of its end tag, or of its only tag."""

    def tag_end(self, start: int) -> int:
        """Where the tag that begins here ends."""
        found = _TAG.match(self.xml, start)
        assert found is not None  # expat has read it
        return found.end()

    def closes_itself(self, start: int) -> bool:
        """Whether the element that begins here has no end tag."""
        return self.xml[self.tag_end(start) - 2] == ord("/")

    def _refuse(self, *_: object) -> None:
        raise OfficeError("not_a_workbook", path=self._file)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition("}")[2]
        if not self._in_data:
            self.element(local, attributes, self.parser.CurrentByteIndex)
            self._in_data = local == "sheetData"
        elif local == "c":
            self._begin_cell(attributes)
        elif local == "row":
            self._begin_row(attributes)
        elif local == "f":
            self._formula(attributes)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        written = written_number(attributes.get("r"))
        number = self._last_row + 1 if written is None else written
        self._last_row = number
        start = self.parser.CurrentByteIndex
        self.row = _Row(number, start, 0, self.wants(number))
        if self.row.wanted:
            self.row.tag_end = self.tag_end(start)
        self.row_begins(self.row)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        row = self.row
        if row is None or not row.wanted:
            return
        where = place(attributes.get("r", ""))
        column = row.next_column if where is None else where[1]
        row.next_column = column + 1
        self._cell = _Cell(column, self.parser.CurrentByteIndex, 0, attributes)
        row.cells.append(self._cell)

    def _formula(self, attributes: dict[str, str]) -> None:
        self.formulas = True
        if attributes.get("t") in ("array", "dataTable") and (covered := area(attributes.get("ref", ""))):
            self.arrays.append(covered)
        if self._cell is not None:
            self._cell.formula = True

    def _end(self, name: str) -> None:
        local = name.rpartition("}")[2]
        if not self._in_data:
            self.ended(local, self.parser.CurrentByteIndex)
        elif local == "c" and (cell := self._cell) is not None:
            cell.end = self.tag_end(cell.start) if self.closes_itself(cell.start) else self.tag_end(self.parser.CurrentByteIndex)
            self._cell = None
        elif local == "row" and (row := self.row) is not None:
            row.close = row.tag_end if row.wanted and self.closes_itself(row.start) else self.parser.CurrentByteIndex
            self.row = None
            self.row_ended(row)
        elif local == "sheetData":
            self._in_data = False
            self.ended(local, self.parser.CurrentByteIndex)

    def computed(self, row: int, cell: _Cell) -> bool:
        """Whether a formula makes the value of the cell: its own, or one that fills a whole area."""
        return cell.formula or any(in_area(where, row, cell.column) for where in self.arrays)


class _Look(_Walk):
    """Looks at cells and lists of allowed values."""

    def __init__(self, xml: bytes, file: str, rows: Collection[int], columns: Collection[int]) -> None:
        super().__init__(xml, file)
        self._rows = rows
        self._columns = columns
        self.found: dict[tuple[int, int], SeenCell] = {}
        self.validations: list[Validation] = []
        self._areas = ""
        self._list = ""
        self._text: list[str] = []

    def wants(self, number: int) -> bool:
        return number in self._rows

    def row_ended(self, row: _Row) -> None:
        for cell in row.cells:
            if cell.column in self._columns:
                style = written_number(cell.attributes.get("s"))
                self.found[row.number, cell.column] = SeenCell(style, self.computed(row.number, cell))

    def element(self, name: str, attributes: dict[str, str], start: int) -> None:  # noqa: ARG002 - as every element
        if name == "dataValidation":
            self._areas, self._list = (attributes.get("sqref", ""), "") if attributes.get("type") == "list" else ("", "-")
        elif name in ("formula1", "sqref"):
            self._text = []
            self.parser.CharacterDataHandler = self._text.append

    def ended(self, name: str, position: int) -> None:  # noqa: ARG002
        if name == "formula1" and not self._list:
            self._list = "".join(self._text).strip()
        elif name == "sqref" and not self._areas:
            # Lists that stand on another sheet are kept in an extension, their place in an element of its own.
            self._areas = "".join(self._text)
        elif name == "dataValidation" and self._list not in ("", "-"):
            areas = tuple(found for part in self._areas.split() if (found := area(part)))
            self.validations.append(Validation(areas, self._list))
        if name in ("formula1", "sqref"):
            self.parser.CharacterDataHandler = None


def look(xml: bytes, rows: Collection[int], columns: Collection[int], *, file: str) -> SheetLook:
    """Look at the cells where these rows and columns cross. Raises OfficeError `not_a_workbook`, naming the file, for a damaged part."""
    found = _Look(xml, file, rows, columns)
    found.walk()
    return SheetLook(found.found, tuple(found.validations), found.formulas)


def _as_utf8(xml: bytes, file: str) -> bytes:
    """The part in UTF-8, in which places are counted. Others but UTF-16 are never met; that is rare."""
    if xml.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = xml.decode("utf-16", errors="replace")
        return _DECLARATION + re.sub(r"^\ufeff?<\?xml.*?\?>", "", text, count=1, flags=re.DOTALL).encode()
    declared = _DECLARED.match(xml)
    if declared is None or declared[1].lower() in (b"utf-8", b"utf8", b"us-ascii"):
        return xml
    try:
        text = xml[declared.end() :].decode(declared[1].decode("ascii"))
    except (LookupError, UnicodeDecodeError) as error:
        raise OfficeError("not_a_workbook", path=file) from error
    return _DECLARATION + text.encode()


class _Edit(_Walk):
    """Collects what is to be cut out and put in: (start, end, bytes), in the order of the part."""

    def __init__(self, xml: bytes, file: str, change: SheetChange) -> None:
        super().__init__(xml, file)
        self._change = change
        self._waiting = sorted(change.cells)
        self._widths = dict(change.widths)
        self.splices: list[tuple[int, int, bytes]] = []
        self.refused: list[tuple[int, int]] = []
        self._prefix = b""
        self._recalculate = change.recalculate
        self._widest = max((column for cells in change.cells.values() for column in cells), default=0)
        self._tag_of: dict[str, int] = {}

    def wants(self, number: int) -> bool:
        return number in self._change.cells

    def element(self, name: str, attributes: dict[str, str], start: int) -> None:
        self._tag_of[name] = start
        if name == "dimension":
            self._dimension(attributes, start)
        elif name == "col":
            self._before_column(attributes, start)
        elif name == "sheetData":
            prefix = _ELEMENT_PREFIX.match(self.xml, start)
            self._prefix = (prefix[1] or b"") if prefix else b""
            if self._widths:
                # No list of columns: one of its own, where it belongs.
                self._put(start, self._element(b"cols", self._width_elements(self._widths)))
                self._widths = {}
        elif name == "sheetCalcPr" and self._recalculate:
            self._attribute(start, b"fullCalcOnLoad", b"1")
            self._recalculate = False
        elif name == "mergeCells" and self._change.merges and (count := written_number(attributes.get("count"))) is not None:
            self._attribute(start, b"count", b"%d" % (count + len(self._change.merges)))

    def ended(self, name: str, position: int) -> None:
        if name == "cols" and self._widths:
            self._put(position, self._width_elements(self._widths))
            self._widths = {}
        elif name == "mergeCells" and self._change.merges:
            joined = (b'<%bmergeCell ref="%b"/>' % (self._prefix, _reference(where)) for where in self._change.merges)
            self._put(position, b"".join(joined))
        elif name == "sheetData":
            self._end_data(position)

    def _end_data(self, position: int) -> None:
        start = self._tag_of["sheetData"]
        rest = b"".join(self._whole_row(number) for number in self._waiting)
        self._waiting = []
        end = self.tag_end(start if self.closes_itself(start) else position)
        if not self.closes_itself(start):
            self._put(position, rest)
        elif rest:
            name = self.xml[start + 1 : end - 2].split()[0]
            self.splices.append((end - 2, end, b">" + rest + b"</" + name + b">"))
        if self._recalculate and b"sheetCalcPr" not in self.xml[end : end + 256]:
            self._put(end, b'<%bsheetCalcPr fullCalcOnLoad="1"/>' % self._prefix)
            self._recalculate = False

    def row_begins(self, row: _Row) -> None:
        while self._waiting and self._waiting[0] <= row.number:
            number = self._waiting.pop(0)
            if number < row.number:
                self._put(row.start, self._whole_row(number))

    def row_ended(self, row: _Row) -> None:
        if not row.wanted:
            return
        there = {cell.column: cell for cell in row.cells}
        asked = self._change.cells[row.number]
        self._spans(row, max(asked))
        added: list[bytes] = []
        for column in sorted(asked):
            new, cell = asked[column], there.get(column)
            if cell is None:
                made = self._cell_xml(new, _name(row.number, column), new.style)
                after = next((each.start for each in row.cells if each.column > column), None)
                if after is None:
                    added.append(made)
                else:
                    self._put(after, made)
            elif self.computed(row.number, cell):
                self.refused.append((row.number, column))
            else:
                style = new.style if new.style is not None else written_number(cell.attributes.get("s"))
                self.splices.append((cell.start, cell.end, self._cell_xml(new, cell.attributes.get("r", ""), style)))
        if not added:
            return
        if row.close == row.tag_end:
            name = self.xml[row.start + 1 : row.tag_end - 2].split()[0]
            self.splices.append((row.tag_end - 2, row.tag_end, b">" + b"".join(added) + b"</" + name + b">"))
        else:
            self._put(row.close, b"".join(added))

    def _put(self, position: int, piece: bytes) -> None:
        if piece:
            self.splices.append((position, position, piece))

    def _element(self, name: bytes, content: bytes) -> bytes:
        return b"<%b%b>%b</%b%b>" % (self._prefix, name, content, self._prefix, name)

    def _whole_row(self, number: int) -> bytes:
        cells = self._change.cells[number]
        made = (self._cell_xml(cells[column], _name(number, column), cells[column].style) for column in sorted(cells))
        return b'<%brow r="%d">%b</%brow>' % (self._prefix, number, b"".join(made), self._prefix)

    def _cell_xml(self, new: NewCell, name: str, style: int | None) -> bytes:
        """A cell anew. A text stands in the cell itself and is never computed, whatever it begins with."""
        p = self._prefix.decode()
        head = f"<{p}c" + (f' r="{name}"' if name else "") + ("" if style is None else f' s="{style}"')
        if new.value is None:
            return f"{head}/>".encode()
        if isinstance(new.value, str):
            text = escaped(plain_text(new.value)[0])
            return f'{head} t="inlineStr"><{p}is><{p}t xml:space="preserve">{text}</{p}t></{p}is></{p}c>'.encode()
        return f"{head}><{p}v>{new.value!r}</{p}v></{p}c>".encode()

    def _attribute(self, start: int, name: bytes, value: bytes) -> None:
        """Give an attribute of a tag another value, or the attribute itself."""
        end = self.tag_end(start)
        found = re.search(rb"\s" + name + rb"\s*=\s*(\"[^\"]*\"|'[^']*')", self.xml[start:end])
        if found is None:
            after = end - (2 if self.closes_itself(start) else 1)
            self._put(after, b' %b="%b"' % (name, value))
        else:
            self.splices.append((start + found.start(1), start + found.end(1), b'"%b"' % value))

    def _dimension(self, attributes: dict[str, str], start: int) -> None:
        """What the part says of its own size stays true."""
        known = area(attributes.get("ref", ""))
        rows = self._change.cells
        if known is None or not rows:
            return
        grown = (min(known[0], *rows), max(known[1], *rows), known[2], max(known[3], self._widest))
        if grown != known:
            self._attribute(start, b"ref", _reference(grown))

    def _spans(self, row: _Row, widest: int) -> None:
        tag = self.xml[row.start : row.tag_end]
        found = re.search(rb"\sspans\s*=\s*[\"']([0-9]+):([0-9]+)[\"']", tag)
        if found is not None and int(found[2]) < widest + 1:
            self._attribute(row.start, b"spans", b"%b:%d" % (found[1], widest + 1))

    def _before_column(self, attributes: dict[str, str], start: int) -> None:
        """Widths of columns left of this one come before it; what has a width of its own keeps it."""
        try:
            first, last = int(attributes["min"]), int(attributes["max"])
        except (KeyError, ValueError):
            return
        prefix = _ELEMENT_PREFIX.match(self.xml, start)
        self._prefix = (prefix[1] or b"") if prefix else b""
        before = {column: width for column, width in self._widths.items() if column + 1 < first}
        self._put(start, self._width_elements(before))
        self._widths = {column: width for column, width in self._widths.items() if column + 1 > last}

    def _width_elements(self, widths: Mapping[int, float]) -> bytes:
        return b"".join(
            b'<%bcol min="%d" max="%d" width="%b" customWidth="1"/>'
            % (self._prefix, column + 1, column + 1, f"{widths[column]:g}".encode())
            for column in sorted(widths)
        )


def edited(xml: bytes, change: SheetChange, *, file: str) -> tuple[bytes, tuple[tuple[int, int], ...]]:
    """The part with the change made, and the cells (row, column) that were left because a formula makes them.

    Raises OfficeError `not_a_workbook`, naming the file, for a damaged part.
    """
    walk = _Edit(xml, file, change)
    walk.walk()
    return b"".join(_joined(walk.xml, walk.splices)), tuple(walk.refused)


def _joined(xml: bytes, splices: list[tuple[int, int, bytes]]) -> Iterator[memoryview | bytes]:
    whole = memoryview(xml)
    at = 0
    for start, end, piece in sorted(splices, key=lambda splice: splice[:2]):
        yield whole[at:start]
        yield piece
        at = end
    yield whole[at:]


def _name(row: int, column: int) -> str:
    return f"{get_column_letter(column + 1)}{row}"


def _reference(where: Area) -> bytes:
    first, last = _name(where[0], where[2]), _name(where[1], where[3])
    return (first if first == last else f"{first}:{last}").encode()
