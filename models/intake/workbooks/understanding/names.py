"""The names that offices write over their columns, and the fields that they mean; all compared folded."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from models.labels import RESOURCES
from models.text import compact, words

# Without these no row of the kind means anything.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "tasks": ("content",),
    "directives": ("arrival_date", "issuing_agency", "subject"),
    "dossiers": ("dossier_code",),
    "procedures": ("code", "name"),
    "staff": ("name",),
    "calendar": ("date", "kind"),
}
# What a row of the kind is told by: a row that has it and little else is still a record.
KEY = {"tasks": "content", "directives": "subject", "dossiers": "dossier_code", "procedures": "name", "staff": "name", "calendar": "date"}

# What stands in brackets over a column is a hint how to fill it in: "(dd/mm/yyyy)", "(*)", "(nếu có)".
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）")
_NUMBERING = re.compile(r"^\s*(?:\(?\d{1,2}\)|\d{1,2}[.)]|[a-zA-Z][.)])\s+")
# A name inside a group of columns: "Văn bản > Ngày".
_INSIDE = " > "


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a known name says: the fields (none for a column that is no field of ours) and, for a field written in two columns
    (number and symbol apart), which part of it."""

    fields: tuple[str, ...]
    part: int = 0


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The known names of one kind: alone by their key, inside a group by (group, name), and all of them as words for comparing.

    `with_word` has for each word, and for the first letters of each name, the places in `spoken` where it is.
    """

    alone: Mapping[str, Meaning]
    inside: Mapping[tuple[str, str], Meaning]
    parts: Mapping[str, Meaning]
    parts_inside: Mapping[tuple[str, str], Meaning]
    spoken: tuple[tuple[tuple[str, ...], Meaning], ...]
    with_word: Mapping[str, frozenset[int]]

    def knows(self, key: str) -> bool:
        """Whether a name of this key means a field, by itself or in a group."""
        meaning = self.alone.get(key) or self.parts.get(key)
        return bool(meaning and meaning.fields)


def bare_name(header: str) -> str:
    """A header without its hints in brackets, stars, numbering and line breaks: "2. Hạn xử lý (*)\\n(dd/mm/yyyy)" is "Hạn xử lý"."""
    bare = _BRACKETS.sub(" ", header)
    bare = _NUMBERING.sub("", bare).replace("*", " ")
    return " ".join(bare.split()) if words(bare) or "%" in bare else " ".join(header.split())


# What clerks shorten over a narrow column, folded.
_SHORT = {
    "vb": ("van", "ban"), "nv": ("nhiem", "vu"), "cq": ("co", "quan"), "dv": ("don", "vi"), "hs": ("ho", "so"), "kq": ("ket", "qua"),
    "tg": ("thoi", "gian"), "nd": ("noi", "dung"), "sdt": ("so", "dien", "thoai"), "dt": ("dien", "thoai"), "cv": ("cong", "van"),
    "tthc": ("thu", "tuc", "hanh", "chinh"), "kh": ("ky", "hieu"), "ki": ("ky",), "gq": ("giai", "quyet"), "xl": ("xu", "ly"),
    "bc": ("bao", "cao"), "cb": ("can", "bo"), "cn": ("ca", "nhan"), "tc": ("to", "chuc"), "dc": ("dia", "chi"), "ht": ("hoan", "thanh"),
    "qd": ("quyet", "dinh"), "ld": ("lanh", "dao"), "cc": ("cong", "chuc"), "tn": ("tiep", "nhan"), "nn": ("nguoi", "nhan"),
    "lv": ("linh", "vuc"), "sp": ("san", "pham"),
}  # fmt: skip


def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a name, shortened ones in full; "%" is a word too."""
    found = words(name.replace("%", " phần trăm ") if "%" in name else name)
    if _SHORT.keys().isdisjoint(found):
        return found
    return tuple(word for each in found for word in _SHORT.get(each, (each,)))


def name_key(name: str) -> str:
    """What two spellings of one name have in common."""
    return "".join(name_words(name))


@cache
def _written() -> dict[str, dict[str, object]]:
    return json.loads((RESOURCES / "intake" / "columns.json").read_text(encoding="utf-8"))


@cache
def vocabulary(kind: str) -> Vocabulary:
    """The known names of one kind."""
    written = _written()
    meant: dict[str, Meaning] = {}
    inside: dict[tuple[str, str], Meaning] = {}
    parts: dict[str, Meaning] = {}
    parts_inside: dict[tuple[str, str], Meaning] = {}

    def put(name: str, meaning: Meaning, alone: dict[str, Meaning], grouped: dict[tuple[str, str], Meaning]) -> None:
        group, mark, own = name.partition(_INSIDE)
        if mark:
            grouped.setdefault((name_key(group), name_key(own)), meaning)
        else:
            alone.setdefault(name_key(name), meaning)
            # Exports write names without spaces: "MaTTHC".
            alone.setdefault(compact(name), meaning)

    for field, names in _names_of(written[kind]):
        for name in names:
            put(name, Meaning((field,)), meant, inside)
    for fields, names in _names_of(_inner(written, "composites", kind)):
        for name in names:
            put(name, Meaning(tuple(fields.split("+"))), meant, inside)
    for whose in (kind, ""):
        for name in _listed(written["ignored"].get(whose)):
            put(name, Meaning(()), meant, inside)
    spoken = [
        (name_words(name), Meaning(tuple(fields.split("+"))))
        for source in (written[kind], _inner(written, "composites", kind))
        for fields, names in _names_of(source)
        for name in names
        if _INSIDE not in name
    ]
    ignored = [name_words(name) for whose in (kind, "") for name in _listed(written["ignored"].get(whose))]
    spoken += [(name, Meaning(())) for name in ignored if name]
    for field, sides in _inner(written, "parts", kind).items():
        for part, names in enumerate(sides, 1):  # type: ignore[arg-type]
            for name in _listed(names):
                put(name, Meaning((field,), part), parts, parts_inside)
    places: dict[str, set[int]] = {}
    for place, (said, _) in enumerate(spoken):
        for word in {*said, "".join(said)[:4] + "…"}:
            places.setdefault(word, set()).add(place)
    return Vocabulary(meant, inside, parts, parts_inside, tuple(spoken), {word: frozenset(where) for word, where in places.items()})


def _names_of(source: Mapping[str, object]) -> list[tuple[str, list[str]]]:
    return [(field, _listed(names)) for field, names in source.items()]


def _inner(written: dict[str, dict[str, object]], group: str, kind: str) -> Mapping[str, object]:
    found = written[group].get(kind, {})
    return found if isinstance(found, dict) else {}


def _listed(names: object) -> list[str]:
    return [str(name) for name in names] if isinstance(names, list) else []


@cache
def known_names(kind: str) -> dict[str, str]:
    """Folded column name -> field, of one kind: the names that mean one field."""
    return {key: meaning.fields[0] for key, meaning in vocabulary(kind).alone.items() if len(meaning.fields) == 1}


@cache
def fields_of(kind: str) -> tuple[str, ...]:
    """The fields that a workbook of this kind may fill."""
    return tuple(_written()[kind])
