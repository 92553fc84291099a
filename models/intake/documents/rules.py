"""A rule of reading: a pattern with a name, and the words that made it needed. Each stands in the table of its room."""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Rule:
    """`pattern` finds; `example` is a piece of a real document that it must find (the tests hold it to that).

    `flags` are those of `re`; a rule is compiled once, when its table is made.
    """

    name: str
    pattern: str
    example: str
    flags: int = re.IGNORECASE
    compiled: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "compiled", re.compile(self.pattern, self.flags))

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first place where it stands."""
        return self.compiled.search(text, start, len(text) if end is None else end)

    def match(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Whether it stands at the beginning."""
        return self.compiled.match(text, start, len(text) if end is None else end)
