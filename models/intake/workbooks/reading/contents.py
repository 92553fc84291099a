"""What a file is by its content, and who reads it."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from pathlib import Path

from models.errors import OfficeError
from models.intake.processes.given import content_of
from models.intake.workbooks.reading.bare_xls import bare_xls_parts, is_bare_xls
from models.intake.workbooks.reading.ods import ods_parts
from models.intake.workbooks.reading.ole import MAGIC
from models.intake.workbooks.reading.package import DamagedError, Package
from models.intake.workbooks.reading.parts import MOST_CELLS, Part
from models.intake.workbooks.reading.spreadsheets import xls_parts, xlsb_parts, xlsx_parts
from models.intake.workbooks.reading.text_files import text_file_parts
from models.intake.workbooks.reading.texts import Texts

MOST_BYTES = 40 * 1024 * 1024


def file_parts(path: str) -> Iterator[Part]:
    """All parts of a file, with an end; an error that a person can understand comes as a part too."""
    try:
        content = content_of(Path(path), MOST_BYTES)
        yield from content_parts(content, path)
        yield ("end", hashlib.sha256(content).hexdigest(), len(content))
    except OfficeError as error:
        yield ("refused", error.code, error.facts)
    except MemoryError:
        yield ("refused", "reading_gave_up", {"path": path})


def content_parts(content: bytes, path: str) -> Iterator[Part]:
    """The parts of a file. Raises OfficeError."""
    texts = Texts()
    cells = 0
    try:
        for part in _parts(content, path, texts):
            if part[0] == "rows":
                cells += sum(len(row[1]) for row in part[1])
                if cells > MOST_CELLS:
                    raise OfficeError("workbook_too_large", path=path, most=MOST_CELLS)
            yield part
    except (DamagedError, struct.error) as error:
        raise OfficeError("not_a_workbook", path=path) from error
    if codings := texts.watch.found():
        yield ("old", codings)


def _parts(content: bytes, path: str, texts: Texts) -> Iterator[Part]:
    if not content:
        raise OfficeError("sheet_empty", path=path)
    if content.startswith(MAGIC):
        return xls_parts(content, path, texts)
    if content.startswith(b"PK"):
        return _zip_parts(content, path, texts)
    if is_bare_xls(content):
        return bare_xls_parts(content, texts)
    return text_file_parts(content, path, texts)


def _zip_parts(content: bytes, path: str, texts: Texts) -> Iterator[Part]:
    package = Package(content, path)
    if package.encrypted:
        raise OfficeError("workbook_password", path=path)
    if "content.xml" in package:
        if package.tells_encryption():
            raise OfficeError("workbook_password", path=path)
        return ods_parts(package.pieces("content.xml"), texts)
    if "xl/workbook.bin" in package:
        return xlsb_parts(content, path, texts)
    return xlsx_parts(content, path, texts)
