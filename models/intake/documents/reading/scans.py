"""Scans: pages that are pictures, read by Tesseract where the machine has it."""

from __future__ import annotations

import math
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from models.errors import OfficeError
from models.intake.documents.document_text import DocumentText, TextDoubt
from models.intake.documents.reading.ocr import Program, Reader, SeenPage, SeenWord, program
from models.intake.documents.reading.page import Box, Page, PageWord
from models.intake.documents.reading.page_text import text_of_pages
from models.intake.documents.reading.picture_rules import SeenLines, add_rules, lines_in, without_lines
from models.intake.documents.reading.pictures import as_pdf
from models.intake.documents.reading.run_together import apart
from models.intake.lettering.syllables import is_syllable
from models.progress import Report, no_report

DOTS_PER_INCH = 300
MOST_PAGES = 60
"""So many pages of pictures are read; a page takes some seconds."""
_MOST_PIXELS = 40_000_000
_MIRED = 45.0
_ENOUGH = 12
"""A page of so few words is judged by how sure Tesseract is of them."""
_LEAST_ANGLE = 0.001
_ROOM = 0.12
_HEAD = 0.36
_PALEST = 200
# What is paler than ink of a seal is paper, what is darker gets all shades.
_PALE = bytes(min(255, shade * 255 // _PALEST) for shade in range(256))


def read_scan(content: bytes, path: Path, *, report: Report = no_report) -> DocumentText:
    """The text of a picture of pages, of the file at `path`, whose name is told.

    `report` is called several times a second and may stop it by raising.

    Raises OfficeError `no_ocr` where nothing here reads pictures, `document_damaged` where the picture cannot be read,
    `document_empty` where no words stand in it.
    """
    tesseract = needed(path)
    made = as_pdf(content)
    if made is not None:
        pages, count = _drawn(made, tesseract, report), 1
    else:
        with Reader(tesseract) as reader:
            future = reader.start(content)
            reader.wait_for([future], lambda: report(0, 1))
            seen = future.result()
        pages, count = [page_seen(each) for each in seen[:MOST_PAGES]], len(seen)
    if not pages:
        raise OfficeError("document_damaged", path=str(path))
    if not any(page.words for page in pages):
        raise OfficeError("document_empty", path=str(path))
    doubts = [TextDoubt("scan_read")]
    if count > MOST_PAGES:
        doubts.append(TextDoubt("text_cut", (("pages", MOST_PAGES),)))
    return text_of_pages(pages, "scan", tuple(doubts))


def _drawn(made: bytes, tesseract: Program, report: Report) -> list[Page]:
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(made)
    except pypdfium2.PdfiumError:
        return []
    try:
        return list(read_pdf_pages(pdf, [0], tesseract, lambda done: report(done, 1)).values())
    finally:
        pdf.close()


def needed(path: Path) -> Program:
    """The program that reads pictures. Raises OfficeError `no_ocr`."""
    tesseract = program()
    if tesseract is None:
        raise OfficeError("no_ocr", path=str(path))
    return tesseract


def read_pdf_pages(pdf: Any, numbers: list[int], tesseract: Program, tick: Callable[[int], None]) -> dict[int, Page]:
    """Pages of a PDF of pypdfium2, drawn and read. Pages that cannot be are missing. `tick` is told how many are done."""
    found: dict[int, Page] = {}
    with Reader(tesseract) as reader:
        waiting = list(numbers)
        running: dict[int, Future[list[SeenPage]]] = {}
        lines: dict[int, SeenLines | None] = {}
        while waiting or running:
            while waiting and len(running) < reader.at_once:
                number = waiting.pop(0)
                drawn = draw_page(pdf, number)
                if drawn is not None:
                    lines[number] = drawn.lines
                    running[number] = reader.start(drawn.picture, drawn.dots_per_inch)
            if not running:
                continue
            reader.wait_for(list(running.values()), lambda: tick(len(found)))
            for number in [number for number, future in running.items() if future.done()]:
                seen = running.pop(number).result()
                if seen:
                    found[number] = page_seen(seen[0], 0, lines[number])
                    if not _is_upright(seen[0]):
                        found[number] = _turned(pdf, number, reader, lambda: tick(len(found))) or found[number]
    return found


def _turned(pdf: Any, number: int, reader: Reader, tick: Callable[[], None]) -> Page | None:
    """The page once more where it lay on its side or upside down; None where it did not."""
    drawn = draw_page(pdf, number)
    if drawn is None:
        return None
    turning = reader.start_turning(drawn.picture)
    reader.wait_for([turning], tick)
    angle = turning.result()
    drawn = draw_page(pdf, number, angle) if angle in (90, 180, 270) else None
    if drawn is None:
        return None
    future = reader.start(drawn.picture, drawn.dots_per_inch)
    reader.wait_for([future], tick)
    seen = future.result()
    return page_seen(seen[0], angle, drawn.lines) if seen and _is_upright(seen[0]) else None


def _is_upright(seen: SeenPage) -> bool:
    """Whether a page was read the right way up: its words are wider than high, and Vietnamese."""
    said = [word for word in seen.words if len(word.text) > 2 and word.text.isalpha()]
    if len(said) < _ENOUGH:
        return seen.sure >= _MIRED
    wide = sum(1 for word in said if word.right - word.left > word.bottom - word.top)
    spelt = sum(1 for word in said if is_syllable(word.text))
    return wide * 2 > len(said) and spelt * 3 > len(said)


class Drawn(NamedTuple):
    """A page as a grey picture (PGM) without its ruled lines, which are told apart."""

    picture: bytes
    dots_per_inch: int
    lines: SeenLines | None


def draw_page(pdf: Any, number: int, turned: int = 0) -> Drawn | None:
    """A page as Tesseract is given it; None where it cannot be drawn. `turned` by degrees, as the clock goes."""
    import pypdfium2

    try:
        page = pdf[number]
        width, height = page.get_size()
        if width <= 0 or height <= 0:
            return None
        scale = min(DOTS_PER_INCH / 72, (_MOST_PIXELS / (width * height)) ** 0.5)
        bitmap = page.render(scale=scale, rotation=turned, prefer_bgrx=True, maybe_alpha=False)
        across, down, stride = bitmap.width, bitmap.height, bitmap.stride
        content = bytes(bitmap.buffer)
        bitmap.close()
        page.close()
    except (pypdfium2.PdfiumError, IndexError, ValueError, MemoryError):
        return None
    if stride != 4 * across:
        content = b"".join(content[row * stride : row * stride + 4 * across] for row in range(down))
    head = round(down * _HEAD) if number == 0 else 0
    shades = without_inks(content, head * across)
    lines = lines_in(shades, across, down)
    if lines is not None:
        shades = without_lines(shades, across, down, lines)
    return Drawn(b"P5 %d %d 255\n" % (across, down) + shades, max(72, round(scale * 72)), lines)


def without_inks(content: bytes, kept: int) -> bytes:
    """A picture (blue, green, red and an empty byte for each dot) in grey, its seals and signatures faded: they stand over the words.

    The first `kept` dots keep theirs: "HỎA TỐC" and "MẬT" are stamped in red beside the head, and must be read.
    """
    blue, green, red = content[::4], content[1::4], content[2::4]
    if red == blue:
        return green
    return green[:kept] + bytes(map(max, red[kept:], blue[kept:])).translate(_PALE)


def page_seen(seen: SeenPage, turned: int = 0, lines: SeenLines | None = None) -> Page:
    """A page of words in points, straightened: lines that slope by the scanner lie flat for the reading; boxes stay as they are.

    `turned`: by how many degrees the picture was turned for the reading; boxes are those of the page as it is shown. `lines` are the
    ruled ones of the picture.
    """
    points = 842.0 / max(seen.width, seen.height)
    page = Page(seen.width * points, seen.height * points)
    angle = _slope(seen)
    sine, cosine = math.sin(-angle), math.cos(-angle)
    middle_x, middle_y = seen.width / 2, seen.height / 2

    def straight(x: float, y: float) -> tuple[float, float]:
        x, y = x - middle_x, y - middle_y
        return (x * cosine - y * sine + middle_x) * points, (x * sine + y * cosine + middle_y) * points

    bands = _bands(seen, sine, cosine)
    for word in seen.words:
        across, down = straight((word.left + word.right) / 2, (word.top + word.bottom) / 2)
        half, tall = (word.right - word.left) / 2 * points, (word.bottom - word.top) / 2 * points
        top, bottom = down - tall, down + tall
        band = bands.get(word.line)
        if band is not None and band[0] * points - tall < down < band[1] * points + tall and tall < (band[1] - band[0]) * points:
            top, bottom = band[0] * points, band[1] * points
        box = (word.left / seen.width, word.top / seen.height, word.right / seen.width, word.bottom / seen.height)
        for _ in range(turned // 90):
            box = (box[1], 1 - box[2], box[3], 1 - box[0])
        _add(page, PageWord(word.text, across - half, top, across + half, bottom, box), turned)
    if lines is not None:
        add_rules(lines, straight, page)
    return page


def _add(page: Page, word: PageWord, turned: int) -> None:
    """Add a word; each of its parts where several were run together, with its share of the place."""
    parts = apart(word.text)
    if len(parts) == 1:
        page.words.append(word)
        return
    done, whole = 0, len(word.text)
    for part in parts:
        begin, end = done / whole, (done + len(part)) / whole
        done += len(part)
        wide = word.right - word.left
        page.words.append(
            PageWord(part, word.left + begin * wide, word.top, word.left + end * wide, word.bottom, _share(word.box, begin, end, turned))
        )


def _share(box: Box, begin: float, end: float, turned: int) -> Box:
    """A part of the place of a word, along the direction in which it is read on the page as it is shown."""
    left, top, right, bottom = box
    if turned in (90, 180):
        begin, end = 1 - end, 1 - begin
    if turned in (90, 270):
        return left, top + begin * (bottom - top), right, top + end * (bottom - top)
    return left + begin * (right - left), top, left + end * (right - left), bottom


def _lines(seen: SeenPage) -> dict[tuple[str, str, str], list[SeenWord]]:
    lines: dict[tuple[str, str, str], list[SeenWord]] = {}
    for word in seen.words:
        lines.setdefault(word.line, []).append(word)
    return lines


def _slope(seen: SeenPage) -> float:
    """By which angle (radians) the lines of a page run down to the right."""
    slopes = []
    for words in _lines(seen).values():
        across = words[-1].left - words[0].left
        if len(words) >= 5 and across > 0.25 * seen.width:
            # Words that hang below the line ("ngày", "(") would tilt single pairs: halves of the line are compared.
            half = len(words) // 2
            low_left = median(word.bottom for word in words[:half])
            low_right = median(word.bottom for word in words[-half:])
            apart = median(word.left for word in words[-half:]) - median(word.left for word in words[:half])
            if apart > 0:
                slopes.append((low_right - low_left) / apart)
    angle = math.atan(median(slopes)) if len(slopes) >= 3 else 0.0
    return angle if _LEAST_ANGLE < abs(angle) < 0.2 else 0.0


def _bands(seen: SeenPage, sine: float, cosine: float) -> dict[tuple[str, str, str], tuple[float, float]]:
    """The top and bottom that the letters of a line have in common once it lies flat: a word's own box depends on its letters."""
    bands = {}
    middle_x, middle_y = seen.width / 2, seen.height / 2
    for key, words in _lines(seen).items():
        tops, bottoms = [], []
        for word in words:
            x, y = (word.left + word.right) / 2 - middle_x, (word.top + word.bottom) / 2 - middle_y
            down, tall = x * sine + y * cosine + middle_y, (word.bottom - word.top) / 2
            tops.append(down - tall)
            bottoms.append(down + tall)
        tops.sort()
        bottoms.sort(reverse=True)
        top, bottom = tops[len(tops) // 4], bottoms[len(bottoms) // 4]
        # As high as a font's letters are: with the room above and below that a PDF's have too.
        room = _ROOM * (bottom - top)
        bands[key] = (top - room, bottom + room)
    return bands
