"""Which of many names are meant by a few letters, and in what order they are offered. Knows no Qt.

Capitals and marks do not matter. Letters mean a name by the beginnings of its words ("gia lai ubnd"), by the first letters of its words
("svh" is Sở Văn hóa, Thể thao và Du lịch; "ntt" Nguyễn Thị Thu), or by the beginning of its code.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from models.text import fold, words
from ui.forms.suggest_line import Suggestion

_FEWEST_INITIALS = 2


class Choice:
    """A name that can be offered: what is shown, what it stands for, and the texts by which it is found."""

    __slots__ = ("_folded", "_starts", "code", "initials", "name", "suggestion", "text", "used", "value")

    def __init__(self, text: str, value: Any, *, name: str = "", used: int = 0, code: str = "", spellings: Iterable[str] = ()) -> None:
        """`name` is the part of the text whose initials count; all of it when empty. `used` is how often it was met lately."""
        self.text, self.value, self.used, self.code = text, value, used, code
        self.name = name or text
        self.suggestion = Suggestion(text, value)
        self.initials = "".join(word[0] for word in words(self.name))
        self._starts = (fold(self.name), *(fold(each) for each in spellings))
        self._folded = (words(text), *(words(each) for each in spellings))

    def closeness(self, start: str, typed: Sequence[str], written_out: str) -> int | None:
        """How closely the letters mean this name: 0 is the name itself; None when they do not."""
        if start in self._starts:
            return 0
        if written_out and any(each.startswith(written_out) for each in self._starts):
            return 1
        if any(each.startswith(start) for each in self._starts) or (self.code and self.code.startswith(start)):
            return 1
        single = len(typed) == 1 and len(typed[0]) >= _FEWEST_INITIALS
        if single and self.initials.startswith(typed[0]):
            return 1
        if typed and any(begin(typed, each) for each in self._folded):
            return 2
        return 3 if single and len(typed[0]) > _FEWEST_INITIALS and typed[0] in self.initials else None


class Choices:
    """All names of one kind, in memory: thousands are looked through between two key strokes."""

    def __init__(self, choices: Iterable[Choice]) -> None:
        # What was used most comes first; names used alike keep the order they came in.
        self._choices = sorted(choices, key=lambda each: -each.used)

    def find(self, letters: str, limit: int, *, written_out: str = "") -> list[Suggestion]:
        """What these letters may mean, the closest first and of those alike the most used; without letters all.

        `written_out` are the letters with their abbreviations written out and folded, where the names know any.
        """
        start, typed = fold(letters).strip(), words(letters)
        if not typed:
            return [each.suggestion for each in self._choices[:limit]] if not letters.strip() else []
        ranked: list[list[Suggestion]] = [[], [], [], []]
        for each in self._choices:
            closeness = each.closeness(start, typed, written_out)
            if closeness is not None:
                ranked[closeness].append(each.suggestion)
        return [each for group in ranked for each in group][:limit]


def begin(typed: Sequence[str], known: Sequence[str]) -> bool:
    """Whether each typed word begins a word of the name."""
    return all(any(word.startswith(part) for word in known) for part in typed)
