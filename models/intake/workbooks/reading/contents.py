"""What a file is by its content, and who reads it."""

from __future__ import annotations

from collections.abc import Iterator

from models.errors import OfficeError
from models.intake.workbooks.reading.delimited import text_parts
from models.intake.workbooks.reading.package import DamagedError, Package
from models.intake.workbooks.reading.parts import Part
from models.intake.workbooks.reading.spreadsheets import other_parts, xlsx_parts

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def content_parts(content: bytes, path: str) -> Iterator[Part]:
    """The parts of a file. Raises OfficeError."""
    try:
        if not content:
            raise OfficeError("sheet_empty", path=path)
        if content.startswith(_OLE):
            yield from other_parts(content, "xls")
        elif content.startswith(b"PK"):
            yield from _zip_parts(content, path)
        else:
            yield from text_parts(content, path)
    except DamagedError as error:
        raise OfficeError("not_a_workbook", path=path) from error


def _zip_parts(content: bytes, path: str) -> Iterator[Part]:
    package = Package(content, path)
    if "content.xml" in package:
        return other_parts(content, "ods")
    if "xl/workbook.bin" in package:
        return other_parts(content, "xlsb")
    return xlsx_parts(content, path)
