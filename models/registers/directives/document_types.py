"""The types of documents and their abbreviations (Nghị định 30/2020/NĐ-CP Điều 7, Phụ lục III), from `resources/document_types.csv`."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from models.labels import RESOURCES
from models.registers.directives.numbers import split_number
from models.text import clean, fold

LETTER = "Công văn"

# Legal documents arrive too, though they are none of the 29 administrative types.
_LEGAL_TYPES = {"l": "Luật", "nđ": "Nghị định", "tt": "Thông tư", "ttlt": "Thông tư liên tịch"}
# Công văn has no abbreviation in the decree; many programs write CV, and the Party's letters bear it.
_INVENTED = {"cv": LETTER}


@dataclass(frozen=True, slots=True)
class DocumentType:
    """One type. `kind` is "administrative" or "copy"; `archive_code` as in Thông tư 05/2025/TT-BNV, empty for copies."""

    name: str
    abbreviation: str
    kind: str
    archive_code: str


@cache
def document_types() -> tuple[DocumentType, ...]:
    """The 29 types and the three forms of copies, in the order of the decree."""
    with (RESOURCES / "document_types.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            # "(cá biệt)" tells a decision apart from a legal document; nobody writes it into a register.
            DocumentType(row["name"].removesuffix("(cá biệt)").strip(), row["abbreviation"], row["kind"], row["archive_type_code"])
            for row in csv.DictReader(file)
        )


@cache
def _by_abbreviation() -> dict[str, str]:
    """Lower-case abbreviations with their diacritics: HĐ (hợp đồng) and HD (hướng dẫn) differ by nothing else."""
    known = {found.abbreviation.lower(): found.name for found in document_types() if found.abbreviation}
    return {**_LEGAL_TYPES, **known, **_INVENTED}


@cache
def _by_name() -> dict[str, str]:
    return {fold(name): name for name in (*(found.name for found in document_types()), *_LEGAL_TYPES.values())}


def normal_document_type(typed: str) -> str:
    """The type by its official name, whether a name or an abbreviation was entered; another text stays as it is."""
    entered = clean(typed).removesuffix("(cá biệt)").strip()
    return _by_name().get(fold(entered)) or _by_abbreviation().get(entered.lower()) or entered


def type_of_number(number: str) -> str:
    """The type that a document's symbol tells: "06/CT-UBND" is a Chỉ thị, "125/UBND-TH" a Công văn; "" without a symbol."""
    _, symbol = split_number(number)
    if not symbol:
        return ""
    first = symbol.replace("-", "/").split("/")[0].lower()
    return _by_abbreviation().get(first, LETTER)
