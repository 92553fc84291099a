"""What lies on the clipboard as a document: files, a picture, or the words of one that were copied out of a mail."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from models.intake.documents.document_text import DocumentText
from models.intake.documents.head.reading_head import read_head
from ui.parts import attachments
from ui.workbooks.sources import workbooks_of

if TYPE_CHECKING:
    from models.office import Office

# A document's head is longer than that, and a field's words are shorter.
_LEAST = 150
_MOST = 2_000_000
# Whether it is a document is seen in its beginning and its end.
_LOOKED_AT = 6_000


def is_document(text: str) -> bool:
    """Whether a text is an administrative document, not words for a field and not rows of a spreadsheet."""
    if not _LEAST <= len(text) <= _MOST or "\t" in text or text.count("\n") < 3:
        return False
    seen = text if len(text) <= 2 * _LOOKED_AT else f"{text[:_LOOKED_AT]}\n\n{text[-_LOOKED_AT:]}"
    return read_head(DocumentText(seen.replace("\r\n", "\n"))).is_document


def is_table(text: str) -> bool:
    """Whether what was copied is rows of a spreadsheet, or of a table in a document."""
    return "\t" in text or "<table" in attachments.copied_as("html").lower()


def pasted_documents(office: Office, *, any_words: bool = False) -> list[Path]:
    """The files that were copied, the picture, or the text of a document as a file; none for anything else. Workbooks are none.

    `any_words`: many words that are no table count too, as those of a mail.

    Raises OfficeError where a picture or a text cannot be written to this machine.
    """
    copied = attachments.clipboard()
    if attachments.has_files(copied):
        return [] if workbooks_of(copied) else attachments.files_of(copied, office)
    text = QGuiApplication.clipboard().text()
    words = any_words and _LEAST <= len(text) <= _MOST and not is_table(text)
    return [attachments.text_file(text, office)] if words or is_document(text) else []
