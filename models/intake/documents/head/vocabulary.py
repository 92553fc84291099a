"""The words of the head of a document, from `resources/intake/head.json`: places, agencies, titles, surnames; and how they are mended."""

from __future__ import annotations

import json
import re
from functools import cache

from models.intake.documents.head.letters import plain
from models.labels import RESOURCES
from models.registers.communes import communes, provinces

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_", re.UNICODE)
_LONGEST = 10
_USUAL = 16


@cache
def head_words() -> dict[str, list[str]]:
    """The lists of the file by their names."""
    found: dict[str, list[str]] = json.loads((RESOURCES / "intake" / "head.json").read_text(encoding="utf-8"))
    return found


def letters_of(text: str) -> str:
    """The words of a text without marks, capitals and punctuation, single spaces between."""
    return " ".join(_TOKEN.sub(_word_only, plain(text)).split())


def _word_only(found: re.Match[str]) -> str:
    return found[0] if found[0].isalnum() else " "


@cache
def province_names() -> dict[str, str]:
    """The provinces of today and of before 2025 by their letters."""
    return {letters_of(name): name for name in (*head_words()["old_provinces"], *provinces())}


@cache
def _commune_names() -> frozenset[str]:
    return frozenset(letters_of(each.name) for each in communes())


def is_place(name: str) -> bool:
    """Whether a province or a commune is called so, whatever the marks."""
    letters = letters_of(name)
    return letters in province_names() or letters in _commune_names()


@cache
def surnames() -> frozenset[str]:
    """The family names by their letters, marks kept: "Lê" is one, "Le" is none."""
    return frozenset(name.lower() for name in head_words()["surnames"])


@cache
def usual_surnames() -> dict[str, str]:
    """The most frequent family names by their letters: those begin the list of the file."""
    return {plain(name): name for name in head_words()["surnames"][:_USUAL]}


@cache
def _phrases() -> dict[tuple[str, ...], str]:
    words = head_words()
    known: dict[tuple[str, ...], str] = {}
    for name in (*words["levels"], *words["agency_words"], *words["fields"], *words["titles"]):
        known.setdefault(tuple(letters_of(name).split()), name)
    for name in province_names().values():
        known[tuple(letters_of(name).split())] = name
    # A field of one word ("Kinh tế" apart) is a word of the language too; what is written of a body begins with its head.
    return known


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(head_words()["abbreviations"])


def sentence_case(text: str) -> tuple[str, bool]:
    """A name in capitals as it is written in a sentence: "SỞ Y TẾ" is "Sở Y tế"; and whether a mark that a scan lost was put right.

    Known phrases come from the tables; other words are small, a word after "tỉnh", "xã", "phường" … and abbreviations are not.
    """
    tokens = list(_TOKEN.finditer(text))
    pieces: list[str] = []
    mended = False
    position = at = 0
    proper = False
    while at < len(tokens):
        pieces.append(text[position : tokens[at].start()])
        length, name = _known_phrase(tokens, at, text)
        if length:
            end = tokens[at + length - 1].end()
            written = text[tokens[at].start() : end]
            mended = mended or re.sub(r"\W+", "", written).lower() not in (re.sub(r"\W+", "", name).lower(), _other_tone(name))
            pieces.append(_spelt_as(written, name))
            proper = name in head_words()["levels"]
        else:
            length, end = 1, tokens[at].end()
            pieces.append(_cased(tokens[at][0], proper=proper))
            proper = proper and (tokens[at][0].isalpha() or tokens[at][0] in "-–'’")
        position, at = end, at + length
    said = "".join(pieces) + text[position:]
    return said[:1].upper() + said[1:], mended


_OLD_TONES = str.maketrans({"ủ": "u", "ỷ": "y", "ò": "o", "à": "a", "ó": "o", "á": "a", "ỏ": "o", "ả": "a"})


def _other_tone(name: str) -> str:
    """The spelling with the mark on the other vowel: "Uỷ ban", "Hoà Bình" are no slips."""
    squeezed = re.sub(r"\W+", "", name).lower()
    for new, old in (("ủy", "uỷ"), ("òa", "oà"), ("óa", "oá"), ("ỏa", "oả")):
        squeezed = squeezed.replace(new, old)
    return squeezed


def _spelt_as(written: str, name: str) -> str:
    """The phrase of the table, with the punctuation that stands between its words in the text."""
    theirs = [found[0] for found in _TOKEN.finditer(written) if found[0].isalnum()]
    ours = [found[0] for found in _TOKEN.finditer(name) if found[0].isalnum()]
    if len(theirs) != len(ours):
        return name
    said, position = [], 0
    words = iter(ours)
    for found in _TOKEN.finditer(written):
        said.append(written[position : found.start()])
        said.append(next(words) if found[0].isalnum() else found[0])
        position = found.end()
    return "".join(said)


def _known_phrase(tokens: list[re.Match[str]], at: int, text: str) -> tuple[int, str]:
    """The longest phrase of the tables that begins here: how many tokens it takes, and its spelling."""
    known = _phrases()
    letters: list[str] = []
    best = (0, "")
    for length in range(1, min(_LONGEST, len(tokens) - at) + 1):
        token = tokens[at + length - 1]
        if token[0].isalnum():
            letters.append(letters_of(token[0]))
            name = known.get(tuple(letters))
            if name is not None:
                best = (length, name)
        elif token[0] not in ",-–&":
            break
    # One word alone is mended only in its own right: "ban" in "ban hành" has nothing to do with a Ban.
    if best[0] == 1 and best[1].islower() and not text[tokens[at].start() : tokens[at].end()].isupper():
        return best if tokens[at][0].lower() == best[1] else (0, "")
    return best


def _cased(word: str, *, proper: bool) -> str:
    if word in _abbreviations() or any(letter.isdigit() for letter in word):
        return word
    if not word.isupper():
        return word
    return word.capitalize() if proper else word.lower()
