"""The words of a PDF page with their places and fonts, as pdfium gives them."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from models.intake.documents.reading.page import Box, Page, PageWord
from models.intake.lettering.old_codings import coding_of_font

_WORD = re.compile(r"[^\s\x00-\x1f\ufffe\uffff]+")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_ODD = re.compile("[\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ue000-\uf8ff]")
_STRANGE = re.compile("[\ufffd\ue000-\uf8ff\U00010000-\U0010ffff]")
_FORCED_BOLD = 1 << 18
_ITALIC = 1 << 6
_BOLD_WEIGHT = 600
_PARTS = 100_000
_INVISIBLE = 3
_TOUCH = 0.09
_FAR = 1e6
_APART = 0.7
# What fonts of symbols have in the private area, by habit of Word: bullets, dashes, arrows, ticks.
_SYMBOLS = {
    0xF02D: "-", 0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF0FC: "✓", 0xF0A8: "□", 0xF06F: "o", 0xF0E0: "→", 0xF0AE: "→", 0xF02B: "+",
    0xF0B0: "°", 0xF0B3: "≥", 0xF0A3: "≤", 0xF0B1: "±", 0xF0B4: "×", 0xF076: "❖", 0xF071: "❑", 0xF0F0: "⇨", 0xF020: " ", 0xF02F: "/",
}  # fmt: skip


@dataclass(slots=True)
class PdfPage:
    """A page with what its fonts say. `old` are words in fonts of old codings; `strange` counts letters that stand for nothing.

    `turned`: by so many degrees words lie as the page is shown; their places are those of the page turned upright.
    `unseen`: the words lie unseen over a picture of the page. `apart`: words stand beside each other that are no neighbours, as in
    columns and tables.
    """

    page: Page
    old: list[tuple[PageWord, str]] = field(default_factory=list)
    letters: int = 0
    strange: int = 0
    turned: int = 0
    unseen: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """How the coordinates of a PDF page become points of the page as it is shown (its turning and its cropping done)."""

    across: tuple[float, float, float]
    down: tuple[float, float, float]

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        """A place from the top left corner, in points."""
        return (
            self.across[0] * x + self.across[1] * y + self.across[2],
            self.down[0] * x + self.down[1] * y + self.down[2],
        )


def turn_of(page: Any, width: float, height: float) -> Turn:
    """The turning of a page of pypdfium2."""
    corners = []
    across, down = ctypes.c_int(), ctypes.c_int()
    for x, y in ((0, 0), (1000, 0), (0, 1000)):
        pdfium.FPDF_PageToDevice(page.raw, 0, 0, _PARTS, _PARTS, 0, x, y, ctypes.byref(across), ctypes.byref(down))
        corners.append((across.value / _PARTS * width, down.value / _PARTS * height))
    origin, right, up = corners
    return Turn(
        ((right[0] - origin[0]) / 1000, (up[0] - origin[0]) / 1000, origin[0]),
        ((right[1] - origin[1]) / 1000, (up[1] - origin[1]) / 1000, origin[1]),
    )


class _Letters:
    """The letters of a text page, asked for one by one."""

    def __init__(self, raw: Any, turn: Turn) -> None:
        self.raw = raw
        self.turn = turn
        self.count = max(0, pdfium.FPDFText_CountChars(raw))
        self._place = pdfium.FS_RECTF()
        self._placed = ctypes.byref(self._place)
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()
        self._fonts: dict[bytes, tuple[bool, bool, str]] = {}

    def text(self) -> str:
        """All letters; each at the place of its number."""
        buffer = (ctypes.c_ushort * (self.count + 1))()
        got = pdfium.FPDFText_GetText(self.raw, 0, self.count, buffer)
        text = bytes(buffer)[: 2 * max(0, got - 1)].decode("utf-16-le", "replace")
        if len(text) == self.count:
            return text
        # Letters without a meaning are left out of the whole text: then one by one.
        codes = (pdfium.FPDFText_GetUnicode(self.raw, index) for index in range(self.count))
        return "".join(chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd" for code in codes)

    def box(self, index: int) -> Box | None:
        """Left, top, right, bottom in points as the page is shown."""
        place = self._place
        if not pdfium.FPDFText_GetLooseCharBox(self.raw, index, self._placed):
            return None
        (a, b, c), (d, e, f) = self.turn.across, self.turn.down
        x, y, right, bottom = place.left, place.top, place.right, place.bottom
        left, top, right, bottom = a * x + b * y + c, d * x + e * y + f, a * right + b * bottom + c, d * right + e * bottom + f
        if left > right:
            left, right = right, left
        if top > bottom:
            top, bottom = bottom, top
        # Neither endless nor no number.
        return (left, top, right, bottom) if -_FAR < left <= right < _FAR and -_FAR < top <= bottom < _FAR else None

    def angle(self, index: int) -> int:
        """By how many degrees the letter is turned as the page is shown, to the next 1."""
        angle = pdfium.FPDFText_GetCharAngle(self.raw, index)
        if angle <= 0:
            angle = 0.0
        x, y = math.cos(angle), -math.sin(angle)  # pdfium counts as the clock goes
        across = self.turn.across[0] * x + self.turn.across[1] * y
        down = self.turn.down[0] * x + self.turn.down[1] * y
        return round(math.degrees(math.atan2(down, across))) % 360

    def font(self, index: int) -> tuple[bool, bool, str]:
        """Whether it is bold, italic; the old coding that its font draws."""
        pdfium.FPDFText_GetFontInfo(self.raw, index, self._name, 128, ctypes.byref(self._flags))
        name = self._name.value
        known = self._fonts.get(name)
        if known is None:
            plain = name.decode("utf-8", "replace").rpartition("+")[2]
            low = plain.lower()
            bold = "bold" in low or ",b" in low or low.endswith("-bd") or bool(self._flags.value & _FORCED_BOLD)
            if not bold and pdfium.FPDFText_GetFontWeight(self.raw, index) >= _BOLD_WEIGHT:
                bold = True
            italic = "italic" in low or "oblique" in low or bool(self._flags.value & _ITALIC)
            known = self._fonts[name] = (bold, italic, coding_of_font(plain))
        return known


def words_of(page: Any, turn: Turn, width: float, height: float) -> PdfPage:
    """All words of a page, in the order of the file."""
    found = PdfPage(Page(width, height))
    raw = pdfium.FPDFText_LoadPage(page.raw)
    if not raw:
        return found
    try:
        letters = _Letters(raw, turn)
        text = letters.text()
        plain = not _ODD.search(text) and unicodedata.is_normalized("NFC", text)
        angles: list[int] = []
        for match in _WORD.finditer(text):
            start, end = match.span()
            broken = start > 0 and text[start - 1] == "\n"
            for begin, stop, first, last in _on_one_line(letters, start, end):
                said = text[begin:stop] if plain else _said(text[begin:stop])
                if said:
                    _add(found, letters, said, begin, first, last, angles, broken=broken)
        found.letters = sum(len(word.text) for word in found.page.words)
        found.strange = sum(1 for letter in _STRANGE.findall(text) if ord(letter) not in _SYMBOLS)
        found.turned = _set_upright(found.page, angles)
    finally:
        pdfium.FPDFText_ClosePage(raw)
    return found


def _on_one_line(letters: _Letters, start: int, end: int) -> Sequence[tuple[int, int, Box, Box]]:
    """A word with its first and last letter; in pieces where its letters are far apart (pdfium joins a word over the end of a line)."""
    first = letters.box(start)
    last = letters.box(end - 1) if end - start > 1 else first
    if first is None or last is None:
        return ()
    height, other = first[3] - first[1], last[3] - last[1]
    height = height if height > other else other
    height = height if height > 1.0 else 1.0
    near = 0.6 * height
    if -near < first[3] - last[3] < near and -1.0 <= last[2] - first[0] < (end - start + 1) * height:
        return ((start, end, first, last),)
    height = max(height, first[2] - first[0])  # letters on their side are wide
    pieces = []
    begin, opening, before = start, first, first
    for index in range(start + 1, end):
        box = letters.box(index) or before
        if (abs(box[3] - before[3]) > 0.6 * height and not min(box[2], before[2]) > max(box[0], before[0])) or not (
            -2 * height < box[0] - before[2] < 2 * height
        ):
            pieces.append((begin, index, opening, before))
            begin, opening = index, box
        before = box
    return [*pieces, (begin, end, opening, before)]


def _add(found: PdfPage, letters: _Letters, said: str, start: int, first: Box, last: Box, angles: list[int], *, broken: bool) -> None:
    page = found.page
    left, top, right, bottom = first
    if first is not last:
        left, top = left if left < last[0] else last[0], top if top < last[1] else last[1]
        right, bottom = right if right > last[2] else last[2], bottom if bottom > last[3] else last[3]
    if right < 0 or bottom < 0 or left > page.width or top > page.height:
        return  # beside the page: cropped away
    if broken and page.words and _carries_on(page.words[-1], left, bottom):
        # pdfium ends a line between letters that the file places one by one.
        before = page.words[-1]
        before.text = unicodedata.normalize("NFC", before.text + said)
        before.top, before.right = min(before.top, top), right
        before.box = _box(before.left, before.top, before.right, before.bottom, page)
        return
    if page.words and not found.apart:
        before = page.words[-1]
        tall = before.bottom - before.top
        # Up again, or far to the right on one line.
        found.apart = top < before.top - 0.5 * tall or (top < before.bottom - 0.5 * tall and left - before.right > _APART * tall)
    bold, italic, coding = letters.font(start)
    added = PageWord(said, left, top, right, bottom, _box(left, top, right, bottom, page), bold, italic)
    page.words.append(added)
    if coding:
        found.old.append((added, coding))
    # Letters beside each other on one line need not be asked how they are turned.
    level = last[0] > first[0] and abs(first[3] - last[3]) < 0.05 * (bottom - top)
    angles.append(0 if level else letters.angle(start))


def _carries_on(word: PageWord, left: float, bottom: float) -> bool:
    """Whether a letter stands so close behind a word that no space is between them."""
    near = _TOUCH * (word.bottom - word.top)
    return -near < left - word.right < near and -near < word.bottom - bottom < near


def _said(word: str) -> str:
    if word.isascii() or not _ODD.search(word):
        return word if unicodedata.is_normalized("NFC", word) else unicodedata.normalize("NFC", word)
    word = _UNSEEN.sub("", word)
    word = "".join(_SYMBOLS.get(ord(letter), chr(ord(letter) - 0xF000) if "\uf021" <= letter <= "\uf07e" else letter) for letter in word)
    return unicodedata.normalize("NFC", word).strip()


def _box(left: float, top: float, right: float, bottom: float, page: Page) -> Box:
    width, height = page.width, page.height
    if left < 0 or top < 0 or right > width or bottom > height:
        left, top, right, bottom = max(left, 0.0), max(top, 0.0), min(right, width), min(bottom, height)
    return left / width, top / height, right / width, bottom / height


def _set_upright(page: Page, angles: list[int]) -> int:
    """Words that lie askew to the most are stamps; where the most lie on their side, places are turned for the reading. By how much."""
    if not angles:
        return 0
    main = Counter(angles).most_common(1)[0][0]
    for word, angle in zip(page.words, angles, strict=True):
        if abs((angle - main + 180) % 360 - 180) > 8:
            word.look = "stamp"
    if main not in (90, 270):
        return 0
    width, height = page.width, page.height
    for word in page.words:
        left, top, right, bottom = word.left, word.top, word.right, word.bottom
        if main == 90:  # read from the top down
            word.left, word.top, word.right, word.bottom = top, width - right, bottom, width - left
        else:
            word.left, word.top, word.right, word.bottom = height - bottom, left, height - top, right
    page.width, page.height = height, width
    return main


def has_unseen_text(page: Any) -> bool:
    """Whether the words lie unseen over a picture: what an OCR program puts into a scan."""
    seen = unseen = 0
    for index in range(min(60, pdfium.FPDFPage_CountObjects(page.raw))):
        item = pdfium.FPDFPage_GetObject(page.raw, index)
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_TEXT:
            if pdfium.FPDFTextObj_GetTextRenderMode(item) == _INVISIBLE:
                unseen += 1
            else:
                seen += 1
    return unseen > seen
