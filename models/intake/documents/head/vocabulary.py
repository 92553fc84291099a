"""The words of the head of a document, from `resources/intake/head.json`: places, agencies, titles, surnames; and how they are mended."""

from __future__ import annotations

import json
import re
from difflib import get_close_matches
from functools import cache

from models.intake.documents.head.letters import plain
from models.intake.lettering.syllables import is_syllable
from models.labels import RESOURCES
from models.registers.communes import communes, provinces

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_", re.UNICODE)
_LONGEST = 10
_USUAL = 16
_NEAR = 0.85
_NEARER = 0.94
_BEFORE_LEVELS = ("nhan dan", "ubnd", "hdnd", "cong an", "dang uy", "dang bo", "thanh tra", "viet nam", "quan su")


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


_GLUED = 5
_LONGEST_SYLLABLE = 7


def unglued(words: str) -> str:
    """Capitals whose blanks a scan lost, as syllables again: "ĐẢNGỦYXÃTÂNHỒNG" is "ĐẢNG ỦY XÃ TÂN HỒNG"."""
    return " ".join(_syllables(word) if _is_glued(word) else word for word in words.split(" "))


def _is_glued(word: str) -> bool:
    """Whether capitals may be several words: longer than a syllable can be, or with marks and no syllable."""
    long = len(word) > _LONGEST_SYLLABLE or (len(word) >= _GLUED and not word.isascii())
    return long and word.isalpha() and word.isupper() and word not in abbreviations()


def _syllables(word: str) -> str:
    """The word taken apart into the fewest syllables, of equals those that names of agencies have; as it is where that cannot be done."""
    if is_syllable(word):
        return word
    best: list[tuple[int, int, str] | None] = [(0, 0, "")] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - _LONGEST_SYLLABLE), end):
            before, piece = best[start], word[start:end]
            if before is not None and is_syllable(piece):
                way = (before[0] + 1, before[1] - (piece.lower() in _syllables_of_names()), f"{before[2]} {piece}".strip())
                best[end] = min(way, best[end] or way)
    found = best[-1]
    return found[2] if found is not None else word


@cache
def _syllables_of_names() -> frozenset[str]:
    words = head_words()
    names = (*words["agency_words"], *words["fields"], *words["levels"], *province_names().values())
    return frozenset(word for name in names for word in name.lower().split())


@cache
def head_pattern() -> re.Pattern[str]:
    """A word with which the name of an agency begins, in letters without marks."""
    return re.compile(rf"\W*(?:{'|'.join(head_words()['agency_heads'])})(?![a-z])")


def _whole() -> tuple[str, ...]:
    fields = [f"{head} {field}" for head in ("Bộ", "Sở") for field in head_words()["fields"]]
    committees = [
        f"{head} {level} {name}"
        for head in ("UBND", "Ủy ban nhân dân", "HĐND", "Hội đồng nhân dân")
        for level in ("tỉnh", "thành phố")
        for name in province_names().values()
    ]
    return (*fields, *committees, "Chính phủ", "Văn phòng Chính phủ", "Thủ tướng Chính phủ")


@cache
def whole_names() -> frozenset[str]:
    """Names of agencies that are whole, by their letters: the ministries, departments of a province, committees of the provinces."""
    return frozenset(letters_of(name) for name in _whole())


@cache
def whole_spellings() -> frozenset[str]:
    """The same names as they are written."""
    return frozenset(_whole())


def nearest_agency(name: str, *, noisy: bool = False) -> str:
    """What a spoilt name of an agency must be ("Tong cyc Thuế"), "" where nothing is near or all its words are words.

    In a `noisy` head words that are words may be wrong too, but then nearly all letters must agree.
    """
    whole = all(is_syllable(word) or word in abbreviations() for word in re.findall(r"[^\W\d_]+", name))
    if whole and not noisy:
        return ""
    names = _agencies()
    letters = letters_of(name)
    near = get_close_matches(letters, names, 1, _NEARER if whole else _NEAR) if letters not in names else []
    return names[near[0]] if near else ""


@cache
def _agencies() -> dict[str, str]:
    """The names by their letters."""
    fields = head_words()["fields"]
    names = (*(f"Bộ {field}" for field in fields), *(f"Sở {field}" for field in fields), *head_words()["agency_words"])
    return {letters_of(name): name for name in names}


@cache
def _phrases() -> dict[tuple[str, ...], str]:
    words = head_words()
    known: dict[tuple[str, ...], str] = {}
    for name in (*words["levels"], *words["name_follows"], *words["agency_words"], *words["fields"], *words["titles"]):
        known.setdefault(tuple(letters_of(name).split()), name)
    for name in province_names().values():
        known[tuple(letters_of(name).split())] = name
    return known


@cache
def abbreviations() -> frozenset[str]:
    """The short forms that keep their capitals: "UBND", "HĐND"."""
    return frozenset(head_words()["abbreviations"])


@cache
def _levels() -> frozenset[str]:
    return frozenset(head_words()["levels"])


def sentence_case(text: str) -> tuple[str, bool]:
    """A name in capitals as it is written in a sentence: "SỞ Y TẾ" is "Sở Y tế"; and whether a mark that a scan lost was put right.

    Known phrases come from the tables; the name of a place after "tỉnh", "xã", "phường" … keeps its capitals and its own marks, unless
    it is a province; other words are small, abbreviations are not.
    """
    tokens = list(_TOKEN.finditer(text))
    pieces: list[str] = []
    mended = False
    position = at = 0
    level = ""
    before = ""
    while at < len(tokens):
        pieces.append(text[position : tokens[at].start()])
        length, name = _phrase_at(tokens, at, level=level, before=before)
        end = tokens[at + length - 1].end()
        written = text[tokens[at].start() : end]
        if name:
            mended = mended or _squeezed(written) not in (_squeezed(name), _other_tone(name))
            pieces.append(_spelt_as(written, name))
            level = name if name in _levels() or name in _followed_by_names() else ""
        else:
            pieces.append(_cased(written, proper=bool(level)))
            level = level if written.isalpha() or written in "-–'’." else ""
        before = letters_of(written)
        position, at = end, at + length
    said = "".join(pieces) + text[position:]
    return said[:1].upper() + said[1:], mended


@cache
def _followed_by_names() -> frozenset[str]:
    return frozenset(head_words()["name_follows"])


def _squeezed(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


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


def _phrase_at(tokens: list[re.Match[str]], at: int, *, level: str, before: str) -> tuple[int, str]:
    """The longest phrase of the tables that begins here: how many tokens it takes, and its spelling; 1 and "" where there is none.

    A word alone is one only with its own marks ("PHONG" in a name is no Phòng), but for the level after a committee ("TĨNH").
    Behind a level only provinces are known.
    """
    known = _phrases()
    letters: list[str] = []
    best = (1, "")
    if level in ("xã", "phường", "đặc khu"):
        return _commune_at(tokens, at)
    for length in range(1, min(_LONGEST, len(tokens) - at) + 1):
        token = tokens[at + length - 1]
        if token[0].isalnum():
            letters.append(letters_of(token[0]))
        elif token[0] not in ",-–&":
            break
        else:
            continue
        name = known.get(tuple(letters))
        if name is None or (level and (level not in ("tỉnh", "thành phố") or " ".join(letters) not in province_names())):
            continue
        own_marks = len(letters) > 1 or level or at == 0 or _squeezed(token[0]) in (_squeezed(name), _other_tone(name))
        if own_marks or (name in _levels() and (before.endswith(_BEFORE_LEVELS) or _province_follows(tokens, at + length))):
            best = (length, name)
    return best


def _province_follows(tokens: list[re.Match[str]], at: int) -> bool:
    """Whether the next words are a province: what stands before them is its level, however it is spelt."""
    letters = [letters_of(token[0]) for token in tokens[at : at + 3]]
    return any(" ".join(letters[:length]) in province_names() for length in (2, 3))


def _commune_at(tokens: list[re.Match[str]], at: int) -> tuple[int, str]:
    """The name of a commune as the list of all communes spells it ("Ea H'leo"), with the marks that are printed."""
    said = ""
    best = (1, "")
    for length, token in enumerate(tokens[at : at + _LONGEST], 1):
        said += token[0]
        name = _commune_spellings().get(_squeezed(said))
        if name is not None:
            best = (length, name)
    return best


@cache
def _commune_spellings() -> dict[str, str]:
    return {_squeezed(each.name): each.name for each in communes()}


def _cased(word: str, *, proper: bool) -> str:
    if (word in abbreviations() and not proper) or any(letter.isdigit() for letter in word):
        return word
    if not word.isupper():
        return word
    return word.capitalize() if proper else word.lower()
