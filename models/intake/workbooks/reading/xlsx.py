"""What is marked in an .xlsx or .xlsm, found by searching its XML as bytes: cheap where there is nothing to find."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from html import unescape

from models.errors import OfficeError
from models.intake.lettering.old_codings import coding_of_font
from models.intake.workbooks.cells import ErrorCell, UnsavedFormula, column_letter
from models.intake.workbooks.reading.marks import MOST_CELLS, Marks
from models.intake.workbooks.reading.numbers_shown import BUILT_IN, shown, shows_text
from models.intake.workbooks.reading.package import MOST_ABOUT, DamagedError, Package, local, parse_xml
from models.intake.workbooks.reading.parts import ALIVE, Part

_WORKBOOK_TYPE = "/officeDocument"
_LONGEST_ROW = 64 << 20
_MOST_MERGES = 200_000
_MOST_FORMULA = 200
_MOST_ROWS = 1_048_576
# Blank ones too: a sheet that was formatted down to its last row in its first columns.
_MOST_CELLS = 20_000_000
_MOST_FONT_ROWS = 50_000
_PREFIX = re.compile(rb"<(\w+):worksheet\b")
# All are searched in what `_chunks` made plain: no prefixes, attributes in double quotes. Each begins with letters, to be quick.
_FAR = re.compile(rb'r="(?:([A-Z]{2,3})([0-9]{1,7})|[A-Z]([0-9]{6,7}))"')
_FILLED = re.compile(rb'<c\s(?:[^<>]*?\s)?r="([A-Z]{1,3})([0-9]{1,7})"[^<>]*(?<!/)>')
_HIDDEN = re.compile(rb'<row\b([^>]*?\shidden="(?:1|true)"[^>]*)>')
_ROW_NUMBER = re.compile(rb'\sr="([0-9]{1,7})"')
_REFERENCE = re.compile(rb'\sr="([A-Z]{1,3})([0-9]{1,7})"')
_TYPE = re.compile(rb'\st="(\w+)"')
_ERROR = re.compile(rb'<c(\s[^>]*?\bt="e"[^>]*)(?<!/)>(.*?)</c>', re.DOTALL)
_FORMULA = re.compile(rb"<c(\s[^>]*)?>\s*<f\b[^>]*?(?:/>|>(.*?)</f>)(.*?)</c>", re.DOTALL)
_TAG = re.compile(rb"<(row|c)(?=[\s/>])([^<>]*)>")
_VALUE = re.compile(rb"<v\b[^>]*?(?:/>|>([^<]*)</)")
_MERGE = re.compile(rb'<mergeCell\s[^>]*?ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')


@dataclass(slots=True)
class Workbook:
    """Sheets: name -> part.

    `to_calculate`: whoever opens it shall calculate everything, so what wrote it may have calculated nothing.
    By the number of the cell format: `shown` are the codes that show a number as a text, `fonts` the codings of old fonts.
    """

    sheets: dict[str, str] = field(default_factory=dict)
    date_1904: bool = False
    shown: dict[int, str] = field(default_factory=dict)
    fonts: dict[int, str] = field(default_factory=dict)
    macros: bool = False
    to_calculate: bool = False


def workbook_part(package: Package) -> str:
    """Where the book itself stands, whatever its part is called."""
    for target in _typed(package, "", _WORKBOOK_TYPE):
        if target in package:
            return target
    if "xl/workbook.xml" in package:
        return "xl/workbook.xml"
    raise DamagedError("no workbook")


def _typed(package: Package, name: str, ending: str) -> list[str]:
    """The parts that a part points to by relations of one type."""
    place = "_rels/.rels" if not name else name.rpartition("/")[0] + "/_rels/" + name.rpartition("/")[2] + ".rels"
    found: list[str] = []
    if place not in package:
        return found
    folder = name.rpartition("/")[0]

    def start(tag: str, attributes: dict[str, str]) -> None:
        if local(tag) == "Relationship" and attributes.get("Type", "").endswith(ending):
            target = attributes.get("Target", "")
            found.append(target.lstrip("/") if target.startswith("/") or not folder else f"{folder}/{target}")

    parse_xml(package.pieces(place, MOST_ABOUT), start)
    return found


def read_workbook(package: Package) -> Workbook:
    """Raises DamagedError."""
    part = workbook_part(package)
    targets = package.relations(part)
    book = Workbook(macros="xl/vbaproject.bin" in package)

    def start(tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if name == "workbookPr":
            book.date_1904 = attributes.get("date1904") in ("1", "true")
        elif name == "calcPr":
            book.to_calculate = attributes.get("fullCalcOnLoad") in ("1", "true")
        elif name == "sheet":
            relation = next((value for key, value in attributes.items() if local(key) == "id"), "")
            if relation in targets and "name" in attributes:
                book.sheets.setdefault(attributes["name"], targets[relation])

    parse_xml(package.pieces(part, MOST_ABOUT), start)
    if len(set(book.sheets.values())) < len(book.sheets):
        raise DamagedError("two sheets are one part")
    styles = next((name for name in _typed(package, part, "/styles") if name in package), "xl/styles.xml")
    if styles in package:
        _read_styles(package, styles, book)
    return book


def _read_styles(package: Package, part: str, book: Workbook) -> None:
    codes = {str(number): code for number, code in BUILT_IN.items()}
    fonts: list[str] = []
    inside = ""
    count = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal inside, count
        name = local(tag)
        if name in ("fonts", "cellXfs"):
            inside = name
        elif name == "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif inside == "fonts":
            if name == "font":
                fonts.append("")
            elif name in ("name", "rFont") and fonts:
                fonts[-1] = coding_of_font(attributes.get("val", ""))
        elif name == "xf" and inside:
            code = codes.get(attributes.get("numFmtId", ""), "")
            if shows_text(code):
                book.shown[count] = code
            font = attributes.get("fontId", "")
            if font.isascii() and font.isdigit() and int(font[:6]) < len(fonts) and fonts[int(font)]:
                book.fonts[count] = fonts[int(font)]
            count += 1

    def end(tag: str) -> None:
        nonlocal inside
        if local(tag) in ("fonts", "cellXfs"):
            inside = ""

    # A damaged style is calamine's business, or openpyxl's; numbers are then shown as they are.
    with suppress(DamagedError):
        parse_xml(package.pieces(part, MOST_ABOUT), start, end)


def sheet_marks(package: Package, part: str, book: Workbook) -> Generator[Part, None, Marks]:
    """Search the XML of one sheet; gives a sign of life now and then, and the marks in the end.

    Raises DamagedError, OfficeError `sheet_too_wide` (more rows than there can be), `workbook_too_large` (more cells than calamine
    could hold).
    """
    rows = cells = 0
    noughts: dict[tuple[int, int] | None, UnsavedFormula] = {}
    marks = Marks(rows=99_999, columns=26)
    shown_cell = _shown_pattern(book.shown)
    drawn_cell = _styled(book.fonts) if book.fonts else None
    for chunk in _with_places(_chunks(package.pieces(part))):
        yield ALIVE
        rows += chunk.count(b"<row")
        cells += chunk.count(b"<c")
        if rows > _MOST_ROWS:
            raise OfficeError("sheet_too_wide", path=package.path, rows=rows, columns=marks.columns)
        if cells > _MOST_CELLS:
            raise OfficeError("workbook_too_large", path=package.path, most=_MOST_CELLS)
        _extent(chunk, marks)
        if b"hidden=" in chunk:
            marks.hidden.update(int(number[1]) for row in _HIDDEN.finditer(chunk) if (number := _ROW_NUMBER.search(row[1])))
        if shown_cell is not None:
            _put_shown(chunk, shown_cell, book, marks)
        if drawn_cell is not None and len(marks.fonts) < _MOST_FONT_ROWS:
            _put_fonts(chunk, drawn_cell, book.fonts, marks)
        if b"<f" in chunk:
            _put_formulas(chunk, marks, noughts)
        if b't="e"' in chunk:
            _put_errors(chunk, marks)
        if b"mergeCell" in chunk and len(marks.merges) < _MOST_MERGES:
            found = _MERGE.findall(chunk)
            marks.merges.extend((int(top), int(bottom), column_index(left), column_index(right)) for left, top, right, bottom in found)
    yield ("expect", rows)
    if book.to_calculate and None not in noughts:
        # Not one formula has another value than 0: the program that wrote the file puts that everywhere.
        for place, formula in noughts.items():
            if place is not None:
                marks.put(*place, formula)
    if marks.too_far:
        marks.rows, marks.columns = _exact_extent(package, part)
    return marks


class _Placed:
    """Gives rows and cells that do not say where they stand the place after the one before, as the format has it."""

    def __init__(self) -> None:
        self._row = 0
        self._column = -1

    def tag(self, found: re.Match[bytes]) -> bytes:
        """The tag with its place."""
        name, rest = found[1], found[2]
        if name == b"row":
            said = _ROW_NUMBER.search(rest)
            self._row, self._column = int(said[1]) if said else self._row + 1, -1
            return found[0] if said else b'<row r="%d"%s>' % (self._row, rest)
        place = _place(rest)
        self._column = place[1] if place else self._column + 1
        return found[0] if place else b'<c r="%s%d"%s>' % (column_letter(self._column).encode(), self._row, rest)


def _with_places(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The chunks, with places where the first that has cells has none."""
    placed: _Placed | None = None
    begun = False
    for chunk in chunks:
        if not begun and b"<c" in chunk:
            begun = True
            placed = None if b' r="' in chunk else _Placed()
        yield chunk if placed is None else _TAG.sub(placed.tag, chunk)


def _chunks(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Pieces put together so that no row is cut, as far as rows are of a sane length, and written the way most programs write them."""
    rest = b""
    prefix: bytes | None = None
    single = False
    for piece in pieces:
        if prefix is None:
            found = _PREFIX.search(piece[:10_000])
            prefix = found[1] + b":" if found else b""
            single = b" r='" in piece[:10_000]
        if prefix:
            piece = piece.replace(b"<" + prefix, b"<").replace(b"</" + prefix, b"</")
        if single:
            piece = piece.replace(b"'", b'"')
        rest = rest + piece if rest else piece
        cut = max(rest.rfind(b"</row>") + 6, rest.rfind(b"<row"))
        if cut > 6:
            yield rest[:cut]
            rest = rest[cut:]
        elif len(rest) > _LONGEST_ROW:
            raise DamagedError("a row without an end")
    yield rest


def _extent(chunk: bytes, marks: Marks) -> None:
    for letters, digits, more_digits in set(_FAR.findall(chunk)):
        marks.rows = max(marks.rows, int(digits or more_digits))
        if letters:
            marks.columns = max(marks.columns, column_index(letters) + 1)


def _exact_extent(package: Package, part: str) -> tuple[int, int]:
    """Row and column of the farthest cells that hold something: blank ones with a format do not count."""
    rows = columns = 0
    for chunk in _chunks(package.pieces(part)):
        for letters, digits in _FILLED.findall(chunk):
            rows = max(rows, int(digits))
            columns = max(columns, column_index(letters) + 1)
        if rows * columns > MOST_CELLS:
            break
    return rows, columns


def column_index(letters: bytes) -> int:
    """0 for A."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _place(attributes: bytes | None) -> tuple[int, int] | None:
    found = _REFERENCE.search(attributes or b"")
    return (int(found[2]), column_index(found[1])) if found else None


def _put_errors(chunk: bytes, marks: Marks) -> None:
    for cell in _ERROR.finditer(chunk):
        place = _place(cell[1])
        value = _VALUE.search(cell[2])
        if place is not None:
            marks.put(*place, ErrorCell(_text(value[1] if value else b"") or "#N/A"))


def _put_formulas(chunk: bytes, marks: Marks, noughts: dict[tuple[int, int] | None, UnsavedFormula]) -> None:
    """Mark formulas without a value; those with 0 go to `noughts`, and None once one has another value."""
    for cell in _FORMULA.finditer(chunk):
        value = _VALUE.search(cell[3])
        if value is not None:
            if value[1]:
                if value[1] != b"0":
                    noughts[None] = UnsavedFormula()
                elif None not in noughts:
                    noughts[_place(cell[1])] = UnsavedFormula(_text(cell[2] or b"")[:_MOST_FORMULA])
                continue
            kind = _TYPE.search(cell[1] or b"")
            if kind is not None and kind[1] == b"str":
                continue  # calculated, and nothing to show
        place = _place(cell[1])
        if place is not None:
            marks.put(*place, UnsavedFormula(_text(cell[2] or b"")[:_MOST_FORMULA]))


def _styled(styles: Iterable[int], then: bytes = b"") -> re.Pattern[bytes]:
    """The end of the tag of a cell that holds something, from its cell format on, which is one of these."""
    numbers = "|".join(map(str, styles)).encode()
    return re.compile(rb' s="(' + numbers + rb')"([^<>]*)(?<!/)>' + then)


def _tag(chunk: bytes, found: re.Match[bytes]) -> bytes | None:
    """The whole tag of the cell that was found by its format; None for another element."""
    start = chunk.rfind(b"<", 0, found.start())
    return chunk[start : found.end(2)] if chunk.startswith(b"<c ", start) else None


def _put_fonts(chunk: bytes, pattern: re.Pattern[bytes], fonts: dict[int, str], marks: Marks) -> None:
    for cell in pattern.finditer(chunk):
        if place := _place(_tag(chunk, cell)):
            marks.put_font(*place, fonts[int(cell[1])])


def _shown_pattern(formats: dict[int, str]) -> re.Pattern[bytes] | None:
    return _styled(formats, rb"\s*(?:<f\b[^>]*?(?:/>|>[^<]*</f>))?\s*<v>([^<]*)</") if formats else None


def _put_shown(chunk: bytes, pattern: re.Pattern[bytes], book: Workbook, marks: Marks) -> None:
    for cell in pattern.finditer(chunk):
        tag = _tag(chunk, cell)
        place = _place(tag)
        if tag is None or place is None or ((kind := _TYPE.search(tag)) is not None and kind[1] != b"n"):
            continue
        try:
            text = shown(float(cell[3]), book.shown[int(cell[1])], date_1904=book.date_1904)
        except ValueError:
            continue
        if text is not None:
            marks.put(*place, text)


def _text(written: bytes) -> str:
    return unescape(written.decode("utf-8", "replace")).strip()
