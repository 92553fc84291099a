"""Papers made of plain words, to be printed by `ui.parts.printing`.

    document = new_document(title)
    cursor = QTextCursor(document)
    paper_heading(cursor, office)
    paper_title(cursor, tr("PHIẾU NHẮC VIỆC"))
    paragraph(cursor, text)
    table(cursor, heads, rows, shares=(8, 52, 40))
    signature(cursor, office)

Words go in through a cursor, so nothing from outside is ever read as markup. Letters as Times New Roman (Nghị định 30/2020/NĐ-CP
Phụ lục I).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)

from models.labels import tr
from models.reports.letterhead import letterhead

if TYPE_CHECKING:
    from datetime import date

    from models.office import Office

FAMILIES = ("Times New Roman", "Liberation Serif", "Tinos", "Noto Serif", "DejaVu Serif")
TEXT_POINTS = 13.0
TABLE_POINTS = 12.0
_GAP_POINTS = 4.0
INK = QColor(Qt.GlobalColor.black)
NUMBERED = "numbered"
"""The property of a document that tells whether its pages bear numbers."""

Left, Centre, Right, Justify = (
    Qt.AlignmentFlag.AlignLeft,
    Qt.AlignmentFlag.AlignHCenter,
    Qt.AlignmentFlag.AlignRight,
    Qt.AlignmentFlag.AlignJustify,
)


def new_document(title: str, *, points: float = TEXT_POINTS, numbered: bool = True) -> QTextDocument:
    """An empty document in the letters of official paper; `title` is what a PDF is called inside.

    Where it is longer than a page its pages are `numbered`, unless it is several papers in one.
    """
    document = QTextDocument()
    document.setMetaInformation(QTextDocument.MetaInformation.DocumentTitle, title)
    document.setUndoRedoEnabled(False)
    document.setDefaultFont(paper_font(points))
    document.setDocumentMargin(0)
    document.setProperty(NUMBERED, numbered)
    return document


def paper_font(points: float = TEXT_POINTS) -> QFont:
    """The letters of official paper, or the nearest that this machine has."""
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPointSizeF(points)
    return font


def letters(*, points: float | None = None, bold: bool = False, italic: bool = False, underline: bool = False) -> QTextCharFormat:
    """How letters look; `points` None leaves the size of the document."""
    look = QTextCharFormat()
    look.setFontFamilies(list(FAMILIES))
    look.setForeground(INK)
    if points is not None:
        look.setFontPointSize(points)
    look.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    look.setFontItalic(italic)
    look.setFontUnderline(underline)
    return look


def _line(align: Qt.AlignmentFlag, above: float = 0.0, below: float = 0.0, *, indent: float = 0.0) -> QTextBlockFormat:
    line = QTextBlockFormat()
    line.setAlignment(align)
    line.setTopMargin(above)
    line.setBottomMargin(below)
    line.setTextIndent(indent)
    return line


def paragraph(
    cursor: QTextCursor,
    text: str,
    *,
    align: Qt.AlignmentFlag = Left,
    points: float | None = None,
    bold: bool = False,
    italic: bool = False,
    above: float = 0.0,
    below: float = 6.0,
    indent: float = 0.0,
) -> None:
    """A paragraph of plain words at the end of the document. `above` and `below` are the room around it, in points."""
    cursor.movePosition(QTextCursor.MoveOperation.End)
    line = _line(align, above, below, indent=indent)
    if cursor.document().isEmpty():
        cursor.setBlockFormat(line)
    else:
        cursor.insertBlock(line)
    cursor.insertText(text, letters(points=points, bold=bold, italic=italic))


# Marks a table that must not be torn apart by the end of a page.
TOGETHER = int(QTextFormat.Property.UserProperty) + 1


def new_page(cursor: QTextCursor) -> None:
    """Go on with another paper on a new page."""
    cursor.movePosition(QTextCursor.MoveOperation.End)
    line = _line(Left)
    line.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    cursor.insertBlock(line, letters(points=1))


def paper_title(cursor: QTextCursor, title: str, below: str = "") -> None:
    """The title in capitals and bold, with a smaller line below it where given."""
    paragraph(cursor, title, align=Centre, bold=True, points=TEXT_POINTS + 1, above=14, below=2 if below else 10)
    if below:
        paragraph(cursor, below, align=Centre, below=10)


def paper_heading(cursor: QTextCursor, office: Office, *, day: date | None = None, number: str = "") -> None:
    """The head of official paper: the body and its number at the left, the nation and its motto at the right, place and date below.

    `day` is the day of the paper, today when not given; `number` is written whole ("Số: 05/PNV"). Nghị định 30/2020/NĐ-CP Phụ lục I.
    """
    head = letterhead(office.settings(), day or office.today())
    # Qt keeps an empty line before a table.
    cursor.setBlockCharFormat(letters(points=1))
    made = _frame_table(cursor, 1, (42, 58))
    _cell(made, 0, 0, [(text, letters(points=12, bold=place == len(head.agency) - 1)) for place, text in enumerate(head.agency)])
    nation = [
        (tr("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), letters(points=12, bold=True)),
        (tr("Độc lập - Tự do - Hạnh phúc"), letters(points=13, bold=True, underline=True)),
    ]
    _cell(made, 0, 1, nation)
    made.insertRows(1, 1)
    _cell(made, 1, 0, [(number, letters(points=13))])
    _cell(made, 1, 1, [(head.place_and_date, letters(points=13, italic=True))])
    _after(cursor)


def signature(
    cursor: QTextCursor,
    office: Office,
    *,
    maker: bool = False,
    left: Sequence[str] = (),
    signer: str | None = None,
    offices: Sequence[str] | None = None,
) -> None:
    """The block of the signer, from the settings; at the left who made the paper, or these lines ("Nơi nhận:" …).

    `signer` is who signed a paper that is printed again, `offices` the lines above the name where they are not the office's own.
    """
    head = letterhead(office.settings(), office.today())
    above, name = head.authority if offices is None else offices, head.signer if signer is None else signer
    made = _frame_table(cursor, 1, (50, 50), above=12)
    if maker:
        _cell(made, 0, 0, [(tr("NGƯỜI LẬP"), letters(bold=True)), *_room(), (head.maker, letters(bold=True))])
    else:
        looks = (letters(points=12, bold=True, italic=True), letters(points=11))
        _cell(made, 0, 0, [(text, looks[min(place, 1)]) for place, text in enumerate(left)], align=Left)
    _cell(made, 0, 1, [*((text, letters(bold=True)) for text in above), *_room(), (name, letters(bold=True))])
    _after(cursor)


def _room() -> list[tuple[str, QTextCharFormat]]:
    """The room for a name in ink."""
    return [("", letters())] * 4


def table(
    cursor: QTextCursor,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    shares: Sequence[int],
    right: Sequence[int] = (),
    centre: Sequence[int] = (),
    points: float = TABLE_POINTS,
) -> QTextTable:
    """A ruled table; its heads stand on every page. `shares` are the parts of the width in percent, `right` and `centre` name columns."""
    cursor.movePosition(QTextCursor.MoveOperation.End)
    look = QTextTableFormat()
    look.setHeaderRowCount(1)
    look.setTopMargin(4)
    look.setBorder(1)
    look.setBorderBrush(INK)
    look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    look.setBorderCollapse(True)
    look.setCellPadding(3)
    look.setCellSpacing(0)
    look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    look.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, share) for share in shares])
    made = cursor.insertTable(1 + len(rows), len(heads), look)
    for column, text in enumerate(heads):
        _cell(made, 0, column, [(text, letters(points=points, bold=True))])
    plain_look = letters(points=points)
    for place, row in enumerate(rows, start=1):
        for column, text in enumerate(row):
            align = Right if column in right else Centre if column in centre else Left
            _cell(made, place, column, [(text, plain_look)], align=align)
    _after(cursor)
    return made


def _frame_table(cursor: QTextCursor, rows: int, shares: Sequence[int], *, above: float = 0) -> QTextTable:
    """A table without lines, to put blocks beside each other."""
    cursor.movePosition(QTextCursor.MoveOperation.End)
    look = QTextTableFormat()
    look.setProperty(TOGETHER, True)  # noqa: FBT003 - Qt's own
    look.setTopMargin(above)
    look.setBorder(0)
    look.setCellPadding(0)
    look.setCellSpacing(0)
    look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    look.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, share) for share in shares])
    return cursor.insertTable(rows, len(shares), look)


def _cell(
    made: QTextTable, row: int, column: int, lines: Sequence[tuple[str, QTextCharFormat]], *, align: Qt.AlignmentFlag = Centre
) -> None:
    """These lines in a cell, each with its letters."""
    cursor = made.cellAt(row, column).firstCursorPosition()
    for place, (text, look) in enumerate(lines):
        if place:
            cursor.insertBlock(_line(align))
        else:
            cursor.setBlockFormat(_line(align))
        cursor.setBlockCharFormat(look)
        cursor.insertText(text, look)


def _after(cursor: QTextCursor) -> None:
    """Go behind the table. The empty line that Qt puts there becomes a little room: margins beside a table count for nothing."""
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.setBlockFormat(_line(Left))
    cursor.setBlockCharFormat(letters(points=_GAP_POINTS))
