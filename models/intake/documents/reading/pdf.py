"""PDF files: pages with words are read as they are, pages that are pictures by Tesseract where the machine has it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from models.errors import OfficeError
from models.intake.documents.document_text import DocumentText, TextDoubt
from models.intake.documents.reading.lettering import mended
from models.intake.documents.reading.ocr import program
from models.intake.documents.reading.page import Page, PageWord
from models.intake.documents.reading.page_layout import pieces_of
from models.intake.documents.reading.page_stamps import mark_stamps
from models.intake.documents.reading.page_text import text_of_pages
from models.intake.documents.reading.pdf_notes import has_notes, with_notes
from models.intake.documents.reading.pdf_rules import find_rules
from models.intake.documents.reading.pdf_words import PdfPage, has_unseen_text, turn_of, words_of
from models.intake.documents.reading.scans import MOST_PAGES as MOST_PICTURES
from models.intake.documents.reading.scans import read_pdf_pages
from models.intake.lettering.old_codings import CODINGS, LETTERS
from models.intake.lettering.syllables import is_syllable
from models.progress import Report, no_report

MOST_PAGES = 400
MOST_LETTERS = 2_500_000
_FEW_LETTERS = 25
_MANY_LETTERS = 600
_ENOUGH_WORDS = 40
_DRAWN_LETTERS = 300
_LARGEST = 1e5
# One letter in so many that stands for nothing.
_MANY_STRANGE, _SOME_STRANGE = 5, 40
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_OLD_LETTER = re.compile("[\xa1-\xff]")
# Letters that the old codings use all the time and Vietnamese in Unicode never does.
_ODD_LETTER = re.compile("[¡-©¬-¯±-ºÄ-ÇËÎÏÐÑÖØÛÜÞßäåæçëîïñöøûüþ]")
_SOME = 5


def read_pdf(path: Path, *, report: Report = no_report) -> DocumentText:
    """The text of a PDF. `report` is told the pages, and may stop it by raising.

    Raises OfficeError `document_password`, `document_damaged`, `document_empty` (nothing stands on its pages), `no_ocr` (it is a scan,
    and nothing here reads pictures).
    """
    try:
        pdf = pypdfium2.PdfDocument(str(path))
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise OfficeError("document_password" if locked else "document_damaged", path=str(path)) from error
    except (OSError, ValueError) as error:
        raise OfficeError("document_damaged", path=str(path)) from error
    try:
        return _Reading(pdf, path, report).text()
    finally:
        pdf.close()


class _Reading:
    def __init__(self, pdf: Any, path: Path, report: Report) -> None:
        self._pdf = pdf
        self._path = path
        self._report = report
        self._count = len(pdf)
        if self._count < 1:
            raise OfficeError("document_damaged", path=str(path))
        self._doubts: list[TextDoubt] = []
        self._broken = 0

    def text(self) -> DocumentText:
        found = self._found()
        if _mend(found):
            self._doubts.append(TextDoubt("old_font_mended"))
        pages = [each.page for each in found]
        pictures = [number for number, each in enumerate(found) if self._is_picture(number, each)]
        if pictures:
            self._read_pictures(pages, pictures)
        if any(each.unseen for each in found) and not any(doubt.code == "scan_read" for doubt in self._doubts):
            self._doubts.append(TextDoubt("scan_read"))
        whole = len(pictures) * 2 > len(pages)
        text = text_of_pages(pages, "scan" if whole else "pdf", tuple(self._doubts))
        if not text.text.strip() and not text.doubts:
            raise OfficeError("document_damaged" if self._broken else "document_empty", path=str(self._path))
        return text

    def _found(self) -> list[PdfPage]:
        found: list[PdfPage] = []
        letters = 0
        for number in range(min(self._count, MOST_PAGES)):
            self._report(number, self._count)
            found.append(self._page(number))
            letters += found[-1].letters
            if letters > MOST_LETTERS:
                break
        if len(found) < self._count:
            self._doubts.append(TextDoubt("text_cut", (("pages", len(found)),)))
        return found

    def _page(self, number: int) -> PdfPage:
        try:
            page = self._pdf[number]
        except pypdfium2.PdfiumError:
            self._broken += 1
            return PdfPage(Page(595.0, 842.0))
        try:
            width, height = page.get_size()
            if not (0 < width < _LARGEST and 0 < height < _LARGEST):
                return PdfPage(Page(595.0, 842.0))
            turn = turn_of(page, width, height)
            found = words_of(page, turn, width, height)
            noted = has_notes(page)
            if found.page.words:
                found.unseen = has_unseen_text(page)
                if found.apart or found.turned:
                    find_rules(page.raw, turn, found.page, found.turned)
        finally:
            page.close()
        if noted:
            across, down = found.page.across, found.page.down
            unseen = found.unseen
            found = with_notes(self._pdf, number, turn, found)
            found.page.across, found.page.down, found.unseen = across, down, unseen
        return found

    def _is_picture(self, number: int, found: PdfPage) -> bool:
        """Whether the page must be seen to be read: it has a picture or drawn letters and no text, or its text is none."""
        words = found.page.words
        if found.letters < _MANY_LETTERS:
            mark_stamps(pieces_of(words), found.page.height)
        letters = sum(len(word.text) for word in words if not word.look)
        if letters > _FEW_LETTERS:
            if found.strange * _MANY_STRANGE > found.letters:
                return True
            # Words that can be read, but better from the picture where something here reads pictures.
            poor = found.strange * _SOME_STRANGE > found.letters or _is_gibberish(words) or (found.unseen and _has_no_marks(words))
            return poor and program() is not None
        try:
            page = self._pdf[number]
        except pypdfium2.PdfiumError:
            return False
        try:
            return _is_covered(page, found.page.width * found.page.height)
        finally:
            page.close()

    def _read_pictures(self, pages: list[Page], pictures: list[int]) -> None:
        tesseract = program()
        if tesseract is None:
            if len(pictures) == len(pages):
                raise OfficeError("no_ocr", path=str(self._path))
            self._doubts.append(TextDoubt("pages_unread", _numbers(pictures)))
            return
        wanted = pictures[:MOST_PICTURES]
        read = read_pdf_pages(self._pdf, wanted, tesseract, lambda done: self._report(done, len(wanted)))
        for number, page in read.items():
            pages[number] = page
        if any(page.words for page in read.values()):
            self._doubts.append(TextDoubt("scan_read"))
        missing = [number for number in pictures if number not in read]
        if missing:
            self._doubts.append(TextDoubt("pages_unread", _numbers(missing)))


def _numbers(pages: list[int]) -> tuple[tuple[str, str | int], ...]:
    told = ", ".join(str(number + 1) for number in pages[:12]) + ("…" if len(pages) > 12 else "")
    return (("pages", told), ("count", len(pages)))


def _is_covered(page: Any, area: float) -> bool:
    """Whether pictures cover a good part of the page, or it has letters that are drawn as outlines."""
    import ctypes

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    covered, drawn = 0.0, 0
    todo = [pdfium.FPDFPage_GetObject(page.raw, index) for index in range(min(2_000, pdfium.FPDFPage_CountObjects(page.raw)))]
    for item in todo:
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            drawn += 1
        elif kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM) and pdfium.FPDFPageObj_GetBounds(
            item, ctypes.byref(left), ctypes.byref(bottom), ctypes.byref(right), ctypes.byref(top)
        ):
            covered += max(0.0, right.value - left.value) * max(0.0, top.value - bottom.value)
    return covered > 0.3 * area or drawn > _DRAWN_LETTERS


def _is_gibberish(words: list[PageWord]) -> bool:
    """Whether what the file takes for words are none: hardly a Vietnamese syllable among them."""
    said = [each for word in words if not word.look for each in _LETTERS.findall(word.text)]
    return len(said) >= _ENOUGH_WORDS and sum(1 for each in said if is_syllable(each)) * 4 < len(said)


def _has_no_marks(words: list[PageWord]) -> bool:
    """Whether a program that knows no Vietnamese read the scan: of its words hardly one has a mark ("UY BAN NHAN DAN")."""
    said = [each for word in words if not word.look for each in _LETTERS.findall(word.text)]
    return len(said) >= _ENOUGH_WORDS and sum(1 for each in said if not each.isascii()) * 5 < len(said)


def _mend(found: list[PdfPage]) -> bool:
    """Turn letters of old codings into Unicode: those of fonts that name them, then those that their words give away."""
    old = [pair for each in found for pair in each.old if _OLD_LETTER.search(pair[0].text)]
    turned = [(word, CODINGS[coding.partition("_")[0]](word.text)) for word, coding in old if _fits(word.text, coding)]
    better = sum(is_syllable(new) - is_syllable(word.text) for word, new in turned)
    touched = better > 0
    if touched:
        for word, new in turned:
            word.text = new
        for word, coding in (pair for each in found for pair in each.old):
            if coding.endswith("_capitals"):
                word.text = word.text.upper()
    if sum(1 for each in found for word in each.page.words if not word.text.isascii() and _ODD_LETTER.search(word.text)) < _SOME:
        return touched
    pieces = [piece for each in found for piece in pieces_of(each.page.words)]
    lines = mended([piece.text for piece in pieces])
    if lines is None:
        return touched
    for piece, line in zip(pieces, lines, strict=True):
        said = line.split(" ")
        if len(said) == len(piece.words):
            for word, new in zip(piece.words, said, strict=True):
                touched = touched or word.text != new
                word.text = new
    return touched


def _fits(word: str, coding: str) -> bool:
    letters = LETTERS[coding.partition("_")[0]]
    return all(letter.isascii() or letter in letters for letter in word)
