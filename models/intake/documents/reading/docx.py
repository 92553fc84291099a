"""The text of a .docx as it prints: paragraphs with their numbers, tables, text boxes, what stands above and below, notes."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Sequence

from models.intake.documents.document_text import DocumentText
from models.intake.documents.reading.blocks import Block, paragraphs_in, text_of
from models.intake.documents.reading.docx_body import Body, Sides
from models.intake.documents.reading.docx_styles import MOST_OF_A_PART, Styles, parse, read_numbering, read_styles
from models.intake.documents.reading.web_page import letter_page, looks_like_page, read_page
from models.intake.lettering.letters import decoded
from models.intake.workbooks.reading.package import DamagedError, Package

_MAIN = re.compile(r"word/document\d*\.xml$")
# A line that says only which page this is.
_PAGE_NUMBER = re.compile(r"[\s\-–—]*(?:trang|page)?\s*\d{1,4}(?:\s*(?:/|trên|of)\s*\d{1,4})?[\s\-–—]*", re.IGNORECASE)
_MOST_NOTES = 5_000


def is_docx(package: Package) -> bool:
    """Whether a zip is a document of Word, a template or one with macros (which nobody runs)."""
    return main_part(package) is not None


def main_part(package: Package) -> str | None:
    """The part that is the document itself."""
    return next((name for name in package.starting_with("word/document") if _MAIN.match(name)), None)


def read_docx(package: Package, kind: str = "docx") -> DocumentText:
    """The text of a document of Word. Raises DamagedError, OfficeError `unpacked_too_large`."""
    main = main_part(package)
    if main is None:
        raise DamagedError("no document")
    relations = {name: target.lower() for name, target in package.relations(main).items()}
    folder = posixpath.dirname(main)
    parts = {base: _part(relations.values(), folder, base) for base in ("styles.xml", "numbering.xml", "footnotes.xml", "endnotes.xml")}
    styles = read_styles(package, parts["styles.xml"])
    body = Body(styles, read_numbering(package, parts["numbering.xml"]), other=lambda key: _page(package, relations.get(key, "")))
    parse(package, main, body.start, body.end, body.letters)
    sides = body.sides[0] if body.sides else Sides()
    headers = _around(package, [relations.get(name, "") for name in sides.printed(sides.headers)], styles, "header")
    footers = _around(package, [relations.get(name, "") for name in sides.printed(sides.footers)], styles, "footer")
    notes: list[Block] = []
    for part, wanted in ((parts["footnotes.xml"], body.footnotes), (parts["endnotes.xml"], body.endnotes)):
        if wanted and part in package:
            reader = Body(styles, None, notes=wanted[:_MOST_NOTES])
            parse(package, part, reader.start, reader.end, reader.letters)
            notes.extend(reader.blocks)
    return text_of([*headers, *body.blocks, *notes, *footers], kind)


def _page(package: Package, name: str) -> list[Block]:
    """A web page that some systems put into a document instead of words of its own."""
    if name not in package:
        return []
    content = package.read(name, MOST_OF_A_PART)
    text = decoded(content)[0]
    page = letter_page(content, text)
    if page is not None:
        return read_page(decoded(page)[0])
    return read_page(text) if looks_like_page(text) else []


def _part(targets: Iterable[str], folder: str, base: str) -> str:
    """The part of this name that the document points to, whatever folder it is in."""
    return next((name for name in targets if posixpath.basename(name) == base), f"{folder}/{base}")


def _around(package: Package, names: Sequence[str], styles: Styles, look: str) -> list[Block]:
    """What stands above or below the first pages, each line once, without the numbers of pages."""
    found: list[Block] = []
    known: set[str] = set()
    for name in names:
        if name not in package:
            continue
        reader = Body(styles, None)
        parse(package, name, reader.start, reader.end, reader.letters)
        for paragraph in paragraphs_in(reader.blocks):
            text = paragraph.text.strip()
            if not text or text in known or _PAGE_NUMBER.fullmatch(text):
                continue
            known.add(text)
            paragraph.look = look
            found.append(paragraph)
    return found
