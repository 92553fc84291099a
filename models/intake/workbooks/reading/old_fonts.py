"""Texts in TCVN3 and VNI: recognised by whether their words become Vietnamese, turned into Unicode cell by cell.

A word speaks for a coding when it is no Vietnamese syllable as it stands, and one when it is turned; it speaks against when it is
the other way round, or holds a letter the coding does not have. A file is touched only where several different words speak for a
coding; in it, cells that could be either way ("hé" is "hộ" in TCVN3) go with their column.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from models.intake.lettering.old_codings import CODINGS, LETTERS, WORDS
from models.intake.lettering.syllables import is_syllable
from models.intake.workbooks.book import Book, RawSheet, SheetRow
from models.intake.workbooks.cells import Cell

_BEYOND = re.compile("[^\x00-\xff\u2013\u2014\u2018-\u201e\u2022\u2026]")
_OLD_LETTER = re.compile("[\xa1-\xff]")
_WORD = re.compile("[A-Za-z\xa1-\xff]+")
# Letters of Latin-1 that no Vietnamese word has; beside an ASCII letter ("Q§", "HÑND") they are a sign of an old coding.
_ODD = "[^\x00-\xa0ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý]"
_STRANGE = re.compile(f"(?<=[A-Za-z]){_ODD}|{_ODD}(?=[A-Za-z])")
_CAPITALS = re.compile("[A-Z]")
_SMALL = re.compile("[a-z]")
# So many different words make a file one that holds old texts; so many make every cell with one such word old.
_SOME = 2
_MANY = 3
# The second coding of a file that holds both has at least this part of the first's words; less is chance.
_FEWER = 5
# A file that shows none in so many texts holds none.
_ENOUGH = 4_000


Fonts = Mapping[int, Mapping[int, str]]
"""Row -> column -> what `coding_of_font` says, for the cells of a sheet that are in an old font."""


@dataclass(slots=True)
class Watch:
    """Looks at texts while they are read, until it is sure. `fonts` are the codings of the fonts that the file uses."""

    words: dict[str, set[str]] = field(default_factory=lambda: {coding: set() for coding in CODINGS})
    fonts: set[str] = field(default_factory=set)
    looked_at: int = 0

    def look(self, text: str) -> None:
        """One more text that is not plain ASCII."""
        if self.looked_at < _ENOUGH and _OLD_LETTER.search(text) and not _BEYOND.search(text):
            self.looked_at += 1
            for coding, words in self.words.items():
                words.update(_speaking(text, coding)[0])

    def found(self) -> dict[str, int]:
        """The codings that the file holds, with the number of different words that say so."""
        most = max(len(words) for words in self.words.values())
        found = {coding: len(words) for coding, words in self.words.items() if len(words) >= max(_SOME, most // _FEWER)}
        for font in self.fonts:
            coding = font.partition("_")[0]
            if self.words[coding]:
                found[coding] = max(_MANY, len(self.words[coding]))
        return found


def _speaking(text: str, coding: str) -> tuple[list[str], list[str]]:
    """The words of a text that speak for the coding, and those that speak against."""
    decode = CODINGS[coding]
    speak_for: list[str] = []
    against: list[str] = []
    for word in _WORD.findall(text):
        if word.isascii() or len(word) < 2:
            continue
        turned = decode(word)
        if is_syllable(word):
            if not is_syllable(turned) or not WORDS[coding].fullmatch(word):
                against.append(word)
        elif is_syllable(turned) and any(letter.isascii() for letter in word):
            speak_for.append(word)
    return speak_for, against


class Turning:
    """What became of each different text of a book."""

    def __init__(self, codings: Mapping[str, int]) -> None:
        self._codings = tuple(codings)
        self._many = {coding: words >= _MANY for coding, words in codings.items()}
        self._verdicts: dict[str, str] = {}

    def verdict(self, text: str) -> str:
        """The coding a text is in, "unicode", "open" where it could be either, "" where it does not matter."""
        known = self._verdicts.get(text)
        if known is None:
            known = self._verdicts[text] = self._judge(text)
        return known

    def _judge(self, text: str) -> str:
        if text.isascii():
            return ""
        if _BEYOND.search(text):
            return "unicode"
        if not _OLD_LETTER.search(text):
            return ""
        best, most, contrary = "open", 0, False
        for coding in self._codings:
            speak_for, against = _speaking(text, coding)
            contrary = contrary or bool(against)
            score = len(speak_for) - len(against)
            if score > most and (len(speak_for) > 1 or self._many[coding]):
                best, most = coding, score
        if best != "open":
            return best
        if contrary:
            return "unicode"
        strange = set(_STRANGE.findall(text))
        return next((coding for coding in self._codings if self._many[coding] and strange and strange <= LETTERS[coding]), "open")


def in_unicode(book: Book, codings: Mapping[str, int], fonts: Mapping[int, Fonts] | None = None) -> Book:
    """The book with its old texts turned into Unicode, and how many cells were.

    `codings` is what `Watch.found` says; `fonts` are, by the place of the sheet, those of its cells that are in an old font.
    """
    turning = Turning(codings)
    counts: Counter[str] = Counter()
    sheets = tuple(_turned_sheet(sheet, turning, counts, (fonts or {}).get(place)) for place, sheet in enumerate(book.sheets))
    return replace(book, sheets=sheets, old_fonts=tuple(sorted(counts.items())))


def _turned_sheet(sheet: RawSheet, turning: Turning, counts: Counter[str], fonts: Fonts | None) -> RawSheet:
    columns: dict[int, Counter[str]] = {}
    for row in sheet.rows:
        for index, cell in enumerate(row.cells):
            if isinstance(cell, str) and (verdict := turning.verdict(cell)):
                columns.setdefault(index, Counter())[verdict] += 1
    whole = sum(columns.values(), Counter[str]())
    usual = {index: _usual(verdicts) or _usual(whole) for index, verdicts in columns.items()}
    mixed = {index for index, verdicts in columns.items() if len(verdicts.keys() - {"open"}) > 1}
    if not fonts and not any(verdict in CODINGS for verdict in whole):
        return sheet
    rows: list[SheetRow] = []
    for row in sheet.rows:
        in_row = None if fonts is None else fonts.get(row.number, {})
        cells: list[Cell] = list(row.cells)
        verdicts = {index: turning.verdict(cell) for index, cell in enumerate(cells) if isinstance(cell, str)}
        said = {verdict for verdict in verdicts.values() if verdict not in ("", "open")}
        for index, verdict in verdicts.items():
            font = "" if in_row is None else in_row.get(index, "")
            if verdict == "open":
                if in_row is not None:
                    verdict = font.partition("_")[0]
                else:
                    # Somebody who retypes an old list in Unicode does so row by row, or column by column.
                    verdict = next(iter(said)) if len(said) == 1 and index in mixed else usual[index]
            cell = cells[index]
            turned = turned_text(str(cell), verdict) if verdict in CODINGS else str(cell)
            if font.endswith("_capitals") and verdict != "unicode":
                turned = turned.upper()
            if turned != cell:
                counts[verdict or font.partition("_")[0]] += 1
                cells[index] = turned
        rows.append(replace(row, cells=tuple(cells)))
    return replace(sheet, rows=tuple(rows))


def _usual(verdicts: Counter[str]) -> str:
    """What most cells are that are sure, "" where none is."""
    sure = [(count, verdict) for verdict, count in verdicts.items() if verdict != "open"]
    return max(sure)[1] if sure else ""


def turned_text(text: str, coding: str) -> str:
    """One text of a coding in Unicode. A word in it that was retyped in Unicode stays."""
    decode = CODINGS[coding]

    def turned(found: re.Match[str]) -> str:
        word = found[0]
        new = decode(word)
        return word if is_syllable(word) and not is_syllable(new) else new

    new = _WORD.sub(turned, text)
    # Capitals with a tone are written with the small letter, in a font of capitals.
    if coding == "tcvn3" and len(_CAPITALS.findall(text)) > 1 and not _SMALL.search(text):
        new = new.upper()
    return new
