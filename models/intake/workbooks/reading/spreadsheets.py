"""Spreadsheets, read by calamine; by openpyxl where calamine refuses."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from models.errors import OfficeError
from models.intake.workbooks.cells import Cell
from models.intake.workbooks.reading import xls, xlsb, xlsx
from models.intake.workbooks.reading.fallback import Fallback
from models.intake.workbooks.reading.marks import Marks, marked
from models.intake.workbooks.reading.ole import CompoundFile
from models.intake.workbooks.reading.package import DamagedError, Package
from models.intake.workbooks.reading.parts import ALIVE, MOST_CELLS, Part, fonts_in_parts, in_parts
from models.intake.workbooks.reading.texts import Texts

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_Given = TypeVar("_Given")


def xlsx_parts(content: bytes, path: str, texts: Texts) -> Iterator[Part]:
    """The parts of an .xlsx or .xlsm. Raises DamagedError, OfficeError `unpacked_too_large`."""
    package = Package(content, path)
    about = xlsx.read_workbook(package)
    yield from _shared_texts_counted(package)
    texts.watch.fonts.update(about.fonts.values())
    yield ("book", "xlsm" if about.macros else "xlsx", "", "", about.date_1904)
    reader = _XlsxReader(content, package)
    for name, visibility in reader.sheets():
        yield ("sheet", name, visibility)
        part = about.sheets.get(name)
        marks = Marks()
        if part is not None and part in package:
            marks = yield from xlsx.sheet_marks(package, part, about)
        yield from _sheet_parts(reader.rows(name, texts, calm=marks.too_far), marks)
        if about.fonts:
            yield from fonts_in_parts(marks.fonts)


def _shared_texts_counted(package: Package) -> Iterator[Part]:
    """Unpack the shared texts only to see what calamine is going to hold. Raises OfficeError `workbook_too_large`."""
    count = 0
    for name in package.starting_with("xl/sharedstrings"):
        for piece in package.pieces(name):
            count += piece.count(b"<si")
            if count > MOST_CELLS:
                raise OfficeError("workbook_too_large", path=package.path, most=MOST_CELLS)
            yield ALIVE


def xlsb_parts(content: bytes, path: str, texts: Texts) -> Iterator[Part]:
    """The parts of an .xlsb. Raises DamagedError, OfficeError `unpacked_too_large`, `sheet_too_wide`."""
    package = Package(content, path)
    about = xlsb.read_xlsb(package)
    package.charge(package.size("xl/sharedstrings.bin"))
    yield ("book", "xlsb", "", "", about.date_1904)
    book = open_calamine(content)
    for name, visibility in sheets_of(book):
        yield ("sheet", name, visibility)
        part = about.sheets.get(name)
        marks = xlsb.sheet_marks(package, part, about) if part is not None and part in package else Marks()
        if marks.too_far:
            raise OfficeError("sheet_too_wide", path=path, rows=marks.rows, columns=marks.columns)
        yield from _sheet_parts(rows_of(sheet_of(book, name), texts), marks)


def xls_parts(content: bytes, path: str, texts: Texts) -> Iterator[Part]:
    """The parts of an .xls in its container. Raises DamagedError, OfficeError `workbook_password`, `unknown_file_kind`."""
    about = _walked(content, path)
    texts.watch.fonts.update(about.fonts.values())
    yield ("book", "xls", "", "", about.date_1904)
    for of_sheet in about.sheets:
        if of_sheet.too_far:
            raise OfficeError("sheet_too_wide", path=path, rows=of_sheet.rows, columns=of_sheet.columns)
    book = open_calamine(content)
    sheets = sheets_of(book)
    marks = about.sheets if len(about.sheets) == len(sheets) else [Marks() for _ in sheets]
    for (name, visibility), of_sheet in zip(sheets, marks, strict=True):
        yield ("sheet", name, visibility)
        yield from _sheet_parts(rows_of(sheet_of(book, name), texts), of_sheet)
        if about.fonts:
            yield from fonts_in_parts(of_sheet.fonts)


def _walked(content: bytes, path: str) -> xls.XlsBook:
    """What the records of an .xls say. Where they cannot be followed calamine decides what the file is worth."""
    try:
        container = CompoundFile(content)
        if "EncryptedPackage" in container:
            raise OfficeError("workbook_password", path=path)
        stream = next((name for name in ("Workbook", "Book") if name in container), None)
        if stream is None:
            raise OfficeError("unknown_file_kind", path=path)
        about = xls.walk_xls(container.stream(stream))
    except (DamagedError, struct.error):
        return xls.XlsBook()
    if about.password:
        raise OfficeError("workbook_password", path=path)
    return about


def _sheet_parts(rows: Iterable[tuple[int, list[Cell]]], marks: Marks) -> Iterator[Part]:
    yield from in_parts(marked(rows, marks))
    if marks.merges:
        yield ("merges", marks.merges)


class _XlsxReader:
    """Calamine as long as it takes the file, then openpyxl."""

    def __init__(self, content: bytes, package: Package) -> None:
        self._content = content
        self._package = package
        self._fallback: Fallback | None = None
        self._calamine: CalamineWorkbook | None = None
        with suppress(DamagedError):
            self._calamine = open_calamine(content)

    def sheets(self) -> list[tuple[str, str]]:
        """Name and visibility of each sheet with cells."""
        if self._calamine is None:
            try:
                return self._calm().sheets()
            except DamagedError:
                # Without its styles it may be sound; days are then numbers, as in many a list.
                self._calamine = open_calamine(self._package.without("xl/styles.xml"))
        return sheets_of(self._calamine)

    def rows(self, name: str, texts: Texts, *, calm: bool) -> Iterator[tuple[int, list[Cell]]]:
        """The rows of one sheet. `calm`: not by calamine."""
        sheet = None
        if self._calamine is not None and not calm:
            with suppress(DamagedError):
                sheet = sheet_of(self._calamine, name)
        return rows_of(sheet, texts) if sheet is not None else self._calm().rows(name, texts)

    def _calm(self) -> Fallback:
        if self._fallback is None:
            if self._package.has_document_types():
                raise DamagedError("declares entities")
            self._fallback = Fallback(self._content)
        return self._fallback


def guarded(call: Callable[[], _Given]) -> _Given:
    """What calamine gives; whatever it dies of is DamagedError."""
    try:
        return call()
    except (MemoryError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        # A panic of calamine is no Exception.
        raise DamagedError(str(error)) from error


def open_calamine(content: bytes) -> CalamineWorkbook:
    """Raises DamagedError."""
    from python_calamine import CalamineWorkbook

    return guarded(lambda: CalamineWorkbook.from_filelike(io.BytesIO(content)))


def sheets_of(book: CalamineWorkbook) -> list[tuple[str, str]]:
    """Name and visibility of each sheet that has cells."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    unseen = ((SheetVisibleEnum.Hidden, "hidden"), (SheetVisibleEnum.VeryHidden, "very_hidden"))
    return [
        (about.name, next((name for seen, name in unseen if seen == about.visible), "visible"))
        for about in book.sheets_metadata
        if about.typ in (SheetTypeEnum.WorkSheet, SheetTypeEnum.MacroSheet)
    ]


def sheet_of(book: CalamineWorkbook, name: str) -> CalamineSheet:
    """Raises DamagedError."""
    return guarded(lambda: book.get_sheet_by_name(name))


def rows_of(sheet: CalamineSheet, texts: Texts) -> Iterator[tuple[int, list[Cell]]]:
    """The rows from the first on, with their numbers; cells from column A on."""
    start = sheet.start
    if start is None:
        return
    before: list[Cell] = [None] * start[1]
    for number, line in enumerate(sheet.iter_rows(), 1):
        # Plain ASCII that begins with something to see is as it is, and seldom worth the look.
        cells: list[Cell] = [
            cell if cell.__class__ is not str or (cell >= "!" and cell.isascii() and "_x" not in cell) else texts[cell] for cell in line
        ]
        yield number, before + cells
