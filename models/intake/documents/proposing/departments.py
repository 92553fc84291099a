"""Which of our departments would probably lead: by the fields that the words of a task or a document name.

The fields of a commune's departments are those of Nghị định 150/2025/NĐ-CP, as `resources/intake/departments.json` has them. It is a
proposal with its reason, never more: an office may share its work otherwise. Where two departments are near each other none is proposed.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from models.intake.wording.office_facts import OfficeFacts
from models.labels import RESOURCES, tr
from models.registers.staff import DepartmentRow, at_work
from models.text import words

# What a task begins with tells what it is about; what follows may be reasons, places and persons. So much each counts.
_FIRST, _LATER, _SUBJECT = 3.0, 1.0, 2.0
_FIRST_WORDS = 18
_NEAR = 2.0
"""The best must say so many times more than the next, else nobody is proposed."""
_TOLD = 3
_WORD = re.compile("[^\\W_](?:[^\\W_]|[\u0300-\u036f])*")
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


@dataclass(frozen=True, slots=True)
class ProposedDepartment:
    """A department of ours and why it."""

    department_id: int
    name: str
    because: str


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """`fields`: kind of a department -> its fields, as they are compared -> as they are written; `names`: words of its name."""

    names: dict[str, tuple[str, ...]]
    fields: dict[str, dict[str, str]]
    any_field: re.Pattern[str]
    bodies: re.Pattern[str]


@cache
def _vocabulary() -> _Vocabulary:
    read = json.loads((RESOURCES / "intake" / "departments.json").read_text(encoding="utf-8"))
    kinds = read["departments"]
    fields = {kind: {_key(each): each for each in about["fields"]} for kind, about in kinds.items()}
    return _Vocabulary(
        names={kind: tuple(about["names"]) for kind, about in kinds.items()},
        fields=fields,
        any_field=_one_of({key for each in fields.values() for key in each}),
        bodies=re.compile(rf"{_one_of(map(_key, read['before_bodies'])).pattern} {_one_of(map(_key, read['bodies'])).pattern}"),
    )


def _one_of(keys: Iterator[str] | set[str]) -> re.Pattern[str]:
    """Of keys that begin alike the longest."""
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, sorted(keys, key=len, reverse=True)))})(?!\S)")


def _key(text: str) -> str:
    """The words in small letters, each with its tone at its end: "hòa" and "hoà" are one, "bão" and "báo" are not."""
    spread = unicodedata.normalize("NFD", text.lower())
    return " ".join(_TONE.sub("", word) + "".join(_TONE.findall(word)) for word in _WORD.findall(spread))


def _named(key: str) -> Iterator[str]:
    """The fields that words name; names of bodies ("Sở Y tế") name none."""
    known = _vocabulary()
    return (found[0] for found in known.any_field.finditer(known.bodies.sub("·", key)))


class Departments:
    """Proposes for one office."""

    def __init__(self, facts: OfficeFacts) -> None:
        working = at_work(facts.staff.departments.values(), facts.today)
        self._of_kind: dict[str, DepartmentRow] = {}
        for kind, names in _vocabulary().names.items():
            for unit in working:
                name = " ".join(words(unit.name))
                if kind not in self._of_kind and any(f" {each} " in f" {name} " for each in names):
                    self._of_kind[kind] = unit

    def _concerned(self, field: str) -> list[tuple[str, dict[str, str]]]:
        """The kinds of departments whose field it is: ours, else those that we do not have, so that nobody else of ours gets their work."""
        every = [(kind, fields) for kind, fields in _vocabulary().fields.items() if field in fields]
        return [each for each in every if each[0] in self._of_kind] or every

    def propose(self, text: str, about: str = "") -> ProposedDepartment | None:
        """The department whose fields these words name most, with those of the document's subject; None where that is open."""
        said = _key(text).split()
        parts = ((_FIRST, said[:_FIRST_WORDS]), (_LATER, said[_FIRST_WORDS:]), (_SUBJECT, _key(about).split()))
        scores: dict[str, float] = {}
        told: dict[str, dict[str, None]] = {}
        for weight, part in parts:
            for field in dict.fromkeys(_named(" ".join(part))):
                for kind, fields in self._concerned(field):
                    scores[kind] = scores.get(kind, 0.0) + weight
                    told.setdefault(kind, {})[fields[field]] = None
        if not scores:
            return None
        best, *others = sorted(scores, key=lambda kind: -scores[kind])
        near = bool(others) and scores[best] < _NEAR * scores[others[0]]
        if best not in self._of_kind or near or scores[best] < _SUBJECT:
            return None
        unit = self._of_kind[best]
        named = ", ".join(list(told[best])[:_TOLD])
        return ProposedDepartment(unit.id, unit.name, tr("{department}: vì nói về {fields}", department=unit.name, fields=named))
