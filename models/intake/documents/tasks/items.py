"""The body of a document as a tree of items: parts, articles, numbered and lettered points, bullets, running paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.intake.documents.document_text import DocumentText, Span
from models.intake.documents.found import Head


@dataclass(frozen=True, slots=True)
class Slot:
    """A line of a plan's block that says one thing of its tasks.

    `name` is "task", "lead", "partner", "time", "product", "place" or "other"; `span` are the words after the colon
    ("- Đơn vị chủ trì: Sở Nội vụ." → "Sở Nội vụ.").
    """

    name: str
    span: Span


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A place of the body with its own words, without the items under it.

    `span` is the whole, `words` what follows the number or bullet. `flat` are the letters of `words` with line breaks, asterisks and
    page numbers blanked one for one, so that `flat[i]` is `text[words.start + i]`: patterns look there (blanks may be several) and
    offsets stay true. `kind` is "part", "article", "number", "letter", "bullet" or "paragraph". `number` is as printed without its
    mark ("1", "1.2", "a", "II", "" for bullets and paragraphs); `parent` is the item under which it stands: a heading, the point whose
    running paragraph it is, or a sentence that opens a list with a colon. `opens` says that its words end with a colon and items
    follow. `heading` is the span of a heading at the beginning of its words that is followed by text in the same item ("**Sở Nội vụ:**
    chủ trì …"). `slots` are the lines of the plan's block in which it stands, empty for others.
    """

    span: Span
    words: Span
    flat: str
    number: str = ""
    kind: str = "paragraph"
    parent: Item | None = None
    opens: bool = False
    heading: Span | None = None
    slots: tuple[Slot, ...] = ()

    def above(self) -> Iterator[Item]:
        """The items over it, nearest first."""
        item = self.parent
        while item is not None:
            yield item
            item = item.parent


@dataclass(frozen=True, slots=True)
class Context:
    """What an item is read in: the document, its head, and all items in the order of the text."""

    text: DocumentText
    head: Head
    items: tuple[Item, ...] = ()
