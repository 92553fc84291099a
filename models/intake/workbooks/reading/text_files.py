"""Files that are text: tables with separators, web pages and XML that go by the name of a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.errors import OfficeError
from models.intake.lettering.letters import decoded, is_binary
from models.intake.lettering.packed_page import is_letter, largest_page
from models.intake.workbooks.cells import Cell
from models.intake.workbooks.reading.delimited import text_parts
from models.intake.workbooks.reading.html_tables import page_rows
from models.intake.workbooks.reading.ods import MOST_ROWS, ods_parts
from models.intake.workbooks.reading.parts import Part, Row, in_parts
from models.intake.workbooks.reading.texts import Texts, trimmed
from models.intake.workbooks.reading.xml2003 import xml2003_parts

_HEAD = 4_000
_OTHERS = ("%PDF-", "{\\rtf")
_XML_BOOK = re.compile(r"<(?:\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet|<\?mso-application progid=\"Excel")
_OPEN_DOCUMENT = re.compile(r"<office:document\b")
_PAGE = re.compile(r"<(?:!doctype\s+html|html|table|meta|body)\b", re.IGNORECASE)
_TABLE = re.compile(r"<table\b", re.IGNORECASE)


def text_file_parts(content: bytes, path: str, texts: Texts) -> Iterator[Part]:
    """The parts of a file that is no container. Raises DamagedError, OfficeError `unknown_file_kind`, `sheet_too_wide`."""
    text, encoding = decoded(content)
    if is_binary(text) or text.lstrip("\ufeff \r\n").startswith(_OTHERS):
        raise OfficeError("unknown_file_kind", path=path)
    if is_letter(text):
        return _letter_parts(content, path, texts)
    head = text[:_HEAD]
    if head.lstrip().startswith("<"):
        if _XML_BOOK.search(head):
            return xml2003_parts(content, texts)
        if _OPEN_DOCUMENT.search(head):
            return ods_parts([content], texts)
        if _PAGE.search(head) or _TABLE.search(text):
            return _page_parts(text, encoding, texts)
        if head.lstrip().startswith("<?xml"):
            raise OfficeError("unknown_file_kind", path=path)
    return text_parts(text.replace("\0", ""), encoding, path, texts)


def _letter_parts(content: bytes, path: str, texts: Texts) -> Iterator[Part]:
    page = largest_page(content)
    if not page:
        raise OfficeError("unknown_file_kind", path=path)
    return _page_parts(*decoded(page), texts)


def _page_parts(html: str, encoding: str, texts: Texts) -> Iterator[Part]:
    yield ("book", "html", encoding, "", False)
    yield ("sheet", "", "visible")
    found = page_rows(html, most_rows=MOST_ROWS, with_text=True)
    yield from in_parts(_filled(found.rows, texts))
    if found.merges:
        yield ("merges", found.merges)


def _filled(rows: list[list[str]], texts: Texts) -> Iterator[Row]:
    for number, line in enumerate(rows, 1):
        cells: list[Cell] = [texts[cell] for cell in line]
        kept = trimmed(cells)
        if kept:
            yield (number, kept, False)
