"""A page as its words stand on it: what PDF files and scans have in common, before anything is said of their order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

Box = tuple[float, float, float, float]


@dataclass(slots=True)
class PageWord:
    """A word and its place as a person reads the page: points from its top left corner, downwards.

    `box` is the same place as parts of the page as it is shown, which differs where the words lie on their side. `look` is "stamp",
    "header" or "footer" for what is no part of the text. `page` counts from 0.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    box: Box
    bold: bool = False
    italic: bool = False
    look: str = ""
    page: int = 0

    @property
    def height(self) -> float:
        """Of its letters, in points."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Half its height, from the top of the page."""
        return (self.top + self.bottom) / 2


class Rule(NamedTuple):
    """A ruled line: where it stands across its direction, and from where to where it goes."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Page:
    """The words of a page in the order of its file, its ruled lines, and its size in points.

    `seen`: the lines were seen in a picture, and may have gaps where the ink is thin.
    """

    width: float
    height: float
    words: list[PageWord] = field(default_factory=list)
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    seen: bool = False


@dataclass(slots=True)
class Piece:
    """Words beside each other on one line, nearer than columns are."""

    words: list[PageWord]
    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def of(cls, words: list[PageWord]) -> Piece:
        """The piece that these words make."""
        return cls(words, min(w.left for w in words), min(w.top for w in words), max(w.right for w in words), max(w.bottom for w in words))

    @property
    def text(self) -> str:
        """Its words with single spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def height(self) -> float:
        """From its highest letter to its lowest."""
        return self.bottom - self.top

    @property
    def centre(self) -> float:
        """Half its width, from the left of the page."""
        return (self.left + self.right) / 2

    def mark(self, look: str) -> None:
        """Give its words a look."""
        for word in self.words:
            word.look = look

    def beside(self, other: Piece, share: float = 0.5) -> bool:
        """Whether both stand on one line: so much of the lower one's height is common."""
        common = min(self.bottom, other.bottom) - max(self.top, other.top)
        return common > share * min(self.height, other.height)
