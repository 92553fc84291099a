"""The pages of the help: Markdown files of our own in `resources/help`, their titles, and the search through all of them. No Qt.

`contents.txt` names them in reading order, one a line without ".md"; `en/` holds the English ones of the same names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from models.labels import RESOURCES, language
from models.text import words

HELP = RESOURCES / "help"
_AROUND = 70
# What Markdown writes around words.
_MARKS = str.maketrans({"*": None, "`": None, "|": "·"})


@dataclass(frozen=True, slots=True)
class Topic:
    """One page: its name (a key of a page or a form), its first heading, its whole text as Markdown."""

    name: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """A page that has the words, and a line of it that shows them."""

    topic: Topic
    line: str


def topics() -> tuple[Topic, ...]:
    """Every page in the language of the window, in reading order. Where a page has no English yet, the Vietnamese one stands."""
    return _topics(language())


@cache
def _topics(spoken: str) -> tuple[Topic, ...]:
    order = (HELP / "contents.txt").read_text(encoding="utf-8").split()
    return tuple(_read(name, spoken) for name in order)


def _read(name: str, spoken: str) -> Topic:
    translated = HELP / spoken / f"{name}.md"
    path: Path = translated if translated.exists() else HELP / f"{name}.md"
    text = path.read_text(encoding="utf-8")
    return Topic(name, text.partition("\n")[0].lstrip("# ").strip(), text)


def topic_named(name: str) -> Topic:
    """The page of this name; where there is none (a part without a page of its own), the first."""
    return next((topic for topic in topics() if topic.name == name), topics()[0])


def search(typed: str) -> list[Found]:
    """The pages that have a word beginning like each typed one, folded; those with them in the title first. All for no words."""
    asked = words(typed)
    found = []
    for topic in topics():
        if all(_has(topic.text, part) for part in asked):
            in_title = all(_has(topic.title, part) for part in asked)
            found.append((not in_title, Found(topic, _line(topic, asked) if asked else "")))
    return [each for _, each in sorted(found, key=lambda pair: pair[0])]


def _has(text: str, part: str) -> bool:
    return any(word.startswith(part) for word in words(text))


def _line(topic: Topic, asked: Sequence[str]) -> str:
    """The line with the most of the words, without its marks, cut around the first of them."""
    lines = [line.strip("#-|> ").translate(_MARKS) for line in topic.text.splitlines()[1:] if line.strip("#-|> ")]
    best = max(lines, key=lambda line: sum(_has(line, part) for part in asked), default="")
    return best if len(best) <= 2 * _AROUND else best[: 2 * _AROUND].rsplit(" ", 1)[0] + "…"
