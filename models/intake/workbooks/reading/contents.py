"""What a file is by its content, and who reads it."""

from __future__ import annotations

from collections.abc import Iterator

from models.errors import OfficeError
from models.intake.workbooks.reading.delimited import text_parts
from models.intake.workbooks.reading.package import DamagedError, Package
from models.intake.workbooks.reading.parts import Part
from models.intake.workbooks.reading.spreadsheets import other_parts, xlsx_parts
from models.intake.workbooks.reading.texts import Texts

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def content_parts(content: bytes, path: str) -> Iterator[Part]:
    """The parts of a file. Raises OfficeError."""
    texts = Texts()
    try:
        if not content:
            raise OfficeError("sheet_empty", path=path)
        if content.startswith(_OLE):
            yield from other_parts(content, "xls", texts)
        elif content.startswith(b"PK"):
            yield from _zip_parts(content, path, texts)
        else:
            yield from text_parts(content, path, texts)
    except DamagedError as error:
        raise OfficeError("not_a_workbook", path=path) from error
    if codings := texts.watch.found():
        yield ("old", codings)


def _zip_parts(content: bytes, path: str, texts: Texts) -> Iterator[Part]:
    package = Package(content, path)
    if "content.xml" in package:
        return other_parts(content, "ods", texts)
    if "xl/workbook.bin" in package:
        return other_parts(content, "xlsb", texts)
    return xlsx_parts(content, path, texts)
