"""A text that was read, shown as a paper: words can be lit, looked at and chosen. Every place is one of `DocumentText.text`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextLength,
    QTextTableFormat,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from models.intake.documents.document_text import DocumentText, Span
from models.intake.documents.looks import BOLD, CENTRED, ITALIC, RIGHT, SOFT, Grid, Paragraph, TextLooks, line_at, word_at
from models.labels import tr
from ui import theme
from ui.parts.lights import LIGHT_ORDER, Light
from ui.parts.lit_page import follows

if TYPE_CHECKING:
    from models.intake.documents.found import Head

FAMILIES = ("Times New Roman", "Liberation Serif", "Tinos", "Noto Serif", "DejaVu Serif")
_PIXELS = 15
_SIDE, _NARROW_SIDE, _NARROW = 26, 10, 420
_GAP = 8
_LINE_HEIGHT = 125.0
# So many letters are laid before the window goes on, and so many more in each pause.
_AT_ONCE = 120_000
_IN_A_PAUSE = 40_000
# A cell, a paragraph and a piece of other looks take as long to lay as so many letters more.
_CELL, _BLOCK, _PIECE = 150, 150, 60
_MOST_LIGHTS = 2_000
# The text widget counts in pairs of bytes, the text in letters: a letter beyond them is shown as a sign, and its place stays right.
_BEYOND = re.compile("[\U00010000-\U0010ffff]")
# Scripts that no paper of an office has: a machine without letters for them looks through all its fonts, for each script anew.
_STRANGE = re.compile("[\u0530-\u0dff\u0f00-\u177f\u1800-\u1dff\u2c00-\u2e7f\ua000-\uabff\ufb00-\ufdff]")
_BREAK = re.compile(r"[\n\t\u2028\u2029\ufdd0\ufdd1\ufffc\x0b\x0c\r]")


class LitText(QTextEdit):
    """`show_text`, then `light` and `look_at`. Dragging, a double or triple click, or Enter after Shift and arrows chooses words."""

    #: Words that the person chose (as they are seen), and their Span.
    words_chosen = Signal(str, object)
    #: Larger (1) or smaller (-1) letters are wanted.
    zoomed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.setTabChangesFocus(True)
        self.setAccessibleName(tr("Nội dung tệp"))
        self.setProperty("paper", "true")
        self._text = DocumentText("")
        self._looks = TextLooks(self._text)
        self._left: Iterator[Paragraph | Grid] = iter(())
        self._sources: list[int] = [0]
        self._places: list[int] = [0]
        self._lights: tuple[Light, ...] = ()
        self._zoom = 1.0
        self._clicked: tuple[int, QPointF] | None = None
        self._mine = False
        self._more = QTimer(self)
        self._more.setInterval(0)
        self._more.timeout.connect(self._lay_more)
        self.set_zoom(1.0)

    # ---- what is shown ----

    def show_text(self, text: DocumentText, head: Head | None = None) -> None:
        """Lay this out from its beginning; a text that is the same stays where it was scrolled to."""
        same = text.text == self._text.text
        before = self.verticalScrollBar().value()
        self._text = text
        self._looks = TextLooks(text, head)
        self._left = self._looks.laid()
        self._sources, self._places = [0], [0]
        self._lights = ()
        self.setExtraSelections([])
        self.document().clear()
        self._lay(_AT_ONCE)
        start = QTextCursor(self.document())
        self.setTextCursor(start)
        self._more.start()
        self.verticalScrollBar().setValue(before if same else 0)

    def set_zoom(self, zoom: float) -> None:
        """Letters so many times as large as usual."""
        self._zoom = zoom
        font = QFont()
        font.setFamilies(list(FAMILIES))
        font.setPixelSize(max(6, round(theme.px(_PIXELS) * zoom)))
        self.document().setDefaultFont(font)
        self._set_edges()

    def _lay_more(self) -> None:
        if not self._lay(_IN_A_PAUSE):
            self._more.stop()
            if self._lights:
                self.light(self._lights)

    def _lay(self, most: int) -> bool:
        """Lay out so many letters more; False where nothing is left."""
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        laid, more = 0, True
        while laid < most:
            part = next(self._left, None)
            if part is None:
                more = False
                break
            if isinstance(part, Grid):
                laid += self._lay_grid(cursor, part)
            else:
                laid += self._lay_paragraph(cursor, part, fresh=cursor.block().length() == 1)
        cursor.endEditBlock()
        return more

    def _lay_paragraph(self, cursor: QTextCursor, part: Paragraph, *, fresh: bool) -> int:
        block = QTextBlockFormat()
        if part.looks & (CENTRED | RIGHT):
            block.setAlignment(Qt.AlignmentFlag.AlignRight if part.looks & RIGHT else Qt.AlignmentFlag.AlignHCenter)
        block.setTopMargin(theme.px(_GAP) if part.gap else 1)
        block.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if fresh:
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block)
        length = 0
        for start, end, looks in part.pieces:
            self._sources.append(start)
            self._places.append(cursor.position())
            words = _STRANGE.sub("\ufffd", _BEYOND.sub("\ufffd", _BREAK.sub(" ", self._text.text[start:end])))
            cursor.insertText(words, _letters(looks))
            length += end - start + _PIECE
        return length + _BLOCK

    def _lay_grid(self, cursor: QTextCursor, grid: Grid) -> int:
        look = QTextTableFormat()
        look.setBorder(1 if grid.ruled else 0)
        look.setBorderCollapse(True)
        look.setBorderBrush(theme.INK_SOFT)
        look.setCellPadding(theme.px(3) if grid.ruled else 0)
        look.setTopMargin(0 if grid.goes_on else theme.px(_GAP))
        look.setBottomMargin(0 if grid.ruled else theme.px(_GAP))
        look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        total = sum(grid.widths)
        look.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, 100 * each / total) for each in grid.widths])
        table = cursor.insertTable(grid.rows, grid.columns, look)
        for down, across, high, wide, _ in grid.cells:
            if high > 1 or wide > 1:
                table.mergeCells(down, across, high, wide)
        length = 0
        for down, across, _, _, paragraphs in grid.cells:
            inside = table.cellAt(down, across).firstCursorPosition()
            for number, paragraph in enumerate(paragraphs):
                length += self._lay_paragraph(inside, paragraph, fresh=number == 0)
            length += _CELL
        cursor.movePosition(QTextCursor.MoveOperation.End)
        return length

    # ---- places ----

    def place_of(self, offset: int) -> int:
        """Where in the widget's document a place of the text stands."""
        run = bisect_right(self._sources, offset) - 1
        following = self._places[run + 1] if run + 1 < len(self._places) else self._last()
        return min(self._places[run] + offset - self._sources[run], following)

    def offset_of(self, place: int) -> int:
        """The place of the text that stands there in the widget's document."""
        run = bisect_right(self._places, place) - 1
        following = self._sources[run + 1] if run + 1 < len(self._sources) else len(self._text.text)
        return min(self._sources[run] + place - self._places[run], following)

    def _cursor(self, span: Span) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.place_of(span.start))
        cursor.setPosition(self._end_of(span), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _end_of(self, span: Span) -> int:
        """After the last letter of a span, not before the first of the next paragraph."""
        return min(self.place_of(span.end - 1) + 1, self._last()) if span.end > span.start else self.place_of(span.start)

    def _last(self) -> int:
        return self.document().characterCount() - 1

    # ---- light ----

    def light(self, lights: Sequence[Light]) -> None:
        """Light these words and no others; "chosen" lies over all."""
        self._lights = tuple(lights)
        made: list[QTextEdit.ExtraSelection] = []
        for light in sorted(self._lights, key=lambda each: LIGHT_ORDER[each.tone]):
            look = QTextCharFormat()
            look.setBackground(theme.LIGHTS[light.tone])
            if theme.contrast():
                look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            for span in light.spans[: _MOST_LIGHTS - len(made)]:
                selection = QTextEdit.ExtraSelection()
                selection.cursor = self._cursor(span)
                selection.format = look
                made.append(selection)
        self.setExtraSelections(made)

    def look_at(self, span: Span) -> None:
        """Scroll until these words stand in sight; where they do already nothing moves."""
        while self._more.isActive() and self._sources[-1] <= span.end:
            self._lay_more()
        start = self._at(self.place_of(span.start))
        if not self.textCursor().hasSelection():
            # Where the keyboard begins when it comes to the paper.
            bar, before = self.verticalScrollBar(), self.verticalScrollBar().value()
            self.setTextCursor(start)
            bar.setValue(before)
        top = self.cursorRect(start)
        bottom = self.cursorRect(self._at(self._end_of(span)))
        high = self.viewport().height()
        if top.top() < 0 or min(bottom.bottom(), top.bottom() + high // 2) > high:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + top.top() - high // 4)

    def _at(self, place: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(place)
        return cursor

    # ---- choosing ----

    def chosen(self) -> Span | None:
        """What is selected; None for nothing."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return Span(self.offset_of(cursor.selectionStart()), self.offset_of(cursor.selectionEnd() - 1) + 1)

    def take(self) -> None:
        """Give what is selected, or the word at the caret, to whoever wants it."""
        span = self.chosen()
        if span is None:
            span = word_at(self._text.text, self.offset_of(self.textCursor().position()))
        self._choose(span)

    def _choose(self, span: Span) -> None:
        words = self._looks.shown(span)
        if words.strip():
            self.setTextCursor(self._cursor(span))
            self.words_chosen.emit(words, span)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes; arrows move the caret."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.take()
            event.accept()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            event.accept()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The third click in a row takes the line."""
        before, self._clicked, self._mine = self._clicked, None, False
        if before is not None and event.button() == Qt.MouseButton.LeftButton and follows(before, event):
            self._mine = True
            self._choose(line_at(self._text.text, self._offset_at(event.position())))
            return
        if event.button() == Qt.MouseButton.LeftButton and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._choose_nothing()
        super().mousePressEvent(event)

    def _choose_nothing(self) -> None:
        """Else a press on chosen words would begin to carry them away instead of choosing others."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            cursor.clearSelection()
            before = self.verticalScrollBar().value()
            self.setTextCursor(cursor)
            self.verticalScrollBar().setValue(before)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click takes the word, with what belongs to it ("06/CT-UBND")."""
        if event.button() != Qt.MouseButton.LeftButton:
            super().mouseDoubleClickEvent(event)
            return
        self._clicked, self._mine = (event.timestamp(), event.position()), True
        self._choose(word_at(self._text.text, self._offset_at(event.position())))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What a click took is not dragged on."""
        if not self._mine:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What was dragged over is chosen."""
        if self._mine:
            return
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.chosen() is not None:
            self.take()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the letters become larger or smaller."""
        up = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if up:
                self.zoomed.emit(1 if up > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow place the paper has narrow edges."""
        super().resizeEvent(event)
        self._set_edges()

    def _set_edges(self) -> None:
        edge = theme.px(_SIDE if self.width() >= theme.px(_NARROW) else _NARROW_SIDE)
        if self.document().documentMargin() != edge:
            self.document().setDocumentMargin(edge)

    def _offset_at(self, point: QPointF) -> int:
        return self.offset_of(self.cursorForPosition(point.toPoint()).position())

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied are the words as they stand in the file."""
        mime = QMimeData()
        span = self.chosen()
        mime.setText(self._looks.shown(span) if span is not None else "")
        return mime


def _letters(looks: int) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setForeground(QColor(theme.INK_SOFT if looks & SOFT else theme.INK))
    if looks & BOLD:
        form.setFontWeight(QFont.Weight.Bold)
    if looks & ITALIC:
        form.setFontItalic(True)
    return form
