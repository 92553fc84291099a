"""What the styles and the lists of a .docx say of its paragraphs: looks, numbers, lines of tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from models.intake.documents.reading.docx_numbering import Level, Numbering, Numbers
from models.intake.workbooks.reading.package import Package, parse_xml

MOST_OF_A_PART = 60 * 1024 * 1024
_OFF = frozenset({"0", "false", "off", "none"})
_MOST_STYLES_UP = 20
_SPACES: dict[str, str] = {}
_Said = TypeVar("_Said")


def short(tag: str) -> str:
    """A name with the usual prefix of its namespace: "w:p", "m:t", "mc:Fallback", whatever prefix the file uses."""
    known = _SPACES.get(tag)
    if known is None:
        space, _, name = tag.rpartition(" ")
        if "wordprocessingml" in space:
            prefix = "w"
        elif space.endswith("/math"):
            prefix = "m"
        elif space.endswith("markup-compatibility/2006"):
            prefix = "mc"
        elif space == "urn:schemas-microsoft-com:vml":
            prefix = "v"
        elif "drawingml" in space:
            prefix = "a"
        else:
            prefix = ""
        known = f"{prefix}:{name}"
        if len(_SPACES) < 10_000:
            _SPACES[tag] = known
    return known


def said(attributes: Mapping[str, str], name: str) -> str:
    """An attribute of Word's own, "" where it is not there."""
    for key, value in attributes.items():
        if key.rpartition(" ")[2] == name:
            return value
    return ""


def is_on(attributes: Mapping[str, str]) -> bool:
    """Whether a property that is there is on."""
    return said(attributes, "val") not in _OFF


def whole(text: str, otherwise: int) -> int:
    """A whole number, or another one for what is none."""
    return int(text) if text.lstrip("-").isascii() and text.lstrip("-").isdigit() and len(text) < 7 else otherwise


def parse(
    package: Package,
    name: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None] | None = None,
) -> None:
    """Walk through a part. Raises DamagedError."""

    def begin(tag: str, attributes: dict[str, str]) -> None:
        start(short(tag), attributes)

    def finish(tag: str) -> None:
        end(short(tag))

    parse_xml(package.pieces(name, MOST_OF_A_PART), begin, finish, text, " ")


@dataclass(frozen=True, slots=True)
class Looks:
    """What is said of letters and paragraphs; None where nothing is."""

    bold: bool | None = None
    italic: bool | None = None
    capitals: bool | None = None
    hidden: bool | None = None
    font: str | None = None
    align: str | None = None
    number: str | None = None
    level: int | None = None
    lines: bool | None = None

    def over(self, other: Looks) -> Looks:
        """What is said here, else what the other says."""
        if other is PLAIN:
            return self
        return Looks(
            _first(self.bold, other.bold),
            _first(self.italic, other.italic),
            _first(self.capitals, other.capitals),
            _first(self.hidden, other.hidden),
            _first(self.font, other.font),
            _first(self.align, other.align),
            _first(self.number, other.number),
            _first(self.level, other.level),
            _first(self.lines, other.lines),
        )


def _first(mine: _Said | None, theirs: _Said | None) -> _Said | None:
    return theirs if mine is None else mine


PLAIN = Looks()


def with_paragraph(looks: Looks, tag: str, attributes: Mapping[str, str]) -> Looks:
    """The looks with what one property of a paragraph says."""
    if tag == "w:jc":
        return replace(looks, align=said(attributes, "val"))
    if tag == "w:numId":
        return replace(looks, number=said(attributes, "val"))
    if tag == "w:ilvl":
        return replace(looks, level=whole(said(attributes, "val"), 0))
    return looks


def with_letters(looks: Looks, tag: str, attributes: Mapping[str, str]) -> Looks:
    """The looks with what one property of letters says."""
    if tag == "w:b":
        return replace(looks, bold=is_on(attributes))
    if tag == "w:i":
        return replace(looks, italic=is_on(attributes))
    if tag in ("w:caps", "w:smallCaps"):
        return replace(looks, capitals=is_on(attributes) or bool(looks.capitals))
    if tag == "w:vanish":
        return replace(looks, hidden=is_on(attributes))
    if tag == "w:rFonts":
        return replace(looks, font=said(attributes, "ascii") or said(attributes, "hAnsi") or looks.font)
    return looks


@dataclass(slots=True)
class Styles:
    """The styles of a document by their ids. `usual` is the style of paragraphs that name none."""

    own: dict[str, Looks] = field(default_factory=dict)
    under: dict[str, str] = field(default_factory=dict)
    defaults: Looks = PLAIN
    usual: str = ""
    _known: dict[str, Looks] = field(default_factory=dict)

    def looks(self, style: str) -> Looks:
        """What a style says, with what it is based on."""
        known = self._known.get(style)
        if known is None:
            known, name = PLAIN, style
            for _ in range(_MOST_STYLES_UP):
                if name not in self.own:
                    break
                known = known.over(self.own[name])
                name = self.under.get(name, "")
            self._known[style] = known
        return known


class _StyleReader:
    def __init__(self) -> None:
        self.styles = Styles()
        self._style = ""
        self._looks = PLAIN
        self._in_table_part = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "w:style":
            self._style, self._looks = said(attributes, "styleId"), PLAIN
            if said(attributes, "type") == "paragraph" and said(attributes, "default") in ("1", "true", "on"):
                self.styles.usual = self._style
        elif tag == "w:rPrDefault":
            self._looks = PLAIN
        elif tag == "w:tblStylePr":
            self._in_table_part = True
        elif self._in_table_part:
            return
        elif tag == "w:basedOn" and self._style:
            self.styles.under[self._style] = said(attributes, "val")
        elif tag in BORDERS and self._style:
            self._looks = replace(self._looks, lines=bool(self._looks.lines) or is_drawn(attributes))
        else:
            self._looks = with_letters(with_paragraph(self._looks, tag, attributes), tag, attributes)

    def end(self, tag: str) -> None:
        if tag == "w:style":
            self.styles.own[self._style] = self._looks
            self._style = ""
        elif tag == "w:rPrDefault":
            self.styles.defaults = self._looks
        elif tag == "w:tblStylePr":
            self._in_table_part = False


BORDERS = frozenset({"w:top", "w:bottom", "w:left", "w:right", "w:start", "w:end", "w:insideH", "w:insideV"})


def is_drawn(attributes: Mapping[str, str]) -> bool:
    """Whether a border of this kind is seen. Margins have the same names, and say no kind."""
    return said(attributes, "val") not in ("", "nil", "none")


def read_styles(package: Package, name: str) -> Styles:
    """The styles of a document; none where it has no such part."""
    reader = _StyleReader()
    if name in package:
        parse(package, name, reader.start, reader.end)
    return reader.styles


class _ListReader:
    def __init__(self) -> None:
        self.found = Numbering()
        self._list = self._number = ""
        self._place = 0
        self._level: Level | None = None
        self._fallback = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        value = said(attributes, "val")
        if tag == "mc:Fallback":
            self._fallback += 1
        elif self._fallback:
            return
        elif tag == "w:abstractNum":
            self._list = said(attributes, "abstractNumId")
            self.found.lists[self._list] = {}
        elif tag == "w:num":
            self._number = said(attributes, "numId")
            self.found.numbers[self._number] = Numbers("")
        elif tag == "w:abstractNumId" and self._number:
            self.found.numbers[self._number].abstract = value
        elif tag == "w:numStyleLink":
            self.found.styled[self._list] = value
        elif tag == "w:styleLink":
            self.found.of_style[value] = self._list
        elif tag == "w:lvlOverride":
            self._place = whole(said(attributes, "ilvl"), 0)
        elif tag == "w:startOverride" and self._number:
            self.found.numbers[self._number].starts[self._place] = whole(value, 1)
        elif tag == "w:lvl":
            self._place = whole(said(attributes, "ilvl"), 0)
            self._level = Level()
        elif self._level is not None:
            self._level = _with(self._level, tag, value, attributes)

    def end(self, tag: str) -> None:
        if tag == "mc:Fallback":
            self._fallback -= 1
        elif tag == "w:lvl" and self._level is not None:
            if self._number:
                self.found.numbers[self._number].levels[self._place] = self._level
            elif self._list:
                self.found.lists[self._list][self._place] = self._level
            self._level = None
        elif tag == "w:abstractNum":
            self._list = ""
        elif tag == "w:num":
            self._number = ""


def _with(level: Level, tag: str, value: str, attributes: Mapping[str, str]) -> Level:
    if tag == "w:start":
        return replace(level, start=whole(value, 1))
    if tag == "w:numFmt":
        return replace(level, form=value)
    if tag == "w:lvlText":
        return replace(level, text=value)
    if tag == "w:lvlRestart":
        return replace(level, restart=whole(value, 0))
    if tag == "w:isLgl":
        return replace(level, legal=is_on(attributes))
    if tag == "w:suff":
        return replace(level, gap="" if value == "nothing" else " ")
    if tag == "w:pStyle":
        return replace(level, style=value)
    if tag == "w:rFonts":
        return replace(level, font=said(attributes, "ascii") or said(attributes, "hAnsi"))
    return level


def read_numbering(package: Package, name: str) -> Numbering:
    """The lists of a document; none where it has no such part."""
    reader = _ListReader()
    if name in package:
        parse(package, name, reader.start, reader.end)
    return reader.found
