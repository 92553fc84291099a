"""Which of our departments would probably lead: by the fields that the words of a task or a document name.

The fields of a commune's departments are those of Nghị định 150/2025/NĐ-CP, as `resources/intake/departments.json` has them. It is a
proposal with its reason, never more: an office may share its work otherwise.
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
from models.registers.staff import DepartmentRow
from models.text import words

_ABOUT = 2
"""How much more the words of the task itself count than those of the document it stands in."""
_NEAR = 1.5
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


@cache
def _fields() -> dict[str, tuple[tuple[str, ...], dict[str, str]]]:
    """Kind of a department -> words of its name, and folded field -> field as it is written."""
    read = json.loads((RESOURCES / "intake" / "departments.json").read_text(encoding="utf-8"))
    return {kind: (tuple(about["names"]), {_key(field): field for field in about["fields"]}) for kind, about in read.items()}


@cache
def _any_field() -> re.Pattern[str]:
    every = sorted({key for _, fields in _fields().values() for key in fields}, key=len, reverse=True)
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, every))})(?!\S)")


def _key(text: str) -> str:
    """The words in small letters, each with its tone at its end: "hòa" and "hoà" are one, "bão" and "báo" are not."""
    spread = unicodedata.normalize("NFD", text.lower())
    return " ".join(_TONE.sub("", word) + "".join(_TONE.findall(word)) for word in _WORD.findall(spread))


def _named(text: str) -> Iterator[str]:
    """The fields that words name; of two that overlap the longer."""
    return (found[0] for found in _any_field().finditer(_key(text)))


class Departments:
    """Proposes for one office."""

    def __init__(self, facts: OfficeFacts) -> None:
        working = [unit for unit in facts.staff.departments.values() if unit.active_to is None or unit.active_to >= facts.today]
        self._of_kind: dict[str, DepartmentRow] = {}
        for kind, (names, _) in _fields().items():
            # "Trung tâm Phục vụ hành chính công" before "Văn phòng": the more of the name is said, the surer.
            for unit in working:
                name = " ".join(words(unit.name))
                if kind not in self._of_kind and any(f" {each} " in f" {name} " for each in names):
                    self._of_kind[kind] = unit

    def propose(self, text: str, about: str = "") -> ProposedDepartment | None:
        """The department whose fields these words name most, with those of the document's subject; None where that is open."""
        scores: dict[str, float] = {}
        told: dict[str, list[str]] = {}
        for weight, said in ((_ABOUT, text), (1, about)):
            for field in dict.fromkeys(_named(said)):
                for kind, (_, fields) in _fields().items():
                    if field in fields and kind in self._of_kind:
                        scores[kind] = scores.get(kind, 0) + weight * (1 + field.count(" ") / 4)
                        told.setdefault(kind, []).append(fields[field])
        if not scores:
            return None
        best, *others = sorted(scores, key=lambda kind: -scores[kind])
        if others and scores[best] < _NEAR * scores[others[0]]:
            return None
        unit = self._of_kind[best]
        named = ", ".join(dict.fromkeys(told[best][:_TOLD]))
        return ProposedDepartment(unit.id, unit.name, tr("{department}: vì nói về {fields}", department=unit.name, fields=named))
