"""The ruled lines of a PDF page: what its tables are drawn with."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from models.intake.documents.reading.page import Page, Rule
from models.intake.documents.reading.pdf_words import Turn

_MOST_OBJECTS = 6_000
_MOST_SEGMENTS = 40_000
_DEEPEST = 3
_SHORTEST = 6.0
_THICKEST = 3.0

Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def find_rules(raw_page: Any, turn: Turn, page: Page, turned: int) -> None:
    """Add the lines that stand upright or lie flat to the page; maps and drawings without end are given up.

    `turned`: by how many degrees (0, 90, 270) the page was turned upright for the reading.
    """
    segments = [_MOST_SEGMENTS]
    for path, matrix in _objects(raw_page):
        for outline, stroked in _outlines(path, matrix, segments):
            places = (turn(x, y) for x, y in outline)
            if turned == 90:
                places = ((y, page.height - x) for x, y in places)
            elif turned == 270:
                places = ((page.width - y, x) for x, y in places)
            _add(page, list(places), stroked=stroked)


def _objects(raw_page: Any) -> Iterator[tuple[Any, Matrix]]:
    """The paths of a page with their matrices, those in forms too."""
    left = _MOST_OBJECTS
    count = min(pdfium.FPDFPage_CountObjects(raw_page), left)
    todo: list[tuple[Any, Matrix, int]] = [(pdfium.FPDFPage_GetObject(raw_page, index), _SAME, 0) for index in range(count)]
    while todo and left > 0:
        item, matrix, depth = todo.pop()
        left -= 1
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield item, _product(_matrix(item), matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = _product(_matrix(item), matrix)
            count = min(max(0, pdfium.FPDFFormObj_CountObjects(item)), left)
            todo.extend((pdfium.FPDFFormObj_GetObject(item, index), inner, depth + 1) for index in range(count))


def _matrix(item: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(found)):
        return _SAME
    return found.a, found.b, found.c, found.d, found.e, found.f


def _product(first: Matrix, then: Matrix) -> Matrix:
    if then == _SAME:
        return first
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _outlines(path: Any, matrix: Matrix, left: list[int]) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """Each outline of a path as its corners, and whether it is drawn as a line; curves make none."""
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(filled), ctypes.byref(stroked)) or not (filled.value or stroked.value):
        return
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    corners: list[tuple[float, float]] = []
    for index in range(min(pdfium.FPDFPath_CountSegments(path), left[0])):
        left[0] -= 1
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        if kind == pdfium.FPDF_SEGMENT_MOVETO and corners:
            yield corners, bool(stroked.value)
            corners = []
        corners.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if pdfium.FPDFPathSegment_GetClose(segment):
            corners.append(corners[0])
    if corners:
        yield corners, bool(stroked.value)


def _add(page: Page, corners: list[tuple[float, float]], *, stroked: bool) -> None:
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    top, bottom = min(y for _, y in corners), max(y for _, y in corners)
    if bottom - top <= _THICKEST or right - left <= _THICKEST:
        if max(bottom - top, right - left) >= min(_SHORTEST, page.height):
            _line(page, left, top, right, bottom)
    elif stroked:
        for (x0, y0), (x1, y1) in pairwise(corners):
            if (abs(x0 - x1) <= 1 or abs(y0 - y1) <= 1) and max(abs(x0 - x1), abs(y0 - y1)) >= _SHORTEST:
                _line(page, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _line(page: Page, left: float, top: float, right: float, bottom: float) -> None:
    if right - left >= bottom - top:
        page.across.append(Rule((top + bottom) / 2, left, right))
    else:
        page.down.append(Rule((left + right) / 2, top, bottom))
