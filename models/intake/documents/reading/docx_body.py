"""Walks through the XML of a document of Word and makes its paragraphs and tables, as they print."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from models.intake.documents.reading.blocks import MOST_ACROSS, Block, Cell, Grid, Paragraph, Piece
from models.intake.documents.reading.docx_numbering import Numbering
from models.intake.documents.reading.docx_styles import (
    BORDERS,
    PLAIN,
    Looks,
    Styles,
    is_drawn,
    is_on,
    said,
    whole,
    with_letters,
    with_paragraph,
)
from models.intake.lettering.old_codings import coding_of_font

# What does not print: deletions, where something was moved from, older properties, the second form of a drawing, readings of letters.
_UNPRINTED = frozenset({
    "w:del", "w:moveFrom", "mc:Fallback", "w:rt", "w:pPrChange", "w:rPrChange", "w:tblPrChange", "w:trPrChange", "w:tcPrChange",
    "w:sectPrChange", "w:tblGridChange", "w:numberingChange", "w:sdtPr", "w:docPartObj",
})  # fmt: skip
_BREAKS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
# Signs of the picture fonts, by the last two digits of their code.
_SYMBOLS = {
    "symbol": {"a3": "≤", "b3": "≥", "b4": "×", "b1": "±", "ae": "→", "de": "⇒", "b0": "°", "b7": "•", "b9": "≠", "2d": "-"},
    "wingdings": {"fc": "✓", "fe": "☑", "a8": "□", "6f": "□", "a7": "▪", "9f": "•", "d8": "➢", "e0": "→", "f0": "⇒"},
}

_NO_ROW = 0
"""The width of a cell that says that its row does not print."""


@dataclass(slots=True)
class Sides:
    """What stands above and below the pages of a section: kinds and relations. `first_apart`: its first page has others."""

    headers: list[tuple[str, str]] = field(default_factory=list)
    footers: list[tuple[str, str]] = field(default_factory=list)
    first_apart: bool = False

    def printed(self, references: Sequence[tuple[str, str]]) -> list[str]:
        """Of these headers or footers those that print: the first page's own, where it has one, then the usual one."""
        first = [key for kind, key in references if kind == "first" and self.first_apart]
        return [*first, *(key for kind, key in references if kind not in ("first", "even"))]


@dataclass(slots=True)
class _Open:
    """A paragraph that is being read."""

    pieces: list[Piece] = field(default_factory=list)
    own: Looks = PLAIN
    style: str = ""
    joined: bool = False
    later: list[Block] = field(default_factory=list)
    run: Looks = PLAIN
    run_style: str = ""
    in_properties: bool = False
    in_run: bool = False


class Body:
    """The blocks of one part. `notes`: only the notes of these ids are wanted. `other` reads what is put in as a page of another kind."""

    def __init__(
        self,
        styles: Styles,
        numbering: Numbering | None,
        *,
        notes: Sequence[str] | None = None,
        other: Callable[[str], Sequence[Block]] | None = None,
    ) -> None:
        self.blocks: list[Block] = []
        self.sides: list[Sides] = []
        self.footnotes: list[str] = []
        self.endnotes: list[str] = []
        self._styles = styles
        self._numbering = numbering
        self._other = other
        self._notes = None if notes is None else frozenset(notes)
        self._into: list[list[Block]] = [self.blocks]
        self._paragraphs: list[_Open] = []
        self._grids: list[Grid] = []
        self._skipped = 0
        self._carried: list[Piece] | None = None
        self._fields: list[bool] = []
        self._text: list[str] | None = None
        self._drawn_cells: list[int] = []
        self._drawn = [False]
        self._boxes: list[list[Block]] = []
        self._looks: dict[tuple[Looks, str, str], Looks] = {}
        self._in_section = self._in_table_properties = self._in_cell_properties = False
        self._starts: dict[str, Callable[[Mapping[str, str]], None]] = {
            "w:p": self._start_paragraph, "w:pPr": self._start_properties, "w:r": self._start_run, "w:t": self._start_text,
            "m:t": self._start_text, "w:tbl": self._start_table, "w:tr": self._start_row, "w:tc": self._start_cell,
            "w:txbxContent": self._start_box, "w:fldChar": self._field, "w:sym": self._symbol, "v:textpath": self._art,
            "w:footnoteReference": self._footnote, "w:endnoteReference": self._endnote, "w:footnote": self._note, "w:endnote": self._note,
            "w:altChunk": self._page,
        }  # fmt: skip
        self._ends: dict[str, Callable[[], None]] = {
            "w:p": self._end_paragraph, "w:pPr": self._end_properties, "w:r": self._end_run, "w:t": self._end_text,
            "m:t": self._end_text, "w:tbl": self._end_table, "w:tr": self._end_row, "w:tc": self._end_cell, "w:txbxContent": self._end_box,
        }  # fmt: skip

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if self._skipped:
            self._skipped += 1
        elif tag in _UNPRINTED:
            self._unprinted(tag)
        elif (begin := self._starts.get(tag)) is not None:
            begin(attributes)
        elif tag in _BREAKS:
            self._break(_BREAKS[tag])
        else:
            self._property(tag, attributes)

    def _unprinted(self, tag: str) -> None:
        """A deletion within a paragraph's properties deletes its mark; within a row's, the row."""
        self._skipped = 1
        if tag in ("w:del", "w:moveFrom"):
            if self._paragraphs and self._paragraphs[-1].in_properties:
                self._paragraphs[-1].joined = True
            elif self._in_table_properties and self._grids and self._grids[-1].rows:
                self._grids[-1].rows[-1].append(Cell(across=_NO_ROW))

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._skipped:
            self._skipped -= 1
            return
        finish = self._ends.get(tag)
        if finish is not None:
            finish()
        elif tag == "w:sectPr":
            self._in_section = False
        elif tag in ("w:tblPr", "w:trPr"):
            self._in_table_properties = False
        elif tag == "w:tcPr":
            self._in_cell_properties = False

    def letters(self, text: str) -> None:
        """Letters come."""
        if self._text is not None and not self._skipped:
            self._text.append(text)

    # Paragraphs and letters

    def _start_paragraph(self, _: Mapping[str, str]) -> None:
        paragraph = _Open(style=self._styles.usual)
        if self._carried is not None:
            paragraph.pieces, self._carried = self._carried, None
        self._paragraphs.append(paragraph)

    def _end_paragraph(self) -> None:
        if not self._paragraphs:
            return
        read = self._paragraphs.pop()
        # A stamp in a box must not part the lines of a cell: "ỦY BAN NHÂN DÂN", "HỎA TỐC", "TỈNH …".
        after = self._boxes[-1] if self._boxes else self._into[-1]
        if read.joined:
            self._carried = read.pieces
            after.extend(read.later)
            return
        looks = read.own.over(self._styles.looks(read.style))
        label = self._label(read, looks)
        pieces = [Piece(label), *read.pieces] if label else read.pieces
        self._into[-1].append(Paragraph(pieces, looks.align == "center"))
        after.extend(read.later)

    def _label(self, read: _Open, looks: Looks) -> str:
        number = looks.number
        if self._numbering is None or number is None or number == "0":
            return ""
        level = read.own.level
        if level is None:
            level = looks.level if looks.level is not None else self._numbering.level_of_style(number, read.style)
        return self._numbering.label(number, level)

    def _start_properties(self, _: Mapping[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].in_properties = True

    def _end_properties(self) -> None:
        if self._paragraphs:
            self._paragraphs[-1].in_properties = False

    def _start_run(self, _: Mapping[str, str]) -> None:
        if self._paragraphs:
            paragraph = self._paragraphs[-1]
            paragraph.in_run, paragraph.run, paragraph.run_style = True, PLAIN, ""

    def _end_run(self) -> None:
        if self._paragraphs:
            self._paragraphs[-1].in_run = False

    def _start_text(self, _: Mapping[str, str]) -> None:
        self._text = []

    def _end_text(self) -> None:
        text, self._text = "".join(self._text or ()), None
        self._put(text)

    def _break(self, text: str) -> None:
        if self._paragraphs and self._paragraphs[-1].in_run and not self._paragraphs[-1].in_properties:
            self._put(text)

    def _put(self, text: str) -> None:
        """Letters of the present run, as they print."""
        if not text or not self._paragraphs or False in self._fields:
            return
        paragraph = self._paragraphs[-1]
        looks = self._looks_of_run(paragraph)
        if looks.hidden:
            return
        coding = coding_of_font(looks.font) if looks.font else ""
        if looks.capitals:
            if coding:
                coding = f"{coding.partition('_')[0]}_capitals"
            else:
                text = text.upper()
        paragraph.pieces.append(Piece(text, bool(looks.bold), bool(looks.italic), coding))

    def _looks_of_run(self, paragraph: _Open) -> Looks:
        key = (paragraph.run, paragraph.run_style, paragraph.style)
        known = self._looks.get(key)
        if known is None:
            looks = paragraph.run
            if paragraph.run_style:
                looks = looks.over(self._styles.looks(paragraph.run_style))
            known = self._looks[key] = looks.over(self._styles.looks(paragraph.style)).over(self._styles.defaults)
        return known

    def _property(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._in_section or tag == "w:sectPr":
            self._section(tag, attributes)
        elif self._in_cell_properties or tag == "w:tcPr":
            self._cell_property(tag, attributes)
        elif self._in_table_properties or tag in ("w:tblPr", "w:trPr"):
            self._table_property(tag, attributes)
        elif self._paragraphs:
            self._paragraph_property(self._paragraphs[-1], tag, attributes)

    def _paragraph_property(self, paragraph: _Open, tag: str, attributes: Mapping[str, str]) -> None:
        if paragraph.in_properties:
            if tag == "w:pStyle":
                paragraph.style = said(attributes, "val")
            else:
                paragraph.own = with_paragraph(paragraph.own, tag, attributes)
        elif paragraph.in_run:
            if tag == "w:rStyle":
                paragraph.run_style = said(attributes, "val")
            else:
                paragraph.run = with_letters(paragraph.run, tag, attributes)

    def _field(self, attributes: Mapping[str, str]) -> None:
        """Of a field only its result prints: False stands for one whose instruction is still being read."""
        kind = said(attributes, "fldCharType")
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _symbol(self, attributes: Mapping[str, str]) -> None:
        font, code = said(attributes, "font").lower().split(" ")[0], said(attributes, "char").lower()
        self._put(_SYMBOLS.get(font, {}).get(code[-2:], ""))

    def _art(self, attributes: Mapping[str, str]) -> None:
        """Letters drawn as a picture, as stamps often are."""
        if self._paragraphs and (text := attributes.get("string", "")):
            self._paragraphs[-1].later.append(Paragraph([Piece(text)]))

    # Text boxes and notes

    def _start_box(self, _: Mapping[str, str]) -> None:
        self._into.append([])

    def _end_box(self) -> None:
        if len(self._into) < 2:
            return
        blocks = self._into.pop()
        (self._paragraphs[-1].later if self._paragraphs else self._into[-1]).extend(blocks)

    def _page(self, attributes: Mapping[str, str]) -> None:
        if self._other is not None:
            self._into[-1].extend(self._other(said(attributes, "id")))

    def _footnote(self, attributes: Mapping[str, str]) -> None:
        self.footnotes.append(said(attributes, "id"))

    def _endnote(self, attributes: Mapping[str, str]) -> None:
        self.endnotes.append(said(attributes, "id"))

    def _note(self, attributes: Mapping[str, str]) -> None:
        if self._notes is not None and said(attributes, "id") not in self._notes:
            self._skipped = 1

    # Tables

    def _start_table(self, _: Mapping[str, str]) -> None:
        self._grids.append(Grid())
        self._drawn_cells.append(0)

    def _end_table(self) -> None:
        if not self._grids:
            return
        grid = self._grids.pop()
        drawn = self._drawn_cells.pop()
        grid.rows = [row for row in grid.rows if row and not any(cell.across == _NO_ROW for cell in row)]
        if drawn * 2 > sum(len(row) for row in grid.rows):
            grid.lines = True
        if grid.rows:
            self._into[-1].append(grid)

    def _start_row(self, _: Mapping[str, str]) -> None:
        if self._grids:
            self._grids[-1].rows.append([])

    def _end_row(self) -> None:
        self._in_table_properties = False

    def _start_cell(self, _: Mapping[str, str]) -> None:
        self._into.append([])
        self._boxes.append([])
        self._drawn.append(False)
        if self._grids:
            if not self._grids[-1].rows:
                self._grids[-1].rows.append([])
            self._grids[-1].rows[-1].append(Cell(self._into[-1]))

    def _end_cell(self) -> None:
        if len(self._into) > 1 and len(self._drawn) > 1:
            boxes = self._boxes.pop()
            self._into.pop().extend([Paragraph(), *boxes] if boxes else ())
            if self._drawn_cells:
                self._drawn_cells[-1] += self._drawn.pop()

    def _table_property(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in ("w:tblPr", "w:trPr"):
            self._in_table_properties = True
        elif not self._grids:
            return
        elif tag == "w:tblStyle":
            self._grids[-1].lines = bool(self._styles.looks(said(attributes, "val")).lines)
        elif tag == "w:tblBorders":
            self._grids[-1].lines = False
        elif tag in BORDERS:
            self._grids[-1].lines = self._grids[-1].lines or is_drawn(attributes)
        elif tag == "w:gridBefore" and self._grids[-1].rows:
            self._grids[-1].rows[-1].append(Cell(across=max(1, min(whole(said(attributes, "val"), 1), MOST_ACROSS))))
        elif tag == "w:hidden" and is_on(attributes) and self._grids[-1].rows:
            self._grids[-1].rows[-1].append(Cell(across=_NO_ROW))

    def _cell_property(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "w:tcPr":
            self._in_cell_properties = True
            return
        if not self._grids or not self._grids[-1].rows or not self._grids[-1].rows[-1]:
            return
        row = self._grids[-1].rows[-1]
        if tag == "w:gridSpan":
            row[-1].across = max(1, min(whole(said(attributes, "val"), 1), MOST_ACROSS))
        elif tag == "w:vMerge":
            row[-1].goes_on = said(attributes, "val") != "restart"
        elif tag in BORDERS and is_drawn(attributes):
            self._drawn[-1] = True

    # Sections

    def _section(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "w:sectPr":
            self._in_section = True
            self.sides.append(Sides())
        elif tag in ("w:headerReference", "w:footerReference"):
            references = self.sides[-1].headers if tag == "w:headerReference" else self.sides[-1].footers
            references.append((said(attributes, "type"), said(attributes, "id")))
        elif tag == "w:titlePg":
            self.sides[-1].first_apart = is_on(attributes)
