"""Titles of those who sign, as they are printed in capitals over a name: "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"."""

from __future__ import annotations

import re
from functools import cache

from models.intake.documents.head.letters import upper_share
from models.intake.documents.head.vocabulary import head_words, letters_of


@cache
def title_names() -> dict[str, str]:
    """The titles by their letters."""
    return {letters_of(name): name for name in head_words()["titles"]}


@cache
def title_pattern() -> re.Pattern[str]:
    """Any of the titles, the longest first, with whatever blanks between the words."""
    names = sorted(title_names(), key=len, reverse=True)
    either = "|".join(name.replace(" ", r"[\s,.]{1,6}") for name in names)
    return re.compile(rf"(?<![a-z])(?:{either})(?![a-z])")


_AGENCY_SIGNED_FOR = re.compile(
    r"(?<![a-z])t\s?/?\s?m\s{0,2}[./,]?\s{0,3}(?:uy ban|ubnd|hdnd|hoi dong|ban|doan|chinh phu|dang|bch|thuong truc|quoc hoi)"
)


def title_in(letters: str, flat: str, *, alone: bool = False) -> re.Match[str] | None:
    """The first title printed in capitals in a line; with `alone`, one that fills the line but for "KT." and the like."""
    for found in (*_AGENCY_SIGNED_FOR.finditer(letters), *title_pattern().finditer(letters)):
        if upper_share(flat[found.start() : found.end()]) < 0.75 or letters[: found.start()].rstrip().endswith(" cua"):
            continue
        if not alone:
            return found
        before = letters[: found.start()].strip()
        after = flat[found.end() :].strip()
        if (not before or re.fullmatch(r"(?:[tkqu/.\s,lm]|quyen){1,8}", before)) and (not after or upper_share(after) > 0.7):
            return found
    return None
