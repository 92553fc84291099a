"""Web pages: what a reader sees of them."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from models.intake.documents.reading.blocks import MOST_ACROSS, Block, Cell, Grid, Paragraph, Piece
from models.intake.documents.reading.docx_numbering import FORMS
from models.intake.lettering.packed_page import is_letter, largest_page
from models.intake.workbooks.reading.html_tables import count_of

_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|div|p|table|span|br)\b[^<>]*>", re.IGNORECASE)
_HEAD = 4_000
_UNSEEN = frozenset({
    "style", "script", "head", "xml", "template", "noscript", "iframe", "object", "svg", "math", "select", "textarea", "nav", "title",
    "button",
})  # fmt: skip
_EMPTY = frozenset({
    "br", "hr", "img", "meta", "link", "input", "col", "wbr", "base", "area", "source", "embed", "param", "track",
})  # fmt: skip
_LINES = frozenset({
    "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "center", "caption", "blockquote", "section", "article", "header", "footer",
    "main", "aside", "ul", "ol", "dl", "dt", "dd", "pre", "hr", "address", "figure", "figcaption", "form", "fieldset", "body", "html",
    "table", "tr", "td", "th", "tbody", "thead", "tfoot",
})  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_BORDER = re.compile(r"border(?:-[a-z]+)?\s*:\s*(?!none|0)[^;]*\b(?:solid|double|dotted|dashed|inset|outset|ridge|groove)", re.IGNORECASE)
_MOST_OPEN = 5_000
_MOST_DOWN = 1_000
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_SPACE = re.compile(r"[ \t\n\r\f]+")


def looks_like_page(text: str) -> bool:
    """Whether a text is a web page, or a piece of one."""
    head = text[:_HEAD].lstrip("\ufeff \t\r\n")
    return head.startswith("<") and _PAGE.search(head) is not None


def letter_page(content: bytes, text: str) -> bytes | None:
    """The largest page of one packed as a letter (.mht); None for what is no letter or has none."""
    return largest_page(content) if is_letter(text) else None


class _Page(HTMLParser):
    """Collects paragraphs and tables. What is open is remembered with what ends with it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._into: list[list[Block]] = [self.blocks]
        self._grids: list[Grid] = []
        self._paragraph = Paragraph()
        self._unseen = 0
        self._open: list[tuple[str, str]] = []
        self._bold = self._italic = self._centred = self._kept = 0
        self._lists: list[tuple[int | None, str]] = []
        self._below: list[dict[int, tuple[int, int]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("body", "table") and self._unseen and self._open and self._open[-1][0] == "head":
            self.handle_endtag("head")  # a head that nobody ended
        said = {name: value or "" for name, value in attrs}
        style = said.get("style", "")
        if tag in _EMPTY:
            if not self._unseen:
                self._empty(tag)
            return
        if len(self._open) >= _MOST_OPEN:
            return
        if self._unseen or tag in _UNSEEN or "hidden" in said or _HIDDEN.search(style):
            self._unseen += 1
            self._open.append((tag, "unseen"))
            return
        marks = ""
        if tag in ("b", "strong", "th") or _BOLD.search(style):
            self._bold += 1
            marks += "b"
        if tag in ("i", "em") or "font-style:italic" in style.replace(" ", ""):
            self._italic += 1
            marks += "i"
        if tag == "center" or said.get("align", "").lower() == "center" or _CENTRED.search(style):
            self._centred += 1
            marks += "c"
        if tag == "pre":
            self._kept += 1
            marks += "p"
        if tag in _LINES:
            self._finish_paragraph()
        self._open.append((tag, marks))
        self._begin(tag, said, style)

    def _begin(self, tag: str, said: dict[str, str], style: str) -> None:
        if tag == "table":
            drawn = said.get("border", "0").strip() not in ("", "0") or _BORDER.search(style) is not None
            self._grids.append(Grid(lines=drawn))
            self._below.append({})
        elif tag == "tr" and self._grids:
            self._grids[-1].rows.append([])
            self._go_on()
        elif tag in ("td", "th") and self._grids:
            self._begin_cell(said, style)
        elif tag in ("ul", "ol"):
            self._lists.append((count_of(said.get("start"), 9_999) if tag == "ol" else None, _FORMS.get(said.get("type", ""), "decimal")))
        elif tag == "li":
            number, form = self._lists[-1] if self._lists else (None, "")
            if number is not None:
                self._lists[-1] = (number + 1, form)
            self._paragraph.pieces.append(Piece(f"{FORMS[form](number)}. " if number is not None else "- "))

    def _begin_cell(self, said: dict[str, str], style: str) -> None:
        grid = self._grids[-1]
        if not grid.rows:
            grid.rows.append([])
        cell = Cell(across=count_of(said.get("colspan"), MOST_ACROSS))
        down = count_of(said.get("rowspan"), _MOST_DOWN)
        if down > 1:
            self._below[-1][sum(each.across for each in grid.rows[-1])] = (down - 1, cell.across)
        grid.rows[-1].append(cell)
        self._into.append(cell.blocks)
        if _BORDER.search(style):
            grid.lines = True

    def _go_on(self) -> None:
        """The cells of rows above that reach down to the place where the next cell of this row would begin."""
        row, below = self._grids[-1].rows[-1], self._below[-1]
        while (found := below.get(column := sum(each.across for each in row))) is not None and len(row) < MOST_ACROSS:
            down, across = found
            row.append(Cell(across=across, goes_on=True))
            if down > 1:
                below[column] = (down - 1, across)
            else:
                del below[column]

    def _empty(self, tag: str) -> None:
        if tag == "br":
            self._paragraph.pieces.append(Piece("\n"))
        elif tag == "hr":
            self._finish_paragraph()

    def handle_endtag(self, tag: str) -> None:
        if tag == "br" and not self._unseen:
            self._empty(tag)
        if all(name != tag for name, _ in self._open[-100:]):
            if tag == "p" and not self._unseen:
                self._finish_paragraph()
            return
        while self._open:
            name, marks = self._open.pop()
            if marks == "unseen":
                self._unseen -= 1
            else:
                self._close(name, marks)
            if name == tag:
                break

    def _close(self, tag: str, marks: str) -> None:
        if tag in _LINES:
            self._finish_paragraph()
        self._bold -= "b" in marks
        self._italic -= "i" in marks
        self._centred -= "c" in marks
        self._kept -= "p" in marks
        if tag in ("td", "th") and len(self._into) > 1:
            self._into.pop()
            if self._grids and self._grids[-1].rows:
                self._go_on()
        elif tag == "table" and self._grids:
            grid = self._grids.pop()
            self._below.pop()
            grid.rows = [row for row in grid.rows if row]
            if grid.rows:
                self._into[-1].append(grid)
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        text = data if self._kept else _SPACE.sub(" ", data)
        pieces = self._paragraph.pieces
        if text.startswith(" ") and (not pieces or pieces[-1].text.endswith((" ", "\n"))):
            text = text[1:]
        if text:
            pieces.append(Piece(text, self._bold > 0, self._italic > 0))

    def close(self) -> None:
        super().close()
        while self._open:
            self.handle_endtag(self._open[-1][0])
        self._finish_paragraph()

    def _finish_paragraph(self) -> None:
        paragraph = self._paragraph
        if any(piece.text.strip() for piece in paragraph.pieces):
            paragraph.centred = self._centred > 0
            self._into[-1].append(paragraph)
        self._paragraph = Paragraph()


def read_page(html: str) -> list[Block]:
    """The blocks of a page: what a reader sees of it."""
    page = _Page()
    page.feed(html)
    page.close()
    return page.blocks
