"""Documents of Word that hold nothing but pictures of pages: each is read as the scan that it is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from models.errors import OfficeError
from models.intake.documents.document_text import DocumentText, Span, TextDoubt, TextTable
from models.intake.documents.reading.docx import main_part
from models.intake.documents.reading.docx_styles import parse, said
from models.intake.workbooks.reading.package import Package
from models.progress import Report, no_report

_SMALLEST = 15_000
"""Bytes: what is smaller is a coat of arms or a signature, no page."""
_MOST_PAGES = 40
_MOST_OF_A_PICTURE = 40 * 1024 * 1024
_KINDS = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp")


def page_pictures(package: Package) -> list[str]:
    """The parts that are pictures large enough for a page, each once, in the order in which they stand in the document."""
    main = main_part(package)
    if main is None:
        return []
    relations = package.relations(main)
    found: dict[str, None] = {}

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        key = said(attributes, "embed") if tag == "a:blip" else said(attributes, "id") if tag == "v:imagedata" else ""
        name = relations.get(key, "").lower()
        if name.endswith(_KINDS) and package.size(name) >= _SMALLEST:
            found[name] = None

    parse(package, main, start, lambda _: None)
    return list(found)


def read_pictures(package: Package, names: list[str], *, report: Report = no_report) -> DocumentText:
    """The text of these pictures, one after the other. Raises OfficeError `no_ocr`, `document_empty`."""
    from models.intake.documents.reading.scans import read_scan

    text = ""
    pages: list[int] = []
    tables: list[TextTable] = []
    for number, name in enumerate(names[:_MOST_PAGES]):
        report(number, len(names))
        picture = package.read(name, _MOST_OF_A_PICTURE)
        try:
            page = read_scan(picture, Path(package.path), report=lambda _done, _total, at=number: report(at, len(names)))
        except OfficeError as error:
            if error.code not in ("document_empty", "document_damaged"):
                raise
            continue
        text += "\n\n" if text else ""
        pages.append(len(text))
        tables.extend(_moved(table, len(text)) for table in page.tables)
        text += page.text
    doubts = [TextDoubt("scan_read")]
    if len(names) > _MOST_PAGES:
        doubts.append(TextDoubt("text_cut", (("pages", _MOST_PAGES),)))
    if not text.strip():
        raise OfficeError("document_empty", path=package.path)
    return DocumentText(text, "docx", tuple(pages), tuple(tables), doubts=tuple(doubts))


def _moved(table: TextTable, by: int) -> TextTable:
    def moved(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    return TextTable(moved(table.span), tuple(tuple(map(moved, row)) for row in table.rows))
