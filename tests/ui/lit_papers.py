"""Papers for the tests of the document view: a PDF of these words, and the words with their places as a reader gives them."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PySide6.QtGui import QFont, QPainter, QPdfWriter

from models.intake.documents.document_text import DocumentText, Span, WordBox


def span_of(text: str, words: str, nth: int = 0) -> Span:
    """Where these words stand for the nth time, from 0."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def written_pdf(path: Path, pages: list[list[str]]) -> Path:
    """A PDF with these lines on its pages, one under the other."""
    writer = QPdfWriter(str(path))
    writer.setResolution(72)
    painter = QPainter(writer)
    painter.setFont(QFont("Liberation Serif", 13))
    for number, lines in enumerate(pages):
        if number:
            writer.newPage()
        for row, line in enumerate(lines):
            painter.drawText(40, 60 + 24 * row, line)
    painter.end()
    return path


def read_words(path: Path) -> DocumentText:
    """The words of such a PDF, line by line, each with its box."""
    text, pages, boxes = "", [], []
    pdf = pypdfium2.PdfDocument(path)
    for number, page in enumerate(pdf):
        pages.append(len(text))
        wide, high = page.get_size()
        letters = page.get_textpage()
        said = letters.get_text_range()
        begun = None
        for place in range(len(said) + 1):
            if place < len(said) and not said[place].isspace():
                begun = place if begun is None else begun
            elif begun is not None:
                edges = [letters.get_charbox(each) for each in range(begun, place)]
                at = len(text) + begun
                left, right = min(edge[0] for edge in edges), max(edge[2] for edge in edges)
                bottom, top = min(edge[1] for edge in edges), max(edge[3] for edge in edges)
                boxes.append(WordBox(at, at + place - begun, number, left / wide, 1 - top / high, right / wide, 1 - bottom / high))
                begun = None
        # One letter for one: "\r\n" stays two, so that places stay right.
        text += said.replace("\r", " ") + "\n\n"
    pdf.close()
    return DocumentText(text, "pdf", tuple(pages), boxes=tuple(boxes))
