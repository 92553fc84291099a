"""Files that are text: letter for letter as they stand, in NFC, with "\\n" between lines."""

from __future__ import annotations

from models.intake.documents.document_text import DocumentText, TextDoubt
from models.intake.documents.reading.lettering import mended
from models.intake.lettering.letters import composed

MOST_LETTERS = 4_000_000
"""Of a text; three thousand pages. What comes after is not read, and that is told."""
_MOST_PAGES = 10_000
CUT = TextDoubt("text_cut")
OLD_FONT = TextDoubt("old_font_mended")


def read_plain_text(text: str) -> DocumentText:
    """A text file. Old codings are mended where that is sure; a form feed begins a page."""
    plain = composed(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", ""))
    doubts: list[TextDoubt] = []
    if len(plain) > MOST_LETTERS:
        plain = plain[:MOST_LETTERS]
        doubts.append(CUT)
    lines = mended(plain.split("\n"))
    if lines is not None:
        plain = "\n".join(lines)
        doubts.append(OLD_FONT)
    pages = [0]
    while (place := plain.find("\f", pages[-1])) >= 0 and place + 1 < len(plain) and len(pages) < _MOST_PAGES:
        pages.append(place + 1)
    return DocumentText(plain, "text", tuple(pages), doubts=tuple(doubts))
