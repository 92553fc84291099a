"""What a document is by its content, and who reads it."""

from __future__ import annotations

import re
import struct
from pathlib import Path

from models.errors import OfficeError
from models.intake.documents.document_text import DocumentText
from models.intake.documents.reading.blocks import text_of
from models.intake.documents.reading.docx import is_docx, read_docx
from models.intake.documents.reading.docx_pictures import page_pictures, read_pictures
from models.intake.documents.reading.plain_text import read_plain_text
from models.intake.documents.reading.web_page import letter_page, looks_like_page, read_page
from models.intake.lettering.letters import decoded, is_binary
from models.intake.processes.given import content_of
from models.intake.workbooks.reading.ole import MAGIC, CompoundFile
from models.intake.workbooks.reading.package import DamagedError, Package
from models.progress import Report, no_report

MOST_BYTES = 100 * 1024 * 1024
_HEAD = 4_000
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM", b"GIF8", b"\x00\x00\x00\x0cjP  ")
_OFFICE_XML = re.compile(r"<(?:w:wordDocument|office:document|pkg:package)\b")
_XML = re.compile(r"\s*<\?xml\b")
_FIB_ENCRYPTED = 0x0100


def read_content(path: Path, scratch: Path, *, report: Report = no_report) -> DocumentText:
    """The text of a file. Programs that help leave their files in `scratch`. Raises OfficeError, see `files.read_file`."""
    content = content_of(path, MOST_BYTES)
    try:
        text = _read(content, path, scratch, report)
    except (DamagedError, struct.error) as error:
        raise OfficeError("document_damaged", path=str(path)) from error
    except OfficeError as error:
        if error.code == "unpacked_too_large":
            raise OfficeError("document_unpacks_too_large", path=str(path), limit_mb=error.facts["limit_mb"]) from error
        raise
    if not text.text.strip() and not text.doubts:
        raise OfficeError("document_empty", path=str(path))
    return text


def _read(content: bytes, path: Path, scratch: Path, report: Report) -> DocumentText:
    if not content.strip(b"\0 \r\n\t"):
        raise OfficeError("document_empty", path=str(path))
    if b"%PDF-" in content[:1024]:
        from models.intake.documents.reading.pdf import read_pdf

        return read_pdf(path, report=report)
    if content.startswith(_PICTURES) or (content.startswith(b"RIFF") and content[8:12] == b"WEBP"):
        from models.intake.documents.reading.scans import read_scan

        return read_scan(content, path, report=report)
    if content.startswith(b"PK"):
        return _read_zip(content, path, scratch, report)
    if content.startswith(MAGIC):
        return _read_compound(content, path, scratch, report)
    if content.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{\\rtf"):
        return _converted(path, scratch, report, ".rtf")
    return _read_letters(content, path, scratch, report)


def _read_zip(content: bytes, path: Path, scratch: Path, report: Report) -> DocumentText:
    package = Package(content, str(path))
    if package.encrypted:
        raise OfficeError("document_password", path=str(path))
    if is_docx(package):
        text = read_docx(package)
        if not text.text.strip() and (pictures := page_pictures(package)):
            return read_pictures(package, pictures, report=report)
        return text
    if package.starting_with("xl/"):
        raise OfficeError("document_is_workbook", path=str(path))
    if "content.xml" in package and "mimetype" in package:
        kind = package.read("mimetype", 1024)
        if package.tells_encryption():
            raise OfficeError("document_password", path=str(path))
        if b"spreadsheet" in kind:
            raise OfficeError("document_is_workbook", path=str(path))
        if b"opendocument.text" in kind:
            return _converted(path, scratch, report, ".odt")
    raise OfficeError("not_a_document", path=str(path))


def _read_compound(content: bytes, path: Path, scratch: Path, report: Report) -> DocumentText:
    file = CompoundFile(content)
    if "EncryptedPackage" in file:
        raise OfficeError("document_password", path=str(path))
    if "WordDocument" in file:
        about = file.stream("WordDocument")[:12]
        if len(about) == 12 and struct.unpack_from("<H", about, 10)[0] & _FIB_ENCRYPTED:
            raise OfficeError("document_password", path=str(path))
        return _converted(path, scratch, report, ".doc")
    if "Workbook" in file or "Book" in file:
        raise OfficeError("document_is_workbook", path=str(path))
    if "MatOST" in file or "CONTENTS" in file:
        return _converted(path, scratch, report, ".wps")
    raise OfficeError("not_a_document", path=str(path))


def _read_letters(content: bytes, path: Path, scratch: Path, report: Report) -> DocumentText:
    text, _ = decoded(content)
    if is_binary(text):
        raise OfficeError("not_a_document", path=str(path))
    page = letter_page(content, text)
    if page is not None:
        return text_of(read_page(decoded(page)[0]), "html")
    head = text[:_HEAD]
    if _OFFICE_XML.search(head):
        return _converted(path, scratch, report, ".xml")
    if looks_like_page(text):
        return text_of(read_page(text), "html")
    if _XML.match(head):
        raise OfficeError("not_a_document", path=str(path))
    return read_plain_text(text)


def _converted(path: Path, scratch: Path, report: Report, ending: str) -> DocumentText:
    from models.intake.documents.reading.office_files import as_docx

    made = as_docx(path, scratch, ending, report=report)
    return read_docx(Package(made, str(path)), kind="doc")
