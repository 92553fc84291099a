"""The provinces and communes of the country since the reform of 2025, for the first question a new office is asked."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from models.labels import RESOURCES
from models.text import fold, words

# Kind of a commune in the list -> level of the office.
_LEVELS = {"Xã": "commune", "Phường": "ward", "Đặc khu": "special_zone"}


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune: its name without the kind ("Hoài Ân"), its kind ("Xã", "Phường", "Đặc khu"), its province."""

    name: str
    kind: str
    province: str

    @property
    def level(self) -> str:
        """The level of its office, a code of LABELS["level"]."""
        return _LEVELS[self.kind]

    @property
    def office_name(self) -> str:
        """How its People's Committee is called: "UBND xã Hoài Ân"."""
        return f"UBND {self.kind.lower()} {self.name}"


@cache
def communes() -> tuple[Commune, ...]:
    """All 3,321, by province."""
    with (RESOURCES / "communes_2026.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Commune(row["name"], row["type"], row["province"]) for row in csv.DictReader(file))


@cache
def province_kinds() -> dict[str, str]:
    """The 34 provinces and cities in the order of the official list, each with its kind ("Tỉnh", "Thành phố")."""
    with (RESOURCES / "provinces_2025.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["type"] for row in csv.DictReader(file)}


@cache
def provinces() -> tuple[str, ...]:
    """The names of the 34 provinces and cities, in the order of the official list."""
    return tuple(province_kinds())


def suggest_provinces(letters: str) -> list[str]:
    """The provinces with a word that begins with each typed word, whatever the marks."""
    typed = words(letters)
    return [name for name in provinces() if _matches(typed, name)]


def suggest_communes(letters: str, province: str = "", *, limit: int = 12) -> list[Commune]:
    """The communes that the letters may mean, of this province alone where one is given; those whose name begins so first."""
    typed, start, place = words(letters), fold(letters).strip(), fold(province).strip()
    found = [each for each in communes() if (not place or fold(each.province) == place) and _matches(typed, f"{each.kind} {each.name}")]
    found.sort(key=lambda each: (not fold(each.name).startswith(start), len(each.name)))
    return found[:limit]


def _matches(typed: tuple[str, ...], text: str) -> bool:
    known = words(text)
    return all(any(word.startswith(part) for word in known) for part in typed)
