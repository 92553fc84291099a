"""Search as one types it: a word, two words, a part of a code, the end of a telephone number; the number found and the first page."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from models.office import Office
from tests.benchmarks.measuring import Figure, milliseconds, percentile
from tests.benchmarks.offices import TODAY, Offices
from tests.benchmarks.registers import REGISTERS, Reader

_EACH = 80
_TEXTS = {
    "dossier": ("applicant", "procedure_name", "address"),
    "directive": ("subject", "issuing_agency"),
    "task": ("content", "source_agency"),
}
_CODES = {"dossier": "dossier_code", "directive": "document_number", "task": "source_number"}


def measure(offices: Offices, rounds: int) -> list[Figure]:
    """What real rows hold, so that everything typed is found; at least 200 different searches of each book."""
    office = Office.open(str(offices.large), today=TODAY)
    try:
        return [_of_book(Reader(office, register)) for register in REGISTERS]
    finally:
        office.close()


def _of_book(reader: Reader) -> Figure:
    typed = list(dict.fromkeys(_typed(reader)))
    reader.first_page(reader.register.query.with_text(typed[0]))
    times = {text: milliseconds(lambda text=text: reader.first_page(reader.register.query.with_text(text))) for text in typed}
    taken = list(times.values())
    middle, slowest = percentile(taken, 0.5), max(times, key=times.__getitem__)
    detail = f"{len(typed)} searches, median {middle:.1f} ms, slowest {times[slowest]:.0f} ms: {slowest}"
    return Figure(f"search p95, {reader.register.name}", percentile(taken, 0.95), 60, "ms", detail)


def _typed(reader: Reader) -> Iterator[str]:
    chance = random.Random(5)
    name = reader.register.name
    for row in reader.sample(_EACH, seed=7):
        words = [word for column in _TEXTS[name] for word in str(getattr(row, column)).split()]
        yield chance.choice(words)
        yield " ".join(chance.sample(words, min(2, len(words))))
        yield from _parts(str(getattr(row, _CODES[name])), chance)
        if name == "dossier":
            yield row.phone[-chance.randint(3, 6) :]
            yield row.phone


def _parts(code: str, chance: random.Random) -> Iterator[Any]:
    """The whole code, its last part, and its beginning."""
    if code:
        yield code
        yield code.replace("/", "-").split("-")[-1]
        yield code[: chance.randint(3, max(3, len(code) - 1))]
