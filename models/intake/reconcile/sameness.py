"""When two values say the same: spaces, Unicode form, capitals, where a tone mark stands, seconds and spellings make no difference."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from models.intake.wording.addressing import Addressing
from models.intake.wording.office_facts import OfficeFacts
from models.registers.agencies import agency_key
from models.registers.comparison import DAYS
from models.text import clean, compact

_MIDNIGHT = time()
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_LEADING_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")
_BEFORE_NUMBER = re.compile(r"^(?:84|0)")
_WHOLE_OFFICE = re.compile(r"(?:uy ban nhan dan|cac|cap xa|dia phuong|xa|phuong|dac khu|100)\b")
_KIND_WORDS = re.compile(r"^(?:thủ tục|lĩnh vực)\s*:?\s*")
_PROCEDURE = re.compile(r"[0-9]\.[0-9]{6}")


@lru_cache(maxsize=16_384)
def text_key(text: str) -> str:
    """What is equal for all ways of typing the same words: case, spaces and punctuation aside, tone marks at the end of their syllable."""
    letters: list[str] = []
    tone = ""
    for letter in unicodedata.normalize("NFD", clean(text).casefold()):
        if letter in _TONES:
            tone += letter
        elif letter.isalnum() or unicodedata.combining(letter):
            letters.append(letter)
        elif tone:
            letters.append(tone)
            tone = ""
    return "".join(letters) + tone


@lru_cache(maxsize=16_384)
def number_key(text: str) -> str:
    """What is equal for all ways of writing one document number or code: "05/CT-UBND", "5 /CT- UBND"."""
    return compact(_LEADING_ZEROS.sub("", text))


@lru_cache(maxsize=16_384)
def _name_key(text: str) -> str:
    return agency_key(text)


def same_text(ours: str, theirs: str) -> bool:
    """Whether both are the same words."""
    return text_key(ours) == text_key(theirs)


def same_number(ours: str, theirs: str) -> bool:
    """Whether both are the same document number or code."""
    return number_key(ours) == number_key(theirs)


def same_procedure(ours: str, theirs: str) -> bool:
    """Whether both are the same procedure: what an agency adds behind the eight signs of the code makes no difference."""
    heads = [found[0] if (found := _PROCEDURE.search(text.replace(",", "."))) else compact(text) for text in (ours, theirs)]
    return heads[0] == heads[1]


def same_title(ours: str, theirs: str) -> bool:
    """Whether both are the same name of a procedure or field, with or without the word for what it is."""
    heads = (_KIND_WORDS.sub("", clean(text).casefold()) for text in (ours, theirs))
    return text_key(next(heads)) == text_key(next(heads))


def same_phone(ours: str, theirs: str) -> bool:
    """Whether both are the same telephone number, with or without the 0 or +84 before it."""
    heads = (_BEFORE_NUMBER.sub("", compact(text)) for text in (ours, theirs))
    return next(heads) == next(heads)


def same_time(ours: date | None, theirs: date | None) -> bool:
    """Whether both are the same day, and the same minute where both know an hour. Midnight is how a day without an hour is kept."""
    if ours is None or theirs is None:
        return ours is theirs
    if isinstance(ours, datetime) and isinstance(theirs, datetime) and ours.time() != _MIDNIGHT and theirs.time() != _MIDNIGHT:
        return ours.replace(second=0, microsecond=0) == theirs.replace(second=0, microsecond=0)
    return _day(ours) == _day(theirs)


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


class Sameness:
    """Compares field by field; knows the office and its staff, whose abbreviations mean the same as their names.

    Whoever assigns a task names the office; which of its departments does the work is its own affair, and no difference.
    """

    def __init__(self, facts: OfficeFacts) -> None:
        self._staff = facts.staff
        self._addressing = Addressing(facts)
        self._who: dict[str, object] = {}
        texts = ("content", "applicant", "address", "note", "deliverable", "due_text", "assigned_by")
        self._same: dict[str, Callable[[Any, Any], bool]] = {
            **dict.fromkeys(DAYS, same_time),
            **dict.fromkeys(texts, same_text),
            **dict.fromkeys(("source_number", "external_code", "evidence_number"), same_number),
            **dict.fromkeys(("procedure_name", "field"), same_title),
            "source_agency": self._same_body,
            "lead": self._same_lead,
            "procedure_code": same_procedure,
            "phone": same_phone,
            "coordinating": self._same_bodies,
        }

    def who(self, name: str) -> object:
        """Who is meant: a department or official of ours by whatever spelling, else the name written out and folded."""
        found = self._who.get(name)
        if found is None:
            ids = self._staff.recognise(name)
            found = self._who[name] = ids if any(ids) else _name_key(name)
        return found

    def _same_body(self, ours: str, theirs: str) -> bool:
        return self.who(ours) == self.who(theirs)

    def _same_lead(self, ours: str, theirs: str) -> bool:
        return self._same_body(ours, theirs) or (self._is_whole_office(theirs) and self._addressing.is_ours(ours))

    def _same_bodies(self, ours: Sequence[str], theirs: Sequence[str]) -> bool:
        here, there = {self.who(name) for name in ours}, {self.who(name) for name in theirs}
        if here == there:
            return True
        own = {self.who(name) for name in ours if self._addressing.is_ours(name)}
        whole = {self.who(name) for name in theirs if self._is_whole_office(name)}
        return here - own == there - whole and bool(own) == bool(whole)

    def _is_whole_office(self, name: str) -> bool:
        """Whether this names the office itself, or a group of which it is one, rather than a body in it."""
        return self._addressing.is_ours(name) and _WHOLE_OFFICE.match(_name_key(name)) is not None

    def same(self, name: str, ours: Any, theirs: Any) -> bool:
        """Whether a field says the same on both sides."""
        if ours == theirs:
            return True
        if theirs is None or theirs == "" or theirs == ():
            return name not in DAYS or ours is None
        if ours is None or ours == "" or ours == ():
            return False
        compare = self._same.get(name)
        return compare is not None and compare(ours, theirs)
