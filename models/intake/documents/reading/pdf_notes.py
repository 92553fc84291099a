"""What annotations and form fields show on a PDF page: signing programs print their stamps so, and offices their number and day."""

from __future__ import annotations

import ctypes
import re
from typing import Any

import pypdfium2.raw as pdfium

from models.intake.documents.reading.pdf_words import PdfPage, Turn, words_of

_MOST = 300
_UNSEEN = {pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP, pdfium.FPDF_ANNOT_HIGHLIGHT, pdfium.FPDF_ANNOT_UNDERLINE}
# "1234", "1234/UBND-VX", "05", "05/3/2026", "ngày 05 tháng 3 năm 2026".
_ENTERED = re.compile(
    r"(?:\d{1,5}(?:\s*/\s*[A-ZĐƯ0-9&-]{1,20}){0,2}|\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|(?:ngày\s*)?\d{1,2}\s*tháng.{1,20})$"
)

Place = tuple[float, float, float, float]


def with_notes(pdf: Any, number: int, turn: Turn, found: PdfPage) -> PdfPage:
    """The words of a page with those that its annotations show: a number or a day is text, all else is a stamp."""
    page = pdf[number]
    try:
        places = _places(page, turn)
        if not places or pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY) != pdfium.FLATTEN_SUCCESS:
            return found
    finally:
        page.close()
    page = pdf[number]
    try:
        width, height = page.get_size()
        flat = words_of(page, turn, width, height)
    finally:
        page.close()
    before = {(word.text, word.box) for word in found.page.words}
    for place in places:
        new = [word for word in flat.page.words if (word.text, word.box) not in before and _inside(word.box, place)]
        if not _ENTERED.match(" ".join(word.text for word in new)):
            for word in new:
                word.look = "stamp"
    return flat


def _places(page: Any, turn: Turn) -> list[Place]:
    """Where annotations stand that show something, as parts of the page."""
    width, height = page.get_size()
    places: list[Place] = []
    corner = pdfium.FS_RECTF()
    for index in range(min(_MOST, pdfium.FPDFPage_GetAnnotCount(page.raw))):
        note = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if not note:
            continue
        if pdfium.FPDFAnnot_GetSubtype(note) not in _UNSEEN and pdfium.FPDFAnnot_GetRect(note, ctypes.byref(corner)):
            one, other = turn(corner.left, corner.top), turn(corner.right, corner.bottom)
            left, right = sorted((one[0] / width, other[0] / width))
            top, bottom = sorted((one[1] / height, other[1] / height))
            if right > left and bottom > top:
                places.append((left, top, right, bottom))
        pdfium.FPDFPage_CloseAnnot(note)
    return places


def _inside(box: Place, place: Place) -> bool:
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return place[0] <= across <= place[2] and place[1] <= down <= place[3]


def has_notes(page: Any) -> bool:
    """Whether a page has any annotation."""
    return bool(pdfium.FPDFPage_GetAnnotCount(page.raw) > 0)
