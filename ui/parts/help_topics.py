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
    """The pages that have a word beginning like each typed one, folded; nearest first (`_rank`). All for no words."""
    asked = words(typed)
    found = []
    for topic in topics():
        if all(_has(topic.text, part) for part in asked):
            rank, line = _best(topic, asked) if asked else (0, "")
            found.append((rank, Found(topic, line)))
    return [each for _, each in sorted(found, key=lambda pair: pair[0])]


def _has(text: str, part: str) -> bool:
    return any(word.startswith(part) for word in words(text))


def _best(topic: Topic, asked: Sequence[str]) -> tuple[int, str]:
    """How near the page is, and its nearest line without its marks, cut where it is long. The title is said anyway: never that."""
    lines = [line for line in topic.text.splitlines()[1:] if line.strip("#-|> ")]
    ranked = [_rank(line, asked) for line in lines]
    place = min(range(len(lines)), key=lambda each: ranked[each])
    title = all(_has(topic.title, part) for part in asked)
    line = lines[place].strip("#-|> ").translate(_MARKS)
    return -1 if title else ranked[place], line if len(line) <= 2 * _AROUND else line[: 2 * _AROUND].rsplit(" ", 1)[0] + "…"


def _rank(line: str, asked: Sequence[str]) -> int:
    """0, 1 for a heading or line with the words one after the other; 2, 3 for one with all of them anywhere; then by how many."""
    there = words(line)
    heading = line.startswith("#") or line.lstrip("- ").startswith("**")
    whole = any(_begins(there[place : place + len(asked)], asked) for place in range(len(there) - len(asked) + 1))
    missing = sum(not any(word.startswith(part) for word in there) for part in asked)
    if whole or not missing:
        return (0 if whole else 2) + (0 if heading else 1)
    return 3 + missing


def _begins(there: Sequence[str], asked: Sequence[str]) -> bool:
    """The last word may still be typed."""
    return list(there[:-1]) == list(asked[:-1]) and there[-1].startswith(asked[-1])
